"""What a file came to: its counts, what was left out and why, what is not known; every row of it is in exactly one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from xlscore.rules.problems import Problem

__all__ = ["Counts", "FileCounts", "Left", "Mark", "Published", "Release", "said_count"]

Mark = tuple[str, str, date]
"""A measure, a place ("" for the force), and the first day of a month, or a day."""
Counts = Mapping[Mark, Fraction]


class Left(StrEnum):
    """Why a row was left out; there are no other words for it."""

    DATE = "date"
    FUTURE = "future"
    TOTAL = "total"
    NO_MONTH = "no month"
    DUPLICATE = "duplicate"
    NO_COUNT = "no count"
    KEPT_OUT = "kept out"


@dataclass(frozen=True, slots=True)
class Release:
    """Which release a file is: its name, and the day or month by which two releases are put in order."""

    name: str
    order: date


@dataclass(frozen=True, slots=True)
class Published:
    """A figure that somebody published for more than a month, a quarter or a year: it is in no series of months."""

    measure: str
    place: str
    """"" for the own force."""
    publisher: str
    release: str
    first: date
    """The first day of its first month."""
    last: date
    """The first day of its last month."""
    value: Fraction
    is_leaf: bool = True
    """Whether no other figure of the release is a part of it, so that it is in the sum of the file's counts."""


@dataclass(frozen=True)
class FileCounts:
    """A file read: leaf counts by month and, where rows have dates, by day; and what became of each of its rows.

    `rows` = `counted` + the sum of `left_out` + `unknown`.
    """

    file: str
    """Its name as it is told; in an archive with the archive's name before it."""
    kind: str
    rows: int
    counted: int
    left_out: Mapping[Left, int]
    unknown: int
    months: Counts
    covered: tuple[date, ...]
    """The months that the file covers, by their first days: a measure and place that it names has 0 where it has no row."""
    release: Release
    is_table: bool = False
    """Whether it is a table of counts with a figure for each month: then it names only the pairs of measure and place that it
    has a row of. Else its rows are single cases, and it names every measure of its own in every place of its own."""
    days: Counts = field(default_factory=dict)
    part: Mapping[date, date] = field(default_factory=dict)
    """The last day of a month that is cut short."""
    parents: Mapping[str, str] = field(default_factory=dict)
    """What a measure is a part of, where the file says so (a major above its minor types)."""
    sums: Counts = field(default_factory=dict)
    """The file's own figures of parents (totals, All crime, an area above others): compared, never written."""
    silent: frozenset[Mark] = frozenset()
    """Where the file says that it has no figure (N/A, two dots), or one that cannot be read: what stands there stays, and is no 0."""
    published: tuple[Published, ...] = ()
    """Its figures for more than a month: they stand beside the own ones in *Published*, and are in no series."""
    unknown_measures: Mapping[str, int] = field(default_factory=dict)
    unknown_places: Mapping[str, int] = field(default_factory=dict)
    short: Fraction | None = None
    """What the rows that nobody knows hold, which is in no sum; None for figures of more than a month."""
    has_references: bool = False
    """Whether its rows bear references, so that two files of one month cannot count one crime twice unseen."""
    said: tuple[str, ...] = ()
    """What is left aside by nature, in sentences: sheets, columns that are no month, notes, hidden rows that count."""
    problems: tuple[Problem, ...] = ()
    """What can change a count; its sheet is the file's name, its cell the line or the cell."""

    @property
    def total(self) -> Fraction:
        """Return the sum of its counts."""
        parts = (figure.value for figure in self.published if figure.is_leaf)
        return sum(self.months.values(), Fraction(0)) + sum(parts, Fraction(0))


def said_count(value: Fraction) -> str:
    """Return a count as a sentence says it.

    >>> said_count(Fraction(12345)), said_count(Fraction(5, 2))
    ('12,345', '2.5')
    """
    return f"{value.numerator:,}" if value.denominator == 1 else f"{float(value):,}"
