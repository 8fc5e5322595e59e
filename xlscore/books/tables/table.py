"""A table as it was found on a sheet: where its headings stand, which column is which field, which rows are records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.layout import TableKind, row_key
from xlscore.books.tables.words.vocabulary import heading_text
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.words import tidy

__all__ = ["Table", "shown"]


@dataclass(frozen=True)
class Table:
    """A table found on a sheet: where its headings stand, which column is which field, which rows are records."""

    layout: TableKind
    block: Block
    top: int
    header: int
    columns: Mapping[str, int]
    others: Mapping[int, str]
    claimed: frozenset[int]
    """The columns whose heading is a spelling of one of the layout's fields, taken or not."""
    records: tuple[int, ...] = field(default=())
    end: int | None = None
    """The row below its records in which the next table begins; None where there is none."""
    lines: Mapping[tuple[int, str], int | None] = field(default_factory=dict)
    """Where a record takes several rows: the row of a field of it, None for one that it has no row for."""
    called: Mapping[int, str] = field(default_factory=dict)
    """What records are called whose cells do not say it yet, such as an action that gets its number now."""

    @property
    def sheet(self) -> str:
        """Return the name of its sheet."""
        return self.block.sheet

    def line(self, row: int, field_name: str) -> int | None:
        """Return the row in which a field of a record stands, its own in nearly every table; None for nowhere."""
        return self.lines.get((row, field_name), row)

    def value(self, row: int, field_name: str) -> Any:
        """Return a record's value in a field, None where the table has no such column."""
        column, line = self.columns.get(field_name), self.line(row, field_name)
        return None if column is None or line is None else self.block.at(line, column)

    def text(self, row: int, field_name: str) -> str:
        """Return a record's value in a field as a text in order, "" for a blank one."""
        return shown(self.value(row, field_name))

    def cell(self, row: int, field_name: str) -> str:
        """Return the address of a record's cell, "" where the table has no such column."""
        column, line = self.columns.get(field_name), self.line(row, field_name)
        return "" if column is None or line is None else cell_address(line, column)

    def meant(self, column: int) -> tuple[str, ...] | None:
        """Return what an officer said that a column's heading means, None where nobody did."""
        said = self.block.meant
        return said.get((self.header, column), said.get((self.top, column)))

    @property
    def first_column(self) -> int:
        """Return the leftmost column."""
        return min((*self.columns.values(), *self.others))

    @property
    def last_column(self) -> int:
        """Return the rightmost column."""
        return max((*self.columns.values(), *self.others))

    @property
    def mark(self) -> tuple[str, int, str, int]:
        """Return what tells it from others, which may stand beside it."""
        return self.sheet, self.header, self.layout.kind, self.columns[self.layout.rows]

    @property
    def place(self) -> str:
        """Return where its headings begin, for a sentence."""
        return f"'{self.sheet}' at {cell_address(self.top, self.first_column)}"

    def row_key(self, row: int) -> str:
        """Return what a record is called, however its names are spelt and wherever it stands; "" for a nameless one."""
        return self.called.get(row) or self._row_keys.get(row, "")

    @cached_property
    def _row_keys(self) -> dict[int, str]:
        names = self.layout.keys or (self.layout.rows,)
        texts = [self.filled_down(name, days=True) for name in names]
        return {row: row_key(text[row] for text in texts) for row in self.records}

    def filled(self, column: int) -> list[Any]:
        """Return what its records hold in a column, without the blank cells."""
        return [value for row in self.records if not is_blank(value := self.block.at(row, column))]

    def filled_down(self, field_name: str, *, days: bool = False) -> dict[int, str]:
        """Return a field's text for each record, a blank one taking the text above: a merged cell has it once.

        A date is its month, as a heading is, unless its `days` are meant: two weeks of a month are two.
        """
        texts, last = {}, ""
        column = self.columns.get(field_name)
        for row in range(self.header + 1, max(self.records, default=self.header) + 1):
            value = None if column is None else self.value(row, field_name)
            here = f"{value:%Y-%m-%d}" if days and isinstance(value, date) else shown(value)
            last = here or (last if self.layout.column(field_name).goes_on else "")
            if row in self.records:
                texts[row] = last
        return texts


def shown(value: object) -> str:
    """Return a cell's value as a text in order.

    >>> shown(" Our  People "), shown(None), shown(8.0)
    ('Our People', '', '8')
    """
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return str(value).upper()
    return heading_text(value)
