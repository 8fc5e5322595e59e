"""Of the facts in a claim's scope those that answer it: of its kind, unit, strand and reference; surely, or perhaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith, Fact, Sense
from xlscore.narrative.verdicts.elsewhere import STRAND, mentions

__all__ = ["answered_by", "chosen", "unit_fits"]

_ANSWERED_BY: Final = {
    ClaimKind.COUNT: (ClaimKind.LEVEL,),
    ClaimKind.SHARE: (ClaimKind.SHARE, ClaimKind.LEVEL),
    ClaimKind.OUTCOMES_REQUIRED: (
        ClaimKind.OUTCOMES_REQUIRED,
        ClaimKind.SHORTFALL,
        ClaimKind.CHANGE_REQUIRED,
    ),
    ClaimKind.SHORTFALL: (ClaimKind.SHORTFALL, ClaimKind.GAP),
    ClaimKind.CHANGE_REQUIRED: (ClaimKind.CHANGE_REQUIRED, ClaimKind.SHORTFALL, ClaimKind.OUTCOMES_REQUIRED),
}
"""Which facts answer a kind of claim, where it is not those of the same kind alone; the first that are there."""
_OUTCOMES: Final = re.compile(r"\b(?:solved|detect\w*|outcomes?)\b", re.IGNORECASE)
_RECORDED: Final = re.compile(r"\b(?:recorded|offences?|incidents?|volumes?)\b", re.IGNORECASE)
_SHARES: Final = (ClaimUnit.PERCENT, ClaimUnit.POINTS)
_MOST_CHANGE: Final = Fraction(1, 2)
"""No target asks for more of a change in a count than that."""
_BEFORE: Final = (ComparedWith.LAST_YEAR, ComparedWith.LAST_TIME)
_LEVELS: Final = (ClaimKind.LEVEL, ClaimKind.COUNT, ClaimKind.SHARE)
_DIFFERENCES: Final = (ClaimKind.CHANGE, ClaimKind.GAP, ClaimKind.CHANGE_REQUIRED)


def answered_by(kind: ClaimKind) -> tuple[ClaimKind, ...]:
    """Return which kinds of facts answer a kind of claim, the nearest first."""
    return _ANSWERED_BY.get(kind, (kind,))


def chosen(claim: Claim, facts: Sequence[Fact]) -> list[tuple[Fact, bool]]:
    """Return the facts that answer a claim, each with whether it is surely the one that is meant."""
    if claim.kind is ClaimKind.GAP and claim.reference is ComparedWith.NONE:
        either = [fact for fact in facts if fact.kind in (ClaimKind.GAP, ClaimKind.CHANGE)]
        return list(_of_kind(claim, either))
    for kind in _kinds(claim):
        found = list(
            _of_kind(claim, [fact for fact in facts if fact.kind is kind and _says_side(claim, fact)])
        )
        if found:
            return found
    return []


def _kinds(claim: Claim) -> tuple[ClaimKind, ...]:
    """Return which kinds of facts answer a claim: points above last year are a change, a fall short of the target a gap."""
    if claim.kind is ClaimKind.GAP and claim.reference in _BEFORE:
        return (ClaimKind.CHANGE,)
    if claim.kind is ClaimKind.CHANGE and claim.reference not in (*_BEFORE, ComparedWith.NONE):
        return (ClaimKind.GAP,)
    return answered_by(claim.kind)


def _of_kind(claim: Claim, facts: Sequence[Fact]) -> Iterator[tuple[Fact, bool]]:
    if claim.kind in _LEVELS:
        facts = [fact for fact in facts if fact.previous is (claim.reference in _BEFORE) or _is_past(claim)]
    fitting = [(fact, sure) for fact in facts if (sure := unit_fits(claim, fact)) is not None]
    for fact, sure in _of_reference(claim, fitting):
        if _in_strand(claim, fact):
            yield fact, sure and (fact.outcomes or not _speaks_of_outcomes(claim))
        elif not claim.subject.outcomes:
            yield fact, sure and _says_outcomes(claim)


def _speaks_of_outcomes(claim: Claim) -> bool:
    """Return whether a sentence speaks of outcomes and not of recorded crime, though nothing says it of this figure."""
    return not claim.subject.outcomes and mentions(claim, _OUTCOMES) and not mentions(claim, _RECORDED)


def _in_strand(claim: Claim, fact: Fact) -> bool:
    """Return whether a fact is of the claim's strand; the name of a rate says itself that it is one of outcomes."""
    return fact.outcomes is claim.subject.outcomes or (
        fact.outcomes and _OUTCOMES.search(fact.name) is not None
    )


def _says_side(claim: Claim, fact: Fact) -> bool:
    """Return whether a fact says what a comparison asks: on which side a figure is, or whether that is better."""
    if claim.kind is not ClaimKind.AGAINST:
        return True
    if claim.reference is ComparedWith.ASPIRATION:
        return not isinstance(fact.value, Fraction)
    return isinstance(fact.value, Fraction) is not (claim.direction in (Sense.BETTER, Sense.WORSE))


def _is_past(claim: Claim) -> bool:
    return claim.period is not None and (claim.period.previous or claim.period.last is not None)


def _says_outcomes(claim: Claim) -> bool:
    """Return whether a unit can be of outcomes alone: a level in per cent is no count of crimes."""
    unit = None if claim.amount is None else claim.amount.unit
    if claim.kind is ClaimKind.OUTCOMES_REQUIRED or unit is ClaimUnit.POINTS:
        return True
    return claim.kind in _LEVELS and (
        unit is ClaimUnit.OUTCOMES or (unit is ClaimUnit.PERCENT and mentions(claim, STRAND))
    )


def unit_fits(claim: Claim, fact: Fact) -> bool | None:
    """Return whether a fact is surely in the unit of a claim, False where it may be, None where it is not."""
    if claim.amount is None or (not isinstance(fact.value, (int, float)) and fact.value is None):
        return True
    said, own = claim.amount.unit, fact.unit
    if said is own:
        return not _is_a_level(claim, fact)
    if said in _SHARES or own in _SHARES:
        loosely = said is ClaimUnit.PERCENT and own is ClaimUnit.POINTS and claim.kind in _DIFFERENCES
        return True if loosely else None
    counts = (ClaimUnit.CRIMES, ClaimUnit.OUTCOMES)
    if claim.kind in (ClaimKind.SHORTFALL, ClaimKind.OUTCOMES_REQUIRED, ClaimKind.CHANGE_REQUIRED):
        return True if {said, own} <= {*counts, ClaimUnit.NONE, ClaimUnit.OTHER} else None
    if said in (ClaimUnit.NONE, ClaimUnit.OTHER):
        return own not in (ClaimUnit.RATE,)
    if own is ClaimUnit.OTHER:
        return True  # searches, uses of force: what else is counted has no unit of its own
    if own is ClaimUnit.NONE:
        return False
    return False if {said, own} == set(counts) else None


def _is_a_level(claim: Claim, fact: Fact) -> bool:
    """Return whether a target of "85%" can be no change in a count: it is the level of something else."""
    said = claim.amount
    is_change = fact.kind is ClaimKind.TARGET and fact.unit is ClaimUnit.PERCENT and not fact.outcomes
    return (
        said is not None and is_change and fact.higher_is_better is False and abs(said.value) > _MOST_CHANGE
    )


def _of_reference(claim: Claim, facts: Sequence[tuple[Fact, bool]]) -> Iterator[tuple[Fact, bool]]:
    """Yield the facts of the reference that a claim says; where it says none, all, surely only where there is one."""
    if claim.kind in _LEVELS:
        said = ComparedWith.NONE if claim.reference in (*_BEFORE, ComparedWith.TARGET) else claim.reference
        yield from ((fact, sure) for fact, sure in facts if fact.reference is said)
        return
    if claim.kind is ClaimKind.TARGET and claim.reference is ComparedWith.NONE:
        first = [each for each in facts if each[0].reference is ComparedWith.TARGET]
        yield from first or facts
        return
    if claim.reference is ComparedWith.NONE:
        many = len({fact.reference for fact, _ in facts}) > 1
        yield from ((fact, sure and not many) for fact, sure in facts)
        return
    yield from (
        (fact, sure) for fact, sure in facts if fact.reference in (claim.reference, ComparedWith.NONE)
    )
