"""Threat and impact functions, as they are called from cells."""

from __future__ import annotations

import pytest

from xlscore.functions import IMPACT_CLASS, OUTCOMES_NEEDED, OVERALL_CLASS, RAG, SHORTFALL, YOY, YOY_POINTS
from xlscore.rules.problems import CellError

# Leicestershire threat/impact scorecard, October 2013: crimes, last year's, hard target, change as printed, shortfall.
ROWS = [
    (1903, 2076, -0.10, -0.083, 35),
    (588, 567, -0.12, 0.037, 90),
    (2585, 2330, -0.05, 0.109, 372),
    (820, 797, -0.12, 0.029, 119),
    (2896, 2720, -0.14, 0.065, 557),
]


@pytest.mark.parametrize(("actual", "previous", "target", "printed", "short"), ROWS)
def test_the_published_rows(actual: int, previous: int, target: float, printed: float, short: int) -> None:
    assert YOY(actual, previous) == pytest.approx(printed, abs=0.0006)
    assert SHORTFALL(actual, previous, target) == short


@pytest.mark.parametrize("target", [-0.3, "-30%", "−30 %", 0.7 - 1, [[-0.3]]])
def test_a_shortfall_counts_on_the_decimal_the_cell_shows(target: object) -> None:
    assert SHORTFALL(73, 90, target) == 10


def test_at_or_past_the_target_nothing_is_short() -> None:
    assert SHORTFALL(63, 90, -0.3) == 0
    assert OUTCOMES_NEEDED(476, 1903, 0.25) == 0


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ((0.182, 0.25), "Red"),
        ((0.20, 0.25), "Amber"),
        ((0.25, "25%"), "Green"),
        ((-0.16, -0.10, "lower", None, -0.15), "Green (stretch)"),
        ((None, 0.25), "Grey"),
        ((0.2, "N/A"), "Grey"),
    ],
)
def test_a_status_is_its_word(cells: tuple[object, ...], status: str) -> None:
    assert RAG(*cells) == status


def test_points_are_a_plain_difference() -> None:
    assert YOY_POINTS(0.182, 0.284) == -0.102


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: YOY(5, 0), "#NUM!"),
        (lambda: YOY(None, 5), "#N/A"),
        (lambda: SHORTFALL(5, 5, -10), "#NUM!"),
        (lambda: SHORTFALL("1,90", 2076, -0.1), "#VALUE!"),
        (lambda: OUTCOMES_NEEDED(5, 5, 25), "#NUM!"),
        (lambda: OVERALL_CLASS("Severe", "Low"), "#VALUE!"),
        (lambda: OVERALL_CLASS(None, "Low"), "#N/A"),
        (lambda: IMPACT_CLASS(5, 13, 10), "#NUM!"),
        (lambda: RAG(0.2, 0.25, True, -1), "#NUM!"),
    ],
)
def test_a_wrong_argument_is_a_real_excel_error(call: object, code: str) -> None:
    with pytest.raises(CellError) as caught:
        call()  # type: ignore[operator]

    assert caught.value.code.value == code
