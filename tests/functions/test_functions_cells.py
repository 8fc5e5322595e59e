"""Reading arguments: what is a block of cells and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from xlscore.functions.cells import listed
from xlscore.rules.problems import RuleError


@pytest.mark.parametrize(
    ("cells", "flat"),
    [
        (7, [7]),
        ([1, 2], [1, 2]),
        ([[1, 2], [3, 4]], [1, 2, 3, 4]),
        (((1,), (2,)), [1, 2]),
        ([[None, 2]], [None, 2]),
        ([], []),
    ],
)
def test_a_cell_a_row_a_column_and_a_block_are_read_in_order(cells: Any, flat: list[Any]) -> None:
    assert listed(cells, "values") == flat


@pytest.mark.parametrize(
    "cells",
    [
        [[1, 2], [3]],  # two lengths
        [[1], [2, 3], [4, 5, 6]],
        [[1, 2], 3],
        [[1, [2]], [3, 4]],
    ],
)
def test_rows_of_several_lengths_are_no_block(cells: Any) -> None:
    with pytest.raises(RuleError, match="'values'"):
        listed(cells, "values")
