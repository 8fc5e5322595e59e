"""Rows that are mostly blank answer as the same rows written out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from xlscore.books.tables.sheet_rows import (
    cells_of,
    numbered,
    rows_between,
    rows_with_values,
    turned_rows,
    values_in,
    without_blank_end,
)
from xlscore.engine import SparseRow, SparseRows

PLAIN: list[list[Any]] = [["a", None, "b"], [], [None, 1], [None]]
SPARSE = SparseRows({0: SparseRow({0: "a", 2: "b"}), 2: SparseRow({1: 1})}, 4)


def held(rows: Sequence[Sequence[Any]]) -> dict[tuple[int, int], Any]:
    return {
        (down, right): value
        for down, row in numbered(rows)
        for right, value in cells_of(row)
        if value is not None
    }


@pytest.mark.parametrize("rows", [PLAIN, SPARSE], ids=["written out", "mostly blank"])
def test_rows_answer_alike_however_they_are_held(rows: Sequence[Sequence[Any]]) -> None:
    def is_blank(value: Any) -> bool:
        return value is None

    changed = rows_with_values(rows, {(2, 3): "c", (5, 0): "d"})

    assert held(rows) == {(0, 0): "a", (0, 2): "b", (2, 1): 1}
    assert [value for value in values_in(rows) if value is not None] == ["a", "b", 1]
    assert next(iter(dict(numbered(rows, 7)))) == 7
    assert next(iter(cells_of(rows[0], 3))) == (3, "a")
    assert len(without_blank_end(rows, is_blank)) == 3
    assert held(changed) == held(rows) | {(2, 3): "c", (5, 0): "d"}
    assert len(changed) == 6
    assert held(rows_between(rows, 1, 3)) == {(0, 2): "b", (2, 1): 1}
    assert held(turned_rows(rows)) == {(0, 0): "a", (2, 0): "b", (1, 2): 1}


def test_what_stands_below_the_last_column_of_a_sheet_has_no_place_when_turned() -> None:
    assert held(turned_rows(SparseRows({1: ("x",), 20_000: ("y",)}, 20_001))) == {(0, 1): "x"}
