"""Input that is not understood is said, never passed over: each kind's own command and check name its cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xlscore.cli.run import run
from xlscore.engine import open_book
from xlscore.excel.ribbon import run as press

pytestmark = pytest.mark.cases

Rows = list[list[Any]]
Change = Callable[[Any], object]

GRID: Rows = [
    [
        "Area",
        "North",
        "South",
        "Lead command",
        "Force redline",
        "Suggested grade",
        "Why",
        "Final grade",
        "Override",
        "Rationale",
    ],
    ["Burglary", "Good", "Good", "North", "Good"],
    ["Robbery", "RI", "RI", "South", "RI"],
    ["Stalking", "Good", "RI", "North", "RI"],
]
SHEETS: Mapping[str, Mapping[str, Rows]] = {
    "grades": {"Grid": GRID},
    "redlines": {
        "Redlines": [
            ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
            ["Burglary", "Solved", 0.2, 0.1, "Higher"],
            ["Robbery", "Solved", 0.2, 0.3, "Higher"],
            ["Stalking", "Solved", 0.3, 0.4, "Higher"],
        ],
        "Grid": [[*row[:4], None, *row[5:]] if number else row for number, row in enumerate(GRID)],
    },
    "msg": {
        "MSG": [
            ["Measure", "Position", "Previous position", "Of", "Aspiration", "To average"],
            ["All crime", 3, 4, 8, "Top quartile", 1],
            ["Burglary", 4, 4, 8, "Top quartile", 1],
            ["Robbery", 1, 2, 8, "Top quartile", 1],
        ]
    },
    "msg data": {
        "MSG data": [
            ["Force", "All crime"],
            ["Essex", 50.1],
            ["Kent", 60.2],
            ["Avon", 70.3],
        ],
        "MSG": [["Measure", "Position", "Of", "Aspiration", "To average", "Better"], ["All crime", None, None, "Average", None, "Lower"]],
        "Policy": [["Setting", "Value"], ["Own force", "Essex"]],
    },
    "scorecard": {
        "Scorecard": [
            ["Strategic objective", "Purpose", "Hard target", "Stretch target", "Actual", "Previous year", "Threat", "Impact score"],
            ["Burglary", "Recorded Crime", -0.1, -0.2, 1903, 2076, "High", 13],
            ["Robbery", "Recorded Crime", -0.1, -0.2, 903, 1076, "High", 13],
            ["Arson", "Recorded Crime", -0.1, -0.2, 93, 176, "High", 13],
        ]
    },
    "quadrants": {
        "Quadrants": [
            ["Quadrant", "Measure", "Kind", "Value", "Minimum", "Better", "Met", "Grade"],
            ["Our people", "Sickness", "Redline", 5, 6, "Lower"],
            ["Our people", "Leavers", "Redline", 5, 6, "Lower"],
            ["Our public", "Trust", "Redline", 7, 6, "Higher"],
        ]
    },
    "risks": {
        "Risks": [
            ["Ref", "Risk", "Area or command", "Likelihood", "Impact", "Score", "Redline"],
            ["R1", "Too few detectives", "Force", 4, 4],
            ["R2", "Too few cars", "Force", 3, 4],
            ["R3", "Too old cars", "Force", 3, 2],
        ]
    },
}  # fmt: skip
COMMAND = {"redlines": "grades", "msg data": "msg"}
BUTTON = {
    "grades": "generate-force-grades", "msg": "update-msg-positions", "scorecard": "fill-threat-and-impact",
    "quadrants": "grade-quadrants", "risks": "score-risks",
}  # fmt: skip


def put(cell: str, value: object) -> Change:
    return lambda sheet: sheet.__setitem__(cell, value)


def merge(cells: str) -> Change:
    return lambda sheet: sheet.merge_cells(cells)


def second(column: str, like: str) -> Change:
    """Return what heads a column as another one and fills a cell of it."""

    def change(sheet: Any) -> None:
        sheet[f"{column}1"], sheet[f"{column}2"] = sheet[f"{like}1"].value, sheet[f"{like}2"].value

    return change


def repeat(row: int) -> Change:
    return lambda sheet: sheet.append([cell.value for cell in sheet[row]])


def total_at(row: int) -> Change:
    def change(sheet: Any) -> None:
        sheet.insert_rows(row)
        sheet[f"A{row}"], sheet[f"B{row}"] = "Total", 99

    return change


NOT_UNDERSTOOD: list[tuple[str, Change, str, str]] = [
    ("grades", put("A3", "#REF!"), "A3", "The cell holds the error #REF!."),
    ("grades", merge("B3:B4"), "B4", "The cell is merged with the one above"),
    ("grades", merge("E3:E4"), "E4", "The cell is merged with the one above"),
    ("grades", second("K", "B"), "K1", "'North' is the heading of two columns, first in B1."),
    ("grades", second("K", "D"), "K1", "'Lead command' is the heading of two columns, first in D1."),
    ("grades", put("E1", "Force redlime"), "E1", "nearly 'Force redline'"),
    ("grades", put("D1", "Laed command"), "D1", "nearly 'Lead command'"),
    ("redlines", put("B3", "#N/A"), "B3", "The cell holds the error #N/A."),
    ("redlines", merge("C3:C4"), "C4", "The cell is merged with the one above"),
    ("redlines", repeat(2), "B5", "The redline 'Solved' of 'Burglary' is there twice, first in B2."),
    ("redlines", put("B1", "Redline meazure"), "B1", "now the table is not read"),
    ("redlines", put("A1", "Aera"), "A1", "now the table is not read"),
    ("redlines", put("E1", "Bettr"), "E1", "nearly 'Better'"),
    ("msg", put("A3", "#VALUE!"), "A3", "The cell holds the error #VALUE!."),
    ("msg", put("B3", 9), "B3", "Position 9 of 'Burglary' is beyond its group of 8."),
    ("msg", put("C3", 11), "C3", "Position 11 of 'Burglary' is beyond its group of 8."),
    ("msg", put("E3", "11th in MSG"), "E3", "The aspiration of 'Burglary', position 11, is beyond its group of 8."),
    ("msg", put("D3", 8000), "D3", "8000 is said to be the number of forces"),
    ("msg", put("B3", "4 furlongs"), "B3", "'4 furlongs' stands where a position in the group belongs."),
    ("msg", merge("B3:B4"), "B4", "The cell is merged with the one above"),
    ("msg", put("E1", "Aspirtaion"), "E1", "nearly 'Aspiration'"),
    ("msg data", total_at(4), "A4", "'Total' is no force and stands among them, so it takes part as one."),
    ("msg data", put("A3", None), "A3", "A row without a name is no force and stands among them"),
    ("scorecard", put("A3", "#REF!"), "A3", "The cell holds the error #REF!."),
    ("scorecard", merge("E3:E4"), "E4", "The cell is merged with the one above"),
    ("scorecard", put("D1", "Stretch taregt"), "D1", "nearly 'Stretch target'"),
    ("scorecard", second("J", "E"), "J1", "'Actual' is the heading of two columns, first in E1."),
    ("quadrants", put("A3", "#REF!"), "A3", "The cell holds the error #REF!."),
    ("quadrants", put("A3", "=Z99"), "A3", "The formula of the cell was never calculated"),
    ("quadrants", merge("D2:D3"), "D3", "The cell is merged with the one above"),
    ("quadrants", put("E1", "Minimun"), "E1", "nearly 'Minimum'"),
    ("risks", put("A3", "#REF!"), "A3", "The cell holds the error #REF!."),
    ("risks", merge("D3:D4"), "D4", "The cell is merged with the one above"),
]  # fmt: skip


def written(path: Path, kind: str, change: Change | None = None) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in SHEETS[kind].items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(workbook.worksheets[0])
    workbook.save(path)
    return path


def said(kind: str, text: str, cell: str, problems: list[dict[str, str]]) -> bool:
    first = next(iter(SHEETS[kind]))
    return any((p["sheet"], p["cell"]) == (first, cell) and text in p["what"] for p in problems)


@pytest.mark.parametrize("kind", SHEETS)
def test_what_is_understood_has_no_problem(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run([COMMAND.get(kind, kind), str(written(tmp_path / "book.xlsx", kind)), "--json"])

    assert (code, json.loads(capsys.readouterr().out)["problems"]) == (0, [])


@pytest.mark.parametrize(("kind", "change", "cell", "text"), NOT_UNDERSTOOD)
def test_what_is_not_understood_is_named_by_every_command(
    kind: str, change: Change, cell: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (COMMAND.get(kind, kind), "refresh", "check"):
        path = written(tmp_path / f"{command}.xlsx", kind, change)

        code = run([command, str(path), "--json"])

        problems = json.loads(capsys.readouterr().out)["problems"]
        assert (command, code, said(kind, text, cell, problems)) == (command, 1, True)


@pytest.mark.parametrize(
    ("kind", "change", "cell", "text"),
    [case for number, case in enumerate(NOT_UNDERSTOOD) if number % 4 == 0],
)
def test_the_button_names_it_too(kind: str, change: Change, cell: str, text: str, tmp_path: Path) -> None:
    book = open_book(written(tmp_path / "book.xlsx", kind, change))

    _, told = press(book, BUTTON[COMMAND.get(kind, kind)])

    assert text in told


def test_an_error_where_a_name_belongs_does_not_end_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["grades", str(written(tmp_path / "book.xlsx", "grades", put("A3", "#REF!"))), "--json"])

    areas = [area["area"] for area in json.loads(capsys.readouterr().out)["areas"]]

    assert areas == ["Burglary", "#REF!", "Stalking"]


def test_a_heading_that_somebody_has_settled_is_not_called_misspelt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "book.xlsx", "scorecard", put("D1", "Stretch taregt"))

    code = run(["scorecard", str(path), "--heading", "Stretch taregt=nothing"])

    assert (code, "nearly" in capsys.readouterr().out) == (0, False)
