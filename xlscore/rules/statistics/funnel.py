"""Funnel limits for a group of forces with additive overdispersion (Spiegelhalter 2005).

The forces' standard scores spread more than chance explains; what is over (φ) becomes a variance between forces
(τ²) that is added to each force's own. As FunnelPlotR computes it, its constants included:

* a rate is held as the ratio of its count to the count that the group's pooled rate would give;
  "shmi" works on the logarithm and leaves the extreme tenths out of φ, "cqc" on the square root and pulls the
  extreme tenths in to their edge. The "cqc" limits, 1 ± z·√(s² + τ²), are held against the ratio itself as
  published, not squared back, which makes them about half as wide as on the ratio's own scale.
* a proportion is held on the arcsine scale with the extremes pulled in, for either name.
* where φ shows no overdispersion, the limits are the exact Poisson ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.distributions import gamma_quantile, normal_quantile, tail_of
from xlscore.rules.statistics.floats import finite, total

__all__ = ["Adjustment", "Funnel", "funnel"]

Scale = Literal["log", "root", "arcsine"]
_TRIM: Final = 0.1


class Adjustment(StrEnum):
    """How the spread between forces is allowed for."""

    NONE = "none"
    SHMI = "shmi"
    CQC = "cqc"


@dataclass(frozen=True, slots=True)
class Funnel:
    """A group's funnel: each force's value and size, its standard score, φ and τ²."""

    scale: Scale
    target: float
    values: tuple[float, ...]
    sizes: tuple[float, ...]
    scores: tuple[float, ...]
    kept: tuple[float | None, ...]
    phi: float
    tau2: float

    def limits(self, place: int, confidence: float) -> tuple[float, float]:
        """Return a force's limits, in the unit of `values`; exact Poisson ones where there is no overdispersion."""
        tail, size = tail_of(confidence), self.sizes[place]
        if self.tau2 == 0 and self.scale != "arcsine":
            exact = (gamma_quantile(size, tail, upper=False), gamma_quantile(size + 1, tail, upper=True))
            return exact[0] / size, exact[1] / size
        return self.adjusted_limits(place, confidence)

    def adjusted_limits(self, place: int, confidence: float) -> tuple[float, float]:
        """Return a force's limits by the normal approximation on the funnel's scale, τ² included."""
        # The published constants have six places: 1.959964 and 3.090232.
        z = round(normal_quantile(tail_of(confidence)), 6)
        reach = z * math.sqrt(_own_error(self.scale, self.sizes[place]) ** 2 + self.tau2)
        if self.scale == "log":
            return math.exp(-reach), finite_exp(reach)
        if self.scale == "root":
            return 1 - reach, 1 + reach
        angle = math.asin(math.sqrt(self.target))
        return math.sin(max(0.0, angle - reach)) ** 2, math.sin(min(math.pi / 2, angle + reach)) ** 2

    def adjusted_scores(self) -> list[float]:
        """Return the forces' standard scores with τ² in their errors."""
        errors = [_own_error(self.scale, size) for size in self.sizes]
        return [
            score * error / math.sqrt(error**2 + self.tau2)
            for score, error in zip(self.scores, errors, strict=True)
        ]


def finite_exp(exponent: float) -> float:
    """Return e to this power, refused where no cell could hold it."""
    return math.exp(exponent) if exponent < 700 else finite(math.inf)


def funnel(
    counts: Sequence[float],
    bases: Sequence[float],
    adjust: Adjustment,
    of_parts: bool = False,
    trim: float = _TRIM,
) -> Funnel:
    """Return the funnel of a group: rates as ratios to the expected count, or parts of a whole (`of_parts`).

    >>> group = funnel([15695, 9100, 6600], [1840000, 1120000, 870000], Adjustment.SHMI)
    >>> round(group.phi, 3), round(group.tau2, 6)
    (22.46, 0.003295)
    """
    pooled = total(counts) / total(bases)
    if pooled == 0:
        raise RuleError(Trouble.MISSING, "The group has no events, so there is no range to expect.")
    if of_parts:
        scale: Scale = "arcsine"
        sizes, target = tuple(bases), pooled
    else:
        scale = "log" if adjust is Adjustment.SHMI else "root"
        sizes, target = tuple(finite(base * pooled) for base in bases), 1.0
    if min(sizes) <= 0:
        raise RuleError(
            Trouble.OUT_OF_RANGE, "A force is too small for the group's rate to expect anything of it."
        )
    values = tuple(finite(count / size) for count, size in zip(counts, sizes, strict=True))
    errors = [_own_error(scale, size) for size in sizes]
    centre = _on_scale(scale, target)
    scores = tuple(
        finite((_on_scale(scale, value) - centre) / error)
        for value, error in zip(values, errors, strict=True)
    )
    kept = _without_extremes(scores, trim) if scale == "log" else _pulled_in(scores, trim)
    used = [score for score in kept if score is not None]
    phi = total([score * score for score in used]) / len(used) if used else 0.0
    tau2 = _between(phi, [error for error, score in zip(errors, kept, strict=True) if score is not None])
    return Funnel(scale, target, values, sizes, scores, kept, phi, tau2)


def _own_error(scale: Scale, size: float) -> float:
    return 1 / math.sqrt(size) if scale == "log" else 1 / (2 * math.sqrt(size))


def _on_scale(scale: Scale, value: float) -> float:
    if scale == "arcsine":
        return math.asin(math.sqrt(value))
    if scale == "root":
        return math.sqrt(value)
    if value == 0:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "A force without events has no logarithm.",
            'Use "cqc" for counts as small as this.',
        )
    return math.log(value)


def _without_extremes(scores: tuple[float, ...], trim: float) -> tuple[float | None, ...]:
    """Return the scores with those in the lowest and highest part of their ranks left out."""
    parts = 1 / trim
    ordered = sorted(scores)
    kept: list[float | None] = []
    for score in scores:
        first = ordered.index(score)
        rank = first + (ordered.count(score) + 1) / 2
        part = math.floor(rank * parts / (len(scores) + 1))
        kept.append(score if 0 < part < parts - 1 else None)
    return tuple(kept)


def _pulled_in(scores: tuple[float, ...], trim: float) -> tuple[float, ...]:
    """Return the scores with those beyond the quantiles set to the quantile."""
    ordered = sorted(scores)
    low, high = _quantile(ordered, trim), _quantile(ordered, 1 - trim)
    return tuple(min(max(score, low), high) for score in scores)


def _quantile(ordered: list[float], share: float) -> float:
    """Return the quantile of ordered values by straight lines between them (R's default, type 7)."""
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above, part = math.ceil(place), place - below
    return (1 - part) * ordered[below] + part * ordered[above]


def _between(phi: float, errors: list[float]) -> float:
    """Return the variance between forces that φ leaves over (DerSimonian and Laird's moment estimate)."""
    number = len(errors)
    if number * phi < number - 1:
        return 0.0
    weights = [1 / (error * error) for error in errors]
    every = total(weights)
    spread = every - total([weight * weight for weight in weights]) / every if every else 0.0
    return max(0.0, finite((number * phi - (number - 1)) / spread)) if spread > 0 else 0.0
