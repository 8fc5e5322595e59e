"""Whether the right figure or grade stands in the sentence besides the wrong one, and is not some other claim's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimVerdict, Judged, Sense
from xlscore.rules.words import NUMBER_WORDS, in_words

__all__ = ["is_distance", "stands_there"]

_GRADED: Final = frozenset({ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE, ClaimKind.MEMBERS})
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
_TIMED: Final = (ClaimKind.RANK, ClaimKind.LEVEL, ClaimKind.COUNT)
_SHORT: Final = {"Requires Improvement": r"RI|requires? improvement|requiring improvement"}
_RANK: Final = rf"(?:the )?(?:\d+(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})(?: place| position)?"
_FROM: Final = re.compile(r"\b(?:from|was|were|previously|formerly) (?:the |in |at )?$", re.IGNORECASE)
_FROM_TO: Final = re.compile(rf"\bfrom {_RANK} to (?:the )?$", re.IGNORECASE)


def stands_there(found: Judged, beside: Sequence[Judged]) -> bool:
    """Return whether the sentence has what would agree besides what is wrong: then each may be of something else.

    Not where that is known to be something else: the claim of another name that agrees, the other end of a movement, or the
    other of two counts that changed places.
    """
    claim = found.claim
    if _is_end_of_movement(claim):
        return False
    own = _own_span(claim)
    known = [_own_span(each.claim) for each in beside if _is_of_other(found, each)]
    return any(
        not _within(at, own) and not any(_within(at, span) for span in known)
        for at in _right_places(found, own)
    )


def is_distance(claim: Claim) -> bool:
    """Return whether a figure is how far two others of its sentence are apart: "4,743 against a milestone of 4,290, over by 453"."""
    own = _own_span(claim)
    others = [
        Fraction(_plain(each[0]))
        for each in _NUMBER.finditer(claim.passage.text)
        if not _within(each.start(), own)
    ]
    said = _NUMBER.search(claim.passage.text, *own)
    return said is not None and any(
        abs(one - other) == Fraction(_plain(said[0])) != 0 for one, other in combinations(others, 2)
    )


def _own_span(claim: Claim) -> tuple[int, int]:
    """Return where a claim's figure stands; its whole words, where it is a grade's."""
    if claim.amount is None:
        return claim.start, claim.end
    at = claim.passage.text.find(claim.amount.text, claim.start)
    return (at, at + len(claim.amount.text)) if at >= 0 else (claim.start, claim.end)


def _within(at: int, span: tuple[int, int]) -> bool:
    return span[0] <= at < span[1]


def _is_end_of_movement(claim: Claim) -> bool:
    """Return whether a position is said to be the one from which, or to which, another leads."""
    if claim.kind is not ClaimKind.RANK:
        return False
    before = claim.passage.text[: _own_span(claim)[0]]
    return _FROM.search(before) is not None or _FROM_TO.search(before) is not None


def _is_of_other(found: Judged, each: Judged) -> bool:
    """Return whether another claim's figure or grade is surely its own: of another name and right, or a count of others, right or in this one's place."""
    if each is found:
        return False
    if each.verdict is ClaimVerdict.AGREES and found.claim.kind is not ClaimKind.COUNT_OF_AREAS:
        return _about(each.claim) != _about(found.claim) or _is_of_other_time(found.claim, each.claim)
    own, other = found.claim, each.claim
    both = own.kind is other.kind is ClaimKind.COUNT_OF_AREAS and each.verdict is not ClaimVerdict.CANNOT_TELL
    graded = own.grades != other.grades and bool(own.grades) and bool(other.grades)
    return both and (graded or {own.direction, other.direction} == {Sense.BETTER, Sense.WORSE})


def _is_of_other_time(one: Claim, other: Claim) -> bool:
    """Return whether one of two figures of a kind is of now and the other of before, as each is said to be: "7th (was 6th)"."""
    before = [claim.period is not None and claim.period.previous for claim in (one, other)]
    return one.kind is other.kind and one.kind in _TIMED and before[0] is not before[1]


def _about(claim: Claim) -> tuple[object, ...]:
    subject = claim.subject
    return tuple(
        frozenset(name.name for name in names) for names in (subject.names, subject.places, subject.commands)
    )


def _right_places(found: Judged, own: tuple[int, int]) -> Iterator[int]:
    """Yield where in the sentence what would agree stands."""
    claim, text = found.claim, found.claim.passage.text
    if claim.kind is ClaimKind.AGAINST and claim.amount is None and not claim.members:
        return  # what it is compared with may well stand beside it
    if claim.kind in _GRADED:
        right = found.would_agree.rpartition(": ")[2]
        if right:
            yield from _starts(_SHORT.get(right, re.escape(right)), text)
        return
    stated = claim.stated if claim.amount is None else claim.amount.text
    said = {_plain(each) for each in _NUMBER.findall(stated)}
    right = found.would_agree
    numbers = {str(number) for number, word in enumerate(NUMBER_WORDS) if _starts(word, right)}
    numbers = (numbers | {_plain(each) for each in _NUMBER.findall(right)}) - said
    yield from (found.start() for found in _NUMBER.finditer(text) if _plain(found[0]) in numbers)
    for number in numbers:
        if number.isdigit() and 1 <= int(number) <= len(_ORDINALS):
            yield from _starts(f"{in_words(int(number))}|{_ORDINALS[int(number) - 1]}", text)


def _starts(pattern: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)]


def _plain(number: str) -> str:
    return number.replace(",", "").rstrip(".")
