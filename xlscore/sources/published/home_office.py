"""The Home Office's open data by quarter and force: outcomes of crimes, or offences, a row for each kind of them.

A quarter is no month: its counts are figures of *Published*. In outcomes those recorded in the quarter are counted, whenever
the offence was; "NA" is no figure, as for offences that have no outcome yet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.month_headings import words_of
from xlscore.rules.periods import QUARTER
from xlscore.rules.problems import Problem
from xlscore.rules.quarterly.quarters import read_quarter
from xlscore.rules.series import months_later
from xlscore.rules.words import counted_in_words, quoted, tidy
from xlscore.sources.counted import FileCounts, Left, Published
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import FileKind, Glimpse
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming, measures_of_two_levels
from xlscore.sources.published.areas import area_name, place_of_force
from xlscore.sources.releases import release_of
from xlscore.sources.tables.figures import NoCount, count_in
from xlscore.sources.tables.pages import SourcePage, SourceRow, open_pages
from xlscore.sources.tables.said import said_of_hidden, said_of_others

__all__ = ["HOME_OFFICE", "PUBLISHER"]

PUBLISHER: Final = "Home Office"
_YEAR, _QUARTER, _FORCE = "financial year", "financial quarter", "force name"
_COUNTS: Final = (
    "force outcomes recorded in quarter",
    "number of offences",
    "offence count",
    "offences",
)
"""The heading of the counts, the first of these that a file has."""
_LEVELS: Final = (
    ("offence subgroup", "outcome group"),
    ("offence group", "offence subgroup"),
    ("offence group", "offence sub group"),
)
"""The two levels of a row's type: of outcomes the offence and what became of it, of offences the group and its part."""
_FINANCIAL: Final = re.compile(r"(?:19|20)\d\d ?[/-] ?(?:20)?\d\d")
_MOST_PROBLEMS: Final = 10


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the cells of a row stand."""

    year: int
    quarter: int
    force: int
    major: int
    minor: int
    count: int


@dataclass
class _Group:
    """The rows of one type, force and quarter, how many of them have a count, and what these come to."""

    rows: int = 0
    counted: int = 0
    sum: Fraction = Fraction(0)

    @property
    def silent(self) -> int:
        """Return how many of its rows have no count."""
        return self.rows - self.counted


@dataclass
class _Reading:
    """What the rows of a file come to, by type, force and quarter."""

    file: str
    today: date
    rows: int = 0
    left: Counter[Left] = field(default_factory=Counter)
    groups: dict[tuple[str, str, str, date], _Group] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    _unread: int = 0
    _quarters: dict[tuple[object, object], date | None] = field(default_factory=dict)

    def add(self, page: SourcePage, row: SourceRow, columns: _Columns) -> bool:
        """Add a row to its group; False for a line that is none."""
        told = row.at(columns.year), row.at(columns.quarter)
        if told not in self._quarters:
            self._quarters[told] = _quarter(*told)
        quarter = self._quarters[told]
        major, minor, force = (
            _text(row.at(column)) for column in (columns.major, columns.minor, columns.force)
        )
        # The headings may stand there again, above the rows of another year.
        if not any((major, minor, force)) or (quarter is None and _columns(row.cells) is not None):
            return False
        self.rows += 1
        if quarter is None:
            self.left[Left.DATE] += 1
            self._report(
                page,
                row,
                columns.year,
                f"{quoted(told[0])}, quarter {quoted(told[1])} is no quarter of a financial year; the row is left out.",
            )
        elif _last_month(quarter) > self.today:
            self.left[Left.FUTURE] += 1
        else:
            group = self.groups.setdefault((major, minor, force, quarter), _Group())
            group.rows += 1
            found = count_in(row.at(columns.count))
            if isinstance(found, Fraction):
                group.counted += 1
                group.sum += found
            elif found is NoCount.UNREAD or page.is_uncomputed(row, columns.count):
                self._report(
                    page, row, columns.count, f"{quoted(row.at(columns.count))} is no count; it is left out."
                )
        return True

    def say(self) -> None:
        """Say what is left out, once all rows are there."""
        silent = sum(group.silent for group in self.groups.values())
        if silent:
            self.said.append(f"No figure is given (NA) in {counted_in_words(silent, 'row')}.")
        if self.left[Left.FUTURE]:
            self.said.append("Quarters that are not over yet are left out.")
        if self._unread > _MOST_PROBLEMS:
            self.problems.append(
                Problem(
                    self.file,
                    "",
                    f"{self._unread - _MOST_PROBLEMS:,} more cells cannot be read.",
                    "Fetch it again.",
                )
            )

    def _report(self, page: SourcePage, row: SourceRow, column: int, what: str) -> None:
        self._unread += 1
        if self._unread <= _MOST_PROBLEMS:
            self.problems.append(
                Problem(self.file, page.place(row.number, column), what, "Fetch it again, or correct it.")
            )


def _fits(glimpse: Glimpse) -> bool:
    """Return whether a file is headed as the open data by quarter and force are."""
    return any(_columns(cells) is not None for leaf in glimpse.leaves for cells in leaf.rows)


def _read(glimpse: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    read = _grouped(glimpse, told.today or date.today())
    quarters = sorted({quarter for *_, quarter in read.groups})
    if not read.rows:
        raise SourceError(f"'{glimpse.name}' has no row below its headings.", "Fetch it again.")
    last = _last_month(quarters[-1]) if quarters else date.today().replace(day=1)
    release = release_of(glimpse, told, last)
    sums = _Sums.of(read, naming)
    return FileCounts(
        glimpse.name,
        HOME_OFFICE.word,
        read.rows,
        sums.counted,
        {why: number for why, number in read.left.items() if number},
        sums.unknown,
        {},
        (),
        release,
        is_table=True,
        published=tuple(
            Published(measure, place, PUBLISHER, release.name, quarter, _last_month(quarter), value)
            for (measure, place, quarter), value in sums.published.items()
        ),
        unknown_measures=dict(sums.measures),
        unknown_places=dict(sums.places),
        said=tuple(read.said),
        problems=tuple(read.problems),
    )


@dataclass
class _Sums:
    """What the groups of rows come to in the workbook's names."""

    published: dict[tuple[str, str, date], Fraction] = field(default_factory=dict)
    measures: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    counted: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, read: _Reading, naming: Naming) -> _Sums:
        """Return the sums; rows that have no count are left out."""
        sums, names = cls(), _names(read, naming)
        for (major, minor, force, quarter), group in read.groups.items():
            called, known = names[major, minor]
            place = place_of_force(area_name(force), "", naming)
            if place is None:
                sums.places[area_name(force)] += group.rows
            if len(known) != 1:
                sums.measures[called] += group.rows
            if place is None or len(known) != 1:
                sums.unknown += group.rows
                continue
            sums.counted += group.counted
            read.left[Left.NO_COUNT] += group.silent
            if group.counted:
                key = (known[0], place, quarter)
                sums.published[key] = sums.published.get(key, Fraction(0)) + group.sum
        return sums


HOME_OFFICE = FileKind(
    "home-office",
    "outcomes or offences by quarter and force, as the Home Office publishes them",
    _fits,
    _read,
)


def _grouped(glimpse: Glimpse, today: date) -> _Reading:
    """Return the rows of a file by type, force and quarter."""
    read = _Reading(glimpse.name, today)
    aside = []
    for page, rows in open_pages(glimpse):
        columns = next((found for row in rows if (found := _columns(row.cells)) is not None), None)
        if columns is None:
            aside.append(page.name)
            continue
        hidden = sum(read.add(page, row, columns) and row.number in page.hidden for row in rows)
        read.said += said_of_hidden(page, hidden)
    read.said += said_of_others(aside)
    read.say()
    return read


def _columns(cells: tuple[object, ...]) -> _Columns | None:
    """Return where the cells of a row stand below a heading, None where a line is none."""
    at = {
        words_of(cell): column
        for column, cell in reversed(list(enumerate(cells, 1)))
        if isinstance(cell, str)
    }
    count = next((at[text] for text in _COUNTS if text in at), None)
    levels = next((pair for pair in _LEVELS if pair[0] in at and pair[1] in at), None)
    if count is None or levels is None or not {_YEAR, _QUARTER, _FORCE} <= at.keys():
        return None
    return _Columns(at[_YEAR], at[_QUARTER], at[_FORCE], at[levels[0]], at[levels[1]], count)


def _text(value: object) -> str:
    return tidy(value) if isinstance(value, str) else "" if value is None else str(value)


def _quarter(year: object, quarter: object) -> date | None:
    """Return the first month of a quarter of a financial year, which begins in April; None for what is none.

    >>> str(_quarter("2018/19", "4")), str(_quarter("2018-19", "Q1")), _quarter("2018/20", 1), _quarter("2018/19", 5)
    ('2019-01-01', '2018-04-01', None, None)
    """
    if _FINANCIAL.fullmatch(_text(year)) is None:
        return None
    number = _text(quarter).upper().removeprefix("Q").removesuffix(".0").strip()
    last = read_quarter(f"Q{number} {_text(year)}")
    return None if last is None else months_later(last, 1 - QUARTER)


def _last_month(quarter: date) -> date:
    return months_later(quarter, QUARTER - 1)


def _names(read: _Reading, naming: Naming) -> Mapping[tuple[str, str], tuple[str, tuple[str, ...]]]:
    """Return, for each type, what the file calls it and the measures that go by that name."""
    pairs = list(dict.fromkeys((major, minor) for major, minor, *_ in read.groups))
    full = measures_of_two_levels(pairs)
    return {pair: (full[pair], naming.measures(full[pair])) for pair in pairs}
