"""The table of days as read: the counts of every measure and place on each day, and which days it covers.

A long table is read cell by cell from its block, and what is wrong with it is said once for each kind of fault, at the first
of its cells: ten thousand rows with the same fault are one thing to put right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from xlscore.books.monthly.headings import DAYS
from xlscore.books.monthly.names import place_key
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one, is_product_only
from xlscore.books.tables.table import Table, shown
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures_dates import read_day
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.monthly.adding_up import Mark
from xlscore.rules.monthly.days import Covered, covered_by
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.words import name_key

__all__ = ["DaySheet", "is_days", "read_days"]

_FIRST_SERIAL: Final = date(1899, 12, 30)
_SERIALS: Final = range(36526, 73051)
"""Numbers that are days as Excel counts them, of 2000 to 2099."""
_IN_FIGURES: Final = re.compile(r"(\d\d?)([./-])(\d\d?)\2((?:20)?\d\d)")
_TIME: Final = re.compile(r"(?:\s+|(?<=\d)T)\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:\s*[AaPp][Mm]|Z)?\s*$")
_MONTHS: Final = range(1, 13)
_SHARES: Final = (Unit.PERCENT, Unit.POINTS)


@dataclass(frozen=True)
class DaySheet:
    """What a table of days holds."""

    table: Table | None
    """None for days that are kept in the store beside the workbook."""
    counts: Mapping[Mark, Mapping[date, int]]
    """The counts of each measure and place by day."""
    names: Mapping[Mark, tuple[str, str]]
    """How each measure and place is spelt there; the force's place is ""."""
    covered: Covered
    first: date
    last: date


def is_days(table: Table) -> bool:
    """Return whether a table of dates, measures and counts is a person's and none that the product writes beside it."""
    return not is_product_only(table)


def read_days(reading: Reading, reader: Reader, own_force: str, today: date) -> DaySheet | None:
    """Return the table of days as read, None where there is none or none of its rows can be read."""
    table = find_one(reading.blocks, DAYS, is_days)
    if table is None:
        return None
    reader.look_over(table)
    rows = _Rows(table, _Dates(table), place_key(own_force), today)
    for row in table.records:
        rows.read(row)
    rows.faults.report(table, reader)
    if not rows.days:
        return None
    return DaySheet(table, rows.counts, rows.names, covered_by(rows.days), min(rows.days), max(rows.days))


@dataclass
class _Faults:
    """What is wrong with a table, by the kind of fault: the first row, what is said of it, what to do, and how many there are."""

    found: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str, row: int, what: str, do: str) -> None:
        """Keep a fault, in words where it is the first of its kind."""
        self.found.setdefault(kind, (row, what, do))
        self.times[kind] = self.times.get(kind, 0) + 1

    def report(self, table: Table, reader: Reader) -> None:
        """Report each kind of fault at its first cell."""
        for kind, (row, what, do) in self.found.items():
            more = self.times[kind] - 1
            also = (
                f" So {'is 1 more row' if more == 1 else f'are {more:,} more rows'} of this table."
                if more
                else ""
            )
            name = kind if kind in table.columns else "count"
            reader.at(table.sheet, table.cell(row, name), what + also, do)


def _without_time(text: str) -> str:
    """Return a date without the time of day behind it.

    >>> _without_time(" 14/10/2013 08:30"), _without_time("2013-10-14T08:30:00Z"), _without_time("14 October 2013")
    ('14/10/2013', '2013-10-14', '14 October 2013')
    """
    return _TIME.sub("", text).strip()


class _Dates:
    """Reads the dates of a column, day before month unless its texts can only be months before days."""

    def __init__(self, table: Table) -> None:
        texts = {
            value
            for row in table.records
            if isinstance(value := table.block.at(row, table.columns["date"]), str)
        }
        pairs = [
            (int(m[1]), int(m[3])) for text in texts if (m := _IN_FIGURES.fullmatch(_without_time(text)))
        ]
        self._month_first = (
            bool(pairs)
            and all(first in _MONTHS for first, _ in pairs)
            and any(second not in _MONTHS for _, second in pairs)
        )
        self._known: dict[Any, date | None] = {}

    def read(self, value: Any) -> date | None:
        """Return the day that a cell names, None for any other."""
        if value not in self._known:
            self._known[value] = self._read(value)
        return self._known[value]

    def _read(self, value: Any) -> date | None:
        if isinstance(value, date):
            return read_day(value)
        if isinstance(value, str):
            said = _without_time(value)
            match = _IN_FIGURES.fullmatch(said)
            if match is None:
                return read_day(said)
            first, second = (match[3], match[1]) if self._month_first else (match[1], match[3])
            return read_day(f"{first}/{second}/{match[4]}")
        is_serial = not isinstance(value, bool) and isinstance(value, (int, float)) and int(value) in _SERIALS
        return _FIRST_SERIAL + timedelta(int(value)) if is_serial else None


class _Rows:
    """The rows of a table of days, read one by one."""

    def __init__(self, table: Table, dates: _Dates, own_force: str, today: date) -> None:
        self.counts: dict[Mark, dict[date, int]] = {}
        self.names: dict[Mark, tuple[str, str]] = {}
        self.days: set[date] = set()
        self.faults = _Faults()
        self._table, self._dates, self._force, self._today = table, dates, own_force, today
        self._marks: dict[tuple[Any, Any], Mark] = {}
        self._rows: dict[tuple[Mark, date], int] = {}

    def read(self, row: int) -> None:
        """Take a row's count in; what is wrong with it is kept."""
        block, columns = self._table.block, self._table.columns
        typed = block.at(row, columns["date"])
        day = self._dates.read(typed)
        if day is None:
            self.faults.add(
                "date", row, f"{_said(typed)} is no date, so the row is left out.",
                "Type the day as 14/10/2013.",
            )  # fmt: skip
            return
        if day > self._today:
            self.faults.add(
                "future", row, f"{day:%d/%m/%Y} has not come yet, so the row is left out.", "Put the date right."
            )  # fmt: skip
            return
        place = columns.get("place")
        mark = self._mark(block.at(row, columns["measure"]), None if place is None else block.at(row, place))
        if is_percentage(self.names[mark][0]):
            self.faults.add(
                "measure", row, f"'{self.names[mark][0]}' is no count, and only counts add up: its rows are left out.",
                "Give the counts behind it.",
            )  # fmt: skip
            return
        count = self._count(row, block.at(row, columns["count"]))
        self.days.add(day)
        if count is not None:
            self._take(row, mark, day, count)

    def _mark(self, measure: Any, place: Any) -> Mark:
        if (measure, place) not in self._marks:
            names = shown(measure), shown(place)
            where = place_key(names[1])
            mark = name_key(names[0]), "" if where == self._force else where
            self._marks[measure, place] = mark
            self.names.setdefault(mark, (names[0], names[1] if mark[1] else ""))
        return self._marks[measure, place]

    def _count(self, row: int, value: Any) -> int | None:
        if isinstance(value, float) and value.is_integer():
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        said = read_figure(value) if isinstance(value, str) else None
        if said is not None and said.unit not in _SHARES and said.value.denominator == 1:
            return int(said.value)
        self.faults.add(
            "count", row, f"{_said(value)} is no count, so the row is left out.", "Type the number of crimes."
        )
        return None

    def _take(self, row: int, mark: Mark, day: date, count: int) -> None:
        measure, place = self.names[mark]
        where = f"'{measure}'" + (f" in {place}" if place else "")
        if count < 0:
            # A correction: it is added to the day, and there may be several of one day.
            self.faults.add(
                "below zero", row, f"{where} is below zero on {day:%d/%m/%Y}: it is taken as a correction and added.",
                "Put the day that it corrects right, if that is known.",
            )  # fmt: skip
        elif (mark, day) in self._rows:
            first = cell_address(self._rows[mark, day], self._table.columns["count"])
            self.faults.add(
                "twice", row, f"{where} has two counts for {day:%d/%m/%Y}, first in {first}: the first counts.",
                "Keep one row of it, or add them up.",
            )  # fmt: skip
            return
        else:
            self._rows[mark, day] = row
        days = self.counts.setdefault(mark, {})
        days[day] = days.get(day, 0) + count


def _said(value: Any) -> str:
    return f"'{shown(value)}'" if not is_blank(value) else "A blank cell"
