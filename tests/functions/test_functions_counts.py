"""Two counts, rate ratios and rolling shares through the cells."""

from __future__ import annotations

import pytest

from xlscore.functions import RATE_RATIO, ROLLING, TWO_COUNT, UNUSUAL
from xlscore.rules.problems import CellError


@pytest.mark.parametrize(
    ("this", "last", "figure", "unusual"),
    [
        (49, 36, 2, True),
        (36, 49, -2, True),
        (48, 36, 1.8564, False),
        (4, 2, 1.1716, False),
        (0, 0, 0, False),
        ("1,903", 2076, -3.8795, True),
    ],
)
def test_a_difference_is_unusual_from_a_two_count_figure_of_2(
    this: object, last: object, figure: float, unusual: bool
) -> None:
    assert TWO_COUNT(this, last) == pytest.approx(figure, abs=1e-4)
    assert UNUSUAL(this, last) is unusual


def test_a_rate_ratio_turned_round_is_its_reciprocal() -> None:
    ratio, lower, upper = RATE_RATIO(40, 1000, 20, 2000)[0]
    back = RATE_RATIO(20, 2000, 40, 1000)[0]

    assert ratio == 4
    assert [1 / value for value in back] == pytest.approx([ratio, upper, lower])


def test_a_rate_ratios_limits_follow_the_counts_alone() -> None:
    # 1/25 + 1/100 = 0.05; exp(1.959964 × √0.05) = 1.55001
    ratio, lower, upper = RATE_RATIO(25, 500, 100, 1000)[0]

    assert [ratio, lower, upper] == pytest.approx([0.5, 0.5 / 1.55001, 0.5 * 1.55001], rel=1e-5)


def test_no_events_have_a_ratio_and_no_limits() -> None:
    assert RATE_RATIO(0, 100, 5, 100) == [[0, None, None]]


def test_a_rolling_share_counts_people_not_months() -> None:
    asked, satisfied = [100] * 11 + [1000], [50] * 11 + [900]

    assert ROLLING(satisfied, asked)[0][0] == pytest.approx(1450 / 2100)


def test_a_rolling_share_ends_with_the_last_month_that_has_figures() -> None:
    asked, satisfied = [*[10] * 14, None, None], [*[1] * 2, *[8] * 12, None, None]

    assert ROLLING(satisfied, asked) == ROLLING([8] * 12, [10] * 12)


@pytest.mark.parametrize(
    ("satisfied", "asked", "code"),
    [
        ([8] * 11, [10] * 11, "#N/A"),
        ([8] * 5 + [None] + [8] * 6, [10] * 12, "#N/A"),
        ([8] * 12, [10] * 11, "#VALUE!"),
        ([11] * 12, [10] * 12, "#NUM!"),
        ([0] * 12, [0] * 12, "#NUM!"),
    ],
)
def test_a_window_that_is_not_whole_has_no_share(
    satisfied: list[object], asked: list[object], code: str
) -> None:
    with pytest.raises(CellError) as refused:
        ROLLING(satisfied, asked)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((1, 100, 0, 100), "#N/A"),
        ((1, 0, 1, 100), "#NUM!"),
        ((-1, 100, 1, 100), "#NUM!"),
        ((1, 1, 1, 1, 2), "#NUM!"),
    ],
)
def test_a_ratio_to_nothing_is_an_error(cells: tuple[object, ...], code: str) -> None:
    with pytest.raises(CellError) as refused:
        RATE_RATIO(*cells)

    assert refused.value.code == code


def test_months_of_a_rolling_share_are_one_or_more() -> None:
    with pytest.raises(CellError) as refused:
        ROLLING([8], [10], 0)

    assert refused.value.code == "#NUM!"
    assert ROLLING([1, 8], [10, 10], 1)[0][0] == 0.8
