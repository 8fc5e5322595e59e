"""A native chart as XML: lines, columns, bars, areas or points of plain series, on an axis of dates, categories or numbers."""

from __future__ import annotations

from typing import Final

from xlscore.ooxml.charts.axes_xml import ACROSS, UP, axes_xml, texts_xml, title_xml
from xlscore.ooxml.charts.new_charts import KINDS, NewChart, grouped, refuse_impossible
from xlscore.ooxml.charts.points import ShownCells
from xlscore.ooxml.charts.series_xml import mark_of, series_xml
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.xml.namespaces import CHART, DRAWING
from xlscore.ooxml.xml.text import attribute_text

__all__ = ["anchor_xml", "chart_xml", "hidden_entry_xml"]

_SHAPE_URI: Final = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
_SHAPE_SPACE: Final = "http://schemas.microsoft.com/office/drawing/2014/main"
_AXES: Final = f'<c:axId val="{ACROSS}"/><c:axId val="{UP}"/>'
_PAPER: Final = (
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="9525"><a:solidFill><a:srgbClr val="D9D9D9"/>'
    "</a:solidFill></a:ln></c:spPr>"
)


def anchor_xml(chart: NewChart, box: Box, key: str) -> str:
    """Return the anchor of a chart that covers the cells of a box; it moves with them and keeps its size."""
    corners = "".join(
        f"<xdr:{tag}><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:{tag}>"
        for tag, row, column in (("from", box.top - 1, box.left - 1), ("to", box.bottom, box.right))
    )
    return (
        f'<xdr:twoCellAnchor editAs="oneCell">{corners}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>'
        f'<xdr:cNvPr id="2" name="{_quoted(chart.name)}" descr="{_quoted(chart.description)}"><a:extLst>'
        f'<a:ext uri="{_SHAPE_URI}"><a16:creationId xmlns:a16="{_SHAPE_SPACE}" '
        f'id="{mark_of(chart.name, chart.description)}"/></a:ext></a:extLst></xdr:cNvPr><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{CHART}"><c:chart r:id="@{_quoted(key)}"/></a:graphicData></a:graphic>'
        "</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>"
    )


def chart_xml(workbook: Workbook, chart: NewChart) -> str:
    """Return the part of a chart, its caches filled with what the cells show now."""
    refuse_impossible(workbook, chart)
    shown = ShownCells(workbook)
    code, unit = _across(shown, chart)
    title = title_xml(shown, chart)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}">'
        f'<c:date1904 val="{int(workbook.date1904)}"/><c:roundedCorners val="0"/><c:chart>{title}'
        f'<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea>{_layout(chart)}{_groups(shown, chart)}'
        f"{axes_xml(chart, code, unit)}</c:plotArea>{_legend(chart)}"
        # A sheet of figures may be hidden, and rows of it filtered: the chart shows them all the same.
        f'<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>{_PAPER}{texts_xml(chart)}</c:chartSpace>'
    )


def _across(shown: ShownCells, chart: NewChart) -> tuple[str, str]:
    """Return the number format of the categories, and the unit of their axis where it is one of dates."""
    across = [shown.points(each.categories) for each in chart.series if each.categories]
    dates = tuple(day for points in across for day in points.dates)
    filled = [points for points in across if any(value is not None for value in points.values)]
    by_date = (
        chart.axis != "category" and all(points.dates for points in filled) and bool(filled or chart.axis)
    )
    if chart.axis == "date" and not by_date:
        raise EditRefusedError(
            f"The categories of the chart {chart.name} are not all dates; choose another axis."
        )
    months = bool(dates) and all(day.day == 1 for day in dates)
    code = across[0].code if across and across[0].numeric else "General"
    return code, ("months" if months else "days") if by_date else ""


def _groups(shown: ShownCells, chart: NewChart) -> str:
    made, number = [], 0
    for kind, series in grouped(chart):
        group, how = KINDS[kind]
        inside = "".join(series_xml(shown, each, kind, number + place) for place, each in enumerate(series))
        number += len(series)
        if group == "scatterChart":
            made.append(
                f'<c:scatterChart><c:scatterStyle val="{how}"/><c:varyColors val="0"/>{inside}{_AXES}</c:scatterChart>'
            )
            continue
        lying = f'<c:barDir val="{"bar" if kind.endswith("bar") else "col"}"/>' if group == "barChart" else ""
        # Columns that are stacked stand over each other wholly, as the schema wants it said.
        overlap = 100 if how in {"stacked", "percentStacked"} else chart.overlap
        ends = {
            "barChart": f'<c:gapWidth val="{chart.gap}"/>'
            + (f'<c:overlap val="{overlap}"/>' if overlap else ""),
            "lineChart": '<c:marker val="1"/>',
        }
        made.append(
            f'<c:{group}>{lying}<c:grouping val="{how}"/><c:varyColors val="0"/>{inside}{ends.get(group, "")}{_AXES}</c:{group}>'
        )
    return "".join(made)


def _layout(chart: NewChart) -> str:
    if not chart.room_left:
        return "<c:layout/>"
    top, bottom = 0.14 if chart.title or chart.title_at else 0.04, 0.28 if chart.legend else 0.2
    sizes = {"x": chart.room_left, "y": top, "w": 0.97 - chart.room_left, "h": 1 - top - bottom}
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        + "".join(f'<c:{tag} val="{size:.4g}"/>' for tag, size in sizes.items())
        + "</c:manualLayout></c:layout>"
    )


def _legend(chart: NewChart) -> str:
    if not chart.legend:
        return ""
    listed = [each for _, series in grouped(chart) for each in series]
    hidden = "".join(hidden_entry_xml(number) for number, each in enumerate(listed) if not each.in_legend)
    return f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/></c:legend>'


def hidden_entry_xml(number: int) -> str:
    """Return what leaves the series of that place out of the legend."""
    return f'<c:legendEntry><c:idx val="{number}"/><c:delete val="1"/></c:legendEntry>'


def _quoted(text: str) -> str:
    return attribute_text(text).decode()
