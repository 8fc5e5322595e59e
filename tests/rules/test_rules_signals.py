"""The four signals of a control chart, one by one and against each other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.statistics.signals import Limits, find_signals

LIMITS = Limits(lower=-3, upper=3, near_lower=-2, near_upper=2)
RUN = 7


def found(rows: list[float | None], limits: Limits | None = LIMITS) -> list[str]:
    signals, _ = find_signals(rows, 0, limits, RUN)
    return [signal.value for signal in signals]


def sides(rows: list[float | None], limits: Limits | None = LIMITS) -> list[int]:
    return find_signals(rows, 0, limits, RUN)[1]


@pytest.mark.parametrize(
    ("rows", "flagged"),
    [
        ([3.1, -1], [0]),
        ([3, -3], []),
        ([-3.1, 1], [0]),
    ],
)
def test_a_point_strictly_beyond_a_limit_is_outside(rows: list[float | None], flagged: list[int]) -> None:
    assert [i for i, signal in enumerate(found(rows)) if signal == "outside"] == flagged


def test_seven_points_that_rise_are_all_a_trend() -> None:
    rows: list[float | None] = [0.1, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 0]

    assert found(rows) == ["", *["trend"] * 7, ""]
    assert sides(rows) == [0, *[1] * 7, 0]


@pytest.mark.parametrize(
    "rows",
    [
        [-1.5, -1, -0.5, 0, 0.5, 1, -1],
        [-1.5, -1, -0.5, -0.5, 0, 0.5, 1, 1.5, -1],
        [-1.5, -1, -0.5, None, 0, 0.5, 1, 1.5, -1],
    ],
    ids=["six points", "a tie", "a missing value"],
)
def test_a_broken_rise_is_no_trend(rows: list[float | None]) -> None:
    assert set(found(rows)) == {""}


def test_where_a_trend_turns_the_point_goes_with_what_follows() -> None:
    up, down = [-1.5, -1, -0.5, 0, 0.5, 1], [1.5, 1, 0.5, 0, -0.5, -1, -1.5]

    assert sides([*up, *down]) == [1] * 6 + [-1] * 7


def test_two_of_three_near_a_limit_are_flagged_and_the_third_is_not() -> None:
    assert found([2.5, 1, 2.5, -1]) == ["two in three", "", "two in three", ""]


@pytest.mark.parametrize(
    "rows",
    [
        [2.5, -1, 2.5],
        [2.5, 0, 2.5],
        [2.5, None, 2.5],
        [2.5, -2.5, 1],
        [-1, 2.5, 2.5, -1],
        [2.5, 2.5],
        [2.5, 1, 1, 2.5],
    ],
    ids=["across", "on the mean", "missing", "both sides", "no third", "two only", "too far apart"],
)
def test_two_near_a_limit_without_a_third_on_their_side_are_no_signal(rows: list[float | None]) -> None:
    assert "two in three" not in found(rows)


@pytest.mark.parametrize("near", [2, -2])
def test_a_point_on_the_near_limit_is_not_near(near: float) -> None:
    assert set(found([near, near, near / 2])) == {""}


@pytest.mark.parametrize("limit", [3, -3])
def test_a_point_on_the_limit_is_still_near(limit: float) -> None:
    assert found([limit, limit / 3, limit]) == ["two in three", "", "two in three"]


@pytest.mark.parametrize("side", [1, -1])
def test_a_run_that_ends_with_the_series_is_flagged_to_its_end(side: int) -> None:
    shift = [side * y for y in (1, 1.1, 1, 1.1, 1, 1.1, 1)]
    trend = [side * y for y in (-1.5, -1, -0.5, 0, 0.5, 1, 1.5)]

    assert found(shift) == ["shift"] * 7
    assert found(trend) == ["trend"] * 7
    assert found([-side, *shift]) == ["", *["shift"] * 7]
    assert found([side * 0.1, *trend]) == ["", *["trend"] * 7]
    assert set(found(shift[1:])) == set(found(trend[1:])) == {""}


def test_a_point_beyond_the_limit_is_no_near_point_but_may_be_the_third() -> None:
    assert found([3.5, 2.5, 2.5]) == ["outside", "two in three", "two in three"]
    assert found([3.5, 2.5, 1]) == ["outside", "", ""]


def test_seven_points_on_one_side_are_all_a_shift() -> None:
    assert found([-1, *[1, 1.1, 1, 1.1, 1, 1.1, 1], -1]) == ["", *["shift"] * 7, ""]


@pytest.mark.parametrize("breaker", [0, None], ids=["on the mean", "missing"])
def test_a_shift_is_broken_by(breaker: float | None) -> None:
    assert set(found([1, 1.1, 1, breaker, 1, 1.1, 1, 1.1])) == {""}


def test_the_strongest_signal_names_the_point() -> None:
    rows: list[float | None] = [0.5, 0.6, 0.7, 0.8, 2.4, 2.5, 3.5, 1, 1, 2.5, 2.5, 1]

    assert found(rows)[4:8] == ["trend", "trend", "outside", "shift"]
    assert found(rows)[9:11] == ["two in three", "two in three"]


def test_without_limits_runs_are_still_found() -> None:
    assert set(found([1, 1.1] * 4, limits=None)) == {"shift"}


@given(st.lists(st.none() | st.integers(-4, 4), max_size=40))
def test_a_signal_has_a_side_and_no_signal_has_none(rows: list[float | None]) -> None:
    signals, ways = find_signals(rows, 0, LIMITS, RUN)

    assert [signal.value == "" for signal in signals] == [way == 0 for way in ways]


def by_definition(rows: list[float | None], limits: Limits) -> list[str]:
    """Return the signals by looking at every window that each rule's wording names."""

    def windows(size: int, i: int) -> list[list[float]]:
        starts = range(max(0, i - size + 1), min(i, len(rows) - size) + 1)
        slices = [rows[start : start + size] for start in starts]
        return [[y for y in part if y is not None] for part in slices if None not in part]

    def near(y: float) -> bool:
        return limits.lower <= y < limits.near_lower or limits.near_upper < y <= limits.upper

    def one_side(part: list[float]) -> bool:
        return all(y > 0 for y in part) or all(y < 0 for y in part)

    def strictly(part: list[float]) -> bool:
        steps = [b - a for a, b in itertools.pairwise(part)]
        return all(step > 0 for step in steps) or all(step < 0 for step in steps)

    def signal(i: int, y: float | None) -> str:
        if y is None:
            return ""
        if y > limits.upper or y < limits.lower:
            return "outside"
        if any(strictly(part) for part in windows(7, i)):
            return "trend"
        if near(y) and any(one_side(part) and sum(map(near, part)) >= 2 for part in windows(3, i)):
            return "two in three"
        return "shift" if any(one_side(part) for part in windows(7, i)) else ""

    return [signal(i, y) for i, y in enumerate(rows)]


steps_up_and_down = st.lists(st.integers(-1, 2) | st.none(), max_size=40)


@given(st.lists(st.none() | st.integers(-7, 7), max_size=40) | st.lists(st.integers(0, 5), max_size=40))
def test_signals_are_what_the_rules_say_window_by_window(halves: list[int | None]) -> None:
    rows: list[float | None] = [None if y is None else y / 2 for y in halves]

    assert found(rows) == by_definition(rows, LIMITS)


@given(st.integers(-6, 0), steps_up_and_down)
def test_trends_too_are_what_the_rules_say(first: int, steps: list[int | None]) -> None:
    rows: list[float | None] = [first / 4]
    level = first
    for step in steps:
        level = max(-11, min(11, level + (step or 0)))
        rows.append(None if step is None else level / 4)

    assert found(rows) == by_definition(rows, LIMITS)
