"""Control charts judged: the reference's variation and assurance, states, sums above expected, order, what false alarms there are."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.processor_time import assert_grows_with_size
from tests.support.references import SIGNALS, TYPES, SpcCase, spc_cases
from xlscore.rules.control.false_alarms import RATES
from xlscore.rules.control.judging import judge_control, order_of
from xlscore.rules.control.records import (
    ChartKind,
    ControlResult,
    ControlRow,
    ControlSeries,
    LimitLevel,
    OwnLimits,
    State,
)
from xlscore.rules.policy import DEFAULT, Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.series import months_later
from xlscore.rules.statistics.spc import Assurance, Direction, Variation

FIRST: Final = date(2019, 4, 1)
AS_REFERENCE: Final = Policy(spc_fewest=3, spc_months=600, spc_rare=1)
"""Every month drawn, and limits from three on: the reference draws what it is given."""


def series(*values: float | None, direction: Direction = Direction.LOWER, **more: object) -> ControlSeries:
    months = tuple(months_later(FIRST, n) for n in range(len(values)))
    return ControlSeries("Burglary", "North", months, values, direction, **more)  # type: ignore[arg-type]


def judged(*values: float | None, policy: Policy = DEFAULT, **more: object) -> ControlRow:
    return judge_control([series(*values, **more)], policy).rows[0]


QUIET: Final = tuple(100.0 + (n * 7) % 5 for n in range(24))
"""Two years in which nothing happens: 100 to 104."""
CASES: Final = [
    case for case in spc_cases() if len(case.values) > 2 and not (case.baseline and case.rebase_at)
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_icons_limits_and_points_are_the_references(case: SpcCase) -> None:
    steps = tuple(months_later(FIRST, place - 1) for place in case.rebase_at)
    baseline = (FIRST, months_later(FIRST, case.baseline - 1)) if case.baseline else None
    policy = replace(AS_REFERENCE, spc_screen="yes" if case.screen else "no")

    row = judged(
        *case.values, direction=Direction.of(case.higher_is_better), target=case.target, steps=steps, baseline=baseline, policy=policy,
    )  # fmt: skip

    assert row.kind is ChartKind.CONTROL
    assert row.variation.value == case.variation
    assert (row.assurance.value if row.assurance else None) == case.assurance
    assert [point.variation.value for point in row.points] == [TYPES[t] for t in case.points["point_type"]]
    assert [point.signal.value for point in row.points] == [
        SIGNALS[label][0] for label in case.points["special_cause_type"]
    ]
    assert [point.mean for point in row.points] == pytest.approx(case.points["mean"], rel=1e-12)
    limits = [(point.upper, case.points["upl"][n]) for n, point in enumerate(row.points)]
    assert all(upper == pytest.approx(given) for upper, given in limits if given is not None)


@pytest.mark.parametrize(
    ("latest", "variation", "state", "above"),
    [
        ((), Variation.COMMON_CAUSE, State.NONE, None),
        ((140,), Variation.CONCERN, State.NEW, 36.5),
        ((140, 141), Variation.CONCERN, State.CONTINUING, 71.2),
        ((140, 102), Variation.COMMON_CAUSE, State.ENDED, None),
        ((60,), Variation.IMPROVEMENT, State.NEW, -40.3),
        ((60, 140), Variation.CONCERN, State.NEW, 38.2),
    ],
)
def test_a_signal_is_new_continues_or_has_ended_against_the_same_chart_one_month_earlier(
    latest: tuple[float, ...], variation: Variation, state: State, above: float | None
) -> None:
    row = judged(*QUIET, *latest)

    assert (row.variation, row.state) == (variation, state)
    assert row.above_expected == (None if above is None else pytest.approx(above, abs=0.05))


def test_the_sum_above_expected_runs_over_the_whole_signal() -> None:
    values = (*QUIET, *[110.0] * 8)

    row = judged(*values)

    mean = sum(values) / len(values)
    assert row.since == months_later(FIRST, 24)
    assert row.above_expected == pytest.approx(8 * (110 - mean))


def test_neither_way_better_makes_a_signal_high_or_low_and_no_assurance() -> None:
    row = judged(*QUIET, 140, direction=Direction.NEUTRAL, target=90)

    assert (row.variation, row.state, row.assurance) == (Variation.HIGH, State.NEW, None)


@pytest.mark.parametrize(
    ("target", "assurance"),
    [(200, Assurance.PASSING), (50, Assurance.FAILING), (102, Assurance.HIT_OR_MISS), (None, None)],
)
def test_assurance_holds_the_months_target_against_the_limits(
    target: float | None, assurance: Assurance | None
) -> None:
    assert judged(*QUIET, target=target).assurance is assurance


def test_a_plan_area_is_on_the_sensitive_list_too() -> None:
    result = judge_control([series(*QUIET, 108), series(*QUIET, 108, plan_area=True)], DEFAULT)

    assert [(row.level, row.variation) for row in result.rows] == [
        (LimitLevel.STRICT, Variation.COMMON_CAUSE),
        (LimitLevel.STRICT, Variation.COMMON_CAUSE),
        (LimitLevel.SENSITIVE, Variation.CONCERN),
    ]


def test_what_matters_most_comes_first_on_each_level() -> None:
    made = [
        replace(series(*values, plan_area=True), measure=name)
        for name, values in {
            "nothing": QUIET,
            "improvement": (*QUIET, 60.0),
            "ended": (*QUIET, 140.0, 102.0),
            "continues": (*QUIET, 140.0, 141.0),
            "new": (*QUIET, 140.0),
            "new and larger": (*QUIET, 180.0),
        }.items()
    ]

    result = judge_control(made, DEFAULT)

    expected = ["new and larger", "new", "continues", "ended", "improvement", "nothing"]
    assert [row.series.measure for row in result.of(LimitLevel.STRICT)] == expected
    assert [row.series.measure for row in result.of(LimitLevel.SENSITIVE)] == expected
    assert [row.level for row in result.rows] == [LimitLevel.STRICT] * 6 + [LimitLevel.SENSITIVE] * 6
    assert order_of(result.rows[0]) < order_of(result.rows[1])


@pytest.fixture(scope="module")
def nothing_happens() -> ControlResult:
    """Three years of 1,500 series of 60 a month with seasons and chance, and nothing else."""
    chance = random.Random(20261129)

    def month(place: int, phase: float) -> int:
        usual = 60 * (1 + 0.1 * math.sin((place + phase) * math.pi / 6))
        return max(0, round(chance.gauss(usual, usual**0.5)))

    phases = [12 * chance.random() for _ in range(1500)]
    return judge_control(
        [series(*(month(n, phase) for n in range(36)), plan_area=True) for phase in phases], DEFAULT
    )


@pytest.mark.parametrize("level", list(LimitLevel))
def test_series_in_which_nothing_happens_signal_as_often_as_was_measured(
    nothing_happens: ControlResult, level: LimitLevel
) -> None:
    rows = nothing_happens.of(level)

    concerns = sum(row.variation is Variation.CONCERN for row in rows) / len(rows)

    least, most = RATES[level]
    assert 0.75 * least <= concerns <= 1.25 * most


@pytest.mark.parametrize(
    ("charts", "areas", "said"),
    [
        (1, 0, ["this chart would show a concern by chance in 1.2 to 2.2% of months"]),
        (30, 0, ["up to 1 of these 30 charts would"]),
        (60, 0, ["about 1 of these 60 charts would"]),
        (168, 42, ["about 2 to 4 of these 168 charts would", "about 2 to 3 of these 42 charts would"]),
    ],
)
def test_beneath_the_list_stands_how_many_charts_would_signal_by_chance(
    charts: int, areas: int, said: list[str]
) -> None:
    made = [series(*QUIET, plan_area=n < areas) for n in range(charts)]

    found = judge_control(made, DEFAULT).false_alarms

    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True))


def test_limits_other_than_the_published_ones_are_said_not_to_be_those_measured() -> None:
    assert "yours differ" in judge_control([series(*QUIET)], Policy(spc_limits=2)).false_alarms[0]


def test_limits_are_drawn_anew_at_every_step_two_in_one_month_being_one() -> None:
    step = months_later(FIRST, 24)

    row = judged(*QUIET, *[150.0, 151.0, 149.0, 150.0], steps=(step, step))

    assert [(part.start, part.stop) for part in row.segments] == [(0, 24), (24, 28)]
    assert row.variation is Variation.COMMON_CAUSE
    assert "The limits are of 4 months, from Apr 2021 on, and will move." in row.sentence


def test_a_step_in_the_last_month_has_no_limits_yet_and_says_so() -> None:
    row = judged(*QUIET, 150.0, steps=(months_later(FIRST, 24),))

    assert (row.last.lower, row.last.upper, row.variation) == (None, None, Variation.COMMON_CAUSE)
    assert "with no limits yet" in row.sentence


def test_steps_outside_the_months_change_nothing() -> None:
    plain = judged(*QUIET)

    stepped = judged(*QUIET, steps=(date(2010, 1, 1), date(2040, 1, 1)))

    assert stepped.points == plain.points


def test_an_officers_limits_are_those_of_the_last_segment_and_nearer_on_the_sensitive_level() -> None:
    own = OwnLimits(80, 100, 130)

    strict, sensitive = judge_control([series(*QUIET, own_limits=own, plan_area=True)], DEFAULT).rows

    assert (strict.last.lower, strict.last.mean, strict.last.upper) == (80, 100, 130)
    assert (sensitive.last.lower, sensitive.last.upper) == (pytest.approx(100 - 40 / 3), pytest.approx(120))
    assert strict.sentence.endswith("The limits are those of the table of control limits.")
    assert sensitive.sentence.endswith("The limits are drawn in from those of the table of control limits.")


@pytest.mark.parametrize("limits", [(130, 100, 80), (80, 140, 130), (80, 70, 130), (5, 5, 5)])
def test_limits_out_of_their_order_are_refused(limits: tuple[float, float, float]) -> None:
    with pytest.raises(RuleError, match="not in their order"):
        OwnLimits(*limits)


def test_chosen_baseline_points_give_the_limits() -> None:
    values = (*QUIET, *[120.0 + n % 3 for n in range(12)])
    baseline = (FIRST, months_later(FIRST, 23))

    row = judged(*values, baseline=baseline)

    assert row.last.mean == pytest.approx(sum(QUIET) / 24)
    assert row.variation is Variation.CONCERN


def test_a_baseline_of_too_few_points_is_passed_over() -> None:
    assert judged(*QUIET, baseline=(FIRST, months_later(FIRST, 5))).points == judged(*QUIET).points


def test_new_limits_are_suggested_from_the_first_month_of_a_lasting_shift_and_never_made() -> None:
    row = judged(*QUIET, *[130.0 + n % 3 for n in range(12)])

    assert row.suggestion is not None
    assert row.suggestion.month == months_later(FIRST, 24)
    assert row.suggestion.reason.startswith("12 months in a row above the mean of 112, from Apr 2021 on.")
    assert len(row.segments) == 1


@pytest.mark.parametrize(
    ("shifted", "more"),
    [(11, {}), (12, {"own_limits": OwnLimits(80, 100, 130)}), (12, {"steps": (months_later(FIRST, 24),)})],
)
def test_nothing_is_suggested_for_a_short_shift_an_officers_limits_or_limits_that_begin_there(
    shifted: int, more: dict[str, object]
) -> None:
    assert judged(*QUIET, *[130.0 + n % 3 for n in range(shifted)], **more).suggestion is None


def test_the_latest_sixty_months_are_drawn_more_where_a_baseline_is_older() -> None:
    values = tuple(100.0 + n % 5 for n in range(80))

    assert len(judged(*values).points) == 60
    assert len(judged(*values, baseline=(FIRST, months_later(FIRST, 12))).points) == 80


@pytest.mark.parametrize(
    "values",
    [
        (7.0,) * 30,
        (0.0,) * 30,
        (5.0,),
        (*QUIET, None, None),
        (None, None, *QUIET),
        tuple(None if n % 2 else v for n, v in enumerate(QUIET)),
        tuple(-v for v in QUIET),
        tuple(v * 1e12 for v in QUIET),
    ],
    ids=[
        "constant",
        "all zero",
        "one point",
        "gap at the end",
        "gap before",
        "every other",
        "negative",
        "huge",
    ],
)
def test_odd_series_are_judged_without_a_false_signal(values: tuple[float | None, ...]) -> None:
    for more in ({}, {"adjusted": True}, {"plan_area": True}):
        for row in judge_control([series(*values, target=1.0, **more)], DEFAULT).rows:
            assert (row.variation, row.state, row.above_expected) == (
                Variation.COMMON_CAUSE,
                State.NONE,
                None,
            )
            assert row.sentence.startswith("Burglary, North: ")


def test_a_series_without_a_value_is_not_drawn_and_named() -> None:
    result = judge_control([series(None, None), series()], DEFAULT)

    assert result.rows == ()
    assert len(result.undrawn) == 2


@given(
    st.lists(st.none() | st.integers(-50, 200), min_size=1, max_size=70).filter(
        lambda values: any(value is not None for value in values)
    ),
    st.sampled_from(Direction),
)
def test_any_series_has_a_state_that_fits_its_variation(
    values: list[int | None], direction: Direction
) -> None:
    result = judge_control([series(*values, direction=direction, plan_area=True)], DEFAULT)

    for row in result.rows:
        flagged = row.variation is not Variation.COMMON_CAUSE
        assert flagged == (row.state in (State.NEW, State.CONTINUING))
        assert (row.since is not None) == flagged
        assert row.sentence.endswith(".")
        assert len(row.points) == row.segments[-1].stop


def _fingerprint(result: ControlResult) -> list[tuple[object, ...]]:
    return [(row.variation, row.state, row.points) for row in result.rows]


def test_numbers_of_a_library_are_judged_as_plain_ones() -> None:
    numpy = pytest.importorskip("numpy")
    values = (*QUIET, 140.0)

    found = judge_control([series(*numpy.array(values))], DEFAULT)

    assert _fingerprint(found) == _fingerprint(judge_control([series(*values)], DEFAULT))


def test_four_times_as_many_series_are_about_four_times_the_work() -> None:
    chance = random.Random(5)
    made = [
        series(*(float(round(chance.gauss(60, 8))) for _ in range(60)), plan_area=n % 3 == 0)
        for n in range(168)
    ]

    assert_grows_with_size(lambda number: lambda: judge_control(made[:number], DEFAULT), 42, 168)
