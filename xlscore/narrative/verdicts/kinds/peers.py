"""How many other forces, or which, are better or higher than the own, by the rates of the group's data."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ClaimVerdict,
    ComparedWith,
    Fact,
    Judged,
    KnownName,
    Sense,
)
from xlscore.narrative.states import PEERS
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.scope import scope_of
from xlscore.rules.words import in_words, listed

__all__ = ["is_of_peers", "judge_peers"]

_RATES: Final = (ClaimUnit.RATE, ClaimUnit.PERCENT)
_FEWEST: Final = 3
"""So many other forces make a group."""


def is_of_peers(claim: Claim) -> bool:
    """Return whether a claim counts or lists other forces beside the own."""
    return claim.states[:1] == (PEERS,)


def judge_peers(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether so many forces, or those that are named and no others, stand on that side of the own."""
    scope = scope_of(claim, knowledge, name)
    own = [fact for fact in scope.facts if _is_rate(claim, fact)]
    if scope.why or len({fact.value for fact in own}) != 1:
        return cannot_tell(
            claim, scope.why or f"The workbook has no rate of {name.name} to set beside others."
        )
    mine = own[0]
    theirs = [
        fact
        for fact in knowledge.by_name.get(name.name, ())
        if fact.place and (fact.unit, fact.period) == (mine.unit, mine.period) and _is_rate(claim, fact)
    ]
    wanted = _side(claim, mine)
    ranked = any(fact.kind is ClaimKind.RANK for fact in scope.facts)
    if not ranked or len(theirs) < _FEWEST or not wanted:
        return cannot_tell(claim, f"The workbook has no group to set {name.name} beside.")
    ahead = sorted((fact for fact in theirs if (_value(fact) - _value(mine)) * wanted > 0), key=_value)
    line = f"{name.name}: the force {shown(mine.value, mine.unit)}; {_said(ahead)} of {len(theirs)} others"
    sources = tuple(dict.fromkeys(source for fact in (mine, *theirs) for source in fact.sources))
    found = {fact.place for fact in ahead}
    if claim.amount is not None:
        right, true = in_words(len(found)), claim.amount.value == len(found)
    else:
        right, true = listed(sorted(found)) or "none", {each.name for each in claim.members} == found
    verdict = ClaimVerdict.AGREES if true else ClaimVerdict.CONTRADICTS
    return Judged(claim, verdict, sources, line, "" if true else right)


def _is_rate(claim: Claim, fact: Fact) -> bool:
    return (
        fact.kind is ClaimKind.LEVEL
        and fact.reference is ComparedWith.NONE
        and fact.unit in _RATES
        and not fact.previous
        and not fact.limit
        and fact.outcomes is claim.subject.outcomes
        and isinstance(fact.value, Fraction)
    )


def _value(fact: Fact) -> Fraction:
    return fact.value if isinstance(fact.value, Fraction) else Fraction(0)


def _side(claim: Claim, mine: Fact) -> int:
    """Return on which side of the own rate the others are said to be, 0 where the workbook does not say which is better."""
    if claim.direction in (Sense.UP, Sense.DOWN):
        return 1 if claim.direction is Sense.UP else -1
    if mine.higher_is_better is None:
        return 0
    return 1 if mine.higher_is_better is (claim.direction is Sense.BETTER) else -1


def _said(ahead: list[Fact]) -> str:
    return listed([f"{fact.place} {shown(fact.value, fact.unit)}" for fact in ahead]) if ahead else "none"
