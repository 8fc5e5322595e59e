"""The year of months that are headed without one: as the title above them, their sheet's name or their file's says it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from xlscore.rules.figures_dates import read_month
from xlscore.rules.month_headings import MONTH, MONTHS
from xlscore.rules.periods import YEAR, Span, year_of_two_halves
from xlscore.rules.series import months_later
from xlscore.rules.words import tidy

__all__ = ["bare_month", "year_of_banner", "years_of", "years_of_rows"]

_BARE: Final = re.compile(rf"({MONTH})\.?(?: ?\((?:p|r|provisional|revised)\)|\*)?", re.IGNORECASE)
_DAY: Final = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d\d?[./-]\d\d?[./-](?:\d{{4}}|\d\d)|\d\d?(?:st|nd|rd|th)?[ -](?:of )?{MONTH},?[ -]\d{{2,4}}",
    re.IGNORECASE,
)
"""A day, such as that of the run: it says no year of the months."""
_GAP: Final = r"[\s_.,'’-]*"
_MONTH_YEAR: Final = rf"({MONTH}){_GAP}((?:19|20)\d\d|\d\d)(?!\d)"
_RANGE: Final = re.compile(
    rf"(?<![a-z])({MONTH})(?:{_GAP}((?:19|20)\d\d|\d\d))?(?![a-z\d])[\s_]*(?:to|until|till|through|and|-|–|—)[\s_]*{_MONTH_YEAR}",
    re.IGNORECASE,
)
_HALVES: Final = re.compile(r"(?<![\d/-])((?:19|20)\d\d)[\s_]*[/_–—-][\s_]*((?:19|20)\d\d|\d\d)(?![\d/-])")
_SHORT_HALVES: Final = re.compile(
    r"(?<![\d/])(?:fy[\s_]*)?(\d\d)[\s_]*/[\s_]*(\d\d)(?![\d/])|\bfy[\s_]*(\d\d)[\s_/_-]*(\d\d)(?!\d)",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(
    rf"(?:years?|months|y/?e|ytd|to date|ending|ended|to|until|till)[\s_:-]*(?:ending|ended|to)?[\s_:-]*{_MONTH_YEAR}",
    re.IGNORECASE,
)
_ONE_MONTH: Final = re.compile(rf"(?<![a-z]){_MONTH_YEAR}", re.IGNORECASE)
_CALENDAR: Final = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/.-])")
_FINANCIAL: Final = re.compile(r"(?:(?:financial )?year |fy ?)?(?:20|19)?(\d\d) (?:20|19)?(\d\d)")
_WHOLE_YEAR: Final = re.compile(r"(?:calendar year |year )?((?:19|20)\d\d)")


def bare_month(heading: object) -> int:
    """Return the number of the month that a heading names without a year, 0 for none.

    >>> bare_month("Apr"), bare_month("September (p)"), bare_month("Apr 2024"), bare_month("Total")
    (4, 9, 0, 0)
    """
    found = _BARE.fullmatch(tidy(heading)) if isinstance(heading, str) else None
    return MONTHS.index(found[1][:3].casefold()) + 1 if found else 0


def years_of(
    months: Sequence[int], said: Sequence[Sequence[str]], year_begins: int
) -> Mapping[int, date] | None:
    """Return the months that these numbers are, in the order of their columns, by what is said of them; None where nobody can know.

    What is said is looked at in turn: all titles above, the sheet, the file. The first of these that says anything holds, if it
    says one thing alone, and a calendar year only of months that stand in its order.

    >>> {n: str(month) for n, month in (years_of([4, 3], [["Burglary 2018/19"]], 4) or {}).items()}
    {4: '2018-04-01', 3: '2019-03-01'}
    >>> [years_of([4, 12, 1], [[text]], 4) for text in ("2019", "2018/19 and 2019/20", "Burglary")]
    [None, None, None]
    """
    span = _span_of(said, year_begins)
    return None if span is None else _within(months, span)


def years_of_rows(
    months: Collection[int], said: Sequence[Sequence[str]], year_begins: int
) -> Mapping[int, date]:
    """Return the months that these numbers are in rows of any order; none where nobody can know.

    Of a calendar year nobody knows whether its first months are those of the next one, where a reporting year begins between.

    >>> [len(years_of_rows({2, 5}, [[text]], 4)) for text in ("crimes 2018-19", "crimes 2019", "crimes")]
    [2, 0, 0]
    >>> years_of_rows({5}, [["crimes 2019"]], 4)
    {5: datetime.date(2019, 5, 1)}
    """
    span = _span_of(said, year_begins)
    if span is None or len(span.months) > YEAR:
        return {}
    in_span = {month.month: month for month in span.months}
    ranges = any(_RANGE.search(text) for texts in said for text in texts)
    calendar = span.first.month == 1 and len(in_span) == YEAR and year_begins > 1 and not ranges
    parted = len({number >= year_begins for number in months}) > 1
    known = in_span.keys() >= set(months) and not (calendar and parted)
    return {number: in_span[number] for number in months} if known else {}


def _span_of(said: Sequence[Sequence[str]], year_begins: int) -> Span | None:
    """Return the months that the nearest texts that say any say, None where they say several or nothing."""
    for texts in said:
        spans = set[Span]()
        for text in texts:
            spans |= _spans(text, year_begins)
        if spans:
            return spans.pop() if len(spans) == 1 else None
    return None


def _within(months: Sequence[int], span: Span) -> Mapping[int, date] | None:
    in_span = {month.month: month for month in span.months}
    if len(in_span) < len(span.months) or not in_span.keys() >= set(months):
        return None
    found = {number: in_span[number] for number in months}
    rising = [one < other for one, other in pairwise(found[number] for number in months)]
    # Twelve months of a year stand in its order: from April to March under "2019" they are of two years, nobody knows which.
    return found if all(rising) or not any(rising) else None


@lru_cache(maxsize=1024)
def _spans(text: str, year_begins: int) -> frozenset[Span]:
    """Return the spans of months that a text says, by the clearest way in which it says any.

    >>> texts = ("Apr 2018 to Mar 2019", "crimes_2018-19", "12 months to March 2019", "FY18/19", "Year 2018", "run 12/04/2019")
    >>> [span.words for text in texts for span in _spans(text, 4)]
    ['Apr 2018 to Mar 2019', 'Apr 2018 to Mar 2019', 'Apr 2018 to Mar 2019', 'Apr 2018 to Mar 2019', 'Jan 2018 to Dec 2018']
    """
    plain = _DAY.sub(" ", text)
    for way in (_ranges, _years_of_two_halves, _ending, _calendar_years):
        found = frozenset(way(plain, year_begins))
        if found:
            return found
    return frozenset()


def _ranges(text: str, _: int) -> Iterator[Span]:
    for first, year, last, until in _RANGE.findall(text):
        end = read_month(f"{last} {until}")
        if end is None:
            continue
        begin = read_month(f"{first} {year}") if year else _before(end, first)
        if begin is not None and begin <= end:
            yield Span(begin, end)


def _before(end: date, word: str) -> date:
    """Return the latest month of a name that is not behind another."""
    number = MONTHS.index(word[:3].casefold()) + 1
    return date(end.year if number <= end.month else end.year - 1, number, 1)


def _years_of_two_halves(text: str, year_begins: int) -> Iterator[Span]:
    halves = list(_HALVES.findall(text))
    halves += [(a or c, b or d) for a, b, c, d in _SHORT_HALVES.findall(text)]
    for first, second in halves:
        if (int(first) + 1) % 100 == int(second) % 100:
            year = int(first) if len(first) == 4 else 2000 + int(first)
            yield year_of_two_halves(year, year_begins)


def _ending(text: str, _: int) -> Iterator[Span]:
    for word, year in _ENDING.findall(text):
        end = read_month(f"{word} {year}")
        if end is not None:
            yield Span(months_later(end, 1 - YEAR), end)


def _calendar_years(text: str, _: int) -> Iterator[Span]:
    # A month with its year alone is that of the release, or of its print.
    for year in _CALENDAR.findall(_ONE_MONTH.sub(" ", text)):
        yield Span(date(int(year), 1, 1), date(int(year), YEAR, 1))


@lru_cache(maxsize=1024)
def year_of_banner(words: str, month: int, year_begins: int) -> int | None:
    """Return the year of a month below a banner: 2024, or of 2023/24 the one or the other; None where it names no year.

    >>> [year_of_banner(*asked, 4) for asked in (("2023 24", 4), ("2023 24", 3), ("2024", 3), ("offences", 3))]
    [2023, 2024, 2024, None]
    """
    whole = _WHOLE_YEAR.fullmatch(words)
    if whole:
        return int(whole[1])
    halves = _FINANCIAL.fullmatch(words)
    if halves and (int(halves[1]) + 1) % 100 == int(halves[2]):
        span = year_of_two_halves(2000 + int(halves[1]), year_begins)
        return span.first.year if month >= span.first.month else span.last.year
    return None
