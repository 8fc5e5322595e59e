"""What the store asks of a database, whichever it is, and why one can refuse."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from xlscore.errors import XlscoreError

__all__ = ["Database", "Row", "StoreBusyError", "StoreError"]

Row = tuple[Any, ...]


class StoreError(XlscoreError):
    """The store of counts cannot be opened, read or written; it is as it was."""


class StoreBusyError(StoreError):
    """Another import holds the store, and went on holding it."""


class Database(ABC):
    """A connection that speaks the store's one SQL: marks are `?`, dates are texts of ISO on their way in.

    Whatever the database itself refuses comes out as a `StoreError`.
    """

    def __init__(self, name: str, wait: float) -> None:
        self.name = name
        """What it is called in a sentence; no password."""
        self.wait = wait
        """For how many seconds another import is waited for."""

    @abstractmethod
    def exists(self) -> bool:
        """Return whether there is anything to read; nothing is made by asking."""

    @abstractmethod
    def tables(self) -> frozenset[str]:
        """Return the names of the tables in its place of the store."""

    @abstractmethod
    def begin(self) -> None:
        """Begin a transaction that no other import is in."""

    @abstractmethod
    def ask(self, sql: str, *values: object) -> list[Row]:
        """Return the rows that an SQL statement gives."""

    @abstractmethod
    def add(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Add rows to a table."""

    @abstractmethod
    def commit(self) -> None:
        """Keep what the transaction did."""

    @abstractmethod
    def roll_back(self) -> None:
        """Leave everything as it was before the transaction."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection."""

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the database for one import: kept when all went well, else as it was."""
        self.begin()
        try:
            yield
        except BaseException:
            self.roll_back()
            raise
        try:
            self.commit()
        except StoreError:
            self.roll_back()
            raise
