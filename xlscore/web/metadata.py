"""What Excel is told of the worksheet functions on the web (functions.json): the one registry, in the form of Office.js.

Help, argument names and which may be left out are the desktop's own. An argument takes one cell or a block, as on the
desktop, so each is declared as a block of anything; the rules unwrap one cell themselves.
"""

from __future__ import annotations

from typing import Any

from xlscore.excel.names import excel_functions
from xlscore.functions import WorksheetFunction
from xlscore.functions.cell_names import EXCELS_OWN

__all__ = ["functions_metadata", "web_functions"]


def web_functions() -> dict[str, WorksheetFunction]:
    """Return the functions by the name under which a cell on the web calls them; none that is Excel's own there.

    >>> "TREND_ARROW" in web_functions(), "TREND" in web_functions()
    (True, False)
    """
    return {name: function for name, function in excel_functions().items() if name not in EXCELS_OWN}


def functions_metadata() -> dict[str, Any]:
    """Return functions.json as a value.

    >>> functions_metadata()["functions"][0]["parameters"][0]["dimensionality"]
    'matrix'
    """
    return {
        # An error in an input is an answer of ours, with the sentence which cell to put right.
        "allowErrorForDataTypeAny": True,
        "allowCustomDataForDataTypeAny": False,
        "functions": [_described(name, function) for name, function in web_functions().items()],
    }


def _described(name: str, function: WorksheetFunction) -> dict[str, Any]:
    return {
        "id": name,
        "name": name,
        "description": function.summary,
        "parameters": [
            {
                "name": argument.name,
                "description": argument.help,
                "type": "any",
                "dimensionality": "matrix",
                "optional": not argument.required,
            }
            for argument in function.arguments
        ],
        "result": {"type": "any", "dimensionality": "matrix" if function.spills else "scalar"},
        "options": {"stream": False, "cancelable": False, "volatile": False, "requiresAddress": False},
    }
