"""What a workbook's formulas come to on the cells that they name: ours by the registry, Excel's own few here.

Not a spreadsheet program: it knows the functions that our formulas use. LibreOffice says the same in a slower test.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from xlscore.books.tables.blocks import Reading
from xlscore.functions.cell_names import python_name
from xlscore.functions.registry import REGISTRY, call
from xlscore.ooxml.values.addresses import parse_box
from xlscore.rules.problems import CellError, ExcelError

__all__ = ["FormulaAnswers"]

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")
      | (?P<cells>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w(]))
      | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
      | (?P<word>[^\W\d][\w.]*)
      | (?P<sign><=|>=|<>|[=<>+\-*/(),]))""",
    re.VERBOSE,
)
_BY_WORD = {"TRUE": True, "FALSE": False}


@dataclass
class FormulaAnswers:
    """The cells of a workbook, for its formulas to be worked out on."""

    reading: Reading

    def answer(self, formula: str, sheet: str) -> Any:
        """Return what a formula on a sheet comes to; an error of a cell is raised as one."""
        tokens = _tokens(formula.removeprefix("="))
        answer = self._compared(tokens, sheet)
        assert not tokens, f"{formula}: {tokens} is left over"
        return answer

    def _compared(self, tokens: list[tuple[str, str]], sheet: str) -> Any:
        left = self._term(tokens, sheet)
        while tokens and tokens[0][1] in ("=", "<=", ">=", "<", ">", "<>"):
            sign = tokens.pop(0)[1]
            left = _compare(sign, _single(left), _single(self._term(tokens, sheet)))
        return left

    def _term(self, tokens: list[tuple[str, str]], sheet: str) -> Any:
        left = self._factor(tokens, sheet)
        while tokens and tokens[0][1] in ("*", "/"):
            sign = tokens.pop(0)[1]
            right = _number(self._factor(tokens, sheet))
            left = _number(left) * right if sign == "*" else _number(left) / right
        return left

    def _factor(self, tokens: list[tuple[str, str]], sheet: str) -> Any:
        kind, text = tokens.pop(0)
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "number":
            return float(text)
        if text == "-":
            return -_number(self._factor(tokens, sheet))
        if kind == "cells":
            return self._cells(text, sheet)
        if text.upper() in _BY_WORD:
            return _BY_WORD[text.upper()]
        if tokens and tokens[0][1] == "(":
            return self._called(text.upper(), tokens, sheet)
        return self._cells(self.reading.names[text].removeprefix("="), sheet)

    def _called(self, name: str, tokens: list[tuple[str, str]], sheet: str) -> Any:
        arguments: list[Any] = []
        tokens.pop(0)
        while tokens[0][1] != ")":
            if tokens[0][1] == ",":
                tokens.pop(0)
            try:
                arguments.append(self._compared(tokens, sheet))
            except CellError as error:
                arguments.append(error)
                _skip(tokens)
        tokens.pop(0)
        if name == "ISNUMBER":
            value = arguments[0] if isinstance(arguments[0], CellError) else _single(arguments[0])
            return _is_number(value)
        for argument in arguments:
            if isinstance(argument, CellError):
                raise argument
        if python_name(name) in REGISTRY:
            return call(python_name(name), *arguments)
        return _EXCELS[name](*arguments)

    def _cells(self, reference: str, here: str) -> Any:
        sheet, _, area = reference.rpartition("!")
        sheet = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet or here
        box, block = parse_box(area.replace("$", "")), self.reading.block(sheet)
        rows = [
            [None if block is None else block.at(row, column) for column in range(box.left, box.right + 1)]
            for row in range(box.top, box.bottom + 1)
        ]
        return rows if ":" in area else rows[0][0]


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        assert match is not None, f"{text[at:]} cannot be read"
        found.append((match.lastgroup or "", match[match.lastgroup or 0]))
        at = match.end()
    return found


def _skip(tokens: list[tuple[str, str]]) -> None:
    """Leave out the rest of an argument in which an error came up."""
    depth = 0
    while depth or tokens[0][1] not in (",", ")"):
        depth += {"(": 1, ")": -1}.get(tokens.pop(0)[1], 0)


def _single(value: Any) -> Any:
    error = ExcelError.read(value)
    if error is not None:
        raise CellError(error, "A cell holds an error.")
    return value


def _is_number(value: Any) -> bool:
    # A date is a number to Excel.
    return isinstance(value, (int, float, datetime.date)) and not isinstance(value, bool)


def _number(value: Any) -> float:
    value = _single(value)
    return float(value or 0) if not isinstance(value, str) else float(value)


def _rank(value: Any) -> tuple[int, Any]:
    if isinstance(value, str):
        return 1, value.lower()
    return (2, value) if isinstance(value, bool) else (0, value or 0)


def _compare(sign: str, left: Any, right: Any) -> bool:
    one, other = _rank(left), _rank(right)
    truths: dict[str, Callable[[], bool]] = {
        "=": lambda: one == other,
        "<>": lambda: one != other,
        "<=": lambda: one <= other,
        ">=": lambda: one >= other,
        "<": lambda: one < other,
        ">": lambda: one > other,
    }
    return truths[sign]()


def _if(test: Any, yes: Any, no: Any = False) -> Any:
    return yes if test else no


def _count(cells: Any) -> int:
    rows = cells if isinstance(cells, list) else [[cells]]
    return sum(_is_number(value) for row in rows for value in row)


def _match(wanted: Any, cells: Any, kind: float) -> int:
    assert kind == 0
    for place, (value,) in enumerate(cells, 1):
        if value is not None and _rank(value) == _rank(wanted):
            return place
    raise CellError("#N/A", "There is no such value.")


def _index(cells: Any, place: int) -> Any:
    return _single(cells[place - 1][0])


def _search(wanted: str, text: Any) -> int:
    found = str(_single(text)).lower().find(wanted.lower())
    if found < 0:
        raise CellError("#VALUE!", "The text is not in it.")
    return found + 1


def _roundup(value: Any, places: float) -> float:
    assert places == 0
    return math.copysign(math.ceil(abs(_number(value))), _number(value))


_EXCELS: dict[str, Callable[..., Any]] = {
    "IF": _if, "COUNT": _count, "MATCH": _match, "INDEX": _index, "SEARCH": _search, "ROUNDUP": _roundup,
}  # fmt: skip
