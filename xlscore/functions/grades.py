"""Worksheet functions of the grade grid: the suggested grade and why, changes, counts, redlines, risks."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from xlscore.functions.cells import Cells, listed, missing, number, one, text
from xlscore.functions.registry import worksheet_function
from xlscore.rules import grades
from xlscore.rules.force import force_grade, risk_words, risks
from xlscore.rules.grades import Grade
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import quoted

__all__ = [
    "FORCE_GRADE", "FORCE_GRADE_WHY", "GRADE_CHANGE", "GRADE_COUNT", "REDLINE_GRADE", "RISK_REDLINE", "RISK_SCORE",
]  # fmt: skip

_CYCLE_13 = "Essex Police Balanced Scorecard, cycle 13, 2019."
_FORCE_GRADE_HELP = {
    "grades": "The commands' grades: full names or O, G, A, RI, I; N/A and blank do not take part.",
    "redline": "The grade that the redline measures allow; blank or N/A when there is none.",
    "lead": "The lead command's own grade; blank or N/A when no command leads.",
    "rule": 'One of "lead capped", "majority capped", "majority", "median", "worst", "worst with redline".',
}
_BURGLARY = [["Good", "RI", "Good", "N/A"]]


def _grade(cell: object) -> Grade | None:
    if missing(cell):
        return None
    if not isinstance(cell, str):
        raise RuleError(Trouble.UNREADABLE, f"{quoted(cell)} is not a grade.")
    return grades.read_grade(cell)


def _grades(cells: Cells) -> list[Grade | None]:
    return [_grade(cell) for cell in listed(cells, "grades")]


def _suggestion(cells: Cells, redline: Cells, lead: Cells, rule: Cells) -> force_grade.Suggestion:
    return force_grade.suggest(
        _grades(cells), _grade(one(redline, "redline")), _grade(one(lead, "lead")), text(rule, "rule")
    )


@worksheet_function(
    family="Grades",
    source=f"{_CYCLE_13} The Board decides; the rule reproduces 14 of its 15 grades.",
    arguments=_FORCE_GRADE_HELP,
    example=((_BURGLARY, "RI"), "Requires Improvement"),
)
def FORCE_GRADE(
    grades: Cells, redline: Cells = None, lead: Cells = None, rule: Cells = DEFAULT.force_grade_rule
) -> str:
    """Return the grade suggested for an area from its commands' grades, its redline and its lead command.

    >>> FORCE_GRADE(["Good", "RI", "Good"], "RI")
    'Requires Improvement'
    """
    return _grade_name(_suggestion(grades, redline, lead, rule).grade)


def _grade_name(grade: Grade | None) -> str:
    return grades.grade_name(grade)


@worksheet_function(
    family="Grades",
    source=f"{_CYCLE_13} The Board decides; the rule reproduces 14 of its 15 grades.",
    arguments=_FORCE_GRADE_HELP,
    example=((_BURGLARY, "RI"), "2 of 3 commands Good; capped by the redline at RI"),
)
def FORCE_GRADE_WHY(
    grades: Cells, redline: Cells = None, lead: Cells = None, rule: Cells = DEFAULT.force_grade_rule
) -> str:
    """Return the reason for the suggested grade in one sentence.

    >>> FORCE_GRADE_WHY(["Good", "RI", "Good"], "RI")
    '2 of 3 commands Good; capped by the redline at RI'
    """
    return _suggestion(grades, redline, lead, rule).why


@worksheet_function(
    family="Grades",
    source=_CYCLE_13,
    arguments={"previous": "Last cycle's grade.", "current": "This cycle's grade."},
    example=(("RI", "Good"), "Improved"),
)
def GRADE_CHANGE(previous: Cells, current: Cells) -> str:
    """Return how a grade has changed: Improved, Deteriorated, No change, First grading or Not graded.

    >>> GRADE_CHANGE("Outstanding", "Good")
    'Deteriorated'
    """
    return grades.grade_change(_grade(one(previous, "previous")), _grade(one(current, "current")))


@worksheet_function(
    family="Grades",
    source=_CYCLE_13,
    arguments={"grades": "The grades to count.", "grade": "The grade to look for."},
    example=(([["Good"], ["RI"], ["G"]], "Good"), 2),
)
def GRADE_COUNT(grades: Cells, grade: Cells) -> int:
    """Return how many of the grades are the one asked for.

    >>> GRADE_COUNT(["Good", "g", "RI", None], "Good")
    2
    """
    return _grades(grades).count(_grade(one(grade, "grade")))


@worksheet_function(
    family="Grades",
    source=f"{_CYCLE_13} All minimum standards met: Good; any not met: Requires Improvement; none: N/A.",
    arguments={
        "met": "Whether each redline measure is met: TRUE/FALSE, Yes/No, Met/Not met; blank: not defined."
    },
    example=(([[True], [False]],), "Requires Improvement"),
)
def REDLINE_GRADE(met: Cells) -> str:
    """Return the grade that an area's redline measures allow.

    >>> REDLINE_GRADE(["Yes", "Met"]), REDLINE_GRADE([None])
    ('Good', 'N/A')
    """
    return grades.grade_name(grades.redline_grade(_is_met(cell) for cell in listed(met, "met")))


def _is_met(cell: object) -> bool | None:
    if missing(cell):
        return None
    # Spreadsheet programs other than Excel hand TRUE and FALSE over as 1 and 0.
    if isinstance(cell, (bool, int, float)) and cell in (0, 1):
        return bool(cell)
    if not isinstance(cell, str):
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(cell)} does not say whether a measure is met.", "Use Yes or No."
        )
    return grades.is_met(cell)


@worksheet_function(
    family="Grades",
    source="Essex Police risk scoring: likelihood 1 to 5 times impact, catastrophic 20.",
    arguments={
        "likelihood": "1 (remote), 2 (unlikely), 3 (possible), 4 (probable) or 5 (almost certain): the number, the word or both.",
        "impact": "1 to 20, or Negligible, Minor, Moderate, Major, Catastrophic: the number, the word or both.",
        "impact_step": "The words of impact count 1 to 5 times this; 4 if left out, so that Catastrophic counts 20.",
    },
    example=((4, 20), 80),
)
def RISK_SCORE(likelihood: Cells, impact: Cells, impact_step: Cells = DEFAULT.impact_step) -> Fraction:
    """Return a risk's score, 1 to 100: likelihood times impact.

    >>> RISK_SCORE(4, "Catastrophic"), RISK_SCORE(4, "Major"), RISK_SCORE(4, "Major", 1)
    (80, 64, 16)
    """
    height = _step(impact_step)
    return risks.risk_score(
        _read(likelihood, "likelihood", risk_words.read_likelihood),
        _read(impact, "impact", lambda typed: risk_words.read_impact(typed, height)),
    )


def _step(cells: Cells) -> Fraction:
    step = number(cells, "impact_step")
    if not 1 <= step <= risk_words.IMPACT_STEP:
        raise RuleError(Trouble.OUT_OF_RANGE, "A step of the impact lies between 1 and 4.")
    return step


def _read(cells: Cells, name: str, read: Callable[[str], Fraction]) -> Fraction:
    """Return the number that a cell says by itself or by a word of the scale."""
    typed = one(cells, name)
    return read(typed) if isinstance(typed, str) and not missing(typed) else number(typed, name)


@worksheet_function(
    family="Grades",
    source=f"{_CYCLE_13} A risk scoring over 75 is a redline.",
    arguments={
        "score": "The risk's score, 1 to 100.",
        "over": "A risk that scores over this is a redline; 75 if left out.",
    },
    example=((80,), True),
)
def RISK_REDLINE(score: Cells, over: Cells = DEFAULT.risk_redline_over) -> bool:
    """Return TRUE when a risk scores so high that it counts as a redline.

    >>> RISK_REDLINE(75), RISK_REDLINE(75, 60)
    (False, True)
    """
    return risks.risk_is_redline(number(score, "score"), number(over, "over"))
