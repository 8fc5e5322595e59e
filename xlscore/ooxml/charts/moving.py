"""Moving a chart to other cells: its anchor alone changes, so that nothing of its looks is lost."""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.ooxml.around import drawings
from xlscore.ooxml.charts.found import FoundChart, frames
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.sheet.workbook import Workbook
from xlscore.ooxml.values.addresses import Box
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, whole_number

__all__ = ["move_chart"]

Change = tuple[int, int, bytes]


def move_chart(workbook: Workbook, sheet: Sheet, chart: FoundChart, before: Box, now: Box) -> None:
    """Move a chart that covers just the cells of `before` over those of `now`.

    One that a person put elsewhere or stretched keeps its size and columns and goes down, or up, by as many rows. One that
    stands free of the cells, or in a group, stays.
    """
    workbook.refuse_unless_editable()
    package = workbook.package
    part = drawings.drawing_part(package, sheet.part)
    if part is None:
        return
    named = next(named for named, target in frames(package, part) if target == chart.part)
    properties = named.parent
    frame = None if properties is None else properties.parent
    anchor = None if frame is None else frame.parent
    if anchor is None or anchor.name not in {"twoCellAnchor", "oneCellAnchor"}:
        return
    stands = chart.cells.replace("$", "") == before.address().replace("$", "")
    data = as_utf8(package.read(part), part)
    changes = list(_over(anchor, now) if stands else _lower(anchor, now.top - before.top))
    package.write(part, splice.splice(data, changes))


def _over(anchor: splice.Element, now: Box) -> Iterator[Change]:
    wanted = {("from", "row"): now.top - 1, ("from", "col"): now.left - 1, ("to", "row"): now.bottom, ("to", "col"): now.right}  # fmt: skip
    for (end, name), number in wanted.items():
        yield from _set(anchor, end, name, number)


def _lower(anchor: splice.Element, rows: int) -> Iterator[Change]:
    start = anchor.child("from", "row")
    by = max(rows, -whole_number(start.text)) if start is not None else 0
    for end in ("from", "to"):
        held = anchor.child(end, "row")
        if held is not None:
            yield from _set(anchor, end, "row", whole_number(held.text) + by)


def _set(anchor: splice.Element, end: str, name: str, number: int) -> Iterator[Change]:
    held = anchor.child(end, name)
    if held is not None and whole_number(held.text) != number:
        qualified = held.qualified(name)
        yield held.start, held.end, b"<%s>%d</%s>" % (qualified, number, qualified)
