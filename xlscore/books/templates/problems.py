"""The Problems sheet: what the checks found, where, and what to do. Each run replaces its own rows."""

from __future__ import annotations

from xlscore.books.tables.headings import PROBLEMS
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col

__all__ = ["add_problems"]

_WIDTHS = {"sheet": 16, "cell": 10, "what": 70, "do": 60, "found_by": 14}
_BLANK_ROWS = 20


def add_problems(book: Builder) -> None:
    """Add the Problems sheet, empty."""
    page = book.page(PROBLEMS.sheet, tab="#B2182B")
    columns = [Col(c.field, c.heading, _WIDTHS[c.field], computed=True) for c in PROBLEMS.columns]
    page.head(
        "Problems",
        "What Check workbook and the fills found in the data. Put the cell right and run the check again: the row goes.",
    )
    page.table("tblProblems", columns, [], blank_rows=_BLANK_ROWS, listed=False)
    page.print_ready(freeze=(HEAD_ROW + 1, 0))
