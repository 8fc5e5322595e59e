"""The stretches of a control chart: each with its own mean and limits, from its values or from those of a baseline."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.rules.statistics.floats import finite, mean
from xlscore.rules.statistics.signals import Limits

__all__ = ["SCREENED", "Segment", "near_limits", "segment_of"]

SCREENED: Final = 3.267
"""Moving ranges of so many times their mean or more are left out once, as NHSRplotthedots has it."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the chart. No mean without a value; no limits where values differ but none are neighbours."""

    start: int
    stop: int
    moving_ranges: int
    mean: float | None = None
    limits: Limits | None = None


def segment_of(
    start: int, stop: int, basis: Sequence[float | None], *, factor: float, screen: bool
) -> Segment:
    """Return the segment from one place up to another whose mean and limits are those of some values, `basis`.

    `factor` is how many mean moving ranges the limits stand from the mean, 2.66 as published.
    """
    known = [value for value in basis if value is not None]
    if not known:
        return Segment(start, stop, 0)
    centre = mean(known)
    # No moving range is taken across a missing value.
    ranges = [abs(b - a) for a, b in itertools.pairwise(basis) if a is not None and b is not None]
    if not ranges and min(known) < max(known):
        return Segment(start, stop, 0, centre)
    size = mean(ranges) if ranges else 0.0
    if screen and size:
        size = mean([moved for moved in ranges if moved < SCREENED * size])
    # Twice a third, in this order: the reference's arithmetic to the last digit, which a value on a limit feels.
    reach, near = factor * size, 2 * (factor / 3) * size
    limits = Limits(finite(centre - reach), finite(centre + reach), centre - near, centre + near)
    return Segment(start, stop, len(ranges), centre, limits)


def near_limits(lower: float, centre: float, upper: float) -> Limits:
    """Return limits that need not be alike on both sides, with the near ones at two thirds of the way to each.

    >>> near_limits(0, 3, 12)
    Limits(lower=0, upper=12, near_lower=1.0, near_upper=9.0)
    """
    return Limits(lower, upper, centre - 2 * (centre - lower) / 3, centre + 2 * (upper - centre) / 3)
