"""What each ribbon button does: the same book functions as the command line calls, and a message of what came of it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.metadata import version
from typing import Final

import xlwings as xw

import xlscore
from xlscore.books.kinds import KINDS
from xlscore.books.plan.action import do
from xlscore.books.plan.kind import Asked, Kind, KindAction
from xlscore.books.tables.headings import POLICY
from xlscore.errors import XlscoreError
from xlscore.excel.explain import explain
from xlscore.excel.keeping import kept_copy
from xlscore.excel.messages import problem_lines
from xlscore.excel.papers import PAPER_ACTIONS
from xlscore.excel.tube_map import put_for
from xlscore.functions import REGISTRY

__all__ = ["ACTIONS", "KEEPS", "Action", "ButtonError", "Say"]

Say = Callable[[str], None]
"""Shows in the status bar what is being done."""

Action = Callable[[xw.Book, list[str], Say], list[str]]
"""Takes the workbook, what the officer was asked, and the status bar; returns the lines of the message."""


class ButtonError(XlscoreError):
    """A button that this workbook has nothing for; the sentence says what to do."""


def _action_of(kind: Kind) -> Action:
    """Return what the button of a kind of scorecard work does."""

    def action(book: xw.Book, _asked: list[str], say: Say) -> list[str]:
        found = do(book, kind, Asked(say=_progress(say), put=put_for(book)))
        return [*kind.sentences(found), *problem_lines(found.problems)]

    return action


def _besides(asked: KindAction) -> Action:
    """Return what the button does of something else that a kind is asked for."""

    def action(book: xw.Book, answers: list[str], say: Say) -> list[str]:
        found = asked.do(book, answers, say)
        return [*asked.sentences(found), *(problem_lines(found.problems) if asked.lists_problems else ())]

    return action


def _progress(say: Say) -> Callable[[str, int, int], None]:
    return lambda name, number, of: say(f"laying out {name}, map {number + 1} of {of}")


def _refresh_all(book: xw.Book, _asked: list[str], say: Say) -> list[str]:
    from xlscore.books.refreshing import refresh

    result = refresh(book, say=_progress(say), put=put_for(book))
    lines = [line for name, found in result.found.items() for line in KINDS[name].sentences(found)]
    return [*lines, *result.alone.sentences(), *problem_lines(result.problems)]


def _check_workbook(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    from xlscore.books.refreshing import check

    found = check(book)
    return [
        "Nothing was changed.",
        *problem_lines(found.problems, listed=False),
        *found.understood.sentences(),
    ]


def _explain_cell(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    selected = book.selection
    if selected is None:
        raise ButtonError("Select the cell to be explained, then press Explain cell again.")
    return [explain(selected)]


def _bring_formulas_over(book: xw.Book, asked: list[str], _say: Say) -> list[str]:
    from xlscore.books.bringing_over import bring_over

    found = bring_over(book, asked[0].strip() if asked else None)
    return [*found.sentences(), *problem_lines(found.problems, listed=False)]


def _policy(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
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


def _about(_book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    versions = (
        f"xlscore {xlscore.__version__}, xlwings {version('xlwings')}, Python {platform.python_version()}"
    )
    if sys.platform == "emscripten":
        return [
            versions,
            f"{len(REGISTRY)} worksheet functions. Everything is worked out in this browser; nothing is sent.",
        ]
    return [
        versions,
        sys.executable,
        f"{len(REGISTRY)} worksheet functions, in Insert Function under Scorecard.",
        "When something does not work, run at a command prompt: xlscore addin doctor",
    ]


KEEPS: Final[dict[str, Callable[[xw.Book, str], AbstractContextManager[str]]]] = {
    one.button.name: kept_copy for kind in KINDS.values() for one in kind.actions if one.clears
}
"""Buttons before which the workbook as it was is kept: what they clear cannot be typed again from memory."""

ACTIONS: Final[dict[str, Action]] = {
    **{kind.button.name: _action_of(kind) for kind in KINDS.values()},
    **{one.button.name: _besides(one) for kind in KINDS.values() for one in kind.actions},
    **{one.button.name: _besides(one) for one in PAPER_ACTIONS},
    "refresh-all": _refresh_all,
    "check-workbook": _check_workbook,
    "explain-cell": _explain_cell,
    "bring-formulas-over": _bring_formulas_over,
    "policy": _policy,
    "about": _about,
}
