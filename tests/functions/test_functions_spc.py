"""The control chart functions: the reference's charts through the cells, and the functions' own manners."""

from __future__ import annotations

import pytest

from tests.support.references import SIGNALS, TYPES, SpcCase, spc_cases
from xlscore.functions import CONTROL_LEVEL, SPC, SPC_ASSURANCE, SPC_VARIATION, TREND
from xlscore.rules.problems import CellError

CASES = list(spc_cases())
HEADER = ["value", "mean", "lower", "upper", "near lower", "near upper", "signal", "type"]
LEVELS = {"high": "Increasing", "low": "Decreasing", "common cause": "Controlled"}


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_spc_spills_the_references_chart(case: SpcCase) -> None:
    column = [[value] for value in case.values]

    header, *rows = SPC(
        column,
        case.higher_is_better,
        case.target,
        [[position] for position in case.rebase_at],
        case.screen,
        case.baseline,
    )

    assert header == HEADER
    assert [row[0] for row in rows] == pytest.approx(case.values)
    for place, name in ((1, "mean"), (2, "lpl"), (3, "upl")):
        # Where nothing moves the reference has no limits; the contract has the mean.
        expected = [
            mean if value is None else value
            for value, mean in zip(case.points[name], case.points["mean"], strict=True)
        ]
        assert [row[place] for row in rows] == pytest.approx(expected, rel=1e-9)
    assert [row[6] for row in rows] == [SIGNALS[label][0] for label in case.points["special_cause_type"]]
    assert [row[7] for row in rows] == [TYPES[label] for label in case.points["point_type"]]


PLAIN = [case for case in CASES if not case.rebase_at and case.screen and case.baseline is None]


@pytest.mark.parametrize("case", PLAIN, ids=repr)
def test_spc_variation_and_control_level_are_the_references_last_point(case: SpcCase) -> None:
    row = [case.values]

    assert SPC_VARIATION(row, case.higher_is_better) == case.variation
    assert CONTROL_LEVEL(row) == LEVELS[SPC_VARIATION(row)]


@pytest.mark.parametrize("case", [case for case in PLAIN if case.assurance], ids=repr)
def test_spc_assurance_is_the_references(case: SpcCase) -> None:
    assert SPC_ASSURANCE(case.values, case.target, case.higher_is_better) == case.assurance


def test_near_limits_stand_at_two_thirds() -> None:
    row = SPC([1, 2, 1, 2, 1, 2])[1]

    assert (row[4] - row[1], row[5] - row[1]) == pytest.approx(
        ((row[2] - row[1]) * 2 / 3, (row[3] - row[1]) * 2 / 3)
    )


@pytest.mark.parametrize("blank", [None, "", "N/A", "-", ".."])
def test_a_missing_value_keeps_its_row_with_limits_and_no_signal(blank: object) -> None:
    rows = SPC([[5], [6], [blank], [5], [6]])

    assert len(rows) == 6
    assert rows[3][0] is None
    assert rows[3][1:4] == rows[1][1:4]
    assert rows[3][6:] == ["", "common cause"]


@pytest.mark.parametrize(
    ("direction", "expected"),
    [
        (True, "improvement"), ("higher", "improvement"), ("up", "improvement"), (False, "concern"),
        ("lower", "concern"), ("Neutral", "high"), (None, "high"), ("", "high"),
    ],
)  # fmt: skip
def test_the_direction_reads_every_spelling(direction: object, expected: str) -> None:
    assert SPC_VARIATION([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 16], direction) == expected


def test_months_still_blank_do_not_hide_the_last_value() -> None:
    assert SPC_VARIATION([[5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 16, None, ""]], False) == "concern"
    assert CONTROL_LEVEL([5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 16, ".."]) == "Increasing"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: SPC([[None], [None]]), "#N/A"),
        (lambda: SPC([1, "two", 3]), "#VALUE!"),
        (lambda: SPC([1, "#DIV/0!", 3]), "#DIV/0!"),
        (lambda: SPC([1, 2, 3], None, None, None, True, 11), "#NUM!"),
        (lambda: SPC([1, 2, 3], None, None, None, True, 12.5), "#NUM!"),
        (lambda: SPC([1, 2, 3], None, None, 4), "#NUM!"),
        (lambda: SPC([1, 2, 3], None, None, 0), "#NUM!"),
        (lambda: SPC([1, 2, 3], "sideways"), "#VALUE!"),
        (lambda: SPC([1, 2, 3], None, "much"), "#VALUE!"),
        (lambda: SPC_ASSURANCE([1, 2, 3], 2), "#N/A"),
        (lambda: SPC_ASSURANCE([1, 2, 3], None, True), "#N/A"),
        (lambda: TREND([1, 2, 3, 4, 5]), "#N/A"),
        (lambda: TREND([1, 2, 3, 4, 5, 6], -0.1), "#NUM!"),
        (lambda: SPC([1e308, 1e308, -1e308]), "#NUM!"),
    ],
)
def test_what_cannot_be_charted_is_a_real_excel_error(call: object, code: str) -> None:
    with pytest.raises(CellError) as refused:
        call()  # type: ignore[operator]

    assert refused.value.code == code


SPIKE = [5, 6, 5, 6, 5, 6, 5, 6, 5, 6, 5, 8]
RISE = [9, 1, 9, 1, 9, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("limits", "level"),
    [(None, "Controlled"), (2.66, "Controlled"), (1, "Increasing"), ("150%", "Increasing")],
)
def test_narrower_limits_turn_a_month_into_a_signal(limits: object, level: str) -> None:
    assert CONTROL_LEVEL(SPIKE, limits) == level
    assert SPC_VARIATION(SPIKE, "lower", limits) == ("common cause" if level == "Controlled" else "concern")
    assert SPC(SPIKE, limits=limits)[-1][6] == ("" if level == "Controlled" else "outside")


@pytest.mark.parametrize(("run", "level"), [(None, "Controlled"), (5, "Increasing"), (6, "Controlled")])
def test_a_shorter_run_turns_a_rise_into_a_signal(run: object, level: str) -> None:
    assert CONTROL_LEVEL(RISE, None, run) == level
    assert SPC_VARIATION(RISE, None, None, run) == ("common cause" if level == "Controlled" else "high")
    assert SPC(RISE, run=run)[-1][6] == ("" if level == "Controlled" else "trend")


@pytest.mark.parametrize(
    ("screen", "level"),
    [
        (None, "Increasing"), (True, "Increasing"), ("yes", "Increasing"), (1.0, "Increasing"),
        (False, "Controlled"), ("No", "Controlled"), (0.0, "Controlled"),
    ],
)  # fmt: skip
def test_screening_is_asked_for_as_the_policy_sheet_has_it(screen: object, level: str) -> None:
    series = [5, 6, 5, 6, 50, 6, 5, 6, 5, 6, 5, 20]

    assert CONTROL_LEVEL(series, None, None, screen) == level
    assert SPC(series, screen=screen)[-1][6] == ("outside" if level == "Increasing" else "")


def test_assurance_goes_by_the_limits_asked_for() -> None:
    series = [10, 11] * 6

    assert SPC_ASSURANCE(series, 12, "lower") == "Hit or miss"
    assert SPC_ASSURANCE(series, 12, "lower", 1) == "Passing"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"limits": 0}, "#NUM!"),
        ({"limits": -1}, "#NUM!"),
        ({"limits": "wide"}, "#VALUE!"),
        ({"run": 2}, "#NUM!"),
        ({"run": 7.5}, "#NUM!"),
        ({"run": "long"}, "#VALUE!"),
        ({"screen": "higher"}, "#VALUE!"),
        ({"screen": 2}, "#VALUE!"),
    ],
)
def test_limits_run_and_screen_that_cannot_be_are_real_excel_errors(
    arguments: dict[str, object], code: str
) -> None:
    for function in (CONTROL_LEVEL, SPC):
        with pytest.raises(CellError) as refused:
            function(SPIKE, **arguments)

        assert refused.value.code == code


def test_a_run_longer_than_the_series_is_no_signal() -> None:
    assert CONTROL_LEVEL([1] * 3 + [2] * 20, run=1e15) == CONTROL_LEVEL([1] * 3 + [2] * 20, run=24)


@pytest.mark.parametrize(("tolerance", "arrow"), [(None, "◄►"), (0, "▲"), ("10%", "◄►")])
def test_the_trends_tolerance_is_five_per_cent_unless_given(tolerance: object, arrow: str) -> None:
    assert TREND([[100], [100], [100], [103], [104], [105]], tolerance) == arrow
