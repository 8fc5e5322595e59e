"""The tables of the report pages: what people wrote, what lies ahead, and the pages themselves."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind
from xlscore.books.threat.headings import SCORECARD

__all__ = ["HORIZON", "NARRATIVE", "PAGES"]

NARRATIVE: Final = TableKind(
    "table of narrative",
    "Narrative",
    (
        Column(
            "objective", "Objective or section",
            ("objective", "section", "strategic objective", "objectives", "priority", "chapter", "objective/section", "section or objective"),
            own_names=True,
        ),
        Column("kind", "Kind", ("kind of text", "type of text", "text type", "type", "part", "paragraph")),
        Column("text", "Text", ("narrative", "words", "wording", "commentary", "paragraph text", "what is said")),
        Column("date", "Date", ("as at", "month", "written", "updated", "date written")),
    ),
    needs=("objective", "kind", "text"),
    rows="objective",
)  # fmt: skip
"""A row per text: on which objective, or in which section of a paper, and what it is."""

HORIZON: Final = TableKind(
    "table of the horizon",
    "Horizon",
    (
        Column("title", "Title", ("item", "headline", "subject"), own_names=True),
        Column("publisher", "Source", ("information source", "publisher", "published by", "from whom")),
        Column("link", "Link", ("url", "web address", "web link", "address", "hyperlink")),
        Column("date", "Date", ("published", "date published", "announced")),
        Column("summary", "Summary", ("what it is", "in short", "synopsis", "words", "description")),
        Column(
            "objective", "Objective",
            ("objectives", "strategic objective", "strategic objectives", "concerns", "relates to", "objectives affected"),
        ),
        Column("until", "Until", ("stands until", "valid until", "ends", "expires", "remove after", "review date")),
    ),
    needs=("title", "summary", ("link", "until", "publisher")),
    rows="title",
)  # fmt: skip
"""A row per thing that lies ahead; its link is text and is never fetched."""


def _of_card(field: str, heading: str, name: str, *shapes: str) -> Column:
    """Return a column that shows what the scorecard's column of that name has, by the same formulas."""
    theirs = SCORECARD.column(name)
    return Column(field, heading, computed=True, formulas=(*theirs.formulas, *shapes))


_SHOWN: Final = ("=N(cells)",)
"""A figure of another sheet as it stands there."""

PAGES: Final = TableKind(
    "pages of the objectives",
    "Objectives",
    (
        Column("chapter", "Chapter", computed=True),
        Column("said", "What is said", computed=True),
        Column("actual", "This year", computed=True, formulas=_SHOWN),
        Column("previous", "Last year", computed=True, formulas=_SHOWN),
        _of_card("year_on_year", "Change on last year", "year_on_year", *_SHOWN),
        Column("target", "Target", computed=True, formulas=_SHOWN),
        _of_card("shortfall", "Short by", "shortfall"),
        _of_card("rag", "RAG", "rag"),
        Column("line", "Line", own_names=True, number_format=";;;"),
    ),
    needs=("line", "chapter", "said", "actual", "shortfall"),
    rows="line",
    no_totals=frozenset(),
    product_only=True,
)
"""A row per line of a page: its figures, or a sentence. *Line* is by what it is found again."""
