"""VBA executed in LibreOffice: ribbon callbacks, wrappers and any other macro of a workbook or add-in.

    with macros(office, "xlscore.xlam", call_udf=..., run_python=...) as project:
        project.press("ScorecardRibbon.GenerateForceGrades", "forceGrades")     a button's onAction
        project.ask("ScorecardRibbon.WorkbookIsOpen", "forceGrades")            a getEnabled, getLabel, …
        project.call("ScorecardFunctions.MSG_GAP", "Essex", …)                  any procedure
        project.calls                                                          what reached Python, in order

The modules run as they ship, but for what vba_text changes, and but for the modules of xlwings, which start a
Python process on Windows: a stub stands in for them, whose `XLPy.CallUDF` and `RunPython` call the functions
given here in the tests' own Python.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias

from pyopenvba import ExcelFile, VBAModuleKind

from tests.support.functions_office import LEFT_OUT, RAISED, FunctionsOffice, worksheet_answer
from tests.support.libreoffice import Book
from tests.support.vba_text import for_libreoffice

CallUdf: TypeAlias = Callable[[str, str, list[Any]], Any]
RunPython: TypeAlias = Callable[[str], Any]
Calls: TypeAlias = list[tuple[str, list[Any]]]

OF_XLWINGS = frozenset({"xlwings", "Dictionary"})
# Excel's numbers of its errors, as CVErr takes them.
ERRORS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
}
DONE, FAILED = "(done)", "(failed)"

BRIDGE = f'''Public Function XLPy() As Object
    Set XLPy = New XlwingsStub
End Function

Public Function RunPython(PythonCommand As String)
    AnswerOfPython "RunPython", Array(PythonCommand)
End Function

Public Function AnswerOfPython(name, values)
    Dim factory, provider, script, answer, r, c
    Set factory = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
    Set provider = factory.createScriptProvider("")
    Set script = provider.getScript( _
        "vnd.sun.star.script:office_calls.py$call?language=Python&location=user")
    answer = script.invoke(Array(name, values), Array(), Array())
    If IsArray(answer) Then
        If UBound(answer) >= 0 Then
            If Not IsArray(answer(0)) Then
                If UBound(answer) = 1 Then
                    If answer(0) = "{RAISED}" Then Err.Raise 1001, "Python", answer(1)
                End If
            Else
                Dim cells()
                ReDim cells(0 To UBound(answer), 0 To UBound(answer(0)))
                For r = 0 To UBound(answer)
                    For c = 0 To UBound(answer(0))
                        cells(r, c) = answer(r)(c)
                    Next c
                Next r
                AnswerOfPython = cells
                Exit Function
            End If
        End If
    End If
    AnswerOfPython = answer
End Function

Public Function CellErrorInLibreOffice(number)
    CellErrorInLibreOffice = AnswerOfPython("CVErr", Array(number))
End Function
'''
STUB = f'''Public Function CallUDF(moduleName, functionName, arguments, Optional book, Optional caller)
    Dim values(), i
    ReDim values(0 To UBound(arguments) - LBound(arguments))
    For i = LBound(arguments) To UBound(arguments)
        If IsMissing(arguments(i)) Then
            values(i - LBound(arguments)) = "{LEFT_OUT}"
        ElseIf IsObject(arguments(i)) Then
            values(i - LBound(arguments)) = arguments(i).Value
        Else
            values(i - LBound(arguments)) = arguments(i)
        End If
    Next i
    CallUDF = AnswerOfPython("CallUDF", Array(moduleName, functionName, values))
End Function

Public Sub Exec(code)
    AnswerOfPython "RunPython", Array(code)
End Sub
'''
CONTROL = """Public ID
Public Tag
Public Context
"""
DRIVER_NAME = "DriverStub"
DRIVER = f'''Option VBASupport 1
Function Drive({{parameters}})
    On Error GoTo failed
    Dim control, answer
    Set control = New RibbonControlStub
    control.ID = "{{control}}"
    control.Tag = "{{tag}}"
    {{statement}}
    Drive = Array("{DONE}", answer)
    Exit Function
failed:
    Drive = Array("{FAILED}", Err.Number & ": " & Err.Description)
End Function
'''


class MacroError(Exception):
    """A macro ended with a runtime error (its number and description), or cannot be compiled."""


class Project:
    """The macros of an open workbook or add-in, and what they asked of Python."""

    def __init__(self, book: Book, calls: Calls) -> None:
        """Remember the open `book` and the list of calls that grows as macros ask Python."""
        self.book = book
        self.calls = calls

    def call(self, procedure: str, *arguments: Any) -> Any:
        """Return what `Module.Function` answers; a Sub answers None."""
        names = [f"a{number}" for number in range(len(arguments))]
        given = ", ".join(names)
        if self._is_function(procedure):
            return self._drive(f"answer = {procedure}({given})", names, arguments)
        return self._drive(f"{procedure} {given}", names, arguments)

    def press(self, callback: str, control: str = "", tag: str = "") -> None:
        """Run the `onAction` callback of the ribbon control with the id `control`."""
        self._drive(f"{callback} control", control=control, tag=tag)

    def ask(self, callback: str, control: str = "", tag: str = "") -> Any:
        """Return what a `getEnabled`, `getLabel` or similar callback answers for a ribbon control."""
        return self._drive(f"{callback} control, answer", control=control, tag=tag)

    def _drive(
        self, statement: str, names: Collection[str] = (), arguments: Collection[Any] = (), **texts: str
    ) -> Any:
        texts = {"control": "", "tag": ""} | texts
        driver = DRIVER.format(parameters=", ".join(names), statement=statement, **texts)
        self.book.put_macros({DRIVER_NAME: driver})
        answer = self.book.run(f"{DRIVER_NAME}.Drive", *arguments)
        if answer is None:
            culprits = ", ".join(self._modules_that_do_not_compile()) or f"the call {statement}"
            raise MacroError(f"LibreOffice cannot compile {culprits}")
        outcome, value = answer
        if outcome == FAILED:
            raise MacroError(value)
        return value

    def _modules_that_do_not_compile(self) -> list[str]:
        # LibreOffice says nothing: one module with a mistake, and no macro of the project runs any more. So each
        # is tried alone. The project is of no use already.
        texts = self.book.macros()
        alone = dict.fromkeys(texts, "") | {DRIVER_NAME: "Function Drive\nDrive = 1\nEnd Function\n"}
        culprits = []
        for name in sorted(texts.keys() - {DRIVER_NAME}):
            self.book.put_macros({**alone, name: texts[name]})
            if self.book.run(f"{DRIVER_NAME}.Drive") != 1:
                culprits.append(name)
        return culprits

    def _is_function(self, procedure: str) -> bool:
        module, _, name = procedure.partition(".")
        return f"function {name}(".lower() in self.book.macros()[module].lower()


@contextmanager
def macros(
    office: FunctionsOffice,
    path: Path | str,
    *,
    call_udf: CallUdf = lambda _module, name, cells: worksheet_answer(name, cells),
    run_python: RunPython = lambda _command: None,
    stubbed: Collection[str] = OF_XLWINGS,
) -> Iterator[Project]:
    """Give the project of the workbook or add-in at `path`, open and ready to run; see the module."""
    calls: Calls = []
    before, office.answer = office.answer, _recording(calls, call_udf, run_python)
    try:
        with (
            TemporaryDirectory() as folder,
            office.open(runnable_copy(Path(path), Path(folder), stubbed)) as book,
        ):
            yield Project(book, calls)
    finally:
        office.answer = before


def runnable_copy(path: Path, folder: Path, stubbed: Collection[str]) -> Path:
    """Return a copy of a workbook or add-in in `folder` whose VBA runs in LibreOffice, with the stubs in it.

    The file is changed, not the open book: LibreOffice 7.4 may crash when a book closes that was given a class.
    """
    copy = folder / path.name
    with ExcelFile(path) as file:
        project = file.vba_project()
        for module in list(project.modules):
            file.set_module(module.name, "" if module.name in stubbed else for_libreoffice(module.body))
        project.add_module("BridgeStub", BRIDGE)
        project.add_module("XlwingsStub", STUB, kind=VBAModuleKind.other)
        project.add_module("RibbonControlStub", CONTROL, kind=VBAModuleKind.other)
        file.save(copy)
    return copy


def _recording(calls: Calls, call_udf: CallUdf, run_python: RunPython) -> Callable[[str, list[Any]], Any]:
    def answer(name: str, values: list[Any]) -> Any:
        if name == "CVErr":
            return {"error": ERRORS[int(values[0])]}
        if name == "CallUDF":
            module, function, cells = values
            values = [module, function, [None if cell == LEFT_OUT else cell for cell in cells]]
        calls.append((name, values))
        if name == "CallUDF":
            return call_udf(*values)
        if name == "RunPython":
            return run_python(*values)
        return worksheet_answer(name, values)

    return answer
