"""The MSG charts: for each measure the forces of the group in order, and by their size within the range to expect of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from xlscore.books.msg.headings import LEAGUE_FIGURES
from xlscore.books.msg.inputs import MsgInputs
from xlscore.books.plan.chart_figures import ChartBlock, plan_figures
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.exact import cell_number
from xlscore.rules.positions.league import League, Ranked, league_of
from xlscore.rules.positions.records import MeasureResult

__all__ = ["plan_leagues"]

_WIDTHS: Final = (40, 12, 9, 26, 12, 12, 12, 12, 12, 12, 12, 90)
_IN_ORDER, _BY_SIZE = "Positions", "By size"
_PLACES: Final = 6
"""To so many digits a figure is drawn."""


def plan_leagues(
    planner: Planner, inputs: MsgInputs, results: Mapping[int, MeasureResult], reader: Reader
) -> None:
    """Plan the MSG charts: none where the workbook has no group's data."""
    found = (league_of(inputs.rows[row], result, inputs.policy.policy) for row, result in results.items())
    leagues = list({league.measure: league for league in found if league is not None}.values())
    blocks = [_block(league, _IN_ORDER, league.forces) for league in leagues]
    blocks += [_block(league, _BY_SIZE, league.by_size) for league in leagues if league.by_size]
    plan_figures(planner, LEAGUE_FIGURES, blocks, reader, beside=None, widths=_WIDTHS)


def _block(league: League, chart: str, forces: Iterable[Ranked]) -> ChartBlock:
    points: list[Mapping[str, Any]] = []
    for number, force in enumerate(forces):
        value = _drawn(force.value)
        points.append(
            {
                "force": force.force,
                "own": value if force.is_own else None,
                "others": None if force.is_own else value,
                "average": _drawn(league.average),
                "top_quartile": _drawn(league.top_quartile),
                "lower": _drawn(force.lower),
                "upper": _drawn(force.upper),
                "base": None if force.base is None else cell_number(force.base),
                "says": None if number else league.title,
            }
        )
    return ChartBlock({"measure": league.measure, "chart": chart}, points)


def _drawn(value: Fraction | None) -> float | int | None:
    return None if value is None else cell_number(Fraction(f"{float(value):.{_PLACES}g}"))
