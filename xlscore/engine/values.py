"""Values on their way between Python and cells, in the forms xlwings and Excel give them."""

from __future__ import annotations

import datetime as dt
import decimal
import re
from collections.abc import Callable
from typing import Any

from xlscore.ooxml import ErrorValue
from xlscore.ooxml.values.cell import pythonic

__all__ = [
    "USUAL",
    "as_grid",
    "as_shown",
    "as_text",
    "cleaned",
    "constant_text",
    "from_formula",
    "prepared",
    "to_cell",
    "to_cells",
]

USUAL = frozenset([type(None), bool, int, str])
"""The kinds of value that every cell takes as they are."""
_FIRST_DAY = dt.datetime(1899, 12, 30)
_DAY = dt.timedelta(days=1)
_ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
_NUMBERS = frozenset([int, float])
_ALONE = frozenset([float, str, dt.datetime])
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d+)?")


def as_text(text: str) -> str:
    """Return a text in the form that `Range.value` leaves alone on every engine.

    Excel reads a text that is written to a cell as if it were typed: `=1+1` becomes a formula, `1/2` a
    date, `0123` a number. A leading apostrophe says "this is text" and is not shown.

    >>> as_text("=HYPERLINK(1)")
    "'=HYPERLINK(1)"
    """
    return f"'{text}" if text else text


def prepared(value: Any) -> Any:
    """Return one value in a form a cell takes; what pandas and numpy call missing is None."""
    if type(value) is not float:
        value = pythonic(value)
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, float):
        return None if value != value else value  # noqa: PLR0124 - NaN is the number that differs from itself
    if isinstance(value, decimal.Decimal):
        return None if value.is_nan() else value
    if hasattr(value, "to_pydatetime"):
        # A cell holds milliseconds; pandas' warning that nanoseconds are cut off says nothing new.
        value = value.to_pydatetime(warn=False)
    if isinstance(value, dt.datetime) and value.date() == _FIRST_DAY.date():
        # A time of day is read with this date, as Excel gives it, and may come back so.
        return value.timetz()
    return value


def to_cell(value: Any) -> Any:
    """Return a value as `Range.value` writes it: errors as errors, an apostrophe as the mark of text.

    Unlike Excel, a text that starts with an equals sign stays text: a workbook may hold text of strangers.
    """
    if isinstance(value, str):
        if value in _ERRORS:
            return ErrorValue(value)
        if not value:
            return None
        return value.removeprefix("'")
    return value


def to_cells(items: list[Any]) -> list[Any]:
    """Return a row of values as `Range.value` writes them."""
    return [to_cell(item) if isinstance(item, str) else item for item in items]


def from_formula(text: Any) -> Any:
    """Return what a text written to `Range.formula` means when it is no formula, as Excel reads it."""
    if not isinstance(text, str):
        return text
    if _NUMBER.fullmatch(text):
        number = float(text)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number
    if text.upper() in {"TRUE", "FALSE"}:
        return text.upper() == "TRUE"
    return to_cell(text)


def constant_text(stored: Any) -> str:
    """Return what `Range.formula` shows of a cell without a formula: the constant as text."""
    if stored is None:
        return ""
    if isinstance(stored, bool):
        return "TRUE" if stored else "FALSE"
    if isinstance(stored, float) and stored.is_integer() and abs(stored) < 1e15:
        return str(int(stored))
    return str(stored)


def as_grid(value: Any, rows: int, columns: int) -> list[list[Any]]:
    """Return a value for every cell of a box: one value for all, or the rows as they were given."""
    if not isinstance(value, (list, tuple)):
        return [[value] * columns for _ in range(rows)]
    if not value or not isinstance(value[0], (list, tuple)):
        return [list(value)]
    return [list(row) for row in value]


def cleaned(
    data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
) -> list[list[Any]]:
    """Return what was read, with numbers as floats and dates, blanks and errors as the options say."""
    clean = _cleaner(datetime_builder, empty_as, number_builder, err_to_str)
    # Most cells hold a number or a text as it is read already.
    number = None if number_builder else float
    return [
        [
            value if (kind := value.__class__) is number or (kind is str and value) else clean(value)
            for value in row
        ]
        for row in data
    ]


def _cleaner(
    datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
) -> Callable[[Any], Any]:
    """Return what does so for one value."""

    def clean(value: Any) -> Any:
        if value is None or value == "":
            return empty_as
        if isinstance(value, bool):
            return value
        if isinstance(value, (int, float)):
            return number_builder(float(value)) if number_builder else float(value)
        if isinstance(value, ErrorValue):
            return str(value) if err_to_str else None
        if isinstance(value, dt.timedelta):
            return clean(value / _DAY)
        if isinstance(value, dt.time):
            value = dt.datetime.combine(_FIRST_DAY, value)
        if isinstance(value, dt.datetime):
            return datetime_builder(
                year=value.year, month=value.month, day=value.day, hour=value.hour,
                minute=value.minute, second=value.second, microsecond=value.microsecond, tzinfo=None,
            )  # fmt: skip
        return value

    return clean


_clean = _cleaner(dt.datetime, None, None, True)


def as_shown(stored: list[Any]) -> list[Any]:
    """Return what cells of a file hold as `cleaned` does where errors are texts and blanks None: those of a column are mostly alike."""
    kinds = set(map(type, stored))
    if kinds <= _NUMBERS:
        return stored if kinds == {float} else list(map(float, stored))
    if kinds <= _ALONE and "" not in stored:
        return stored
    if kinds == {ErrorValue}:
        told = {value: str(value) for value in set(stored)}
        return list(map(told.__getitem__, stored))
    return [
        value
        if (kind := value.__class__) is float or kind is dt.datetime or (kind is str and value)
        else float(value)
        if kind is int
        else str(value)
        if kind is ErrorValue
        else _clean(value)
        for value in stored
    ]
