"""Native charts of a sheet: found by their name or our mark, and put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from xlscore.ooxml.around import drawings
from xlscore.ooxml.charts.chart_xml import anchor_xml, chart_xml
from xlscore.ooxml.charts.looks import is_as_put_in, signed
from xlscore.ooxml.charts.new_charts import KINDS, ChartSeries, NewChart
from xlscore.ooxml.charts.series_xml import mark_of
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, uncell_text, whole_number
from xlscore.ooxml.xml.tree import Element, local

__all__ = [
    "FoundChart",
    "add_charts",
    "charts",
    "creation_of",
    "find_chart",
    "frames",
    "has_chart",
    "kind_of",
    "labelled",
    "linked",
    "remove_chart",
    "root_of",
    "series_name",
    "series_of",
]

_KINDS = {how: kind for kind, how in reversed(KINDS.items())}
"""What a group of series that we put in ourselves is called in our words; lying bars are told by their direction."""


@dataclass(frozen=True, slots=True)
class FoundChart:
    """A chart of a sheet, whoever made it: its name, kinds, title, alternative text and what its series draw."""

    name: str
    part: str
    kinds: tuple[str, ...]
    title: str
    description: str
    series: tuple[ChartSeries, ...]
    mark: str = field(default="", repr=False)
    cells: str = ""
    """The cells that it covers; "" where it stands free of them or in a group."""
    as_put_in: bool = False
    """Whether it is one of ours and looks as it was put in: nobody formatted it."""

    def was_put_in_as(self, name: str) -> bool:
        """Return whether we put it in under this name, whatever a person calls it now."""
        return self.mark.upper().startswith(mark_of(name)[:19])


def charts(package: Package, sheet_part: str) -> list[FoundChart]:
    """Return the charts of a sheet, the lowest first, those in groups too."""
    part = drawings.drawing_part(package, sheet_part)
    return [] if part is None else [_read(package, named, chart) for named, chart in frames(package, part)]


@lru_cache(maxsize=4)  # asked for with each chart of a drawing in a row
def _links(drawing: bytes, part: str) -> tuple[tuple[splice.Element, str], ...]:
    """Return what names each chart of a drawing, and its relationship."""
    frames = [item for item in splice.parse(drawing, part).walk() if item.name == "graphicFrame"]
    found = [
        (frame.child("nvGraphicFramePr", "cNvPr"), frame.child("graphic", "graphicData", "chart"))
        for frame in frames
    ]
    return tuple(
        (named, next((value for key, value in link.attributes.items() if key.endswith("}id")), ""))
        for named, link in found
        if named is not None and link is not None
    )


def frames(package: Package, part: str) -> Iterator[tuple[splice.Element, str]]:
    """Yield what names each chart of a drawing, and the chart's part."""
    targets = {each.id: each.target for each in package.rels(part).by_type("chart") if not each.external}
    for named, identity in _links(as_utf8(package.read(part), part), part):
        if targets.get(identity, "") in package:
            yield named, targets[identity]


def creation_of(named: splice.Element) -> splice.Element | None:
    """Return what keeps the identifier of a drawn object, or None."""
    return next((item for item in named.walk() if item.name == "creationId"), None)


def _mark(named: splice.Element) -> str:
    creation = creation_of(named)
    return "" if creation is None else creation.get("id")


@lru_cache(maxsize=64)  # a sheet's charts are found, then compared, then brought up to date
def root_of(data: bytes, part: str) -> splice.Element:
    """Return the root of a chart's part; not to be changed."""
    return splice.parse(data, part)


def _read(package: Package, named: splice.Element, part: str) -> FoundChart:
    root = root_of(as_utf8(package.read(part), part), part)
    title = root.child("chart", "title", "tx")
    return FoundChart(
        named.get("name"),
        part,
        tuple(dict.fromkeys(kind_of(group) for group, _ in series_of(root))),
        "" if title is None else _words(title),
        named.get("descr"),
        tuple(
            ChartSeries(
                name=series_name(item),
                values=_reference(item, "val") or _reference(item, "yVal"),
                categories=_reference(item, "cat") or _reference(item, "xVal"),
                name_at=_reference(item, "tx"),
                labels_at=_labels(item),
            )
            for _, item in series_of(root)
        ),
        _mark(named),
        _cells(named),
        is_as_put_in(root),
    )


def _cells(named: splice.Element) -> str:
    """Return the cells that a chart's anchor covers."""
    properties = named.parent
    frame = None if properties is None else properties.parent
    anchor = None if frame is None else frame.parent
    if anchor is None or anchor.name != "twoCellAnchor":
        return ""
    ends = [
        [
            whole_number(each.text) if each is not None else 0
            for each in (anchor.child(end, "row"), anchor.child(end, "col"))
        ]
        for end in ("from", "to")
    ]
    (top, left), (bottom, right) = ends
    return Box(top + 1, left + 1, max(bottom, top + 1), max(right, left + 1)).address().replace("$", "")


def kind_of(group: splice.Element) -> str:
    """Return what kind of chart a group of series is, in our words where we have one."""
    how = group.child("scatterStyle" if group.name == "scatterChart" else "grouping")
    usual = "clustered" if group.name == "barChart" else "standard"
    kind = _KINDS.get((group.name, usual if how is None else how.get("val", usual)))
    if kind is None:
        return group.name.removesuffix("Chart")
    direction = group.child("barDir")
    lies = direction is not None and direction.get("val") == "bar"
    return kind.replace("column", "bar") if lies else kind


def series_of(root: splice.Element) -> Iterator[tuple[splice.Element, splice.Element]]:
    """Yield each series with the group that it belongs to."""
    area = root.child("chart", "plotArea")
    for group in area.children if area is not None else ():
        if group.name.endswith("Chart"):
            yield from ((group, item) for item in group.all("ser"))


def _words(holder: splice.Element) -> str:
    """Return the text of a title or a name: of its cell as it is kept, or as it was typed, a line for each paragraph."""
    cached = holder.child("strRef", "strCache")
    if cached is not None:
        return " ".join(uncell_text(item.text) for item in cached.all("pt", "v"))
    rich = holder.child("rich")
    if rich is not None:
        return "\n".join(
            "".join(each.text for each in line.walk() if each.name == "t") for line in rich.all("p")
        )
    typed = holder.child("v")
    return "" if typed is None else uncell_text(typed.text)


def series_name(item: splice.Element) -> str:
    """Return the name of a series; without one it is called Series and its number, as Excel shows it."""
    holder, number = item.child("tx"), item.child("idx")
    if holder is not None:
        return _words(holder)
    return f"Series{whole_number(number.get('val')) + 1}" if number is not None else ""


def linked(item: splice.Element, tag: str) -> splice.Element | None:
    """Return the reference to cells inside the element of that name, or None where it has none."""
    holder = item.child(tag)
    return (
        None
        if holder is None
        else next((each for each in holder.children if each.child("f") is not None), None)
    )


def _reference(item: splice.Element, tag: str) -> str:
    link = linked(item, tag)
    formula = None if link is None else link.child("f")
    return "" if formula is None else formula.text


def labelled(item: splice.Element) -> splice.Element | None:
    """Return what says which cells hold the labels of a series, or None where none do."""
    found = (each.child("datalabelsRange") for each in item.all("extLst", "ext"))
    return next((each for each in found if each is not None), None)


def _labels(item: splice.Element) -> str:
    link = labelled(item)
    formula = None if link is None else link.child("f")
    return "" if formula is None else formula.text


def find_chart(package: Package, sheet_part: str, name: str) -> FoundChart | None:
    """Return the chart of this name, or the one that we put in under it and a person renamed; else None."""
    frame = _frame_of(package, sheet_part, name)
    return None if frame is None else _read(package, *frame)


def has_chart(package: Package, sheet_part: str, name: str) -> bool:
    """Return whether `find_chart` finds one, without reading it."""
    return _frame_of(package, sheet_part, name) is not None


def _frame_of(package: Package, sheet_part: str, name: str) -> tuple[splice.Element, str] | None:
    """Return what names the chart of this name, else the one that we put in under it, with its part."""
    part = drawings.drawing_part(package, sheet_part)
    found = [] if part is None else list(frames(package, part))
    mark = mark_of(name)[:19]
    by_name = (each for each in found if each[0].get("name").casefold() == name.casefold())
    by_mark = (each for each in found if _mark(each[0]).upper().startswith(mark))
    return next(by_name, None) or next(by_mark, None)


def add_charts(workbook: Workbook, sheet: Sheet, placed: Sequence[tuple[Box, NewChart]]) -> None:
    """Put charts over the cells of their boxes; refused where the sheet has one of that name."""
    workbook.refuse_unless_editable()
    names = [chart.name.casefold() for _, chart in placed]
    for number, (_, chart) in enumerate(placed):
        if chart.name.casefold() in names[:number] or has_chart(workbook.package, sheet.part, chart.name):
            raise EditRefusedError(f"{sheet.name} has a chart {chart.name!r} already; update it.")
    drawings.put_drawing(
        workbook.package,
        sheet,
        sheet.part,
        [anchor_xml(chart, box, f"chart {number}") for number, (box, chart) in enumerate(placed)],
        replaces=lambda _: False,
        charts={
            f"chart {number}": signed(chart_xml(workbook, chart).encode(), "the chart").decode()
            for number, (_, chart) in enumerate(placed)
        },
    )


def remove_chart(workbook: Workbook, sheet: Sheet, chart: FoundChart) -> None:
    """Take a chart off its sheet, with what belongs to it alone; one that is in a group stays."""
    workbook.refuse_unless_editable()
    package = workbook.package
    part = drawings.drawing_part(package, sheet.part)
    links = {} if part is None else {each.id: each.target for each in package.rels(part).by_type("chart")}
    beside = [each.target for each in package.rels(chart.part) if not each.external]
    drawings.remove_anchors(
        package,
        sheet.part,
        lambda anchor: any(links.get(identity) == chart.part for identity in _shown(anchor)),
    )
    if chart.part not in package:
        drawings.remove_unused(package, beside)


def _shown(anchor: Element) -> Iterator[str]:
    """Yield the relationship of the chart that is all that an anchor holds."""
    for frame in anchor:
        if local(frame) == "graphicFrame":
            links = [item for item in frame.iter() if local(item) == "chart"]
            yield from (
                str(value) for item in links for key, value in item.attrib.items() if str(key).endswith("}id")
            )
