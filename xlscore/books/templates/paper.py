"""The Paper sheet: what a force says once of its papers, a row per field, blank where nobody has written it yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.papers.headings import PAPER
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.rules.papers.fields import PaperField

__all__ = ["add_paper"]

_ABOUT: Final = "Front sheet, marking and standing sections of the papers. A field without a text is left out, a section without one is a place to write."
_COLUMNS: Final[dict[str, tuple[float, str, str]]] = {
    "field": (28, "strong", "A line of the front sheet, or a section. Take out what you do not need; a field may stand here once for each kind of paper."),
    "text": (90, "text", "As it is to be printed; line breaks are kept. Of Part: A, which the public reads, or B. Recipients and Part B items: several with a semicolon between them."),
    "paper": (18, "text", "board, msg, monthly, panel or quarterly; blank for all of them."),
}  # fmt: skip


def add_paper(book: Builder, rows: Sequence[Row] = (), about: str = _ABOUT) -> None:
    """Add the Paper sheet: the rows that are given, then a row for every field that none of them says."""
    page = book.page(PAPER.sheet)
    columns = [
        Col(each.field, each.heading, *_COLUMNS[each.field][:2], False, _COLUMNS[each.field][2])
        for each in PAPER.columns
    ]
    given = {row["field"] for row in rows}
    rest: list[Row] = [{"field": each.value} for each in PaperField if each.value not in given]
    page.head("Papers", about)
    page.table("tblPaper", columns, [*rows, *rest], lines=2)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))
