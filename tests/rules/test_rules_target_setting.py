"""Targets suggested and followed: the MSG average on its way, milestones, courses, and which rows an outcome rate is made of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Source
from xlscore.rules.monthly.agreed import AskedTarget, Milestone, is_under_floor
from xlscore.rules.monthly.courses import line_to, read_milestones, shown_milestones
from xlscore.rules.monthly.msg_trend import MsgHistory, MsgPoint, estimate
from xlscore.rules.monthly.outcome_rates import is_unusual_share, projected_rate
from xlscore.rules.monthly.projecting import Projected
from xlscore.rules.monthly.rate_names import counted_as, names_of_rate, stem_of
from xlscore.rules.monthly.suggesting import suggest
from xlscore.rules.monthly.target_setting import whole_years
from xlscore.rules.monthly.targets import TargetWay, YearTarget, read_target_year, year_of
from xlscore.rules.policy import DEFAULT, Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.projection import Projection
from xlscore.rules.targets import extrapolated
from xlscore.rules.threats.classes import outcomes_needed
from xlscore.rules.words import name_key

F = Fraction
AT: Final = Source("Targets", "F2")
HARD: Final = {
    "Violence with injury": "-5%",
    "Burglary - Dwelling": "-10%",
    "Theft Of Motor Vehicle": "-12%",
    "Commercial Burglary": "-12%",
    "Theft From Motor Vehicle": "-14%",
}
"""Leicestershire, October 2013: the hard targets for recorded crime."""
LEVELS: Final = {
    "Serious Sexual Offences": 33,
    "Burglary - Dwelling": 25,
    "Domestic Violence": 50,
    "Violence with injury": 50,
    "Theft Of Motor Vehicle": 30,
    "Hate Crime": 55,
    "Theft From Motor Vehicle": 15,
    "Commercial Burglary": 17,
    "All crime": 32,
}
"""Leicestershire, October 2013: the hard targets for crime outcome rates, in per cent."""
levels = st.fractions(F(0), F(1000), max_denominator=100)


def yearly(*averages: str, own: str = "10", first: int = 2010) -> list[MsgPoint]:
    return [MsgPoint(date(first + n, 3, 1), F(value), F(own)) for n, value in enumerate(averages)]


# published figures ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("measure", HARD)
def test_the_published_hard_targets_are_no_weaker_than_the_floor(measure: str) -> None:
    change = F(HARD[measure].rstrip("%")) / 100
    agreed = YearTarget(change, TargetWay.CHANGE, AT)
    by_the_policy, by_more = (
        AskedTarget(measure, "", 2013, TargetWay.CHANGE, agreed, floor)
        for floor in (None, F(1, 100) - change)
    )

    assert not is_under_floor(by_the_policy, None, DEFAULT)
    assert is_under_floor(by_more, None, DEFAULT)


@pytest.mark.parametrize("measure", HARD)
def test_a_published_hard_target_is_suggested_where_it_reaches_the_msg_average(measure: str) -> None:
    change = F(HARD[measure].rstrip("%")) / 100

    found = suggest(
        AskedTarget(measure, "", 2013, TargetWay.CHANGE),
        F(1000),
        (),
        MsgHistory((MsgPoint(None, 10 * (1 + change), F(10)),)),
        4,
        DEFAULT,
    )

    assert (found.value, found.spread) == (change, ())


@pytest.mark.parametrize("measure", LEVELS)
def test_a_published_outcome_target_is_suggested_where_the_msg_is_there(measure: str) -> None:
    level = F(LEVELS[measure], 100)
    asked = AskedTarget(measure, "", 2013, TargetWay.LEVEL, is_rate=True, higher_is_better=True)

    found = suggest(
        asked, level - F(1, 100), (), MsgHistory((MsgPoint(None, level, level - F(1, 100)),)), 4, DEFAULT
    )

    assert found.value == level


@pytest.mark.parametrize(
    ("outcomes", "crimes", "target", "required"),
    [
        (347, 1903, 25, 129),
        (180, 2896, 15, 255),
        (98, 588, 30, 79),
        (127, 820, 17, 13),
        (1290, 2585, 50, 3),
        (8780, 32640, 32, 1665),
    ],
)
def test_the_published_outcomes_required(outcomes: int, crimes: int, target: int, required: int) -> None:
    assert outcomes_needed(F(outcomes), F(crimes), F(target, 100)) == required


# the MSG average on its way ---------------------------------------------------------------------------------------


def test_years_in_a_row_are_extrapolated_as_the_worksheet_function_does() -> None:
    found = estimate(MsgHistory(tuple(yearly("9", "8.5", "8.1"))), year_of(2012, 4), 0.8)

    assert found.value == extrapolated([F("9"), F("8.5"), F("8.1")])
    assert (found.last, found.to, found.periods) == (date(2012, 3, 1), date(2013, 3, 1), 3)


def test_a_quarterly_trend_goes_on_to_the_years_end() -> None:
    points = [MsgPoint(date(2012, month, 1), F(value)) for month, value in ((3, 10), (6, 9), (9, 8))]

    assert estimate(MsgHistory(tuple(points)), year_of(2013, 4), 0.8).value == 2


def test_a_gap_between_periods_counts_by_its_length() -> None:
    points = [MsgPoint(date(2010, 3, 1), F(10)), MsgPoint(date(2012, 3, 1), F(8))]

    found = estimate(MsgHistory(tuple(points)), year_of(2012, 4), 0.8)

    assert (found.value, found.low) == (7, None)


def test_the_average_never_goes_below_zero() -> None:
    assert estimate(MsgHistory(tuple(yearly("4", "2", "0"))), year_of(2012, 4), 0.8).value == 0


def test_periods_of_the_year_itself_count_only_where_there_are_no_others() -> None:
    inside = MsgPoint(date(2012, 9, 1), F(3), F(10))

    assert estimate(MsgHistory((*yearly("9", "9"), inside)), year_of(2012, 4), 0.8).value == 9
    assert estimate(MsgHistory((inside,)), year_of(2012, 4), 0.8).value == 3


def test_only_the_last_five_years_are_a_recent_trend() -> None:
    found = estimate(
        MsgHistory(tuple(yearly("90", "70", "9", "9", "9", "9", "9", first=2006))), year_of(2012, 4), 0.8
    )

    assert (found.value, found.periods) == (9, 5)


def test_no_period_before_a_break_counts() -> None:
    points = (*yearly("9", "5"), MsgPoint(date(2012, 3, 1), F(8), F(10)))

    found = estimate(MsgHistory(points, since=date(2011, 8, 1)), year_of(2012, 4), 0.8)

    assert (found.value, found.periods) == (8, 1)
    with pytest.raises(RuleError, match="no MSG average is later than the break of Aug 2013"):
        estimate(MsgHistory(points, since=date(2013, 8, 1)), year_of(2013, 4), 0.8)


def test_periods_of_different_length_are_not_compared() -> None:
    points = (MsgPoint(date(2011, 3, 1), F(40)), MsgPoint(date(2011, 6, 1), F(10), None, 3))

    with pytest.raises(RuleError, match="of 3 months and of 12, which are not compared"):
        estimate(MsgHistory(points), year_of(2012, 4), 0.8)


@given(st.lists(levels, min_size=3, max_size=5))
def test_the_estimate_lies_in_its_range(averages: list[Fraction]) -> None:
    points = [MsgPoint(date(2010 + n, 3, 1), value) for n, value in enumerate(averages)]

    found = estimate(MsgHistory(tuple(points)), year_of(2010 + len(averages) - 1, 4), 0.8)

    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value
    assert found.value == 0 or found.value <= found.high


# suggestions ------------------------------------------------------------------------------------------------------


@given(levels, levels, st.fractions(F(0), F(3, 10), max_denominator=100))
def test_a_suggestion_asks_for_the_floor_in_every_year_and_reaches_the_average_in_the_last(
    own: Fraction, msg: Fraction, floor: Fraction
) -> None:
    asked = AskedTarget("Burglary", "", 2013, TargetWay.CHANGE, None, floor)

    found = suggest(asked, F(1000), (), MsgHistory((MsgPoint(None, msg, own),)), 4, DEFAULT)

    changes = [step.change for step in found.milestones]
    assert all(change is not None and change <= -floor for change in changes)
    assert found.value == changes[0]
    if own and 1 - msg / own > floor:
        assert changes[-1] == msg / own - 1
    assert len(changes) <= 3


def test_the_own_rate_of_an_earlier_period_is_brought_to_the_year_before() -> None:
    """To March 2012 the rate was 10 and the count 100 a month; in 2012/13 it is 90, so the rate is 9 when the target is set."""
    counts = {date(2011 + (m + 3) // 12, (m + 3) % 12 + 1, 1): F(100 if m < 12 else 90) for m in range(24)}
    msg = MsgHistory((MsgPoint(date(2012, 3, 1), F(8), F(10)),))

    found = suggest(AskedTarget("Burglary", "", 2013, TargetWay.CHANGE), F(1080), (), msg, 4, DEFAULT, counts)

    assert found.value == F(8, 9) - 1
    assert found.basis.endswith("own 10, by the own counts 9 in the year before")


def test_a_policy_without_any_reduction_suggests_none() -> None:
    policy = Policy(target_floor=0, target_ceiling=0)

    found = suggest(
        AskedTarget("Burglary", "", 2013, TargetWay.CHANGE),
        F(100),
        (),
        MsgHistory(tuple(yearly("5"))),
        4,
        policy,
    )

    assert (found.value, found.basis) == (None, "none: the policy allows no reduction")


def test_an_outcome_rate_is_never_more_than_all() -> None:
    asked = AskedTarget("Outcomes", "", 2013, TargetWay.LEVEL, is_rate=True, higher_is_better=True)

    found = suggest(asked, F(12, 10), [F(13, 10)], MsgHistory((MsgPoint(None, F(14, 10), F(1)),)), 4, DEFAULT)

    assert found.value == 1


def test_an_outcome_rate_without_any_year_or_average_has_no_suggestion() -> None:
    asked = AskedTarget("Outcomes", "", 2013, TargetWay.LEVEL, is_rate=True, higher_is_better=True)

    found = suggest(asked, None, (), MsgHistory(), 4, DEFAULT)

    assert (found.value, found.basis) == (
        None,
        "none: no MSG average of it is in the workbook, and no own year has a rate",
    )


# milestones and courses -------------------------------------------------------------------------------------------


@given(levels, levels, st.integers(1, 8), st.booleans())
def test_a_line_ends_at_its_target_and_never_turns(
    last: Fraction, target: Fraction, years: int, higher: bool
) -> None:
    steps = [step.level for step in line_to(2017, last, 2017 + years, target, higher)]

    assert steps[-1] == target
    assert len(steps) == years
    known = [step for step in steps if step is not None]
    assert known == sorted(known, reverse=not higher)


@pytest.mark.parametrize("is_rate", [True, False])
def test_what_is_shown_of_milestones_is_read_again(is_rate: bool) -> None:
    steps = [
        Milestone(2018, F(3, 10) if is_rate else F(1750), None),
        Milestone(2019, F(4, 10) if is_rate else F(1600), None),
    ]

    assert list(read_milestones(shown_milestones(steps, 4, is_rate, is_rate), 4, is_rate)) == steps


@pytest.mark.parametrize(
    "typed", ["soon", "2018/21: 5", "2018/19: few", "2018/19 1,750", "2018/19: 1,750; then fewer"]
)
def test_a_text_that_is_no_milestone_is_refused(typed: str) -> None:
    with pytest.raises(RuleError):
        read_milestones(typed, 4, False)


def test_a_milestone_of_a_rate_is_in_per_cent() -> None:
    with pytest.raises(RuleError):
        read_milestones("2018/19: 32", 4, True)


@pytest.mark.parametrize(("typed", "begins", "year"), [("2018/19", 4, 2018), ("18-19", 4, 2018), ("99/00", 4, 1999), ("FY 2021/2022", 4, 2021), ("2019", 1, 2019), ("Mar 2022", 4, 2021), ("Apr 2022", 4, 2022), ("2018/20", 4, None), ("Year 3", 4, None), ("1", 4, None)])  # fmt: skip
def test_a_targets_year_is_read(typed: str, begins: int, year: int | None) -> None:
    assert read_target_year(typed, begins) == year


def test_only_whole_years_have_a_total() -> None:
    months = {date(2017 + (m + 3) // 12, (m + 3) % 12 + 1, 1): F(1) for m in range(30) if m != 5}

    assert whole_years(months, 4) == {2018: 12}


# outcome rates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Burglary outcome rate", "burglary"),
        ("All crime outcome rate", "all crime"),
        ("Burglary - solved %", "burglary"),
        ("Number of crimes solved", "number of crimes"),
        ("Positive outcomes: robbery", "robbery"),
        ("Outcomes of domestic abuse", "domestic abuse"),
        ("Outcomes", "outcomes"),
        ("Burglary", "burglary"),
    ],
)
def test_the_words_for_a_rate_are_no_part_of_what_it_is_of(name: str, stem: str) -> None:
    assert " ".join(stem_of(name)) == stem


@pytest.mark.parametrize(
    ("measure", "purpose", "called"),
    [
        ("Burglary", "", "Burglary"),
        ("Burglary", "Recorded Crime", "Burglary"),
        ("Burglary", "Detections", "Burglary outcomes"),
        ("Burglary", "% detected", "Burglary outcome rate"),
        ("Burglary solved rate", "Crime Outcome Rate", "Burglary solved rate"),
        ("Burglary", "Satisfaction", "Burglary (Satisfaction)"),
    ],
)
def test_a_row_is_called_by_its_measure_and_purpose(measure: str, purpose: str, called: str) -> None:
    assert counted_as(measure, purpose) == called


def test_the_outcomes_of_another_crime_are_not_taken() -> None:
    rows = {name_key(name): name for name in ("Burglary", "Robbery outcomes")}

    with pytest.raises(RuleError):
        names_of_rate("Burglary outcome rate", (), "", rows)
    assert names_of_rate("Arson outcome rate", (), "", rows) is None


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 400), st.integers(1, 400))
def test_whether_two_shares_differ_is_the_same_from_either_side(a: int, b: int, c: int, d: int) -> None:
    assert is_unusual_share(a, b, c, d) is is_unusual_share(c, d, a, b)
    assert not is_unusual_share(a, b, a, b)


@pytest.mark.parametrize(
    ("top", "base"),
    [((0, 0, 0, 0), (10, 20, 18, 22)), ((0, 0, 0, 3), (10, 20, 18, 22)), ((3, 6, 3, 9), (1, 2, 0, 3))],
)
def test_the_range_of_a_small_rate_holds_its_projection(top: tuple[int, ...], base: tuple[int, ...]) -> None:
    counts = [Projected(Projection(*map(F, each)), "level") for each in (top, base)]

    found = projected_rate(*counts).projection

    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert found.low <= found.total <= found.high


def test_a_whole_years_rate_has_no_range() -> None:
    counts = [Projected(Projection(F(n), F(n), F(n), F(n)), "level") for n in (30, 100)]

    found = projected_rate(*counts).projection

    assert found == Projection(F(3, 10), F(3, 10), F(3, 10), F(3, 10))
