"""Ribbon buttons pressed on other engines, in a process of its own: `python -m tests.excel.ribbon_lanes remote|classic`.

Reads from each line of standard input, as JSON, {"sheets": {name: rows}, "buttons": [[name, asked], …], "drawn": {sheet: names of
shapes}, "saved": the workbook's folder, "documents": the user's} and writes in a line, for each button, how it ended, its message,
and what it asked of Excel. `classic` is xlwings' real Windows engine on a recording Excel; there the name "" asks what the button
named beside it has the officer choose among.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

LOCKED = "(locked)"
"""Stands among the names of a sheet's shapes where its protection locks them."""
CLOSED = "(closed)"
"""Stands there where the sheet is protected and every cell of it is locked."""
SHEET = {
    "pictures": [], "shapes": [], "charts": [], "notes": [], "tables": [], "visibility": "Visible",
    "print_area": None, "show_gridlines": True, "pivot_tables": [],
}  # fmt: skip


def on_remote(sheets: dict[str, Any], buttons: list[list[str]], **_: Any) -> Any:
    """Press the buttons on xlwings' remote engine, each on a fresh workbook."""
    os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"
    import xlwings as xw

    from xlscore.excel.ribbon import run

    for name, asked in buttons:
        told = {
            "client": "Office.js",
            "version": xw.__version__,
            "book": {"name": "Scorecard.xlsx", "active_sheet_index": 0, "selection": "A1"},
            "names": [],
            "sheets": [
                {**SHEET, "name": sheet, "values": [["" if c is None else c for c in row] for row in rows]}
                for sheet, rows in sheets.items()
            ],
        }
        book = xw.Book(json=json.loads(json.dumps(told)))
        ended, text = run(book, name, asked)
        actions = [
            (a["func"], a.get("sheet_position"), a.get("values") or a.get("args"))
            for a in book.json()["actions"]
        ]
        yield ended, text, actions


def on_classic(
    sheets: dict[str, Any], buttons: list[list[str]], drawn: dict[str, Any], saved: str, documents: str
) -> Any:
    """Press the buttons as the add-in's VBA does: through xlwings' real COM server, on a recording Excel."""
    _become_windows()
    from xlwings.com_server import XLPython

    from tests.excel import fake_excel

    dated = {name: [[_dated(cell) for cell in row] for row in rows] for name, rows in sheets.items()}
    for name, asked in buttons:
        book = fake_excel.Workbook("Scorecard.xlsx", dated)
        book.Path, book.Application.DefaultFilePath = saved, documents
        for sheet, names in drawn.items():
            held = book.Worksheets(sheet)
            held.Shapes.items += [
                fake_excel.Shape(held, shape) for shape in names if shape not in (LOCKED, CLOSED)
            ]
            held.ProtectDrawingObjects, held.ProtectContents = LOCKED in names, CLOSED in names
        book.Application.Selection = book.ActiveSheet.Cells(1, 1)
        function, given = ("press", [name, asked]) if name else ("choices", [asked])
        ended, text = XLPython().CallUDF("xlscore.excel.ribbon", function, given, book)
        yield ended, text, book.Application.calls


@cache
def _become_windows() -> None:
    from tests.excel import fake_windows
    from xlscore.tubemap.drawn.png import font_files

    fonts = font_files()
    if fonts:  # this computer's fonts, where Windows has its own
        os.environ["WINDIR"] = tempfile.mkdtemp(prefix="xlscore-windows-")
        Path(os.environ["WINDIR"], "Fonts").symlink_to(Path(fonts[0]).parent)
    fake_windows.install()


def _dated(cell: Any) -> Any:
    if isinstance(cell, str) and cell.endswith("T00:00:00.000Z"):
        return datetime.datetime.fromisoformat(cell[:10]).replace(tzinfo=datetime.UTC)
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


def main(engine: str) -> None:
    """Press the buttons of every line and print what came of each."""
    press = {"remote": on_remote, "classic": on_classic}[engine]
    for line in sys.stdin:
        answers = list(press(**json.loads(line)))
        print(json.dumps(answers, default=str), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
