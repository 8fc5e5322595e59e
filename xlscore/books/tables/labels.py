"""Labelled cells: a cell that says "Cycle" or "Own force", with the answer to its right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.tables.blocks import Block, is_blank, once_per_block
from xlscore.books.tables.layout import test_of_words
from xlscore.books.tables.table import shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.words import tidy

__all__ = ["Label", "find_cycle_in_text", "find_label"]

_REACH: Final = 3
_MOST_IN_A_ROW: Final = 4
"""Two labels and their answers; a row with more in it is a table's headings."""
_CYCLE: Final = re.compile(r"\bcycle\s+(?:no\.?\s*)?\d{1,3}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """What a labelled cell says, and where the answer stands."""

    text: str
    sheet: str
    row: int
    column: int


def find_label(blocks: Iterable[Block], labels: Sequence[str], *, blank: bool = False) -> Label | None:
    """Return the answer beside the first cell that carries one of the labels, or None.

    A row with more in it than two labels and their answers is a table's headings. A label written "force:" counts only
    with its colon. With `blank`, a label without an answer counts too.
    """
    for block in blocks:
        for row, column, after in _labelled(block, tuple(labels)):
            if after:
                return Label(after, block.sheet, row, column)
            filled = block.filled(row)
            answers = [c for c in range(column + 1, column + 1 + _REACH) if c in filled]
            if answers and len(filled) <= _MOST_IN_A_ROW:
                return Label(shown(block.at(row, answers[0])), block.sheet, row, answers[0])
            if blank and not answers and is_blank(block.at(row, column + 1)):
                return Label("", block.sheet, row, column + 1)
    return None


@once_per_block
def _labelled(block: Block, labels: tuple[str, ...]) -> list[tuple[int, int, str | None]]:
    """Return where the labels stand by themselves: row, column, and the text behind a colon."""
    wanted = {column_key(label) for label in labels if not label.endswith(":")}
    with_colon = {column_key(label) for label in labels}
    may_be = test_of_words(with_colon)
    told = {text for text in block.telling_texts if may_be(text.partition(":")[0])}
    found = []
    for row, _ in block.rows_with(told) if told else ():
        filled = block.filled(row)
        held = dict(zip(filled, block.held(row, filled), strict=True))
        columns = {c for c in filled if held[c] in told}
        if len(filled) > _MOST_IN_A_ROW:
            far = {c for c, after in zip(filled, [*filled[1:], math.inf], strict=True) if after > c + _REACH}
            columns = {c for c in columns if c in far or ":" in held[c]}
        for column in sorted(columns):
            text = held[column]
            before, colon, after = tidy(text).partition(":")
            if column_key(before) in (with_colon if colon else wanted):
                found.append((row, column, after.strip() if colon else None))
    return found


def find_cycle_in_text(blocks: Iterable[Block]) -> str | None:
    """Return the cycle that a title names, "Cycle 13", or None.

    >>> find_cycle_in_text([Block("Grid", 1, 1, (("Balanced scorecard, cycle 13",),))])
    'Cycle 13'
    """
    for block in blocks:
        for row in block.numbers[:6]:
            for column in block.filled(row):
                match = _CYCLE.search(shown(block.at(row, column)))
                if match:
                    return tidy(match[0]).capitalize()
    return None
