"""What in a sentence's words keeps a contradiction from being one: satisfaction, a group of objectives, an aspiration, a suggestion."""

from __future__ import annotations

import re
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, KnownName
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.rules.words import name_key

__all__ = ["SATISFIED", "doubt_of"]

SATISFIED: Final = re.compile(r"\bsatisf\w+", re.IGNORECASE)
_HELD: Final = re.compile(r"\b(?:held|previous\w*|was|were|last|before|used to)\b", re.IGNORECASE)
_REGRADED: Final = re.compile(
    r"\b(?:grad\w+|improv\w+|deteriorat\w+|(?:up|down)graded?|moved?|r[io]se\w*|f[ae]ll\w*|slip\w+|drop\w+|climb\w*|up|down|unchanged|"
    r"chang\w+|same|stay\w*|remain\w*|kept|held)\b",
    re.IGNORECASE,
)
_ASPIRED: Final = re.compile(r"\baspir\w+", re.IGNORECASE)
_PUBLISHED: Final = re.compile(r"\bpublish\w*\b", re.IGNORECASE)
_SUGGESTED: Final = re.compile(r"\b(?:suggest\w*|rules?|proposed|own view|redlines?)\b", re.IGNORECASE)


def doubt_of(claim: Claim, name: KnownName, knowledge: Knowledge) -> str:
    """Return why a claim of a name may be of something else, "" where it may not."""
    is_satisfaction = SATISFIED.search(name.name) is not None
    if mentions(claim, SATISFIED) and not is_satisfaction:
        return "It may be satisfaction that is meant."
    text = claim.passage.text.casefold()
    if is_satisfaction and any(
        re.search(rf"\b{re.escape(strand)}\b", text) for strand in _other_strands(name, knowledge)
    ):
        return "It may be a strand of satisfaction that is meant."
    group = next(
        (each for each in knowledge.names if name.name in each.members and _is_named(claim, each)), None
    )
    if group is not None and group.name != name.name:
        return f"It may be {group.name} that is meant."
    if mentions(claim, _PUBLISHED):
        return "It may be the published figure that is meant."
    if claim.kind is ClaimKind.GRADE and _is_from(claim):
        return "It may be the grade before that is meant."
    if (
        claim.kind is ClaimKind.CHANGE_OF_GRADE
        and not claim.grades
        and not _REGRADED.search(claim.passage.text)
    ):
        return "It may be no grade that has changed."
    if claim.kind is ClaimKind.GRADE and mentions(claim, _SUGGESTED):
        return "It may be the suggested grade that is meant."
    if claim.kind is ClaimKind.RANK and mentions(claim, _HELD) and _was(claim, name, knowledge):
        return "It may be the position before that is meant."
    if claim.kind is ClaimKind.RECORD and mentions(claim, _ASPIRED):
        return "It may be the aspiration that is meant."
    if claim.kind is ClaimKind.RANK and _is_aspired(claim):
        return "It may be the aspiration that is meant."
    return ""


def _other_strands(name: KnownName, knowledge: Knowledge) -> set[str]:
    """Return the strands of satisfaction that a name is none of."""
    every = {
        each.name.partition(": ")[2].casefold() for each in knowledge.names if SATISFIED.search(each.name)
    }
    return every - {"", name.name.partition(": ")[2].casefold()}


def _is_named(claim: Claim, name: KnownName) -> bool:
    text = name_key(f"{claim.passage.text} {claim.passage.lead}")
    return name_key(name.name) in text


def _was(claim: Claim, name: KnownName, knowledge: Knowledge) -> bool:
    """Return whether a position is the one before."""
    said = None if claim.amount is None else claim.amount.value
    facts = knowledge.by_name.get(name.name, ())
    return any(fact.kind is ClaimKind.RANK and fact.previous and fact.value == said for fact in facts)


def _is_from(claim: Claim) -> bool:
    """Return whether a grade is said to be the one from which another came."""
    said = "|".join(
        [*map(re.escape, claim.grades), *("RI" for grade in claim.grades if grade == "Requires Improvement")]
    )
    return bool(said) and re.search(rf"\bfrom (?:an? )?(?:{said})\b", claim.passage.text) is not None


def _is_aspired(claim: Claim) -> bool:
    """Return whether the position stands behind the word for what is aspired to."""
    said = "" if claim.amount is None else re.escape(claim.amount.text)
    return re.search(rf"\baspir\w*\b[^.;]{{0,30}}\b{said}", claim.passage.text, re.IGNORECASE) is not None
