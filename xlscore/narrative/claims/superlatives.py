"""The claims that something is the highest or the lowest: of all places, or of all months since one."""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.periods import period_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, Period, Sense

__all__ = ["superlatives"]

_SENSES = {
    "HIGHEST": Sense.UP,
    "LOWEST": Sense.DOWN,
    "BEST": Sense.BETTER,
    "WORST": Sense.WORSE,
}
_RANKING = ("RANK", "WORDRANK", "GROUP")


def superlatives(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is said to be the highest or the lowest, where a place or a time says of what."""
    for at, kind in enumerate(sentence.types):
        if kind not in _SENSES:
            continue
        segment = sentence.segment_of(at)
        if any(sentence.types[to] in _RANKING for to in segment):
            continue
        subject = subject_of(sentence, at, range(at, at + 1))
        period = _since(sentence, at)
        if not subject.names or (period is None and not subject.places):
            continue
        token = sentence.tokens[at]
        yield Claim(
            kind=ClaimKind.RECORD,
            passage=sentence.passage,
            start=token.start,
            end=token.end,
            subject=subject,
            direction=_SENSES[kind],
            period=period,
            modality=modality_of(sentence, at),
            doubts=doubts_of(sentence, at),
            reservations=reservations_of(sentence, at, subject),
        )


def _since(sentence: SentenceRead, at: int) -> Period | None:
    """Return the period since which, or for how long, it is a record."""
    following = [to for to in sentence.part_of(at) if to > at and sentence.types[to] == "PERIOD"]
    if following:
        return period_of(sentence.tokens[following[0]].text)
    return period_near(sentence, at, sentence.clause_of(at))
