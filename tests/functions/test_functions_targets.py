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


def test_target_set_gives_the_level_to_reach_where_higher_is_better() -> None:
    assert TARGET_SET(0.2, [0.22], None, None, True) == [[0.22, 1, 0.22]]
    assert TARGET_SET(0.2, [0.24, 0.25], None, None, "higher") == [[0.26, 2, 0.23, 0.26]]
    assert TARGET_SET(0.2, [0.18], None, None, True, [0.19, None, 0.21]) == [[0.21, 1, 0.21]]


def test_a_level_to_reach_is_never_under_todays() -> None:
    assert TARGET_SET(0.3, [0.25], None, None, True) == [[0.3, 1, 0.3]]


@pytest.mark.parametrize("method", ["level", "share"])
def test_years_may_stand_in_rows_or_columns_or_all_in_one_row(method: str) -> None:
    months = [30, 30, 30]
    in_columns = [list(pair) for pair in zip(*YEARS, strict=True)]
    in_one_row = [[*YEARS[0], *YEARS[1]]]

    expected = YEAR_END(months, YEARS, 250, None, method)
    assert YEAR_END(months, in_columns, 250, None, method) == expected
    assert YEAR_END(months, in_one_row, 250, None, method) == expected
    assert YEAR_END([[30], [30], [30]], YEARS, 250, None, method) == expected


def test_year_end_is_by_the_level_of_recent_months_unless_the_share_is_asked_for() -> None:
    so_far, years = [30, 30, 30], [[40] * 3 + [20] * 9, [38] * 3 + [20] * 9]

    level, share = YEAR_END(so_far, years)[0][0], YEAR_END(so_far, years, None, None, "share")[0][0]

    assert YEAR_END(so_far, years, None, None, "Level")[0][0] == level
    assert float(share) == pytest.approx(90 / ((120 / 300 + 114 / 294) / 2))
    assert share < level < 294  # Fewer than last year, and not as few as three months alone would make it.


def test_year_end_gives_projection_range_and_verdict() -> None:
    def verdict(target: object) -> object:
        return YEAR_END([30, 30, 30], YEARS, target)[0][3]

    projection, low, high, _ = YEAR_END([30, 30, 30], YEARS, 300)[0]

    assert low < projection < high
    assert verdict(high) == "On course"
    assert verdict(projection) == "At risk"
    assert verdict(float(low) - 1) == "Off course"
    assert verdict(None) is None


@pytest.mark.parametrize("method", ["level", "share"])
def test_a_surer_range_is_a_wider_one(method: str) -> None:
    usual, surer = (YEAR_END([30, 30, 30], YEARS, 250, c, method)[0] for c in (None, "95%"))

    assert usual == YEAR_END([30, 30, 30], YEARS, 250, 0.8, method)[0]
    assert usual[0] == surer[0]
    assert surer[1] < usual[1] < usual[2] < surer[2]


def test_one_previous_year_is_projected_by_its_share_without_a_range() -> None:
    assert YEAR_END([10] * 6, [[20] * 12], 200) == [[120, None, None, "At risk"]]


def test_a_year_of_nothing_so_far_is_projected_by_the_level() -> None:
    projection, low, high, _ = YEAR_END([0, 0], [[2] * 12, [3] * 12])[0]

    assert 0 <= low < projection < high
    assert projection < 30


COUNTS, CRIMES = [20] * 24, [100] * 24


def test_a_rate_is_projected_from_both_counts() -> None:
    rate, low, high, verdict = YEAR_END([[30] * 3, [100] * 3], [COUNTS, CRIMES], 0.2, None, None, True)[0]

    assert 0.2 < rate < 0.3
    assert low < rate < high
    assert verdict == "On course"


def test_a_rates_target_is_the_least_that_it_may_be() -> None:
    def verdict(target: float) -> object:
        return YEAR_END([[20] * 3, [100] * 3], [COUNTS, CRIMES], target, None, None, True)[0][3]

    assert [verdict(target) for target in (0.15, 0.2, 0.3)] == ["On course", "At risk", "Off course"]


def test_a_rates_years_may_stand_below_one_another_each_with_its_counts_and_bases() -> None:
    now = [[30] * 3, [100] * 3]
    by_year = [[20] * 12, [100] * 12, [20] * 12, [100] * 12]

    assert YEAR_END(now, by_year, 0.2, None, "level", True) == YEAR_END(
        now, [COUNTS, CRIMES], 0.2, None, "level", True
    )


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
        (lambda: YEAR_END([0, 0], YEARS, None, None, "share"), "#N/A"),
        (lambda: YEAR_END([10], YEARS, None, None, "guess"), "#VALUE!"),
        (lambda: YEAR_END([10], [[None] * 12, [1] * 12]), "#N/A"),
        (lambda: YEAR_END([[1], [2]], [COUNTS, CRIMES], None, None, "share", True), "#VALUE!"),
        (lambda: YEAR_END([1], [COUNTS, CRIMES], None, None, None, True), "#VALUE!"),
        (lambda: YEAR_END([[1], [2]], [COUNTS], None, None, None, True), "#VALUE!"),
        (lambda: YEAR_END([[1], [None]], [COUNTS, CRIMES], None, None, None, True), "#N/A"),
        (lambda: YEAR_END([[1], [0]], [COUNTS, [0] * 24], None, None, None, True), "#N/A"),
        (lambda: TARGET_SET(0.2, [], None, None, True), "#N/A"),
        (lambda: TARGET_SET(-0.2, [0.3], None, None, True), "#NUM!"),
        (lambda: TARGET_SET(0.2, [0.3], None, 2, True), "#NUM!"),
    ],
)
def test_what_has_no_answer_is_a_real_excel_error(call: object, code: str) -> None:
    with pytest.raises(CellError) as refused:
        call()  # type: ignore[operator]

    assert refused.value.code == code
