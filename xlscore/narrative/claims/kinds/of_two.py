"""The claims that one of two places has the higher, or the better: "City BCU has the higher outcome rate", with the other named or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reserved_of_subject
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.words.tables import named_lines
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, KnownName, NameKind, Sense

__all__ = ["of_two"]

_PLAIN: Final = {"more": Sense.UP, "less": Sense.DOWN, "better": Sense.BETTER, "worse": Sense.WORSE}
_HAS: Final = re.compile(
    r"\b(?:has|had|shows?|showed|records?|recorded|sees|saw|reports?|reported|with|achieves?|achieved|at|enjoys?|is|was)[ ]+(?:by far |clearly |slightly |much |again )*$",
    re.IGNORECASE,
)
_OF_ELSE: Final = frozenset(
    (
        "THAN",
        "TARGET",
        "AVERAGE",
        "ASPIRATION",
        "NEED",
        "PROJECTED",
        "NOT",
        "LASTTIME",
        "LASTYEAR",
        "EXCEPT",
        "PERSONS",
    )
)
"""What sets it beside something else than the other place."""


def of_two(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that one of two places has the higher, or the better, of what is named."""
    text = sentence.passage.text
    for met in _words().finditer(text):
        at = next(to for to, token in enumerate(sentence.tokens) if token.end > met.start("word"))
        part = sentence.part_of(at)
        if not _HAS.search(text[: met.start()]) or _OF_ELSE & {sentence.types[to] for to in part}:
            continue
        here = [to for to in part if to < at and sentence.types[to] == "PLACE"]
        side = _place(sentence, here[-1]) if len(here) == 1 else None
        other = None if side is None else _other(sentence, side)
        if side is not None and other is not None:
            yield _claim(sentence, at, met, side, other)


def _claim(sentence: SentenceRead, at: int, met: re.Match[str], side: KnownName, other: KnownName) -> Claim:
    subject = replace(subject_of(sentence, at, range(at, at + 1)), places=(side,), commands=())
    sense = _PLAIN[_said()[met["word"].lower()]]
    moved = next((kind for kind in sentence.types[at + 1 : at + 3] if kind in ("RISE", "FALL")), "")
    if moved == "FALL":
        sense = {Sense.UP: Sense.DOWN, Sense.DOWN: Sense.UP}.get(sense, sense)
    return Claim(
        kind=ClaimKind.AGAINST,
        passage=sentence.passage,
        start=met.start(),
        end=met.end(),
        subject=subject,
        direction=sense,
        reference=ComparedWith.LAST_YEAR if moved else ComparedWith.OTHER,
        period=period_near(sentence, at, sentence.part_of(at)),
        modality=modality_of(sentence, at),
        members=(other,),
        doubts=doubts_of(sentence, at),
        reservations=reserved_of_subject(sentence, at, subject),
    )


def _place(sentence: SentenceRead, at: int) -> KnownName | None:
    mention = sentence.tokens[at].mention
    return mention.names[0] if mention is not None and len(mention.names) == 1 else None


def _other(sentence: SentenceRead, side: KnownName) -> KnownName | None:
    """Return the other place: the only one that the sentence names besides, else the only other of its kind (City BCU, Counties BCU)."""
    named = {
        name
        for at, kind in enumerate(sentence.types)
        if kind == "PLACE" and (name := _place(sentence, at)) is not None
    } - {side}
    if named:
        return next(iter(named)) if len(named) == 1 else None
    kind = side.name.split()[-1]
    alike = [
        name
        for name in sentence.names.names
        if name.kind is NameKind.PLACE and name != side and kind.isupper() and name.name.split()[-1] == kind
    ]
    return alike[0] if len(alike) == 1 else None


@cache
def _said() -> dict[str, str]:
    return {word: way for way, words, _ in named_lines("compared.txt") for word in words if way in _PLAIN}


@cache
def _words() -> re.Pattern[str]:
    words = "|".join(sorted(_said(), key=len, reverse=True))
    return re.compile(rf"\bthe (?P<word>{words})\b(?! than\b| than$)", re.IGNORECASE)
