"""One table of calls for every lane: each function's example, and the example with each argument put wrong.

A cell is plain JSON; what JSON lacks is spelt: {"error": "#N/A"}, {"date": "2020-04-06"}, {"money": "12.50"}.
`LEFT_OUT` stands for an argument that was not given.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from xlscore.excel.names import excel_functions

LEFT_OUT = {"left": "out"}

BAD: dict[str, Any] = {
    "an error": {"error": "#DIV/0!"},
    "an error that Excel has had since 2019": {"error": "#SPILL!"},
    "an error in a block": [[1.0], [{"error": "#N/A"}]],
    "a word": "nonsense",
    "a blank": None,
    "a truth value": True,
    "a date": {"date": "2020-04-06"},
    "money": {"money": "12.50"},
    "a negative number": -1.0,
    "a large number": 1e300,
    "a block of two shapes of cell": [["x", 1.0], [None, True]],
}


@dataclass(frozen=True)
class Vector:
    """One call: what is tried, which function, with which cells."""

    what: str
    name: str
    cells: list[Any]

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "cells": self.cells}


def vectors() -> Iterator[Vector]:
    """Give every call, examples first."""
    for name, function in excel_functions().items():
        yield Vector(f"{name}: example", name, examples_cells(function.example.arguments))
    for name, function in excel_functions().items():
        cells = examples_cells(function.example.arguments)
        for place, argument in enumerate(function.arguments):
            for what, bad in BAD.items():
                changed = cells + [LEFT_OUT] * (place + 1 - len(cells))
                changed[place] = bad
                yield Vector(f"{name}: {argument.name} is {what}", name, changed)


def examples_cells(arguments: tuple[Any, ...]) -> list[Any]:
    """Return an example's arguments as cells hold them: numbers are floats, None is left out."""
    return [LEFT_OUT if argument is None else _as_held(argument) for argument in arguments]


def _as_held(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_as_held(item) for item in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def normal(answer: Any) -> Any:
    """Return an answer in one form for all lanes: rows of ("number", 1.0), ("text", "a"), ("error", "#N/A") …"""
    if isinstance(answer, (list, tuple)):
        rows = [row if isinstance(row, (list, tuple)) else None for row in answer]
        if None in rows:  # xlwings hands a single row over flat
            return [[_named(cell) for cell in answer]]
        return [[_named(cell) for cell in row] for row in rows]
    return [[_named(answer)]]


def _named(cell: Any) -> tuple[str, Any]:
    if isinstance(cell, dict):
        return "error", cell["error"]
    if isinstance(cell, bool):
        return "truth", cell
    if isinstance(cell, (int, float)):
        return "number", float(cell) if math.isfinite(cell) else str(cell)
    if isinstance(cell, str) and cell.startswith("#"):
        return "error", cell
    return "text", cell or ""
