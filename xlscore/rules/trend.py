"""The rolling 3-month trend and the level of control, as the threat/impact scorecard shows them.

Source: Leicestershire threat/impact scorecard, October 2013; the tolerance inside which a trend is flat is ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.spc import Chart

__all__ = ["ControlLevel", "Trend", "control_level", "rolling_trend"]

_MONTHS: Final = 3


class Trend(StrEnum):
    """The scorecard's arrows."""

    UP = "▲"
    DOWN = "▼"
    FLAT = "◄►"


class ControlLevel(StrEnum):
    """Whether the latest month is more than the chart's ordinary ups and downs."""

    CONTROLLED = "Controlled"
    INCREASING = "Increasing"
    DECREASING = "Decreasing"


def rolling_trend(series: Sequence[Fraction | None], tolerance: Fraction) -> Trend:
    """Return the arrow for the latest three months against the three before.

    A change of no more than `tolerance` of the earlier three is flat; after three months of nothing any event is a
    rise. Missing months do not take part: the latest six values count.

    >>> rolling_trend([Fraction(n) for n in (10, 10, 10, 11, 10, 10)], Fraction(5, 100)).value
    '◄►'
    >>> rolling_trend([Fraction(n) for n in (10, 10, 10, 12, 10, 10)], Fraction(5, 100)).value
    '▲'
    """
    if tolerance < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "The tolerance cannot be negative.")
    known = [value for value in series if value is not None]
    if len(known) < 2 * _MONTHS:
        raise RuleError(Trouble.MISSING, f"A 3-month trend takes six months; there are {len(known)}.")
    latest = sum(known[-_MONTHS:], Fraction(0))
    before = sum(known[-2 * _MONTHS : -_MONTHS], Fraction(0))
    change = latest - before
    if abs(change) <= tolerance * abs(before):
        return Trend.FLAT
    return Trend.UP if change > 0 else Trend.DOWN


def control_level(chart: Chart) -> ControlLevel:
    """Return the level of control: the latest month signalling high is Increasing, low is Decreasing.

    >>> from xlscore.rules.statistics.spc import Options, control_chart
    >>> options = Options(screen=True, limit=2.66, run=7)
    >>> control_level(control_chart([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 16], options=options)).value
    'Increasing'
    """
    if chart.last_side == 0:
        return ControlLevel.CONTROLLED
    return ControlLevel.INCREASING if chart.last_side > 0 else ControlLevel.DECREASING
