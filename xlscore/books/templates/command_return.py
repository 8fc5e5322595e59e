"""The Return sheet: one command's grades and evidence for one cycle."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.books.grades.headings import COMMAND_LABELS, CYCLE_LABELS, RETURN
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import grade_key, grades
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.books.templates.words import RETURN_GRADES

__all__ = ["add_return"]


def add_return(
    book: Builder,
    command: str = "",
    cycle: str = "",
    rows: Sequence[Row] = (),
    force: str = "",
    *,
    oversight: bool = False,
) -> None:
    """Add the Return sheet, blank or with a command's grades; with columns for the Oversight Board where it grades, too."""
    page = book.page(RETURN.sheet)
    columns = [
        Col("area", RETURN.heading("area"), 44, "strong", help="The area, as it is called on the force's grid. Each once."),
        Col("grade", RETURN.heading("grade"), 24, "grade", help="Your command's own grade; N/A where you do not grade yourselves. O, G, RI and I are understood.", choices=RETURN_GRADES),
        Col("evidence_numbers", RETURN.heading("evidence_numbers"), 42, help="The figures that the grade rests on, each with its month."),
        Col("evidence_words", RETURN.heading("evidence_words"), 60, help="What else the grade rests on: actions, results, what is not yet in the figures."),
        Col("good_practice", RETURN.heading("good_practice"), 40, help="What works, for other commands to take up."),
    ]  # fmt: skip
    if oversight:
        columns += [
            Col("oversight", RETURN.heading("oversight"), 24, "grade", help="Leave it blank: whoever leads the Oversight Board enters the grade that it gives, where that is another.", choices=RETURN_GRADES),
            Col("oversight_by", RETURN.heading("oversight_by"), 20, help="The board, or the post that leads it."),
            Col("oversight_date", RETURN.heading("oversight_date"), 16, "word", help="The day of the meeting, for example 15 April 2019."),
            Col("oversight_reason", RETURN.heading("oversight_reason"), 46, help="Why the grade is another than the command's own."),
        ]  # fmt: skip
    page.head(f"{force}: command return" if force else "Command return", "")
    page.labelled(1, 0, COMMAND_LABELS[0], command, "Your command, as the grid heads its column.")
    page.labelled(2, 0, CYCLE_LABELS[0], cycle, "The cycle that this return is for, for example Cycle 14.")
    placed = page.table("tblReturn", columns, rows, blank_rows=0 if rows else 15)
    page.colour(placed, ["grade", *(["oversight"] if oversight else [])], grades(book.formats))
    page.key(grade_key())
    page.print_ready(freeze=(HEAD_ROW + 1, 1))
