"""One protected sheet: the others are done, and it is named with what would have been written and how to unlock it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Protection

from tests.books.layouts import HEADINGS, facts
from xlscore.cli.run import run
from xlscore.engine import open_book
from xlscore.excel.ribbon import DONE, REFUSED
from xlscore.excel.ribbon import run as press

CARD: list[list[Any]] = [
    ["Objective", "Purpose", "Target", "Actual", "Last year", "Threat", "Impact score", "Shortfall"],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13, None],
]
RISKS: list[list[Any]] = [
    ["Ref", "Risk", "Area or command", "Likelihood", "Impact", "Score", "Redline"],
    ["R1", "Too few detectives", "Force", 4, 4, None, None],
]
GRID = [
    [*HEADINGS, "Suggested grade", "Why", "Override", "Rationale"],
    *([*row[:7], None] for row in facts()),
]


def locked_book(path: Path, locked: str, opened: tuple[str, ...] = (), *, structure: bool = False) -> Path:
    """Write a workbook with a sheet that is protected but for the cells in `opened`."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in {"Grid": GRID, "Scorecard": CARD, "Risks": RISKS}.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook[locked].protection.enable()
    for cell in opened:
        workbook[locked][cell].protection = Protection(locked=False)
    if structure:
        workbook.security.lockStructure = True
    workbook.save(path)
    return path


def values(path: Path, sheet: str) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("locked", "first", "done"),
    [("Scorecard", "", ("Risks", 5)), ("Risks", "F2", ("Scorecard", 7)), ("Grid", "", ("Risks", 5))],
)
def test_a_protected_sheet_is_left_and_named_and_the_others_are_done(
    locked: str, first: str, done: tuple[str, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = locked_book(tmp_path / "book.xlsx", locked)
    before = values(path, locked)

    code = run(["refresh", str(path), "--json"])

    problems = json.loads(capsys.readouterr().out)["problems"]
    [told] = [p for p in problems if "is protected" in p["what"]]
    assert (code, told["sheet"], values(path, locked)) == (1, locked, before)
    assert told["cell"] == first or not first
    assert "would be" in told["what"]
    listed = {row[2]: row[4] for row in values(path, "Problems")}
    assert listed[told["what"]] == {"Scorecard": "scorecard", "Risks": "grades", "Grid": "grades"}[locked]
    assert "Unprotect Sheet" in told["do"]
    assert values(path, done[0])[1][done[1]] is not None


def test_the_buttons_say_it_too(tmp_path: Path) -> None:
    book = open_book(locked_book(tmp_path / "book.xlsx", "Scorecard"))

    ended, text = press(book, "refresh-all")

    assert ended == DONE
    assert "The sheet 'Scorecard' is protected, so nothing was written on it: " in text
    assert book.sheets["Risks"].range("F2").value == 16


def test_a_check_of_a_protected_sheet_is_as_good_as_of_any(tmp_path: Path) -> None:
    assert run(["check", str(locked_book(tmp_path / "book.xlsx", "Risks"))]) == run(
        ["check", str(locked_book(tmp_path / "other.xlsx", "Scorecard"))]
    )


def test_open_cells_of_a_protected_sheet_are_written_and_nothing_of_it_is_dressed(tmp_path: Path) -> None:
    path = locked_book(tmp_path / "book.xlsx", "Risks", ("F2", "G2"))

    code = run(["risks", str(path)])

    cell = openpyxl.load_workbook(path)["Risks"]["F2"]
    assert (code, str(cell.value).startswith("=RISK_SCORE"), cell.font.italic) == (0, True, False)


def test_unlocked_again_the_sheet_is_brought_up_to_date_as_if_it_had_never_been_locked(
    tmp_path: Path,
) -> None:
    paths = [locked_book(tmp_path / f"{name}.xlsx", "Scorecard") for name in ("locked", "open")]
    for path in paths:
        run(["refresh", str(path)])
        if path is paths[0]:
            protect(path)
        change(path, "Risks", "E2", 5)  # over the limit: the force's redline
        change(path, "Grid", "B3", "Inadequate")
        run(["refresh", str(path)])
        protect(path, on=False)
        run(["refresh", str(path)])

    assert values(paths[0], "Grid") == values(paths[1], "Grid")


def protect(path: Path, *, on: bool = True) -> None:
    """Protect the grid's sheet, or take its protection off, with all other parts of the file as they are."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    lock = b'<sheetProtection sheet="1"/>'
    parts[sheet] = parts[sheet].replace(lock, b"")
    if on:
        parts[sheet] = parts[sheet].replace(b"</sheetData>", b"</sheetData>" + lock)
    with zipfile.ZipFile(path, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)


def change(path: Path, sheet: str, cell: str, value: object) -> None:
    with open_book(path, edit_protected=True) as book:
        book.sheets[sheet].range(cell).value = value
        book.save()


def test_a_workbook_whose_structure_is_protected_gets_no_sheet_and_is_filled(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = locked_book(tmp_path / "book.xlsx", "Scorecard", structure=True)

    code = run(["refresh", str(path)])

    said = capsys.readouterr().out
    assert (code, openpyxl.load_workbook(path).sheetnames) == (1, ["Grid", "Scorecard", "Risks"])
    assert "The workbook's structure is protected, so the sheet 'Problems'" in said
    assert values(path, "Risks")[1][5] is not None


@pytest.mark.parametrize("action", [["roll", "--to", "Cycle 14"], ["grades", "--agree"]])
def test_what_belongs_together_is_refused_and_nothing_is_written(
    action: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = locked_book(tmp_path / "book.xlsx", "Risks")
    run(["grades", str(path)])
    protect(path)
    capsys.readouterr()
    before = path.read_bytes()

    code = run([action[0], str(path), *action[1:]])

    assert (code, path.read_bytes() == before) == (2, True)
    assert "Nothing was written: the sheet 'Grid' is protected" in capsys.readouterr().err


def test_the_button_of_the_next_cycle_is_refused_alike(tmp_path: Path) -> None:
    path = locked_book(tmp_path / "book.xlsx", "Risks")
    run(["grades", str(path)])
    protect(path)

    ended, text = press(open_book(path), "next-cycle", "Cycle 14")

    assert (ended, "the sheet 'Grid' is protected" in text) == (REFUSED, True)
