"""Worksheet functions of the threat/impact scorecard: RAG, change on last year, crimes off target, classes."""

from __future__ import annotations

from fractions import Fraction

from xlscore.functions.cells import Cells, flag, number, one, optional_number, text
from xlscore.functions.registry import worksheet_function
from xlscore.rules import rag
from xlscore.rules.policy import DEFAULT
from xlscore.rules.threats import classes as threat

__all__ = [
    "IMPACT_CLASS", "OUTCOMES_NEEDED", "OVERALL_CLASS", "RAG", "SHORTFALL", "YOY", "YOY_POINTS",
]  # fmt: skip

_LEICESTERSHIRE = "Leicestershire threat/impact scorecard, October 2013."
_ACTUAL = "This year's figure to date."
_PREVIOUS = "The same period last year."


@worksheet_function(
    family="Threat and impact",
    source=_LEICESTERSHIRE,
    arguments={
        "actual": "The figure to judge; blank gives Grey.",
        "target": "The target it is judged against; blank gives Grey.",
        "higher_is_better": "TRUE when higher is better, FALSE when lower is (a change in recorded crime).",
        "tolerance": "Amber when missed by no more than this, in the measure's unit: 0.05 is five points.",
        "stretch": "The stretch target; met, it shows as Green (stretch).",
    },
    example=((0.182, 0.25), "Red"),
)
def RAG(
    actual: Cells,
    target: Cells,
    higher_is_better: Cells = True,
    tolerance: Cells = DEFAULT.rag_tolerance,
    stretch: Cells = None,
) -> str:
    """Return Green, Green (stretch), Amber, Red or Grey for a figure against its target.

    >>> RAG(-0.083, "-10%", "lower")
    'Amber'
    """
    return rag.rag(
        optional_number(actual, "actual"),
        optional_number(target, "target"),
        flag(higher_is_better, "higher_is_better"),
        number(_tolerance(tolerance), "tolerance"),
        optional_number(stretch, "stretch"),
    )


def _tolerance(cells: Cells) -> Cells:
    """Return a tolerance without the signs of both sides: a scorecard prints it as ±2 %."""
    typed = one(cells, "tolerance")
    return rag.without_both_signs(typed) if isinstance(typed, str) else typed


@worksheet_function(
    family="Threat and impact",
    source=_LEICESTERSHIRE,
    arguments={"actual": _ACTUAL, "previous": _PREVIOUS},
    example=((1903, 2076), -0.08333333333333333),
)
def YOY(actual: Cells, previous: Cells) -> Fraction:
    """Return the change on last year as a fraction: −0.083 is a fall of 8.3 %.

    >>> YOY(90, 100)
    -0.1
    """
    return threat.year_on_year(number(actual, "actual"), number(previous, "previous"))


@worksheet_function(
    family="Threat and impact",
    source=_LEICESTERSHIRE,
    arguments={"actual": "This year's rate.", "previous": "Last year's rate."},
    example=((0.283, 0.266), 0.017),
)
def YOY_POINTS(actual: Cells, previous: Cells) -> Fraction:
    """Return the difference from last year in points: 0.017 is 1.7 percentage points.

    >>> YOY_POINTS(0.182, 0.284)
    -0.102
    """
    return threat.year_on_year_points(number(actual, "actual"), number(previous, "previous"))


@worksheet_function(
    family="Threat and impact",
    source=f"{_LEICESTERSHIRE} Actual − previous × (1 + target), a part of a crime counting as a whole one.",
    arguments={
        "actual": "Crimes recorded this year to date.",
        "previous": "Crimes recorded in the same period last year.",
        "target": "The change aimed for, as a fraction: −10 % is −0.1.",
    },
    example=((1903, 2076, -0.1), 35),
)
def SHORTFALL(actual: Cells, previous: Cells, target: Cells) -> int:
    """Return how many crimes the force is over its target level; 0 when the target is met.

    >>> SHORTFALL(73, 90, -0.3)
    10
    """
    return threat.shortfall(number(actual, "actual"), number(previous, "previous"), number(target, "target"))


@worksheet_function(
    family="Threat and impact",
    source=f"{_LEICESTERSHIRE} Target × crimes − outcomes, a part of an outcome counting as a whole one.",
    arguments={
        "outcomes": "Outcomes so far, or the outcome rate where from_rate says so.",
        "crimes": "Crimes recorded in the same period.",
        "target": "The outcome rate aimed for, as a fraction: 25 % is 0.25.",
        "from_rate": "TRUE where the first is the rate as printed, whose outcomes are the rate times the crimes.",
    },
    example=((347, 1903, 0.25), 129),
)
def OUTCOMES_NEEDED(outcomes: Cells, crimes: Cells, target: Cells, from_rate: Cells = False) -> int:
    """Return how many more outcomes bring the outcome rate to its target; 0 when it is there.

    >>> OUTCOMES_NEEDED(180, 2896, "15%")
    255
    """
    so_far, recorded = number(outcomes, "outcomes"), number(crimes, "crimes")
    if flag(from_rate, "from_rate"):
        so_far = threat.outcomes_behind(so_far, recorded)
    return threat.outcomes_needed(so_far, recorded, number(target, "target"))


@worksheet_function(
    family="Threat and impact",
    source=f"{_LEICESTERSHIRE} Up to 9 Low, 10 to 12 Medium, 13 and over High; 12 is not settled by the paper.",
    arguments={
        "score": "The impact score.",
        "medium_from": "The score from which the class is Medium; 10 if left out.",
        "high_from": "The score from which the class is High; 13 if left out.",
    },
    example=((11,), "Medium"),
)
def IMPACT_CLASS(
    score: Cells,
    medium_from: Cells = DEFAULT.impact_medium_from,
    high_from: Cells = DEFAULT.impact_high_from,
) -> str:
    """Return the class of an impact score: Low, Medium or High.

    >>> IMPACT_CLASS(13)
    'High'
    """
    return threat.impact_class(
        number(score, "score"), number(medium_from, "medium_from"), number(high_from, "high_from")
    )


@worksheet_function(
    family="Threat and impact",
    source=f"{_LEICESTERSHIRE} The impact class moved a step by the threat; it reproduces all 13 rows.",
    arguments={
        "threat": "The threat: Low, Medium or High.",
        "impact_class": "The impact class: Low, Medium or High.",
    },
    example=(("High", "Low"), "Medium"),
)
def OVERALL_CLASS(threat: Cells, impact_class: Cells) -> str:
    """Return the overall class of a threat and an impact class: Low, Medium or High.

    >>> OVERALL_CLASS("Low", "High")
    'Medium'
    """
    return _overall(text(threat, "threat"), text(impact_class, "impact class"))


def _overall(threat_word: str, impact_word: str) -> str:
    return threat.overall_class(
        threat.read_level(threat_word, "threat"),
        threat.read_level(impact_word, "impact class"),
        DEFAULT.overall,
    )
