"""Fans, positions, funnels, histories, bars and shares: what each draws and how it stays readable."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import xlwings as xw

from tests.support.charted import (
    FRAME,
    FUNNEL,
    LADDER,
    PARTS,
    POSITIONS,
    at,
    fan_cells,
    part_of,
    series_part,
)
from xlscore.charts.bars import MOST_PARTS, BarCells, bar_chart, share_chart
from xlscore.charts.fan import fan_chart
from xlscore.charts.history import HistoryCells, history_chart
from xlscore.charts.multiples import PageOfCharts
from xlscore.charts.positions import funnel_chart, position_chart
from xlscore.engine import NewChart, charts_of, put_charts

PLACE = "A30:H50"


def legend(chart: NewChart) -> list[str]:
    """Return what the legend of a chart lists."""
    return [each.name for each in chart.series if each.in_legend]


def test_a_fan_is_a_band_between_its_low_and_its_high(sheet: xw.Sheet) -> None:
    chart = fan_chart(FRAME, fan_cells())

    put_charts(sheet, {PLACE: chart})

    assert legend(chart) == ["Range", "Last year", "Target", "Projection", "So far"]
    assert charts_of(sheet)[0].kinds == ("stacked_area", "line")
    assert "<a:noFill/>" in series_part(sheet, "Below the range")
    assert [each.name for each in charts_of(sheet)[0].series][:2] == ["Below the range", "Range"]
    assert '<c:crossBetween val="midCat"/>' in part_of(sheet)


def test_a_fan_without_its_spread_is_two_lines() -> None:
    chart = fan_chart(FRAME, replace(fan_cells(), spread=""))

    assert {each.kind for each in chart.series} == {""}
    assert legend(chart)[:2] == ["Low", "High"]


def test_lines_of_a_fan_are_told_apart_by_their_dashes_and_marks() -> None:
    lines = [each for each in fan_chart(FRAME, fan_cells()).series if each.in_legend and not each.kind]

    assert len({(each.line, each.marker) for each in lines}) == len(lines)


def test_positions_are_columns_in_the_order_of_their_rows_with_lines_over_them(sheet: xw.Sheet) -> None:
    chart = position_chart(FRAME, replace(POSITIONS, own_name="Camden"))

    put_charts(sheet, {PLACE: chart})

    assert legend(chart) == ["Camden", "Others", "Average", "Top quartile", "Expected range"]
    assert charts_of(sheet)[0].kinds == ("column", "line")
    assert '<c:overlap val="100"/>' in part_of(sheet)
    assert "<c:catAx>" in part_of(sheet)


def test_figures_below_nought_are_not_cut_off() -> None:
    below = position_chart(FRAME, replace(POSITIONS, from_nought=False))

    assert (below.low, position_chart(FRAME, POSITIONS).low) == (None, 0)
    assert bar_chart(FRAME, at("A"), PARTS[:1], from_nought=False).low is None
    assert bar_chart(FRAME, at("A"), PARTS[:1]).low == 0


def test_a_funnel_has_its_points_by_size_and_a_name_beside_each(sheet: xw.Sheet) -> None:
    chart = funnel_chart(FRAME, replace(FUNNEL, size_name="Population"))

    put_charts(sheet, {PLACE: chart})

    assert charts_of(sheet)[0].kinds == ("scatter",)
    assert f"<c:xVal><c:numRef><c:f>{at('B')}</c:f>" in series_part(sheet, "Own")
    assert "<a:t>Population</a:t>" in part_of(sheet)
    assert part_of(sheet).count("<c15:datalabelsRange>") == 2


def test_a_small_funnel_names_ones_own_alone() -> None:
    small = funnel_chart(replace(FRAME, text_size=7), FUNNEL)

    assert [each.name for each in small.series if each.labels_at] == ["Own"]


def test_a_history_has_words_at_its_axis_and_no_figures(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: history_chart(FRAME, HistoryCells(times=at("A"), heights=at("B")), LADDER)})

    words = re.findall(r"<c:tx><c:v>(\w+)</c:v></c:tx>", part_of(sheet))
    assert words == ["Level", "Inadequate", "Adequate", "Good"]
    assert '<c:dLblPos val="l"/>' in series_part(sheet, "Good")
    assert '<c:showSerName val="1"/>' in series_part(sheet, "Good")
    assert '<c:tickLblPos val="none"/>' in part_of(sheet)
    assert '<c:max val="3.5"/><c:min val="0.5"/>' in part_of(sheet)
    assert re.findall(r'<c:majorUnit val="(.*?)"/>', part_of(sheet)) == ["1"]


def test_a_level_holds_until_the_next_time_as_a_step_that_touches_its_neighbours(sheet: xw.Sheet) -> None:
    cells = HistoryCells(times=at("A"), heights=at("B"), below=at("C"), thickness=at("D"))

    put_charts(sheet, {PLACE: history_chart(FRAME, cells, LADDER)})

    assert charts_of(sheet)[0].kinds == ("stacked_column", "line")
    assert '<c:gapWidth val="0"/><c:overlap val="100"/>' in part_of(sheet)
    assert "<a:noFill/>" in series_part(sheet, "Below the step")
    assert "<a:solidFill>" in series_part(sheet, "Step")
    assert '<a:ln w="19050" cap="rnd"><a:noFill/></a:ln>' in series_part(sheet, "Level")


@pytest.mark.parametrize(
    ("lying", "of_hundred", "kind", "code"),
    [
        (False, True, "share_column", "0%"),
        (True, True, "share_bar", "0%"),
        (False, False, "stacked_column", "General"),
        (True, False, "stacked_bar", "General"),
    ],
)
def test_parts_stand_on_each_other(
    sheet: xw.Sheet, lying: bool, of_hundred: bool, kind: str, code: str
) -> None:
    put_charts(sheet, {PLACE: share_chart(FRAME, at("A"), PARTS, of_hundred=of_hundred, lying=lying)})

    assert charts_of(sheet)[0].kinds == (kind,)
    assert '<c:valAx><c:axId val="10010002"/>' in part_of(sheet)
    assert f'formatCode="{code}"' in part_of(sheet)
    assert ('<c:orientation val="maxMin"/>' in part_of(sheet)) is lying


def test_figures_stand_on_light_plain_fills_alone() -> None:
    chart = share_chart(FRAME, at("A"), PARTS, figures=True)

    assert [each.name for each in chart.series if each.figures] == ["Part C", "Part E", "Part G"]


def test_bars_of_one_series_have_no_legend_and_each_its_figure(sheet: xw.Sheet) -> None:
    put_charts(sheet, {PLACE: bar_chart(FRAME, at("A"), PARTS[:1], lying=True)})

    assert "<c:legend>" not in part_of(sheet)
    assert '<c:showVal val="1"/>' in part_of(sheet)


def test_parts_beyond_the_fills_begin_with_the_first_again() -> None:
    many = [BarCells(name=f"Part {n}", values=at("B")) for n in range(MOST_PARTS + 1)]

    chart = share_chart(FRAME, at("A"), many)

    assert len(chart.series) == MOST_PARTS + 1
    assert chart.series[-1].colour == chart.series[0].colour


def test_charts_of_pages_do_not_lie_over_each_other_nor_over_their_words() -> None:
    page = PageOfCharts(top=4)
    taken: set[tuple[int, int]] = set()

    for place in range(30):
        box = page.box(place)
        row, column = page.words(place)
        cells = {(r, c) for r in range(box.top, box.bottom + 1) for c in range(box.left, box.right + 1)} | {
            (row, column)
        }
        assert not cells & taken
        assert box.right <= page.last_column
        taken |= cells

    assert page.each_page == 12
    assert list(page.breaks(24)) == [page.box(12).top - 1]
    assert list(page.breaks(12)) == []
