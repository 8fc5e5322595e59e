"""The claims that one word makes of each name of a row behind it: "8th for public confidence, all crime and homicide"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.cues import SENSES, doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.whose.strands import in_strand, is_outcomes
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith
from xlscore.narrative.states import OF_ROWS

__all__ = ["moved_in_row", "of_row"]

_KINDS: Final = (ClaimKind.RANK, ClaimKind.AGAINST, ClaimKind.MOVEMENT, ClaimKind.THRESHOLD, ClaimKind.CHANGE)
_BETWEEN: Final = ("COMMA", "AND", "IN", "THE", "EACH", "OUTCOME", "CRIME", "RATE_WORD")
"""What stands between the names of a row, and what may stand behind each."""
_ENDS: Final = ((), ("STOP",), ("COMMA",), ("CLOSE",), ("BUT",))
_LEADS: Final = ("IN", "ON")
_NEAR: Final = 3
_LED: Final = 2
_SEEN: Final = (
    "were",
    "was",
    "have been",
    "has been",
    "been",
    "had",
    "have",
    "has",
    "saw",
    "seen",
    "recorded",
    "reported",
    "experienced",
)
_PLAINLY: Final = (
    "IT",
    "WAS",
    "IS",
    "THE",
    "AND",
    "COMMA",
    "BUT",
    "IN",
    "PLACE",
    "OWN",
    "FORCEWORD",
    "NAME",
    "RISE",
    "FALL",
    "CRIME",
    "EACH",
)
"""What may stand before a rise or a fall where a sentence only lists them."""


def of_row(claims: Sequence[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that are made of the other names of a row, where one is made of its first."""
    rows = list(_rows(sentence))
    for claim in claims:
        if (
            claim.kind not in _KINDS
            or (claim.kind is ClaimKind.CHANGE and claim.amount is not None)
            or (claim.states and claim.states[0] in OF_ROWS)
            or claim.members
            or len(claim.subject.names) == 0
            or claim.subject.together
        ):
            continue
        row = next((row for row in rows if _leads(claim, sentence, row)), None)
        for to in row[1:] if row is not None else ():
            mention = sentence.tokens[to].mention
            others = () if mention is None else mention.names
            told = any(each.kind is claim.kind and set(each.subject.names) & set(others) for each in claims)
            if mention is None or told or mention.foreign:
                continue
            solved = sentence.types[to + 1 : to + 2] == ("OUTCOME",)
            others = in_strand(others, solved)
            outcomes = solved or all(map(is_outcomes, others))
            subject = replace(claim.subject, names=others, foreign="", outcomes=outcomes, how="sentence")
            yield replace(
                claim,
                end=sentence.tokens[to].end,
                subject=subject,
                doubts=(*claim.doubts, *doubts_of(sentence, to)),
                reservations=(
                    *claim.reservations,
                    *(
                        each
                        for each in reservations_of(sentence, to, subject)
                        if "compares several" not in each and not (claim.states and "range" in each)
                    ),
                ),
            )


def _leads(claim: Claim, sentence: SentenceRead, row: list[int]) -> bool:
    """Return whether a claim is made of the first name of a row that stands right behind its words."""
    mention = sentence.tokens[row[0]].mention
    if mention is None or not set(mention.names) & set(claim.subject.names):
        return False
    words = [
        to for to, token in enumerate(sentence.tokens)
        if claim.start <= token.start and token.end <= claim.end and to < row[0]
    ]  # fmt: skip
    return bool(words) and row[0] - words[-1] <= _NEAR


def _rows(sentence: SentenceRead) -> Iterator[list[int]]:
    """Yield the rows of names that a "for" or "on" leads to, two or more, and after which nothing more is said."""
    types = sentence.types
    for at, kind in enumerate(types):
        if kind not in _LEADS:
            continue
        to, row, joined = at + 1, list[int](), False
        while types[to : to + 1] and (types[to] in _BETWEEN or types[to] == "NAME"):
            if types[to] == "NAME":
                row.append(to)
            elif row and types[to] == "COMMA" and "NAME" not in types[to + 1 : to + 4]:
                break
            joined = joined or (types[to] == "AND" and bool(row))
            to += 1
        if len(row) > 1 and joined and types[to : to + 1] in _ENDS:
            yield row


def moved_in_row(claims: Sequence[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims of a sentence that only lists what rose and what fell: "there were falls in robbery and shoplifting"."""
    types = sentence.types
    for way, kind in enumerate(types):
        rows = [row for row in _rows(sentence) if row[0] - way in (_LED, _LED + 1)]
        single = (
            [way + _LED]
            if types[way + 1 : way + 3] == ("IN", "NAME") and types[way + 3 : way + 4] in _ENDS
            else []
        )
        if kind not in ("RISE", "FALL") or not (rows or single) or not _only_lists(sentence, way):
            continue
        for to in [row[0] for row in rows[:1]] or single:
            mention = sentence.tokens[to].mention
            names = () if mention is None else mention.names
            told = any(
                each.kind is ClaimKind.CHANGE and set(each.subject.names) & set(names) for each in claims
            )
            if mention is None or mention.foreign or told or types[to + 1 : to + 2] == ("OUTCOME",):
                continue
            subject = replace(
                subject_of(sentence, to, range(to, to + 1)), names=in_strand(names, None), foreign=""
            )
            yield Claim(
                kind=ClaimKind.CHANGE,
                passage=sentence.passage,
                start=sentence.tokens[way].start,
                end=sentence.tokens[to].end,
                subject=subject,
                direction=SENSES[kind],
                reference=ComparedWith.LAST_YEAR,
                period=period_near(sentence, way, sentence.clause_of(way)),
                modality=modality_of(sentence, way),
                doubts=doubts_of(sentence, to),
                reservations=tuple(
                    each for each in reservations_of(sentence, to, subject) if "compares several" not in each
                ),
            )


def _only_lists(sentence: SentenceRead, way: int) -> bool:
    """Return whether nothing stands before a rise or a fall but that there were such, and where: a plan "for reductions in" says none."""
    part = sentence.part_of(way)
    first = sentence.tokens[part.start].text.lower()
    if first != "there" and sentence.types[part.start] not in ("PLACE", "OWN", "FORCEWORD", "THE"):
        return False
    before = [to for to in part if to < way]
    told = any(sentence.tokens[to].text.lower() in _SEEN for to in before)
    plain = all(sentence.types[to] in _PLAINLY or sentence.tokens[to].text.lower() in _SEEN for to in before)
    figured = any(sentence.tokens[to].is_figure for to in part)
    return (
        told
        and plain
        and not figured
        and not {"LASTTIME", "TREND", "MAY", "WILL"} & {sentence.types[to] for to in part}
    )
