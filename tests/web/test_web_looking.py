"""What the page is told of a workbook: its tables, its problems, its answers, its maps; and why a file is not taken."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.support.tools import ROOT
from xlscore.books import check, draw_tube_map
from xlscore.engine import open_book
from xlscore.web.looking import draw_maps, judge, look
from xlscore.web.refusing import MOST_BYTES

ESSEX = ROOT / "workbooks" / "sample-balanced-scorecard-essex.xlsx"

Rows = list[list[object]]
GRID: Rows = [
    ["Area", "North", "South", "Remark of the day", "Suggested grade", "Why", "Final grade"],
    ["Burglary", "Good", "Good", "x", None, None, None],
    ["Gangs", "RI", "Fair", "y", None, None, None],
]


def workbook(**sheets: Rows) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    made.save(held)
    return held.getvalue()


def test_a_grid_is_found_with_its_cell_its_commands_and_what_was_not_read() -> None:
    found = look(workbook(Grid=GRID), "Q2.xlsx")

    (table,) = found["tables"]
    assert (table["kind"], table["sheet"], table["cell"], table["rows"]) == (
        "grid of command grades",
        "Grid",
        "A1",
        2,
    )
    assert table["commands"] == ["North", "South"]
    assert {"heading": "Final grade", "means": "Final grade"} in table["columns"]
    assert table["unread"] == [{"heading": "Remark of the day", "cell": "D1"}]
    assert "generate-force-grades" in found["buttons"]
    assert "next-cycle" in found["buttons"]
    assert "fill-threat-and-impact" not in found["buttons"]
    assert found["looked_for"] == []


def test_problems_and_grades_are_those_of_the_check_and_the_action() -> None:
    found = judge(workbook(Grid=GRID))

    assert [(p["sheet"], p["cell"], p["what"]) for p in found["problems"]] == [
        ("Grid", "C3", "'Fair' is not a grade.")
    ]
    assert found["problems"][0]["do"].startswith("Use ")
    (grades,) = (answer for answer in found["answers"] if answer["kind"] == "grades")
    assert grades["rows"][0][:2] == ["Burglary", "Good"]
    assert set(grades["tones"]) <= {word for row in grades["rows"] for word in row}
    assert grades["tones"]["Good"] == ["#35978F", "#111111"]


def test_a_workbook_without_a_table_says_what_was_looked_for_and_by_which_headings() -> None:
    data = workbook(Other=[["Offence", "Apr"], ["Theft", 3]])

    found = look(data)

    assert (found["tables"], found["kinds"], found["buttons"]) == ([], [], [])
    assert {
        "kind": "grid of command grades",
        "headings": ["Area", "a column of grades per command"],
    } in found["looked_for"]
    assert judge(data)["nothing"].startswith("There is nothing to check in this workbook")


def test_an_empty_workbook_is_looked_at_all_the_same() -> None:
    data = workbook(Sheet1=[])

    assert look(data)["tables"] == []
    assert judge(data)["nothing"].endswith("its sheets are empty.")


def test_a_commands_return_is_known_as_one() -> None:
    data = workbook(Return=[["Area", "Grade"], ["Burglary", "Good"], ["Gangs", "RI"]])

    assert look(data)["is_return"]
    assert not look(workbook(Grid=GRID))["is_return"]


def test_nothing_of_the_answers_is_for_python_alone() -> None:
    data = workbook(Grid=GRID)

    for answer in (look(data), judge(data)):
        assert json.loads(json.dumps(answer, allow_nan=False)) == answer


def test_no_line_names_a_command_that_a_page_has_not() -> None:
    rows: Rows = [
        GRID[0],
        ["Burglary", "Good", "G", "", None, None, None],
        ["Gangs", "RI", "Requires Improvement", "", None, None, None],
    ]

    found = judge(workbook(Grid=rows))

    assert "xlscore" not in " ".join(line for answer in found["answers"] for line in answer["lines"])


@pytest.mark.slow
def test_the_maps_of_the_sample_are_those_that_the_desktop_draws() -> None:
    found = draw_maps(ESSEX.read_bytes(), ESSEX.name)

    drawn = draw_tube_map(open_book(ESSEX))
    assert [(one["name"], one["svg"]) for one in found["maps"]] == [(one.name, one.svg) for one in drawn.maps]
    assert all(one["alt"] in one["svg"] for one in found["maps"])
    first = found["maps"][0]
    assert first["headings"] == ["Area", "Lines", "Grade", "Change", "Redline"]
    assert len(first["facts"]) == len(drawn.maps[0].drawing.data_rows)
    assert json.loads(json.dumps(found)) == found


@pytest.mark.slow
def test_the_sample_has_the_problems_that_its_check_has() -> None:
    expected = check(open_book(ESSEX))

    found = judge(ESSEX.read_bytes(), ESSEX.name)

    assert found["problems"] == [problem.as_dict() for problem in expected.problems]
    assert [answer["kind"] for answer in found["answers"]] == list(expected.found)


def test_looking_leaves_the_bytes_as_they_are() -> None:
    data = workbook(Grid=GRID)
    before = bytes(data)

    look(data)
    judge(data)

    assert data == before


def _zip(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
REFUSED: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.xlsx", lambda: b"", "is empty"),
    ("figures.csv", lambda: b"Area,Grade\nBurglary,Good\n", "is a text file (CSV), not a workbook"),
    ("figures.csv", lambda: "Area,Grade\nÄrea,Good\n".encode("cp1252"), "is a text file (CSV)"),
    ("page.html", lambda: b"<!DOCTYPE html><html></html>", "is a text file, not"),
    ("old.xls", lambda: OLE, "is an old Excel file (.xls)"),
    ("secret.xlsx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
    ("cut.xlsx", lambda: workbook(Grid=GRID)[:900], "is damaged: its end is missing"),
    ("paper.pdf", lambda: b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not a workbook"),
    ("photo.png", lambda: b"\x89PNG\r\n\x1a\n\0\0", "is a picture, not a workbook"),
    ("paper.docx", lambda: (ROOT / "workbooks" / "paper.dotx").read_bytes(), "is a Word document"),
    ("files.zip", lambda: _zip(a=b"x"), "no list of content types"),
    ("noise.xlsx", lambda: bytes(range(256)) * 4, "is not a workbook, or it is damaged"),
]


@pytest.mark.parametrize(
    ("name", "data", "what"), REFUSED, ids=[f"{name}-{what[:12]}" for name, _, what in REFUSED]
)
@pytest.mark.parametrize("ask", [look, judge, draw_maps])
def test_what_is_no_workbook_is_refused_by_what_it_is(
    name: str, data: Callable[[], bytes], what: str, ask: Callable[..., dict[str, Any]]
) -> None:
    found = ask(data(), name)

    assert set(found) == {"refused"}
    assert what in found["refused"]["what"]
    assert found["refused"]["what"].startswith((name, "The file"))
    assert set(found["refused"]) == {"what", "do"}


def test_a_file_larger_than_a_page_can_hold_is_not_even_opened() -> None:
    found = look(b"PK" + bytes(MOST_BYTES), "big.xlsx")

    assert found["refused"]["what"] == "big.xlsx is too large for a page (60 MB; up to 60 MB are read here)."


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyError("x"), "Q2.xlsx could not be read (KeyError)."),
        (MemoryError(), "Q2.xlsx needs more memory than this browser gives a page."),
    ],
)
def test_what_stops_unexpectedly_is_a_sentence(
    error: BaseException, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("xlscore.web.looking.understand", fails)

    assert look(workbook(Grid=GRID), "Q2.xlsx")["refused"]["what"].startswith(words)


@pytest.mark.shared
def test_a_protected_workbook_of_another_program_is_said_to_be_protected(shared_dir: Path) -> None:
    data = (shared_dir / "corpus" / "excelize__encryptSHA512.xlsx").read_bytes()

    assert "is protected by a password" in look(data, "secret.xlsx")["refused"]["what"]
