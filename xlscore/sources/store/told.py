"""What a call of `import` is to the store: the releases that its files are, and what came of keeping them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TypeAlias

from xlscore.rules.words import name_key
from xlscore.sources.counted import Counts, FileCounts, Mark, Release

__all__ = ["CallRelease", "Kept", "Key", "Refused", "Revision", "Stored", "key_of", "units_of"]

Key: TypeAlias = "tuple[str, str, date]"


@dataclass(frozen=True, slots=True)
class Revision:
    """A month that a newer release says otherwise."""

    measure: str
    place: str
    month: date
    was: Fraction
    now: Fraction


@dataclass(frozen=True, slots=True)
class Refused:
    """What a release says of months that a newer one has spoken of: not taken."""

    files: tuple[str, ...]
    release: Release
    newer: Release
    counts: Counts


@dataclass(frozen=True, slots=True)
class Kept:
    """What one release said of a measure, a place and a month."""

    release: Release
    files: tuple[str, ...]
    imported: str
    count: Fraction
    until: date | None
    """The last day of a month that was cut short."""


@dataclass(frozen=True)
class Stored:
    """What came of keeping the files of one call."""

    releases: tuple[Release, ...]
    """Those that the store had not: none where the same files came again."""
    standing: Counts
    """What stands now wherever the files speak, by their names: this is what the workbook shows."""
    new: tuple[Mark, ...]
    revised: tuple[Revision, ...]
    completed: tuple[Mark, ...]
    """Months that were cut short and now reach further: no revision."""
    refused: tuple[Refused, ...]
    left: Counts
    """What stands of a measure and month that the files cover, at places that they leave out."""


@dataclass(frozen=True)
class CallRelease:
    """The files of one call that are one release: their rows add."""

    files: tuple[FileCounts, ...]

    @property
    def release(self) -> Release:
        """Return the release that they are."""
        return self.files[0].release

    @property
    def dated(self) -> bool:
        """Return whether any of them told days."""
        return any(file.days for file in self.files)

    @cached_property
    def months(self) -> Mapping[Mark, Fraction]:
        """Return their counts by month."""
        return _added(file.months for file in self.files)

    @cached_property
    def days(self) -> Mapping[Mark, Fraction]:
        """Return their counts by day."""
        return _added(file.days for file in self.files)

    @cached_property
    def part(self) -> Mapping[date, date]:
        """Return the last day of each month that one of them cuts short; the earliest, for the sum is whole to there."""
        found: dict[date, date] = {}
        for file in self.files:
            for month, last in file.part.items():
                found[month] = min(last, found.get(month, last))
        return found

    @cached_property
    def covered(self) -> frozenset[date]:
        """Return the months that one of them covers."""
        return frozenset(month for file in self.files for month in file.covered)

    @cached_property
    def digest(self) -> str:
        """Return what two units share that say the same, however their files are called."""
        told = hashlib.sha256(repr((self.release.name, self.release.order.isoformat())).encode())
        for counts in (self.months, self.days):
            marked = sorted((*key_of(mark), figure) for mark, figure in counts.items())
            told.update(repr([(m, p, day.isoformat(), str(figure)) for m, p, day, figure in marked]).encode())
        told.update(repr(sorted((m.isoformat(), d.isoformat()) for m, d in self.part.items())).encode())
        return told.hexdigest()


def units_of(files: Sequence[FileCounts]) -> list[CallRelease]:
    """Return the releases of a call, oldest first, so that the newest has the last word."""
    found: dict[Release, list[FileCounts]] = {}
    for file in files:
        found.setdefault(file.release, []).append(file)
    return sorted((CallRelease(tuple(each)) for each in found.values()), key=lambda unit: unit.release.order)


def key_of(mark: Mark) -> Key:
    """Return what two marks share whose names are spelt otherwise."""
    measure, place, day = mark
    return _key_of_name(measure), _key_of_name(place), day


@lru_cache(maxsize=1 << 16)
def _key_of_name(name: str) -> str:
    return name_key(name)


def _added(counts: Iterable[Counts]) -> dict[Mark, Fraction]:
    found: dict[Key, tuple[Mark, Fraction]] = {}
    for each in counts:
        for mark, figure in each.items():
            key = key_of(mark)
            spelt, before = found.get(key, (mark, None))
            found[key] = spelt, figure if before is None else before + figure
    return dict(found.values())
