"""How wide the columns of a paper's tables have to be, so that no word is broken, and how many of them a page holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["LETTERS_POINTS", "SIDES_MM", "SIDEWAYS_MM", "UPRIGHT_MM", "least_width", "shared_out", "smaller"]

LETTERS_POINTS: Final = 9.0
"""The size of the letters in a table where the template says nothing else."""
_SMALLER_POINTS: Final = 8.0
"""Letters are that small before a table becomes two."""
SIDES_MM: Final = 4.2
"""What a cell keeps free on both sides, and a little for letters that print wider."""
UPRIGHT_MM: Final = 170.0
"""The width of the text of an upright A4 page with margins of 20 mm."""
SIDEWAYS_MM: Final = 257.0
"""The same of a page that lies sideways."""
_LONGEST_WORD_MM: Final = 35.0
"""A longer word, such as a link, is broken: it would leave the other columns no room."""


def least_width(plain: Iterable[str], bold: Iterable[str] = ()) -> float:
    """Return how wide a column of these texts has to be, in millimetres, for its longest word to stand in one line.

    >>> least_width(["Requires Improvement"]) == least_width(["Improvement"]) < least_width([], ["Improvement"])
    True
    """
    from xlscore.tubemap.geometry.fonts import text_width

    words = [(word, False) for text in plain for word in text.split()]
    words += [(word, True) for text in bold for word in text.split()]
    longest = max((text_width(word, LETTERS_POINTS, strong) for word, strong in words), default=0.0)
    return min(longest, _LONGEST_WORD_MM) + SIDES_MM


def smaller(width: float) -> float:
    """Return a column's width where the letters are as small as they get before a table becomes two."""
    return (width - SIDES_MM) * _SMALLER_POINTS / LETTERS_POINTS + SIDES_MM


def shared_out(widths: Sequence[float], room: float) -> list[int]:
    """Return how many columns each of the fewest tables has that hold them in their order, as evenly as that goes.

    >>> shared_out([20] * 14, 200), shared_out([20] * 9, 200), shared_out([30, 10, 10, 300], 50)
    ([7, 7], [9], [3, 1])
    """
    fewest = _filled(widths, room)
    return next(
        filled
        for cap in range(1, round(room) + 2)
        if len(filled := _filled(widths, min(float(cap), room))) == len(fewest)
    )


def _filled(widths: Sequence[float], room: float) -> list[int]:
    """Return how many columns stand in each table where each is filled before the next one is begun."""
    counts, free = [0], room
    for width in widths:
        if width > free and counts[-1]:
            counts.append(0)
            free = room
        counts[-1] += 1
        free -= width
    return counts
