"""Targets suggested for a year, from the year before, the MSG average's estimate and the policy; the agreed target stays the officer's.

Source: Leicestershire target setting, 2013: at least a 5 % reduction; where the MSG average by its trend is better, the reduction that
reaches it; what is unrealistic in a year is spread over two or three, with a milestone for each. Outcome rates are levels: the MSG
average is what is expected, and no less than the own best year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from xlscore.rules.exact import exact, to_float
from xlscore.rules.monthly.agreed import AskedTarget, Milestone, shown_level
from xlscore.rules.monthly.msg_trend import Estimate, MsgHistory, estimate
from xlscore.rules.monthly.targets import TargetWay, year_of
from xlscore.rules.monthly.year_to_date import Counts
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.series import month_name
from xlscore.rules.targets import level_at_least, reduction_to

__all__ = ["SuggestedTarget", "suggest"]


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
    msg: MsgHistory,
    begins: int,
    policy: Policy,
    counts: Counts = MappingProxyType({}),
) -> SuggestedTarget:
    """Return the target to suggest for a row; `before` is the year before (a total or a rate), `own_years` an outcome rate's own years.

    By its own counts, where they are given, the own rate of the MSG's latest period is brought to the year before the target's.

    >>> row = AskedTarget("Burglary", "", 2013, TargetWay.CHANGE)
    >>> found = suggest(row, Fraction(1000), (), MsgHistory(), 4, Policy())
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
            found = estimate(msg, year_of(asked.year, begins), policy.projection_confidence)
        except RuleError as error:
            why = error.what
    if asked.is_rate:
        return _level(asked, before, own_years, found, why, policy)
    return _reduction(asked, before, found, why, _carried(found, before, counts), policy)


def _reduction(
    asked: AskedTarget,
    before: Fraction | None,
    found: Estimate | None,
    why: str,
    carried: Fraction,
    policy: Policy,
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
    own = None if found is None or found.own is None else found.own * carried
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
        basis = f"{to_float(target.reduction):.1%} less reaches the {_said(found, asked, own)}"
        if target.years > 1:
            basis += f"; more than {to_float(most):.0%} in a year, so spread over {target.years} years"
    else:
        basis = f"{least}: it is at the {_said(found, asked, own)} or reaches it by that"
    if value is None:
        basis += "; no level, for the year before is not whole"
    return SuggestedTarget(value, tuple(milestones), basis, found)


def _carried(found: Estimate | None, before: Fraction | None, counts: Counts) -> Fraction:
    """Return the year before over the twelve months that the MSG's latest period covers, 1 where that is not known."""
    if found is None or found.last is None or not found.is_yearly or before is None:
        return Fraction(1)
    months = ReportingYear(found.last.replace(year=found.last.year - 1), found.last).months[1:]
    total = sum((counts[month] for month in months if month in counts), Fraction(0))
    return before / total if total > 0 and all(month in counts for month in months) else Fraction(1)


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


def _said(found: Estimate, asked: AskedTarget, own_then: Fraction | None = None) -> str:
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
    if found.since is not None:
        said += f", since the break of {month_name(found.since)}"
    if found.own is None:
        return said
    said += f", own {shown_level(found.own, asked.is_rate)}"
    if own_then is None or own_then == found.own:
        return said
    return f"{said}, by the own counts {shown_level(own_then, asked.is_rate)} in the year before"
