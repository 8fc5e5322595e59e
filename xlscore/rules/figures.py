"""Figures with their sources: what a rule counts with, and the cell that said so.

A rule sees no sheet, yet whoever reads its answer wants to know where each figure stands: the formula that renders the
answer refers to that cell, a problem names it, and a paper quotes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

__all__ = ["Blank", "Entry", "Figure", "Source", "Unread"]


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
    held: float | None = None
    """The number to its last binary digit, where the cell holds more than it shows: statistics count with that."""

    @property
    def plain(self) -> float:
        """Return the number as statistics count with it, in floating point.

        >>> Figure(Fraction(1, 4), Source("Series", "C2")).plain
        0.25
        """
        return float(self.value) if self.held is None else self.held


@dataclass(frozen=True, slots=True)
class Blank:
    """A cell that holds no figure yet, or a mark that there is none (N/A, a dash)."""

    source: Source


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that holds something else than the figure that belongs there; what it holds is a problem of its own."""

    source: Source


Entry: TypeAlias = Figure | Blank | Unread | None
"""What stands where a figure belongs; None where the table has no column for it."""
