"""The places of a template: its controls by the titles that officers give them, and the regions of a paper that they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Final

from xlscore.papers.model import CONTINUED, Sentences
from xlscore.papers.regions.layout import HeadLine, Layout, Region
from xlscore.papers.regions.tags import kind_of

if TYPE_CHECKING:
    from xlscore.word import Control, Document

__all__ = ["Titles", "as_compared", "names_of", "titles_in"]

_NEAR: Final = 0.8


class Hindrance(Enum):
    """Why a control of a template cannot hold its part of the paper: what is the matter with it, and what to do."""

    KIND = (
        "is a list to choose from, a date, a picture or a box to tick, which holds no text of a paper",
        "Take a Rich Text control.",
    )
    TRACKED = (
        "has tracked changes, which would make all of it one",
        "Accept or reject them in the template.",
    )
    IN_A_LINE = (
        "stands within a line, which holds no list, table or picture",
        "Put it into a line of its own.",
    )
    CELLS = ("stands round cells or rows of a table", "Put it within a cell, or into a line of its own.")
    WITHIN = (
        "stands within another place of the paper, which is written whole",
        "Put it elsewhere, or take one of the two out.",
    )


@dataclass(frozen=True)
class Unfit:
    """A control that is called as a part of the paper and cannot hold it, and why."""

    region: Region
    control: Control
    why: Hindrance


@dataclass(frozen=True)
class Titles:
    """Which control of a template is for which region, which titles nothing answers to, which regions have no place."""

    places: tuple[tuple[Region, Control], ...]
    unknown: tuple[Control, ...]
    missing: tuple[Region, ...]
    unfit: tuple[Unfit, ...]
    near: tuple[Control, ...]
    """Of the unknown ones those that are nearly called as a region is."""
    along: tuple[tuple[Region, Control], ...] = ()
    """Regions of the same title right behind one that has a place: more paragraphs, a table's other part. They go behind its control."""


def titles_in(document: Document, layout: Layout) -> Titles:
    """Return the places of a template; of two controls with one title each is a place."""
    known: dict[str, Region] = {}
    # A section's heading is often called as what stands in it; a place by that name is for what stands there.
    for region in sorted(layout.regions, key=lambda region: region.is_heading):
        for name in names_of(region):
            known.setdefault(name, region)
    places: list[tuple[Region, Control]] = []
    unfit: list[Unfit] = []
    unknown: list[Control] = []
    for control in document.controls():
        if kind_of(control.tag) is not None or not control.title.strip() or _is_inside(control):
            continue
        meant = known.get(as_compared(control.title))
        if meant is None:
            unknown.append(control)
        else:
            why = Hindrance.WITHIN if _is_within_a_place(control, known) else _hindrance(meant, control)
            if why is None:
                places.append((meant, control))
            else:
                unfit.append(Unfit(meant, control, why))
    along = tuple(_along(layout, places))
    found = {region.tag for region, _ in (*places, *along)}
    missing = tuple(region for region in layout.regions if region.tag not in found and not region.is_heading)
    near = tuple(
        control for control in unknown if get_close_matches(as_compared(control.title), known, 1, _NEAR)
    )
    return Titles(tuple(places), tuple(unknown), missing, tuple(unfit), near, along)


def _along(layout: Layout, places: list[tuple[Region, Control]]) -> Iterator[tuple[Region, Control]]:
    """Yield the regions that go on where one that has a place ends, each with the control of that place."""
    first: dict[str, list[Control]] = {}
    for region, control in places:
        first.setdefault(region.tag, []).append(control)
    title: str = ""
    behind: list[Control] = []
    for region in layout.regions:
        if region.tag in first:
            title, behind = region.title, first[region.tag]
        elif not (title and (region.title == title or region.title.startswith(f"{title}, {CONTINUED}"))):
            title, behind = "", []
        yield from (
            (region, control) for control in behind if region.tag not in first and control.level == "block"
        )


def names_of(region: Region) -> tuple[str, ...]:
    """Return the titles that a region answers to, as they are compared: its own, with its heading, its key."""
    key = region.tag.split(":", 2)[2]
    heading = region.where.split(": ")[0]
    words = heading.lstrip("0123456789. ")
    names = [key, region.title, region.where, f"{words}: {region.title}"]
    if isinstance(region.block, HeadLine):
        names += [f"Heading: {words}"] if key.endswith("/heading") else [region.where]
    return tuple(dict.fromkeys(as_compared(name) for name in names if name))


def _hindrance(region: Region, control: Control) -> Hindrance | None:
    """Return why a control cannot hold a region, None where it can."""
    if control.kind not in ("rich text", "plain text"):
        return Hindrance.KIND
    if control.has_tracked_changes:
        return Hindrance.TRACKED
    if control.level == "inline":
        return None if isinstance(region.block, HeadLine | Sentences) else Hindrance.IN_A_LINE
    return None if control.level == "block" else Hindrance.CELLS


def _is_inside(control: Control) -> bool:
    outer = control.parent
    while outer is not None:
        if kind_of(outer.tag) is not None:
            return True
        outer = outer.parent
    return False


def _is_within_a_place(control: Control, known: Mapping[str, Region]) -> bool:
    """Return whether a control stands within one that is written whole, so that nothing would be left of it."""
    outer = control.parent
    while outer is not None:
        meant = known.get(as_compared(outer.title))
        if meant is not None and _hindrance(meant, outer) is None:
            return True
        outer = outer.parent
    return False


def as_compared(title: str) -> str:
    """Return a title as it is compared: letters large or small, blanks and a full stop at its end make no difference."""
    return " ".join(title.split()).casefold().rstrip(".:")
