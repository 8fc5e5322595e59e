"""The next cycle: each redline's figure of this cycle is kept as the one of the last board, where there is a column for it."""

from __future__ import annotations

from xlscore.books.grades.headings import REDLINES
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.rules.problems import ExcelError

__all__ = ["move_redlines"]

_BEFORE = {"value": "previous_value", "data_to": "previous_data_to"}


def move_redlines(planner: Planner, reader: Reader) -> None:
    """Plan each redline's value and date as the previous ones; a previous value that somebody typed stays, and is named."""
    table = find_one(planner.reading.blocks, REDLINES)
    if table is None or not {"value", "previous_value"} <= table.columns.keys():
        return
    for row in table.records:
        value = table.value(row, "value")
        if is_blank(value) or ExcelError.read(value) is not None:
            continue
        typed = [name for name in _BEFORE.values() if planner.owner(table, row, name) is Owner.PERSON]
        if not typed:
            for now, before in _BEFORE.items():
                if {now, before} <= table.columns.keys():
                    planner.answer(table, row, before, Answer(table.value(row, now)))
        elif any(table.text(row, now) != table.text(row, _BEFORE[now]) for now in _BEFORE):
            _report_typed(table, row, reader)


def _report_typed(table: Table, row: int, reader: Reader) -> None:
    """Report that this cycle's figure is not kept: what stands in its place is a person's."""
    before, now = (
        f"{table.text(row, value)}{f' ({data_to})' if (data_to := table.text(row, name)) else ''}"
        for value, name in (("previous_value", "previous_data_to"), ("value", "data_to"))
    )
    reader.report(
        table, row, table.columns["previous_value"],
        f"The previous value of '{table.text(row, 'measure')}' is typed as {before}, and stays; this cycle's is {now}.",
        "Type this cycle's there, to compare the next one with it.",
    )  # fmt: skip
