"""The claims that something is a multiple of what it was: "more than halved", "nearly three times as many as a year earlier"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.turned import is_of_itself
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith, Hedge, PrintedAmount
from xlscore.narrative.states import RATIO

__all__ = ["ratios"]

_VERBS: Final = {
    "halved": Fraction(1, 2), "doubled": Fraction(2), "trebled": Fraction(3), "tripled": Fraction(3), "quadrupled": Fraction(4),
}  # fmt: skip
_TIMES: Final = {
    "half": Fraction(1, 2), "twice": Fraction(2), "double": Fraction(2), "three times": Fraction(3), "thrice": Fraction(3),
    "four times": Fraction(4), "five times": Fraction(5), "six times": Fraction(6),
}  # fmt: skip
_HEDGES: Final = {
    **dict.fromkeys(("more than", "well over", "over", "better than"), Hedge.OVER),
    **dict.fromkeys(("nearly", "almost", "just under", "not quite", "close to"), Hedge.UNDER),
    **dict.fromkeys(("about", "roughly", "around", "some", "approximately"), Hedge.ABOUT),
}
_HEDGE: Final = rf"(?:(?P<hedge>{'|'.join(_HEDGES)}) )?"
_MOVED: Final = re.compile(rf"{_HEDGE}\b(?P<word>{'|'.join(_VERBS)})\b", re.IGNORECASE)
_AS_MANY: Final = re.compile(
    rf"{_HEDGE}\b(?P<word>{'|'.join(_TIMES)}) (?:as (?:many|much|high|often)|the (?:number|figure|rate|level|total|count)|what it was|that of)\b[^.;,]{{0,40}}?"
    r"\b(?:last year|a year (?:ago|before|earlier|previously)|(?:the )?(?:year before|previous year))\b",
    re.IGNORECASE,
)
_UNREAL: Final = ("NEED", "TARGET", "ASPIRATION", "PROJECTED", "SINCE", "LASTTIME", "NOT")
_LONGER: Final = re.compile(
    r"\b(?:decades?|generations?|century|overnight|(?:\w+|\d+) (?:years|months|weeks|days|cycles|quarters)|month|week|quarter)\b",
    re.IGNORECASE,
)
"""What says that it is of another time than a year."""
_BETWEEN: Final = (
    "IS",
    "WAS",
    "PLAIN",
    "OUTCOME",
    "CRIME",
    "RATE_WORD",
    "IN",
    "PLACE",
    "NOW",
    "ABOVE",
    "ABOUT",
    "MORE",
    "JUST_UNDER",
    "THAN",
)
_OBJECTS: Final = ("THE", "NAME", "FOREIGN", "WORD", "PROPER", "CRIME", "PERSONS", "PLAIN")
_OF_SOME: Final = re.compile(r"\s*\b(?:for|among|amongst|with|from) \w+", re.IGNORECASE)
_LESS: Final = re.compile(r"\b(?:less|fewer|not) (?:than )?$", re.IGNORECASE)


def ratios(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is said to be so many times, or half, what it was a year before."""
    text = sentence.passage.text
    for pattern, factors in ((_MOVED, _VERBS), (_AS_MANY, _TIMES)):
        for met in pattern.finditer(text):
            at = next((to for to, token in enumerate(sentence.tokens) if token.end > met.start("word")), None)
            if at is None or _LESS.search(text[: met.start()]):
                continue
            if {sentence.types[to] for to in sentence.segment_of(at)} & set(_UNREAL):
                continue
            if pattern is _MOVED and (_LONGER.search(text) or not _is_of_name(sentence, at)):
                continue
            subject = subject_of(sentence, at, range(at, at + 1))
            factor = factors[met["word"].lower()]
            some = _OF_SOME.match(text, met.end())
            reasons = [
                *reservations_of(sentence, at, subject),
                *([f"“{some.group().strip()}” may say it of some."] if some else []),
            ]
            own = {met["word"].lower().split()[0], "twice"}
            yield Claim(
                kind=ClaimKind.CHANGE,
                passage=sentence.passage,
                start=met.start(),
                end=met.end(),
                subject=subject,
                amount=PrintedAmount(factor, Fraction(0), ClaimUnit.OTHER, met["word"]),
                hedge=_HEDGES[met["hedge"].lower()] if met["hedge"] else Hedge.EXACT,
                reference=ComparedWith.LAST_YEAR,
                period=period_near(sentence, at, sentence.clause_of(at)),
                modality=modality_of(sentence, at),
                states=(RATIO,),
                doubts=doubts_of(sentence, at),
                reservations=tuple(
                    each for each in reasons if not any(f"“{word}" in each.lower() for word in own)
                ),
            )


def _is_of_name(sentence: SentenceRead, at: int) -> bool:
    """Return whether a verb says of the name before it what it did: "we doubled our patrols" says it of none."""
    if sentence.types[at + 1 : at + 2] and sentence.types[at + 1] in _OBJECTS:
        return False
    back = at - 1
    while back > 0 and sentence.types[back] in _BETWEEN:
        back -= 1
    return back >= 0 and sentence.types[back] == "NAME" and is_of_itself(sentence, back)
