"""The board paper as a kind of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.papers.kind import Composed, PaperAsked, PaperKind

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading

__all__ = ["BOARD"]


def _applies(book: xw.Book | Reading) -> bool:
    from xlscore.books.grades.grid.reading import find_grid_or_none
    from xlscore.books.tables.named import read_workbook

    grid = find_grid_or_none(read_workbook(book))
    return grid is not None and bool(grid.records)


def _compose(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    from xlscore.papers.board.compose import compose_board

    return compose_board(book, asked)


BOARD: Final = PaperKind("board", "Board paper", _applies, _compose)
"""The paper on the force grades of a cycle."""
