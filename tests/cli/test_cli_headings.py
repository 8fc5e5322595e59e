"""`xlscore headings`, and `--heading` on the commands that take it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from xlscore.cli.run import run

ROWS = [
    ["Area", "North", "South", "HMICFRS grade"],
    ["Burglary", "Good", "RI", "Good"],
    ["Robbery", "RI", "RI", "Good"],
]


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    """A grid with a column of grades that nobody has named."""
    book = openpyxl.Workbook()
    book.active.title = "Grid"
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "book.xlsx")
    return tmp_path / "book.xlsx"


def test_what_was_understood_is_printed_short_and_nothing_is_written(
    grid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = grid.read_bytes()

    code = run(["headings", str(grid)])

    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert lines[:4] == [
        "Grid of command grades · 'Grid' at A1 · 2 rows",
        "  As in our own: Area",
        "  Commands: North, South",
        "  HMICFRS grade  is not read (D1)",
    ]
    assert lines[5] == "1 problem"
    assert grid.read_bytes() == before


def test_months_that_a_form_has_still_to_be_named_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Series"
    book.active.append(
        ["Measure", "Place", "Apr 2019", "May 2019", "Month 3", "Month 4", "Month 5", "Checked"]
    )
    book.active.append(["Burglary", "North", 3, 4])
    book.save(tmp_path / "book.xlsx")

    run(["headings", str(tmp_path / "book.xlsx")])

    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert "Month 3 to Month 5  have no name yet, 3 columns (E1 to G1)" in lines
    assert [line for line in lines if "is not read" in line] == ["Checked             is not read (H1)"]


def test_a_heading_that_is_settled_ends_with_0(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["headings", str(grid), "--heading", "HMICFRS grade=final", "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == 0
    assert told["tables"][0]["columns"] == {"area": "Area", "final": "HMICFRS grade"}


def test_a_settled_heading_is_printed_with_ours(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["headings", str(grid), "--heading", "HMICFRS grade=final"])

    assert "  HMICFRS grade  is Final grade" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["grades", "refresh"])
def test_an_action_takes_the_word_for_it(
    grid: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    run(
        [
            command,
            str(grid),
            "--heading",
            "HMICFRS grade = Final grade",
            "--heading",
            "South=nothing",
            "--json",
        ]
    )

    told = json.loads(capsys.readouterr().out)
    areas = told.get("grades", told)["areas"]
    assert [(a["final"], a["agreed"], list(a["commands"])) for a in areas] == [("Good", True, ["North"])] * 2


@pytest.mark.parametrize("command", ["grades", "check", "refresh", "headings"])
@pytest.mark.parametrize("said", ["HMICFRS grade", "HMICFRS grade=best", "No such heading=final"])
def test_a_word_that_settles_nothing_is_refused_and_nothing_is_written(
    grid: Path, capsys: pytest.CaptureFixture[str], command: str, said: str
) -> None:
    before = grid.read_bytes()

    code = run([command, str(grid), "--heading", said])

    assert (code, capsys.readouterr().out) == (2, "")
    assert grid.read_bytes() == before
