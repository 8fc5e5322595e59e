"""The table of monthly counts as files are brought into it: where each month and row stands, and room for those to come."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Final

from xlscore.books.errors import BookError
from xlscore.books.importing.new_rows import excel_table, lines_below
from xlscore.books.importing.sums import report_short_sums, report_short_totals
from xlscore.books.monthly.brought import COUNTS_FROM_FILES, MONTHS_FROM_FILES, from_text, to_text
from xlscore.books.monthly.finding import counts_of_force, is_blank_month, is_counts
from xlscore.books.monthly.headings import COUNTS
from xlscore.books.monthly.names import place_key
from xlscore.books.plan.edits import GrownTable, NewColumn, NewSheet, Scalar
from xlscore.books.plan.own_rows import with_all_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.series import find_single_months
from xlscore.books.tables.finder import find_one, find_required, is_headed, is_product_only
from xlscore.books.tables.layout import known, row_key
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import cell_address, column_letters
from xlscore.rules.exact import cell_number
from xlscore.rules.figures_text import read_figure
from xlscore.rules.monthly.rate_names import counted_as
from xlscore.rules.series import month_name
from xlscore.rules.words import key, name_key
from xlscore.sources.counted import Mark
from xlscore.sources.merging import Brought, MonthStanding

__all__ = ["SeriesTable", "find_counts"]

Pair = tuple[str, str]
"""A measure and a place, as they are compared."""

_COUNT: Final = "#,##0"
_BESIDE: Final = re.compile(rf"{COUNTS.sheet} \d", re.IGNORECASE)
"""What a new sheet is called where the name is taken."""
_NEW: Final = ("measure", "place")
"""The columns of a new table before its months."""
_WIDTHS: Final = (30, 20)
_MONTH_WIDTH: Final = 9


def find_counts(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the workbook's table of monthly counts, None where it has none; a sheet that is named must have one."""
    reading.refuse_unknown(sheet)
    found = find_one(reading.blocks, COUNTS, is_counts, sheet)
    found = found or find_one(reading.blocks, COUNTS, _has_a_month, sheet)
    if found is None and (of_force := counts_of_force(reading, sheet)):
        raise BookError(
            f"The counts of {of_force[0].place} name no place, and those of files do.",
            f"Give them a column '{COUNTS.heading('place')}' behind the measures; a blank cell there is the force.",
        )
    if found is None and sheet is not None:
        return find_required(reading.blocks, COUNTS, is_counts, sheet)
    return found


@dataclass
class SeriesTable:
    """The table of monthly counts, there or to be added: its rows by measure and place, its columns by month."""

    planner: Planner
    table: Table | None
    sheet: str
    own_force: str = ""
    rows: dict[Pair, int] = field(default_factory=dict)
    months: dict[date, int] = field(default_factory=dict)
    written: dict[str, dict[date, Brought]] = field(default_factory=dict)
    """What files brought, by the row's key in the ledger."""
    headed: set[str] = field(default_factory=set)
    """The months to which a column is given now: where they stand is nobody's disorder."""
    _pairs: dict[Pair, Pair] = field(default_factory=dict)

    @classmethod
    def of(cls, planner: Planner, own_force: str, reader: Reader, named: str | None = None) -> SeriesTable:
        """Return the workbook's table of monthly counts, that of the sheet that is named where two would do.

        A month of two columns is a problem, and nothing is written there.
        """
        blocks = planner.reading.blocks
        table = find_counts(planner.reading, named)
        sheet = planner.free_name(COUNTS.sheet) if table is None else table.sheet
        usual = [block for block in blocks if key(block.sheet) == key(COUNTS.sheet)]
        others = [layout for layout in known() if layout.sheet == COUNTS.sheet and layout is not COUNTS]
        if _BESIDE.fullmatch(sheet) and usual and not any(is_headed(usual, other) for other in others):
            reader.at(
                usual[0].sheet, "",
                f"This sheet has no table of monthly counts that can be read, so the counts stand on '{sheet}'.",
                f"It needs the headings {COUNTS.looked_for} in one row with months, each with its year (Apr 2024). Put them right and delete '{sheet}', or rename this sheet.",
            )  # fmt: skip
        found = cls(planner, table, sheet, own_force)
        if table is None:
            return found
        # A row that is named as a heading or an average is none of the records, and is the file's all the same.
        for row in (*table.records, *with_all_rows(table, ("measure",)).records):
            measure = counted_as(table.text(row, "measure"), table.text(row, "purpose"))
            first = found.rows.setdefault(found.pair(measure, table.text(row, "place")), row)
            if first != row:
                reader.report(
                    table, row, table.columns["measure"],
                    f"{found.spelt(found.pair(measure, table.text(row, 'place')))} has two rows of months, first in {table.cell(first, 'measure')}.",
                    "Keep one row of it; until then files are brought into the first.",
                )  # fmt: skip
        columns: dict[date, list[int]] = {}
        for column, month in find_single_months(table).items():
            columns.setdefault(month, []).append(column)
        for month, places in columns.items():
            found.months[month] = places[0]
            if len(places) > 1:
                reader.report(
                    table, table.header, places[1],
                    f"{month_name(month)} is there twice, first in {cell_address(table.header, places[0])}.",
                    "Keep one column of it; until then files are brought into the first.",
                )  # fmt: skip
        kept = planner.kept(COUNTS_FROM_FILES, sheet)
        found.written = {row: from_text(text) for (row, _), text in kept.items()}
        return found

    def pair(self, measure: str, place: str) -> Pair:
        """Return what a measure and place are called, however they are spelt; the force's place is ""."""
        found = self._pairs.get((measure, place))  # asked of each count
        if found is None:
            where = place_key(place)
            own = where and where == name_key(self.own_force)
            found = self._pairs[measure, place] = name_key(measure), "" if own else where
        return found

    def spelt(self, pair: Pair) -> str:
        """Return a measure and place of a row as a sentence names them."""
        if self.table is None:
            return pair[0]
        row = self.rows[pair]
        place = self.table.text(row, "place")
        return f"'{self.table.text(row, 'measure')}'" + (f" in {place}" if place else "")

    def address(self, mark: Mark) -> str:
        """Return the address of a count's cell."""
        return cell_address(self.rows[self.pair(*mark[:2])], self.months[mark[2]])

    def make_room(self, pairs: Sequence[Pair], months: Sequence[date], reader: Reader) -> None:
        """Plan a row for each measure and place that has none, below the others, and a column for each month, behind the others.

        A total of a person's that leaves new rows out is a problem.
        """
        there = tuple(self.months.values())
        new: dict[Pair, Pair] = {}
        for pair in pairs:
            if self.pair(*pair) not in self.rows:
                new.setdefault(self.pair(*pair), pair)
        to_come = [month for month in sorted(months) if month not in self.months]
        self.headed |= {f"{month:%Y-%m}" for month in to_come}
        if self.table is None:
            self._add_sheet(to_come)
        else:
            self._add_columns(self.table, to_come)
        lines = self._lines(len(new))
        for line, (mark, (measure, place)) in zip(lines, new.items(), strict=True):
            self.rows[mark] = line
            columns = dict(zip(_NEW, (1, 2), strict=True)) if self.table is None else self.table.columns
            self.planner.enter(self.sheet, line, columns["measure"], measure)
            self.planner.enter(self.sheet, line, columns["place"], place or None)
        if self.table is not None and (new or to_come):
            self._grow(self.table)
            report_short_sums(self.planner, self.table, there, lines, reader)
            added = set(self.months.values()).difference(there)
            report_short_totals(self.planner, self.table, there, added, reader)

    def standing(self, mark: Mark) -> MonthStanding:
        """Return what stands in a count's cell, and what a file last brought there."""
        measure, place = pair = self.pair(*mark[:2])
        row, column = self.rows[pair], self.months[mark[2]]
        block = None if self.table is None else self.table.block
        value = None if block is None else block.at(row, column)
        written = self.written.get(row_key((measure, place)), {}).get(mark[2])
        is_formula = self.planner.has_formula(self.sheet, row, column)
        if is_blank(value):
            return MonthStanding(None, written, readable=not is_formula)
        count = _count(value)
        if is_formula:
            return MonthStanding(count, None, readable=False)
        return MonthStanding(count, written, readable=count is not None)

    def typed(self, mark: Mark) -> Any:
        """Return what a count's cell holds."""
        block = None if self.table is None else self.table.block
        return None if block is None else block.at(self.rows[self.pair(*mark[:2])], self.months[mark[2]])

    def enter(self, mark: Mark, value: Fraction) -> None:
        """Plan a count for its cell."""
        self.planner.enter(
            self.sheet, self.rows[self.pair(*mark[:2])], self.months[mark[2]], cell_number(value)
        )

    def keep(self, mark: Mark, brought: Brought | None) -> None:
        """Keep what a file brought into a cell; None where it is a person's from now on."""
        row = self.written.setdefault(row_key(self.pair(*mark[:2])), {})
        if brought is None:
            row.pop(mark[2], None)
        else:
            row[mark[2]] = brought

    def kept_marks(self) -> Iterator[tuple[Pair, date, Brought]]:
        """Yield what files brought before into rows that are there, with measure and place as they are compared."""
        for pair in self.rows:
            for month, brought in self.written.get(row_key(pair), {}).items():
                yield pair, month, brought

    def close(self) -> None:
        """Plan what the ledger keeps of the table."""
        entries: dict[tuple[str, str], Scalar] = {
            (row, ""): to_text(months) for row, months in self.written.items() if months
        }
        if entries or self.table is not None:
            self.planner.keep_entries(COUNTS_FROM_FILES, self.sheet, entries)
        headed = self.headed | self.planner.rows_written(MONTHS_FROM_FILES, self.sheet)
        if headed:
            self.planner.keep_rows(MONTHS_FROM_FILES, self.sheet, sorted(headed))

    def _add_sheet(self, months: Sequence[date]) -> None:
        self.planner.add_sheet(
            NewSheet(
                self.sheet,
                (*map(COUNTS.heading, _NEW), *map(month_name, months)),
                (*_WIDTHS, *(_MONTH_WIDTH for _ in months)),
                None,
                ("General", "General", *(_COUNT for _ in months)),
            )
        )
        self.months |= {month: column for column, month in enumerate(months, len(_NEW) + 1)}

    def _add_columns(self, table: Table, months: Sequence[date]) -> None:
        """Plan headings for months to come: of a blank form's columns first, then of columns at the right-hand end."""
        heading = _heading_of(table, self.months)
        forms = sorted(column for column, text in table.others.items() if is_blank_month(text))
        if self.months:  # what stands before a month that is there would be out of order
            last = max(self.months.values())
            forms = [column for column in forms if column > last]
        for month, column in zip(months, forms, strict=False):
            self.months[month] = column
            self.planner.enter(table.sheet, table.header, column, heading(month))
        rest = months[len(forms) :]
        if not rest:
            return
        neighbour = max((*self.months.values(), *forms), default=table.last_column)
        first, bottom = table.last_column + 1, self._bottom(table)
        self._refuse_crowded(table, first, len(rest), bottom)
        shown = self.planner.reading.book.sheets[table.sheet].range((bottom, neighbour)).number_format
        for column, month in enumerate(rest, first):
            self.months[month] = column
            self.planner.add_column(
                NewColumn(table.sheet, column, neighbour, table.top, table.header, bottom, shown or _COUNT),
                heading(month),
            )

    def _bottom(self, table: Table) -> int:
        """Return the last row of a table, of one of Excel with its blank rows."""
        bottom = max(table.records, default=table.header)
        listed = excel_table(self.planner, table)
        return bottom if listed is None else max(bottom, listed.range.last_cell.row)

    def _refuse_crowded(self, table: Table, first: int, count: int, bottom: int) -> None:
        for row in range(table.top, bottom + 1):
            for column in range(first, first + count + 1):
                if not is_blank(table.block.at(row, column)):
                    raise BookError(
                        f"The {COUNTS.kind} on '{table.sheet}' needs {count} more columns from {column_letters(first)} on, and something stands in "
                        f"{cell_address(row, column)}: move that further to the right, or to a sheet of its own."
                    )

    def _lines(self, count: int) -> Sequence[int]:
        if self.table is None:
            return range(2, 2 + count)
        columns = {*self.table.columns.values(), *self.table.others, *self.months.values()}
        return lines_below(self.planner, self.table, count, columns) if count else ()

    def _grow(self, table: Table) -> None:
        columns = (*table.columns.values(), *table.others, *self.months.values())
        self.planner.grow(
            GrownTable(
                table.sheet, table.header, table.first_column, max((table.header, *self.rows.values())), max(columns),
                max(table.records, default=table.header),
            )
        )  # fmt: skip


def _count(value: Any) -> Fraction | None:
    """Return the count that a cell holds, None where it holds none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return Fraction(int(value)) if float(value).is_integer() else Fraction(str(value))
    said = read_figure(value) if isinstance(value, str) else None
    return None if said is None or said.unit is not None else said.value


def _heading_of(table: Table, months: Mapping[date, int]) -> Any:
    """Return how a month is headed: as the last of those that are there, as a date, 201904, or Apr 2019."""
    if not months:
        return month_name
    typed = table.block.at(table.header, months[max(months)])
    if isinstance(typed, datetime.datetime):
        return lambda month: datetime.datetime(month.year, month.month, min(typed.day, 28))
    if isinstance(typed, (int, float)):
        return lambda month: month.year * 100 + month.month
    if isinstance(typed, str) and len(typed.strip()) == len("201904") and typed.strip().isdigit():
        return lambda month: f"{month:%Y%m}"
    return month_name


def _has_a_month(table: Table) -> bool:
    """Return whether a table of a person's has a month, be it only one beside columns that are none."""
    return not is_product_only(table) and bool(find_single_months(table))
