"""The claims that say of another what was just said: "burglary rose, as did robbery", "the LPAs say Good, and so does SCD"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, modality_of
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import Claim, ClaimKind

__all__ = ["carried"]

_SO: Final = re.compile(
    r"(?:(?:,|\band|\bbut) so (?:too )?|, as )(?:has|have|is|are|did|does|do|was|were)\b", re.IGNORECASE
)
_KINDS: Final = frozenset(
    (ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE, ClaimKind.MOVEMENT, ClaimKind.CHANGE, ClaimKind.AGAINST)
)
_BEFORE_IT: Final = ("THE", "OWN", "IT")
_BEHIND_IT: Final = ("OUTCOME", "CRIME")
_ENDS: Final = ("STOP", "COMMA", "CLOSE", "BUT")
_NO_NOT: Final = re.compile(r"\b(?:not|no|nor|never|neither)\b|n['’]t\b", re.IGNORECASE)


def carried(claims: Sequence[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that are said of another by "so has" and "as did" alone; a figure is nobody else's."""
    text = sentence.passage.text
    for met in _SO.finditer(text):
        at = _whom(sentence, met.end())
        sources = [each for each in claims if each.end <= met.start()]
        if at is None or not sources or _NO_NOT.search(text[: met.start()]):
            continue
        last = max(sources, key=lambda each: each.end)
        if last.amount is None and (last.kind in _KINDS or last.states) and not last.members:
            yield _of_another(sentence, last, at, met.start() + 1)


def _whom(sentence: SentenceRead, start: int) -> int | None:
    """Return the place of the only name behind the words, where nothing is said of it; None where there is more."""
    types = sentence.types
    first = next((to for to, token in enumerate(sentence.tokens) if token.start >= start), len(types))
    at = next((to for to in range(first, len(types)) if types[to] not in _BEFORE_IT), len(types))
    if types[at : at + 1] not in (("NAME",), ("COMMAND",), ("PLACE",)):
        return None
    behind = next((to for to in range(at + 1, len(types)) if types[to] not in _BEHIND_IT), len(types))
    return at if behind == len(types) or types[behind] in _ENDS else None


def _of_another(sentence: SentenceRead, source: Claim, at: int, start: int) -> Claim:
    token, subject = sentence.tokens[at], source.subject
    named = () if token.mention is None else token.mention.names
    reasons: list[str] = []
    if sentence.types[at] == "NAME":
        behind = sentence.types[at + 1 : at + 2]
        outcomes = subject.outcomes if behind not in (("OUTCOME",), ("CRIME",)) else behind == ("OUTCOME",)
        if subject.places or subject.commands:
            reasons.append(f"It is open where it is said of “{token.text}”.")
        subject = replace(subject, names=named, outcomes=outcomes, how="sentence", foreign="")
    elif sentence.types[at] == "COMMAND":
        subject = replace(subject, commands=named)
    else:
        subject = replace(subject, places=named)
    return replace(
        source,
        start=start,
        end=token.end,
        subject=subject,
        modality=modality_of(sentence, at),
        doubts=(*source.doubts, *doubts_of(sentence, at)),
        reservations=(*reservations_of(sentence, at, subject), *reasons),
    )
