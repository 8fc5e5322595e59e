"""Sheets whose protection keeps an action from writing on them: each is named as a problem, and the others are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.plan.edits import CellEdit, Edits
from xlscore.books.plan.words import counted
from xlscore.books.tables.table import shown
from xlscore.engine import cells_are_locked, drawing_is_locked, structure_is_locked
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import Problem

__all__ = ["locked_sheets", "refusal_of"]

_MOST_SAID: Final = 3
_LONGEST_SAID: Final = 60
_UNLOCK: Final = (
    "Take its protection off in Excel (Review, Unprotect Sheet), run this again, then protect it again."
)
_UNLOCK_BOOK: Final = (
    "Take the protection off in Excel (Review, Protect Workbook), run this again, then protect it again."
)


def locked_sheets(book: xw.Book, edits: Edits) -> dict[str, Problem]:
    """Return the sheets that are not written on, each with the problem that says what would have been written there.

    A protected sheet is written on as long as every cell that is to be written is open; half an answer would mislead.
    """
    new, by_sheet = {sheet.name for sheet in edits.sheets}, edits.by_sheet()
    found = {}
    if new and structure_is_locked(book):
        found = {name: _no_new_sheet(name, by_sheet.get(name, ())) for name in new}
    for name, cells in by_sheet.items():
        if name in new or not cells:
            continue
        if cells_are_locked(book.sheets[name], [(edit.row, edit.column) for edit in cells]):
            found[name] = _not_written(name, cells)
    for name in dict.fromkeys(
        [*(each.sheet for each in edits.charts), *(each.sheet for each in edits.gone_charts)]
    ):
        if name not in found and name not in new and drawing_is_locked(book.sheets[name]):
            found[name] = _not_drawn(name, edits)
    return found


def refusal_of(locked: Mapping[str, Problem]) -> BookError:
    """Return the refusal of edits that belong together and cannot all be written."""
    first = next(iter(locked.values()))
    return BookError(f"Nothing was written: {first.what[:1].lower()}{first.what[1:]}", first.do)


def _not_written(name: str, cells: Sequence[CellEdit]) -> Problem:
    in_order = sorted(cells, key=lambda edit: (edit.row, edit.column))
    first = in_order[0]
    return Problem(
        name,
        cell_address(first.row, first.column),
        f"The sheet '{name}' is protected, so nothing was written on it: {_said(in_order)}.",
        _UNLOCK,
    )


def _not_drawn(name: str, edits: Edits) -> Problem:
    charts = [each.chart.name for each in edits.charts if each.sheet == name]
    charts += [each.name for each in edits.gone_charts if each.sheet == name]
    said = ", ".join(f"'{chart}'" for chart in charts[:_MOST_SAID])
    more = f" and {counted(len(charts) - _MOST_SAID, 'more chart')}" if len(charts) > _MOST_SAID else ""
    what = f"The sheet '{name}' is protected, so nothing was written on it, and its charts stay as they are: {said}{more}."
    return Problem(name, "", what, _UNLOCK)


def _no_new_sheet(name: str, cells: Sequence[CellEdit]) -> Problem:
    what = f"The workbook's structure is protected, so the sheet '{name}' with its {counted(len(cells), 'cell')} was not added."
    return Problem(name, "", what, _UNLOCK_BOOK)


def _said(cells: Sequence[CellEdit]) -> str:
    said = [f"{cell_address(edit.row, edit.column)} would be {_value(edit)}" for edit in cells[:_MOST_SAID]]
    more = len(cells) - len(said)
    return ", ".join(said) + (f", and {counted(more, 'more cell')}" if more else "")


def _value(edit: CellEdit) -> str:
    text = "blank" if edit.new is None else shown(edit.new)
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID].rstrip()}…"
