"""What a contradiction may be of instead: the other of two names that differ in a word, the outcomes in all and not the further ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlscore.narrative.claims.words.stems import SMALL, STRAND, content, stem, words_in
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith, KnownName

__all__ = ["why_another"]

_NO_NAMES: Final = SMALL | STRAND | {"from", "without", "other", "all", "total", "overall", "crime"}


def why_another(claim: Claim, name: KnownName, knowledge: Knowledge) -> str:
    """Return why a figure may be another name's, or how many outcomes there would have to be in all, "" where it may not."""
    other = _name_beside(claim, name, knowledge)
    if other:
        return f"It may be {other} that is meant."
    if claim.kind is ClaimKind.OUTCOMES_REQUIRED and _is_in_all(claim, name, knowledge):
        return "It may be how many outcomes there would have to be in all."
    return ""


def _name_beside(claim: Claim, name: KnownName, knowledge: Knowledge) -> str:
    """Return the name that is like a claim's but for words that stand nearer before its figure: staff, where officers were named first."""
    if claim.amount is None:
        return ""
    at = claim.passage.text.find(claim.amount.text, claim.start)
    said = [stem(word) for word in words_in(claim.passage.text[: max(at, claim.start)])]
    own = set(content(words_in(name.name)))
    for other in knowledge.names:
        theirs = set(content(words_in(other.name)))
        mine, its = own - theirs - _NO_NAMES, theirs - own - _NO_NAMES
        if other.kind is not name.kind or not own & theirs or not its <= set(said) or not mine & set(said):
            continue
        if its and max(_last(said, word) for word in its) > max(_last(said, word) for word in mine):
            return other.name
    return ""


def _last(said: list[str], word: str) -> int:
    return max((place for place, each in enumerate(said) if each == word), default=-1)


def _is_in_all(claim: Claim, name: KnownName, knowledge: Knowledge) -> bool:
    """Return whether so many outcomes are what the target takes in all: those that there are and the further ones."""
    facts = [fact for fact in knowledge.by_name.get(name.name, ()) if not fact.place and not fact.previous]
    there = [
        fact.value
        for fact in facts
        if fact.kind is ClaimKind.LEVEL and fact.unit is ClaimUnit.OUTCOMES and fact.reference is ComparedWith.NONE
    ]  # fmt: skip
    further = [fact.value for fact in facts if fact.kind is ClaimKind.OUTCOMES_REQUIRED]
    return claim.amount is not None and any(
        claim.amount.value == one + two
        for one in there
        for two in further
        if isinstance(one, Fraction) and isinstance(two, Fraction)
    )
