"""Live formulas: how ours refer to cells and write constants."""

from __future__ import annotations

from xlscore.ooxml.values.addresses import cell_address, parse_box, quoted_sheet
from xlscore.rules.figures import Source

__all__ = ["cell", "cell_of", "column_range", "literal", "row_range"]


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
