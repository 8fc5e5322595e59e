"""Risks: the score, whether it is a redline, and what has changed since last cycle.

Source: Essex Police Balanced Scorecard, cycle 13: risks with a score over 75, namely those with a probable or almost certain
likelihood and a catastrophic impact, are redline measures at both force and command level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.figures import Source
from xlscore.rules.force.risk_words import (
    HIGHEST_IMPACT,
    HIGHEST_LIKELIHOOD,
    check_impact,
    check_likelihood,
)
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, listed, tidy

__all__ = [
    "RiskInputs", "RiskRedline", "RiskResult", "RiskSince", "because", "is_closed", "judge_risk", "risk_is_redline", "risk_score",
    "since_sentences",
]  # fmt: skip

_CLOSED: Final = ("closed", "removed", "archived", "resolved")
_HIGHEST_SCORE: Final = HIGHEST_LIKELIHOOD * HIGHEST_IMPACT


def risk_score(likelihood: Fraction, impact: Fraction) -> Fraction:
    """Return likelihood (1 to 5) × impact (1 to 20, catastrophic 20).

    >>> risk_score(Fraction(4), Fraction(20))
    Fraction(80, 1)
    """
    check_likelihood(likelihood)
    check_impact(impact)
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
    previous: Fraction | None = None
    """Its score of last cycle, None where it had none."""
    readable: bool = True
    """Whether all that stands where its score comes from could be read."""
    was_known: bool = True
    """Whether the register had it last cycle; True where nothing says what it had."""


class RiskSince(StrEnum):
    """How a risk stands against last cycle."""

    NEW = "new"
    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class RiskResult:
    """What a risk comes to: its score, None without one, and whether it is a redline that is not met."""

    score: Fraction | None
    redline: bool | None
    """None for a closed risk and for one without a score."""
    by_figures: bool
    """Whether the score follows from likelihood and impact; else it is the one that was typed."""
    since: RiskSince | None = None
    """How it stands against last cycle, None where one of the scores is not known, and for a closed risk."""


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
        new = None if inputs.closed or inputs.was_known else RiskSince.NEW
        return RiskResult(score, None, by_figures, new)
    return RiskResult(score, risk_is_redline(score, over), by_figures, _since(score, inputs))


def _since(score: Fraction, inputs: RiskInputs) -> RiskSince | None:
    if not inputs.was_known:
        return RiskSince.NEW
    if inputs.previous is None:
        return None
    if score == inputs.previous:
        return RiskSince.SAME
    return RiskSince.HIGHER if score > inputs.previous else RiskSince.LOWER


def since_sentences(risks: Sequence[tuple[RiskInputs, RiskResult]]) -> list[str]:
    """Return which risks are new since last cycle and whose score has changed, in sentences.

    >>> at, F = Source("Risks", "A2"), Fraction
    >>> risks = [RiskInputs("R1", at, F(5), F(20), previous=F(60)), RiskInputs("R2", at, F(2), F(8), was_known=False)]
    >>> since_sentences([(risk, judge_risk(risk, over=F(75))) for risk in risks])
    ['New since last cycle: R2 (scores 16).', 'R1: the score has risen from 60 to 100 since last cycle.']
    """
    new = [
        inputs.ref if result.score is None else f"{inputs.ref} (scores {to_float(result.score):g})"
        for inputs, result in risks
        if result.since is RiskSince.NEW
    ]
    moved = {RiskSince.HIGHER: "risen", RiskSince.LOWER: "fallen"}
    changed = [
        f"{inputs.ref}: the score has {moved[result.since]} from {to_float(inputs.previous):g} to {to_float(result.score):g} since last cycle."
        for inputs, result in risks
        if result.since in moved and inputs.previous is not None and result.score is not None
    ]
    return [*([f"New since last cycle: {listed(new)}."] if new else []), *changed]


def because(risks: Sequence[RiskRedline]) -> str:
    """Return why risks hold a redline down, in a clause.

    >>> because([RiskRedline(ref, Fraction(100), 75, Source("Risks", "A4")) for ref in ("R3", "R4")])
    'risk R3 scores 100, over 75, and risk R4 scores 100, over 75'
    """
    return ", and ".join(risk.words for risk in risks)
