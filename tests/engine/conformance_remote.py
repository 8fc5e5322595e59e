"""Run the conformance script on xlwings' own remote engine and print what it asks Excel to do, as JSON.

A process of its own, because xlwings looks at the licence key when it is imported. The key "noncommercial" is
the one xlwings' documentation gives for non-commercial use.
"""

from __future__ import annotations

import copy
import json
import os
import sys
from pathlib import Path
from typing import Any

TABLE = {
    "name": "Forces", "range_address": "A1:B3", "header_row_range_address": "A1:B1",
    "data_body_range_address": "A2:B3", "total_row_range_address": None, "show_headers": True,
    "show_totals": False, "table_style": "TableStyleMedium2", "show_autofilter": True,
}  # fmt: skip
SHEET = {
    "pictures": [], "shapes": [], "charts": [], "notes": [], "tables": [], "visibility": "Visible",
    "print_area": None, "show_gridlines": True, "pivot_tables": [],
}  # fmt: skip
AREAS = [["", "", "", "", "Area", "Count"], ["", "", "", "", "North", 3], ["", "", "", "", "South", 4]]
DATE = [["", "", "", "", "", ""], ["", "", "", "", "2024-03-31T00:00:00.000Z", ""]]


def payload(version: str) -> dict[str, Any]:
    """What a browser would tell the remote engine of the workbook."""
    # The engine changes what it is given; every call gives lists of its own.
    told = {
        "client": "Office.js",
        "version": version,
        "book": {"name": "conformance.xlsx", "active_sheet_index": 0, "selection": "A1"},
        "names": [
            {
                "name": "old",
                "sheet_index": 0,
                "address": "B2",
                "scope_sheet_name": None,
                "scope_sheet_index": None,
                "book_scope": True,
            }
        ],
        "sheets": [
            {
                **SHEET,
                "name": "Sheet1",
                "values": [["Force", "Rate"], ["Essex", 1.5], ["Kent", 2]],
                "tables": [TABLE],
            },
            {**SHEET, "name": "Sheet2", "values": AREAS + DATE},
        ],
    }
    return copy.deepcopy(told)


def main() -> None:
    """Print readings, and the actions of each operation."""
    os.environ["XLWINGS_LICENSE_KEY"] = "noncommercial"
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import xlwings as xw

    from tests.engine.conformance_script import OPERATIONS, READINGS, TEXTS

    start = payload(xw.__version__)
    reading = xw.Book(json=payload(xw.__version__))
    readings = {name: read(reading) for name, read in READINGS.items()}
    book, done = xw.Book(json=payload(xw.__version__)), 0
    actions = {}
    for name, operate in (OPERATIONS | TEXTS).items():
        operate(book)
        asked = book.json()["actions"]
        actions[name] = asked[done:]
        done = len(asked)
    print(json.dumps({"payload": start, "readings": readings, "actions": actions}, default=str))


if __name__ == "__main__":
    main()
