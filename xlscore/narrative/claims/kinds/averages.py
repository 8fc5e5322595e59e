"""The claims of what the average of the group is: "against an MSG average of 78.2", which is no figure of the own force."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith

__all__ = ["of_average"]

_FIGURES: Final = ("PERCENT", "RATE")
_OTHER: Final = re.compile(
    r"\b(?:monthly|weekly|daily|yearly|annual|historic\w*|long[- ](?:term|run)|national|england|regional|moving|rolling|(?:two|three|four|five|six|ten|twelve|\d+)[- ](?:year|month)|per (?:month|week|day)"
    r"|(?:a|each|every) (?:month|week|day|year))\b",
    re.IGNORECASE,
)
"""What makes an average one of other things than the forces of the group."""


def of_average(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a level that is said to be the average's as one of the average; any other claim as it is."""
    if claim.kind is not ClaimKind.LEVEL or claim.reference is not ComparedWith.NONE or claim.amount is None:
        return claim
    at = next(
        (to for to, token in enumerate(sentence.tokens) if token.amount is not None and token.amount.text == claim.amount.text and claim.start <= token.start < claim.end),
        None,
    )  # fmt: skip
    if at is None or sentence.types[at] not in _FIGURES or not _is_average(sentence, at):
        return claim
    if _OTHER.search(sentence.passage.text):
        return replace(claim, doubts=(*claim.doubts, "It may be another average that is meant."))
    return replace(claim, reference=ComparedWith.AVERAGE)


def _is_average(sentence: SentenceRead, at: int) -> bool:
    """Return whether a figure stands right behind the word for the average, or right before it."""
    types = sentence.types
    behind = types[max(0, at - 2) : at] in (("AVERAGE", "OF"), ("AVERAGE", "IS")) or types[at - 1 : at] == (
        "AVERAGE",
    )
    return behind or (types[at - 1 : at] == ("THE",) and types[at + 1 : at + 2] == ("AVERAGE",))
