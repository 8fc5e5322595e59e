"""Formulas spelt in another way: each keeps its cell's result and its shape, as one of its own, a shared or an array one."""

from __future__ import annotations

import re
from collections.abc import Callable

from xlscore.ooxml.around.tables import tables
from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.sheet.cells import FormulaXml, read_cell
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.values.addresses import cell_address
from xlscore.ooxml.values.cell import LONGEST_FORMULA
from xlscore.ooxml.xml.text import element_text, plain

__all__ = ["respell_cell", "respell_table_columns"]

_OF_COLUMN = re.compile(
    rb"(<(?:[\w.-]+:)?(?:calculatedColumnFormula|totalsRowFormula)(?:\s[^<>]*)?(?<!/)>)([^<]*)(?=</)"
)


def respell_cell(sheet: Sheet, row: int, column: int, spell: Callable[[str], str]) -> None:
    """Give the formula of a cell the text that `spell` makes of it; a member of a shared one follows its master."""
    line = sheet.grid.row(row)
    cell = line.first(column) if line else None
    formula = read_cell(cell.raw, sheet.prefix).formula if cell else None
    if formula is None or not formula.text:
        return
    text = spell(formula.text)
    if len(text) > LONGEST_FORMULA:
        raise UnsupportedValueError(
            f"{sheet.name}!{cell_address(row, column)}: a formula is at most {LONGEST_FORMULA} characters long; shorten it."
        )
    if text != formula.text:
        sheet.replace_formula(row, column, FormulaXml(formula.attributes, text))


def respell_table_columns(sheet: Sheet, spell: Callable[[str], str]) -> None:
    """Spell the formulas with which a sheet's tables fill new rows in another way."""
    package = sheet.workbook.package

    def respelt(found: re.Match[bytes]) -> bytes:
        text = plain(found[2].decode())
        return found[0] if (new := spell(text)) == text else found[1] + element_text(new)

    for table in tables(package, sheet.part):
        old = package.read(table.part)
        new = _OF_COLUMN.sub(respelt, old)
        if new != old:
            sheet.workbook.refuse_unless_editable()
            package.write(table.part, new)
