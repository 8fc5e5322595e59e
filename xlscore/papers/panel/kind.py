"""The panel report as a kind of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.papers.kind import Composed, PaperAsked, PaperKind

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading

__all__ = ["PANEL"]


def _applies(book: xw.Book | Reading) -> bool:
    from xlscore.books.tables.named import read_workbook
    from xlscore.papers.month.facts import has_month

    return has_month(read_workbook(book))


def _compose(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    from xlscore.papers.panel.compose import compose_panel

    return compose_panel(book, asked)


PANEL: Final = PaperKind("panel", "Police and Crime Panel report", _applies, _compose)
"""The latest monthly report with the response of the commissioner."""
