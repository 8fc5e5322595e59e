"""What a person did to a map: the shapes that stand on its sheet against those that were drawn.

First the whole map is fitted: whoever moved or stretched all of it moved no station. Of the ways to lay what stands upon
what was drawn, the one holds by which most shapes are where they were: as it is written, or by the medians of all shapes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, TypeAlias

from xlscore.tubemap.byhand.pieces import Pieces, Spot
from xlscore.tubemap.drawn.shapes import GRADE, STATION, TAG
from xlscore.tubemap.geometry.plane import Point, apart

__all__ = ["NUDGE", "Moved", "Touched", "compare"]

NUDGE: Final = 2.0
"""Millimetres: what was moved by less was touched by chance, and nobody wants to hear of it."""
_STANDS: Final = 0.6
"""Millimetres: within this a shape is where it was; another program rounds where it stands."""
_FAR: Final = 20.0
"""Millimetres between two shapes that say how large a map is drawn."""
_CORE: Final = ("Marker", GRADE)
"""How the names of the shapes begin that are a station itself, without its words."""

_Axis: TypeAlias = tuple[float, float]
"""How much larger, and how much further, along one direction of the page."""


@dataclass(frozen=True)
class Moved:
    """Where a shape stood, and where it stands now, on the drawing as it was."""

    before: Point
    now: Point

    @property
    def by(self) -> Point:
        """Return how far it was moved across and down."""
        return self.now[0] - self.before[0], self.now[1] - self.before[1]

    @property
    def far(self) -> float:
        """Return how far it was moved."""
        return apart(self.before, self.now)


@dataclass(frozen=True)
class Touched:
    """What a person did to a map, by the names of areas and lines, and of groups."""

    stations: dict[str, Moved] = field(default_factory=dict)
    """The areas whose stations were moved."""
    names: dict[str, Moved] = field(default_factory=dict)
    """The areas whose names were moved against their stations: from there to there as seen from the station."""
    tags: dict[str, Moved] = field(default_factory=dict)
    """The lines whose name tags were moved."""
    others: tuple[str, ...] = ()
    """The groups of which something else was moved."""
    together: bool = False
    """Whether all stations were moved alike, which says nothing of where one is to stand."""
    gone: tuple[str, ...] = ()
    """The groups that were deleted."""
    lacking: tuple[str, ...] = ()
    """The groups of which a part was deleted."""
    recoloured: tuple[str, ...] = ()
    retyped: tuple[tuple[str, str], ...] = ()
    """The group and the name of each shape whose words were changed."""


def compare(before: Pieces, now: Pieces) -> Touched:
    """Return what a person did to the shapes that were drawn; shapes that were not are none of ours.

    >>> from xlscore.tubemap.byhand.pieces import Piece
    >>> drawn = {("Tag: A", "Tag", 0): Piece(10, 10, 8, 4, "003688", "A"), ("Line: A", "Path", 0): Piece(50, 30, 9, 9, "003688", "")}
    >>> compare(drawn, {**drawn, ("Tag: A", "Tag", 0): Piece(10, 30, 8, 4, "003688", "A")}).tags["A"].by
    (0.0, 20.0)
    """
    if not now:
        return Touched()
    shared = [spot for spot in before if spot in now]
    across, down = _fitted(before, now, shared)
    at = {
        spot: Moved(
            (before[spot].x, before[spot].y),
            (across[0] * now[spot].x + across[1], down[0] * now[spot].y + down[1]),
        )
        for spot in shared
    }
    groups: dict[str, list[Spot]] = {}
    for spot in shared:
        groups.setdefault(spot[0], []).append(spot)
    stations, names, tags, others = {}, {}, {}, list[str]()
    for group, spots in groups.items():
        whole = _as_one([at[spot] for spot in _core(group, spots)])
        if group.startswith(STATION):
            if whole is not None and whole.far > NUDGE:
                stations[group.removeprefix(STATION)] = whole
            name = _name_moved(spots, at, whole)
            if name is not None:
                names[group.removeprefix(STATION)] = name
            if whole is None or (name is None and _strays(spots, at, whole)):
                others.append(group)
        elif group.startswith(TAG) and whole is not None:
            if whole.far > NUDGE:
                tags[group.removeprefix(TAG)] = whole
        elif any(at[spot].far > NUDGE for spot in spots):
            others.append(group)
    every = [spots for group, spots in groups.items() if group.startswith(STATION)]
    together = len(every) > 1 and len(stations) == len(every) and _alike(stations.values())
    drawn = {spot[0] for spot in before}
    standing = {spot[0] for spot in now}
    lacking = {spot[0] for spot in before if spot not in now and spot[0] in standing}
    return Touched(
        {} if together else stations,
        names,
        tags,
        tuple(others),
        together,
        tuple(group for group in _in_order(before) if group in drawn - standing),
        tuple(group for group in _in_order(before) if group in lacking),
        tuple(_once(spot[0] for spot in shared if before[spot].colour != now[spot].colour)),
        tuple(spot[:2] for spot in shared if _squeezed(before[spot].words) != _squeezed(now[spot].words)),
    )


def _in_order(pieces: Pieces) -> list[str]:
    return _once(spot[0] for spot in pieces)


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _squeezed(words: str) -> str:
    """Return words without blanks: a name may be broken otherwise."""
    return "".join(words.split())


def _core(group: str, spots: Sequence[Spot]) -> list[Spot]:
    """Return the shapes of a group that say where it stands: of a station those that are no words."""
    core = [spot for spot in spots if spot[1].startswith(_CORE)] if group.startswith(STATION) else []
    return core or list(spots)


def _as_one(moved: Sequence[Moved]) -> Moved | None:
    """Return how shapes were moved together, None where they were not moved alike."""
    if not _alike(moved):
        return None
    ways = [one.by for one in moved]
    x, y = median(way[0] for way in ways), median(way[1] for way in ways)
    before = moved[0].before
    return Moved(before, (before[0] + x, before[1] + y))


def _alike(moved: Iterable[Moved]) -> bool:
    ways = [one.by for one in moved]
    return all(apart(ways[0], way) <= NUDGE for way in ways)


def _name_moved(spots: Sequence[Spot], at: dict[Spot, Moved], whole: Moved | None) -> Moved | None:
    """Return from where to where the name of a station was moved, as seen from its station."""
    name = next((at[spot] for spot in spots if spot[1] == "Name"), None)
    if name is None or whole is None or apart(name.by, whole.by) <= NUDGE:
        return None
    return Moved(_seen(name.before, whole.before), _seen(name.now, whole.now))


def _seen(point: Point, from_here: Point) -> Point:
    return point[0] - from_here[0], point[1] - from_here[1]


def _strays(spots: Sequence[Spot], at: dict[Spot, Moved], whole: Moved) -> bool:
    """Return whether something of a station was moved away from it."""
    return any(apart(at[spot].by, whole.by) > NUDGE for spot in spots)


def _fitted(before: Pieces, now: Pieces, shared: Sequence[Spot]) -> tuple[_Axis, _Axis]:
    """Return how what stands is to be laid upon what was drawn, across and down."""
    pairs = [((now[spot].x, before[spot].x), (now[spot].y, before[spot].y)) for spot in shared]
    if not pairs:
        return (1.0, 0.0), (1.0, 0.0)
    across, down = (_by_medians([pair[axis] for pair in pairs]) for axis in (0, 1))
    ways = [((1.0, 0.0), (1.0, 0.0)), (across, down)]

    def standing(way: tuple[_Axis, _Axis]) -> int:
        return sum(
            all(
                abs(scale * here + off - there) <= _STANDS
                for (scale, off), (here, there) in zip(way, pair, strict=True)
            )
            for pair in pairs
        )

    return max(ways, key=standing)


def _by_medians(pairs: Sequence[tuple[float, float]]) -> _Axis:
    """Return size and shift by the medians of what the shapes say, so that a few that were moved say nothing."""
    ordered = sorted(pairs)
    half = len(ordered) // 2
    ratios = [
        (other[1] - one[1]) / (other[0] - one[0])
        for step in (half, half // 2 or 1)
        for one, other in zip(ordered, ordered[step:], strict=False)
        if other[0] - one[0] > _FAR
    ]
    scale = median(ratios) if ratios else 1.0
    return scale, median(there - scale * here for here, there in pairs)
