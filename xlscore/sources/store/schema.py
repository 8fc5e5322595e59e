"""The tables of the store, in SQL that SQLite and PostgreSQL read alike, and whether a database holds them."""

from __future__ import annotations

from typing import Final

from xlscore.sources.store.database import Database, StoreError

__all__ = ["NEWEST", "is_empty", "prepare"]

VERSION: Final = 1
_MARK: Final = "xlscore counts"

# A figure is count / per: per is 1 but for a fraction, so that no figure is rounded and every one adds up by SQL.
# `until` is the last day of a month that the file cuts short; `dated` says whether a release told days.
_TABLES: Final = (
    "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE releases (id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, ordered DATE NOT NULL,
       imported TEXT NOT NULL, digest TEXT NOT NULL, dated INTEGER NOT NULL)""",
    """CREATE TABLE files (release INTEGER NOT NULL REFERENCES releases (id), number INTEGER NOT NULL, file TEXT NOT NULL,
       kind TEXT NOT NULL, row_count BIGINT NOT NULL, counted BIGINT NOT NULL, unknown_rows BIGINT NOT NULL,
       PRIMARY KEY (release, number))""",
    """CREATE TABLE left_out (release INTEGER NOT NULL, number INTEGER NOT NULL, reason TEXT NOT NULL, row_count BIGINT NOT NULL,
       PRIMARY KEY (release, number, reason), FOREIGN KEY (release, number) REFERENCES files (release, number))""",
    """CREATE TABLE series (id INTEGER PRIMARY KEY, measure TEXT NOT NULL, place TEXT NOT NULL,
       measure_key TEXT NOT NULL, place_key TEXT NOT NULL, UNIQUE (measure_key, place_key))""",
    """CREATE TABLE counts (series INTEGER NOT NULL REFERENCES series (id), month DATE NOT NULL,
       release INTEGER NOT NULL REFERENCES releases (id), count BIGINT NOT NULL, per BIGINT NOT NULL, until DATE,
       PRIMARY KEY (series, month, release))""",
    """CREATE TABLE days (series INTEGER NOT NULL REFERENCES series (id), month DATE NOT NULL, day DATE NOT NULL,
       release INTEGER NOT NULL REFERENCES releases (id), count BIGINT NOT NULL, per BIGINT NOT NULL,
       PRIMARY KEY (series, day, release))""",
)
_NAMES: Final = frozenset({"about", "releases", "files", "left_out", "series", "counts", "days"})

NEWEST: Final = """
    SELECT c.series, c.month, c.release, c.count, c.per, c.until, r.name, r.ordered,
           ROW_NUMBER() OVER (PARTITION BY c.series, c.month ORDER BY r.ordered DESC, r.id DESC) AS latest
    FROM counts c JOIN releases r ON r.id = c.release
"""
"""What each release said of a series and month, the one that stands first: the newest, of two of one day the later import."""


def is_empty(database: Database) -> bool:
    """Return whether nothing has been kept yet; refuse a database that is another program's or a newer version's."""
    if not database.exists():
        return True
    tables = database.tables()
    if not tables:
        return True
    if not tables >= _NAMES:
        raise _foreign(database)
    told: dict[str, str] = dict(database.ask("SELECT name, value FROM about"))
    if told.get("what") != _MARK or not told.get("version", "").isdecimal():
        raise _foreign(database)
    if int(told["version"]) > VERSION:
        raise StoreError(
            f"{database.name} was written by a newer version of xlscore.", "Update xlscore on this computer."
        )
    return False


def prepare(database: Database) -> None:
    """Make the tables where there are none; within an import, so that nothing is left of one that came to nothing."""
    if is_empty(database):
        for table in _TABLES:
            database.ask(table)
        database.add("about", ("name", "value"), [("what", _MARK), ("version", str(VERSION))])


def _foreign(database: Database) -> StoreError:
    return StoreError(f"{database.name} holds tables of another program.", "Name another store.")
