"""The door of the ribbon: a button's name comes in from VBA, one message goes back.

The add-in's VBA calls `press` in the same Python that serves the worksheet functions, with the active workbook as
xlwings' calling book. While an action runs the status bar says what is being done.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Final

import xlwings as xw

from xlscore.errors import XlscoreError
from xlscore.excel.actions import ACTIONS, KEEPS, Say
from xlscore.excel.buttons import button
from xlscore.excel.messages import for_message_box, shortened
from xlscore.excel.papers import CHOICES
from xlscore.excel.stillness import uncalculated, undisturbed

__all__ = ["DONE", "LOG_FILE", "REFUSED", "choices", "press", "run"]

DONE: Final = "done"
REFUSED: Final = "refused"
LOG_FILE: Final = "xlscore.log"

Unexpected = Callable[[Exception, str], str]
"""Words what nobody expected, from the error and the button's label."""

_log = logging.getLogger(__name__)


@xw.func(category="Scorecard")
@xw.arg("name", "raw")
@xw.arg("asked", "raw")
def press(name: str, asked: str) -> list[str]:
    """Return how a button ended, "done" or "refused", and the message for the officer; VBA calls it."""
    ended, text = run(xw.Book.caller(), name, asked, gives_calculation_back=False)
    return [ended, for_message_box(text)]


@xw.func(category="Scorecard")
@xw.arg("name", "raw")
def choices(name: str) -> list[str]:
    """Return among how many things a button has the officer choose, and the question which is meant; VBA calls it."""
    number, question = CHOICES[name](xw.Book.caller())
    return [str(number), for_message_box(question)]


def run(
    book: xw.Book,
    name: str,
    asked: str = "",
    *,
    gives_calculation_back: bool = True,
    keeps_copy: bool = True,
    say: Say | None = None,
    unexpected: Unexpected | None = None,
) -> tuple[str, str]:
    """Return how a button ended on a workbook, and the message; `asked` holds a line for each answer of the officer.

    Nothing is raised: whatever goes wrong is a sentence that says what to do. `gives_calculation_back` is false for the
    add-in's VBA, which does that itself. A door without a status bar and a disk hears of progress by `say`, words what
    nobody expected by `unexpected`, and has no copy kept where the file that it was given stays as it is.
    """
    chosen = button(name)
    answers = [line for line in asked.splitlines() if line.strip()]
    try:
        with _status_bar(book) if say is None else nullcontext(say) as say_so:
            say_so(chosen.label)
            # Kept before calculation becomes manual: a copy would open so, and every other workbook with it.
            keeps = KEEPS.get(name) if keeps_copy else None
            with (
                keeps(book, " ".join(answers)) if keeps else nullcontext() as kept,
                undisturbed(book),
                uncalculated(book, gives_back=gives_calculation_back),
            ):
                lines = ACTIONS[name](book, answers, say_so)
        return DONE, shortened("\n".join([*lines, *([kept] if kept else [])]))
    except XlscoreError as error:
        return REFUSED, error.sentence
    except NotImplementedError as error:
        return REFUSED, str(error) or f"{chosen.label} needs desktop Excel; open the workbook there."
    except Exception as error:  # nobody ever sees a traceback; the log keeps it
        return REFUSED, (unexpected or _unexpected)(error, chosen.label)


@contextmanager
def _status_bar(book: xw.Book) -> Iterator[Say]:
    try:
        yield lambda words: _show(book, f"Scorecard: {words}...")
    finally:
        _show(book, False)


def _show(book: xw.Book, text: str | bool) -> None:
    # Only desktop Excel has a status bar, and a busy one may refuse: the work matters more.
    with suppress(Exception):
        book.app.status_bar = text


def _unexpected(error: Exception, label: str) -> str:
    if type(error).__name__ == "com_error":
        return (
            f"Excel was busy during {label}: finish typing in the cell (Enter or Esc), close any dialog, and press the"
            " button again."
        )
    log = Path(tempfile.gettempdir(), LOG_FILE)
    _write(log, label)
    return (
        f"{label} stopped unexpectedly ({type(error).__name__}). Check the workbook before you save it, and send"
        f" {log} to whoever looks after xlscore."
    )


def _write(log: Path, label: str) -> None:
    with suppress(OSError):
        handler = logging.FileHandler(log, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        _log.addHandler(handler)
        try:
            _log.exception("%s", label)
        finally:
            _log.removeHandler(handler)
            handler.close()
