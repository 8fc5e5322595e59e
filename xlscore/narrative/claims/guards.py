"""Why a sentence may mean something else than it seems to say: what keeps a claim from contradicting the workbook."""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import ClaimSubject

__all__ = ["reservations_of"]

_COMPARING = ("THAN", "UNLIKE", "TWICE", "GAPWORD")
_NAMES = ("NAME", "FOREIGN")
_SCOPES = ("PLACE", "COMMAND", "FORCE")
_UNKNOWN = ("WORD", "PROPER")


def reservations_of(
    sentence: SentenceRead, at: int, subject: ClaimSubject | None = None, *, sure: bool = True
) -> tuple[str, ...]:
    """Return in words for an officer why a claim may be otherwise meant, () where it can be nothing else."""
    return tuple(dict.fromkeys(_reasons(sentence, at, subject, sure=sure)))


def _reasons(sentence: SentenceRead, at: int, subject: ClaimSubject | None, *, sure: bool) -> Iterator[str]:
    if not sure:
        yield f"What “{sentence.tokens[at].text}” counts is not said in so many words."
    part = _part_of(sentence, at)
    names = {sentence.tokens[to].mention for to in part if sentence.types[to] in _NAMES}
    scopes = {sentence.tokens[to].mention for to in part if sentence.types[to] in _SCOPES}
    comparing = next((sentence.tokens[to].text for to in part if sentence.types[to] in _COMPARING), "")
    if comparing and (len(names) > 1 or len(scopes) > 1 or _figures(sentence, part) > 2):
        yield f"“{comparing}” compares several."
    if subject is None:
        return
    if subject.how == "sentence":
        word = _beside_name(sentence, subject)
        if word:
            yield f"“{word}” beside the name may make it another."
    else:
        word = next(
            (sentence.tokens[to].text for to in part if sentence.types[to] in _UNKNOWN and to < at), ""
        )
        if word:
            yield f"The sentence may be about “{word}”."


def _part_of(sentence: SentenceRead, at: int) -> range:
    """Return the sentence's part between full stops, colons and semicolons."""
    stops = [to for to, kind in enumerate(sentence.types) if kind == "STOP"]
    first = max([0, *(to + 1 for to in stops if to < at)])
    return range(first, min([len(sentence.types), *(to for to in stops if to > at)]))


def _figures(sentence: SentenceRead, part: range) -> int:
    return sum(sentence.tokens[to].is_figure for to in part)


def _beside_name(sentence: SentenceRead, subject: ClaimSubject) -> str:
    """Return the unknown word right before or after the name: "knife robbery", "robbery suspects"."""
    for to, token in enumerate(sentence.tokens):
        if token.mention is None or not set(token.mention.names) & set(subject.names):
            continue
        for beside in (to - 1, to + 1):
            if 0 <= beside < len(sentence.types) and sentence.types[beside] in _UNKNOWN:
                return sentence.tokens[beside].text
    return ""
