"""Dates as workbooks hold them: days since the start of one of two date systems.

Excel's 1900 system counts a 29 February 1900 that never was (kept for Lotus 1-2-3), so days before
1 March 1900 are one off; the 1904 system, from early Macintosh files, has no such day.
"""

from __future__ import annotations

import datetime as dt
import math

from xlscore.ooxml.errors import UnsupportedValueError

__all__ = ["DateValue", "from_serial", "to_serial", "usual_code"]

DateValue = dt.date | dt.time | dt.timedelta
DAY = 86_400_000
LEAP_DAY_THAT_NEVER_WAS = 60
LAST_DAY = 2_958_466
FIRST_DAY = dt.datetime(1899, 12, 30)
LAST_MOMENT = dt.timedelta(milliseconds=DAY - 1)


def from_serial(
    serial: float, date1904: bool, elapsed: bool = False
) -> dt.datetime | dt.time | dt.timedelta | float:
    """Return what a serial number means; the number itself where the calendar has no such day.

    Rounded to the millisecond, the finest that Excel shows. Less than a day is a time of day.

    >>> from_serial(45382.5, False)
    datetime.datetime(2024, 3, 31, 12, 0)
    >>> from_serial(0.25, False), from_serial(1.5, False, elapsed=True)
    (datetime.time(6, 0), datetime.timedelta(days=1, seconds=43200))
    """
    if LEAP_DAY_THAT_NEVER_WAS < serial < LAST_DAY - 1 and not (date1904 or elapsed):  # nearly every date
        return FIRST_DAY + dt.timedelta(0, 0, 0, round(serial * DAY))
    limit = LAST_DAY - (1462 if date1904 else 0)
    if not math.isfinite(serial) or (not elapsed and not 0 <= serial < limit) or abs(serial) >= limit:
        return serial
    length = dt.timedelta(milliseconds=round(serial * DAY))
    if elapsed:
        return length
    if serial < 1:
        # The last half millisecond of a day must not become the next one.
        return (dt.datetime.min + min(length, LAST_MOMENT)).time()
    if date1904:
        return dt.datetime(1904, 1, 1) + length
    if length.days == LEAP_DAY_THAT_NEVER_WAS:
        return serial
    start = dt.datetime(1899, 12, 31 if length.days < LEAP_DAY_THAT_NEVER_WAS else 30)
    try:
        return start + length
    except OverflowError:
        return serial


def to_serial(value: DateValue, date1904: bool) -> float:
    """Return the serial number, in days, that a workbook holds for a date, time or duration.

    >>> import datetime
    >>> to_serial(datetime.date(2024, 3, 31), False), to_serial(datetime.date(2024, 3, 31), True)
    (45382.0, 43920.0)
    """
    if isinstance(value, dt.timedelta):
        return value / dt.timedelta(days=1)
    if isinstance(value, dt.time):
        return (
            dt.datetime.combine(dt.date.min, value.replace(tzinfo=None)) - dt.datetime.min
        ) / dt.timedelta(days=1)
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time.min)
    if value.tzinfo is not None:
        raise UnsupportedValueError(
            "A date with a time zone has no place in a cell; convert it to local time first."
        )
    start = dt.datetime(1904, 1, 1) if date1904 else dt.datetime(1899, 12, 30)
    serial = (value - start) / dt.timedelta(days=1)
    if not date1904 and serial < LEAP_DAY_THAT_NEVER_WAS + 1:
        serial -= 1
    if serial < (0 if date1904 else 1):
        raise UnsupportedValueError(
            f"{value:%d %B %Y} is earlier than a workbook can hold; write it as text."
        )
    return serial


def usual_code(value: DateValue) -> str:
    """Return the number format that a date, time or duration gets when it is typed into a cell without one.

    >>> import datetime
    >>> usual_code(datetime.date(2024, 3, 31)), usual_code(datetime.time(6))
    ('m/d/yyyy', 'h:mm:ss')
    """
    if isinstance(value, dt.timedelta):
        return "[h]:mm:ss"
    if isinstance(value, dt.time):
        return "h:mm:ss"
    midnight = not isinstance(value, dt.datetime) or value.time() == dt.time()
    return "m/d/yyyy" if midnight else "m/d/yyyy h:mm"
