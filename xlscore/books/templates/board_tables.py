"""The sheets beside the grid that a Board works with: Risks and Conditions."""

from __future__ import annotations

from typing import Final

from xlscore.books.conditions.headings import CONDITIONS
from xlscore.books.risks.headings import RISKS
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import grades, redlines
from xlscore.books.templates.columns import col
from xlscore.books.templates.grid import Board
from xlscore.books.templates.page import HEAD_ROW
from xlscore.books.templates.words import GRADES

__all__ = ["add_conditions", "add_risks"]

_BLANK_ROWS: Final = 15


def add_risks(book: Builder, board: Board) -> None:
    """Add the Risks sheet: the force's risks, their scores, and which are redlines."""
    page = book.page(RISKS.sheet)
    columns = [
        col(RISKS, "ref", 9, "strong", "The risk's number in the force's register; each stands here once."),
        col(RISKS, "risk", 44, "text", "What may happen."),
        col(RISKS, "where", 30, "text", "The area or the command that it belongs to, called as on the Grid, or Force for the whole force."),
        col(RISKS, "likelihood", 16, "word", "1 to 5, or Remote, Unlikely, Possible, Probable, Almost certain.",
             choices=("1", "2", "3", "4", "5", "Remote", "Unlikely", "Possible", "Probable", "Almost certain")),
        col(RISKS, "impact", 14, "word", "1 to 20, or Negligible, Minor, Moderate, Major, Catastrophic; what the words count is on the Policy sheet."),
        col(RISKS, "score", 10, "general", "Likelihood times impact. What you type here yourself is kept."),
        col(RISKS, "redline", 11, "word", "Yes where the score is over the limit on the Policy sheet: then it is a redline that is not met."),
        col(RISKS, "mitigation", 52, "small", "What is being done about it."),
        col(RISKS, "owner", 18, "text", "The post that owns it."),
        col(RISKS, "status", 12, "word", "Open or Closed; a closed risk is no redline.", choices=("Open", "Closed")),
    ]  # fmt: skip
    page.head("Risks", board.risks_about)
    placed = page.table("tblRisks", columns, board.risks, blank_rows=_BLANK_ROWS - len(board.risks), lines=1)
    page.colour(placed, ["redline"], redlines(book.formats))
    page.print_ready(freeze=(HEAD_ROW + 1, 1))


def add_conditions(book: Builder, board: Board) -> None:
    """Add the Conditions sheet: what the last Board asked of the figures, and what they say."""
    page = book.page(CONDITIONS.sheet)
    columns = [
        col(CONDITIONS, "cycle", 12, "word", "The cycle of the Board that set it; it counts in the cycle after. Blank: it counts now."),
        col(CONDITIONS, "area", 30, "strong", "The area, as it is called on the Grid."),
        col(CONDITIONS, "if", 46, "text", "For example: burglary falls below 3,000; confidence improves; MSG position better than 5th; gap to average narrows; redline met."),
        col(CONDITIONS, "then", 20, "grade", "The grade that it gives when it is fulfilled, or Review.", choices=GRADES),
        col(CONDITIONS, "fulfilled", 17, "word", "Yes, No or Cannot be tested, from the figures."),
        col(CONDITIONS, "says", 50, "small", "The figures that it was tested by, or why it cannot be."),
        col(CONDITIONS, "reason", 46, "small", "Why the grade was not given though the condition is fulfilled; the area's rationale on the Grid does as well."),
    ]  # fmt: skip
    page.head("Conditions", board.conditions_about)
    blank = _BLANK_ROWS - len(board.conditions)
    placed = page.table("tblConditions", columns, board.conditions, blank_rows=blank, lines=2)
    page.colour(placed, ["then"], grades(book.formats))
    page.print_ready(freeze=(HEAD_ROW + 1, 2))
