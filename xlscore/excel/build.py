"""Building `xlscore.xlam` on any operating system, byte for byte the same from the same versions."""

from __future__ import annotations

import datetime
import io
import os
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import xlscore
from xlscore.errors import XlscoreError
from xlscore.excel.generate import HANDWRITTEN, generated
from xlscore.excel.xlwings_vba import PROJECT, dictionary_class, xlwings_module
from xlscore.ooxml import Package
from xlscore.resources import folder

__all__ = ["ADDIN_NAME", "SETTINGS_SHEET", "AddinError", "addin_bytes", "build", "modules", "settings"]

ADDIN_NAME: Final = "xlscore.xlam"
SETTINGS_SHEET: Final = f"{PROJECT}.conf"

_ADDIN_TYPE: Final = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_RIBBON_PART: Final = "/customUI/customUI14.xml"
_RIBBON_RELATION: Final = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
_LIBRARY: Final = (
    'pyOpenVBA is needed to build the add-in; run in the project\'s folder: python -m pip install ".[addin]"'
)
_TEXT_ONLY: Final = bytes.fromhex("CC61FFFF000100")
"""Microsoft's VBA file format, 2.3.4.1: version 0xFFFF, nothing compiled. xlwings ships its own add-in like this."""

_BORN: Final = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


class AddinError(XlscoreError):
    """The add-in cannot be built, installed or removed."""


def build(path: Path, python: str | None = None, *, server_at_logon: bool = False) -> Path:
    """Return `path` after building the add-in there, whole or not at all.

    `python` is the path of the Python that Excel shall start; without it each user's own settings say which.
    With `server_at_logon` Excel looks for a Python that already runs and starts none.
    """
    data = addin_bytes(python, server_at_logon=server_at_logon)
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".xlscore-")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)  # atomic, also over an older add-in
    except OSError as error:
        if name:
            Path(name).unlink(missing_ok=True)
        raise AddinError(
            f"{path} cannot be written ({(error.strerror or 'refused').lower()}); close Excel and run again."
        ) from None
    return path


def settings(python: str | None = None, *, server_at_logon: bool = False) -> list[tuple[str, str, str]]:
    """Return the add-in's settings as xlwings reads them: name, value, and what it is for."""
    rows = [
        ("UDF MODULES", "xlscore.excel.udfs", "Where the worksheet functions are."),
        ("USE UDF SERVER", "True", "Buttons and functions share one Python."),
        ("DEBUG UDFS", str(server_at_logon), "Whether Excel only looks for a Python that already runs."),
        ("ADD_WORKBOOK_TO_PYTHONPATH", "False", "Nothing beside a workbook is ever run."),
        ("SHOW CONSOLE", "False", "No black window."),
        ("XLSCORE VERSION", xlscore.__version__, "The package this add-in was built from."),
        ("XLWINGS VERSION", version("xlwings"), "The xlwings whose VBA is in here."),
    ]
    if python:
        rows.insert(0, ("INTERPRETER_WIN", python, "The Python that Excel starts."))
    return rows


def modules() -> dict[str, str]:
    """Return the text of every VBA module of the add-in by its name, ThisWorkbook's without its header."""
    shim = folder("vba_shim")
    texts = {Path(name).stem: (shim / name).read_bytes().decode("ascii") for name in HANDWRITTEN}
    texts |= {Path(name).stem: text for name, text in generated().items() if name.endswith(".bas")}
    return texts | {"xlwings": xlwings_module(), "Dictionary": dictionary_class()}


def addin_bytes(python: str | None = None, *, server_at_logon: bool = False) -> bytes:
    """Return the whole add-in as a file's content."""
    package = Package.open(_workbook(_vba_project(), settings(python, server_at_logon=server_at_logon)))
    package.set_content_type("/xl/workbook.xml", _ADDIN_TYPE)
    package.add(_RIBBON_PART, generated()["customUI14.xml"].encode(), "application/xml")
    package.rels("/").add(_RIBBON_RELATION, _RIBBON_PART)
    return package.to_bytes()


def _vba_project() -> bytes:
    """Return the VBA project, on an empty one that Excel itself wrote."""
    excel_file, kinds = _library()
    texts = modules()
    with tempfile.TemporaryDirectory() as place:
        file = excel_file.create_new(Path(place, ADDIN_NAME))
        project = file.vba_project()
        header = project.get_module("ThisWorkbook").source.rstrip()
        file.set_module("ThisWorkbook", f"{header}\r\n{texts.pop('ThisWorkbook')}")
        file.set_module("Sheet1", project.get_module("Sheet1").source)
        project.delete_module("Module1")
        for name, text in texts.items():
            kind = kinds.other if name == "Dictionary" else kinds.standard
            project.add_module(name, text, kind=kind)
        file.save()
        file.close()
        written = excel_file(Path(place, ADDIN_NAME))
        troubles = written.validate()
        data = bytes(written.vba_project_bytes())
        written.close()
    if troubles:
        raise AddinError(f"The VBA project does not hold together: {troubles[0]}")
    return _without_compiled_code(data)


def _without_compiled_code(project: bytes) -> bytes:
    """Return a VBA project marked as text only, so that every Excel compiles it for itself."""
    from pyopenvba.cfb import CFB

    streams = CFB.from_bytes(project)
    streams.write_stream_in_storage("VBA", "_VBA_PROJECT", _TEXT_ONLY)
    return bytes(streams.to_bytes())


def _library() -> tuple[Any, Any]:
    try:
        from pyopenvba import ExcelFile, VBAModuleKind
    except ImportError:
        raise AddinError(_LIBRARY) from None
    return ExcelFile, VBAModuleKind


def _workbook(vba_project: bytes, rows: list[tuple[str, str, str]]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True})
    workbook.set_properties(
        {"title": "Scorecard", "subject": "Police performance scorecards", "created": _BORN}
    )
    workbook.add_vba_project(io.BytesIO(vba_project), is_stream=True)
    workbook.set_vba_name("ThisWorkbook")
    sheet = workbook.add_worksheet(SETTINGS_SHEET)
    sheet.set_vba_name("Sheet1")
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 50)
    workbook.close()
    return made.getvalue()
