"""The month's tables as read: the counts of every measure and place, what a measure is a part of, the year's targets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.books.monthly.days import DaySheet, is_days, read_days
from xlscore.books.monthly.days_store import read_stored_days
from xlscore.books.monthly.finding import find_counts, find_required_counts
from xlscore.books.monthly.headings import COUNTS, DAYS, MEASURES, PLACES
from xlscore.books.monthly.names import place_key
from xlscore.books.monthly.rates import Rates, find_rates
from xlscore.books.monthly.target_rows import read_targets
from xlscore.books.monthly.told_measures import methods_of, sources_of
from xlscore.books.notes.inputs import read_notes
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import find_single_months, read_months, read_series
from xlscore.books.tables.finder import find_one, is_product_only
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import Source
from xlscore.rules.flags import read_flag
from xlscore.rules.monthly.days import last_day
from xlscore.rules.monthly.rate_names import RateNames, counted_as, is_of_outcomes
from xlscore.rules.monthly.target_setting import TargetRow
from xlscore.rules.monthly.targets import YearTarget
from xlscore.rules.monthly.tree import round_trips
from xlscore.rules.notes import FORCE, MeasureNote, Quoted
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.problems import Problem, RuleError
from xlscore.rules.series import Series, month_name
from xlscore.rules.statistics.projection import Method
from xlscore.rules.words import key, name_key

__all__ = [
    "CountsRow",
    "MonthSheets",
    "has_counts",
    "is_measures",
    "is_persons",
    "is_places",
    "quoted_rows",
    "read",
    "read_silently",
]

_NEUTRAL: Final = "neutral"


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
    rates: tuple[RateNames, ...] = ()
    """The outcome rates of which both counts are here."""
    sources: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What else each measure is called, by its key."""
    targets_table: Table | None = None
    target_rows: Mapping[int, TargetRow] = field(default_factory=dict)
    """The rows of the table of targets by their lines."""
    methods: Mapping[str, Method] = field(default_factory=dict)
    """How the year's end of a measure is projected where it has a method of its own, by its key."""

    def places_of(self, place: str) -> tuple[str, ...]:
        """Return what a place goes by in a note: its name, or for the force its own."""
        return (place,) if place else tuple(filter(None, (FORCE, self.policy.own_force)))


def is_persons(table: Table) -> bool:
    """Return whether a table of measures or targets is a person's and none that the product writes beside it."""
    return not is_product_only(table)


def is_measures(table: Table) -> bool:
    """Return whether a table of measures is a person's, and none of a plan's indicators, which names no more than their priority.

    One that says no more than what its measures are a part of has no other columns either: else it is of a composite's categories.
    """
    heading = column_key(shown(table.block.at(table.header, table.columns["measure"])))
    more = ("sources", "plan_area", "chart", "parent")
    if table.others and not any(f in table.columns for f in ("sources", "plan_area", "chart", "priority")):
        return False
    return is_persons(table) and (
        not heading.startswith("indicator") or any(f in table.columns for f in more)
    )


def has_counts(reading: Reading, sheet: str | None) -> bool:
    """Return whether a workbook has counts, by months on that sheet or by days."""
    return bool(find_counts(reading, sheet) or find_one(reading.blocks, DAYS, is_days))


def read(
    reading: Reading,
    reader: Reader,
    sheet: str | None = None,
    until: date | None = None,
    placed: Callable[[str], Collection[date]] | None = None,
) -> MonthSheets:
    """Return the month's tables as read; what cannot be read is a problem of its cell. `until` is the last day of the report, if told.

    `placed` says to which months of a sheet files gave their columns, whose order is then nobody's fault.
    """

    def first() -> tuple[MonthSheets, tuple[Problem, ...]]:
        own = Reader()
        return _read(reading, own, sheet, until, placed or (lambda _: ())), tuple(own.problems)

    sheets, problems = reading.once(("month", sheet, until, placed is None), first)
    for problem in problems:
        reader.add(problem)
    return reading.once(("month", sheet, until), lambda: sheets)


def read_silently(reading: Reading, until: date | None = None) -> MonthSheets:
    """Return the month's tables for whoever leaves it to the month to say what is wrong in them, as they were read already if they were."""
    return reading.once(("month", None, until), lambda: read(reading, Reader(), until=until))


def _read(
    reading: Reading,
    reader: Reader,
    sheet: str | None,
    until: date | None,
    placed: Callable[[str], Collection[date]],
) -> MonthSheets:
    reading.refuse_unknown(sheet)
    policy = read_policy(reading, reader)
    days = read_days(reading, reader, policy.own_force, date.today())
    if days is None or days.table is None:
        table = find_required_counts(reading, sheet)
        days = read_stored_days(reading, reader, policy.own_force, until or _latest(table))
    else:
        table = find_counts(reading, sheet) or days.table
    by_days = [] if days is None else [name for name, _ in days.names.values()]
    measures = find_one(reading.blocks, MEASURES, is_measures)
    rates = find_rates(table if table.layout is COUNTS else None, by_days, measures, reader)
    rows = _rows(table, rates, reader, policy.own_force, placed) if table.layout is COUNTS else ()
    names = [row.measure for row in rows] + by_days
    parents, better, plan_areas = _measures(measures, names, rates, reader)
    counted = {name_key(name): name for name in reversed((*names, *filter(None, parents.values())))}
    targets, asked = read_targets(reading, counted, rates, better, policy.policy, reader)
    agreed = {
        (name_key(row.asked.measure), place_key(row.asked.place), row.asked.year): row.asked.agreed
        for row in asked.values()
        if row.asked.agreed is not None
    }
    places, place_names = _places(reading, policy.own_force, reader)
    return MonthSheets(
        table, rows, parents, better, places, agreed, read_notes(reading, Reader()), policy, days, plan_areas, place_names,
        rates.found, sources_of(measures, rates), targets, asked, methods_of(measures, rates, reader),
    )  # fmt: skip


def _latest(table: Table) -> date:
    """Return the last day of the latest month that a table of counts has a figure of, today at the latest."""
    months = [month for column, month in find_single_months(table).items() if table.filled(column)]
    return min(last_day(max(months)), date.today()) if months else date.today()


def is_places(table: Table) -> bool:
    """Return whether a table of places and their parents is one, and none of measures that are in the plan for an area."""
    measures = {*MEASURES.column("measure").spellings} - {*PLACES.column("place").spellings}
    return not any(column_key(heading) in measures for heading in table.others.values())


def quoted_rows(reading: Reading) -> tuple[QuotedRows, ...]:
    """Return what each row of counts quotes, for the notes: their caveats stand on the dashboard."""
    table = find_counts(reading) or find_one(reading.blocks, DAYS, is_days)
    if table is None:
        return ()
    force = tuple(filter(None, (FORCE, read_policy(reading, Reader()).own_force)))
    rows, seen = {}, set[tuple[str, str]]()
    for row in table.records:
        name = table.text(row, "measure")
        if table.layout is COUNTS:
            name = counted_as(name, table.text(row, "purpose"))
        names = name, table.text(row, "place")
        if table.layout is COUNTS or names not in seen:
            rows[row] = Quoted((names[0],), (names[1],) if place_key(names[1]) else force)
            seen.add(names)
    return (QuotedRows(table, rows, has_caveats=False),)


def _rows(
    table: Table,
    rates: Rates,
    reader: Reader,
    own_force: str,
    placed: Callable[[str], Collection[date]],
) -> tuple[CountsRow, ...]:
    months = read_months(table, reader, placed(table.sheet))
    found: dict[tuple[str, str], CountsRow] = {}
    for row in table.records:
        measure = counted_as(table.text(row, "measure"), table.text(row, "purpose"))
        place = table.text(row, "place")
        if rates.is_worked_out(measure):
            continue  # its percentages; it is worked out from both counts
        if place and own_force and name_key(place) == name_key(own_force):
            place = ""
        series = read_series(months, row, f"{measure} {place}".strip(), reader)
        if series is None or not _holds_counts(series, measure, rates.is_rate(measure), reader):
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


def _holds_counts(series: Series, measure: str, is_rate: bool, reader: Reader) -> bool:
    """Return whether a row's figures can be added up; percentages and parts cannot, and a month below zero is said."""
    for point in series.points:
        if point.value is not None and (is_rate or is_percentage(measure) or point.value.denominator != 1):
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
    table: Table | None, names: Sequence[str], rates: Rates, reader: Reader
) -> tuple[dict[str, str], dict[str, bool | None], tuple[str, ...]]:
    """Return what each measure is a part of, which way is better, and which are plan areas."""
    named = {name_key(name): name for name in reversed(names)}
    parents = dict.fromkeys((named[name_key(name)] for name in names), "")
    better: dict[str, bool | None] = {mark: True for mark in named if is_of_outcomes(named[mark])}
    if table is None:
        return parents, better, ()
    called = {row: rates.called(table, row) for row in table.records}
    twins = reader.twins(table, {row: name_key(name) for row, name in called.items()}, "measure")
    called = {row: name for row, name in called.items() if row not in twins}
    named = {**{name_key(name): name for name in called.values()}, **named}
    places, plan_areas = {}, list[str]()
    told = [named.get(name_key(name), name) for name in called.values() if not rates.is_rate(name)]
    parents = {**dict.fromkeys(told, ""), **parents}  # in the officer's order
    for row, name in called.items():
        if _is_plan_area(reader.text(table, row, "plan_area")):
            plan_areas.append(named.get(name_key(name), name))
        if rates.is_rate(name):
            continue  # no part of a sum
        neutral = key(table.text(row, "better")) == _NEUTRAL
        said = None if neutral else reader.better(table, row)
        better[name_key(name)] = (
            None if neutral else bool(better.get(name_key(name)) if said is None else said)
        )
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
