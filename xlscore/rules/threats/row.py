"""A row of the threat and impact scorecard: what it comes to.

Source: Leicestershire threat/impact ("emergent") scorecard, October 2013.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from xlscore.rules.exact import exact
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.rag import Rag
from xlscore.rules.series import Series, month_name
from xlscore.rules.statistics.spc import Options, control_chart
from xlscore.rules.threats.against import rag_status, short_of, year_change
from xlscore.rules.threats.classes import Level, impact_class, overall_class
from xlscore.rules.threats.hint import suggest_threat
from xlscore.rules.threats.inputs import ThreatInputs, figure
from xlscore.rules.trend import ControlLevel, Trend, control_level, rolling_trend

__all__ = ["ThreatRow", "Unsaid", "WithReasons", "judge_row", "said"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A result that a row does not have, and why."""

    name: str
    error: RuleError


class WithReasons:
    """Results of which some may be None, with the reason of each beside them."""

    __slots__ = ()
    unsaid: tuple[Unsaid, ...]

    def why_not(self, name: str) -> RuleError | None:
        """Return why a result cannot be said, None for one that can."""
        return next((each.error for each in self.unsaid if each.name == name), None)


@dataclass(frozen=True, slots=True)
class ThreatRow(WithReasons):
    """What a row comes to; what cannot be said is None, and `unsaid` holds its reason."""

    year_on_year: Fraction | None
    """A fraction of last year's count, or points of a rate."""
    rag: Rag | None
    shortfall: int | None
    trend: Trend | None
    control: ControlLevel | None
    impact_class: Level | None
    overall: Level | None
    suggested_threat: Level | None
    unsaid: tuple[Unsaid, ...] = ()


def judge_row(inputs: ThreatInputs, policy: Policy) -> ThreatRow:
    """Return what a row comes to by the policy; its counts are those of `threat_card.completed`.

    >>> from xlscore.rules.figures import Figure, Source
    >>> at = Source("Scorecard", "B2")
    >>> row = ThreatInputs("Burglary", "Recorded Crime", at, Figure(Fraction(1903), at), Figure(Fraction(2076), at), Figure(Fraction(-1, 10), at))
    >>> made = judge_row(row, Policy())
    >>> made.shortfall, made.rag.value, made.why_not("trend").what
    (35, 'Amber', 'There is no monthly series for it.')
    """
    unsaid: list[Unsaid] = []
    status = said("rag", unsaid, lambda: rag_status(inputs, policy))
    arrow = said("trend", unsaid, lambda: _trend(inputs, policy))
    control = said("control", unsaid, lambda: _control(inputs, policy))
    impact = said("impact_class", unsaid, lambda: _impact(inputs, policy))
    return ThreatRow(
        year_on_year=said("year_on_year", unsaid, lambda: year_change(inputs)),
        rag=status,
        shortfall=said("shortfall", unsaid, lambda: short_of(inputs, inputs.hard_target)),
        trend=arrow,
        control=control,
        impact_class=impact,
        overall=said("overall", unsaid, lambda: _overall(inputs, impact or inputs.impact_class, policy)),
        suggested_threat=suggest_threat(
            status, arrow or inputs.trend or None, control or inputs.control or None, inputs.higher_is_better
        ),
        unsaid=tuple(unsaid),
    )


def said(name: str, unsaid: list[Unsaid], rule: Callable[[], T]) -> T | None:
    """Return what a rule answers; None where it cannot, and the reason joins `unsaid`."""
    try:
        return rule()
    except RuleError as error:
        unsaid.append(Unsaid(name, error))
        return None


def _months(inputs: ThreatInputs) -> Series:
    if inputs.series is None:
        raise RuleError(Trouble.MISSING, "There is no monthly series for it.")
    unread = inputs.series.unread
    if unread is not None:
        raise RuleError(Trouble.UNREADABLE, f"The figure of {month_name(unread.month)} cannot be read.")
    return inputs.series


def _trend(inputs: ThreatInputs, policy: Policy) -> Trend:
    return rolling_trend(_months(inputs).values, exact(policy.trend_tolerance))


def _control(inputs: ThreatInputs, policy: Policy) -> ControlLevel:
    return control_level(control_chart(_months(inputs).plain_values, options=Options.of(policy)))


def _impact(inputs: ThreatInputs, policy: Policy) -> Level:
    score = figure(inputs.impact_score, "impact score")
    return impact_class(score, exact(policy.impact_medium_from), exact(policy.impact_high_from))


def _overall(inputs: ThreatInputs, impact: Level | None, policy: Policy) -> Level:
    if inputs.threat is None:
        raise RuleError(Trouble.MISSING, "There is no threat that can be read.")
    if impact is None:
        raise RuleError(Trouble.MISSING, "There is no impact classification.")
    return overall_class(inputs.threat, impact, policy.overall)
