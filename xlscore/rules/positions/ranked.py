"""The forces of a group in order, each with the range to expect of it, by counts that are those of its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import exact, to_float
from xlscore.rules.figures import Figure
from xlscore.rules.policy import Policy
from xlscore.rules.positions.records import GroupData
from xlscore.rules.positions.units import is_percentage, per_population
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.expected_range import CHANCE_CONFIDENCE, RangeKind
from xlscore.rules.statistics.funnel import Adjustment
from xlscore.rules.statistics.group_limits import group_limits

__all__ = ["METHODS", "Ranked", "with_limits"]

_AS_MUCH: Final = Fraction(1, 50)
"""By so much of a figure a printed rate may differ from its count over its base and still be that rate."""
METHODS: Final = {
    Adjustment.NONE: (
        "each force's own 99.8% interval alone, which leaves out nearly every force of this size and is no sign of a difference"
    ),
    Adjustment.SHMI: "funnel limits at 99.8%, widened for the group's own spread (shmi)",
    Adjustment.CQC: "funnel limits at 99.8%, widened for the group's own spread (cqc)",
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A force in the order of the group: its figure, and between what it is expected; None where nobody can say."""

    force: str
    value: Fraction
    is_own: bool
    position: int
    lower: Fraction | None = None
    upper: Fraction | None = None
    base: Fraction | None = None
    """What its figure is out of: its people, for most."""

    @property
    def is_outside(self) -> bool | None:
        """Return whether its figure lies outside of what is expected; None where nobody can say."""
        if self.lower is None or self.upper is None:
            return None
        return not self.lower <= self.value <= self.upper


def with_limits(
    data: GroupData, forces: list[Ranked], unit: str, policy: Policy
) -> tuple[list[Ranked], str, Fraction | None]:
    """Return the forces with their limits, how those were worked out, and the group's own figure, where every force has its figure's count."""
    counts, bases = data.counts, data.bases
    if counts is None or bases is None or counts.unread or bases.unread:
        return forces, "", None
    at = {name.value or "": place for place, name in enumerate(data.names)}
    pairs = [(counts.entries[at[each.force]], bases.entries[at[each.force]]) for each in forces]
    known = [(c.value, b.value) for c, b in pairs if isinstance(c, Figure) and isinstance(b, Figure)]
    if len(known) < len(forces) or len(at) < len(data.names):
        return forces, "", None
    scale = _scale(forces, known, unit)
    if scale is None:
        return forces, "", None
    kind = RangeKind.PROPORTION if is_percentage(unit) else RangeKind.RATE
    adjust = Adjustment(policy.expected_adjust)
    try:
        limits = group_limits(
            [to_float(count) for count, _ in known],
            [to_float(base) for _, base in known],
            kind,
            adjust,
            confidence=CHANCE_CONFIDENCE,
        )
    except (RuleError, ArithmeticError):
        return forces, "", None  # said at the cells themselves
    limited = [
        replace(each, lower=exact(lower) * scale, upper=exact(upper) * scale)
        for each, (lower, upper) in zip(forces, limits, strict=True)
    ]
    pooled = sum((count for count, _ in known), Fraction(0)) / sum((base for _, base in known), Fraction(0))
    return limited, METHODS[adjust], pooled * scale


def _scale(forces: Sequence[Ranked], pairs: Sequence[tuple[Fraction, Fraction]], unit: str) -> int | None:
    """Return by how much the figures are larger than count over base, None where they are not those of the counts.

    A share stands as 0.18 or as 18; a rate is per 1,000 people, or as its unit says.
    """
    if any(base <= 0 for _, base in pairs):
        return None
    for scale in (per_population(unit) or 1000, 1, 100, 1000, 10_000, 100_000):
        rates = [count / base * scale for count, base in pairs]
        if all(
            abs(each.value - rate) <= _AS_MUCH * max(abs(rate), abs(each.value))
            for each, rate in zip(forces, rates, strict=True)
        ):
            return scale
    return None
