"""The sheets of a command's return: its grades and evidence for one cycle, its redlines, its risks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.grades.headings import COMMAND_LABELS, CYCLE_LABELS, REDLINES, RETURN
from xlscore.books.risks.headings import RISKS
from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import grade_key, grades
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.books.templates.words import BETTER, RETURN_GRADES

__all__ = ["add_return", "add_return_tables"]


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


_REDLINES: Final[dict[str, tuple[float, str, str]]] = {
    "area": (
        40,
        "strong",
        "The area that your redline belongs to; All areas where it counts for all that you grade.",
    ),
    "measure": (
        48,
        "text",
        "Your command's minimum standard, for example: emergency response within target.",
    ),
    "value": (14, "rate", "Your own figure. A percentage with its sign: 73.6%."),
    "minimum": (14, "rate", "The figure that must be reached."),
    "better": (12, "word", "Higher or Lower: which is the better way for this measure?"),
    "data_to": (16, "word", "The last month that the figure covers, for example Feb 2019."),
}
_RISKS: Final[dict[str, tuple[float, str, str]]] = {
    "ref": (10, "strong", "The risk's number in your register; no other command's risk may be called so."),
    "risk": (48, "text", "What may happen."),
    "area": (
        36,
        "text",
        "The area that it touches, called as on the force's grid; blank where it is your command's alone.",
    ),
    "likelihood": (16, "word", "1 to 5, or Remote, Unlikely, Possible, Probable, Almost certain."),
    "impact": (16, "word", "1 to 20, or Negligible, Minor, Moderate, Major, Catastrophic."),
    "mitigation": (52, "text", "What is being done about it."),
    "status": (12, "word", "Open or Closed."),
}
_CHOICES: Final = {"better": BETTER, "status": ("Open", "Closed")}


def add_return_tables(book: Builder) -> None:
    """Add the Redlines and the Risks sheet of a return, blank."""
    for layout, name, columns, about in (
        (REDLINES, "Redlines", _REDLINES, "Your command's own minimum standards. Collating takes them into the force's workbook as yours."),
        (RISKS, RISKS.sheet, _RISKS, "Your command's risks. Collating takes them into the force's register, where they are scored."),
    ):  # fmt: skip
        _add_table(book, layout, name, columns, about)


def _add_table(
    book: Builder, layout: TableKind, name: str, columns: dict[str, tuple[float, str, str]], about: str
) -> None:
    page = book.page(name)
    page.head(name, about)
    cols = [
        Col(field, layout.heading(field), *look[:2], False, look[2], _CHOICES.get(field, ()))
        for field, look in columns.items()
    ]
    page.table(f"tblReturn{name}", cols, (), blank_rows=10)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))
