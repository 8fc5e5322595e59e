"""Bringing files into a workbook: read them by what the workbook tells of them, settle their counts with what stands, plan the cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from fractions import Fraction
from pathlib import PurePath
from typing import Final

import xlwings as xw

from xlscore.books.importing.answer import Imported
from xlscore.books.importing.days import plan_days
from xlscore.books.importing.meanings import read_meanings
from xlscore.books.importing.parents import plan_parents
from xlscore.books.importing.published import plan_published
from xlscore.books.importing.series import SeriesTable
from xlscore.books.importing.unknown import report_unknown
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import shown
from xlscore.rules.series import month_name
from xlscore.rules.words import listed_up_to, name_key
from xlscore.sources.counted import FileCounts, Mark, said_count
from xlscore.sources.meanings import Meanings
from xlscore.sources.merging import Brought, MergedFiles, Settlement, said_mark, settle, unite
from xlscore.sources.store.told import Revision, Stored

__all__ = ["Read", "bring_in"]

Read = Callable[[Meanings], Sequence[FileCounts]]
"""Reads the files of a call by what a workbook tells of them."""
_MOST_IN_A_ROW: Final = 3
"""So many months of a row that a person typed otherwise are a problem each; more are one problem."""
_MOST_NAMED: Final = 5


def bring_in(book: xw.Book, read: Read, stored: Stored | None = None, sheet: str | None = None) -> Imported:
    """Return what bringing files into a workbook came to, having written their months; what cannot all be written is refused.

    `stored` is what the store of counts made of them: where it has a newer release, that one's count stands. `sheet` is that of
    the monthly counts, where two would do.
    """
    return carry_out(book, "import", lambda planner: _plan(planner, read, stored, sheet), whole=True)


def _plan(planner: Planner, read: Read, stored: Stored | None, sheet: str | None) -> Imported:
    reader = Reader()
    told = read_meanings(planner, reader)
    unit = unite(read(told), told)
    files = unit.files
    for problem in (*(problem for file in files for problem in file.problems), *unit.problems):
        reader.add(problem)
    table = SeriesTable.of(planner, told.own_force, reader, sheet)
    settled = _Settled(table, reader)
    if unit.counts:
        newer = {} if stored is None else _newer(stored)
        table.make_room(unit.pairs, unit.months, reader)
        for mark, brought in unit.counts.items():
            stands = newer.get(mark)
            if stands is not None and stands.value != brought.value and brought.release < stands.release:
                settled.older.append((mark, brought, stands))
                settled.take(mark, stands)
            else:
                settled.take(mark, brought)
        settled.report()
    said = (
        *_parts(files),
        *_left_by_newer(table, unit),
        *_patterns(files, told),
        *_of_others(files),
        *plan_days(planner, unit, table, [mark for mark, *_ in settled.older], reader),
    )
    table.close()
    said += plan_parents(planner, files, unit, told, reader)
    published = plan_published(planner, files, told.own_force, reader)
    report_unknown(files, reader)
    ends = (unit.months[0], unit.months[-1]) if unit.months else ()
    return Imported(
        tuple(files),
        ends,
        len(unit.pairs),
        settled.new,
        tuple(settled.revised),
        published or 0,
        said,
        tuple(reader.problems),
        brings_anything=bool(unit.counts) or published is not None,
    )


def _newer(stored: Stored) -> dict[Mark, Brought]:
    """Return the counts of newer releases that the store has where the files speak."""
    return {
        mark: Brought(stored.standing[mark], refused.newer.order)
        for refused in stored.refused
        for mark in refused.counts
    }


@dataclass
class _Settled:
    """What became of the counts, one after the other."""

    table: SeriesTable
    reader: Reader
    new: int = 0
    revised: list[Revision] = field(default_factory=list)
    older: list[tuple[Mark, Brought, Brought]] = field(default_factory=list)
    """What was not taken, and what of a newer release stands in its place."""
    typed: dict[tuple[str, str], list[tuple[Mark, Fraction]]] = field(default_factory=dict)
    below_zero: list[tuple[Mark, Fraction]] = field(default_factory=list)

    def take(self, mark: Mark, brought: Brought) -> None:
        """Plan a count's cell by what stands there."""
        standing = self.table.standing(mark)
        outcome = settle(brought, standing)
        if outcome in (Settlement.NEW, Settlement.REVISED, Settlement.COMPLETED):
            self.table.enter(mark, brought.value)
            self.table.keep(mark, brought)
            self.new += outcome is Settlement.NEW
            if outcome is Settlement.REVISED and standing.value is not None:
                self.revised.append(Revision(*mark, standing.value, brought.value))
        elif outcome is Settlement.TYPED:
            self.table.keep(mark, None)
            self.typed.setdefault(mark[:2], []).append((mark, brought.value))
        elif outcome is Settlement.OLDER:
            self.older.append((mark, brought, standing.written or brought))
        elif (
            standing.is_ours and standing.written is not None and standing.written.release <= brought.release
        ):
            self.table.keep(mark, brought)
        if brought.value < 0 and outcome is not Settlement.OLDER:
            self.below_zero.append((mark, brought.value))

    def report(self) -> None:
        """Report what a person typed otherwise, what is below zero, and what is of an older release than what stands."""
        left = len(self.below_zero) - _MOST_NAMED
        for behind, (mark, value) in enumerate(self.below_zero[:_MOST_NAMED], 1 - _MOST_NAMED):
            more = f", as are {counted(left, 'more count')}" if behind == 0 and left > 0 else ""
            self.reader.at(
                self.table.sheet, self.table.address(mark),
                f"{said_mark(mark)} is below zero by the file: {said_count(value)}{more}.",
                "Ask whether the corrections belong to another month.",
            )  # fmt: skip
        for marks in self.typed.values():
            alone = marks if len(marks) <= _MOST_IN_A_ROW else marks[:1]
            for mark, value in alone:
                here = shown(self.table.typed(mark)) or "a formula"
                more = "" if alone is marks else f" {len(marks) - 1:,} more months of the row differ."
                self.reader.at(
                    self.table.sheet, self.table.address(mark),
                    f"{said_mark(mark)} stands as {here}, and the file says {said_count(value)}.{more}",
                    "Correct the one that is wrong; what stands is kept. Clear the cell to have it filled.",
                )  # fmt: skip
        if self.older:
            mark, brought, stands = self.older[0]
            self.reader.at(
                self.table.sheet, self.table.address(mark),
                f"{counted(len(self.older), 'count')} of the release of {month_name(brought.release)} {'is' if len(self.older) == 1 else 'are'} not taken, as a newer one, of {month_name(stands.release)}, "
                f"has others: {said_mark(mark)} stands as {said_count(stands.value)}, and the file says {said_count(brought.value)}.",
                "Bring in the newest release last; say on Sources which release a file is where its name does not.",
            )  # fmt: skip


def _parts(files: Sequence[FileCounts]) -> Iterator[str]:
    """Yield which months are cut short."""
    last: dict[date, date] = {}
    for file in files:
        last |= file.part
    for month, day in sorted(last.items()):
        yield f"{month_name(month)} is not whole: it ends on {day.day} {month_name(month)}. A year to date ends with the month before."


def _left_by_newer(table: SeriesTable, unit: MergedFiles) -> Iterator[str]:
    """Yield what stands from an older release where a newer one covers the measure and month, and leaves it out."""
    here = {(*table.pair(measure, place), month) for measure, place, month in unit.counts}
    covered = {(name_key(measure), month): release for (measure, month), release in unit.covered.items()}
    left: dict[tuple[str, str], int] = {}
    for (measure, place), month, brought in table.kept_marks():
        release = covered.get((measure, month))
        if release is not None and release > brought.release and (measure, place, month) not in here:
            left[measure, place] = left.get((measure, place), 0) + 1
    if left:
        named = [f"{table.spelt(pair)} ({counted(months, 'month')})" for pair, months in left.items()]
        yield f"The newer release leaves out, and what stood there stays: {listed_up_to(_MOST_NAMED, named)}."


def _of_others(files: Sequence[FileCounts]) -> Iterator[str]:
    """Yield how many figures of other forces do not stand in Published, which is the own force's."""
    others = sum(bool(figure.place) for file in files for figure in file.published)
    if others:
        yield f"Published is of the own force: {counted(others, 'figure')} of others are not in it."


def _patterns(files: Sequence[FileCounts], told: Meanings) -> Iterator[str]:
    """Yield the patterns of Sources that fit no file of this call."""
    names = [
        name for file in files for name in (file.file, PurePath(file.file).name, *PurePath(file.file).parts)
    ]
    for pattern in dict.fromkeys(line.pattern for line in told.sources):
        if not any(fnmatchcase(name.casefold(), pattern.casefold()) for name in names):
            yield f"'{pattern}' in Sources fits no file of this call."
