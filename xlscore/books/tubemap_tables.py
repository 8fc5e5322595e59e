"""The tube map's tables: which maps, which lines, which stops in which order, and where the stations are pinned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlscore.books.blocks import Reading, is_blank
from xlscore.books.errors import BookError
from xlscore.books.finder import Table, find_one
from xlscore.books.headings import LINES, MAPS, PINS, STOPS
from xlscore.books.vocabulary import column_key
from xlscore.rules.words import key
from xlscore.tubemap import DATA_HEADINGS, Line, Map, Pin, Remark, Stop, build_map, command_map

__all__ = ["COMMANDS", "MapPlan", "find_pins", "has_stops", "is_pinned", "read_maps", "read_pins"]

COMMANDS = "Commands"
"""The map that comes from the grid itself: a line per command, a station per area that it graded."""
_PAPERS = ("A4", "A3")


@dataclass(frozen=True)
class MapPlan:
    """A map to be drawn: its network, its paper, what is odd in its tables."""

    map: Map
    paper: str
    remarks: tuple[Remark, ...]

    @property
    def name(self) -> str:
        """Return the map's name."""
        return self.map.name


def has_stops(reading: Reading) -> bool:
    """Return whether the workbook says which areas lie on which line."""
    table = find_one(reading.blocks, STOPS)
    return table is not None and bool(table.records)


def read_maps(
    reading: Reading,
    areas: Sequence[str],
    grades: Mapping[str, Mapping[str, str]],
    date: str,
    wanted: str | None,
) -> list[MapPlan]:
    """Return the maps that the workbook's tables describe, then the command map; or the one that is wanted."""
    stops, lines, listed = (find_one(reading.blocks, layout) for layout in (STOPS, LINES, MAPS))
    by_map = _rows(stops)
    texts = {} if listed is None else {key(listed.text(row, "map")): row for row in listed.records}
    names = (
        {}
        if listed is None
        else {key(listed.text(row, "map")): listed.text(row, "map") for row in listed.records}
    )
    names |= {
        mark: stops.filled_down("map")[rows[0]]
        for mark, rows in by_map.items()
        if stops and mark not in names
    }
    nowhere = _on_no_line(stops, areas)
    plans = []
    for mark, name in names.items():
        if mark not in by_map or (wanted is not None and mark != key(wanted)):
            continue
        row = texts.get(mark)
        words = {} if listed is None or row is None else _words(listed, row)
        made, remarks = build_map(
            name,
            _stops(stops, by_map[mark]),
            _lines(lines, mark),
            nowhere if mark == next(iter(by_map)) else (),
            **{"title": name, "date": date, **words},
        )
        plans.append(MapPlan(made, _paper(listed, row), tuple(remarks)))
    if wanted is None or key(wanted) == key(COMMANDS):
        made, remarks = command_map(COMMANDS, grades, title="Command grades", date=date)
        plans.append(MapPlan(made, _PAPERS[0], tuple(remarks)))
    if not plans:
        known = ", ".join([*names.values(), COMMANDS])
        raise BookError(f"There is no map '{wanted}' in this workbook; it has {known}.")
    return plans


def _on_no_line(stops: Table | None, areas: Sequence[str]) -> list[str]:
    """Return the areas that lie on no map's lines; a map that shows a part of the areas has them on another."""
    served = set() if stops is None else {key(stops.text(row, "area")) for row in stops.records}
    return [area for area in areas if key(area) not in served]


def _words(maps: Table, row: int) -> dict[str, str]:
    """Return what the officer wants to stand above and below a map."""
    fields = ("title", "subtitle", "date", "source")
    return {name: maps.text(row, name) for name in fields if maps.text(row, name)}


def _rows(table: Table | None) -> dict[str, list[int]]:
    """Return the rows of each map."""
    found: dict[str, list[int]] = {}
    if table is not None:
        for row, name in table.filled_down("map").items():
            if name:
                found.setdefault(key(name), []).append(row)
    return found


def _stops(table: Table | None, rows: Sequence[int]) -> list[Stop]:
    if table is None:
        return []
    lines = table.filled_down("line")
    return [
        Stop(lines[row], _sequence(table.value(row, "sequence")), table.text(row, "area")) for row in rows
    ]


def _sequence(value: object) -> int | float | str:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return int(value) if value == int(value) else value
    return "" if is_blank(value) else str(value)


def _lines(table: Table | None, mark: str) -> list[Line]:
    if table is None:
        return []
    maps = table.filled_down("map")
    return [
        Line(table.text(row, "line"), colour=table.text(row, "colour"))
        for row in table.records
        if key(maps[row]) == mark
    ]


def _paper(table: Table | None, row: int | None) -> str:
    typed = "" if table is None or row is None else table.text(row, "paper").upper()
    return next((paper for paper in _PAPERS if paper in typed), _PAPERS[0])


def is_pinned(reading: Reading) -> bool:
    """Return whether a map of the workbook has been drawn before."""
    table = find_pins(reading)
    return table is not None and any(not is_blank(table.value(row, "column")) for row in table.records)


def find_pins(reading: Reading) -> Table | None:
    """Return the table of pins, which is not the table of the map's facts."""
    words = {column_key(heading) for heading in DATA_HEADINGS} - {
        column_key(heading) for heading in PINS.headings
    }

    def is_pins(table: Table) -> bool:
        return words.isdisjoint(column_key(heading) for heading in table.others.values())

    return find_one(reading.blocks, PINS, is_pins)


def read_pins(table: Table | None) -> list[Pin]:
    """Return the pins as they stand in the table."""
    if table is None:
        return []
    maps = table.filled_down("map")
    return [
        Pin(
            maps[row], table.text(row, "area"),
            _number(table.value(row, "column")), _number(table.value(row, "row")), table.text(row, "side"),
        )
        for row in table.records
    ]  # fmt: skip


def _number(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
