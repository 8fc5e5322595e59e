"""Figures with their sources: what a rule counts with, and the cell that said so.

A rule sees no sheet, yet whoever reads its answer wants to know where each figure stands: the formula that renders the
answer refers to that cell, a problem names it, and a paper quotes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from xlscore.rules.figures_units import Unit

__all__ = ["Blank", "Entry", "Figure", "NoFigure", "Source", "TextFigure", "Unread"]


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
class TextFigure:
    """A figure as its text says it. A percentage is a fraction (51.2 % is 0.512), points are a hundredth each."""

    value: Fraction
    scale: int
    """What the written number was multiplied by: 1,000 for "12k", 1 for most."""
    unit: Unit | None = None
    words: str = ""
    """The unit as written, "" for none."""
    per: int | None = None
    """The base of a rate: 1,000 in "per 1,000 pop."."""
    data_to: date | None = None
    """The first day of the month that the data go up to."""
    of: int | None = None
    """How many there are, where a position says so: "8 out of 8"."""
    tied: bool = False
    """Whether a position is shared: "=4"."""
    note: str = ""
    """What else stands beside the figure in words: "provisional"."""
    typed: str = ""
    """The whole text with its spaces in order, as a paper quotes it."""


@dataclass(frozen=True, slots=True)
class NoFigure:
    """Why a text is no figure, in a clause; `missing` is whether it says that there is none."""

    why: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as its cell shows it, and where it stands.

    Two things read the cell again when a formula stands on it. `sound` is whether the worksheet functions of ours read
    the same number there, which they do of every text that is a figure to us; `native` is whether Excel's own arithmetic
    does, to which a text is none.
    """

    value: Fraction
    source: Source
    sound: bool = True
    held: float | None = None
    """The number to its last binary digit, where the cell holds more than it shows: statistics count with that."""
    native: bool = True
    text: TextFigure | None = None
    """What else the cell says where it is a text: unit, scale and date, the form of a position."""

    @property
    def unit(self) -> str:
        """Return the unit as the cell writes it, "" where it writes none.

        >>> Figure(Fraction(4), Source("MSG", "C2")).unit
        ''
        """
        return "" if self.text is None else self.text.words

    @property
    def data_to(self) -> date | None:
        """Return the first day of the month that the cell says its data go up to, None where it does not say."""
        return None if self.text is None else self.text.data_to

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
