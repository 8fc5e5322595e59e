"""A workbook with one table alone, and none that it belongs to: refresh and check do what there is to do, by both doors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from xlscore.cli.run import run
from xlscore.engine import open_book
from xlscore.excel.ribbon import DONE
from xlscore.excel.ribbon import run as press

pytestmark = pytest.mark.cases

Sheets = Mapping[str, list[list[Any]]]

QUADRANTS = [
    ["Quadrant", "Measure", "Kind", "Value", "Minimum", "Better", "Met", "Grade"],
    ["Our people", "Sickness", "Redline", 5, "six", "Lower", None, None],
    ["Our public", "Trust", "Redline", 80, 75, "Higher", None, None],
]
RISKS = [
    ["Ref", "Risk", "Area or command", "Likelihood", "Impact", "Score", "Redline"],
    ["R1", "Too few detectives", "Force", 4, 4, None, None],
    ["R2", "Too few cars", "Force", "sky blue", 2, None, None],
]
CONDITIONS = [["Cycle", "Area", "If", "Then"], ["Cycle 12", "Burglary", "it is fine weather", "Good"]]
NOTES = [["Date", "Measure", "Kind", "Words"], ["some day", "All measures", "Recording", "Counted anew"]]
EVIDENCE = [
    ["Area", "Command", "Kind", "Text", "Cycle"],
    ["Burglary", "North", "Numbers", "down by 10%", "Cycle 12"],
    ["Burglary", "North", "Numbers", "down by 11%", "Cycle 12"],
]
REGISTER = [["Measure", "Aspiration", "Set on", "Set by"], ["All crime", "Top quartile", "soon", "The Board"]]
PLAN = [["Priority no.", "Title"], [1, "More local policing"]]
AREAS = [["Area", "Priority"], ["Burglary", 1], ["Robbery", 7]]
REDLINES = [
    ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
    ["Burglary", "Solved", 0.12, 0.1, "Higher", None],
    ["Robbery", "Solved", "many", 0.1, "Higher", None],
]
ALONE = [
    pytest.param({"Quadrants": QUADRANTS}, "Quadrants!E2", "Quadrants!H3", id="quadrants"),
    pytest.param({"Risks": RISKS}, "Risks!D3", "Risks!F2", id="risks"),
    pytest.param({"Conditions": CONDITIONS}, "Conditions!C2", "", id="conditions"),
    pytest.param({"Notes": NOTES}, "Notes!A2", "", id="notes"),
    pytest.param({"Evidence": EVIDENCE}, "Evidence!A3", "", id="evidence"),
    pytest.param({"Aspirations": REGISTER}, "Aspirations!C2", "", id="register"),
    pytest.param({"Plan": PLAN, "Areas": AREAS}, "Areas!B3", "", id="priorities"),
    pytest.param({"Redlines": REDLINES}, "Redlines!C3", "Redlines!F2", id="redlines"),
]


def write(path: Path, sheets: Sheets) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def cell(path: Path, place: str) -> object:
    sheet, _, address = place.partition("!")
    return openpyxl.load_workbook(path)[sheet][address].value


@pytest.mark.parametrize(("sheets", "wrong", "filled"), ALONE)
def test_check_says_what_is_wrong_in_a_table_that_stands_alone(
    sheets: Sheets, wrong: str, filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "book.xlsx", sheets)
    before = path.read_bytes()

    code = run(["check", str(path), "--json"])

    problems = json.loads(capsys.readouterr().out)["problems"]
    assert (code, path.read_bytes() == before) == (1, True)
    assert wrong in [f"{p['sheet']}!{p['cell']}" for p in problems]


@pytest.mark.parametrize(("sheets", "wrong", "filled"), ALONE)
def test_refresh_fills_a_table_that_stands_alone_and_lists_its_problem(
    sheets: Sheets, wrong: str, filled: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "book.xlsx", sheets)

    code = run(["refresh", str(path)])

    listed = openpyxl.load_workbook(path)["Problems"].iter_rows(min_row=2, max_col=2, values_only=True)
    assert (code, wrong in capsys.readouterr().out) == (1, True)
    assert wrong in ["!".join(map(str, row)) for row in listed]
    assert not filled or cell(path, filled) is not None


@pytest.mark.parametrize(("sheets", "wrong", "filled"), ALONE)
def test_the_buttons_do_the_same(sheets: Sheets, wrong: str, filled: str, tmp_path: Path) -> None:
    book = open_book(write(tmp_path / "book.xlsx", sheets))

    checked, said = press(book, "check-workbook")
    refreshed, _ = press(book, "refresh-all")

    assert (checked, refreshed) == (DONE, DONE)
    assert wrong.split("!")[1] in said
    assert book.sheets["Problems"].range("A2:B2").value == wrong.split("!")
    assert (
        not filled
        or book.sheets[filled.split("!", maxsplit=1)[0]].range(filled.split("!")[1]).value is not None
    )


def test_the_page_says_which_table_was_read_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["refresh", str(write(tmp_path / "book.xlsx", {"Evidence": EVIDENCE}))])

    assert "Read by itself: the table of evidence on 'Evidence', 2 rows." in capsys.readouterr().out


def test_what_stands_alone_is_worked_on_beside_a_table_that_leads(tmp_path: Path) -> None:
    card = [
        ["Objective", "Purpose", "Target", "Actual", "Last year"],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076],
    ]
    path = write(tmp_path / "book.xlsx", {"Scorecard": card, "Redlines": REDLINES})

    run(["refresh", str(path)])

    assert cell(path, "Redlines!F2") is not None


def test_a_second_refresh_of_a_table_that_stands_alone_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "book.xlsx", {"Risks": RISKS, "Redlines": REDLINES, "Evidence": EVIDENCE})
    run(["refresh", str(path)])
    before = path.read_bytes()

    run(["refresh", str(path)])

    assert path.read_bytes() == before
