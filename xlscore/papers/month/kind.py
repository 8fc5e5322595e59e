"""The monthly report as a kind of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.papers.kind import Composed, PaperAsked, PaperKind

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading

__all__ = ["MONTHLY"]


def _applies(book: xw.Book | Reading) -> bool:
    from xlscore.books.tables.named import read_workbook
    from xlscore.papers.month.facts import has_month

    return has_month(read_workbook(book))


def _compose(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    from xlscore.papers.month.compose import compose_month

    return compose_month(book, asked)


MONTHLY: Final = PaperKind("monthly", "Monthly performance report", _applies, _compose)
"""The report on the month, objective by objective."""
