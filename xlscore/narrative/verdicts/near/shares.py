"""A share that is the workbook's part of a whole which stands in the sentence: "Of 168,643 crimes, violence made up 9.1%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

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
    Modality,
)
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.near.aspects import is_dated, is_of_place
from xlscore.narrative.verdicts.near.words import FigureWords, words_of
from xlscore.rules.exact import to_float

__all__ = ["shared"]

_COUNTED: Final = (ClaimUnit.CRIMES, ClaimUnit.OUTCOMES)
_WHOLE: Final = re.compile(r"(?<![\w.,])\d[\d,]*(?![\d.,]*(?:%|st|nd|rd|th|\d))")
_LEAST: Final = 100
"""A smaller whole is one of many by chance."""


def shared(found: Judged, knowledge: Knowledge) -> Judged:
    """Return that a share agrees which could not be told, where part and whole are the workbook's; else as it was."""
    claim = found.claim
    words = words_of(claim)
    if (
        found.verdict is not ClaimVerdict.CANNOT_TELL
        or claim.kind is not ClaimKind.SHARE
        or claim.amount is None
        or claim.amount.unit is not ClaimUnit.PERCENT
        or claim.amount.half >= Fraction(1, 200)
        or claim.doubts
        or claim.hedge is not Hedge.EXACT
        or claim.modality is not Modality.IS
        or words is None
    ):
        return found
    for whole in _wholes(words, knowledge):
        for part in _parts(claim, words, whole, knowledge):
            share = _value(part) / _value(whole)
            if held_against(claim.amount, share) is HowItHolds.AGREES:
                line = f"{part.arithmetic} ÷ {whole.arithmetic} = {to_float(share):.1%}"
                return Judged(claim, ClaimVerdict.AGREES, (*part.sources, *whole.sources), line)
    return found


def _value(fact: Fact) -> Fraction:
    return fact.value if isinstance(fact.value, Fraction) else Fraction(0)


def _wholes(words: FigureWords, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield the counts of the force that stand in the sentence."""
    said = {Fraction(met[0].replace(",", "")) for met in _WHOLE.finditer(words.text)}
    for fact in knowledge.facts:
        if _is_count(fact) and not fact.place and fact.value in said and _value(fact) >= _LEAST:
            yield fact


def _parts(claim: Claim, words: FigureWords, whole: Fact, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield the counts of the claim's own name and place that are a part of a whole."""
    for name in claim.subject.names:
        for fact in knowledge.by_name.get(name.name, ()):
            same = (fact.unit, fact.outcomes, fact.previous) == (whole.unit, whole.outcomes, whole.previous)
            if (
                _is_count(fact)
                and same
                and _value(fact) < _value(whole)
                and is_of_place(words, fact, knowledge)
            ):
                yield fact


def _is_count(fact: Fact) -> bool:
    return (
        fact.kind is ClaimKind.LEVEL
        and fact.unit in _COUNTED
        and fact.reference is ComparedWith.NONE
        and not fact.projected
        and not is_dated(fact)
    )
