"""Monthly series by date: what trend, control chart and projection read, and the cell of every figure.

A month is known by its date, never by its place: columns may stand newest first or out of order, with totals between
them. A month without a figure keeps its place, so that nothing is counted across it as if months were neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from xlscore.rules.figures import Blank, Figure, Source, Unread
from xlscore.rules.problems import RuleError, Trouble

__all__ = [
    "Series",
    "SeriesPoint",
    "month_name",
    "months_between",
    "months_from",
    "months_later",
    "months_missing",
    "next_month",
]

_YEAR = 12
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def month_name(month: date) -> str:
    """Return a month as a sentence names it, whatever the machine's language.

    >>> month_name(date(2024, 4, 1))
    'Apr 2024'
    """
    return f"{_NAMES[month.month - 1]} {month.year}"


def next_month(month: date) -> date:
    """Return the first day of the month after.

    >>> next_month(date(2023, 12, 1))
    datetime.date(2024, 1, 1)
    """
    return date(month.year + month.month // _YEAR, month.month % _YEAR + 1, 1)


def months_later(month: date, by: int) -> date:
    """Return the first day of the month so many months later, of an earlier one where that is less than 0.

    >>> str(months_later(date(2023, 11, 1), 3)), str(months_later(date(2024, 1, 1), -1))
    ('2024-02-01', '2023-12-01')
    """
    year, number = divmod(month.year * _YEAR + month.month - 1 + by, _YEAR)
    return date(year, number + 1, 1)


def months_from(first: date, last: date) -> list[date]:
    """Return every month from the first to the last, none where the last is before the first.

    >>> [str(month) for month in months_from(date(2023, 12, 1), date(2024, 1, 1))]
    ['2023-12-01', '2024-01-01']
    """
    return [months_later(first, by) for by in range(months_between(first, last) + 1)]


def months_missing(months: Iterable[date]) -> list[date]:
    """Return the months between the first and the last of some that are not among them.

    >>> [str(month) for month in months_missing([date(2024, 1, 1), date(2024, 3, 1)])]
    ['2024-02-01']
    """
    there = set(months)
    return [month for month in months_from(min(there), max(there)) if month not in there] if there else []


def months_between(first: date, last: date) -> int:
    """Return how many months lie from one to the other: 1 from a month to the next, less than 0 backwards.

    >>> months_between(date(2023, 11, 1), date(2024, 2, 1))
    3
    """
    return (last.year - first.year) * _YEAR + last.month - first.month


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A month and what its cell holds; the month is its first day."""

    month: date
    entry: Figure | Blank | Unread

    def __post_init__(self) -> None:
        if self.month.day != 1:
            raise RuleError(Trouble.OUT_OF_RANGE, f"A month is named by its first day, not by {self.month}.")

    @property
    def value(self) -> Fraction | None:
        """Return the month's figure, None where it has none that can be read."""
        return self.entry.value if isinstance(self.entry, Figure) else None

    @property
    def source(self) -> Source:
        """Return the month's cell."""
        return self.entry.source


@dataclass(frozen=True, slots=True)
class Series:
    """A measure's months in order of time, oldest first, each once; a month may be wanting.

    >>> april, june = (SeriesPoint(date(2024, m, 1), Figure(Fraction(m), Source("Series", c))) for m, c in ((4, "C2"), (6, "D2")))
    >>> Series.of("Burglary", [june, april]).values
    (Fraction(4, 1), None, Fraction(6, 1))
    """

    name: str
    points: tuple[SeriesPoint, ...]

    def __post_init__(self) -> None:
        months = [point.month for point in self.points]
        if any(later <= earlier for earlier, later in pairwise(months)):
            raise RuleError(Trouble.OUT_OF_RANGE, "A series has its months in order of time, each once.")

    @classmethod
    def of(cls, name: str, points: Iterable[SeriesPoint]) -> Series:
        """Return the series of some points in whatever order."""
        return cls(name, tuple(sorted(points, key=lambda point: point.month)))

    @property
    def slots(self) -> tuple[SeriesPoint | None, ...]:
        """Return a place for every month from the first to the last, None where a month is wanting."""
        if not self.points:
            return ()
        found = {point.month: point for point in self.points}
        return tuple(found.get(month) for month in months_from(self.points[0].month, self.points[-1].month))

    @property
    def values(self) -> tuple[Fraction | None, ...]:
        """Return the figures of all months, oldest first; a month without one keeps its place."""
        return tuple(None if point is None else point.value for point in self.slots)

    @property
    def plain_values(self) -> tuple[float | None, ...]:
        """Return the figures as statistics count with them, oldest first."""
        entries = [None if point is None else point.entry for point in self.slots]
        return tuple(entry.plain if isinstance(entry, Figure) else None for entry in entries)

    @property
    def gaps(self) -> tuple[date, ...]:
        """Return the months that are wanting between the first and the last.

        >>> months = [SeriesPoint(date(2024, m, 1), Blank(Source("Series", "C2"))) for m in (1, 4)]
        >>> [month_name(month) for month in Series.of("Burglary", months).gaps]
        ['Feb 2024', 'Mar 2024']
        """
        return tuple(months_missing(point.month for point in self.points))

    @property
    def unread(self) -> SeriesPoint | None:
        """Return the first month whose cell holds something else than a figure, None where all can be read."""
        return next((point for point in self.points if isinstance(point.entry, Unread)), None)

    @property
    def sound(self) -> bool:
        """Return whether a worksheet formula would read the same figures."""
        return all(
            isinstance(p.entry, Blank) or (isinstance(p.entry, Figure) and p.entry.sound) for p in self.points
        )
