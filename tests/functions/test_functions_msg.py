"""MSG functions, as they are called from cells."""

from __future__ import annotations

import pytest

from xlscore.functions import MSG_AVERAGE, MSG_CHANGE, MSG_GAP, MSG_POOLED, MSG_QUARTILE, MSG_RANK, MSG_STATUS
from xlscore.rules.problems import CellError, ExcelError

FORCES = [
    ["Essex"],
    ["Avon &\u00a0Somerset"],
    ["Derbyshire"],
    ["Hampshire"],
    ["Hertfordshire"],
    ["Leicestershire"],
    ["Staffordshire"],
    ["Sussex"],
]
RATES = [[91.6], [84.2], [77.8], [88.0], [79.9], [86.1], [83.0], [82.4]]


def _column(values: list[object]) -> list[list[object]]:
    return [[value] for value in values]


@pytest.mark.parametrize(
    ("forces", "values"),
    [
        (FORCES, RATES),
        ([[row[0] for row in FORCES]], [[row[0] for row in RATES]]),
        ([row[0] for row in FORCES], RATES),
        (FORCES, [[row[0] for row in RATES]]),
    ],
)
def test_a_range_may_be_a_row_a_column_or_a_list(forces: object, values: object) -> None:
    assert MSG_RANK("Essex", forces, values) == 8


@pytest.mark.parametrize("typed", ["ESSEX ", "essex", "Es sex", "Essex3", "Essex 3,4"])
def test_names_match_regardless_of_case_spaces_and_footnotes(typed: str) -> None:
    assert MSG_RANK(typed, FORCES, RATES) == 8


@pytest.mark.parametrize("mark", [None, "", "N/A", "-", ".."])
def test_a_force_without_a_value_does_not_take_part(mark: object) -> None:
    values = [*RATES[:-1], [mark]]

    assert MSG_RANK("Essex", FORCES, values) == 7
    assert MSG_AVERAGE(values) == pytest.approx(sum(row[0] for row in RATES[:-1]) / 7)


@pytest.mark.parametrize("higher", [True, "higher", "UP", 1.0, "TRUE"])
def test_the_direction_is_said_in_words_or_true_and_false(higher: object) -> None:
    assert MSG_RANK("Essex", FORCES, RATES, higher) == 1


def test_own_value_missing_has_no_position() -> None:
    with pytest.raises(CellError, match="Essex has no value") as caught:
        MSG_RANK("Essex", FORCES, [[None], *RATES[1:]])

    assert caught.value.code is ExcelError.NA


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: MSG_RANK("Kent", FORCES, RATES), "#N/A"),
        (lambda: MSG_RANK(None, FORCES, RATES), "#N/A"),
        (lambda: MSG_RANK("Essex", FORCES, RATES[:-1]), "#VALUE!"),
        (lambda: MSG_RANK("Essex", [["Essex", "Kent"], ["Avon", "Derby"]], [[1, 2, 3, 4]]), "#VALUE!"),
        (lambda: MSG_RANK("Essex", FORCES, [["low"], *RATES[1:]]), "#VALUE!"),
        (lambda: MSG_RANK("Essex", FORCES, RATES, "sideways"), "#VALUE!"),
        (lambda: MSG_GAP("Essex", FORCES, RATES, "9th"), "#NUM!"),
        (lambda: MSG_GAP("Essex", FORCES, RATES, "(Small numbers)"), "#N/A"),
        (lambda: MSG_CHANGE("Essex", FORCES, RATES, "average", False, -5), "#NUM!"),
        (lambda: MSG_QUARTILE("Essex", FORCES[:3], RATES[:3]), "#N/A"),
        (lambda: MSG_AVERAGE([["N/A"], [None]]), "#N/A"),
        (lambda: MSG_AVERAGE(RATES, "pooled"), "#VALUE!"),
        (lambda: MSG_POOLED([[1], [2]], [[1000], [-1]]), "#NUM!"),
        (lambda: MSG_STATUS("Essex", FORCES, RATES, "nowhere"), "#VALUE!"),
    ],
)
def test_a_wrong_argument_is_a_real_excel_error(call: object, code: str) -> None:
    with pytest.raises(CellError) as caught:
        call()  # type: ignore[operator]

    assert caught.value.code.value == code


@pytest.mark.parametrize(
    ("benchmark", "gap"),
    [
        (None, 7.475),
        ("average", 7.475),
        ("peers", 91.6 - sum(row[0] for row in RATES[1:]) / 7),
        ("median", 91.6 - 83.6),
        ("top quartile", 91.6 - 79.9),
        ("best", 91.6 - 77.8),
        ("4th in MSG", 91.6 - 83.0),
        (4.0, 91.6 - 83.0),
    ],
)
def test_the_gap_to_each_benchmark(benchmark: object, gap: float) -> None:
    assert MSG_GAP("Essex", FORCES, RATES, benchmark) == pytest.approx(gap, abs=1e-12)


def test_a_gap_is_not_dusted_with_binary_digits() -> None:
    assert MSG_GAP("A", ["A", "B"], [0.3, 0.1], "best") == 0.2


@pytest.mark.parametrize(
    ("own", "benchmark", "answer"),
    [
        (70.0, "average", "N/A - already better than average"),
        (70.0, "top quartile", "N/A - already there"),
        (70.0, 4, "N/A - already there"),
    ],
)
def test_already_there_is_said(own: float, benchmark: object, answer: str) -> None:
    assert MSG_CHANGE("Essex", FORCES, [[own], *RATES[1:]], benchmark) == answer


@pytest.mark.parametrize(
    ("aspiration", "status"),
    [
        ("8th in MSG", "Met or exceeded"),
        ("4th in MSG", "Below aspiration"),
        ("MSG Average", "Below aspiration"),
        ("(Small numbers)", "No aspiration"),
        ("(Not just police dependent)", "No aspiration"),
        (None, "No aspiration"),
        ("N/A", "No aspiration"),
    ],
)
def test_the_status_against_each_aspiration(aspiration: object, status: str) -> None:
    assert MSG_STATUS("Essex", FORCES, RATES, aspiration) == status


def test_a_pooled_rate_leaves_out_a_force_with_either_figure_missing() -> None:
    assert MSG_POOLED([[10], [None], [30]], [[1000], [500], [1000]]) == 20
