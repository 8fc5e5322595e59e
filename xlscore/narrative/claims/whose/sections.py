"""Whose figures stand in a section that is headed with a place: "Islington > Offences"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.tokens import tokens_of
from xlscore.narrative.model import UNSURE_PLACE, Claim, ClaimKind, KnownName

__all__ = ["in_section"]

_KINDS: Final = frozenset(
    (ClaimKind.LEVEL, ClaimKind.COUNT, ClaimKind.CHANGE, ClaimKind.TARGET, ClaimKind.GAP, ClaimKind.SHORTFALL, ClaimKind.OUTCOMES_REQUIRED)
)  # fmt: skip
_OTHERS: Final = frozenset(
    ("PLACE", "COMMAND", "FORCE", "FORCEWORD", "OWN", "OVERALL", "PLACE_WORD", "THEMSELVES")
)
"""What in a sentence says itself whose figure it is."""


def in_section(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a claim of a figure as one of the place that heads its section, where the sentence names nobody."""
    subject = claim.subject
    is_figure = claim.kind in _KINDS and claim.amount is not None and bool(subject.names)
    if not is_figure or subject.places or subject.commands or _OTHERS & set(sentence.types):
        return claim
    for heading in reversed(claim.passage.headings):
        tokens = tokens_of(heading, sentence.names)
        if any(token.type in _OTHERS for token in tokens):
            place = _only_place(
                [token.mention.names for token in tokens if token.type == "PLACE" and token.mention]
            )
            if place is None or any(token.type in _OTHERS - {"PLACE", "PLACE_WORD"} for token in tokens):
                return claim
            why = UNSURE_PLACE.format(heading, place.name)
            return replace(
                claim, subject=replace(subject, places=(place,)), reservations=(*claim.reservations, why)
            )
    return claim


def _only_place(named: list[tuple[KnownName, ...]]) -> KnownName | None:
    return named[0][0] if len(named) == 1 and len(named[0]) == 1 else None
