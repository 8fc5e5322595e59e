"""A row of the threat and impact scorecard by rule alone: no sheet is opened here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from xlscore.rules.figures import Blank, Entry, Figure, Source, Unread
from xlscore.rules.policy import Policy
from xlscore.rules.problems import Trouble
from xlscore.rules.rag import Rag
from xlscore.rules.series import Series, SeriesPoint
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.inputs import Counts, ThreatInputs
from xlscore.rules.threats.row import ThreatRow, judge_row
from xlscore.rules.trend import ControlLevel, Trend

AT = Source("Scorecard", "B2")
BLANK, UNREAD = Blank(AT), Unread(AT)
POLICY = Policy()


def f(number: float | str) -> Figure:
    return Figure(Fraction(str(number)), AT)


CRIME = ThreatInputs(
    "Burglary", "Recorded Crime", AT, f(1903), f(2076), f("-0.1"), f("-0.15"), f(13), threat=Level.MEDIUM
)
RATE = ThreatInputs(
    "Burglary", "Crime Outcome Rate", AT, f("0.182"), f("0.284"), f("0.25"), BLANK, f(9), threat=Level.LOW
)


def monthly(*values: float | Unread | None) -> Series:
    def entry(value: float | Unread | None) -> Figure | Blank | Unread:
        return value if isinstance(value, Unread) else BLANK if value is None else f(value)

    months = [date(2023 + n // 12, n % 12 + 1, 1) for n in range(len(values))]
    return Series("Burglary", tuple(SeriesPoint(m, entry(v)) for m, v in zip(months, values, strict=True)))


def judged(inputs: ThreatInputs, **changed: Any) -> ThreatRow:
    return judge_row(replace(inputs, **changed), POLICY)


def test_a_count_is_judged_by_its_change_on_last_year() -> None:
    row = judge_row(CRIME, POLICY)

    assert row.year_on_year == Fraction(1903, 2076) - 1
    assert (row.rag, row.shortfall) == (Rag.AMBER, 35)
    assert (row.impact_class, row.overall) == (Level.HIGH, Level.HIGH)


def test_a_rate_is_judged_by_its_level_and_needs_the_counts_behind_it() -> None:
    row = judged(RATE, counts=Counts(f(1903), f(347)))

    assert row.year_on_year == Fraction(-102, 1000)
    assert (row.rag, row.shortfall) == (Rag.RED, 129)
    assert (row.impact_class, row.overall) == (Level.LOW, Level.LOW)


@pytest.mark.parametrize(
    "counts", [Counts(), Counts(f(1903), UNREAD), Counts(BLANK, f(347)), Counts(UNREAD, f(347))]
)
def test_below_its_target_a_rate_whose_crimes_are_unknown_or_outcomes_unread_does_not_say_how_many_are_short(
    counts: Counts,
) -> None:
    row = judged(RATE, counts=counts)

    assert row.shortfall is None
    error = row.why_not("shortfall")
    assert error is not None
    assert error.what == "The counts of crimes and outcomes behind the rate are not known."


@pytest.mark.parametrize("actual", ["0.25", "0.3"])
def test_a_rate_at_its_target_is_short_of_nothing_without_any_counts(actual: str) -> None:
    assert judged(RATE, actual=f(actual)).shortfall == 0


@pytest.mark.parametrize(
    ("inputs", "changed", "rag"),
    [
        (CRIME, {"actual": f(1868)}, Rag.GREEN), (CRIME, {"actual": f(1700)}, Rag.GREEN_STRETCH), (CRIME, {"actual": f(2076)}, Rag.RED),
        (CRIME, {"actual": BLANK}, Rag.GREY), (CRIME, {"hard_target": BLANK}, Rag.GREY), (CRIME, {"previous": BLANK}, Rag.GREY),
        (CRIME, {"actual": BLANK, "hard_target": UNREAD}, None),
        (CRIME, {"actual": UNREAD}, None), (CRIME, {"hard_target": UNREAD}, None), (CRIME, {"previous": UNREAD}, None),
        (CRIME, {"hard_target": None}, None), (CRIME, {"previous": None}, None), (CRIME, {"previous": f(0)}, None),
        (CRIME, {"actual": f(1700), "stretch_target": UNREAD}, Rag.GREEN), (CRIME, {"actual": f(1700), "stretch_target": None}, Rag.GREEN),
        (RATE, {"previous": BLANK}, Rag.RED), (RATE, {"previous": None}, Rag.RED), (RATE, {"previous": UNREAD}, Rag.RED),
        (RATE, {"actual": f("0.2")}, Rag.AMBER), (RATE, {"actual": BLANK}, Rag.GREY), (RATE, {"actual": UNREAD}, None),
        (replace(CRIME, purpose="Feelings"), {}, None),
    ],
)  # fmt: skip
def test_the_status_is_grey_where_a_figure_is_blank_and_unsaid_where_it_cannot_be_read(
    inputs: ThreatInputs, changed: dict[str, Entry], rag: Rag | None
) -> None:
    row = judged(inputs, **changed)

    assert row.rag is rag
    assert (row.why_not("rag") is None) is (rag is not None)


def test_the_policy_moves_status_trend_control_and_class() -> None:
    wide = replace(
        POLICY, rag_tolerance=0.2, trend_tolerance=0.5, impact_high_from=14, spc_limits=0.1, spc_run=4
    )
    inputs = replace(RATE, impact_score=f(13), series=monthly(*[5, 6] * 5, 7, 8))

    ordinary, moved = judge_row(inputs, POLICY), judge_row(inputs, wide)

    assert (ordinary.rag, ordinary.impact_class, ordinary.trend) == (Rag.RED, Level.HIGH, Trend.UP)
    assert (moved.rag, moved.impact_class, moved.trend) == (Rag.AMBER, Level.MEDIUM, Trend.FLAT)
    assert (ordinary.control, moved.control) == (ControlLevel.CONTROLLED, ControlLevel.INCREASING)


def test_the_overall_class_follows_the_policys_matrix() -> None:
    low = ("Low", "Low", "Low")
    policy = replace(POLICY, overall_matrix=(low, low, low))

    assert judge_row(CRIME, policy).overall is Level.LOW


def test_a_series_says_trend_and_control_and_a_typed_word_does_where_there_is_none() -> None:
    series = judged(CRIME, series=monthly(*[5, 6] * 5, 20, 21), trend="▼", control="Controlled")
    typed = judged(CRIME, trend="▲", control="Increasing")
    neither = judge_row(CRIME, POLICY)

    assert (series.trend, series.control, series.suggested_threat) == (
        Trend.UP,
        ControlLevel.INCREASING,
        Level.MEDIUM,
    )
    assert (typed.trend, typed.control, typed.suggested_threat) == (None, None, Level.MEDIUM)
    assert neither.suggested_threat is None


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ({"trend": "▲"}, Level.MEDIUM),
        ({"control": "Increasing"}, Level.MEDIUM),
        ({"trend": "▼"}, Level.LOW),
        ({"control": "Controlled"}, Level.LOW),
        ({"trend": "▼", "control": "Controlled"}, Level.LOW),
        ({"trend": "▼", "series": monthly(5, 5, 5, 9, 9, 9), "control": "Controlled"}, Level.MEDIUM),
        ({"trend": "▲", "series": monthly(9, 9, 9, 5, 5, 5), "control": "Increasing"}, Level.LOW),
    ],
)
def test_one_typed_word_is_enough_for_a_suggestion_and_the_series_goes_before_it(
    typed: dict[str, Any], suggested: Level
) -> None:
    assert judged(CRIME, actual=f(1700), **typed).suggested_threat is suggested


def test_a_month_that_cannot_be_read_leaves_trend_and_control_unsaid() -> None:
    row = judged(CRIME, series=monthly(5, 6, 5, Unread(AT), 5, 6, 5, 6))

    assert (row.trend, row.control) == (None, None)
    for name in ("trend", "control"):
        error = row.why_not(name)
        assert error is not None
        assert (error.trouble, error.what) == (Trouble.UNREADABLE, "The figure of Apr 2023 cannot be read.")


def test_a_wanting_month_takes_no_part_in_the_trend() -> None:
    assert judged(CRIME, series=monthly(5, 5, None, 5, 8, None, 8, 8)).trend is Trend.UP
    assert judged(CRIME, series=monthly(5, 5, None, 5, 8, None, 8)).trend is None


@pytest.mark.parametrize(
    ("changed", "name", "trouble", "what"),
    [
        ({"previous": f(0)}, "year_on_year", Trouble.OUT_OF_RANGE, "Last year's figure is zero, so there is no percentage change."),
        ({"previous": BLANK}, "year_on_year", Trouble.MISSING, "There is no figure of last year."),
        ({"actual": UNREAD}, "year_on_year", Trouble.UNREADABLE, "The actual cannot be read."),
        ({"actual": f(-1)}, "shortfall", Trouble.OUT_OF_RANGE, "A count or a rate cannot be negative."),
        ({"hard_target": BLANK}, "shortfall", Trouble.MISSING, "There is no target."),
        ({"series": None}, "trend", Trouble.MISSING, "There is no monthly series for it."),
        ({"impact_score": BLANK}, "impact_class", Trouble.MISSING, "There is no impact score."),
        ({"impact_score": f(-2)}, "impact_class", Trouble.OUT_OF_RANGE, "An impact score cannot be negative."),
        ({"threat": None}, "overall", Trouble.MISSING, "There is no threat that can be read."),
        ({"impact_score": None}, "overall", Trouble.MISSING, "There is no impact classification."),
        ({"purpose": "Feelings"}, "shortfall", Trouble.UNREADABLE, "'Feelings' does not say whether the row counts crimes or is a rate."),
    ],
)  # fmt: skip
def test_what_cannot_be_said_has_its_reason_beside_it(
    changed: dict[str, Any], name: str, trouble: Trouble, what: str
) -> None:
    row = judged(CRIME, **changed)

    error = row.why_not(name)
    assert getattr(row, name) is None
    assert error is not None
    assert (error.trouble, error.what) == (trouble, what)


def test_a_typed_class_counts_only_where_there_is_no_score() -> None:
    assert judged(CRIME, impact_class=Level.LOW).overall is Level.HIGH
    assert judged(CRIME, impact_class=Level.LOW, impact_score=BLANK).overall is Level.LOW
