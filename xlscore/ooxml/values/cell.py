"""Values of cells, and how they are spelt in XML."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from typing import Any

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.values.dates import to_serial
from xlscore.ooxml.xml.text import cell_text, element_text, utf16_length

__all__ = [
    "CellValue",
    "ErrorValue",
    "is_rounded",
    "is_text",
    "number_text",
    "pythonic",
    "same_value",
    "settle",
]

# Excel specifications and limits: 32,767 characters in a cell, counted as UTF-16 does.
LONGEST_TEXT = 32_767
LONGEST_FORMULA = 8_192
LARGEST_EXACT = 2**53
ERRORS = frozenset(
    ["#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"]
)


class ErrorValue(str):
    """An error value such as `#N/A`; it equals its text, but is written as an error."""

    __slots__ = ()


CellValue = str | float | int | bool | dt.datetime | dt.time | dt.timedelta | None


def settle(value: Any, date1904: bool) -> str | float | int | bool | None:
    """Return `value` as one of the kinds a cell holds: text, error, number, truth or nothing.

    Numbers of numpy and pandas are welcome; dates become serial numbers in the workbook's date system.
    """
    value = pythonic(value)
    if value is None or isinstance(value, (bool, ErrorValue)):
        return _known_error(value) if isinstance(value, ErrorValue) else value
    if isinstance(value, str):
        # Subclasses, such as the members of an enumeration, may spell themselves in another way.
        return _short_enough(str.__str__(value))
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        if value != value:  # noqa: PLR0124 - pandas' NaT is a datetime that differs from itself
            raise UnsupportedValueError(
                "A missing date is no value for a cell; write None to leave it blank."
            )
        return to_serial(value, date1904)
    if isinstance(value, int):
        return _whole(int(value))
    if isinstance(value, numbers.Real) or hasattr(value, "__float__"):
        return _real(value)
    raise UnsupportedValueError(
        f"A {type(value).__name__} is no value for a cell; write a number, a text or a date."
    )


def pythonic(value: Any) -> Any:
    """Return a scalar of numpy as Python's own kind of value; anything else as it is.

    A missing date (`NaT`) becomes None; an array of several values stays what it is.
    """
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if not kind or getattr(value, "size", 0) != 1:
        return value
    if kind in "mM":
        # Beyond microseconds numpy gives a bare count of nanoseconds.
        value = value.astype(value.dtype.str[:3] + "[us]")
    return value.item()


def same_value(held: object, wanted: object) -> bool:
    """Return whether two settled values are the same to a cell, which knows one kind of number only.

    >>> same_value(1, 1.0), same_value(1, True), same_value("#N/A", ErrorValue("#N/A"))
    (True, False, False)
    """
    if isinstance(held, bool) or isinstance(wanted, bool):
        return held is wanted
    if isinstance(held, (int, float)) and isinstance(wanted, (int, float)):
        return held == wanted
    return type(held) is type(wanted) and held == wanted


def is_text(value: object) -> bool:
    """Return whether a settled value is a text; an error is none, though it is spelt like one."""
    return isinstance(value, str) and not isinstance(value, ErrorValue)


def is_rounded(value: object) -> bool:
    """Return whether a whole number has more digits than Excel, which computes in doubles, keeps for sure.

    >>> is_rounded(2**53), is_rounded(2**53 + 1), is_rounded(1e300)
    (False, True, False)
    """
    return isinstance(value, int) and abs(value) > LARGEST_EXACT


def _whole(number: int) -> int:
    if abs(number) >= 10**308:
        raise UnsupportedValueError("The number is larger than a cell can hold.")
    return number


def _real(value: Any) -> float:
    try:
        number = float(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise UnsupportedValueError(
            f"A {type(value).__name__} like this is no value for a cell; write a number that Excel can hold."
        ) from error
    if not math.isfinite(number):
        raise UnsupportedValueError(f"{number} is no value for a cell; write None to leave it blank.")
    return number


def _short_enough(text: str) -> str:
    length = utf16_length(text)
    if length > LONGEST_TEXT:
        raise UnsupportedValueError(
            f"The text is {length} characters long as Excel counts them; a cell holds {LONGEST_TEXT}."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnsupportedValueError(
            "The text holds half a character (a lone surrogate); repair it first."
        ) from error
    return text


def _known_error(error: ErrorValue) -> ErrorValue:
    if error not in ERRORS:
        raise UnsupportedValueError(f"{error} is not an error that Excel knows.")
    return error


def number_text(number: float) -> str:
    """Return the shortest digits that read back as the same number.

    >>> number_text(1.0888180804446217), number_text(5.0), number_text(1e21)
    ('1.0888180804446217', '5', '1E+21')
    """
    if isinstance(number, float) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = repr(number)
    return text.upper() if "e" in text else text


def spelled(
    value: str | float | bool | None, prefix: bytes, as_result: bool = False
) -> tuple[str | None, bytes]:
    """Return the `t` attribute and the inner XML of a cell with a settled value.

    `as_result` spells the cached result of a formula, where text is `t="str"`.
    """
    if value is None:
        return None, b""
    if isinstance(value, bool):
        kind, text = "b", b"1" if value else b"0"
    elif isinstance(value, ErrorValue):
        kind, text = "e", value.encode()
    elif isinstance(value, str):
        text = element_text(cell_text(value))
        if not as_result:
            space = (
                b' xml:space="preserve"' if value != value.strip() or "\n" in value or "  " in value else b""
            )
            inner = b"<%sis><%st%s>%s</%st></%sis>" % (prefix, prefix, space, text, prefix, prefix)
            return "inlineStr", inner
        kind = "str"
    else:
        return None, b"<%sv>%s</%sv>" % (prefix, number_text(value).encode(), prefix)
    return kind, b"<%sv>%s</%sv>" % (prefix, text, prefix)
