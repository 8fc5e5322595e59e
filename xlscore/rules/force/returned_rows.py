"""A row of a command's return against the force's table: which cells take what it says, and which disagree.

What a person typed is never replaced. What an earlier return of the command brought, and nobody has touched since, is.

Source: Essex Police Balanced Scorecard, cycle 13: risks over the limit are redlines "at both force and command level", so
they come from the commands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlscore.rules.figures import Source
from xlscore.rules.force.returns import Outcome

__all__ = ["ReturnedCell", "ReturnedRow", "StandingCell", "settle_cell", "twice_said"]


@dataclass(frozen=True, slots=True)
class ReturnedCell:
    """What a return says in a field, and where."""

    value: object
    source: Source


@dataclass(frozen=True)
class ReturnedRow:
    """A row that a command returned: what tells it from the others, as names are compared, and what its cells say."""

    command: str
    key: tuple[str, ...]
    named: Mapping[str, str]
    """The names by which it is found, by field, as the workbook spells them."""
    cells: Mapping[str, ReturnedCell]
    source: Source
    also: tuple[str, ...] | None = None
    """How else the workbook may call it: a command's redline of all areas has the command's name in place of one."""

    @property
    def marks(self) -> tuple[tuple[str, ...], ...]:
        """Return by what it is found."""
        return (self.key,) if self.also is None else (self.key, self.also)


@dataclass(frozen=True, slots=True)
class StandingCell:
    """What a cell of the force's table is to a return."""

    is_blank: bool
    says_same: bool = False
    from_return: bool = False
    """Whether it holds what a return of the command brought, untouched."""
    has_formula: bool = False


def settle_cell(standing: StandingCell) -> Outcome:
    """Return what comes of a returned value: it goes in, replaces what an earlier return brought, stands already, or differs.

    >>> settle_cell(StandingCell(is_blank=True)).value, settle_cell(StandingCell(is_blank=False)).value
    ('taken', 'differs')
    """
    if standing.says_same:
        return Outcome.STANDS
    if standing.has_formula:
        return Outcome.DIFFERS
    if standing.is_blank:
        return Outcome.TAKEN
    return Outcome.CHANGED if standing.from_return else Outcome.DIFFERS


def twice_said(rows: Sequence[ReturnedRow]) -> list[tuple[ReturnedCell, ReturnedCell]]:
    """Return the cells in which two rows of one name say different things: nobody knows which holds.

    >>> at = Source("Return", "B9")
    >>> rows = [ReturnedRow("North", ("r1",), {}, {"impact": ReturnedCell(n, at)}, at) for n in (12, 15)]
    >>> [(one.value, other.value) for one, other in twice_said(rows)]
    [(12, 15)]
    """
    first: dict[str, ReturnedCell] = {}
    found = []
    for row in rows:
        for field, cell in row.cells.items():
            before = first.setdefault(field, cell)
            if before.value != cell.value:
                found.append((before, cell))
    return found
