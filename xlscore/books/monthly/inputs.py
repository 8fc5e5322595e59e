"""The month's tables as read: the counts of every measure and place, what a measure is a part of, the year's targets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.books.monthly.days import DaySheet, is_days, read_days
from xlscore.books.monthly.headings import COUNTS, DAYS, MEASURES, PLACES, TARGETS
from xlscore.books.monthly.names import place_key
from xlscore.books.notes.inputs import read_notes
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import find_single_months, read_months, read_series
from xlscore.books.tables.finder import find_one, find_required, is_product_only
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import Source
from xlscore.rules.flags import read_flag
from xlscore.rules.monthly.targets import TargetWay, YearTarget, read_target_way
from xlscore.rules.monthly.tree import round_trips
from xlscore.rules.notes import FORCE, MeasureNote, Quoted
from xlscore.rules.periods import read_period
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.problems import RuleError
from xlscore.rules.series import Series, month_name
from xlscore.rules.words import key, name_key

__all__ = [
    "CountsRow",
    "MonthSheets",
    "has_counts",
    "is_counts",
    "is_persons",
    "is_places",
    "quoted_rows",
    "read",
]

_FEWEST: Final = 2
_NEUTRAL: Final = "neutral"
_BLANK: Final = re.compile(r"month \d+", re.IGNORECASE)


@dataclass(frozen=True)
class CountsRow:
    """A row of counts: its measure and place as they are spelt there, its months, and where it stands."""

    measure: str
    place: str
    series: Series
    source: Source

    @property
    def mark(self) -> tuple[str, str]:
        """Return what it is called, however it is spelt; the force's place is ""."""
        return name_key(self.measure), place_key(self.place)

    @property
    def counts(self) -> dict[date, Fraction]:
        """Return the figure of each month that has one."""
        return {point.month: point.value for point in self.series.points if point.value is not None}


@dataclass(frozen=True)
class MonthSheets:
    """What the month's tables hold."""

    table: Table
    """The table of monthly counts; where there is none, that of days."""
    rows: tuple[CountsRow, ...]
    parents: Mapping[str, str]
    """What each measure is a part of, "" for nothing; by the names of the table of counts."""
    better: Mapping[str, bool | None]
    """Whether more of a measure is better, by its key; None where neither way is."""
    places: Mapping[str, str]
    """What each place is a part of, by its key; "" for the force."""
    targets: Mapping[tuple[str, str, int], YearTarget]
    """The agreed targets by measure, place and the year in which the target's year begins."""
    notes: tuple[MeasureNote, ...]
    policy: BookPolicy = field(default_factory=BookPolicy)
    days: DaySheet | None = None
    plan_areas: tuple[str, ...] = ()
    """The measures that are areas of the police and crime plan."""
    place_names: Mapping[str, str] = field(default_factory=dict)
    """How each place of the table of places is spelt, by its key."""

    def places_of(self, place: str) -> tuple[str, ...]:
        """Return what a place goes by in a note: its name, or for the force its own."""
        return (place,) if place else tuple(filter(None, (FORCE, self.policy.own_force)))


def is_counts(table: Table) -> bool:
    """Return whether a table of measures and places holds months, or is a blank form whose months are still to be named."""
    blank = [heading for heading in table.others.values() if _BLANK.fullmatch(heading)]
    return len(find_single_months(table)) >= _FEWEST or len(blank) >= _FEWEST


def is_persons(table: Table) -> bool:
    """Return whether a table of measures or targets is a person's and none that the product writes beside it."""
    return not is_product_only(table)


def has_counts(reading: Reading, sheet: str | None) -> bool:
    """Return whether a workbook has counts, by months on that sheet or by days."""
    return bool(find_one(reading.blocks, COUNTS, is_counts, sheet) or find_one(reading.blocks, DAYS, is_days))


def read(reading: Reading, reader: Reader, sheet: str | None = None) -> MonthSheets:
    """Return the month's tables as read; what cannot be read is a problem of its cell."""
    reading.refuse_unknown(sheet)
    policy = read_policy(reading, reader)
    days = read_days(reading, reader, policy.own_force, date.today())
    if days is None:
        table = find_required(reading.blocks, COUNTS, is_counts, sheet)
    else:
        table = find_one(reading.blocks, COUNTS, is_counts, sheet) or days.table
    rows = _rows(table, reader, policy.own_force) if table.layout is COUNTS else ()
    names = [row.measure for row in rows] + (
        [] if days is None else [name for name, _ in days.names.values()]
    )
    parents, better, plan_areas = _measures(reading, names, reader)
    counted = [*names, *filter(None, parents.values())]
    places, place_names = _places(reading, policy.own_force, reader)
    return MonthSheets(
        table, rows, parents, better, places, _targets(reading, counted, reader),
        read_notes(reading, Reader()), policy, days, plan_areas, place_names,
    )  # fmt: skip


def is_places(table: Table) -> bool:
    """Return whether a table of places and their parents is one, and none of measures that are in the plan for an area."""
    measures = {*MEASURES.column("measure").spellings} - {*PLACES.column("place").spellings}
    return not any(column_key(heading) in measures for heading in table.others.values())


def quoted_rows(reading: Reading) -> tuple[QuotedRows, ...]:
    """Return what each row of counts quotes, for the notes: their caveats stand on the dashboard."""
    table = find_one(reading.blocks, COUNTS, is_counts) or find_one(reading.blocks, DAYS, is_days)
    if table is None:
        return ()
    force = tuple(filter(None, (FORCE, read_policy(reading, Reader()).own_force)))
    rows, seen = {}, set[tuple[str, str]]()
    for row in table.records:
        names = table.text(row, "measure"), table.text(row, "place")
        if table.layout is COUNTS or names not in seen:
            rows[row] = Quoted((names[0],), (names[1],) if place_key(names[1]) else force)
            seen.add(names)
    return (QuotedRows(table, rows, has_caveats=False),)


def _rows(table: Table, reader: Reader, own_force: str) -> tuple[CountsRow, ...]:
    months = read_months(table, reader)
    found: dict[tuple[str, str], CountsRow] = {}
    for row in table.records:
        measure, place = table.text(row, "measure"), table.text(row, "place")
        if place and own_force and name_key(place) == name_key(own_force):
            place = ""
        series = read_series(months, row, f"{measure} {place}".strip(), reader)
        if series is None or not _holds_counts(series, measure, reader):
            continue
        made = CountsRow(
            measure,
            place if place_key(place) else "",
            series,
            Source(table.sheet, table.cell(row, "measure")),
        )
        if made.mark in found:
            where = f" in {place}" if place else ""
            reader.at(
                table.sheet, made.source.cell,
                f"'{measure}'{where} has two rows of months, first in {found[made.mark].source.cell}.",
                "Keep one row of it; until then the first counts.",
            )  # fmt: skip
            continue
        found[made.mark] = made
    return tuple(found.values())


def _holds_counts(series: Series, measure: str, reader: Reader) -> bool:
    """Return whether a row's figures can be added up; percentages and parts cannot, and a month below zero is said."""
    for point in series.points:
        if point.value is not None and (is_percentage(measure) or point.value.denominator != 1):
            reader.at(
                point.source.sheet, point.source.cell,
                f"'{measure}' is no count in {month_name(point.month)}, and only counts add up to a year: its row is left out.",
                "Give the counts behind it, each in a row of its own.",
            )  # fmt: skip
            return False
    below = next((point for point in series.points if point.value is not None and point.value < 0), None)
    if below is not None:
        reader.at(
            below.source.sheet, below.source.cell,
            f"'{measure}' is below zero in {month_name(below.month)}, so its year is not projected.",
            "Put the count right, or spread the correction over the months that it is of.",
        )  # fmt: skip
    return True


def _measures(
    reading: Reading, names: Sequence[str], reader: Reader
) -> tuple[dict[str, str], dict[str, bool | None], tuple[str, ...]]:
    """Return what each measure is a part of, which way is better, and which are plan areas."""
    named = {name_key(name): name for name in reversed(names)}
    parents = dict.fromkeys((named[name_key(name)] for name in names), "")
    better: dict[str, bool | None] = {}
    table = find_one(reading.blocks, MEASURES, is_persons)
    if table is None:
        return parents, better, ()
    reader.twins(table, {row: name_key(table.text(row, "measure")) for row in table.records}, "measure")
    places, plan_areas = {}, list[str]()
    told = [named.get(name_key(name), name) for name in (table.text(row, "measure") for row in table.records)]
    parents = {**dict.fromkeys(told, ""), **parents}  # in the officer's order
    for row in table.records:
        name = table.text(row, "measure")
        if _is_plan_area(reader.text(table, row, "plan_area")):
            plan_areas.append(named.get(name_key(name), name))
        neutral = key(table.text(row, "better")) == _NEUTRAL
        better[name_key(name)] = None if neutral else bool(reader.better(table, row))
        parent = reader.text(table, row, "parent")
        here = named.get(name_key(name), name)
        parents[here] = named.get(name_key(parent), parent)
        places[here] = table.cell(row, "parent")
    _report_parents(table, parents, places, reader)
    return parents, better, tuple(plan_areas)


def _is_plan_area(typed: str) -> bool:
    """Return whether a measure is in the plan: by Yes or No, or by the priority that it is a part of.

    >>> [_is_plan_area(typed) for typed in ("Yes", "No", "", "N/A", "Safer homes")]
    [True, False, False, False, True]
    """
    try:
        return bool(read_flag(typed, "plan area"))
    except RuleError:
        return True


def _report_parents(table: Table, parents: dict[str, str], places: Mapping[str, str], reader: Reader) -> None:
    """Report a parent that is no measure of the workbook, and measures that are their own parent; both are left out."""
    for measure, cell in places.items():
        if parents[measure] and parents[measure] not in parents:
            reader.at(
                table.sheet, cell, f"'{measure}' is part of '{parents[measure]}', which is no measure of this workbook.",
                "Spell it as its own row, or add a row for it.",
            )  # fmt: skip
            parents[measure] = ""
    for measure in round_trips({name: parent for name, parent in parents.items() if parent}):
        reader.at(
            table.sheet, places[measure], f"'{measure}' is, by way of its parents, a part of itself.",
            "Put its parent right; until then it is a part of nothing.",
        )  # fmt: skip
        parents[measure] = ""


def _places(reading: Reading, own_force: str, reader: Reader) -> tuple[dict[str, str], dict[str, str]]:
    """Return what each place is a part of, and how each is spelt."""
    table = find_one(reading.blocks, PLACES, is_places)
    if table is None:
        return {}, {}
    own = place_key(own_force)
    reader.twins(table, {row: place_key(table.text(row, "place")) for row in table.records}, "place")
    parents, names = {}, {}
    for row in table.records:
        texts = table.text(row, "place"), reader.text(table, row, "parent")
        place, parent = ("" if key == own else key for key in map(place_key, texts))
        if place:
            parents[place] = parent
            names[place] = texts[0]
            names.setdefault(parent, texts[1])
    return parents, names


def _targets(
    reading: Reading, counted: Sequence[str], reader: Reader
) -> dict[tuple[str, str, int], YearTarget]:
    table = find_one(reading.blocks, TARGETS, is_persons)
    found: dict[tuple[str, str, int], YearTarget] = {}
    if table is None:
        return found
    measures = {name_key(name) for name in counted}
    for row in table.records:
        measure = table.text(row, "measure")
        if name_key(measure) not in measures:
            reader.at(
                table.sheet, table.cell(row, "measure"), f"'{measure}' has a target and no row of monthly counts.",
                "Spell it as in the table of monthly counts.",
            )  # fmt: skip
            continue
        begins = _year(table, row, reader)
        kind = reader.word(table, row, "kind", read_target_way)
        if kind is None:
            kind = TargetWay.CHANGE if abs(_value(table, row)) < 1 else TargetWay.LEVEL
        figure = reader.figure(table, row, table.columns["agreed"], percentage=kind is TargetWay.CHANGE)
        if begins is None or figure is None:
            continue
        mark = name_key(measure), place_key(table.text(row, "place")), begins
        if mark in found:
            reader.at(
                table.sheet, table.cell(row, "agreed"), f"'{measure}' has two targets for that year and place.",
                "Keep one row of it; until then the first counts.",
            )  # fmt: skip
            continue
        found[mark] = YearTarget(figure.value, kind, figure.source)
    return found


def _value(table: Table, row: int) -> float:
    value = table.value(row, "agreed")
    return float(value) if isinstance(value, (int, float)) else 0.0


def _year(table: Table, row: int, reader: Reader) -> int | None:
    """Return the calendar year in which a target's year begins."""
    typed = reader.text(table, row, "year")
    head = "".join(letter for letter in typed if letter.isdigit())[:4]
    if len(head) == 4 and head.startswith(("19", "20")):
        return int(head)
    month, _ = read_period(typed)
    if typed and month is None:
        reader.at(
            table.sheet, table.cell(row, "year"), f"'{typed}' is no year.", "Type the year as 2019/20."
        )  # fmt: skip
    return None if month is None else month.year
