"""How far a projection by the level has been off: learnt from past years, and said as a range.

What is still to come differs from its projection for two reasons. Counts differ by chance, the more the fewer they are: its
share of the squared error goes with 1/(crimes that the level rests on) + 1/(crimes to come). And levels move, which no
number of crimes helps against. Both are learnt from years that are over: error² ≈ by chance × (1/a + 1/rest) + by moving.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.distributions import normal_quantile, tail_of
from xlscore.rules.statistics.floats import finite
from xlscore.rules.statistics.level import LatestLevel

__all__ = ["TYPICAL", "PastProjection", "Spread", "learnt_spread", "range_of"]

_HALF: Final = 0.5
_LEAST_CRIMES: Final = 0.5
_KEPT: Final = 0.98
"""The largest errors count as the 98th in a hundred: one series that was recounted tells nothing about the others."""
_SOFTENED: Final = 0.01
_FEWEST: Final = 5


@dataclass(frozen=True, slots=True)
class PastProjection:
    """A projection of a year that is over: what was to come by the level, what came."""

    level: LatestLevel
    came: float


@dataclass(frozen=True, slots=True)
class Spread:
    """What a projection's squared error is made of, on the scale of logarithms."""

    by_chance: float
    by_moving: float

    def error(self, level: LatestLevel) -> float:
        """Return the standard error of the logarithm of what is still to come."""
        return math.sqrt(self.by_chance * _smallness(level) + self.by_moving)


TYPICAL: Final = Spread(by_chance=1.0, by_moving=0.016)
"""For one series alone, which is too little to learn from: counts differ as chance makes them, and levels move by an eighth.

Measured on 864 series of London's boroughs, 2015/16 to 2018/19, after 1 to 11 months: 0.94 to 1.16, and 0.0145 to 0.021."""


def _smallness(level: LatestLevel) -> float:
    return 1 / max(level.rests_on, _LEAST_CRIMES) + 1 / (level.rest + _HALF)


def learnt_spread(outcomes: Sequence[PastProjection]) -> Spread:
    """Return the spread that past projections show, all made with as many months of their year known.

    A weighted straight line through the squared errors; neither part is ever below zero.

    >>> level = LatestLevel(100.0, 100.0, 60.0)
    >>> spread = learnt_spread([PastProjection(level, came) for came in (90.0, 95.0, 100.0, 105.0, 110.0)])
    >>> round(spread.error(level), 3)
    0.068
    """
    if len(outcomes) < _FEWEST:
        raise RuleError(Trouble.MISSING, "Too few past projections to learn a range from.")
    rows = sorted(
        (math.log((each.came + _HALF) / (each.level.rest + _HALF)) ** 2, _smallness(each.level))
        for each in outcomes
    )
    cut = rows[int(_KEPT * (len(rows) - 1))][0]
    weighed = [(min(error, cut), small, 1 / (small + _SOFTENED) ** 2) for error, small in rows]
    w = math.fsum(weight for _, _, weight in weighed)
    v = math.fsum(weight * small for _, small, weight in weighed)
    vv = math.fsum(weight * small * small for _, small, weight in weighed)
    e = math.fsum(weight * error for error, _, weight in weighed)
    ev = math.fsum(weight * error * small for error, small, weight in weighed)
    width = w * vv - v * v
    slope = (w * ev - v * e) / width if width > _tiny(w * vv) else 0.0
    if slope < 0 or width <= _tiny(w * vv):
        return Spread(0.0, e / w)
    moving = (e - slope * v) / w
    return Spread(slope, moving) if moving >= 0 else Spread(ev / vv, 0.0)


def _tiny(size: float) -> float:
    """Return how small a difference of numbers of this size may be by rounding alone."""
    return size * 1e-9


def range_of(level: LatestLevel, spread: Spread, confidence: float) -> tuple[float, float]:
    """Return the low and the high end of a year's total; the low end is never under what is recorded.

    >>> [round(end, 1) for end in range_of(LatestLevel(100.0, 100.0, 60.0), Spread(1.0, 0.0), 0.8)]
    [181.0, 223.4]
    """
    reach = normal_quantile(tail_of(confidence)) * spread.error(level)
    factor = finite(math.exp(min(reach, 700.0)))
    rest = level.rest + _HALF
    if level.rest == 0 and level.rests_on > 0:
        return level.so_far, level.so_far
    return level.so_far + max(rest / factor - _HALF, 0.0), level.so_far + finite(rest * factor) - _HALF
