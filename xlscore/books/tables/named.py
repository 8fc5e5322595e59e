"""What officers say that a heading means: a table *Headings* anywhere in the workbook, or `--heading "Heading=field"`.

What is said is laid beside the cells (`Block.meant`), never into them: the file keeps its words, and every action that reads
the workbook finds the column by what was said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.tables.answers import holds_words
from xlscore.books.tables.blocks import Block, Reading, is_blank
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.headings import COMMAND, HEADINGS, NOTHING
from xlscore.books.tables.layout import known
from xlscore.books.tables.own_force import own_force_headings
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key, cycle_key, heading_text, is_only_a_period
from xlscore.rules.problems import Problem
from xlscore.rules.words import key

__all__ = ["Told", "is_headings", "meaning", "read_workbook", "told_headings"]

Told = Mapping[str, str]
"""What a heading means, by the heading, as an officer said it besides the workbook's own table."""

_ALLOWED: Final = "our heading of a field (Final grade), its code (final), command, or nothing"
_OF_FILES: Final = frozenset({"source", "source file", "file", "file name", "source name"})
"""The headings of which one stands in a table of the columns of outside files."""
_Marks = dict[tuple[int, int], tuple[str, ...]]


def read_workbook(book: xw.Book | Reading, told: Told | None = None) -> Reading:
    """Return a workbook to be read, its headings settled as its own table and `told` say; one that is read already as it is.

    A word of `told` that is no meaning, or a heading of it that is nowhere, is refused; one of the table is a problem.
    """
    return book if isinstance(book, Reading) else _SettledReading(book, told or {})


def told_headings(options: Sequence[str]) -> dict[str, str]:
    """Return what headings mean from texts such as "Verdict=final".

    >>> told_headings(["Verdict = Final grade"])
    {'Verdict': 'Final grade'}
    """
    said = {}
    for option in options:
        heading, sign, means = option.rpartition("=")
        if not (sign and heading.strip() and means.strip()):
            raise BookError(
                f"'{option}' does not say what a heading means; write it as \"Verdict=Final grade\"."
            )
        said[heading.strip()] = means.strip()
    return said


def is_headings(table: Table) -> bool:
    """Return whether a table speaks of the headings of this workbook, and not of the columns of outside files."""
    return not any(column_key(heading) in _OF_FILES for heading in table.others.values())


def meaning(means: str) -> tuple[str, ...] | None:
    """Return our headings for a meaning: a field's heading, code or other spelling, a command, nothing; None for none.

    >>> meaning("Command"), meaning("nothing"), meaning("no such thing")
    (('command',), (), None)
    """
    words = column_key(means)
    if words == COMMAND[0]:
        return COMMAND
    if words in ("nothing", "ignore", "ignored"):
        return NOTHING
    code = words.replace(" ", "_")
    columns = [column for layout in known() for column in layout.columns]
    ours = (c.heading for c in columns if code == c.field or words == column_key(c.heading))
    found = tuple(dict.fromkeys(ours))
    return found or ((means,) if any(words in c.spellings for c in columns) else None)


class _SettledReading(Reading):
    """A reading whose blocks carry what officers said of their headings."""

    def __init__(self, book: xw.Book, told: Told) -> None:
        super().__init__(book)
        self._told = told

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return the sheets that hold cells, their headings settled."""
        return self._settled[0]

    @property
    def heading_problems(self) -> tuple[Problem, ...]:
        """Return what is wrong in the tables of headings."""
        return self._settled[1]

    @cached_property
    def _settled(self) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
        return _settle(super().blocks, self.sheet_names, self._told)


@dataclass(frozen=True, slots=True)
class _Said:
    """A row of a table of headings, or a word of an officer's: no table."""

    heading: str
    means: str
    sheet: str = ""
    table: Table | None = None
    row: int = 0

    def refuse(self, field: str, what: str, do: str) -> Problem:
        """Return the problem of a row's cell; there is none to name where an officer said it besides the workbook."""
        if self.table is None:
            raise BookError(f"{what} {do}")
        cell = self.table.cell(self.row, field) or self.table.cell(self.row, "heading")
        return Problem(self.table.sheet, cell, what, do)


def _settle(
    blocks: Sequence[Block], sheets: Sequence[str], told: Told
) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    tables = [table for block in blocks for table in find_all([block], HEADINGS, is_headings)]
    said = [*_rows(tables), *(_Said(heading, means) for heading, means in told.items())]
    of_own_force = own_force_headings(blocks)
    if not said and not of_own_force:
        return tuple(blocks), ()
    own = {(table.sheet, row) for table in tables for row in range(table.top, _end(table))}
    marks: dict[str, _Marks] = {block.sheet: of_own_force.get(block.sheet, {}) for block in blocks}
    problems: list[Problem] = []
    for one in said:
        meant = meaning(one.means)
        if meant is None:
            what = f"'{one.means}' is nothing that a heading can mean."
            problems.append(one.refuse("means", what, f"Use {_ALLOWED}."))
            continue
        if one.sheet and key(one.sheet) not in map(key, sheets):
            what = f"There is no sheet '{one.sheet}' in this workbook."
            problems.append(
                one.refuse("sheet", what, f"Use one of {', '.join(sheets)}, or leave it blank for all.")
            )
            continue
        here = [block for block in blocks if not one.sheet or key(block.sheet) == key(one.sheet)]
        places = _places(here, one.heading, own)
        if not places:
            where = f"on the sheet '{one.sheet}'" if one.sheet else "in this workbook"
            what = f"The heading '{one.heading}' is nowhere {where}."
            problems.append(one.refuse("heading", what, "Write it as it stands over its column."))
        for sheet, place in places:
            marks[sheet][place] = meant
    settled = (replace(block, meant=marks[block.sheet]) if marks[block.sheet] else block for block in blocks)
    return tuple(settled), tuple(problems)


def _rows(tables: Sequence[Table]) -> Iterator[_Said]:
    for table in tables:
        for row in range(table.header + 1, _end(table)):
            heading, means = table.text(row, "heading"), table.text(row, "means")
            if heading and means:
                yield _Said(heading, means, table.text(row, "sheet"), table, row)


def _end(table: Table) -> int:
    """Return the row below the table: the first with no heading. Its rows may read as headings of other tables."""
    row = table.header + 1
    while not is_blank(table.value(row, "heading")):
        row += 1
    return row


def _places(
    blocks: Sequence[Block], heading: str, own: set[tuple[str, int]]
) -> list[tuple[str, tuple[int, int]]]:
    """Return the cells that are headed so: to the letter, else but for date, cycle and footnote."""
    cells = [
        (block.sheet, (row, column), heading_text(block.at(row, column)))
        for block in blocks
        for row in block.filled_rows
        if (block.sheet, row) not in own and _may_head(block, row)
        for column in block.filled(row)
    ]
    exact = [(sheet, place) for sheet, place, text in cells if key(text) == key(heading)]
    if exact or is_only_a_period(heading):
        return exact
    words, cycle = column_key(heading), cycle_key(heading)
    return [
        (sheet, place)
        for sheet, place, text in cells
        if text and (column_key(text) == words or (cycle and cycle_key(text) == cycle))
    ]


def _may_head(block: Block, row: int) -> bool:
    """Return whether a row may be one of headings, alone or with the row above or below it."""
    if not holds_words(block, row):
        return False
    alike = (line for line in (row - 1, row, row + 1) if holds_words(block, line))
    return any(len(block.filled(line)) > 1 for line in alike)
