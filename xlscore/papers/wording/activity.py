"""What was done, in figures, as a table of a paper; nothing of what is kept for part B."""

from __future__ import annotations

from typing import Final

from xlscore.books.papers.activity import Activity, read_activity
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.papers.model import PaperCell, PaperColumn, PaperRow, PaperTable
from xlscore.papers.wording.keys import keyed, slug
from xlscore.papers.wording.sentences import places
from xlscore.rules.objectives.amounts import number_words
from xlscore.rules.problems import Problem
from xlscore.rules.words import counted, name_key

__all__ = ["activity_table"]

_UNREAD: Final = "cannot be read"


def _count(each: Activity) -> str:
    """Return a figure as a paper prints it, a text as it was typed."""
    if each.count is None:
        return _UNREAD if each.typed else ""
    return number_words(each.count.value) if each.count.text is None else each.typed


def activity_table(
    reading: Reading, kept_back: frozenset[str]
) -> tuple[tuple[PaperTable, ...], tuple[Problem, ...]]:
    """Return the table of activity, none where the workbook has none, and what of it cannot be read."""
    reader = Reader()
    every = read_activity(reading, reader)
    shown = [each for each in every if kept_back.isdisjoint((name_key(each.measure), name_key(each.under)))]
    if not shown:
        return (), tuple(reader.problems)
    named = any(each.about for each in shown)
    columns = (
        PaperColumn("measure", "Activity", 2.4),
        *([PaperColumn("about", "Objective", 1.6)] if named else []),
        PaperColumn("period", "Period", 1.2),
        PaperColumn("count", "Count", 1.0, figures=True),
    )
    rows: dict[str, PaperRow] = {}
    for each in shown:
        at = places(each.source)
        cells = (
            PaperCell(each.measure, at),
            *([PaperCell(each.about, at)] if named else []),
            PaperCell(each.period, at),
            PaperCell(_count(each), at),
        )
        key = keyed("activity", slug(" ".join((each.measure, each.about, each.period))))
        rows[key if key not in rows else f"{key}-{len(rows)}"] = PaperRow(key, cells)
    made = tuple(PaperRow(key, row.cells) for key, row in rows.items())
    summary = f"{counted(len(made), 'figure')} of what was done, each with its period."
    return (PaperTable("activity", "Activity", columns, made, summary),), tuple(reader.problems)
