"""The board paper as a kind of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.papers.kind import Composed, PaperAsked, PaperKind

if TYPE_CHECKING:
    import xlwings as xw

__all__ = ["BOARD"]


def _applies(book: xw.Book) -> bool:
    from xlscore.books.kinds import KINDS
    from xlscore.books.plan.kind import Asked
    from xlscore.books.tables.named import read_workbook

    return KINDS["grades"].applies(read_workbook(book), Asked())


def _compose(book: xw.Book, asked: PaperAsked) -> Composed:
    from xlscore.papers.board.compose import compose_board

    return compose_board(book, asked)


BOARD: Final = PaperKind("board", "Board paper", _applies, _compose)
"""The paper on the force grades of a cycle."""
