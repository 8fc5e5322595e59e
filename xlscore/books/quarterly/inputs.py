"""The table of quarterly counts as read: each row's quarters with their cells, and its population."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.books.quarterly.headings import QUARTERLY
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.entries import read_entry
from xlscore.books.tables.figures.series import find_months
from xlscore.books.tables.finder import find_one, find_required
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import Blank, Figure
from xlscore.rules.quarterly.counts import QuarterInputs, is_total_row
from xlscore.rules.quarterly.quarters import (
    is_nearly_a_quarter,
    quarter_before,
    quarters_of,
    year_before,
)
from xlscore.rules.words import name_key

__all__ = ["QuarterRow", "QuarterSheet", "find_quarterly", "is_quarterly", "quarter_columns", "read"]

_FEWEST: Final = 2


@dataclass(frozen=True)
class QuarterRow:
    """A row of counts as read: where it stands, and the figure of each quarter with its cell."""

    row: int
    inputs: QuarterInputs
    figures: Mapping[datetime.date, Figure]
    population: Figure | None = None


@dataclass(frozen=True)
class QuarterSheet:
    """The table of quarterly counts, its latest quarter as its heading calls it, and each of its rows."""

    table: Table
    policy: BookPolicy
    quarter: datetime.date | None
    name: str
    rows: tuple[QuarterRow, ...]


def find_quarterly(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of quarterly counts, None where the workbook has none."""
    return find_one(reading.blocks, QUARTERLY, is_quarterly, sheet)


def is_quarterly(table: Table) -> bool:
    """Return whether a table has columns of quarters, or such as were meant to be, and says Table, Row or Split of one of its own."""
    if not any(_is_own(table, name) for name in ("table", "row", "split")):
        return False  # categories and topics by quarter are of anything: a budget, a rota
    meant = [text for text in table.others.values() if is_nearly_a_quarter(text)]
    # A single quarter is the first of a new table, where the headings leave no doubt.
    fewest = 1 if all(_is_own(table, name) for name in ("table", "row", "split")) else _FEWEST
    return len(quarter_columns(table)) >= fewest or len(meant) >= _FEWEST


def _is_own(table: Table, name: str) -> bool:
    """Return whether a field is headed in our own words."""
    column = table.columns.get(name)
    if column is None:
        return False
    said = {column_key(shown(table.block.at(row, column))) for row in (table.top, table.header)}
    return column_key(QUARTERLY.heading(name)) in said or table.meant(column) is not None


def quarter_columns(table: Table) -> dict[int, datetime.date]:
    """Return the quarter of every column whose heading names one, by its last month, from the left."""
    columns = sorted(table.others)
    months = find_months(table)
    found = quarters_of([table.others[c] for c in columns], [months.get(c) for c in columns])
    return {column: quarter for column, quarter in zip(columns, found, strict=True) if quarter is not None}


def read(reading: Reading, reader: Reader, sheet: str | None = None) -> QuarterSheet:
    """Return the quarterly counts as read; what cannot be read is a problem of its cell."""
    reading.refuse_unknown(sheet)
    table = find_required(reading.blocks, QUARTERLY, is_quarterly, sheet)
    quarters = _quarters(table, reader)
    reader.look_over(table, answers=quarter_columns(table))
    policy = read_policy(reading, reader)
    filled = [
        quarter
        for quarter, column in quarters.items()
        if any(not is_blank(table.block.at(row, column)) for row in table.records)
    ]
    if not filled:
        return QuarterSheet(table, policy, None, "", ())
    latest = max(filled)
    _report_gaps(table, quarters, latest, reader)
    needed = [each for each in (latest, quarter_before(latest), year_before(latest)) if each in quarters]
    rows = _rows(table, quarters, needed, reader)
    _report_sums(table, rows, latest, reader)
    return QuarterSheet(table, policy, latest, table.others[quarters[latest]], tuple(rows))


def _quarters(table: Table, reader: Reader) -> dict[datetime.date, int]:
    """Return the column of each quarter, oldest first; what is wrong with the headings is a problem."""
    found = quarter_columns(table)
    for column, text in table.others.items():
        filled = any(not is_blank(table.block.at(row, column)) for row in table.records)
        if column not in found and is_nearly_a_quarter(text) and filled:
            reader.report(
                table, table.header, column, f"'{text}' is not read as a quarter.",
                "Write quarter and year into it, for example Q2 2019/20 or Jul-Sep 2019.",
            )  # fmt: skip
    columns: dict[datetime.date, int] = {}
    doubles: set[datetime.date] = set()
    for column, quarter in found.items():
        if quarter in columns:
            reader.report(
                table, table.header, column, f"'{table.others[column]}' is the quarter of another column, '{table.others[columns[quarter]]}'.",
                "Keep one column of it; until then the quarter does not count.",
            )  # fmt: skip
            doubles.add(quarter)
        columns.setdefault(quarter, column)
    return {quarter: columns[quarter] for quarter in sorted(columns) if quarter not in doubles}


def _report_gaps(
    table: Table, columns: Mapping[datetime.date, int], latest: datetime.date, reader: Reader
) -> None:
    """Report a quarter that the latest is compared with and that is wanting among those of the table."""
    for wanted, words in (
        (quarter_before(latest), "quarter before"),
        (year_before(latest), "same quarter a year before"),
    ):
        if wanted not in columns and any(quarter < wanted for quarter in columns):
            reader.report(
                table, table.header, columns[latest], f"The {words} '{table.others[columns[latest]]}' has no column.",
                "Add a column for it, left blank where there is no figure.",
            )  # fmt: skip


def _rows(
    table: Table, quarters: Mapping[datetime.date, int], needed: list[datetime.date], reader: Reader
) -> list[QuarterRow]:
    tables, splits = table.filled_down("table"), _splits(table)
    marks = {
        row: (name_key(tables[row]), name_key(splits[row]), name_key(table.text(row, "row")))
        for row in table.records
    }
    called = {row: f"'{_named(tables[row], splits[row], table.text(row, 'row'))}'" for row in table.records}
    doubles = reader.twins(table, marks, "row", called)
    rows = []
    for row in table.records:
        if row in doubles:
            continue
        figures: dict[datetime.date, Figure] = {}
        for quarter, column in quarters.items():
            figure = _count(table, row, column, quarter in needed, called[row], reader)
            if figure is not None:
                figures[quarter] = figure
        population = _population(table, row, reader)
        counts = {quarter: figure.value for quarter, figure in figures.items()}
        people = None if population is None else population.value
        inputs = QuarterInputs(tables[row], table.text(row, "row"), splits[row], counts, people)
        rows.append(QuarterRow(row, inputs, figures, population))
    return rows


def _named(*names: str) -> str:
    return ", ".join(filter(None, names))


def _splits(table: Table) -> dict[int, str]:
    """Return the split of each record: a blank one takes the one above where its table's name is blank, too, as merged cells are."""
    texts, last = {}, ""
    for row in table.records:
        here = table.text(row, "split")
        named = "table" not in table.columns or bool(table.text(row, "table"))
        last = here or ("" if named else last)
        texts[row] = last
    return texts


def _count(table: Table, row: int, column: int, needed: bool, called: str, reader: Reader) -> Figure | None:
    """Return a cell's count; a blank one is a problem where the row is compared by it, a part of one everywhere."""
    entry = read_entry(reader, table, row, column)
    if isinstance(entry, Figure):
        if entry.value < 0 or entry.value.denominator != 1:
            reader.report(
                table, row, column, f"{float(entry.value):g} is no count, so it does not count.", "Type how many there were."
            )  # fmt: skip
            return None
        return entry
    if needed and isinstance(entry, Blank) and is_blank(table.block.at(row, column)):
        reader.report(
            table, row, column, f"{called} is blank in {table.others[column]}.", "Type the figure, or N/A if there is none."
        )  # fmt: skip
    return None


def _population(table: Table, row: int, reader: Reader) -> Figure | None:
    column = table.columns.get("population")
    figure = reader.figure(table, row, column)
    if figure is not None and column is not None and figure.value <= 0:
        reader.report(
            table, row, column, f"{float(figure.value):g} is no population.", "Type how many people there are, or leave it blank."
        )  # fmt: skip
        return None
    return figure


def _report_sums(table: Table, rows: list[QuarterRow], latest: datetime.date, reader: Reader) -> None:
    """Report a total that is less than its parts: then nobody can say what a share is of."""
    for total in rows:
        if not is_total_row(total.inputs.row) or latest not in total.inputs.counts:
            continue
        parts = [
            row.inputs.counts[latest]
            for row in rows
            if row.inputs.group == total.inputs.group
            and not is_total_row(row.inputs.row)
            and latest in row.inputs.counts
        ]
        whole = total.inputs.counts[latest]
        if sum(parts, Fraction(0)) > whole:
            reader.at(
                table.sheet, total.figures[latest].source.cell,
                f"The rows of '{_named(total.inputs.table, total.inputs.split)}' add up to {int(sum(parts)):,}, more than their total of {int(whole):,}.",
                "Put the counts right; where one thing counts in several rows, call the total something else.",
            )  # fmt: skip
