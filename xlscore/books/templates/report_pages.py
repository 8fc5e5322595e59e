"""The sheets from which the report pages and the papers take words: Narrative, Horizon and Paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.objectives.headings import HORIZON, NARRATIVE
from xlscore.books.papers.headings import PAPER
from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.rules.objectives.narrative import AGREED
from xlscore.rules.objectives.records import TextKind
from xlscore.rules.papers.fields import PaperField

__all__ = ["ReportWords", "add_horizon", "add_narrative", "add_paper"]

Shown = Mapping[str, tuple[float, str, str]]

_NARRATIVE: Final[Shown] = {
    "objective": (32, "strong", "The objective, called as on the Scorecard; or a section of a paper."),
    "kind": (24, "word", "Blank is evidence. Recommendation (agreed) is proposed for the briefing log."),
    "text": (78, "text", "In your own words; line breaks are kept."),
    "date": (14, "word", "Of dated texts of one kind those of the latest date stand; without a date a text stands until you take it out."),
}  # fmt: skip
_HORIZON: Final[Shown] = {
    "title": (40, "strong", "What lies ahead: a review, a bill, a change of rules."),
    "publisher": (22, "text", "Who says so."),
    "link": (34, "small", "Text only; nothing is fetched."),
    "date": (14, "word", "When it was published."),
    "summary": (52, "text", "What it is, in a sentence."),
    "objective": (28, "text", "The objectives that it concerns, with a semicolon between them; All for every one."),
    "until": (14, "word", "The last month or day on which a page points to it; blank: until you take it out."),
}  # fmt: skip
_PAPER: Final[Shown] = {
    "field": (28, "strong", "A line of the front sheet, or a section. Take out what you do not need; a field may stand here once for each kind of paper."),
    "text": (90, "text", "As it is to be printed; line breaks are kept. Of Part: A, which the public reads, or B. Recipients and Part B items: several with a semicolon between them. Template: the Word template of your own, as seen from this workbook's folder."),
    "paper": (18, "text", "board, msg, monthly, panel or quarterly; blank for all of them."),
}  # fmt: skip
_ABOUT: Final = "What is being done, what the meeting is asked to agree, evidence: a row per text. They stand on the pages of the objectives."
_AHEAD: Final = (
    "What lies ahead, and which objectives it concerns; their pages point to it until the day that it names."
)

_OF_PAPERS: Final = "Front sheet, marking and standing sections of the papers. A field without a text is left out, a section without one is a place to write."


@dataclass(frozen=True)
class ReportWords:
    """What people wrote, and what lies ahead; blank where nothing is given."""

    narrative: Sequence[Row] = ()
    narrative_about: str = _ABOUT
    horizon: Sequence[Row] = ()
    horizon_about: str = _AHEAD


def add_narrative(book: Builder, words: ReportWords) -> None:
    """Add the Narrative: a row per text."""
    kinds = (*(kind.value for kind in TextKind), AGREED)
    _add(book, NARRATIVE, _NARRATIVE, "Narrative", words.narrative_about, words.narrative, {"kind": kinds})


def add_horizon(book: Builder, words: ReportWords) -> None:
    """Add the Horizon: a row per thing that lies ahead."""
    _add(book, HORIZON, _HORIZON, "Horizon scanning", words.horizon_about, words.horizon, {})


def add_paper(book: Builder, rows: Sequence[Row] = (), about: str = _OF_PAPERS) -> None:
    """Add the Paper sheet: the rows that are given, then a row for every field that none of them says."""
    given = {row["field"] for row in rows}
    rest: list[Row] = [{"field": each.value} for each in PaperField if each.value not in given]
    _add(book, PAPER, _PAPER, "Papers", about, [*rows, *rest], {}, blank_rows=0)


def _add(
    book: Builder,
    layout: TableKind,
    shown: Shown,
    title: str,
    about: str,
    rows: Sequence[Row],
    choices: Mapping[str, Sequence[str]],
    blank_rows: int | None = None,
) -> None:
    page = book.page(layout.sheet)
    columns = [
        Col(each.field, each.heading, *shown[each.field][:2], False, shown[each.field][2], choices.get(each.field, ()))
        for each in layout.columns
    ]  # fmt: skip
    page.head(title, about)
    blank = (4 if rows else 12) if blank_rows is None else blank_rows
    page.table(f"tbl{layout.sheet}", columns, rows, blank_rows=blank, lines=2)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))
