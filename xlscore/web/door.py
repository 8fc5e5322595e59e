"""A workbook's bytes opened for one button, and whatever goes wrong as a sentence: nothing is kept, nothing is raised.

The file that somebody handed over stays as it is: what a button makes of it is another one. So no copy of it is kept
beside it before a button that clears cells, as the desktop does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlwings as xw

from xlscore.engine import open_bytes
from xlscore.errors import XlscoreError
from xlscore.excel.buttons import BUTTONS, Question
from xlscore.excel.ribbon import DONE, REFUSED, run

__all__ = ["DONE", "REFUSED", "UNNAMED", "Options", "Pressed", "pressed", "refused"]

Options = Mapping[str, Any]
"""What comes along with a button: `name` of the workbook's file, `answers` of the officer (a list), `selected` cell as
"Sheet!A1", `files` (a name and bytes each) that the button asks for, `say` that hears of progress."""

UNNAMED: Final = "workbook.xlsx"
_CHOSEN: Final = (Question.RETURNS, Question.FILES, Question.PAPER, Question.TEXT)
"""Questions that are answered with files."""
_NEW: Final = (Question.NEW_PAPER, Question.PACK)
"""Questions that are answered with the name of a file that is to be made."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pressed:
    """A workbook on which a button was pressed, how that ended, the message, and the files that were made beside it."""

    book: xw.Book
    ended: str
    message: str
    made: Mapping[str, bytes]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the page and the add-in take it."""
        return {"ended": self.ended, "message": self.message, "active": self.book.sheets.active.name} | (
            {"made": dict(self.made)} if self.made else {}
        )


def refused(error: Exception) -> dict[str, Any]:
    """Return the answer where a workbook cannot even be opened: one sentence, never a traceback."""
    if isinstance(error, XlscoreError):
        return {"ended": REFUSED, "message": error.sentence}
    _log.exception("A workbook could not be opened")
    said = f"This file could not be read ({type(error).__name__}). Open it in Excel, save it as .xlsx and try again."
    return {"ended": REFUSED, "message": said}


@contextmanager
def pressed(action: str, data: bytes, options: Options) -> Iterator[Pressed]:
    """Yield a workbook's bytes as a book on which the button of that name was pressed; the book goes afterwards.

    Raises only what opening raises; `refused` makes an answer of it.
    """
    chosen = next((one for one in BUTTONS if one.name == action and not one.native), None)
    if chosen is None:
        raise XlscoreError(f"There is no button {action!r} here.")
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        # Beside it lies nothing: no store of counts of somebody else's, no earlier copy.
        book = open_bytes(data, str(folder / "workbook" / _plain(options.get("name") or UNNAMED)))
        try:
            _select(book, str(options.get("selected") or ""))
            answers, before = _answers(chosen.asks, folder, options)
            ended, message = run(
                book,
                action,
                "\n".join(answers),
                keeps_copy=False,
                say=_said(options),
                unexpected=_unexpected,
            )
            made = _made(folder, before)
            yield Pressed(book, ended, message.replace(f"{folder}/", "").replace(f"{folder}\\", ""), made)
        finally:
            book.close()


def _said(options: Options) -> Callable[[str], None]:
    say: Callable[[str], None] = options.get("say") or (lambda _words: None)
    return say


def _unexpected(error: Exception, label: str) -> str:
    _log.exception("%s", label)
    return (
        f"{label} stopped unexpectedly ({type(error).__name__}), and the workbook was left as it was. Send a copy of it to"
        " whoever looks after xlscore, where it may leave your force."
    )


def _plain(name: object) -> str:
    """Return the last part of a file's name, which may come from anywhere.

    >>> _plain("D:\\\\returns\\\\Q2 scorecard.xlsx"), _plain("../..")
    ('Q2 scorecard.xlsx', 'workbook.xlsx')
    """
    last = PurePosixPath(str(name).replace("\\", "/")).name.replace("\0", "")
    return last if last.strip(". ") else UNNAMED


def _select(book: xw.Book, selected: str) -> None:
    sheet, _, address = selected.rpartition("!")
    if not selected:
        return
    try:
        book.sheets[sheet.removeprefix("'").removesuffix("'").replace("''", "'")].range(address).select()
    except Exception:
        raise XlscoreError(
            f"There is no cell {selected} in this workbook.", "Select a cell and try again."
        ) from None


def _answers(asks: Question, folder: Path, options: Options) -> tuple[list[str], dict[str, bytes]]:
    """Return what is answered to a button's question, and the files that were handed over, by their names."""
    given = [str(each) for each in options.get("answers") or ()]
    if asks in _NEW and given:
        return [str(folder / _plain(given[0])), *given[1:]], {}
    files = {_plain(name): bytes(data) for name, data in (options.get("files") or {}).items()}
    if asks not in _CHOSEN:
        return given, {}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [*(str(folder / name) for name in files), *given], files


def _made(folder: Path, before: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a button made or changed."""
    now = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return {name: data for name, data in now.items() if before.get(name) != data}
