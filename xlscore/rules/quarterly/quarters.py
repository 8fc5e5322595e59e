"""Which quarter a heading names: by its last month, so that quarters of any year follow one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from xlscore.rules.periods import QUARTER
from xlscore.rules.series import months_later
from xlscore.rules.words import tidy

__all__ = ["is_nearly_a_quarter", "quarter_before", "quarters_of", "read_quarter", "year_before"]

_YEAR: Final = 12
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_FULL_YEAR: Final = r"((?:19|20)\d\d)"
_PART: Final = r"(?:q|qtr ?|quarter ?)([1-4])"
_FINANCIAL: Final = r"((?:(?:19|20)\d\d|\d\d)) ?[/-] ?((?:(?:19|20)\d\d|\d\d))"
_OF_FINANCIAL: Final = (
    re.compile(rf"{_PART} ?(?:of )?(?:fy ?)?{_FINANCIAL}"),
    re.compile(rf"(?:fy ?)?{_FINANCIAL} ?{_PART}"),
)
_OF_CALENDAR: Final = (re.compile(rf"{_PART} ?(?:of )?{_FULL_YEAR}"), re.compile(rf"{_FULL_YEAR} ?{_PART}"))
_SPAN: Final = re.compile(rf"{_MONTH} ?(?:{_FULL_YEAR})? ?(?:-|to) ?{_MONTH} ?{_FULL_YEAR}")
_ENDING: Final = re.compile(
    rf"(?:(?:3|three) months (?:to|ending|ended)|(?:quarter|qtr) (?:to|ending|ended)|qe) ?(?:\d\d? )?{_MONTH} ?{_FULL_YEAR}"
)
_MARK: Final = re.compile(r"\s*(?:\((?:p|r|prov(?:isional)?|rev(?:ised)?)\)|[*†‡]+)$")
_DASHES: Final = re.compile(r"\s*[–—−]\s*|\s+-\s+|-")
_NEARLY: Final = re.compile(r"\bq(?:tr|uarter)? ?\d|\bquarter\b|\bqe\b|months (?:to|ending)")
_CENTURY: Final = 2000


def read_quarter(text: str) -> date | None:
    """Return the first day of a quarter's last month, None for a heading that names no quarter with its year.

    A quarter of "2019/20" is counted from April, one of "2019" from January; three months may be named themselves.

    >>> [str(read_quarter(text)) for text in ("Q2 2019/20", "2019/20 Q4", "Q1 2019", "Jul-Sep 2019", "3 months to Sep 2019")]
    ['2019-09-01', '2020-03-01', '2019-03-01', '2019-09-01', '2019-09-01']
    >>> [read_quarter(text) for text in ("Q2", "Q5 2019/20", "Q2 2019/21", "Jul-Oct 2019", "Sep 2019")]
    [None, None, None, None, None]
    """
    said = _DASHES.sub("-", _MARK.sub("", tidy(text).casefold())).replace(",", " ").replace("'", "")
    said = " ".join(re.sub(r"[()]", " ", said).split()).replace("-q", " q")
    said = re.sub(r"(q[1-4])-(?=\d)", r"\1 ", said)
    for pattern, part, years in ((_OF_FINANCIAL[0], 1, (2, 3)), (_OF_FINANCIAL[1], 3, (1, 2))):
        if found := pattern.fullmatch(said):
            first, second = (int(found[n]) % 100 for n in years)
            if (first + 1) % 100 != second:
                return None
            begins = int(found[years[0]]) if len(found[years[0]]) == 4 else _CENTURY + first
            return _month(begins * _YEAR + 2 + QUARTER * int(found[part]))
    for pattern, part, year in ((_OF_CALENDAR[0], 1, 2), (_OF_CALENDAR[1], 2, 1)):
        if found := pattern.fullmatch(said):
            return _month(int(found[year]) * _YEAR - 1 + QUARTER * int(found[part]))
    if found := _SPAN.fullmatch(said):
        last = int(found[4]) * _YEAR + _NAMES.index(found[3][:3])
        begins = _NAMES.index(found[1][:3]) + (int(found[2]) * _YEAR if found[2] else int(found[4]) * _YEAR)
        if not found[2] and begins > last:
            begins -= _YEAR
        return _month(last) if last - begins == QUARTER - 1 else None
    if found := _ENDING.fullmatch(said):
        return _month(int(found[2]) * _YEAR + _NAMES.index(found[1][:3]))
    return None


def _month(number: int) -> date:
    return date(number // _YEAR, number % _YEAR + 1, 1)


def quarters_of(texts: Sequence[str], months: Sequence[date | None]) -> list[date | None]:
    """Return the quarter of each heading; where none names one, months that lie quarters apart stand for theirs.

    >>> quarters_of(["Jun 2019", "Sep 2019"], [date(2019, 6, 1), date(2019, 9, 1)])
    [datetime.date(2019, 6, 1), datetime.date(2019, 9, 1)]
    """
    named = [read_quarter(text) for text in texts]
    if any(named):
        return named
    known = sorted({month.year * _YEAR + month.month for month in months if month is not None})
    apart = [later - earlier for earlier, later in pairwise(known)]
    return list(months) if apart and all(step % QUARTER == 0 for step in apart) else named


def is_nearly_a_quarter(text: str) -> bool:
    """Return whether a heading that names no quarter was meant to.

    >>> is_nearly_a_quarter("Q1"), is_nearly_a_quarter("Q5 2019/20"), is_nearly_a_quarter("Population")
    (True, True, False)
    """
    return bool(_NEARLY.search(tidy(text).casefold()))


def quarter_before(quarter: date) -> date:
    """Return the quarter before.

    >>> quarter_before(date(2020, 3, 1))
    datetime.date(2019, 12, 1)
    """
    return months_later(quarter, -QUARTER)


def year_before(quarter: date) -> date:
    """Return the same quarter a year before."""
    return date(quarter.year - 1, quarter.month, 1)
