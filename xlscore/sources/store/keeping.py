"""The store of counts: every release is kept, the newest stands, and one import is one step, together with its workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Final, Self, TypeAlias

from xlscore.sources.counted import Counts, FileCounts, Release
from xlscore.sources.store.database import Database, Row, StoreError
from xlscore.sources.store.importing import Import
from xlscore.sources.store.postgres import PostgresDatabase, is_address
from xlscore.sources.store.schema import NEWEST, is_empty, prepare
from xlscore.sources.store.sqlite import SqliteDatabase
from xlscore.sources.store.standing import day_of, standing
from xlscore.sources.store.told import Kept, Key, Stored, key_of, units_of

__all__ = ["Store", "beside", "open_store"]

_WAIT: Final = 60.0
Undo: TypeAlias = Callable[[], object]
Save: TypeAlias = "Callable[[Stored], Undo | None]"


def beside(book: Path) -> Path:
    """Return the store of a workbook that names none.

    >>> beside(Path("Essex.xlsx")).name
    'Essex.counts.sqlite'
    """
    return book.with_name(f"{book.stem}.counts.sqlite")


def open_store(where: str | Path, *, wait: float = _WAIT) -> Store:
    """Return the store in a file of SQLite or at a `postgresql://` address; another import is waited for so many seconds.

    Nothing is opened or made before the store is asked something.
    """
    told = str(where)
    if is_address(told):
        return Store(PostgresDatabase(told, wait))
    if "://" in told:
        raise StoreError(
            f"There is no store of the kind {told.partition(':')[0]}.",
            "Name a file, or an address postgresql://host/database",
        )
    return Store(SqliteDatabase(Path(where), wait))


class Store:
    """What each release of a file said. Close it, or use it in a `with`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    @property
    def name(self) -> str:
        """Return what the store is called in a sentence."""
        return self._database.name

    def put(self, files: Sequence[FileCounts], save: Save | None = None) -> Stored:
        """Return what came of keeping the files of one call; they are kept whole or, when anything fails, not at all.

        Files of one release add; a release replaces exactly the months, measures and places that it holds; an older one replaces nothing
        of a newer one; one that the store has already is none.

        `save` writes the workbook and returns what puts the former one back. It is called when the store holds everything but has
        not yet made it last, and while no other import can begin, so it must open the workbook itself: what it read
        before may be out of date. Where it raises, the store stays as it was. Where the store cannot make it last after all, the
        workbook is put back. A computer that stops between the two leaves a workbook ahead of its store by this call: the same
        files again settle that, for `Stored.standing` says all that the files come to, whether new or not.
        """
        units = units_of(files)
        undo: Undo | None = None
        try:
            with self._database.alone():
                prepare(self._database)
                told = Import(self._database, units).done()
                if save is not None:
                    undo = save(told)
        except StoreError:
            if undo is not None:
                undo()
            raise
        return told

    def current(self) -> Counts:
        """Return what stands: for each measure, place and month the count of the newest release that holds it."""
        return {found.mark: found.count for found in standing(self._database).values()}

    def history(self, measure: str, place: str, month: date) -> tuple[Kept, ...]:
        """Return what each release said of a measure, a place and a month, the one that stands first."""
        if is_empty(self._database):
            return ()
        rows = self._database.ask(
            f"""SELECT k.release, k.name, k.ordered, r.imported, k.count, k.per, k.until, f.file
                FROM ({NEWEST}) k JOIN series s ON s.id = k.series JOIN releases r ON r.id = k.release
                JOIN files f ON f.release = k.release
                WHERE s.measure_key = ? AND s.place_key = ? AND k.month = ? ORDER BY k.latest, f.number""",
            *_texts(key_of((measure, place, month))),
        )
        found: dict[Row, list[str]] = {}
        for *release, file in rows:
            found.setdefault(tuple(release), []).append(file)
        return tuple(
            Kept(
                Release(name, day_of(ordered)),
                tuple(names),
                imported,
                Fraction(count, per),
                day_of(until) if until else None,
            )
            for (_, name, ordered, imported, count, per, until), names in found.items()
        )

    def days(self, first: date, last: date) -> Counts:
        """Return the counts by day from `first` to `last`: in each month those of the newest release that tells days.

        A day without a count had none where the release covers its month.
        """
        if is_empty(self._database):
            return {}
        rows = self._database.ask(
            f"""SELECT s.measure, s.place, d.day, d.count, d.per
                FROM days d JOIN ({NEWEST.rstrip()} WHERE r.dated = 1) k
                ON k.series = d.series AND k.month = d.month AND k.release = d.release AND k.latest = 1
                JOIN series s ON s.id = d.series WHERE d.day BETWEEN ? AND ?""",
            first.isoformat(),
            last.isoformat(),
        )
        return {
            (measure, place, day_of(day)): Fraction(count, per) for measure, place, day, count, per in rows
        }


def _texts(key: Key) -> tuple[str, str, str]:
    measure, place, month = key
    return measure, place, month.isoformat()
