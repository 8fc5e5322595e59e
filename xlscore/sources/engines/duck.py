"""Counting by DuckDB: in place, within a bounded memory, without a file of its own that stays."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlscore.sources.engines.counting import Answer, RowSource
from xlscore.sources.errors import NotCountedError, SourceError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Duck", "without_pattern"]

_MEMORY: Final = "256MB"
_THREADS: Final = 2
"""Each thread holds pieces of the file in memory; two count as fast as a disk reads."""
_ONE_THREAD: Final = 16_000_000
"""A smaller file is counted sooner than two threads have come to terms."""
_LONGEST_LINE: Final = 4_000_000
_PIECE: Final = 8_000_000
_AT_ONCE: Final = 10_000
_PATTERN: Final = frozenset("*?[]{}")
_NO_TEXT: Final = "\x01no text\x01"
"""No cell holds it, so that a blank cell stays a text."""


class Duck:
    """A DuckDB of one call. It lies in `folder`, which is the caller's to delete."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made = 0
        self._duck: DuckDBPyConnection | None = None

    def open(self, rows: RowSource) -> None:
        """Make the relation `source` of these rows, and forget all others."""
        try:
            import duckdb
        except ImportError:
            raise SourceError(
                "Rows are counted by DuckDB, which this program lacks.",
                "Bring the file in with xlscore on a computer, where it can be installed.",
            ) from None
        self.close()
        self._duck = duckdb.connect(
            ":memory:",
            config={
                "memory_limit": _MEMORY,
                "threads": _THREADS if rows.path.stat().st_size > _ONE_THREAD else 1,
                "temp_directory": str(self._folder / "spilt"),
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            },
        )
        self._run("SET enable_progress_bar = false")  # it would stand among what the command prints
        self.beside("source", rows)

    def beside(self, name: str, rows: RowSource) -> None:
        """Make a relation of other rows, beside `source`."""
        path = without_pattern(rows.path, self._folder)
        self._run(f"CREATE VIEW {name} AS {_parquet(rows, path) if rows.parquet else _text(rows, path)}")

    def keep(self, name: str, query: str) -> None:
        """Keep what a query answers as a relation of this name."""
        self._run(f"CREATE TEMP TABLE {name} AS {query}")

    def table(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Make a small relation; a file of it is read, since row by row it would take minutes."""
        self._made += 1
        path = self._folder / f"told-{self._made}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
        kinds = ", ".join(f"'{column}': '{kind}'" for column, kind in columns.items())
        read = f"read_csv({_quoted(str(path))}, columns = {{{kinds}}}, {_options(',', 0)}, new_line = '\\n', parallel = false)"
        self.keep(name, f"SELECT * FROM {read}")

    def ask(self, query: str) -> Answer:
        """Return what a query answers, a piece at a time."""
        found = self._run(query)
        while piece := found.fetchmany(_AT_ONCE):
            yield from piece

    def close(self) -> None:
        """Let go of all that it holds."""
        if self._duck is not None:
            self._duck.close()
            self._duck = None

    def _run(self, query: str) -> DuckDBPyConnection:
        import duckdb

        assert self._duck is not None, "nothing is open"
        try:
            return self._duck.execute(query)
        except duckdb.Error as error:
            raise NotCountedError(str(error).partition("\n")[0]) from error


def without_pattern(path: Path, folder: Path) -> Path:
    """Return where DuckDB finds a file: by another name where its own would be read as a pattern of several.

    >>> without_pattern(Path("crimes.csv"), Path()).name
    'crimes.csv'
    """
    whole = path.absolute()
    if not _PATTERN.intersection(str(whole)):
        return whole
    other = folder / f"linked-{sum(1 for _ in folder.iterdir())}{path.suffix}"
    try:
        other.symlink_to(whole)
    except OSError:
        shutil.copyfile(whole, other)
    return other


def _text(rows: RowSource, path: Path) -> str:
    kinds = ", ".join(f"'{column}': 'VARCHAR'" for column in rows.columns)
    return (
        f"SELECT * FROM read_csv({_quoted(str(path))}, columns = {{{kinds}}}, "
        f"{_options(rows.separator, rows.skip)}, buffer_size = {_PIECE})"
    )


def _parquet(rows: RowSource, path: Path) -> str:
    cells = ", ".join(
        f"coalesce(\"{heading.replace(chr(34), chr(34) * 2)}\"::VARCHAR, '') AS {column}"
        for heading, column in zip(rows.headings, rows.columns, strict=True)
    )
    return f"SELECT {cells} FROM read_parquet({_quoted(str(path))})"


def _options(separator: str, skip: int) -> str:
    """Return how a text is read: nothing is guessed, padded or passed over; what does not fit is an error."""
    return (
        f"delim = {_quoted(separator)}, quote = '\"', escape = '\"', header = false, skip = {skip}, auto_detect = false, "
        f"strict_mode = true, null_padding = false, ignore_errors = false, nullstr = {_quoted(_NO_TEXT)}, "
        f"comment = '', compression = 'none', max_line_size = {_LONGEST_LINE}"
    )


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
