"""The server lane in a process of its own: xlwings Server's and Lite's real entry for custom functions.

Reads {"vectors": […]} as JSON from standard input and writes {"answers": …, "meta": …}.
"""

from __future__ import annotations

import asyncio
import datetime
import json
import os
import sys
from types import ModuleType
from typing import Any

os.environ["XLWINGS_ON_SERVER"] = "true"
os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"

import xlwings  # the settings above come first
import xlwings.server  # as above

from tests.excel.vectors import LEFT_OUT  # as above

ERRORS = {
    "Div0": "#DIV/0!", "NotAvailable": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!",
    "Value": "#VALUE!", "Spill": "#SPILL!",
}  # fmt: skip


def sent(cell: Any) -> Any:
    """Return a cell as Office.js sends it."""
    if isinstance(cell, dict):
        if "error" in cell:
            kind = next(kind for kind, error in ERRORS.items() if error == cell["error"])
            return {"type": "Error", "errorType": kind, "basicValue": cell["error"], "basicType": "Error"}
        if "date" in cell:
            days = datetime.date.fromisoformat(cell["date"]) - datetime.date(1899, 12, 30)
            return float(days.days)
        return float(cell["money"])
    return "" if cell is None else cell


def block(cells: Any) -> Any:
    """Return an argument as Office.js sends it: always rows, nothing for what was left out."""
    if cells == LEFT_OUT:
        return None
    rows = cells if isinstance(cells, list) else [[cells]]
    return [[sent(cell) for cell in (row if isinstance(row, list) else [row])] for row in rows]


def received(answer: Any) -> Any:
    """Return an answer with its error values named."""
    if isinstance(answer, list):
        return [received(item) for item in answer]
    if isinstance(answer, dict):
        return {"error": ERRORS[answer["errorType"]]}
    if isinstance(answer, str) and answer.startswith("#"):
        return f"a text and no error: {answer}"
    return answer


def main() -> None:
    """Answer every vector as one request each, and describe the functions as Excel on the web is told of them."""
    from xlscore.excel import udfs

    module = ModuleType("custom_functions")
    module.__dict__.update({name: getattr(udfs, name) for name in udfs.__all__})
    answers = []
    for vector in json.load(sys.stdin)["vectors"]:
        request = {
            "client": "Office.js",
            "func_name": vector["name"],
            "args": [block(cells) for cells in vector["cells"]],
            "caller_address": "[Book1.xlsx]Sheet1!A900",
            "culture_info_name": "en-GB",
            "date_format": "dd/MM/yyyy",
            "version": xlwings.__version__,
            "runtime": "1.4",
        }
        answers.append(received(asyncio.run(xlwings.server.custom_functions_call(request, module))))
    json.dump({"answers": answers, "meta": xlwings.server.custom_functions_meta(module)}, sys.stdout)


if __name__ == "__main__":
    main()
