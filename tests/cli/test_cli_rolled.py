"""What rolling left is said again by the command line and by the ribbon, as long as it holds."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.books.layouts import HEADINGS, facts
from xlscore.cli.run import run
from xlscore.engine import open_book
from xlscore.excel.ribbon import run as press

SAID = "5 final grades of Cycle 13 not agreed by anybody when it was rolled"


@pytest.fixture
def rolled(tmp_path: Path) -> Path:
    """A workbook that was rolled before anybody agreed its grades."""
    path, workbook = tmp_path / "book.xlsx", openpyxl.Workbook()
    for row in (["Cycle", "Cycle 13"], HEADINGS, *[[*row[:-1], None] for row in facts()]):
        workbook.active.append(row)
    workbook.save(path)
    run(["grades", str(path)])
    run(["roll", str(path), "--to", "Cycle 14"])
    return path


@pytest.mark.parametrize("command", ["check", "refresh", "grades"])
def test_every_command_says_that_last_cycles_grades_were_not_agreed(
    command: str, rolled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    code = run([command, str(rolled)])

    assert (code, SAID in capsys.readouterr().out) == (1, True)


@pytest.mark.parametrize("button", ["check-workbook", "refresh-all", "generate-force-grades"])
def test_every_button_says_it(button: str, rolled: Path) -> None:
    _, text = press(open_book(rolled), button)

    assert SAID in text


@pytest.mark.slow
def test_a_second_refresh_leaves_the_same_bytes(rolled: Path) -> None:
    run(["refresh", str(rolled)])
    before = rolled.read_bytes()

    run(["refresh", str(rolled)])

    assert rolled.read_bytes() == before
