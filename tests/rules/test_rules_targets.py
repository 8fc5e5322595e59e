"""Target setting and the inspectorate's flag."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.problems import RuleError
from xlscore.rules.targets import Target, extrapolated, is_monitored
from xlscore.rules.targets import set_target as set_target_within

F = Fraction
EXCESS, FALL = F(1, 10), F(1, 20)
FLOOR, MOST_PER_YEAR = F(1, 20), F(3, 20)
rates = st.fractions(F(0), F(200), max_denominator=1000)


def set_target(rate: Fraction, history: list[Fraction]) -> Target:
    return set_target_within(rate, history, FLOOR, MOST_PER_YEAR)


@pytest.mark.parametrize(
    ("rate", "msg_rate", "change", "flagged"),
    [
        ("88.1", "80", "0", True),
        ("88", "80", "0", False),
        ("3.3", "3", "0.1", False),
        ("7.7", "7", "0.1", False),
        ("89", "80", "-0.05", False),
        ("89", "80", "-0.049", True),
        ("89", "80", "-0.2", False),
        ("79", "80", "0.5", False),
    ],
)
def test_the_inspectorates_flag(rate: str, msg_rate: str, change: str, flagged: bool) -> None:
    assert is_monitored(F(rate), F(msg_rate), F(change), EXCESS, FALL) is flagged


def test_a_negative_rate_is_not_monitored_but_refused() -> None:
    with pytest.raises(RuleError):
        is_monitored(F(-1), F(1), F(0), EXCESS, FALL)


@pytest.mark.parametrize(
    ("excess", "fall", "flagged"),
    [
        ("0.1", "0.05", True),
        ("0.12", "0.05", False),
        ("0", "0.04", False),
        ("0", "0.041", True),
        ("0", "0", False),
        ("0", "1", True),
    ],
)
def test_excess_and_fall_are_what_is_asked_for(excess: str, fall: str, flagged: bool) -> None:
    assert is_monitored(F(89), F(80), F("-0.04"), F(excess), F(fall)) is flagged


@pytest.mark.parametrize(("excess", "fall"), [("-0.01", "0.05"), ("0.1", "-0.01"), ("0.1", "5")])
def test_an_excess_or_a_fall_that_is_no_share_is_refused(excess: str, fall: str) -> None:
    with pytest.raises(RuleError, match="fractions") as refused:
        is_monitored(F(89), F(80), F(0), F(excess), F(fall))

    assert refused.value.kind == "range"


@pytest.mark.parametrize(
    ("history", "following"),
    [(["9"], "9"), (["9", "8"], "7"), (["10", "9", "8"], "7"), (["8", "10", "9"], "10"), (["4", "1"], "0")],
)
def test_the_average_goes_on_its_straight_line(history: list[str], following: str) -> None:
    assert extrapolated([F(value) for value in history]) == F(following)


@pytest.mark.parametrize(
    ("rate", "msg", "reduction", "milestones"),
    [
        ("10", ["12"], "0.05", ["9.5"]),
        ("10", ["10"], "0.05", ["9.5"]),
        ("10", ["9.6"], "0.05", ["9.5"]),
        ("10", ["9"], "0.1", ["9"]),
        ("10", ["8.5"], "0.15", ["8.5"]),
        ("10", ["8"], "0.2", ["9", "8"]),
        ("10", ["7"], "0.3", ["8.5", "7"]),
        ("10", ["6.4"], "0.36", ["8.8", "7.6", "6.4"]),
        ("10", ["1"], "0.9", ["7", "4", "1"]),
        ("10", ["9.5", "9.25"], "0.1", ["9"]),
        ("0", ["3"], "0.05", ["0"]),
    ],
)  # fmt: skip
def test_the_target_reaches_the_msg_average_in_steps_an_officer_can_take(
    rate: str, msg: list[str], reduction: str, milestones: list[str]
) -> None:
    target = set_target(F(rate), [F(value) for value in msg])

    assert target.reduction == F(reduction)
    assert target.years == len(milestones)
    assert target.milestones == tuple(F(value) for value in milestones)


@given(rates, st.lists(rates, min_size=1, max_size=5))
def test_a_target_is_never_under_the_floor_and_its_last_milestone_is_the_target(
    rate: Fraction, history: list[Fraction]
) -> None:
    target = set_target(rate, history)

    assert F(1, 20) <= target.reduction <= 1
    assert 1 <= target.years <= 3
    assert target.milestones[-1] == rate * (1 - target.reduction)
    assert list(target.milestones) == sorted(target.milestones, reverse=True)
    if rate:
        assert target.milestones[-1] <= max(extrapolated(history), rate * F(19, 20))


@given(rates, st.lists(rates, min_size=1, max_size=5))
def test_a_target_takes_no_more_years_than_it_must(rate: Fraction, history: list[Fraction]) -> None:
    target = set_target(rate, history)

    if target.years > 1:
        assert target.reduction > F(3, 20) * (target.years - 1)
    if target.years < 3:
        assert target.reduction <= F(3, 20) * target.years


@pytest.mark.parametrize(
    ("rate", "msg", "floor", "most", "kind"),
    [
        (F(-1), [F(1)], F(1, 20), F(3, 20), "range"),
        (F(1), [F(-1)], F(1, 20), F(3, 20), "range"),
        (F(1), [], F(1, 20), F(3, 20), "missing"),
        (F(1), [F(1)], F(5), F(3, 20), "range"),
        (F(1), [F(1)], F(1, 20), F(0), "range"),
        (F(1), [F(1)], F(1, 20), F(15), "range"),
    ],
)
def test_what_makes_no_target_is_refused(
    rate: Fraction, msg: list[Fraction], floor: Fraction, most: Fraction, kind: str
) -> None:
    with pytest.raises(RuleError) as refused:
        set_target_within(rate, msg, floor, most)

    assert refused.value.kind == kind
