"""What each ribbon button does: the same book functions as the command line calls, and a message of what came of it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import Final

import xlwings as xw

import xlscore
from xlscore.books.headings import POLICY
from xlscore.errors import XlscoreError
from xlscore.excel.explain import explain
from xlscore.excel.messages import counted, problem_lines, tally
from xlscore.functions import REGISTRY

__all__ = ["ACTIONS", "Action", "ButtonError"]

Action = Callable[[xw.Book, list[str]], list[str]]
"""Takes the workbook and what the officer was asked; returns the lines of the message."""


class ButtonError(XlscoreError):
    """A button that this workbook has nothing for; the sentence says what to do."""


def _generate_force_grades(book: xw.Book, _asked: list[str]) -> list[str]:
    from xlscore.books.grades import generate_force_grades

    found = generate_force_grades(book)
    lines = [f"{counted(len(found.areas), 'area')}: {tally(found.counts) or 'none graded'}."]
    if found.changes:
        lines.append(f"{counted(len(found.changes), 'grade')} changed since last cycle.")
    if found.overrides:
        lines.append(f"{counted(len(found.overrides), 'final grade')} not as suggested.")
    return [*lines, *problem_lines(found.problems)]


def _update_msg_positions(book: xw.Book, _asked: list[str]) -> list[str]:
    from xlscore.books.msg import update_msg

    found = update_msg(book)
    lines = [f"{counted(len(found.measures), 'measure')}: {tally(found.aspirations) or 'no aspirations'}."]
    if any(found.moves.values()):
        lines.append(f"Positions: {tally(found.moves)}.")
    return [*lines, *problem_lines(found.problems)]


def _explain_cell(book: xw.Book, _asked: list[str]) -> list[str]:
    selected = book.selection
    if selected is None:
        raise ButtonError("Select the cell to be explained, then press Explain cell again.")
    return [explain(selected)]


def _policy(book: xw.Book, _asked: list[str]) -> list[str]:
    for sheet in book.sheets:
        if sheet.name.strip().casefold() == POLICY.sheet.casefold():
            sheet.activate()
            return [
                f"{POLICY.sheet} shows every setting with its source; change a value and press Refresh all."
            ]
    raise ButtonError(
        f"This workbook has no {POLICY.sheet} sheet, so the settings are as delivered. To change them, copy the"
        f" {POLICY.sheet} sheet of a template into it."
    )


def _about(_book: xw.Book, _asked: list[str]) -> list[str]:
    return [
        f"xlscore {xlscore.__version__}, xlwings {version('xlwings')}, Python {platform.python_version()}",
        sys.executable,
        f"{len(REGISTRY)} worksheet functions, in Insert Function under Scorecard.",
        "When something does not work, run at a command prompt: xlscore addin doctor",
    ]


ACTIONS: Final[dict[str, Action]] = {
    "generate-force-grades": _generate_force_grades,
    "update-msg-positions": _update_msg_positions,
    "explain-cell": _explain_cell,
    "policy": _policy,
    "about": _about,
}
