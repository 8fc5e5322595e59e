"""Where a template has what has no place of its own: in the place of its section, beside what else its section has, with everything else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlscore.papers.regions.layout import HeadLine, Layout, Region

if TYPE_CHECKING:
    from xlscore.word import Control

__all__ = ["EVERYTHING_ELSE", "SECTION", "WHOLE_SECTION", "Homes", "homes_of"]

SECTION: Final = "Section: "
"""How the title of a place begins that is for all under a section's heading, and for the sections below it, that has no place of its own."""
WHOLE_SECTION: Final = "Whole section: "
"""How the title begins of such a place for the heading, too: a wide table begins a page, and its heading goes with it."""
EVERYTHING_ELSE: Final = "Everything else"
"""The title of a place for every section that has none, each with its heading."""


@dataclass(frozen=True)
class _Part:
    """A section of a paper as its regions: its heading, None before the first one, and what stands right under it."""

    heading: Region | None
    level: int
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class Homes:
    """Which regions come behind which place of another one, and which are put, one behind the other, where a place is for several."""

    along: tuple[tuple[Region, Control], ...]
    whole: tuple[tuple[Control, tuple[Region, ...]], ...]


def _parts_of(layout: Layout) -> tuple[_Part, ...]:
    """Return the sections of a paper in their order."""
    found: list[tuple[Region | None, int, list[Region]]] = [(None, 0, [])]
    for region in layout.regions:
        if region.is_heading:
            found.append((region, _level(region), []))
        else:
            found[-1][2].append(region)
    return tuple(_Part(heading, level, tuple(regions)) for heading, level, regions in found)


def homes_of(
    layout: Layout,
    places: Mapping[str, Sequence[Control]],
    own: Mapping[str, Sequence[Control]],
    rest: Sequence[Control],
    headed: Collection[str] = (),
) -> Homes:
    """Return where the regions belong that have no place of their own.

    `places` has the controls of each region that has one, `own` those for a section by the tag of its heading, `rest` those
    for everything else; those `headed` take their heading, too. Without one of these a region that has no place stays away: the template leaves it out.
    """
    finder = _Finder(layout, places, own, rest, headed)
    return Homes(tuple(finder.along), tuple(finder.whole()))


@dataclass
class _Finder:
    layout: Layout
    places: Mapping[str, Sequence[Control]]
    own: Mapping[str, Sequence[Control]]
    rest: Sequence[Control]
    headed: Collection[str]
    along: list[tuple[Region, Control]] = field(default_factory=list)
    gathered: dict[str, list[Region]] = field(default_factory=dict)
    """What goes where, by the tag of the section whose place it is; "" is everything else."""

    def __post_init__(self) -> None:
        above: list[tuple[int, str]] = []  # the level of each section above, and where what stands in it goes
        for part in _parts_of(self.layout):
            above = [each for each in above if each[0] < part.level]
            home = above[-1][1] if above else ""
            tag = part.heading.tag if part.heading is not None else ""
            if tag in self.own:
                home = tag
            above.append((part.level, home))
            if self.own.get(home, self.rest):
                self._settle(part, home)

    def _settle(self, part: _Part, home: str) -> None:
        here = self.gathered.setdefault(home, [])
        beside = [each for each in part.regions if each.tag in self.places]
        is_own = part.heading is not None and part.heading.tag == home
        if part.heading is not None and (part.heading.tag in self.headed if is_own else not beside):
            here.append(part.heading)
        behind: Sequence[Control] = self._upright(beside[0]) if beside else ()
        for region in part.regions:
            if region.tag in self.places:
                behind = self._upright(region) or behind
            elif isinstance(region.block, HeadLine):
                continue  # the paper's title is nothing that is put behind other things
            elif behind and not is_own:
                self.along += [(region, control) for control in behind]
            else:
                here.append(region)

    def _upright(self, region: Region) -> Sequence[Control]:
        return [control for control in self.places[region.tag] if control.level == "block"]

    def whole(self) -> Iterator[tuple[Control, tuple[Region, ...]]]:
        """Yield what each place for several regions holds, also nothing."""
        for tag, controls in (*self.own.items(), ("", self.rest)):
            regions = self.gathered.get(tag, [])
            held = tuple(
                region
                for number, region in enumerate(regions)
                if not region.is_heading or _heads_something(region, regions[number + 1 :])
            )
            yield from ((control, held) for control in controls)


def _heads_something(heading: Region, behind: Sequence[Region]) -> bool:
    """Return whether something stands under a heading, or under one below it."""
    for region in behind:
        if not region.is_heading:
            return True
        if _level(region) <= _level(heading):
            return False
    return False


def _level(heading: Region) -> int:
    assert isinstance(heading.block, HeadLine)
    return int(heading.block.role.removeprefix("heading "))
