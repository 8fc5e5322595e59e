"""LibreOffice as the real spreadsheet program of the tests: one office process for each pytest worker.

    office.read(path, "Sheet1")                         values after LibreOffice computed every formula
    office.read(path, "Sheet1", recalculate=False)      the values the file carries
    office.recalculated(path, "Sheet1", {"B2": 110})    values after cells were changed
    office.pdf(path, folder)                            the workbook printed to a PDF
    with office.open(path) as book: …                   several of these on one open book, and macros

A cell reads as a float (dates are serial numbers), str, bool, None for an empty cell, or `ExcelError`, which
equals its text: `value == "#N/A"` (or "Err:502", an error that Excel has no name for). Files are copied
before they are opened, so a test's file is never locked or changed.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import selectors
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

from tests.support.tools import missing, require_tool

SERVER = Path(__file__).with_name("office_server.py")
SECONDS = 180  # the slowest honest answer is a big PDF, under 30; more means that the office hangs
PDF, XLSX = "calc_pdf_Export", "Calc MS Excel 2007 XML"
DOCUMENT_PDF, DOCX = "writer_pdf_Export", "MS Word 2007 XML"
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office">\
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Setup/L10N">\
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>en-GB</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc">\
<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
"""


class ExcelError(str):
    """An error in a cell, such as "#N/A"; equal to its text, and told from such a text by its type."""

    __slots__ = ()


Value: TypeAlias = "float | str | bool | ExcelError | None"
Rows: TypeAlias = "list[list[Value]]"


class OfficeError(Exception):
    """LibreOffice refused a request; the sentence says which and why."""


class OfficeEndedError(OfficeError):
    """The office process ended or hangs; it is started anew at the next request."""


class Office:
    """One LibreOffice, started at the first request, with its own profile, pipe and process group."""

    def __init__(self) -> None:
        """Prepare an office; nothing is started yet."""
        self._process: subprocess.Popen[str] | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="xlscore-office-"))

    def open(self, path: Path | str, *, recalculate: bool = True) -> Book:
        """Return the workbook at `path` opened, as a copy, with its formulas computed or as saved."""
        copy = Path(tempfile.mkdtemp(dir=self._folder), Path(path).name)
        self._copy(Path(path), copy)
        try:
            handle = self.ask("open", path=str(copy), recalculate=recalculate)
        except OfficeEndedError:  # rare, and mostly an after-effect of the document before
            handle = self.ask("open", path=str(copy), recalculate=recalculate)
        return Book(self, handle, copy)

    def read(self, path: Path | str, sheet: str | int = 0, *, recalculate: bool = True) -> Rows:
        """Return the values of a sheet (by name or 0-based place) from A1 on, row by row."""
        with self.open(path, recalculate=recalculate) as book:
            return book.read(sheet)

    def read_all(self, path: Path | str, *, recalculate: bool = True) -> dict[str, Rows]:
        """Return the values of every sheet by its name."""
        with self.open(path, recalculate=recalculate) as book:
            return {name: book.read(name) for name in book.sheets}

    def formulas(self, path: Path | str, sheet: str | int = 0) -> list[list[str]]:
        """Return the formulas (or the entries) of a sheet from A1 on, as LibreOffice understood them."""
        with self.open(path, recalculate=False) as book:
            return book.formulas(sheet)

    def recalculated(self, path: Path | str, sheet: str | int, changes: Mapping[str, Value]) -> Rows:
        """Return the values of a sheet after `changes` on it: cell address → new value or "=formula"."""
        with self.open(path) as book:
            for cell, value in changes.items():
                book.set(sheet, cell, value)
            return book.read(sheet)

    def pdf(self, path: Path | str, out_dir: Path) -> Path:
        """Return a PDF of the workbook, printed by its own page set-up into `out_dir`."""
        with self.open(path) as book:
            return book.save_as(out_dir / f"{Path(path).stem}.pdf", PDF)

    def resaved(self, path: Path | str, out_dir: Path) -> Path:
        """Return the workbook as LibreOffice saves it (for reading only: it changes function names)."""
        with self.open(path) as book:
            return book.save_as(out_dir / f"{Path(path).stem}.xlsx", XLSX)

    @property
    def process(self) -> subprocess.Popen[str] | None:
        """The running office process, None when none runs."""
        return self._process if self._process is not None and self._process.poll() is None else None

    def ask(self, do: str, **request: Any) -> Any:
        """Return LibreOffice's answer to one request of office_server.py."""
        self._start_if_needed()
        return self._ask(do, request)

    def stop(self) -> None:
        """End the office and remove its folder; the object is of no more use."""
        self._end()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _copy(self, path: Path, copy: Path) -> None:
        """Make the copy that LibreOffice opens."""
        shutil.copyfile(path, copy)

    def _seed(self, profile: Path) -> None:
        """Write what a new profile folder starts with."""
        user = profile / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")

    def _environment(self) -> dict[str, str]:
        """Return the office's environment: nothing of the virtual environment the tests run in.

        Not its PATH either: LibreOffice's Python takes the first python3 there for its own home.
        """
        kept = {key: os.environ[key] for key in ("HOME", "TMPDIR") if key in os.environ}
        own = {
            "PATH": os.defpath,
            "LC_ALL": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        return {"HOME": str(self._folder)} | kept | own

    def _start_if_needed(self) -> None:
        if self.process is not None:
            return
        self._end()
        program = Path(require_tool("soffice")).resolve().parent
        profile = Path(tempfile.mkdtemp(dir=self._folder))
        self._seed(profile)
        self._process = subprocess.Popen(
            [python_with_uno(), str(SERVER), str(program), str(profile)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=self._environment(),
            start_new_session=True,
        )
        self._answer("start")

    def _end(self, *, politely: bool = True) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(10 if politely else 0)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        process.stdout.close()

    def _ask(self, do: str, request: dict[str, Any]) -> Any:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps({"do": do, **request}) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as problem:
            self._end(politely=False)
            raise OfficeEndedError(f"LibreOffice ended before it could {do}") from problem
        return self._answer(do)

    def _answer(self, do: str) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            answered = selector.select(SECONDS)
        line = self._process.stdout.readline() if answered else ""
        if not line:
            self._end(politely=False)
            raise OfficeEndedError(
                f"LibreOffice {'ended' if answered else f'hung for {SECONDS} seconds'} at {do}"
            )
        answer = json.loads(line)
        if "error" in answer:
            if not answer.get("alive", do != "start"):
                self._end(politely=False)
                raise OfficeEndedError(f"LibreOffice ended at {do}: {answer['error']}")
            raise OfficeError(f"{do}: {answer['error']}")
        return answer["value"]


class Book:
    """A workbook open in LibreOffice; use it in a `with` statement."""

    def __init__(self, office: Office, handle: str, copy: Path) -> None:
        """Remember which of the office's documents this is."""
        self.office = office
        self._handle = handle
        self._process = office.process
        self._copy = copy

    def __enter__(self) -> Book:
        """Return the book itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the book without saving it."""
        with contextlib.suppress(OfficeEndedError):  # then there is nothing left to close
            self._ask("close")
        shutil.rmtree(self._copy.parent, ignore_errors=True)

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, in order."""
        return list(self._ask("sheets"))

    def read(self, sheet: str | int = 0, *, booleans: bool = True) -> Rows:
        """Return the values of a sheet from A1 on, row by row.

        To tell booleans from noughts and ones each such cell is asked how it is shown: on a sheet of thousands, seconds.
        """
        return list(_values(self._ask("read", sheet=sheet, booleans=booleans)))

    def formulas(self, sheet: str | int = 0) -> list[list[str]]:
        """Return the formulas (or the entries) of a sheet from A1 on."""
        return list(self._ask("formulas", sheet=sheet))

    def set(self, sheet: str | int, cell: str, value: Value) -> None:
        """Put a value, or a formula that starts with "=", into the cell with the address `cell`."""
        self._ask("set", sheet=sheet, cell=cell, value=value)

    def recalculate(self) -> None:
        """Compute every formula anew, whether or not its inputs changed."""
        self._ask("recalculate")

    def save_as(self, path: Path, filter_name: str = XLSX) -> Path:
        """Return `path` after storing a copy of the book there through the LibreOffice filter named."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._ask("save", path=str(path.resolve()), filter_name=filter_name)
        return path

    def run(self, macro: str, *arguments: Value | Sequence[Any]) -> Any:
        """Return what the book's own macro `Module.Procedure` answers."""
        return _values(self._ask("run", macro=macro, arguments=list(arguments)))

    def macros(self) -> dict[str, str]:
        """Return the text of each macro module by its name."""
        return dict(self._ask("macros"))

    def put_macros(self, modules: Mapping[str, str]) -> None:
        """Put standard modules into the open book, new ones or in place of those of the same name."""
        self._ask("put_macros", modules=dict(modules))

    def _ask(self, do: str, **request: Any) -> Any:
        if self.office.process is not self._process:
            raise OfficeEndedError(f"LibreOffice ended while {self._copy.name} was open in it")
        return self.office.ask(do, document=self._handle, **request)


@functools.cache
def python_with_uno() -> str:
    """Return the Python that can talk to LibreOffice: the system's, or the one LibreOffice brings."""
    program = Path(require_tool("soffice")).resolve().parent
    candidates = [Path("/usr/bin/python3"), program / "python", program.parent / "Resources" / "python"]
    able = [python for python in candidates if python.exists() and _imports_uno(python)]
    if not able:
        missing("No Python can import uno (Debian's python3-uno has it)")
    return str(able[0])


def _imports_uno(python: Path) -> bool:
    own = {"PATH": os.defpath}
    run = subprocess.run([str(python), "-c", "import uno"], capture_output=True, env=own, check=False)
    return run.returncode == 0


def _values(answer: Any) -> Any:
    """Return an answer with its errors as errors, at any depth."""
    if isinstance(answer, list):
        return [_values(item) for item in answer]
    return ExcelError(answer["error"]) if isinstance(answer, dict) else answer
