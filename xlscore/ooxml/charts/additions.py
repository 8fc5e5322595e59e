"""What is put into a chart that is there: more series with their place in the legend, and labels of more points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlscore.ooxml.around import drawings
from xlscore.ooxml.charts.chart_xml import hidden_entry_xml
from xlscore.ooxml.charts.found import kind_of, series_of
from xlscore.ooxml.charts.new_charts import KINDS, ChartSeries
from xlscore.ooxml.charts.points import Points, ShownCells
from xlscore.ooxml.charts.series_xml import label_xml, series_xml
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.namespaces import CHART, DRAWING
from xlscore.ooxml.xml.text import whole_number

__all__ = ["added_labels", "added_series"]

Change = tuple[int, int, bytes]


def added_series(
    shown: ShownCells, root: splice.Element, new: Sequence[ChartSeries], name: str
) -> Iterator[Change]:
    """Yield the changes that put more series behind the last one of their kind, and leave out of the legend what is not in it."""
    pairs = list(series_of(root))
    numbers = [
        whole_number(each.get("val"))
        for _, item in pairs
        for each in item.children
        if each.name in {"idx", "order"}
    ]
    first = max(numbers, default=-1) + 1
    known = [place for place, (group, _) in enumerate(pairs) if kind_of(group) in KINDS]
    if not known:
        raise EditRefusedError(f"The chart {name} has no lines, columns or bars to put a series beside.")
    behind: dict[int, list[tuple[int, ChartSeries]]] = {}
    for number, each in enumerate(new, first):
        alike = [place for place in known if kind_of(pairs[place][0]) == each.kind]
        behind.setdefault((alike or known)[-1], []).append((number, each))
    for place, series in behind.items():
        group, item = pairs[place]
        made = "".join(series_xml(shown, each, kind_of(group), number) for number, each in series)
        yield item.end, item.end, _declared(made, "<c:ser>", item)
    yield from _legend(root, {place: [each for _, each in series] for place, series in behind.items()})


def _declared(xml: str, tag: str, beside: splice.Element) -> bytes:
    spaces = f' xmlns:c="{CHART}" xmlns:a="{DRAWING}"'
    declared = xml.replace(tag, f"{tag[:-1]}{spaces}>")
    return drawings.strictly(declared, strict=beside.namespace != CHART).encode()


def _legend(root: splice.Element, behind: dict[int, list[ChartSeries]]) -> Iterator[Change]:
    """Yield the changes of a legend: what it leaves out is known by its place, which moves with what stands before it."""
    legend = root.child("chart", "legend")
    if legend is None:
        return
    entries = legend.all("legendEntry")
    for entry in entries:
        number = entry.child("idx")
        old = -1 if number is None else whole_number(number.get("val"))
        moved = old + sum(len(series) for place, series in behind.items() if place < old)
        if number is not None and moved != old:
            tag = b'<%s val="%d"/>' % (number.qualified("idx"), moved)
            yield number.start, number.end, tag
    made, shift = "", 0
    for place, series in sorted(behind.items()):
        for each in series:
            shift += 1
            made += "" if each.in_legend else hidden_entry_xml(place + shift)
    if made:
        before = entries or legend.all("legendPos")
        at = before[-1].end if before else legend.inner_start
        yield at, at, _declared(made, "<c:legendEntry>", legend)


def added_labels(data: bytes, item: splice.Element, points: Points) -> Iterator[Change]:
    """Yield the changes that give labels to points of a series which have a text now, looking like the last label."""
    labels = item.child("dLbls")
    if labels is None:
        return  # a person took them out
    each = {whole_number(at.get("val")): label for label in labels.all("dLbl") if (at := label.child("idx"))}
    like = next(
        (
            label
            for label in reversed(each.values())
            if any(field.get("type") == "CELLRANGE" for field in label.walk() if field.name == "fld")
        ),
        None,
    )
    for place, text in enumerate(points.values):
        if text is not None and place not in each:
            before = [label.end for number, label in each.items() if number < place]
            at_byte = max(before, default=labels.inner_start)
            yield at_byte, at_byte, _label(data, labels, like, place)


def _label(data: bytes, labels: splice.Element, like: splice.Element | None, number: int) -> bytes:
    place = labels.child("dLblPos")
    known = None if like is None else like.child("idx")
    if like is None or known is None:
        return _declared(label_xml(number, "" if place is None else place.get("val")), "<c:dLbl>", labels)
    tag = b'<%s val="%d"/>' % (known.qualified("idx"), number)
    return data[like.start : known.start] + tag + data[known.end : like.end]
