"""Periods and days as sentences name them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from xlscore.narrative.model import Period

__all__ = ["PERIOD", "is_range", "period_of"]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_WORDS = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)"
_TO = r"(?: ?(?:to|until|till|through to|through|[–-]) ?)(?:the end of |end of |end |mid-)?"
_AND = r" and (?:the end of |end of |end |mid-)?"
_DATED = rf"{_MONTH}\.? {_YEAR}"
_RANGE = (
    rf"(?<!\w)(?:{_DATED}|{_MONTH}\.?){_TO}{_DATED}(?!\w)|(?<!\w){_MONTH}\.?{_TO}{_MONTH}(?![\w’'])"
    rf"|(?<=[Bb]etween )(?:{_DATED}|{_MONTH}){_AND}{_DATED}(?!\w)|(?<=[Bb]etween ){_MONTH}{_AND}{_MONTH}(?![\w’'])"
)
"""From one month to another; "between" before it, and "and", say the same as "from" and "to"."""
PERIOD = (
    rf"{_RANGE}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\.?(?:,? {_YEAR})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}"
    rf"|(?<!\w){_MONTH}\.?,? {_YEAR}|(?<!\w){_MONTH} ?[’'-]\d\d(?!\d)"
    rf"|(?<=[a-z] )(?<!\w)(?!May (?:be|have|well|not))(?!March (?:on|of))(?:{_MONTH})(?=[ ,;.)’']|$)"
    rf"|{_YEAR}[/–-](?:{_YEAR}|\d\d)(?!\d)|Q[1-4](?: (?:of )?{_YEAR}(?:[/–-]\d\d)?)?"
    rf"|(?:the )?(?:first|second|third|fourth) quarter(?: of {_YEAR}(?:[/–-]\d\d)?)?"
    rf"|(?:(?:first|last|past|previous|rolling) )?{_WORDS}[- ](?:rolling )?(?:months?|weeks?|days?|years?|cycles?)(?!\w)"
    rf"|(?:first|last|past|previous) {_WORDS} quarters"
    rf"|(?<!ast )(?<!his )(?<!revious )(?<!ext )(?<!ach )[Cc]ycle (?:\d{{1,2}}|{_WORDS})(?![.,]?\d| ?%| per ?cent)"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.](?:20)?\d\d|{_YEAR}(?![\d,%.]\d)(?! (?:offences|crimes|incidents|outcomes))"
)
"""A period or a day, as a regular expression on the sentence as it stands."""


def is_range(text: str) -> bool:
    """Return whether a period goes from one month to another.

    >>> is_range("April to January"), is_range("January")
    (True, False)
    """
    return len(re.findall(_MONTH, text)) > 1


def period_of(text: str, *, to: bool = False) -> Period:
    """Return the period with its days where they are known; with `to`, one of twelve months up to it.

    >>> period_of("February 2019").last
    datetime.date(2019, 2, 28)
    >>> period_of("April 2018 to January 2019").first, period_of("April to January 2019").first
    (datetime.date(2018, 4, 1), datetime.date(2018, 4, 1))
    >>> period_of("2018/19").first, period_of("cycle 13").first
    (datetime.date(2018, 4, 1), None)
    """
    if is_range(text):
        return _of_months(text)
    year = re.search(_YEAR, text)
    month = re.search(_MONTH, text)
    if year is None:
        return Period(text)
    number = int(year.group())
    if month is not None:
        return _of_month(text, number, _MONTHS.index(month.group()[:3].lower()) + 1, to=to)
    if re.search(rf"{_YEAR}[/–-]", text):
        return _of_financial_year(text, number)
    return Period(text, date(number, 1, 1), date(number, 12, 31))


def _of_months(text: str) -> Period:
    """Return a period from one month to another, with its days where a year is said; whole months alone."""
    months = [_MONTHS.index(name[:3].lower()) + 1 for name in re.findall(_MONTH, text)]
    years = [int(each) for each in re.findall(_YEAR, text)]
    if not years or "mid-" in text:
        return Period(text)
    last = years[-1]
    first = years[0] if len(years) > 1 else last - (months[0] > months[1])
    return Period(text, date(first, months[0], 1), date(last, months[1], monthrange(last, months[1])[1]))


def _of_month(text: str, year: int, month: int, *, to: bool) -> Period:
    day = re.match(r"\d{1,2}(?=\D)|\w+ (\d{1,2})(?:st|nd|rd|th)?,? ", text)
    last = monthrange(year, month)[1]
    if day:
        on = int(day.group(1) or day.group())
        if 1 <= on <= last:
            return Period(text, date(year, month, on), date(year, month, on))
    first = date(year - (month < 12), month % 12 + 1, 1) if to else date(year, month, 1)
    return Period(text, first, date(year, month, last))


def _of_financial_year(text: str, year: int) -> Period:
    quarter = re.search(r"Q([1-4])|(first|second|third|fourth) quarter", text)
    if quarter is None:
        return Period(text, date(year, 4, 1), date(year + 1, 3, 31))
    which = int(quarter.group(1) or ["first", "second", "third", "fourth"].index(quarter.group(2)) + 1)
    start = 4 + 3 * (which - 1)
    first = date(year + (start > 12), (start - 1) % 12 + 1, 1)
    end = (first.month + 1) % 12 + 1
    return Period(text, first, date(first.year + (end < first.month), end, monthrange(first.year, end)[1]))
