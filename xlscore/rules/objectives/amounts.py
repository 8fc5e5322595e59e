"""Amounts as the sentences of a page say them: counts with their noun in the right number, percentages, levels in their unit."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose, unit_in

__all__ = ["count_words", "level_words", "noun_of", "number_words", "per_cent", "unit_of"]

_CRIME: Final = ("crime", "crimes")
_NOUNS: Final = (
    (re.compile(r"casualt"), ("casualty", "casualties")),
    (re.compile(r"incident"), ("incident", "incidents")),
    (re.compile(r"offence"), ("offence", "offences")),
)
"""What a row counts by the words of its purpose; crimes where they say none of these."""
_ANY_PLACES: Final = ".10g"


def noun_of(purpose: str) -> tuple[str, str]:
    """Return what a purpose counts, as one and as many.

    >>> noun_of("Recorded Crime"), noun_of("Casualties")
    (('crime', 'crimes'), ('casualty', 'casualties'))
    """
    return next((noun for pattern, noun in _NOUNS if pattern.search(purpose.casefold())), _CRIME)


def number_words(number: Fraction | int) -> str:
    """Return a number as a sentence writes it, without its sign.

    >>> number_words(1903), number_words(Fraction(-5, 2))
    ('1,903', '2.5')
    """
    return format(to_float(abs(Fraction(number))), f",{_ANY_PLACES}")


def count_words(number: Fraction | int, noun: tuple[str, str] = _CRIME) -> str:
    """Return a count with its noun in the right number; a part of one is many, and so is none.

    >>> count_words(1), count_words(1903), count_words(0), count_words(Fraction(1, 2))
    ('1 crime', '1,903 crimes', 'no crimes', '0.5 crimes')
    """
    return f"{number_words(number) if number else 'no'} {noun[0] if abs(number) == 1 else noun[1]}"


def per_cent(share: Fraction, places: int = 1) -> str:
    """Return the size of a share as a percentage with at most so many places, and no more than it has.

    >>> per_cent(Fraction(-1, 10)), per_cent(Fraction(173, 2076)), per_cent(Fraction(182, 1000))
    ('10%', '8.3%', '18.2%')
    """
    return f"{round(to_float(abs(share) * 100), places):,{_ANY_PLACES}}%"


def unit_of(inputs: ThreatInputs) -> str:
    """Return what an average is counted in, "" where nobody says: by its figure, its purpose or its objective."""
    written = inputs.actual.unit if isinstance(inputs.actual, Figure) else ""
    return written or unit_in(inputs.purpose) or unit_in(inputs.objective)


def level_words(value: Fraction, inputs: ThreatInputs) -> str:
    """Return a level as its row counts it: a percentage, or an average in its unit.

    >>> from xlscore.rules.figures import Source
    >>> row = ThreatInputs("Sickness", "Average days lost", Source("Scorecard", "B2"))
    >>> level_words(Fraction(94, 10), row), level_words(Fraction(1), row)
    ('9.4 days', '1 day')
    """
    if inputs.measures is not Purpose.AVERAGE:
        return per_cent(value, 2)
    unit = unit_of(inputs)
    if abs(value) == 1:
        unit = unit.removesuffix("s")
    return f"{'-' if value < 0 else ''}{number_words(value)} {unit}".rstrip()
