"""Whose satisfaction is meant where only a heading says that it is satisfaction: "robbery is above its target" under Satisfaction."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.names import is_of_all_users
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.words.stems import OUTCOME_STEMS, content, stem, words_in
from xlscore.narrative.model import Claim, ClaimUnit, ComparedWith, KnownName, NameKind, Passage

__all__ = ["as_surveyed"]

_SURVEYED: Final = frozenset(("satisfaction", "satisfied"))
_ASKED: Final = frozenset(("confidence", "trust", "survey", "experience", "feedback", "victim", "user"))
"""What in a heading may speak of what people say, though not so surely."""
_OTHERS: Final = frozenset({*OUTCOME_STEMS, "crime", "recorded", "staff", "job", "workforce"})
"""What in a heading speaks of something else, or of something else besides."""
_SAYS_CRIME: Final = frozenset(("CRIME", "OUTCOME", "RATE"))
_COUNTS: Final = frozenset({ClaimUnit.CRIMES, ClaimUnit.OUTCOMES, ClaimUnit.RATE})
_FIGURES: Final = frozenset({NameKind.MEASURE, NameKind.OBJECTIVE})


def as_surveyed(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a claim of an offence as one of the satisfaction of its victims, where the heading says so and the sentence nothing else.

    Of an offence whose victims the workbook does not ask, it is left open.
    """
    heading = _heading(claim.passage, _SURVEYED)
    counted = claim.amount is not None and claim.amount.unit in _COUNTS
    if counted or _SAYS_CRIME & set(sentence.types):
        return claim
    if not heading:
        asked = _heading(claim.passage, _ASKED)
        why = f"It stands under “{asked}” and may be what people say."
        of_target = claim.reference is ComparedWith.TARGET and any(map(_is_offence, claim.subject.names))
        return replace(claim, reservations=(*claim.reservations, why)) if asked and of_target else claim
    names, members = (
        tuple(_satisfied(name, sentence) for name in each) for each in (claim.subject.names, claim.members)
    )
    if None in (*names, *members):
        return replace(claim, doubts=(*claim.doubts, f"It stands under “{heading}” and may be of that."))
    subject = replace(claim.subject, names=tuple(name for name in names if name is not None))
    return replace(claim, subject=subject, members=tuple(name for name in members if name is not None))


def _heading(passage: Passage, strand: frozenset[str]) -> str:
    """Return the lead, or the innermost heading that speaks of a strand, where that is the one asked for; "" where it is another."""
    for text in (passage.lead, *reversed(passage.headings)):
        stems = {stem(word) for word in words_in(text)}
        if stems & _OTHERS:
            return ""
        if stems & strand:
            return text
    return ""


def _is_offence(name: KnownName) -> bool:
    return name.kind in _FIGURES and "satisfaction" not in name.name.casefold()


def _satisfied(name: KnownName, sentence: SentenceRead) -> KnownName | None:
    """Return the satisfaction of those that a name is about, the name itself where it is no offence; None where the workbook has none."""
    if not _is_offence(name):
        return name
    own = {*content(words_in(name.name)), "satisfaction"}
    found = [
        each
        for each in sentence.names.satisfaction_of([name.name])
        if own.issuperset(content(words_in(each.name))) and not is_of_all_users(each)
    ]
    return found[0] if len(found) == 1 else None
