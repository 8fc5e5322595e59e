"""One stray cell in the last corner of a sheet never keeps an action from being done, and changes nothing of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Never

import pytest

from tests.support.processor_time import work
from xlscore.books import check, freeze, refresh
from xlscore.books.tables.blocks import Block
from xlscore.engine import SparseRows, formulas_in, open_book, used_values

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
SAMPLE = "sample-balanced-scorecard-essex.xlsx"
SMALL = "sample-msg-positions-illustrative.xlsx"
MANY_SHEETS = "sample-threat-impact-leicestershire.xlsx"
STRAYS = {
    "a blank text in T1048576": (LAST_ROW, 20, ""),
    "a space in T1048576": (LAST_ROW, 20, " "),
    "a word in T1048576": (LAST_ROW, 20, "x"),
    "a word in the last corner": (LAST_ROW, LAST_COLUMN, "x"),
    "a number in the last column": (1, LAST_COLUMN, 7),
}


def with_stray(
    root: Path, folder: Path, stray: tuple[int, int, str | int] | None, sample: str = SAMPLE
) -> Path:
    """Return a copy of a sample whose first sheet with tables holds this value in this cell."""
    path = folder / sample
    shutil.copy(root / "workbooks" / sample, path)
    if stray is None:
        return path
    row, column, value = stray
    with open_book(path) as book:
        file = next(sheet for sheet in book.sheets if len(sheet.tables)).impl.file
        file.set_value(row, column, value or "x")
        if value == "":
            cell = file.grid.editable(row).find(column)
            cell.raw = cell.raw.replace(b">x<", b"><")
        book.save()
    return path


def with_stray_everywhere(root: Path, folder: Path, sample: str) -> Path:
    """Return a copy of a sample whose every sheet holds a word in its last corner."""
    path = with_stray(root, folder, None, sample)
    with open_book(path) as book:
        assert len(book.sheets) > 8
        for sheet in book.sheets:
            sheet.impl.file.set_value(LAST_ROW, LAST_COLUMN, "x")
        book.save()
    return path


def said(path: Path) -> tuple[object, ...]:
    """Return what a check and a refresh say of a workbook, and its formulas afterwards."""
    with open_book(path) as book:
        checked, done = check(book).as_dict(), refresh(book)
        formulas = {sheet.name: formulas_in(sheet) for sheet in book.sheets}
        return checked, sorted(done.found), [str(problem) for problem in done.problems], formulas


@pytest.fixture(scope="module")
def expected(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    return said(with_stray(root, tmp_path_factory.mktemp("plain"), None, SMALL))


@pytest.mark.slow
@pytest.mark.parametrize("stray", STRAYS.values(), ids=STRAYS)
def test_a_stray_cell_changes_nothing_of_what_is_said_and_done(
    root: Path, tmp_path: Path, expected: tuple[object, ...], stray: tuple[int, int, str | int]
) -> None:
    assert said(with_stray(root, tmp_path, stray, SMALL)) == expected


@pytest.mark.slow
def test_ours_are_frozen_above_a_stray_cell(root: Path, tmp_path: Path) -> None:
    replaced = []
    for stray in (None, (LAST_ROW, LAST_COLUMN, "x")):
        with open_book(with_stray(root, tmp_path, stray, SMALL)) as book:
            refresh(book)
            replaced.append(freeze(book).replaced)

    assert replaced[0] == replaced[1] > 0


def test_a_sheet_is_read_without_its_blanks_and_the_stray_cell_is_among_what_is_read(
    root: Path, tmp_path: Path
) -> None:
    path = with_stray(root, tmp_path, (LAST_ROW, LAST_COLUMN, "x"))

    with open_book(path) as book:
        sheet = next(sheet for sheet in book.sheets if len(sheet.tables))
        top, left, rows = used_values(sheet)
        block = Block(sheet.name, top, left, tuple(tuple(row) for row in rows))
        assert block.at(LAST_ROW, LAST_COLUMN) == "x"
        assert sum(len(row) > 0 for row in rows) < 200
        near = sheet.range((top, left), (top + 40, left + 12))
        read = [[block.at(row, left + right) for right in range(13)] for row in range(top, top + 41)]
        assert read == near.options(ndim=2, err_to_str=True).value
        assert LAST_ROW not in {row for cells in block.turned().rows for row in range(len(cells))}


@pytest.mark.slow
def test_no_action_walks_the_blank_rows_above_a_stray_cell(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def walked(rows: SparseRows) -> Never:
        raise AssertionError(f"All {len(rows):,} rows are walked, {len(rows.held)} of which hold something.")

    path = with_stray_everywhere(root, tmp_path, MANY_SHEETS)
    monkeypatch.setattr(SparseRows, "__iter__", walked)

    assert said(path)[1]


@pytest.mark.slow
def test_a_stray_cell_in_the_last_corner_of_every_sheet_costs_little_and_changes_nothing(
    root: Path, tmp_path: Path
) -> None:
    answers: list[tuple[object, ...]] = []
    path = with_stray(root, tmp_path, None, MANY_SHEETS)
    plain = work(lambda: answers.append(said(path)))
    with_stray_everywhere(root, tmp_path, MANY_SHEETS)

    spent = work(lambda: answers.append(said(path)))

    # To walk a million rows once for each sheet takes as long again as everything else.
    assert spent < 2 * plain, f"{spent:.1f} s, {plain:.1f} s without"
    assert answers[0] == answers[1]
