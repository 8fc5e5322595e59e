"""Bringing in files as something that the month can be asked for besides: its button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.monthly.kind import MONTHLY
from xlscore.books.plan.kind import ButtonText, KindAction, Question, also

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import xlwings as xw

    from xlscore.books.importing.answer import Imported

__all__ = ["BRING_IN"]


def _import(book: xw.Book, asked: Sequence[str], say: Callable[[str], None]) -> Imported:
    from pathlib import Path

    from xlscore.books.importing.files import bring_files_in

    say("Reading the files")
    return bring_files_in(book, [Path(name) for name in asked])


BRING_IN: Final = also(
    MONTHLY,
    KindAction(
        "import",
        ButtonText(
            "bring-in-files",
            "Month",
            "Bring in files",
            "TextFromFileInsert",
            "Extracts and published tables as months",
            "Choose the files: each of their rows is counted, left out with its reason or said to be unknown, and their months go into the Series."
            " What you typed stays; what a newer release revises is told.",
            "I",
        ),
        do=_import,
        sentences=lambda result: result.sentences(),
        asks=Question.FILES,
    ),
)
