"""The signals of a control chart: which points are more than chance, and which way each goes.

As NHSRplotthedots 0.2 finds them ("Making Data Count"). Four rules, the first that applies: a point *outside* the
limits; a *trend* of seven points, each strictly above (or below) the one before; *two in three* between near limit
and limit, all three on one side of the mean; a *shift* of seven points on one side. Every point of a run is a signal,
not only its last; a value on the mean, or a missing one, breaks a run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from operator import gt, lt

__all__ = ["Limits", "Signal", "find_signals"]


class Signal(StrEnum):
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
    rows: Sequence[float | None], mean: float, limits: Limits | None, run: int
) -> tuple[list[Signal], list[int]]:
    """Return for each point of a segment its signal, and the side it goes to: 1 high, −1 low, 0 none.

    `run` is how many points make a trend or a shift: seven as published.

    >>> signals, sides = find_signals([1, 2, 3, 4, 5, 6, 7, 6], 4.25, None, run=7)
    >>> signals[0].value, sides
    ('trend', [1, 1, 1, 1, 1, 1, 1, 0])
    """
    signals, ways = [Signal.NONE] * len(rows), [0] * len(rows)
    # A library's own numbers compare to its own truths, which are no bytes: hence plain ones.
    # Not-a-number is neither above nor below anything, which is just what a missing value has to be.
    values = [math.nan if y is None else float(y) for y in rows]
    above, below = bytes([y > mean for y in values]), bytes([y < mean for y in values])
    outside, near = _beyond(values, limits) if limits else ([], [])
    # From the weakest signal to the strongest, so that the strongest is what stays.
    for side, way in ((above, 1), (below, -1)):
        for start, stop in _runs(side, run):
            signals[start:stop], ways[start:stop] = [Signal.SHIFT] * (stop - start), [way] * (stop - start)
        for i in _two_in_three(near, side):
            signals[i], ways[i] = Signal.TWO_IN_THREE, way
    for i, way in _trends(values, run):
        signals[i], ways[i] = Signal.TREND, way
    for i in outside:
        signals[i], ways[i] = Signal.OUTSIDE, 1 if above[i] else -1
    return signals, ways


def _runs(flags: bytes, length: int) -> list[tuple[int, int]]:
    """Return where runs of at least so many set flags start and stop."""
    if length > len(flags):
        return []
    wanted = b"\1" * length
    found: list[tuple[int, int]] = []
    start = flags.find(wanted)
    while start >= 0:
        stop = flags.find(0, start)
        stop = len(flags) if stop < 0 else stop
        found.append((start, stop))
        start = flags.find(wanted, stop)
    return found


def _trends(values: list[float], run: int) -> list[tuple[int, int]]:
    """Return the points of trends, each with its way."""
    rising, falling = bytes(map(gt, values[1:], values)), bytes(map(lt, values[1:], values))
    steps = _runs(rising, run - 1) + _runs(falling, run - 1)
    trending = {i for start, stop in steps for i in range(start, stop + 1)}
    # Where one trend turns into the next, the point goes with what follows; a tie there counts as falling, as in the
    # reference.
    return [(i, 1 if rising[i if i + 1 in trending else i - 1] else -1) for i in trending]


def _beyond(values: list[float], limits: Limits) -> tuple[list[int], list[int]]:
    """Return the points outside the limits, and those between near limit and limit."""
    low, high, lower, upper = limits.near_lower, limits.near_upper, limits.lower, limits.upper
    beyond = [i for i, y in enumerate(values) if y > high or y < low]
    return (
        [i for i in beyond if not lower <= values[i] <= upper],
        [i for i in beyond if lower <= values[i] <= upper],
    )


def _two_in_three(near: list[int], side: bytes) -> set[int]:
    """Return those of the points near a limit that are two of three in a row on this side of the mean.

    The third may lie anywhere on that side, beyond the limit too; only the points near the limit are signals.
    """
    found: set[int] = set()
    for i, j in pairwise([i for i in near if side[i]]):
        # Three in a row that hold both points start two before the later one at the earliest, at the earlier at the latest.
        if side.find(b"\1\1\1", max(0, j - 2), i + 3) >= 0:
            found.update((i, j))
    return found
