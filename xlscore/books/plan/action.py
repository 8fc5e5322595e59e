"""One way through for every action: read the book once, plan, write what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

import xlwings as xw

from xlscore.books.plan.kind import KINDS, Asked, Kind, Planned, Put
from xlscore.books.plan.locked import locked_sheets
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.problems_sheet import plan_problems
from xlscore.books.plan.writer import write
from xlscore.books.tables.named import Told, read_workbook
from xlscore.books.tables.passed_over import missed_tables
from xlscore.rules.problems import Problem

__all__ = ["HEADINGS_ACTION", "carry_out", "do", "locked_now", "missed", "with_problems"]

HEADINGS_ACTION: Final = "headings"
"""What the Problems table says of who found what is wrong in a table of headings."""


R = TypeVar("R", bound=Planned)


def do(book: xw.Book, kind: Kind, asked: Asked | None = None) -> Any:
    """Return the answer of a kind after writing what it planned."""
    wanted = asked or Asked()
    return carry_out(
        book, kind.name, lambda planner: kind.plan(planner, wanted), wanted.put, headings=wanted.headings
    )


def carry_out(
    book: xw.Book,
    found_by: str,
    plan: Callable[[Planner], R],
    put: Put | None = None,
    *,
    headings: Told | None = None,
    whole: bool = False,
) -> R:
    """Return an action's result after writing what it planned, its problems into the Problems table.

    `whole` refuses what cannot be written in whole since a sheet of it is locked; else the other sheets are done.
    """
    planner = Planner(read_workbook(book, headings))
    result = plan(planner)
    if found_by in KINDS:
        result = with_problems(result, missed(planner, [KINDS[found_by]]))
    settled = planner.reading.heading_problems
    said = (*result.problems, *locked_now(planner))
    plan_problems(planner, {found_by: said, HEADINGS_ACTION: settled})
    return with_problems(result, (*settled, *write(book, planner.edits, put, whole=whole)))


def missed(planner: Planner, kinds: Iterable[Kind]) -> tuple[Problem, ...]:
    """Return as problems what was not read: tables of these kinds for a letter or two in a heading, formulas for their spelling."""
    layouts = [table for kind in kinds for table in kind.tables]
    return (*missed_tables(planner.reading.blocks, layouts), *planner.reading.written.doubtful)


def locked_now(planner: Planner) -> tuple[Problem, ...]:
    """Return as problems the sheets on which what is planned so far cannot be written."""
    return tuple(locked_sheets(planner.reading.book, planner.edits).values())


def with_problems(result: R, more: Sequence[Problem]) -> R:
    """Return a result with further problems, those that came up while it was written."""
    if not more:
        return result
    whole: Any = result
    made: R = replace(whole, problems=(*result.problems, *more))
    return made
