"""Bring a native chart up to date: only references, and the points kept beside them, change.

What a person formatted stays, because a chart's part is never written anew: references and points are spliced into the
bytes that are there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from xlscore.ooxml.around import drawings
from xlscore.ooxml.charts.additions import added_labels, added_series
from xlscore.ooxml.charts.found import (
    FoundChart,
    creation_of,
    frames,
    labelled,
    linked,
    root_of,
    series_name,
    series_of,
)
from xlscore.ooxml.charts.looks import is_as_put_in, signed
from xlscore.ooxml.charts.new_charts import ChartSeries
from xlscore.ooxml.charts.points import Points, ShownCells
from xlscore.ooxml.charts.series_xml import cache_xml, labels_cache_xml, mark_of, reference_xml
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.opc.package import Package, as_one
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.numberformats import builtin_id, is_date_code
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, element_text, real_number, whole_number

__all__ = ["update_chart", "would_change"]

_SERIES_ORDER = (
    "idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "marker", "explosion", "dPt", "dLbls", "trendline",
    "errBars", "cat", "val", "smooth", "shape", "bubbleSize", "extLst",
)  # fmt: skip
_BY_COUNTRY = {14, 22}
_POINT_GROUPS, _BY_POINT = {"scatterChart", "bubbleChart"}, ("xVal", "yVal")
Change = tuple[int, int, bytes]


@as_one
def update_chart(
    workbook: Workbook,
    sheet: Sheet,
    chart: FoundChart,
    series: Sequence[ChartSeries] = (),
    *,
    title_at: str = "",
    description: str | None = None,
    described: str = "",
    adds: Collection[str] = (),
) -> list[str]:
    """Return the names of series that the chart does not have, after its references and caches were brought up to date.

    Series are known by our mark, then by their name. Those that are not named here, and all of them where none is, draw the
    cells that they drew and keep what those show now. One that the chart does not have is put in where `adds` names it. The
    title follows a cell until a person types over it; the alternative text is ours until a person types another: while it is
    what the chart was given, here or, in live Excel, as `described` says.
    """
    workbook.refuse_unless_editable()
    package = workbook.package
    data, changed, missing = _updated(workbook, chart, series, title_at, adds)
    if changed != data:
        package.write(chart.part, changed)
    if description is not None and _may_describe(chart, description, described):
        _describe(package, sheet.part, chart, description)
    return missing


def would_change(
    workbook: Workbook,
    chart: FoundChart,
    series: Sequence[ChartSeries],
    *,
    title_at: str = "",
    description: str = "",
    described: str = "",
    adds: Collection[str] = (),
) -> bool:
    """Return whether `update_chart` would change anything."""
    data, changed, _ = _updated(workbook, chart, series, title_at, adds)
    return changed != data or _may_describe(chart, description, described)


def _updated(
    workbook: Workbook, chart: FoundChart, series: Sequence[ChartSeries], title_at: str, adds: Collection[str]
) -> tuple[bytes, bytes, list[str]]:
    """Return a chart's part as it is and brought up to date, and the names of series that it does not have."""
    data = as_utf8(workbook.package.read(chart.part), chart.part)
    root = root_of(data, chart.part)
    if root.child("pivotSource") is not None:
        if series:
            raise EditRefusedError(
                f"The chart {chart.name} draws a pivot table; change the pivot table in Excel."
            )
        return data, data, []
    visible = root.child("chart", "plotVisOnly")
    visible_only = visible is None or visible.get("val", "1") in {"1", "true"}
    shown = ShownCells(workbook, visible_only=visible_only)
    desk = _Desk(shown, data)
    paired, missing = _paired(root, series)
    changes = [change for group, item, wanted in paired for change in desk.series(group, item, wanted)]
    changes += desk.titles(root, title_at)
    new = [each for each in missing if each.name in adds]
    if new:
        changes += added_series(shown, root, new, chart.name)
    changed = splice.splice(data, changes)
    if new and is_as_put_in(root):
        changed = signed(changed, chart.part)
    return data, changed, [each.name for each in missing if each.name not in adds]


def _paired(
    root: splice.Element, series: Sequence[ChartSeries]
) -> tuple[list[tuple[splice.Element, splice.Element, ChartSeries | None]], list[ChartSeries]]:
    """Return the chart's series with what each should draw, and what no series of the chart is meant by."""
    items = list(series_of(root))
    waiting = list(series)
    found: dict[int, ChartSeries] = {}
    for known in (_is_marked, _is_named):
        for number, (_, item) in enumerate(items):
            wanted = next((each for each in waiting if number not in found and known(item, each)), None)
            if wanted is not None:
                found[number] = wanted
                waiting.remove(wanted)
    return [(*pair, found.get(number)) for number, pair in enumerate(items)], waiting


def _is_marked(item: splice.Element, wanted: ChartSeries) -> bool:
    marks = (each.get("val").upper() for ext in item.all("extLst", "ext") for each in ext.children)
    return any(mark.startswith(mark_of(wanted.name)[:20]) for mark in marks)


def _is_named(item: splice.Element, wanted: ChartSeries) -> bool:
    return series_name(item).casefold() == wanted.name.casefold()


@dataclass(frozen=True, slots=True)
class _Desk:
    """Works out what changes in the bytes of one chart."""

    shown: ShownCells
    data: bytes

    def series(
        self, group: splice.Element, item: splice.Element, wanted: ChartSeries | None
    ) -> Iterator[Change]:
        """Yield the changes of one series."""
        across, up = _BY_POINT if group.name in _POINT_GROUPS else ("cat", "val")
        yield from self._reference(item, "tx", wanted.name_at if wanted else "", numeric=False)
        yield from self._reference(item, across, wanted.categories if wanted else "", numeric=None)
        yield from self._reference(item, up, wanted.values if wanted else "", numeric=True)
        yield from self._labels(item, wanted.labels_at if wanted else "")

    def titles(self, root: splice.Element, title_at: str) -> Iterator[Change]:
        """Yield the changes of titles that follow a cell: the chart's own, and those of its axes."""
        chart = root.child("chart")
        for title in [each for each in chart.walk() if each.name == "title"] if chart is not None else ():
            own = title.parent is chart
            if linked(title, "tx") is not None:
                yield from self._reference(title, "tx", title_at if own else "", numeric=False)

    def _reference(
        self, item: splice.Element, tag: str, reference: str, *, numeric: bool | None
    ) -> Iterator[Change]:
        holder, link = item.child(tag), linked(item, tag)
        formula = None if link is None else link.child("f")
        wanted = reference.removeprefix("=") or ("" if formula is None else formula.text)
        if not reference and not self.shown.can_read(wanted):
            return  # a name, another workbook or several areas: only Excel knows what they show
        if tag == "tx" and holder is not None and link is None:
            return  # a person, or we, typed the name
        if numeric is None and not reference and link is not None and link.name != "numRef":
            numeric = False  # what was kept as texts stays so, even where the cells hold numbers
        points = self.shown.points(wanted, numeric=numeric)
        if not points.known and formula is not None and formula.text == wanted:
            return
        if link is None or formula is None:
            yield from self._whole(item, holder, tag, wanted, points)
        elif formula.is_empty_tag or link.name != ("numRef" if points.numeric else "strRef"):
            yield link.start, link.end, _ref(link, wanted, points)
        else:
            if formula.text != wanted:
                yield formula.inner_start, formula.inner_end, element_text(wanted)
            cache = link.child("numCache" if points.numeric else "strCache")
            if cache is None:
                yield formula.end, formula.end, _cache(link, points)
            elif not _shows(cache, points):
                kept = cache.child("formatCode")
                same = kept is not None and _alike(kept.text, points.code)
                code = kept.text if same and kept is not None else points.code
                yield cache.start, cache.end, _cache(link, replace(points, code=code))

    def _labels(self, item: splice.Element, reference: str) -> Iterator[Change]:
        """Yield the changes of labels that show cells, where a person left them."""
        link = labelled(item)
        formula, cache = (None, None) if link is None else (link.child("f"), link.child("dlblRangeCache"))
        if link is None or formula is None:
            return
        wanted = reference.removeprefix("=") or formula.text
        if not reference and not self.shown.can_read(wanted):
            return
        points = self.shown.points(wanted, numeric=False)
        if not points.known and formula.text == wanted:
            return
        if formula.text != wanted:
            yield formula.inner_start, formula.inner_end, element_text(wanted)
        if cache is None or not _shows(cache, points):
            new = labels_cache_xml(_prefix(link), _prefix(item), points).encode()
            yield (formula.end, formula.end, new) if cache is None else (cache.start, cache.end, new)
        yield from added_labels(self.data, item, points)

    def _whole(
        self, item: splice.Element, holder: splice.Element | None, tag: str, wanted: str, points: Points
    ) -> Iterator[Change]:
        """Yield the change that gives a series a reference where it has none, or figures typed into the chart."""
        inside = _ref(item, wanted, points)
        name = item.qualified(tag)
        new = b"<%s>%s</%s>" % (name, inside, name)
        if holder is not None:
            yield holder.start, holder.end, new
            return
        if tag not in _SERIES_ORDER:
            raise EditRefusedError(f"A series of points without its {tag} cannot be given any.")
        known = {each: place for place, each in enumerate(_SERIES_ORDER)}
        before = [each for each in item.children if known.get(each.name, -1) < known[tag]]
        at = before[-1].end if before else item.inner_start
        yield at, at, new


def _prefix(item: splice.Element) -> str:
    return f"{item.prefix}:" if item.prefix else ""


def _ref(item: splice.Element, reference: str, points: Points) -> bytes:
    return reference_xml(_prefix(item), reference, points).encode()


def _cache(item: splice.Element, points: Points) -> bytes:
    return cache_xml(_prefix(item), points).encode()


def _shows(cache: splice.Element, points: Points) -> bool:
    """Return whether a cache says already what the cells show; 0.1 and 0.10000000000000001 are one number."""
    count, code = cache.child("ptCount"), cache.child("formatCode")
    if (whole_number(count.get("val")) if count is not None else 0) != len(points.values):
        return False
    if points.numeric and not _alike(code.text if code is not None else "General", points.code):
        return False
    kept: dict[int, str] = {
        whole_number(item.get("idx")): "".join(each.text for each in item.all("v"))
        for item in cache.all("pt")
    }
    shown = {number: value for number, value in enumerate(points.values) if value is not None}
    if kept.keys() != shown.keys():
        return False
    return all(
        kept[number] == value or (points.numeric and _same(kept[number], value))
        for number, value in shown.items()
    )


def _alike(kept: str, code: str) -> bool:
    """Return whether a format that a chart keeps is that of its cells: Excel spells the short date by the country."""
    plain, own = (text.replace("\\", "").replace('"', "") for text in (kept, code))
    return plain == own or (builtin_id(code) in _BY_COUNTRY and is_date_code(kept))


def _same(kept: str, value: str) -> bool:
    number, other = (real_number(text, float("nan")) for text in (kept, value))
    return number == other


def _may_describe(chart: FoundChart, description: str, described: str) -> bool:
    """Return whether a chart is to get another alternative text: not where a person typed the one that it has."""
    ours = mark_of("", chart.description)[20:] == chart.mark.upper()[20:]
    if chart.description == description:
        return False
    return not chart.description or ours or chart.description == described


def _describe(package: Package, sheet_part: str, chart: FoundChart, description: str) -> None:
    """Give a chart another alternative text."""
    part = drawings.drawing_part(package, sheet_part)
    if part is None:
        return
    named = next((named for named, target in frames(package, part) if target == chart.part), None)
    if named is None:
        return
    data = as_utf8(package.read(part), part)
    creation = creation_of(named)
    if creation is not None:
        data = splice.set_attributes(data, creation, {"id": chart.mark[:20] + mark_of("", description)[20:]})
    package.write(part, splice.set_attributes(data, named, {"descr": description}))
