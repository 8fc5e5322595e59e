"""The force's own template where the workbook names it: a row Template of the table Paper, its path as seen from the workbook."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final

from xlscore.papers.errors import PaperError
from xlscore.rules.words import quoted

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.rules.papers.settings import SettingText

__all__ = ["named_template"]

_ON_A_SERVER: Final = "://"


def named_template(said: SettingText | None, book: Path | xw.Book) -> Path | None:
    """Return the template that a row of the table Paper names, None where there is no such row."""
    words = "" if said is None else " ".join(said.paragraphs).strip('"')
    if said is None or not words:
        return None
    place = said.source.place
    if _ON_A_SERVER in words:
        raise PaperError(
            f"{place} names a template on a server, which cannot be read from here.",
            "Keep it in a folder of this computer, or in OneDrive's folder on it, and say there where.",
        )
    path = _as_path(words)
    if not path.is_absolute():
        folder = _folder(book)
        if folder is None:
            raise PaperError(
                f"{place} names the template {quoted(words)} as seen from the workbook, which lies in no folder of this computer.",
                "Save the workbook in one, or give the template's whole path there.",
            )
        path = folder / path
    if not path.is_file():
        raise PaperError(
            f"{place} names the template {quoted(words)}, and there is no file {path}.",
            "Put it there, or say in that row where it is.",
        )
    return path


def _as_path(words: str) -> Path:
    """Return a path as an officer types it, with whichever strokes; on another system than Windows, too."""
    if "\\" not in words or PureWindowsPath(words).drive:
        return Path(words)
    return Path(PurePosixPath(*PureWindowsPath(words).parts))


def _folder(book: Path | xw.Book) -> Path | None:
    """Return the folder in which a workbook lies, None for one that was never saved or lies on a server."""
    path = book if isinstance(book, Path) else Path(_full_name(book))
    return path.resolve().parent if path.is_file() else None


def _full_name(book: xw.Book) -> str:
    try:
        return str(book.fullname)
    except Exception:  # what xlwings raises for a workbook on a server differs from system to system
        return ""
