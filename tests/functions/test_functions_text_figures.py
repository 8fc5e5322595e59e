"""Worksheet functions over cells that hold a figure as a text: they count with the number that the text says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from xlscore.functions import (
    MSG_CHANGE,
    MSG_MOVE,
    MSG_RANK,
    OUTCOMES_NEEDED,
    RAG,
    SHORTFALL,
    TREND,
    YOY,
    YOY_POINTS,
)
from xlscore.rules.problems import CellError, ExcelError

FORCES = ["Essex", "Avon", "Derby", "Hants"]


@pytest.mark.parametrize(
    ("function", "texts", "numbers"),
    [
        (SHORTFALL, ("1,903", "2,076 offences", "-10%"), (1903, 2076, -0.1)),
        (SHORTFALL, ("1,903 (p)", "2,076*", "−10 %"), (1903, 2076, -0.1)),
        (OUTCOMES_NEEDED, ("347 outcomes", "1,903", "25% of crimes"), (347, 1903, 0.25)),
        (RAG, ("18.2%", "25 per cent", True, 0.05), (0.182, 0.25, True, 0.05)),
        (RAG, ("N/A - small numbers", "25%"), (None, 0.25)),
        (YOY, ("£1.2m", "£1,500k"), (1_200_000, 1_500_000)),
        (YOY_POINTS, ("18.2%", "28.4 %"), (0.182, 0.284)),
        (TREND, (["10 calls", "11", "12", "14", "15", "16 calls"],), ([10, 11, 12, 14, 15, 16],)),
        (MSG_MOVE, ("8 (Last data to September 19)", "4th in MSG."), (8, 4)),
        (MSG_MOVE, ("8 out of 8", "=8"), (8, 8)),
        (MSG_RANK, ("Essex", FORCES, ["91.60 per 1,000 pop.", "84.2", "(Small numbers)", "77.8"]),
         ("Essex", FORCES, [91.6, 84.2, None, 77.8])),
        (MSG_CHANGE, ("Essex", FORCES, ["91.6", 84.2, "88", 77.8], "average", False, "1,834,000 people"),
         ("Essex", FORCES, [91.6, 84.2, 88, 77.8], "average", False, 1_834_000)),
    ],
)  # fmt: skip
def test_a_text_figure_counts_as_its_number(
    function: Callable[..., Any], texts: tuple[Any, ...], numbers: tuple[Any, ...]
) -> None:
    assert function(*texts) == function(*numbers)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("10-12", "'actual' should be a number, but is '10-12'."),
        ("8th", "'actual' should be a number, but is '8th': a position."),
        ("1.234", "'actual' should be a number, but is '1.234': it could be 1.234 or 1,234."),
    ],
)
def test_a_text_that_is_no_figure_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(CellError) as caught:
        SHORTFALL(text, 2076, -0.1)

    assert (caught.value.code, caught.value.sentence) == (ExcelError.VALUE, why)
