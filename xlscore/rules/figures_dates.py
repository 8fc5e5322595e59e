"""The day that a cell names, and the month that a text says figures go up to: "data to September 19", "12 months to Sep 2024", "as at 31/03/2020"."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

__all__ = ["MONTH_WORD", "day_said", "read_data_to", "read_day", "read_day_or_month", "read_month"]

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
_A_DAY: Final = re.compile(
    rf"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?P<day>\d\d?)(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?(?P<month>{MONTH_WORD})\.?[\s,./-]*{_YEAR}"
)
_DAY_IN_FIGURES: Final = re.compile(
    r"(?P<day>\d\d?)(?P<mark>[./-])(?P<month>\d\d?)(?P=mark)(?P<year>(?:20)?\d\d)"
)
_DAY_BACKWARDS: Final = re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")
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


def read_data_to(text: str) -> date | None:
    """Return the month that a note says the data go up to, whether it says "data to" or the month alone.

    >>> read_data_to("Last data to September 19"), read_data_to("12 months to Sep 2024"), read_data_to("provisional")
    (datetime.date(2019, 9, 1), datetime.date(2024, 9, 1), None)
    """
    said = text.strip().lower()
    return read_month(said) or read_month(_LEAD.sub("", said, count=1) if _LEAD.match(said) else said)


def read_day(value: object) -> date | None:
    """Return the day that a cell names, as a date or as a text with its year, day before month; None for any other.

    >>> read_day("Monday 15 April 2019"), read_day("15/04/2019"), read_day("2019-04-15"), read_day("April 2019")
    (datetime.date(2019, 4, 15), datetime.date(2019, 4, 15), datetime.date(2019, 4, 15), None)
    """
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    said = value.strip().lower() if isinstance(value, str) else ""
    found = _A_DAY.fullmatch(said) or _DAY_IN_FIGURES.fullmatch(said) or _DAY_BACKWARDS.fullmatch(said)
    if found is None:
        return None
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3]) + 1
    try:
        return date(_year(found["year"]), number, int(found["day"]))
    except ValueError:
        return None


def read_day_or_month(text: str) -> date | None:
    """Return the day that a text names, the first of the month where it names a month alone, None for any other text.

    >>> [str(read_day_or_month(text)) for text in ("6th April 2020", "Apr 2020", "31 Feb 2020", "soon")]
    ['2020-04-06', '2020-04-01', 'None', 'None']
    """
    return read_day(text) or (None if re.match(r"\s*\d{1,2}\D", text) else read_month(text))


def day_said(value: object) -> str:
    """Return a date as its day is said, "" for what is no date.

    >>> day_said(date(2019, 4, 15)), day_said("in the meeting")
    ('15 April 2019', '')
    """
    if not isinstance(value, date):
        return ""
    name = _MONTHS[value.month - 1] + _LONG[value.month - 1].split("|")[-1]
    return f"{value.day} {name.capitalize()} {value.year}"


def _year(text: str) -> int:
    year = int(text.removeprefix("'"))
    return year if year >= 100 else _CENTURY + year
