"""The signals of a control chart: which points are more than chance, and which way each goes.

As NHSRplotthedots 0.2 finds them ("Making Data Count"). Four rules, the first that applies: a point *outside* the
limits; a *trend* of seven points, each strictly above (or below) the one before; *two in three* between near limit
and limit, all three on one side of the mean; a *shift* of seven points on one side. Every point of a run is a signal,
not only its last; a value on the mean, or a missing one, breaks a run.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

__all__ = ["Limits", "Signal", "find_signals"]


class Signal(str, Enum):
    """What makes a point more than chance."""

    NONE = ""
    OUTSIDE = "outside"
    TREND = "trend"
    TWO_IN_THREE = "two in three"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a segment, with the near limits at two thirds."""

    lower: float
    upper: float
    near_lower: float
    near_upper: float


def find_signals(
    rows: Sequence[float | None], mean: float, limits: Limits | None, run: int = 7
) -> tuple[list[Signal], list[int]]:
    """Return for each point of a segment its signal, and the side it goes to: 1 high, −1 low, 0 none.

    >>> signals, sides = find_signals([1, 2, 3, 4, 5, 6, 7, 6], 4.25, None)
    >>> signals[0].value, sides
    ('trend', [1, 1, 1, 1, 1, 1, 1, 0])
    """
    signals, ways = [Signal.NONE] * len(rows), [0] * len(rows)
    sides = [0 if y is None or y == mean else 1 if y > mean else -1 for y in rows]
    # From the weakest signal to the strongest, so that the strongest is what stays.
    for i in _in_runs(sides, run):
        signals[i], ways[i] = Signal.SHIFT, sides[i]
    if limits is not None:
        for i in _two_in_three(rows, sides, limits):
            signals[i], ways[i] = Signal.TWO_IN_THREE, sides[i]
    _mark_trends(rows, run, signals, ways)
    if limits is not None:
        lower, upper = limits.lower, limits.upper
        for i, y in enumerate(rows):
            if y is not None and not lower <= y <= upper:
                signals[i], ways[i] = Signal.OUTSIDE, 1 if y > upper else -1
    return signals, ways


def _in_runs(signs: list[int], length: int) -> list[int]:
    """Return the places that belong to a run of at least so many equal signs; a zero breaks a run."""
    found: list[int] = []
    first, running = 0, 0
    for i, sign in enumerate(signs):
        if sign != running:
            if running and i - first >= length:
                found.extend(range(first, i))
            first, running = i, sign
    if running and len(signs) - first >= length:
        found.extend(range(first, len(signs)))
    return found


def _mark_trends(rows: Sequence[float | None], run: int, signals: list[Signal], ways: list[int]) -> None:
    steps = [
        0 if a is None or b is None or a == b else 1 if b > a else -1 for a, b in itertools.pairwise(rows)
    ]
    trending = {i for step in _in_runs(steps, run - 1) for i in (step, step + 1)}
    for i in trending:
        # Where one trend turns into the next, the point goes with what follows; a tie there counts as falling, as
        # in the reference.
        step = steps[i] if i + 1 in trending else steps[i - 1]
        signals[i], ways[i] = Signal.TREND, 1 if step > 0 else -1


def _two_in_three(rows: Sequence[float | None], sides: list[int], limits: Limits) -> set[int]:
    """Return the points between near limit and limit that are two of three in a row on one side of the mean.

    The third may lie anywhere on that side, beyond the limit too; only the points near the limit are signals.
    """
    lower, near_lower, near_upper, upper = limits.lower, limits.near_lower, limits.near_upper, limits.upper
    near = [
        i
        for i, y in enumerate(rows)
        if y is not None and (near_upper < y <= upper or lower <= y < near_lower)
    ]
    found: set[int] = set()
    for i, j in itertools.pairwise(near):
        for first in range(max(0, j - 2), min(i, len(rows) - 3) + 1):
            if abs(sum(sides[first : first + 3])) == 3:
                found.update((i, j))
    return found
