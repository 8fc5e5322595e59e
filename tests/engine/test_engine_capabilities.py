"""What each engine says it can do, and that it can."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw

from tests.excel.engine_lane_client import in_excel
from xlscore.engine import (
    Capabilities,
    UnreadableSheetError,
    apply_style,
    capabilities,
    cells_are_locked,
    copy_formats,
    drawing_is_locked,
    drawn_names,
    looks_are_locked,
    reading_of,
    release_array,
    set_page,
    structure_is_locked,
    style_name,
    tab_names,
)
from xlscore.errors import XlscoreError

pytestmark = pytest.mark.xdist_group("recording-excel")

FIELDS = {
    "arrays", "chart_sheets", "copies_formats", "custom_xml", "drawn_names", "draws", "formulas", "names", "native",
    "merges", "number_formats", "pages", "protection", "styles", "visibility",
}  # fmt: skip
FILE = FIELDS - {"native"}
EXCEL = FIELDS - {"draws", "copies_formats"}
REMOTE = {"copies_formats", "drawn_names", "names", "visibility"}


def can(record: Any) -> set[str]:
    """The names of what a record says yes to."""
    fields = record if isinstance(record, dict) else vars(record)
    assert set(fields) == FIELDS
    return {name for name, answer in fields.items() if answer}


def test_a_file_can_do_all_but_what_needs_excel(book: xw.Book) -> None:
    assert can(capabilities(book)) == FILE


def test_excel_can_do_all_but_take_a_drawing_and_copy_a_look_without_the_clipboard() -> None:
    answer, _ = in_excel("what_it_can")

    assert can(answer) == EXCEL


def test_xlwings_remote_engine_can_do_little(remote_book: xw.Book) -> None:
    assert can(capabilities(remote_book)) == REMOTE


def test_an_engine_that_is_not_known_can_do_the_least() -> None:
    unknown: Any = SimpleNamespace(app=SimpleNamespace(engine=SimpleNamespace(name="another")))

    assert capabilities(unknown) == Capabilities()
    assert can(Capabilities()) == set()


def test_what_the_remote_engine_says_it_can_it_can(remote_book: xw.Book) -> None:
    sheet = remote_book.sheets[0]

    assert [(name.name, name.refers_to) for name in remote_book.names] == [("Cycle", "=Grid!$A$2")]
    assert sheet.visible is False
    assert drawn_names(sheet) == ["Box"]
    copy_formats(sheet["A1:A2"], sheet["C1:C2"])
    assert [(a["func"], a["args"][2]) for a in remote_book.json()["actions"]] == [
        ("copyFromRange", "formats")
    ]


def test_what_the_remote_engine_cannot_do_is_said_and_changes_nothing(remote_book: xw.Book) -> None:
    sheet = remote_book.sheets[0]

    assert not apply_style(sheet["A1"], "Computed", italic=True)
    assert not set_page(sheet, landscape=True)
    assert style_name(sheet["A1"]) == "Normal"
    assert not drawing_is_locked(sheet)
    assert not cells_are_locked(sheet, [(1, 1)])
    assert not looks_are_locked(sheet)
    assert not structure_is_locked(remote_book)
    assert tab_names(remote_book) == ["Grid"]
    release_array(sheet["A1"])
    assert remote_book.json()["actions"] == []
    with pytest.raises(NotImplementedError):
        _ = sheet["A1"].formula


def test_in_excel_protection_is_asked_cell_by_cell_and_macros_may_be_let_through() -> None:
    (sheet, book), _ = in_excel("ask_what_is_protected")

    assert sheet == [[False, False, False], [False, True, True], [False, True, False], [False, False, False]]
    assert book == [False, True]


def test_in_excel_the_look_goes_over_the_clipboard() -> None:
    _, calls = in_excel("dress")

    assert [call[:2] for call in calls] == [["Copy", "Grid!A1:A2"], ["PasteSpecial", "Grid!C1:C2"]]


def test_in_excel_a_spill_and_an_array_become_values_and_an_ordinary_cell_stays() -> None:
    _, calls = in_excel("let_go_of_arrays")

    written = [call[:2] for call in calls if call[0] == "Value"]
    assert written == [["Value", "Grid!A1:A2"], ["Value", "Grid!B1:B2"]]


def test_in_excel_a_formula_is_spelt_anew_in_the_cells_that_it_fills_and_what_excel_does_not_take_is_named() -> (
    None
):
    told, calls = in_excel("bring_over")

    written = [(words, place, text) for words, place, text in calls if "Formula" in words]
    assert written[:3] == [
        ("Formula2", "Grid!C1", "=_xldudf_SCORECARD_YOY(A1,B1)"),
        ("Formula2", "Grid!D1", "=_xldudf_SCORECARD_RATE_LIMITS(59,1)"),
        ("FormulaArray", "Grid!E1:E2", "=_xldudf_SCORECARD_RAG(A1,B1)"),
    ]
    assert ("Formula2", "Grid!C1", "=YOY(A1,B1)") in written[3:]
    assert {place for _, place, _ in written} == {"Grid!C1", "Grid!D1", "Grid!E1:E2"}
    (to, cells, problems), (back, *_) = told
    assert (to, cells, back) == ("web", 4, "desktop")
    assert [cell for cell, _ in problems] == ["F1", "C2"]


def test_in_a_file_an_array_becomes_an_ordinary_formula_and_shows_its_results_on(sheet: xw.Sheet) -> None:
    sheet["D2:D3"].formula_array = "=B2:B3*2"

    release_array(sheet["D2"])

    assert sheet["D2"].formula == "=B2:B3*2"
    sheet["D2"].value = 3
    assert sheet["D2:D3"].value == [3, None]


def test_in_excel_hidden_sheets_count_as_hidden_and_a_chart_s_tab_holds_no_cells() -> None:
    (visible, taken), _ = in_excel("read_sheets")

    assert list(visible.values()).count(True) == 1
    assert visible["Grid"] is True
    assert "chart1" in taken
    assert "Chart1" not in visible


def test_a_fault_while_a_sheet_is_read_is_a_sentence_that_names_the_sheet(sheet: xw.Sheet) -> None:
    with (
        pytest.raises(
            UnreadableSheetError, match=r"'Sheet1' cannot be read \(TypeError: no such thing\)"
        ) as told,
        reading_of(sheet),
    ):
        raise TypeError("no such thing")

    assert isinstance(told.value.__cause__, TypeError)


def test_what_xlscore_says_itself_while_a_sheet_is_read_is_left_as_it_is(sheet: xw.Sheet) -> None:
    with pytest.raises(XlscoreError, match=r"^A cell is damaged\.$"), reading_of(sheet):
        raise XlscoreError("A cell is damaged.")


def test_excel_being_busy_is_left_for_the_ribbon_to_say(sheet: xw.Sheet) -> None:
    busy = type("com_error", (Exception,), {})

    with pytest.raises(busy), reading_of(sheet):
        raise busy
