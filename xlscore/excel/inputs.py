"""What an argument of a formula stands for: a constant, cells, a call of ours, or something only Excel works out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.engine import capabilities
from xlscore.errors import XlscoreError
from xlscore.excel.conversion import cells_in
from xlscore.excel.formula_calls import calls_in, is_call
from xlscore.ooxml.values.addresses import AddressError, column_letters, parse_box
from xlscore.ooxml.values.formulas import tokens

__all__ = ["Input", "UnreadableInputError", "read_input"]

_NUMBER: Final = re.compile(r"([+-]?)\s*(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)\s*(%?)")
_TABLE: Final = re.compile(r"([^\W\d][\w.]*)\[([^\[\]#@]+)\]")
LONGEST_EVALUATED: Final = 254
"""Excel's Evaluate takes 255 characters, the sign of equality among them."""

_ADDRESS: Final = ("cells", "columns", "rows")


class UnreadableInputError(XlscoreError):
    """An argument that only Excel itself can work out."""


@dataclass(frozen=True)
class Input:
    """An argument's value, and the words that say where it came from ("A2:A9", "typed")."""

    value: Any
    origin: str


def read_input(text: str, sheet: xw.Sheet) -> Input:
    """Return what an argument stands for on a sheet.

    Raises UnreadableInputError for a calculation that neither we nor, without desktop Excel, anybody can repeat.
    """
    if not text:
        return Input(None, "left out")
    constant = _constant(text)
    if constant is not None:
        return Input(constant[0], "typed in the formula")
    if is_call(text):
        call = calls_in(text)[0]
        return Input(call.function(*(read_input(a, sheet).value for a in call.arguments)), text)
    cells = _cells(text, sheet)
    if cells is not None:
        return Input(_values(cells), text)
    scattered = _scattered(text, sheet)
    if scattered is not None:
        return Input(scattered, text)
    return Input(_worked_out_by_excel(text, sheet), f"{text}, worked out by Excel")


def _constant(text: str) -> tuple[Any] | None:
    """Return a typed number, text, truth value, error or list in braces, wrapped so that it may be anything."""
    if text.upper() in ("TRUE", "FALSE", "TRUE()", "FALSE()"):
        return (text.upper().startswith("T"),)
    if text.startswith("#"):
        return (text,)
    number = _NUMBER.fullmatch(text)
    if number:
        sign, digits, percent = number.groups()
        return (float(sign + digits) / (100 if percent else 1),)
    if len(text) > 1 and text[0] == text[-1] == '"' and len(tokens(text)) == 1:
        return (text[1:-1].replace('""', '"'),)
    return _braces(text) if text[0] == "{" and text[-1] == "}" else None


def _braces(text: str) -> tuple[Any] | None:
    rows: list[list[str]] = [[""]]
    for kind, token in tokens(text[1:-1]):
        if kind == "other" and token == ";":
            rows.append([""])
        elif kind == "other" and token == ",":
            rows[-1].append("")
        else:
            rows[-1][-1] += token
    cells = [[_constant(cell.strip()) if cell.strip() else (None,) for cell in row] for row in rows]
    if any(cell is None for row in cells for cell in row):
        return None
    return ([[cell[0] for cell in row if cell is not None] for row in cells],)


def _cells(text: str, sheet: xw.Sheet) -> xw.Range | None:
    """Return the cells that a reference, a defined name or a table's column means, None for anything else."""
    found = [(kind, token) for kind, token in tokens(text.removeprefix("@")) if token.strip()]
    kinds = [kind for kind, _ in found]
    if kinds in ([kind] for kind in _ADDRESS):
        return _trimmed(kinds[0], found[0][1], sheet)
    if len(kinds) == 2 and kinds[0] == "sheet" and kinds[1] in _ADDRESS:
        name = found[0][1][:-1].strip("'").replace("''", "'")
        meant = [each for each in sheet.book.sheets if each.name.casefold() == name.casefold()]
        return _trimmed(kinds[1], found[1][1], meant[0]) if meant else None
    if kinds == ["name"]:
        return _named(text, sheet) if capabilities(sheet.book).names else None
    column = _TABLE.fullmatch(text)
    return _table_column(column[1], column[2], sheet.book) if column else None


def _scattered(text: str, sheet: xw.Sheet) -> list[list[Any]] | None:
    """Return the cells that a CHOOSE puts in a row, as our own formulas name months that do not stand together."""
    found = [(kind, token) for kind, token in tokens(text) if token.strip()]
    if found[0][1].upper() != "CHOOSE(" or found[-1][1] != ")" or ("other", "{") not in found:
        return None
    pieces, in_braces = [""], False
    for kind, token in found[1:-1]:
        in_braces = token == "{" or (in_braces and token != "}")
        if kind == "other" and token == "," and not in_braces:
            pieces.append("")
        else:
            pieces[-1] += token
    order = _constant(pieces[0])
    if order is None or not isinstance(order[0], list):
        return None
    cells = [_cells(piece, sheet) for piece in pieces[1:]]
    numbers = [int(number) for row in order[0] for number in row]
    if not all(1 <= number <= len(cells) for number in numbers) or any(cell is None for cell in cells):
        return None
    values = [
        0.0 if value is None else value for value in (_values(cell) for cell in cells if cell is not None)
    ]
    return [[values[number - 1] for number in numbers]]  # in an array made so, Excel has a 0 for a blank cell


def _trimmed(kind: str, address: str, sheet: xw.Sheet) -> xw.Range | None:
    """Return the cells at an address, None where it lies outside every sheet: to Excel that is a name."""
    plain = address.replace("$", "")
    if kind != "cells":
        # A whole column ends for us where the sheet ends: a million blank cells say nothing.
        last = sheet.used_range.last_cell
        first, _, end = plain.partition(":")
        plain = (
            f"{first}1:{end}{last.row}"
            if kind == "columns"
            else f"A{first}:{column_letters(last.column)}{end}"
        )
    try:
        return sheet.range(parse_box(plain).address())
    except AddressError:
        return None


def _named(name: str, sheet: xw.Sheet) -> xw.Range | None:
    for names in (sheet.names, sheet.book.names):
        for defined in names:
            if defined.name.rpartition("!")[2].casefold() == name.casefold():
                # Asked for its cells, a name that stands for a constant or a calculation is an error on every engine.
                stands_for = str(defined.refers_to).removeprefix("=")
                return None if _is_name(stands_for) else _cells(stands_for, sheet)
    return None


def _is_name(text: str) -> bool:
    return [kind for kind, _ in tokens(text)] == ["name"]


def _table_column(table: str, column: str, book: xw.Book) -> xw.Range | None:
    for sheet in book.sheets:
        for found in sheet.tables:
            if found.name.casefold() == table.casefold():
                headings, body = found.header_row_range, found.data_body_range
                if headings is None or body is None:
                    return None
                names = [str(heading).casefold() for heading in headings.options(ndim=1).value]
                wanted = column.strip().casefold()
                return body.columns[names.index(wanted)] if wanted in names else None
    return None


def _values(cells: xw.Range) -> Any:
    return cells_in(cells.options(ndim=2, err_to_str=True).value)


def _worked_out_by_excel(text: str, sheet: xw.Sheet) -> Any:
    if not capabilities(sheet.book).native or len(text) > LONGEST_EVALUATED:
        raise UnreadableInputError(f"'{text}' is a calculation that only Excel can repeat.")
    answer = sheet.api.Evaluate(f"={text}")
    return cells_in(answer.Value2 if hasattr(answer, "Value2") else answer)
