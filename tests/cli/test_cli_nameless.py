"""A row that holds answers and is not read is named with its cell: it lacks its name, or stands apart behind a note."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xlscore.cli.run import run
from xlscore.engine import open_book
from xlscore.excel.ribbon import run as press

pytestmark = pytest.mark.cases

Rows = list[list[Any]]

GRID: Rows = [
    [
        "Area",
        "North",
        "South",
        "Force redline",
        "Suggested grade",
        "Why",
        "Final grade",
        "Override",
        "Rationale",
    ],
    ["Burglary", "Good", "Good"],
    ["Robbery", "RI", "RI"],
    ["Stalking", "RI", "RI"],
]
TABLES: Mapping[str, tuple[int, Rows]] = {
    "Grid": (1, GRID),
    "Risks": (
        1,
        [
            ["Ref", "Risk", "Area or command", "Likelihood", "Impact", "Score", "Redline"],
            ["R1", "Too few detectives", "Force", 4, 4],
            ["R2", "Too few cars", "Force", 3, 4],
            ["R3", "Too old cars", "Force", 3, 2],
        ],
    ),
    "Conditions": (
        2,
        [
            ["Cycle", "Area", "If", "Then"],
            ["Cycle 12", "Burglary", "the force redline is met", "Good"],
            ["Cycle 12", "Robbery", "the force redline is met", "Good"],
            ["Cycle 12", "Stalking", "the force redline is met", "Good"],
        ],
    ),
    "Notes": (
        2,
        [
            ["Date", "Measure", "Kind", "Words"],
            ["Apr 2018", "All measures", "Recording", "Counted anew"],
            ["May 2018", "All measures", "Recording", "Counted again"],
            ["Jun 2018", "All measures", "Recording", "Counted thrice"],
        ],
    ),
    "Redlines": (
        2,
        [
            ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
            ["Burglary", "Solved", 0.2, 0.1, "Higher"],
            ["Robbery", "Solved", 0.2, 0.1, "Higher"],
            ["Stalking", "Solved", 0.3, 0.1, "Higher"],
        ],
    ),
    "Quadrants": (
        2,
        [
            ["Quadrant", "Measure", "Kind", "Value", "Minimum", "Better", "Met", "Grade"],
            ["Our people", "Sickness", "Redline", 5, 6, "Lower"],
            ["Our people", "Leavers", "Redline", 5, 6, "Lower"],
            ["Our public", "Trust", "Redline", 7, 6, "Higher"],
        ],
    ),
    "MSG": (
        1,
        [
            ["Measure", "Position", "Of", "Aspiration", "Status"],
            ["All crime", 3, 8, "Average"],
            ["Burglary", 4, 8, "Average"],
            ["Robbery", 4, 8, "Average"],
        ],
    ),
    "Evidence": (
        1,
        [
            ["Area", "Command", "Kind", "Text", "Cycle"],
            ["Burglary", "North", "Numbers", "10 %", "Cycle 12"],
            ["Robbery", "North", "Numbers", "11 %", "Cycle 12"],
            ["Stalking", "North", "Numbers", "12 %", "Cycle 12"],
        ],
    ),
    "Aspirations": (
        1,
        [
            ["Measure", "Aspiration", "Set on", "Set by"],
            ["All crime", "Top quartile", "6 April 2020", "Board"],
            ["Burglary", "Top quartile", "6 April 2020", "Board"],
            ["Robbery", "Top quartile", "6 April 2020", "Board"],
        ],
    ),
    "Plan": (1, [["Priority no.", "Title"], [1, "Burglary"], [2, "Robbery"], [3, "Stalking"]]),
    "Leads": (
        1,
        [["Area", "Lead command"], ["Burglary", "North"], ["Robbery", "South"], ["Stalking", "South"]],
    ),
}  # fmt: skip


def problems_of(path: Path, sheets: Mapping[str, Rows], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the cells that a check names, having written the sheets beside a grid."""
    write(path, sheets)
    capsys.readouterr()
    run(["check", str(path), "--json"])
    return [f"{p['sheet']}!{p['cell']}" for p in json.loads(capsys.readouterr().out)["problems"]]


def write(path: Path, sheets: Mapping[str, Rows]) -> None:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in ({"Grid": GRID} | dict(sheets)).items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)


def without_name(rows: Rows, column: int, number: int) -> Rows:
    return [
        [None if (i, j) == (number, column) else v for j, v in enumerate(row, 1)]
        for i, row in enumerate(rows, 1)
    ]


@pytest.mark.parametrize("number", [2, 3, 4], ids=["first", "middle", "last"])
@pytest.mark.parametrize("name", TABLES)
def test_a_row_without_its_name_is_named_by_its_cell(
    name: str, number: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    column, rows = TABLES[name]

    named = problems_of(tmp_path / "book.xlsx", {name: without_name(rows, column, number)}, capsys)

    assert f"{name}!{'AB'[column - 1]}{number}" in named


@pytest.mark.parametrize("name", [name for name in TABLES if name not in {"Plan", "Leads", "MSG"}])
def test_so_is_one_behind_a_blank_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    column, rows = TABLES[name]
    apart = without_name(rows, column, 4)

    named = problems_of(tmp_path / "book.xlsx", {name: [*apart[:3], [], apart[3]]}, capsys)

    assert f"{name}!{'AB'[column - 1]}5" in named


@pytest.mark.parametrize("name", ["Conditions", "Notes", "Redlines", "Quadrants"])
def test_a_whole_row_behind_a_note_is_read_or_named(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    column, rows = TABLES[name]

    named = problems_of(
        tmp_path / "book.xlsx", {name: [*rows[:3], [], ["Note: added later"], rows[3]]}, capsys
    )

    assert f"{name}!{'AB'[column - 1]}6" in named


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    "below",
    [
        [[], ["Note: the figures are of April"]],
        [["Total", None, None, 10, 12]],
        [[], ["Prepared by", "Performance team"], ["Version", 3]],
        [[], [], ["Key", "Meaning"], ["RI", "Requires Improvement"], ["N/A", "Not applicable"]],
        [[None, None, None, 0, 0]],
    ],
    ids=["note", "total", "made by", "key", "formulas that show 0"],
)
def test_what_is_no_row_of_the_table_is_not_named(
    name: str, below: Rows, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, rows = TABLES[name]
    write(tmp_path / "book.xlsx", {name: rows + below})

    run(["check", str(tmp_path / "book.xlsx")])

    assert "so it is not read" not in capsys.readouterr().out


def test_sums_without_a_name_are_no_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, rows = TABLES["Risks"]

    named = problems_of(tmp_path / "book.xlsx", {"Risks": [*rows, [None, None, None, 10, 10]]}, capsys)

    assert named == []


def test_refresh_and_the_kinds_own_command_name_it_and_list_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    column, rows = TABLES["Quadrants"]
    for command in ("refresh", "quadrants"):
        write(path, {"Quadrants": without_name(rows, column, 4)})
        assert run([command, str(path)]) == 1
        listed = [row[:2] for row in openpyxl.load_workbook(path)["Problems"].iter_rows(values_only=True)]
        assert ("Quadrants", "B4") in listed
    assert "A row of the table of quadrants has no Measure, so it is not read." in capsys.readouterr().out


def test_the_buttons_name_it_too(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    column, rows = TABLES["Redlines"]
    write(path, {"Redlines": without_name(rows, column, 3)})

    for button in ("check-workbook", "refresh-all", "generate-force-grades"):
        _, text = press(open_book(path), button)
        assert "A row of the table of redline measures has no Redline measure" in text


def test_a_nameless_row_of_a_return_is_named_when_it_is_collated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, returned = tmp_path / "book.xlsx", tmp_path / "North.xlsx"
    write(book, {})
    write(returned, {"Return": [["Area", "Grade"], ["Burglary", "Good"], [None, "RI"]]})
    workbook = openpyxl.load_workbook(returned)
    del workbook["Grid"]
    workbook.save(returned)

    code = run(["collate", str(returned), "--into", str(book)])

    assert (code, "[North.xlsx]Return!A3" in capsys.readouterr().out) == (1, True)
