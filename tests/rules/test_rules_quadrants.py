"""A quadrant's grade as a table: redlines cap, KPIs never do, nothing measured is not yet graded."""

from __future__ import annotations

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.force.quadrants import (
    QuadrantInputs,
    QuadrantMeasure,
    Role,
    judge_quadrant,
    read_role,
    said_grade,
)
from xlscore.rules.grades import Grade, GradeChange
from xlscore.rules.problems import RuleError


def measure(role: Role, name: str, met: bool | None, lever: str = "") -> QuadrantMeasure:
    return QuadrantMeasure(role, RedlineMeasure(name, Source("Quadrants", "C2"), typed=met), lever)


@pytest.mark.parametrize(
    ("redlines", "kpis", "grade", "why"),
    [
        ([True], [], Grade.GOOD, "1 of 1 redline met"),
        ([True, True], [False], Grade.GOOD, "2 of 2 redlines met"),
        ([True, False], [True], Grade.REQUIRES_IMPROVEMENT, "1 of 2 redlines met; not met: R2"),
        ([None], [True], None, "its redline is not measured yet"),
        ([None, None, None], [], None, "none of its 3 redlines is measured yet"),
        ([True, None], [], Grade.GOOD, "1 of 2 redlines met; 1 not measured yet"),
        ([], [True], None, "no redline is defined"),
    ],
)
def test_a_quadrant_is_graded_by_its_redlines_alone(
    redlines: list[bool | None], kpis: list[bool], grade: Grade | None, why: str
) -> None:
    measures = [measure(Role.REDLINE, f"R{n}", met) for n, met in enumerate(redlines, 1)]
    measures += [measure(Role.KPI, f"K{n}", met) for n, met in enumerate(kpis, 1)]

    result = judge_quadrant(QuadrantInputs("Focus", tuple(measures)))

    assert (result.grade, result.why) == (grade, why)
    assert (result.met, result.of) == (redlines.count(True), len(redlines))


@pytest.mark.parametrize(
    ("previous", "met", "change"),
    [
        (Grade.GOOD, True, GradeChange.NO_CHANGE),
        (Grade.REQUIRES_IMPROVEMENT, True, GradeChange.IMPROVED),
        (Grade.GOOD, False, GradeChange.DETERIORATED),
        (None, True, GradeChange.FIRST_GRADING),
        (Grade.GOOD, None, GradeChange.NOT_GRADED),
    ],
)
def test_a_quadrants_grade_is_compared_with_last_cycles(
    previous: Grade | None, met: bool | None, change: GradeChange
) -> None:
    inputs = QuadrantInputs("Focus", (measure(Role.REDLINE, "R", met),), previous=previous)

    assert judge_quadrant(inputs).change is change


@pytest.mark.parametrize(
    ("lever", "redline", "remark"),
    [
        (True, False, "'K' is at its level and 'R' is not, though the one should move the other"),
        (False, True, "'R' is at its level and 'K' is not, though the one should move the other"),
        (True, True, None),
        (None, False, None),
        (True, None, None),
    ],
)
def test_a_lever_that_does_not_move_its_redline_is_said(
    lever: bool | None, redline: bool | None, remark: str | None
) -> None:
    measures = (measure(Role.REDLINE, "R", redline), measure(Role.KPI, "K", lever, "r"))

    assert judge_quadrant(QuadrantInputs("Focus", measures)).remarks == ((remark,) if remark else ())


@pytest.mark.parametrize(
    ("typed", "role"),
    [("Redline", Role.REDLINE), ("red line", Role.REDLINE), ("KPI", Role.KPI), ("lever", Role.KPI)],
)
def test_what_a_measure_is_is_read_from_its_word(typed: str, role: Role) -> None:
    assert read_role(typed) is role


def test_another_word_is_refused_with_what_to_do() -> None:
    with pytest.raises(RuleError, match="neither redline nor KPI; use Redline or KPI"):
        read_role("target")


def test_a_quadrant_without_a_grade_is_not_yet_graded() -> None:
    assert (said_grade(None), said_grade(Grade.GOOD)) == ("Not yet graded", "Good")
