"""Opening a workbook file as an `xlwings.Book`, and the engine's place among xlwings' engines."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import xlwings

from xlscore.engine.app import FileEngine
from xlscore.ooxml import Workbook

__all__ = ["engine", "open_book", "open_bytes"]

_NAME = FileEngine.name


def engine() -> xlwings.main.Engine:
    """Return the engine `xlwings.engines["xlscore"]`, registered on first use; it needs no licence key.

    It is not made the active engine: `xlwings.Book(path)` goes on opening Excel where there is one.
    """
    if _NAME not in [item.name for item in xlwings.engines]:
        xlwings.engines.add(xlwings.main.Engine(impl=FileEngine()))
    return xlwings.engines[_NAME]


def open_book(
    path: str | os.PathLike[str],
    *,
    edit_protected: bool = False,
    is_own_function: Callable[[str], bool] | None = None,
) -> xlwings.Book:
    """Return a workbook file as an `xlwings.Book`; `save()` writes it, `close()` forgets it.

    `edit_protected` allows edits to locked cells and shared or signed workbooks. `is_own_function` tells
    the functions that only an add-in computes (default: those that Excel does not know).
    """
    options = {} if is_own_function is None else {"is_own_function": is_own_function}
    workbook = Workbook.open(path, edit_protected=edit_protected, **options)  # type: ignore[arg-type]
    return _alone(workbook, str(Path(path).resolve()))


def open_bytes(data: bytes, path: str) -> xlwings.Book:
    """Return the bytes of a workbook file as an `xlwings.Book`; it says that it lies at `path`, where no file need be."""
    return _alone(Workbook.open(data), path)


def _alone(workbook: Workbook, path: str) -> xlwings.Book:
    app = engine().impl.apps.add()
    app.for_one_book = True
    return xlwings.Book(impl=app.books.attach(workbook, path))
