"""The add-in's generated texts: VBA around each worksheet function, their help, the ribbon and its callbacks.

`xlscore addin generate` writes them to `vba_shim/`, beside the texts that are written by hand; a test says when
they are out of date. None holds a rule: each hands over to Python.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr

from xlscore.errors import XlscoreError
from xlscore.excel.buttons import BUTTONS, GROUPS, TAB, TAB_KEYTIP, Button, Question
from xlscore.excel.names import VBA_WORDS, excel_functions
from xlscore.excel.vba_text import LONGEST_LINE, comment, header, module_text, string
from xlscore.functions import WorksheetFunction

__all__ = ["CATEGORY", "HANDWRITTEN", "generated", "write"]

CATEGORY: Final = "Scorecard"
HANDWRITTEN: Final = ("ScorecardPython.bas", "ThisWorkbook.cls")

_RIBBON_NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"


class UnspeakableError(XlscoreError):
    """A definition that VBA cannot express."""


def generated() -> dict[str, str]:
    """Return the generated texts by their file names.

    >>> sorted(generated())
    ['ScorecardFunctions.bas', 'ScorecardHelp.bas', 'ScorecardRibbon.bas', 'customUI14.xml']
    """
    texts = {
        "ScorecardFunctions.bas": _functions(),
        "ScorecardHelp.bas": _help(),
        "ScorecardRibbon.bas": _callbacks(),
    }
    for file, text in texts.items():
        _check(file, text)
    return texts | {"customUI14.xml": _ribbon()}


def write(folder: Path) -> list[Path]:
    """Return the files of `folder` that were out of date and are now written."""
    written = []
    for name, text in generated().items():
        path, data = folder / name, text.encode("ascii" if name.endswith(".bas") else "utf-8")
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)
            written.append(path)
    return written


def _check(file: str, text: str) -> None:
    long = [line for line in text.splitlines() if len(line) > LONGEST_LINE]
    if long:
        raise UnspeakableError(f"A line of {file} is too long for VBA: {long[0][:60]}…")


# functions


def _functions() -> str:
    lines = header("ScorecardFunctions", "The worksheet functions: each hands its cells to Python.")
    for name, function in excel_functions().items():
        lines += [*_function(name, function), ""]
    return module_text(lines)


def _function(name: str, function: WorksheetFunction) -> list[str]:
    if name.lower() in VBA_WORDS:
        raise UnspeakableError(f"VBA cannot declare a function {name}; give it a second name in cell_names.")
    reserved = [argument.name for argument in function.arguments if argument.name in VBA_WORDS]
    if reserved:
        raise UnspeakableError(f"{name}: VBA cannot name an argument {reserved[0]}; rename it in Python.")
    parameters = ", ".join(("" if a.required else "Optional ") + a.name for a in function.arguments)
    given = ", ".join(argument.name for argument in function.arguments)
    return [
        *comment(function.summary),
        f"Public Function {name}({parameters})",
        f'    {name} = AnswerOf("{name}", Array({given}))',
        "End Function",
    ]


# help


def _help() -> str:
    lines = header("ScorecardHelp", "What Insert Function and the arguments dialog say about each function.")
    lines += [
        "Private helpGiven As Boolean",
        "",
        "' Excel takes help only while a workbook is open, so this is asked again until it worked.",
        "Public Sub GiveHelp()",
        "    If helpGiven Then Exit Sub",
        "    If ActiveWorkbook Is Nothing Then Exit Sub",
    ]
    for name, function in excel_functions().items():
        lines += _description(name, function)
    lines += [
        "    ThisWorkbook.Saved = True",
        "End Sub",
        "",
        "Private Sub Describe(ByVal functionName As String, ByVal text As String, ByVal arguments As Variant)",
        "    On Error GoTo Later",
        '    Application.MacroOptions Macro:="\'" & ThisWorkbook.Name & "\'!" & functionName, Description:=text, _',
        f'        Category:="{CATEGORY}", ArgumentDescriptions:=arguments',
        "    helpGiven = True",
        "Later:",
        "End Sub",
    ]
    return module_text(lines)


def _description(name: str, function: WorksheetFunction) -> list[str]:
    helps = [string(argument.help) for argument in function.arguments]
    lines = [f'    Describe "{name}", _', f"        {string(function.summary)}, _", "        Array( _"]
    lines += [f"            {text}, _" for text in helps[:-1]]
    return [*lines, f"            {helps[-1]})"]


# ribbon


def _callbacks() -> str:
    lines = header("ScorecardRibbon", "What each button of the ribbon calls.")
    lines += [
        "Private theRibbon As IRibbonUI",
        "",
        "Public Sub ScorecardLoaded(ribbon As IRibbonUI)",
        "    Set theRibbon = ribbon",
        "End Sub",
        "",
        "Public Sub RefreshRibbon()",
        "    If Not theRibbon Is Nothing Then theRibbon.Invalidate",
        "End Sub",
        "",
        "Public Sub ScorecardEnabled(control As IRibbonControl, ByRef enabled)",
        "    enabled = Not (ActiveWorkbook Is Nothing)",
        "End Sub",
        "",
    ]
    for button in BUTTONS:
        lines += [
            *comment(f"{button.screentip}."),
            f"Public Sub {button.macro}(control As IRibbonControl)",
            *_body(button),
            "End Sub",
            "",
        ]
    return module_text(lines)


_ASKED: Final = {
    Question.RETURNS: "ChosenReturns",
    Question.FILES: "ChosenFiles",
    Question.CYCLE: "ChosenCycle",
    Question.NEW_PAPER: "ChosenNewPaper",
    Question.PAPER: "ChosenPaper",
    Question.TEXT: "ChosenText",
    Question.PACK: "ChosenPack",
}
"""What asks an officer, by the question."""


def _body(button: Button) -> list[str]:
    if button.native:
        return [
            "    On Error GoTo Failed",
            "    Application.Dialogs(xlDialogFunctionWizard).Show",
            "    Exit Sub",
            "Failed:",
            '    ShowMessage "Select a cell, then press Shift+F3 and choose the category Scorecard.", False',
        ]
    if button.asks is Question.NOTHING:
        return [f'    PressButton "{button.name}", ""']
    asked = _ASKED[button.asks]
    return [
        "    Dim asked As String",
        "",
        f"    asked = {asked}()",
        f'    If Len(asked) > 0 Then PressButton "{button.name}", asked',
    ]


def _ribbon() -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<customUI xmlns="{_RIBBON_NAMESPACE}" onLoad="ScorecardRibbon.ScorecardLoaded">',
        "  <ribbon>",
        "    <tabs>",
        f'      <tab id="scorecardTab" label="{TAB}" keytip="{TAB_KEYTIP}" insertAfterMso="TabView">',
    ]
    for group in GROUPS:
        lines.append(f'        <group id="scorecard{group}" label="{group}">')
        for button in BUTTONS:
            if button.group == group:
                lines += _button(button)
        lines.append("        </group>")
    return "\n".join([*lines, "      </tab>", "    </tabs>", "  </ribbon>", "</customUI>"]) + "\n"


def _button(button: Button) -> list[str]:
    return [
        f'          <button id="{button.macro}" label={quoteattr(button.label)}'
        f' size="{"large" if button.large else "normal"}" imageMso="{button.icon}" keytip="{button.keytip}"',
        f'                  onAction="ScorecardRibbon.{button.macro}" getEnabled="ScorecardRibbon.ScorecardEnabled"',
        f"                  screentip={quoteattr(button.screentip)}",
        f"                  supertip={quoteattr(button.supertip)}/>",
    ]
