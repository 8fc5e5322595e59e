"""Doing an action on a workbook file: opened through the file engine, saved when it has gone well, always closed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeAlias

import xlwings as xw

from xlscore.engine import open_book

__all__ = ["frozen_name", "opened_files", "workbook_file"]

Name: TypeAlias = "str | os.PathLike[str]"


@contextmanager
def workbook_file(
    path: Name, out: Name | None = None, *, backup: bool = False, save: bool = True
) -> Iterator[xw.Book]:
    """Yield a workbook file as a book, and save it afterwards: there, or under `out`; not when anything failed.

    `backup` keeps a copy of the file as it was.
    """
    book = open_book(path)
    try:
        yield book
        if save:
            # xlwings' own save() has no word for a backup.
            book.impl.workbook.save(None if out is None else os.fspath(out), backup=int(backup))
    finally:
        book.close()


@contextmanager
def opened_files(paths: Sequence[Name]) -> Iterator[list[xw.Book]]:
    """Yield several workbook files to read from."""
    with ExitStack() as stack:
        yield [stack.enter_context(workbook_file(path, save=False)) for path in paths]


def frozen_name(path: Path) -> Path:
    """Return where the copy for circulation goes when no name is given: beside the workbook.

    >>> frozen_name(Path("scorecard.xlsx")).name
    'scorecard (values).xlsx'
    """
    return path.with_name(f"{path.stem} (values){path.suffix}")
