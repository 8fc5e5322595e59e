"""Regions that a paper did not have yet, put where they belong: behind what they follow in the workbook's paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlscore.papers.regions.layout import Region
from xlscore.papers.regions.making import region_block
from xlscore.papers.regions.writing import mark_pages

if TYPE_CHECKING:
    from xlscore.papers.refreshing.work import Work
    from xlscore.word import Control

__all__ = ["bring_in"]


def bring_in(work: Work) -> None:
    """Write the regions that neither stand in the document nor were ever known to it."""
    document, regions = work.document, work.layout.regions
    standing: dict[str, Control] = {}
    for control in document.controls():
        standing.setdefault(control.tag, control)
    marking = work.layout.marking
    if marking is not None and marking.tag not in standing and marking.tag not in work.was.regions:
        mark_pages(document, work.layout)
        work.fresh |= set(document.controls(marking.tag))
    for number, region in enumerate(regions):
        if region.tag in standing or region.tag in work.was.regions:
            continue
        before = next(
            (standing[each.tag] for each in reversed(regions[:number]) if each.tag in standing), None
        )
        behind = next((standing[each.tag] for each in regions[number:] if each.tag in standing), None)
        _put(work, region, before, behind)
        made = document.control(region.tag)
        if made is None:
            continue
        standing[region.tag] = made
        work.fresh |= {made, *made.controls}


def _put(work: Work, region: Region, before: Control | None, behind: Control | None) -> None:
    content = region_block(region)
    place = before or behind
    if place is None:
        work.document.append(content)
        return
    outer = place
    while (parent := outer.parent) is not None:
        outer = parent
    at = outer if outer.level == "block" else outer.paragraph
    if at is None:
        work.document.append(content)
    elif place is before:
        at.insert_after(content)
    else:
        at.insert_before(content)
