"""A calendar file of meetings and due dates, as calendars everywhere read it.

Source of the form: RFC 5545 (iCalendar): lines end with a carriage return and a line feed, none is longer than 75 octets, a backslash
stands before commas, semicolons and backslashes, and each entry has an identifier that stays, so that a second file changes entries
instead of doubling them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

__all__ = ["CalendarDay", "calendar_text"]

_LONGEST: Final = 75
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """An entry of a whole day: what it is known by, what it is called, what more is said of it."""

    mark: str
    day: date
    title: str
    words: str = ""


def calendar_text(days: Iterable[CalendarDay], at: date) -> str:
    """Return the calendar file of these days; `at` is the day that it is of.

    >>> text = calendar_text([CalendarDay("43/19", date(2019, 11, 1), "43/19 due: survey, letters")], date(2019, 11, 28))
    >>> [line for line in text.split("\\r\\n") if line.startswith(("DTSTART", "SUMMARY"))]
    ['DTSTART;VALUE=DATE:20191101', 'SUMMARY:43/19 due: survey\\\\, letters']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xlscore//Logs//EN", "CALSCALE:GREGORIAN"]
    for each in days:
        lines += _entry(each, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _entry(each: CalendarDay, at: date) -> list[str]:
    mark = hashlib.sha256(each.mark.encode(errors="surrogatepass")).hexdigest()[:32]
    words = [f"DESCRIPTION:{_escaped(each.words)}"] if each.words else []
    return [
        "BEGIN:VEVENT",
        f"UID:{mark}@xlscore",
        f"DTSTAMP:{at:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(each.title)}",
        *words,
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    plain = "".join(letter for letter in text.replace("\t", " ") if letter >= " " or letter in "\r\n")
    return plain.encode("utf-8", "replace").decode().translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts of 75 octets at most; no letter is cut in two, and all parts but the first begin with a space."""
    part, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _LONGEST:
            yield part
            part, octets = " ", 1
        part, octets = part + letter, octets + size
    yield part
