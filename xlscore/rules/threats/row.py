"""A row of the threat and impact scorecard: what it is judged by, and what it comes to.

Two meanings share one row: for recorded crime the actual is a count and the target a change on last year; for an outcome
rate both are levels, and how many outcomes are short needs the counts behind the rate.

Source: Leicestershire threat/impact ("emergent") scorecard, October 2013.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from xlscore.rules.exact import exact
from xlscore.rules.figures import Blank, Entry, Figure, Source, Unread
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.rag import Rag, is_at_least_as_good, rag
from xlscore.rules.series import Series, month_name
from xlscore.rules.statistics.spc import Options, control_chart
from xlscore.rules.threats.classes import (
    Level,
    impact_class,
    outcomes_needed,
    overall_class,
    shortfall,
    year_on_year,
    year_on_year_points,
)
from xlscore.rules.threats.hint import suggest_threat
from xlscore.rules.threats.words import is_rate, read_purpose
from xlscore.rules.trend import ControlLevel, Trend, control_level, rolling_trend

__all__ = [
    "Counts",
    "ThreatInputs",
    "ThreatRow",
    "Unsaid",
    "WithReasons",
    "figure",
    "judge_row",
    "said",
    "short_of",
    "year_change",
]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts behind an outcome rate, wherever they stand."""

    crimes: Entry = None
    outcomes: Entry = None


@dataclass(frozen=True, slots=True)
class ThreatInputs:
    """What a row is judged by, as typed. Targets and rates are fractions; an entry of None has no column."""

    objective: str
    purpose: str
    at: Source
    """The cell that says what the row counts."""
    actual: Entry = None
    previous: Entry = None
    hard_target: Entry = None
    stretch_target: Entry = None
    impact_score: Entry = None
    counts: Counts = Counts()
    series: Series | None = None
    threat: Level | None = None
    impact_class: Level | None = None
    """The class that a person typed; it counts only where there is no score."""
    trend: str = ""
    control: str = ""
    """Trend and level of control that a person typed; they count only where there is no series."""

    @property
    def rate(self) -> bool | None:
        """Return whether the row is a rate; None where its purpose does not say."""
        return is_rate(self.purpose)


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

    >>> at = Source("Scorecard", "B2")
    >>> row = ThreatInputs("Burglary", "Recorded Crime", at, Figure(Fraction(1903), at), Figure(Fraction(2076), at), Figure(Fraction(-1, 10), at))
    >>> made = judge_row(row, Policy())
    >>> made.shortfall, made.rag.value, made.why_not("trend").what
    (35, 'Amber', 'There is no monthly series for it.')
    """
    unsaid: list[Unsaid] = []
    status = said("rag", unsaid, lambda: _rag(inputs, policy))
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
            status, arrow or inputs.trend or None, control or inputs.control or None, bool(inputs.rate)
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


def figure(entry: Entry, what: str) -> Fraction:
    """Return the figure of an entry, or say that it is missing or cannot be read."""
    if isinstance(entry, Figure):
        return entry.value
    if isinstance(entry, Unread):
        raise RuleError(Trouble.UNREADABLE, f"The {what} cannot be read.")
    raise RuleError(Trouble.MISSING, f"There is no {what}.")


def year_change(inputs: ThreatInputs) -> Fraction:
    """Return the change on last year: a fraction of a count, points of a rate."""
    change = year_on_year_points if read_purpose(inputs.purpose) else year_on_year
    return change(figure(inputs.actual, "actual"), figure(inputs.previous, "figure of last year"))


def short_of(inputs: ThreatInputs, target: Entry) -> int:
    """Return how many crimes or outcomes a row is short of its target.

    A rate at its target is short of nothing where the counts are unknown; below it, the counts must be known.
    """
    rate = read_purpose(inputs.purpose)
    aim = figure(target, "target")
    if not rate:
        return shortfall(figure(inputs.actual, "actual"), figure(inputs.previous, "figure of last year"), aim)
    crimes, outcomes = inputs.counts.crimes, inputs.counts.outcomes
    if isinstance(crimes, Figure) and isinstance(outcomes, Figure):
        return outcomes_needed(outcomes.value, crimes.value, aim)
    if isinstance(inputs.actual, Figure) and is_at_least_as_good(inputs.actual.value, aim, True):
        return 0
    raise RuleError(Trouble.MISSING, "The counts of crimes and outcomes behind the rate are not known.")


def _rag(inputs: ThreatInputs, policy: Policy) -> Rag:
    """Return the status: a rate by its level, a count by its change on last year; Grey where a figure is blank."""
    rate = read_purpose(inputs.purpose)
    needed = [(inputs.hard_target, "target"), (inputs.actual, "actual")]
    if not rate:
        needed.append((inputs.previous, "figure of last year"))
    for entry, what in needed:
        if not isinstance(entry, (Figure, Blank)):
            figure(entry, what)
    if any(isinstance(entry, Blank) for entry, _ in needed):
        return Rag.GREY
    tolerance = exact(policy.rag_tolerance)
    stretch = inputs.stretch_target.value if isinstance(inputs.stretch_target, Figure) else None
    judged = figure(inputs.actual, "actual") if rate else year_change(inputs)
    return rag(judged, figure(inputs.hard_target, "target"), rate, tolerance, stretch)


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
