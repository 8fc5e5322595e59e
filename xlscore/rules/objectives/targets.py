"""A target in a sentence: what it asks for, and how far from it the figures are.

Source: Leicestershire performance report, October 2013: crimes short of a reduction, crimes above the level of one, outcomes
that are needed to reach a rate.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlscore.rules.figures import Blank, Entry, Figure
from xlscore.rules.monthly.satisfaction_words import points
from xlscore.rules.objectives.amounts import count_words, level_words, noun_of, number_words, per_cent
from xlscore.rules.objectives.records import PurposeInputs
from xlscore.rules.problems import RuleError
from xlscore.rules.rag import is_at_least_as_good
from xlscore.rules.threats.against import short_of
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose

__all__ = ["against_change", "against_level", "target_of_change"]

_OUTCOME: Final = ("outcome", "outcomes")


def target_of_change(target: Fraction) -> str:
    """Return what a target on a count asks for.

    >>> [target_of_change(Fraction(n, 100)) for n in (-10, 0, 2)]
    ['the 10% reduction', 'the target of no rise', 'the 2% rise that is allowed']
    """
    if target < 0:
        return f"the {per_cent(target, 2)} reduction"
    return f"the {per_cent(target, 2)} rise that is allowed" if target else "the target of no rise"


def against_change(row: PurposeInputs) -> tuple[str, str]:
    """Return how far a count is from its target: a clause that follows its change, "" for none, and a sentence of its own, "" for none."""
    inputs, target = row.inputs, row.inputs.hard_target
    if not isinstance(target, Figure):
        return "", _no_target(target)
    actual, previous, short = inputs.actual, inputs.previous, row.result.shortfall
    if not isinstance(actual, Figure) or not isinstance(previous, Figure):
        return "", ""
    if short is None:
        why = row.result.why_not("shortfall")
        return "", "" if why is None else why.what
    asked = target_of_change(target.value)
    noun = noun_of(inputs.purpose)
    if short:
        where = (
            "above"
            if target.value >= 0
            else "short of"
            if actual.value < previous.value
            else "above the level of"
        )
        return f", which is {count_words(short, noun)} {where} {asked}", ""
    spare = previous.value * (1 + target.value) - actual.value
    if spare == 0 and previous.value:
        return f", which is exactly {asked}", _stretch_of_change(inputs, noun)
    whole = int(spare)
    room = f" with {count_words(whole, noun)} to spare" if whole else ""
    return f", which meets {asked}{room}", _stretch_of_change(inputs, noun)


def _stretch_of_change(inputs: ThreatInputs, noun: tuple[str, str]) -> str:
    """Return how far a count that meets its hard target is from the stretch target, "" where there is none."""
    if not isinstance(inputs.stretch_target, Figure):
        return ""
    try:
        short = short_of(inputs, inputs.stretch_target)
    except RuleError:
        return ""
    asked = (
        target_of_change(inputs.stretch_target.value).replace("the ", "a ", 1).removeprefix("a target of ")
    )
    if short:
        return f"The stretch target, {asked}, is {count_words(short, noun)} away."
    return f"The stretch target, {asked}, is met too."


def against_level(row: PurposeInputs) -> str:
    """Return how far a level is from its target, in a sentence; "" where there is no level."""
    inputs, target = row.inputs, row.inputs.hard_target
    if not isinstance(inputs.actual, Figure):
        return ""
    if not isinstance(target, Figure):
        return _no_target(target)
    aim, actual = f"the target of {level_words(target.value, inputs)}", inputs.actual.value
    if is_at_least_as_good(actual, target.value, inputs.higher_is_better) and not row.result.shortfall:
        said = (
            "exactly"
            if actual == target.value
            else f"with {_distance(actual - target.value, inputs)} to spare"
        )
        return " ".join(
            filter(None, (f"{aim[0].upper()}{aim[1:]} is met {said}.", _stretch_of_level(inputs)))
        )
    needed = _outcomes(row)
    if needed:
        return f"To reach {aim}, {needed}."
    side = "below" if actual < target.value else "above"
    told = f"It is {_distance(actual - target.value, inputs)} {side} {aim}."
    why = row.result.why_not("shortfall") if inputs.measures is Purpose.OUTCOMES else None
    return f"{told} {why.what}" if why is not None else told


def _outcomes(row: PurposeInputs) -> str:
    """Return how many outcomes a rate is short of, "" where no outcomes stand behind it or nobody knows."""
    if row.inputs.measures is not Purpose.OUTCOMES or not row.result.shortfall:
        return ""
    if row.short_between is not None and row.short_between[0] != row.short_between[1]:
        few, many = row.short_between
        return (
            f"a further {number_words(few)} to {number_words(many)} outcomes are needed (the rate is rounded)"
        )
    short = row.result.shortfall
    return (
        "one further outcome is needed"
        if short == 1
        else f"a further {count_words(short, _OUTCOME)} are needed"
    )


def _stretch_of_level(inputs: ThreatInputs) -> str:
    stretch, actual = inputs.stretch_target, inputs.actual
    if not isinstance(stretch, Figure) or not isinstance(actual, Figure):
        return ""
    aim = level_words(stretch.value, inputs)
    if is_at_least_as_good(actual.value, stretch.value, inputs.higher_is_better):
        return f"The stretch target, {aim}, is met too."
    return f"The stretch target, {aim}, is {_distance(actual.value - stretch.value, inputs)} away."


def _distance(difference: Fraction, inputs: ThreatInputs) -> str:
    """Return how far two levels are from each other: percentages in points, an average in its unit."""
    size = abs(difference)
    return level_words(size, inputs) if inputs.measures is Purpose.AVERAGE else points(size)


def _no_target(target: Entry) -> str:
    if target is None or isinstance(target, Blank):
        return "No target is set."
    return "The target cannot be read."
