"""Doing an action on a workbook file: opened through the file engine, saved when it has gone well, always closed."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, TypeAlias

import xlwings as xw

from xlscore.engine import open_book, save_book
from xlscore.ooxml.opc.saving import replace_file
from xlscore.ooxml.sheet.workbook import refuse_ending

__all__ = ["backup_name", "frozen_name", "opened_files", "picture_name", "workbook_file", "write_file"]

_NOT_IN_A_NAME: Final = re.compile(r'[<>:"/\\|?*]')
Name: TypeAlias = "str | os.PathLike[str]"


@contextmanager
def workbook_file(
    path: Name, out: Name | None = None, *, backup: bool = False, save: bool = True
) -> Iterator[xw.Book]:
    """Yield a workbook file as a book, and save it afterwards: there, or under `out`; not when anything failed.

    `backup` keeps a copy of the file as it was. A name that no workbook can have is refused before any work is done.
    """
    if out is not None:
        refuse_ending(Path(out), Path(path))
    book = open_book(path)
    try:
        yield book
        if save:
            save_book(book, out, backup=int(backup))
    finally:
        book.close()


@contextmanager
def opened_files(paths: Sequence[Name]) -> Iterator[list[xw.Book]]:
    """Yield several workbook files to read from."""
    with ExitStack() as stack:
        yield [stack.enter_context(workbook_file(path, save=False)) for path in paths]


def backup_name(path: Path) -> Path:
    """Return where the newest copy of a workbook as it was lies, once one has been kept.

    >>> backup_name(Path("scorecard.xlsx")).name
    'scorecard.xlsx.bak1'
    """
    beside = path.resolve() if path.is_symlink() else path
    return beside.with_name(f"{beside.name}.bak1")


def frozen_name(path: Path) -> Path:
    """Return where the copy for circulation goes when no name is given: beside the workbook.

    >>> frozen_name(Path("scorecard.xlsx")).name
    'scorecard (values).xlsx'
    """
    return path.with_name(f"{path.stem} (values){path.suffix}")


def picture_name(path: Path, name: str, number: int) -> Path:
    """Return where a map's picture goes: the first as asked for, each further one with its map's name.

    >>> picture_name(Path("map.svg"), "Force-level", 0).name, picture_name(Path("map.svg"), "A/B", 1).name
    ('map.svg', 'map - A B.svg')
    """
    if number == 0:
        return path
    return path.with_name(f"{path.stem} - {_NOT_IN_A_NAME.sub(' ', name)}{path.suffix}")


def write_file(path: Path, content: bytes) -> None:
    """Write a file in one step: there as a whole or not at all."""
    replace_file(path, [content])
