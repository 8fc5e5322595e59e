"""Refresh fills what a workbook has tables for, check writes nothing, freeze leaves values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwings as xw

from tests.books.layouts import HEADINGS, Sheets, facts
from xlscore.books import BookError, check, fill_scorecard, freeze, generate_force_grades, refresh, update_msg
from xlscore.engine import set_formula

MakeBook = Callable[[Sheets], xw.Book]
MakeFile = Callable[[Sheets], Path]
OpenFile = Callable[[Path], xw.Book]
WHOLE: Sheets = {
    "Grid": [HEADINGS, *facts()],
    "MSG": [["Measure", "Position", "Previous position", "Aspiration"], ["All crime", 4, 6, "Best in MSG"]],
    "Scorecard": [
        ["Objective", "Purpose", "Target", "Actual", "Last year", "Threat", "Impact score"],
        ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13],
    ],
}


def test_refresh_does_all_that_applies(make_book: MakeBook) -> None:
    result = refresh(make_book(WHOLE))

    assert list(result.as_dict()) == ["grades", "msg", "scorecard", "problems"]
    assert result.as_dict()["scorecard"]["rows"][0]["shortfall"] == 35


def test_refresh_leaves_out_what_a_workbook_has_no_table_for(make_book: MakeBook) -> None:
    result = refresh(make_book({"Grid": WHOLE["Grid"]}))

    assert list(result.as_dict()) == ["grades", "problems"]


@pytest.mark.parametrize("action", [refresh, check])
def test_a_workbook_with_none_of_the_tables_is_told_so(
    make_book: MakeBook, action: Callable[[xw.Book], object]
) -> None:
    with pytest.raises(BookError, match=r"There is nothing to (refresh|check) in this workbook"):
        action(make_book({"Sheet1": [["Budget", 2020], ["Pens", 3]]}))


def test_each_action_replaces_only_its_own_problems(make_book: MakeBook) -> None:
    sheets = dict(WHOLE)
    sheets["MSG"] = [["Measure", "Position", "Aspiration"], ["All crime", 4, "the best"]]
    book = make_book(sheets)
    generate_force_grades(book)
    update_msg(book)
    fill_scorecard(book)
    assert book.sheets["Problems"].range("E2:E3").value == ["grades", "msg"]

    book.sheets["MSG"]["C2"].value = "Best in MSG"
    update_msg(book)

    assert book.sheets["Problems"].range("E2:E3").value == ["grades", None]


def test_check_finds_the_problems_of_all_tables_and_writes_nothing(
    make_file: MakeFile, opened: OpenFile, content: Callable[[Path], str]
) -> None:
    path = make_file(WHOLE | {"Other": [["Total"], ["#REF!"]]})
    before = content(path)

    book = opened(path)
    result = check(book)
    book.save()

    assert [problem.place for problem in result.problems] == ["Grid!L2", "Other!A2"]
    assert content(path) == before


def test_check_reads_a_commands_return_too(make_book: MakeBook) -> None:
    result = check(make_book({"Return": [["Area", "Grade"], ["Burglary", "Fair"], ["burglary", "Good"]]}))

    assert [problem.place for problem in result.problems] == ["Return!B2", "Return!A3"]


def test_two_refreshes_leave_the_same_bytes(
    make_file: MakeFile, opened: OpenFile, content: Callable[[Path], str]
) -> None:
    path, prints = make_file(WHOLE), []
    for _ in range(3):
        book = opened(path)
        refresh(book)
        book.save()
        prints.append(content(path))

    assert len(set(prints)) == 1


def test_freezing_leaves_the_values_of_our_functions_and_excels_own_formulas(
    make_file: MakeFile, opened: OpenFile, tmp_path: Path
) -> None:
    path = make_file(WHOLE)
    book = opened(path)
    refresh(book)
    book.sheets["Scorecard"]["A9"].formula = "=SUM(D2:E2)"

    result = freeze(book)
    book.save(tmp_path / "out.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["Scorecard"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert result.replaced == 6
    assert {text for text in texts if text.startswith("=")} == {"=SUM(D2:E2)"}
    assert {"Amber", "High"} <= texts


@pytest.mark.parametrize(
    ("shown", "what"), [("#N/A", "The formula shows #N/A."), (None, "The formula has no result yet.")]
)
def test_freezing_leaves_and_names_a_formula_without_a_figure(
    make_book: MakeBook, shown: str | None, what: str
) -> None:
    book = make_book({"Sheet": [["x"]]})
    set_formula(book.sheets["Sheet"]["B2"], "=MSG_RANK(A1,A1,A1)", shown)

    result = freeze(book)

    assert result.replaced == 0
    assert [(problem.place, problem.what) for problem in result.problems] == [("Sheet!B2", what)]
    assert book.sheets["Sheet"]["B2"].formula == "=MSG_RANK(A1,A1,A1)"


def test_freezing_lets_go_of_an_array_and_keeps_its_results(tmp_path: Path, opened: OpenFile) -> None:
    path = tmp_path / "array.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("Sheet")
        sheet.write_array_formula("C1:C3", "{=RATE_LIMITS(A1,A2)}", None, 5.0)
        sheet.write_column("C2", [4.2, 6.9])
        sheet.write_formula("D1", "=SUM(C1:C3)", None, 16.1)
    book = opened(path)

    result = freeze(book)

    assert result.replaced == 1
    assert book.sheets["Sheet"].range("C1:C3").formula == (("5",), ("4.2",), ("6.9",))
    assert book.sheets["Sheet"]["D1"].formula == "=SUM(C1:C3)"
