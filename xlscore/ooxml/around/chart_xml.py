"""A native chart as XML: lines, columns or bars of plain series, on an axis of dates or of categories."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.around.chart_points import Points, cells_of, points_of
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.xml.namespaces import CHART, DRAWING
from xlscore.ooxml.xml.text import attribute_text, element_text

__all__ = [
    "ChartSeries",
    "NewChart",
    "anchor_xml",
    "cache_xml",
    "chart_xml",
    "mark_of",
    "reference_xml",
    "refuse_impossible",
    "series_xml",
]

KINDS: Final = ("line", "column", "bar")
LINES: Final = {"solid": "solid", "dash": "dash", "long_dash": "lgDash", "none": ""}
MARKERS: Final = ("none", "circle", "diamond", "square", "triangle")
_COLOURS: Final = ("1F2F4F", "B4632D", "566070", "2F7D6B", "8A5AA0", "A08A2C")
"""What series are drawn in that name no colour of their own, one after the other."""
_GREY: Final = "D9D9D9"
_POINT: Final = 12_700
_SERIES_URI: Final = "{C3380CC4-5D6E-409C-BE32-E72D297353CC}"
_SERIES_SPACE: Final = "http://schemas.microsoft.com/office/drawing/2014/chart"
_SHAPE_URI: Final = "{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"
_SHAPE_SPACE: Final = "http://schemas.microsoft.com/office/drawing/2014/main"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSeries:
    """One series: the cells it draws, as references such as 'Chart data'!$B$2:$B$9, and how it looks when it is put in."""

    name: str
    """What the legend calls it, and what it is found by."""
    values: str
    categories: str = ""
    name_at: str = ""
    """The cell that holds the name, where the legend should follow one."""
    colour: str = ""
    line: str = "solid"
    """solid, dash, long_dash or none: with none a line chart shows the markers alone."""
    marker: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChart:
    """A chart as it is put in; afterwards its looks are the person's."""

    name: str
    """What the chart is called on its sheet, and what it is found by."""
    kind: str
    series: tuple[ChartSeries, ...]
    title: str = ""
    title_at: str = ""
    """The cell that the title follows until a person types another over it."""
    description: str = ""
    """The alternative text, which a screen reader speaks."""
    axis: str = ""
    """date or category; without it, dates as categories make an axis of dates."""
    low: float | None = None
    high: float | None = None
    legend: bool = True


def mark_of(text: str, other: str = "") -> str:
    """Return the identifier by which a series or a chart of ours is known, whatever a person calls it.

    Its second half is that of another text: of the alternative text that a chart was given.

    >>> mark_of("Burglary")[:19] == mark_of("Burglary", "Up")[:19], mark_of("Burglary") == mark_of("Burglary", "Up")
    (True, False)
    """
    digits = "".join(
        hashlib.sha256(each.encode(errors="surrogatepass")).hexdigest()[:16] for each in (text, other)
    ).upper()
    return f"{{{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}}}"


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
    across = [points_of(workbook, each.categories) for each in chart.series if each.categories]
    dates = tuple(day for points in across for day in points.dates)
    filled = [points for points in across if any(value is not None for value in points.values)]
    by_date = (
        chart.axis != "category" and all(points.dates for points in filled) and bool(filled or chart.axis)
    )
    if chart.axis == "date" and not by_date:
        raise EditRefusedError(
            f"The categories of the chart {chart.name} are not all dates; choose another axis."
        )
    series = "".join(
        series_xml(workbook, each, chart.kind, number) for number, each in enumerate(chart.series)
    )
    if chart.kind == "line":
        group = (
            '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
            f'{series}<c:marker val="1"/><c:axId val="10010001"/><c:axId val="10010002"/></c:lineChart>'
        )
    else:
        group = (
            f'<c:barChart><c:barDir val="{"col" if chart.kind == "column" else "bar"}"/><c:grouping val="clustered"/>'
            f'<c:varyColors val="0"/>{series}<c:gapWidth val="60"/><c:axId val="10010001"/><c:axId val="10010002"/>'
            "</c:barChart>"
        )
    code = across[0].code if across and across[0].numeric else "General"
    months = bool(dates) and all(day.day == 1 for day in dates)
    axes = _category_axis(chart, code, ("months" if months else "days") if by_date else "") + _value_axis(
        chart
    )
    title = _title(workbook, chart)
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if chart.legend else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}">'
        f'<c:date1904 val="{int(workbook.date1904)}"/><c:roundedCorners val="0"/><c:chart>{title}'
        f'<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea><c:layout/>{group}{axes}</c:plotArea>{legend}'
        # A sheet of figures may be hidden, and rows of it filtered: the chart shows them all the same.
        '<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>'
    )


def refuse_impossible(workbook: Workbook, chart: NewChart) -> None:
    """Refuse a chart that is none, or that refers to what cannot be drawn."""
    if chart.kind not in KINDS:
        raise EditRefusedError(f"A chart is one of {', '.join(KINDS)}, not {chart.kind!r}.")
    if chart.axis not in {"", "date", "category"}:
        raise EditRefusedError(f"The axis of a chart is one of date, category, not {chart.axis!r}.")
    names = [each.name.casefold() for each in chart.series]
    if not names or not chart.name.strip() or len(set(names)) < len(names):
        raise EditRefusedError("A chart has a name, and series with a name of its own each.")
    if chart.title and chart.title_at:
        raise EditRefusedError(f"The title of the chart {chart.name} is a text or follows a cell, not both.")
    for each in chart.series:
        if each.line not in LINES or each.marker not in MARKERS:
            raise EditRefusedError(
                f"A series is drawn with a line of {', '.join(LINES)} and a marker of {', '.join(MARKERS)}, "
                f"not {each.line!r} and {each.marker!r}."
            )
        for reference in (each.values, each.categories, each.name_at):
            if reference or reference is each.values:
                cells_of(workbook, reference)
    if chart.title_at:
        cells_of(workbook, chart.title_at)


def series_xml(workbook: Workbook, series: ChartSeries, kind: str, number: int) -> str:
    """Return a series of a chart of this kind: its number, name, looks, references and caches, and our mark."""
    colour = attribute_text(series.colour.lstrip("#") or _COLOURS[number % len(_COLOURS)]).decode()
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    if kind == "line":
        dash = LINES[series.line]
        line = f'{fill}<a:prstDash val="{dash}"/><a:round/>' if dash else "<a:noFill/>"
        looks = (
            f'<c:spPr><a:ln w="{2 * _POINT}" cap="rnd">{line}</a:ln></c:spPr>{_marker(series.marker, fill)}'
        )
    else:
        looks = f'<c:spPr>{fill}</c:spPr><c:invertIfNegative val="0"/>'
    name = (
        reference_xml("c:", series.name_at, points_of(workbook, series.name_at, numeric=False))
        if series.name_at
        else f"<c:v>{_text(series.name)}</c:v>"
    )
    categories = (
        f"<c:cat>{reference_xml('c:', series.categories, points_of(workbook, series.categories))}</c:cat>"
        if series.categories
        else ""
    )
    smooth = '<c:smooth val="0"/>' if kind == "line" else ""
    values = reference_xml("c:", series.values, points_of(workbook, series.values, numeric=True))
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{name}</c:tx>{looks}{categories}'
        f"<c:val>{values}</c:val>{smooth}"
        f'<c:extLst><c:ext uri="{_SERIES_URI}" xmlns:c16="{_SERIES_SPACE}"><c16:uniqueId val="{mark_of(series.name)}"/>'
        "</c:ext></c:extLst></c:ser>"
    )


def _marker(marker: str, fill: str) -> str:
    if marker == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = 5 if marker == "circle" else 8
    return (
        f'<c:marker><c:symbol val="{marker}"/><c:size val="{size}"/><c:spPr>{fill}<a:ln w="9525">{fill}</a:ln></c:spPr>'
        "</c:marker>"
    )


def reference_xml(prefix: str, reference: str, points: Points) -> str:
    """Return a reference with its cache; `prefix` is the one of the chart's elements with its colon."""
    tag = f"{prefix}{'num' if points.numeric else 'str'}Ref"
    formula = _text(reference.removeprefix("="))
    return f"<{tag}><{prefix}f>{formula}</{prefix}f>{cache_xml(prefix, points)}</{tag}>"


def cache_xml(prefix: str, points: Points) -> str:
    """Return the cache that a chart keeps of a reference; blank cells have no point in it."""
    tag = f"{prefix}{'num' if points.numeric else 'str'}Cache"
    code = f"<{prefix}formatCode>{_text(points.code)}</{prefix}formatCode>" if points.numeric else ""
    shown = "".join(
        f'<{prefix}pt idx="{number}"><{prefix}v>{_text(value)}</{prefix}v></{prefix}pt>'
        for number, value in enumerate(points.values)
        if value is not None
    )
    return f'<{tag}>{code}<{prefix}ptCount val="{len(points.values)}"/>{shown}</{tag}>'


def _title(workbook: Workbook, chart: NewChart) -> str:
    if chart.title_at:
        text = reference_xml("c:", chart.title_at, points_of(workbook, chart.title_at, numeric=False))
    elif chart.title:
        text = (
            "<c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr>"
            f'<a:r><a:rPr lang="en-GB"/><a:t>{_text(chart.title)}</a:t></a:r></a:p></c:rich>'
        )
    else:
        return ""
    size = (
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:endParaRPr lang="en-GB"/></a:p>'
        "</c:txPr>"
    )
    return f'<c:title><c:tx>{text}</c:tx><c:overlay val="0"/>{size if chart.title_at else ""}</c:title>'


def _category_axis(chart: NewChart, code: str, unit: str) -> str:
    tag = "dateAx" if unit else "catAx"
    # An axis that was asked for stays one of its kind; otherwise Excel goes by what the cells hold, as it does itself.
    own = int(not chart.axis)
    end = (
        f'<c:auto val="{own}"/><c:lblOffset val="100"/><c:baseTimeUnit val="{unit}"/>'
        if unit
        else f'<c:auto val="{own}"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>'
    )
    return (
        f'<c:{tag}><c:axId val="10010001"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if chart.kind == "bar" else "b"}"/><c:numFmt formatCode="{_quoted(code)}" sourceLinked="1"/>'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="10010002"/>'
        f'<c:crosses val="autoZero"/>{end}</c:{tag}>'
    )


def _value_axis(chart: NewChart) -> str:
    ends = "".join(
        f'<c:{tag} val="{end!r}"/>'
        for tag, end in (("max", chart.high), ("min", chart.low))
        if end is not None
    )
    return (
        f'<c:valAx><c:axId val="10010002"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if chart.kind == "bar" else "l"}"/><c:majorGridlines><c:spPr><a:ln w="9525"><a:solidFill>'
        f'<a:srgbClr val="{_GREY}"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="General" sourceLinked="1"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="10010001"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )


def _text(text: str) -> str:
    return element_text(text).decode()


def _quoted(text: str) -> str:
    return attribute_text(text).decode()
