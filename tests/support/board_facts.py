"""The facts of a board paper made up from grades alone, as the rules judge them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.books.grades.force import AreaGrade, ForceGrades
from xlscore.papers.board.reading import BoardArea, BoardFacts
from xlscore.papers.wording.keys import slug
from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import AreaInputs, judge_area
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import FOUR, Grade
from xlscore.rules.policy import DEFAULT
from xlscore.rules.redlines.area import judge_redlines

__all__ = ["board_facts"]

GradedArea = tuple[str, Grade | None, Grade | None]
"""An area with its grade in the cycle before and in this one."""


def board_facts(
    areas: Sequence[GradedArea],
    *,
    suggested: Sequence[str] = (),
    before: str = "cycle 12",
    kept_back: Sequence[str] = (),
) -> BoardFacts:
    """Return the facts of a paper on these areas; `suggested` are those whose grade nobody has agreed."""
    found = [_area(row, area, area[0] not in suggested) for row, area in enumerate(areas, 2)]
    grades = ForceGrades(tuple(area.grade for area in found), tuple(area.change for area in found), FOUR, ())
    return BoardFacts(
        tuple(found),
        grades,
        (),
        "Cycle 13",
        ("Grid!B1",),
        before,
        "",
        (),
        frozenset(kept_back),
        None,
        "75",
        (),
        "Grid",
        (),
        frozenset(kept_back),
        grades,
    )


def _area(row: int, area: GradedArea, agreed: bool) -> BoardArea:
    name, previous, current = area
    at, before = Source("Grid", f"K{row}"), Source("Changes", f"B{row}")
    own = TypedGrade(current, Source("Grid", f"C{row}"), is_entered=True)
    inputs = AreaInputs(
        name,
        Source("Grid", f"A{row}"),
        commands={"North": own},
        final=TypedGrade(current, at, is_entered=True) if agreed and current else TypedGrade(),
        changed_from=TypedGrade(previous, before, is_entered=previous is not None),
    )
    result = judge_area(inputs, DEFAULT)
    grade = AreaGrade(
        area=name,
        theme="",
        suggested=result.suggestion.grade,
        why=result.suggestion.why,
        final=result.final,
        agreed=result.agreed,
        override=result.override,
        rationale="",
        redline=result.redline,
        commands={},
        redlines=judge_redlines(name, []),
    )
    return BoardArea(slug(name), inputs, grade, result, (at.place,), (before.place,), (), ())
