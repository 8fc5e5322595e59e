"""The server lane in a process of its own: xlwings Server's and Lite's real entry for custom functions.

Reads {"vectors": […]} as JSON from standard input and writes {"answers": …, "meta": …}.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from types import ModuleType
from typing import Any

os.environ["XLWINGS_ON_SERVER"] = "true"
os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"

import xlwings  # the settings above come first
import xlwings.server  # as above

from tests.excel.office_cells import ERRORS, block  # as above


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
