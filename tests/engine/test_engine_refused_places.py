"""What is asked for a place, a sheet or a kind of copy that is not there is refused, and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import xlwings as xw

from xlscore.engine import NotOnAFileError, engine, open_book
from xlscore.errors import XlscoreError


def test_a_sheet_is_found_by_its_name_in_any_case_and_one_that_is_not_there_is_not(book: xw.Book) -> None:
    assert book.sheets["SHEET1"].name == "Sheet1"
    assert ("sheet1" in book.impl.sheets, "Grid" in book.impl.sheets) == (True, False)
    with pytest.raises(KeyError):
        book.impl.sheets("Grid")


def test_a_book_of_charts_alone_has_no_sheet_to_show(tmp_path: Path) -> None:
    path = tmp_path / "charts.xlsx"
    made = xlsxwriter.Workbook(path)
    data, chart = made.add_worksheet("Data"), made.add_chart({"type": "line"})
    chart.add_series({"values": "=Data!$A$1:$A$2"})
    made.add_chartsheet("Trend").set_chart(chart)
    made.close()

    with open_book(path) as book:
        assert book.sheets.active.name == data.name
        book.sheets["Data"].delete()

        with pytest.raises(XlscoreError, match=r"charts\.xlsx holds no worksheet, only charts"):
            _ = book.sheets.active


def test_a_sheet_is_copied_within_its_book_only_and_moves_nowhere_without_a_place(book: xw.Book) -> None:
    first, last = book.sheets[0], book.sheets.add("Last", after=book.sheets[0])
    other = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)

    with pytest.raises(NotOnAFileError, match="copy within one workbook"):
        first.impl.copy(None, other.sheets[0].impl)
    with pytest.raises(NotOnAFileError, match="copy within one workbook"):
        first.impl.copy(None, None)
    last.impl.move()

    assert book.sheet_names == ["Sheet1", "Last"]
    other.app.quit()


def test_a_sheet_is_copied_before_another(book: xw.Book) -> None:
    book.sheets.add("Last", after=book.sheets[0])

    book.sheets["Last"].copy(before=book.sheets["Sheet1"], name="Copy")

    assert book.sheet_names == ["Copy", "Sheet1", "Last"]


@pytest.mark.parametrize(
    "how",
    [{"copy_type": "column_widths"}, {"skip_blanks": True}, {"transpose": True}],
)
def test_a_copy_of_another_kind_than_a_file_can_do_is_refused(sheet: xw.Sheet, how: dict[str, Any]) -> None:
    with pytest.raises(NotOnAFileError, match="copies all, formats, formulas or values"):
        sheet["D1"].copy_from(sheet["A1"], **how)

    assert sheet["D1"].value is None


@pytest.mark.parametrize(
    ("kind", "value", "formula", "bold"),
    [
        ("all", None, "=E2*2", True),
        ("formulas", None, "=E2*2", False),
        ("values", 3, "3", False),
        ("formats", None, "", True),
    ],
)
def test_a_copy_takes_over_what_it_is_asked_for_and_no_more(
    sheet: xw.Sheet, kind: str, value: object, formula: str, bold: bool
) -> None:
    sheet["C2"].formula = "=B2*2"
    sheet["C2"].font.bold = True
    sheet.book.impl.workbook.sheets[0].set_formula(2, 3, "=B2*2", cached=3)

    sheet["F2"].copy_from(sheet["C2"], kind)

    assert (sheet["F2"].value, sheet["F2"].formula, sheet["F2"].font.bold) == (value, formula, bold)


def test_a_rule_without_a_look_of_its_own_reads_back_without_one(sheet: xw.Sheet) -> None:
    rule = sheet["B2:B3"].conditional_formats.add_custom("=$B2>1", stop_if_true=True)

    assert (rule.fill_color, rule.font_bold, rule.stop_if_true) == (None, None, True)


def test_a_rule_of_a_formula_takes_another_formula_and_keeps_its_look(sheet: xw.Sheet) -> None:
    rule = sheet["B2:B3"].conditional_formats.add_custom("=$B2>1", fill_color="#FF0000")

    rule.set(formula="=$B2>2")
    assert sheet["B2"].conditional_formats[0].formula == "=$B2>2"

    rule.set(font_bold=True)
    kept = sheet["B2"].conditional_formats[0]
    assert (kept.formula, kept.fill_color, kept.font_bold) == ("=$B2>2", (255, 0, 0), True)


def test_where_nothing_limits_what_is_typed_there_is_no_comparison_and_no_list(sheet: xw.Sheet) -> None:
    sheet["D2"].data_validation.set_list(["a", "b"])
    sheet["D3"].data_validation.set_whole_number("between", 1, 9)

    rules = [sheet[cell].data_validation for cell in ("D1", "D2", "D3")]
    assert [rule.operator for rule in rules] == [None, None, "between"]
    assert [rule.source for rule in rules] == [None, "a,b", None]


def test_an_object_of_excel_that_is_not_there_answers_python_s_own_questions(sheet: xw.Sheet) -> None:
    assert not hasattr(sheet.api, "__deepcopy__")
    with pytest.raises(NotOnAFileError, match=r"Sheet\.api\.Name"):
        _ = sheet.api.Name
