"""A redline's months: since when it has been deteriorating, and how it stands against the same month last year.

Source: Essex Police Balanced Scorecard, cycle 13: "continually deteriorating since July 2018, when this Redline Measure was
introduced. In July 2018, Essex were 1.0% point lower compared to their performance the previous year; Essex is now (as of
February 2019) 3.8% points lower". So a run is named by the month from which every month has been worse than the one before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.rules.redlines.scale import HeldAs, said_points
from xlscore.rules.series import Series, month_name, months_between

__all__ = ["RedlineHistory", "on_year", "said_history", "worse_since"]


@dataclass(frozen=True, slots=True)
class RedlineHistory:
    """A redline's months, in which numbers they are held, and the month in which the redline was introduced."""

    series: Series
    held_as: HeldAs = HeldAs.PLAIN
    introduced: date | None = None

    @property
    def latest(self) -> date | None:
        """Return the last month with a figure, None where there is none."""
        known = [point.month for point in self.series.points if point.value is not None]
        return known[-1] if known else None

    def value(self, month: date) -> Fraction | None:
        """Return a month's figure, None where it has none."""
        return next((point.value for point in self.series.points if point.month == month), None)


def worse_since(history: RedlineHistory, higher_is_better: bool | None) -> date | None:
    """Return the month from which every month up to the last has been worse than the one before, None where none has.

    A month that is wanting ends the run, and so does one that is as the one before. What was before the redline was
    introduced is no part of it.

    >>> from xlscore.rules.figures import Figure, Source
    >>> from xlscore.rules.series import SeriesPoint
    >>> at = Source("Redline series", "C2")
    >>> points = [SeriesPoint(date(2018, m, 1), Figure(Fraction(n), at)) for m, n in ((6, 78), (7, 80), (8, 79), (9, 77))]
    >>> worse_since(RedlineHistory(Series.of("Response", points)), True)
    datetime.date(2018, 7, 1)
    """
    latest = history.latest
    if latest is None or higher_is_better is None:
        return None
    known = [point for point in history.series.points if point.month <= latest]
    since, after = None, known[-1]
    for point in reversed(known[:-1]):
        wanting = point.value is None or months_between(point.month, after.month) != 1
        too_early = history.introduced is not None and point.month < history.introduced
        if wanting or too_early or point.value is None or after.value is None:
            break
        if point.value == after.value or (after.value > point.value) is higher_is_better:
            break
        since, after = point.month, point
    return since


def on_year(history: RedlineHistory, month: date) -> Fraction | None:
    """Return a month's figure minus that of the same month last year, None where one of them is wanting."""
    now, before = history.value(month), history.value(month.replace(year=month.year - 1))
    return None if now is None or before is None else now - before


def said_history(history: RedlineHistory, higher_is_better: bool | None) -> tuple[str, ...]:
    """Return since when a redline has been deteriorating and how it stands on the year, in sentences; none for neither."""
    latest, since = history.latest, worse_since(history, higher_is_better)
    if latest is None:
        return ()
    said = []
    if since is not None:
        every = "every month " if months_between(since, latest) > 1 else ""
        said.append(f"It has deteriorated {every}since {month_name(since)}{_when(history, since)}.")
    months = dict.fromkeys((since, latest)) if since is not None else (latest,)
    gaps = [(month, gap) for month in months if month and (gap := on_year(history, month)) is not None]
    if gaps:
        said.append(f"{_on_year(history, gaps)}.")
    return tuple(said)


def _when(history: RedlineHistory, since: date) -> str:
    if since == history.introduced:
        return ", when this redline was introduced"
    return ", when its months begin" if since == history.series.points[0].month else ""


def _on_year(history: RedlineHistory, gaps: list[tuple[date, Fraction]]) -> str:
    """Return the gaps to the same month last year, each with its month."""
    parts = []
    for number, (month, gap) in enumerate(gaps):
        by = f"{said_points(gap, history.held_as)} {'higher' if gap > 0 else 'lower'}" if gap else "as it was"
        than = "" if number else " than a year before" if gap else " a year before"
        parts.append(f"in {month_name(month)}{'' if number else ' it was'} {by}{than}")
    words = ", and ".join(parts)
    return f"{words[0].upper()}{words[1:]}"
