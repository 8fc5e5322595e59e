"""Computing a formula on the cells that it names: what a spreadsheet program with the add-in would show.

Ours are the functions of `xlscore.functions`; of Excel's own there are those that our formulas use. A formula with any
other is refused, so that no test passes by not looking.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.functions import CellError, call
from xlscore.functions.cell_names import EXCELS_OWN, python_name
from xlscore.functions.registry import REGISTRY
from xlscore.ooxml.values.addresses import MAX_ROW, cell_address, parse_box
from xlscore.ooxml.values.formulas import tokens
from xlscore.rules.problems import ExcelError

__all__ = ["Workbook", "differing_formulas"]

_COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}
_SUMS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
}
_RANKS: Final = (tuple(_COMPARED), ("&",), ("+", "-"), ("*", "/"))


@dataclass(frozen=True)
class Workbook:
    """The values that a workbook's cells hold, and what its names refer to."""

    reading: Reading

    @classmethod
    def of(cls, book: xw.Book) -> Workbook:
        """Return the workbook as it stands now."""
        return cls(Reading(book))

    def cell(self, sheet: str, row: int, column: int) -> Any:
        """Return what a cell holds."""
        block = self.reading.block(sheet)
        return None if block is None else block.at(row, column)

    def compute(self, formula: str, sheet: str) -> Any:
        """Return what a formula on a sheet comes to; an error is its code, as a text."""
        return _one(_Parser(self, sheet, formula).whole())

    def area(self, address: str, sheet: str) -> Any:
        """Return the values of an address: one cell's, or rows of them."""
        box = parse_box(address)
        block = self.reading.block(sheet)
        bottom = min(box.bottom, block.last_row if block else 1) if box.bottom == MAX_ROW else box.bottom
        rows = [
            [self.cell(sheet, row, column) for column in range(box.left, box.right + 1)]
            for row in range(box.top, bottom + 1)
        ]
        return rows if ":" in address else rows[0][0]

    def name(self, name: str, sheet: str) -> Any:
        """Return the values of what a name refers to."""
        refers = {key.casefold(): text for key, text in self.reading.names.items()}[name.casefold()]
        return _Parser(self, sheet, refers).whole()


def differing_formulas(book: xw.Book, sheets: tuple[str, ...] = ()) -> list[str]:
    """Return every formula of a workbook whose cell holds something else than it comes to, as sentences."""
    workbook = Workbook.of(book)
    return [
        f"{sheet}!{cell_address(row, column)} holds {held!r}, and {formula} gives {computed!r}"
        for sheet, row, column, formula in _formulas(workbook, sheets)
        if not _alike(held := workbook.cell(sheet, row, column), computed := workbook.compute(formula, sheet))
    ]


def _formulas(workbook: Workbook, sheets: tuple[str, ...]) -> Iterator[tuple[str, int, int, str]]:
    for sheet in sheets or workbook.reading.sheet_names:
        for (row, column), formula in (workbook.reading.formulas(sheet) or {}).items():
            yield sheet, row, column, formula


def _alike(held: Any, computed: Any) -> bool:
    if isinstance(held, (int, float)) and isinstance(computed, (int, float)):
        return math.isclose(held, computed, rel_tol=1e-12, abs_tol=1e-12)
    if is_blank(held) and is_blank(computed):
        return True
    return type(held) is type(computed) and bool(held == computed)


class _Parser:
    """One formula, read from the left."""

    def __init__(self, workbook: Workbook, sheet: str, formula: str) -> None:
        self.workbook, self.sheet, self.formula = workbook, sheet, formula
        pieces = [piece for piece in tokens(formula.removeprefix("=")) if piece[1].strip()]
        self.pieces = [*_with_pairs(pieces), ("end", "")]
        self.at = 0

    def whole(self) -> Any:
        value = self.expression()
        if self.pieces[self.at][0] != "end":
            raise AssertionError(f"{self.formula} is not read to its end")
        return value

    def take(self, text: str) -> bool:
        if self.pieces[self.at][1] == text:
            self.at += 1
            return True
        return False

    def expression(self, rank: int = 0) -> Any:
        if rank == len(_RANKS):
            return self.signed()
        left = self.expression(rank + 1)
        while self.pieces[self.at][0] == "other" and self.pieces[self.at][1] in _RANKS[rank]:
            sign = self.pieces[self.at][1]
            self.at += 1
            left = _or_error(_joined, sign, left, self.expression(rank + 1))
        return left

    def signed(self) -> Any:
        if self.take("-"):
            return _or_error(lambda value: -_number(value), self.signed())
        if self.take("+"):
            return self.signed()
        value = self.operand()
        while self.take("%"):
            value = _number(value) / 100
        return value

    def operand(self) -> Any:
        kind, text = self.pieces[self.at]
        self.at += 1
        if kind == "number":
            return float(text)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "error":
            return text
        if kind == "sheet":
            address = self.pieces[self.at][1]
            self.at += 1
            return self.workbook.area(address, text[:-1].strip("'").replace("''", "'"))
        if kind in ("cells", "columns", "rows"):
            return self.workbook.area(text, self.sheet)
        if kind == "name":
            return (
                text.upper() == "TRUE"
                if text.upper() in ("TRUE", "FALSE")
                else self.workbook.name(text, self.sheet)
            )
        if kind == "function":
            return self.called(text[:-1].strip().upper())
        if text == "(":
            value = self.expression()
            assert self.take(")"), self.formula
            return value
        if text == "{":
            return self.array()
        raise AssertionError(f"{self.formula}: {text!r} is not understood")

    def array(self) -> list[list[Any]]:
        rows: list[list[Any]] = [[self.signed()]]
        while not self.take("}"):
            if self.take(";"):
                rows.append([])
            else:
                assert self.take(","), self.formula
            rows[-1].append(self.signed())
        return rows

    def called(self, name: str) -> Any:
        arguments: list[Any] = []
        while not self.take(")"):
            arguments.append(None if self.pieces[self.at][1] == "," else self.expression())
            self.take(",")
        if python_name(name) in REGISTRY and name not in EXCELS_OWN:
            return _or_error(call, python_name(name), *arguments)
        if name not in _EXCELS:
            raise AssertionError(f"{self.formula}: {name} is not known here")
        errors = [_one(argument) for argument in arguments if ExcelError.read(_one(argument))]
        return errors[0] if errors and name not in _SEE_ERRORS else _or_error(_EXCELS[name], *arguments)


def _with_pairs(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the pieces, a sign of two characters as one."""
    skip = False
    for (kind, text), (_, after) in zip(pieces, [*pieces[1:], ("", "")], strict=True):
        if skip:
            skip = False
        elif text + after in _COMPARED and kind == "other":
            skip = True
            yield kind, text + after
        else:
            yield kind, text


def _or_error(work: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a piece of work gives, an error as its code: the formula around it goes on with that."""
    try:
        return work(*arguments)
    except CellError as error:
        return error.code.value
    except ZeroDivisionError:
        return ExcelError.DIV0.value


def _one(value: Any) -> Any:
    while isinstance(value, list):
        value = value[0]
    return value


def _number(value: Any) -> float:
    value = _one(value)
    if isinstance(value, str):
        raise CellError(value if value.startswith("#") else "#VALUE!", "Not a number.")
    return float(value or 0)


def _ordered(value: Any) -> tuple[int, Any]:
    """Return a value as Excel compares it: numbers before texts before truth values, texts without their case."""
    value = _one(value)
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, float(value or 0))


def _joined(sign: str, left: Any, right: Any) -> Any:
    for error in (_one(left), _one(right)):
        if ExcelError.read(error):
            return error
    if sign in _COMPARED:
        if _one(left) is None and isinstance(_one(right), str):
            left = ""
        return _COMPARED[sign](_ordered(left), _ordered(right))
    if sign == "&":
        return f"{_one(left) or ''}{_one(right) or ''}"
    return _SUMS[sign](_number(left), _number(right))


def _flat(value: Any) -> list[Any]:
    return [cell for row in value for cell in row] if isinstance(value, list) else [value]


def _match(wanted: Any, among: Any, exact: float = 1) -> float:
    assert exact == 0, "only exact matches are written"
    places = [
        n for n, cell in enumerate(_flat(among), 1) if cell is not None and _ordered(cell) == _ordered(wanted)
    ]
    if not places or _one(wanted) is None:
        raise CellError("#N/A", "Not in the list.")
    return places[0]


def _index(among: Any, row: float, column: float | None = None) -> Any:
    if column is None:
        return _flat(among)[int(row) - 1]
    return among[int(row) - 1][int(column) - 1]


def _choose(which: Any, *values: Any) -> Any:
    if not isinstance(which, list):
        return values[int(which) - 1]
    # In an array made so, Excel has a 0 where a cell is blank.
    return [[0 if is_blank(values[int(n) - 1]) else values[int(n) - 1] for n in row] for row in which]


def _search(wanted: str, text: Any) -> float:
    place = str(_one(text) or "").casefold().find(wanted.casefold())
    if place < 0:
        raise CellError("#VALUE!", "Not in the text.")
    return place + 1


def _is_number(value: Any) -> bool:
    value = _one(value)
    return isinstance(value, (int, float, datetime.date)) and not isinstance(
        value, bool
    )  # a date is a number to Excel


def _round_up(value: Any, places: float) -> float:
    scaled = _number(value) * 10**places
    return math.copysign(math.ceil(abs(scaled)), scaled) / 10**places


_SEE_ERRORS: Final = ("COUNT", "ISNUMBER", "INDEX")


def _count_ifs(*pairs: Any) -> int:
    """Count the rows in which every range holds its text, whatever its capitals."""
    ranges, texts = [_flat(area) for area in pairs[::2]], [str(_one(text)).casefold() for text in pairs[1::2]]
    return sum(
        all(str(cell).casefold() == text for cell, text in zip(cells, texts, strict=True))
        for cells in zip(*ranges, strict=True)
    )


_EXCELS: Final[Mapping[str, Callable[..., Any]]] = {
    "AND": lambda *tests: all(_one(test) for test in tests),
    "CHOOSE": _choose,
    "COUNTIFS": _count_ifs,
    "COUNT": lambda *areas: sum(_is_number(cell) for area in areas for cell in _flat(area)),
    "IF": lambda test, then=True, other=False: then if _one(test) else other,
    "INDEX": _index,
    "ISNUMBER": _is_number,
    "ROUND": lambda value, places: round(_number(value), int(_number(places))),
    "MATCH": _match,
    "MAX": lambda *areas: max((c for area in areas for c in _flat(area) if _is_number(c)), default=0),
    "MIN": lambda *areas: min((c for area in areas for c in _flat(area) if _is_number(c)), default=0),
    "N": lambda cell: _number(_one(cell)) if _is_number(_one(cell)) else 0,
    "OR": lambda *tests: any(_one(test) for test in tests),
    "ROUNDUP": _round_up,
    "SEARCH": _search,
    "T": lambda cell: _one(cell) if isinstance(_one(cell), str) else "",
    "SUM": lambda *areas: sum(cell for area in areas for cell in _flat(area) if _is_number(cell)),
}
