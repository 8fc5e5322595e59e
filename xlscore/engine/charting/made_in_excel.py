"""A new chart in live Excel, through its own objects: its series, their looks, its axes, titles and legend."""

from __future__ import annotations

from typing import Any, Final

import xlwings

from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart, grouped, kind_in

__all__ = ["add", "formula_of", "label", "make", "series_in"]

# Values of Excel's constants (XlChartType): xlArea, xlAreaStacked, xlColumnClustered, xlColumnStacked, xlColumnStacked100,
# xlBarClustered, xlBarStacked, xlBarStacked100, xlLine, xlXYScatterLines.
_KINDS: Final = {
    "area": 1, "stacked_area": 76, "column": 51, "stacked_column": 52, "share_column": 53,
    "bar": 57, "stacked_bar": 58, "share_bar": 59, "line": 4, "scatter": 74,
}  # fmt: skip
_OF_LINES: Final = {"line", "scatter"}
# msoLineSolid, msoLineDash, msoLineSysDash, msoLineLongDash, msoLineSysDot; a series without a line gets xlLineStyleNone instead.
_DASHES: Final = {"solid": 1, "dash": 4, "short_dash": 10, "long_dash": 7, "dot": 11}
_NO_LINE: Final = -4142
# xlMarkerStyleNone, Circle, Diamond, Square, Triangle, Dash, X
_MARKERS: Final = {
    "none": -4142, "circle": 8, "diamond": 2, "square": 1, "triangle": 3, "dash": -4115, "x": -4168,
}  # fmt: skip
_SIZES: Final = {"circle": 5}
# msoPatternWideUpwardDiagonal, WideDownwardDiagonal, LightHorizontal, LightVertical, DiagonalCross, 20Percent
_PATTERNS: Final = {"rising": 26, "falling": 25, "level": 19, "upright": 20, "crossed": 54, "dotted": 3}
# xlLabelPositionAbove, Below, Left, Right, Center
_PLACES: Final = {"above": 0, "below": 1, "left": -4131, "right": -4152, "centre": -4108}
_CATEGORIES, _VALUES = 1, 2  # xlCategory, xlValue
_BY_CATEGORY, _BY_DATE, _MONTHS = 2, 3, 1  # xlCategoryScale, xlTimeScale, xlMonths
_AT_BOTTOM, _GAPS, _MOVES = -4107, 1, 2  # xlLegendPositionBottom, xlNotPlotted, xlMove
_AT_FAR_END, _NO_FIGURES, _CELL_RANGE = 2, -4142, 7  # xlMaximum, xlTickLabelPositionNone, msoChartFieldRange
_COLOURS: Final = ("1F2F4F", "B4632D", "566070", "2F7D6B", "8A5AA0", "A08A2C")
_WHITE: Final = 0xFFFFFF


def series_in(chart: Any) -> list[Any]:
    """Return the series of a chart as Excel has them."""
    every = chart.SeriesCollection()
    return [every.Item(number) for number in range(1, int(every.Count) + 1)]


def formula_of(series: ChartSeries, number: int, typed: str = "") -> str:
    """Return the formula of a series as Excel has it; `typed` is the name that stands there and stays.

    >>> formula_of(ChartSeries(name="Mean", values="Data!$C$2:$C$9", categories="Data!$A$2:$A$9"), 2)
    '=SERIES("Mean",Data!$A$2:$A$9,Data!$C$2:$C$9,2)'
    """
    quoted = series.name.replace('"', '""')
    name = series.name_at or typed or f'"{quoted}"'
    return f"=SERIES({name},{series.categories},{series.values},{number})"


def make(sheet: xlwings.Sheet, cells: str, wanted: NewChart) -> None:
    """Put a chart over cells."""
    place = sheet.api.Range(cells)
    made = sheet.api.ChartObjects().Add(place.Left, place.Top, place.Width, place.Height)
    made.Name, made.Placement = wanted.name, _MOVES
    chart = made.Chart
    chart.ChartType = _KINDS[wanted.kind]
    for one in reversed(series_in(chart)):
        one.Delete()  # Excel makes some of its own accord, of the cells around the selection
    listed = [each for _, series in grouped(wanted) for each in series]
    for number, each in enumerate(listed, 1):
        add(chart, wanted, each, number)
    chart.DisplayBlanksAs, chart.PlotVisibleOnly = _GAPS, False
    if wanted.text_size:
        chart.ChartArea.Format.TextFrame2.TextRange.Font.Size = wanted.text_size
    chart.HasTitle = bool(wanted.title or wanted.title_at)
    if wanted.title_at:
        chart.ChartTitle.Formula = f"={wanted.title_at}"
    elif wanted.title:
        chart.ChartTitle.Text = wanted.title
    chart.HasLegend = wanted.legend
    if wanted.legend:
        chart.Legend.Position = _AT_BOTTOM
        for number in range(len(listed), 0, -1):
            if not listed[number - 1].in_legend:
                chart.Legend.LegendEntries(number).Delete()
    _set_groups(chart, wanted)
    _set_axes(chart, wanted)
    if wanted.room_left:
        chart.PlotArea.InsideLeft = wanted.room_left * place.Width
    sheet.api.Shapes(wanted.name).AlternativeText = wanted.description


def _set_groups(chart: Any, wanted: NewChart) -> None:
    columns = any(kind_in(wanted, each).endswith(("column", "bar")) for each in wanted.series)
    if columns:
        number = 2 if any(kind_in(wanted, each).endswith("area") for each in wanted.series) else 1
        group = chart.ChartGroups(number)
        group.GapWidth = wanted.gap
        if wanted.kind in {"column", "bar"}:
            group.Overlap = wanted.overlap


def _set_axes(chart: Any, wanted: NewChart) -> None:
    across, up = chart.Axes(_CATEGORIES), chart.Axes(_VALUES)
    if wanted.axis:
        across.CategoryType = _BY_DATE if wanted.axis == "date" else _BY_CATEGORY
    if wanted.every:
        across.MajorUnitScale, across.MajorUnit = _MONTHS, wanted.every
    if wanted.kind.endswith("bar"):
        across.ReversePlotOrder, across.Crosses = True, _AT_FAR_END
    for axis, low, high in ((up, wanted.low, wanted.high), (across, wanted.axis_low, wanted.axis_high)):
        if low is not None:
            axis.MinimumScale = low
        if high is not None:
            axis.MaximumScale = high
    if wanted.step is not None:
        up.MajorUnit = wanted.step
    up.HasMajorGridlines = wanted.lines_behind
    if not wanted.axis_figures:
        up.TickLabelPosition = _NO_FIGURES
        up.Border.LineStyle = _NO_FIGURES
    for axis, words, code in (
        (up, wanted.value_title, wanted.number_format),
        (across, wanted.axis_title, wanted.axis_format),
    ):
        if words:
            axis.HasTitle = True
            axis.AxisTitle.Text = words
        if code:
            axis.TickLabels.NumberFormat = code


def add(chart: Any, whole: NewChart, wanted: ChartSeries, number: int) -> None:
    """Put a series into a chart."""
    made = chart.SeriesCollection().NewSeries()
    made.Formula = formula_of(wanted, number)
    kind = kind_in(whole, wanted)
    if kind != whole.kind:
        made.ChartType = _KINDS[kind]
    colour = _colour(wanted.colour or _COLOURS[(number - 1) % len(_COLOURS)])
    (_draw_line if kind in _OF_LINES else _fill)(made, wanted, colour)
    if wanted.labels_at:
        label(made, wanted)
    elif wanted.figures or wanted.named:
        made.HasDataLabels = True
        labels = made.DataLabels()
        labels.ShowValue, labels.ShowSeriesName = wanted.figures, wanted.named
        if kind in _OF_LINES:
            labels.Position = _PLACES[wanted.label_place]


def _draw_line(made: Any, wanted: ChartSeries, colour: int) -> None:
    if wanted.line == "none":
        made.Border.LineStyle = _NO_LINE
    else:
        made.Format.Line.ForeColor.RGB = colour
        made.Format.Line.DashStyle = _DASHES[wanted.line]
        made.Format.Line.Weight = wanted.width
    made.MarkerStyle = _MARKERS[wanted.marker]
    if wanted.marker != "none":
        made.MarkerSize = wanted.size or _SIZES.get(wanted.marker, 8)
        made.MarkerBackgroundColor = _colour(wanted.fill) if wanted.fill else colour
        made.MarkerForegroundColor = _colour(wanted.edge) if wanted.edge else colour


def _fill(made: Any, wanted: ChartSeries, colour: int) -> None:
    if wanted.colour == "none":
        made.Format.Fill.Visible = False
        return
    if wanted.pattern:
        made.Format.Fill.Patterned(_PATTERNS[wanted.pattern])
        made.Format.Fill.BackColor.RGB = _WHITE
    made.Format.Fill.ForeColor.RGB = colour
    if wanted.edge:
        made.Format.Line.ForeColor.RGB = _colour(wanted.edge)


def label(series: Any, wanted: ChartSeries) -> None:
    """Put the texts of cells beside the points of a series."""
    series.HasDataLabels = True
    labels = series.DataLabels()
    text = labels.Format.TextFrame2.TextRange
    text.InsertChartField(_CELL_RANGE, f"={wanted.labels_at}")
    labels.ShowRange, labels.ShowValue = True, False
    labels.Position = _PLACES[wanted.label_place]


def _colour(colour: str) -> int:
    """Return a colour as Excel counts it, blue first; nothing, where there is none, counts as black.

    >>> _colour("#1F2F4F") == 0x4F2F1F
    True
    """
    plain = "000000" if colour == "none" else colour.lstrip("#")
    return int(plain[4:6] + plain[2:4] + plain[0:2], 16)
