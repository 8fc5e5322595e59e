"""A new kind of scorecard work needs one folder and one line: one is planted in a copy of the package and asked for."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.support.tools import ROOT
from xlscore.cli.run import run
from xlscore.excel.buttons import BUTTONS
from xlscore.excel.generate import generated

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("planted-kind")]

PLANTED = ROOT / "tests" / "support" / "planted"
LINE = "from xlscore.books.planted.kind import PLANTED\n"
SHEET = [
    ["Area", "North", "South", "Force redline", "Suggested grade", "Why", "Final grade"],
    ["Burglary", "Good", "Good", "", "", "", ""],
    ["Robbery", "Goood", "RI", "", "", "", ""],
    ["Question", "Satisfied", "People asked"],
    ["Do you feel safe?", 60, 80],
    ["Do you trust us?", "many", 50],
]
# Each command leaves its exit code and what it printed; the book is the same throughout.
DRIVER = """
import contextlib, io, json, sys
import xlscore
from xlscore.books import refresh, roll
from xlscore.cli.run import run
from xlscore.excel.generate import generated
from xlscore.excel.ribbon import run as press

def said(*arguments):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = run(arguments)
    return [code, out.getvalue()]

book, pressed = sys.argv[1:]
answers = {
    "package": xlscore.__file__,
    "help": said("--help"),
    "planted": said("planted", book, "--json"),
    "page": said("planted", book),
    "grades": said("grades", book, "--json"),
    "refresh": said("refresh", book, "--json"),
    "check": said("check", book, "--json"),
    "texts": generated(),
}
opened = xlscore.open_book(pressed)
answers["pressed"] = press(opened, "count-surveys")
opened.save()
doubted = xlscore.open_book(book)
answers["doubted"] = press(doubted, "doubt-surveys")
answers["by_name"] = refresh(doubted).planted.shares
answers["found_by"] = []
for _ in range(2):
    answers["found_by"].append(doubted.sheets["Problems"].range("E2:E9").value)
    if len(answers["found_by"]) == 1:
        roll(doubted, "Cycle 2")
print(json.dumps(answers))
"""


def make_book(path: Path) -> Path:
    workbook = openpyxl.Workbook()
    workbook.active.title = "Grid"
    for row in SHEET:
        workbook.active.append(row)
    workbook.save(path)
    return path


def rows_of(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].values)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("planted")


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, Any]:
    """What a package with the planted kind answers, in a process of its own."""
    shutil.copytree(ROOT / "xlscore", folder / "xlscore", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PLANTED, folder / "xlscore" / "books" / "planted")
    kinds = folder / "xlscore" / "books" / "kinds.py"
    kinds.write_text(
        kinds.read_text(encoding="utf-8").replace("\n__all__", f"{LINE}\n__all__"), encoding="utf-8"
    )
    books = [str(make_book(folder / name)) for name in ("book.xlsx", "pressed.xlsx")]

    ended = subprocess.run(
        [sys.executable, "-c", DRIVER, *books],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip

    assert ended.returncode == 0, ended.stderr[-2000:]
    found: dict[str, Any] = json.loads(ended.stdout)
    assert Path(found["package"]).is_relative_to(folder)
    return found


def test_the_command_line_has_a_command_of_the_planted_kind(answers: dict[str, Any]) -> None:
    code, text = answers["planted"]

    assert "planted" in answers["help"][1]
    assert "Work out how many people are satisfied." in answers["help"][1]
    assert code == 1  # done, and a problem found
    assert json.loads(text)["shares"] == {"Do you feel safe?": 0.75, "Do you trust us?": None}
    assert ["Do", "you", "feel", "safe?", "0.75"] in [
        line.split() for line in answers["page"][1].splitlines()
    ]


def test_refresh_and_check_do_the_planted_kind_too(answers: dict[str, Any]) -> None:
    refreshed, checked = (json.loads(answers[name][1]) for name in ("refresh", "check"))

    assert list(refreshed) == ["grades", "planted", "problems"]
    assert [problem["cell"] for problem in refreshed["planted"]["problems"]] == ["B6"]
    assert [problem["cell"] for problem in checked["problems"]] == ["B3", "B6"]


def test_problems_stand_in_the_order_of_the_kinds(answers: dict[str, Any], folder: Path) -> None:
    heads, *rows = rows_of(folder / "book.xlsx", "Problems")

    assert heads[-1] == "Found by"
    assert [(row[1], row[-1]) for row in rows] == [("B3", "grades"), ("B6", "planted")]


def test_the_planted_tables_headings_end_the_table_above(
    answers: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    areas = [area["area"] for area in json.loads(answers["grades"][1])["areas"]]

    run(["grades", str(make_book(folder / "unplanted.xlsx")), "--json"])
    without = [area["area"] for area in json.loads(capsys.readouterr().out)["areas"]]

    assert areas == ["Burglary", "Robbery"]
    assert without != areas


def test_the_ribbon_has_the_planted_button_in_a_group_of_its_own(answers: dict[str, Any]) -> None:
    root = ET.fromstring(answers["texts"]["customUI14.xml"])
    groups = {
        group.get("label"): [button.get("id") for button in group]
        for group in root.iter("{http://schemas.microsoft.com/office/2009/07/customui}group")
    }

    assert list(groups)[-2:] == ["Surveys", "Help"]
    assert groups["Surveys"] == ["CountSurveys", "DoubtSurveys"]
    assert "Public Sub CountSurveys(" in answers["texts"]["ScorecardRibbon.bas"]
    assert 'PressButton "count-surveys"' in answers["texts"]["ScorecardRibbon.bas"]
    assert "Count surveys, in that order" in answers["texts"]["customUI14.xml"]


def test_pressing_the_planted_button_fills_its_table(answers: dict[str, Any], folder: Path) -> None:
    ended, message = answers["pressed"]

    rows = rows_of(folder / "pressed.xlsx", "Grid")

    assert ended == "done"
    assert message.startswith("2 questions.\n1 problem in the data")
    assert [row[3] for row in rows[3:]] == ["Share satisfied", 0.75, None]


def test_what_else_the_planted_kind_can_be_asked_for_has_a_button_and_a_place_among_the_problems(
    answers: dict[str, Any],
) -> None:
    ended, message = answers["doubted"]

    before, _ = answers["found_by"]

    assert (ended, message.splitlines()[0]) == ("done", "2 questions to be asked again.")
    assert list(dict.fromkeys(filter(None, before))) == ["grades", "planted", "doubt"]


def test_the_next_cycle_settles_the_problems_of_the_planted_kinds_action(answers: dict[str, Any]) -> None:
    _, after = answers["found_by"]

    assert "doubt" not in after
    assert "planted" in after


def test_what_was_refreshed_has_the_planted_answer_by_its_name(answers: dict[str, Any]) -> None:
    assert answers["by_name"] == {"Do you feel safe?": 0.75, "Do you trust us?": None}


def test_the_package_itself_has_no_such_kind() -> None:
    assert "count-surveys" not in {button.name for button in BUTTONS}
    assert "CountSurveys" not in generated()["ScorecardRibbon.bas"]
