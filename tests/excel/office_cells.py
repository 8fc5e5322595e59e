"""Cells as Office.js sends them to a custom function."""

from __future__ import annotations

import datetime
from typing import Any

from tests.excel.vectors import LEFT_OUT

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
