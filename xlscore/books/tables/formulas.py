"""Live formulas: which of a workbook's formulas call our functions, and how ours are written."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import Final

import xlscore.functions  # noqa: F401  (fills the registry)
from xlscore.functions.cell_names import EXCELS_OWN, python_name
from xlscore.functions.registry import REGISTRY
from xlscore.ooxml.values.addresses import cell_address, parse_box, quoted_sheet
from xlscore.rules.figures import Source

__all__ = ["calls_ours", "cell", "cell_of", "column_range", "literal", "ours_among", "row_range"]

_TEXT: Final = re.compile(r'"(?:[^"]|"")*"')
_ADD_IN: Final = re.compile(r"xlscore\.xlam'?!|\[\d+\]!", re.IGNORECASE)
_CALL: Final = re.compile(r"(?<![A-Za-z0-9_.])(?:_xl(?:fn|udf)\.)*([A-Za-z_][A-Za-z0-9_.]*)\s*\(")


def calls(formula: str) -> list[str]:
    """Return the functions that a formula calls, in capitals, outside its texts.

    >>> calls('=IF(A1="SUM(", MSG_RANK(A1, B:B, C:C), 0)')
    ['IF', 'MSG_RANK']
    """
    return [name.upper() for name in _CALL.findall(_TEXT.sub('""', formula))]


@lru_cache(maxsize=1024)
def _is_ours(name: str) -> bool:
    return python_name(name.upper()) in REGISTRY


def calls_ours(formula: str) -> bool:
    """Return whether a formula calls one of our worksheet functions; a plain TREND is Excel's own.

    >>> calls_ours("=1+yoy(B2,C2)"), calls_ours("=SUM(B2:C2)"), calls_ours("=TREND_ARROW(B2:G2)"), calls_ours("=TREND(B2:G2)")
    (True, False, True, False)
    """
    # Most formulas call nothing of ours, even if what stands in their texts is taken for calls.
    if "(" not in formula or not any(map(_is_ours, _CALL.findall(formula))):
        return False
    through_add_in = _ADD_IN.search(formula) is not None
    return any(
        python_name(name) in REGISTRY and (through_add_in or name not in EXCELS_OWN)
        for name in calls(formula)
    )


def ours_among(formulas: Set[str]) -> frozenset[str]:
    """Return which of some formulas call one of our worksheet functions.

    >>> sorted(ours_among({"=A2*2", "=SUM(B2:C2)", "=YOY(B2,C2)"}))
    ['=YOY(B2,C2)']
    """
    return frozenset(filter(calls_ours, formulas)) if "(" in "".join(formulas) else frozenset()


def literal(value: object) -> str:
    """Return a constant as a formula writes it.

    >>> literal("North"), literal(True), literal(0.05), literal(1000.0)
    ('"North"', 'TRUE', '0.05', '1000')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return repr(int(value)) if value == int(value) else repr(value)
    doubled = str(value).replace('"', '""')
    return f'"{doubled}"'


def _on(sheet: str, here: str) -> str:
    return "" if sheet == here else f"{quoted_sheet(sheet)}!"


def cell(sheet: str, row: int, column: int, here: str) -> str:
    """Return a cell as a formula on the sheet `here` refers to it.

    >>> cell("Grid", 5, 2, "Grid"), cell("MSG data", 5, 2, "MSG")
    ('B5', "'MSG data'!$B$5")
    """
    return _on(sheet, here) + cell_address(row, column, absolute=sheet != here)


def cell_of(source: Source, here: str) -> str:
    """Return the cell in which something was found, the first of several, as a formula on the sheet `here` refers to it.

    >>> cell_of(Source("MSG data", "B5:B7"), "MSG")
    "'MSG data'!$B$5"
    """
    box = parse_box(source.cell)
    return cell(source.sheet, box.top, box.left, here)


def column_range(sheet: str, rows: tuple[int, ...], column: int, here: str) -> str:
    """Return a column of cells from the first of the rows to the last, as a formula refers to it.

    >>> column_range("MSG data", (5, 6, 7), 2, "MSG")
    "'MSG data'!$B$5:$B$7"
    """
    first, last = (cell_address(row, column, absolute=True) for row in (min(rows), max(rows)))
    return f"{_on(sheet, here)}{first}:{last}"


def row_range(sheet: str, row: int, first: int, last: int, here: str) -> str:
    """Return cells of one row as a formula refers to them.

    >>> row_range("Series", 4, 3, 26, "Scorecard")
    'Series!$C$4:$Z$4'
    """
    left, right = (cell_address(row, column, absolute=True) for column in (first, last))
    return f"{_on(sheet, here)}{left}:{right}"
