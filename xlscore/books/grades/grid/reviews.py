"""The columns of a grid in which the Oversight Board's grade stands beside a command's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from xlscore.books.grades.grid.graded import holds_grades, is_no_command
from xlscore.books.tables.table import Table
from xlscore.books.tables.two_rows import Grader, grader_of
from xlscore.rules.words import name_key

__all__ = ["Reviewed", "columns_of_reviews", "reviewed_columns"]

_COMMAND_BEHIND: Final = re.compile(r"\s+command(?:['’]s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A command that has a column for its own grades and one for the Oversight Board's."""

    name: str
    own: int
    oversight: int
    reason: int | None = None
    """The column in which the Oversight Board says why, None without one."""

    @property
    def beside(self) -> frozenset[int]:
        """Return the columns that are no command's own."""
        return frozenset({self.oversight} if self.reason is None else {self.oversight, self.reason})


def reviewed_columns(table: Table) -> tuple[Reviewed, ...]:
    """Return the commands whose grade stands beside the Oversight Board's: "North" or "North self" and "North oversight".

    They belong together by the name that is left without these words; where two columns of one sort are called alike, none do.
    """
    found: dict[str, dict[Grader, list[tuple[str, int]]]] = {}
    for column, heading in sorted(table.others.items()):
        name, grader = grader_of(heading)
        if name and table.meant(column) is None:
            found.setdefault(_plain_name(name), {}).setdefault(grader, []).append((name, column))
    pairs = []
    for graders in found.values():
        own, oversight = graders.get(Grader.OWN, []), graders.get(Grader.OVERSIGHT, [])
        if len(own) != 1 or len(oversight) != 1:
            continue
        (name, column), reasons = own[0], graders.get(Grader.REASON, [])
        columns = column, oversight[0][1]
        if is_no_command(table, column, name) or not all(
            holds_grades(table, c, between=True) for c in columns
        ):
            continue
        name = min(name, oversight[0][0], key=len)  # "North command" beside "North oversight" is North
        pairs.append(Reviewed(name, *columns, reasons[0][1] if len(reasons) == 1 else None))
    return tuple(pairs)


def columns_of_reviews(table: Table) -> frozenset[int]:
    """Return the columns that hold the Oversight Board's grade of one command, and its reason."""
    return frozenset(column for pair in reviewed_columns(table) for column in pair.beside)


def _plain_name(name: str) -> str:
    """Return a command's name as it is compared with the Oversight Board's for it: "North command" is North."""
    return name_key(_COMMAND_BEHIND.sub("", name)) or name_key(name)
