"""A limit of a control chart, as a sentence quotes it, held against the one that the workbook has drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimVerdict, Judged, KnownName, NameKind, Sense
from xlscore.narrative.verdicts.figures import figure_finding
from xlscore.narrative.verdicts.findings import cannot_tell, verdict_of

__all__ = ["judge_threshold"]

_LIMITS: Final = {Sense.UP: "upper limit", Sense.DOWN: "lower limit", Sense.NONE: "mean"}


def judge_threshold(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether a limit is as a claim says; one that only a heading gives a measure to contradicts nothing."""
    places = [place.name for place in claim.subject.places if place.kind is not NameKind.FORCE]
    facts = [
        fact
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind is ClaimKind.THRESHOLD
        and fact.limit == _LIMITS.get(claim.direction)
        and fact.place == (places[0] if places else "")
    ]
    if len(facts) != 1 or len(places) > 1:
        return cannot_tell(claim, f"The workbook has no such limit of {name.name}.")
    plain = replace(claim, direction=Sense.NONE)
    found = replace(verdict_of(plain, [figure_finding(plain, facts[0], True)], knowledge), claim=claim)
    if found.verdict is ClaimVerdict.CONTRADICTS and (
        claim.subject.how == "heading" or claim.period is not None
    ):
        return cannot_tell(claim, "It may be another limit that is meant.", found.sources)
    return found
