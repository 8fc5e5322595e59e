"""The Evidence sheet: what the commands' returns say for their grades, an area and a command to a row."""

from __future__ import annotations

from typing import Final

from xlscore.books.evidence.headings import EVIDENCE
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col
from xlscore.rules.force.evidence import EvidenceKind

__all__ = ["add_evidence"]

_ABOUT: Final = "Filled from the commands' returns, in the order of the grid. Filter it by area, command or cycle; rows that you type stay."
_COLUMNS: Final[dict[str, tuple[float, str, str]]] = {
    "area": (36, "strong", "The area, called as on the Grid."),
    "command": (14, "text", "The command, called as its column on the Grid."),
    "kind": (
        15,
        "word",
        "Numbers, Words, or Evidence where the return has one column for both; Good practice, and what is said of redlines and risks.",
    ),
    "text": (90, "text", "What the command's return says. A text that you type here is kept."),
    "cycle": (12, "word", "The cycle of the return; a row without one is of the cycle that is graded."),
}


def add_evidence(book: Builder) -> None:
    """Add the Evidence sheet, blank."""
    page = book.page(EVIDENCE.sheet)
    kinds = tuple(kind.value for kind in EvidenceKind)
    columns = [
        Col(c.field, c.heading, *_COLUMNS[c.field][:2], c.computed, _COLUMNS[c.field][2], kinds if c.field == "kind" else ())
        for c in EVIDENCE.columns
    ]  # fmt: skip
    page.head("Evidence for the commands' grades", _ABOUT)
    page.table("tblEvidence", columns, (), blank_rows=15, lines=2)
    page.print_ready(freeze=(HEAD_ROW + 1, 2))
