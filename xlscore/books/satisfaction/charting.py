"""The satisfaction charts: the rolling twelve months of each group by month, with their range and the target."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, Final

from xlscore.books.plan.chart_figures import ChartBlock, ChartFigures, plan_figures
from xlscore.books.plan.chart_sheets import ChartSheet, draws_charts, plan_chart_sheet
from xlscore.books.plan.planner import Planner
from xlscore.books.satisfaction.headings import SATISFACTION_FIGURES
from xlscore.books.satisfaction.inputs import SatisfactionSheet
from xlscore.books.tables.cells import Reader
from xlscore.charts.fan import FanCells, fan_chart
from xlscore.charts.frames import ChartFrame
from xlscore.engine import NewChart
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.satisfaction import SatisfactionResult
from xlscore.rules.monthly.satisfaction_course import SatisfactionCourse, courses_of

__all__ = ["plan_charts"]

_WIDTHS: Final = (36, 9, 11, 20, 16, 16, 18, 90)
_BEGINS: Final = "Satisfaction: "
_SIZE: Final = 7
_ABOUT: Final = (
    "All satisfied of all asked in the twelve months to each month: dark with dots. Grey: the 95% range that chance leaves open."
    " Long red dashes: the target."
)
_SHEET: Final = ChartSheet(
    "Satisfaction charts", _BEGINS, "Satisfaction over the rolling twelve months", _ABOUT, across=2, down=4
)


def plan_charts(
    planner: Planner, found: SatisfactionSheet, results: Sequence[SatisfactionResult], reader: Reader
) -> None:
    """Plan a chart for each group of which two months have their twelve: none where the program draws no charts."""
    if not draws_charts(planner):
        return
    courses = courses_of([row.inputs for row in found.rows], results, int(found.policy.policy.spc_months))
    blocks = [_block(course) for course in courses]
    figures = plan_figures(planner, SATISFACTION_FIGURES, blocks, reader, beside=None, widths=_WIDTHS)
    charts = []
    for course, block in zip(courses, blocks, strict=True):
        if figures.is_together(block):
            charts.append(_chart(course, block, figures))
        else:
            reader.add(figures.scattered(block, f"'{_BEGINS}{course.name}'"))
    plan_chart_sheet(planner, _SHEET, charts, found.table.sheet, reader)


def _block(course: SatisfactionCourse) -> ChartBlock:
    target = course.result.target
    points: list[dict[str, Any]] = [
        {
            "month": datetime.combine(month, time()),  # as a workbook hands it back
            "share": None if each is None else each.value,
            "range_low": None if each is None else each.lower,
            "range_high": None if each is None else each.upper,
            "line": None if target is None else to_float(target),
            "says": None if place else course.title,
        }
        for place, (month, each) in enumerate(zip(course.months, course.rolling, strict=True))
    ]
    return ChartBlock({"name": course.name}, points)


def _chart(course: SatisfactionCourse, block: ChartBlock, figures: ChartFigures) -> NewChart:
    frame = ChartFrame(
        name=f"{_BEGINS}{course.name}", title_at=figures.cell(block, "says"), description=course.sentence, text_size=_SIZE,
        legend=False, number_format="0%",
    )  # fmt: skip
    return fan_chart(
        frame,
        FanCells(
            dates=figures.cells(block, "month"),
            so_far=figures.cells(block, "share"),
            low=figures.cells(block, "range_low"),
            high=figures.cells(block, "range_high"),
            target=figures.cells(block, "line"),
            so_far_name="Rolling 12 months",
        ),
    )
