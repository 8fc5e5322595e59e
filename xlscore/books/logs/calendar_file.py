"""The calendar of a log as a file beside the workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from xlscore.books.errors import BookError
from xlscore.books.files import write_file
from xlscore.books.logs.answer import Logs

__all__ = ["write_calendar"]

_ENDING: Final = ".ics"


def write_calendar(found: Logs, path: Path) -> None:
    """Write the meetings and due dates of a log; a file with another ending, the workbook itself for one, is never written over."""
    if path.suffix.casefold() != _ENDING:
        raise BookError(
            f"A calendar is a file that ends in {_ENDING}, and '{path.name}' does not; nothing was written."
        )
    write_file(path, found.calendar(path.stem).encode())
