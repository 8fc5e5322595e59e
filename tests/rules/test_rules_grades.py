"""Grades: reading, printing, changes, counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.grades import (
    FIVE,
    FOUR,
    Grade,
    GradeChange,
    change_sentence,
    count_sentence,
    counts,
    grade_change,
    grade_name,
    is_met,
    read_grade,
    redline_grade,
)
from xlscore.rules.problems import RuleError

O, G, A, RI, I = FIVE.grades  # noqa: E741  # the officers' own letters


@given(st.sampled_from([*Grade, None]))
def test_a_printed_grade_reads_back_as_itself(grade: Grade | None) -> None:
    assert read_grade(grade_name(grade)) is grade


@given(
    st.sampled_from(Grade),
    st.sampled_from(["{}", " {} ", "\u00a0{}", "{}\n"]),
    st.sampled_from([str.upper, str.lower, str.title]),
)
def test_case_and_stray_spaces_do_not_matter(grade: Grade, frame: str, case: object) -> None:
    for typed in (grade.value, grade.letters):
        assert read_grade(frame.format(case(typed))) is grade  # type: ignore[operator]


@pytest.mark.parametrize("typed", ["", " ", "N/A", "n/a", "-", "–", None, "N / A"])
def test_not_graded_is_no_grade(typed: str | None) -> None:
    assert read_grade(typed) is None


@pytest.mark.parametrize(
    ("typed", "grade"),
    [
        ("Good ↑", G), ("↓ RI", RI), ("O ▲ (May)", O), ("Requires Improvement ⬇️", RI), ("I ◄►", I), ("N/A →", None),
        ("R.I.", RI), ("Req. Imp.", RI), ("Req imp", RI), ("Reqs Improvement", RI), ("Require improvement.", RI), ("Requires Imp", RI),
        ("Outst.", O), ("Adeq", A), ("inad.", I), ("Good..", G), ("G * †", G),
    ],
)  # fmt: skip
def test_a_grade_shortened_or_with_an_arrow_is_that_grade(typed: str, grade: Grade | None) -> None:
    assert read_grade(typed) is grade


@pytest.mark.parametrize("typed", ["↑", "Good → RI", "G/RI", "Improvement", "Req", "a" + "." * 5000 + "b"])
def test_what_could_be_two_grades_or_none_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="is not a grade"):
        read_grade(typed)


@pytest.mark.parametrize("typed", ["Fair", "GG", "Good?", "R", "Goood", "1", "Outstanding/Good"])
def test_any_other_text_is_refused_with_the_text(typed: str) -> None:
    with pytest.raises(RuleError, match="is not a grade") as caught:
        read_grade(typed)

    assert f"'{typed}'" in caught.value.sentence


def test_adequate_is_not_on_the_scale_of_four() -> None:
    with pytest.raises(RuleError, match="not on the scale of four"):
        read_grade("Adequate", FOUR)


def test_grades_are_ordered_from_inadequate_to_outstanding() -> None:
    assert sorted([O, I, RI, G, A]) == [I, RI, A, G, O]
    assert max(G, RI) is G


@given(st.sampled_from(Grade), st.sampled_from(Grade))
def test_two_grades_compare_as_their_places_on_the_scale(one: Grade, other: Grade) -> None:
    here, there = FIVE.grades[::-1].index(one), FIVE.grades[::-1].index(other)

    assert (one < other, one <= other, one > other, one >= other) == (
        here < there, here <= there, here > there, here >= there,
    )  # fmt: skip


def test_a_grade_is_neither_above_nor_below_itself() -> None:
    assert (G < G, G > G) == (False, False)
    assert (G <= G, G >= G) == (True, True)


CYCLE_13_CHANGES = [
    # Essex Police Balanced Scorecard, cycle 13: last cycle, this cycle
    ("Keeping People Safe", RI, RI, "No change"),
    ("Serious and Organised Crime", G, RI, "Deteriorated"),
    ("Digital Crime", RI, G, "Improved"),
    ("Innovation", O, G, "Deteriorated"),
    ("Efficient", G, G, "No change"),
]


@pytest.mark.parametrize(("area", "previous", "current", "change"), CYCLE_13_CHANGES)
def test_the_published_changes_of_cycle_13(area: str, previous: Grade, current: Grade, change: str) -> None:
    assert grade_change(previous, current).value == change


def test_a_first_grading_and_no_grading_are_said_as_such() -> None:
    assert grade_change(None, G) is GradeChange.FIRST_GRADING
    assert grade_change(G, None) is GradeChange.NOT_GRADED
    assert grade_change(None, None) is GradeChange.NOT_GRADED


def test_a_change_is_worded_as_the_paper_words_it() -> None:
    assert change_sentence("Innovation", O, G) == "Innovation deteriorated to Good from Outstanding."
    assert change_sentence("Efficient", G, G) == "Efficient stays at Good."


def test_counts_go_by_the_scale_best_first() -> None:
    assert list(counts([G, RI, None, G, O], FOUR).items()) == [(O, 1), (G, 2), (RI, 1), (I, 0)]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (7, "Seven areas are currently graded at Good."),
        (1, "One area is currently graded at Good."),
        (10, "Ten areas are currently graded at Good."),
        (11, "Eleven areas are currently graded at Good."),
        (12, "Twelve areas are currently graded at Good."),
        (13, "13 areas are currently graded at Good."),
        (0, "No areas are now at Good."),
    ],
)
def test_counts_are_said_in_words(number: int, sentence: str) -> None:
    assert count_sentence(number, G) == sentence


@pytest.mark.parametrize(
    ("met", "grade"),
    [
        ([True, True], G),
        ([True, False], RI),
        ([False], RI),
        ([], None),
        ([None, None], None),
        ([None, True], G),
    ],
)
def test_a_redline_not_met_requires_improvement(met: list[bool | None], grade: Grade | None) -> None:
    assert redline_grade(met) is grade


@pytest.mark.parametrize(
    ("typed", "met"), [("Yes", True), ("y", True), ("MET", True), ("No", False), ("Not met", False)]
)
def test_met_is_read_from_its_words(typed: str, met: bool) -> None:
    assert is_met(typed) is met
