"""LibreOffice with our worksheet functions: `=MSG_GAP(…)` in a plain .xlsx computes, on load and after a change.

The profile holds one Basic function for each function of the registry; it hands its cells to the Python of the
tests (office_calls.py) and brings the answer back: numbers, texts, blocks that fill an array formula, and errors
that IFERROR and ISNA see.

What LibreOffice does otherwise than Excel: TRUE arrives as 1 and answers read as 1; a cell with an error never reaches
the function, its error is the answer at once. In the copy that is opened, an argument left out between commas is
marked, since it would arrive as 0, and `SPC` has another name, since it is a word of Basic.

As in Excel, `=TREND(…)` is the spreadsheet's own function; ours is `=xlscore.xlam!TREND(…)`, which a file holds
as `[1]!TREND(…)` beside a link to the add-in. Both spellings work here, for every function.
"""

from __future__ import annotations

import json
import re
import socketserver
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copyfile
from typing import Any, TypeAlias
from xml.sax.saxutils import escape
from zipfile import ZipFile

from tests.support.libreoffice import Office
from xlscore.errors import XlscoreError
from xlscore.functions import REGISTRY
from xlscore.functions.cell_names import ALSO_CALLED

Answer: TypeAlias = "Callable[[str, list[Any]], Any]"

# LibreOffice's own numbers of the errors that Excel has; it has none for the newer ones.
ERROR_NUMBERS = {
    "#NUM!": 503,
    "#VALUE!": 519,
    "#NULL!": 521,
    "#REF!": 524,
    "#NAME?": 525,
    "#DIV/0!": 532,
    "#N/A": 32767,
}

STAND_INS = {
    spelling: f"XLSCORE_{name}" for name, second in ALSO_CALLED.items() for spelling in (name, second)
}
SPREADSHEETS_OWN = {"TREND"}
LEFT_OUT = "(left out)"
RAISED = "(raised)"
TOKEN = re.compile(
    r""""[^"]*"|(?<![\w.!])(?P<add_in>(?:'?xlscore\.xlam'?|\[\d+\])!)?(?P<name>NAMES)\(|'[^']*'|[(){},]""".replace(
        "NAMES", "|".join([*REGISTRY, *ALSO_CALLED.values()])
    ),
    re.IGNORECASE,
)
FORMULA = re.compile(r"(<f\b[^>]*>)([^<]*)(?=</f>)")

HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
MODULE = (
    HEADER
    + """<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{name}"
 script:language="StarBasic">{text}</script:module>
"""
)
LIBRARY = (
    HEADER
    + """<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">{elements}</library:library>
"""
)
LIBRARIES = (
    HEADER
    + """<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>
"""
)

WIRE = """
Global theScript

Function CallPython(name, cells)
    If IsEmpty(theScript) Or IsNull(theScript) Then
        factory = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory")
        provider = factory.createScriptProvider("")
        theScript = provider.getScript( _
            "vnd.sun.star.script:office_calls.py$call?language=Python&location=user")
    End If
    CallPython = Block(theScript.invoke(Array(name, cells), Array(), Array()))
End Function

Function Block(answer)
    If IsArray(answer) Then
        If UBound(answer) >= 0 Then
            If IsArray(answer(0)) Then
                Dim cells(0 To UBound(answer), 0 To UBound(answer(0)))
                For r = 0 To UBound(answer)
                    For c = 0 To UBound(answer(0))
                        cells(r, c) = answer(r)(c)
                    Next c
                Next r
                Block = cells
                Exit Function
            End If
        End If
    End If
    Block = answer
End Function
"""


def basic_function(name: str, arguments: int) -> str:
    """Return the Basic function that stands in a cell for the worksheet function `name`."""
    stands_in = name_in_libreoffice(name)
    names = [f"a{number}" for number in range(arguments)]
    lines = [f"Function {stands_in}({', '.join(f'Optional {argument}' for argument in names)})"]
    for given in range(arguments):
        lines += [
            f"    If IsMissing({names[given]}) Then",
            f'        {stands_in} = CallPython("{name}", Array({", ".join(names[:given])}))',
            "        Exit Function",
            "    End If",
        ]
    return "\n".join(
        [*lines, f'    {stands_in} = CallPython("{name}", Array({", ".join(names)}))', "End Function", ""]
    )


def for_libreoffice(formula: str) -> str:
    """Return a formula of a file as LibreOffice can compute it: our names for it, left-out arguments marked.

    >>> for_libreoffice('[1]!TREND(A1:A6)&SPC(B1:B9,,TRUE)&TREND(A1:A6)')
    'XLSCORE_TREND(A1:A6)&XLSCORE_SPC(B1:B9,"(left out)",TRUE)&TREND(A1:A6)'
    """
    written: list[str] = []
    ours_open: list[bool] = []
    end, nothing_yet = 0, False
    for token in TOKEN.finditer(formula):
        between, text = formula[end : token.start()], token[0]
        nothing_yet = nothing_yet and not between.strip()
        ours = _is_ours(token)
        if text in (",", ")") and nothing_yet and ours_open[-1] and (text, formula[end - 1]) != (")", "("):
            between = f'"{LEFT_OUT}"'
        if text[-1] in "({":
            ours_open.append(ours)
        elif text in (")", "}"):
            ours_open.pop()
        nothing_yet = text[-1] in "(,"
        written += [between, f"{name_in_libreoffice(token['name'])}(" if ours else text]
        end = token.end()
    return "".join(written) + formula[end:]


def _is_ours(token: re.Match[str]) -> bool:
    name = token["name"]
    return bool(name) and (name.upper() not in SPREADSHEETS_OWN or bool(token["add_in"]))


def name_in_libreoffice(name: str) -> str:
    """Return the name that a worksheet function goes by in LibreOffice."""
    return STAND_INS.get(name.upper(), name.upper())


def worksheet_answer(name: str, arguments: list[Any]) -> Any:
    """Return what the worksheet function `name` of the registry answers, its errors as cells show them."""
    try:
        return REGISTRY[name](*arguments)
    except XlscoreError as error:
        return {"error": getattr(error, "code", "#VALUE!")}


class FunctionsOffice(Office):
    """A LibreOffice whose cells and macros reach the Python of the tests."""

    def __init__(self) -> None:
        """Prepare the office and the wire; the office starts at the first request."""
        super().__init__()
        self.answer: Answer = worksheet_answer
        self._wire = _Wire(str(self._folder / "calls"), self)
        threading.Thread(target=self._wire.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """End the office, its wire and its folder."""
        self._wire.shutdown()
        super().stop()
        self._wire.server_close()

    def _environment(self) -> dict[str, str]:
        return super()._environment() | {"XLSCORE_CALLS": str(self._wire.server_address)}

    def _copy(self, path: Path, copy: Path) -> None:
        with ZipFile(path) as source, ZipFile(copy, "w") as target:
            for part in source.infolist():
                data = source.read(part)
                if part.filename == "[Content_Types].xml":
                    data = data.replace(b".addin.macroEnabled.", b".sheet.macroEnabled.")  # opened as a book
                if part.filename.startswith("xl/worksheets/"):
                    data = FORMULA.sub(lambda f: f[1] + for_libreoffice(f[2]), data.decode()).encode()
                target.writestr(part, data)

    def _seed(self, profile: Path) -> None:
        super()._seed(profile)
        functions = "".join(basic_function(name, len(f.arguments)) for name, f in REGISTRY.items())
        seed_basic(profile / "user" / "basic", {"Wire": WIRE, "Functions": functions})
        scripts = profile / "user" / "Scripts" / "python"
        scripts.mkdir(parents=True)
        copyfile(Path(__file__).with_name("office_calls.py"), scripts / "office_calls.py")


def seed_basic(folder: Path, modules: Mapping[str, str]) -> None:
    """Write LibreOffice's own Basic library with these modules into a profile's folder."""
    standard = folder / "Standard"
    standard.mkdir(parents=True)
    for name, text in modules.items():
        module = MODULE.format(name=name, text=escape(text))
        (standard / f"{name}.xba").write_text(module, encoding="utf-8")
    elements = "".join(f'<library:element library:name="{name}"/>' for name in modules)
    (standard / "script.xlb").write_text(LIBRARY.format(elements=elements), encoding="utf-8")
    (standard / "dialog.xlb").write_text(LIBRARY.format(elements=""), encoding="utf-8")
    for kind in ("script", "dialog"):
        (folder / f"{kind}.xlc").write_text(LIBRARIES.format(kind=kind), encoding="utf-8")


class _Wire(socketserver.ThreadingUnixStreamServer):
    """Listens for calls from LibreOffice as long as the office lives."""

    daemon_threads = True

    def __init__(self, address: str, office: FunctionsOffice) -> None:
        super().__init__(address, _Calls)
        self.office = office


class _Calls(socketserver.StreamRequestHandler):
    """Answers the calls of one office process, line by line."""

    server: _Wire

    def handle(self) -> None:
        for line in self.rfile:
            request = json.loads(line)
            cells = [None if cell == LEFT_OUT else cell for cell in request["arguments"]]
            try:
                answer = _sendable(self.server.office.answer(request["name"], cells))
            except Exception as error:  # whatever it is, the macro that called must hear of it
                answer = [RAISED, f"{type(error).__name__}: {error}"]
            self.wfile.write(json.dumps(answer).encode() + b"\n")


def _sendable(answer: Any) -> Any:
    if isinstance(answer, (list, tuple)):
        return [_sendable(item) for item in answer]
    if isinstance(answer, dict):
        return {"error": ERROR_NUMBERS.get(answer["error"], ERROR_NUMBERS["#VALUE!"])}
    if isinstance(answer, bool):
        return float(answer)
    return "" if answer is None else answer
