"""The outside judges themselves: what they say of workbooks whose answers are known."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.formula import ArrayFormula

from tests.support import pictures, tools
from tests.support.functions_office import FunctionsOffice
from tests.support.libreoffice import ExcelError, Office, OfficeEndedError, OfficeError
from tests.support.tools import require_tool
from tests.support.validator import validate, validate_all


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook whose cached values are all 0, so that what is read shows who computed it."""
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Figures")
        sheet.write_row("A1", [5, True, "#N/A"])
        sheet.write_row("A2", ["=A1*2", "=A1>3", "=NA()", '=""', "=1/0", "=MSG_MOVE(A1,4)"])
        sheet.write("B4", "=Other!A1")
        sheet.set_paper(9)  # A4
        workbook.add_worksheet("Other").write("A1", "£ – ◄►")
    return path


def test_libreoffice_computes_what_a_file_only_holds(office: Office, book: Path) -> None:
    rows = office.read(book, "Figures")

    assert rows[0] == [5, True, "#N/A", None, None, None]
    assert rows[1] == [10, True, "#N/A", "", "#DIV/0!", "#NAME?"]
    assert rows[3][1] == "£ – ◄►"
    assert not isinstance(rows[0][2], ExcelError)
    assert isinstance(rows[1][2], ExcelError)


def test_libreoffice_shows_cached_values_when_asked_to(office: Office, book: Path) -> None:
    assert office.read(book, "Figures", recalculate=False)[1][:2] == [0, 0]


def test_libreoffice_computes_again_after_a_change(office: Office, book: Path) -> None:
    rows = office.recalculated(book, "Figures", {"A1": 2, "C1": "=A1+1"})

    assert rows[0][2] == 3
    assert rows[1][:2] == [4, False]


def test_libreoffice_prints_a_workbook(office: Office, book: Path, tmp_path: Path) -> None:
    pdf = office.pdf(book, tmp_path / "out")

    assert pictures.pdf_pages(pdf) == 2
    assert pictures.pdf_page_size(pdf) == pytest.approx((595, 842), abs=1)
    assert "£ – ◄►" in pictures.pdf_text(pdf)
    assert [page.name for page in pictures.pdf_to_png(pdf, tmp_path / "png")] == ["book-1.png", "book-2.png"]


def test_libreoffice_says_what_it_cannot_open(office: Office, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_text("not a workbook")

    with pytest.raises(OfficeError, match=r"could not load broken\.xlsx"):
        office.read(broken)


@pytest.mark.libreoffice
def test_libreoffice_starts_anew_after_a_crash(book: Path) -> None:
    office = Office()
    try:
        office.read(book)
        assert office.process is not None
        os.killpg(office.process.pid, signal.SIGKILL)

        assert office.read(book)[0][0] == 5
    finally:
        office.stop()


@pytest.mark.libreoffice
def test_a_book_that_was_open_in_a_crash_says_so(book: Path) -> None:
    office = Office()
    try:
        with office.open(book) as opened:
            assert office.process is not None
            os.killpg(office.process.pid, signal.SIGKILL)

            with pytest.raises(OfficeEndedError):
                opened.read()
    finally:
        office.stop()


@pytest.mark.validator
def test_the_validator_accepts_a_sound_workbook_and_names_what_is_wrong_in_another(
    book: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.xlsx"
    openpyxl.Workbook().save(wrong)  # openpyxl writes the children of a font out of order

    found = validate_all([book, wrong])

    assert found[book] == validate(book) == []
    assert "styles.xml" in found[wrong][0]


@pytest.mark.parametrize("required", [True, False])
def test_a_missing_tool_skips_or_where_tools_are_required_fails(
    required: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XLSCORE_REQUIRE_TOOLS", "1" if required else "0")

    with pytest.raises(pytest.fail.Exception if required else pytest.skip.Exception, match="no-such-tool"):
        require_tool("no-such-tool")


@pytest.mark.parametrize("required", [True, False])
def test_a_missing_folder_of_published_files_skips_or_where_tools_are_required_fails(
    required: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XLSCORE_REQUIRE_TOOLS", "1" if required else "0")
    monkeypatch.setattr(tools, "ROOT", tmp_path / "xlscore")

    with pytest.raises(pytest.fail.Exception if required else pytest.skip.Exception, match="published files"):
        tools.require_shared()


@pytest.mark.parametrize(
    ("formula", "answer"),
    [
        ('=MSG_GAP("Essex",A1:A4,B1:B4)', -0.7),
        ('=MSG_GAP("Essex",A1:A4,B1:B4,"best",TRUE)', -6.3),
        ('=MSG_RANK(A1,A1:A4,B1:B4)', 2),
        ('=MSG_RANK("Nowhere",A1:A4,B1:B4)', "#N/A"),
        ('=IFERROR(MSG_RANK("Nowhere",A1:A4,B1:B4),"caught")', "caught"),
        ('=ISNA(MSG_RANK("Nowhere",A1:A4,B1:B4))', True),
        ("=MSG_MOVE(5,4)", "Improved"),
        ("=MSG_MOVE(NA(),4)", "#N/A"),
        ("=MSG_MOVE()", "#VALUE!"),
        ('=FORCE_GRADE({"Good","RI","N/A"})', "Requires Improvement"),
        ("=RISK_REDLINE(90)=TRUE", True),
        ('=MSG_GAP("Essex",A1:A4,B1:B4,,TRUE)', -0.7),
        ("=SPC_VARIATION(B1:B4, ,)", "common cause"),
        ("=INDEX(SPC(B1:B4),1,1)", "value"),
        ("=[1]!TREND({1,1,1,2,2,2})", "▲"),
        ("=xlscore.xlam!TREND({1,1,1,2,2,2})", "▲"),
        ("=SUM(TREND({1,2}))", 3),
    ],
)  # fmt: skip
def test_a_cell_in_libreoffice_computes_our_functions(
    functions_office: FunctionsOffice, tmp_path: Path, formula: str, answer: Any
) -> None:
    rows = functions_office.read(_forces(tmp_path, F1=formula))

    assert rows[0][5] == answer


def test_our_functions_compute_again_after_a_change(
    functions_office: FunctionsOffice, tmp_path: Path
) -> None:
    path = _forces(tmp_path, F1="=MSG_RANK(A1,A1:A4,B1:B4)")

    assert functions_office.recalculated(path, 0, {"B1": 95})[0][5] == 3


def test_a_block_fills_an_array_formula_with_its_numbers_texts_and_errors(
    functions_office: FunctionsOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = [["rate", None], [0.5, {"error": "#NUM!"}]]
    monkeypatch.setattr(functions_office, "answer", lambda _name, _cells: block)

    rows = functions_office.read(_forces(tmp_path, F1=ArrayFormula("F1:G2", "=MSG_MOVE(1,2)")))

    assert [row[5:] for row in rows[:2]] == [["rate", ""], [0.5, "#NUM!"]]


@pytest.mark.libreoffice
def test_nothing_of_an_office_is_left_when_the_tests_end(book: Path) -> None:
    office = Office()
    office.read(book)
    process = office.process
    assert process is not None

    office.stop()

    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    assert not office._folder.exists()


def _forces(folder: Path, **formulas: str | ArrayFormula) -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (("Essex", 84.2), ("Kent", 80), ("Sussex", None), ("Devon", 90.5)):
        sheet.append(row)
    for cell, formula in formulas.items():
        sheet[cell] = formula
    workbook.save(folder / "forces.xlsx")
    return folder / "forces.xlsx"
