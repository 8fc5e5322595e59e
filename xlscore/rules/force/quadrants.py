"""The Rebalanced Scorecard: a quadrant graded from its redlines, with the levers that should move them.

Source: Essex Police performance board minutes, 2019: quadrants with redline measures, which compare with the MSG, and KPIs,
the levers. All redlines met: Good; one not met: Requires Improvement; while nothing is measured a quadrant is not yet
graded. A KPI never caps.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from xlscore.rules.figures import Figure
from xlscore.rules.force.redline_measure import RedlineMeasure, caveats_in_words
from xlscore.rules.grades import Grade, GradeChange, grade_change, grade_name, redline_grade
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, quoted

__all__ = [
    "NOT_YET_GRADED",
    "QuadrantInputs",
    "QuadrantMeasure",
    "QuadrantResult",
    "Role",
    "judge_quadrant",
    "read_role",
]

NOT_YET_GRADED = "Not yet graded"


class Role(StrEnum):
    """What a measure is to its quadrant."""

    REDLINE = "Redline"
    KPI = "KPI"


_ROLES = {
    **dict.fromkeys(("redline", "redlinemeasure", "minimumstandard"), Role.REDLINE),
    **dict.fromkeys(("kpi", "keyperformanceindicator", "lever", "indicator"), Role.KPI),
}


def read_role(typed: str) -> Role:
    """Return what a measure is, from the word typed for it.

    >>> read_role("Red line").value, read_role("kpi").value
    ('Redline', 'KPI')
    """
    try:
        return _ROLES[key(typed)]
    except KeyError:
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} says neither redline nor KPI.", "Use Redline or KPI."
        ) from None


@dataclass(frozen=True, slots=True)
class QuadrantMeasure:
    """A measure of a quadrant: a redline or a KPI, the redline that it moves, and whether its standard is met."""

    role: Role
    standard: RedlineMeasure
    lever_for: str = ""
    previous: Figure | None = None
    """Its value last time."""

    @property
    def better(self) -> bool | None:
        """Return whether it is better than last time, None where it is the same or one of the two is not said."""
        now, before, higher = self.standard.value, self.previous, self.standard.higher_is_better
        if now is None or before is None or higher is None or now.value == before.value:
            return None
        return (now.value > before.value) is higher


@dataclass(frozen=True)
class QuadrantInputs:
    """What the workbook says of a quadrant, of the force or of one command."""

    quadrant: str
    measures: tuple[QuadrantMeasure, ...]
    command: str = ""
    previous: Grade | None = None
    elsewhere: tuple[QuadrantMeasure, ...] = ()
    """The redlines of the other quadrants, which its levers may move."""


@dataclass(frozen=True)
class QuadrantResult:
    """What the rules say of a quadrant; no grade where none of its redlines is measured yet."""

    grade: Grade | None
    change: GradeChange
    met: int
    of: int
    why: str
    remarks: tuple[str, ...]
    """What its levers say against its redlines."""


def judge_quadrant(inputs: QuadrantInputs) -> QuadrantResult:
    """Return a quadrant's grade, its change since last cycle, and why in a sentence.

    >>> from xlscore.rules.figures import Source
    >>> solved = RedlineMeasure("Solved rate", Source("Quadrants", "C5"), typed=True)
    >>> result = judge_quadrant(QuadrantInputs("Process", (QuadrantMeasure(Role.REDLINE, solved),), previous=Grade.REQUIRES_IMPROVEMENT))
    >>> result.grade.value, result.change.value, result.why
    ('Good', 'Improved', '1 of 1 redline met')
    """
    redlines = [m.standard for m in inputs.measures if m.role is Role.REDLINE]
    answers = [standard.met for standard in redlines]
    grade = redline_grade(answers)
    met, of = answers.count(True), len(redlines)
    return QuadrantResult(
        grade,
        grade_change(inputs.previous, grade),
        met,
        of,
        _why(redlines, grade, met) + caveats_in_words(redlines),
        tuple(_remarks(inputs)),
    )


def _why(redlines: Sequence[RedlineMeasure], grade: Grade | None, met: int) -> str:
    of = len(redlines)
    if not of:
        return "no redline is defined"
    if grade is None:
        return f"{'its redline is' if of == 1 else f'none of its {of} redlines is'} {'not ' if of == 1 else ''}measured yet"
    said = f"{met} of {of} redline{'s' if of != 1 else ''} met"
    failed = [standard.name for standard in redlines if standard.met is False]
    blank = sum(standard.met is None for standard in redlines)
    said += f"; not met: {', '.join(failed)}" if failed else ""
    return f"{said}; {blank} not measured yet" if blank else said


def _remarks(inputs: QuadrantInputs) -> list[str]:
    """Return where a lever moves and its redline does not, or the other way about."""
    own = (m for m in inputs.measures if m.role is Role.REDLINE)
    redlines: dict[str, QuadrantMeasure] = {}
    for redline in (*own, *inputs.elsewhere):
        redlines.setdefault(key(redline.standard.name), redline)
    found = []
    for lever in inputs.measures:
        moved = redlines.get(key(lever.lever_for)) if lever.role is Role.KPI and lever.lever_for else None
        if moved is not None:
            found += [remark for remark in (_levels(lever, moved), _moves(lever, moved)) if remark]
    return found


def _levels(lever: QuadrantMeasure, redline: QuadrantMeasure) -> str:
    """Return that one of the two is at its level and the other is not, "" where they agree."""
    if None in (lever.standard.met, redline.standard.met) or lever.standard.met == redline.standard.met:
        return ""
    is_there, is_not = (lever, redline) if lever.standard.met else (redline, lever)
    return f"'{is_there.standard.name}' is at its level and '{is_not.standard.name}' is not, though the one should move the other"


def _moves(lever: QuadrantMeasure, redline: QuadrantMeasure) -> str:
    """Return that one of the two is better than last time and the other is worse, "" where they move together."""
    if None in (lever.better, redline.better) or lever.better == redline.better:
        return ""
    better, worse = (lever, redline) if lever.better else (redline, lever)
    return f"'{better.standard.name}' is better than last time and '{worse.standard.name}' is worse, though the one should move the other"


def said_grade(grade: Grade | None) -> str:
    """Return a quadrant's grade as the sheet says it.

    >>> said_grade(None), said_grade(Grade.GOOD)
    ('Not yet graded', 'Good')
    """
    return NOT_YET_GRADED if grade is None else grade_name(grade)
