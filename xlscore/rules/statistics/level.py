"""Where a year will end by its latest level: the level of recent months over the usual seasons, carried to the year's end.

A share of one to three months is a noisy divisor: the chance of one April is multiplied by twelve. The level rests on the
36 months that an officer has anyway: each weighs λ times the one after it (a discounted Poisson model of level × month,
in closed form), and the months to come are the level × their seasons. On fourteen years of London's boroughs its mean error over
the year is four fifths of × 12/n's, and smaller than the seasonal share's at every size (`benchmarks/bench_month.py`).

Seasons are those of the three years before. A small series has too few crimes to show its own, so it borrows its parent's,
as if it had seen so many more crimes a year in the parent's months. After a break nothing before counts for the level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.floats import finite, total

if TYPE_CHECKING:
    from xlscore.rules.policy import Policy

__all__ = [
    "LEVEL_MONTHS",
    "MONTHS",
    "SEASON_YEARS",
    "LatestLevel",
    "LevelRule",
    "latest_level",
    "past_years",
    "usual_seasons",
]

MONTHS: Final = 12

LEVEL_MONTHS: Final = 36
"""How many months the level looks back on; at λ 0.85 the oldest of them weighs 0.3 %."""

SEASON_YEARS: Final = 3
"""Of how many years before the usual seasons are."""

_LEAST_YEARS: Final = 2

Month = float | None


@dataclass(frozen=True, slots=True)
class LevelRule:
    """What a month weighs against the month after it (λ), and how many crimes a year of its parent's seasons a series takes.

    As the Policy has them: chosen on 2015/16–2018/19 of London's boroughs alone.
    """

    keep: float
    borrowed: float

    @classmethod
    def of(cls, policy: Policy) -> LevelRule:
        """Return the rule that a policy asks for."""
        return cls(policy.projection_keep, policy.projection_borrowed)


@dataclass(frozen=True, slots=True)
class LatestLevel:
    """What a year's months so far say of its end: recorded, still to come, and how many crimes the level rests on."""

    so_far: float
    rest: float
    rests_on: float

    @property
    def total(self) -> float:
        """Return the year's projected total."""
        return self.so_far + self.rest


def past_years(history: Sequence[Month]) -> list[list[float]]:
    """Return the latest complete years of a history that ends with a year, oldest first, three at the most.

    A year with a month missing shows no seasons and is left out.

    >>> past_years([None, *[1.0] * 12, *[2.0] * 12])[-1][:3], len(past_years([1.0] * 60))
    ([2.0, 2.0, 2.0], 3)
    """
    years = []
    for start in range(len(history) - MONTHS, -1, -MONTHS)[:SEASON_YEARS]:
        months = [value for value in history[start : start + MONTHS] if value is not None]
        if len(months) == MONTHS:
            years.append(months)
    return years[::-1]


def usual_seasons(
    years: Sequence[Sequence[float]], parents: Sequence[Sequence[float]], rule: LevelRule
) -> tuple[float, ...]:
    """Return what each month of a year usually is of an average month, 1 being the average.

    `parents` are the same years of the force or area that the series is a part of.

    >>> rule = LevelRule(keep=0.85, borrowed=1000)
    >>> usual_seasons([[1.0] * 6 + [3.0] * 6], [], rule)[0], usual_seasons([[0.0] * 12], [[1.0] * 6 + [3.0] * 6], rule)[-1]
    (0.5, 1.5)
    """
    own = [total([year[month] for year in years]) for month in range(MONTHS)]
    whole = [total([year[month] for year in parents]) for month in range(MONTHS)]
    of_parent = total(whole)
    if of_parent > 0:
        lent = rule.borrowed * len(years) / of_parent
        own = [count + lent * parent for count, parent in zip(own, whole, strict=True)]
    every = total(own)
    return tuple(MONTHS * count / every for count in own) if every > 0 else (1.0,) * MONTHS


def latest_level(
    history: Sequence[Month],
    months: Sequence[Month],
    seasons: Sequence[float],
    rule: LevelRule,
    since: int | None = None,
) -> LatestLevel:
    """Return what is recorded of a year and what is still to come.

    `history` ends with the month before the year, oldest first; `months` stand in their places, blank ones are still to
    come. A month missing in between weighs nothing. `since` is how many of the latest months (counted to the last known one)
    came after a break; the level rests on those alone.

    >>> level = latest_level([10.0] * 24, [10.0] * 6, (1.0,) * 12, LevelRule(keep=0.85, borrowed=1000))
    >>> level.so_far, round(level.rest, 6), round(level.rests_on)
    (60.0, 60.0, 66)
    """
    _check(history, months, rule.keep)
    known = max(place for place, value in enumerate(months) if value is not None) + 1 if _any(months) else 0
    run = [*history, *months[:known]][-LEVEL_MONTHS:]
    if since is not None:
        run = run[max(0, len(run) - since) :]
    crimes, room, weight = 0.0, 0.0, 1.0
    for back, value in enumerate(reversed(run)):
        if value is not None:
            crimes += weight * value
            room += weight * seasons[(known - 1 - back) % MONTHS]
        weight *= rule.keep
    if room <= 0:
        raise RuleError(Trouble.MISSING, "There is no month that a level could rest on.")
    to_come = total(
        [seasons[month] for month in range(MONTHS) if month >= len(months) or months[month] is None]
    )
    so_far = total([value for value in months if value is not None])
    return LatestLevel(so_far, finite(crimes / room * to_come), crimes)


def _any(months: Sequence[Month]) -> bool:
    return any(value is not None for value in months)


def _check(history: Sequence[Month], months: Sequence[Month], keep: float) -> None:
    if len(months) > MONTHS:
        raise RuleError(Trouble.OUT_OF_RANGE, f"A year has {MONTHS} months; there are {len(months)}.")
    if any(value is not None and value < 0 for value in (*history, *months)):
        raise RuleError(Trouble.OUT_OF_RANGE, "A month's count cannot be negative.")
    if not 0 < keep <= 1:
        raise RuleError(Trouble.OUT_OF_RANGE, "What a month weighs against the next lies between 0 and 1.")
    if len(past_years(history)) < _LEAST_YEARS:
        raise RuleError(
            Trouble.MISSING,
            "A projection by the level needs the 24 months before the year; give them, or choose the share.",
        )
