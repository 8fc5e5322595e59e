"""One stray cell in the last corner of a sheet never keeps an action from being done, and changes nothing of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.processor_time import work
from xlscore.books import check, freeze, refresh
from xlscore.books.tables.blocks import Block
from xlscore.engine import formulas_in, open_book, used_values

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
SAMPLE = "sample-balanced-scorecard-essex.xlsx"
STRAYS = {
    "a blank text in T1048576": (LAST_ROW, 20, ""),
    "a space in T1048576": (LAST_ROW, 20, " "),
    "a word in T1048576": (LAST_ROW, 20, "x"),
    "a word in the last corner": (LAST_ROW, LAST_COLUMN, "x"),
    "a number in the last column": (1, LAST_COLUMN, 7),
}


def with_stray(root: Path, folder: Path, stray: tuple[int, int, str | int] | None) -> Path:
    """Return a copy of the sample whose grid holds this value in this cell."""
    path = folder / SAMPLE
    shutil.copy(root / "workbooks" / SAMPLE, path)
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


def said(path: Path) -> tuple[object, ...]:
    """Return what a check and a refresh say of a workbook, and its formulas afterwards."""
    with open_book(path) as book:
        checked, done = check(book).as_dict(), refresh(book)
        formulas = {sheet.name: formulas_in(sheet) for sheet in book.sheets}
        return checked, sorted(done.found), [str(problem) for problem in done.problems], formulas


@pytest.fixture(scope="module")
def expected(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    return said(with_stray(root, tmp_path_factory.mktemp("plain"), None))


@pytest.mark.slow
@pytest.mark.parametrize("stray", STRAYS.values(), ids=STRAYS)
def test_a_stray_cell_changes_nothing_of_what_is_said_and_done(
    root: Path, tmp_path: Path, expected: tuple[object, ...], stray: tuple[int, int, str | int]
) -> None:
    assert said(with_stray(root, tmp_path, stray)) == expected


@pytest.mark.slow
def test_ours_are_frozen_above_a_stray_cell(root: Path, tmp_path: Path) -> None:
    replaced = []
    for stray in (None, (LAST_ROW, LAST_COLUMN, "x")):
        with open_book(with_stray(root, tmp_path, stray)) as book:
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
def test_a_stray_cell_in_the_last_corner_of_every_sheet_costs_little(root: Path, tmp_path: Path) -> None:
    path = with_stray(root, tmp_path, None)
    plain = work(lambda: said(path))
    with open_book(path) as book:
        strays = len(book.sheets)
        for sheet in book.sheets:
            sheet.impl.file.set_value(LAST_ROW, LAST_COLUMN, "x")
        book.save()

    spent = work(lambda: said(path))

    # A million rows are walked a few times for each sheet; copied or padded they would take minutes.
    assert strays > 12
    assert spent < plain + strays, f"{spent:.1f} s, {plain:.1f} s without"
