"""What the officer reads at the end of a button: one message, short enough for Excel's box."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.plan.words import counted
from xlscore.books.tables.headings import PROBLEMS
from xlscore.rules.problems import Problem

__all__ = ["LONGEST_MESSAGE", "for_message_box", "problem_lines", "shortened"]

LONGEST_MESSAGE: Final = 1000
"""Excel's message box cuts off at about 1,024 characters."""

SHOWN_PROBLEMS: Final = 3

_SPELT: Final = {
    "◄►": "level",
    "▲": "up",
    "▼": "down",
    "−": "-",
    "→": "->",
    "≥": ">=",
    "≤": "<=",
    "\u00a0": " ",
}


def problem_lines(problems: Sequence[Problem], *, listed: bool = True) -> list[str]:
    """Return the lines that say what is wrong in the data; where `listed`, the Problems sheet holds them all."""
    if not problems:
        return ["No problems found."]
    where = f", listed on the sheet {PROBLEMS.sheet}" if listed else ""
    lines = [f"{counted(len(problems), 'problem')} in the data{where}:"]
    lines += [f"{problem.place}: {problem.what} {problem.do}" for problem in problems[:SHOWN_PROBLEMS]]
    if len(problems) > SHOWN_PROBLEMS:
        lines.append(
            "…" if listed else f"… The action's button lists them all on the sheet {PROBLEMS.sheet}."
        )
    return lines


def shortened(text: str) -> str:
    """Return a text as a message box can hold it, cut at the end of a line."""
    if len(text) <= LONGEST_MESSAGE:
        return text
    kept = text[: LONGEST_MESSAGE - 2]
    return (kept[: kept.rfind("\n")] if "\n" in kept else kept) + "\n…"


def for_message_box(text: str) -> str:
    """Return a text as VBA's message box can show it: it knows the characters of Windows' own code page only.

    >>> for_message_box("Trend ▲: −8.3 % × 1.1 ≥ …")
    'Trend up: -8.3 % × 1.1 >= …'
    """
    for character, instead in _SPELT.items():
        text = text.replace(character, instead)
    return text.encode("cp1252", "replace").decode("cp1252")
