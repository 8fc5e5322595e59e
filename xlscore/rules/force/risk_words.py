"""Likelihood and impact as a risk register writes them: numbers, the usual words, or both.

Source: Essex Police Balanced Scorecard, cycle 13: likelihood 1 to 5 times impact, catastrophic 20. The words between, in five even
steps, are those of the usual registers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from xlscore.rules.figures_text import read_figure
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, quoted, tidy

__all__ = [
    "HIGHEST_IMPACT",
    "HIGHEST_LIKELIHOOD",
    "IMPACT_STEP",
    "check_impact",
    "check_likelihood",
    "read_impact",
    "read_likelihood",
]

HIGHEST_LIKELIHOOD: Final = 5
HIGHEST_IMPACT: Final = 20
IMPACT_STEP: Final = Fraction(HIGHEST_IMPACT, 5)
"""The step with which the highest of five levels is the highest impact."""
_LEVELS: Final = 5
_LIKELIHOODS: Final[Mapping[str, int]] = {
    "remote": 1, "rare": 1, "veryunlikely": 1, "highlyunlikely": 1,
    "unlikely": 2,
    "possible": 3,
    "probable": 4, "likely": 4,
    "almostcertain": 5, "verylikely": 5, "highlylikely": 5, "certain": 5,
}  # fmt: skip
_IMPACT_LEVELS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("negligible", "insignificant", "trivial", "verylow"), 1),
    **dict.fromkeys(("minor", "limited", "marginal", "low"), 2),
    **dict.fromkeys(("moderate", "medium"), 3),
    **dict.fromkeys(("major", "significant", "serious", "high"), 4),
    **dict.fromkeys(("catastrophic", "critical", "severe", "extreme", "veryhigh"), 5),
}
"""The five levels of impact by the words of the usual registers; Severe stands above Major where a register has both."""
_NUMBER_FIRST: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?:\s+|\s*[-–—:.,)(]+\s*)\(?(?P<word>[^\W\d][^\d()]*)\)?"
)
_WORD_FIRST: Final = re.compile(r"(?P<word>[^\W\d][^\d()]*?)\s*[-–—:]?\s*\(?(?P<number>\d+(?:\.\d+)?)\)?")


def read_likelihood(typed: str) -> Fraction:
    """Return a likelihood, 1 (remote) to 5 (almost certain), from a number, a usual word or both.

    >>> [int(read_likelihood(text)) for text in ("4", "Probable", "5 - Almost certain", "Possible (3)")]
    [4, 4, 5, 3]
    """
    value = _read(typed, _LIKELIHOODS)
    if value is None:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} is not a likelihood.",
            "Use a number from 1 to 5, or Remote, Unlikely, Possible, Probable, Almost certain.",
        )
    check_likelihood(value)
    return value


def read_impact(typed: str, step: Fraction) -> Fraction:
    """Return an impact, 1 to 20, from a number, a usual word, or both.

    The words are five levels, each `step` above the one below: with 4, Catastrophic counts 20 as in the paper. A number beside
    a word is the impact itself, or the word's level.

    >>> [int(read_impact(text, IMPACT_STEP)) for text in ("12", "Catastrophic", "15 (Major)", "Minor", "4 - Major")]
    [12, 20, 15, 8, 16]
    """
    text = tidy(typed)
    level = _IMPACT_LEVELS.get(key(text))
    both = _NUMBER_FIRST.fullmatch(text) or _WORD_FIRST.fullmatch(text)
    if level is not None:
        value: Fraction | None = level * step
    elif both is not None:
        value = _numbered_impact(Fraction(both["number"]), _IMPACT_LEVELS.get(key(both["word"])), step)
    else:
        said = read_figure(text)
        value = None if said is None or said.unit is not None else said.value
    if value is None:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} is not an impact.",
            "Use a number from 1 to 20, or Negligible, Minor, Moderate, Major, Catastrophic.",
        )
    check_impact(value)
    return value


def _numbered_impact(number: Fraction, level: int | None, step: Fraction) -> Fraction | None:
    """Return the impact that a number beside a word says, None where the two contradict one another."""
    if level is None:
        return number
    if number == level:
        return level * step
    # A register may count in steps of its own, but no other level has this number, and the highest impact is what it is.
    contradicts = number <= _LEVELS or (level == _LEVELS and number != level * step)
    return None if contradicts else number


def _read(typed: str, words: Mapping[str, int]) -> Fraction | None:
    """Return the number that a text says by itself, by its word, or by both where they agree."""
    text = tidy(typed)
    if key(text) in words:
        return Fraction(words[key(text)])
    both = _NUMBER_FIRST.fullmatch(text) or _WORD_FIRST.fullmatch(text)
    if both is not None:
        number, named = Fraction(both["number"]), words.get(key(both["word"]))
        return number if named in (None, number) else None
    said = read_figure(text)
    return None if said is None or said.unit is not None else said.value


def check_likelihood(value: Fraction) -> None:
    """Refuse what is no likelihood."""
    if not 1 <= value <= HIGHEST_LIKELIHOOD or value.denominator != 1:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "Likelihood is a whole number from 1 to 5.",
            "Enter 1 (remote) to 5 (almost certain).",
        )


def check_impact(value: Fraction) -> None:
    """Refuse what is no impact."""
    if not 1 <= value <= HIGHEST_IMPACT:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "Impact lies between 1 and 20 (catastrophic).",
            "Enter a number from 1 to 20.",
        )
