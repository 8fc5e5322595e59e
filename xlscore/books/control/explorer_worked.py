"""What the explorer's steps come to before a spreadsheet program computes: a viewer, or Excel's protected view, shows what stands in the cells.

The steps' own formulas are worked out (`worked`), so that nothing is written twice; of Excel's functions there are those that they use.
"""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Final

from xlscore.books.control.explorer_steps import OFF, STEPS
from xlscore.books.plan.edits import Scalar

__all__ = ["Held", "as_text", "rounded", "worked"]

Held = Scalar
"""What a cell holds: None where nothing stands."""

_PIECES: Final = re.compile(
    r'\{(\$?)(\w+)([-+:]*)\}|"((?:[^"]|"")*)"|(\d+(?:\.\d+)?)|([A-Z]+)|(<=|>=|<>|[-+*/<>=&(),])'
)
_COMPARED: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip
_COUNTED: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip
_RANKS: Final = (frozenset(_COMPARED), frozenset("+-"), frozenset("*/"))


class _FormulaError(Exception):
    """What a formula gives that has no value, such as the mean of nothing."""


@dataclass(frozen=True)
class _Sheet:
    """The columns as far as they are worked out, and the cells that hold what is chosen."""

    columns: dict[str, list[Held]]
    chosen: Mapping[str, Held]

    def cell(self, name: str, row: int) -> Held:
        """Return a cell; above the first row and below the last one there is nothing."""
        column = self.columns[name]
        return column[row] if 0 <= row < len(column) else None


_Part = Callable[[_Sheet, int], Any]
"""A part of a formula: what it comes to in a row."""


def worked(given: Mapping[str, Sequence[Held]], chosen: Mapping[str, Held]) -> dict[str, list[Held]]:
    """Return what each step comes to in each row, by the steps' names, from the columns before them and what is chosen."""
    values = given["value"]
    first = next((row for row, value in enumerate(values) if _is_number(value)), None)
    start = {"x1": OFF if first is None else given["x"][first], "v1": 0 if first is None else values[first]}
    sheet = _Sheet({name: list(column) for name, column in given.items()}, {**chosen, **start})
    for step in STEPS:
        column: list[Held] = [None] * len(values)
        sheet.columns[step.name] = column
        part = _read(step.formula)
        rows = range(len(values))
        for row in reversed(rows) if f"{{{step.name}+}}" in step.formula else rows:
            try:
                found = part(sheet, row)
            except _FormulaError:
                found = "#VALUE!"
            column[row] = int(found) if isinstance(found, bool) else found
    return sheet.columns


def rounded(value: float, places: int = 1) -> float:
    """Return a number as Excel's ROUND has it: halves go away from nought.

    >>> rounded(0.25), rounded(-0.25), rounded(103.0)
    (0.3, -0.3, 103.0)
    """
    return float(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def as_text(value: Held) -> str:
    """Return what a cell holds as Excel joins it to a text.

    >>> as_text(103.0), as_text(0.1 + 0.2), as_text(None)
    ('103', '0.3', '')
    """
    return format(value, ".15g") if isinstance(value, (int, float)) else str(value or "")


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@lru_cache(maxsize=256)
def _read(formula: str) -> _Part:
    return _Parser(formula).whole()


class _Parser:
    """One formula, read from the left."""

    def __init__(self, formula: str) -> None:
        self.formula = formula
        self.pieces = list(_PIECES.finditer(formula, 1))
        self.at = 0

    def whole(self) -> _Part:
        """Return the formula as a part; one that is not understood to its end is refused."""
        part = self.expression(0)
        if self.at < len(self.pieces) or "".join(piece[0] for piece in self.pieces) != self.formula[1:]:
            raise ValueError(f"{self.formula} is not read to its end.")
        return part

    def sign(self, among: frozenset[str]) -> str:
        """Return the sign that stands here, having gone past it; "" where it is another."""
        text = self.pieces[self.at][7] if self.at < len(self.pieces) else None
        if text is None or text not in among:
            return ""
        self.at += 1
        return text

    def expression(self, rank: int) -> _Part:
        """Return the operands of a rank, or of a higher one, joined from the left."""
        if rank == len(_RANKS):
            return self.operand()
        left = self.expression(rank + 1)
        while sign := self.sign(_RANKS[rank]):
            left = _joined(sign, left, self.expression(rank + 1))
        return left

    def operand(self) -> _Part:
        """Return a number, a text, a reference, a function's call or what stands in brackets."""
        if self.sign(frozenset("-")):
            inner = self.operand()
            return lambda sheet, row: -_number(inner(sheet, row))
        if self.sign(frozenset("(")):
            whole = self.expression(0)
            self.sign(frozenset(")"))
            return whole
        fixed, name, which, text, number, function, _ = self.pieces[self.at].groups()
        self.at += 1
        if function:
            return _FUNCTIONS[function](*self.arguments())
        if name:
            return _referring(name, which, fixed=bool(fixed))
        value = float(number) if number else text.replace('""', '"')
        return lambda _sheet, _row: value

    def arguments(self) -> list[_Part]:
        """Return what stands in a function's brackets."""
        found = []
        while self.sign(frozenset("(,")):
            found.append(self.expression(0))
        self.sign(frozenset(")"))
        return found


def _referring(name: str, which: str, *, fixed: bool) -> _Part:
    if fixed:
        return lambda sheet, _row: sheet.chosen[name]
    if which == ":":
        return lambda sheet, _row: sheet.columns[name]
    by = which.count("+") - which.count("-")
    return lambda sheet, row: sheet.cell(name, row + by)


def _joined(sign: str, left: _Part, right: _Part) -> _Part:
    if sign in _COMPARED:
        compare = _COMPARED[sign]
        return lambda sheet, row: compare(*_comparable(left(sheet, row), right(sheet, row)))
    count = _COUNTED[sign]
    return lambda sheet, row: count(_number(left(sheet, row)), _number(right(sheet, row)))


def _comparable(left: Any, right: Any) -> tuple[Any, Any]:
    """Return two values as Excel orders them: numbers before texts, and nothing as the other one's least."""
    sides: list[Any] = [
        ("" if isinstance(other, str) else 0) if each is None else _day(each)
        for each, other in ((left, right), (right, left))
    ]
    kinds = [isinstance(each, str) for each in sides]
    if kinds[0] != kinds[1]:
        return kinds[0], kinds[1]
    return (sides[0].casefold(), sides[1].casefold()) if kinds[0] else (sides[0], sides[1])


def _day(value: Any) -> Any:
    return value.toordinal() if isinstance(value, date) else value


def _number(value: Any) -> float:
    if isinstance(value, str):
        raise _FormulaError(f"'{value}' is no number.")
    return 0 if value is None else value


def _if(test: _Part, then: _Part, otherwise: _Part) -> _Part:
    return lambda sheet, row: then(sheet, row) if test(sheet, row) else otherwise(sheet, row)


def _if_error(part: _Part, otherwise: _Part) -> _Part:
    def found(sheet: _Sheet, row: int) -> Any:
        try:
            return part(sheet, row)
        except _FormulaError:
            return otherwise(sheet, row)

    return found


def _of_rows(sheet: _Sheet, row: int, values: _Part, tests: Sequence[_Part]) -> list[float]:
    """Return the numbers of a column in whose rows other columns hold what is asked of them, a column and a value in turn."""
    asked = [(tests[n](sheet, row), tests[n + 1](sheet, row)) for n in range(0, len(tests), 2)]
    return [
        value
        for place, value in enumerate(values(sheet, row))
        if _is_number(value) and all(column[place] == wanted for column, wanted in asked)
    ]


def _mean(values: _Part, *tests: _Part) -> _Part:
    def found(sheet: _Sheet, row: int) -> float:
        numbers = _of_rows(sheet, row, values, tests)
        if not numbers:
            raise _FormulaError("There is no mean of nothing.")
        return math.fsum(numbers) / len(numbers)

    return found


_FUNCTIONS: Final[Mapping[str, Callable[..., _Part]]] = {
    "IF": _if,
    "IFERROR": _if_error,
    "AVERAGEIFS": _mean,
    "SUMIFS": lambda values, *tests: lambda sheet, row: math.fsum(_of_rows(sheet, row, values, tests)),
    "ISNUMBER": lambda part: lambda sheet, row: _is_number(part(sheet, row)),
    "AND": lambda *parts: lambda sheet, row: all(part(sheet, row) for part in parts),
    "OR": lambda *parts: lambda sheet, row: any(part(sheet, row) for part in parts),
    "ABS": lambda part: lambda sheet, row: abs(_number(part(sheet, row))),
    "MAX": lambda *parts: lambda sheet, row: max(_number(part(sheet, row)) for part in parts),
    "N": lambda part: lambda sheet, row: value if _is_number(value := part(sheet, row)) else 0,
}
