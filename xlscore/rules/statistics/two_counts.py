"""Two counts side by side: whether their difference is more than chance, and the ratio of two rates.

A percentage of a small count says little: 4 after 2 is +100 %. Beside every percentage stands the two-count figure 2(√this − √last): counts
vary as their square root, so without any change it lies between −2 and 2 in about 95 of 100 comparisons (Wheeler 2016,
"Tables and graphs for monitoring temporal crime trends"). The interval of a ratio of rates is the usual one on logarithms (Rothman).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.distributions import normal_quantile, tail_of
from xlscore.rules.statistics.floats import finite

__all__ = ["UNUSUAL_FROM", "RateRatio", "is_unusual", "rate_ratio", "two_count"]

UNUSUAL_FROM: Final = 2.0
"""From this two-count figure on, up or down, a difference is called unusual."""


@dataclass(frozen=True, slots=True)
class RateRatio:
    """A rate over another, with the limits of what chance would explain; none where nothing was counted."""

    value: float
    lower: float | None
    upper: float | None


def two_count(this: float, last: float) -> float:
    """Return the two-count figure of a count against the one before, above zero for a rise.

    >>> two_count(49, 36), round(two_count(4, 2), 2)
    (2.0, 1.17)
    """
    if this < 0 or last < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A count cannot be negative.")
    return 2 * (math.sqrt(this) - math.sqrt(last))


def is_unusual(this: float, last: float) -> bool:
    """Return whether two counts differ by more than chance usually makes them.

    >>> is_unusual(4, 2), is_unusual(49, 36), is_unusual(5, 20)
    (False, True, True)
    """
    return abs(two_count(this, last)) >= UNUSUAL_FROM


def rate_ratio(
    count: float, base: float, other_count: float, other_base: float, confidence: float
) -> RateRatio:
    """Return the rate of the first over the rate of the other.

    >>> ratio = rate_ratio(30, 1000, 20, 2000, confidence=0.95)
    >>> round(ratio.value, 2), round(ratio.lower, 2), round(ratio.upper, 2)
    (3.0, 1.7, 5.28)
    """
    if count < 0 or other_count < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A count cannot be negative.")
    if base <= 0 or other_base <= 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate is per something above zero.")
    reach = normal_quantile(tail_of(confidence))
    if other_count == 0:
        raise RuleError(Trouble.MISSING, "Nothing was counted to compare with; a ratio to nothing is none.")
    value = finite((count / base) / (other_count / other_base))
    if count == 0:
        return RateRatio(value, None, None)
    factor = finite(math.exp(min(reach * math.sqrt(1 / count + 1 / other_count), 700.0)))
    return RateRatio(value, value / factor, finite(value * factor))
