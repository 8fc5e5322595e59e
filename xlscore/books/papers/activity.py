"""The table Activity as read: figures of what was done, for the narrative of a paper."""

from __future__ import annotations

from dataclasses import dataclass

from xlscore.books.papers.headings import ACTIVITY
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table, shown
from xlscore.rules.figures import Figure, Source
from xlscore.rules.words import is_missing_mark, key

__all__ = ["Activity", "is_activity", "read_activity"]


@dataclass(frozen=True)
class Activity:
    """A figure of what was done; None where it cannot be read."""

    measure: str
    about: str
    under: str
    """What it is about where a cell that is blank, or merged, goes on with the one above: for what must not be said of it."""
    period: str
    count: Figure | None
    source: Source
    typed: str
    """What stands where the figure belongs, "" for nothing; a text may say more than its number: "140 per month"."""


def is_activity(table: Table) -> bool:
    """Return whether a table of measures, periods and counts is one of activity: its sheet or its heading says so."""
    heading = key(shown(table.block.at(table.header, table.columns["measure"])))
    return key(table.sheet).startswith("activit") or heading.startswith("activit")


def read_activity(reading: Reading, reader: Reader) -> tuple[Activity, ...]:
    """Return the activity of a workbook in its order; a count that cannot be read is a problem of its cell."""
    found = []
    for table in find_all(reading.blocks, ACTIVITY, is_activity):
        reader.look_over(table)
        under = table.filled_down("about") if "about" in table.columns else {}
        for row in table.records:
            typed = table.text(row, "count")
            typed = "" if is_missing_mark(typed) else typed
            count = reader.figure(table, row, table.columns["count"]) if typed else None
            found.append(
                Activity(
                    table.text(row, "measure"),
                    table.text(row, "about"),
                    under.get(row, ""),
                    table.text(row, "period"),
                    count,
                    Source(table.sheet, table.cell(row, "count")),
                    typed,
                )
            )
    return tuple(found)
