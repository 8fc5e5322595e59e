"""The 3-month trend and the level of control."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.spc import Options, control_chart
from xlscore.rules.trend import ControlLevel, Trend, control_level, rolling_trend


def trend(*values: float | None, tolerance: str = "1/20") -> str:
    series = [None if value is None else Fraction(str(value)) for value in values]
    return rolling_trend(series, Fraction(tolerance)).value


@pytest.mark.parametrize(
    ("values", "arrow"),
    [
        ((100, 100, 100, 105, 105, 105), "◄►"),
        ((100, 100, 100, 105, 105, 106), "▲"),
        ((100, 100, 100, 95, 95, 95), "◄►"),
        ((100, 100, 100, 95, 95, 94), "▼"),
        ((0.1, 0.1, 0.1, 0.105, 0.105, 0.105), "◄►"),
        ((999, 1, 2, 3, 3, 2, 1), "◄►"),
        ((0, 0, 0, 0, 0, 0), "◄►"),
        ((0, 0, 0, 0, 0, 1), "▲"),
        ((1, 0, 0, 0, 0, 0), "▼"),
    ],
)
def test_the_latest_three_months_stand_against_the_three_before(
    values: tuple[float, ...], arrow: str
) -> None:
    assert trend(*values) == arrow


def test_missing_months_do_not_take_part() -> None:
    assert trend(10, 10, None, 10, 20, 20, 20, None, None) == "▲"


def test_without_tolerance_any_change_is_a_trend() -> None:
    assert trend(10, 10, 10, 10, 10, 10.01, tolerance="0") == "▲"


@given(st.lists(st.integers(0, 10_000), min_size=6, max_size=24))
def test_turning_time_round_turns_the_arrow(values: list[int]) -> None:
    turned = {"▲": "▼", "▼": "▲", "◄►": "◄►"}
    last_six = values[-6:]

    assert trend(*last_six[::-1], tolerance="0") == turned[trend(*last_six, tolerance="0")]


@given(st.lists(st.integers(0, 10_000), min_size=6, max_size=24), st.integers(1, 1000))
def test_the_unit_does_not_matter(values: list[int], times: int) -> None:
    assert trend(*[value * times for value in values]) == trend(*values)


def test_five_months_have_no_trend() -> None:
    with pytest.raises(RuleError, match="takes six months") as refused:
        trend(1, 2, 3, None, 4, 5)
    assert refused.value.kind == "missing"


def test_a_negative_tolerance_is_refused() -> None:
    with pytest.raises(RuleError):
        trend(1, 1, 1, 1, 1, 1, tolerance="-1/20")


@pytest.mark.parametrize(
    ("latest", "level"),
    [(5, ControlLevel.CONTROLLED), (15, ControlLevel.INCREASING), (-5, ControlLevel.DECREASING)],
)
def test_the_level_of_control_is_the_latest_months_signal(latest: float, level: ControlLevel) -> None:
    chart = control_chart([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 6, latest, None], options=Options.of(DEFAULT))

    assert control_level(chart) is level


def test_the_words_are_the_scorecards() -> None:
    assert [level.value for level in ControlLevel] == ["Controlled", "Increasing", "Decreasing"]
    assert [arrow.value for arrow in Trend] == ["▲", "▼", "◄►"]
