"""What the heading right above a sentence says of its claims: a place, a command or a time that the sentence does not repeat."""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.tokens import tokens_of
from xlscore.narrative.model import Claim

__all__ = ["of_heading"]

_SCOPES = ("PLACE", "COMMAND", "FORCE")
_TIMES = ("PERIOD", "LASTTIME", "LASTYEAR", "WILL", "ONCE")
_SMALL = ("THE", "IN", "AT", "STOP", "AND", "TO", "PLAIN", "GRADED")


def of_heading(claim: Claim, sentence: SentenceRead) -> Iterator[str]:
    """Yield why a claim may be of what its heading names: of Camden, of cycle 12."""
    if not claim.passage.headings:
        return
    heading = claim.passage.headings[-1]
    tokens = tokens_of(heading, sentence.names)
    scoped = claim.subject.places or claim.subject.commands
    scope = next((token.text for token in tokens if token.type in _SCOPES), "")
    if scope and not scoped and not any(kind in ("FORCEWORD", "OWN") for kind in sentence.types):
        yield f"It stands under “{heading}” and may be of {scope}."
    only_time = all(token.type in (*_TIMES, *_SMALL) for token in tokens)
    if claim.period is None and only_time and any(token.type in _TIMES for token in tokens):
        yield f"It stands under “{heading}” and may be of that time."
