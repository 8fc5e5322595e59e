"""The claims of how far one month is from another that is named: "160 more than in January 2018", "22.5 % higher than in December"."""

from __future__ import annotations

import calendar
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.cues import SENSES
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.words.periods import period_of
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, Period

__all__ = ["between_months"]

_KINDS: Final = (ClaimKind.COUNT, ClaimKind.LEVEL, ClaimKind.CHANGE)
_FIGURES: Final = ("COUNT", "PERCENT", "WORDNUMBER")
_WAYS: Final = ("MORE", "FEWER", "RISE", "FALL", "ABOVE", "BELOW")
_LINKS: Final = ("THAN", "ON", "IN", "FROM", "VERSUS", "OF", "THE")
_YEAR: Final = 12
"""How many months a month is after the same of the year before."""


def between_months(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a figure that says how far a month is from the one before it, or a year before, as such a change; any other claim as it is."""
    if claim.kind not in _KINDS or claim.amount is None or claim.hedge.value:
        return claim
    at = next(
        (
            to
            for to, token in enumerate(sentence.tokens)
            if token.amount is not None and token.amount.text == claim.amount.text and claim.start <= token.start < claim.end
        ),
        None,
    )  # fmt: skip
    met = None if at is None or sentence.types[at] not in _FIGURES else _then(sentence, at)
    if at is None or met is None:
        return claim
    way, then = met
    now = [to for to in sentence.part_of(at) if to < at and sentence.types[to] == "PERIOD"]
    apart = _apart(sentence.tokens[now[-1]].text, sentence.tokens[then].text) if len(now) == 1 else None
    if apart is None:
        return claim
    return replace(
        claim,
        kind=ClaimKind.CHANGE,
        end=sentence.tokens[then].end,
        direction=SENSES[sentence.types[way]],
        reference=ComparedWith.LAST_YEAR if apart == _YEAR else ComparedWith.LAST_TIME,
        period=period_of(sentence.tokens[now[-1]].text),
        reservations=tuple(each for each in claim.reservations if "not said in so many words" not in each),
    )


def _then(sentence: SentenceRead, at: int) -> tuple[int, int] | None:
    """Return the word that says which way behind a figure, and the month that it is from; None where there is none."""
    way = at + 1
    while sentence.types[way : way + 1] in (("CRIME",), ("NAME",), ("OUTCOME",)):
        way += 1
    if sentence.types[way : way + 1] == () or sentence.types[way] not in _WAYS:
        return None
    to = way + 1
    linked = sentence.tokens[way].text.lower().endswith("than")
    while sentence.types[to : to + 1] and sentence.types[to] in _LINKS:
        linked = linked or sentence.types[to] in ("THAN", "ON", "FROM", "VERSUS")
        to += 1
    return (way, to) if linked and sentence.types[to : to + 1] == ("PERIOD",) else None


def _apart(now: str, then: str) -> int | None:
    """Return 12 for the same month a year before, 1 for the month before; None for anything else.

    >>> _apart("January 2019", "January 2018"), _apart("January", "December"), _apart("January", "October"), _apart("2019", "2018")
    (12, 1, None, None)
    """
    one, two = period_of(now), period_of(then)
    months = [_month(each) for each in (one, two)]
    if None in months:
        return None
    last, first = (month or 0 for month in months)
    if one.first is not None and two.first is not None:
        apart = (one.first.year - two.first.year) * _YEAR + last - first
    else:
        apart = (last - first) % _YEAR
    return apart if apart in (1, _YEAR) else None


def _month(period: Period) -> int | None:
    """Return which month of the year a period is, None for one that is no single whole month."""
    words = period.text.replace(".", "").split()
    names = [name[:3].casefold() for name in calendar.month_name]
    name = words[0][:3].casefold() if words and words[0].isalpha() and len(words) <= 2 else ""
    return names.index(name) if name in names[1:] else None
