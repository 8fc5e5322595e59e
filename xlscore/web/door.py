"""A workbook's bytes opened for one button, and whatever goes wrong as a sentence: nothing is kept, nothing is raised.

The file that somebody handed over stays as it is: what a button makes of it is another one. So no copy of it is kept
beside it before a button that clears cells, as the desktop does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

import xlwings as xw

from xlscore.engine import open_bytes
from xlscore.errors import XlscoreError
from xlscore.excel.buttons import Question, pressable
from xlscore.excel.ribbon import DONE, REFUSED, run

__all__ = ["DONE", "REFUSED", "UNNAMED", "Options", "Pressed", "pressed", "refused"]

Options = Mapping[str, Any]
"""What comes along with a button: `name` of the workbook's file, `answers` of the officer (a list), `selected` cell as
"Sheet!A1", `files` (a name and bytes each) that the button asks for, `say` that hears of progress."""

UNNAMED: Final = "workbook.xlsx"
_CHOSEN: Final = (Question.RETURNS, Question.FILES, Question.PAPER, Question.TEXT)
"""Questions that are answered with files."""
_NEW: Final = {Question.NEW_PAPER: "(paper).docx", Question.PACK: "(data pack).xlsx"}
"""Questions that are answered with the name of a file that is to be made, and how it ends where nobody names it."""

_TOLD: Final = ("name", "answers", "selected", "files")
_OURS: Final = ("say", "drawn")
"""What the page's own worker adds."""


_WHAT: Final = f"A button takes {', '.join(_TOLD[:-1])} and {_TOLD[-1]}."

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
    chosen, asked = pressable(action), _Asked.of(options)
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        # Beside it lies nothing: no store of counts of somebody else's, no earlier copy.
        book = open_bytes(data, str(folder / "workbook" / _plain(asked.name or UNNAMED)))
        try:
            _select(book, asked.selected)
            answers, before = _answers(chosen.asks, folder, asked)
            ended, message = run(
                book,
                chosen.name,
                "\n".join(answers),
                keeps_copy=False,
                say=asked.say,
                unexpected=_unexpected,
            )
            made = _made(folder, before)
            said = message.replace(f"{folder}/", "").replace(f"{folder}\\", "")
            yield Pressed(book, ended, "\n".join([said, *asked.left_aside()]), made)
        finally:
            book.close()


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


def _answers(asks: Question, folder: Path, asked: _Asked) -> tuple[list[str], dict[str, bytes]]:
    """Return what is answered to a button's question, and the files that were handed over, by their names."""
    given = list(asked.answers)
    if asks in _NEW:
        stem = PurePosixPath(_plain(asked.name or UNNAMED)).stem
        new = _plain(given[0]) if given and given[0].strip() else f"{stem} {_NEW[asks]}"
        return [str(folder / new), *given[1:]], {}
    files = {_plain(name): data for name, data in asked.files.items()}
    if asks not in _CHOSEN:
        return given, {}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [*(str(folder / name) for name in files), *given], files


def _made(folder: Path, before: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a button made or changed."""
    now = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    return {name: data for name, data in now.items() if before.get(name) != data}


@dataclass(frozen=True)
class _Asked:
    """The options of a button, each of its kind; `unknown` are those that nothing here understands."""

    name: str
    answers: Sequence[str]
    selected: str
    files: Mapping[str, bytes]
    say: Callable[[str], None]
    unknown: Sequence[str]

    @classmethod
    def of(cls, options: Options) -> _Asked:
        """Return them as read; what is of another kind is refused by name, for it would be taken for something else."""
        if not isinstance(options, Mapping):
            raise XlscoreError("The options of a button are no object.", _WHAT)
        return cls(
            name=_text(options, "name"),
            answers=_listed(options.get("answers")),
            selected=_text(options, "selected"),
            files=_files(options.get("files")),
            say=options.get("say") or (lambda _words: None),
            unknown=[str(name) for name in options if name not in (*_TOLD, *_OURS)],
        )

    def left_aside(self) -> list[str]:
        """Return as a sentence the options that nothing here understands."""
        names = ", ".join(f"'{name}'" for name in self.unknown)
        return [f"Not understood and left aside: {names}. {_WHAT}"] if names else []


def _text(options: Options, name: str) -> str:
    value = options.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise XlscoreError(f"The option '{name}' is no text.", "Give it as one.")
    return value


def _listed(value: object) -> list[str]:
    """Return the officer's answers; one alone need not stand in a list.

    >>> _listed("Cycle 14"), _listed([14.0, "board"]), _listed(None)
    (['Cycle 14'], ['14', 'board'], [])
    """
    if value is None:
        return []
    if isinstance(value, str | int | float):
        value = [value]
    if not isinstance(value, Sequence) or not all(isinstance(each, str | int | float) for each in value):
        raise XlscoreError("The option 'answers' is no list of texts.", "Give each answer as a text.")
    return [str(int(each)) if isinstance(each, float) and each.is_integer() else str(each) for each in value]


def _files(value: object) -> dict[str, bytes]:
    if not value and not isinstance(value, str | bytes):
        return {}
    if not isinstance(value, Mapping):
        raise XlscoreError("The option 'files' is no object.", "Give each file's bytes under its name.")
    wrong = [
        str(name) for name, data in value.items() if not isinstance(data, bytes | bytearray | memoryview)
    ]
    if wrong:
        raise XlscoreError(f"The file '{wrong[0]}' does not come as bytes.", "Give a Uint8Array of them.")
    return {str(name): bytes(data) for name, data in value.items()}
