"""Grade functions, as they are called from cells."""

from __future__ import annotations

import pytest

from xlscore.functions import (
    FORCE_GRADE,
    FORCE_GRADE_WHY,
    GRADE_CHANGE,
    GRADE_COUNT,
    REDLINE_GRADE,
    RISK_REDLINE,
    RISK_SCORE,
)
from xlscore.rules.problems import CellError


@pytest.mark.parametrize(
    ("cells", "grade"),
    [
        ((["Good", "RI", "Good"],), "Good"),
        ((["Good", "RI", "Good"], "RI"), "Requires Improvement"),
        (([["G"], ["ri "], [None]], "n/a", "RI"), "Requires Improvement"),
        ((["Good", "Good", "I"], None, None, "Worst"), "Inadequate"),
        (("Outstanding",), "Outstanding"),
        (([None, "N/A", "-"], "RI"), "N/A"),
        ((["A", "Adequate", "Good"],), "Adequate"),
    ],
)
def test_a_force_grade_is_suggested_by_its_full_name(cells: tuple[object, ...], grade: str) -> None:
    assert FORCE_GRADE(*cells) == grade


def test_the_reason_is_one_sentence() -> None:
    reason = FORCE_GRADE_WHY(["Good"] * 5 + ["RI"] * 3, "RI")

    assert reason == "5 of 8 commands Good; capped by the redline at RI"


@pytest.mark.parametrize(
    "call",
    [
        lambda: FORCE_GRADE(["Good", "Fair"]),
        lambda: FORCE_GRADE(["Good", 3.0]),
        lambda: FORCE_GRADE(["Good"], rule="best"),
        lambda: GRADE_CHANGE("Good", "fine"),
        lambda: GRADE_COUNT(["Good"], "fine"),
        lambda: REDLINE_GRADE(["perhaps"]),
        lambda: REDLINE_GRADE([2.0]),
        lambda: RISK_SCORE("perhaps", 20),
    ],
)
def test_what_is_not_a_grade_cannot_be_read(call: object) -> None:
    with pytest.raises(CellError) as caught:
        call()  # type: ignore[operator]

    assert caught.value.code.value == "#VALUE!"


@pytest.mark.parametrize(
    ("previous", "current", "change"),
    [
        ("RI", "Good", "Improved"),
        ("G", "G", "No change"),
        (None, "G", "First grading"),
        ("G", "N/A", "Not graded"),
    ],
)
def test_a_change_of_grade_is_one_of_five_words(previous: object, current: object, change: str) -> None:
    assert GRADE_CHANGE(previous, current) == change


def test_counting_takes_every_spelling_of_a_grade() -> None:
    assert GRADE_COUNT([["Good", "g"], [" GOOD ", "RI"]], "Good") == 3


def test_counting_what_is_not_graded() -> None:
    assert GRADE_COUNT(["Good", None, "N/A"], "N/A") == 2


@pytest.mark.parametrize(
    ("met", "grade"),
    [
        ([True, 1.0], "Good"),
        (["Yes", "No"], "Requires Improvement"),
        ([0.0], "Requires Improvement"),
        (["", None], "N/A"),
    ],
)
def test_redline_measures_allow_a_grade(met: object, grade: str) -> None:
    assert REDLINE_GRADE(met) == grade


def test_a_catastrophic_risk_that_is_likely_is_a_redline() -> None:
    assert RISK_SCORE(4, "catastrophic") == 80
    assert RISK_SCORE("5 - Almost certain", "Major (15)") == 75
    assert RISK_SCORE(4, "Major") == 64
    assert RISK_SCORE(4, "Major", 1) == 16
    assert RISK_REDLINE(80) is True


@pytest.mark.parametrize(
    ("over", "redline"), [(None, False), (75, False), (74, True), (60, True), (100, False)]
)
def test_a_redline_is_a_risk_over_the_score_asked_for(over: object, redline: bool) -> None:
    assert RISK_REDLINE(75, over) is redline


@pytest.mark.parametrize(("over", "code"), [(0, "#NUM!"), (101, "#NUM!"), ("high", "#VALUE!")])
def test_a_redline_beyond_the_scale_is_a_real_excel_error(over: object, code: str) -> None:
    with pytest.raises(CellError) as caught:
        RISK_REDLINE(80, over)

    assert caught.value.code.value == code


@pytest.mark.parametrize("step", [0, 0.5, 4.5, 20])
def test_a_step_of_the_impact_lies_between_one_and_four(step: float) -> None:
    with pytest.raises(CellError) as caught:
        RISK_SCORE(4, "Major", step)

    assert caught.value.code.value == "#NUM!"
