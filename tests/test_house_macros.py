"""VBA executed in LibreOffice: what Excel would run, decided and bridged, tried on a workbook made here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyopenvba import ExcelFile

from tests.support.functions_office import FunctionsOffice
from tests.support.libreoffice import Value
from tests.support.macros import MacroError, macros

# As xlwings writes its wrappers, but for the errors, which are real ones.
FUNCTIONS = """Attribute VB_Name = "Functions"
Option Explicit
#Const App = "Microsoft Excel"
Function MSG_GAP(force, forces, values, Optional benchmark, Optional higher_is_better)
    #If App = "Microsoft Excel" Then
        If TypeOf Application.Caller Is Range Then On Error GoTo failed
        MSG_GAP = Answer(XLPy.CallUDF("xlscore.excel.udfs", "MSG_GAP", _
            Array(force, forces, values, benchmark, higher_is_better), ActiveWorkbook, Application.Caller))
        Exit Function
    #Else
        MSG_GAP = XLPy.CallUDF("xlscore.excel.udfs", "MSG_GAP", Array(force))
        Exit Function
    #End If
failed:
    MSG_GAP = CVErr(xlErrValue)
End Function

Private Function Answer(value As Variant) As Variant
    Answer = value
    If VarType(value) <> vbString Then Exit Function
    If value = "#N/A" Then Answer = CVErr(xlErrNA)
End Function
"""
RIBBON = """Attribute VB_Name = "Ribbon"
Option Explicit
Private loadedRibbon As IRibbonUI

Public Sub Loaded(ribbon As IRibbonUI)
    Set loadedRibbon = ribbon
End Sub

Public Sub GenerateForceGrades(control As IRibbonControl)
    RunPython "xlscore.excel.ribbon.run('" & control.ID & "')"
End Sub

Public Sub BookIsOpen(control As IRibbonControl, ByRef enabled)
    enabled = Not (ActiveWorkbook Is Nothing)
End Sub

Public Sub Divide(control As IRibbonControl)
    Dim nothingAtAll As Double
    nothingAtAll = 1 / nothingAtAll
End Sub
"""


@pytest.fixture
def addin(tmp_path: Path) -> Path:
    """An add-in with worksheet functions and ribbon callbacks."""
    path = tmp_path / "small.xlam"
    with ExcelFile.create_new(path) as file:
        project = file.vba_project()
        project.add_module("Functions", FUNCTIONS)
        project.add_module("Ribbon", RIBBON)
        project.add_module(
            "xlwings", 'Attribute VB_Name = "xlwings"\nDeclare Function Nowhere Lib "no.dll" ()\n'
        )
        file.save(path)
    return path


def test_a_button_runs_its_python(functions_office: FunctionsOffice, addin: Path) -> None:
    with macros(functions_office, addin) as project:
        project.press("Ribbon.GenerateForceGrades", control="forceGrades")

        assert project.calls == [("RunPython", ["xlscore.excel.ribbon.run('forceGrades')"])]


def test_a_callback_answers(functions_office: FunctionsOffice, addin: Path) -> None:
    with macros(functions_office, addin) as project:
        assert project.ask("Ribbon.BookIsOpen", control="forceGrades") is True


def test_an_error_in_a_macro_is_heard_of(functions_office: FunctionsOffice, addin: Path) -> None:
    with macros(functions_office, addin) as project, pytest.raises(MacroError, match="Division by zero"):
        project.press("Ribbon.Divide")


def test_an_exception_in_python_reaches_the_macro(functions_office: FunctionsOffice, addin: Path) -> None:
    def run_python(command: str) -> None:
        raise ValueError(f"no such thing as {command[:7]}")

    with (
        macros(functions_office, addin, run_python=run_python) as project,
        pytest.raises(MacroError, match="ValueError: no such thing as xlscore"),
    ):
        project.press("Ribbon.GenerateForceGrades")


def test_a_project_that_does_not_compile_is_heard_of(functions_office: FunctionsOffice, addin: Path) -> None:
    with macros(functions_office, addin, stubbed={"xlwings"}) as project:
        project.book.put_macros({"Ribbon": "Option VBASupport 1\nSub Broken(\n"})

        with pytest.raises(MacroError, match=r"cannot compile Ribbon$"):
            project.press("Ribbon.Broken")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (("Essex", [["Essex"], ["Kent"]], [[84.0], [80.0]]), 2),
        (("Nowhere", [["Essex"], ["Kent"]], [[84.0], [80.0]]), "#N/A"),
    ],
)
def test_a_wrapper_is_called_like_any_function(
    functions_office: FunctionsOffice, addin: Path, arguments: tuple[Any, ...], answer: Any
) -> None:
    with macros(functions_office, addin, call_udf=_answer_as_text) as project:
        assert project.call("Functions.MSG_GAP", *arguments) == answer

        assert project.calls == [("CallUDF", ["xlscore.excel.udfs", "MSG_GAP", [*arguments, None, None]])]


def test_cells_compute_by_the_wrappers_of_the_add_in(functions_office: FunctionsOffice, addin: Path) -> None:
    with macros(functions_office, addin, call_udf=_answer_as_text) as project:
        cells: dict[str, Value] = {"A1": "Essex", "B1": 84, "A2": "Kent", "B2": 80}
        formulas = {"C1": '=MSG_GAP("Essex";A1:A2;B1:B2)', "C2": '=ISNA(MSG_GAP("Devon";A1:A2;B1:B2))'}
        for cell, value in (cells | formulas).items():
            project.book.set(0, cell, value)

        assert [row[2] for row in project.book.read()] == [2, True]
        assert {name for name, _ in project.calls} == {"CallUDF"}


def _answer_as_text(module: str, name: str, cells: list[Any]) -> Any:
    from xlscore.functions import call
    from xlscore.rules.problems import CellError

    assert module == "xlscore.excel.udfs"
    try:
        return call(name, *cells)
    except CellError as error:
        return error.code.value
