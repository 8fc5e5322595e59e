"""Totals and differences of two offences: "burglary of dwellings and of shops came to 2,723", "682 more than dwelling burglaries"."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlscore.narrative.claims.words.stems import content, stem, words_in
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
    NameKind,
)
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.near.of_other_figures import difference_of_two, sum_of_two

__all__ = ["judge_two_names"]

_FIGURES: Final = frozenset({NameKind.MEASURE, NameKind.OBJECTIVE})
_COUNTS: Final = frozenset({ClaimUnit.CRIMES, ClaimUnit.OUTCOMES})


def judge_two_names(claim: Claim, knowledge: Knowledge) -> Judged | None:
    """Return whether a figure is the total, or the difference, of two names that its sentence speaks of; None where it is of one alone."""
    joined = sum_of_two(claim)
    if joined:
        pairs = _pairs(_spoken_of(claim, joined, knowledge))
        return _told(claim, [(one, two, 1) for one, two in pairs]) or cannot_tell(
            claim, f"It may be the total of “{joined}”."
        )
    more, less = difference_of_two(claim)
    if not more or not less:
        return None
    over, under = (_spoken_of(claim, said, knowledge) for said in (more, less))
    apart = [(one, two, -1) for one in over for two in under if one.name != two.name]
    return _told(claim, apart) or cannot_tell(
        claim, f"It may be how far “{more.strip()}” and “{less.strip()}” are apart."
    )


def _told(claim: Claim, pairs: list[tuple[Fact, Fact, int]]) -> Judged | None:
    """Return that a figure is what one pair comes to; None where none does."""
    for one, two, sign in pairs:
        if claim.amount is None or not isinstance(one.value, Fraction) or not isinstance(two.value, Fraction):
            continue
        value = one.value + sign * two.value
        if (one.unit, one.outcomes) == (two.unit, two.outcomes) and held_against(
            claim.amount, value, claim.hedge
        ) is HowItHolds.AGREES:
            line = f"{shown(one.value, one.unit)} {'+' if sign > 0 else '−'} {shown(two.value, two.unit)} = {shown(value, one.unit)}"
            return Judged(claim, ClaimVerdict.AGREES, (*one.sources, *two.sources), line)
    return None


def _pairs(facts: list[Fact]) -> Iterator[tuple[Fact, Fact]]:
    for place, one in enumerate(facts):
        yield from ((one, two) for two in facts[place + 1 :] if two.name != one.name)


def _spoken_of(claim: Claim, said: str, knowledge: Knowledge) -> list[Fact]:
    """Return the counts of each name all of whose words are said, of the force and of the claim's time and strand."""
    stems = {stem(word) for word in words_in(said.casefold())}
    before = (
        claim.reference in (ComparedWith.LAST_YEAR, ComparedWith.LAST_TIME)
        and claim.kind is not ClaimKind.CHANGE
    )
    place = claim.subject.places[0].name if len(claim.subject.places) == 1 else ""
    return [
        fact
        for name in knowledge.names
        if name.kind in _FIGURES and (own := set(content(words_in(name.name.casefold())))) and own <= stems
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind is ClaimKind.LEVEL and fact.unit in _COUNTS and fact.outcomes is claim.subject.outcomes
        and fact.previous is before and not fact.projected and not fact.command and fact.place == place
        and fact.reference is ComparedWith.NONE and not fact.limit
    ]  # fmt: skip
