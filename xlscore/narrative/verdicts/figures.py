"""A claim with a figure or a direction held against a fact: size, sign, and whether it is better or worse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith, Fact, Hedge, Sense
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against, is_cut_off
from xlscore.narrative.verdicts.findings import FactFinding

__all__ = ["end_findings", "figure_finding"]

_UNSIGNED: Final = frozenset(
    {
        ClaimKind.SHARE,
        ClaimKind.LEVEL,
        ClaimKind.COUNT,
        ClaimKind.RANK,
        ClaimKind.SHORTFALL,
        ClaimKind.OUTCOMES_REQUIRED,
        ClaimKind.RECORD,
    }
)
_IN_FRONT: Final = re.compile(r"\b(?:ahead|behind|trail\w*|lag\w*)\b", re.IGNORECASE)
_WAYS: Final = {Sense.UP: 1, Sense.DOWN: -1, Sense.SAME: 0}
_SAID: Final = {
    ClaimKind.CHANGE: ("no change", "up", "down"),
    ClaimKind.GAP: ("at it", "above", "below"),
    ClaimKind.CHANGE_REQUIRED: ("none is required", "a rise of", "a fall of"),
    ClaimKind.MOVEMENT: ("no movement", "better by", "worse by"),
    ClaimKind.TARGET: ("no change", "a rise of", "a fall of"),
    ClaimKind.AGAINST: ("at it", "above", "below"),
}


def figure_finding(claim: Claim, fact: Fact, exact: bool) -> FactFinding:
    """Return what a claim's figure and direction come to against a fact."""
    if fact.value is None:
        held = HowItHolds.DIFFERS if claim.amount is not None and claim.amount.value else HowItHolds.AGREES
        return FactFinding(held, fact, "none is required", exact=exact)
    if not isinstance(fact.value, Fraction):
        return _judged(claim, fact, exact)
    sized = _size(claim, fact.value, fact)
    turned = _way(claim, fact.value, fact)
    right = _right(claim, fact)
    if HowItHolds.DIFFERS in (sized, turned):
        return FactFinding(HowItHolds.DIFFERS, fact, right, exact=exact)
    if turned is HowItHolds.OPEN:
        return FactFinding(
            HowItHolds.OPEN, fact, right, "The workbook does not say which way is better.", exact
        )
    if sized is HowItHolds.OPEN:
        return FactFinding(HowItHolds.OPEN, fact, right, _why_open(claim, fact), exact)
    if claim.of is not None and fact.of is not None and claim.of.value != fact.of:
        return FactFinding(
            HowItHolds.DIFFERS, fact, f"{shown(fact.value, fact.unit)} of {fact.of}", exact=exact
        )
    return FactFinding(HowItHolds.AGREES, fact, right, exact=exact)


def end_findings(claim: Claim, facts: Sequence[Fact]) -> Iterator[FactFinding]:
    """Yield what the positions come to from which and to which a claim says that the force has moved."""
    for said, before in zip(claim.others, (True, False), strict=True):
        for fact in facts:
            if (
                fact.kind is ClaimKind.RANK
                and fact.previous is before
                and isinstance(fact.value, Fraction)
                and not fact.place
            ):
                held = HowItHolds.AGREES if fact.value == said.value else HowItHolds.DIFFERS
                yield FactFinding(held, fact, f"{'from' if before else 'to'} {shown(fact.value, fact.unit)}")


def _judged(claim: Claim, fact: Fact, exact: bool) -> FactFinding:
    """Return what a claim of better or worse comes to against a fact that says which."""
    direction = claim.direction
    if claim.reference is ComparedWith.ASPIRATION:
        direction = {Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}.get(direction, direction)
    if direction.value == fact.value:
        return FactFinding(HowItHolds.AGREES, fact, exact=exact)
    opposite = {direction, Sense(str(fact.value))} == {Sense.BETTER, Sense.WORSE}
    right = fact.arithmetic or str(fact.value)
    return FactFinding(HowItHolds.DIFFERS if opposite else HowItHolds.OPEN, fact, right, exact=exact)


def _size(claim: Claim, true: Fraction, fact: Fact) -> HowItHolds:
    """Return whether the figure is right, whatever its sign; one of several that would be as right is."""
    if claim.kind is ClaimKind.RANK and claim.all_but is not None:
        return _placed(claim, claim.all_but, true, fact)
    if claim.amount is None:
        return HowItHolds.AGREES
    found = [held_against(claim.amount, abs(value), claim.hedge) for value in (true, *fact.also)]
    return next((held for held in (HowItHolds.AGREES, HowItHolds.OPEN) if held in found), HowItHolds.DIFFERS)


def _placed(claim: Claim, but: int, true: Fraction, fact: Fact) -> HowItHolds:
    """Return whether a rank is first or last, or that after so many from there, as a claim says without a number."""
    best = claim.direction is Sense.BETTER
    if claim.direction in (Sense.UP, Sense.DOWN):
        if fact.higher_is_better is None:
            return HowItHolds.OPEN
        best = fact.higher_is_better is (claim.direction is Sense.UP)
    size = fact.of or (0 if claim.of is None else int(claim.of.value))
    if not best and not size:
        return HowItHolds.OPEN
    wanted = 1 + but if best else size - but
    return HowItHolds.AGREES if true == wanted else HowItHolds.DIFFERS


def _way(claim: Claim, true: Fraction, fact: Fact) -> HowItHolds:
    """Return whether the direction is right."""
    direction = claim.direction
    if claim.kind is ClaimKind.SHORTFALL and direction is Sense.BETTER:
        return HowItHolds.AGREES if true <= 0 else HowItHolds.DIFFERS
    if direction is Sense.NONE and claim.amount is not None and claim.amount.value < 0:
        direction = Sense.DOWN
    if direction is Sense.NONE or claim.kind in _UNSIGNED or _is_level_target(claim, fact):
        return HowItHolds.AGREES
    if claim.kind is ClaimKind.MOVEMENT:
        direction = {Sense.BETTER: Sense.UP, Sense.WORSE: Sense.DOWN}.get(direction, direction)
    if direction in (Sense.BETTER, Sense.WORSE):
        if claim.kind is ClaimKind.CHANGE_REQUIRED:
            return HowItHolds.AGREES  # short of it, or to be better: what is required is for the better
        if fact.higher_is_better is None or _may_only_count(claim, fact):
            return HowItHolds.OPEN
        upwards = fact.higher_is_better is (direction is Sense.BETTER)
        direction = Sense.UP if upwards else Sense.DOWN
    signs = {
        (value > 0) - (value < 0) for value in (true, *(fact.also if fact.kind is ClaimKind.AGAINST else ()))
    }
    return HowItHolds.AGREES if _WAYS[direction] in signs else HowItHolds.DIFFERS


def _may_only_count(claim: Claim, fact: Fact) -> bool:
    """Return whether "ahead of last year" may only mean more, where less would be better."""
    return (
        claim.kind is ClaimKind.CHANGE
        and fact.higher_is_better is False
        and _IN_FRONT.search(claim.stated) is not None
    )


def _is_level_target(claim: Claim, fact: Fact) -> bool:
    """Return whether a target is a level, which has no direction of its own."""
    if claim.kind is not ClaimKind.TARGET or not isinstance(fact.value, Fraction):
        return False
    return fact.unit is not ClaimUnit.PERCENT or fact.outcomes or fact.higher_is_better is True


def _why_open(claim: Claim, fact: Fact) -> str:
    said, true = claim.amount, fact.value
    if (
        said is not None
        and claim.hedge is Hedge.EXACT
        and isinstance(true, Fraction)
        and is_cut_off(said, true)
    ):
        return f"The figure is cut off, not rounded: it is {shown(abs(true), fact.unit)}."
    return f"The workbook has {_right(claim, fact)}: near enough for the sentence's words, or not."


def _right(claim: Claim, fact: Fact) -> str:
    """Return what would agree, in words."""
    value = fact.value
    if not isinstance(value, Fraction):
        return str(value)
    size = _sized(claim, fact)
    words = _SAID.get(fact.kind)
    if words is None or claim.kind in _UNSIGNED or _is_level_target(claim, fact):
        return size
    sign = (value > 0) - (value < 0)
    return (
        words[0] if not sign else words[sign] if fact.kind is ClaimKind.AGAINST else f"{words[sign]} {size}"
    )


def _sized(claim: Claim, fact: Fact) -> str:
    """Return the size of a fact with the decimals of the claim's figure."""
    value = abs(fact.value) if isinstance(fact.value, Fraction) else Fraction(0)
    if fact.also and fact.kind is not ClaimKind.AGAINST:
        return " or ".join(dict.fromkeys(shown(abs(each), fact.unit) for each in (*fact.also,)))
    if claim.amount is not None and claim.amount.half and claim.amount.unit is fact.unit:
        step = 2 * claim.amount.half
        value = Fraction(int(value / step + Fraction(1, 2))) * step
    return shown(value, fact.unit)
