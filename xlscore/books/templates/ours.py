"""A blank workbook of a force's own: so many commands, and the force's name where the templates say a force."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from xlscore.books.templates.build import (
    build_action_log,
    build_balanced_scorecard,
    build_command_return,
    build_monthly_performance,
    build_threat_impact,
)
from xlscore.books.templates.grid import Board, command_names
from xlscore.books.templates.logs import LogEntries
from xlscore.books.templates.monthly import Monthly
from xlscore.books.templates.msg import ForceGroup
from xlscore.books.templates.scorecard import Threats
from xlscore.errors import XlscoreError
from xlscore.rules.words import tidy

__all__ = ["build_ours"]

_MOST_COMMANDS: Final = 20
"""So many fit on a page, and their names into the drop-down of lead commands, which Excel limits to 255 characters."""
_LONGEST_NAME: Final = 60
_WITH_OVERSIGHT: Final = ("balanced-scorecard", "command-return")


def build_ours(
    kind: str,
    path: Path,
    commands: int | None = None,
    force: str | None = None,
    *,
    oversight: bool = False,
) -> None:
    """Write a blank workbook of that kind with so many command columns and the force's name; None leaves either as usual.

    `oversight` gives the Oversight Board's grade a column of its own: beside each command of a grid, and in a return.
    """
    name = "" if force is None else _name(force)
    if commands is not None:
        _refuse_commands(kind, commands)
    if oversight and kind not in _WITH_OVERSIGHT:
        raise XlscoreError(
            f"A workbook of the kind {kind} has no commands' grades; leave the Oversight Board out, or use {' or '.join(_WITH_OVERSIGHT)}."
        )
    if kind == "balanced-scorecard":
        _balanced_scorecard(path, commands, name, oversight=oversight)
    elif kind == "command-return":
        build_command_return(path, name, oversight=oversight)
    elif kind == "monthly-performance":
        _monthly_performance(path, name)
    elif kind == "action-log":
        logs = LogEntries()
        build_action_log(path, replace(logs, title=_titled(name, logs.title)) if name else logs)
    else:
        _threat_impact(path, name)


def _name(typed: str) -> str:
    """Return a force's name in order, or refuse what is none."""
    name = tidy(typed)
    if not any(letter.isalnum() for letter in name):
        raise XlscoreError("The force's name is blank; leave it out, or give the name.")
    if not name.isprintable():
        raise XlscoreError("The force's name holds a character that a cell cannot hold; type it anew.")
    if name[0] in "=+-@":
        raise XlscoreError(f"'{name}' begins like a formula; give the force's name as it is written.")
    if len(name) > _LONGEST_NAME:
        raise XlscoreError(
            f"The force's name has {len(name)} characters and may have {_LONGEST_NAME}; give its short name."
        )
    return name


def _refuse_commands(kind: str, commands: int) -> None:
    if kind != "balanced-scorecard":
        raise XlscoreError(
            f"A workbook of the kind {kind} has no columns of commands; leave their number out, or use balanced-scorecard."
        )
    if not 1 <= commands <= _MOST_COMMANDS:
        raise XlscoreError(
            f"A grid has 1 to {_MOST_COMMANDS} commands, not {commands}; further ones may be inserted as columns."
        )


def _titled(force: str, title: str) -> str:
    return f"{force}: {title[0].lower()}{title[1:]}" if title[1].islower() else f"{force}: {title}"


def _balanced_scorecard(path: Path, commands: int | None, force: str, *, oversight: bool) -> None:
    board, group = Board(oversight=oversight), ForceGroup()
    if commands is not None:
        board = replace(board, commands=command_names(commands))
    if force:
        board = replace(board, title=_titled(force, board.title))
        group = replace(group, title=_titled(force, group.title), forces=({"force": force},))
    build_balanced_scorecard(path, board, group, own_force=force)


def _threat_impact(path: Path, force: str) -> None:
    threats = Threats()
    build_threat_impact(path, replace(threats, title=_titled(force, threats.title)) if force else threats)


def _monthly_performance(path: Path, force: str) -> None:
    monthly = Monthly()
    titled = replace(monthly, title=_titled(force, monthly.title)) if force else monthly
    build_monthly_performance(path, titled, own_force=force)
