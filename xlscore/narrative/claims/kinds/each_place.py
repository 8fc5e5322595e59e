"""The claims that something rose, or fell, in each place of a row: "with falls in Camden and Islington", "and rose in Hackney"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.cues import SENSES, doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, NameKind

__all__ = ["in_each_place"]

_OTHERWISE: Final = frozenset(
    ("TARGET", "STRETCH", "AVERAGE", "ASPIRATION", "NEED", "PROJECTED", "RANGE", "TREND", "LASTTIME", "PLACES", "TWICE", "SHARE", "SATISFIED", "THAN",
     "PERSONS", "ONLY", "EXCEPT", "RESPECTIVELY", "OVERALL", "VERSUS", "SUMWORD", "ONEOTHER", "NONE", "NOT", "HIGHEST", "LOWEST", "SINCE")
)  # fmt: skip
"""What is said otherwise than that something rose or fell on last year."""
_BEHIND: Final = ((), ("COMMA",), ("STOP",), ("AND",), ("BUT",))
"""What may stand behind the last place: anything else goes on to say something of it."""


def in_each_place(claims: Sequence[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    """Return a claim for each place of a row in which something is said to have risen, or fallen, without a figure."""
    told = {
        (place.name, claim.direction)
        for claim in claims
        if claim.kind is ClaimKind.CHANGE
        for place in claim.subject.places
    }
    for way, row in _rows(sentence):
        for to in row:
            mention = sentence.tokens[to].mention
            sense = SENSES[sentence.types[way]]
            if mention is None or (mention.names[0].name, sense) in told:
                continue
            yield _claim(sentence, way, to, many=len(row) > 1)


def _claim(sentence: SentenceRead, way: int, to: int, *, many: bool) -> Claim:
    mention = sentence.tokens[to].mention
    places = () if mention is None else mention.names
    subject = replace(subject_of(sentence, way, range(way, way + 1)), places=places, commands=())
    found = reservations_of(sentence, way, subject)
    return Claim(
        kind=ClaimKind.CHANGE,
        passage=sentence.passage,
        start=sentence.tokens[way].start,
        end=sentence.tokens[to].end,
        subject=subject,
        direction=SENSES[sentence.types[way]],
        reference=ComparedWith.LAST_YEAR,
        period=period_near(sentence, way, sentence.clause_of(way)),
        modality=modality_of(sentence, way),
        doubts=doubts_of(sentence, way),
        # A row of places is not one compared with another.
        reservations=tuple(each for each in found if not many or "compares several" not in each),
    )


def _rows(sentence: SentenceRead) -> Iterator[tuple[int, list[int]]]:
    """Yield each word that says which way, and the places right behind it; none where the part says anything else of them."""
    types = sentence.types
    for way, kind in enumerate(types):
        if kind not in ("RISE", "FALL") or types[way + 1 : way + 2] != ("IN",):
            continue
        row: list[int] = []
        to = way + 2
        while types[to : to + 1] and types[to] in ("PLACE", "AND", "COMMA", "IN", "EACH", "THE"):
            if types[to] == "PLACE":
                row.append(to)
            elif types[to + 1 : to + 2] and not _goes_on(sentence, to):
                break
            to += 1
        around = {types[near] for near in sentence.segment_of(way)}
        if not row or types[row[-1] + 1 : row[-1] + 2] not in _BEHIND or around & _OTHERWISE:
            continue
        figured = any(sentence.tokens[near].is_figure for near in _own_words(sentence, way, row))
        if _are_places(sentence, row) and not figured:
            yield way, row


def _goes_on(sentence: SentenceRead, at: int) -> bool:
    """Return whether a row of places goes on behind a comma or an "and"."""
    for kind in sentence.types[at + 1 : at + 4]:
        if kind == "PLACE":
            return True
        if kind not in ("AND", "IN", "COMMA", "EACH", "THE"):
            return False
    return False


def _own_words(sentence: SentenceRead, way: int, row: list[int]) -> range:
    """Return the words round a row in which a figure would be its own: "fell in Hackney, by 2 %"."""
    first = max(0, way - 2)
    behind = row[-1] + 1
    if sentence.types[behind : behind + 1] == ("COMMA",):
        behind += 3
    return range(first, min(behind, len(sentence.tokens)))


def _are_places(sentence: SentenceRead, row: list[int]) -> bool:
    mentions = [sentence.tokens[to].mention for to in row]
    return all(
        each is not None and len(each.names) == 1 and each.names[0].kind is NameKind.PLACE
        for each in mentions
    )
