"""The quarterly report as a kind of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.papers.kind import Composed, PaperAsked, PaperKind

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading

__all__ = ["QUARTERLY"]


def _applies(book: xw.Book | Reading) -> bool:
    from xlscore.books.tables.named import read_workbook
    from xlscore.papers.quarterly.facts import has_quarter

    return has_quarter(read_workbook(book))


def _compose(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    from xlscore.papers.quarterly.compose import compose_quarter

    return compose_quarter(book, asked)


QUARTERLY: Final = PaperKind("quarterly", "Quarterly report", _applies, _compose)
"""The report by the objectives of the plan."""
