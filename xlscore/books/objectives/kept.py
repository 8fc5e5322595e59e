"""What people wrote, as read: the texts of the Narrative and of the breakdown, and what lies on the Horizon."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from xlscore.books.objectives.headings import HORIZON, NARRATIVE
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table, shown
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said, read_day, read_month
from xlscore.rules.objectives.narrative import read_text_kind
from xlscore.rules.objectives.records import HorizonItem, ObjectiveText, TextKind
from xlscore.rules.words import name_key, tidy

__all__ = ["find_horizon", "find_narrative", "is_for", "read_horizon", "read_narrative", "texts_beside"]

_EVERY: Final = frozenset({"all", "allobjectives", "everyobjective"})
_BETWEEN: Final = re.compile(r"\s*[;\n]\s*")
_BESIDE: Final = {"doing": TextKind.DOING, "recommendation": TextKind.RECOMMENDATION}
"""The columns of the breakdown in which people write."""


def find_narrative(reading: Reading) -> list[Table]:
    """Return the tables of narrative; texts in two of them are texts all the same."""
    return find_all(reading.blocks, NARRATIVE)


def find_horizon(reading: Reading) -> list[Table]:
    """Return the tables of what lies ahead."""
    return find_all(reading.blocks, HORIZON)


def read_narrative(reading: Reading, reader: Reader) -> tuple[ObjectiveText, ...]:
    """Return the texts of the narrative; what cannot be read of one is a problem of its cell."""
    found = []
    for table in find_narrative(reading):
        reader.look_over(table)
        names = table.filled_down("objective")
        for row in table.records:
            words = words_of(table, row, "text", reader)
            kind = reader.word(table, row, "kind", read_text_kind)
            if kind is None and table.text(row, "kind"):
                continue  # a word that is no kind is a problem already
            if not words:
                reader.at(
                    table.sheet, table.cell(row, "text"), f"The text on '{names[row]}' says nothing.", "Write it, or take the row out."
                )  # fmt: skip
                continue
            found.append(
                ObjectiveText(
                    names[row], kind or TextKind.EVIDENCE, words, Source(table.sheet, table.cell(row, "text")),
                    _day(table, row, "date", reader),
                )
            )  # fmt: skip
    return tuple(found)


def texts_beside(table: Table, reader: Reader) -> tuple[ObjectiveText, ...]:
    """Return what stands under What is being done and Recommendation on the breakdown, with its area."""
    objectives = table.filled_down("objective")
    return tuple(
        ObjectiveText(
            objectives[row], kind, words, Source(table.sheet, table.cell(row, name)), about=table.text(row, "area")
        )
        for row in table.records
        for name, kind in _BESIDE.items()
        if (words := words_of(table, row, name, reader))
    )  # fmt: skip


def read_horizon(reading: Reading, reader: Reader) -> tuple[HorizonItem, ...]:
    """Return what lies ahead, in the order of its table."""
    found = []
    for table in find_horizon(reading):
        reader.look_over(table)
        for row in table.records:
            named = words_of(table, row, "objective", reader)
            when = table.value(row, "date")
            found.append(
                HorizonItem(
                    table.text(row, "title"),
                    Source(table.sheet, table.cell(row, "title")),
                    tuple(name for name in map(tidy, _BETWEEN.split(named)) if name),
                    table.text(row, "publisher"),
                    table.text(row, "link"),
                    day_said(when.date()) if isinstance(when, datetime) else shown(when),
                    table.text(row, "summary"),
                    _day(table, row, "until", reader, last=True),
                )
            )
    return tuple(found)


def is_for(item: HorizonItem, names: Iterable[str]) -> bool:
    """Return whether something ahead concerns an objective that is called so; "All" concerns every one."""
    marks = {name_key(name) for name in item.objectives}
    return bool(marks & _EVERY) or not marks.isdisjoint(map(name_key, names))


def words_of(table: Table, row: int, name: str, reader: Reader) -> str:
    """Return a text with its line breaks, "" for a blank cell or an error in it."""
    if not reader.text(table, row, name):
        return ""
    lines = str(table.value(row, name)).replace("\r\n", "\n").strip().split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def _day(table: Table, row: int, name: str, reader: Reader, *, last: bool = False) -> date | None:
    """Return the day that a cell names, of a month its first or its last; what names none is a problem."""
    value: Any = table.value(row, name)
    if isinstance(value, datetime):
        return value.date()
    typed = reader.text(table, row, name)
    if not typed:
        return None
    day = read_day(typed)
    if day is not None:
        return day
    month = read_month(typed)
    if month is None:
        reader.at(
            table.sheet, table.cell(row, name), f"'{typed}' names no day and no month with its year, so it is passed over.",
            "Type it as 14 Oct 2013 or Oct 2013.",
        )  # fmt: skip
        return None
    return month.replace(day=calendar.monthrange(month.year, month.month)[1]) if last else month
