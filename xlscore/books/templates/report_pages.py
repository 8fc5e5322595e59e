"""The sheets from which the report pages take words: Narrative and Horizon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.objectives.headings import HORIZON, NARRATIVE
from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.rules.objectives.narrative import AGREED
from xlscore.rules.objectives.records import TextKind

__all__ = ["ReportWords", "add_horizon", "add_narrative"]

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
_ABOUT: Final = "What is being done, what the meeting is asked to agree, evidence: a row per text. They stand on the pages of the objectives."
_AHEAD: Final = (
    "What lies ahead, and which objectives it concerns; their pages point to it until the day that it names."
)


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


def _add(
    book: Builder,
    layout: TableKind,
    shown: Shown,
    title: str,
    about: str,
    rows: Sequence[Row],
    choices: Mapping[str, Sequence[str]],
) -> None:
    page = book.page(layout.sheet)
    columns = [
        Col(each.field, each.heading, *shown[each.field][:2], False, shown[each.field][2], choices.get(each.field, ()))
        for each in layout.columns
    ]  # fmt: skip
    page.head(title, about)
    page.table(f"tbl{layout.sheet}", columns, rows, blank_rows=4 if rows else 12, lines=2)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))
