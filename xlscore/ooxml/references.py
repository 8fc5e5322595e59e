"""Sheet names inside formulas: find them, rename them, and shift what points to a copied sheet.

The text is walked once, past strings and quoted names, so that a sheet's name inside a text or inside
another workbook's reference is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from xlscore.ooxml.addresses import quoted_sheet

__all__ = ["drop_sheet", "mentions_sheet", "rename_sheet"]

# A text, a sheet name in quotes before "!", or a plain one (also "First:Last!"), kept apart from all else.
_PIECES = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")"""
    r"""|(?P<quoted>'(?:[^']|'')+')!"""
    r"""|(?P<plain>(?<![\w.\]\\?])[^\W\d][\w.]*(?::[^\W\d][\w.]*)?)!"""
)


def _walk(formula: str, change: Callable[[list[str]], str | None]) -> str:
    """Return the formula with each sheet prefix replaced by what `change` makes of its sheet names."""

    def replaced(match: re.Match[str]) -> str:
        spelled = match["quoted"] or match["plain"]
        if spelled is None:
            return match[0]
        name = spelled[1:-1].replace("''", "'") if match["quoted"] else spelled
        if "[" in name:
            return match[0]
        new = change(name.split(":"))
        return match[0] if new is None else new + "!"

    return _PIECES.sub(replaced, formula)


def _spelled(names: list[str]) -> str:
    parts = [quoted_sheet(name) for name in names]
    if len(parts) > 1 and any(part.startswith("'") for part in parts):
        return "'" + ":".join(name.replace("'", "''") for name in names) + "'"
    return ":".join(parts)


def rename_sheet(formula: str, old: str, new: str) -> str:
    """Return a formula with a sheet's old name replaced by its new one.

    >>> rename_sheet('=Grid!A1&"Grid!A1"&[1]Grid!B2', "Grid", "Grid 14")
    '=\\'Grid 14\\'!A1&"Grid!A1"&[1]Grid!B2'
    """

    def change(names: list[str]) -> str | None:
        if not any(name.casefold() == old.casefold() for name in names):
            return None
        return _spelled([new if name.casefold() == old.casefold() else name for name in names])

    return _walk(formula, change)


def drop_sheet(formula: str, name: str) -> str:
    """Return a formula after a sheet was deleted: references to it read #REF!, as in Excel.

    >>> drop_sheet("=SUM('MSG data'!B2:B9)+Grid!A1", "MSG data")
    '=SUM(#REF!B2:B9)+Grid!A1'
    """

    def change(names: list[str]) -> str | None:
        return "#REF" if any(item.casefold() == name.casefold() for item in names) else None

    return _walk(formula, change)


def mentions_sheet(formula: str, name: str) -> bool:
    """Return whether a formula refers to a sheet of that name."""
    found = False

    def look(names: list[str]) -> str | None:
        nonlocal found
        found = found or any(item.casefold() == name.casefold() for item in names)
        return None

    _walk(formula, look)
    return found
