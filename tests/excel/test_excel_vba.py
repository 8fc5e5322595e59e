"""The add-in's VBA executed: LibreOffice runs the built .xlam's wrappers, ribbon callbacks and help.

xlwings' own module is stood in for by a stub that calls the tests' Python; message boxes are recorded, and what
LibreOffice's Basic cannot read (an argument named `base`, `Value2`, Excel's dialogs) is spelt otherwise.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.excel.vectors import examples_cells, normal
from tests.support.functions_office import FunctionsOffice
from tests.support.libreoffice import OfficeError
from tests.support.macros import Project, macros
from xlscore.excel import udfs
from xlscore.excel.build import build
from xlscore.excel.buttons import BUTTONS, Question
from xlscore.excel.names import excel_functions
from xlscore.functions import REGISTRY
from xlscore.functions.cell_names import cell_name

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("excel-vba")]

MESSAGE = """    If isGood Then
        MsgBox text, vbInformation, TITLE
    Else
        MsgBox text, vbExclamation, TITLE
    End If"""
RECORDED = '    AnswerOfPython "CallUDF", Array("excel", "message", Array(text, isGood))'
RETURNS, CYCLE = "C:\\Returns\\North.xlsx\nC:\\Returns\\South.xlsx", "Q2 2026-27"
PAPER, SAVED = "C:\\Papers\\Board.docx", "C:\\Papers\\New"
# The functions whose answers LibreOffice's Basic cannot bring back as they are: it has one kind of number only.
UNCHANGED = [name for name in REGISTRY if all(a is not None for a in REGISTRY[name].example.arguments)]


class Python:
    """What the add-in's VBA reaches: the real functions, a ribbon that notes the button, a message that is noted."""

    def __init__(self) -> None:
        self.pressed: list[tuple[str, str]] = []
        self.messages: list[tuple[str, bool]] = []
        self.failures = 0
        self.papers = ["2", "Which paper?"]

    def __call__(self, module: str, function: str, cells: list[Any]) -> Any:
        if module == "excel":
            self.messages.append((cells[0], bool(cells[1])))
            return None
        if self.failures:
            self.failures -= 1
            raise RuntimeError("The remote procedure call failed.")
        if function == "choices":
            return self.papers
        if module == "xlscore.excel.ribbon":
            self.pressed.append((cells[0], cells[1]))
            return ["done" if cells[0] != "check-workbook" else "refused", f"{cells[0]} says so"]
        assert module == "xlscore.excel.udfs"
        return getattr(udfs, function)(*cells)


@pytest.fixture(scope="module")
def python() -> Python:
    return Python()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, python: Python) -> Iterator[Project]:
    addin = build(tmp_path_factory.mktemp("vba") / "xlscore.xlam")
    office = FunctionsOffice()
    stack = contextlib.ExitStack()
    try:
        opened = stack.enter_context(macros(office, addin, call_udf=python))
        opened.book.put_macros(_readable(opened.book.macros()))
        yield opened
    finally:
        with contextlib.suppress(OfficeError):  # LibreOffice 7.4 sometimes falls over a closing project
            stack.close()
        office.stop()


def _readable(texts: dict[str, str]) -> dict[str, str]:
    functions = re.sub(r"\bbase\b", "base_", texts["ScorecardFunctions"])
    chosen = f"chosen = Array({_basic(RETURNS)})"
    asked = re.sub(r"chosen = Application\.GetOpenFilename\(.*\)", lambda _: chosen, texts["ScorecardPython"])
    asked = re.sub(r"paper = Application\.GetOpenFilename\(.*\)", lambda _: f'paper = "{PAPER}"', asked)
    asked = re.sub(r"Application\.GetSaveAsFilename\(.*\)", lambda _: f'"{SAVED}"', asked)
    asked = re.sub(r"InputBox\(.*\)", f'"{CYCLE}"', asked)
    assert MESSAGE in asked.replace("\r\n", "\n")
    asked = asked.replace("\r\n", "\n").replace(MESSAGE, RECORDED)
    asked = asked.replace(".Value2", ".Value")
    return {"ScorecardFunctions": functions, "ScorecardPython": asked}


def _basic(lines: str) -> str:
    return ", ".join(f'"{line}"' for line in lines.splitlines())


@pytest.mark.parametrize("name", UNCHANGED)
def test_the_wrapper_gives_the_examples_answer(name: str, project: Project) -> None:
    function = REGISTRY[name]

    answer = project.call(
        f"ScorecardFunctions.{cell_name(name)}", *examples_cells(function.example.arguments)
    )

    assert _flat(answer) == pytest.approx(_flat(function.example.answer), abs=1e-9)


def _flat(answer: Any) -> list[Any]:
    return [
        float(cell) if isinstance(cell, (int, float)) else cell for row in normal(answer) for _, cell in row
    ]


def test_arguments_left_out_arrive_as_left_out(project: Project) -> None:
    project.calls.clear()

    project.call("ScorecardFunctions.IMPACT_CLASS", 11.0)

    assert project.calls == [("CallUDF", ["xlscore.excel.udfs", "IMPACT_CLASS", [11.0, None, None]])]


@pytest.mark.parametrize(
    ("name", "cells", "error"),
    [
        ("MSG_RANK", ("Elsewhere", [["Essex"], ["Kent"]], [[1.0], [2.0]]), "#N/A"),
        ("MSG_MOVE", (5.0, "x"), "#VALUE!"),
        ("RATE_LIMITS", (5.0, -1.0), "#NUM!"),
        ("YOY", ("#DIV/0!", 2.0), "#DIV/0!"),
    ],
)
def test_an_error_becomes_a_real_one(name: str, cells: tuple[Any, ...], error: str, project: Project) -> None:
    from tests.support.libreoffice import ExcelError

    answer = project.call(f"ScorecardFunctions.{name}", *cells)

    assert answer == error
    assert isinstance(answer, ExcelError)


def test_a_python_that_has_ended_is_asked_once_more(project: Project, python: Python) -> None:
    python.failures = 1

    assert project.call("ScorecardFunctions.MSG_MOVE", 5.0, 4.0) == "Improved"


def test_a_python_that_stays_away_is_an_error_and_no_sentence(project: Project, python: Python) -> None:
    python.failures = 2

    answer = project.call("ScorecardFunctions.MSG_MOVE", 5.0, 4.0)

    assert answer == "#VALUE!"
    assert python.failures == 0


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.name)
def test_every_button_runs_and_ends_with_one_message(button: Any, project: Project, python: Python) -> None:
    python.pressed.clear()
    python.messages.clear()

    project.press(f"ScorecardRibbon.{button.macro}", button.macro)

    if button.native:
        assert (python.pressed, len(python.messages)) == (
            [],
            1,
        )  # LibreOffice lacks Excel's dialog: the other way in is named
        return
    answers = {
        Question.NOTHING: "",
        Question.RETURNS: RETURNS,
        Question.FILES: RETURNS,
        Question.CYCLE: CYCLE,
        Question.NEW_PAPER: f"{SAVED}\n{CYCLE}",
        Question.PAPER: PAPER,
        Question.TEXT: PAPER,
        Question.PACK: SAVED,
    }
    assert python.pressed == [(button.name, answers[button.asks])]
    assert python.messages == [(f"{button.name} says so", button.name != "check-workbook")]


@pytest.mark.parametrize(("offered", "failures"), [(["1", "Which paper?"], 0), (["2", "Which paper?"], 1)])
def test_which_paper_is_asked_only_where_several_can_be_written_and_python_answers(
    offered: list[str], failures: int, project: Project, python: Python
) -> None:
    python.pressed.clear()
    python.papers, python.failures = offered, failures

    project.press("ScorecardRibbon.WritePaper", "WritePaper")

    python.papers = ["2", "Which paper?"]
    assert python.pressed == [("write-paper", f"{SAVED}\n")]


def test_a_button_says_what_to_do_when_python_does_not_answer(project: Project, python: Python) -> None:
    python.messages.clear()
    python.failures = 1

    project.press("ScorecardRibbon.About", "About")

    [(text, good)] = python.messages
    assert not good
    assert "xlscore addin doctor" in text


def test_buttons_are_enabled_while_a_workbook_is_open(project: Project) -> None:
    assert project.ask("ScorecardRibbon.ScorecardEnabled", "About")


def test_ranges_travel_as_their_values(project: Project) -> None:
    project.book.set(0, "E1", "Essex")
    project.book.set(0, "E2", "Kent")
    project.book.set(0, "F1", 1.5)
    project.book.set(0, "F2", 2.5)
    project.book.put_macros({"RangeStub": RANGES})
    project.calls.clear()

    answer = project.call("RangeStub.RankOfKent")

    assert answer == 2
    assert project.calls[0][1][2] == ["Kent", [["Essex"], ["Kent"]], [[1.5], [2.5]], None]


def test_a_whole_column_ends_where_the_sheet_ends(project: Project) -> None:
    project.book.set(0, "F1", 1.5)
    project.book.set(0, "F2", 2.5)
    project.book.put_macros({"RangeStub": RANGES})
    project.calls.clear()

    project.call("RangeStub.AverageOfColumn")

    [[_, [_, _, [cells, _]]]] = project.calls
    assert len(cells) < 100


def test_help_is_given_for_every_function_once_excel_takes_it(project: Project) -> None:
    described = (
        '    AnswerOfPython "CallUDF", Array("excel", "message", Array(functionName, UBound(arguments) + 1))'
    )
    text = project.book.macros()["ScorecardHelp"].replace("\r\n", "\n")
    text = re.sub(r"    Application\.MacroOptions.*? _\n.*?\n", described + "\n", text)
    project.book.put_macros({"ScorecardHelp": text})
    project.calls.clear()

    project.call("ScorecardHelp.GiveHelp")
    project.call("ScorecardHelp.GiveHelp")

    told = {cells[0]: int(cells[1]) for _, (_, _, cells) in project.calls}
    assert len(project.calls) == len(told)
    assert told == {name: len(function.arguments) for name, function in excel_functions().items()}


RANGES = """Option VBASupport 1
Function RankOfKent()
    With ThisWorkbook.Worksheets(1)
        RankOfKent = ScorecardFunctions.MSG_RANK("Kent", .Range("E1:E2"), .Range("F1:F2"))
    End With
End Function
Function AverageOfColumn()
    AverageOfColumn = ScorecardFunctions.MSG_AVERAGE(ThisWorkbook.Worksheets(1).Range("F:F"))
End Function
"""


def test_the_add_in_opens_as_it_is(tmp_path: Path, functions_office: FunctionsOffice) -> None:
    addin = build(tmp_path / "xlscore.xlam")

    with functions_office.open(addin) as book:
        assert book.sheets == ["xlscore.conf"]
