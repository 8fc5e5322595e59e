"""Buttons on a workbook's bytes: the file that comes back, the answer, and refusals that are sentences."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.books.layouts import HEADINGS, facts
from xlscore.excel import actions
from xlscore.excel.buttons import BUTTONS, Question
from xlscore.web.press import press


def grid() -> bytes:
    workbook = openpyxl.Workbook()
    for row in [HEADINGS, *facts()]:
        workbook.active.append(row)
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


def cells(data: bytes) -> list[Any]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data)).active]


def test_a_button_gives_the_filled_file_and_its_message() -> None:
    before = grid()

    filled, answer = press("generate-force-grades", before)

    assert answer["ended"] == "done"
    assert "areas" in answer["message"]
    assert filled is not None
    assert cells(filled) != cells(before)


def test_pressed_again_nothing_changes() -> None:
    filled, _ = press("generate-force-grades", grid())
    assert filled is not None

    again, answer = press("generate-force-grades", filled)

    assert again is None
    assert answer["ended"] == "done"


@pytest.mark.parametrize("data", [b"", b"junk", b"PK\x03\x04" + bytes(40), grid()[:900]])
def test_what_is_no_workbook_is_refused_with_a_sentence(data: bytes) -> None:
    filled, answer = press("refresh-all", data)

    assert filled is None
    assert answer["ended"] == "refused"
    assert answer["message"].rstrip().endswith(".")
    assert "Traceback" not in answer["message"]


@pytest.mark.parametrize("action", ["", "nothing", "insert-function"])
def test_a_button_that_there_is_not_is_refused(action: str) -> None:
    assert press(action, grid())[1]["ended"] == "refused"


def test_the_selected_cell_is_the_one_that_is_explained() -> None:
    _, answer = press("explain-cell", grid(), {"selected": "'Sheet'!A1"})
    _, wrong = press("explain-cell", grid(), {"selected": "Nowhere!A1"})

    assert answer["message"].startswith('Sheet!A1 holds "')
    assert "There is no cell Nowhere!A1" in wrong["message"]


def test_what_nobody_expected_is_a_sentence_without_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> list[str]:
        raise ZeroDivisionError

    monkeypatch.setitem(actions.ACTIONS, "policy", fails)

    filled, answer = press("policy", grid())

    assert filled is None
    assert answer["ended"] == "refused"
    assert "stopped unexpectedly (ZeroDivisionError)" in answer["message"]
    assert "xlscore.log" not in answer["message"]


def test_a_name_from_elsewhere_leads_nowhere(tmp_path: Path) -> None:
    files = {"../../escaped.docx": b"no document"}

    _, answer = press("check-paper", grid(), {"files": files, "name": "..\\..\\x.xlsx"})

    assert answer["ended"] == "refused"
    assert not (tmp_path.parent / "escaped.docx").exists()
    assert "/" not in answer["message"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"answers": {"a": 1}}, "'answers' is no list"),
        ({"answers": [["Cycle 14"]]}, "'answers' is no list"),
        ({"selected": 5}, "'selected' is no text"),
        ({"name": []}, "'name' is no text"),
        ({"files": "x"}, "'files' is no object"),
        ({"files": {"a.xlsx": "hello"}}, "'a.xlsx' does not come as bytes"),
        ({"files": {"a.xlsx": 5}}, "'a.xlsx' does not come as bytes"),
    ],
)
def test_an_option_of_another_kind_is_refused_by_name(options: dict[str, Any], sentence: str) -> None:
    filled, answer = press("next-cycle", grid(), options)

    assert filled is None
    assert answer["ended"] == "refused"
    assert sentence in answer["message"]


def test_an_option_that_nobody_knows_is_said_and_the_rest_done() -> None:
    filled, answer = press("generate-force-grades", grid(), {"colour": "blue"})

    assert filled is not None
    assert "left aside: 'colour'" in answer["message"]


def test_one_answer_need_not_stand_in_a_list() -> None:
    graded, _ = press("generate-force-grades", grid())
    assert graded is not None
    agreed, _ = press("agree-grades", graded)

    alone, answer = press("next-cycle", agreed or graded, {"answers": "Cycle 14"})

    assert "Cycle 14" in answer["message"]
    assert alone == press("next-cycle", agreed or graded, {"answers": ["Cycle 14"]})[0]


def test_a_button_is_known_by_its_label_too() -> None:
    assert (
        press("Generate force grades", grid())[1]["message"]
        == press("generate-force-grades", grid())[1]["message"]
    )


@pytest.mark.parametrize("action", [one.name for one in BUTTONS if one.asks is not Question.NOTHING])
def test_no_message_speaks_of_the_command_line(action: str) -> None:
    _, answer = press(action, grid())

    assert "--" not in answer["message"]


def test_what_is_to_be_made_has_a_name_where_nobody_gives_one() -> None:
    _, answer = press("data-pack", grid(), {"name": "Q2.xlsx"})

    assert list(answer["made"]) == ["Q2 (data pack).xlsx"]
