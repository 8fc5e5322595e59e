"""A small model of a workbook: what xlwings' remote engine asks Excel to do is carried out on it.

It knows nothing of the engine under test. `state_of` reads the same facts from any xlwings book.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import xlwings as xw
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter, range_boundaries

State = dict[str, Any]
CELLS = [(row, column) for row in range(1, 21) for column in range(1, 17)]
_DATE = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
_SIDES = {
    "edge_top": (0, "top"), "edge_bottom": (-1, "bottom"), "edge_left": (0, "left"), "edge_right": (-1, "right"),
}  # fmt: skip


def address(row: int, column: int) -> str:
    """A1 for a row and column."""
    return f"{get_column_letter(column)}{row}"


def blank_sheet(name: str) -> State:
    """The state of a new sheet."""
    return {
        "name": name, "visible": True, "grid": True, "area": None, "frozen": None, "cells": {}, "merged": set(),
        "widths": {}, "heights": {}, "hidden": set(), "tables": {}, "notes": {}, "rules": {}, "colouring": [],
        "links": {},
    }  # fmt: skip


class Model:
    """The state of a workbook, changed by the actions of the remote engine."""

    def __init__(self, payload: dict[str, Any]) -> None:
        """Start from what the remote engine was told of the workbook."""
        self.names = {each["name"]: "$B$2" for each in payload["names"]}
        self.sheets = []
        for each in payload["sheets"]:
            sheet = blank_sheet(each["name"])
            for down, row in enumerate(each["values"]):
                for right, value in enumerate(row):
                    self._cell(sheet, down + 1, right + 1)["value"] = _value(value)
            for table in each["tables"]:
                sheet["tables"][table["name"]] = [table["range_address"], table["table_style"]]
            self.sheets.append(sheet)

    @staticmethod
    def _cell(sheet: State, row: int, column: int) -> State:
        cell: State = sheet["cells"].setdefault((row, column), {})
        return cell

    def apply(self, action: dict[str, Any]) -> None:
        """Carry out one action."""
        position = action["sheet_position"]
        sheet = self.sheets[position] if position is not None else None
        box = None
        if action["start_row"] is not None:
            top, left = action["start_row"] + 1, action["start_column"] + 1
            box = (top, left, top + action["row_count"] - 1, left + action["column_count"] - 1)
        getattr(self, f"_{action['func']}")(sheet, box, action["args"], action["values"])

    def _each(self, sheet: State, box: Any) -> Any:
        for row in range(box[0], box[2] + 1):
            for column in range(box[1], box[3] + 1):
                yield row - box[0], column - box[1], self._cell(sheet, row, column)

    def _setValues(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        for down, right, cell in self._each(sheet, box):
            cell.pop("formula", None)
            cell["value"] = _value(values[down][right])

    def _setFormula(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        for down, right, cell in self._each(sheet, box):
            cell.pop("value", None)
            if isinstance(values, str):
                target = address(box[0] + down, box[1] + right)
                cell["formula"] = Translator(values, address(box[0], box[1])).translate_formula(target)
            else:
                cell["formula"] = values[down][right]

    def _put(self, sheet: State, box: Any, key: str, value: Any) -> None:
        for _, _, cell in self._each(sheet, box):
            cell[key] = value

    def _setNumberFormat(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self._put(sheet, box, "format", args[0])

    def _setRangeColor(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self._put(sheet, box, "fill", args[0])

    def _setRangeColors(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        for down, right, cell in self._each(sheet, box):
            if args[0][down][right] != "keep":
                cell["fill"] = args[0][down][right]

    def _setFontProperty(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self._put(sheet, box, f"font {args[0]}", args[1])

    def _setBorderProperty(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        side, what, value = args
        at, name = _SIDES[side]
        for down, right, cell in self._each(sheet, box):
            last = box[2] - box[0] if name in ("top", "bottom") else box[3] - box[1]
            if (down if name in ("top", "bottom") else right) == (0 if at == 0 else last):
                cell.setdefault(name, {})[what] = value

    def _setHorizontalAlignment(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self._put(sheet, box, "across", args[0].lower())

    def _setVerticalAlignment(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self._put(sheet, box, "down", args[0].lower())

    def _setWrapText(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self._put(sheet, box, "wrap", args[0])

    def _rangeMerge(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["merged"].add(box)

    def _rangeUnmerge(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["merged"] = {
            each
            for each in sheet["merged"]
            if not (each[0] <= box[0] <= each[2] and each[1] <= box[1] <= each[3])
        }

    def _setColumnWidth(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["widths"].update(dict.fromkeys(range(box[1], box[3] + 1), args[0]))

    def _setRowHeight(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["heights"].update(dict.fromkeys(range(box[0], box[2] + 1), args[0]))

    def _setColumnHidden(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["hidden"] |= set(range(box[1], box[3] + 1))

    def _rangeClearContents(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        for _, _, cell in self._each(sheet, box):
            cell.pop("value", None)
            cell.pop("formula", None)

    def _rangeClear(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        for _, _, cell in self._each(sheet, box):
            cell.clear()

    def _addTable(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["tables"][args[3]] = [args[0].replace("$", ""), args[2]]

    def _setTableStyle(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        list(sheet["tables"].values())[args[0]][1] = args[1]

    def _resizeTable(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        list(sheet["tables"].values())[args[0]][0] = args[1].replace("$", "")

    def _namesAdd(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self.names[args[0]] = args[1].rpartition("!")[2]

    def _setRangeName(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self.names[args[0]] = f"${get_column_letter(box[1])}${box[0]}"

    def _nameDelete(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        del self.names[args[0]]

    def _addNote(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["notes"][args[0].replace("$", "")] = args[1]

    def _freezePaneAtRange(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        _, _, column, row = range_boundaries(args[0])
        sheet["frozen"] = (row, column)

    def _setShowGridlines(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["grid"] = args[0]

    def _setPrintArea(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["area"] = args[0]

    def _setDataValidationList(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self._put(sheet, box, "rule", ("list", ",".join(args[0]["values"])))

    def _setDataValidationRule(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        rule = args[0]
        self._put(sheet, box, "rule", (rule["type"], rule["operator"], rule["formula1"], rule["formula2"]))

    def _deleteDataValidation(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        for _, _, cell in self._each(sheet, box):
            cell.pop("rule", None)

    def _addConditionalFormat(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        rule = args[0]
        formula = rule.get("formula") or f"={rule['formula1']}"
        sheet["colouring"].append((box[:2], formula, rule["fill_color"], rule["font_bold"]))

    def _addHyperlink(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["links"][box[:2]] = args[0]
        self._cell(sheet, *box[:2])["value"] = args[1]

    def _addSheet(self, sheet: Any, box: Any, args: Any, values: Any) -> None:
        self.sheets.insert(args[0], blank_sheet(args[1]))

    def _setSheetName(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["name"] = args[0]

    def _setSheetVisibility(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        sheet["visible"] = args[0] == "Visible"

    def _setSheetPosition(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self.sheets.remove(sheet)
        self.sheets.insert(args[0], sheet)

    def _sheetDelete(self, sheet: State, box: Any, args: Any, values: Any) -> None:
        self.sheets.remove(sheet)

    def _setScreenUpdating(self, sheet: Any, box: Any, args: Any, values: Any) -> None:
        """A screen is no part of the state."""

    def _alert(self, sheet: Any, box: Any, args: Any, values: Any) -> None:
        """Nor is a message."""

    def state(self) -> State:
        """The whole state, in the form `state_of` gives."""
        sheets = []
        for sheet in self.sheets:
            cells = {address(*at): _plain(cell) for at, cell in sheet["cells"].items()}
            sheets.append({**sheet, "cells": {key: cell for key, cell in cells.items() if cell}})
        return {"sheets": sheets, "names": dict(self.names)}


def _plain(cell: State) -> State:
    """What a cell says beyond the defaults; a line with its weight where it is not the usual one."""
    found = {key: value for key, value in cell.items() if value not in (None, "", False, {})}
    for side in ("top", "bottom", "left", "right"):
        if side in found:
            found[side] = found[side]["line_style"]
    return found


def _value(value: Any) -> Any:
    """A value as Excel takes it from the remote engine: a text that looks like a date is one."""
    if isinstance(value, str) and _DATE.match(value):
        return dt.datetime.fromisoformat(value[:19])
    return None if value == "" else value


def state_of(book: xw.Book) -> State:
    """The state of a book, read through xlwings' own interface."""
    sheets = []
    for sheet in book.sheets:
        state = blank_sheet(sheet.name)
        state |= {"visible": sheet.visible, "grid": sheet.show_gridlines}
        area = sheet.page_setup.print_area
        state["area"] = area.replace("$", "") if area else None
        found = re.search(rb'<pane xSplit="(\d+)" ySplit="(\d+)"', sheet.impl.file.shell)
        state["frozen"] = (int(found[2]), int(found[1])) if found else None
        for table in sheet.tables:
            state["tables"][table.name] = [table.range.get_address(False, False), table.table_style]
        state["notes"] = {note.location.get_address(False, False): note.text for note in sheet.notes}
        for at in CELLS:
            _read_cell(state, sheet.range(at), at)
        for column in range(1, 17):
            cell = sheet.range((1, column))
            if cell.columns.hidden:
                state["hidden"].add(column)
            elif cell.column_width != 8.43:
                state["widths"][column] = cell.column_width
        state["heights"] = {
            row: sheet.range((row, 1)).row_height
            for row in range(1, 21)
            if sheet.range((row, 1)).row_height != 15
        }
        for at, rules in ((at, sheet.range(at).conditional_formats) for at in ((2, 2), (2, 1))):
            for rule in rules:
                fill = "#{:02x}{:02x}{:02x}".format(*rule.fill_color) if rule.fill_color else None
                state["colouring"].append((at, rule.formula or rule.formula1, fill, rule.font_bold))
        sheets.append(state)
    return {
        "sheets": sheets,
        "names": {
            name.name: name.refers_to.rpartition("!")[2] for name in book.names if "Print" not in name.name
        },
    }


def _read_cell(state: State, cell: xw.Range, at: tuple[int, int]) -> None:
    found: State = {}
    formula = cell.formula
    if formula.startswith("="):
        found["formula"] = formula
    else:
        found["value"] = cell.value
    if not isinstance(cell.value, dt.datetime) and cell.number_format != "General":
        found["format"] = cell.number_format
    found["fill"] = "#{:02x}{:02x}{:02x}".format(*cell.color) if cell.color else None
    link = cell.hyperlink if formula == "See" else None
    if link:
        state["links"][at] = link
    else:
        font = cell.font
        found |= {"font bold": font.bold, "font italic": font.italic}
        found["font size"] = font.size if font.size != 11 else None
        found["font color"] = "#{:02x}{:02x}{:02x}".format(*font.color) if font.color else None
        found["font name"] = font.name if font.name != "Calibri" else None
    for side in ("top", "bottom", "left", "right"):
        found[side] = cell.borders[f"edge_{side}"].line_style
    found["across"] = cell.horizontal_alignment if cell.horizontal_alignment != "general" else None
    found["down"] = cell.vertical_alignment if cell.vertical_alignment != "bottom" else None
    found["wrap"] = cell.wrap_text
    rule = cell.data_validation
    if rule.type == "list":
        found["rule"] = ("list", rule.source)
    elif rule.type != "none":
        found["rule"] = (rule.type, rule.operator, rule.formula1, rule.formula2)
    area = cell.merge_area
    if len(area) > 1:
        state["merged"].add(
            (area.row, area.column, area.row + area.shape[0] - 1, area.column + area.shape[1] - 1)
        )
    found = {key: value for key, value in found.items() if value not in (None, "", False)}
    if found:
        state["cells"][address(*at)] = found
