"""A series of a chart as XML: its references with the points kept beside them, its looks, labels from cells, our mark."""

from __future__ import annotations

import hashlib
from typing import Final

from xlscore.ooxml.charts.new_charts import KINDS, LINES, PATTERNS, PLACES, ChartSeries
from xlscore.ooxml.charts.points import Points, ShownCells
from xlscore.ooxml.xml.text import attribute_text, element_text

__all__ = ["cache_xml", "label_xml", "labels_cache_xml", "mark_of", "reference_xml", "series_xml"]

_COLOURS: Final = ("1F2F4F", "B4632D", "566070", "2F7D6B", "8A5AA0", "A08A2C")
"""What series are drawn in that name no colour of their own, one after the other."""
_POINT: Final = 12_700
_OF_POINTS: Final = {"lineChart", "scatterChart"}
_SERIES_URI: Final = "{C3380CC4-5D6E-409C-BE32-E72D297353CC}"
_SERIES_SPACE: Final = "http://schemas.microsoft.com/office/drawing/2014/chart"
_LABELS_URI: Final = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_LABEL_URI: Final = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_LABEL_SPACE: Final = "http://schemas.microsoft.com/office/drawing/2012/chart"
_SHOWS_NOTHING: Final = "".join(
    f'<c:show{what} val="0"/>' for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)


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


def series_xml(shown: ShownCells, series: ChartSeries, kind: str, number: int) -> str:
    """Return a series of this kind: its number, name, looks, references and caches, and our mark."""
    group = KINDS[kind][0]
    name = (
        reference_xml("c:", series.name_at, shown.points(series.name_at, numeric=False))
        if series.name_at
        else f"<c:v>{_text(series.name)}</c:v>"
    )
    across, up = ("xVal", "yVal") if group == "scatterChart" else ("cat", "val")
    categories = (
        f"<c:{across}>{reference_xml('c:', series.categories, shown.points(series.categories))}</c:{across}>"
        if series.categories
        else ""
    )
    values = reference_xml("c:", series.values, shown.points(series.values, numeric=True))
    smooth = '<c:smooth val="0"/>' if group in _OF_POINTS else ""
    labels, of_labels = _labels(shown, series, group)
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx>{name}</c:tx>{_looks(series, group, number)}'
        f"{labels}{categories}<c:{up}>{values}</c:{up}>{smooth}"
        f'<c:extLst>{of_labels}<c:ext uri="{_SERIES_URI}" xmlns:c16="{_SERIES_SPACE}">'
        f'<c16:uniqueId val="{mark_of(series.name)}"/></c:ext></c:extLst></c:ser>'
    )


def _looks(series: ChartSeries, group: str, number: int) -> str:
    colour = series.colour.lstrip("#") or _COLOURS[number % len(_COLOURS)]
    fill = _filled(colour)
    if group in _OF_POINTS:
        dash = LINES[series.line]
        line = f'{fill}<a:prstDash val="{dash}"/><a:round/>' if dash else "<a:noFill/>"
        return f'<c:spPr><a:ln w="{round(series.width * _POINT)}" cap="rnd">{line}</a:ln></c:spPr>{_marker(series, fill)}'
    if series.pattern and colour != "none":
        fill = (
            f'<a:pattFill prst="{PATTERNS[series.pattern]}"><a:fgClr><a:srgbClr val="{_quoted(colour)}"/></a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        )
    edge = f'<a:ln w="9525">{_filled(series.edge)}</a:ln>' if series.edge else ""
    negative = '<c:invertIfNegative val="0"/>' if group == "barChart" else ""
    return f"<c:spPr>{fill}{edge}</c:spPr>{negative}"


def _filled(colour: str) -> str:
    if colour == "none":
        return "<a:noFill/>"
    return f'<a:solidFill><a:srgbClr val="{_quoted(colour.lstrip("#"))}"/></a:solidFill>'


def _marker(series: ChartSeries, fill: str) -> str:
    if series.marker == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    size = series.size or (5 if series.marker == "circle" else 8)
    edge = _filled(series.edge) if series.edge else fill
    inside = _filled(series.fill) if series.fill else fill
    return (
        f'<c:marker><c:symbol val="{series.marker}"/><c:size val="{size}"/><c:spPr>{inside}<a:ln w="9525">{edge}</a:ln></c:spPr>'
        "</c:marker>"
    )


def _labels(shown: ShownCells, series: ChartSeries, group: str) -> tuple[str, str]:
    """Return the labels of a series, and the extension that says which cells hold them."""
    if not series.labels_at:
        return _plain_labels(series, group), ""
    points = shown.points(series.labels_at, numeric=False)
    place = PLACES[series.label_place] if group in _OF_POINTS else ""
    each = "".join(label_xml(number, place) for number, text in enumerate(points.values) if text is not None)
    labels = (
        f"<c:dLbls>{each}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_place(place)}"
        f'{_SHOWS_NOTHING}<c:extLst><c:ext uri="{_LABEL_URI}" xmlns:c15="{_LABEL_SPACE}"><c15:showDataLabelsRange val="1"/>'
        "</c:ext></c:extLst></c:dLbls>"
    )
    formula = _text(series.labels_at.removeprefix("="))
    return labels, (
        f'<c:ext uri="{_LABELS_URI}" xmlns:c15="{_LABEL_SPACE}"><c15:datalabelsRange><c15:f>{formula}</c15:f>'
        f"{labels_cache_xml('c15:', 'c:', points)}</c15:datalabelsRange></c:ext>"
    )


def _plain_labels(series: ChartSeries, group: str) -> str:
    """Return labels that show the figure of each point, or the name of the series."""
    if not (series.figures or series.named):
        return ""
    place = _place(PLACES[series.label_place] if group in _OF_POINTS else "")
    shown = _SHOWS_NOTHING
    for what, wanted in (("Val", series.figures), ("SerName", series.named)):
        shown = shown.replace(f'<c:show{what} val="0"/>', f'<c:show{what} val="{int(wanted)}"/>')
    return f"<c:dLbls>{place}{shown}</c:dLbls>"


def _place(code: str) -> str:
    """Return where a label stands, by the schema's code; columns and areas take none of those of points."""
    return f'<c:dLblPos val="{code}"/>' if code else ""


def label_xml(number: int, place: str) -> str:
    """Return the label of one point, which shows the text of its cell; `place` is the schema's code, "" leaves it to the program.

    Excel writes one for each point that has a text.
    """
    field = mark_of(f"label {number}")
    return (
        f'<c:dLbl><c:idx val="{number}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{field}" type="CELLRANGE">'
        '<a:rPr lang="en-GB"/><a:pPr/><a:t>[CELLRANGE]</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p></c:rich></c:tx>'
        f'{_place(place)}{_SHOWS_NOTHING}<c:extLst><c:ext uri="{_LABEL_URI}" xmlns:c15="{_LABEL_SPACE}">'
        '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
    )


def labels_cache_xml(outer: str, inner: str, points: Points) -> str:
    """Return what a series keeps of the texts of its labels; the prefixes are those of the element and of what is in it."""
    return f"<{outer}dlblRangeCache>{_kept(inner, points)}</{outer}dlblRangeCache>"


def reference_xml(prefix: str, reference: str, points: Points) -> str:
    """Return a reference with its cache; `prefix` is the one of the chart's elements with its colon."""
    tag = f"{prefix}{'num' if points.numeric else 'str'}Ref"
    formula = _text(reference.removeprefix("="))
    return f"<{tag}><{prefix}f>{formula}</{prefix}f>{cache_xml(prefix, points)}</{tag}>"


def cache_xml(prefix: str, points: Points) -> str:
    """Return the cache that a chart keeps of a reference; blank cells have no point in it."""
    tag = f"{prefix}{'num' if points.numeric else 'str'}Cache"
    code = f"<{prefix}formatCode>{_text(points.code)}</{prefix}formatCode>" if points.numeric else ""
    return f"<{tag}>{code}{_kept(prefix, points)}</{tag}>"


def _kept(prefix: str, points: Points) -> str:
    shown = "".join(
        f'<{prefix}pt idx="{number}"><{prefix}v>{_text(value)}</{prefix}v></{prefix}pt>'
        for number, value in enumerate(points.values)
        if value is not None
    )
    return f'<{prefix}ptCount val="{len(points.values)}"/>{shown}'


def _text(text: str) -> str:
    return element_text(text).decode()


def _quoted(text: str) -> str:
    return attribute_text(text).decode()
