"""Charts that are none of control: runs about the median, the time between rare events; seasons taken out; every sentence."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import pytest

from xlscore.rules.control.between import Gaps, days_between, g_chart, is_rare, t_chart
from xlscore.rules.control.counted import rates_by_month, target_of_month
from xlscore.rules.control.judging import judge_control
from xlscore.rules.control.records import ChartKind, ControlRow, ControlSeries, OwnLimits, State
from xlscore.rules.control.runs import run_chart
from xlscore.rules.control.seasons import adjusted_values
from xlscore.rules.figures import Source
from xlscore.rules.monthly.targets import TargetWay, YearTarget
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import DEFAULT
from xlscore.rules.series import months_later
from xlscore.rules.statistics.spc import Direction, Options, Variation

FIRST: Final = date(2019, 4, 1)
OPTIONS: Final = Options.of(DEFAULT)
QUIET: Final = tuple(100.0 + (n * 7) % 5 for n in range(24))
VALVE_FAILURES: Final = (
    286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96,
)  # fmt: skip
"""Hours between failures; Montgomery, Introduction to Statistical Quality Control, on time-between-events charts."""


def judged(*values: float | None, direction: Direction = Direction.LOWER, **more: object) -> ControlRow:
    months = tuple(months_later(FIRST, n) for n in range(len(values)))
    made = ControlSeries("Burglary", "", months, values, direction, **more)  # type: ignore[arg-type]
    return judge_control([made], DEFAULT).rows[0]


# --- What is charted ---------------------------------------------------------------------------------------------------


def test_counts_below_zero_are_no_points_and_no_rates() -> None:
    row = judged(*QUIET, -40.0)
    march = date(2019, 3, 1)

    assert (row.variation, row.last.value) == (Variation.COMMON_CAUSE, QUIET[-1])
    assert judged(*QUIET, 500.0, direction=Direction.LOWER).variation is Variation.CONCERN
    for outcomes, crimes in ((-1, 4), (1, -4), (1, 0)):
        assert rates_by_month({march: Fraction(outcomes)}, {march: Fraction(crimes)}) == {}


@pytest.mark.parametrize(
    ("kind", "value", "months", "month"),
    [
        (TargetWay.LEVEL, Fraction(240), 12, 20.0),
        (TargetWay.LEVEL, Fraction(240), 3, 20.0),
        (TargetWay.CHANGE, Fraction(-1, 10), 12, 9.0),
        (TargetWay.CHANGE, Fraction(-1, 10), 11, None),
    ],
)
def test_the_target_of_a_month_is_a_twelfth_of_the_years(
    kind: TargetWay, value: Fraction, months: int, month: float | None
) -> None:
    counts = {months_later(FIRST, n): Fraction(10) for n in range(months)}
    year = ReportingYear.of(date(2020, 6, 1), 4)

    found = target_of_month(YearTarget(value, kind, Source("Targets", "F2")), counts, year)

    assert found == (None if month is None else pytest.approx(month))


# --- Runs about the median ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "signals"),
    [
        ([1, 9, 1, 9, 1, 9], ""),
        ([1, 2, 1, 2, 1, 9, 8, 9, 8, 9], ""),
        ([1, 2, 1, 2, 1, 2, 9, 8, 9, 8, 9, 8], "ssssssssssss"),
        ([1, 2, 1, 5, 2, 1, 2, 9, 8, 9, 5, 8, 9, 8], "sss.ssssss.sss"),
        ([1, 2, 3, 4, 1], ""),
        ([1, 2, 3, 4, 5], "ttttt"),
        ([1, 2, 2, 3, 4, 5], "tttttt"),
        ([5, 4, 4, 3, 2, 9], ""),
        ([1, 2, 3, None, 4, 5, 6], ""),
        ([9, 1, 2, 3, 4, 5, 1], ".ttttt."),
    ],
)
def test_a_run_chart_knows_a_shift_of_six_and_a_trend_of_five(
    values: list[float | None], signals: str
) -> None:
    chart = run_chart(values, [0], Direction.LOWER)

    found = "".join(signal.value[:1] or "." for signal in chart.signals)
    assert found == (signals or "." * len(values))


def test_under_twelve_months_a_series_is_a_run_chart_without_limits() -> None:
    eleven, twelve = judged(*QUIET[:11], target=90), judged(*QUIET[:12])

    assert (eleven.kind, eleven.last.mean, eleven.last.upper) == (ChartKind.RUN, 102, None)
    assert (eleven.assurance, eleven.suggestion) == (None, None)
    assert twelve.kind is ChartKind.CONTROL


def test_an_officers_limits_make_a_control_chart_of_few_months() -> None:
    assert judged(*QUIET[:5], own_limits=OwnLimits(80, 100, 120)).kind is ChartKind.CONTROL


# --- The time between rare events --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "rare"),
    [
        ((0, 1, 0, 2), True),
        ((0, 1, 3, 2), False),
        ((0, 0, 0, 0), False),
        ((1, 1, 1, 1), True),
        ((0, -1, 0, 1), False),
        ((None, 1, 0, 0), True),
        ((None, None), False),
        ((0.25, 1, 0, 0), False),
    ],
)
def test_events_are_rare_where_most_months_have_none_or_one(
    values: tuple[float | None, ...], rare: bool
) -> None:
    assert is_rare(values, 0.75) is rare


def test_the_chart_of_days_between_is_the_published_one() -> None:
    gaps = Gaps(tuple(FIRST + timedelta(n) for n in range(20)), VALVE_FAILURES, date(2024, 1, 1), 0)

    chart, _ = t_chart(gaps, [0], Direction.HIGHER, OPTIONS)

    (part,) = chart.segments
    assert part.mean is not None
    assert part.limits is not None
    scaled = [value ** (1 / 3.6) for value in VALVE_FAILURES]
    assert scaled[:4] == pytest.approx([4.80986, 6.70903, 5.72650, 3.81367], abs=4e-3)
    assert part.mean ** (1 / 3.6) == pytest.approx(5.386, abs=5e-3)
    assert part.limits.lower == 0
    assert chart.variation is Variation.COMMON_CAUSE


def test_the_limit_of_months_between_is_three_standard_deviations_of_the_geometric_distribution() -> None:
    gaps = Gaps((FIRST,) * 12, (3.0, 1.0) * 6, FIRST, 0)

    chart, _ = g_chart(gaps, [0], Direction.HIGHER, OPTIONS)

    limits = chart.segments[0].limits
    assert limits is not None
    assert limits.upper == pytest.approx(2 + 3 * 6**0.5)
    assert (limits.lower, chart.segments[0].mean) == (0, 2)


def _spread(days: int, number: int) -> list[date]:
    """Return the days of events a little unevenly apart."""
    found, day = [], FIRST
    for n in range(number):
        found.append(day)
        day += timedelta(days + (n * 7) % 11 - 5)
    return found


def _by_month(events: list[date], months: int) -> tuple[float, ...]:
    return tuple(
        float(sum(day.replace(day=1) == months_later(FIRST, n) for day in events)) for n in range(months)
    )


def test_rare_events_with_their_days_are_days_between_and_without_them_months_between() -> None:
    events = _spread(60, 20)
    counts = _by_month(events, 38)

    by_days, by_months = judged(*counts, events=tuple(events)), judged(*counts)

    assert (by_days.kind, by_days.unit) == (ChartKind.DAYS_BETWEEN, "days")
    assert not by_days.is_open
    assert [point.value for point in by_days.points] == list(days_between(events, events[-1]).lengths)
    assert (by_months.kind, by_months.unit) == (ChartKind.MONTHS_BETWEEN, "months")
    assert len(by_months.points) == len(by_days.points) == 19


def test_days_that_are_not_known_of_every_event_are_not_drawn() -> None:
    events = _spread(60, 20)

    assert judged(*_by_month(events, 40), events=tuple(events[4:])).kind is ChartKind.MONTHS_BETWEEN


def test_a_long_time_since_the_last_event_is_an_improvement_before_the_next_one_ends_it() -> None:
    events = _spread(60, 20)

    row = judged(*_by_month(events, 60), events=tuple(events))

    assert (row.variation, row.state, row.is_open) == (Variation.IMPROVEMENT, State.CONTINUING, True)
    assert row.above_expected is None
    assert "since the last event, up to 31 March 2024, above the upper limit of" in row.sentence


def test_events_that_come_close_upon_each_other_are_a_concern() -> None:
    events = _spread(60, 16)
    events += [events[-1] + timedelta(5 * n) for n in range(1, 9)]
    counts = _by_month(events, 32)

    assert judged(*counts, events=tuple(events)).variation is Variation.CONCERN


def test_limits_or_a_baseline_by_the_month_keep_rare_counts_a_chart_of_months() -> None:
    counts = _by_month(_spread(60, 20), 40)

    assert judged(*counts, own_limits=OwnLimits(-1, 0.5, 3)).kind is ChartKind.CONTROL
    assert judged(*counts, baseline=(FIRST, months_later(FIRST, 20))).kind is ChartKind.CONTROL


# --- Seasons -----------------------------------------------------------------------------------------------------------


def test_a_season_alone_is_taken_out_whole_and_the_first_two_years_with_it() -> None:
    season = [60, 70, 80, 90, 100, 110, 120, 130, 110, 110, 110, 110]
    months = [months_later(FIRST, n) for n in range(60)]

    found = adjusted_values(months, [float(season[n % 12]) for n in range(60)], 4)

    assert found[:24] == (None,) * 24
    assert found[24:] == pytest.approx([100.0] * 36)


def test_a_season_is_that_of_the_three_years_before_the_months_own() -> None:
    months = [months_later(FIRST, n) for n in range(60)]
    values = [20.0 if n % 12 == 0 and n < 48 else 10.0 for n in range(60)]

    found = adjusted_values(months, values, 4)

    index = 20 / ((20 + 11 * 10) / 12)
    assert found[48] == pytest.approx(10 / index)


@pytest.mark.parametrize("chosen", [True, False])
def test_values_are_raw_unless_an_officer_chooses_otherwise_and_the_title_says_so(chosen: bool) -> None:
    values = tuple(100.0 + 20 * (n % 12 > 5) + n % 3 for n in range(60))

    row = judged(*values, adjusted=chosen)

    assert row.is_adjusted is chosen
    assert ("seasonally adjusted" in row.title) is chosen
    assert len(row.points) == (36 if chosen else 60)


def test_beside_an_adjusted_value_stands_what_was_counted() -> None:
    values = tuple(100.0 + 20 * (n % 12 > 5) + n % 3 for n in range(60))

    row = judged(*values, adjusted=True)

    assert " in Mar 2024 (122 as counted), within the limits" in row.sentence
    assert "as counted" not in judged(*values).sentence


def test_too_few_years_leave_the_values_raw_and_say_so() -> None:
    row = judged(*QUIET, adjusted=True)

    assert not row.is_adjusted
    assert row.sentence.endswith("Too few years are known to take the season out.")


# --- Sentences ---------------------------------------------------------------------------------------------------------

RISING: Final = (*QUIET, 101, 102, 103, 104, 105, 106, 107)
LONG_AGO: Final = (150.0, *QUIET[1:])


@pytest.mark.parametrize(
    ("values", "more", "said"),
    [
        (QUIET, {}, "Burglary: 101 in Mar 2021, within the limits of 96 to 108 (mean 102)."),
        (
            (*QUIET, 140), {},
            "Burglary: 140 in Apr 2021, above the upper limit of 110 (mean 103), the highest of 25 months. A new concern: 37 more than expected.",
        ),
        (
            (*QUIET, 140, 141), {},
            "Burglary: 141 in May 2021, above the upper limit of 111 (mean 105), the highest of 26 months. The concern continues: 71 more than expected over 2 months, from Apr 2021.",
        ),
        (
            (*QUIET, 60), {},
            "Burglary: 60 in Apr 2021, below the lower limit of 94 (mean 100), the lowest of 25 months. A new improvement: 40 fewer than expected.",
        ),
        (
            (*QUIET, 60), {"direction": Direction.HIGHER},
            "Burglary: 60 in Apr 2021, below the lower limit of 94 (mean 100), the lowest of 25 months. A new concern: 40 fewer than expected.",
        ),
        (
            (*QUIET, 140), {"direction": Direction.NEUTRAL},
            "Burglary: 140 in Apr 2021, above the upper limit of 110 (mean 103), the highest of 25 months. Newly high: 37 more than expected.",
        ),
        (
            (*QUIET, 60, 60), {"direction": Direction.NEUTRAL},
            "Burglary: 60 in May 2021, below the lower limit of 93 (mean 99). Still low: 77 fewer than expected over 2 months, from Apr 2021.",
        ),
        (
            (*QUIET, 140, 102), {},
            "Burglary: 102 in May 2021, within the limits of 97 to 110 (mean 103). The concern of the month before has ended.",
        ),
        (
            (*QUIET, 140, 102), {"direction": Direction.NEUTRAL},
            "Burglary: 102 in May 2021, within the limits of 97 to 110 (mean 103). The signal of the month before has ended.",
        ),
        (
            (*QUIET, *[104.0, 105.0] * 4), {},
            "Burglary: 105 in Nov 2021, 8 months in a row above the mean of 103. The concern continues: 15 more than expected over 8 months, from Apr 2021.",
        ),
        ((5.0,), {}, "Burglary: 5 in Apr 2019, beside a median of 5. 1 month: too few for limits."),
        (
            (5.0, 7.0, 6.0), {"direction": Direction.HIGHER},
            "Burglary: 6 in Jun 2019, beside a median of 6. 3 months: too few for limits.",
        ),
        (
            (1.0, 2.0, 3.0, 4.0, 5.0), {},
            "Burglary: 5 in Aug 2019, at the end of a run of 5 that are each higher than the one before (median 3). A new concern over 5 months, from Apr 2019. 5 months: too few for limits.",
        ),
        (
            (*QUIET, None), {},
            "Burglary: 101 in Mar 2021, within the limits of 96 to 108 (mean 102). There is no figure after Mar 2021.",
        ),
    ],
)  # fmt: skip
def test_a_chart_is_said_in_a_sentence(
    values: tuple[float | None, ...], more: dict[str, object], said: str
) -> None:
    assert judged(*values, **more).sentence == said


def test_a_value_is_the_highest_since_the_month_that_was_as_high() -> None:
    row = judged(*LONG_AGO, 140.0)

    assert ", the highest since Apr 2019." in row.sentence


def test_a_recent_value_as_high_makes_no_record() -> None:
    assert "highest" not in judged(*QUIET, 150.0, 102.0, 140.0).sentence


def test_no_sentence_forecasts() -> None:
    rows = [judged(*QUIET, value, target=100) for value in (60, 102, 140)]
    rows += [judged(*QUIET, *[130.0 + n % 3 for n in range(14)])]

    for row in rows:
        words = f"{row.sentence} {row.suggestion.reason if row.suggestion else ''} {row.alternative_text}"
        assert not re.search(r"\b(will|expect to|forecast|predict|likely)\b", words)


def test_the_alternative_text_names_measure_place_last_value_and_variation() -> None:
    months = tuple(months_later(FIRST, n) for n in range(25))
    made = ControlSeries("Burglary", "North", months, (*QUIET, 140.0), Direction.LOWER)

    (row,) = judge_control([made], DEFAULT).rows

    assert row.alternative_text.startswith("Control chart of Burglary, North, 25 points to Apr 2021.")
    assert all(part in row.alternative_text for part in ("140", "A new concern", "upper limit"))
