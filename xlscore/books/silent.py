"""Sheets with figures of which nothing is read, so that nobody takes silence for having been understood."""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice
from typing import Any, Final

from xlscore.books.tables.blocks import Block, Reading

__all__ = ["silent_sheets"]

_OF_CHARTS: Final = ("Chart data", "Explorer data", "Page data")
"""What the titles of sheets begin with on which the product keeps the steps of its charts."""
_ENOUGH: Final = 2
"""So many rows with so many figures in each are figures that somebody keeps; a list that is numbered has one a row."""


def silent_sheets(reading: Reading, told: Collection[str]) -> tuple[str, ...]:
    """Return the names of the sheets that hold rows of figures and of which nothing is told."""
    return tuple(
        block.sheet
        for block in reading.blocks
        if block.visible and block.sheet not in told and not _is_own(block) and _holds_figures(block)
    )


def _is_own(block: Block) -> bool:
    first = next(iter(block.filled_rows), block.top)
    title = next((each for each in block.row(first) if isinstance(each, str)), "")
    return title.startswith(_OF_CHARTS)


def _holds_figures(block: Block) -> bool:
    if len(block.times_filled) < _ENOUGH:
        return False
    rows = (row for row in block.filled_rows if sum(map(_is_figure, block.row(row))) >= _ENOUGH)
    return len(list(islice(rows, _ENOUGH))) == _ENOUGH


def _is_figure(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
