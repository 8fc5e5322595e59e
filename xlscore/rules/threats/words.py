"""The words by which a scorecard says what it counts: what a purpose measures, and which area is the whole force."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import name_key, quoted, tidy

__all__ = ["Purpose", "is_force", "is_rate", "purpose_of", "read_purpose", "unit_in"]


class Purpose(Enum):
    """What a row measures, which decides its arithmetic."""

    CRIMES = "crimes"
    """A count, whose target is a change on last year; lower is better."""
    OUTCOMES = "outcomes"
    """A rate of crimes with an outcome, whose target is a level."""
    SATISFACTION = "satisfaction"
    """A level in per cent that no crimes stand behind: satisfaction, confidence, a percentage of something else."""
    AVERAGE = "average"
    """A level in its own unit, such as days lost; lower is better unless the row says otherwise."""


_SATISFACTION: Final = re.compile(r"\b(?:satisf|satisfaction|confidence|trust)")
_OUTCOMES: Final = re.compile(r"\b(?:rate|outcome|solved|detect)")
_PERCENTAGE: Final = re.compile(r"\b(?:per ?cent|proportion)|%")
_AVERAGE: Final = re.compile(r"\b(?:averages?|mean|days?|hours?|minutes?)\b")
_TIME: Final = re.compile(r"\b(day|hour|minute)s?\b")
_COUNT: Final = re.compile(r"recorded|crime|offence|count|volume|number|incident|casualt")
_WORDS: Final = (
    (_SATISFACTION, Purpose.SATISFACTION),
    (_OUTCOMES, Purpose.OUTCOMES),
    (_PERCENTAGE, Purpose.SATISFACTION),
    (_AVERAGE, Purpose.AVERAGE),
    (_COUNT, Purpose.CRIMES),
)
"""The first that fits decides: the rate of an outcome of crimes has the words of both, and so has an average number."""
_NOTE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FORCE: Final = frozenset({"force", "forcewide", "total", "all", "wholeforce", "forcetotal", "county"})


def purpose_of(purpose: str) -> Purpose | None:
    """Return what a purpose measures, None where its words do not say. What stands in brackets is a note.

    >>> purpose_of("Average days lost"), purpose_of("Victim satisfaction"), purpose_of("Feeling")
    (<Purpose.AVERAGE: 'average'>, <Purpose.SATISFACTION: 'satisfaction'>, None)
    """
    words = _NOTE.sub(" ", tidy(purpose).casefold())
    return next((meant for pattern, meant in _WORDS if pattern.search(words)), None)


def is_rate(purpose: str) -> bool | None:
    """Return whether a purpose is a level in per cent; None where it does not say what it is.

    >>> is_rate("Crime Outcome Rate"), is_rate("Recorded Crime"), is_rate("Feeling")
    (True, False, None)
    """
    meant = purpose_of(purpose)
    return None if meant is None else meant in (Purpose.OUTCOMES, Purpose.SATISFACTION)


def read_purpose(typed: str) -> Purpose:
    """Return what a purpose measures, or refuse one that does not say.

    >>> read_purpose("Recorded Crime").value
    'crimes'
    """
    meant = purpose_of(typed)
    if meant is None:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} does not say whether the row counts crimes or is a rate.",
            "Use Recorded Crime, Crime Outcome Rate, Satisfaction or Average.",
        )
    return meant


def unit_in(words: str) -> str:
    """Return the unit of time that words say an average is in, "" where they say none.

    >>> unit_in("Average days lost"), unit_in("Average calls")
    ('days', '')
    """
    found = _TIME.search(tidy(words).casefold())
    return "" if found is None else f"{found[1]}s"


def is_force(area: str) -> bool:
    """Return whether an area of a breakdown is the whole force.

    >>> is_force("Force"), is_force("Whole force"), is_force("North")
    (True, True, False)
    """
    return name_key(area) in _FORCE
