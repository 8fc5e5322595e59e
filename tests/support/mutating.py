"""Sentences changed in one place: a figure, a direction or a grade that is no longer right, or other words that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from xlscore.narrative.model import Claim, ClaimKind, Hedge, Judged, Passage
from xlscore.rules.positions.update import ordinal
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["Changed", "changed", "reworded"]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TURNS = [
    ("rose", "fell"), ("risen", "fallen"), ("rise", "fall"), ("rising", "falling"), ("up", "down"), ("above", "below"),
    ("more", "fewer"), ("increase", "reduction"), ("increased", "decreased"), ("improved", "deteriorated"),
    ("improvement", "deterioration"), ("improvements", "deteriorations"), ("higher", "lower"), ("better", "worse"),
    ("over", "under"), ("gone up", "gone down"), ("climbed", "slipped"), ("exceeded", "missed"), ("upgraded", "downgraded"),
]  # fmt: skip
"""Words that turn a sentence round, in pairs."""
_GRADES = ["Outstanding", "Good", "Requires Improvement", "Inadequate"]
_SHORT = {
    "RI": "Good",
    "Requires Improvement": "Good",
    "Good": "RI",
    "Outstanding": "RI",
    "Inadequate": "Good",
}
_COLOURS = {"Red": "Green", "Green": "Red", "Amber": "Green"}
_SAME = [
    (re.compile(r"(?<=\d)\s?%(?! points)"), " per cent"), (re.compile(r"(?<=\d),(?=\d{3}\b)"), ""), (re.compile(r"\bRI\b"), "Requires Improvement"),
    (re.compile(r"\bfell\b"), "dropped"), (re.compile(r"\brose\b"), "went up"), (re.compile(r"\bis currently\b"), "is"),
    (re.compile(r"\bcurrently\b"), "now"), (re.compile(r"\bincrease of\b"), "rise of"), (re.compile(r"\breduction of\b"), "fall of"),
]  # fmt: skip
"""Words for which others say the same."""


@dataclass(frozen=True)
class Changed:
    """A sentence changed in one place: what kind of change it is, and what was put for what."""

    passage: Passage
    what: str
    old: str
    new: str


def changed(judged: Judged) -> Iterator[Changed]:
    """Yield a sentence whose claim agreed with that claim made wrong: by a figure, by a direction, by a grade."""
    claim = judged.claim
    yield from _figures(claim)
    yield from _directions(claim)
    yield from _grades(claim)


def reworded(passage: Passage) -> Iterator[Changed]:
    """Yield a sentence in other words that say the same, or with its figures written otherwise."""
    for pattern, other in _SAME:
        text = pattern.sub(other, passage.text)
        if text != passage.text:
            yield Changed(replace(passage, text=text), "the same", pattern.pattern, other)


def _put(claim: Claim, start: int, end: int, new: str, what: str) -> Changed:
    text = claim.passage.text
    passage = replace(claim.passage, text=text[:start] + new + text[end:])
    return Changed(passage, what, text[start:end], new)


def _figures(claim: Claim) -> Iterator[Changed]:
    """Yield the figure with its last digit changed by 3, and with two digits swapped: far enough to be no rounding."""
    if claim.amount is None or claim.hedge is not Hedge.EXACT:
        return
    at = claim.passage.text.find(claim.amount.text, claim.start)
    if at < 0 or at >= claim.end:
        return
    found = _NUMBER.search(claim.amount.text)
    if found is None:
        word = claim.amount.text.casefold()
        if word in NUMBER_WORDS:
            new = NUMBER_WORDS[(NUMBER_WORDS.index(word) + 2) % len(NUMBER_WORDS)]
            yield _put(claim, at, at + len(word), new, "figure")
        return
    digits = found[0]
    start = at + found.start()
    if re.match(r"(?:st|nd|rd|th)\b", claim.amount.text[found.end() :]):
        place = int(digits) % 8 + 1
        yield _put(claim, start, start + len(digits) + 2, ordinal(place), "figure")
        return
    last = str((int(digits[-1]) + 3) % 10)
    yield _put(claim, start, start + len(digits), digits[:-1] + last, "figure")
    plain = [place for place, sign in enumerate(digits) if sign.isdigit()]
    for one, other in pairwise(plain):
        if digits[one] != digits[other] and digits[other] != "0":
            swapped = list(digits)
            swapped[one], swapped[other] = digits[other], digits[one]
            yield _put(claim, start, start + len(digits), "".join(swapped), "figure")
            return


def _directions(claim: Claim) -> Iterator[Changed]:
    if claim.kind not in (
        ClaimKind.CHANGE,
        ClaimKind.GAP,
        ClaimKind.AGAINST,
        ClaimKind.CHANGE_OF_GRADE,
        ClaimKind.MOVEMENT,
    ):
        return
    stated = claim.stated
    for pair in _TURNS:
        for old, new in (pair, pair[::-1]):
            found = re.search(rf"\b{old}\b", stated)
            if found is not None:
                start = claim.start + found.start()
                yield _put(claim, start, start + len(old), new, "direction")
                return


def _grades(claim: Claim) -> Iterator[Changed]:
    if not claim.grades or claim.hedge is not Hedge.EXACT or len(claim.grades) > 2:
        return
    for old, new in (_SHORT | _COLOURS).items():
        found = re.search(rf"\b{old}\b", claim.stated)
        if found is not None and claim.grades[-1] in (*_GRADES, *_COLOURS):
            start = claim.start + found.start()
            yield _put(claim, start, start + len(old), new, "grade")
            return
