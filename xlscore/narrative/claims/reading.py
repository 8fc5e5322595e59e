"""What a sentence says, as claims."""

from __future__ import annotations

from xlscore.narrative.claims.compared import compared
from xlscore.narrative.claims.counted import counted
from xlscore.narrative.claims.figured import figured
from xlscore.narrative.claims.graded import graded
from xlscore.narrative.claims.names import NameIndex
from xlscore.narrative.claims.sentence import read
from xlscore.narrative.model import Claim, Passage

__all__ = ["claims_in"]


def claims_in(passage: Passage, names: NameIndex) -> tuple[Claim, ...]:
    """Return the claims of a sentence, in the order in which it makes them."""
    sentence = read(passage, names)
    counts, taken = counted(sentence)
    claims = [*figured(sentence), *counts, *graded(sentence, taken), *compared(sentence)]
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))
