"""A row of the scorecard against last year and against its target: the change, the status, the crimes or outcomes short.

For recorded crime the actual is a count and the target a change on last year; for an outcome rate both are levels, and
how many outcomes are short needs the crimes behind the rate; satisfaction and averages are levels and no more.

Source: Leicestershire threat/impact ("emergent") scorecard, October 2013.
"""

from __future__ import annotations

from fractions import Fraction

from xlscore.rules.exact import exact
from xlscore.rules.figures import Blank, Entry, Figure
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.rag import Rag, is_at_least_as_good, rag
from xlscore.rules.threats.classes import (
    outcomes_behind,
    outcomes_needed,
    outcomes_span,
    shortfall,
    year_on_year,
    year_on_year_points,
)
from xlscore.rules.threats.inputs import ThreatInputs, figure
from xlscore.rules.threats.words import Purpose, read_purpose

__all__ = ["rag_status", "short_between", "short_of", "year_change"]


def year_change(inputs: ThreatInputs) -> Fraction:
    """Return the change on last year: points of what is a level in per cent, else a fraction."""
    read_purpose(inputs.purpose)
    change = year_on_year_points if inputs.rate else year_on_year
    return change(figure(inputs.actual, "actual"), figure(inputs.previous, "figure of last year"))


def short_of(inputs: ThreatInputs, target: Entry) -> int:
    """Return how many crimes or outcomes a row is short of its target.

    Where the crimes behind a rate are known and the outcomes are not, they are the rate as printed, exactly, times the
    crimes. A rate at its target is short of nothing where the crimes are unknown; below it, they must be known. What no
    crimes stand behind (satisfaction, an average) is short of none.
    """
    purpose = read_purpose(inputs.purpose)
    aim = figure(target, "target")
    if purpose is Purpose.CRIMES:
        return shortfall(figure(inputs.actual, "actual"), figure(inputs.previous, "figure of last year"), aim)
    if purpose is Purpose.AVERAGE:
        raise RuleError(Trouble.MISSING, "An average has no crimes behind it that could be counted.")
    crimes, outcomes = inputs.counts.crimes, inputs.counts.outcomes
    if isinstance(crimes, Figure) and isinstance(outcomes, Figure):
        return outcomes_needed(outcomes.value, crimes.value, aim)
    if purpose is Purpose.SATISFACTION:
        raise RuleError(Trouble.MISSING, "Satisfaction has no crimes behind it that could be counted.")
    if inputs.by_rate and isinstance(crimes, Figure):
        return outcomes_needed(
            outcomes_behind(figure(inputs.actual, "actual"), crimes.value), crimes.value, aim
        )
    if isinstance(inputs.actual, Figure) and is_at_least_as_good(inputs.actual.value, aim, True):
        return 0
    raise RuleError(Trouble.MISSING, "The counts of crimes and outcomes behind the rate are not known.")


def rag_status(inputs: ThreatInputs, policy: Policy) -> Rag:
    """Return the status: a level against its target, a count by its change on last year; Grey where a figure is blank.

    The tolerance is the row's own, in its unit, else the Policy's: points of a percentage; of an average that share of the target.
    """
    counted = read_purpose(inputs.purpose) is Purpose.CRIMES
    needed = [(inputs.hard_target, "target"), (inputs.actual, "actual")]
    if counted:
        needed.append((inputs.previous, "figure of last year"))
    for entry, what in needed:
        if not isinstance(entry, (Figure, Blank)):
            figure(entry, what)
    if any(isinstance(entry, Blank) for entry, _ in needed):
        return Rag.GREY
    target = figure(inputs.hard_target, "target")
    of_its_own = not (inputs.tolerance is None or isinstance(inputs.tolerance, Blank))
    tolerance = figure(inputs.tolerance, "tolerance") if of_its_own else exact(policy.rag_tolerance)
    if inputs.of_target or (inputs.measures is Purpose.AVERAGE and not of_its_own):
        tolerance *= abs(target)
    stretch = inputs.stretch_target.value if isinstance(inputs.stretch_target, Figure) else None
    judged = year_change(inputs) if counted else figure(inputs.actual, "actual")
    return rag(judged, target, inputs.higher_is_better, tolerance, stretch)


def short_between(inputs: ThreatInputs, target: Entry) -> tuple[int, int] | None:
    """Return how few and how many outcomes may be short where they follow from a rounded rate; None where that is no matter."""
    crimes = inputs.counts.crimes
    if not (inputs.by_rate and isinstance(crimes, Figure) and isinstance(target, Figure)):
        return None
    few, many = outcomes_span(figure(inputs.actual, "actual"), crimes.value, target.value)
    return None if few == many else (few, many)
