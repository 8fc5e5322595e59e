"""A row of the scorecard against last year and its target, in sentences: a count by what it changed, a level in points.

A change is always said as count and percentage, and a count with whether the difference is more than chance.
Source: Leicestershire performance report, October 2013.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.figures import Entry, Figure, Unread
from xlscore.rules.monthly.satisfaction_words import points
from xlscore.rules.objectives.amounts import count_words, level_words, noun_of, number_words
from xlscore.rules.objectives.records import PurposeInputs, Said, sources_of
from xlscore.rules.objectives.targets import against_change, against_level
from xlscore.rules.statistics.two_counts import is_unusual
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose

__all__ = ["change_words", "performance"]

FIGURE: Final = "figure"
TARGET: Final = "target"


def performance(row: PurposeInputs) -> tuple[Said, ...]:
    """Return what a row's figures say, in sentences: the figure and its change with the target, then what follows.

    >>> from xlscore.rules.figures import Source
    >>> from xlscore.rules.policy import Policy
    >>> from xlscore.rules.threats.row import judge_row
    >>> at = Source("Scorecard", "B2")
    >>> card = ThreatInputs("Burglary", "Recorded Crime", at, *(Figure(Fraction(n), at) for n in (1903, 2076, Fraction(-1, 10))))
    >>> performance(PurposeInputs(card, judge_row(card, Policy())))[0].words
    '1,903 crimes, 173 fewer than the 2,076 of last year (-8.3%), which is 35 crimes short of the 10% reduction.'
    """
    inputs = row.inputs
    if inputs.measures is None:
        return ()
    if not isinstance(inputs.actual, Figure):
        return (Said(_no_figure(inputs.actual), sources_of(inputs.actual), FIGURE),)
    for entry, year in ((inputs.actual, "this"), (inputs.previous, "last")):
        if isinstance(entry, Figure) and entry.value < 0:
            what = f"The figure of {year} year is below zero, which no count or rate can be."
            return (Said(what, sources_of(entry), FIGURE),)
    told = _count(row, inputs.actual) if inputs.measures is Purpose.CRIMES else _level(row, inputs.actual)
    return tuple(said for said in told if said.words)


def _no_figure(actual: Entry) -> str:
    return (
        "The figure of this year cannot be read."
        if isinstance(actual, Unread)
        else "There is no figure of this year yet."
    )


def _count(row: PurposeInputs, actual: Figure) -> tuple[Said, ...]:
    inputs, previous = row.inputs, row.inputs.previous
    noun = noun_of(inputs.purpose)
    clause, more = against_change(row)
    figures, target = sources_of(actual, previous), sources_of(inputs.hard_target)
    if not isinstance(previous, Figure):
        said = f"{_capital(count_words(actual.value, noun))}; {_no_last_year(previous)}."
        return Said(said, figures, FIGURE), Said(more, target, TARGET)
    changed = change_words(actual.value, previous.value, noun)
    first = Said(f"{_capital(changed)}{clause}.", (*figures, *(target if clause else ())), FIGURE)
    return (
        first,
        Said(_by_chance(actual.value, previous.value), figures, "chance"),
        Said(more, (*figures, *target), TARGET),
    )


def change_words(actual: Fraction, previous: Fraction, noun: tuple[str, str]) -> str:
    """Return a count with its change on last year, as number and percentage; of nothing there is no percentage.

    >>> crimes = ("crime", "crimes")
    >>> change_words(Fraction(588), Fraction(567), crimes)
    '588 crimes, 21 more than the 567 of last year (+3.7%)'
    >>> change_words(Fraction(1), Fraction(0), crimes), change_words(Fraction(5), Fraction(5), crimes)
    ('1 crime, where last year had none', '5 crimes, as many as last year')
    """
    now, change = count_words(actual, noun), actual - previous
    if not change:
        return f"{now}, as last year" if not actual else f"{now}, as many as last year"
    if not previous:
        return f"{now}, where last year had none"
    way = "more" if change > 0 else "fewer"
    share = f"{to_float(change / previous):+.1%}"
    return f"{now}, {number_words(change)} {way} than the {number_words(previous)} of last year ({share})"


def _by_chance(actual: Fraction, previous: Fraction) -> str:
    """Return whether two counts differ by more than chance, "" where they do not differ or are no counts."""
    counts = all(value >= 0 and value.denominator == 1 for value in (actual, previous))
    if actual == previous or not counts:
        return ""
    if is_unusual(to_float(actual), to_float(previous)):
        return "The difference from last year is more than chance would explain."
    return "The difference from last year is no more than chance would explain."


def _level(row: PurposeInputs, actual: Figure) -> tuple[Said, ...]:
    inputs, previous = row.inputs, row.inputs.previous
    counts = inputs.counts
    behind = sources_of(counts.crimes, counts.outcomes)
    said = f"{level_words(actual.value, inputs)}{_behind(inputs)}{_on_last_year(inputs, actual, previous)}."
    target = Said(against_level(row), (*sources_of(actual, inputs.hard_target), *behind), TARGET)
    return Said(said, (*sources_of(actual, previous), *behind), FIGURE), target


def _behind(inputs: ThreatInputs) -> str:
    """Return the counts behind an outcome rate, where both are known."""
    crimes, outcomes = inputs.counts.crimes, inputs.counts.outcomes
    if inputs.measures is Purpose.OUTCOMES and isinstance(crimes, Figure) and isinstance(outcomes, Figure):
        return f" ({number_words(outcomes.value)} of {count_words(crimes.value)})"
    return ""


def _on_last_year(inputs: ThreatInputs, actual: Figure, previous: Entry) -> str:
    if not isinstance(previous, Figure):
        return f"; {_no_last_year(previous)}"
    change = actual.value - previous.value
    if not change:
        return ", as last year"
    size = level_words(abs(change), inputs) if inputs.measures is Purpose.AVERAGE else points(abs(change))
    return f", {size} {'above' if change > 0 else 'below'} the {level_words(previous.value, inputs)} of last year"


def _no_last_year(previous: Entry) -> str:
    if isinstance(previous, Unread):
        return "the figure of last year cannot be read"
    return "there is no figure of last year to compare with"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
