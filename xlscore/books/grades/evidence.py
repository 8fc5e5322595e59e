"""Evidence beside the grid: which commands have any for an area, and which grades above a redline have none."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from xlscore.books.evidence.keeping import GridOrder, keep_evidence
from xlscore.books.evidence.sheet import EvidenceSheet
from xlscore.books.grades.grid.reading import AreaRow, CommandGrid
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.force.evidence import ReturnedEvidence, commands_without, evidence_words
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.words import name_key

__all__ = ["plan_evidence", "plan_returned_evidence"]


def plan_evidence(
    sheet: EvidenceSheet,
    grid: CommandGrid,
    redlines: Sequence[Grade | None],
    planner: Planner,
    reader: Reader,
) -> None:
    """Plan which commands have evidence for each area, once there is evidence of the cycle; what lacks it is a problem."""
    having = sheet.having
    for area, redline in zip(grid.areas, redlines, strict=True):
        grades = _grades(area)
        there = having.get(name_key(area.area), frozenset())
        said = evidence_words(grades, there) if having else ""
        planner.answer(grid.table, area.row, "evidence", Answer(said or None), reader)
        if having:
            _report(grid, area, grades, redline, there, reader)


def plan_returned_evidence(
    sheet: EvidenceSheet,
    grid: CommandGrid,
    returned: Mapping[str, Sequence[ReturnedEvidence]],
    graded: Mapping[str, Mapping[str, Grade | None]],
    planner: Planner,
    reader: Reader,
) -> None:
    """Plan the evidence of the returns; `graded` are the grades that they give, by area and command."""
    order = GridOrder(tuple(area.area for area in grid.areas), tuple(grid.commands), grid.table.sheet)
    keep_evidence(sheet, returned, order, planner, reader)
    having = sheet.having
    for area in grid.areas:
        mark = name_key(area.area)
        new = {
            name_key(command)
            for command, pieces in returned.items()
            if any(name_key(piece.area) == mark and piece.kind.is_for_the_grade for piece in pieces)
        }
        there = having.get(mark, frozenset()) | new
        _report(grid, area, graded.get(area.area, {}), area.redline.grade, there, reader)


def _grades(area: AreaRow) -> dict[str, Grade | None]:
    return {command: typed.grade for command, typed in area.commands.items()}


def _report(
    grid: CommandGrid,
    area: AreaRow,
    grades: Mapping[str, Grade | None],
    redline: Grade | None,
    having: Collection[str],
    reader: Reader,
) -> None:
    for command in commands_without(grades, redline, having):
        reader.at(
            grid.table.sheet, cell_address(area.row, grid.commands[command]),
            f"{command} grades '{area.area}' {grade_name(grades[command])}, above the redline's {grade_name(redline)},"
            " without any evidence.",
            f"Ask {command} for its evidence, or enter it on the Evidence sheet.",
        )  # fmt: skip
