"""What a workbook says of its force grades: grid, lead commands, redline measures, changes and rationales as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xlscore.books.evidence.sheet import EvidenceSheet, read_evidence, report_evidence
from xlscore.books.grades.areas import RedlinesTable, read_leads, read_redlines
from xlscore.books.grades.changes import ChangesTable, read_changes, read_rationales
from xlscore.books.grades.commands import read_groups
from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.grade_changes import GradeChanges, read_grade_changes
from xlscore.books.grades.grid.oversight import report_other_own
from xlscore.books.grades.grid.reading import AreaRow, CommandGrid, at_stages, find_grid, read_grid
from xlscore.books.grades.keeping import report_untold
from xlscore.books.grades.past import read_past, report_pending
from xlscore.books.grades.priorities.reading import read_plan
from xlscore.books.grades.risks import read_risks
from xlscore.books.notes.beside import read_caveats
from xlscore.books.notes.inputs import quoted_row
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.risks.register import Belongs, RisksTable
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import AreaInputs
from xlscore.rules.force.command_changes import CommandChange, in_order
from xlscore.rules.force.oversight import with_review
from xlscore.rules.force.plan_priorities import LinkedPriority
from xlscore.rules.notes import FORCE
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.words import find_name, name_key

__all__ = ["GradesInputs", "read"]


@dataclass(frozen=True)
class GradesInputs:
    """The areas in the grid's order, what judges them, and the tables that the answers go into."""

    areas: tuple[AreaInputs, ...]
    policy: Policy
    grid: CommandGrid
    redlines: RedlinesTable | None
    changes: ChangesTable | None
    moves: GradeChanges
    """The changes of commands' grades in this cycle."""
    evidence: EvidenceSheet
    quoted: QuotedRows
    """What each area's row of the grid quotes, for the notes on the area."""
    risks: RisksTable | None = None
    plan: tuple[LinkedPriority, ...] = ()
    """The priorities of the police and crime plan, each with its areas."""


def read(planner: Planner, reader: Reader, sheet: str | None = None) -> GradesInputs:
    """Return what a workbook says of its force grades; what cannot be read is a problem of its cell.

    The planner says whose a cell is: what the product last wrote is nobody's entry. `sheet` names the grid's sheet where
    a workbook has two grids.
    """
    reading = planner.reading
    table = find_grid(reading, sheet)
    book_policy = read_policy(reading, reader)
    policy = book_policy.policy
    redlines, risks = read_redlines(planner, reader), read_risks(planner, reader)
    grid = read_grid(table, reader, policy.grade_scale, frozenset(_ours(planner, table, redlines)))
    changes = read_changes(planner, reader, policy.grade_scale)
    rationales = read_rationales(reading, changes)
    leads = _leads(reading, grid, reader)
    moves = read_grade_changes(reading, grid, reader, policy.grade_scale)
    report_untold(planner, grid, moves, reader)
    past = read_past(reading, policy.grade_scale)
    groups = read_groups(reading, grid, reader)
    not_returned = grid.not_returned
    quoted = _quoted(grid, book_policy.own_force)
    caveats = read_caveats(planner, quoted)
    areas = []
    for row in grid.areas:
        mark = name_key(row.area)
        measured = None if redlines is None else redlines.areas.get(mark)
        areas.append(
            AreaInputs(
                area=row.area,
                source=Source(table.sheet, table.cell(row.row, "area")),
                theme=row.theme,
                commands=row.commands,
                not_returned=not_returned,
                redline=row.redline,
                measures=() if measured is None else measured.measures,
                risks=() if risks is None else risks.redlines(Belongs.AREA, row.area),
                lead=leads.get(row.row, ""),
                final=row.final,
                previous=row.previous,
                changed_from=None if changes is None else changes.previous.get(mark),
                rationale=row.rationale or rationales.get(mark, ""),
                past=past.get(mark, ()),
                moved=(*at_stages(row, moves.of(row.area)), *_moved(row, grid, moves, reader)),
                oversight=row.oversight,
                groups=groups,
                caveats=caveats[row.row],
            )
        )
    own = reading.block(table.sheet)
    cycle = read_cycle([own] if own is not None else []).name
    report_pending(reading, grid, changes, cycle, policy.grade_scale, reader)
    evidence = read_evidence(reading, cycle)
    report_evidence(evidence, reader)
    plan = read_plan(reading, [row.area for row in grid.areas], reader)
    return GradesInputs(tuple(areas), policy, grid, redlines, changes, moves, evidence, quoted, risks, plan)


def _moved(row: AreaRow, grid: CommandGrid, moves: GradeChanges, reader: Reader) -> tuple[CommandChange, ...]:
    """Return the changes of an area's commands: those that are kept, and those that the grid itself has both grades of."""
    changes = moves.of(row.area)
    for command in grid.reviewed:
        kept = in_order([change for change in changes if change.command == command])
        chain = [(change, *moves.rows[change.source]) for change in kept]
        if command in row.reviews:
            report_other_own(row.area, row.own[command], chain, reader)
        changes = with_review(changes, command, row.own[command], row.reviews.get(command))
    return changes


def _quoted(grid: CommandGrid, own_force: str) -> QuotedRows:
    """Return what each area's row quotes: the area, graded by the commands for the force."""
    places = (FORCE, own_force, *grid.commands)
    rows = {
        area.row: replace(quoted_row(grid.table, area.row, (area.area,), places=places), is_measure=False)
        for area in grid.areas
    }
    return QuotedRows(grid.table, rows)


def _ours(planner: Planner, table: Table, redlines: RedlinesTable | None) -> Iterator[tuple[int, int]]:
    """Return the grid's redlines and final grades that the product filled."""
    formulas = planner.reading.formulas(table.sheet) or {}
    measured = {} if redlines is None else redlines.areas
    for row in table.records:
        for name in ("redline", "final"):
            if planner.owner(table, row, name) is not Owner.OURS:
                continue
            place = row, table.columns[name]
            # Over cells that are no table of ours, the worksheet function is a person's own use of it.
            counts_risks = "COUNTIFS(" in formulas.get(place, "")
            if place not in formulas or counts_risks or name_key(table.text(row, "area")) in measured:
                yield place


def _leads(reading: Reading, grid: CommandGrid, reader: Reader) -> dict[int, str]:
    """Return the lead command of each area's row, as the grid spells it; a lead that is no column is a problem."""
    listed = read_leads(reading, reader)
    names = list(grid.commands)
    found = {}
    for row in grid.areas:
        lead, table, line = _lead_of(row, grid.table, listed)
        if not lead or name_key(lead) in ("na", "none", ""):
            continue
        try:
            found[row.row] = names[find_name(lead, names, "lead command")]
        except RuleError:
            reader.report(
                table, line, table.columns["lead"],
                f"The lead command '{lead}' of '{row.area}' is no column of the grid.",
                f"Use one of {', '.join(names)}, or leave it blank.",
            )  # fmt: skip
    known = {name_key(row.area) for row in grid.areas}
    for mark, (_, table, line) in listed.items():
        if mark not in known:
            reader.report(
                table, line, table.columns["area"],
                f"The area '{table.text(line, 'area')}' is not in the grid.", "Check its spelling, or take the row out.",
            )  # fmt: skip
    return found


def _lead_of(row: AreaRow, grid: Table, listed: dict[str, tuple[str, Table, int]]) -> tuple[str, Table, int]:
    """Return an area's lead command as typed and where: the grid's own, else the one of the list."""
    if row.lead:
        return row.lead, grid, row.row
    return listed.get(name_key(row.area), ("", grid, row.row))
