"""What the tables of the logs share: days in their cells, and what cannot be right said at its cell."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from datetime import date

from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table, shown
from xlscore.rules.logs.doubts import says_nothing
from xlscore.rules.logs.due import read_due
from xlscore.rules.logs.records import LogDoubt
from xlscore.rules.words import quoted

__all__ = ["as_cell", "day_in", "report_doubts"]


def as_cell(day: date | None) -> datetime.datetime | None:
    """Return a day as a cell holds it, which is what the next run reads there."""
    return None if day is None else datetime.datetime(day.year, day.month, day.day)


def day_in(table: Table, row: int, name: str, reader: Reader) -> date | None:
    """Return the day in a cell; a text that names none is a problem, but for a word that only says that it is so."""
    value = table.value(row, name)
    if is_blank(value) or reader.text(table, row, name) == "":
        return None
    found = read_due(value)
    says_so = name == "closed" and shown(value).casefold() in ("yes", "no", "y", "n")
    if found is None and not says_so and not says_nothing(shown(value)):
        reader.at(
            table.sheet, table.cell(row, name), f"{quoted(value)} is no day that can be read.",
            "Enter a date, as 28/11/2019.",
        )  # fmt: skip
    return found


def report_doubts(table: Table, doubts: Iterable[LogDoubt], reader: Reader) -> None:
    """Report what cannot be right in a log, each at its cell; at its name where the table has no such column."""
    for doubt in doubts:
        cell = table.cell(doubt.row, doubt.field) or table.cell(doubt.row, table.layout.rows)
        reader.at(table.sheet, cell, doubt.what, doubt.do)
