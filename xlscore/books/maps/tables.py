"""The tube map's tables: which maps, which lines, which stops in which order. What is odd in them is a problem of its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from string import ascii_letters
from typing import Final

from xlscore.books.errors import BookError
from xlscore.books.maps.headings import LINES, MAPS, STOPS
from xlscore.books.maps.quadrants import QUADRANT_MAP, quadrant_lines
from xlscore.books.maps.renamed import LinesBefore, Renamed, looks_renamed, renamed_lines
from xlscore.books.maps.rows import find_pins
from xlscore.books.maps.sheets import holds_map
from xlscore.books.quadrants.scorecard import Quadrants
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.errors import lane_words
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key
from xlscore.tubemap import Facts, Line, Map, Remark, Stop, build_map, command_map
from xlscore.tubemap.model.words import LANGUAGES, MapWords, language_named

__all__ = ["COMMANDS", "MapPlan", "has_stops", "is_listed", "is_pinned", "read_maps", "remark_problem"]

COMMANDS: Final = "Commands"
"""The map that comes from the grid itself: a line per command, a station per area that it graded."""
_PAPERS: Final = ("A4", "A3")
_STEP: Final = 0.001
"""How far behind the stop above a stop without a sequence is put: less than any number that is typed."""


@dataclass(frozen=True)
class MapPlan:
    """A map to be drawn: its network, its paper, whether it is the workbook's first, and what is odd in its tables."""

    map: Map
    paper: str
    leads: bool
    problems: tuple[Problem, ...]
    facts: tuple[Facts, ...] | None = None
    """What the stations of the quadrants say; None: the grid's areas say it."""
    before: LinesBefore = field(default_factory=dict)
    """The lines that it had when it was drawn."""
    renamed: Renamed = field(default_factory=dict)
    """The new names of those that are called otherwise now."""

    @property
    def name(self) -> str:
        """Return the map's name."""
        return self.map.name

    @property
    def lines_before(self) -> LinesBefore:
        """Return the lines that it had when it was drawn, by the names that they have now."""
        return {self.renamed.get(line, line): areas for line, areas in self.before.items()}


def has_stops(reading: Reading) -> bool:
    """Return whether the workbook says which areas lie on which line."""
    table = find_one(reading.blocks, STOPS)
    return table is not None and bool(table.records)


def is_listed(reading: Reading, name: str) -> bool:
    """Return whether the table of maps has a map of that name."""
    table = find_one(reading.blocks, MAPS)
    return table is not None and any(key(table.text(row, "map")) == key(name) for row in table.records)


def is_pinned(reading: Reading) -> bool:
    """Return whether a map of the workbook has been drawn before."""
    table = find_pins(reading)
    pinned = table is not None and any(not is_blank(table.value(row, "column")) for row in table.records)
    # A straight ladder has no pins.
    return pinned or holds_map(reading)


def _none_before(_: Map) -> LinesBefore:
    return {}


@dataclass
class _Maps:
    """A workbook's tables of maps, lines and stops, as far as it has them, and its grid's areas with their grades."""

    maps: Table | None
    lines: Table | None
    stops: Table | None
    areas: Sequence[str]
    grades: Mapping[str, Mapping[str, str]]
    date: str
    grid_sheet: str
    quadrants: Quadrants | None = None
    kept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The looks that lines had, by map and line."""
    before: Callable[[Map], LinesBefore] = _none_before
    """What says which lines a map had when it was drawn."""
    must: Collection[str] = ()
    """The maps that are drawn though they have no figures yet: one that is asked for, and those drawn before."""
    problems: list[Problem] = field(default_factory=list)

    @cached_property
    def listed(self) -> dict[str, int]:
        """Return the row of each map in the table of maps; of one that is there twice, which is a problem, the first row holds."""
        first: dict[str, int] = {}
        if self.maps is not None:
            for row in self.maps.records:
                first.setdefault(key(self.maps.text(row, "map")), row)
        return first

    @cached_property
    def by_map(self) -> dict[str, list[int]]:
        """Return the rows of each map in the table of stops; one that names no map is a problem."""
        found: dict[str, list[int]] = {}
        for row, name in {} if self.stops is None else self.stops.filled_down("map").items():
            if name:
                found.setdefault(key(name), []).append(row)
            else:
                self._report(row, "map", "The stop names no map, so it is left out.", "Type the map's name.")
        return found

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the names of all maps: those listed, those that only have stops, and last the grid's own."""
        names = {} if self.maps is None else {m: self.maps.text(row, "map") for m, row in self.listed.items()}
        if self.stops is not None:
            texts = self.stops.filled_down("map")
            names = {mark: texts[rows[0]] for mark, rows in self.by_map.items()} | names
            names = {mark: names[mark] for mark in (*self.listed, *self.by_map)}
        if (self.areas or self.quadrants is None) and key(COMMANDS) not in self.by_map:
            names[key(COMMANDS)] = names.pop(key(COMMANDS), COMMANDS)
        if self.quadrants is not None and key(QUADRANT_MAP) not in self.by_map:
            names[key(QUADRANT_MAP)] = names.pop(key(QUADRANT_MAP), QUADRANT_MAP)
        return names

    def can_draw(self, mark: str) -> bool:
        """Return whether a map has stops, or is the commands' and there are grades, or the quadrants' and there are figures."""
        if mark == key(QUADRANT_MAP) and mark not in self.by_map and self.quadrants is not None:
            return mark in self.listed or mark in self.must or self.quadrants.are_measured
        graded = any(grade for of_area in self.grades.values() for grade in of_area.values())
        return mark in self.by_map or (mark == key(COMMANDS) and graded)

    def plan(self, mark: str) -> MapPlan:
        """Return a map that can be drawn; an officer's own stops go before the grid for the map of that name too."""
        row, before, facts = self.listed.get(mark), len(self.problems), None
        words = {} if self.maps is None or row is None else _words(self.maps, row)
        language, paper = self._language(row), self._paper(row)
        lines, kept = _lines(self.lines, mark), self.kept.get(mark)
        if mark in self.by_map:
            words = {"title": self.names[mark], "date": self.date, **words}
            rows = self.by_map[mark]
            parked = self._on_no_line if mark == next(iter(self.by_map)) else ()
            make = partial(build_map, self.names[mark], self._stops(rows), lines, parked)
            self._report_unknown(rows)
        elif mark == key(QUADRANT_MAP) and self.quadrants is not None:
            words = {"title": language.say("of quadrants"), "date": self.date, **words}
            found = quadrant_lines(self.quadrants.quadrants)
            facts = tuple(found.facts.values())
            make = partial(build_map, self.names[mark], found.stops, lines)
        else:
            words = {"title": language.say("of commands"), "date": self.date, **words}
            make = partial(command_map, self.names[mark], self.grades, lines)
        made, remarks = make(kept=kept, words=language, **words)
        had = self.before(made)
        renamed = renamed_lines(had, made)
        if renamed and kept:
            made, remarks = make(kept=looks_renamed(kept, renamed), words=language, **words)
        sheet = self.stops.sheet if self.stops is not None and mark in self.by_map else self.grid_sheet
        sheet = sheet if facts is None or self.quadrants is None else self.quadrants.place
        own = [*self.problems[before:], *(self._remark(sheet, mark, made.name, remark) for remark in remarks)]
        del self.problems[before:]
        leads = mark == next(name for name in self.names if self.can_draw(name))
        return MapPlan(made, paper, leads, tuple(own), facts, had, renamed)

    def _paper(self, row: int | None) -> str:
        """Return the paper of a map, A4 where none is named; one that is not known is a problem of its cell."""
        typed = "" if self.maps is None or row is None else self.maps.text(row, "paper")
        found = next((paper for paper in _PAPERS if re.search(rf"\b{paper}\b", typed.upper())), None)
        if typed and found is None:
            what = f"A tube map is not drawn on '{typed}', so the map is drawn on {_PAPERS[0]}."
            self._report_setting(row, "paper", what, f"Write {' or '.join(_PAPERS)}.")
        return found or _PAPERS[0]

    def _language(self, row: int | None) -> MapWords:
        """Return the language of a map, English where none is named; one that is not known is a problem of its cell."""
        typed = "" if self.maps is None or row is None else self.maps.text(row, "language")
        found = language_named(typed)
        if found is None:
            what = (
                f"'{typed}' is no language that the map has words in, so the map is in {LANGUAGES[0].name}."
            )
            names = " or ".join(language.name for language in LANGUAGES)
            self._report_setting(row, "language", what, f"Write {names}.")
        return found or LANGUAGES[0]

    def _report_setting(self, row: int | None, name: str, what: str, do: str) -> None:
        if self.maps is not None and row is not None:
            self.problems.append(Problem(self.maps.sheet, self.maps.cell(row, name), what, do))

    def _remark(self, sheet: str, mark: str, name: str, remark: Remark) -> Problem:
        """Return what is odd in the tables as a problem, with the cell of the colour that it speaks of."""
        problem = remark_problem(sheet, name, remark)
        if not remark.line or self.lines is None:
            return problem
        maps = self.lines.filled_down("map")
        for row in self.lines.records:
            if key(maps[row]) == mark and name_key(self.lines.text(row, "line")) == name_key(remark.line):
                return replace(problem, sheet=self.lines.sheet, cell=self.lines.cell(row, "colour"))
        return problem

    def report_undrawn(self, mark: str) -> None:
        """Keep as a problem that a map is not drawn, and why; quadrants without figures are still being built, and no problem."""
        if mark == key(QUADRANT_MAP) and self.quadrants is not None:
            return
        if self.maps is not None and mark in self.listed and mark != key(COMMANDS):
            cell = self.maps.cell(self.listed[mark], "map")
            what = f"The map '{self.names[mark]}' has no stops, so it is not drawn."
            do = "Say in the table of stops which areas lie on its lines, or take the map out."
            self.problems.append(Problem(self.maps.sheet, cell, what, do))
        else:
            what = f"No command has graded an area, so the map '{self.names[mark]}' is not drawn."
            do = "Enter the commands' grades, or collate their returns, and draw again."
            self.problems.append(Problem(self.grid_sheet, "", what, do))

    @cached_property
    def _on_no_line(self) -> list[str]:
        """Return the areas that lie on no map's lines; a map that shows a part of the areas has them on another."""
        stops = self.stops
        served = set() if stops is None else {name_key(stops.text(row, "area")) for row in stops.records}
        return [area for area in self.areas if name_key(area) not in served]

    def _stops(self, rows: Sequence[int]) -> list[Stop]:
        """Return the stops of a map; those without a sequence come behind the stop of their line above them."""
        assert self.stops is not None
        table, lines, found = self.stops, self.stops.filled_down("line"), list[Stop]()
        last: dict[str, int | float | str] = {}
        told = set()
        for row in rows:
            line, sequence = lines[row], _sequence(table.value(row, "sequence"))
            if not line:
                what = f"The stop '{table.text(row, 'area')}' names no line, so it is left out."
                self._report(row, "line", what, "Type the line's name.")
                continue
            if sequence == "":
                if key(line) not in told:
                    told.add(key(line))
                    what = f"The line '{line}' has stops without a sequence, so they come in the order of their rows."
                    self._report(row, "sequence", what, "Number the stops of the line 1, 2, 3.")
                sequence = _behind(last.get(key(line), 0))
            last[key(line)] = sequence
            found.append(Stop(line, sequence, table.text(row, "area")))
        return found

    def _report_unknown(self, rows: Sequence[int]) -> None:
        assert self.stops is not None
        known = {name_key(area) for area in self.areas}
        for row in rows:
            area = self.stops.text(row, "area")
            if name_key(area) not in known:
                known.add(name_key(area))
                what = f"The area '{area}' is not in the grid, so it is drawn as not graded."
                self._report(row, "area", what, "Check its spelling, or add it to the grid.")

    def _report(self, row: int, name: str, what: str, do: str) -> None:
        if self.stops is not None:
            self.problems.append(Problem(self.stops.sheet, self.stops.cell(row, name), what, do))


def read_maps(
    reading: Reading,
    areas: Sequence[str],
    grades: Mapping[str, Mapping[str, str]],
    date: str,
    wanted: str | None,
    grid_sheet: str,
    quadrants: Quadrants | None = None,
    kept: Mapping[str, Mapping[str, str]] | None = None,
    before: Callable[[Map], LinesBefore] = _none_before,
) -> tuple[list[MapPlan], list[Problem]]:
    """Return the maps that the workbook's tables describe, then the command map and the quadrants'; or the one that is wanted.

    `grades` are the commands' grades of each area; without areas only the quadrants have a map. The problems are those that belong to no map that is drawn.
    """
    maps, lines, stops = (find_one(reading.blocks, layout) for layout in (MAPS, LINES, STOPS))
    stops = stops if areas else None
    must = _drawn_before(reading) | ({key(wanted)} if wanted is not None else set())
    made = _Maps(maps, lines, stops, areas, grades, date, grid_sheet, quadrants, kept or {}, before, must)
    if wanted is not None and key(wanted) not in made.names:
        known = ", ".join(made.names.values())
        raise BookError(f"There is no map '{wanted}' in this workbook; it has {known}.")
    asked = [mark for mark in made.names if wanted is None or mark == key(wanted)]
    plans = [made.plan(mark) for mark in asked if made.can_draw(mark)]
    for mark in asked:
        if not made.can_draw(mark):
            made.report_undrawn(mark)
    if not plans and not made.problems:
        raise BookError(
            "There is no map to draw: no quadrant has a figure yet.",
            lane_words("Enter one.", "Name the map with --map to draw it all the same."),
        )
    if not plans:
        last = made.problems[-1]
        do = f"{last.do[:1].lower()}{last.do[1:]}"
        raise BookError(f"There is no map to draw: {last.what[:1].lower()}{last.what[1:].rstrip('.')}; {do}")
    reader = Reader()
    for table in (maps, lines, stops):
        if table is not None:
            reader.look_over(table)
    if maps is not None:
        reader.twins(maps, {row: key(maps.text(row, "map")) for row in maps.records}, "map")
    return plans, [*made.problems, *reader.problems]


def _drawn_before(reading: Reading) -> set[str]:
    """Return the maps that have pins."""
    table = find_pins(reading)
    return set() if table is None else {key(name) for name in table.filled_down("map").values()}


def remark_problem(sheet: str, name: str, remark: Remark) -> Problem:
    """Return what a map says of itself as a problem of a sheet."""
    about = "" if remark.about == f"Map {name}" else f"{remark.about}: "
    what = f"{name}: {about}{remark.wrong}."
    return Problem(sheet, "", what, f"{remark.action[:1].upper()}{remark.action[1:]}.")


def _words(maps: Table, row: int) -> dict[str, str]:
    """Return what the officer wants to stand above and below a map."""
    fields = ("title", "subtitle", "date", "source", "marking")
    return {name: maps.text(row, name) for name in fields if maps.text(row, name)}


def _sequence(value: object) -> int | float | str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if value == int(value) else value
    return "" if is_blank(value) else str(value)


def _behind(sequence: int | float | str) -> int | float | str:
    """Return a sequence that is just behind another one, on the same branch.

    >>> _behind(2), _behind("3a")
    (2.001, '3.001a')
    """
    if isinstance(sequence, str):
        number = sequence.strip().rstrip(ascii_letters)
        try:
            return f"{round(float(number) + _STEP, 3)}{sequence.strip()[len(number) :]}"
        except ValueError:
            return sequence  # cannot be read; the map says so
    return round(sequence + _STEP, 3)


def _lines(table: Table | None, mark: str) -> list[Line]:
    if table is None:
        return []
    maps = table.filled_down("map")
    return [
        Line(table.text(row, "line"), colour=table.text(row, "colour"))
        for row in table.records
        if key(maps[row]) == mark
    ]
