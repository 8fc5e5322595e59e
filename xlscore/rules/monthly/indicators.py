"""Indicators of a plan: which way each travels, how far it is from the group, green shoots, and a priority's picture.

Source: Essex Police performance board minutes, 2019: the indicators of each priority with their direction of travel ("all
stable but Priority 7 improving"), the difference to the Most Similar Group as a percentage, and green shoots: recent positive
movement that does not show in the whole year yet. The direction is what a control chart says of the last month. A green shoot
is a last quarter that is better than the same three months a year before, while the year is worse than the one before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.policy import Policy
from xlscore.rules.series import months_from, months_later
from xlscore.rules.statistics.spc import Direction, Options, control_chart
from xlscore.rules.trend import ControlLevel, control_level
from xlscore.rules.words import name_key

__all__ = [
    "GreenShoots", "GroupValue", "IndicatorInputs", "IndicatorResult", "Travel", "judge_indicators", "picture_of", "travel_of",
]  # fmt: skip

_YEAR: Final = 12


class Travel(StrEnum):
    """Which way an indicator or a priority travels; rising and falling where neither way is better."""

    IMPROVING = "Improving"
    STABLE = "Stable"
    DETERIORATING = "Deteriorating"
    RISING = "Rising"
    FALLING = "Falling"
    MIXED = "Mixed"


def travel_of(level: ControlLevel, direction: Direction) -> Travel:
    """Return what a level of control means by which way is better.

    >>> [travel_of(ControlLevel.INCREASING, each).value for each in (Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL)]
    ['Improving', 'Deteriorating', 'Rising']
    """
    if level is ControlLevel.CONTROLLED:
        return Travel.STABLE
    rising = level is ControlLevel.INCREASING
    if direction is Direction.NEUTRAL:
        return Travel.RISING if rising else Travel.FALLING
    return Travel.IMPROVING if rising is (direction is Direction.HIGHER) else Travel.DETERIORATING


@dataclass(frozen=True, slots=True)
class GroupValue:
    """The own figure and the group's average in one unit."""

    own: Fraction
    average: Fraction
    month: date | None = None
    """The month to which both are, where that is said."""
    before: Fraction | None = None
    """The group's average of as long a period that ended a year before."""

    @property
    def change(self) -> Fraction | None:
        """Return the change of the group's own average on a year before as a fraction, None where nobody knows.

        >>> GroupValue(Fraction(6), Fraction(5), before=Fraction(4)).change
        Fraction(1, 4)
        """
        return (self.average - self.before) / abs(self.before) if self.before else None

    @property
    def difference(self) -> Fraction | None:
        """Return the difference as a fraction of the group's, None where that is nothing.

        >>> GroupValue(Fraction(6), Fraction(5)).difference
        Fraction(1, 5)
        """
        return (self.own - self.average) / abs(self.average) if self.average else None


@dataclass(frozen=True, slots=True)
class GreenShoots:
    """How the latest months and the last twelve stand against those a year before, as fractions of them."""

    recent: Fraction
    year: Fraction
    found: bool
    """Whether the latest are better and the twelve worse."""
    months: int
    """How many are the latest."""


@dataclass(frozen=True, slots=True)
class IndicatorInputs:
    """An indicator as read: its priority, its months, which way is better, the group where the workbook has it."""

    priority: str
    indicator: str
    months: Mapping[date, Fraction]
    direction: Direction | None
    """None where nobody says which way is better."""
    group: GroupValue | None = None
    shoots: str = ""
    """The officer's own words on green shoots."""


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """What an indicator comes to; None is what cannot be said."""

    inputs: IndicatorInputs
    to: date | None = None
    value: Fraction | None = None
    """The figure of the last month."""
    travel: Travel | None = None
    difference: Fraction | None = None
    shoots: GreenShoots | None = None
    why_not: str = ""
    """Why no direction can be said."""


def judge_indicators(rows: Sequence[IndicatorInputs], policy: Policy) -> tuple[IndicatorResult, ...]:
    """Return what each indicator comes to.

    >>> months = {date(2018 + n // 12, n % 12 + 1, 1): Fraction(100 + n % 3 - 40 * (n > 22)) for n in range(24)}
    >>> (found,) = judge_indicators([IndicatorInputs("1", "Burglary", months, Direction.LOWER)], Policy())
    >>> found.value, found.travel.value
    (Fraction(62, 1), 'Improving')
    """
    return tuple(_judge(row, policy) for row in rows)


def _judge(row: IndicatorInputs, policy: Policy) -> IndicatorResult:
    difference = None if row.group is None else row.group.difference
    if not row.months:
        return IndicatorResult(row, difference=difference, why_not="It has no month with a figure.")
    last = max(row.months)
    travel, why_not = None, ""
    if row.direction is None:
        why_not = "Nobody says which way is better."
    elif len(row.months) < policy.spc_fewest:
        why_not = f"It has {len(row.months)} of the {policy.spc_fewest:g} months that a control chart needs."
    else:
        chart = control_chart(_values(row.months), row.direction, options=Options.of(policy))
        travel = travel_of(control_level(chart), row.direction)
    shoots = (
        None if row.direction in (None, Direction.NEUTRAL) else _shoots(row, last, int(policy.shoots_months))
    )
    return IndicatorResult(row, last, row.months[last], travel, difference, shoots, why_not)


def _values(months: Mapping[date, Fraction]) -> list[float | None]:
    """Return the figures in order of time; a month that is wanting keeps its place."""
    every = (months.get(month) for month in months_from(min(months), max(months)))
    return [None if value is None else to_float(value) for value in every]


def _shoots(row: IndicatorInputs, last: date, latest: int) -> GreenShoots | None:
    recent, year = _change(row.months, last, latest), _change(row.months, last, _YEAR)
    if recent is None or year is None:
        return None
    better = 1 if row.direction is Direction.HIGHER else -1
    return GreenShoots(recent, year, recent * better > 0 > year * better, latest)


def _change(months: Mapping[date, Fraction], last: date, number: int) -> Fraction | None:
    """Return the change of the last so many months on those a year before, None where one is wanting or that was nothing."""
    now = [months.get(months_later(last, -each)) for each in range(number)]
    then = [months.get(months_later(last, -each - _YEAR)) for each in range(number)]
    if None in now or None in then:
        return None
    total, before = (sum((each or Fraction(0) for each in values), Fraction(0)) for values in (now, then))
    return (total - before) / abs(before) if before else None


def picture_of(results: Sequence[IndicatorResult]) -> dict[str, Travel | None]:
    """Return which way each priority travels by its indicators, in their order: mixed where some improve and others deteriorate.

    Stable ones do not count against those that move; without an indicator that says anything there is no picture.

    >>> rows = [IndicatorResult(IndicatorInputs("7", name, {}, None), travel=way) for name, way in (("a", Travel.STABLE), ("b", Travel.IMPROVING))]
    >>> picture_of(rows)["7"].value
    'Improving'
    """
    names: dict[str, str] = {}
    ways: dict[str, set[Travel]] = {}
    for each in results:
        mark = name_key(each.inputs.priority)
        names.setdefault(mark, each.inputs.priority)
        ways.setdefault(mark, set())
        if each.travel is not None:
            ways[mark].add(each.travel)
    return {name: _picture(ways[mark]) for mark, name in names.items()}


def _picture(ways: set[Travel]) -> Travel | None:
    if not ways:
        return None
    moving = ways - {Travel.STABLE}
    if len(moving) > 1:
        return Travel.MIXED
    return next(iter(moving), Travel.STABLE)
