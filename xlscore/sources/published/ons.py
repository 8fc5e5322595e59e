"""The police force area tables of the Office for National Statistics: numbers of offences in a year, by offence group and force.

A figure of the year ending in a month is none of that month: it is a figure of *Published*, with its release and its period.
Of the tables of a release only the one with numbers of offences is read; rates, changes, knife offences and incidents are named.
Forces are known by their codes, offence groups that add others up by their figures, since both are called otherwise from
release to release.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import takewhile
from typing import Final

from xlscore.rules.figures_dates import day_said
from xlscore.rules.month_headings import words_of
from xlscore.rules.periods import YEAR
from xlscore.rules.problems import Problem
from xlscore.rules.series import months_later
from xlscore.rules.words import counted_in_words, quoted, tidy
from xlscore.sources.counted import FileCounts, Left, Published, Release
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import FileKind, Glimpse
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming
from xlscore.sources.published.areas import area_name, is_force, place_of_force
from xlscore.sources.published.force_table import (
    ForceTable,
    area_heading,
    find_force_table,
    title_of,
    year_ending,
)
from xlscore.sources.published.further import further_figures, is_table_of_forces, said_of_further
from xlscore.sources.published.parts import parts_of_columns
from xlscore.sources.releases import lines_of, month_in_name, release_of
from xlscore.sources.tables.figures import NoCount, count_in
from xlscore.sources.tables.pages import SourcePage, SourceRow, read_pages
from xlscore.sources.tables.said import said_of_others

__all__ = ["ONS_PFA", "PUBLISHER"]

PUBLISHER: Final = "Office for National Statistics"
_LATER_ISSUE: Final = re.compile(r"corrected|correction|revised|amended|(?<![a-z])v(\d)(?!\d)", re.IGNORECASE)
_NOTES: Final = frozenset({"notes", "contents", "cover", "cover sheet", "information"})
_MARK: Final = re.compile(r"\+|\[\w{1,3}\]")
"""What stands for a figure that is suppressed, beside two dots, a dash and N/A."""


def _fits(glimpse: Glimpse) -> bool:
    """Return whether a file has a sheet that is headed as a police force area table."""
    for leaf in glimpse.leaves:
        page = SourcePage(
            leaf.name, tuple(SourceRow(number, cells) for number, cells in enumerate(leaf.rows, 1))
        )
        if area_heading(page) is not None and "police force area" in words_of(title_of(page)):
            return True
    return False


def _read(glimpse: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    pages = tuple(read_pages(glimpse))
    tables = [table for page in pages if (table := find_force_table(page)) is not None]
    if not tables:
        raise SourceError(
            f"'{glimpse.name}' has no table of numbers of offences by police force area.",
            "Fetch the whole release.",
        )
    table = tables[0]
    last = year_ending(table.title)
    if last is None:
        raise SourceError(
            f"The title of {quoted(table.page.name)} in '{glimpse.name}' says no year ending.",
            "Fetch the release again.",
        )
    read = _Reading(glimpse.name, table, naming)
    release = _release(glimpse, pages, told, last)
    besides = [page for page in pages if page is not table.page]
    further = further_figures(besides, naming, PUBLISHER, release, last)
    published = (*read.figures(release, last), *further)
    others = [tidy(page.name) for page in besides if not is_table_of_forces(page)]
    return FileCounts(
        glimpse.name,
        ONS_PFA.word,
        read.rows,
        read.counted,
        dict(read.left),
        read.unknown,
        {},
        (),
        release,
        is_table=True,
        published=published,
        unknown_measures=dict(read.measures),
        unknown_places=dict(read.places),
        said=(
            *([f"Numbers of offences are those of {quoted(tidy(table.page.name))}."] if besides else []),
            *said_of_others(others),
            *said_of_further(besides, last),
            *read.said,
        ),
        problems=(*_disagreeing(glimpse, pages, last), *read.problems),
    )


ONS_PFA = FileKind("ons-pfa", "a release of the police force area tables", _fits, _read)


class _Reading:
    """What the rows of the table come to."""

    def __init__(self, file: str, table: ForceTable, naming: Naming) -> None:
        self._file, self._table, self._naming = file, table, naming
        self.left: Counter[Left] = Counter()
        self.measures: Counter[str] = Counter()
        self.places: Counter[str] = Counter()
        self.problems: list[Problem] = []
        self.said: list[str] = []
        self.rows = self.counted = self.unknown = 0
        self._columns = tuple(table.columns)
        self._figures = [[self._figure(row, column) for column in self._columns] for row in table.rows]
        self._forces = [is_force(*self._called(row)) for row in table.rows]
        self._settle_twins()
        of_forces = [figures for figures, force in zip(self._figures, self._forces, strict=True) if force]
        self._parts = parts_of_columns(list(zip(*of_forces, strict=True))) if of_forces else {}

    def figures(self, release: Release, last: date) -> Iterator[Published]:
        """Yield the figures of the forces that the workbook knows, or all where it has no list of places."""
        first = months_later(last, 1 - YEAR)
        taken = self._taken()
        every = frozenset(at for columns in taken.values() for at in columns)
        unknown = [at for at in range(len(self._columns)) if not self._naming.measures(self._heading(at))]
        self._compare()
        for row, figures, force in zip(self._table.rows, self._figures, self._forces, strict=True):
            self.rows += 1
            if not force:
                self.left[Left.TOTAL] += 1
                continue
            name, code = self._called(row)
            place = place_of_force(name, code, self._naming)
            if place is None or not taken:
                self.unknown += 1
                if place is None:
                    self.places[name] += 1
                continue
            if all(value is None for value in figures):
                self.left[Left.NO_COUNT] += 1
                self.said.append(f"{name} has no figure.")
                continue
            self.counted += 1
            for at in unknown:
                self.measures[self._heading(at)] += figures[at] is not None
            for measure, columns in taken.items():
                values = [figures[at] for at in columns]
                told = [value for value in values if value is not None]
                if len(told) == len(values):
                    is_leaf = not any(self._below(at) & every for at in columns)
                    value = sum(told, Fraction(0))
                    yield Published(measure, place, PUBLISHER, release.name, first, last, value, is_leaf)

    def _heading(self, at: int) -> str:
        return self._table.columns[self._columns[at]]

    def _taken(self) -> dict[str, tuple[int, ...]]:
        """Return the columns that are added up for each measure that the workbook knows: none beside one that it is a part of."""
        found: dict[str, list[int]] = {}
        for at in range(len(self._columns)):
            names = self._naming.measures(self._heading(at))
            if len(names) == 1:
                found.setdefault(names[0], []).append(at)
        return {
            measure: tuple(at for at in columns if not any(at in self._below(above) for above in columns))
            for measure, columns in found.items()
        }

    def _below(self, at: int) -> frozenset[int]:
        """Return the columns that are parts of one, and of its parts."""
        parts = self._parts.get(at, ())
        return frozenset(parts).union(*(self._below(part) for part in parts))

    def _called(self, row: SourceRow) -> tuple[str, str]:
        code = row.at(self._table.code) if self._table.code else None
        return area_name(str(row.at(self._table.name))), tidy(str(code)) if isinstance(code, str) else ""

    def _figure(self, row: SourceRow, column: int) -> Fraction | None:
        """Return a figure; two dots, a dash and a plus are none, anything else that is no number is a problem."""
        value = row.at(column)
        if self._table.page.is_uncomputed(row, column):
            self._report(
                row,
                column,
                "This cell has a formula that nobody has computed yet; it is left out.",
                "Save the workbook in Excel.",
            )
            return None
        found = count_in(value)
        if isinstance(found, Fraction):
            return found
        if found is NoCount.UNREAD and not _MARK.fullmatch(str(value).strip()):
            self._report(
                row,
                column,
                f"{quoted(value)} is no number of offences; it is left out.",
                "Fetch the release again.",
            )
        return None

    def _settle_twins(self) -> None:
        """Of two rows of one name without codes the first is the region, as with the West Midlands."""
        seen: dict[str, int] = {}
        for at, row in enumerate(self._table.rows):
            name, code = self._called(row)
            if code or not self._forces[at]:
                continue
            if name in seen:
                self._forces[seen[name]] = False
            seen[name] = at

    def _compare(self) -> None:
        """Report what does not add up: a group of offences and its parts in a row, a region or nation and its forces in a column."""
        for row, figures in zip(self._table.rows, self._figures, strict=True):
            for above, parts in self._parts.items():
                values = [figures[at] for at in parts]
                whole = figures[above]
                if whole is None or any(value is None for value in values):
                    continue
                come_to = sum((value for value in values if value is not None), Fraction(0))
                if come_to != whole:
                    heading = self._heading(above)
                    self._report(
                        row,
                        self._columns[above],
                        f"{heading} is {int(whole):,} and its parts come to {int(come_to):,}.",
                        "Ask the publisher; the parts were taken.",
                    )
        for at, force in enumerate(self._forces):
            if not force:
                self._compare_area(at)

    def _compare_area(self, at: int) -> None:
        """Report the figures of a region or nation that its forces do not come to."""
        below = self._forces_of(at)
        row, own = self._table.rows[at], self._figures[at]
        if not below or "excluding" in self._called(row)[0].lower():
            return
        sums = [
            sum((self._figures[force][at] or Fraction(0) for force in below), Fraction(0))
            for at in range(len(own))
        ]
        wrong = [column for column, whole in enumerate(own) if whole is not None and whole != sums[column]]
        if wrong:
            first = wrong[0]
            more = f", and {counted_in_words(len(wrong) - 1, 'more column')} differ" if len(wrong) > 1 else ""
            self._report(
                row,
                self._columns[first],
                f"{self._heading(first)} of {self._called(row)[0]} is {int(own[first] or 0):,} and its forces come to {int(sums[first]):,}{more}.",
                "Ask the publisher, or look whether rows are missing; the forces were taken.",
            )

    def _forces_of(self, at: int) -> list[int]:
        """Return the rows of the forces that an area adds up: all for the whole, by their codes for a nation, else those that follow."""
        name, code = self._called(self._table.rows[at])
        forces = [number for number, force in enumerate(self._forces) if force]
        bare = words_of(name)
        if code.startswith("K0") or bare.startswith("england and wales"):
            return forces
        if code.startswith("E92") or bare == "england":
            return [
                number for number in forces if self._called(self._table.rows[number])[1].startswith("E23")
            ]
        behind = takewhile(lambda number: self._forces[number], range(at + 1, len(self._forces)))
        return [
            number
            for number in behind
            if "transport police" not in words_of(self._called(self._table.rows[number])[0])
        ]

    def _report(self, row: SourceRow, column: int, what: str, do: str) -> None:
        self.problems.append(Problem(self._file, self._table.page.place(row.number, column), what, do))


def _said(month: date) -> str:
    """Return a month as a title says it.

    >>> _said(date(2019, 3, 1))
    'March 2019'
    """
    return day_said(month).partition(" ")[2]


def _release(glimpse: Glimpse, pages: Sequence[SourcePage], told: Meanings, last: date) -> Release:
    """Return which release it is: by the year's end; a corrected issue comes a day behind the one that it corrects."""
    if any(line.release for line in lines_of(glimpse, told)):
        return release_of(glimpse, told, last)
    issue = _LATER_ISSUE.search(glimpse.name) or next(
        (m for page in pages if (m := _LATER_ISSUE.search(page.name))), None
    )
    name = f"year ending {_said(last)}"
    if issue is None:
        return Release(name, last)
    days = int(issue[1]) - 1 if issue[1] else 1
    return Release(f"{name} ({issue[0].lower()})", last + timedelta(days=days))


def _disagreeing(glimpse: Glimpse, pages: Sequence[SourcePage], last: date) -> Iterator[Problem]:
    """Yield a problem where the notes or the name of a file say another year than the title of its table."""
    others = {"its name": month_in_name(glimpse.name)}
    for page in pages:
        if page.rows and words_of(page.name) in _NOTES:
            others[f"the sheet {quoted(page.name)}"] = year_ending(str(page.rows[0].at(1)))
    for where, month in others.items():
        if month is not None and month != last:
            yield Problem(
                glimpse.name, "", f"The title says the year ending {_said(last)}, and {where} {_said(month)}.", "Check which release it is; the title's was taken.",
            )  # fmt: skip
