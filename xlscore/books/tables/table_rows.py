"""Which rows below a table's headings are its records: not the blank lines, the notes, the totals, the next table."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.vocabulary import heading_text
from xlscore.rules.words import key, tidy

__all__ = ["record_rows"]

_NOTE: Final = re.compile(r"^(?:notes?\b|source\b|sources\b|key\b|\*|†|‡|\(\d\)|[¹²³])", re.IGNORECASE)
_TOTALS: Final = frozenset(
    {"total", "totals", "grandtotal", "totalgraded", "totalgrades", "count", "counts", "average"}
)
_OF_THE_FORCE: Final = frozenset(
    key(words)
    for words in (
        "overall", "force overall", "overall force", "force total", "total force", "overall total", "all areas", "overall grade",
        "overall force grade", "sub total", "subtotal", "force", "whole force",
    )
)  # fmt: skip
"""What a row is called that sums up the others for the force: no area and no measure, but a row of a breakdown."""
_LONGEST_NAME: Final = 150


def record_rows(
    block: Block,
    header: int,
    name: int,
    columns: Sequence[int],
    ends: frozenset[int],
    headings: Mapping[int, str],
    *,
    force: bool = True,
    sentences: bool = False,
    also: frozenset[str] = frozenset(),
) -> tuple[int, ...]:
    """Return the numbers of the rows that are records of the table whose headings stand in `header`.

    `name` is the column that names a record, `columns` all of the table's, `ends` rows where another table begins,
    `headings` the table's own headings, which a print-out may repeat. After a blank line only a group of rows goes
    on with the table in which some row has more than its name: what else stands there is a note or a key. `force` is
    whether a row of the force as a whole is a record too, `sentences` whether a record is named by a whole sentence: else a
    long text is a note; `also` holds names that are records here and totals elsewhere.
    """
    totals = (_TOTALS if force else _TOTALS | _OF_THE_FORCE) - also
    longest = math.inf if sentences else _LONGEST_NAME

    def is_record(row: int) -> bool:
        return _is_record(block, row, name, columns, totals, longest)

    found: list[int] = []
    group: list[int] = []
    after_gap = False
    for row in block.lines(header + 1):
        cells = [column for column in columns if not is_blank(block.at(row, column))]
        repeated = bool(group) and len(block.filled(row - 1)) > 1 and _repeats(block, row, headings)
        stop = row in ends and not repeated
        if cells and not stop:
            if not repeated:
                group.append(row)
            continue
        if group:
            if after_gap and not _goes_on(block, group, name, columns, is_record):
                break
            found += filter(is_record, group)
        if stop:
            break
        after_gap, group = bool(found) or after_gap, []
    return tuple(found)


def _repeats(block: Block, row: int, headings: Mapping[int, str]) -> bool:
    return bool(headings) and all(
        key(heading_text(block.at(row, c))) == key(text) for c, text in headings.items()
    )


def _goes_on(
    block: Block, group: Sequence[int], name: int, columns: Sequence[int], is_record: Callable[[int], bool]
) -> bool:
    return any(
        is_record(row) and any(column != name and not is_blank(block.at(row, column)) for column in columns)
        for row in group
    )


def _is_record(
    block: Block, row: int, name: int, columns: Sequence[int], totals: frozenset[str], longest: float
) -> bool:
    text = block.at(row, name)
    if is_blank(text):
        return False
    shown = tidy(str(text))
    called = key(shown.rstrip(":"))
    if called in totals or len(shown) > longest:
        return False
    alone = all(column == name or is_blank(block.at(row, column)) for column in columns)
    return not (alone and _NOTE.match(shown))
