"""The month that a text says figures go up to: "data to September 19", "12 months to Sep 2024", "as at 31/03/2020"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["MONTH_WORD", "read_data_to", "read_day", "read_month"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG: Final = ("uary", "ruary", "ch", "il", "", "e", "y", "ust", "t|tember", "ober", "ember", "ember")
MONTH_WORD: Final = "(?:" + "|".join(f"{m}(?:{e})?" for m, e in zip(_MONTHS, _LONG, strict=True)) + ")"
"""A month's name, whole or cut to three letters (four for September), as a pattern."""

_DAY: Final = r"(?:(?:[012]?\d|3[01])(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?)?"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|'?\d\d)"
_NAMED: Final = re.compile(rf"{_DAY}(?P<name>{MONTH_WORD})\.?[\s,./-]*{_YEAR}")
_NUMBERED: Final = re.compile(
    r"(?:[012]?\d|3[01])(?P<mark>[./-])(?P<month>0?[1-9]|1[012])(?P=mark)(?P<year>(?:20)?\d\d)"
)
_BACKWARDS: Final = re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[012])(?:-(?:[012]\d|3[01]))?")
_DAYS: Final = (
    re.compile(
        rf"(?P<day>[012]?\d|3[01])(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?(?P<name>{MONTH_WORD})\.?[\s,./-]*{_YEAR}"
    ),
    re.compile(
        r"(?P<day>[012]?\d|3[01])(?P<mark>[./-])(?P<month>0?[1-9]|1[012])(?P=mark)(?P<year>(?:20)?\d\d)"
    ),
    re.compile(r"(?P<year>20\d\d)-(?P<month>0[1-9]|1[012])-(?P<day>[012]\d|3[01])"),
)
_SPLIT: Final = re.compile(r"(?P<first>20\d\d)\s?[/-]\s?(?:20)?(?P<second>\d\d)")
_YEARS_END: Final = 3
"""A year in two halves (2018/19) is a financial year, and ends in March."""
_LEAD: Final = re.compile(
    r"(?:(?:the\s+)?(?:(?:last|latest|rolling|annual|provisional|iquanta)\s+)*"
    r"(?:data|figures?|position|rank|performance|results?|(?:rolling\s+)?(?:12|twelve|6|six|3|three)[\s-]+months?|(?:financial\s+)?years?|quarter)\s*)?"
    r"(?:(?:are|is)\s+)?(?:(?:up\s+)?to|as\s+(?:at|of)|at|for|from|ending|ended|end|until|:)?\s*(?:the\s+)?(?:end\s+of\s+)?"
)
_CENTURY: Final = 2000


def read_month(text: str) -> date | None:
    """Return the first day of the month that a text names with its year, None for any other text.

    Two figures behind a month's name are its year: a data month without a year would say nothing.

    >>> read_month("September 19"), read_month("30/09/2019"), read_month("September")
    (datetime.date(2019, 9, 1), datetime.date(2019, 9, 1), None)
    """
    said = text.strip().lower()
    named = _NAMED.fullmatch(said)
    if named:
        return date(_year(named["year"]), _MONTHS.index(named["name"][:3]) + 1, 1)
    numbered = _NUMBERED.fullmatch(said) or _BACKWARDS.fullmatch(said)
    if numbered:
        return date(_year(numbered["year"]), int(numbered["month"]), 1)
    split = _SPLIT.fullmatch(said)
    if split and (int(split["first"]) + 1) % 100 == int(split["second"]):
        return date(int(split["first"]) + 1, _YEARS_END, 1)
    return None


def read_day(text: str) -> date | None:
    """Return the day that a text names; the first of the month where it names a month alone, None for any other text.

    >>> [str(read_day(text)) for text in ("6th April 2020", "06/04/2020", "2020-04-06", "Apr 2020", "31 Feb 2020", "soon")]
    ['2020-04-06', '2020-04-06', '2020-04-06', '2020-04-01', 'None', 'None']
    """
    said = text.strip().lower()
    for form in _DAYS:
        found = form.fullmatch(said)
        if found:
            parts = found.groupdict()
            month = int(parts["month"]) if parts.get("month") else _MONTHS.index(parts["name"][:3]) + 1
            try:
                return date(_year(parts["year"]), month, int(parts["day"]))
            except ValueError:
                return None  # there is no such day
    return read_month(text)


def read_data_to(text: str) -> date | None:
    """Return the month that a note says the data go up to, whether it says "data to" or the month alone.

    >>> read_data_to("Last data to September 19"), read_data_to("12 months to Sep 2024"), read_data_to("provisional")
    (datetime.date(2019, 9, 1), datetime.date(2024, 9, 1), None)
    """
    said = text.strip().lower()
    return read_month(said) or read_month(_LEAD.sub("", said, count=1) if _LEAD.match(said) else said)


def _year(text: str) -> int:
    year = int(text.removeprefix("'"))
    return year if year >= 100 else _CENTURY + year
