"""What a workbook says of its force grades: grid, lead commands, redline measures, changes and rationales as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlscore.books.grades.areas import RedlinesTable, read_leads, read_redlines
from xlscore.books.grades.changes import ChangesTable, read_changes, read_rationales
from xlscore.books.grades.grid import AreaRow, CommandGrid, find_grid, read_grid
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table
from xlscore.books.tables.formulas import calls_ours
from xlscore.books.tables.policy import read_policy
from xlscore.rules.area_grades import AreaInputs
from xlscore.rules.figures import Source
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


def read(reading: Reading, reader: Reader, sheet: str | None = None) -> GradesInputs:
    """Return what a workbook says of its force grades; what cannot be read is a problem of its cell.

    `sheet` names the grid's sheet where a workbook has two grids.
    """
    table = find_grid(reading, sheet)
    policy = read_policy(reading, reader).policy
    redlines = read_redlines(reading, reader)
    grid = read_grid(table, reader, policy.grade_scale, frozenset(_live_redlines(reading, table, redlines)))
    changes = read_changes(reading, reader, policy.grade_scale)
    rationales = read_rationales(reading, changes)
    leads = _leads(reading, grid, reader)
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
                redline=row.redline,
                measures=() if measured is None else measured.measures,
                lead=leads.get(row.row, ""),
                final=row.final,
                previous=row.previous,
                changed_from=None if changes is None else changes.previous.get(mark),
                rationale=row.rationale or rationales.get(mark, ""),
            )
        )
    return GradesInputs(tuple(areas), policy, grid, redlines, changes)


def _live_redlines(
    reading: Reading, table: Table, redlines: RedlinesTable | None
) -> Iterator[tuple[int, int]]:
    """Return the cells in which a formula of ours says what an area's redline measures allow."""
    column = table.columns.get("redline")
    if redlines is None or column is None:
        return
    formulas = reading.formulas(table.sheet) or {}
    for row in table.records:
        measured = name_key(table.text(row, "area")) in redlines.areas
        if measured and calls_ours(formulas.get((row, column), "")):
            yield row, column


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
