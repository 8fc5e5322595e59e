"""The tables of a data pack: headings in one row, a record a row, every cell filled, nothing that the public does not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from xlscore.books.grades.headings import GRID
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.table import Table, shown
from xlscore.books.understanding import ReadTable
from xlscore.papers.pack.kept_back import PLACE_FIELDS, KeptBack
from xlscore.rules.problems import ExcelError
from xlscore.rules.words import name_key, tidy

__all__ = ["CONFIDENTIAL", "NOT_AVAILABLE", "PackCell", "PackTable", "pack_table"]

NOT_AVAILABLE: Final = "[x]"
CONFIDENTIAL: Final = "[c]"
"""The signs of the Government Statistical Service for a figure that is not there, and for one that is not published."""

_PEOPLE: Final = frozenset({"owner", "by", "tasked"})
"""The columns that name who does something: a pack is about figures."""
_FROM_REDLINES: Final = ("redline", "suggested", "why")
"""The columns of a grid that are worked out from redline measures."""
_UNIT_SAID: Final = re.compile(r"%|\)$|\b(?:number|per|rate|percentage)\b", re.IGNORECASE)
_LONGEST: Final = 32_000

Format = Callable[[int, int], str]
"""Tells how the workbook shows the number in a row and column."""


@dataclass(frozen=True)
class PackCell:
    """A cell of a pack: what it holds, and how a number is shown."""

    value: str | float | date | bool
    number_format: str = ""


@dataclass(frozen=True)
class PackTable:
    """A table of a pack, with where it comes from and how much of it is not for the public."""

    title: str
    sheet: str
    headings: tuple[str, ...]
    rows: tuple[tuple[PackCell, ...], ...]
    rows_kept_back: int = 0

    def texts(self) -> Iterable[str]:
        """Yield every text that a reader meets."""
        yield from (self.title, self.sheet, *self.headings)
        yield from (cell.value for row in self.rows for cell in row if isinstance(cell.value, str))


def pack_table(read: ReadTable, kept: KeptBack, format_of: Format) -> PackTable | None:
    """Return a table as it goes into a pack, None where nothing of it does."""
    table = read.table
    title = _title(table)
    if kept.is_spoken_of(title) or kept.is_spoken_of(table.sheet):
        return None
    columns = _columns(read, kept)
    named = {field: table.filled_down(field) for field in table.columns}
    records = [row for row in table.records if not _is_kept_back(table, row, named, kept)]
    telling = _telling(table, records, named, kept)
    cells = {
        column: [
            PackCell(CONFIDENTIAL)
            if (row, column) in telling
            else _cell(_value(table, row, column, named), row, column, kept, format_of)
            for row in records
        ]
        for column in columns
    }
    columns = {
        column: heading
        for column, heading in columns.items()
        if not kept.tells(heading, place=True)
        or not any(isinstance(cell.value, float) for cell in cells[column])
    }
    filled = [column for column in columns if any(cell.value != NOT_AVAILABLE for cell in cells[column])]
    if not records or not filled:
        return None
    headings = [_with_unit(columns[column], cells[column], "unit" in table.columns) for column in filled]
    return PackTable(
        title,
        table.sheet,
        tuple(_apart(headings)),
        tuple(tuple(cells[column][number] for column in filled) for number in range(len(records))),
        len(table.records) - len(records),
    )


def _title(table: Table) -> str:
    """Return what a table is called: "MSG measures" for the table of MSG measures."""
    name = re.sub(r"^(?:table|sheet) of (?:the )?", "", table.layout.kind)
    return name[:1].upper() + name[1:]


def _columns(read: ReadTable, kept: KeptBack) -> dict[int, str]:
    people = {column for field, column in read.table.columns.items() if field in _PEOPLE}
    return {
        column: tidy(heading)
        for column, heading in read.headings.items()
        if column not in people and not kept.is_spoken_of(heading)
    }


def _telling(
    table: Table, records: Sequence[int], named: dict[str, dict[int, str]], kept: KeptBack
) -> frozenset[tuple[int, int]]:
    """Return the cells of a grid that would tell whether a redline measure is met which is kept back."""
    if table.layout is not GRID or not kept.judged:
        return frozenset()
    columns = [table.columns[field] for field in _FROM_REDLINES if field in table.columns]
    rows = [row for row in records if name_key(named[GRID.rows].get(row, "")) in kept.judged]
    return frozenset((row, column) for row in rows for column in columns)


def _is_kept_back(table: Table, row: int, named: dict[str, dict[int, str]], kept: KeptBack) -> bool:
    """Return whether a record is of one of the names, or tells one: its own name speaks of it, or a cell of it is the name."""
    own = (table.layout.rows, *table.layout.keys)
    places = PLACE_FIELDS.get(table.layout, ("place",))
    if any(
        kept.tells(texts.get(row, ""), place=field in places)
        for field, texts in named.items()
        if field in own or field in places
    ):
        return True
    return any(
        kept.is_named(texts.get(row, "")) or (field in own and kept.is_spoken_of(texts.get(row, "")))
        for field, texts in named.items()
    ) or any(kept.is_named(shown(table.block.at(row, column))) for column in table.others)


def _value(table: Table, row: int, column: int, named: dict[str, dict[int, str]]) -> Any:
    """Return what a record holds; the name that stands once above several records stands in each."""
    field = next((name for name, at in table.columns.items() if at == column), None)
    if field is None:
        return table.block.at(row, column)
    value = table.value(row, field)
    if is_blank(value) and field in (table.layout.rows, *table.layout.keys, "theme"):
        return named[field].get(row)
    return value


def _cell(value: Any, row: int, column: int, kept: KeptBack, format_of: Format) -> PackCell:
    if is_blank(value) or ExcelError.read(value) is not None:
        return PackCell(NOT_AVAILABLE)
    if isinstance(value, bool):
        return PackCell("Yes" if value else "No")
    if isinstance(value, (int, float)):
        return PackCell(float(value), format_of(row, column))
    if isinstance(value, date):
        return PackCell(value)
    text = " ".join(tidy(line) for line in str(value).splitlines() if tidy(line))[:_LONGEST]
    return PackCell(CONFIDENTIAL if kept.is_spoken_of(text) or kept.tells_in_words(text) else text)


def _with_unit(heading: str, cells: Sequence[PackCell], by_row: bool) -> str:
    """Return a heading that says the unit of the numbers below it."""
    numbers = [cell for cell in cells if isinstance(cell.value, float)]
    shares = ["%" in cell.number_format for cell in numbers]
    if numbers and all(shares):
        return heading if "%" in heading else f"{heading} (%)"
    if not numbers or _UNIT_SAID.search(heading):
        return heading
    if by_row and any(
        not float(cell.value).is_integer() for cell in numbers if isinstance(cell.value, float)
    ):
        return f"{heading} (in the unit of the row)"
    return f"{heading} (number; some %)" if any(shares) else f"{heading} (number)"


def _apart(headings: Sequence[str]) -> list[str]:
    """Return headings that differ, as those of a table in Excel must, whatever their case."""
    found: list[str] = []
    for heading in headings:
        apart, number = heading, 1
        while apart.casefold() in {other.casefold() for other in found}:
            number += 1
            apart = f"{heading} [{number}]"
        found.append(apart)
    return found
