"""Whether the forces of a group differ at all: a test of the whole group, before anybody reads a rank out of it.

Pearson's chi-square test of homogeneity: each force's events against those that the group's pooled value would give, on
one degree of freedom fewer than there are forces. With an adjustment the squares are those of the funnel's standard
scores after the spread between forces has been added to each force's own error (Spiegelhalter 2005), so that only what
goes beyond that spread counts. No answer where the expected counts are too small for the approximation (Cochran 1954:
all at least 1, four fifths at least 5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.rules.statistics.distributions import gamma_quantile
from xlscore.rules.statistics.expected_range import RangeKind, check_counts
from xlscore.rules.statistics.floats import total
from xlscore.rules.statistics.funnel import Adjustment, funnel

__all__ = ["DIFFERENCE_LEVEL", "Difference", "group_difference"]

DIFFERENCE_LEVEL: Final = 0.05
"""How often chance alone may make the forces of a group look different."""

_LEAST, _ENOUGH, _SHARE_ENOUGH = 1, 5, 0.8


@dataclass(frozen=True, slots=True)
class Difference:
    """The test of a group: chi-square, its degrees of freedom, and whether the forces differ."""

    statistic: float
    freedom: int
    significant: bool


def group_difference(
    counts: Sequence[float],
    bases: Sequence[float],
    kind: RangeKind = RangeKind.RATE,
    adjust: Adjustment = Adjustment.NONE,
    level: float = DIFFERENCE_LEVEL,
) -> Difference | None:
    """Return whether the forces of a group differ, None where there are fewer than two or their counts are too small.

    >>> found = group_difference([30, 41, 25, 36], [1000, 1200, 800, 1100])
    >>> round(found.statistic, 4), found.freedom, found.significant
    (0.3264, 3, False)
    """
    check_counts(counts, bases, kind)
    every, out_of = total(counts), total(bases)
    if len(counts) < 2 or not 0 < every < out_of * (1 if kind is RangeKind.PROPORTION else float("inf")):
        return None
    pooled = every / out_of
    expected = [base * pooled for base in bases]
    rarer = [
        min(e, b - e) if kind is RangeKind.PROPORTION else e for e, b in zip(expected, bases, strict=True)
    ]
    if min(rarer) < _LEAST or sum(e >= _ENOUGH for e in rarer) < _SHARE_ENOUGH * len(rarer):
        return None
    if adjust is Adjustment.NONE:
        spread = 1 - pooled if kind is RangeKind.PROPORTION else 1.0
        squares = [(c - e) ** 2 / (e * spread) for c, e in zip(counts, expected, strict=True)]
    else:
        group = funnel(counts, bases, adjust, of_parts=kind is RangeKind.PROPORTION)
        squares = [score * score for score in group.adjusted_scores()]
    freedom = len(counts) - 1
    statistic = total(squares)
    return Difference(statistic, freedom, statistic > 2 * gamma_quantile(freedom / 2, level, upper=True))
