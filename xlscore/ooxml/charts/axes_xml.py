"""The axes and titles of a chart as XML."""

from __future__ import annotations

from typing import Final

from xlscore.ooxml.charts.new_charts import NewChart, kind_in
from xlscore.ooxml.charts.points import ShownCells
from xlscore.ooxml.charts.series_xml import reference_xml
from xlscore.ooxml.xml.text import attribute_text, element_text

__all__ = ["ACROSS", "UP", "axes_xml", "texts_xml", "title_xml"]

ACROSS: Final = "10010001"
UP: Final = "10010002"
_GREY: Final = "D9D9D9"
_TEXT: Final = 12


def axes_xml(chart: NewChart, code: str, unit: str) -> str:
    """Return both axes: of categories, of dates where `unit` is days or months, or of numbers in a scatter chart."""
    if chart.kind == "scatter":
        return _numbers_across(chart) + _values(chart)
    return _categories(chart, code, unit) + _values(chart)


def _is_lying(chart: NewChart) -> bool:
    return chart.kind.endswith("bar")


def _categories(chart: NewChart, code: str, unit: str) -> str:
    tag = "dateAx" if unit else "catAx"
    # An axis that was asked for stays one of its kind; otherwise Excel goes by what the cells hold, as it does itself.
    own = int(not chart.axis)
    apart = f'<c:majorUnit val="{chart.every}"/><c:majorTimeUnit val="months"/>' if chart.every else ""
    end = (
        f'<c:auto val="{own}"/><c:lblOffset val="100"/><c:baseTimeUnit val="{unit}"/>{apart}'
        if unit
        else f'<c:auto val="{own}"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>'
    )
    # Bars lie in the order of their cells, the first one at the top, as the rows do.
    order = "maxMin" if _is_lying(chart) else "minMax"
    return (
        f'<c:{tag}><c:axId val="{ACROSS}"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if _is_lying(chart) else "b"}"/>{_axis_title(chart.axis_title)}{_format(chart.axis_format, code)}'
        f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:crossAx val="{UP}"/>'
        f'<c:crosses val="autoZero"/>{end}</c:{tag}>'
    )


def _numbers_across(chart: NewChart) -> str:
    return (
        f'<c:valAx><c:axId val="{ACROSS}"/>{_scaling(chart.axis_low, chart.axis_high)}<c:delete val="0"/>'
        f'<c:axPos val="b"/>{_axis_title(chart.axis_title)}{_format(chart.axis_format, "General")}'
        '<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:crossAx val="{UP}"/><c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>'
    )


_UNSEEN: Final = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
"""An axis without figures has no line either: it would go through the words that stand there instead."""


def _values(chart: NewChart) -> str:
    behind = (
        f'<c:majorGridlines><c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{_GREY}"/></a:solidFill></a:ln></c:spPr>'
        "</c:majorGridlines>"
        if chart.lines_behind
        else ""
    )
    # An area reaches from edge to edge; lines and columns leave half a category free at either end.
    middle = any(kind_in(chart, each) in {"scatter", "area", "stacked_area"} for each in chart.series)
    step = "" if chart.step is None else f'<c:majorUnit val="{chart.step!r}"/>'
    # The axis of lying bars has its figures beneath, where the last of the turned-round categories is.
    crosses = "max" if _is_lying(chart) else "min" if chart.kind == "scatter" else "autoZero"
    return (
        f'<c:valAx><c:axId val="{UP}"/>{_scaling(chart.low, chart.high)}<c:delete val="0"/>'
        f'<c:axPos val="{"b" if _is_lying(chart) else "l"}"/>{behind}{_axis_title(chart.value_title, upright=not _is_lying(chart))}'
        f'{_format(chart.number_format, "General")}<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="{"nextTo" if chart.axis_figures else "none"}"/>{"" if chart.axis_figures else _UNSEEN}<c:crossAx val="{ACROSS}"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="{"midCat" if middle else "between"}"/>{step}</c:valAx>'
    )


def _scaling(low: float | None, high: float | None) -> str:
    ends = "".join(
        f'<c:{tag} val="{end!r}"/>' for tag, end in (("max", high), ("min", low)) if end is not None
    )
    return f'<c:scaling><c:orientation val="minMax"/>{ends}</c:scaling>'


def _format(wanted: str, own: str) -> str:
    return f'<c:numFmt formatCode="{_quoted(wanted or own)}" sourceLinked="{int(not wanted)}"/>'


def _axis_title(text: str, *, upright: bool = False) -> str:
    if not text:
        return ""
    turned = '<a:bodyPr rot="-5400000" vert="horz"/>' if upright else "<a:bodyPr/>"
    return (
        f'<c:title><c:tx><c:rich>{turned}<a:lstStyle/><a:p><a:pPr><a:defRPr b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="en-GB" b="0"/><a:t>{_text(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def title_xml(shown: ShownCells, chart: NewChart) -> str:
    """Return the title of a chart, a line for each of its text, or one that follows a cell."""
    size = chart.text_size * 1.25 if chart.text_size else _TEXT
    points = round(100 * size)
    if chart.title_at:
        text = reference_xml("c:", chart.title_at, shown.points(chart.title_at, numeric=False))
    elif chart.title:
        lines = "".join(
            f'<a:p><a:pPr><a:defRPr sz="{points}" b="1"/></a:pPr>'
            f'<a:r><a:rPr lang="en-GB" sz="{points}" b="1"/><a:t>{_text(line)}</a:t></a:r></a:p>'
            for line in chart.title.split("\n")
        )
        text = f"<c:rich><a:bodyPr/><a:lstStyle/>{lines}</c:rich>"
    else:
        return ""
    of_cell = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{points}" b="1"/></a:pPr><a:endParaRPr lang="en-GB"/></a:p>'
        "</c:txPr>"
    )
    return f'<c:title><c:tx>{text}</c:tx><c:overlay val="0"/>{of_cell if chart.title_at else ""}</c:title>'


def texts_xml(chart: NewChart) -> str:
    """Return the size of all texts of a chart, where it was given."""
    if not chart.text_size:
        return ""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(100 * chart.text_size)}"/></a:pPr>'
        '<a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


def _text(text: str) -> str:
    return element_text(text).decode()


def _quoted(text: str) -> str:
    return attribute_text(text).decode()
