"""Reading single cells of a table: grades, numbers, words. What cannot be read becomes a problem, never a guess."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, TypeVar

from xlscore.books.tables.passed_over import (
    UnreadRow,
    merged_away,
    misspelt_headings,
    second_headings,
    unread_rows,
)
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.table_rows import Outline, unread_below
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure, Source, TextFigure
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.flags import read_flag
from xlscore.rules.grades import Grade, Scale, read_grade
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.problems import ExcelError, Problem, RuleError

__all__ = ["Number", "Reader", "nothing_read"]

_SHARES = (None, Unit.PERCENT, Unit.POINTS)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell: whether our worksheet functions read it there too, whether Excel's own arithmetic does."""

    value: Fraction
    sound: bool = True
    native: bool = True
    text: TextFigure | None = None
    """What else the cell says where it is a text."""


def nothing_read(table: Table) -> Problem | None:
    """Return as a problem that rows stand right below a table's headings and none is read, None where all is well."""
    if table.records:
        return None
    last = table.last_column + 1
    layout = table.layout
    of_form = {c for f, c in table.columns.items() if f in layout.prefilled}
    columns = [c for c in range(table.first_column - 1, last + 1) if c > 0 and c not in of_form]
    name = table.columns[layout.rows]
    shape = Outline(table.block, table.header, name, columns, {}, force=layout.force_rows)
    row = unread_below(shape, table.end)
    if row is None:
        return None
    heading = shown(table.block.at(table.header, name)) or shown(table.block.at(table.top, name))
    said = shape.named(row)
    why = f"'{said}' names no record" if said else f"nothing stands under '{heading}'"
    return Problem(
        table.sheet, cell_address(row, name),
        f"No row of the {layout.kind} is read, though rows stand below its headings: here {why}.",
        f"Write the names under '{heading}', or say in a table Headings (Sheet, Heading, Means) which column has them ({layout.heading(layout.rows)}).",
    )  # fmt: skip


@dataclass
class Reader:
    """Reads cells of tables and keeps what is wrong with them."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, table: Table, row: int, column: int, what: str, do: str) -> None:
        """Keep a problem of a cell."""
        self.at(table.sheet, cell_address(row, column), what, do)

    def at(self, sheet: str, cell: str, what: str, do: str) -> None:
        """Keep a problem, once."""
        self.add(Problem(sheet, cell, what, do))

    def add(self, problem: Problem) -> None:
        """Keep a problem that is one already, once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def twins(
        self,
        table: Table,
        keys: Mapping[int, Hashable],
        noun: str,
        called: Mapping[int, str] | None = None,
        answers: Collection[int] = (),
    ) -> dict[int, int]:
        """Return the rows whose key an earlier row has too, each with that row; each is a problem.

        `noun` is what the rows name, which is also the field whose cell the problem stands at; `called` is what the
        sentence calls a row where that is more than the noun and the cell's text.
        """
        self.look_over(table, answers=answers)
        first: dict[Hashable, int] = {}
        found = {}
        for row, mark in keys.items():
            before = first.setdefault(mark, row)
            if before != row:
                found[row] = before
                name = f"The {noun} '{table.text(row, noun)}'" if called is None else called[row]
                what = f"{name} is there twice, first in {table.cell(before, noun)}."
                self.at(table.sheet, table.cell(row, noun), what, "Keep one row of it.")
        return found

    def look_over(self, table: Table, field: str = "", answers: Collection[int] = ()) -> None:
        """Report what of a table would be passed over: rows, cells and headings that somebody meant and that are not read.

        `field` names its records where its layout says another one; `answers` are the columns of answers besides those that
        the kind of table knows.
        """
        if not field and (nothing := nothing_read(table)) is not None:
            self.add(nothing)
        column, block = table.columns[field or table.layout.rows], table.block
        for row in range(table.header + 1, block.last_row + 1):
            if not self.awaits(table, row, column) and not block.filled(row):
                break
        names = {column, *(table.columns[name] for name in table.layout.keys if name in table.columns)}
        for row in table.records:
            for each in sorted(names):
                self._error(table, row, each)
        for unread in unread_rows(table, answers):
            place = cell_address(unread.row, table.columns[table.layout.rows])
            if not any((each.sheet, each.cell) == (table.sheet, place) for each in self.problems):
                self.at(table.sheet, place, *_why_unread(table, unread))
        for row, under in merged_away(table, answers):
            what = "The cell is merged with the one above, which alone holds what they show: this row's reads as blank."
            self.report(
                table, row, under, what, "Take the merge apart (Home, Merge & Center) and fill each cell."
            )
        for second, first in second_headings(table):
            heading = shown(block.at(table.header, second))
            what = f"'{heading}' is the heading of two columns, first in {cell_address(table.header, first)}."
            self.report(table, table.header, second, what, "Give each column a heading of its own.")
        for near, ours in misspelt_headings(table):
            what = f"'{table.others[near]}' is no heading of the {table.layout.kind} and is nearly '{ours}', which it lacks."
            do = "Spell it so, or say in a table Headings (Sheet, Heading, Means) what it means."
            self.report(table, table.header, near, what, do)

    def _error(self, table: Table, row: int, column: int) -> bool:
        error = ExcelError.read(table.block.at(row, column))
        if error is not None:
            self.report(
                table,
                row,
                column,
                f"The cell holds the error {error.value}.",
                "Put its formula or its sources right.",
            )
        return error is not None or self.awaits(table, row, column)

    def awaits(self, table: Table, row: int, column: int) -> bool:
        """Return whether a cell's formula was never calculated, which is a problem: it is no blank cell."""
        waiting = table.block.awaits(row, column)
        if waiting:
            self.report(
                table, row, column,
                "The formula of the cell was never calculated, so nobody can say what it shows.",
                "Open the workbook in Excel, let it calculate, save it and run this again.",
            )  # fmt: skip
        return waiting

    def grade(self, table: Table, row: int, column: int | None, scale: Scale) -> tuple[Grade | None, bool]:
        """Return the grade in a cell, None for N/A or blank, and whether the cell could be read."""
        value = None if column is None else table.block.at(row, column)
        if column is None or table.block.is_blank(row, column):
            return None, True
        if self._error(table, row, column):
            return None, False
        try:
            return read_grade(value if isinstance(value, str) else shown(value), scale), True
        except RuleError as error:
            self.report(table, row, column, error.what, error.do or "Type a grade of the scale.")
            return None, False

    def word(self, table: Table, row: int, field_name: str, read: Callable[[str], T]) -> T | None:
        """Return what a rule reads in a cell, None for a blank one or one that it cannot read."""
        column, line = table.columns.get(field_name), table.line(row, field_name)
        if column is None or line is None:
            return None
        if table.block.is_blank(line, column) or self._error(table, line, column):
            return None
        try:
            return read(table.text(row, field_name))
        except RuleError as error:
            self.report(table, line, column, error.what, error.do or "Type one of the words of the list.")
            return None

    def better(self, table: Table, row: int) -> bool | None:
        """Return whether higher is better by a row's own word, None where it does not say."""
        return self.word(table, row, "better", lambda typed: read_flag(typed, "better"))

    def text(self, table: Table, row: int, field_name: str) -> str:
        """Return a cell's text in order; an error in the cell is a problem and reads as blank."""
        column, line = table.columns.get(field_name), table.line(row, field_name)
        if column is None or line is None or self._error(table, line, column):
            return ""
        return table.text(row, field_name)

    def number(
        self,
        table: Table,
        row: int,
        column: int | None,
        *,
        percentage: bool = False,
        limit: float | None = None,
        position: bool = False,
        unit: str = "",
    ) -> Number | None:
        """Return the number in a cell, None where it has none that can be read.

        A text that is a figure ("1,903", "91.60 per 1,000 pop.") is a number, as it is to our worksheet functions; a
        position ("4th in MSG") is one only where `position` says that one belongs there. A percentage typed without its
        sign (18.2 for 18.2 %) is a problem and *not* read, since 18.2 could be meant, unless the row's `unit` says that it
        is per cent: then 57.5 is 57.5 %. `limit` is the largest size that a fraction of this kind can have.
        """
        value = None if column is None else table.block.at(row, column)
        if column is None or table.block.is_blank(row, column):
            return None
        if self._error(table, row, column):
            return None
        found = self._read(table, row, column, value, position=position)
        if found is None or not (percentage or is_percentage(unit)):
            return found
        return self._as_share(table, row, column, found, limit, by_unit=is_percentage(unit))

    def figure(
        self,
        table: Table,
        row: int,
        column: int | None,
        *,
        percentage: bool = False,
        position: bool = False,
        unit: str = "",
    ) -> Figure | None:
        """Return the figure in a cell with its place, unit and date, read as `number` reads it; None where it has none."""
        number = self.number(table, row, column, percentage=percentage, position=position, unit=unit)
        if number is None or column is None:
            return None
        value = table.block.at(row, column)
        more = isinstance(value, float) and number.sound and float(number.value) != value
        source = Source(table.sheet, cell_address(row, column))
        return Figure(number.value, source, number.sound, value if more else None, number.native, number.text)

    def _as_share(
        self, table: Table, row: int, column: int, found: Number, limit: float | None, *, by_unit: bool
    ) -> Number | None:
        """Return a number as the fraction that a percentage is, None (and a problem) where it is none."""
        said = None if found.text is None else found.text.unit
        if said not in _SHARES:
            what = f"'{shown(table.block.at(row, column))}' stands where a percentage belongs."
            self.report(table, row, column, what, "Type the percentage with its sign.")
            return None
        if abs(found.value) <= exact(limit if limit is not None else 1.0):
            return found
        if by_unit:
            # "150%" is a fraction already; 57.5 beside the unit % is not, neither to a formula nor to a function of ours.
            return (
                found
                if said is not None
                else replace(found, value=found.value / 100, sound=False, native=False)
            )
        as_typed = f"{float(found.value):g}"
        self.report(
            table, row, column,
            f"{as_typed} stands where a percentage belongs, and is {float(found.value) * 100:g} %.",
            f"Type {as_typed}% (or {float(found.value) / 100:g}).",
        )  # fmt: skip
        return None

    def _read(self, table: Table, row: int, column: int, value: Any, *, position: bool) -> Number | None:
        if isinstance(value, (bool, datetime.date, datetime.time)):
            self.report(
                table, row, column, f"'{shown(value)}' stands where a number belongs.", "Type the number."
            )
            return None
        if isinstance(value, (int, float)):
            return Number(exact(value)) if math.isfinite(value) else None
        found = explain_figure(str(value))
        if isinstance(found, TextFigure):
            if position or found.unit is not Unit.POSITION:
                return Number(found.value, native=False, text=found)
            why = ": it is a position"
        elif found.missing:
            return None
        else:
            why = f": {found.why}" if found.why else ""
        self.report(
            table,
            row,
            column,
            f"'{shown(value)}' is not a number{why}.",
            "Type the number, or leave the cell blank.",
        )
        return None


def _why_unread(table: Table, unread: UnreadRow) -> tuple[str, str]:
    """Return why a row is not read, and what to do about it."""
    heading = shown(table.block.at(table.header, table.columns[table.layout.rows]))
    name = heading or table.layout.heading(table.layout.rows)
    if not unread.has_name:
        return (
            f"A row of the {table.layout.kind} has no {name}, so it is not read.",
            f"Enter its {name}, or clear the row.",
        )
    return (
        f"The row does not read as one of the {table.layout.kind} above it, so it is not read.",
        f"Put it right below the others, with a short {name}; if it belongs to something else, give that a heading.",
    )
