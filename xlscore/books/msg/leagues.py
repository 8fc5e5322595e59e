"""The MSG charts: for each measure the forces of the group in order, and by their size within the range to expect of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from xlscore.books.msg.headings import LEAGUE_FIGURES
from xlscore.books.msg.inputs import MsgInputs
from xlscore.books.plan.chart_figures import ChartBlock, ChartFigures, plan_figures
from xlscore.books.plan.chart_sheets import ChartSheet, draws_charts, plan_chart_sheet
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.charts.frames import ChartFrame
from xlscore.charts.positions import FunnelCells, PositionCells, funnel_chart, position_chart
from xlscore.engine import NewChart
from xlscore.rules.exact import cell_number
from xlscore.rules.positions.league import League, league_of
from xlscore.rules.positions.ranked import Ranked
from xlscore.rules.positions.records import MeasureResult

__all__ = ["plan_leagues"]

_WIDTHS: Final = (40, 12, 9, 26, 12, 12, 12, 12, 12, 12, 12, 90)
_IN_ORDER, _BY_SIZE = "Positions", "By size"
_BEGINS: Final = "MSG: "
_TITLE: Final = "The Most Similar Group, measure by measure"
_ABOUT: Final = "The best force first, the own one dark. Line: average. Long dashes: top quartile. Marks: expected range. Beside it by size: its limits."
_SIZE: Final = 7.5
_PLACES: Final = 6
"""To so many digits a figure is drawn."""


def plan_leagues(
    planner: Planner, inputs: MsgInputs, results: Mapping[int, MeasureResult], reader: Reader
) -> None:
    """Plan the MSG charts behind the measures' sheet: none where the workbook has no group's data."""
    if not draws_charts(planner):
        return
    found = (league_of(inputs.rows[row], result, inputs.policy.policy) for row, result in results.items())
    leagues = list({league.measure: league for league in found if league is not None}.values())
    pairs = [(_IN_ORDER, league, league.forces) for league in leagues]
    pairs += [(_BY_SIZE, league, league.by_size) for league in leagues if league.by_size]
    pairs.sort(key=lambda pair: leagues.index(pair[1]))  # the two pictures of a measure beside each other
    blocks = [_block(league, chart, forces) for chart, league, forces in pairs]
    figures = plan_figures(planner, LEAGUE_FIGURES, blocks, reader, beside=None, widths=_WIDTHS)
    of_measure = {league.measure: league for league in leagues}
    charts = []
    for block in blocks:
        league = of_measure[block.names["measure"]]
        if not figures.is_together(block):
            reader.add(figures.scattered(block, f"'{_name(block)}'"))
        elif block.names["chart"] == _IN_ORDER:
            charts.append(_in_order(league, block, figures))
        else:
            charts.append(_by_size(league, block, figures))
    plan_chart_sheet(planner, _sheet(leagues), charts, inputs.table.sheet, reader)


def _sheet(leagues: Sequence[League]) -> ChartSheet:
    methods = {league.method: None for league in leagues if league.method}
    said = f" Expected range: {'; '.join(methods)}." if methods else ""
    return ChartSheet("MSG charts", _BEGINS, _TITLE, f"{_ABOUT}{said}", across=2, down=3)


def _name(block: ChartBlock) -> str:
    return f"{_BEGINS}{block.names['measure']}, {block.names['chart'].lower()}"


def _frame(league: League, block: ChartBlock, figures: ChartFigures) -> ChartFrame:
    return ChartFrame(
        name=_name(block),
        title_at=figures.cell(block, "says"),
        description=league.sentence if block.names["chart"] == _IN_ORDER else league.sentence_by_size,
        text_size=_SIZE,
        legend=False,
        number_format="0%" if league.is_share else "",
    )


def _in_order(league: League, block: ChartBlock, figures: ChartFigures) -> NewChart:
    limits = figures.has(block, "lower")
    return position_chart(
        _frame(league, block, figures),
        PositionCells(
            names=figures.cells(block, "force"),
            own=figures.cells(block, "own"),
            others=figures.cells(block, "others"),
            own_name=league.own.force,
            others_name="Other forces",
            average=figures.cells(block, "average"),
            top_quartile=figures.cells(block, "top_quartile") if figures.has(block, "top_quartile") else "",
            lower=figures.cells(block, "lower") if limits else "",
            upper=figures.cells(block, "upper") if limits else "",
            from_nought=all(
                end >= 0 for each in league.forces for end in (each.value, each.lower) if end is not None
            ),
        ),
    )


def _by_size(league: League, block: ChartBlock, figures: ChartFigures) -> NewChart:
    return funnel_chart(
        _frame(league, block, figures),
        FunnelCells(
            names=figures.cells(block, "named"),
            sizes=figures.cells(block, "base"),
            own=figures.cells(block, "own"),
            others=figures.cells(block, "others"),
            own_name=league.own.force,
            others_name="Other forces",
            lower=figures.cells(block, "lower"),
            upper=figures.cells(block, "upper"),
            size_name="Population, or what the figure is out of",
            average=figures.cells(block, "pooled"),
        ),
    )


def _block(league: League, chart: str, forces: Iterable[Ranked]) -> ChartBlock:
    named = set() if chart == _IN_ORDER else league.worth_naming
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
                "pooled": _drawn(league.pooled),
                "named": force.force if force.force in named else None,
                "base": None if force.base is None else cell_number(force.base),
                "says": None if number else league.title if chart == _IN_ORDER else league.title_by_size,
            }
        )
    return ChartBlock({"measure": league.measure, "chart": chart}, points)


def _drawn(value: Fraction | None) -> float | int | None:
    return None if value is None else cell_number(Fraction(f"{float(value):.{_PLACES}g}"))
