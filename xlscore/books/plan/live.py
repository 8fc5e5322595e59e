"""A worksheet function's call, as the formula that a cell gets and as the answer that stands in it meanwhile.

Both are made from the same cells: the answer is the function's own, on the values that the formula refers to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlscore.books.tables.blocks import Block
from xlscore.books.tables.formulas import cell, literal
from xlscore.functions.cell_names import cell_name
from xlscore.functions.registry import call
from xlscore.ooxml.values.addresses import cell_address, quoted_sheet
from xlscore.rules.problems import CellError

__all__ = ["Answer", "Ref", "cell_ref", "constant", "live_call", "range_ref"]


@dataclass(frozen=True, slots=True)
class Ref:
    """An argument: how the formula writes it, and what it holds."""

    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Answer:
    """A formula and its answer; an answer that is an error says in a sentence why."""

    formula: str
    value: Any = None
    error: str = ""

    @property
    def ref(self) -> Ref:
        """Return the call as an argument of another one."""
        return Ref(self.formula.removeprefix("="), self.value)


def constant(value: object) -> Ref:
    """Return a constant as an argument.

    >>> constant("best").text
    '"best"'
    """
    return Ref(literal(value), value)


def cell_ref(block: Block, row: int, column: int, here: str) -> Ref:
    """Return a cell as an argument of a formula on the sheet `here`."""
    return Ref(cell(block.sheet, row, column, here), block.at(row, column))


def range_ref(block: Block, rows: tuple[int, int], columns: tuple[int, int], here: str) -> Ref:
    """Return the cells between two rows and two columns as an argument."""
    first = cell_address(rows[0], columns[0], absolute=True)
    last = cell_address(rows[1], columns[1], absolute=True)
    values = [
        [block.at(row, column) for column in range(columns[0], columns[1] + 1)]
        for row in range(rows[0], rows[1] + 1)
    ]
    sheet = "" if block.sheet == here else f"{quoted_sheet(block.sheet)}!"
    return Ref(f"{sheet}{first}:{last}", values)


def live_call(name: str, *arguments: Ref) -> Answer:
    """Return the call of a worksheet function with its answer.

    >>> live_call("MSG_MOVE", Ref("H5", 5.0), Ref("F5", 4.0))
    Answer(formula='=MSG_MOVE(H5,F5)', value='Improved', error='')
    """
    formula = f"={cell_name(name)}({','.join(argument.text for argument in arguments)})"
    try:
        return Answer(formula, call(name, *(argument.value for argument in arguments)))
    except CellError as error:
        return Answer(formula, None, error.sentence)
