"""LibreOffice's half of tests.support.libreoffice: runs under the Python that has `uno`, speaks JSON lines.

Each request is one line `{"do": name, …}` on standard input, each answer one line `{"value": …}` or
`{"error": …}` on standard output. The office it starts belongs to its process group and ends with it: when
the tests end, however they end, standard input closes and both stop.
"""

import contextlib
import ctypes
import json
import math
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
import uuid
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

START_SECONDS = 90
PR_SET_CHILD_SUBREAPER = 36
ASKS_FOR_RESTART = 81  # what soffice.bin answers once on a new profile
ERRORS = {
    503: "#NUM!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
VALUE, DATETIME, STRING, FORMULA = 1, 2, 4, 16  # com.sun.star.sheet.CellFlags
FORMULA_ERROR = 4  # com.sun.star.sheet.FormulaResult


def properties(**values):
    """Return `values` as UNO property values."""
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Server:
    """One office process and the documents open in it."""

    def __init__(self, program, profile):
        """Start the office of folder `program` on the folder `profile`."""
        self.pipe = "xlscore" + uuid.uuid4().hex[:12]
        self.command = [
            str(Path(program, "soffice.bin")),
            "-env:UserInstallation=" + uno.systemPathToFileUrl(profile),
            "--headless",
            "--invisible",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nofirststartwizard",
            f"--accept=pipe,name={self.pipe};urp;",
        ]
        self.documents = {}
        self.opened = 0
        self.context = self._connect()
        services = self.context.ServiceManager
        self.desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)

    def _launch(self):
        return subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def _connect(self):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.process = self._launch()
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
            except NoConnectException:
                code = self.process.poll()
                if code == ASKS_FOR_RESTART:
                    self.process = self._launch()
                elif code is not None:
                    raise RuntimeError(f"LibreOffice ended with code {code} while starting") from None
                if time.monotonic() > deadline:
                    raise RuntimeError(f"LibreOffice did not answer in {START_SECONDS} seconds") from None
                time.sleep(0.05)

    def stop(self):
        """End the office: politely, then by its process id; see off the helpers it left behind."""
        try:
            self.desktop.terminate()
            self.process.wait(5)
        except Exception:
            self.process.kill()
            self.process.wait(5)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)

    # documents

    def open(self, path, recalculate):
        """Return the handle of the document loaded from `path`, with its formulas computed or as saved."""
        self._set_recalculation(recalculate)
        # Not Hidden: Workbook_Open and some calls need a view; headless shows nothing anyway.
        document = self.desktop.loadComponentFromURL(
            uno.systemPathToFileUrl(path), "_blank", 0, properties(Hidden=False, MacroExecutionMode=4)
        )
        if document is None:
            raise RuntimeError(f"LibreOffice could not load {os.path.basename(path)}")
        # Where Writer is installed, it takes whatever Calc cannot read for a text; a document is meant to be one.
        is_sheets = document.supportsService("com.sun.star.sheet.SpreadsheetDocument")
        if not is_sheets and not path.endswith(".docx"):
            document.close(True)
            raise RuntimeError(f"LibreOffice could not load {os.path.basename(path)} as a spreadsheet")
        self.opened += 1
        name = f"{self.pipe}-{self.opened}"
        self.documents[name] = document
        return name

    def _set_recalculation(self, always):
        provider = self.context.ServiceManager.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )
        node = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            properties(nodepath="/org.openoffice.Office.Calc/Formula/Load"),
        )
        node.setPropertyValue("OOXMLRecalcMode", 0 if always else 1)
        node.commitChanges()

    def close(self, document):
        """Close a document without saving it."""
        self.documents.pop(document).close(True)

    def save(self, document, path, filter_name):
        """Store a copy of a document at `path` through a LibreOffice filter."""
        url = uno.systemPathToFileUrl(path)
        self.documents[document].storeToURL(url, properties(FilterName=filter_name, Overwrite=True))

    def recalculate(self, document):
        """Compute every formula of a document anew."""
        self.documents[document].calculateAll()

    # cells

    def sheets(self, document):
        """Return the names of a document's sheets, in order."""
        return list(self.documents[document].Sheets.ElementNames)

    def _sheet(self, document, sheet):
        sheets = self.documents[document].Sheets
        return sheets.getByIndex(sheet) if isinstance(sheet, int) else sheets.getByName(sheet)

    def _used(self, sheet):
        found = sheet.queryContentCells(VALUE | DATETIME | STRING | FORMULA).RangeAddresses
        if not found:
            return None
        right, bottom = max(area.EndColumn for area in found), max(area.EndRow for area in found)
        return sheet.getCellRangeByPosition(0, 0, right, bottom)

    def formulas(self, document, sheet):
        """Return the formulas (or contents) of a sheet's used block from A1, row by row."""
        used = self._used(self._sheet(document, sheet))
        return [list(row) for row in used.getFormulaArray()] if used else []

    def read(self, document, sheet, booleans):
        """Return the values of a sheet's used block from A1, row by row, booleans told from noughts and ones where asked."""
        used = self._used(self._sheet(document, sheet))
        if used is None:
            return []
        rows = [list(row) for row in used.getDataArray()]
        for area in used.queryEmptyCells().RangeAddresses:
            for row in rows[area.StartRow : area.EndRow + 1]:
                row[area.StartColumn : area.EndColumn + 1] = [None] * (area.EndColumn + 1 - area.StartColumn)
        for area in used.queryFormulaCells(FORMULA_ERROR).RangeAddresses:
            for r in range(area.StartRow, area.EndRow + 1):
                for c in range(area.StartColumn, area.EndColumn + 1):
                    rows[r][c] = error(used.getCellByPosition(c, r).getError())
        if booleans:
            self._mark_booleans(used, rows)
        return rows

    def _mark_booleans(self, used, rows):
        # A boolean is a number shown as TRUE or FALSE here, so only noughts and ones can be one.
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if isinstance(value, float) and value in (0.0, 1.0):
                    shown = used.getCellByPosition(c, r).String
                    if shown in ("TRUE", "FALSE"):
                        row[c] = shown == "TRUE"

    def set(self, document, sheet, cell, value):
        """Put a value, or a formula that starts with "=", into a cell."""
        target = self._sheet(document, sheet).getCellRangeByName(cell)
        if isinstance(value, bool):
            target.setFormula("=TRUE()" if value else "=FALSE()")
        elif isinstance(value, (int, float)):
            target.setValue(value)
        elif isinstance(value, str) and value.startswith("="):
            target.setFormula(value)
        else:
            target.setString(value or "")

    # macros

    def macros(self, document):
        """Return the text of each Basic module of a document's own project, by its name."""
        library = self._library(document)
        return {name: library.getByName(name) for name in library.ElementNames}

    def put_macros(self, document, modules):
        """Put the texts of `modules` in place of, or beside, the modules of a document's own project."""
        library = self._library(document)
        for name, text in modules.items():
            if library.hasByName(name):
                library.replaceByName(name, text)
            else:
                library.insertByName(name, text)

    def _library(self, document):
        libraries = self.documents[document].BasicLibraries
        return libraries.getByName(libraries.ProjectName or "Standard")

    def run(self, document, macro, arguments):
        """Return the answer of a macro `Module.Procedure` of a document's own project."""
        project = self.documents[document].BasicLibraries.ProjectName or "Standard"
        provider = self.documents[document].getScriptProvider()
        script = provider.getScript(f"vnd.sun.star.script:{project}.{macro}?language=Basic&location=document")
        # LibreOffice 7.4 turns an integer into 0 on its way to a typed parameter.
        arguments = tuple(
            float(a) if isinstance(a, int) and not isinstance(a, bool) else a for a in arguments
        )
        answer, _, _ = script.invoke(arguments, (), ())
        return answer

    def answer(self, request):
        """Return the answer to one request."""
        return getattr(self, request.pop("do"))(**request)


def error(code):
    """Return the error that LibreOffice numbers `code`, by Excel's name where it has one."""
    return {"error": ERRORS.get(code) or f"Err:{code}"}


def plain(value):
    """Return `value` as something JSON can carry."""
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, float) and math.isnan(value):
        return error(struct.unpack("<Q", struct.pack("<d", value))[0] & 0xFFFF)
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def main(program, profile):
    """Start the office, say so, and answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        # The office starts key-ring helpers and never waits for them; they become ours when it ends.
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(**what):
        answers.write(json.dumps(what) + "\n")
        answers.flush()

    try:
        server = Server(program, profile)
    except Exception as problem:
        say(error=str(problem))
        return
    try:
        say(value="ready")
        for line in sys.stdin:
            try:
                say(value=plain(server.answer(json.loads(line))))
            except Exception as problem:
                say(error=f"{type(problem).__name__}: {problem}", alive=server.process.poll() is None)
    finally:
        server.stop()
        shutil.rmtree(profile, ignore_errors=True)  # the tests may have been killed, and cannot


if __name__ == "__main__":
    main(*sys.argv[1:])
