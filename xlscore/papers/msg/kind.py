"""The paper on MSG positions as a kind of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.papers.kind import Composed, PaperAsked, PaperKind

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading

__all__ = ["MSG_PAPER"]


def _applies(book: xw.Book | Reading) -> bool:
    from xlscore.books.msg.together import find_msg
    from xlscore.books.tables.named import read_workbook

    tables = find_msg(read_workbook(book))
    return tables is not None and bool(tables.table.records)


def _compose(book: xw.Book | Reading, asked: PaperAsked) -> Composed:
    from xlscore.papers.msg.compose import compose_msg

    return compose_msg(book, asked)


MSG_PAPER: Final = PaperKind("msg", "MSG aspirations", _applies, _compose)
"""The paper on positions and aspirations in the Most Similar Group."""
