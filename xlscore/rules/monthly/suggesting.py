"""Targets suggested for a year, from the year before, the MSG average's estimate and the policy; the agreed target stays the officer's.

Source: Leicestershire target setting, 2013: at least a 5 % reduction; where the MSG average by its trend is better, the reduction that
reaches it; what is unrealistic in a year is spread over two or three, with a milestone for each. Outcome rates are levels: the MSG
average is what is expected, and no less than the own best year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import exact, to_float
from xlscore.rules.monthly.msg_trend import Estimate, MsgPoint, estimate
from xlscore.rules.monthly.targets import TargetWay, YearTarget, year_of
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.series import month_name
from xlscore.rules.targets import level_at_least, reduction_to

__all__ = [
    "AskedTarget",
    "Milestone",
    "SuggestedTarget",
    "against",
    "is_under_floor",
    "shown_level",
    "suggest",
]

_ALIKE: Final = Fraction(1, 2000)
"""An agreed target this near to the suggested one is the same as printed: a tenth of a per cent."""


@dataclass(frozen=True, slots=True)
class AskedTarget:
    """A row of the table of targets: of which measure, place and year, of which kind, what was agreed, the least reduction to aim for."""

    measure: str
    place: str
    year: int
    kind: TargetWay
    agreed: YearTarget | None = None
    floor: Fraction | None = None
    is_rate: bool = False
    higher_is_better: bool | None = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """Where a measure is to be in a year: its level (None: the year that it is a change on is not known), and the change."""

    year: int
    level: Fraction | None
    change: Fraction | None = None


@dataclass(frozen=True, slots=True)
class SuggestedTarget:
    """A suggested target as its row takes it (None: none), the years that it is spread over, and in words where it comes from."""

    value: Fraction | None
    milestones: tuple[Milestone, ...]
    basis: str
    msg: Estimate | None = None

    @property
    def spread(self) -> tuple[Milestone, ...]:
        """Return the milestones where they are more than the target itself."""
        return self.milestones if len(self.milestones) > 1 else ()


def suggest(
    asked: AskedTarget,
    before: Fraction | None,
    own_years: Sequence[Fraction],
    points: Sequence[MsgPoint],
    begins: int,
    policy: Policy,
) -> SuggestedTarget:
    """Return the target to suggest for a row; `before` is the year before (a total or a rate), `own_years` an outcome rate's own years.

    >>> row = AskedTarget("Burglary", "", 2013, TargetWay.CHANGE)
    >>> found = suggest(row, Fraction(1000), (), (), 4, Policy())
    >>> float(found.value), found.basis
    (-0.05, 'the least reduction, 5.0%: no MSG average of it is in the workbook')
    """
    if asked.higher_is_better is None:
        return SuggestedTarget(None, (), "none: neither way is better")
    if asked.higher_is_better and not asked.is_rate:
        return SuggestedTarget(None, (), "none: targets are suggested for reductions and for outcome rates")
    found: Estimate | None = None
    why = "the MSG compares forces, not places"
    if not asked.place:
        try:
            found = estimate(points, year_of(asked.year, begins), policy.projection_confidence)
        except RuleError as error:
            why = error.what
    if asked.is_rate:
        return _level(asked, before, own_years, found, why, policy)
    return _reduction(asked, before, found, why, policy)


def _reduction(
    asked: AskedTarget, before: Fraction | None, found: Estimate | None, why: str, policy: Policy
) -> SuggestedTarget:
    if before == 0:
        return SuggestedTarget(None, (), "none: the year before had none", found)
    floor = exact(policy.target_floor) if asked.floor is None else asked.floor
    most = max(exact(policy.target_ceiling), floor)
    if not most:
        return SuggestedTarget(None, (), "none: the policy allows no reduction", found)
    if found is not None and found.own is None:
        why = "no own figure stands beside the MSG average"
    elif found is not None and not found.own:
        why = "the own figure beside the MSG average is zero"
    own = None if found is None else found.own
    target = (
        reduction_to(own, found.value, floor, most)
        if found is not None and own
        else reduction_to(Fraction(1), Fraction(1), floor, most)
    )
    milestones = []
    for number in range(1, target.years + 1):
        change = -max(floor, target.reduction * number / target.years)
        level = None if before is None else before * (1 + change)
        milestones.append(Milestone(asked.year + number - 1, level, change))
    first = milestones[0]
    value = first.change if asked.kind is TargetWay.CHANGE else first.level
    least = f"the least reduction, {to_float(floor):.1%}"
    if found is None or not own:
        basis = f"{least}: {why}"
    elif target.reduction > floor:
        basis = f"{to_float(target.reduction):.1%} less reaches the {_said(found, asked)}"
        if target.years > 1:
            basis += f"; more than {to_float(most):.0%} in a year, so spread over {target.years} years"
    else:
        basis = f"{least}: it is at the {_said(found, asked)} or reaches it by that"
    if value is None:
        basis += "; no level, for the year before is not whole"
    return SuggestedTarget(value, tuple(milestones), basis, found)


def _level(
    asked: AskedTarget,
    before: Fraction | None,
    own_years: Sequence[Fraction],
    found: Estimate | None,
    why: str,
    policy: Policy,
) -> SuggestedTarget:
    expected = [] if found is None else [min(Fraction(1), found.value)]
    best = max(own_years, default=None)
    levels = [*expected, *([] if best is None else [min(Fraction(1), best)])]
    if before is None and not levels:
        return SuggestedTarget(None, (), f"none: {why}, and no own year has a rate")
    today = min(Fraction(1), before) if before is not None else max(levels)
    target = level_at_least(today, levels, exact(policy.target_ceiling) or Fraction(1))
    milestones = tuple(
        Milestone(asked.year + number, level) for number, level in enumerate(target.milestones)
    )
    if found is not None and expected[0] >= target.level:
        basis = f"the {_said(found, asked)}"
    else:
        own = "the own best year" if best is not None and best >= target.level else "the year before"
        basis = f"{own}, {to_float(target.level):.1%}: "
        basis += why if found is None else f"the {_said(found, asked)} is lower"
    if target.years > 1:
        basis += f"; reached over {target.years} years"
    return SuggestedTarget(milestones[0].level, milestones, basis, found)


def _said(found: Estimate, asked: AskedTarget) -> str:
    """Return the estimate in words, with its range and what it stands on."""
    value = shown_level(found.value, asked.is_rate)
    if found.periods == 1:
        since = "" if found.last is None else f" ({month_name(found.last)})"
        said = f"MSG average of {value}{since}, one period without a trend"
    else:
        ends = ""
        if found.low is not None and found.high is not None:
            low, high = (shown_level(end, asked.is_rate) for end in (found.low, found.high))
            ends = f", {low} to {high}" if low != high else ""
        said = f"MSG average of {value} by {month_name(found.to)} (from {found.periods} periods to {'' if found.last is None else month_name(found.last)}{ends})"
    return said if found.own is None else f"{said}, own {shown_level(found.own, asked.is_rate)}"


def shown_level(value: Fraction, is_rate: bool) -> str:
    """Return a level in words: a rate in per cent, a whole number as such, another one to two places.

    >>> shown_level(Fraction(32, 100), True), shown_level(Fraction(1806), False), shown_level(Fraction(841, 10), False)
    ('32.0%', '1,806', '84.10')
    """
    if is_rate:
        return f"{to_float(value):.1%}"
    return f"{int(value):,}" if value.denominator == 1 else f"{to_float(value):,.2f}"


def is_under_floor(asked: AskedTarget, before: Fraction | None, policy: Policy) -> bool:
    """Return whether an agreed target asks for less than the least reduction.

    >>> from xlscore.rules.figures import Source
    >>> agreed = YearTarget(Fraction(-2, 100), TargetWay.CHANGE, Source("Targets", "E2"))
    >>> is_under_floor(AskedTarget("Burglary", "", 2013, TargetWay.CHANGE, agreed), None, Policy())
    True
    """
    if asked.agreed is None or asked.is_rate or asked.higher_is_better is not False:
        return False
    level = asked.agreed.of_year(before or Fraction(1) if asked.agreed.kind is TargetWay.CHANGE else before)
    if asked.agreed.kind is TargetWay.LEVEL and not before:
        return False
    floor = exact(policy.target_floor) if asked.floor is None else asked.floor
    return level is not None and level > (before or Fraction(1)) * (1 - floor)


def against(asked: AskedTarget, suggestion: SuggestedTarget, before: Fraction | None) -> str:
    """Return in words how an agreed target compares with the suggested one, "" where they agree or one is missing.

    >>> from xlscore.rules.figures import Source
    >>> agreed = YearTarget(Fraction(-2, 100), TargetWay.CHANGE, Source("Targets", "E2"))
    >>> against(AskedTarget("Burglary", "", 2013, TargetWay.CHANGE, agreed), SuggestedTarget(Fraction(-5, 100), (), ""), None)
    'agreed -2.0%, weaker than suggested'
    """
    if asked.agreed is None or suggestion.value is None:
        return ""
    agreed, ours = asked.agreed.value, suggestion.value
    as_share = asked.is_rate or asked.kind is TargetWay.CHANGE
    alike = _ALIKE if as_share else (before or max(agreed, ours)) * _ALIKE
    if abs(agreed - ours) < alike:
        return ""
    weaker = agreed < ours if asked.is_rate else agreed > ours
    said = (
        f"{to_float(agreed):+.1%}" if as_share and not asked.is_rate else shown_level(agreed, asked.is_rate)
    )
    return f"agreed {said}, {'weaker' if weaker else 'stronger'} than suggested"
