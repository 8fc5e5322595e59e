"""How a chart looks, in short: so that one that a person formatted is told from one that is as it was put in.

Only what a person sees and sets is taken: colours, dashes, widths, markers, labels, trend lines, typed titles, ends of axes. What
Excel itself adds when it saves a chart, and what the cells show, are left out. The digest travels in the identifier of the
chart's first series, which Excel keeps.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlscore.ooxml.charts.series_xml import mark_of
from xlscore.ooxml.xml import splice

__all__ = ["is_as_put_in", "signed"]

_PASSED_OVER: Final = {"f", "numCache", "strCache", "multiLvlStrCache", "extLst", "AlternateContent"}
_SEEN: Final = {
    "srgbClr", "schemeClr", "prstDash", "symbol", "size", "min", "max", "majorUnit", "legendPos", "grouping", "barDir",
    "lineChart", "barChart", "areaChart", "scatterChart", "trendline", "errBars", "dPt", "smooth",
}  # fmt: skip
"""What is looked at with its value; a chart without one of these, and one that has it, look different."""
_LABELS: Final = ("showVal", "showCatName", "showSerName", "showPercent", "showLegendKey")


def _traits(item: splice.Element, *, in_series: bool = False) -> Iterator[str]:
    """Yield what is seen of an element and of all in it, in their order."""
    if item.name in _PASSED_OVER:
        return
    if item.name == "title":
        typed = item.child("tx", "rich")
        yield "title " + ("" if typed is None else "".join(t.text for t in typed.walk() if t.name == "t"))
    elif item.name == "dLbls":
        shown = [name for name in _LABELS for each in item.all(name) if each.get("val", "1") in {"1", "true"}]
        if not shown:
            return  # Excel writes labels of which none is shown into every group of series
        yield " ".join(["labels", *shown])
    elif item.name == "ln" and item.get("w"):
        yield f"width {item.get('w')}"
    elif item.name in {"noFill", "gradFill", "pattFill"} and in_series:
        yield item.name
    elif item.name == "delete" and item.get("val", "1") in {"1", "true"}:
        yield "no axis"
    elif item.name in _SEEN:
        yield f"{item.name} {item.get('val')}"
    for each in item.children:
        yield from _traits(each, in_series=in_series or item.name == "ser")


def _digest(root: splice.Element) -> str:
    """Return how a chart looks as the second half of an identifier."""
    chart = root.child("chart")
    return mark_of("", "\n".join(_traits(chart)) if chart is not None else "")[20:]


def _first_mark(root: splice.Element) -> splice.Element | None:
    """Return what keeps the identifier of a chart's first series, or None."""
    area = root.child("chart", "plotArea")
    first = next((item for item in area.walk() if item.name == "ser"), None) if area is not None else None
    if first is None:
        return None
    return next(
        (each for ext in first.all("extLst", "ext") for each in ext.children if each.name == "uniqueId"), None
    )


def signed(data: bytes, part: str) -> bytes:
    """Return a chart's part with the digest of its looks as they are now, so that a change of them is seen later."""
    root = splice.parse(data, part)
    mark = _first_mark(root)
    if mark is None:
        return data
    return splice.set_attributes(data, mark, {"val": mark.get("val")[:20] + _digest(root)})


def is_as_put_in(root: splice.Element) -> bool:
    """Return whether a chart looks as it was put in: nobody changed its colours, its titles, its axes or its series."""
    mark = _first_mark(root)
    return mark is not None and mark.get("val").upper()[20:] == _digest(root)
