"""The claims that one figure of a sentence is so many per cent of another: "347 of 1,903 = 18.2%", "of the 466, 132, equating to 28.3%"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlscore.narrative.claims.cues import doubts_of, hedge_of, modality_of
from xlscore.narrative.claims.roles import is_whole
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind

__all__ = ["own_shares"]

_SAYS = re.compile(
    r"(?:=|\bor|\bequating to|\bequates to|\bequal to|\bequivalent to|\bbeing|\bthat is(?: to say)?|\bthat['’]s|\bi\.e\.|\bwhich is|\bmaking|\bmakes|"
    r"\brate of|\bshare of|\bproportion of|\bpercentage of)[ ,]*(?:just |only |exactly |an? |some )?$",
    re.IGNORECASE,
)
"""What right before a percentage says that it is what the two figures before it come to."""
_NEAR = 60


def own_shares(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims of percentages that follow from a part and a whole before them."""
    for at, kind in enumerate(sentence.types):
        pair = _part_and_whole(sentence, at) if kind == "PERCENT" and at not in sentence.twins else None
        token = sentence.tokens[at]
        if pair is None or token.amount is None:
            continue
        part, whole = (sentence.tokens[to].amount for to in pair)
        if part is None or whole is None:
            continue
        yield Claim(
            kind=ClaimKind.SHARE,
            passage=sentence.passage,
            start=sentence.tokens[min(pair)].start,
            end=token.end,
            subject=subject_of(sentence, at, range(at, at + 1)),
            amount=token.amount,
            hedge=hedge_of(sentence, at),
            modality=modality_of(sentence, at),
            others=(part, whole),
            doubts=doubts_of(sentence, at),
        )


def _part_and_whole(sentence: SentenceRead, at: int) -> tuple[int, int] | None:
    """Return the places of the only two counts before a percentage, the part first, where the words make them part and whole."""
    before = [to for to in range(at) if sentence.tokens[to].is_figure]
    counts = [to for to in before if sentence.types[to] == "COUNT"]
    if len(counts) != 2 or before[-2:] != counts:
        return None
    first, last = counts
    between = sentence.passage.text[sentence.tokens[last].end : sentence.tokens[at].start]
    if not _SAYS.search(between) or len(between) > _NEAR or any(mark in between for mark in ".;:"):
        return None
    if is_whole(sentence, last):
        return first, last
    leads = sentence.types[: first + 1] in (
        ("OF", "COUNT"),
        ("OF", "THE", "COUNT"),
        ("FROM", "COUNT"),
        ("FROM", "THE", "COUNT"),
    )
    return (last, first) if leads else None
