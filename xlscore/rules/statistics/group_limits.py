"""The limits beyond which each force of a group is outside of what chance explains, for a picture of the whole group.

They say just what `against_group` says of a force: its figure lies beyond its limit where that says Above or Below. Without
adjustment that is the figure from which the force's own interval no longer holds the group's pooled value, found by halving.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.expected_range import (
    RangeKind,
    check_counts,
    proportion_interval,
    rate_interval,
)
from xlscore.rules.statistics.floats import total
from xlscore.rules.statistics.funnel import Adjustment, funnel

__all__ = ["group_limits"]

_HALVINGS = 60


def group_limits(
    counts: Sequence[float],
    bases: Sequence[float],
    kind: RangeKind = RangeKind.RATE,
    adjust: Adjustment = Adjustment.NONE,
    *,
    confidence: float,
) -> list[tuple[float, float]]:
    """Return each force's lower and upper limit, in events of one person (or as a share).

    >>> lower, upper = group_limits([90, 110, 100], [1000, 1000, 1000], confidence=0.998)[0]
    >>> round(lower, 3), round(upper, 3)
    (0.07, 0.133)
    """
    check_counts(counts, bases, kind)
    pooled = total(counts) / total(bases)
    if pooled <= 0:
        raise RuleError(Trouble.MISSING, "The group has no events, so there is no range to expect.")
    if adjust is Adjustment.NONE:
        return [_own_limits(pooled, base, kind, confidence) for base in bases]
    group = funnel(counts, bases, adjust, of_parts=kind is RangeKind.PROPORTION)
    one = 1.0 if kind is RangeKind.PROPORTION else pooled
    limits = (group.limits(place, confidence) for place in range(len(counts)))
    return [(max(0.0, lower * one), upper * one) for lower, upper in limits]


def _own_limits(pooled: float, base: float, kind: RangeKind, confidence: float) -> tuple[float, float]:
    """Return the values between which a force's own interval holds the pooled value."""

    def lower_end(count: float) -> float:
        if kind is RangeKind.PROPORTION:
            return proportion_interval(min(count, base), base, confidence).lower
        return rate_interval(count, base, 1.0, confidence).lower

    def upper_end(count: float) -> float:
        if kind is RangeKind.PROPORTION:
            return proportion_interval(min(count, base), base, confidence).upper
        return rate_interval(count, base, 1.0, confidence).upper

    expected = pooled * base
    most = base if kind is RangeKind.PROPORTION else 2 * expected + 100
    above = _first(lambda count: lower_end(count) > pooled, expected, most)
    below = 0.0 if upper_end(0.0) >= pooled else _first(lambda c: upper_end(c) >= pooled, 0.0, expected)
    return below / base, above / base


def _first(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return where something begins to hold between two counts; the upper one where it never does."""
    if not holds(high):
        return high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
