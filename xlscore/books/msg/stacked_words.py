"""What the rows of a table say that they are where it gives each measure several: its position, its figure, the average."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from xlscore.books.msg.headings import MSG
from xlscore.books.tables.blocks import Block, once_per_block
from xlscore.books.tables.own_force import bare_force
from xlscore.books.tables.table import shown
from xlscore.books.tables.words.periods import is_period
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import TextFigure
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.words import key

__all__ = [
    "KNOWN_BY",
    "columns_with_texts",
    "headings_above",
    "is_figure",
    "is_heading",
    "may_say",
    "parted_rows",
    "rows_said",
]

_FIELDS: Final = (
    "position", "value", "average", "of", "difference", "to_average", "to_top_quartile", "previous_position", "aspiration",
    "status", "expected", "move", "gap_move", "unit", "better", "data_to",
)  # fmt: skip
"""What a row of a measure may be."""
KNOWN_BY: Final = frozenset({"position", "value", "average"})
"""Rows of which a measure has at least two, or the table is none of these."""
_PLAIN: Final = {
    "value": ("force", "own force", "own", "force figure", "figure", "own figure", "result", "outturn", "force average"),
    "average": ("average", "mean", "msg", "msg figure", "group", "msg value", "msg rate"),
}  # fmt: skip
"""What a row is called besides, where other rows say what it is about."""
_AT_END: Final = re.compile(r"^(?P<name>.*\S)\s*(?:\s[-–—]\s|[:,(/|]\s*|\n)(?P<what>[^-–—:,(/|]+?)\)?$")
_HEADING_LINES: Final = 4
_LONGEST: Final = 120
"""No row of a table says in more letters what it is."""
_KNOWN_WORD: Final = re.compile(
    "|".join(
        sorted(
            {
                words.split()[-1]
                for name in sorted(KNOWN_BY)
                for words in (*MSG.column(name).spellings, *_PLAIN.get(name, ()))
            }
            | {"most similar", "family", "peer", "msf"}
        )
    )
)
"""What stands in every text that may say so."""


def rows_said(block: Block, column: int, own: str) -> dict[int, tuple[str, str]]:
    """Return what the rows of a column say that they are, each with the name that stands before it in the same cell."""
    texts = _texts_of(block, column)
    if len(_known(texts.values(), own, 2)) < 2:
        return {}
    found = {row: what for row, text in texts.items() if (what := _what(text, own)) is not None}
    return _without_headings(block, column, found)


@lru_cache(maxsize=64)  # every action that may have an MSG table asks
def may_say(block: Block) -> bool:
    """Return whether some column says one of the words that such a table is known by: most sheets need no closer look."""
    return bool(_known(block.telling_texts))


def columns_with_texts(block: Block) -> list[int]:
    """Return the columns that hold texts which may say something, from the left."""
    return sorted(_texts_by_column(block))


def _texts_of(block: Block, column: int) -> dict[int, str]:
    return _texts_by_column(block).get(column, {})


@once_per_block
def _texts_by_column(block: Block) -> dict[int, dict[int, str]]:
    """Return the texts of each column by their rows; those that are there in their thousands say nothing."""
    telling, found = block.telling_texts, dict[int, dict[int, str]]()
    for row, cells in block.rows_with(telling):
        for column, value in cells:
            found.setdefault(column, {})[row] = value
    return found


def _known(texts: Iterable[str], own: str = "", most: int = 1) -> frozenset[str]:
    """Return what of that by which such a table is known some texts say, up to so many."""
    fields: set[str] = set()
    for text in set(texts):
        if len(text) <= _LONGEST and (
            _KNOWN_WORD.search(small := text.lower()) or (own and own[:4] in small)
        ):
            what = _what(text, own)
            fields |= {what[0]} & KNOWN_BY if what is not None else set()
            if len(fields) >= most:
                break
    return frozenset(fields)


def _without_headings(
    block: Block, column: int, said: Mapping[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Return the rows without those of headings: "Figure" over the rows' words, on top and on the next pages."""
    heads, found = set[tuple[str, ...]](), dict[int, tuple[str, str]]()
    for row, what in said.items():
        if not found and what[0] in KNOWN_BY and is_heading(block, row, column):
            heads.add(_texts(block, row, column))
        elif _texts(block, row, column) not in heads:
            found[row] = what
    return found


@lru_cache(maxsize=8192)
def _what(text: str, own: str) -> tuple[str, str] | None:
    """Return which field a text says, and the name before it; None for none."""
    if (field_name := _field(text, own)) is not None:
        return field_name, ""
    apart = _AT_END.match(text.strip().rstrip(":"))
    if apart is None or (field_name := _field(apart["what"], own)) is None:
        return None
    return (field_name, shown(apart["name"])) if _field(apart["name"], own) is None else None


def _field(text: str, own: str) -> str | None:
    words = column_key(text).removesuffix("%").strip()
    if own and bare_force(text) == own:
        return "value"
    for name in _FIELDS:
        if words in MSG.column(name).spellings or words in _PLAIN.get(name, ()):
            return name
    return None


def parted_rows(block: Block, column: int, said: Mapping[int, tuple[str, str]]) -> list[list[int]]:
    """Return the rows parted where other headings stand between them; the same ones on the next page part nothing."""
    parts: list[list[int]] = []
    heads: tuple[str, ...] | None = None
    before = 0
    for row in said:
        between = [line for line in range(before + 1, row) if before and is_heading(block, line, column)]
        words = _texts(block, between[-1], column) if between else None
        if not parts or (words is not None and words != heads):
            above = [
                line
                for line in range(row - 1, row - 1 - _HEADING_LINES, -1)
                if is_heading(block, line, column)
            ]
            heads = words if words is not None else _texts(block, above[0], column) if above else None
            parts.append([])
        parts[-1].append(row)
        before = row
    return parts


def _texts(block: Block, row: int, column: int) -> tuple[str, ...]:
    return tuple(key(shown(block.at(row, c))) for c in block.filled(row) if c > column)


def is_heading(block: Block, row: int, column: int) -> bool:
    """Return whether a row has headings to the right of a column: texts or dates, and no figure."""
    right = [block.at(row, c) for c in block.filled(row) if c > column]
    return bool(right) and all(_may_head(value) for value in right)


def _may_head(value: object) -> bool:
    if isinstance(value, (datetime.date, datetime.datetime)):
        return True
    if isinstance(value, str):
        return not is_figure(value) or is_period(value)
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 1990 <= value <= 2100


def is_figure(value: object) -> bool:
    """Return whether a cell holds a figure, as a number or as a text.

    >>> is_figure(4.1), is_figure("8.8% points"), is_figure("Essex")
    (True, True, False)
    """
    if isinstance(value, str):
        return isinstance(explain_figure(value), TextFigure)
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def headings_above(block: Block, row: int, column: int) -> list[int]:
    """Return the few rows above one that have headings to the right of a column, the nearest first."""
    return [line for line in range(row - 1, row - 1 - _HEADING_LINES, -1) if is_heading(block, line, column)]
