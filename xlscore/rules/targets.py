"""Setting targets against the MSG average, and the inspectorate's monitoring flag.

Source: Leicestershire target setting, 2013: at least a 5 % reduction; where the MSG average, extrapolated to year
end, is better than the force, the reduction that reaches it; what is unrealistic in a year is spread over two or
three. What counts as unrealistic (15 %) is ours. All on exact fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.rules.problems import RuleError, Trouble

__all__ = [
    "LevelTarget", "Target", "extrapolated", "is_monitored", "level_at_least", "level_to_reach", "reduction_to", "set_target",
]  # fmt: skip

_MOST_YEARS: Final = 3


@dataclass(frozen=True, slots=True)
class Target:
    """A reduction to aim for (a fraction of today's rate), over how many years, and the rate to reach in each."""

    reduction: Fraction
    years: int
    milestones: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class LevelTarget:
    """A level to reach where more is better (an outcome rate), over how many years, and the level for each."""

    level: Fraction
    years: int
    milestones: tuple[Fraction, ...]


def is_monitored(
    rate: Fraction,
    msg_rate: Fraction,
    change: Fraction,
    excess: Fraction,
    fall: Fraction,
) -> bool:
    """Return whether the inspectorate would monitor: more than `excess` above the MSG rate and not falling by `fall`.

    All three are fractions, `change` being the change on last year: −0.05 is a fall of 5 %, which is enough where
    `fall` is 0.05.

    >>> is_monitored(Fraction(89), Fraction(80), Fraction(-4, 100), excess=Fraction(1, 10), fall=Fraction(1, 20))
    True
    """
    if excess < 0 or not 0 <= fall <= 1:
        raise RuleError(
            Trouble.OUT_OF_RANGE, "The excess and the fall are fractions from zero up: 10% is 0.1."
        )
    if rate < 0 or msg_rate < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate cannot be negative.")
    return rate > (1 + excess) * msg_rate and change > -fall


def extrapolated(history: Sequence[Fraction]) -> Fraction:
    """Return the next value of a history on its straight line (least squares), never below zero.

    One value has no trend and stays as it is.

    >>> extrapolated([Fraction(10), Fraction(9), Fraction(8)])
    Fraction(7, 1)
    """
    if not history:
        raise RuleError(Trouble.MISSING, "The MSG average has no value yet.")
    number = len(history)
    middle = Fraction(number - 1, 2)
    average = sum(history, Fraction(0)) / number
    width = sum(((place - middle) ** 2 for place in range(number)), Fraction(0))
    tilt = sum(((place - middle) * value for place, value in enumerate(history)), Fraction(0))
    slope = tilt / width if width else Fraction(0)
    return max(Fraction(0), average + slope * (number - middle))


def set_target(
    rate: Fraction,
    msg_rates: Sequence[Fraction],
    floor: Fraction,
    most_per_year: Fraction,
) -> Target:
    """Return the target for a rate, from the MSG average's recent history (oldest first, one value a year).

    The reduction reaches the average's next value and is never under `floor`. Over `most_per_year` it is spread in
    equal steps over the fewest years that bring the step within it, three at the most; the steps are shares of
    today's rate, and the last milestone is the target.

    >>> msg_rates = [Fraction(9), Fraction(85, 10), Fraction(8)]
    >>> target = set_target(Fraction(10), msg_rates, floor=Fraction(5, 100), most_per_year=Fraction(15, 100))
    >>> float(target.reduction), target.years, [float(rate) for rate in target.milestones]
    (0.25, 2, [8.75, 7.5])
    """
    if any(value < 0 for value in msg_rates):
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate cannot be negative.")
    return reduction_to(rate, extrapolated(msg_rates), floor, most_per_year)


def reduction_to(rate: Fraction, expected: Fraction, floor: Fraction, most_per_year: Fraction) -> Target:
    """Return the target for a rate that is to come down to an expected one, as `set_target` does for the MSG average's next value.

    >>> reduction_to(Fraction(10), Fraction(99, 10), Fraction(5, 100), Fraction(15, 100)).reduction
    Fraction(1, 20)
    """
    if rate < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate cannot be negative.")
    if not 0 <= floor <= 1 or not 0 < most_per_year <= 1:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "The least and the most reduction are fractions: 5% is 0.05, and 0.15 is 15%.",
        )
    to_average = 1 - expected / rate if rate else Fraction(0)
    reduction = max(floor, to_average)
    years = min(_MOST_YEARS, max(1, -(-reduction // most_per_year)))
    milestones = tuple(rate * (1 - reduction * year / years) for year in range(1, years + 1))
    return Target(reduction, years, milestones)


def level_to_reach(
    rate: Fraction,
    msg_rates: Sequence[Fraction],
    most_per_year: Fraction,
    own_history: Sequence[Fraction] = (),
) -> LevelTarget:
    """Return the level to reach for a rate where more is better, from the MSG average's recent history.

    The average's next value is the expected level, and the best of the force's own past years shows what it can achieve; never is
    it less than today's. A rise of more than `most_per_year` of today's rate is spread as a reduction would be.

    >>> target = level_to_reach(Fraction(20, 100), [Fraction(24, 100), Fraction(25, 100)], Fraction(15, 100))
    >>> float(target.level), target.years, [float(level) for level in target.milestones]
    (0.26, 2, [0.23, 0.26])
    """
    if min((rate, *msg_rates, *own_history)) < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate cannot be negative.")
    return level_at_least(rate, (extrapolated(msg_rates), *own_history), most_per_year)


def level_at_least(rate: Fraction, levels: Sequence[Fraction], most_per_year: Fraction) -> LevelTarget:
    """Return the level to reach for a rate that is to be no less than each of these levels, nor than today.

    >>> level_at_least(Fraction(3, 10), [Fraction(32, 100)], Fraction(15, 100)).level
    Fraction(8, 25)
    """
    if min((rate, *levels)) < 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate cannot be negative.")
    if not 0 < most_per_year <= 1:
        raise RuleError(Trouble.OUT_OF_RANGE, "The most in a year is a fraction: 0.15 is 15%.")
    level = max(rate, *levels) if levels else rate
    rise = (level - rate) / rate if rate else Fraction(0)
    years = min(_MOST_YEARS, max(1, -(-rise // most_per_year)))
    milestones = tuple(rate + (level - rate) * year / years for year in range(1, years + 1))
    return LevelTarget(level, years, milestones)
