"""Which columns of a table are parts of another: a column is the sum of those behind it, in all rows but a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

__all__ = ["parts_of_columns"]

_MOST_WRONG: Final = Fraction(1, 5)
"""In so many of the rows a figure may be wrong and its column still be a sum."""
_FEWEST: Final = 100
"""Of a table of fewer figures than five rows a sum under this may be one by chance."""
_ROWS: Final = 5

Column = Sequence[Fraction | None]


def parts_of_columns(columns: Sequence[Column]) -> Mapping[int, tuple[int, ...]]:
    """Return the columns that add others up, each with its parts, which stand behind it as published tables have them.

    >>> all_, theft, bicycle, other, drugs = ([Fraction(n * row) for row in range(10, 16)] for n in (9, 5, 2, 3, 4))
    >>> parts_of_columns([all_, theft, bicycle, other, drugs])
    {1: (2, 3), 0: (1, 4)}
    """
    found: dict[int, tuple[int, ...]] = {}
    top: list[int] = []
    for at in range(len(columns) - 1, -1, -1):
        taken = _parts(columns, at, top)
        if taken:
            found[at] = tuple(top[:taken])
            del top[:taken]
        top.insert(0, at)
    return found


def _parts(columns: Sequence[Column], at: int, behind: Sequence[int]) -> int:
    """Return how many of the columns behind one add up to it, 0 where none do."""
    own = columns[at]
    sums: list[Fraction | None] = [Fraction(0)] * len(own)
    for number, column in enumerate(behind, 1):
        sums = [
            None if total is None or value is None else total + value
            for total, value in zip(sums, columns[column], strict=True)
        ]
        told = [
            (value, total)
            for value, total in zip(own, sums, strict=True)
            if value is not None and total is not None
        ]
        wrong = sum(value != total for value, total in told)
        if number > 1 and told and _is_sure(told) and wrong <= len(told) * _MOST_WRONG:
            return number
    return 0


def _is_sure(told: Sequence[tuple[Fraction, Fraction]]) -> bool:
    return len(told) >= _ROWS or max(value for value, _ in told) >= _FEWEST
