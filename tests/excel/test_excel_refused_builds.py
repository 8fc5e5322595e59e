"""An add-in that would not hold together is refused when it is built, and not found out by the officer."""

from __future__ import annotations

import datetime
import importlib.util
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.excel.engine_lane_client import in_excel
from xlscore.errors import XlscoreError
from xlscore.excel import generate
from xlscore.excel.actions import ACTIONS, ButtonError
from xlscore.excel.build import AddinError, build
from xlscore.excel.conversion import cell_in, cell_out
from xlscore.excel.xlwings_vba import XlwingsLayoutError, procedure, xlwings_module
from xlscore.functions import REGISTRY


def test_a_function_that_vba_cannot_declare_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "excel_functions", lambda: {"Next": REGISTRY["YOY"]})

    with pytest.raises(XlscoreError, match="VBA cannot declare a function Next"):
        generate.generated()


def test_an_argument_that_vba_cannot_name_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    function = REGISTRY["YOY"]
    reserved = replace(
        function, arguments=(replace(function.arguments[0], name="date"), *function.arguments[1:])
    )
    monkeypatch.setattr(generate, "excel_functions", lambda: {"YOY": reserved})

    with pytest.raises(XlscoreError, match="YOY: VBA cannot name an argument date"):
        generate.generated()


def test_a_line_that_the_editor_would_cut_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "LONGEST_LINE", 20)

    with pytest.raises(XlscoreError, match=r"A line of ScorecardFunctions\.bas is too long for VBA"):
        generate.generated()


def test_a_project_that_its_builder_finds_fault_with_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from pyopenvba import ExcelFile

    monkeypatch.setattr(ExcelFile, "validate", lambda _: ["Module1 is listed twice"])

    with pytest.raises(AddinError, match="does not hold together: Module1 is listed twice"):
        build(tmp_path / "xlscore.xlam")
    assert list(tmp_path.iterdir()) == []


def test_an_xlwings_that_is_not_there_or_brings_no_vba_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for found, why in (
        (None, "pip install xlwings"),
        (
            SimpleNamespace(origin=str(tmp_path / "__init__.py")),
            r"it does not bring xlwings_custom_addin\.bas",
        ),
    ):
        monkeypatch.setattr(importlib.util, "find_spec", lambda _, found=found: found)
        with pytest.raises(XlwingsLayoutError, match=why):
            xlwings_module()


def test_a_procedure_that_is_not_in_the_module_is_named() -> None:
    with pytest.raises(XlwingsLayoutError, match="it has no procedure GetConfig"):
        procedure("Public Sub Run()\nEnd Sub\n", "GetConfig")


def test_a_date_goes_out_as_excel_s_number_and_a_browser_s_blank_comes_in_as_blank() -> None:
    blank: Any = type("JsNull", (), {})()

    assert cell_in(blank) is None
    assert cell_out(datetime.date(2020, 4, 6)) == 43927.0
    assert cell_out(datetime.timedelta(hours=12)) == 0.5


def test_explaining_without_a_selected_cell_says_what_to_select() -> None:
    book: Any = SimpleNamespace(selection=None)

    with pytest.raises(ButtonError, match="Select the cell to be explained"):
        ACTIONS["explain-cell"](book, [], print)


def test_maps_come_into_excel_each_on_its_sheet_in_place_of_its_last_drawing_alone() -> None:
    (grid, north), calls = in_excel("put_drawings")

    assert grid == [["Our remark", 7, 7], ["Tube map: Commands", 0, 0]]
    assert north == [["Tube map: North", 0, 0]]
    kinds = {"Workbooks.Open", "Shape.Delete", "Shape.Copy", "Worksheet.Paste", "Workbook.Close"}
    assert [call for call in calls if call[0] in kinds] == [
        ["Workbooks.Open", "tube maps.xlsx", 0, True],
        ["Shape.Delete", "Grid", "tube map: commands"],
        ["Shape.Copy", "Grid", "Tube map: Commands"],
        ["Worksheet.Paste", "Grid", "Tube map: Commands"],
        ["Shape.Copy", "North", "Tube map: North"],
        ["Worksheet.Paste", "North", "Tube map: North"],
        ["Workbook.Close", "tube maps.xlsx", False],
    ]
