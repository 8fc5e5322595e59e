"""The target functions through the cells."""

from __future__ import annotations

import pytest

from xlscore.functions import HMIC_FLAG, TARGET_SET, YEAR_END
from xlscore.rules.problems import CellError

YEARS = [[40] * 3 + [20] * 9, [38] * 3 + [20] * 9]


@pytest.mark.parametrize(
    ("rate", "msg_rate", "change", "flagged"),
    [(3.3, 3, 0.1, False), (3.31, 3, 0.1, True), (89, 80, "-5%", False), (89, 80, -0.049, True)],
)
def test_hmic_flag_compares_the_decimals_that_cells_show(
    rate: float, msg_rate: float, change: object, flagged: bool
) -> None:
    assert HMIC_FLAG(rate, msg_rate, change) is flagged


@pytest.mark.parametrize(
    ("excess", "fall", "flagged"),
    [(None, None, True), (0.12, None, False), ("11%", None, True), (None, 0.04, False), (None, "4.1%", True)],
)
def test_hmic_flag_takes_the_excess_and_the_fall_asked_for(
    excess: object, fall: object, flagged: bool
) -> None:
    assert HMIC_FLAG(89, 80, -0.04, excess, fall) is flagged


def test_target_set_spills_reduction_years_and_milestones() -> None:
    assert TARGET_SET(10, [[9], [8.5], [8]]) == [[0.25, 2, 8.75, 7.5]]
    assert TARGET_SET(10, [12, 11]) == [[0.05, 1, 9.5]]
    assert TARGET_SET(10, 9, "20%", "10%") == [[0.2, 2, 9, 8]]


def test_years_may_stand_in_rows_or_columns() -> None:
    months = [30, 30, 30]
    in_columns = [list(pair) for pair in zip(*YEARS, strict=True)]

    assert YEAR_END(months, in_columns, 250) == YEAR_END(months, YEARS, 250)
    assert YEAR_END([[30], [30], [30]], YEARS) == YEAR_END([[30, 30, 30] + [None] * 9], YEARS)
    assert YEAR_END([10] * 6, [20] * 12) == YEAR_END([10] * 6, [[month] for month in [20] * 12])


def test_year_end_gives_projection_range_and_verdict() -> None:
    projection, low, high, verdict = YEAR_END([30, 30, 30], YEARS, 250)[0]

    assert low < projection < high <= 250
    assert verdict == "On course"
    assert YEAR_END([30, 30, 30], YEARS, 230)[0][3] == "At risk"
    assert YEAR_END([30, 30, 30], YEARS, 200)[0][3] == "Off course"
    assert YEAR_END([30, 30, 30], YEARS)[0][3] is None


def test_a_surer_range_is_a_wider_one() -> None:
    usual, surer = (YEAR_END([30, 30, 30], YEARS, 250, c)[0] for c in (None, "95%"))

    assert usual == YEAR_END([30, 30, 30], YEARS, 250, 0.8)[0]
    assert usual[0] == surer[0]
    assert surer[1] < usual[1] < usual[2] < surer[2]
    assert (usual[3], surer[3]) == ("On course", "At risk")


def test_one_previous_year_projects_without_a_range() -> None:
    assert YEAR_END([10] * 6, [[20] * 12], 200) == [[120, None, None, "At risk"]]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: HMIC_FLAG(-1, 1, 0), "#NUM!"),
        (lambda: HMIC_FLAG(1, None, 0), "#N/A"),
        (lambda: HMIC_FLAG(1, 1, 0, -0.1), "#NUM!"),
        (lambda: HMIC_FLAG(1, 1, 0, 0.1, 5), "#NUM!"),
        (lambda: HMIC_FLAG(1, 1, 0, "much"), "#VALUE!"),
        (lambda: YEAR_END([10], YEARS, None, 80), "#NUM!"),
        (lambda: YEAR_END([10], YEARS, None, "sure"), "#VALUE!"),
        (lambda: YEAR_END([10] * 12, YEARS, None, 1), "#NUM!"),
        (lambda: TARGET_SET(10, []), "#N/A"),
        (lambda: TARGET_SET(10, [9], 5), "#NUM!"),
        (lambda: TARGET_SET("ten", [9]), "#VALUE!"),
        (lambda: YEAR_END([], YEARS), "#N/A"),
        (lambda: YEAR_END([10], [[1] * 11]), "#VALUE!"),
        (lambda: YEAR_END([10], [[1] * 12, [1] * 11]), "#VALUE!"),
        (lambda: YEAR_END([10], []), "#N/A"),
        (lambda: YEAR_END([10] * 13, YEARS), "#NUM!"),
        (lambda: YEAR_END([10], YEARS, -0.1), "#NUM!"),
        (lambda: YEAR_END([0, 0], YEARS), "#N/A"),
    ],
)
def test_what_has_no_answer_is_a_real_excel_error(call: object, code: str) -> None:
    with pytest.raises(CellError) as refused:
        call()  # type: ignore[operator]

    assert refused.value.code == code
