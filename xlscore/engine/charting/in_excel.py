"""Native charts in live Excel, through its own objects: ChartObjects, SeriesCollection, Shapes.

A chart is found again by its name. Only what its series draw changes then, the formula of each, and a title that follows a cell;
its looks are a person's from the moment it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Final

import xlwings

from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart
from xlscore.ooxml.errors import EditRefusedError

__all__ = ["put", "remove", "stands"]

# Values of Excel's constants: xlLine, xlColumnClustered, xlBarClustered.
_KINDS: Final = {"line": 4, "column": 51, "bar": 57}
# msoLineSolid, msoLineDash, msoLineSysDash, msoLineLongDash, msoLineSysDot; a series without a line gets xlLineStyleNone instead.
_DASHES: Final = {"solid": 1, "dash": 4, "short_dash": 10, "long_dash": 7, "dot": 11}
_NO_LINE: Final = -4142
# xlMarkerStyleNone, Circle, Diamond, Square, Triangle, Dash, X
_MARKERS: Final = {
    "none": -4142,
    "circle": 8,
    "diamond": 2,
    "square": 1,
    "triangle": 3,
    "dash": -4115,
    "x": -4168,
}
_SIZES: Final = {"circle": 5}
_CATEGORIES, _VALUES = 1, 2  # xlCategory, xlValue
_BY_CATEGORY, _BY_DATE = 2, 3  # xlCategoryScale, xlTimeScale
_AT_BOTTOM, _GAPS, _MOVES = -4107, 1, 2  # xlLegendPositionBottom, xlNotPlotted, xlMove
_COLOURS: Final = ("1F2F4F", "B4632D", "566070", "2F7D6B", "8A5AA0", "A08A2C")
_PARTS: Final = re.compile(
    r"""=SERIES\(((?:"[^"]*"|'[^']*'|[^,"'])*),((?:'[^']*'|[^,'])*),((?:'[^']*'|[^,'])*),(\d+)\)"""
)


def _found(sheet: xlwings.Sheet, name: str) -> Any:
    """Return the chart of a name as Excel has it, or None."""
    charts = sheet.api.ChartObjects()
    each = (charts.Item(number) for number in range(1, int(charts.Count) + 1))
    return next((chart for chart in each if str(chart.Name).casefold() == name.casefold()), None)


def _series(chart: Any) -> list[Any]:
    every = chart.SeriesCollection()
    return [every.Item(number) for number in range(1, int(every.Count) + 1)]


def _paired(chart: Any, wanted: Sequence[ChartSeries]) -> list[tuple[ChartSeries, Any]]:
    """Return the series that are wanted with those of the chart, None for one that it does not have."""
    there = {str(one.Name).casefold(): one for one in _series(chart)}
    return [(each, there.get(each.name.casefold())) for each in wanted]


def _formula(series: ChartSeries, number: int, typed: str = "") -> str:
    """Return the formula of a series as Excel has it; `typed` is the name that stands there and stays.

    >>> _formula(ChartSeries(name="Mean", values="Data!$C$2:$C$9", categories="Data!$A$2:$A$9"), 2)
    '=SERIES("Mean",Data!$A$2:$A$9,Data!$C$2:$C$9,2)'
    """
    quoted = series.name.replace('"', '""')
    name = series.name_at or typed or f'"{quoted}"'
    return f"=SERIES({name},{series.categories},{series.values},{number})"


def _bare(text: str) -> str:
    return text.replace("'", "").replace("$", "").replace(" ", "").casefold()


def _pointed(series: Any, wanted: ChartSeries) -> str:
    """Return the formula that a series of a chart is to get, "" where it draws the wanted cells already."""
    now = str(series.Formula)
    parts = _PARTS.fullmatch(now)
    if parts is None:  # several areas, or figures typed into the chart: the whole formula is set anew
        return _formula(wanted, int(series.PlotOrder))
    typed = parts[1] if not wanted.name_at or parts[1].startswith('"') else ""
    categories = wanted.categories or parts[2]
    same = _bare(categories) == _bare(parts[2]) and _bare(wanted.values) == _bare(parts[3])
    if same and (bool(typed) or _bare(parts[1]) == _bare(wanted.name_at)):
        return ""
    return f"=SERIES({typed or wanted.name_at},{categories},{wanted.values},{parts[4]})"


def _described(sheet: xlwings.Sheet, chart: Any, wanted: NewChart, before: str) -> bool:
    """Return whether a chart has the alternative text that it should, or one that a person typed."""
    text = str(sheet.api.Shapes(chart.Name).AlternativeText or "")
    return text == wanted.description or bool(text and text != before)


def stands(sheet: xlwings.Sheet, wanted: NewChart, described: str, adds: Collection[str]) -> bool:
    """Return whether a chart stands on a sheet and draws what it should."""
    found = _found(sheet, wanted.name)
    if found is None:
        return False
    pairs = _paired(found.Chart, wanted.series)
    return _described(sheet, found, wanted, described) and not any(
        each.name in adds if there is None else _pointed(there, each) for each, there in pairs
    )


def put(
    sheet: xlwings.Sheet, cells: str, wanted: NewChart, described: str, adds: Collection[str]
) -> list[str]:
    """Return the names of series that a chart lacks, after it was put over cells or, where it stands, pointed at its own."""
    found = _found(sheet, wanted.name)
    if found is None:
        _make(sheet, cells, wanted)
        return []
    pairs = _paired(found.Chart, wanted.series)
    for each, there in pairs:
        if there is not None and (formula := _pointed(there, each)):
            there.Formula = formula
        elif there is None and each.name in adds:
            _add(found.Chart, each, wanted.kind, len(_series(found.Chart)) + 1)
    if not _described(sheet, found, wanted, described):
        sheet.api.Shapes(found.Name).AlternativeText = wanted.description
    return [each.name for each, there in pairs if there is None and each.name not in adds]


def remove(sheet: xlwings.Sheet, names: Collection[str]) -> None:
    """Take the charts of these names off a sheet."""
    for name in names:
        found = _found(sheet, name)
        if found is not None:
            found.Delete()


def _make(sheet: xlwings.Sheet, cells: str, wanted: NewChart) -> None:
    if wanted.kind not in _KINDS:
        raise EditRefusedError(f"The chart {wanted.name} is of a kind that is put into a workbook file only.")
    place = sheet.api.Range(cells)
    made = sheet.api.ChartObjects().Add(place.Left, place.Top, place.Width, place.Height)
    made.Name, made.Placement = wanted.name, _MOVES
    chart = made.Chart
    chart.ChartType = _KINDS[wanted.kind]
    for one in reversed(_series(chart)):
        one.Delete()  # Excel makes some of its own accord, of the cells around the selection
    for number, each in enumerate(wanted.series, 1):
        _add(chart, each, wanted.kind, number)
    chart.DisplayBlanksAs, chart.PlotVisibleOnly = _GAPS, False
    chart.HasTitle = bool(wanted.title or wanted.title_at)
    if wanted.title_at:
        chart.ChartTitle.Formula = f"={wanted.title_at}"
    elif wanted.title:
        chart.ChartTitle.Text = wanted.title
    chart.HasLegend = wanted.legend
    if wanted.legend:
        chart.Legend.Position = _AT_BOTTOM
    _set_axes(chart, wanted)
    sheet.api.Shapes(wanted.name).AlternativeText = wanted.description


def _set_axes(chart: Any, wanted: NewChart) -> None:
    across, up = chart.Axes(_CATEGORIES), chart.Axes(_VALUES)
    if wanted.axis:
        across.CategoryType = _BY_DATE if wanted.axis == "date" else _BY_CATEGORY
    if wanted.low is not None:
        up.MinimumScale = wanted.low
    if wanted.high is not None:
        up.MaximumScale = wanted.high


def _add(chart: Any, wanted: ChartSeries, kind: str, number: int) -> None:
    made = chart.SeriesCollection().NewSeries()
    made.Formula = _formula(wanted, number)
    colour = _as_excel(wanted.colour.lstrip("#") or _COLOURS[(number - 1) % len(_COLOURS)])
    if kind != "line":
        made.Format.Fill.ForeColor.RGB = colour
        return
    if wanted.line == "none":
        made.Border.LineStyle = _NO_LINE
    else:
        made.Format.Line.ForeColor.RGB = colour
        made.Format.Line.DashStyle = _DASHES[wanted.line]
        made.Format.Line.Weight = 2
    made.MarkerStyle = _MARKERS[wanted.marker]
    if wanted.marker != "none":
        made.MarkerSize = _SIZES.get(wanted.marker, 8)
        made.MarkerBackgroundColor = made.MarkerForegroundColor = colour


def _as_excel(colour: str) -> int:
    """Return a colour as Excel counts it, blue first.

    >>> _as_excel("1F2F4F") == 0x4F2F1F
    True
    """
    return int(colour[4:6] + colour[2:4] + colour[0:2], 16)
