"""What the parts of a sheet need of each other, so that each knows no more and none imports its owner.

A workbook has sheets and a sheet has guards, and both ask back. These are the questions; `Workbook` and `Sheet` answer
them without being named. Formats and texts are read when first asked for, so they are questions too, not values.
"""

from __future__ import annotations

from typing import Protocol

from xlscore.ooxml.looks.styles import Styles
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.sheet.cells import FormulaXml
from xlscore.ooxml.sheet.rows import Grid
from xlscore.ooxml.sheet.strings import SharedStrings

__all__ = ["Cells", "Context", "Host"]


class Context(Protocol):
    """What gives a stored cell its meaning: formats, shared texts, the date system."""

    @property
    def styles(self) -> Styles:
        """Return the formats."""

    @property
    def shared_strings(self) -> SharedStrings:
        """Return the texts that cells share."""

    @property
    def date1904(self) -> bool:
        """Return whether dates count from 1904."""


class Host(Context, Protocol):
    """What a sheet needs of its workbook."""

    package: Package
    edit_protected: bool
    formula_gone: bool
    needs_calculation: bool

    def refuse_unless_editable(self) -> None:
        """Refuse edits to a shared workbook or a signed file."""

    def mentions_column(self, name: str) -> bool:
        """Return whether a formula refers to a table column of this name."""


class Cells(Protocol):
    """What the guards, tables and shared formulas of a sheet need of it."""

    name: str
    part: str

    @property
    def workbook(self) -> Host:
        """Return the workbook of the sheet."""

    @property
    def grid(self) -> Grid:
        """Return the rows."""

    @property
    def prefix(self) -> bytes:
        """Return the namespace prefix of the sheet's elements with its colon."""

    @property
    def shell(self) -> bytes:
        """Return the sheet's XML with its rows left out."""

    def style_id(self, row: int, column: int) -> int:
        """Return the number of the format of a cell."""

    def replace_formula(self, row: int, column: int, formula: FormulaXml) -> None:
        """Spell the formula a cell has in another way."""
