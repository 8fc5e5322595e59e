"""`xlscore log`: what it says, the calendar file, and what it refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.tools import ROOT
from xlscore.cli.run import run


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copy(ROOT / "workbooks" / "sample-action-log-board.xlsx", tmp_path))


def test_the_log_is_told_in_words(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["log", str(log), "--at", "2019-11-28"])

    said = capsys.readouterr().out
    assert code == 0
    assert "3 open actions at 28 November 2019, 1 overdue: 43/19. The next number is 50/19." in said
    assert "Deep dive of the quarter to Dec 2019: Priority 7." in said


def test_a_calendar_file_is_written_beside(log: Path, tmp_path: Path) -> None:
    code = run(["log", str(log), "--at", "2019-11-28", "--ics", str(tmp_path / "board.ics"), "--quiet"])

    text = (tmp_path / "board.ics").read_bytes().decode()
    assert code == 0
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:48/19 due: Show the trend by district\r\n" in text


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--at", "soon"], "'soon' is no day; write it as 2019-11-28."),
        (["--ics", "board.xlsx"], "A calendar is a file that ends in .ics, and 'board.xlsx' does not"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_changes_nothing(
    log: Path, capsys: pytest.CaptureFixture[str], more: list[str], says: str
) -> None:
    before = log.read_bytes()

    code = run(["log", str(log), *more])

    assert (code, log.read_bytes()) == (2, before)
    assert says in capsys.readouterr().err
