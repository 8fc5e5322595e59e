"""How many times what it was a year before something is, held against the workbook's two figures."""

from __future__ import annotations

import re
from dataclasses import replace
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
    Hedge,
    Judged,
    KnownName,
)
from xlscore.narrative.states import RATIO
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.scope import ends_alike, scope_of

__all__ = ["is_ratio", "judge_ratio"]

_RATES: Final = re.compile(r"\b(?:rates?|share|proportion|percentage|per cent)\b|%", re.IGNORECASE)
_RIGHT: Final = {
    Hedge.EXACT: (Fraction(9, 10), Fraction(11, 10)),
    Hedge.ABOUT: (Fraction(17, 20), Fraction(23, 20)),
    Hedge.UNDER: (Fraction(17, 20), Fraction(1)),
    Hedge.OVER: (Fraction(1), Fraction(2)),
}
"""From how much to how much of the multiple that is said a figure may be, as people say it."""
_WRONG: Final = {
    Hedge.EXACT: (Fraction(4, 5), Fraction(5, 4)),
    Hedge.ABOUT: (Fraction(3, 4), Fraction(4, 3)),
    Hedge.UNDER: (Fraction(3, 4), Fraction(51, 50)),
    Hedge.OVER: (Fraction(49, 50), Fraction(1000)),
}
"""Below and above which of it nobody would say so; what lies between is left open."""


def is_ratio(claim: Claim) -> bool:
    """Return whether a claim says how many times what it was something is."""
    return claim.states[:1] == (RATIO,)


def judge_ratio(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether something is so many times what it was: right by any of its figures, wrong by all of them."""
    scope = scope_of(_of_now(claim, knowledge, name), knowledge, name)
    facts = [fact for fact in scope.facts if _is_level(claim, fact)]
    now = [fact for fact in facts if not fact.previous]
    then = [fact for fact in facts if fact.previous]
    pairs = [(one, two) for one in now for two in then if one.unit is two.unit and _value(two) > 0]
    shares = [pair for pair in pairs if pair[0].unit is ClaimUnit.PERCENT]
    if shares and _RATES.search(claim.passage.text):
        pairs = shares
    if scope.why or not pairs:
        return cannot_tell(claim, scope.why or f"The workbook does not have both figures of {name.name}.")
    told = [_held(claim, one, two) for one, two in pairs]
    found = next((each for each in told if each.verdict is ClaimVerdict.AGREES), None)
    wrong = all(each.verdict is ClaimVerdict.CONTRADICTS for each in told)
    return found or (
        told[0] if wrong else cannot_tell(claim, "It is near enough for some, and not for others.")
    )


def _of_now(claim: Claim, knowledge: Knowledge, name: KnownName) -> Claim:
    """Return a claim without its period where that is the one that the workbook reports on."""
    said = claim.period
    ends = [
        fact.period
        for fact in knowledge.by_name.get(name.name, ())
        if not fact.previous and not fact.projected
    ]
    own = said is not None and any(end is not None and ends_alike(end, said) for end in ends)
    return replace(claim, period=None) if own else claim


def _is_level(claim: Claim, fact: Fact) -> bool:
    return (
        fact.kind is ClaimKind.LEVEL
        and fact.reference is ComparedWith.NONE
        and not fact.limit
        and not fact.projected
        and fact.outcomes is claim.subject.outcomes
        and isinstance(fact.value, Fraction)
    )


def _value(fact: Fact) -> Fraction:
    return fact.value if isinstance(fact.value, Fraction) else Fraction(0)


def _held(claim: Claim, now: Fact, then: Fact) -> Judged:
    assert claim.amount is not None
    factor, times = claim.amount.value, _value(now) / _value(then)
    part = times / factor if factor > 1 else factor / times if times else Fraction(1000)
    low, high = _RIGHT[claim.hedge]
    least, most = _WRONG[claim.hedge]
    line = f"{now.arithmetic} ÷ {then.arithmetic} = {shown(times, ClaimUnit.NONE)}"
    sources = (*now.sources, *then.sources)
    if low <= part <= high and not (claim.hedge is Hedge.OVER and part == 1):
        return Judged(claim, ClaimVerdict.AGREES, sources, line)
    if part < least or part > most:
        return Judged(claim, ClaimVerdict.CONTRADICTS, sources, line, f"{shown(times, ClaimUnit.NONE)} times")
    return cannot_tell(claim, f"It is {shown(times, ClaimUnit.NONE)} times what it was.", sources)
