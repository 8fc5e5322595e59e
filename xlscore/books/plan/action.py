"""One way through for every action: read the book once, plan, write what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import xlwings as xw

from xlscore.books.plan.edits import Edits
from xlscore.books.plan.problems_sheet import plan_problems
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import Reading
from xlscore.rules.problems import Problem

__all__ = ["Planned", "carry_out"]


class Planned(Protocol):
    """What every action answers with."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what is wrong in the data."""

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""


R = TypeVar("R", bound=Planned)


def carry_out(book: xw.Book, found_by: str, plan: Callable[[Edits], R]) -> R:
    """Return an action's result after writing what it planned, its problems into the Problems table."""
    edits = Edits(Reading(book))
    result = plan(edits)
    plan_problems(edits, {found_by: result.problems})
    write(book, edits)
    return result
