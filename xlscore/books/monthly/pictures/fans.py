"""The projection charts: a chart of the year for each measure that has a projection, twelve to a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from fractions import Fraction
from typing import Any, Final

from xlscore.books.monthly.boards.showing import FORCE
from xlscore.books.monthly.pictures.headings import FAN_FIGURES
from xlscore.books.plan.chart_figures import ChartBlock, plan_figures
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.exact import cell_number
from xlscore.rules.monthly.fan import Fan, fan_of, worth_a_fan
from xlscore.rules.monthly.month import MonthResult, RowInputs
from xlscore.rules.words import key

__all__ = ["plan_fans"]

_WIDTHS: Final = (30, 20, 9, 11, 11, 11, 12, 11, 11, 11, 11, 90)
_LINES: Final = ("so_far", "last_year", "total", "low", "high")


def plan_fans(
    planner: Planner, rows: Sequence[RowInputs], result: MonthResult, beside: str, reader: Reader
) -> list[str]:
    """Return the names of the sheets of the projection charts, having planned them: none where nothing is projected."""
    given = {(key(row.measure), key(row.place)): row for row in rows}
    fans = [
        fan_of(given[key(row.measure), key(row.place)], row, result.year)
        for row in worth_a_fan(result.rows)
    ]
    blocks = [_block(fan) for fan in fans]
    figures = plan_figures(planner, FAN_FIGURES, blocks, reader, beside=None, widths=_WIDTHS)
    return []


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
