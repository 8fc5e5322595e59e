"""Impact scores, as a sentence quotes them, held against the scorecard's."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.facts.threats import IMPACT_SCORE
from xlscore.narrative.model import Claim, ClaimKind, Judged, KnownName, NameKind
from xlscore.narrative.verdicts.figures import figure_finding
from xlscore.narrative.verdicts.findings import cannot_tell, verdict_of

__all__ = ["is_score", "judge_score"]

_LED: Final = re.compile(r"\bimpact scores?\b[^\d.;,]*$", re.IGNORECASE)
_FOLLOWED: Final = re.compile(r"\W*(?:is|was|as|for) (?:the|its|an) impact score\b", re.IGNORECASE)
_COUNTED: Final = frozenset({ClaimKind.LEVEL, ClaimKind.COUNT})


def is_score(claim: Claim) -> bool:
    """Return whether a bare figure is said to be an impact score: "an impact score of 9"."""
    if claim.amount is None or claim.kind not in _COUNTED:
        return False
    text = claim.passage.text
    at = text.find(claim.amount.text, claim.start)
    if at < 0:
        return False
    return bool(_LED.search(text[:at]) or _FOLLOWED.match(text[at + len(claim.amount.text) :]))


def judge_score(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether an impact score is as a claim says; of a row of crimes and one of outcomes, either may be meant."""
    facts = [
        fact
        for fact in knowledge.by_name.get(name.name, ())
        if fact.limit == IMPACT_SCORE and isinstance(fact.value, Fraction)
    ]
    places = [place for place in claim.subject.places if place.kind is not NameKind.FORCE]
    if not facts or places or claim.period is not None:
        return cannot_tell(claim, f"The workbook has no such impact score of {name.name}.")
    same = [fact for fact in facts if fact.outcomes] if claim.subject.outcomes else facts
    return verdict_of(claim, [figure_finding(claim, fact, True) for fact in same or facts], knowledge)
