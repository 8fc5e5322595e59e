"""Risks: likelihood and impact as a register writes them, the score, and whether it is a redline.

Source: Essex Police Balanced Scorecard, cycle 13: risks with a score over 75, namely those with a probable or almost certain
likelihood and a catastrophic impact, are redline measures at both force and command level.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.figures import Source
from xlscore.rules.figures_text import read_figure
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, quoted, tidy

__all__ = [
    "RiskInputs", "RiskRedline", "RiskResult", "because", "is_closed", "judge_risk", "read_impact", "read_likelihood", "risk_is_redline",
    "risk_score",
]  # fmt: skip

_LIKELIHOODS: Final[Mapping[str, int]] = {
    "remote": 1, "rare": 1, "veryunlikely": 1, "highlyunlikely": 1,
    "unlikely": 2,
    "possible": 3,
    "probable": 4, "likely": 4,
    "almostcertain": 5, "verylikely": 5, "highlylikely": 5, "certain": 5,
}  # fmt: skip
_IMPACTS: Final[Mapping[str, int]] = {"catastrophic": 20}
_NUMBER_FIRST: Final = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)(?:\s+|\s*[-–—:.,)(]+\s*)\(?(?P<word>[^\W\d][^\d()]*)\)?"
)
_WORD_FIRST: Final = re.compile(r"(?P<word>[^\W\d][^\d()]*?)\s*[-–—:]?\s*\(?(?P<number>\d+(?:\.\d+)?)\)?")
_CLOSED: Final = ("closed", "removed", "archived", "resolved")
_HIGHEST_LIKELIHOOD: Final = 5
_HIGHEST_IMPACT: Final = 20
_HIGHEST_SCORE: Final = _HIGHEST_LIKELIHOOD * _HIGHEST_IMPACT


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
    _check_likelihood(value)
    return value


def read_impact(typed: str) -> Fraction:
    """Return an impact, 1 to 20, from a number, the word Catastrophic, or a number with its word.

    >>> [int(read_impact(text)) for text in ("12", "Catastrophic", "15 (Major)")]
    [12, 20, 15]

    Only one word of the scale has a number in the paper, so another word alone says none.
    """
    value = _read(typed, _IMPACTS)
    if value is None:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} is not an impact.",
            "Use a number from 1 to 20, or Catastrophic for 20.",
        )
    _check_impact(value)
    return value


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


def _check_likelihood(value: Fraction) -> None:
    if not 1 <= value <= _HIGHEST_LIKELIHOOD or value.denominator != 1:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "Likelihood is a whole number from 1 to 5.",
            "Enter 1 (remote) to 5 (almost certain).",
        )


def _check_impact(value: Fraction) -> None:
    if not 1 <= value <= _HIGHEST_IMPACT:
        raise RuleError(
            Trouble.OUT_OF_RANGE,
            "Impact lies between 1 and 20 (catastrophic).",
            "Enter a number from 1 to 20.",
        )


def risk_score(likelihood: Fraction, impact: Fraction) -> Fraction:
    """Return likelihood (1 to 5) × impact (1 to 20, catastrophic 20).

    >>> risk_score(Fraction(4), Fraction(20))
    Fraction(80, 1)
    """
    _check_likelihood(likelihood)
    _check_impact(impact)
    return likelihood * impact


def risk_is_redline(score: Fraction, over: Fraction) -> bool:
    """Return whether a risk is so high that it counts as a redline: it scores over a limit.

    >>> risk_is_redline(Fraction(80), over=Fraction(75)), risk_is_redline(Fraction(75), over=Fraction(75))
    (True, False)
    """
    if not (1 <= score <= _HIGHEST_SCORE and 1 <= over <= _HIGHEST_SCORE):
        raise RuleError(Trouble.OUT_OF_RANGE, "A risk score lies between 1 and 100.", "Correct the score.")
    return score > over


def is_closed(status: str) -> bool:
    """Return whether a risk's status says that it is a risk no longer.

    >>> is_closed("Closed 12/03/2019"), is_closed("Open"), is_closed("")
    (True, False, False)
    """
    first = tidy(status).casefold().partition(" ")[0].rstrip(":,.;-")
    return first in _CLOSED


@dataclass(frozen=True, slots=True)
class RiskInputs:
    """A risk as a register has it: None is what it does not say, or what cannot be read."""

    ref: str
    source: Source
    likelihood: Fraction | None = None
    impact: Fraction | None = None
    typed_score: Fraction | None = None
    """The score as a person entered it; it counts where likelihood and impact do not say one."""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class RiskResult:
    """What a risk comes to: its score, None without one, and whether it is a redline that is not met."""

    score: Fraction | None
    redline: bool | None
    """None for a closed risk and for one without a score."""
    by_figures: bool
    """Whether the score follows from likelihood and impact; else it is the one that was typed."""


@dataclass(frozen=True, slots=True)
class RiskRedline:
    """A risk that scores over the limit: a redline that is not met."""

    ref: str
    score: Fraction
    over: float
    source: Source

    @property
    def words(self) -> str:
        """Return the risk and why it is a redline, in a clause.

        >>> RiskRedline("R3", Fraction(100), 75, Source("Risks", "A4")).words
        'risk R3 scores 100, over 75'
        """
        named = self.ref if key(self.ref).startswith("risk") else f"risk {self.ref}"
        return f"{named} scores {to_float(self.score):g}, over {self.over:g}"


def judge_risk(inputs: RiskInputs, over: Fraction) -> RiskResult:
    """Return the score of a risk and whether it is a redline: likelihood times impact count, else the typed score.

    >>> place = Source("Risks", "A2")
    >>> judged = judge_risk(RiskInputs("R1", place, Fraction(5), Fraction(20)), over=Fraction(75))
    >>> int(judged.score), judged.redline
    (100, True)
    """
    by_figures = inputs.likelihood is not None and inputs.impact is not None
    score = inputs.typed_score
    if inputs.likelihood is not None and inputs.impact is not None:
        score = risk_score(inputs.likelihood, inputs.impact)
    if score is None or inputs.closed:
        return RiskResult(score, None, by_figures)
    return RiskResult(score, risk_is_redline(score, over), by_figures)


def because(risks: Sequence[RiskRedline]) -> str:
    """Return why risks hold a redline down, in a clause.

    >>> because([RiskRedline(ref, Fraction(100), 75, Source("Risks", "A4")) for ref in ("R3", "R4")])
    'risk R3 scores 100, over 75, and risk R4 scores 100, over 75'
    """
    return ", and ".join(risk.words for risk in risks)
