"""Grades over the cycles: what is said of an area's and of the force's course."""

from __future__ import annotations

import pytest

from xlscore.rules.force.grade_course import AreaCourse, force_course
from xlscore.rules.grades import FOUR, Grade

GOOD, RI, TOP, LOW = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.OUTSTANDING, Grade.INADEQUATE
CYCLES = ("Q1", "Q2", "Q3", "Q4")


@pytest.mark.parametrize(
    ("grades", "title"),
    [
        ((GOOD, GOOD, GOOD, GOOD), "Robbery: Good in all 4 cycles"),
        ((GOOD, RI, RI, RI), "Robbery: RI since Q2, Good before"),
        ((GOOD, RI, LOW, TOP), "Robbery: Outstanding in Q4, Inadequate before"),
        ((GOOD, None, RI, None), "Robbery: RI in Q3, Good before"),
        ((None, None, None, GOOD), "Robbery: Good in Q4"),
        ((None, None, None, None), "Robbery: not graded yet"),
    ],
)
def test_a_course_says_its_last_grade_since_when_and_what_was_before(
    grades: tuple[Grade | None, ...], title: str
) -> None:
    assert AreaCourse("Robbery", CYCLES, grades).title == title


def test_a_cycle_without_an_agreed_grade_is_said() -> None:
    course = AreaCourse("Robbery", CYCLES[:3], (GOOD, None, RI))

    assert course.sentence.endswith("Final grades: Q1 Good; Q2 not agreed; Q3 Requires Improvement.")


def test_the_force_counts_its_areas_by_grade_and_cycle() -> None:
    past = {"Robbery": {"Q1": GOOD, "Q2": RI}, "Fraud": {"Q1": GOOD, "Q2": GOOD}, "Rape": {"Q2": LOW}}

    found = force_course(CYCLES, past, FOUR)

    assert found is not None
    assert found.cycles == ("Q1", "Q2")
    assert {grade: counts for grade, counts in found.counts.items() if any(counts)} == {
        GOOD: (2, 1),
        RI: (0, 1),
        LOW: (0, 1),
    }
    assert found.title == "Force: 1 Good, 1 Requires Improvement, 1 Inadequate in Q2"
    assert found.areas == ()


def test_an_area_has_a_course_from_three_cycles_on() -> None:
    grades = {"Q1": GOOD, "Q2": RI, "Q3": GOOD}

    found = force_course(CYCLES, {"Robbery": grades, "Fraud": {"Q1": GOOD, "Q3": GOOD}}, FOUR)

    assert found is not None
    assert [area.area for area in found.areas] == ["Robbery"]


def test_a_single_cycle_is_no_course() -> None:
    assert force_course(CYCLES, {"Robbery": {"Q2": GOOD}}, FOUR) is None
