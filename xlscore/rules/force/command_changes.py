"""A command's grade that changed between its return and the grid: what it was, who changed it and why, how many stood where.

Commands grade themselves, the Oversight Board reviews these grades, and a command may change its own in the meeting. The
grid has one grade per command, the last; the earlier ones stand in a table of grade changes.

Source: Essex Police Balanced Scorecard, cycle 13: "Prior to the Performance Board, four commands had graded themselves as
Good; four commands had graded themselves as Outstanding … SCD changed their grade during the meeting from Outstanding to Good."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise
from typing import Final

from xlscore.rules.figures import Source
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.words import key, listed

__all__ = [
    "LATER_RETURN", "NO_MOVES", "OVERSIGHT", "AreaMoves", "CommandChange", "Fault", "Oversight", "changes_of_stages", "in_order", "judge_moves", "latest",
    "moves_sentence", "oversight_by",
]  # fmt: skip

OVERSIGHT: Final = "Oversight Board"
LATER_RETURN: Final = "later return"
"""What stands as who changed a grade where a command sent another return."""
_A_BOARD: Final = re.compile(r"\b(?:boards?|panels?|committees?|meetings?|group)\b", re.IGNORECASE)
_IN_BRACKETS: Final = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Oversight:
    """A grade of the Oversight Board: who gave it, when and why, as far as it is said."""

    grade: TypedGrade
    by: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class CommandChange:
    """A change of one command's grade in one area; None is N/A."""

    command: str
    before: Grade | None
    after: Grade | None
    source: Source
    """The cell that says what it changed to."""
    by: str = ""
    when: str = ""
    why: str = ""
    day: date | None = None
    """The day that `when` names, None where it names none."""
    at_stage: bool = False
    """Whether the grid itself holds both grades, in a column for each stage: then neither day nor reason is asked."""
    in_grid: bool = False
    """Whether the grid itself holds both grades; then nothing says when, and nothing has to."""


class Fault(Enum):
    """What is wrong with a change."""

    NO_CHANGE = "the same grade before and after"
    NOT_CHAINED = "it begins with another grade than the one before it ended with"
    NOT_IN_GRID = "the grid says another grade"
    NO_DATE = "no date"
    NO_REASON = "no reason"


_BREAKS: Final = frozenset({Fault.NO_CHANGE, Fault.NOT_CHAINED, Fault.NOT_IN_GRID})
"""The faults with which nobody can say what a command's grade was before."""


@dataclass(frozen=True)
class AreaMoves:
    """The changes of an area's commands, oldest first; what is wrong with them; each command's grade before all of them."""

    changes: tuple[CommandChange, ...] = ()
    faults: tuple[tuple[CommandChange, Fault], ...] = ()
    first: Mapping[str, Grade | None] | None = None

    @property
    def is_sound(self) -> bool:
        """Return whether the changes lead from the grades before to those of the grid, so that both can be counted."""
        return bool(self.changes) and not any(fault in _BREAKS for _, fault in self.faults)

    def before_and_after(
        self, commands: Mapping[str, TypedGrade]
    ) -> tuple[dict[Grade, int], dict[Grade, int]] | None:
        """Return how many commands had each grade before the changes and after, best first; None where that cannot be said."""
        if not self.is_sound or any(not typed.is_readable for typed in commands.values()):
            return None
        after = {name: typed.grade for name, typed in commands.items()}
        return _counted((after | dict(self.first or {})).values()), _counted(after.values())


NO_MOVES: Final = AreaMoves()
"""An area in which no command changed its grade."""


def _counted(grades: Iterable[Grade | None]) -> dict[Grade, int]:
    given = sorted((grade for grade in grades if grade is not None), reverse=True)
    return {grade: given.count(grade) for grade in given}


def judge_moves(changes: Sequence[CommandChange], commands: Mapping[str, TypedGrade]) -> AreaMoves:
    """Return the changes of an area's commands in their order, with what is wrong with them.

    They are in the order of their days where every one of a command has a day, else in the order given. `commands` holds
    what the grid says.

    >>> change = CommandChange("SCD", Grade.OUTSTANDING, Grade.GOOD, Source("Grade changes", "E2"), when="April", why="evidence")
    >>> judge_moves([change], {"SCD": TypedGrade(Grade.OUTSTANDING, is_entered=True)}).faults[0][1].value
    'the grid says another grade'
    """
    ordered: list[CommandChange] = []
    faults: list[tuple[CommandChange, Fault]] = []
    first: dict[str, Grade | None] = {}
    for command in dict.fromkeys(change.command for change in changes):
        chain = in_order([change for change in changes if change.command == command])
        ordered += chain
        first[command] = chain[0].before
        standing = commands.get(command, TypedGrade())
        for number, change in enumerate(chain):
            if change.before == change.after:
                faults.append((change, Fault.NO_CHANGE))
            if number and change.before != chain[number - 1].after:
                faults.append((change, Fault.NOT_CHAINED))
            if change is chain[-1] and standing.is_readable and standing.grade != change.after:
                faults.append((change, Fault.NOT_IN_GRID))
            if change.at_stage:
                continue
            if not change.when and not change.in_grid:
                faults.append((change, Fault.NO_DATE))
            if not change.why:
                faults.append((change, Fault.NO_REASON))
    return AreaMoves(tuple(ordered), tuple(faults), first)


def latest(stages: Sequence[TypedGrade]) -> TypedGrade:
    """Return the grade that counts of those given at several stages: the last that was given, N/A only where there is no other.

    >>> good, poor = (TypedGrade(grade, is_entered=True) for grade in (Grade.GOOD, Grade.REQUIRES_IMPROVEMENT))
    >>> latest([good, poor, TypedGrade()]).grade.short, latest([good, TypedGrade(is_entered=True)]).grade.short
    ('RI', 'Good')
    """
    given = [typed for typed in stages if typed.grade is not None or not typed.is_readable]
    return given[-1] if given else next((typed for typed in stages if typed.is_entered), stages[0])


def changes_of_stages(
    command: str, stages: Sequence[TypedGrade], words: Sequence[str]
) -> list[CommandChange]:
    """Return each change of a command's grade from one stage to a later one; `words` is what the stages are called."""
    given = [(typed, word) for typed, word in zip(stages, words, strict=True) if typed.grade is not None]
    if not all(typed.is_readable for typed in stages):
        return []
    return [
        CommandChange(command, before.grade, after.grade, after.source, by=word, at_stage=True)
        for (before, _), (after, word) in pairwise(given)
        if before.grade != after.grade and after.source is not None
    ]


def in_order(chain: list[CommandChange]) -> list[CommandChange]:
    """Return the changes of one command by their days where every one has a day, else in the order given."""
    days = [change.day for change in chain if change.day is not None]
    return sorted(chain, key=lambda change: change.day or date.min) if len(days) == len(chain) else chain


_OCCASIONS: Final = {
    **dict.fromkeys(("moderated", "post moderation", "after moderation"), "moderation"),
    **dict.fromkeys(("validated", "verified", "confirmed"), "validation"),
    **dict.fromkeys(("reviewed", "challenged"), "review"),
    **dict.fromkeys(("revised", "amended", "updated", "regraded", "regrade", "re graded"), "revision"),
    **dict.fromkeys(("agreed", "final"), "agreement"),
}
"""What a later stage is called as an occasion; the others are a revisit."""


def moves_sentence(moves: AreaMoves, commands: Mapping[str, TypedGrade]) -> str:
    """Return how many commands had each grade before the changes and after, and who changed; "" where that cannot be said.

    >>> good, best = Grade.GOOD, Grade.OUTSTANDING
    >>> grid = {name: TypedGrade(grade, is_entered=True) for name, grade in {"North": good, "OPC": best, "SCD": good}.items()}
    >>> change = CommandChange("SCD", best, good, Source("Grade changes", "E2"), when="15 April 2019", why="evidence")
    >>> moves_sentence(judge_moves([change], grid), grid)
    '1 Good and 2 Outstanding before the meeting, 2 Good and 1 Outstanding after it (SCD from Outstanding to Good)'
    """
    counted = moves.before_and_after(commands)
    if counted is None:
        return ""
    before, after = counted
    order = sorted({*before, *after}, key=lambda grade: (-after.get(grade, 0), -grade.height))
    was, now = (
        listed([f"{found[grade]} {grade.short}" for grade in order if grade in found]) or "none graded"
        for found in counted
    )
    steps: dict[str, list[Grade | None]] = {}
    for change in moves.changes:
        steps.setdefault(change.command, [change.before]).append(change.after)
    who = listed(
        [f"{name} from {' to '.join(_short(grade) for grade in grades)}" for name, grades in steps.items()]
    )
    occasion = _occasion(moves.changes)
    it = "it" if occasion != "the changes" else "them"
    return f"{was} before {occasion}, {now} after {it} ({who})"


def _short(grade: Grade | None) -> str:
    return grade_name(grade) if grade is None else grade.short


def _occasion(changes: Sequence[CommandChange]) -> str:
    """Return at what the grades changed: the board that is named, else the meeting."""
    named = {key(text): text for text in map(_occasion_of, changes)}
    return next(iter(named.values())) if len(named) == 1 else "the changes"


def _occasion_of(change: CommandChange) -> str:
    by = change.by
    if change.at_stage:
        return f"the {_OCCASIONS.get(by, 'revisit')}"
    if LATER_RETURN in by.casefold():
        return f"the {LATER_RETURN}"
    board = _IN_BRACKETS.sub("", by).strip()
    if not _A_BOARD.search(board):
        return "the meeting"
    return board if board.casefold().startswith("the ") else f"the {board}"


def oversight_by(by: str) -> str:
    """Return who changed a grade where the Oversight Board did: the Board, and who is named for it.

    >>> oversight_by(""), oversight_by("ACC"), oversight_by("Crime Oversight Board")
    ('Oversight Board', 'Oversight Board (ACC)', 'Crime Oversight Board')
    """
    if not by:
        return OVERSIGHT
    return by if _A_BOARD.search(by) else f"{OVERSIGHT} ({by})"
