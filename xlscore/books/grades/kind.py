"""The force grades as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.evidence.headings import EVIDENCE, GOOD_PRACTICE
from xlscore.books.grades.actions import GRADES_ACTIONS
from xlscore.books.grades.courses.headings import COURSE_FIGURES
from xlscore.books.grades.headings import (
    AREAS,
    CHANGES,
    COMMANDS,
    GRADE_CHANGES,
    GRID,
    HISTORY,
    RATIONALES,
    REDLINES,
    RETURN,
)
from xlscore.books.grades.priorities.headings import AREA_PRIORITIES, PLAN
from xlscore.books.grades.redlines.headings import CATEGORIES, REDLINE_SERIES
from xlscore.books.plan.kind import Asked, ButtonText, Kind, KnownNames, Told, register
from xlscore.books.plan.words import counted, tally
from xlscore.errors import lane_words
from xlscore.rules.grades import grade_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlscore.books.grades.force import AreaGrade, ForceGrades
    from xlscore.books.plan.planner import Planner
    from xlscore.books.plan.quoted import QuotedRows
    from xlscore.books.tables.blocks import Reading
    from xlscore.books.tables.cells import Reader
    from xlscore.books.tables.table import Table

__all__ = ["GRADES"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.grades.grid.reading import find_grid_or_none

    return find_grid_or_none(reading, asked.sheet) is not None


def _names(reading: Reading) -> KnownNames:
    from xlscore.books.grades.grid.reading import grid_names

    return grid_names(reading)


def _plan(planner: Planner, asked: Asked) -> ForceGrades:
    from xlscore.books.grades.force import plan_grades

    return plan_grades(planner, asked.sheet)


def _alone(planner: Planner, reader: Reader) -> Sequence[Table]:
    """Return the tables that say something without the commands' grades, having planned whether each redline is met."""
    from xlscore.books.evidence.sheet import read_evidence, report_evidence
    from xlscore.books.grades.areas import plan_met, read_redlines
    from xlscore.books.grades.priorities.reading import read_plan
    from xlscore.books.tables.finder import find_all

    redlines = read_redlines(planner, reader)
    if redlines is not None:
        plan_met(redlines, planner, reader)
    evidence = read_evidence(planner.reading, "")
    report_evidence(evidence, reader)
    read_plan(planner.reading, None, reader)
    plans = find_all(planner.reading.blocks, PLAN)
    found = [None if redlines is None else redlines.table, evidence.table, *plans]
    return [table for table in found if table is not None and table.records]


def _quotes(planner: Planner) -> Sequence[QuotedRows]:
    from xlscore.books.grades.inputs import read
    from xlscore.books.tables.cells import Reader

    inputs = read(planner, Reader())
    return [inputs.quoted, *([inputs.redlines.quoted] if inputs.redlines is not None else [])]


def _sentences(result: ForceGrades) -> list[str]:
    areas, agreed = counted(len(result.areas), "area"), tally(result.counts_agreed)
    if not result.pending:
        lines = [f"{areas}: {agreed or 'none graded'}."]
    else:
        pending = f"{len(result.pending)} not yet agreed: suggested {tally(result.counts_pending)}"
        lines = [f"{areas}: {f'{agreed} agreed; ' if agreed else ''}{pending}."]
    changed = sum(change.agreed for change in result.changes)
    if changed:
        lines.append(f"{counted(changed, 'grade')} changed since last cycle.")
    if changed < len(result.changes):
        would = counted(len(result.changes) - changed, "grade")
        lines.append(f"{would} would change since last cycle as suggested, not yet agreed.")
    moved = sum(len(area.moves.changes) for area in result.areas)
    if moved:
        lines.append(f"{counted(moved, 'command grade')} changed between return and grid.")
    if result.overrides:
        lines.append(f"{counted(len(result.overrides), 'final grade')} not as suggested.")
    return lines


def _remark(area: AreaGrade) -> str:
    if area.override:
        return "override"
    return "not yet agreed" if area.is_pending else ""


def _told(result: ForceGrades) -> Told:
    rows = [(a.area, grade_name(a.suggested), grade_name(a.final), _remark(a), a.why) for a in result.areas]
    overrides = [f"Override: {a.area}, {a.rationale or 'without a rationale'}" for a in result.overrides]
    caveats = [f"{a.area}: {caveat}" for a in result.areas for caveat in a.caveats]
    tidy = lane_words("Type it one way.", "`xlscore grades BOOK --tidy` writes it one way.")
    offered = [f"{s.sentence()} {tidy}" for s in result.spellings]
    return Told(
        "Force grades",
        ("Area", "Suggested", "Final", "", "Why"),
        tuple(rows),
        lines=(*result.sentences(), *overrides, *caveats, *offered),
    )


GRADES: Final = register(
    Kind(
        "grades",
        tables=(
            GRID,
            CHANGES,
            AREAS,
            RATIONALES,
            REDLINES,
            REDLINE_SERIES,
            CATEGORIES,
            PLAN,
            AREA_PRIORITIES,
            HISTORY,
            RETURN,
            EVIDENCE,
            GOOD_PRACTICE,
            GRADE_CHANGES,
            COMMANDS,
            COURSE_FIGURES,
        ),
        settings=("scale", "force_grade_rule", "redline_in_line", "risk_redline_over", "impact_step"),
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
        quotes=_quotes,
        alone=_alone,
        names=_names,
        actions=GRADES_ACTIONS,
    )
)
"""The grid of command grades: suggested and final force grades, changes, redlines."""
