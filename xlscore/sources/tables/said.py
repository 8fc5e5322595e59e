"""What is said of every workbook: which sheets are not read, and what is hidden and counts all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlscore.rules.words import counted_in_words, listed, quoted
from xlscore.sources.tables.pages import SourcePage

__all__ = ["said_of_hidden", "said_of_others"]


def said_of_others(sheets: Sequence[str]) -> Iterator[str]:
    """Yield which sheets are not read, where there are any.

    >>> list(said_of_others(["Notes"])), list(said_of_others([]))
    (["Sheets that have not these columns are not read: 'Notes'."], [])
    """
    if sheets:
        yield f"Sheets that have not these columns are not read: {listed([quoted(name) for name in sheets])}."


def said_of_hidden(page: SourcePage, rows: int) -> Iterator[str]:
    """Yield that a sheet, or so many of its rows, are hidden and count.

    >>> list(said_of_hidden(SourcePage("Data", (), visible=False), 2))
    ["The sheet 'Data' is hidden; it counts.", "Of 'Data' two rows that are hidden or filtered away count, too."]
    """
    if not page.visible:
        yield f"The sheet {quoted(page.name)} is hidden; it counts."
    if rows:
        that = "that is" if rows == 1 else "that are"
        counts = "counts" if rows == 1 else "count"
        yield f"Of {quoted(page.name)} {counted_in_words(rows, 'column' if page.is_turned else 'row')} {that} hidden or filtered away {counts}, too."
