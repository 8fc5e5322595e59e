"""Figures and grades in the order of names: "Efficient and Community Focused are Good and RI respectively"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import Claim, ClaimKind, ClaimSubject

__all__ = ["in_order"]

_ROWS = (("NAME", "FOREIGN"), ("PLACE",), ("COMMAND",))
_LINKS = (("IN",), ("THE",), ("OF",))
_DOUBT = "It is open which figure is of which name."


def in_order(claims: Sequence[Claim], sentence: SentenceRead) -> tuple[Claim, ...]:
    """Return the claims with the names that stand in the same order, where the sentence gives several of each in a row."""
    return tuple(each for claim in claims for each in _placed(claim, claims, sentence))


def _placed(claim: Claim, claims: Sequence[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    if claim.kind in (ClaimKind.MEMBERS, ClaimKind.COUNT_OF_AREAS) and len(claim.subject.places) > 1:
        yield claim  # the places are counted all together, whatever else stands in order
        return
    at = next((to for to, token in enumerate(sentence.tokens) if token.start >= claim.start), 0)
    behind = _behind_range(sentence, claim)
    of_range = None if behind is None else _of_token(claim.subject, sentence, behind)
    if of_range is not None:
        yield replace(claim, subject=of_range)
        return
    part = sentence.part_of(at)
    said = "RESPECTIVELY" in [sentence.types[to] for to in part]
    row = _row(sentence, claim)
    if not said and not (row and _names(sentence, part)):
        yield replace(claim, reservations=(*claim.reservations, _DOUBT)) if row else claim
        return
    if not row:
        row = _listed(sentence, claim, claims)
    names = _names(sentence, part, len(row)) if len(row) > 1 else []
    which = next(
        (n for n, to in enumerate(row) if claim.start <= sentence.tokens[to].start < claim.end), None
    )
    came = bool(row) and sentence.types[max(0, row[0] - 1)] == "FROM"
    if not names or which is None or came or claim.kind is ClaimKind.CHANGE_OF_GRADE:
        yield replace(claim, doubts=(*claim.doubts, _DOUBT)) if said or row else claim
        return
    subject = _of_token(claim.subject, sentence, names[which])
    if subject is None:
        yield replace(claim, doubts=(*claim.doubts, _DOUBT))
    elif _is_first_of(claim, claims):
        yield replace(claim, subject=subject)


def _behind_range(sentence: SentenceRead, claim: Claim) -> int | None:
    """Return the place of the name behind both ends of a range, whose first end a claim is: "from 5th to 8th for homicide"."""
    types = sentence.types
    for at, token in enumerate(sentence.tokens):
        inside = claim.amount is not None and claim.start <= token.start < claim.end
        if (
            inside
            and _counts(types[at])
            and types[at - 1 : at] == ("FROM",)
            and types[at + 1 : at + 2] == ("TO",)
        ):
            to = at + 3
            while types[to : to + 1] in _LINKS:
                to += 1
            return to if to > at + 3 and types[to : to + 1] == ("NAME",) else None
    return None


def _is_first_of(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Return whether a claim is the first of those that the same words make of several names."""
    return next(each for each in claims if (each.start, each.kind) == (claim.start, claim.kind)) is claim


def _row(sentence: SentenceRead, claim: Claim) -> list[int]:
    """Return the places of figures of one type that stand in a row with "and": "5th and 7th"."""
    kinds = {
        token.type
        for token in sentence.tokens
        if claim.start <= token.start < claim.end and _counts(token.type)
    }
    for at, token in enumerate(sentence.tokens):
        if token.type not in kinds or not claim.start <= token.start < claim.end:
            continue
        row = [at]
        while row[0] > 1 and _joins(sentence, row[0] - 2, row[0], token.type):
            row.insert(0, row[0] - 2)
        while row[-1] + 2 < len(sentence.types) and _joins(sentence, row[-1], row[-1] + 2, token.type):
            row.append(row[-1] + 2)
        if len(row) > 2 or (len(row) > 1 and "AND" in sentence.types[row[0] : row[-1]]):
            return row
    return []


def _counts(kind: str) -> bool:
    return kind in ("RANK", "WORDRANK", "PERCENT", "COUNT", "RATE", "POINTS", "GRADE")


def _joins(sentence: SentenceRead, one: int, other: int, kind: str) -> bool:
    return sentence.types[one] == sentence.types[other] == kind and sentence.types[one + 1] in (
        "AND",
        "COMMA",
    )


def _listed(sentence: SentenceRead, claim: Claim, claims: Sequence[Claim]) -> list[int]:
    starts = sorted({each.start for each in claims if each.kind is claim.kind})
    return [to for to, token in enumerate(sentence.tokens) if token.start in starts]


def _names(sentence: SentenceRead, part: range, wanted: int = 0) -> list[int]:
    """Return the places of the names of a kind that is there as often as wanted; of any that is there twice."""
    for kinds in _ROWS:
        found = [to for to in part if sentence.types[to] in kinds]
        if len(found) == wanted or (not wanted and len(found) > 1):
            return found
    return []


def _of_token(subject: ClaimSubject, sentence: SentenceRead, at: int) -> ClaimSubject | None:
    """Return a subject with the name at a place in its own role."""
    mention = sentence.tokens[at].mention
    if mention is None:
        return None
    if sentence.types[at] == "PLACE":
        return replace(subject, places=mention.names)
    if sentence.types[at] == "COMMAND":
        return replace(subject, commands=mention.names)
    kinds = {name.kind for name in subject.names}
    names = tuple(name for name in mention.names if name.kind in kinds) or mention.names
    return replace(subject, names=names, foreign=mention.foreign, together=False)
