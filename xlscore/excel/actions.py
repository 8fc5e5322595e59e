"""What each ribbon button does: the same book functions as the command line calls, and a message of what came of it."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

import xlwings as xw

import xlscore
from xlscore.books.tables.headings import POLICY
from xlscore.errors import XlscoreError
from xlscore.excel.explain import explain
from xlscore.excel.messages import counted, problem_lines, tally
from xlscore.functions import REGISTRY

if TYPE_CHECKING:
    from xlscore.books.grades.force import ForceGrades
    from xlscore.books.msg.positions import MsgPositions
    from xlscore.books.threat.scorecard import Scorecard

__all__ = ["ACTIONS", "Action", "ButtonError", "Say"]

Say = Callable[[str], None]
"""Shows in the status bar what is being done."""

Action = Callable[[xw.Book, list[str], Say], list[str]]
"""Takes the workbook, what the officer was asked, and the status bar; returns the lines of the message."""


class ButtonError(XlscoreError):
    """A button that this workbook has nothing for; the sentence says what to do."""


def _generate_force_grades(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    from xlscore.books.grades.force import generate_force_grades

    found = generate_force_grades(book)
    return [*_graded(found), *problem_lines(found.problems)]


def _graded(found: ForceGrades) -> list[str]:
    lines = [f"{counted(len(found.areas), 'area')}: {tally(found.counts) or 'none graded'}."]
    if found.changes:
        lines.append(f"{counted(len(found.changes), 'grade')} changed since last cycle.")
    if found.overrides:
        lines.append(f"{counted(len(found.overrides), 'final grade')} not as suggested.")
    return lines


def _collate_returns(book: xw.Book, asked: list[str], say: Say) -> list[str]:
    from xlscore.books.files import opened_files
    from xlscore.books.grades.collate import collate

    # The returns are read as files: they stay as they are, and need not be opened in Excel.
    say(f"reading {counted(len(asked), 'return')}")
    with opened_files(asked) as returns:
        found = collate(book, returns)
    lines = [f"{command}: {counted(number, 'grade')} taken over." for command, number in found.taken.items()]
    if found.not_returned:
        lines.append(f"Still to come: {', '.join(found.not_returned)}.")
    return [*lines, *problem_lines(found.problems)]


def _next_cycle(book: xw.Book, asked: list[str], say: Say) -> list[str]:
    from xlscore.books.grades.roll import roll

    cycle = " ".join(asked)
    say(f"rolling to {cycle}")
    found = roll(book, cycle)
    before = f" from {found.previous}" if found.previous else ""
    return [
        f"{counted(found.areas, 'area')} rolled{before} to {found.cycle}; the history keeps the grades.",
        *(problem_lines(found.problems) if found.problems else []),
    ]


def _fill_threat_and_impact(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    from xlscore.books.threat.scorecard import fill_scorecard

    found = fill_scorecard(book)
    return [*_scored(found), *problem_lines(found.problems)]


def _scored(found: Scorecard) -> list[str]:
    colours: dict[str, int] = {}
    for row in found.rows:
        if row.rag:
            colours[row.rag] = colours.get(row.rag, 0) + 1
    lines = [f"{counted(len(found.rows), 'row')}: {tally(colours) or 'none judged yet'}."]
    short = [f"{row.purpose} {row.objective} ({row.shortfall})" for row in found.off_target[:3]]
    return [*lines, f"Furthest from target: {', '.join(short)}."] if short else lines


def _update_msg_positions(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    from xlscore.books.msg.positions import update_msg

    found = update_msg(book)
    return [*_positioned(found), *problem_lines(found.problems)]


def _positioned(found: MsgPositions) -> list[str]:
    lines = [f"{counted(len(found.measures), 'measure')}: {tally(found.aspirations) or 'no aspirations'}."]
    return [*lines, f"Positions: {tally(found.moves)}."] if any(found.moves.values()) else lines


def _refresh_all(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    from xlscore.books.refresh import refresh

    found = refresh(book)
    lines = [] if found.grades is None else _graded(found.grades)
    lines += [] if found.msg is None else _positioned(found.msg)
    lines += [] if found.scorecard is None else _scored(found.scorecard)
    return [*lines, *problem_lines(found.problems)]


def _draw_tube_map(book: xw.Book, _asked: list[str], say: Say) -> list[str]:
    from xlscore.excel.tube_map import draw_tube_maps

    found = draw_tube_maps(book, lambda name, number, of: say(f"laying out {name}, map {number + 1} of {of}"))
    lines = [
        f"{drawn.name}: {counted(len(drawn.drawing.data_rows), 'station')} on the sheet {drawn.sheet}."
        for drawn in found.maps
    ]
    return [*lines, *problem_lines(found.problems)]


def _check_workbook(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    from xlscore.books.refresh import check

    found = check(book)
    return ["Nothing was changed.", *problem_lines(found.problems, listed=False)]


def _explain_cell(book: xw.Book, _asked: list[str], _say: Say) -> list[str]:
    selected = book.selection
    if selected is None:
        raise ButtonError("Select the cell to be explained, then press Explain cell again.")
    return [explain(selected)]


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
    return [
        f"xlscore {xlscore.__version__}, xlwings {version('xlwings')}, Python {platform.python_version()}",
        sys.executable,
        f"{len(REGISTRY)} worksheet functions, in Insert Function under Scorecard.",
        "When something does not work, run at a command prompt: xlscore addin doctor",
    ]


ACTIONS: Final[dict[str, Action]] = {
    "generate-force-grades": _generate_force_grades,
    "collate-returns": _collate_returns,
    "next-cycle": _next_cycle,
    "fill-threat-and-impact": _fill_threat_and_impact,
    "update-msg-positions": _update_msg_positions,
    "refresh-all": _refresh_all,
    "draw-tube-map": _draw_tube_map,
    "check-workbook": _check_workbook,
    "explain-cell": _explain_cell,
    "policy": _policy,
    "about": _about,
}
