"""Sheet names inside formulas: rename them, and mark those of a deleted sheet.

Sheet names inside a text, and those of another workbook (`[1]Grid!A1`), are left alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping

from xlscore.ooxml.values.addresses import quoted_sheet
from xlscore.ooxml.values.formulas import tokens

__all__ = ["drop_sheet", "rename_sheet", "rename_table", "rename_tables"]


def _with_sheets(formula: str, change: Callable[[list[str]], str | None]) -> str:
    """Return the formula with each sheet prefix replaced by what `change` makes of its sheet names."""
    pieces = []
    for kind, text in tokens(formula):
        new = None
        if kind == "sheet" and "[" not in text:
            new = change(text[:-1].strip("'").replace("''", "'").split(":"))
        pieces.append(text if new is None else new + "!")
    return "".join(pieces)


def _spelled(names: list[str]) -> str:
    parts = [quoted_sheet(name) for name in names]
    if len(parts) > 1 and any(part.startswith("'") for part in parts):
        return "'" + ":".join(name.replace("'", "''") for name in names) + "'"
    return ":".join(parts)


def rename_sheet(formula: str, old: str, new: str) -> str:
    """Return a formula with a sheet's old name replaced by its new one.

    >>> rename_sheet('Grid!A1&"Grid!A1"&[1]Grid!B2', "Grid", "Grid 14")
    '\\'Grid 14\\'!A1&"Grid!A1"&[1]Grid!B2'
    """

    def change(names: list[str]) -> str | None:
        if not any(name.casefold() == old.casefold() for name in names):
            return None
        return _spelled([new if name.casefold() == old.casefold() else name for name in names])

    return _with_sheets(formula, change)


def drop_sheet(formula: str, name: str) -> str:
    """Return a formula after a sheet was deleted: references to it read #REF!, as in Excel.

    >>> drop_sheet("SUM('MSG data'!B2:B9)+Grid!A1", "MSG data")
    'SUM(#REF!B2:B9)+Grid!A1'
    """
    return _with_sheets(formula, lambda names: "#REF" if _among(names, name) else None)


def rename_table(formula: str, old: str, new: str) -> str:
    """Return a formula with a table's old name replaced by its new one.

    >>> rename_table('SUM(Forces[Rate])&"Forces[Rate]"', "forces", "Counties")
    'SUM(Counties[Rate])&"Forces[Rate]"'
    """
    return rename_tables(formula, {old.casefold(): new})


def rename_tables(formula: str, names: Mapping[str, str]) -> str:
    """Return a formula with tables' old names, given without case, replaced by their new ones."""
    pieces = [*tokens(formula), ("", "")]
    return "".join(
        names.get(text.casefold(), text) if kind == "name" and after == "bracket" else text
        for (kind, text), (after, _) in itertools.pairwise(pieces)
    )


def _among(names: list[str], name: str) -> bool:
    return any(item.casefold() == name.casefold() for item in names)
