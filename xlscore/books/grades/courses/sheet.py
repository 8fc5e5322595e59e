"""The grade charts: how many areas of the force had each final grade in each cycle, and the course of each area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlscore.books.grades.courses.headings import COUNTED, COURSE_FIGURES
from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.past import read_agreed
from xlscore.books.plan.chart_figures import ChartBlock, plan_figures
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.force.grade_course import AreaCourse, ForceCourse, force_course
from xlscore.rules.grades import Grade, Scale, grade_name
from xlscore.rules.words import key, name_key

__all__ = ["plan_courses"]

_WIDTHS: Final = (36, 9, 14, 20, 10, 12, 12, 12, 14, 12, 90)
_FORCE: Final = "All areas"
_NOW: Final = "This cycle"


def plan_courses(
    planner: Planner, grid: str, areas: Mapping[str, Grade | None], scale: Scale, reader: Reader
) -> None:
    """Plan the grade charts: none before two cycles have agreed grades. `areas` have the grade that is agreed in this cycle, `grid` is the sheet of the grid."""
    cycles, found = read_agreed(planner.reading, scale)
    now = read_cycle(planner.reading.blocks).name or _NOW
    past = {
        area: {
            each: grade for each in cycles if (grade := found.get((name_key(area), key(each)))) is not None
        }
        | ({now: agreed} if agreed is not None else {})
        for area, agreed in areas.items()
    }
    every = [*(each for each in cycles if key(each) != key(now)), now]
    course = force_course(every, past, scale)
    blocks = [] if course is None else [_of_force(course), *map(_of_area, course.areas)]
    plan_figures(planner, COURSE_FIGURES, blocks, reader, beside=None, widths=_WIDTHS)


def _of_force(course: ForceCourse) -> ChartBlock:
    points: list[Mapping[str, Any]] = [
        {
            "cycle": cycle,
            **{
                field: course.counts[grade][place]
                for grade, field in COUNTED.items()
                if grade in course.counts
            },
            "says": None if place else course.title,
        }
        for place, cycle in enumerate(course.cycles)
    ]
    return ChartBlock({"name": _FORCE}, points)


def _of_area(course: AreaCourse) -> ChartBlock:
    points: Sequence[Mapping[str, Any]] = [
        {
            "cycle": cycle,
            "agreed": None if grade is None else grade_name(grade),
            "height": None if grade is None else grade.height + 1,
            "says": None if place else course.title,
        }
        for place, (cycle, grade) in enumerate(zip(course.cycles, course.grades, strict=True))
    ]
    return ChartBlock({"name": course.area}, points)
