"""Tables of another sort beside a grid, such as a rota or a list of schools: none of their columns is the grid's."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

from xlscore.books.grades.grid.graded import holds_grades, is_a_day, is_no_command, texts_in
from xlscore.books.grades.headings import IDENTITIES, NOT_A_COMMAND
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.side_by_side import runs
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.month_headings import MONTH, words_of

__all__ = ["foreign_blocks", "is_an_identity", "own_others"]

_NUMBERS_ANOTHER: Final = re.compile(
    r"(?!(?:area|row|line|item|order|sort|theme|priority|plan|strategic|business)\b)\S.* (?:id|urn|uprn|ref|reference|number|no|code)"
)
"""A heading over numbers of something else than areas: "CQC ID", "Payroll number"."""
_NAMES: Final = frozenset({"name", "names", "staff", "staff member", "member of staff", "employee name", "officer name", "team member", "who", "driver", "warranted officer", "station", "building", "shop", "person"})  # fmt: skip
"""A heading over what another table beside a grid is of; in the grid itself it says less."""
_WORDS_OF_A_NAME: Final = 4
_FEWEST: Final = 2
_SHIFT: Final = re.compile(
    r"(?:(?:early|earlies|late|lates|nights?|days|mornings?|afternoons?|evenings?|am|pm)(?: shift)?|(?:week|wk|shift)(?: \d+)?)"
)
_DAY: Final = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)? (?:\d{{1,2}}|{MONTH})(?: \d{{2,4}})?")


def foreign_blocks(table: Table) -> tuple[tuple[int, ...], ...]:
    """Return the columns of each table of another sort that stands beside the grid, such as a rota; none of them is the grid's.

    It is one whose grades all stand under days; and, behind a blank column, one that begins with names of its own and has
    other rows than the grid. Names in the very rows of the areas are the grid's: then its rows are people or schools.
    """
    fields = set(table.columns.values())
    found = []
    for part in runs({*fields, *table.others}):
        own = [column for column in part if column in fields]
        pieces = [part]
        if own:
            pieces = [[c for c in part if c < min(own)], [c for c in part if c > max(own)]]
        for piece in pieces:
            begins = [n for n, column in enumerate(piece) if _begins_another(table, column)]
            block = piece[begins[0] :] if own and begins else piece
            if block and _is_foreign(table, block, apart=not own):
                found.append(tuple(block))
    return tuple(found)


def own_others(table: Table) -> dict[int, str]:
    """Return the columns of a grid that are no field of it, in their order, without those of another table beside it."""
    foreign = {column for block in foreign_blocks(table) for column in block}
    return {column: heading for column, heading in sorted(table.others.items()) if column not in foreign}


def is_an_identity(words: str) -> bool:
    """Return whether a heading's words stand over people, schools or vehicles, or over their numbers: "CQC ID"."""
    return words in IDENTITIES or bool(_NUMBERS_ANOTHER.fullmatch(words))


def _is_foreign(table: Table, columns: Sequence[int], *, apart: bool) -> bool:
    graded = [column for column in columns if holds_grades(table, column, between=False)]
    if len(graded) < _FEWEST or any(table.meant(column) is not None for column in columns):
        return False
    days = [column for column in graded if _is_of_a_rota(table, column)]
    if len(days) >= _FEWEST and all(c in days or is_no_command(table, c, table.others[c]) for c in graded):
        return True
    first = columns[0]
    named = _begins_another(table, first) or _holds_own_names(table, first)
    return apart and first not in graded and named and _has_rows_of_its_own(table, columns)


def _begins_another(table: Table, column: int) -> bool:
    words = column_key(table.others[column])
    return is_an_identity(words) or words in _NAMES or _is_of_a_rota(table, column)


def _is_of_a_rota(table: Table, column: int) -> bool:
    """Return whether a column is headed by a day, a date with its day, a week or a shift."""
    value = table.block.at(table.header, column)
    if isinstance(value, datetime.date):
        return value.day > 1  # a month, as grades are dated, is its first day
    text = shown(value)
    return bool(
        is_a_day(column_key(text)) or _SHIFT.fullmatch(column_key(text)) or _DAY.fullmatch(words_of(text))
    )


def _has_rows_of_its_own(table: Table, columns: Sequence[int]) -> bool:
    """Return whether a block beside the grid ends in another row than its areas, or leaves some of them out."""
    end = table.end or table.block.last_row + 1
    rows = (row for row in table.block.filled_rows if table.header < row < end)
    held = [row for row in rows if any(not is_blank(table.block.at(row, column)) for column in columns)]
    return held != list(table.records)


def _holds_own_names(table: Table, column: int) -> bool:
    """Return whether a column holds short texts, none of them twice, under a heading that is none of remarks."""
    texts = texts_in(table, column)
    short = all(len(text.split()) <= _WORDS_OF_A_NAME for text in texts)
    remarks = column_key(table.others[column]) in NOT_A_COMMAND
    return len(texts) > 1 and short and len(set(texts)) == len(texts) and not remarks
