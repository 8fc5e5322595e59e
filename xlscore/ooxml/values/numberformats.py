"""Number formats: the built-in numbers and their codes, and which codes show a date."""

from __future__ import annotations

import re

__all__ = ["BUILTIN_FORMATS", "builtin_id", "is_date_code", "is_elapsed_code"]

# ECMA-376 part 1, 18.8.30; 14 and 22 as Excel's own object model spells them.
BUILTIN_FORMATS: dict[int, str] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "m/d/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yyyy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
}
_IDS = {code: number for number, code in BUILTIN_FORMATS.items()} | {"mm-dd-yy": 14, "m/d/yy": 14}
# Quoted text, escaped characters, padding and fill characters, and every bracket but elapsed time.
_NOT_CODE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)


def builtin_id(code: str) -> int | None:
    """Return the built-in number of a format code, or None for a format of one's own.

    >>> builtin_id("0%"), builtin_id("0.0%")
    (9, None)
    """
    return _IDS.get(code)


def is_date_code(code: str) -> bool:
    """Return whether a number under this format code is shown as a date or a time.

    >>> [is_date_code(code) for code in ("dd/mm/yyyy", "[h]:mm", '0.0" days"', "[Red]0.00", "General")]
    [True, True, False, False, False]
    """
    first = _NOT_CODE.sub("", code.partition(";")[0])
    if "general" in first.lower():
        return False
    return re.search(r"[dmyhs]", first, re.IGNORECASE) is not None


def is_elapsed_code(code: str) -> bool:
    """Return whether a number under this format code is shown as a length of time, which may be more than a day.

    >>> is_elapsed_code("[h]:mm"), is_elapsed_code("h:mm"), is_elapsed_code('"[h]"0')
    (True, False, False)
    """
    return (
        re.search(r"\[(?:h+|m+|s+)\]", _NOT_CODE.sub("", code.partition(";")[0]), re.IGNORECASE) is not None
    )
