"""The places of a template: its controls by the titles that officers give them, and the regions of a paper that they are for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Final

from xlscore.papers.model import CONTINUED, Sentences
from xlscore.papers.regions.homes import EVERYTHING_ELSE, SECTION, WHOLE_SECTION, homes_of
from xlscore.papers.regions.layout import AS_OF, FRONT_SHEET, HeadLine, Layout, Region
from xlscore.papers.regions.tags import kind_of
from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    from xlscore.word import Control, Document

__all__ = ["Titles", "as_compared", "names_of", "template_problems", "titles_in"]

_NEAR: Final = 0.8
_TYPED_AS: Final = str.maketrans("‐‑‒–—―’‘", "------''")
"""What Word makes of a hyphen and an apostrophe as they are typed."""
_MAY_BE_BLANK: Final = (FRONT_SHEET, AS_OF)
"""What a paper has only where the workbook says it: a place for it is nobody's slip, and goes while there is nothing for it."""


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
    """Regions that go behind the control of another one: more paragraphs, a table's other part, what else its section has."""
    whole: tuple[tuple[Control, tuple[Region, ...]], ...] = ()
    """The places for a whole section and for everything else, each with what comes there, one behind the other."""
    blank: tuple[Control, ...] = ()
    """Places for what a paper may have and this one has not."""

    @property
    def is_template(self) -> bool:
        """Return whether any control is a place for a part of the paper; Word's own cover pages have one for the title."""
        parts = (
            region for region, _ in self.places if region.is_heading or not isinstance(region.block, HeadLine)
        )
        return bool(self.whole or next(parts, None))

    @property
    def written(self) -> frozenset[str]:
        """Return the tags of the regions that come somewhere."""
        along = (region.tag for region, _ in (*self.places, *self.along))
        return frozenset((*along, *(region.tag for _, regions in self.whole for region in regions)))


def titles_in(document: Document, layout: Layout) -> Titles:
    """Return the places of a template; of two controls with one title each is a place."""
    known: dict[str, Region] = {}
    # A section's heading is often called as what stands in it; a place by that name is for what stands there.
    for region in sorted(layout.regions, key=lambda region: region.is_heading):
        for name in names_of(region):
            known.setdefault(name, region)
    sections = _section_names(layout)
    whole = sections.keys() | {as_compared(EVERYTHING_ELSE)}
    several = known.keys() | whole
    places: list[tuple[Region, Control]] = []
    unfit: list[Unfit] = []
    unknown: list[Control] = []
    blank: list[Control] = []
    own: dict[str, list[Control]] = {}
    headed: set[str] = set()
    rest: list[Control] = []
    for control in document.controls():
        if kind_of(control.tag) is not None or not control.title.strip() or _is_inside(control):
            continue
        title = as_compared(control.title)
        meant, section = known.get(title), sections.get(title)
        if meant is not None:
            within = _is_within_a_place(control, known, whole)
            why = Hindrance.WITHIN if within else _hindrance(meant, control)
            if why is None:
                places.append((meant, control))
            else:
                unfit.append(Unfit(meant, control, why))
        elif not _is_whole(control) or _is_within_a_place(control, known, whole):
            unknown.append(control)
        elif title not in whole:
            (blank if title in map(as_compared, _MAY_BE_BLANK) else unknown).append(control)
        elif section is not None:
            own.setdefault(section.tag, []).append(control)
            headed |= {section.tag} if title.startswith(as_compared(WHOLE_SECTION)) else set()
        else:
            rest.append(control)
    along = tuple(_along(layout, places))
    standing: dict[str, list[Control]] = {}
    for region, control in (*places, *along):
        standing.setdefault(region.tag, []).append(control)
    homes = homes_of(layout, standing, own, rest, headed)
    order = {region.tag: number for number, region in enumerate(layout.regions)}
    every = tuple(sorted((*along, *homes.along), key=lambda pair: order[pair[0].tag]))
    near = tuple(
        control for control in unknown if get_close_matches(as_compared(control.title), several, 1, _NEAR)
    )
    found = Titles(tuple(places), tuple(unknown), (), tuple(unfit), near, every, homes.whole, tuple(blank))
    missing = (
        region for region in layout.regions if region.tag not in found.written and not region.is_heading
    )
    return replace(found, missing=tuple(missing))


def _section_names(layout: Layout) -> dict[str, Region]:
    """Return the headings of sections by the titles that a place for all of a section has."""
    found: dict[str, Region] = {}
    for region in layout.regions:
        if region.is_heading:
            words = (region.where, region.where.lstrip("0123456789. "))
            for name in words:
                for of in (SECTION, WHOLE_SECTION):
                    found.setdefault(as_compared(f"{of}{name}"), region)
    return found


def _is_whole(control: Control) -> bool:
    """Return whether a control can give way to whatever belongs there: it stands by itself, in lines of its own."""
    return control.level == "block" and control.kind == "rich text" and not control.is_bound


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


def _is_within_a_place(control: Control, known: Mapping[str, Region], whole: Collection[str]) -> bool:
    """Return whether a control stands within one that is written whole, so that nothing would be left of it."""
    outer = control.parent
    while outer is not None:
        meant = known.get(as_compared(outer.title))
        if meant is not None and _hindrance(meant, outer) is None:
            return True
        if meant is None and as_compared(outer.title) in whole and _is_whole(outer):
            return True
        outer = outer.parent
    return False


def as_compared(title: str) -> str:
    """Return a title as it is compared: letters large or small, blanks, kinds of hyphens and a full stop at its end make no difference.

    >>> as_compared("Executive Summary : changes."), as_compared("Tube map: Force‑level")
    ('executive summary: changes', 'tube map: force-level')
    """
    spelt = " ".join(title.translate(_TYPED_AS).split())
    return spelt.replace(" :", ":").casefold().rstrip(".:")


def template_problems(titles: Titles, name: str) -> tuple[Problem, ...]:
    """Return what is the matter with the places of a template."""
    unknown = [
        Problem(name, "", f"The control {control.title!r} of the template is the title of no part of this paper.", "Give it one of the titles that are listed as missing, or none.")
        # A force's own cover has titled controls, too: where none is a place, only a slip of the pen is told.
        for control in (titles.unknown if titles.is_template or titles.unfit else titles.near)
    ]  # fmt: skip
    unfit = [
        Problem(name, "", f"The control {each.control.title!r} of the template cannot hold its part of the paper: it {each.why.value[0]}.", each.why.value[1])
        for each in titles.unfit
    ]  # fmt: skip
    return (*unknown, *unfit)
