"""The workbook as it was, kept beside it before a button that Excel cannot undo changes anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import xlwings as xw

from xlscore.engine import capabilities, save_copy
from xlscore.errors import XlscoreError
from xlscore.excel.stillness import undisturbed

__all__ = ["NotKeptError", "copy_name", "kept_copy"]

_NOT_IN_A_NAME: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_LONGEST: Final = 60
"""Characters of a copy's name that say before what: Windows takes 259 for a whole path."""


class NotKeptError(XlscoreError):
    """The workbook as it is could not be kept, so nothing was changed."""


@contextmanager
def kept_copy(book: xw.Book, before: str) -> Iterator[str]:
    """Yield the line that says where the workbook as it was is kept; the copy goes again where the action is refused.

    Where Excel runs in a browser nothing can be written beside the workbook; its own version history keeps it.
    """
    folder = _folder(book)
    if folder is None:
        yield "No copy can be kept from here; Excel's version history (File, Info) has the workbook as it was."
        return
    path = copy_name(folder, book.name, before)
    _save(book, path)
    try:
        yield f"As it was: {path}"
    except XlscoreError:  # refused before anything was written
        with suppress(OSError):
            path.unlink()
        raise


def copy_name(folder: Path, name: str, before: str) -> Path:
    """Return a path that is still free, named for the workbook and what comes after.

    >>> copy_name(Path("nowhere"), "Scorecard.xlsx", "Q2: 2026/27").name
    'Scorecard (before Q2 2026 27).xlsx'
    """
    own = Path(name)
    what = " ".join(_NOT_IN_A_NAME.sub(" ", before).split())[:_LONGEST].rstrip(" .")
    number, more = 1, ""
    while (path := folder / f"{own.stem} (before {what}{more}){own.suffix}").exists():
        number += 1
        more = f", {number}"
    return path


def _folder(book: xw.Book) -> Path | None:
    """Return the folder that a copy goes into, None where the program behind the workbook can save none."""
    can = capabilities(book)
    if can.native:
        place = str(book.api.Path)
        # Excel saves no copy to OneDrive or SharePoint by its address; the officer's own folder takes it.
        if "://" in place:
            place = str(book.app.api.DefaultFilePath)
    elif can.draws:  # a file
        place = str(Path(book.fullname).parent) if Path(book.fullname).is_file() else ""
    else:
        return None
    if not place:
        raise NotKeptError(
            "This workbook was never saved, so no copy can be kept beside it.",
            "Save it (Ctrl+S), then press Next cycle again.",
        )
    return Path(place)


def _save(book: xw.Book, path: Path) -> None:
    try:
        with undisturbed(book):
            save_copy(book, path)
    except Exception:  # Excel says neither why nor, in every language, what
        raise NotKeptError(
            f"No copy of the workbook could be saved as {path}, so nothing was changed.",
            "Finish typing in the cell, see that you may write into that folder, and press the button again.",
        ) from None
