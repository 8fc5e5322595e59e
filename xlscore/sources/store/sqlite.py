"""The store as a file of SQLite: beside the workbook, on a network share too."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from xlscore.sources.store.database import Database, Row, StoreBusyError, StoreError

__all__ = ["SqliteDatabase"]

_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NOT_OURS: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT)
_NO_ENTRY: Final = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_AUTH,
)
_TRIES: Final = 3


class SqliteDatabase(Database):
    """A file of SQLite, opened when it is first asked.

    Its journal is a file that is deleted: the write-ahead log needs memory that two computers on a network share do not have.
    """

    def __init__(self, path: Path, wait: float) -> None:
        super().__init__(path.name, wait)
        self.path = path.absolute()
        self._open: sqlite3.Connection | None = None
        self._is: tuple[int, int] | None = None

    def exists(self) -> bool:
        """Return whether the file is there."""
        with self._refusing():
            return self.path.exists()

    def tables(self) -> frozenset[str]:
        """Return the names of the file's tables."""
        return frozenset(name for (name,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table'"))

    def begin(self) -> None:
        """Hold the file against every other writer, and against readers too: then nobody keeps the commit from being made.

        A file that was taken away meanwhile, by an import that came to nothing, is opened anew.
        """
        for _ in range(_TRIES):
            try:
                with self._refusing():
                    held = self._connection()
                    held.execute(f"PRAGMA busy_timeout = {round(self.wait * 1000)}")
                    held.execute("PRAGMA journal_mode = DELETE")
                    held.execute("PRAGMA synchronous = FULL")
                    held.execute("BEGIN EXCLUSIVE")
            except StoreError as error:
                if isinstance(error, StoreBusyError) or self._open is None or self._stands():
                    raise
            if self._stands():
                self._look_over()
                return
            self.roll_back()
            self.close()
        raise StoreBusyError(
            f"{self.name} is taken away again and again.", "Try again when nobody else imports."
        )

    def ask(self, sql: str, *values: object) -> list[Row]:
        """Return the rows that an SQL statement gives."""
        with self._refusing():
            return self._connection().execute(sql, values).fetchall()

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add rows to a table."""
        marks = ", ".join("?" * len(columns))
        with self._refusing():
            self._connection().executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows
            )

    def commit(self) -> None:
        """Keep what the transaction did."""
        with self._refusing():
            self._connection().execute("COMMIT")

    def roll_back(self) -> None:
        """Leave the file as it was; one that nothing has been kept in goes, while nobody else can hold it."""
        if self._open is None or not self._open.in_transaction:
            return
        # Windows does not delete what is open: there an empty file stays, as where the next import is at it already.
        with contextlib.suppress(sqlite3.Error, OSError):
            self._open.execute("ROLLBACK")
            if self.path.stat().st_size == 0:
                self._open.execute("PRAGMA busy_timeout = 0")
                self._open.execute("BEGIN EXCLUSIVE")
                if self._stands() and self.path.stat().st_size == 0:
                    self.path.unlink()
                self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            if not self.path.parent.is_dir():
                raise StoreError(
                    f"There is no folder {self.path.parent} for the store {self.name}.", "Name another store."
                )
            if self.path.is_dir():
                raise StoreError(f"The store {self.name} is a folder.", "Name a file.")
            self._open = sqlite3.connect(self.path, timeout=self.wait, isolation_level=None)
            stat = os.stat(self.path)
            self._is = (stat.st_dev, stat.st_ino)
        return self._open

    def _stands(self) -> bool:
        """Return whether the file that is open is still the one of that name."""
        try:
            stat = os.stat(self.path)
        except OSError:
            return False
        return (stat.st_dev, stat.st_ino) == self._is

    def _look_over(self) -> None:
        """Refuse a damaged file before anything is written into it."""
        try:
            said = self.ask("PRAGMA quick_check(1)")
        except StoreError:
            self.roll_back()
            raise
        if said != [("ok",)]:
            self.roll_back()
            raise self._damaged()

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _BUSY:
                raise StoreBusyError(
                    f"The store {self.name} is in use by another import or program.",
                    "Try again when it has finished.",
                ) from error
            if code in _NOT_OURS:
                raise self._damaged() from error
            if code in _NO_ENTRY:
                raise StoreError(
                    f"The store {self.name} cannot be opened for writing.",
                    "Ask for the right to write in its folder, or name another store.",
                ) from error
            if code == sqlite3.SQLITE_FULL:
                raise StoreError(
                    f"There is no room left where the store {self.name} lies.", "Make room and import again."
                ) from error
            raise StoreError(f"The store {self.name} refused: {error}.") from error
        except OverflowError as error:
            raise StoreError(f"A count is too large for the store {self.name}.") from error
        except OSError as error:
            raise StoreError(f"The store {self.name} cannot be reached: {error.strerror}.") from error

    def _damaged(self) -> StoreError:
        return StoreError(
            f"{self.name} is damaged, or no store of counts.", "Put a copy of it back, or name another store."
        )
