"""Explain cell: which inputs and which rule, with its source, gave a cell's answer; or why it is an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import xlwings as xw

from xlscore.books.tables.written_formulas import WrittenFormulas
from xlscore.engine import capabilities
from xlscore.errors import XlscoreError
from xlscore.excel.conversion import cells_in, cells_out
from xlscore.excel.formula_calls import Call, calls_in
from xlscore.excel.inputs import Input, UnreadableInputError, read_input
from xlscore.rules.problems import CellError, ExcelError

__all__ = ["NoFormulaError", "explain"]

SHOWN_CELLS: Final = 6
"""How many cells of a range are named before "…" stands for the rest."""


class NoFormulaError(XlscoreError):
    """The program behind the workbook does not say what a cell's formula is."""


def explain(cell: xw.Range) -> str:
    """Return in a few lines what gave the answer in a cell.

    Reads the cell's formula, resolves each input, works the function out again and says the rule with its
    source. For an error it says why, and what to do.
    """
    cell = cell[0, 0]
    place = f"{cell.sheet.name}!{cell.get_address(False, False)}"
    shown = cells_in(cell.options(err_to_str=True).value)
    formula = _formula(cell)
    if formula is None:
        raise NoFormulaError(
            f"Only desktop Excel and files show a cell's formula, so {place} cannot be explained here."
        )
    if not formula.startswith("="):
        return f"{place} is blank." if shown is None else f"{place} holds {_said(shown)}; it has no formula."
    written = WrittenFormulas(cell.sheet.book, capabilities(cell.sheet.book))
    read = written.as_read(cell.sheet.name, cell.row, cell.column, formula)
    calls = calls_in(read)
    if not calls:
        none = f"{place} holds {_said(shown)}; its formula uses none of the Scorecard functions: {formula}"
        return "\n".join([none, *(f"{doubt.what} {doubt.do}" for doubt in written.doubtful)])
    lines = [f"{place} shows {_said(shown)}", formula]
    for call in calls:
        lines += ["", *_call(call, cell.sheet, shown if len(calls) == 1 and _is_all(call, read) else None)]
    return "\n".join(lines)


def _formula(cell: xw.Range) -> str | None:
    if not capabilities(cell.sheet.book).formulas:
        return None
    return str(cell.formula or "")


def _is_all(call: Call, formula: str) -> bool:
    return formula.lstrip("=@ ").rstrip() == call.text


def _call(call: Call, sheet: xw.Sheet, shown: Any) -> Iterator[str]:
    function = call.function
    yield f"{call.name} answers {function.summary.removeprefix('Return ')}"
    values: list[Any] = []
    unreadable = None
    for place, argument in enumerate(function.arguments):
        text = call.arguments[place] if place < len(call.arguments) else ""
        try:
            found = read_input(text, sheet)
        except (UnreadableInputError, CellError) as error:
            yield f"  {argument.name}: {error.sentence}"
            unreadable = unreadable or error
            continue
        values.append(found.value)
        yield f"  {argument.name} = {_input(found, argument.default)}"
    if len(call.arguments) > len(function.arguments):
        yield f"It is {ExcelError.VALUE.value}: write it as {function.signature}."
    elif isinstance(unreadable, CellError):
        yield f"It is {unreadable.code.value}: {unreadable.sentence}"
    elif unreadable is None:
        yield from _outcome(call, values, shown)
    yield f"Source: {function.source}"


def _outcome(call: Call, values: list[Any], shown: Any) -> Iterator[str]:
    try:
        answer = call.function(*values)
    except CellError as error:
        yield f"It is {error.code.value}: {error.sentence}"
        answer = error.code.value
    else:
        yield f"Answer: {_said(answer)}"
    first = cells_out(answer)
    while isinstance(first, list):
        first = first[0]
    if shown is not None and not _same(shown, first):
        yield f"The cell shows {_said(shown)} instead: press Ctrl+Alt+F9 to work everything out again."


def _same(shown: Any, answer: Any) -> bool:
    if isinstance(shown, (int, float)) and isinstance(answer, (int, float)):
        return abs(shown - answer) <= 1e-9 * max(1.0, abs(answer))
    return bool(shown == answer)


def _input(found: Input, default: object) -> str:
    blank = found.value is None
    if blank and found.origin == "left out":
        return f"{_said(default)} (left out)" if default is not None else "left out"
    if blank and default is not None:
        return f"{_said(default)} ({found.origin} is blank)"
    return f"{_said(found.value)} ({found.origin})"


def _said(value: Any) -> str:
    """Return a value as an officer reads it.

    >>> _said(True), _said(8.0), _said("Essex"), _said([["a"], [None], [2.5]])
    ('TRUE', '8', '"Essex"', '3 cells: "a", blank, 2.5')
    """
    if isinstance(value, (list, tuple)):
        flat = [c for row in value for c in (row if isinstance(row, (list, tuple)) else [row])]
        names = ", ".join(_said(cell) for cell in flat[:SHOWN_CELLS])
        return f"{len(flat)} cells: {names}{', …' if len(flat) > SHOWN_CELLS else ''}"
    if value is None or value == "":
        return "blank"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return format(value, ".10g")
    return str(value) if ExcelError.read(value) else f'"{value}"'
