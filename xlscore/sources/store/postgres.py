"""The store in PostgreSQL, for a unit that shares one: `postgresql://user@host/database`, in a schema of its own."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from xlscore.sources.store.database import Database, Row, StoreBusyError, StoreError

if TYPE_CHECKING:
    import psycopg

__all__ = ["PostgresDatabase", "is_address"]

_SCHEMA: Final = "xlscore"
_LOCK: Final = 0x786C73636F7265  # "xlscore" in letters: any number that no other program takes
_CONNECT_SECONDS: Final = 10


def is_address(where: str) -> bool:
    """Return whether a store's name is the address of a database.

    >>> is_address("postgresql://counts.example/essex"), is_address("essex.counts.sqlite")
    (True, False)
    """
    return where.casefold().startswith(("postgresql://", "postgres://"))


class PostgresDatabase(Database):
    """A database of PostgreSQL, connected to when it is first asked; no sentence ever holds its password."""

    def __init__(self, address: str, wait: float) -> None:
        try:
            import psycopg
            from psycopg.conninfo import conninfo_to_dict, make_conninfo
        except ImportError:
            raise StoreError(
                "A store in PostgreSQL needs the library psycopg.",
                'Install it: pip install "psycopg[binary]"',
            ) from None
        try:
            told = conninfo_to_dict(address)
        except psycopg.Error:
            told = {}
        parts = [str(told[part]) for part in ("host", "dbname") if told.get(part)]
        # Neither the reason nor its chain is told: a slip of the pen may have put the password anywhere in it.
        if not told or any("@" in part for part in parts):
            raise StoreError(
                "The store's address is not one of PostgreSQL.",
                "Write postgresql://user@host:5432/database; signs such as @ or / in a password as %40 or %2F",
            )
        super().__init__(f"PostgreSQL at {'/'.join(parts) or 'this computer'}", wait)
        self._psycopg = psycopg
        usual: dict[str, Any] = {"connect_timeout": _CONNECT_SECONDS, "application_name": "xlscore"}
        self._address = make_conninfo(**usual | told)
        self._user = str(told.get("user") or "the user of this computer")
        self._open: psycopg.Connection[Row] | None = None

    def exists(self) -> bool:
        """Return whether the database has the store's schema."""
        return bool(self.ask("SELECT 1 FROM pg_namespace WHERE nspname = ?", _SCHEMA))

    def tables(self) -> frozenset[str]:
        """Return the names of the tables in the store's schema."""
        return frozenset(
            name for (name,) in self.ask("SELECT tablename FROM pg_tables WHERE schemaname = ?", _SCHEMA)
        )

    def begin(self) -> None:
        """Wait for the turn of this import; each statement after that sees what the imports before have kept."""
        self._connection()
        self.ask("BEGIN ISOLATION LEVEL READ COMMITTED")
        try:
            self.ask("SELECT set_config('lock_timeout', ?, true)", f"{max(1, round(self.wait * 1000))}ms")
            self.ask("SELECT pg_advisory_xact_lock(?)", _LOCK)
            if not self.exists():
                self.ask(f"CREATE SCHEMA {_SCHEMA}")
        except StoreError:
            self.roll_back()
            raise

    def ask(self, sql: str, *values: object) -> list[Row]:
        """Return the rows that an SQL statement gives."""
        with self._refusing():
            cursor = self._connection().execute(_marked(sql), values)
            return cursor.fetchall() if cursor.description else []

    def add(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add rows to a table in one stream."""
        with (
            self._refusing(),
            self._connection().cursor() as cursor,
            cursor.copy(_marked(f"COPY {table} ({', '.join(columns)}) FROM STDIN")) as stream,
        ):
            for row in rows:
                stream.write_row(row)

    def commit(self) -> None:
        """Keep what the transaction did."""
        self.ask("COMMIT")

    def roll_back(self) -> None:
        """Leave the database as it was."""
        if self._open is not None:
            with contextlib.suppress(self._psycopg.Error):
                self._open.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the connection."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> psycopg.Connection[Row]:
        if self._open is None:
            try:
                opened = self._psycopg.connect(self._address, autocommit=True)
            except self._psycopg.Error as error:
                raise self._not_connected(str(error)) from None
            self._open = opened
            opened.execute(f"SET search_path TO {_SCHEMA}")
        return self._open

    def _not_connected(self, said: str) -> StoreError:
        """Return why nobody answers; of what the library said itself only its kind, for it may quote the address."""
        reasons = (
            ("password authentication failed", f"{self.name} refuses {self._user}: the password is wrong."),
            ("no password supplied", f"{self.name} asks {self._user} for a password."),
            ("pg_hba", f"{self.name} does not let {self._user} in from this computer."),
            ("role", f"{self.name} does not know {self._user}."),
            ("permission denied", f"{self.name} does not let {self._user} in."),
            ("database", f"{self.name} does not exist."),
        )
        for words, sentence in reasons:
            if words in said:
                return StoreError(sentence, "Ask whoever keeps the database.")
        return StoreError(f"{self.name} does not answer.", "Look at the host, the port and the network.")

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        errors: Any = self._psycopg.errors
        try:
            yield
        except errors.LockNotAvailable as error:
            raise StoreBusyError(
                f"{self.name} is in use by another import.", "Try again when it has finished."
            ) from error
        except errors.InsufficientPrivilege as error:
            raise StoreError(
                f"{self.name}: {self._user} may not do that here.",
                f"Ask for the right to use and create in the schema {_SCHEMA}.",
            ) from error
        except errors.NumericValueOutOfRange as error:
            raise StoreError(f"A count is too large for {self.name}.") from error
        except self._psycopg.Error as error:
            if self._open is not None and self._open.closed:
                raise StoreError(
                    f"The connection with {self.name} broke off.", "Import the same files again."
                ) from error
            reason = str(error).partition("\n")[0]
            raise StoreError(f"{self.name} refused: {reason}.") from error


def _marked(sql: str) -> Any:
    return sql.replace("?", "%s")
