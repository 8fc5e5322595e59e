"""Totals that a person keeps in a table, where rows or months that files bring stand outside of what they add up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.values.formulas import references_in
from xlscore.rules.words import key
from xlscore.sources.tables.totals import is_total

__all__ = ["report_short_sums", "report_short_totals"]


def report_short_sums(
    planner: Planner, table: Table, columns: Collection[int], new: Sequence[int], reader: Reader
) -> None:
    """Report the totals whose formulas add rows of the table up and leave new ones out, each once."""
    formulas = planner.reading.formulas(table.sheet) or {}
    below = [row for row in table.block.filled_rows if row > table.header] if new else ()
    for row in below:
        name = next(filter(is_total, (table.text(row, "measure"), table.text(row, "place"))), "")
        column = next((column for column in sorted(columns) if (row, column) in formulas), 0)
        if not name or not column:
            continue
        sums = list(_sums(formulas[row, column], table, column))
        left = [line for line in new if not _is_in(line, sums)]
        if left and any(_is_in(record, sums) for record in table.records if record != row):
            rows = "row stands" if len(left) == 1 else "rows stand"
            reader.report(
                table, row, column,
                f"{len(left):,} new {rows} outside of what '{name}' adds up, from row {min(left)} on.",
                f"Let its formula go on to the {counted(len(left), 'new row')}, or move them within it.",
            )  # fmt: skip


def report_short_totals(
    planner: Planner, table: Table, months: Collection[int], new: Collection[int], reader: Reader
) -> None:
    """Report the columns headed Total, of no year, whose formulas add months up and leave new ones out, each once."""
    formulas = planner.reading.formulas(table.sheet) or {}
    for column, heading in table.others.items() if new else ():
        row = next((row for row in table.records if (row, column) in formulas), 0)
        if not row or not is_total(heading) or any(map(str.isdigit, heading)):
            continue
        boxes = [box for box in _boxes(formulas[row, column], table) if box.columns > 1]
        left = sum(not any(box.left <= at <= box.right for box in boxes) for at in new)
        if left and any(box.left <= at <= box.right for box in boxes for at in months):
            stands = "month stands" if left == 1 else "months stand"
            reader.report(
                table, row, column, f"{left:,} new {stands} outside of what '{heading}' adds up.",
                f"Let its formulas go on to the {counted(left, 'new month')}, or head it with its year.",
            )  # fmt: skip


def _boxes(formula: str, table: Table) -> Iterator[Box]:
    """Yield the cells of the table's own sheet that a formula refers to."""
    for reference in references_in(formula):
        if reference.box is not None and (
            reference.sheet is None or key(reference.sheet) == key(table.sheet)
        ):
            yield reference.box


def _sums(formula: str, table: Table, column: int) -> Iterator[Box]:
    """Yield the several cells of a column that a formula refers to."""
    return (box for box in _boxes(formula, table) if box.left <= column <= box.right and box.rows > 1)


def _is_in(row: int, boxes: Sequence[Box]) -> bool:
    return any(box.top <= row <= box.bottom for box in boxes)
