"""Shared formulas: one cell, the master, holds the text for many; the others only point to it.

A cell that leaves the group must not take the text away from the rest: when the master is overwritten,
the next member becomes the master with the text moved to its place.
"""

from __future__ import annotations

from collections import Counter

from xlscore.ooxml.sheet.cells import FormulaXml, read_cell
from xlscore.ooxml.sheet.faces import Cells
from xlscore.ooxml.values.addresses import Box, cell_address
from xlscore.ooxml.values.formulas import moved

__all__ = ["SharedFormulas"]


class SharedFormulas:
    """The shared formulas of one sheet, found when one is first met."""

    def __init__(self, sheet: Cells) -> None:
        """Watch over a sheet."""
        self._sheet = sheet
        # Members in the order of the sheet, and how many of them stand in each column.
        self._groups: dict[str, dict[tuple[int, int], FormulaXml]] | None = None
        self._columns: dict[str, Counter[int]] = {}
        self._masters: dict[str, tuple[int, int, str]] = {}

    def text_of(self, row: int, column: int, formula: FormulaXml) -> str:
        """Return the text of a cell's formula, worked out from its master where it only points to one."""
        if formula.text or formula.kind != "shared":
            return formula.text
        self._find()
        master = self._masters.get(formula.attributes.get("si", ""))
        if master is None:
            return ""
        top, left, text = master
        return moved(text, row - top, column - left)

    def renew(self, row: int, column: int, formula: FormulaXml) -> bool:
        """Return whether a cell's new formula is a shared one; what its group shows follows from its text."""
        if formula.kind == "shared" and formula.text:
            self._masters[formula.attributes.get("si", "")] = (row, column, formula.text)
        return formula.kind == "shared"

    def leave(self, row: int, column: int, formula: FormulaXml) -> None:
        """Take a cell out of its group; its place as master goes to the next member."""
        if formula.kind != "shared":
            return
        self._find()
        assert self._groups is not None
        identity = formula.attributes.get("si", "")
        group = self._groups.get(identity, {})
        if group.pop((row, column), None) is not None:
            self._columns[identity][column] -= 1
        master = self._masters.get(identity)
        if not group or master is None or master[:2] != (row, column):
            return
        self._promote(identity, next(iter(group)), master)

    def _promote(self, identity: str, place: tuple[int, int], old: tuple[int, int, str]) -> None:
        assert self._groups is not None
        group = self._groups[identity]
        text = moved(old[2], place[0] - old[0], place[1] - old[1])
        columns = [column for column, members in self._columns[identity].items() if members]
        box = Box(place[0], min(columns), next(reversed(group))[0], max(columns))
        kept = {
            name: value for name, value in group[place].attributes.items() if name not in ("t", "ref", "si")
        }
        address = box.address() if box.rows * box.columns > 1 else cell_address(*place)
        formula = FormulaXml({"t": "shared", "ref": address, "si": identity, **kept}, text)
        self._sheet.replace_formula(*place, formula)
        group[place] = formula
        self._masters[identity] = (*place, text)

    def _find(self) -> None:
        if self._groups is not None:
            return
        self._groups = {}
        sheet = self._sheet
        for number in sheet.grid.rows_with(b"shared"):
            row = sheet.grid.row(number)
            for cell in row.cells if row else ():
                formula = read_cell(cell.raw, sheet.prefix).formula if b"shared" in cell.raw else None
                if formula is None or formula.kind != "shared":
                    continue
                identity = formula.attributes.get("si", "")
                self._groups.setdefault(identity, {})[(number, cell.column)] = formula
                self._columns.setdefault(identity, Counter())[cell.column] += 1
                if formula.text:
                    text = formula.text.replace("\r\n", "\n").replace("\r", "\n")
                    self._masters.setdefault(identity, (number, cell.column, text))
