"""Cells in and out: the one conversion that every lane of the worksheet functions uses.

In: dates become serial numbers, currency becomes a number, an Excel error becomes its text ("#N/A"), a block
becomes rows. Out: rows of one length, blanks as "", and an error as its text; xlwings Server and Lite make
such a text a real error themselves, and the add-in's VBA makes it one with `CVErr`.
"""

from __future__ import annotations

import datetime
import logging
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from xlscore.functions import WorksheetFunction
from xlscore.rules.problems import CellError, ExcelError

__all__ = [
    "ERROR_NUMBERS",
    "LONGEST_TEXT",
    "answer",
    "cell_in",
    "cell_out",
    "cells_in",
    "cells_out",
    "for_office_js",
]

ERROR_NUMBERS: Final = {
    ExcelError.NULL: 2000,
    ExcelError.DIV0: 2007,
    ExcelError.VALUE: 2015,
    ExcelError.REF: 2023,
    ExcelError.NAME: 2029,
    ExcelError.NUM: 2036,
    ExcelError.NA: 2042,
    ExcelError.GETTING_DATA: 2043,
    ExcelError.SPILL: 2045,
    ExcelError.CONNECT: 2046,
    ExcelError.BLOCKED: 2047,
    ExcelError.UNKNOWN: 2048,
    ExcelError.FIELD: 2049,
    ExcelError.CALC: 2050,
    ExcelError.BUSY: 2051,
}
"""Excel's numbers of its errors (XlCVError), as `CVErr` takes them."""

_NEWER: Final = {
    ExcelError.GETTING_DATA: "GettingData",
    ExcelError.SPILL: "Spill",
    ExcelError.CONNECT: "Connect",
    ExcelError.BLOCKED: "Blocked",
    ExcelError.UNKNOWN: "Unknown",
    ExcelError.FIELD: "Field",
    ExcelError.CALC: "Calc",
    ExcelError.BUSY: "Busy",
}
"""Errors that xlwings Server and Lite would leave as texts, by their names in Office.js."""

LONGEST_TEXT: Final = 32_767
"""The characters that a cell holds."""

# COM hands an error over as a whole number: 0x800A0000 plus Excel's own number of it, read as a signed integer.
_COM_BASE: Final = 0x800A0000 - 2**32
_ERROR_OF_CODE: Final = {_COM_BASE + number: error.value for error, number in ERROR_NUMBERS.items()}

_EPOCH: Final = datetime.datetime(1899, 12, 30)
_DAY: Final = datetime.timedelta(days=1)

_log = logging.getLogger(__name__)


def cell_in(value: Any) -> Any:
    """Return one cell as the worksheet functions take it.

    >>> cell_in(datetime.date(2020, 4, 6)), cell_in(Decimal("12.50")), cell_in(-2146826246), cell_in("")
    (43927.0, 12.5, '#N/A', None)
    """
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, str):
        return value or None
    if isinstance(value, int):
        return _ERROR_OF_CODE.get(value, value if abs(value) >= 2**53 else float(value))
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, dict):
        return _entity_in(value)
    moment = _serial(value)
    if moment is not None:
        return moment
    if type(value).__name__ == "JsNull":  # how a browser's Python spells a blank
        return None
    return cell_in(value.item()) if hasattr(value, "item") else str(value)


def _entity_in(value: dict[str, Any]) -> Any:
    """Return a cell value of Office.js that carries more than a number or a text."""
    basic = value.get("basicValue")
    if value.get("type") != "Error":
        return cell_in(basic)
    known = ExcelError.read(basic)
    return ExcelError.VALUE.value if known is None else known.value


def _serial(value: Any) -> float | None:
    """Return a date or time as Excel counts it, in days since the end of 1899; None for anything else."""
    if isinstance(value, datetime.datetime):
        return (value.replace(tzinfo=None) - _EPOCH) / _DAY
    if isinstance(value, datetime.date):
        return float((datetime.datetime(value.year, value.month, value.day) - _EPOCH).days)
    if isinstance(value, datetime.time):
        return (datetime.datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH) / _DAY
    return value / _DAY if isinstance(value, datetime.timedelta) else None


def cells_in(value: Any) -> Any:
    """Return an argument, one cell or a block, as the worksheet functions take it.

    >>> cells_in(((1, None), ("x", -2146826273))), cells_in(((7.0,),))
    ([[1.0, None], ['x', '#VALUE!']], 7.0)
    """
    if not isinstance(value, (list, tuple)):
        return cell_in(value)
    if len(value) == 1 and (not isinstance(value[0], (list, tuple)) or len(value[0]) == 1):
        return cells_in(value[0])
    return [
        [cell_in(cell) for cell in row] if isinstance(row, (list, tuple)) else cell_in(row) for row in value
    ]


def cell_out(value: Any) -> Any:
    """Return one value as a cell shows it.

    >>> cell_out(None), cell_out(float("nan")), cell_out(CellError("#N/A", "Not there.")), cell_out(8)
    ('', '#NUM!', '#N/A', 8)
    """
    if isinstance(value, CellError):
        return value.code.value
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)[:LONGEST_TEXT]
    if isinstance(value, float) and not math.isfinite(value):
        return ExcelError.NUM.value
    if isinstance(value, (bool, int, float)):
        return value
    moment = _serial(value)
    return str(value)[:LONGEST_TEXT] if moment is None else moment


def cells_out(value: Any) -> Any:
    """Return an answer, one value or rows, as cells show it; short rows are filled up with blanks.

    >>> cells_out([["value", "signal"], [4.0, None], [5.0]])
    [['value', 'signal'], [4.0, ''], [5.0, '']]
    """
    if not isinstance(value, (list, tuple)):
        return cell_out(value)
    rows = [list(row) if isinstance(row, (list, tuple)) else [row] for row in value] or [[None]]
    width = max(map(len, rows)) or 1
    return [[cell_out(cell) for cell in row + [None] * (width - len(row))] for row in rows]


def answer(function: WorksheetFunction, arguments: Sequence[Any]) -> Any:
    """Return what a cell shows for a call: an answer, or the text of an Excel error; nothing is ever raised."""
    try:
        return cells_out(function(*map(cells_in, arguments)))
    except CellError as error:
        return error.code.value
    except Exception:  # a cell has room for an error value, not for a traceback; the log keeps it
        _log.exception("%s failed on its arguments", function.name)
        return ExcelError.VALUE.value


def for_office_js(shown: Any) -> Any:
    """Return an answer with its newer errors as Office.js spells them; xlwings itself spells the older ones.

    >>> for_office_js("#SPILL!"), for_office_js("#N/A")
    ([[{'type': 'Error', 'errorType': 'Spill'}]], '#N/A')
    """
    rows = shown if isinstance(shown, list) else [[shown]]
    found = [[_spelled(cell) for cell in row] for row in rows]
    return shown if found == rows else found


def _spelled(cell: Any) -> Any:
    error = ExcelError.read(cell)
    return {"type": "Error", "errorType": _NEWER[error]} if error in _NEWER else cell
