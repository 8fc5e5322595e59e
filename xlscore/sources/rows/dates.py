"""The dates and months of a column, in one order for all of them: what does not fit is left out, never moved."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from xlscore.rules.figures_dates import read_day, read_month
from xlscore.rules.words import key, tidy
from xlscore.sources.tables.years import bare_month

__all__ = ["DateColumn", "is_form", "read_dates"]

_FIRST_YEAR: Final = 1950
"""An earlier date is a mark that there is none (1 January 1900), or a year wrongly typed."""
_LAST_YEAR: Final = 2199
_EPOCH: Final = date(1899, 12, 30)
_SERIALS: Final = range(18_264, 109_575)
_NUMBERS: Final = re.compile(r"(\d{1,2})([./\- ])(\d{1,2})\2((?:\d\d)?\d\d)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})([./\-])(\d{1,2})\2(\d{1,2})")
_SOLID: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)?")
_SOLID_DAYS: Final = 8
_MONTH_NAMED: Final = re.compile(
    r"(?:[a-z]+,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE
)
_MONTH_NUMBERED: Final = re.compile(r"(\d{1,2})[./\-]((?:19|20)\d\d)|((?:19|20)\d\d)[./\-](\d{1,2})")
_TIME: Final = re.compile(r"[T ]+\d{1,2}[:.]\d\d(?:\D.*)?$")
_AROUND: Final = re.compile(r"(?<=[\w.]) ?([./-]) ?(?=\w)")
"""The spaces that some put around what parts a date."""
_SERIAL: Final = re.compile(r"(\d{5,6})(?:\.\d+)?")
_SAYS_MONTH_FIRST: Final = re.compile(
    r"m{1,2}\s?[./\- ]\s?d{1,2}|\bmdy\b|\bmonth first\b|\bus\b|\bamerican\b|%m[^%]*%d", re.IGNORECASE
)
_SAYS_DAY_FIRST: Final = re.compile(
    r"d{1,2}\s?[./\- ]\s?m{1,2}|\bdmy\b|\bday first\b|\buk\b|\bbritish\b|%d[^%]*%[mbB]", re.IGNORECASE
)
_SOLID_FORMS: Final = {
    "ddmmyyyy": "%d%m%Y",
    "mmddyyyy": "%m%d%Y",
    "yyyymmdd": "%Y%m%d",
    "ddmmyy": "%d%m%y",
    "mmddyy": "%m%d%y",
    "yymmdd": "%y%m%d",
    "yyyy-dd-mm": "%Y-%d-%m",
}
"""Forms that cannot be seen by what parts them."""
_SAYS_YEAR_FIRST: Final = re.compile(
    r"y{2,4}\s?[./\- ]?\s?m{1,4}(?:\s?[./\- ]?\s?d{1,2})?|\biso\b|m{1,4}\s?[./\- ]?\s?y{2,4}", re.IGNORECASE
)
_SAYS_SERIAL: Final = re.compile(r"\bserial|\bexcel\b", re.IGNORECASE)


@dataclass(frozen=True)
class DateColumn:
    """What the texts of a column are: each with its day, or the first day of its month, or None."""

    days: Mapping[str, date | None]
    month_first: bool = False
    guessed: bool = False
    """Whether the order was found by what stands in the column alone."""


def read_dates(
    texts: Iterable[str],
    heading: str = "",
    form: str = "",
    months: bool = False,
    years: Callable[[Collection[int]], Mapping[int, date]] = lambda _: {},
) -> DateColumn:
    """Return what the texts of a column of dates are, or of months (then the first day of each).

    `years` says which months are meant by numbers of some that have no year.

    A day stands before its month, unless Sources (`form`) or the heading says otherwise, or all the dates can be read month
    first and one of them only so.

    >>> [str(day) for day in read_dates(["03/04/2018", "13/04/2018", "04/13/2018"]).days.values()]
    ['2018-04-03', '2018-04-13', 'None']
    >>> [str(day) for day in read_dates(["03/04/2018", "04/13/2018"]).days.values()]
    ['2018-03-04', '2018-04-13']
    >>> [str(day) for day in read_dates(["2018-10", "Oct 18", "201810", "2018/19"], months=True).days.values()]
    ['2018-10-01', '2018-10-01', '2018-10-01', 'None']
    """
    asked = list(texts)
    plain = {text: _AROUND.sub(r"\1", _TIME.sub("", tidy(text))) for text in asked}
    told = form or heading
    month_first, guessed = _order(plain.values(), told)
    pattern = form if "%" in form else _SOLID_FORMS.get(key(form), "")
    serials = _SAYS_SERIAL.search(told) is not None or _all_serials(plain.values())
    days = {}
    undated = _undated(plain, years) if months else {}
    for text in asked:
        day = _day(plain[text], month_first, pattern, serials)
        if day is None and months:
            day = _month(plain[text]) or undated.get(text)
        if day is not None and not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            day = None
        days[text] = day.replace(day=1) if day is not None and months else day
    return DateColumn(days, month_first, guessed)


def _undated(
    texts: Mapping[str, str], years: Callable[[Collection[int]], Mapping[int, date]]
) -> Mapping[str, date]:
    """Return the months of texts that have no year, where something else says it."""
    bare = {text: number for text, plain in texts.items() if (number := bare_month(plain))}
    known = years(set(bare.values())) if bare else {}
    return {text: known[number] for text, number in bare.items() if number in known}


def is_form(form: str) -> bool:
    """Return whether an officer's words for the form of dates are understood.

    >>> [is_form(form) for form in ("dd/mm/yyyy", "US", "yyyy-mm-dd", "mmm yyyy", "%d.%m.%Y", "serial", "as usual")]
    [True, True, True, True, True, True, False]
    """
    asked = (_SAYS_MONTH_FIRST, _SAYS_DAY_FIRST, _SAYS_YEAR_FIRST, _SAYS_SERIAL)
    return "%" in form or key(form) in _SOLID_FORMS or any(each.search(form) for each in asked)


def _order(texts: Iterable[str], told: str) -> tuple[bool, bool]:
    """Return whether the month stands first, and whether that was found by the dates alone."""
    if _SAYS_MONTH_FIRST.search(told):
        return True, False
    if _SAYS_DAY_FIRST.search(told):
        return False, False
    found = [match for text in texts if (match := _NUMBERS.fullmatch(text))]
    fits_month = all(_made(m[4], m[1], m[3]) for m in found)
    only_month = any(_made(m[4], m[3], m[1]) is None for m in found)
    return (True, True) if found and fits_month and only_month else (False, False)


def _all_serials(texts: Iterable[str]) -> bool:
    filled = [text for text in texts if text]
    return bool(filled) and all(_serial(text) is not None for text in filled)


def _serial(text: str) -> date | None:
    match = _SERIAL.fullmatch(text)
    if match is None or int(match[1]) not in _SERIALS:
        return None
    return _EPOCH + timedelta(days=int(match[1]))


def _day(text: str, month_first: bool, pattern: str, serials: bool) -> date | None:
    if pattern:
        return _by_pattern(text, pattern)
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        first, second, year = numbers[1], numbers[3], numbers[4]
        return _made(year, first, second) if month_first else _made(year, second, first)
    backwards = _YEAR_FIRST.fullmatch(text)
    if backwards:
        return _made(backwards[1], backwards[3], backwards[4])
    solid = _SOLID.fullmatch(text)
    if solid and len(text) == _SOLID_DAYS:
        return _made(solid[1], solid[2], solid[3])
    named = _MONTH_NAMED.fullmatch(text)
    if named:
        return read_day(f"{named[2]} {named[1]} {named[3]}")
    return (_serial(text) if serials else None) or read_day(text)


def _month(text: str) -> date | None:
    """Return the first day of the month that a text names; a year of two halves, a quarter and a year name none."""
    numbered = _MONTH_NUMBERED.fullmatch(text)
    if numbered:
        # In 2018/19 two years stand, in 2010/11 perhaps: only a dash makes a month of what could be both.
        split = text[4:5] == "/" and numbered[3] and (int(numbered[3]) + 1) % 100 == int(numbered[4])
        return None if split else _made(numbered[2] or numbered[3], numbered[1] or numbered[4], "1")
    solid = _SOLID.fullmatch(text)
    if solid:
        return _made(solid[1], solid[2], "1") if solid[3] is None else None
    return None if re.fullmatch(r"[\d/\- ]+", text) else read_month(key_of_month(text))


def key_of_month(text: str) -> str:
    """Return a month's text without what marks it as provisional or revised.

    >>> key_of_month("Oct 2018 (p)"), key_of_month("Oct 2018r")
    ('Oct 2018', 'Oct 2018')
    """
    return re.sub(r"\s*\((?:p|r|provisional|revised)\)$|(?<=\d)\s*[pr]$", "", tidy(text), flags=re.IGNORECASE)


def _by_pattern(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, _TIME.sub("", pattern.replace("%H:%M", "00:00"))).date()
    except ValueError:
        return None


def _made(year: str, month: str, day: str) -> date | None:
    full = int(year) + 2000 if len(key(year)) == 2 else int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        return None
