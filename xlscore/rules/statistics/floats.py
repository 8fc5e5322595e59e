"""Sums and means in floating point, right to the last digit and never infinite.

Statistics are worked in floating point, counts in `xlscore.rules.exact`. A value on its mean breaks a run on a
control chart, so the mean must not be off by the rounding of a running sum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from xlscore.rules.problems import RuleError, Trouble

__all__ = ["finite", "mean", "total"]


def finite(value: float) -> float:
    """Return the value itself when a cell can hold it; refuse infinity and not-a-number.

    >>> finite(1.5)
    1.5
    """
    if not math.isfinite(value):
        raise RuleError(Trouble.OUT_OF_RANGE, "The numbers are too large or too small to count with.")
    return value


def total(values: Sequence[float]) -> float:
    """Return the sum, rounded once.

    >>> total([0.1] * 10)
    1.0
    """
    try:
        return finite(math.fsum(values))
    except (OverflowError, ValueError):
        return finite(math.inf)


def mean(values: Sequence[float]) -> float:
    """Return the mean, rounded once: the mean of equal values is that value.

    >>> mean([0.1] * 3), mean([1, 2])
    (0.1, 1.5)
    """
    count = len(values)
    try:
        near = math.fsum(values) / count
        return finite(near + math.fsum([*values, *[-near] * count]) / count)
    except (OverflowError, ValueError):
        return finite(math.inf)
