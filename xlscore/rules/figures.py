"""Figures with their sources: what a rule counts with, and the cell that said so.

A rule sees no sheet, yet whoever reads its answer wants to know where each figure stands: the formula that renders the
answer refers to that cell, a problem names it, and a paper quotes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Figure", "Source"]


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: the sheet's name and the cell's address.

    >>> Source("Scorecard", "E5").place
    'Scorecard!E5'
    """

    sheet: str
    cell: str

    @property
    def place(self) -> str:
        """Return the place as a problem names it."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as its cell shows it, and where it stands.

    `sound` is whether a worksheet formula would read the cell as this number: a number stored as text is read by
    people, and by us, but not by Excel's arithmetic.
    """

    value: Fraction
    source: Source
    sound: bool = True
