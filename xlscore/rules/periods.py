"""The months that a text names: when something happened, and which months a figure covers.

Figures in the papers are of twelve months unless they say otherwise (Essex Police MSG aspirations: "Data are for the 12
months to January 2020, with the exception of …").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import read_data_to, read_month
from xlscore.rules.series import month_name, months_between, months_from, months_later
from xlscore.rules.words import tidy

__all__ = ["APRIL", "QUARTER", "YEAR", "Span", "read_period", "read_span", "year_of_two_halves"]

YEAR: Final = 12
"""So many months a figure covers where nobody says otherwise."""
QUARTER: Final = 3
"""So many months make a quarter."""
APRIL: Final = 4
"""A year runs from April where nobody says another month, and one of two halves (2018/19) where it begins in January, too."""
_MARCH: Final = 3
_FINANCIAL: Final = re.compile(r"(?:fy\s*)?((?:20)\d\d\s?[/-]\s?(?:20\d\d|\d\d))", re.IGNORECASE)
_PLAIN_YEAR: Final = re.compile(r"(?:in\s+)?((?:19|20)\d\d)", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s+(?:to|until|till|and)\s+|\s*[–—]\s*|\s+-\s+", re.IGNORECASE)
_SINCE: Final = re.compile(
    r"^(?:since|from|as from|as of|with effect from|wef|effective|in|on)\s+", re.IGNORECASE
)
_MONTHS: Final = re.compile(r"\b(\d{1,2}|three|six|nine|twelve|eighteen)[\s-]+months?\b", re.IGNORECASE)
_NUMBERS: Final = {"three": 3, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18}
_TO_DATE: Final = re.compile(r"\b(?:fytd|ytd|(?:financial )?year[\s-]+to[\s-]+date)\b", re.IGNORECASE)
_QUARTERLY: Final = re.compile(r"\b(?:quarter|qe)\b", re.IGNORECASE)
_ONE_MONTH: Final = re.compile(r"\bmonth\b", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"^.*?\b(?:to(?!\s+date)|ending|ended|qe|ye|ytd|fytd|date|month|quarter|in)\b[\s:,-]*(?:of\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Months from the first to the last, each by its first day."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """Return the months as a sentence names them."""
        ends = (month_name(self.first), month_name(self.last))
        return ends[0] if self.first == self.last else f"{ends[0]} to {ends[1]}"

    @property
    def months(self) -> list[date]:
        """Return every month from the first to the last."""
        return months_from(self.first, self.last)


def year_of_two_halves(first: int, year_begins: int = APRIL) -> Span:
    """Return the months of a year that is named by two calendar years, by the first of these.

    >>> year_of_two_halves(2018).words, year_of_two_halves(2018, 10).words, year_of_two_halves(2018, 1).words
    ('Apr 2018 to Mar 2019', 'Oct 2018 to Sep 2019', 'Apr 2018 to Mar 2019')
    """
    begin = date(first, year_begins if year_begins > 1 else APRIL, 1)
    return Span(begin, months_later(begin, YEAR - 1))


def read_span(text: str, year_begins: int = APRIL) -> Span | None:
    """Return the months that a note's date names, None for a text that names none; a year begins with this month.

    >>> [read_span(text).words for text in ("1 April 2018", "since Apr 2018", "2018/19", "2017", "Dec 2017 to Feb 2018")]
    ['Apr 2018', 'Apr 2018', 'Apr 2018 to Mar 2019', 'Jan 2017 to Dec 2017', 'Dec 2017 to Feb 2018']
    >>> read_span("last spring")
    """
    said = _SINCE.sub("", tidy(text))
    year = _FINANCIAL.fullmatch(said)
    ends_in = read_month(year[1]) if year else None
    if ends_in is not None and ends_in.month == _MARCH and int(said[-2:]) == ends_in.year % 100:
        return year_of_two_halves(ends_in.year - 1, year_begins)
    plain = _PLAIN_YEAR.fullmatch(said)
    if plain:
        return Span(date(int(plain[1]), 1, 1), date(int(plain[1]), YEAR, 1))
    month = read_month(said)
    if month is not None:
        return Span(month, month)
    ends = _BETWEEN.split(said)
    if len(ends) == 2:
        first, last = (read_span(end, year_begins) for end in ends)
        if first is not None and last is not None and first.first <= last.last:
            return Span(first.first, last.last)
    return None


def read_period(text: str, year_begins: int = APRIL) -> tuple[date | None, int]:
    """Return the last month that a figure covers, None where the text names none, and how many months it covers.

    A year, and a year to date, begins with this month.

    >>> [(str(last), months) for last, months in map(read_period, ("Jan 2020", "3 months to Jun 2019", "Year to date Sep 2013", "2018/19"))]
    [('2020-01-01', 12), ('2019-06-01', 3), ('2013-09-01', 6), ('2019-03-01', 12)]
    """
    said = tidy(text)
    span = read_span(said, year_begins)
    if span is not None and span.first != span.last:
        return span.last, months_between(span.first, span.last) + 1
    last = read_data_to(said) or read_month(_ENDS.sub("", said, count=1))
    counted = _MONTHS.search(said)
    if counted:
        return last, _NUMBERS.get(counted[1].lower()) or max(1, int(counted[1]))
    if _TO_DATE.search(said) and last is not None:
        return last, (last.month - year_begins) % YEAR + 1
    return last, QUARTER if _QUARTERLY.search(said) else 1 if _ONE_MONTH.search(said) else YEAR
