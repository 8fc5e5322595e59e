"""In which places something rose or fell, for a sentence that counts or lists them."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith, Fact, Sense
from xlscore.narrative.verdicts.criteria import CountedNames, sorted_by

__all__ = ["places_counted"]

_WAYS: Final = {Sense.UP: 1, Sense.DOWN: -1}
_COUNTED: Final = (ClaimUnit.CRIMES, ClaimUnit.OUTCOMES)


def places_counted(claim: Claim, knowledge: Knowledge) -> CountedNames:
    """Return in which of the places that a claim counts its subject went the way that it says."""
    names, places = claim.subject.names, {place.name for place in claim.subject.places}
    if claim.subject.foreign or len(names) != 1:
        return CountedNames(why="The sentence does not say what it is about.")
    if claim.period is not None:
        return CountedNames(why="The workbook does not count places by other times than its own.")
    facts = [
        fact
        for fact in knowledge.by_name.get(names[0].name, ())
        if _answers(claim, fact) and fact.place in places
    ]
    if {fact.place for fact in facts} != places:
        return CountedNames(why=f"The workbook does not say it of {names[0].name} by place.")
    way = _WAYS[claim.direction]
    return sorted_by(
        facts,
        lambda fact: isinstance(fact.value, Fraction) and fact.value * way > 0,
        key=lambda fact: fact.place,
    )


def _answers(claim: Claim, fact: Fact) -> bool:
    """Return whether a fact is the change of a count on last year, in the strand of the claim."""
    return (
        fact.kind is ClaimKind.CHANGE
        and fact.reference is ComparedWith.LAST_YEAR
        and fact.unit in _COUNTED
        and fact.outcomes is claim.subject.outcomes
        and not fact.previous
    )
