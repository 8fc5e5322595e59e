"""Months as the headings of a table name them, in whatever spelling, and the headings that sum months up and are none."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from xlscore.rules.words import tidy

__all__ = ["BRACKETS", "MONTH", "MONTHS", "is_nearly_a_month", "months_of", "sums_up", "words_of"]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_RAISED: Final = re.compile(r"[¹²³⁰-⁹]+")
_APOSTROPHE: Final = re.compile(r"['’`]")
_NOT_A_WORD: Final = re.compile(r"[^0-9a-z%]+")
_SERIAL_DAYS: Final = range(20_000, 80_000)
_EXCELS_FIRST_DAY: Final = datetime.date(1899, 12, 30)
_TURN_OF_CENTURY: Final = 70
"""A year of two digits from here on is one of the last century."""
_MIDNIGHT: Final = re.compile(r"[ t]00:00(?::00(?:\.0+)?)?z?$")
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_MARK: Final = r"p|r|prov(?:isional)?|prelim(?:inary)?|rev(?:ised)?|est(?:imated?)?|final"
_MARKS_AT_END: Final = re.compile(
    rf"(?:(?<=\d)(?:p|r)|(?<=\d) (?:{_MARK})| ?\((?:{_MARK})\)| ?\[(?:{_MARK})\]| ?[*†‡¹²³⁰-⁹]+)+$"
)
_PARTS: Final = re.compile(r"[a-z]+|\d+")
_BETWEEN_PARTS: Final = re.compile(r"[\s\-–—/.,'’`_]*")
_FIGURES_APART: Final = re.compile(r"\d{1,4}[-/.]\d{1,4}(?:[-/.]\d{1,4})?")
_SUMS: Final = re.compile(
    r"\b(?:totals?|sum|ytd|fytd|year|years|fy|average|avg|mean|median|rolling|months|quarters?|q[1-4]|h[12]|annual|cumulative)\b"
)
_FINANCIAL_YEAR: Final = re.compile(r"\b((?:19|20)\d\d) (?:19|20)?(\d\d)\b")


def words_of(text: str) -> str:
    """Return a text's words in small letters, without punctuation and raised digits, which are marks of footnotes.

    >>> words_of("Q2_2024/25 Performance & Trust²")
    'q2 2024 25 performance and trust'
    """
    bare = tidy(text.replace("_", " "))
    if not bare.isascii():  # most of what is typed is plain
        bare = unicodedata.normalize("NFKC", _RAISED.sub("", bare))
    plain = bare.casefold().replace("&", " and ")
    return _NOT_A_WORD.sub(" ", _APOSTROPHE.sub("", plain)).strip()


def months_of(headings: Sequence[object]) -> list[datetime.date | None]:
    """Return the first day of the month that each heading of a table names, None for one that names no month.

    A heading is a date, or a text in any usual spelling, with or without a mark such as (p) for provisional. What one
    heading leaves open the others settle: 2011-12 is December 2011 only beside a month next to it, else a year; a bare
    day number of Excel's is a month only among months; and all days in figures have one order, day first where both fit.

    >>> [str(month) for month in months_of(["Apr 2024 (p)", "May-24", "201906", "2019-07", "08/2019", "30/09/2019", "October 2019 r"])]
    ['2024-04-01', '2024-05-01', '2019-06-01', '2019-07-01', '2019-08-01', '2019-09-01', '2019-10-01']
    >>> months_of(["Total", "2019/20", "Q1 2019", "YTD", "2019", "Year to Mar 2024", 43556, None])
    [None, None, None, None, None, None, None, None]
    """
    texts = [_month_text(heading) for heading in headings]
    month_first = _is_month_first(texts)
    months: list[datetime.date | None] = []
    for heading, text in zip(headings, texts, strict=True):
        if isinstance(heading, datetime.date):
            months.append(datetime.date(heading.year, heading.month, 1))
        else:
            months.append(_month_in(text, month_first))
    certain = {month for month, text in zip(months, texts, strict=True) if month and not _may_be_a_year(text)}
    for place, (heading, text) in enumerate(zip(headings, texts, strict=True)):
        month = months[place]
        if month is not None and _may_be_a_year(text) and certain.isdisjoint(_neighbours(month)):
            months[place] = None
        elif month is None and certain:
            months[place] = _month_of_serial(heading)
    return months


def _month_text(heading: object) -> str:
    """Return a heading as its month is looked for: without marks, ordinals and a midnight behind the day."""
    if isinstance(heading, bool) or heading is None:
        return ""
    if isinstance(heading, (int, float)):
        return str(int(heading)) if heading == heading // 1 and abs(heading) < 1e15 else ""
    text = _MIDNIGHT.sub("", tidy(str(heading)).casefold())
    return _ORDINAL.sub("", unicodedata.normalize("NFKC", _MARKS_AT_END.sub("", text)))


def _month_parts(text: str) -> list[str]:
    """Return the words and numbers of a text with nothing but the signs of a date between them, else none."""
    return _PARTS.findall(text) if not _BETWEEN_PARTS.sub("", _PARTS.sub("", text)) else []


def _is_month_first(texts: Sequence[str]) -> bool:
    """Return whether days in figures must be read month first: one cannot be day first, and all fit so."""
    days = [parts for parts in map(_month_parts, texts) if len(parts) == 3 and all(map(str.isdigit, parts))]
    days = [parts for parts in days if len(parts[0]) < 3]
    return any(int(parts[1]) > 12 for parts in days) and all(int(parts[0]) <= 12 for parts in days)


def _month_in(text: str, month_first: bool) -> datetime.date | None:
    parts = _month_parts(text)
    shape = "".join(
        "a" if p.isalpha() else {1: "d", 2: "d", 4: "y", 6: "m", 8: "t"}.get(len(p), "?") for p in parts
    )
    match shape, parts:
        case (("ad" | "ay"), [word, year]):
            return _first_day(year, word) if len(year) > 1 else None
        case "ya", [year, word]:
            return _first_day(year, word)
        case (("dad" | "day"), [day, word, year]):
            return _first_day(year, word, day) if len(year) > 1 else None
        case "ady", [word, day, year]:
            return _first_day(year, word, day)
        case "yad", [year, "m", month]:
            return _first_day(year, month)
        case "m", [figures]:
            return _first_day(figures[:4], figures[4:])
        case "t", [figures]:
            return _first_day(figures[:4], figures[4:6], figures[6:])
        case "yd", [year, month]:
            return _first_day(year, month)
        case "dy", [month, year]:
            return _first_day(year, month)
        case "ydd", [year, month, day]:
            return _first_day(year, month, day)
        case (("ddy" | "ddd"), [one, two, year]):
            day, month = (two, one) if month_first else (one, two)
            return _first_day(year, month, day) if len(year) > 1 else None
    return None


def _first_day(year: str, month: str, day: str = "1") -> datetime.date | None:
    """Return the first day of the month that the parts of a date name, None where there is no such day."""
    if not month.isdigit() and not re.fullmatch(MONTH, month):
        return None
    number = int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1
    century = 0 if len(year) > 2 else 2000 if int(year) < _TURN_OF_CENTURY else 1900
    try:
        found = datetime.date(century + int(year), number, int(day))
    except ValueError:
        return None
    return found.replace(day=1) if 1900 <= found.year < 2100 else None


def _may_be_a_year(text: str) -> bool:
    """Return whether 2011-12 or 201112 could be meant as the year 2011/12."""
    parts = _month_parts(text)
    figures = "".join(parts)
    whole = figures.isdigit() and len(figures) == 6 and [len(part) for part in parts] in ([4, 2], [6])
    return whole and (int(figures[:4]) + 1) % 100 == int(figures[4:])


def _neighbours(month: datetime.date) -> set[datetime.date]:
    behind = month.replace(day=28) + datetime.timedelta(days=7)
    return {behind.replace(day=1), (month - datetime.timedelta(days=1)).replace(day=1)}


def _month_of_serial(heading: object) -> datetime.date | None:
    if isinstance(heading, bool) or not isinstance(heading, (int, float)) or heading not in _SERIAL_DAYS:
        return None
    return (_EXCELS_FIRST_DAY + datetime.timedelta(days=int(heading))).replace(day=1)


@lru_cache(maxsize=4096)
def sums_up(text: str) -> bool:
    """Return whether a heading sums months up: a total, a year or its part to date, a quarter, an average.

    >>> sums_up("YTD"), sums_up("Total 2019/20"), sums_up("2019"), sums_up("Q1"), sums_up("Apr 2024")
    (True, True, True, True, False)
    """
    words = words_of(text)
    years = _FINANCIAL_YEAR.search(words)
    whole = years is not None and (int(years[1]) + 1) % 100 == int(years[2])
    return whole or bool(_SUMS.search(words)) or bool(re.fullmatch(r"(?:19|20)\d\d", words))


@lru_cache(maxsize=4096)
def is_nearly_a_month(text: str) -> bool:
    """Return whether a heading that names no month was meant to: a month without its year, a day that never was.

    >>> is_nearly_a_month("Apr"), is_nearly_a_month("2019-13"), is_nearly_a_month("Apr 2024 (to the 14th)")
    (True, True, True)
    >>> is_nearly_a_month("Total"), is_nearly_a_month("2019/20"), is_nearly_a_month("Crimes in Apr 2024"), is_nearly_a_month("12")
    (False, False, False, False)
    """
    if sums_up(text):
        return False
    bare = _month_text(BRACKETS.sub(" ", text))
    parts = _month_parts(bare)
    words = [part for part in parts if part.isalpha()]
    if words:
        return all(re.fullmatch(MONTH, word) for word in words)
    return bool(parts) and bool(_FIGURES_APART.fullmatch(bare))
