"""The force grades as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.grades.headings import (
    AREAS,
    CHANGES,
    GRID,
    HISTORY,
    RATIONALES,
    REDLINES,
    RETURN,
)
from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted, tally
from xlscore.rules.grades import grade_name

if TYPE_CHECKING:
    from xlscore.books.grades.force import ForceGrades
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading

__all__ = ["GRADES"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.grades.grid import find_grid_or_none

    return find_grid_or_none(reading, asked.sheet) is not None


def _plan(planner: Planner, asked: Asked) -> ForceGrades:
    from xlscore.books.grades.force import plan_grades

    return plan_grades(planner, asked.sheet)


def _sentences(result: ForceGrades) -> list[str]:
    lines = [f"{counted(len(result.areas), 'area')}: {tally(result.counts) or 'none graded'}."]
    if result.changes:
        lines.append(f"{counted(len(result.changes), 'grade')} changed since last cycle.")
    if result.overrides:
        lines.append(f"{counted(len(result.overrides), 'final grade')} not as suggested.")
    return lines


def _told(result: ForceGrades) -> Told:
    rows = [
        (a.area, grade_name(a.suggested), grade_name(a.final), "override" if a.override else "", a.why)
        for a in result.areas
    ]
    overrides = [f"Override: {a.area}, {a.rationale or 'without a rationale'}" for a in result.overrides]
    return Told(
        "Force grades",
        ("Area", "Suggested", "Final", "", "Why"),
        tuple(rows),
        lines=(*result.sentences(), *overrides),
    )


GRADES: Final = register(
    Kind(
        "grades",
        tables=(GRID, CHANGES, AREAS, RATIONALES, REDLINES, HISTORY, RETURN),
        settings=("scale", "force_grade_rule"),
        help="Generate force grades: suggest a grade per area and say why; what the Board entered stays.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "generate-force-grades",
            "Grades",
            "Generate force grades",
            "AcceptTask",
            "Suggest a grade for each area",
            "Reads the commands' grades, lead commands and redlines, writes the suggested force grades with their reasons and"
            " the changes since last cycle. Final grades and rationales that somebody typed stay as they are.",
            "G",
            large=True,
        ),
    )
)
"""The grid of command grades: suggested and final force grades, changes, redlines."""
