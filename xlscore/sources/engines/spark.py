"""Counting by Spark, through ibis: the same queries, for those whose rows lie where a cluster reads them.

The session is the one that is running (Databricks, a notebook), the one that `SPARK_REMOTE` names, else a local one, which
needs Java. What Java prints goes into a file, and is told only where it does not start.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Final

from xlscore.errors import lane_words
from xlscore.sources.engines.counting import Answer, RowSource
from xlscore.sources.errors import NotCountedError, SourceError

__all__ = ["Spark"]

_PLAIN_PATH: Final = re.compile(r"[\w./\\: -]+")
"""Hadoop takes other signs for patterns, and passes over files whose names begin with a dot or a low line."""
_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.shuffle.partitions": "4",
    "spark.default.parallelism": "4",
}
"""Of a session on this computer: silent, and in as few pieces as it has processors, for each piece costs as much as thousands of rows."""
_KINDS: Final = {"VARCHAR": "STRING", "INTEGER": "INT"}


def _else() -> str:
    return lane_words("or count with DuckDB", "or count with --engine duckdb")


class Spark:
    """A Spark of one call. What it puts aside lies in `folder`, which is the caller's to delete."""

    def __init__(self, folder: Path) -> None:
        if not all(importlib.util.find_spec(name) for name in ("pyspark", "ibis", "sqlglot")):
            raise SourceError(
                "Counting with Spark needs the libraries pyspark and ibis.",
                f'Install them (pip install pyspark "ibis-framework[pyspark]" "sqlglot<30.18"), {_else()}.',
            )
        if _running() is None and not os.environ.get("SPARK_REMOTE") and not _has_java():
            raise SourceError(
                "Counting with Spark needs Java, and there is none on this computer.",
                f"Install Java 17 or newer, {_else()}.",
            )
        self._folder = folder
        self._made = 0
        self._session: Any = None
        self._ours = False
        self._ibis: Any = None
        self._kept: list[Any] = []

    def open(self, rows: RowSource) -> None:
        """Make the relation `source` of these rows, and forget all others."""
        if self._session is None:
            self._start()
        self._forget()
        self.beside("source", rows)

    def beside(self, name: str, rows: RowSource) -> None:
        """Make a relation of other rows, beside `source`."""
        with _refusing():
            if rows.parquet:
                read = self._session.read.parquet(self._place(rows.path))
                names = ["`{}`".format(name.replace("`", "``")) for name in read.columns]
            else:
                read, names = self._text(rows), list(rows.columns)
            texts = [
                f"coalesce(CAST({name} AS STRING), '') AS {column}"
                for name, column in zip(names, rows.columns, strict=True)
            ]
            read.selectExpr(*texts).createOrReplaceTempView(name)

    def keep(self, name: str, query: str) -> None:
        """Keep what a query answers as a relation of this name."""
        with _refusing():
            cached = self._ibis.sql(query, dialect="duckdb").cache()
            self._kept.append(cached)
            self._ibis.create_view(name, cached, overwrite=True)

    def table(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> None:
        """Make a small relation."""
        schema = ", ".join(f"{column} {_KINDS[kind]}" for column, kind in columns.items())
        with _refusing():
            made = self._session.createDataFrame([tuple(row) for row in rows], schema)
            made.createOrReplaceTempView(name)

    def ask(self, query: str) -> Answer:
        """Return what a query answers, a piece at a time."""
        with _refusing():
            for piece in self._ibis.sql(_named(query), dialect="duckdb").to_pyarrow_batches():
                yield from zip(*(column.to_pylist() for column in piece.columns), strict=True)

    def close(self) -> None:
        """Let go of all that it holds; a session that was running before goes on."""
        if self._session is not None:
            self._forget()
            if self._ours:
                self._session.stop()
            self._session = self._ibis = None

    def _start(self) -> None:
        import ibis
        from pyspark.sql import SparkSession

        running = _running()
        builder = SparkSession.builder.appName("xlscore")
        if running is None and not os.environ.get("SPARK_REMOTE"):
            for name, value in (_SETTINGS | {"spark.local.dir": str(self._folder)}).items():
                builder = builder.config(name, value)
        said = self._folder / "spark.log"
        try:
            with _standard_error_in(said):
                self._session = running or builder.getOrCreate()
            self._ibis = ibis.pyspark.connect(self._session)
            # So that a row of too many or too few cells is an error, as in DuckDB, whichever cells are asked for.
            self._session.conf.set("spark.sql.csv.parser.columnPruning.enabled", "false")
        except Exception as error:
            reason = _reason(said) or str(error).partition("\n")[0].rstrip(".")
            raise SourceError(
                f"Spark did not start ({reason}).", f"It needs Java 17 or newer; {_else()}."
            ) from error
        self._ours = running is None

    def _forget(self) -> None:
        while self._kept:
            self._kept.pop().release()

    def _text(self, rows: RowSource) -> Any:
        """Return the rows of a text: nothing is guessed, padded or passed over; what does not fit is an error."""
        return self._session.read.csv(
            self._place(rows.path if rows.skip <= 1 else self._below(rows)),
            schema=", ".join(f"{column} STRING" for column in rows.columns),
            header=rows.skip == 1,
            sep=rows.separator,
            quote='"',
            escape='"',
            multiLine=True,
            mode="FAILFAST",
            unescapedQuoteHandling="RAISE_ERROR",
        )

    def _place(self, path: Path) -> str:
        """Return where Spark finds a file: one whose name Hadoop would read otherwise, by another name."""
        whole = path.absolute()
        if _PLAIN_PATH.fullmatch(str(whole)) and not path.name.startswith(("_", ".")):
            return str(whole)
        other = self._new("rows", path.suffix)
        try:
            other.symlink_to(whole)
        except OSError:
            shutil.copyfile(whole, other)
        return str(other)

    def _below(self, rows: RowSource) -> Path:
        """Return a copy of a text without the lines above its first row, of which Spark passes over one alone."""
        below = self._new("below", ".csv")
        with rows.path.open("rb") as source, below.open("wb") as out:
            for _ in islice(source, rows.skip):
                pass
            shutil.copyfileobj(source, out)
        return below

    def _new(self, name: str, suffix: str) -> Path:
        self._made += 1
        return self._folder / f"{name}-{self._made}{suffix}"


def _named(query: str) -> str:
    """Return a query each of whose columns has a name of its own, as ibis wants them."""
    import sqlglot
    from sqlglot import expressions

    tree: Any = sqlglot.parse_one(query, read="duckdb")
    columns = [expressions.alias_(each.unalias(), f"a{at}") for at, each in enumerate(tree.selects)]
    return str(tree.select(*columns, append=False).sql(dialect="duckdb"))


def _running() -> Any:
    """Return the session that is running, else None; a library that nobody has loaded is not asked."""
    if "pyspark" not in sys.modules:
        return None
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession()


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None) is not None


def _reason(said: Path) -> str:
    """Return the line in which Java says why it does not start, "" where it says nothing."""
    lines = said.read_text(encoding="utf-8", errors="replace").splitlines() if said.exists() else []
    return next((line.strip() for line in lines if "Error" in line or "Exception" in line), "").rstrip(".")


@contextmanager
def _standard_error_in(path: Path) -> Iterator[None]:
    """Have what a program that is started now says on standard error written into a file."""
    former = os.dup(2)
    try:
        with path.open("wb") as file:
            os.dup2(file.fileno(), 2)
        yield
    finally:
        os.dup2(former, 2)
        os.close(former)


@contextmanager
def _refusing() -> Iterator[None]:
    """Let whatever Spark, Java and ibis raise mean one thing: the rows could not be counted where they lie."""
    try:
        yield
    except Exception as error:
        raise NotCountedError(str(error).strip().partition("\n")[0]) from error
