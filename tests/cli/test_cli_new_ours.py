"""`xlscore new` with a force's own commands and name: what the workbook has, and what is refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.support.slow import dear
from tests.support.tools import ROOT
from xlscore.books import check
from xlscore.books.files import workbook_file
from xlscore.cli.run import run

pytestmark = [pytest.mark.cases, pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning")]


@pytest.mark.parametrize("commands", dear([1, 3, 20], [20]))
def test_a_template_for_so_many_commands_has_so_many(commands: int, tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"

    assert run(["new", "balanced-scorecard", str(path), "--commands", str(commands)]) == 0

    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book["Grid"][6]]
    names = [f"Command {n}" for n in range(1, commands + 1)]
    assert headings[2 : 2 + commands + 1] == [*names, "Force redline"]
    leads = [
        rule.formula1
        for rule in book["Areas"].data_validations.dataValidation
        if "Command" in (rule.formula1 or "")
    ]
    assert set(leads) == {f'"{",".join(names)}"'}


def test_the_forces_name_stands_where_the_templates_say_a_force(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"

    assert run(["new", "balanced-scorecard", str(path), "--commands", "3", "--force", " North  Wales "]) == 0

    book = openpyxl.load_workbook(path)
    assert book["Grid"]["A1"].value == "North Wales: command grades"
    assert book["MSG"]["A1"].value == "North Wales: MSG positions and aspirations"
    assert (book["Policy"]["A7"].value, book["Policy"]["B7"].value) == ("Own force", "North Wales")
    assert book["MSG data"]["A7"].value == "North Wales"


@pytest.mark.parametrize(
    ("kind", "sheet", "title"),
    [
        ("threat-impact", "Scorecard", "Kent: threat and impact scorecard"),
        ("command-return", "Return", "Kent: command return"),
    ],
)
def test_the_other_kinds_take_the_forces_name_into_their_title(
    kind: str, sheet: str, title: str, tmp_path: Path
) -> None:
    path = tmp_path / "ours.xlsx"

    assert run(["new", kind, str(path), "--force", "Kent"]) == 0

    assert openpyxl.load_workbook(path)[sheet]["A1"].value == title


@pytest.fixture(scope="module")
def of_the_blank_one() -> list[str]:
    """What is found in the blank workbook that ships."""
    with workbook_file(ROOT / "workbooks" / "balanced-scorecard.xlsx", save=False) as blank:
        return [problem.what for problem in check(blank).problems]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Kent", "Dyfed-Powys", "Avon & Somerset", "D'Or <North>", "Force", "Good"])
def test_a_workbook_of_our_own_is_as_clean_as_the_blank_one(
    name: str, of_the_blank_one: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "ours.xlsx"
    run(["new", "balanced-scorecard", str(path), "--commands", "3", "--force", name])

    with workbook_file(path, save=False) as ours:
        assert [problem.what for problem in check(ours).problems] == of_the_blank_one


def test_the_answer_is_the_same_as_without(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "units" / "ours.xlsx"

    run(["new", "balanced-scorecard", str(path), "--commands", "2", "--json"])

    assert json.loads(capsys.readouterr().out) == {"kind": "balanced-scorecard", "file": str(path)}


@pytest.mark.parametrize(
    ("kind", "options", "said"),
    [
        ("balanced-scorecard", ["--commands", "0"], "A grid has 1 to 20 commands, not 0;"),
        ("balanced-scorecard", ["--commands", "-3"], "A grid has 1 to 20 commands, not -3;"),
        ("balanced-scorecard", ["--commands", "100"], "A grid has 1 to 20 commands, not 100; further ones may be inserted"),
        ("threat-impact", ["--commands", "3"], "A workbook of the kind threat-impact has no columns of commands"),
        ("command-return", ["--commands", "3"], "A workbook of the kind command-return has no columns of commands"),
        ("balanced-scorecard", ["--force", "  "], "The force's name is blank"),
        ("balanced-scorecard", ["--force", "?!"], "The force's name is blank"),
        ("balanced-scorecard", ["--force", "=1+1"], "'=1+1' begins like a formula"),
        ("balanced-scorecard", ["--force", "Ke\x07nt"], "holds a character that a cell cannot hold"),
        ("balanced-scorecard", ["--force", "x" * 61], "has 61 characters and may have 60"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence_and_nothing_is_written(
    kind: str, options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "units" / "ours.xlsx"

    assert run(["new", kind, str(path), *options]) == 2

    assert said in capsys.readouterr().err
    assert not path.parent.exists()
