"""Reading the table of targets: a row per measure, place and year, as frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from xlscore.books.monthly.headings import TARGETS
from xlscore.books.monthly.rates import Rates
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one, is_product_only
from xlscore.books.tables.table import Table, shown
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure, Source
from xlscore.rules.figures_units import Unit
from xlscore.rules.monthly.agreed import AskedTarget, Milestone
from xlscore.rules.monthly.courses import read_milestones
from xlscore.rules.monthly.rate_names import counted_as
from xlscore.rules.monthly.target_setting import TargetRow
from xlscore.rules.monthly.targets import (
    TargetWay,
    YearTarget,
    means_a_fall,
    read_target_way,
    read_target_year,
    year_of,
)
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.threats.inputs import wants_a_sign
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import name_key

__all__ = ["read_targets"]


def read_targets(
    reading: Reading,
    counted: Mapping[str, str],
    rates: Rates,
    better: Mapping[str, bool | None],
    policy: Policy,
    reader: Reader,
) -> tuple[Table | None, dict[int, TargetRow]]:
    """Return the table of targets and its rows by their lines; what cannot be read, or is of no measure here, is a problem.

    `counted` holds the measures of the monthly counts by their keys.
    """
    table = find_one(reading.blocks, TARGETS, lambda each: not is_product_only(each))
    if table is None:
        return None, {}
    reader.look_over(table)
    names = {**counted, **{name_key(rate.measure): rate.measure for rate in rates.found}}
    rows = _Rows(table, names, rates, better, policy, Planner(reading), reader)
    return table, {row: made for row in table.records if (made := rows.read(row)) is not None}


@dataclass
class _Rows:
    """The rows of a table of targets, read one by one."""

    table: Table
    names: Mapping[str, str]
    rates: Rates
    better: Mapping[str, bool | None]
    policy: Policy
    planner: Planner
    reader: Reader
    seen: dict[tuple[str, str, int], str] = field(default_factory=dict)
    """The cell of each measure, place and year."""

    def read(self, row: int) -> TargetRow | None:
        """Return a row, None where it is of no measure here, cannot be read, or says again what an earlier one says."""
        table, reader = self.table, self.reader
        typed = table.text(row, "measure")
        measure = self.names.get(name_key(counted_as(typed, table.text(row, "purpose"))))
        if measure is None:
            reader.at(
                table.sheet, table.cell(row, "measure"), f"'{typed}' has a target and no row of monthly counts.",
                "Spell it as in the table of monthly counts.",
            )  # fmt: skip
            return None
        made = self._of_measure(row, measure)
        if made is None:
            return None
        mark, cell = (
            (name_key(measure), name_key(made.asked.place), made.asked.year),
            table.cell(row, "agreed"),
        )
        first = self.seen.setdefault(mark, cell)
        if first != cell:
            reader.at(
                table.sheet, cell, f"'{measure}' has two targets for that year and place, first in {first}.",
                "Keep one row of it; until then the first counts.",
            )  # fmt: skip
            return None
        return made

    def _of_measure(self, row: int, measure: str) -> TargetRow | None:
        table, reader, begins = self.table, self.reader, int(self.policy.year_begins)
        is_rate = self.rates.is_worked_out(measure)
        higher = True if is_rate else self.better.get(name_key(measure), False)
        before = len(reader.problems)
        year, kind = _year(table, row, measure, begins, reader), _kind(table, row, is_rate, reader)
        agreed = None if kind is None else _target(table, row, "agreed", kind, is_rate, higher, reader)
        floor = _floor(table, row, reader)
        if year is None or kind is None or len(reader.problems) > before:
            return None  # said of its cells
        if agreed is not None:
            agreed = replace(agreed, stretch=self._stretch(row, agreed, is_rate, higher))
        place, steps = table.text(row, "place"), self._milestones(row, begins, is_rate)
        typed = self.planner.owner(table, row, "milestones") is Owner.PERSON
        return TargetRow(
            AskedTarget(
                measure, "" if is_force(place) else place, year, kind, agreed, floor, is_rate, higher
            ),
            Source(table.sheet, table.cell(row, "agreed") or table.cell(row, "measure")),
            steps,
            typed and bool(steps),
        )

    def _stretch(self, row: int, agreed: YearTarget, is_rate: bool, higher: bool | None) -> YearTarget | None:
        """Return what a row asks for beyond the agreed target; one that asks for less is a problem, and is none."""
        table = self.table
        if "stretch" not in table.columns or higher is None:
            return None
        found = _target(table, row, "stretch", agreed.kind, is_rate, higher, self.reader)
        if found is not None and (found.value < agreed.value if higher else found.value > agreed.value):
            self.reader.at(
                table.sheet, table.cell(row, "stretch"), f"The stretch target of '{table.text(row, 'measure')}' asks for less than the agreed one.",
                "Put one of them right; until then there is no stretch target.",
            )  # fmt: skip
            return None
        return found

    def _milestones(self, row: int, begins: int, is_rate: bool) -> tuple[Milestone, ...]:
        """Return the milestones of a row; of those that a person typed it is said that they cannot be read."""
        table = self.table
        try:
            return read_milestones(table.text(row, "milestones"), begins, is_rate)
        except RuleError as error:
            if self.planner.owner(table, row, "milestones") is Owner.PERSON:
                self.reader.at(table.sheet, table.cell(row, "milestones"), error.what, error.do)
            return ()


def _year(table: Table, row: int, measure: str, begins: int, reader: Reader) -> int | None:
    """Return the calendar year in which a target's year begins."""
    typed = reader.text(table, row, "year")
    year = read_target_year(typed, begins) if typed else None
    if typed and year is None:
        reader.at(table.sheet, table.cell(row, "year"), f"'{typed}' is no year.", "Type the year as 2019/20.")
    elif not typed and any(table.text(row, name) for name in ("agreed", "stretch", "floor")):
        reader.at(
            table.sheet, table.cell(row, "year"), f"'{measure}' has a target and no year.", f"Type the year as {year_of(2019, begins).name}."
        )  # fmt: skip
    return year


def _kind(table: Table, row: int, is_rate: bool, reader: Reader) -> TargetWay | None:
    """Return what a row's target says: by its word, else a rate's is a level, and of counts a part of one is a change."""
    typed = table.text(row, "kind")
    said = reader.word(table, row, "kind", read_target_way) if typed else None
    if typed and said is None:
        return None
    if is_rate:
        if said is TargetWay.CHANGE:
            reader.at(
                table.sheet, table.cell(row, "kind"), "A target for an outcome rate is a level, and this is a change.",
                "Type Level, and the rate to reach as the target.",
            )  # fmt: skip
            return None
        return TargetWay.LEVEL
    if said is not None:
        return said
    figure = Reader().figure(table, row, table.columns["agreed"])
    if figure is None:
        return TargetWay.CHANGE
    in_per_cent = _is_in_per_cent(figure)
    if not figure.value and not in_per_cent:
        reader.at(
            table.sheet, table.cell(row, "agreed"), "0 may be no change on last year, or none in the year.",
            "Say in a column 'Kind' which: Change or Level.",
        )  # fmt: skip
        return None
    return TargetWay.CHANGE if in_per_cent or abs(figure.value) < 1 else TargetWay.LEVEL


def _is_in_per_cent(figure: Figure) -> bool:
    return figure.text is not None and figure.text.unit is Unit.PERCENT


def _target(
    table: Table, row: int, field: str, kind: TargetWay, is_rate: bool, higher: bool | None, reader: Reader
) -> YearTarget | None:
    """Return the target in a column of targets, None for none and for one that cannot be read."""
    column = table.columns[field]
    figure = reader.figure(table, row, column, percentage=is_rate or kind is TargetWay.CHANGE)
    if figure is None:
        return None
    value = figure.value
    if kind is TargetWay.LEVEL:
        if value < 0:
            what = f"{shown(table.block.at(row, column))} is a level below zero."
            reader.report(
                table, row, column, what, "Type the number that the year may come to, or Change as its kind."
            )
            return None
        if not is_rate and (_is_in_per_cent(figure) or 0 < value < 1):
            what = f"{shown(table.block.at(row, column))} is no number that a year may come to, and the target is a level."
            reader.report(table, row, column, what, "Type the number, or Change as its kind.")
            return None
        bare = not table.text(row, "kind") and not is_rate
        return YearTarget(value, kind, figure.source, is_in_cell=figure.native, is_bare=bare)
    typed = table.text(row, "kind")
    if means_a_fall(typed):
        value = -abs(value)
    elif _asks_for_a_sign(figure, typed, higher):
        share = f"{to_float(value) * 100:g}%"
        reader.report(
            table, row, column, f"{share} on '{table.text(row, 'measure')}' does not say whether a fall is meant or a rise is allowed.",
            f"Type -{share} for a fall; a rise that is allowed is typed as a text: '+{share}.",
        )  # fmt: skip
        return None
    return YearTarget(value, kind, figure.source, is_in_cell=figure.native and value == figure.value)


def _asks_for_a_sign(figure: Figure, kind: str, higher: bool | None) -> bool:
    return higher is False and "increase" not in kind.casefold() and wants_a_sign(figure)


def _floor(table: Table, row: int, reader: Reader) -> Fraction | None:
    """Return the least reduction to aim for that a row says, however its sign stands."""
    figure = reader.figure(table, row, table.columns.get("floor"), percentage=True)
    return None if figure is None else abs(figure.value)
