"""Dates and times as their cells show them, by the number format, on a computer set to the United Kingdom."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from xlscore.ooxml.values.dates import DateValue, usual_code
from xlscore.ooxml.values.numberformats import is_date_code

__all__ = ["shown_date"]

# The formats that follow the computer's settings: short date, with time, and the long date of Excel's list.
_REGIONAL: Final = {
    "m/d/yyyy": "dd/mm/yyyy", "mm-dd-yy": "dd/mm/yyyy", "m/d/yy": "dd/mm/yyyy",
    "m/d/yyyy h:mm": "dd/mm/yyyy hh:mm", "m/d/yy h:mm": "dd/mm/yyyy hh:mm",
}  # fmt: skip
_LONG_DATE: Final = "[$-f800]"
_PIECE: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<padded>.)|\*.|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]'
    r"|(?P<half>AM/PM|A/P)|(?P<code>y+|m+|d+|h+|s+)|\.(?P<fraction>0+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_FIRST_DAY: Final = dt.datetime(1899, 12, 30)


def shown_date(value: DateValue, code: str) -> str:
    """Return the text that a cell of this number format shows; a format for no date gives way to the usual one.

    >>> import datetime
    >>> [shown_date(datetime.date(2026, 1, 5), code) for code in ("mmm-yy", "d mmmm yyyy", "m/d/yyyy", "General")]
    ['Jan-26', '5 January 2026', '05/01/2026', '05/01/2026']
    >>> shown_date(datetime.datetime(2026, 1, 5, 14, 7), "ddd h:mm AM/PM"), shown_date(datetime.time(6, 5), "hh:mm")
    ('Mon 2:07 PM', '06:05')
    """
    code = code.partition(";")[0]
    if not is_date_code(code):
        code = usual_code(value)
    code = "dd mmmm yyyy" if code.casefold().startswith(_LONG_DATE) else _REGIONAL.get(code.casefold(), code)
    length = value if isinstance(value, dt.timedelta) else None
    return _spelled(_moment(value), length, code)


def _moment(value: DateValue) -> dt.datetime:
    if isinstance(value, dt.timedelta):
        return _FIRST_DAY + value
    if isinstance(value, dt.time):
        return dt.datetime.combine(_FIRST_DAY, value)
    return value if isinstance(value, dt.datetime) else dt.datetime.combine(value, dt.time())


@lru_cache(maxsize=64)
def _pieces(code: str) -> tuple[tuple[str, str], ...]:
    """Return kind and text of each piece of a format; an m beside hours or seconds is one of minutes."""
    found = [(match.lastgroup or "nothing", match[match.lastgroup or 0]) for match in _PIECE.finditer(code)]
    codes = [at for at, (kind, _) in enumerate(found) if kind in ("code", "elapsed")]
    for place, at in enumerate(codes):
        kind, text = found[at]
        if kind != "code" or text[0].lower() != "m" or len(text) > 2:
            continue
        before = found[codes[place - 1]][1][0].lower() if place else ""
        after = found[codes[place + 1]][1][0].lower() if place + 1 < len(codes) else ""
        if before == "h" or after == "s":
            found[at] = ("minutes", text)
    return tuple(found)


def _spelled(moment: dt.datetime, length: dt.timedelta | None, code: str) -> str:
    pieces = _pieces(code)
    halves = any(kind == "half" for kind, _ in pieces)
    seconds = (length if length is not None else moment - _FIRST_DAY) // dt.timedelta(seconds=1)
    text = ""
    for kind, piece in pieces:
        size = len(piece)
        if kind == "code":
            text += _part(moment, piece[0].lower(), size, halves=halves)
        elif kind == "minutes":
            text += f"{moment.minute:0{size}d}"
        elif kind == "elapsed":
            text += f"{seconds // {'h': 3600, 'm': 60, 's': 1}[piece[0].lower()]:0{size}d}"
        elif kind == "half":
            text += ("AM", "PM")[moment.hour >= 12][: 2 if size > 3 else 1]
        elif kind == "fraction":
            text += "." + f"{moment.microsecond:06d}"[:size]
        elif kind == "padded":
            text += " "
        elif kind != "nothing":
            text += piece
    return text


def _part(moment: dt.datetime, letter: str, size: int, *, halves: bool) -> str:
    """Return a year, month, day, hour or second as so many of its letters spell it."""
    if letter == "y":
        return f"{moment.year % 100:02d}" if size < 3 else f"{moment.year:04d}"
    if letter in "md" and size > 2:
        name = _MONTHS[moment.month - 1] if letter == "m" else _DAYS[moment.weekday()]
        return name[:1] if size == 5 and letter == "m" else name[:3] if size == 3 else name
    hour = (moment.hour - 1) % 12 + 1 if halves else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    return f"{number:0{min(size, 2)}d}"
