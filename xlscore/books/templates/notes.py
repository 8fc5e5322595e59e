"""The Notes sheet: what has to be said beside a measure, from when on and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.notes.headings import NOTES
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.rules.notes import NoteKind

__all__ = ["add_notes"]

_ABOUT: Final = "What a reader must know of a measure. It is written beside it, from its date until it has left the period."
_COLUMNS: Final[dict[str, tuple[float, str, str]]] = {
    "date": (18, "word", "From which month on: Apr 2018, Dec 2017 to Feb 2018, 2018/19. Blank: it always stands."),
    "measure": (40, "strong", "The measure, objective or area, called as in its own table; All measures for every one."),
    "place": (18, "text", "Blank: everywhere. Else the force, an area of the breakdown, a command or a force of the group."),
    "kind": (16, "word", "A break or a step change stands until the year compared with lies behind it, too."),
    "words": (72, "text", "What has to be said, in a sentence."),
}  # fmt: skip


def add_notes(book: Builder, notes: Sequence[Row] = (), about: str = _ABOUT) -> None:
    """Add the Notes sheet, blank where there are none."""
    page = book.page(NOTES.sheet)
    kinds = tuple(kind.value for kind in NoteKind)
    columns = [
        Col(c.field, c.heading, *_COLUMNS[c.field][:2], False, _COLUMNS[c.field][2], kinds if c.field == "kind" else ())
        for c in NOTES.columns
    ]  # fmt: skip
    page.head("Notes on measures", about)
    page.table("tblNotes", columns, notes, blank_rows=4 if notes else 12, lines=2)
    page.print_ready(freeze=(HEAD_ROW + 1, 2))
