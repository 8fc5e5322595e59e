"""The units that officers write behind a figure: per cent, points, per 1,000 people, hours, offences.

A unit is known by its form, not by a list of texts: a percentage of something, something per something, or a noun that
things are counted in. Words that turn a figure into something else (fewer, below, met, a quarter) make none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from xlscore.rules.figures_dates import MONTH_WORD

__all__ = ["SCALES", "Unit", "UnitWords", "read_unit", "turns"]


class Unit(Enum):
    """What a figure is counted in, as far as that is known."""

    PERCENT = "per cent"
    POINTS = "percentage points"
    PER_POPULATION = "per so many people"
    RATE = "per something else"
    MONEY = "money"
    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    OFFENCES = "offences"
    COUNT = "other things that are counted"
    POSITION = "a position"


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit as written and as understood; `per` is the base of a rate, None where it is not said in figures."""

    words: str
    unit: Unit
    per: int | None = None


SCALES: Final = {
    "k": 10**3, "thousand": 10**3, "thousands": 10**3,
    "m": 10**6, "mn": 10**6, "million": 10**6, "millions": 10**6,
    "bn": 10**9, "billion": 10**9, "billions": 10**9,
}  # fmt: skip
_POINTS: Final = re.compile(
    r"(?:%|per\s?cent|percent|percentage)\s*-?(?:age\s*)?(?:points?|pts?|pnts?)\b\.?|p\.?p\.?(?:ts?)?(?![a-z])"
)
_PERCENT: Final = re.compile(r"%(?!\w)|%(?=\s?age\b)|(?:per\s?cent|percent|pct)(?:age)?\b")
_PER: Final = re.compile(
    r"(?P<things>(?:[^\W\d_][^\W\d_'’&-]*[\s/-]+)*)(?:per|for every)\s+"
    r"(?:(?P<base>\d{1,3}(?:,\d{3})+|\d+)?\s*(?P<scale>k|m|mn|bn|thousand|million|billion)?(?![a-z])\s*)?"
    r"(?P<of>(?:head\s+)?(?:of\s+)?(?:the\s+)?.*)"
)
_PEOPLE: Final = re.compile(
    r"(?:of\s+)?(?:the\s+)?(?:resident\s+)?(?:pop(?:ulation|n)?|people|persons?|residents?|head|inhabitants?|capita)\b"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ONLY_WORDS: Final = re.compile(r"[^\W\d_][^\d?!=<>+*~|\"£$€%:;#@_\\]*")
_MOST_WORDS: Final = 12

_TIMES: Final = {
    "second": Unit.SECONDS, "sec": Unit.SECONDS, "minute": Unit.MINUTES, "min": Unit.MINUTES,
    "hour": Unit.HOURS, "hr": Unit.HOURS, "day": Unit.DAYS, "week": Unit.WEEKS, "wk": Unit.WEEKS,
    "month": Unit.MONTHS, "mth": Unit.MONTHS, "year": Unit.YEARS, "yr": Unit.YEARS,
}  # fmt: skip


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_POINT: Final = frozenset({"point", "pt"})
"""Points alone may be those of a percentage, a hundredth each, or those of a score."""
_CRIMES: Final = frozenset({"offence", "crime", "offense"})
_THINGS: Final = _words(
    "incident victim casualty call officer staff fte ftes people person outcome case complaint visit arrest stop search "
    "referral report record household vehicle collision death ksi burglary robbery theft homicide assault detection "
    "force area measure post child women men mile km kms officers pcso pcsos pound stalking harassment violence "
    "fatality warrant seizure order respondent pupil attendance suspect offender detainee strip letter email"
)
_WAYS: Final = _words(
    # What says which way, or against what: the sign of the figure is in the words.
    "above ahead against behind below better deficit down fewer higher less lower minus more negative off over overspend "
    "plus short shortfall surplus under underspend up versus worse than "
    # What says that it is part of something else, or only near it.
    "about approx approximately around circa nearly almost half halves third thirds quarter quarters quartile quartiles "
    "decile deciles quintile fifth fifths tenth tenths times fold dozen dozens hundred hundreds"
)
_OTHERS: Final = _words(
    # What goes on to another figure, or judges this one, or makes it a time or an address.
    "to or nor not no between met unmet good outstanding adequate inadequate requires improvement improved achieved missed "
    "green amber red grey yes pass fail is are was were am pm st street road avenue lane floor"
)
_TURNING: Final = re.compile(r"increas|decreas|reduc|ris(?:e|ing|en)|rose|fall|fell|drop|grow|declin")
_PLURAL_LENGTH: Final = 4


def turns(text: str, *, beside: bool = False) -> bool:
    """Return whether words turn a figure into another: which way, about, a part of it; behind it also a verdict, a month.

    `beside` is for a remark in brackets, which may say that it is good or not yet final.

    >>> turns("fewer offences"), turns("of contracted hours lost"), turns("met"), turns("met", beside=True)
    (True, False, True, False)
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if any(word in _WAYS or _TURNING.match(word) for word in words):
        return True
    return not beside and any(word in _OTHERS or re.fullmatch(MONTH_WORD, word) for word in words)


def read_unit(text: str) -> UnitWords | None:
    """Return the unit that words behind a figure say, None where they say none that is known.

    >>> read_unit("% points").unit.value, read_unit("per 1,000 pop.").per, read_unit("Good")
    ('percentage points', 1000, None)
    """
    said = text.strip()
    low = said.lower()
    for pattern, unit in ((_POINTS, Unit.POINTS), (_PERCENT, Unit.PERCENT)):
        found = pattern.match(low)
        if found:
            rest = said[found.end() :].strip(" ,")
            fits = not rest or (_ONLY_WORDS.fullmatch(rest) is not None and not turns(rest))
            return UnitWords(said, unit) if fits else None
    if len(_WORD.findall(said)) > _MOST_WORDS:
        return None
    rate = _PER.fullmatch(low)
    return _rate(said, rate) if rate else _noun(said)


def _rate(said: str, found: re.Match[str]) -> UnitWords | None:
    of, things = found["of"].strip(), found["things"].strip()
    if turns(things) or turns(of) or (of and not _ONLY_WORDS.fullmatch(of)):
        return None
    base = found["base"]
    if base is None and not of and not found["scale"]:
        return None
    per = int((base or "1").replace(",", "")) * SCALES.get(found["scale"] or "", 1)
    if per < 1:
        return None
    counted = base is not None or bool(found["scale"])
    people = _PEOPLE.match(of) is not None
    return UnitWords(said, Unit.PER_POPULATION if people else Unit.RATE, per if counted or people else None)


def _noun(said: str) -> UnitWords | None:
    words = _WORD.findall(said)
    if not words or not _ONLY_WORDS.fullmatch(said) or turns(said) or words[0].lower() in ("of", "and", "in"):
        return None
    stems = [_stem(word.lower()) for word in words]
    # "2,500 officer hours lost", "35 victims of crime": what is counted is what stands first but for what describes it.
    head = re.split(r"\b(?:of|in|with|by|on|at|for|from|lost|recorded|worked|who|that)\b", said.lower())[0]
    last = next(reversed(_WORD.findall(head)), "")
    time = _TIMES.get(_stem(last))
    if time is not None:
        return UnitWords(said, time)
    if _stem(last) in _POINT:
        return None
    if _stem(last) in _CRIMES:
        return UnitWords(said, Unit.OFFENCES)
    plural = (
        said == said.lower()
        and len(last) >= _PLURAL_LENGTH
        and last.endswith("s")
        and not last.endswith("ss")
    )
    known = plural or any(stem in _THINGS or stem in _CRIMES for stem in stems)
    return UnitWords(said, Unit.COUNT) if known else None


def _stem(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s") if word not in _THINGS else word
