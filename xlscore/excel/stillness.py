"""Excel held still while a button works: no macro of the workbook's own runs for a cell, nothing is drawn or calculated.

A force's workbook may answer every change of a cell (`Worksheet_Change`), and a button changes hundreds. Only desktop Excel
has such settings; each is put back as it was, also after an error. What is set so already is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import xlwings as xw

from xlscore.engine import capabilities

__all__ = ["uncalculated", "undisturbed"]


@contextmanager
def undisturbed(book: xw.Book) -> Iterator[None]:
    """Let no event reach a macro, and let Excel draw nothing."""
    with ExitStack() as stack:
        if capabilities(book).native:
            for setting in ("enable_events", "screen_updating"):
                _set(book.app, setting, False, stack)
        yield


@contextmanager
def uncalculated(book: xw.Book, *, gives_back: bool = True) -> Iterator[None]:
    """Let Excel calculate nothing by itself.

    Where the add-in's VBA called, it gives calculation back itself (`gives_back` is false): once Python is free again for
    the functions in cells that Excel then works out.
    """
    with ExitStack() as stack:
        if capabilities(book).native:
            _set(book.app, "calculation", "manual", stack if gives_back else None)
        yield


def _set(app: xw.App, setting: str, value: bool | str, stack: ExitStack | None) -> None:
    before = getattr(app, setting)
    if before != value:
        if stack is not None:
            stack.callback(_put_back, app, setting, before)
        setattr(app, setting, value)


def _put_back(app: xw.App, setting: str, before: Any) -> None:
    # A busy Excel may refuse one setting; that must not keep the others, or the message, from coming.
    with suppress(Exception):
        setattr(app, setting, before)
