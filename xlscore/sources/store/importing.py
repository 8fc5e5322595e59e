"""One call's releases on their way into the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction

from xlscore.rules.words import name_key
from xlscore.sources.counted import Counts, Mark, Release
from xlscore.sources.store.database import Database
from xlscore.sources.store.standing import StandingCount, day_of, standing
from xlscore.sources.store.told import CallRelease, Key, Refused, Revision, Stored, key_of

__all__ = ["Import"]


class Import:
    """One call's releases on their way into the store, which nobody else writes to meanwhile."""

    def __init__(self, database: Database, units: Sequence[CallRelease]) -> None:
        self._database = database
        self._units = units
        self._marks = {key_of(mark): mark for unit in units for mark in unit.months}
        self._span = _span(units)
        self._before = standing(database, *self._span)

    def done(self) -> Stored:
        """Return what came of it, all releases kept."""
        known = {
            digest: (release, day_of(ordered))
            for release, digest, ordered in self._database.ask(
                "SELECT id, digest, ordered FROM releases ORDER BY id"
            )
        }
        again = {unit.digest: known[unit.digest][0] for unit in self._units if unit.digest in known}
        added = [
            unit
            for unit in self._units
            if unit.digest not in again or self._overtaken(unit, set(again.values()))
        ]
        self._series(added)
        ids = set(again.values()) | {self._add(unit) for unit in added}
        after = standing(self._database, *self._span)
        return self._told(tuple(unit.release for unit in added), ids, after)

    def _overtaken(self, unit: CallRelease, ours: set[int]) -> bool:
        """Return whether a release that is known stands no longer, and not because of a newer one: a later import of the same day."""
        found_before = (self._before.get(key_of(mark)) for mark in unit.months)
        return any(
            found is not None and found.release not in ours and found.of.order == unit.release.order
            for found in found_before
        )

    def _add(self, unit: CallRelease) -> int:
        release = self._next("releases")
        self._add_release(unit, release)
        self._add_counts(unit, release)
        return release

    def _add_release(self, unit: CallRelease, release: int) -> None:
        """Add the release, its files, and what became of their rows."""
        said = unit.release
        self._database.add(
            "releases",
            ("id", "name", "kind", "ordered", "imported", "digest", "dated"),
            [
                (release, said.name, unit.files[0].kind, said.order.isoformat(), _now(), unit.digest, int(unit.dated))
            ],
        )  # fmt: skip
        self._database.add(
            "files",
            ("release", "number", "file", "kind", "row_count", "counted", "unknown_rows"),
            [(release, n, f.file, f.kind, f.rows, f.counted, f.unknown) for n, f in enumerate(unit.files)],
        )
        self._database.add(
            "left_out",
            ("release", "number", "reason", "row_count"),
            [
                (release, n, why.value, rows)
                for n, f in enumerate(unit.files)
                for why, rows in f.left_out.items()
            ],
        )

    def _add_counts(self, unit: CallRelease, release: int) -> None:
        """Add the counts of its months and days."""
        ids = self._ids
        until = {month: last.isoformat() for month, last in unit.part.items()}
        self._database.add(
            "counts",
            ("series", "month", "release", "count", "per", "until"),
            [
                (
                    ids[key_of(mark)[:2]],
                    mark[2].isoformat(),
                    release,
                    figure.numerator,
                    figure.denominator,
                    until.get(mark[2]),
                )
                for mark, figure in unit.months.items()
            ],
        )
        self._database.add(
            "days",
            ("series", "month", "day", "release", "count", "per"),
            [
                (
                    ids[key_of(mark)[:2]],
                    mark[2].replace(day=1).isoformat(),
                    mark[2].isoformat(),
                    release,
                    figure.numerator,
                    figure.denominator,
                )
                for mark, figure in unit.days.items()
            ],
        )

    def _series(self, units: Iterable[CallRelease]) -> None:
        """Find the numbers of the series that the releases speak of; the spelling of the newest file is taken over."""
        stored = {
            (measure_key, place_key): (number, measure, place)
            for number, measure, place, measure_key, place_key in self._database.ask(
                "SELECT id, measure, place, measure_key, place_key FROM series"
            )
        }
        spelt = {
            key_of(mark)[:2]: mark[:2]
            for unit in units
            for counts in (unit.months, unit.days)
            for mark in counts
        }
        fresh = [key for key in spelt if key not in stored]
        start = self._next("series")
        numbers = {key: start + place for place, key in enumerate(fresh)}
        self._database.add(
            "series",
            ("id", "measure", "place", "measure_key", "place_key"),
            [(number, *spelt[key], *key) for key, number in numbers.items()],
        )
        for key, (number, *before) in stored.items():
            if key in spelt and spelt[key] != tuple(before):
                self._database.ask(
                    "UPDATE series SET measure = ?, place = ? WHERE id = ?", *spelt[key], number
                )
        self._ids = {key: number for key, (number, *_) in stored.items()} | numbers

    def _next(self, table: str) -> int:
        ((last,),) = self._database.ask(f"SELECT COALESCE(MAX(id), 0) FROM {table}")
        return int(last) + 1

    def _told(self, added: tuple[Release, ...], ids: set[int], after: Mapping[Key, StandingCount]) -> Stored:
        changed = [
            (mark, self._before[key], after[key])
            for key, mark in self._marks.items()
            if key in self._before and after[key].release != self._before[key].release
        ]
        completed = [
            mark for mark, was, now in changed if was.until and (now.until is None or now.until > was.until)
        ]
        return Stored(
            releases=added,
            standing={mark: after[key].count for key, mark in self._marks.items()},
            new=tuple(mark for key, mark in self._marks.items() if key not in self._before),
            revised=tuple(
                Revision(*mark, was.count, now.count)
                for mark, was, now in changed
                if was.count != now.count and mark not in completed
            ),
            completed=tuple(completed),
            refused=tuple(self._refused(ids, after)),
            left=self._left(),
        )

    def _refused(self, ids: set[int], after: Mapping[Key, StandingCount]) -> Iterable[Refused]:
        for unit in self._units:
            newer: dict[Release, dict[Mark, Fraction]] = {}
            for mark, figure in unit.months.items():
                found = after[key_of(mark)]
                if found.release not in ids:
                    newer.setdefault(found.of, {})[mark] = figure
            for of, counts in newer.items():
                yield Refused(tuple(file.file for file in unit.files), unit.release, of, counts)

    def _left(self) -> Counts:
        covered = {
            (name_key(measure), month)
            for unit in self._units
            for measure in {measure for measure, _, _ in unit.months}
            for month in unit.covered
        }
        return {
            found.mark: found.count
            for key, found in self._before.items()
            if key not in self._marks and (key[0], key[2]) in covered
        }


def _span(units: Iterable[CallRelease]) -> tuple[date, date]:
    months = [month for unit in units for month in (*unit.covered, *(mark[2] for mark in unit.months))]
    return min(months, default=date.max), max(months, default=date.min)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
