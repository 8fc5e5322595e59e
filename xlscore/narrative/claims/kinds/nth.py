"""The claims that something is the second highest, or the third lowest: a rank by size, whichever way is the better."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import Claim, ClaimKind, Sense

__all__ = ["by_size"]

_SIZES: Final = {
    **dict.fromkeys(("highest", "most", "largest", "greatest", "biggest", "heaviest"), Sense.UP),
    **dict.fromkeys(("lowest", "fewest", "least", "smallest", "lightest"), Sense.DOWN),
    **dict.fromkeys(("worst", "poorest", "weakest"), Sense.WORSE),
}
_NTH: Final = re.compile(rf"[ -](?P<size>{'|'.join(_SIZES)})\b(?P<of>[^,;.]*)", re.IGNORECASE)
_OF_ELSE: Final = re.compile(
    r"\b(?:rises?|falls?|increases?|decreases?|reductions?|drops?|improvements?|changes?|gaps?|distance|numbers?|counts?|volumes?|totals?)\b",
    re.IGNORECASE,
)
_IN_TIME: Final = re.compile(
    r"\b(?:years|months?|quarters?|since|ever|on record|history|series|time|\w+uary|march|april|may|june|july|august|\w+tember|october|\w+ember)\b",
    re.IGNORECASE,
)


def by_size(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a rank that is counted by size as one from that end; any other claim as it is."""
    if claim.kind is not ClaimKind.RANK or claim.amount is None:
        return claim
    met = _NTH.match(sentence.passage.text, _end(claim, sentence))
    if met is None:
        return claim
    reason = (
        "It may be the rank of something else."
        if _OF_ELSE.search(met["of"]) or _IN_TIME.search(met["of"])
        else ""
    )
    return replace(
        claim,
        amount=None,
        direction=_SIZES[met["size"].lower()],
        all_but=int(claim.amount.value) - 1,
        doubts=(*claim.doubts, reason) if reason else claim.doubts,
    )


def _end(claim: Claim, sentence: SentenceRead) -> int:
    """Return where the ordinal ends in the sentence."""
    told = (
        token.end
        for token in sentence.tokens
        if claim.amount is not None and token.amount is not None and token.amount.text == claim.amount.text
        and claim.start <= token.start < claim.end
    )  # fmt: skip
    return next(told, claim.end)
