"""Files of one call as one unit, and what the unit makes of the counts that stand already: new, revised, kept, and why.

Rows of several files add. Where a file names a measure and a place and has no row of them in a month that it covers, the
count is 0; what it does not name, or a month that it does not cover, is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import product
from typing import Final

from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.rules.words import counted_in_words, name_key
from xlscore.sources.counted import FileCounts, Mark, Release, said_count
from xlscore.sources.meanings import Meanings

__all__ = [
    "Brought",
    "MergedFiles",
    "MonthStanding",
    "Settlement",
    "said_mark",
    "settle",
    "unite",
]

_TOTAL: Final = re.compile(r"\b(?:all|total)\b", re.IGNORECASE)
"""What heads a sum of everything."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A count that the unit brings for a measure, a place and a month: of which release, and up to which day of a month cut short."""

    value: Fraction
    release: date
    until: date | None = None


@dataclass(frozen=True)
class MergedFiles:
    """What the files of one call come to together."""

    counts: Mapping[Mark, Brought]
    files: tuple[FileCounts, ...] = ()
    """The files with the smallest parts as their counts, as they were given."""
    problems: tuple[Problem, ...] = ()
    covered: Mapping[tuple[str, date], date] = field(default_factory=dict)
    """The newest release that covers a measure in a month."""

    @property
    def kept(self) -> tuple[FileCounts, ...]:
        """Return the files as the store keeps them: 0 where they name a measure and a place and have no row."""
        return tuple(replace(file, months=_with_zeros(file)) for file in self.files)

    @property
    def days(self) -> Mapping[Mark, Fraction]:
        """Return the counts of their days, those of the smallest parts."""
        found: dict[Mark, Fraction] = {}
        for file in self.files:
            pairs = _pairs(file)
            for mark, value in file.days.items():
                if mark[:2] in pairs:
                    found[mark] = found.get(mark, Fraction(0)) + value
        return found

    @property
    def months(self) -> tuple[date, ...]:
        """Return its months, oldest first."""
        return tuple(sorted({month for _, _, month in self.counts}))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return its measures and places as they come, the series that it has counts of."""
        return tuple(dict.fromkeys((measure, place) for measure, place, _ in self.counts))


def unite(files: Sequence[FileCounts], told: Meanings) -> MergedFiles:
    """Return the unit of the files.

    Of two files whose releases an officer told, the newer one's count holds where both have one. Of others the counts add,
    and that is a problem unless their rows have references. Only the smallest parts are in it: what a file has of a force
    beside its places, or of a measure or place beside its parts, is held against these.
    """
    above = _Above(told)
    leaves = tuple(above.leaves_of(file) for file in files)
    told_releases = frozenset(line.release for line in told.sources if line.release)
    found: dict[Mark, Brought] = {}
    origin: dict[Mark, FileCounts] = {}
    both: dict[tuple[str, str], list[Mark]] = {}
    covered: dict[tuple[str, date], date] = {}
    for file in sorted(leaves, key=lambda each: each.release.order):
        for measure, month in product({measure for measure, _, _ in file.months}, file.covered):
            covered[measure, month] = file.release.order
        for mark, value in _with_zeros(file).items():
            here = Brought(value, file.release.order, file.part.get(mark[2]))
            before = found.get(mark)
            if before is None or _replaces(file.release, origin[mark].release, told_releases):
                found[mark] = here
            else:
                found[mark] = _added(before, here)
                other = origin[mark]
                rows = mark in other.months and mark in file.months
                if rows and not (other.has_references and file.has_references):
                    both.setdefault((other.file, file.file), []).append(mark)
            if before is None or mark in file.months:
                origin[mark] = file
    problems = [
        *(problem for file in leaves for problem in above.against_own_sums(file)),
        *(_twice(*names, marks) for names, marks in both.items()),
    ]
    return MergedFiles(found, leaves, tuple(problems), covered)


def _replaces(newer: Release, older: Release, told: Collection[str]) -> bool:
    return newer.order > older.order and newer.name in told and older.name in told


def _added(one: Brought, other: Brought) -> Brought:
    days = [each.until for each in (one, other)]
    until = None if None in days else max(day for day in days if day is not None)
    return Brought(one.value + other.value, max(one.release, other.release), until)


def _with_zeros(file: FileCounts) -> dict[Mark, Fraction]:
    """Return a file's counts, 0 for what it names and has no row of in a month that it covers."""
    pairs = _pairs(file)
    if not file.is_table:
        places = [place for _, place in pairs if place]
        measures = [measure for measure, place in pairs if place]
        pairs |= dict.fromkeys(product(dict.fromkeys(measures), dict.fromkeys(places)))
    named = ((measure, place, month) for measure, place in pairs for month in file.covered)
    return {mark: Fraction(0) for mark in named if mark not in file.silent} | dict(file.months)


def _twice(one: str, other: str, marks: Sequence[Mark]) -> Problem:
    besides = len(marks) - 1
    more = f" and {besides:,} more count{'s' if besides > 1 else ''} are" if besides else " is"
    return Problem(
        other, "",
        f"{said_mark(marks[0])}{more} in '{one}' too; their rows have no references, so a crime in both is counted twice.",
        "Leave one of the files out, or tell in Sources which column is the reference, or which release each is.",
    )  # fmt: skip


def said_mark(mark: Mark) -> str:
    """Return a measure, place and month as a sentence names them.

    >>> said_mark(("Burglary", "", date(2019, 1, 1))), said_mark(("Burglary", "North", date(2019, 1, 1)))
    ("'Burglary' in Jan 2019", "'Burglary' in North in Jan 2019")
    """
    measure, place, month = mark
    return f"'{measure}'" + (f" in {place}" if place else "") + f" in {month_name(month)}"


class _Above:
    """What measures and places are parts of, by the workbook and by a file."""

    def __init__(self, told: Meanings) -> None:
        self._measures = {name_key(each.measure): name_key(each.parent) for each in told.measures}
        self._places = {name_key(each.place): name_key(each.parent) for each in told.places}
        self._force = name_key(told.own_force)

    def leaves_of(self, file: FileCounts) -> FileCounts:
        """Return a file with those of its counts of which others are parts among its sums."""
        whole: set[tuple[str, str]] = set()
        for pair in _pairs(file):
            whole |= self._above(*pair, file) - {(name_key(pair[0]), self._place(pair[1]))}
        sums = {mark for mark in file.months if (name_key(mark[0]), self._place(mark[1])) in whole}
        if not sums:
            return file
        leaves = {mark: value for mark, value in file.months.items() if mark not in sums}
        return replace(file, months=leaves, sums={**file.sums, **{m: file.months[m] for m in sums}})

    def against_own_sums(self, file: FileCounts) -> Iterator[Problem]:
        """Yield where a file's own figure of a parent is not the sum of its parts, once for each measure and place."""
        if not file.sums:
            return
        under: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for pair in _pairs(file):
            for above in self._above(*pair, file):
                under.setdefault(above, []).append(pair)
        known = {measure for measure, _ in under}
        wrong: dict[tuple[str, str], list[tuple[date, Fraction, Fraction]]] = {}
        for (measure, place, month), own in file.sums.items():
            name = name_key(measure)
            if name not in known and _TOTAL.search(measure):
                name = ""
            parts = under.get((name, self._place(place)), ())  # none: a crime that names the area alone
            come_to = sum((file.months.get((*part, month), Fraction(0)) for part in parts), Fraction(0))
            if come_to != own:
                wrong.setdefault((measure, place), []).append((month, own, come_to))
        for (measure, place), months in wrong.items():
            month, own, come_to = min(months)
            more = (
                f", and {counted_in_words(len(months) - 1, 'month')} more differ" if len(months) > 1 else ""
            )
            yield Problem(
                file.file, "",
                f"{said_mark((measure, place, month))} is {said_count(own)} in the file, and its parts come to {said_count(come_to)}{more}.",
                "Ask whose figures they are. The parts were taken; what nobody knows is in none of them.",
            )  # fmt: skip

    def _place(self, place: str) -> str:
        name = name_key(place)
        return "" if name == self._force else name

    def _above(self, measure: str, place: str, file: FileCounts) -> set[tuple[str, str]]:
        """Return the measures and places that a pair is in, itself among them; the measure "" is everything."""
        own = {name_key(name): name_key(parent) for name, parent in file.parents.items()}
        measures = {*_chain(name_key(measure), own), *_chain(name_key(measure), self._measures), ""}
        return set(product(measures, {*_chain(self._place(place), self._places), ""}))


def _pairs(file: FileCounts) -> dict[tuple[str, str], None]:
    return dict.fromkeys((measure, place) for measure, place, _ in file.months)


def _chain(name: str, parents: Mapping[str, str]) -> list[str]:
    """Return a name and what it is a part of, up to the top."""
    found = [name]
    while (above := parents.get(found[-1], "")) and above not in found:
        found.append(above)
    return found


class Settlement(Enum):
    """What becomes of a count in a cell."""

    NEW = "new"
    SAME = "same"
    REVISED = "revised"
    COMPLETED = "completed"
    """A month that was cut short is whole now, or goes on to a later day: no revision."""
    OLDER = "older"
    """It is of an older release than what stands there."""
    TYPED = "typed"
    """A person typed another figure."""


@dataclass(frozen=True, slots=True)
class MonthStanding:
    """What stands in a cell: its count (None: blank), and what a file last brought there."""

    value: Fraction | None
    written: Brought | None = None
    readable: bool = True
    """False for a formula, a text or an error of a person."""

    @property
    def is_ours(self) -> bool:
        """Return whether it is what a file brought and nobody typed over."""
        return self.written is not None and self.written.value == self.value


def settle(brought: Brought, standing: MonthStanding) -> Settlement:
    """Return what becomes of a count where something stands.

    >>> march, april = date(2019, 3, 1), date(2019, 4, 1)
    >>> settle(Brought(Fraction(5), april), MonthStanding(Fraction(4), Brought(Fraction(4), march))).value
    'revised'
    >>> settle(Brought(Fraction(5), march), MonthStanding(Fraction(4), Brought(Fraction(4), april))).value
    'older'
    >>> settle(Brought(Fraction(5), april), MonthStanding(Fraction(4))).value
    'typed'
    """
    if not standing.readable:
        return Settlement.TYPED
    if standing.value is None:
        return Settlement.NEW
    if standing.value == brought.value:
        return Settlement.SAME
    if not standing.is_ours or standing.written is None:
        return Settlement.TYPED
    if brought.release < standing.written.release:
        return Settlement.OLDER
    cut = standing.written.until
    if cut is not None and (brought.until is None or brought.until > cut):
        return Settlement.COMPLETED
    return Settlement.REVISED
