"""The classic lane in a process of its own: xlwings' real COM server and VBA writer, on stubs of Windows and Excel.

Reads {"vectors": […]} as JSON from standard input and writes {"answers": …, "values": …, "vba": …, "help": …}:
the answers with ranges as Excel hands them to xlwings' own wrappers, and as the add-in's wrappers do (as values).
"""

from __future__ import annotations

import datetime
import json
import sys
from decimal import Decimal
from typing import Any

from tests.excel import fake_windows

xlwings = fake_windows.install()

from tests.excel import fake_excel  # noqa: E402  # Windows comes first
from tests.excel.vectors import LEFT_OUT  # noqa: E402  # as above

MODULE = "xlscore.excel.udfs"
ERRORS = {"#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036,
          "#N/A": 2042, "#SPILL!": 2045}  # fmt: skip


def com_value(cell: Any) -> Any:
    """Return a cell as COM hands its `Value` over."""
    if isinstance(cell, dict):
        if "error" in cell:
            return -2146828288 + ERRORS[cell["error"]]
        if "date" in cell:
            return datetime.datetime.fromisoformat(cell["date"]).replace(tzinfo=datetime.UTC)
        return Decimal(cell["money"])
    return cell


def com_value2(cell: Any) -> Any:
    """Return a cell as COM hands its `Value2` over: dates and money are plain numbers."""
    value = com_value(cell)
    if isinstance(value, datetime.datetime):
        return float((value.replace(tzinfo=None) - datetime.datetime(1899, 12, 30)).days)
    return float(value) if isinstance(value, Decimal) else value


def as_range(cells: Any, sheet: Any, row: int) -> Any:
    """Return the cells of an argument as a range of a sheet."""
    rows = cells if isinstance(cells, list) else [[cells]]
    rows = [r if isinstance(r, list) else [r] for r in rows]
    for r, line in enumerate(rows):
        for c, cell in enumerate(line):
            sheet.values[row + r, 1 + c] = com_value(cell)
    return fake_excel.Range(sheet, (row, 1, row + len(rows) - 1, len(rows[0])))


def as_values(cells: Any) -> Any:
    """Return the cells of an argument as the add-in's VBA sends them."""
    if isinstance(cells, list):
        return tuple(tuple(com_value2(c) for c in (r if isinstance(r, list) else [r])) for r in cells)
    return com_value2(cells)


def main() -> None:
    """Answer every vector, then write VBA for the module as xlwings does."""
    from xlwings.com_server import XLPython

    vectors = json.load(sys.stdin)["vectors"]
    server = XLPython()
    answers, values = [], []
    for vector in vectors:
        book = fake_excel.Workbook("Book1.xlsx", {"Sheet1": []})
        sheet = book.ActiveSheet
        given = [
            fake_excel.MISSING if cells == LEFT_OUT else as_range(cells, sheet, 1 + 40 * place)
            for place, cells in enumerate(vector["cells"])
        ]
        answers.append(server.CallUDF(MODULE, vector["name"], given, None, sheet.Cells(900, 1)))
        given = [fake_excel.MISSING if cells == LEFT_OUT else as_values(cells) for cells in vector["cells"]]
        values.append(server.CallUDF(MODULE, vector["name"], given))
    addin = fake_excel.Workbook("xlscore.xlam", {"Sheet1": []})
    out, sys.stdout = sys.stdout, sys.stderr
    xlwings.import_udfs(MODULE, addin)
    sys.stdout = out
    json.dump(
        {
            "answers": answers,
            "values": values,
            "vba": addin.VBProject.VBComponents.imported[0],
            "help": addin.Application.macro_options,
        },
        out,
    )


if __name__ == "__main__":
    main()
