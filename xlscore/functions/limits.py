"""Worksheet functions of the expected range: intervals of one rate or proportion, and a force against its group."""

from __future__ import annotations

from typing import Final, TypeVar

from xlscore.functions.cells import Cells, check_same_shape, plain, plain_numbers, text, texts
from xlscore.functions.registry import worksheet_function
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.expected_range import (
    CHANCE_CONFIDENCE,
    LIMITS_CONFIDENCE,
    Interval,
    RangeKind,
    against_group,
    proportion_interval,
    rate_interval,
)
from xlscore.rules.statistics.funnel import Adjustment
from xlscore.rules.words import find_name, key, quoted

__all__ = ["MSG_EXPECTED", "PROPORTION_LIMITS", "RATE_LIMITS"]

W = TypeVar("W", RangeKind, Adjustment)

_COMPARATORS = "PHEindicatormethods: exact Poisson under 10 events, Byar from 10; Wilson for proportions."
_CONFIDENCE = "How sure the limits are, between 0 and 1: 0.95 (if left out) or 0.998."
_FORCES: Final = [["Essex"], ["Avon"], ["Derby"]]


def _row(interval: Interval) -> list[list[float]]:
    return [[interval.value, interval.lower, interval.upper]]


@worksheet_function(
    family="Expected range",
    source=_COMPARATORS,
    arguments={
        "count": "The number of events.",
        "base": "The population, or whatever the rate is per.",
        "per": "Rate per so many people; 1000 if left out.",
        "confidence": _CONFIDENCE,
    },
    example=((59, 1840000), [[0.03206521739130434, 0.02440812275607157, 0.0413625204505547]]),
    spills=True,
)
def RATE_LIMITS(
    count: Cells, base: Cells, per: Cells = DEFAULT.rate_per, confidence: Cells = LIMITS_CONFIDENCE
) -> list[list[float]]:
    """Return a rate with its limits: value, lower, upper.

    >>> [round(limit, 3) for limit in RATE_LIMITS(5, 1000)[0]]
    [5.0, 1.623, 11.668]
    """
    return _row(
        rate_interval(
            plain(count, "count"), plain(base, "base"), plain(per, "per"), plain(confidence, "confidence")
        )
    )


@worksheet_function(
    family="Expected range",
    source=_COMPARATORS,
    arguments={
        "count": "The number that is counted, outcomes for example.",
        "base": "The number it is a part of, crimes for example.",
        "confidence": _CONFIDENCE,
    },
    example=((347, 1903), [[0.18234366789280085, 0.16564087985060003, 0.20032633551101764]]),
    spills=True,
)
def PROPORTION_LIMITS(count: Cells, base: Cells, confidence: Cells = LIMITS_CONFIDENCE) -> list[list[float]]:
    """Return a proportion as a fraction with its limits: value, lower, upper.

    >>> [round(limit, 3) for limit in PROPORTION_LIMITS(1, 12)[0]]
    [0.083, 0.015, 0.354]
    """
    return _row(
        proportion_interval(plain(count, "count"), plain(base, "base"), plain(confidence, "confidence"))
    )


@worksheet_function(
    family="Expected range",
    source=f"{_COMPARATORS} Overdispersion as FunnelPlotR adds it (Spiegelhalter 2005). At 99.8 %.",
    arguments={
        "force": "Your force's name, as it stands in the list of forces.",
        "forces": "The names of the forces in the group, your own included.",
        "counts": "Each force's number of events, in the same order.",
        "bases": "Each force's population (or crimes); a force with either missing does not take part.",
        "kind": '"rate" (events per people) or "proportion" (a part of a whole).',
        "adjust": '"none": the force\'s own interval; "shmi" (log) or "cqc" (square root): funnel limits with overdispersion.',
    },
    example=(
        ("Essex", _FORCES, [[15695], [9100], [6600]], [[1840000], [1120000], [870000]]),
        "Above expected range",
    ),
)
def MSG_EXPECTED(
    force: Cells,
    forces: Cells,
    counts: Cells,
    bases: Cells,
    kind: Cells = "rate",
    adjust: Cells = DEFAULT.expected_adjust,
) -> str:
    """Return whether a force is within, above or below the range expected of its group, at 99.8 %.

    >>> MSG_EXPECTED("Kent", ["Essex", "Kent"], [10, 14], [1000, 1100])
    'Within expected range'
    """
    check_same_shape(forces, counts, ("forces", "counts"))
    check_same_shape(forces, bases, ("forces", "bases"))
    place = find_name(text(force, "force"), texts(forces, "forces"), "force")
    pairs = list(zip(plain_numbers(counts, "counts"), plain_numbers(bases, "bases"), strict=True))
    if None in pairs[place]:
        raise RuleError(Trouble.MISSING, "The force has no count or no base, so nothing is expected of it.")
    # The own force stays where it is when others leave: it goes first.
    own_first = [pairs.pop(place), *pairs]
    known = [(count, base) for count, base in own_first if count is not None and base is not None]
    return against_group(
        0,
        [count for count, _ in known],
        [base for _, base in known],
        _word(kind, "kind", RangeKind),
        _word(adjust, "adjust", Adjustment),
        confidence=CHANCE_CONFIDENCE,
    )


def _word(cells: Cells, name: str, words: type[W]) -> W:
    typed = text(cells, name)
    for word in words:
        if key(word.value) == key(typed):
            return word
    choices = ", ".join(word.value for word in words)
    raise RuleError(Trouble.UNREADABLE, f"{quoted(typed)} is no '{name}'.", f"Use one of {choices}.")
