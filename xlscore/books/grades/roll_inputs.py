"""What a workbook says of the cycle that ends: the grid's grades and words as records, and where they move to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlscore.books.grades.changes import ChangesTable, read_changes, read_rationales
from xlscore.books.grades.cycle import Cycle, read_cycle
from xlscore.books.grades.grade_changes import GradeChanges, change_text, read_grade_changes
from xlscore.books.grades.grid.oversight import said_by
from xlscore.books.grades.grid.reading import AreaRow, CommandGrid, at_stages, find_grid, read_grid
from xlscore.books.grades.headings import CHANGES, GRID, HISTORY
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.force.command_changes import OVERSIGHT
from xlscore.rules.force.next_cycle import CycleArea, CycleInputs, KeptText
from xlscore.rules.grades import grade_name
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key

__all__ = ["RollInputs", "read"]

_KEPT: Final = ("redline", "suggested", "final")


@dataclass(frozen=True)
class RollInputs:
    """The cycle that ends as a record, the tables that it stands in, and what could not be read."""

    judged: CycleInputs
    cycle: Cycle
    grid: CommandGrid
    changes: ChangesTable | None
    history: Table | None
    moves: GradeChanges
    """The changes of commands' grades in the cycle that ends."""
    problems: tuple[Problem, ...]


def read(planner: Planner, sheet: str | None = None) -> RollInputs:
    """Return what a workbook says of the cycle that ends; what cannot be read is a problem of its cell.

    The planner says which grades nobody agreed. `sheet` names the grid's sheet where a workbook has two grids.
    """
    reading, reader = planner.reading, Reader()
    table = find_grid(reading, sheet)
    scale = read_policy(reading, Reader()).policy.grade_scale
    grid = read_grid(table, reader, scale)
    changes = read_changes(planner, Reader(), scale)
    history = find_one(reading.blocks, HISTORY)
    moves = read_grade_changes(reading, grid, Reader(), scale)
    block = reading.block(table.sheet)
    cycle = read_cycle([block] if block is not None else [])
    judged = CycleInputs(
        cycle=cycle.name,
        rolled=_rolled(history),
        areas=_areas(planner, grid, changes, moves),
        final_heading=GRID.heading("final"),
        rationale_heading=GRID.heading("rationale"),
    )
    return RollInputs(judged, cycle, grid, changes, history, moves, tuple(reader.problems))


def _rolled(history: Table | None) -> frozenset[str]:
    if history is None:
        return frozenset()
    fields = ("cycle", "next_cycle")
    return frozenset(key(history.text(row, name)) for row in history.records for name in fields)


def _areas(
    planner: Planner, grid: CommandGrid, changes: ChangesTable | None, moves: GradeChanges
) -> tuple[CycleArea, ...]:
    listed = read_rationales(planner.reading, changes)
    return tuple(
        CycleArea(
            area=area.area,
            final=area.final.grade,
            is_pending=planner.owner(grid.table, area.row, "final") is Owner.OURS,
            # What stands under one heading is kept once.
            kept=tuple(
                {
                    kept.heading: kept
                    for kept in (*_kept(planner, grid, changes, area), *_between(grid, moves, area))
                }.values()
            ),
            rationales=(area.rationale, listed.get(name_key(area.area), "")),
        )
        for area in grid.areas
    )


def _kept(
    planner: Planner, grid: CommandGrid, changes: ChangesTable | None, area: AreaRow
) -> Iterator[KeptText]:
    """Yield an area's grades, and what else a person typed and the new cycle clears: a reason or a change of their own."""
    table = grid.table
    columns = {**grid.commands, **{GRID.heading(f): table.columns[f] for f in _KEPT if f in table.columns}}
    for heading, column in columns.items():
        stages = zip(grid.stages.get(heading, ()), area.stages.get(heading, ()), strict=True)
        given = [c for (c, _), typed in stages if typed.grade is not None or not typed.is_readable]
        here = given[-1] if given else column
        source = Source(table.sheet, cell_address(area.row, here))
        yield KeptText(heading, shown(table.block.at(area.row, here)), source)
    yield from _own_words(planner, table, area.row, ("why", "override", "moved"))
    mark = name_key(area.area)
    if changes is not None and mark in changes.rows:
        row = changes.rows[mark]
        yield from _own_words(planner, changes.table, row, ("change",))
        # Where a person typed another grade than the grid's.
        typed = changes.typed[mark]
        if typed.is_entered and not (typed.is_readable and typed.grade == area.final.grade):
            yield _text(changes.table, row, "current", CHANGES.heading("current"))


def _between(grid: CommandGrid, moves: GradeChanges, area: AreaRow) -> Iterator[KeptText]:
    """Yield what stood between the commands' grades and the Board's: a grade before it changed, the Oversight Board's grade."""
    for command in grid.commands:
        told = [*at_stages(area, moves.of(area.area)), *moves.of(area.area)]
        chain = [change for change in told if change.command == command]
        for number, change in enumerate(chain, 1):
            which = f"change {number}" if len(chain) > 1 else "the change"
            yield KeptText(
                f"{command}, before {which}", grade_name(change.before), change.source, change_text(change)
            )
    for command, review in area.reviews.items():
        source = Source(grid.table.sheet, cell_address(area.row, grid.reviewed[command].oversight))
        yield KeptText(f"{command}, {OVERSIGHT}", grade_name(review.grade.grade), source, review.why)
    seen = area.oversight
    if seen is not None:
        why = said_by(seen.by, seen.when, seen.why)
        yield replace(_text(grid.table, area.row, "oversight", GRID.heading("oversight")), rationale=why)


def _own_words(planner: Planner, table: Table, row: int, names: Sequence[str]) -> Iterator[KeptText]:
    """Yield what a person typed where the product would write."""
    for name in names:
        if planner.owner(table, row, name) is Owner.PERSON:
            yield _text(table, row, name, table.layout.heading(name))


def _text(table: Table, row: int, name: str, heading: str) -> KeptText:
    return KeptText(heading, table.text(row, name), Source(table.sheet, table.cell(row, name)))
