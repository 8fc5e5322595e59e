"""Testing a condition: whether the figures fulfil it, what they say, or why it cannot be tested."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.rules.conditions.levels import by_so_much, compare, reaches, shown, shown_gap, wants_same_scale
from xlscore.rules.conditions.measures import AreaFacts, MeasureFacts, find_measures
from xlscore.rules.conditions.targets import judge_target
from xlscore.rules.conditions.words import Clause, ConditionWords, Joint, Move, Quantity, Since
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import month_name
from xlscore.rules.trend import Trend, rolling_trend

__all__ = ["ConditionOutcome", "judge_condition"]


@dataclass(frozen=True, slots=True)
class ConditionOutcome:
    """Whether a condition is fulfilled, None where it cannot be tested, and what the figures say, or why they do not."""

    fulfilled: bool | None
    says: str
    do: str = ""
    """What to do where it cannot be tested."""


_BEFORE: Final = {Since.LAST_TIME: "last time", Since.QUARTER: "last quarter", Since.YEAR: "last year"}


def judge_condition(asked: ConditionWords, facts: AreaFacts) -> ConditionOutcome:
    """Return whether the figures fulfil a condition.

    Of clauses joined by "and" one that fails settles it, of those joined by "or" one that is fulfilled.
    """
    outcomes = [_clause(clause, facts) for clause in asked.clauses]
    settles = asked.joint is Joint.OR
    says = "; ".join(outcome.says for outcome in outcomes)
    if any(outcome.fulfilled is settles for outcome in outcomes):
        return ConditionOutcome(settles, says)
    unsaid = next((outcome for outcome in outcomes if outcome.fulfilled is None), None)
    return ConditionOutcome(not settles, says) if unsaid is None else ConditionOutcome(None, says, unsaid.do)


def _clause(clause: Clause, facts: AreaFacts) -> ConditionOutcome:
    try:
        if clause.quantity is Quantity.REDLINE and not clause.subject:
            found = _redline(facts)
        else:
            measures = find_measures(clause.subject, facts.area, facts.measures)
            if clause.quantity is Quantity.TARGET:
                found = ConditionOutcome(*judge_target(clause.target, measures))
            else:
                found = _of_tables(clause, measures, facts)
    except RuleError as error:
        return ConditionOutcome(None, error.what, error.do)
    holds = found.fulfilled is not clause.negated if found.fulfilled is not None else None
    return ConditionOutcome(holds, found.says, found.do)


def _redline(facts: AreaFacts) -> ConditionOutcome:
    if facts.redline is None:
        raise RuleError(Trouble.MISSING, f"{facts.area} has no redline.", "Enter its redline measures.")
    return ConditionOutcome(
        facts.redline >= Grade.GOOD, f"Redline of {facts.area}: {grade_name(facts.redline)}"
    )


def _of_tables(clause: Clause, measures: Sequence[MeasureFacts], facts: AreaFacts) -> ConditionOutcome:
    """Return what all tables that have the measure say; where they say different things it cannot be tested."""
    outcomes, refused = list[ConditionOutcome](), list[RuleError]()
    for measure in measures:
        try:
            outcomes.append(_TESTS[clause.quantity](clause, measure, facts))
        except RuleError as error:
            refused.append(error)
    if not outcomes:
        raise refused[0]
    if len({outcome.fulfilled for outcome in outcomes}) > 1:
        both = " and ".join(outcome.says for outcome in outcomes)
        raise RuleError(Trouble.UNREADABLE, f"The tables differ: {both}.", "Correct the one that is wrong.")
    return outcomes[0]


def _value(clause: Clause, measure: MeasureFacts, facts: AreaFacts) -> ConditionOutcome:
    if clause.move is not None:
        return _moved(clause, measure, facts)
    if clause.benchmark is not None:
        gap = measure.gaps.get(clause.benchmark)
        if gap is None or clause.comparison is None:
            raise _missing(measure, f"gap to the {clause.benchmark.value}")
        holds = reaches(clause.comparison, gap, measure)
        return ConditionOutcome(
            holds, f"{measure.name}: {shown_gap(gap, clause.benchmark, measure)}{_at(measure)}"
        )
    value = _months(clause.months, measure) if clause.months else measure.value
    if value is None:
        raise _missing(measure, "value", _by_months(measure))
    if clause.comparison is None or clause.figure is None:
        raise RuleError(Trouble.UNREADABLE, "The condition has no figure.")
    figure = wants_same_scale(clause, value, measure)
    over = f" in the last {clause.months} months" if clause.months else ""
    holds = compare(clause.comparison, value, figure, measure.higher_is_better, measure.name)
    return ConditionOutcome(holds, f"{measure.name}: {shown(value, measure, clause)}{over}{_at(measure)}")


def _moved(clause: Clause, measure: MeasureFacts, facts: AreaFacts) -> ConditionOutcome:
    if (
        measure.previous is None
        and measure.months is not None
        and clause.figure is None
        and clause.since is Since.LAST_TIME
    ):
        return _trend(clause, measure, facts)
    if measure.value is None:
        raise _missing(measure, "value")
    _refuse_since(clause, measure)
    if measure.previous is None:
        raise _missing(measure, "earlier value")
    better = measure.higher_is_better
    change = measure.value - measure.previous
    holds = _has_moved(clause, change, better, measure)
    if clause.figure is not None:
        holds = holds and by_so_much(clause, change, measure)
    now, before = shown(measure.value, measure, clause), shown(measure.previous, measure, clause)
    return ConditionOutcome(holds, f"{measure.name}: {now}, {before} {_BEFORE[measure.since]}{_at(measure)}")


def _trend(clause: Clause, measure: MeasureFacts, facts: AreaFacts) -> ConditionOutcome:
    assert measure.months is not None
    arrow = rolling_trend(measure.months.values, facts.trend_tolerance)
    change = Fraction({Trend.UP: 1, Trend.DOWN: -1, Trend.FLAT: 0}[arrow])
    words = {Trend.UP: "above", Trend.DOWN: "below", Trend.FLAT: "level with"}[arrow]
    holds = _has_moved(clause, change, measure.higher_is_better, measure)
    return ConditionOutcome(
        holds, f"{measure.name}: the latest three months are {words} the three before{_at(measure)}"
    )


def _has_moved(clause: Clause, change: Fraction, better: bool | None, measure: MeasureFacts) -> bool:
    plain = {Move.FALLS: change < 0, Move.RISES: change > 0, Move.STAYS: change == 0}
    if clause.move in plain:
        return plain[clause.move]
    if better is None:
        raise RuleError(
            Trouble.MISSING, f"Nothing says whether higher or lower is better for {measure.name}.", "Say so in its column Better."
        )  # fmt: skip
    gain = change if better else -change
    return {Move.IMPROVES: gain > 0, Move.WORSENS: gain < 0}.get(clause.move or Move.HOLDS, gain >= 0)


def _position(clause: Clause, measure: MeasureFacts, _facts: AreaFacts) -> ConditionOutcome:
    if measure.position is None:
        raise _missing(measure, "position in the MSG")
    if clause.move is None:
        if clause.comparison is None or clause.figure is None:
            raise RuleError(Trouble.UNREADABLE, "The condition has no position.")
        holds = compare(clause.comparison, Fraction(measure.position), clause.figure, False, measure.name)
        return ConditionOutcome(holds, f"{measure.name}: position {measure.position}{_at(measure)}")
    _refuse_since(clause, measure)
    if measure.previous_position is None:
        raise _missing(measure, "earlier position")
    change = Fraction(measure.position - measure.previous_position)
    says = f"{measure.name}: position {measure.position}, {measure.previous_position} {_BEFORE[measure.since]}{_at(measure)}"
    return ConditionOutcome(_has_moved(clause, change, False, measure), says)


def _gap(clause: Clause, measure: MeasureFacts, _facts: AreaFacts) -> ConditionOutcome:
    benchmark = clause.benchmark
    gap = None if benchmark is None else measure.gaps.get(benchmark)
    if benchmark is None or gap is None:
        raise _missing(measure, f"gap to the {'average' if benchmark is None else benchmark.value}")
    now = f"{measure.name}: {shown_gap(gap, benchmark, measure)}"
    if clause.move is None:
        if clause.comparison is None or clause.figure is None:
            raise RuleError(Trouble.UNREADABLE, "The condition has no figure.")
        figure = wants_same_scale(clause, gap.left, measure)
        return ConditionOutcome(
            compare(clause.comparison, gap.left, figure, False, measure.name), f"{now}{_at(measure)}"
        )
    _refuse_since(clause, measure)
    before = measure.previous_gaps.get(benchmark)
    if before is None:
        raise _missing(measure, f"earlier gap to the {benchmark.value}")
    holds = _has_moved(clause, gap.left - before.left, False, measure)
    return ConditionOutcome(
        holds,
        f"{now}, {shown_gap(before, benchmark, measure)} {_BEFORE[measure.since]}{_at(measure)}",
    )


def _met(_clause: Clause, measure: MeasureFacts, _facts: AreaFacts) -> ConditionOutcome:
    if measure.met is None:
        raise RuleError(
            Trouble.MISSING, f"Nothing says whether {measure.name} meets a redline.", "Enter its value and its minimum."
        )  # fmt: skip
    return ConditionOutcome(
        measure.met, f"{measure.name}: {'met' if measure.met else 'not met'}{_at(measure)}"
    )


_TESTS: Final[dict[Quantity, Callable[[Clause, MeasureFacts, AreaFacts], ConditionOutcome]]] = {
    Quantity.VALUE: _value, Quantity.POSITION: _position, Quantity.GAP: _gap, Quantity.REDLINE: _met,
}  # fmt: skip


def _months(number: int, measure: MeasureFacts) -> Fraction:
    """Return the sum of the latest months of a measure."""
    if measure.months is None:
        raise _missing(measure, "monthly series")
    if measure.share:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{measure.name} is a percentage, and its months do not add up.",
            "Leave the months out.",
        )
    latest = measure.months.values[-number:]
    if len(latest) < number or any(value is None for value in latest):
        first = month_name(measure.months.points[0].month)
        what = f"{measure.name} has not a figure for each of its last {number} months (it begins in {first})."
        raise RuleError(Trouble.MISSING, what, "Enter the months that are missing.")
    return sum((value for value in latest if value is not None), Fraction(0))


def _refuse_since(clause: Clause, measure: MeasureFacts) -> None:
    if clause.since is not Since.LAST_TIME and clause.since is not measure.since:
        told = _BEFORE[measure.since]
        what = f"{measure.name} is compared with {told}, and the condition asks for {clause.since.value}."
        raise RuleError(Trouble.MISSING, what, f"Write the condition without it, or against {told}.")


def _by_months(measure: MeasureFacts) -> str:
    return "" if measure.months is None else "Write over how many months it counts: 'in the last 12 months'."


def _missing(measure: MeasureFacts, what: str, do: str = "") -> RuleError:
    where = measure.source.place
    return RuleError(
        Trouble.MISSING, f"There is no {what} of {measure.name} ({where}).", do or f"Enter the {what}."
    )


def _at(measure: MeasureFacts) -> str:
    return f" ({measure.source.place})"
