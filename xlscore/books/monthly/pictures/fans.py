"""The projection charts: a chart of the year for each measure that has a projection, twelve to a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from fractions import Fraction
from typing import Any, Final

from xlscore.books.monthly.boards.showing import FORCE
from xlscore.books.monthly.pictures.headings import FAN_FIGURES
from xlscore.books.plan.chart_figures import ChartBlock, ChartFigures, plan_figures
from xlscore.books.plan.chart_sheets import ChartSheet, draws_charts, plan_chart_sheet
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.charts.fan import FanCells, fan_chart
from xlscore.charts.frames import ChartFrame
from xlscore.engine import NewChart
from xlscore.rules.exact import cell_number
from xlscore.rules.monthly.fan import Fan, fan_of, worth_a_fan
from xlscore.rules.monthly.month import MonthResult, RowInputs
from xlscore.rules.series import month_name
from xlscore.rules.words import key

__all__ = ["plan_fans"]

_WIDTHS: Final = (30, 20, 9, 11, 11, 11, 12, 11, 11, 11, 11, 90)
_BEGINS: Final = "Projection: "
_SIZE: Final = 7
_ABOUT: Final = (
    "Added up from the year's first month. Dark with dots: so far. Grey: last year. Dashes in the band: projection and its range."
    " Long red dashes: target."
)
_LINES: Final = ("so_far", "last_year", "total", "low", "high")


def plan_fans(
    planner: Planner, rows: Sequence[RowInputs], result: MonthResult, beside: str, reader: Reader
) -> list[str]:
    """Return the names of the sheets of the projection charts, having planned them: none where nothing is projected."""
    if not draws_charts(planner):
        return []
    given = {(key(row.measure), key(row.place)): row for row in rows}
    fans = [
        fan_of(given[key(row.measure), key(row.place)], row, result.year) for row in worth_a_fan(result.rows)
    ]
    blocks = [_block(fan) for fan in fans]
    figures = plan_figures(planner, FAN_FIGURES, blocks, reader, beside=None, widths=_WIDTHS)
    charts = []
    for fan, block in zip(fans, blocks, strict=True):
        if figures.is_together(block):
            charts.append(_chart(fan, block, figures))
        else:
            reader.add(figures.scattered(block, f"'{_name(fan)}'"))
    sheet = ChartSheet("Projection charts", _BEGINS, _title(result), _ABOUT)
    name = plan_chart_sheet(planner, sheet, charts, beside, reader)
    return [] if name is None else [name]


def _title(result: MonthResult) -> str:
    return f"Where the year {result.year.name} will end, as known to {month_name(result.year.to)}"


def _name(fan: Fan) -> str:
    return f"{_BEGINS}{fan.called}"


def _chart(fan: Fan, block: ChartBlock, figures: ChartFigures) -> NewChart:
    frame = ChartFrame(
        name=_name(fan), title_at=figures.cell(block, "says"), description=fan.sentence, text_size=_SIZE, legend=False,
        number_format="#,##0",
    )  # fmt: skip
    return fan_chart(
        frame,
        FanCells(
            dates=figures.cells(block, "month"),
            so_far=figures.cells(block, "so_far"),
            before=figures.cells(block, "last_year"),
            projected=figures.cells(block, "total"),
            low=figures.cells(block, "low"),
            high=figures.cells(block, "high"),
            spread=figures.cells(block, "spread"),
            target=figures.cells(block, "target"),
        ),
    )


def _block(fan: Fan) -> ChartBlock:
    points: list[Mapping[str, Any]] = []
    for place, month in enumerate(fan.year.every_month):
        low, high = fan.low[place], fan.high[place]
        points.append(
            {
                "month": datetime.combine(month, time()),  # as a workbook hands it back
                **{name: _whole(getattr(fan, name)[place]) for name in _LINES},
                "spread": None if low is None or high is None else _whole(high) - _whole(low),
                "target": _whole(fan.target),
                "says": fan.title if place == 0 else None,
            }
        )
    return ChartBlock({"measure": fan.measure, "place": fan.place or FORCE}, points)


def _whole(value: Fraction | None) -> Any:
    """Return a point as a cell holds it: a part of a crime is drawn as the nearest whole one."""
    return None if value is None else cell_number(Fraction(round(value)))
