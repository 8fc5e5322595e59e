"""On which paper a sheet prints: A4 where its letters stay readable, A3 where they must be larger, and which way round."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["A3", "A4", "MARGINS", "SheetPaper", "best_page", "points_wide"]

MARGINS: Final = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}
"""In inches, as the workbook's files hold them."""
_POINTS_PER_INCH: Final = 72
A4, A3 = 9, 8
_SIDES: Final = {A4: (595.3, 841.9), A3: (841.9, 1190.6)}
"""The short and the long side of each paper, in points; papers are numbered as Excel numbers them."""
SMALLEST: Final = 0.57
"""How much a sheet may be shrunk: its letters, of 10 points, are still read at 5.7."""


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """How a sheet prints: the paper, which way round, how much it is shrunk, and whether to fit it into one page."""

    paper: int
    landscape: bool
    scale: float
    squeezed: bool


def points_wide(letters: float) -> float:
    """Return how wide a column of so many letters is, in points.

    >>> points_wide(10)
    56.25
    """
    return (letters * 7 + 5) * 0.75


def best_page(widths: Sequence[float], height: float, paper: int | None = None) -> SheetPaper:
    """Return how sheets of these widths and this height, in points, print best.

    On the paper that is asked for, else the smallest that leaves them readable; that way round which takes the fewest pages, shrinks
    them least and then leaves the least of the last one blank. What is a little too high is fitted in.

    >>> best_page([500], 730).landscape, best_page([1100], 300).paper, best_page([1500], 600).paper
    (False, 9, 8)
    """
    ways = [
        [_on(size, landscape, max(widths), height) for landscape in (True, False)]
        for size in ((A4, A3) if paper is None else (paper,))
    ]
    readable = [way for size in ways if (way := [one for one in size if one[1].scale >= SMALLEST])]
    return min(readable[0] if readable else ways[-1][:1], key=lambda way: way[0])[1]


def _on(
    paper: int, landscape: bool, width: float, height: float
) -> tuple[tuple[int, float, float], SheetPaper]:
    """Return how good a page is, the less the better, and the page."""
    short, long = _SIDES[paper]
    across, down = (long, short) if landscape else (short, long)
    wide = across - (MARGINS["left"] + MARGINS["right"]) * _POINTS_PER_INCH
    tall = down - (MARGINS["top"] + MARGINS["bottom"]) * _POINTS_PER_INCH
    scale = min(1.0, wide / width)
    whole = min(scale, tall / height)
    squeezed = whole < scale and whole >= SMALLEST
    if squeezed:
        scale = whole
    pages = math.ceil(height * scale / tall - 1e-9)
    blank = 1 - height * scale / (tall * pages)
    return (pages, -round(scale, 1), blank), SheetPaper(paper, landscape, scale, squeezed)
