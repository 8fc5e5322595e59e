"""Totals: of parts that the sentence gives and the workbook has, and of what is short or required in all."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    Modality,
)
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.rules.figures import Source

__all__ = ["judge_sum"]

_TOTALLED: Final = {
    ClaimKind.SHORTFALL: re.compile(r"\b(?:short\w*|too many)\b", re.IGNORECASE),
    ClaimKind.OUTCOMES_REQUIRED: re.compile(r"\b(?:required|needed|requirements?)\b", re.IGNORECASE),
}
_OF_TARGET: Final = (ComparedWith.TARGET, ComparedWith.NONE)
_COUNTED: Final = frozenset({ClaimUnit.CRIMES, ClaimUnit.OUTCOMES, ClaimUnit.OTHER})


def judge_sum(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return that a total agrees, where the workbook has its parts or all that it is a total of; else it cannot be told."""
    if claim.amount is None or claim.modality is not Modality.IS:
        return cannot_tell(claim, "The sentence does not say what adds up to what.")
    parts = _parts(claim, knowledge)
    if parts:
        line = " + ".join(shown(fact.value, fact.unit) for fact in parts if isinstance(fact.value, Fraction))
        return Judged(claim, ClaimVerdict.AGREES, _sources(parts), f"{line} = {claim.amount.text}")
    groups = {name.name for name in knowledge.names if name.members}
    for kind, said in _TOTALLED.items():
        of = list(
            {
                fact.name: fact
                for fact in reversed(knowledge.facts)
                if fact.kind is kind and isinstance(fact.value, Fraction) and not fact.place and fact.reference in _OF_TARGET
                and fact.outcomes is (kind is ClaimKind.OUTCOMES_REQUIRED) and fact.name not in groups
            }.values()
        )  # fmt: skip
        total = sum((fact.value for fact in of if isinstance(fact.value, Fraction)), Fraction(0))
        if len(of) > 1 and mentions(claim, said) and total == claim.amount.value:
            line = " + ".join(str(fact.value) for fact in of)
            return Judged(claim, ClaimVerdict.AGREES, _sources(of), f"{line} = {total}")
    return cannot_tell(claim, "The workbook has nothing to hold it against.")


def _parts(claim: Claim, knowledge: Knowledge) -> list[Fact]:
    """Return a fact for each part, [] where the workbook has one of them not, or where they do not add up."""
    if (
        claim.amount is None
        or len(claim.others) < 2
        or sum((each.value for each in claim.others), Fraction(0)) != claim.amount.value
    ):
        return []
    found = [
        next((fact for fact in knowledge.facts if fact.value == part.value and fact.unit in _COUNTED), None)
        for part in claim.others
    ]
    known = [fact for fact in found if fact is not None]
    return known if len(known) == len(found) else []


def _sources(facts: Sequence[Fact]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))
