"""Where the workbook as it was is kept before a button that Excel cannot undo, and what is said where it cannot be."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from xlscore.errors import XlscoreError
from xlscore.excel.keeping import NotKeptError, copy_name, kept_copy


def desktop(place: str, documents: str = "", engine: str = "excel") -> Any:
    """A workbook that is open in desktop Excel, which saves its copies as one word."""

    def save(path: str) -> None:
        Path(path).write_text("as it was", encoding="utf-8")

    app = SimpleNamespace(
        engine=SimpleNamespace(name=engine),
        api=SimpleNamespace(DefaultFilePath=documents),
        enable_events=True,
        screen_updating=True,
    )
    return SimpleNamespace(
        name="Scorecard.xlsx", app=app, api=SimpleNamespace(Path=place, SaveCopyAs=save), impl=None
    )


def test_in_excel_the_copy_stands_beside_the_workbook_and_stays(tmp_path: Path) -> None:
    book = desktop(str(tmp_path))

    with kept_copy(book, "Cycle 14") as line:
        assert line == f"As it was: {tmp_path / 'Scorecard (before Cycle 14).xlsx'}"

    assert [path.name for path in tmp_path.iterdir()] == ["Scorecard (before Cycle 14).xlsx"]
    assert (book.app.enable_events, book.app.screen_updating) == (True, True)


def test_of_a_workbook_on_a_server_the_copy_goes_into_the_officer_s_own_folder(tmp_path: Path) -> None:
    with kept_copy(desktop("https://force.example/Shared", str(tmp_path)), "Q2"):
        assert (tmp_path / "Scorecard (before Q2).xlsx").exists()


def test_a_workbook_that_was_never_saved_is_to_be_saved_first() -> None:
    with (
        pytest.raises(NotKeptError, match=r"never saved.* save it \(Ctrl\+S\)"),
        kept_copy(desktop(""), "Q2"),
    ):
        pass


def test_a_copy_that_excel_cannot_save_is_said_before_anything_is_changed(tmp_path: Path) -> None:
    with (
        pytest.raises(NotKeptError, match="so nothing was changed"),
        kept_copy(desktop(str(tmp_path / "gone")), "Q2"),
    ):
        pytest.fail("the action was begun")


def test_where_excel_runs_in_a_browser_its_version_history_has_the_workbook() -> None:
    with kept_copy(desktop("", engine="remote"), "Q2") as line:
        assert line.startswith("No copy can be kept from here; Excel's version history")


def test_the_copy_goes_again_where_the_action_is_refused_and_stays_where_it_broke(tmp_path: Path) -> None:
    for error, left in ((XlscoreError("Refused."), 0), (ValueError("a slip"), 1)):
        with pytest.raises(type(error)), kept_copy(desktop(str(tmp_path)), "Q2"):
            raise error
        assert len(list(tmp_path.iterdir())) == left


def test_a_second_copy_of_one_name_is_numbered(tmp_path: Path) -> None:
    names = []

    for _ in range(3):
        path = copy_name(tmp_path, "Scorecard.xlsm", "Q2")
        path.touch()
        names.append(path.name)

    assert names == [
        "Scorecard (before Q2).xlsm",
        "Scorecard (before Q2, 2).xlsm",
        "Scorecard (before Q2, 3).xlsm",
    ]
