"""The first look at a Parquet file: its columns."""

from __future__ import annotations

from pathlib import Path

from xlscore.sources.engines.duck import without_pattern
from xlscore.sources.errors import SourceError
from xlscore.sources.files.opening import Opened
from xlscore.sources.kinds import Glimpse, Leaf

__all__ = ["glimpse_of_parquet"]


def glimpse_of_parquet(file: Opened, folder: Path) -> Glimpse:
    """Return the first look at a Parquet file, whose columns are its headings."""
    import duckdb

    try:
        with duckdb.connect(":memory:") as asked:
            found = asked.execute(
                "DESCRIBE SELECT * FROM read_parquet(?)", [str(without_pattern(file.path, folder))]
            ).fetchall()
    except duckdb.Error as error:
        raise SourceError(
            f"{file.name} is damaged: it is a Parquet file that cannot be read.", "Fetch or save it again."
        ) from error
    return Glimpse(file.path, file.name, (Leaf("", (tuple(str(row[0]) for row in found),)),), said=file.said)
