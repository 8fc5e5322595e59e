"""Borough files of the London Datastore: two levels of type, a borough, a column for each month; the borough is headed in two ways."""

from __future__ import annotations

from xlscore.rules.month_headings import words_of
from xlscore.sources.counted import FileCounts
from xlscore.sources.kinds import FileKind, Glimpse
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming
from xlscore.sources.wide.reading import read_wide

__all__ = ["BOROUGH"]


def _fits(glimpse: Glimpse) -> bool:
    """Return whether a file is headed as a borough file."""
    for leaf in glimpse.leaves:
        for row in leaf.rows:
            words = {words_of(value).replace(" ", "") for value in row if isinstance(value, str)}
            if {"majortext", "minortext"} <= words and words & {"boroughname", "lookupboroughname"}:
                return True
    return False


def _read(glimpse: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    return read_wide(glimpse, told, naming, kind=BOROUGH.word)


BOROUGH = FileKind(
    "borough", "recorded crime by borough and month, as the London Datastore publishes it", _fits, _read
)
