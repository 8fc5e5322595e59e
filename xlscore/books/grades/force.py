"""Generate force grades: a suggestion per area with its reason, beside what the Board decided.

The suggestion never decides: a final grade is filled only where the cell is blank. What the Board decided against the
suggestion, and what changed since last cycle, needs a rationale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.grades.areas import Redline, fill_met, read_leads, read_redlines
from xlscore.books.grades.changes import AreaChange, Changes, plan_changes, read_changes, read_rationales
from xlscore.books.grades.grid import AreaRow, Grid, find_grid, read_grid
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table
from xlscore.books.tables.formulas import calls_ours
from xlscore.books.tables.policy import read_policy
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.force_grade import Suggestion, suggest
from xlscore.rules.grades import Grade, Scale, change_sentence, count_sentence, counts, grade_name
from xlscore.rules.policy import Policy
from xlscore.rules.problems import Problem, RuleError
from xlscore.rules.words import find_name, name_key

__all__ = ["AreaGrade", "ForceGrades", "generate_force_grades", "plan_grades"]

OVERRIDDEN: Final = "Yes"
_FILLED: Final = ("suggested", "why", "final", "override", "rationale")
"""The columns that a grid needs, in the order in which missing ones are added."""
_CANNOT_SUGGEST: Final = "cannot be suggested until the {} can be read"


@dataclass(frozen=True, slots=True)
class AreaGrade:
    """An area's grades: suggested with its reason, final, redline, and the commands' own (None: unreadable cell)."""

    area: str
    theme: str
    suggested: Grade | None
    why: str
    final: Grade | None
    override: bool
    rationale: str
    redline: Grade | None
    commands: Mapping[str, str | None]

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "area": self.area,
            "suggested": grade_name(self.suggested),
            "why": self.why,
            "final": grade_name(self.final),
            "override": self.override,
            "rationale": self.rationale,
            "redline": grade_name(self.redline),
            "commands": dict(self.commands),
        }


@dataclass(frozen=True)
class ForceGrades:
    """What generating the force grades came to."""

    areas: tuple[AreaGrade, ...]
    compared: tuple[AreaChange, ...]
    scale: Scale
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Return how many areas have each final grade, best first."""
        return {grade.value: number for grade, number in self._counts.items()}

    @property
    def _counts(self) -> dict[Grade, int]:
        return counts((area.final for area in self.areas), self.scale)

    @property
    def changes(self) -> tuple[AreaChange, ...]:
        """Return the areas whose grade is another than last cycle."""
        return tuple(change for change in self.compared if change.changed)

    @property
    def overrides(self) -> tuple[AreaGrade, ...]:
        """Return the areas in which the Board decided against the suggestion."""
        return tuple(area for area in self.areas if area.override)

    def sentences(self) -> list[str]:
        """Return counts and changes as the board paper words them."""
        said = [count_sentence(number, grade) for grade, number in self._counts.items()]
        return said + [
            change_sentence(c.area, c.previous, c.current)
            for c in self.changes
            if c.previous is not None and c.current is not None
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "areas": [area.as_dict() for area in self.areas],
            "counts": self.counts,
            "changes": [change.as_dict() for change in self.changes],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def generate_force_grades(book: xw.Book, sheet: str | None = None) -> ForceGrades:
    """Return the suggested and final grades of a workbook's areas, having filled its grid and its changes.

    `sheet` names the grid's sheet where a workbook has two grids.
    """
    return carry_out(book, "grades", lambda edits: plan_grades(edits, sheet))


def plan_grades(edits: Planner, sheet: str | None = None) -> ForceGrades:
    """Return the grades of a workbook's areas, having planned what the grid and the changes lack."""
    reading, reader = edits.reading, Reader()
    table = find_grid(reading, sheet)
    policy = read_policy(reading, reader).policy
    scale = policy.grade_scale
    grid = read_grid(table, reader, scale)
    redlines = read_redlines(reading, reader)
    fill_met(redlines.values(), edits, reader)
    changes = read_changes(reading, reader, scale)
    rationales = read_rationales(reading, changes)
    leads = _leads(grid, edits, reader)

    for name in _FILLED:
        edits.column(table, name)
    areas, compared = [], []
    for row in grid.areas:
        redline = _redline(grid.table, row, redlines.get(name_key(row.area)), edits)
        suggestion = _suggest(row, redline, leads.get(row.row, ""), policy)
        final = _final(grid.table, row, suggestion, edits)
        change = AreaChange(row.area, _previous(row, changes), final)
        override = _is_override(row, suggestion, final)
        rationale = row.rationale or rationales.get(name_key(row.area), "")
        _plan_row(grid.table, row, suggestion, override, edits)
        areas.append(
            AreaGrade(
                row.area,
                row.theme,
                suggestion.grade,
                suggestion.why,
                final,
                override,
                rationale,
                redline,
                _typed(row),
            )
        )
        compared.append(change)
        if not rationale:
            _need_rationale(grid.table, row, suggestion, change, override, edits, reader)
    if changes is not None:
        plan_changes(changes, compared, edits, reader)
    _report_lost_redlines(redlines, grid, reader)
    return ForceGrades(tuple(areas), tuple(compared), scale, tuple(reader.problems))


def _typed(row: AreaRow) -> dict[str, str | None]:
    return {
        name: None if name in row.unreadable else grade_name(grade) for name, grade in row.commands.items()
    }


def _leads(grid: Grid, edits: Planner, reader: Reader) -> dict[int, str]:
    """Return the lead command of each area's row, as the grid spells it; a lead that is no column is a problem."""
    listed = read_leads(edits.reading, reader)
    names = list(grid.commands)
    found = {}
    for row in grid.areas:
        lead, table, line = listed.get(name_key(row.area), ("", grid.table, row.row))
        if row.lead:
            lead, table, line = row.lead, grid.table, row.row
        if not lead or name_key(lead) in ("n/a", "na", "none", ""):
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


def _redline(table: Table, row: AreaRow, measured: Redline | None, edits: Planner) -> Grade | None:
    """Return the redline grade: the grid's, else what the measures allow, which then stands live in the grid."""
    column = table.columns.get("redline")
    if measured is None or measured.grade is None:
        return row.redline
    formulas = edits.reading.formulas(table.sheet) or {}
    before = "" if column is None else formulas.get((row.row, column), "")
    if column is not None and not is_blank(table.block.at(row.row, column)) and not calls_ours(before):
        return row.redline
    formula = measured.formula(table.sheet)
    if column is not None and formula:
        edits.live(table.sheet, row.row, column, formula, grade_name(measured.grade))
    return measured.grade


def _suggest(row: AreaRow, redline: Grade | None, lead: str, policy: Policy) -> Suggestion:
    for name, what in (("redline", "redline"), (lead, f"grade of the lead command {lead}")):
        if name in row.unreadable:
            return Suggestion(None, _CANNOT_SUGGEST.format(what))
    own = row.commands.get(lead)
    made = suggest(list(row.commands.values()), redline, own, policy.force_grade_rule)
    lost = [name for name in row.commands if name in row.unreadable]
    if lost:
        return Suggestion(made.grade, f"{made.why}; without {', '.join(lost)}, whose grade cannot be read")
    return made


def _final(table: Table, row: AreaRow, suggestion: Suggestion, edits: Planner) -> Grade | None:
    """Return the Board's grade; where the cell is blank, the suggestion goes into it."""
    column = edits.column(table, "final")
    if not is_blank(table.block.at(row.row, column)):
        return row.final
    if suggestion.grade is not None:
        edits.fill(table.sheet, row.row, column, grade_name(suggestion.grade), marked=True)
    return suggestion.grade


def _is_override(row: AreaRow, suggestion: Suggestion, final: Grade | None) -> bool:
    cannot = "final" in row.unreadable or suggestion.why.startswith(_CANNOT_SUGGEST[:20])
    return not cannot and final != suggestion.grade


def _previous(row: AreaRow, changes: Changes | None) -> Grade | None:
    mark = name_key(row.area)
    if changes is not None and mark in changes.rows:
        return changes.previous[mark]
    return row.previous


def _plan_row(table: Table, row: AreaRow, suggestion: Suggestion, override: bool, edits: Planner) -> None:
    cannot = suggestion.why.startswith(_CANNOT_SUGGEST[:20])
    shown = {
        "suggested": None if cannot else grade_name(suggestion.grade),
        "why": suggestion.why,
        "override": OVERRIDDEN if override else None,
    }
    for name, value in shown.items():
        edits.put(table.sheet, row.row, edits.column(table, name), value)


def _need_rationale(
    table: Table,
    row: AreaRow,
    suggestion: Suggestion,
    change: AreaChange,
    override: bool,
    edits: Planner,
    reader: Reader,
) -> None:
    reasons = []
    if override:
        reasons.append(f"overrides the suggestion {grade_name(suggestion.grade)}")
    if change.changed:
        reasons.append(f"has {change.change.value.lower()} from {grade_name(change.previous)} last cycle")
    if reasons:
        where = cell_address(row.row, edits.column(table, "rationale"))
        reader.at(
            table.sheet, where,
            f"{row.area}: the final grade {grade_name(change.current)} {' and '.join(reasons)}, without a rationale.",
            "Write the Board's rationale.",
        )  # fmt: skip


def _report_lost_redlines(redlines: Mapping[str, Redline], grid: Grid, reader: Reader) -> None:
    known = {name_key(row.area) for row in grid.areas}
    for mark, redline in redlines.items():
        if mark not in known and redline.table is not None:
            reader.at(
                redline.table.sheet, redline.cell,
                f"The area '{redline.area}' of a redline measure is not in the grid.",
                "Check its spelling, or take the row out.",
            )  # fmt: skip
