"""The operations of the conformance suite: each works on a book, whatever engine serves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd
import xlwings as xw

Operation = Callable[[xw.Book], object]


def _frame() -> pd.DataFrame:
    return pd.DataFrame({"Area": ["North", "South"], "Count": [3.5, 4.5]})


def _many(book: xw.Book) -> None:
    sheet = book.sheets["Sheet2"]
    for row in range(1, 6):
        sheet.range((row, 1)).value = [row, row * 1.5, f"row {row}"]


OPERATIONS: dict[str, Operation] = {
    "write one number": lambda b: setattr(b.sheets[0]["D1"], "value", 42.5),
    "write one text": lambda b: setattr(b.sheets[0]["D2"], "value", "Essex"),
    "write a truth": lambda b: setattr(b.sheets[0]["D3"], "value", True),
    "write a date": lambda b: setattr(b.sheets[0]["D4"], "value", dt.datetime(2024, 3, 31, 12)),
    "write rows": lambda b: setattr(b.sheets[0]["F1"], "value", [["a", 1], ["b", None]]),
    "write a row": lambda b: setattr(b.sheets[0]["F4"], "value", ["x", "y", "z"]),
    "write a column": lambda b: setattr(b.sheets[0]["J1"].options(transpose=True), "value", [1, 2, 3]),
    "fill a range with one value": lambda b: setattr(b.sheets[0]["K1:L2"], "value", 7),
    "write a frame": lambda b: setattr(b.sheets[0]["F6"].options(index=False), "value", _frame()),
    "write row by row": _many,
    "write a formula": lambda b: setattr(b.sheets[0]["D5"], "formula", "=B2*2"),
    "fill a formula down": lambda b: setattr(b.sheets[0]["D6:D8"], "formula", "=B2*$B$3"),
    "write rows of formulas": lambda b: setattr(
        b.sheets[0]["M1:N2"], "formula", [["=A1", "=B1"], ["=A2", "=B2"]]
    ),
    "number format": lambda b: setattr(b.sheets[0]["B2:B3"], "number_format", "0.0%"),
    "fill colour": lambda b: setattr(b.sheets[0]["A1:B1"], "color", (31, 56, 100)),
    "colours cell by cell": lambda b: b.sheets[0]["A2:B3"].set_colors([["#010203", ...], [None, (4, 5, 6)]]),
    "bold": lambda b: setattr(b.sheets[0]["A1:B1"].font, "bold", True),
    "font at once": lambda b: b.sheets[0]["A2"].font.set(italic=True, size=14, color="#C00000", name="Arial"),
    "lines": lambda b: b.sheets[0]["A1:B3"].borders.set(
        "outside", line_style="continuous", weight="medium", color="#0000FF"
    ),
    "one line": lambda b: setattr(b.sheets[0]["A3:B3"].borders["edge_bottom"], "line_style", "double"),
    "alignment": lambda b: setattr(b.sheets[0]["A1:B1"], "horizontal_alignment", "center"),
    "vertical alignment": lambda b: setattr(b.sheets[0]["A1:B1"], "vertical_alignment", "top"),
    "wrap": lambda b: setattr(b.sheets[0]["A1"], "wrap_text", True),
    "merge": lambda b: b.sheets[0]["A10:C10"].merge(),
    "merge and undo": lambda b: (b.sheets[0]["A12:C12"].merge(), b.sheets[0]["A12"].unmerge()),
    "column width": lambda b: setattr(b.sheets[0]["A1"], "column_width", 24),
    "row height": lambda b: setattr(b.sheets[0]["A1"], "row_height", 30),
    "hide columns": lambda b: setattr(b.sheets[0]["H1:I1"].columns, "hidden", True),
    "clear contents": lambda b: b.sheets[0]["D2"].clear_contents(),
    "clear": lambda b: b.sheets[0]["A2"].clear(),
    "table": lambda b: b.sheets["Sheet2"].tables.add(b.sheets["Sheet2"]["E1:F3"], name="Areas"),
    "table style": lambda b: setattr(b.sheets[0].tables["Forces"], "table_style", "TableStyleLight9"),
    "table update": lambda b: (
        b.sheets[0]
        .tables["Forces"]
        .update(pd.DataFrame({"Force": ["Essex", "Kent", "Norfolk"], "Rate": [1.0, 2.0, 3.0]}), index=False)
    ),
    "name": lambda b: b.names.add("Rates", "=Sheet1!$B$2:$B$3"),
    "name a range": lambda b: setattr(b.sheets[0]["B2"], "name", "first"),
    "delete a name": lambda b: b.names["old"].delete(),
    "note": lambda b: b.sheets[0]["A3"].add_note("County force"),
    "freeze": lambda b: b.sheets[0].freeze_panes.freeze_at("A1:A1"),
    "grid lines": lambda b: setattr(b.sheets[0], "show_gridlines", False),
    "print area": lambda b: setattr(b.sheets[0].page_setup, "print_area", "A1:D20"),
    "list": lambda b: b.sheets[0]["C2:C3"].data_validation.set_list(["Good", "Inadequate"]),
    "limit": lambda b: b.sheets[0]["C4"].data_validation.set_decimal("between", 0, 1),
    "no rule": lambda b: b.sheets[0]["C3"].data_validation.delete(),
    "value rule": lambda b: b.sheets[0]["B2:B3"].conditional_formats.add_cell_value(
        "greater_than", 1, fill_color="#C00000"
    ),
    "formula rule": lambda b: b.sheets[0]["A2:A3"].conditional_formats.add_custom(
        '=$A2="Essex"', font_bold=True
    ),
    "link": lambda b: b.sheets[0]["P1"].add_hyperlink("https://example.org", "See", "Tip"),
    "add a sheet": lambda b: b.sheets.add("Third", after=b.sheets[-1]),
    "rename a sheet": lambda b: setattr(b.sheets["Third"], "name", "Fourth"),
    "hide a sheet": lambda b: setattr(b.sheets["Fourth"], "visible", False),
    "move a sheet": lambda b: b.sheets["Sheet2"].move(before=b.sheets["Sheet1"]),
    "delete a sheet": lambda b: b.sheets["Fourth"].delete(),
    "quiet switches": lambda b: setattr(b.app, "screen_updating", False),
    "message": lambda b: b.app.alert("Done"),
}
READINGS: dict[str, Operation] = {
    "one value": lambda b: b.sheets["Sheet1"]["A2"].value,
    "rows": lambda b: b.sheets["Sheet1"]["A1:B3"].value,
    "a row": lambda b: b.sheets["Sheet1"]["A1:B1"].value,
    "expand": lambda b: b.sheets["Sheet1"]["A1"].expand().value,
    "expand down": lambda b: b.sheets["Sheet1"]["A1"].expand("down").address,
    "used range": lambda b: b.sheets["Sheet1"].used_range.address,
    "end": lambda b: b.sheets["Sheet1"]["A1"].end("down").address,
    "a frame": lambda b: b.sheets["Sheet1"]["A1:B3"].options(pd.DataFrame, index=False).value.to_dict("list"),
    "two dimensions": lambda b: b.sheets["Sheet1"]["A2"].options(ndim=2).value,
    "whole numbers": lambda b: b.sheets["Sheet1"]["B3"].options(numbers=int).value,
    "blank": lambda b: b.sheets["Sheet1"]["Z99"].value,
    "blank as": lambda b: b.sheets["Sheet2"]["E4"].options(empty="none").value,
    "date": lambda b: b.sheets["Sheet2"]["E5"].value,
    "date as date": lambda b: b.sheets["Sheet2"]["E5"].options(dates=dt.date).value,
    "sheets": lambda b: b.sheet_names,
    "table names": lambda b: [t.name for t in b.sheets["Sheet1"].tables],
    "table body": lambda b: b.sheets["Sheet1"].tables["Forces"].data_body_range.value,
    "table headings": lambda b: b.sheets["Sheet1"].tables["Forces"].header_row_range.value,
    "table range": lambda b: b.sheets["Sheet1"].tables["Forces"].range.address,
    "names": lambda b: [n.name for n in b.names],
    "name cells": lambda b: b.names["old"].refers_to_range.address,
    "offset": lambda b: b.sheets["Sheet1"]["A1"].offset(1, 1).value,
    "address": lambda b: b.sheets["Sheet1"]["A1:B3"].get_address(False, True, include_sheetname=True),
    "grid lines": lambda b: b.sheets["Sheet1"].show_gridlines,
    "visible": lambda b: b.sheets["Sheet2"].visible,
    "merged": lambda b: b.sheets["Sheet1"]["A1:B3"][1, :].value,
    "active": lambda b: b.sheets.active.name,
    "contains": lambda b: (
        "Sheet1" in b.sheet_names,
        "old" in b.names,
        "Forces" in b.sheets["Sheet1"].tables,
    ),
}
# What the engine does differently on purpose: text stays text on a file.
TEXTS: dict[str, Operation] = {
    "a text like a formula": lambda b: setattr(b.sheets["Sheet1"]["O1"], "value", "=1+1"),
    "a text like a number": lambda b: setattr(b.sheets["Sheet1"]["O2"], "value", "0123"),
    "inserted rows": lambda b: b.sheets["Sheet1"]["2:2"].insert("down"),
}
