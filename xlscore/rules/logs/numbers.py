"""The numbers of a log's actions: 48/19 follows 47/19, a year begins anew, and a number once used is never given again.

Source of the form n/yy: Essex Police performance board, minutes of November 2019 (36/19 to 49/19). Other logs put the year first,
write it whole or as a financial year, pad the number or put letters before it: a new number has the form of the latest one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeAlias

from xlscore.rules.words import tidy

__all__ = ["LogNumber", "NumberMark", "NumberedRow", "Numbering", "number_rows", "read_number", "scoped"]

_CENTURY: Final = 100
_TWO_DIGITS: Final = 2
_FOUR_DIGITS: Final = 4
_YEAR: Final = r"(?P<year>(?:20)?\d\d)(?:(?P<dash>[-/])(?P<end>(?:20)?\d\d))?"
_NUMBER: Final = r"(?P<number>\d{1,5})"
_PREFIX: Final = r"(?P<prefix>(?:no\.?|ref\.?|[a-z][a-z .&_-]*?)?[\s#./_-]*)"
_NUMBER_FIRST: Final = re.compile(rf"{_PREFIX}{_NUMBER}(?P<mark>\s?[/-]\s?){_YEAR}", re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(
    rf"{_PREFIX}(?P<year>20\d\d)(?:(?P<dash>[-/])(?P<end>(?:20)?\d\d)(?=\s?[/-]))?(?P<mark>\s?[/-]\s?){_NUMBER}",
    re.IGNORECASE,
)
_SHORT_YEAR_FIRST: Final = re.compile(
    rf"{_PREFIX}(?P<year>\d\d)(?P<mark>\s?[/-]\s?)(?P<number>(?!20)\d{{4,5}}|\d{{3}})", re.IGNORECASE
)
"""19/047: three digits are no year, so the year comes first."""
_ALONE: Final = re.compile(rf"{_PREFIX}{_NUMBER}", re.IGNORECASE)
_SAID_OF_ALL: Final = re.compile(r"(?:action|item|log|no|number|nr|ref|reference|id)*", re.IGNORECASE)
"""Letters that say of any number that it is one: *No. 48/19* is 48/19."""


NumberMark: TypeAlias = tuple[str, int | date | None, int]
"""What tells numbers apart: their letters, their year or, without one, their meeting, and the number itself."""


@dataclass(frozen=True, slots=True)
class LogNumber:
    """A number of a log with the form that it is written in; `year` is the one that it begins in, None where it has none."""

    number: int
    year: int | None
    prefix: str = ""
    mark: str = "/"
    digits: int = 1
    """How many digits the number has at least."""
    year_digits: int = _TWO_DIGITS
    end_digits: int = 0
    """How many digits the second half of a financial year has, 0 for a year of the calendar."""
    dash: str = "-"
    """What stands between the halves of a financial year."""
    year_first: bool = False
    scope: date | None = None
    """The meeting that a number without a year is of, in a log whose numbers begin anew with each."""

    @property
    def text(self) -> str:
        """Return the number as it is written.

        >>> LogNumber(48, 2019).text, LogNumber(7, 2019, "PB ", digits=3, end_digits=2).text, LogNumber(7, 2019, year_digits=4, year_first=True).text
        ('48/19', 'PB 007/19-20', '2019/7')
        """
        number = f"{self.number:0{self.digits}}"
        if self.year is None:
            return f"{self.prefix}{number}"
        year = _shown(self.year, self.year_digits)
        if self.end_digits:
            year += self.dash + _shown(self.year + 1, self.end_digits)
        return self.prefix + self.mark.join((year, number) if self.year_first else (number, year))

    @property
    def mark_of(self) -> NumberMark:
        """Return what two spellings of the same number share.

        >>> LogNumber(48, 2019, "Action no. ").mark_of == LogNumber(48, 2019).mark_of
        True
        """
        letters = re.sub(r"[\W_]+", "", self.prefix).casefold()
        within = self.scope if self.year is None else self.year
        return "" if _SAID_OF_ALL.fullmatch(letters) else letters, within, self.number

    def next(self, number: int, within: int | date | None) -> LogNumber:
        """Return another number in the form of this one, of a year or of a meeting."""
        year = within if isinstance(within, int) else None
        return replace(self, number=number, year=year, scope=within if isinstance(within, date) else None)


def read_number(value: object) -> LogNumber | None:
    """Return the number that a cell holds, None for a text that is none.

    A cell in which 4/19 was typed holds the date that Excel made of it, 1 April 2019: it is the fourth of 2019. Of such a date
    with a day, as of 12/1/19, nobody can say what was typed.

    >>> read_number("48/19"), read_number(date(2019, 4, 1)).text, read_number("PB/007/2019-20").year
    (LogNumber(number=48, year=2019, prefix='', mark='/', digits=1, year_digits=2, end_digits=0, dash='-', year_first=False, scope=None), '4/19', 2019)
    >>> read_number("to be given"), read_number(12.0).number
    (None, 12)
    """
    if isinstance(value, date):
        return LogNumber(value.month, value.year) if value.day == 1 else None
    if isinstance(value, float | int) and not isinstance(value, bool):
        return LogNumber(int(value), None) if value == int(value) and value > 0 else None
    text = tidy(value) if isinstance(value, str) else ""
    for form in (_YEAR_FIRST, _NUMBER_FIRST, _SHORT_YEAR_FIRST, _ALONE):
        found = form.fullmatch(text)
        year_first = form in (_YEAR_FIRST, _SHORT_YEAR_FIRST)
        if found is not None and (made := _made(found, year_first=year_first)) is not None:
            return made
    return None


def _made(found: re.Match[str], *, year_first: bool) -> LogNumber | None:
    parts = found.groupdict()
    number, year, end = parts["number"], parts.get("year"), parts.get("end")
    if int(number) == 0 or (end is not None and (int(year or 0) + 1) % _CENTURY != int(end) % _CENTURY):
        return None
    return LogNumber(
        int(number),
        None if year is None else _whole(int(year)),
        parts["prefix"],
        parts.get("mark") or "/",
        len(number) if number.startswith("0") or (year_first and len(year or "") == _TWO_DIGITS) else 1,
        _TWO_DIGITS if year is None else len(year),
        0 if end is None else len(end),
        parts.get("dash") or "-",
        year_first,
    )


def _whole(year: int) -> int:
    return year if year >= _CENTURY else 20 * _CENTURY + year


def _shown(year: int, digits: int) -> str:
    return str(year) if digits == _FOUR_DIGITS else f"{year % _CENTURY:02}"


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row of a log: the number that it has, whether it asks for one, and the day by which its year is known."""

    row: int
    number: LogNumber | None
    asks: bool
    """Whether it is an action that waits for its number."""
    day: date | None = None
    meeting: date | None = None
    """The meeting under whose row it stands, where the log has such rows."""


@dataclass
class Numbering:
    """The numbers that a log has used: those of its rows, and those that were given to rows that are no longer there."""

    begins: int = 4
    """The month that a financial year begins with."""
    last: dict[tuple[str, int | date | None], int] = field(default_factory=dict)
    """The highest number of each form's letters and year or meeting."""
    form: LogNumber = field(default_factory=lambda: LogNumber(1, 0))

    def note(self, number: LogNumber) -> None:
        """Know a number as used, and its form as the latest."""
        letters, within, value = number.mark_of
        self.last[letters, within] = max(value, self.last.get((letters, within), 0))
        self.form = number

    def to_come(self, day: date, meeting: date | None = None) -> LogNumber:
        """Return the number that an action of that day would get, in a log that begins anew with each meeting one of that meeting."""
        within = meeting if self.form.year is None else self._year(day)
        letters = self.form.mark_of[0]
        return self.form.next(self.last.get((letters, within), 0) + 1, within)

    def give(self, day: date, meeting: date | None = None) -> LogNumber:
        """Return the number of an action of that day, which is used from now on."""
        number = self.to_come(day, meeting)
        letters, within, value = number.mark_of
        self.last[letters, within] = value
        return number

    def _year(self, day: date) -> int:
        return day.year - (1 if self.form.end_digits and day.month < self.begins else 0)


def scoped(rows: Sequence[NumberedRow]) -> list[NumberedRow]:
    """Return rows whose plain numbers are of their meeting, where the log counts anew below each meeting's row.

    >>> one, two = date(2019, 9, 26), date(2019, 10, 31)
    >>> anew = [NumberedRow(n, LogNumber(number, None), False, meeting=day) for n, number, day in ((3, 1, one), (4, 2, one), (6, 1, two))]
    >>> [str(row.number.scope) for row in scoped(anew) if row.number is not None]
    ['2019-09-26', '2019-09-26', '2019-10-31']
    """
    highest: dict[date, int] = {}
    anew = False
    for row in rows:
        if row.number is None or row.number.year is not None or row.meeting is None:
            continue
        before = [value for day, value in highest.items() if day != row.meeting]
        anew = anew or (row.meeting not in highest and row.number.number <= max(before, default=0))
        highest[row.meeting] = max(row.number.number, highest.get(row.meeting, 0))
    if not anew:
        return [replace(row, meeting=None) for row in rows]
    return [
        row if row.number is None or row.number.year is not None else replace(row, number=replace(row.number, scope=row.meeting))
        for row in rows
    ]  # fmt: skip


def number_rows(
    rows: Sequence[NumberedRow], used: Iterable[LogNumber], meeting: date, begins: int
) -> tuple[dict[int, LogNumber], LogNumber]:
    """Return the number of each row that waits for one, and the number to come; `used` were given once, also to rows that are gone.

    The form is that of the latest number: of the last row with the latest year. A row without a day is of the meeting's year.

    >>> told = [NumberedRow(2, read_number("47/19"), asks=False), NumberedRow(3, None, asks=True, day=date(2019, 11, 28))]
    >>> given, to_come = number_rows(told, (), date(2020, 1, 30), 4)
    >>> given[3].text, to_come.text
    ('48/19', '1/20')
    """
    numbering = Numbering(begins)
    known = [row.number for row in rows if row.number is not None]
    for number in (*used, *known):
        numbering.note(number)
    numbering.form = _latest(known) or numbering.form
    given = {row.row: numbering.give(row.day or meeting, row.meeting) for row in _asking(rows)}
    anew = any(row.meeting is not None for row in rows)
    return given, numbering.to_come(meeting, meeting if anew else None)


def _asking(rows: Sequence[NumberedRow]) -> Iterator[NumberedRow]:
    return (row for row in rows if row.asks and row.number is None)


def _latest(known: Sequence[LogNumber]) -> LogNumber | None:
    """Return the number whose form new ones take: the last one of the latest year; a date that Excel made is of no form."""
    if not known:
        return None
    latest = max(number.year or 0 for number in known)
    return [number for number in known if (number.year or 0) == latest][-1]
