"""Where the year will end for every series of a workbook, with a range learnt from the workbook's own past years.

Every past year of every series is projected again with what was known then (`statistics.backtest`); by how much those
projections missed after as many months as are known now is this year's range. Where the workbook has too few years for that, the range is what such
projections miss by as a rule (`statistics.spread.TYPICAL`), and the method says so.

A series can be projected by the share of the same months instead (`statistics.projection`), whose range is what the series' own years differ by.
The share knows no break within the year: such a year is projected by the level, which begins anew, and the method says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.sharing import breaks_within, year_by_share
from xlscore.rules.monthly.year_to_date import Counts
from xlscore.rules.monthly.years import MONTHS, ReportingYear
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import months_between, months_from, months_later
from xlscore.rules.statistics.backtest import PastSeries, Trial, scores, trials
from xlscore.rules.statistics.level import (
    SEASON_YEARS,
    LatestLevel,
    LevelRule,
    latest_level,
    past_years,
    usual_seasons,
)
from xlscore.rules.statistics.projection import Course, Method, Projection, course
from xlscore.rules.statistics.spread import TYPICAL, Spread, learnt_spread, range_of

__all__ = ["ENOUGH_TRIALS", "Lesson", "Projected", "Subject", "learn", "past_of", "project"]

ENOUGH_TRIALS: Final = 30
"""From so many past projections on a range is learnt from them."""

_LEAST_HISTORY: Final = 2 * MONTHS


class LearntFrom(StrEnum):
    """Where a range comes from."""

    OWN_YEARS = "range from this workbook's past years"
    DIFFERING = "range from how these differ"
    TYPICAL = "range as usual for such series"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What past projections after as many months teach: their spread, whose they were, and by how much they missed on average."""

    spread: Spread
    source: LearntFrom
    error: float | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A series to be projected: a measure in a place, its months, and those of the series that it is a part of."""

    measure: str
    place: str
    counts: Counts
    parent: Counts | None = None
    restarts: date | None = None
    """The month from which the level counts, after a break or a step change."""
    method: Method = Method.LEVEL


@dataclass(frozen=True, slots=True)
class Projected:
    """A series' year: recorded so far, its projected end with a range, and how that was done; why not, where it was not."""

    projection: Projection | None
    method: str
    why_not: str = ""
    seasons: tuple[float, ...] = ()
    """What each month of the year usually is of an average month, from the year's first."""

    def verdict(self, target: Fraction | None, at_least: bool = False) -> Course | None:
        """Return whether a target will be met, None without a target or a projection."""
        if target is None or self.projection is None:
            return None
        return course(self.projection, target, at_least)


def past_of(subjects: Sequence[Subject], year: ReportingYear) -> list[PastSeries]:
    """Return the whole past years of each series before this one, with its parent's where that has them all."""
    found = []
    for subject in subjects:
        months = _before(subject.counts, year.first)
        whole = _whole_years(months)
        parents = _whole_years(_before(subject.parent, year.first)) if subject.parent else ()
        if len(whole) > 2:
            parents = parents[-len(whole) :] if len(parents) >= len(whole) else ()
            found.append(PastSeries(whole, parents, subject.method))
    return found


def learn(past: Sequence[PastSeries], year: ReportingYear, rule: LevelRule) -> Mapping[Method, Lesson]:
    """Return for each method what its projections of past years after as many months as are known of this one teach."""
    usual = Lesson(TYPICAL, LearntFrom.TYPICAL)
    made: list[Trial] = [] if year.known >= MONTHS else trials(past, rule, [year.known])
    by_method = {
        method: [trial for trial in made if (trial.by_share is not None) is (method is Method.SHARE)]
        for method in Method
    }
    errors = {
        method: scored[0].error
        for method, mine in by_method.items()
        if len(mine) >= ENOUGH_TRIALS and (scored := scores(mine))
    }
    if len(made) >= ENOUGH_TRIALS:
        usual = Lesson(learnt_spread([trial.outcome for trial in made]), LearntFrom.OWN_YEARS)
    return {
        Method.LEVEL: replace(usual, error=errors.get(Method.LEVEL)),
        Method.SHARE: replace(usual, source=LearntFrom.DIFFERING, error=errors.get(Method.SHARE)),
    }


def project(
    subject: Subject,
    year: ReportingYear,
    lessons: Mapping[Method, Lesson],
    confidence: float,
    rule: LevelRule,
) -> Projected:
    """Return a series' projected year.

    >>> counts = {date(2017 + m // 12, m % 12 + 1, 1): Fraction(10) for m in range(30)}
    >>> year, rule = ReportingYear.of(date(2019, 6, 1), 1), LevelRule(0.85, 1000)
    >>> found = project(Subject("Robbery", "", counts), year, learn([], year, rule), 0.8, rule)
    >>> round(float(found.projection.total), 6), found.method
    (120.0, 'level over 2 years of seasons; range as usual for such series')
    """
    history, months = _before(subject.counts, year.first), _months(subject.counts, year)
    years = past_years(history)
    try:
        if all(month is None for month in months):
            raise RuleError(Trouble.MISSING, "There is no month of this year yet.")
        if len(history) < _LEAST_HISTORY:
            raise RuleError(
                Trouble.MISSING, f"It has {len(history)} months before this year, and a projection needs 24."
            )
        if subject.method is Method.SHARE and not breaks_within(subject.restarts, year):
            shared = year_by_share(subject.counts, year, subject.restarts, confidence)
            lesson = lessons[Method.SHARE]
            return Projected(
                shared.projection, shared.method(lesson.source.value, lesson.error), seasons=shared.seasons
            )
        parents = past_years(_before(subject.parent, year.first)) if subject.parent else []
        seasons = usual_seasons(years, parents[-len(years) :] if len(parents) >= len(years) else [], rule)
        level = latest_level(history, months, seasons, rule, since=_since(subject, year))
    except RuleError as error:
        return Projected(None, "", str(error))
    lesson = lessons[Method.LEVEL]
    return Projected(
        _projection(level, subject.counts, year, lesson.spread, confidence),
        _method(len(years), subject, lesson),
        seasons=seasons,
    )


def _projection(
    level: LatestLevel, counts: Counts, year: ReportingYear, spread: Spread, confidence: float
) -> Projection:
    so_far = sum((counts[month] for month in year.months if month in counts), Fraction(0))
    if all(month in counts for month in year.every_month) and year.known == MONTHS:
        return Projection(so_far, so_far, so_far, so_far)
    low, high = range_of(level, spread, confidence)
    return Projection(so_far, Fraction(level.total), Fraction(low), Fraction(high))


def _method(years: int, subject: Subject, lesson: Lesson) -> str:
    restarted = ", from the latest break on" if subject.restarts is not None else ""
    few = f"level over {years} years of seasons" if years < SEASON_YEARS else "level over usual seasons"
    broken = ", as the share knows no break within the year" if subject.method is Method.SHARE else ""
    missed = "" if lesson.error is None else f", which it missed by {lesson.error:.0%} on average"
    return f"{few}{restarted}{broken}; {lesson.source.value}{missed}"


def _since(subject: Subject, year: ReportingYear) -> int | None:
    if subject.restarts is None:
        return None
    known = [month for month in year.months if month in subject.counts]
    last = known[-1] if known else months_later(year.first, -1)
    return max(0, months_between(subject.restarts, last) + 1)


def _months(counts: Counts, year: ReportingYear) -> list[float | None]:
    return [_plain(counts, month) if month <= year.to else None for month in year.every_month]


def _plain(counts: Counts, month: date) -> float | None:
    return to_float(counts[month]) if month in counts else None


def _before(counts: Mapping[date, Fraction] | None, first: date) -> list[float | None]:
    """Return the months before a year from the first known one, a missing one as None."""
    if not counts:
        return []
    return [_plain(counts, month) for month in months_from(min(counts), months_later(first, -1))]


def _whole_years(months: Sequence[float | None]) -> tuple[tuple[float, ...], ...]:
    """Return the years at the end of a history that have all their months and none below zero, oldest first."""
    found: list[tuple[float, ...]] = []
    for start in range(len(months) - MONTHS, -1, -MONTHS):
        year = [value for value in months[start : start + MONTHS] if value is not None]
        if len(year) < MONTHS or min(year) < 0:
            break
        found.append(tuple(year))
    return tuple(reversed(found))
