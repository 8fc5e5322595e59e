"""The range that chance alone would explain: intervals of one force, and limits for a whole group.

Rates: exact Poisson under 10 events (by the chi-square quantile), Byar's approximation from 10 (Breslow and Day,
1987). Proportions: Wilson (1927). Both as the published comparators compute them (PHEindicatormethods).

Force-sized counts make such limits so narrow that nearly every force falls outside, so the group's own
unexplained spread can be added: funnel limits with additive overdispersion (Spiegelhalter 2005) as FunnelPlotR
computes them, on the log scale ("shmi", extremes left out) or the square root scale ("cqc", extremes pulled in).
A rank without one of these says little; the method belongs beside the answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.distributions import gamma_quantile, normal_quantile, tail_of
from xlscore.rules.statistics.floats import finite, total
from xlscore.rules.statistics.funnel import Adjustment, funnel

__all__ = [
    "CHANCE_CONFIDENCE",
    "LIMITS_CONFIDENCE",
    "Expected",
    "Interval",
    "RangeKind",
    "against_group",
    "byar_limits",
    "exact_poisson_limits",
    "is_in_line",
    "proportion_interval",
    "rate_interval",
]  # fmt: skip

LIMITS_CONFIDENCE: Final = 0.95
"""How sure the limits around one figure are, as the published comparators print them."""

CHANCE_CONFIDENCE: Final = 0.998
"""How sure it must be that chance alone does not explain a force's figure: the comparators' three standard errors."""

_BYAR_FROM: Final = 10
_LARGEST: Final = 1e300


class RangeKind(StrEnum):
    """What a measure is: events per people, or a part of a whole."""

    RATE = "rate"
    PROPORTION = "proportion"


class Expected(StrEnum):
    """Where a force stands against the range that chance explains."""

    WITHIN = "Within expected range"
    ABOVE = "Above expected range"
    BELOW = "Below expected range"


def is_in_line(expected: str | None, higher_is_better: bool | None) -> bool | None:
    """Return whether a force is within its expected range or on its better side; None where one of the two is not said.

    >>> is_in_line("Within expected range", None), is_in_line("Above expected range", False), is_in_line("Below expected range", False)
    (True, False, True)
    """
    if expected is None:
        return None
    if expected == Expected.WITHIN:
        return True
    return None if higher_is_better is None else (expected == Expected.ABOVE) is higher_is_better


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the limits between which its true level lies, in the value's unit."""

    value: float
    lower: float
    upper: float


def exact_poisson_limits(count: float, tail: float) -> tuple[float, float]:
    """Return the exact limits of a number of events, from the chi-square distribution.

    >>> [round(limit, 4) for limit in exact_poisson_limits(5, 0.025)]
    [1.6235, 11.6683]
    """
    lower = gamma_quantile(count, tail, upper=False) if count > 0 else 0.0
    return lower, gamma_quantile(count + 1, tail, upper=True)


def byar_limits(count: float, tail: float) -> tuple[float, float]:
    """Return Byar's limits of a number of events, close to the exact ones from 10 events on.

    >>> [round(limit, 4) for limit in byar_limits(10, 0.025)]
    [4.7874, 18.3915]
    """
    z = normal_quantile(tail)
    more = count + 1
    lower = count * (1 - 1 / (9 * count) - z / (3 * math.sqrt(count))) ** 3
    return lower, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def rate_interval(count: float, base: float, per: float, confidence: float) -> Interval:
    """Return a rate with its limits: exact Poisson under 10 events, Byar from 10.

    >>> interval = rate_interval(59, 1840000, per=1000, confidence=0.95)
    >>> [round(number, 4) for number in (interval.value, interval.lower, interval.upper)]
    [0.0321, 0.0244, 0.0414]
    """
    _check(count, base)
    if not 0 < per < _LARGEST:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate is per a number of people above zero.")
    tail = tail_of(confidence)
    lower, upper = exact_poisson_limits(count, tail) if count < _BYAR_FROM else byar_limits(count, tail)
    value, low, high = (finite(events / base * per) for events in (count, lower, upper))
    return Interval(value, low, high)


def proportion_interval(count: float, base: float, confidence: float) -> Interval:
    """Return a proportion as a fraction with its Wilson limits.

    >>> interval = proportion_interval(347, 1903, confidence=0.95)
    >>> [round(number, 4) for number in (interval.value, interval.lower, interval.upper)]
    [0.1823, 0.1656, 0.2003]
    """
    _check(count, base)
    _check_part(count, base)
    z = normal_quantile(tail_of(confidence))
    share = count / base
    centre = 2 * count + z * z
    reach = z * math.sqrt(z * z + 4 * count * (1 - share))
    # The lower limit without its cancellation: the roots' product is share² · base / (base + z²).
    lower = 2 * count * share / (centre + reach)
    upper = (centre + reach) / 2 / (base + z * z) if count < base else 1.0
    return Interval(share, lower, upper)


def _check(count: float, base: float) -> None:
    if not 0 <= count < _LARGEST:
        raise RuleError(
            Trouble.OUT_OF_RANGE, "A count lies at zero or above, and within what a cell can hold."
        )
    if not 0 < base < _LARGEST:
        raise RuleError(Trouble.OUT_OF_RANGE, "The base (population, crimes) must be above zero.")


def _check_part(count: float, base: float) -> None:
    if count > base:
        raise RuleError(
            Trouble.OUT_OF_RANGE, "A part cannot be larger than its whole.", "Is the kind a rate?"
        )


def check_counts(counts: Sequence[float], bases: Sequence[float], kind: RangeKind) -> None:
    """Refuse counts of a group that cannot be: below zero, out of nothing, or a part above its whole."""
    for count, base in zip(counts, bases, strict=True):
        _check(count, base)
        if kind is RangeKind.PROPORTION:
            _check_part(count, base)


def against_group(
    own: int,
    counts: Sequence[float],
    bases: Sequence[float],
    kind: RangeKind = RangeKind.RATE,
    adjust: Adjustment = Adjustment.NONE,
    *,
    confidence: float,
) -> Expected:
    """Return where one force of a group stands against what chance explains, own force included in the group.

    Without adjustment its own interval is held against the pooled value of the group; with one, its value is held
    against funnel limits that also carry the group's own spread. A value on a limit is within.

    >>> against_group(0, [15695, 9100, 6600], [1840000, 1120000, 870000], confidence=CHANCE_CONFIDENCE).value
    'Above expected range'
    """
    check_counts(counts, bases, kind)
    if adjust is Adjustment.NONE:
        pooled = total(counts) / total(bases)
        interval = (
            proportion_interval(counts[own], bases[own], confidence)
            if kind is RangeKind.PROPORTION
            else rate_interval(counts[own], bases[own], 1.0, confidence)
        )
        return _verdict(above=interval.lower > pooled, below=interval.upper < pooled)
    group = funnel(counts, bases, adjust, of_parts=kind is RangeKind.PROPORTION)
    lower, upper = group.limits(own, confidence)
    return _verdict(above=group.values[own] > upper, below=group.values[own] < lower)


def _verdict(above: bool, below: bool) -> Expected:
    if above:
        return Expected.ABOVE
    return Expected.BELOW if below else Expected.WITHIN
