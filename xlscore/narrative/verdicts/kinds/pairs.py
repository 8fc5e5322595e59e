"""One place, force or measure beside another: which of them is the higher, or the better, by every figure that may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    Judged,
    KnownName,
    NameKind,
    PrintedAmount,
    Sense,
)
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.near.of_counts import answers_by_count, is_of_counts
from xlscore.narrative.verdicts.scope import scope_of
from xlscore.rules.words import listed

__all__ = ["is_pair", "judge_pair"]

_RATES: Final = re.compile(
    r"\b(?:rates?|per|for every|for each|a head|head for head|shares?|proportions?|part of|often|likely|rarer|commoner|common)\b",
    re.IGNORECASE,
)
_CHANGES: Final = re.compile(
    r"\b(?:rise|fall|increase|decrease|reduction|growth|drop|change|improvement)s?\b", re.IGNORECASE
)
_SHARES: Final = re.compile(r"%|\bper ?cent\b|\bpoints?\b", re.IGNORECASE)
_IN_RANKING: Final = re.compile(r"\b(?:above|below|beneath|under|over|ahead|behind)\b", re.IGNORECASE)
_OF_FIGURES: Final = re.compile(
    r"\b(?:rates?|numbers?|counts?|totals?|figures?|that of|those of|per)\b", re.IGNORECASE
)
_COUNTS: Final = frozenset({ClaimUnit.CRIMES, ClaimUnit.OUTCOMES})
_KINDS: Final = {
    ComparedWith.OTHER: ClaimKind.LEVEL,
    ComparedWith.LAST_YEAR: ClaimKind.CHANGE,
    ComparedWith.TARGET: ClaimKind.GAP,
}


def is_pair(claim: Claim) -> bool:
    """Return whether a comparison is one with another place, force or measure."""
    return claim.kind is ClaimKind.AGAINST and bool(claim.members)


def judge_pair(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether one stands above the other, or better, as a claim says."""
    told = list(_told(claim, knowledge, name))
    if claim.only:
        more = _others(claim, knowledge, name)
        told = [_as_only(each, more) for each in told]
    for verdict in (ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS):
        found = next((each for each in told if each.verdict is verdict), None)
        if (
            found is not None
            and verdict is ClaimVerdict.CONTRADICTS
            and _may_be_ranked(claim, name, knowledge)
        ):
            return cannot_tell(claim, "It may be the position that is meant.", found.sources)
        if found is not None:
            return found
    return cannot_tell(claim, f"The workbook does not have both figures of {name.name}.")


def _others(claim: Claim, knowledge: Knowledge, name: KnownName) -> list[str]:
    """Return of which other places it holds, too."""
    sides = {side.name for side in (*claim.subject.places, *claim.members)}
    return [
        place.name
        for place in knowledge.named(NameKind.PLACE)
        if place.name not in sides
        and any(
            each.verdict is ClaimVerdict.AGREES
            for each in _told(
                replace(claim, subject=replace(claim.subject, places=(place,))), knowledge, name
            )
        )
    ]


def _as_only(found: Judged, more: list[str]) -> Judged:
    """Return what is said of one alone: it contradicts where it holds of another by any figure, too."""
    if found.verdict is not ClaimVerdict.AGREES or not more:
        return found
    return replace(found, verdict=ClaimVerdict.CONTRADICTS, would_agree=f"{listed(more)} too")


def _told(claim: Claim, knowledge: Knowledge, name: KnownName) -> Iterator[Judged]:
    """Yield the answer by each figure of which both are known."""
    other = claim.members[0]
    named = {each.name: each for each in knowledge.names}
    theirs = other if other.kind not in (NameKind.PLACE, NameKind.FORCE) else name
    there = (other,) if other.kind is NameKind.PLACE else ()
    both = [
        scope_of(replace(claim, members=(), subject=replace(claim.subject, places=places)), knowledge, named.get(of.name, of))
        for of, places in ((name, claim.subject.places), (theirs, there if theirs is name else claim.subject.places))
    ]  # fmt: skip
    kind = _KINDS[claim.reference]
    of_level = kind is ClaimKind.LEVEL
    rates = of_level and not is_of_counts(claim) and _RATES.search(claim.passage.text) is not None
    for mine in both[0].facts:
        if not _fits(mine, kind, claim, rates):
            continue
        for its in both[1].facts:
            if _of_one_question(mine, its) and _fits(its, kind, claim, rates):
                yield from _held(claim, mine, its)


def _is_rate(fact: Fact) -> bool:
    """Return whether a figure is one by which places of any size are better or worse than one another."""
    return fact.kind is ClaimKind.LEVEL and fact.unit is ClaimUnit.RATE and not fact.previous


def _fits(fact: Fact, kind: ClaimKind, claim: Claim, rates: bool) -> bool:
    wanted = ComparedWith.NONE if claim.reference is ComparedWith.OTHER else claim.reference
    return (
        fact.kind is kind
        and fact.reference is wanted
        and not fact.previous
        and not fact.limit
        and fact.outcomes is claim.subject.outcomes
        and isinstance(fact.value, Fraction)
        and not (rates and fact.unit in _COUNTS)
        and (kind is not ClaimKind.LEVEL or answers_by_count(claim, fact))
    )


def _of_one_question(one: Fact, two: Fact) -> bool:
    """Return whether two figures answer the same; one whose period is not said may be of the other's."""
    periods = {each.period for each in (one, two) if each.period is not None}
    return (one.kind, one.unit, one.projected) == (two.kind, two.unit, two.projected) and len(periods) < 2


def _held(claim: Claim, mine: Fact, its: Fact) -> Iterator[Judged]:
    one, two = (fact.value if isinstance(fact.value, Fraction) else Fraction(0) for fact in (mine, its))
    if mine.kind is ClaimKind.GAP:
        better = mine.higher_is_better
        if better is None or (one > 0) is better or (two > 0) is better:
            return
        one, two = abs(one), abs(two)
    wanted, said = _sign(claim.direction, mine), claim.amount
    if one == two or not wanted:
        return
    agrees = (one > two) is (wanted > 0)
    line = f"{_place(mine)} {shown(mine.value, mine.unit)}, {_place(its)} {shown(its.value, its.unit)}"
    if said is not None:
        apart = _apart(said, mine.unit, one, two)
        held = None if apart is None else held_against(said, abs(apart), claim.hedge)
        if held is None or held is HowItHolds.OPEN:
            return
        agrees = agrees and held is HowItHolds.AGREES
    if not agrees and _is_of_another_figure(claim, mine):
        return
    verdict = ClaimVerdict.AGREES if agrees else ClaimVerdict.CONTRADICTS
    right = "" if agrees else "the other way round" if said is None else line
    yield Judged(claim, verdict, (*mine.sources, *its.sources), line, right)


def _is_of_another_figure(claim: Claim, mine: Fact) -> bool:
    """Return whether a sentence may set two changes, or two shares, beside each other, where only the counts are known."""
    if claim.reference is not ComparedWith.OTHER or mine.unit not in _COUNTS:
        return False
    return _CHANGES.search(claim.passage.text) is not None or _SHARES.search(claim.passage.text) is not None


def _may_be_ranked(claim: Claim, name: KnownName, knowledge: Knowledge) -> bool:
    """Return whether the workbook has a position of the name, so that who is "below us" may be so by that."""
    ranked = any(fact.kind is ClaimKind.RANK for fact in knowledge.by_name.get(name.name, ()))
    return ranked and _is_in_ranking(claim)


def _is_in_ranking(claim: Claim) -> bool:
    """Return whether "below us" may be said of a ranking, in which the lower figure may stand above."""
    said = claim.amount is None and _IN_RANKING.search(claim.stated) is not None
    return said and not _OF_FIGURES.search(claim.passage.text)


def _apart(said: PrintedAmount, unit: ClaimUnit, one: Fraction, two: Fraction) -> Fraction | None:
    """Return how far two figures are apart in the unit of a claim, None where that cannot be said in it."""
    if said.unit is ClaimUnit.PERCENT:
        return one / two - 1 if unit is not ClaimUnit.PERCENT and two else None
    if said.unit is ClaimUnit.POINTS:
        return one - two if unit in (ClaimUnit.PERCENT, ClaimUnit.POINTS) else None
    return one - two if unit not in (ClaimUnit.PERCENT, ClaimUnit.POINTS) else None


def _place(fact: Fact) -> str:
    return fact.place or "the force"


def _sign(direction: Sense, fact: Fact) -> int:
    if direction in (Sense.UP, Sense.DOWN):
        return 1 if direction is Sense.UP else -1
    if fact.higher_is_better is None:
        return 0
    return 1 if fact.higher_is_better is (direction is Sense.BETTER) else -1
