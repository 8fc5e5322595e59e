"""The grade charts: how many areas of the force had each final grade in each cycle, and the course of each area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlscore.books.grades.courses.headings import COUNTED, COURSE_FIGURES
from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.past import read_agreed
from xlscore.books.plan.chart_figures import ChartBlock, ChartFigures, plan_figures
from xlscore.books.plan.chart_sheets import ChartSheet, draws_charts, plan_chart_sheet
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.charts.bars import BarCells, share_chart
from xlscore.charts.frames import ChartFrame
from xlscore.charts.history import STEP, HistoryCells, Rung, history_chart
from xlscore.engine import NewChart
from xlscore.rules.force.grade_course import AreaCourse, ForceCourse, force_course
from xlscore.rules.grades import Grade, Scale, grade_name
from xlscore.rules.words import key, name_key

__all__ = ["plan_courses"]

_WIDTHS: Final = (36, 9, 14, 20, 10, 12, 12, 12, 14, 12, 10, 10, 90)
_FORCE: Final = "All areas"
_LADDER: Final = "Height of each grade"
_SHEET, _BEGINS = "Grade charts", "Grades: "
_TITLE: Final = "Final grades over the cycles"
_ABOUT: Final = "What the Board agreed: how many areas had each grade, and the course of each area. A grade holds until the next board; a cycle without a step was not agreed."
_SIZE: Final = 7
_NOW, _LAST = "This cycle", "Last cycle"


def plan_courses(
    planner: Planner,
    grid: str,
    areas: Mapping[str, Grade | None],
    before: Mapping[str, Grade | None],
    scale: Scale,
    reader: Reader,
) -> None:
    """Plan the grade charts: none before two cycles have agreed grades.

    `areas` have the grade that is agreed in this cycle, `before` last cycle's, which counts where there is no history yet; `grid` is
    the sheet of the grid.
    """
    if not draws_charts(planner):
        return
    cycles, found = read_agreed(planner.reading, scale)
    if not cycles:
        cycles = (_LAST,)
        found = {(name_key(area), key(_LAST)): grade for area, grade in before.items()}
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
    heights = {grade: number for number, grade in enumerate(reversed(scale.grades), 1)}
    blocks = (
        [] if course is None else [_of_force(course), *(_of_area(area, heights) for area in course.areas)]
    )
    ladder = [_ladder(scale)] if course is not None and course.areas else []
    figures = plan_figures(planner, COURSE_FIGURES, [*blocks, *ladder], reader, beside=None, widths=_WIDTHS)
    charts = []
    if course is not None:
        charts.append(_force_chart(course, blocks[0], figures))
        rungs = _rungs(scale, ladder[0], figures) if ladder else []
        charts += [
            _area_chart(area, block, rungs, figures)
            for area, block in zip(course.areas, blocks[1:], strict=True)
        ]
    sheet = ChartSheet(_SHEET, _BEGINS, _TITLE, _ABOUT, across=2, down=4)
    plan_chart_sheet(planner, sheet, charts, grid, reader)


def _ladder(scale: Scale) -> ChartBlock:
    """Return how high each grade stands in the charts, the lowest first."""
    points = [
        {"agreed": grade_name(grade), "height": number}
        for number, grade in enumerate(reversed(scale.grades), 1)
    ]
    return ChartBlock({"name": _LADDER}, points)


def _rungs(scale: Scale, ladder: ChartBlock, figures: ChartFigures) -> list[Rung]:
    return [
        Rung(word=grade_name(grade), height=figures.cell(ladder, "height", number))
        for number, grade in enumerate(reversed(scale.grades))
    ]


def _frame(name: str, said: str, block: ChartBlock, figures: ChartFigures, *, legend: bool) -> ChartFrame:
    return ChartFrame(
        name=f"{_BEGINS}{name}", title_at=figures.cell(block, "says"), description=said, text_size=_SIZE, legend=legend
    )  # fmt: skip


def _force_chart(course: ForceCourse, block: ChartBlock, figures: ChartFigures) -> NewChart:
    worst_first = [(grade, COUNTED[grade]) for grade in sorted(course.counts)]
    return share_chart(
        _frame(_FORCE, course.sentence, block, figures, legend=True),
        figures.cells(block, "cycle"),
        [
            BarCells(name=grade_name(grade), values=figures.cells(block, field))
            for grade, field in worst_first
        ],
        of_hundred=False,
    )


def _area_chart(area: AreaCourse, block: ChartBlock, rungs: list[Rung], figures: ChartFigures) -> NewChart:
    cells = HistoryCells(
        times=figures.cells(block, "cycle"),
        heights=figures.cells(block, "height"),
        below=figures.cells(block, "below"),
        thickness=figures.cells(block, "thickness"),
        name="Final grade",
    )
    return history_chart(_frame(area.area, area.sentence, block, figures, legend=False), cells, rungs)


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


def _of_area(course: AreaCourse, heights: Mapping[Grade, int]) -> ChartBlock:
    points: Sequence[Mapping[str, Any]] = [
        {
            "cycle": cycle,
            "agreed": None if grade is None else grade_name(grade),
            "height": None if grade is None else heights[grade],
            "below": None if grade is None else heights[grade] - STEP / 2,
            "thickness": None if grade is None else STEP,
            "says": None,
        }
        for cycle, grade in zip(course.cycles, course.grades, strict=True)
    ]
    # Before the first cycle there is room for the words of the grades.
    return ChartBlock({"name": course.area}, [{"says": course.title}, *points])
