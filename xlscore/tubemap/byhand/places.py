"""Where on the grid of a map a station stands that a person moved, and on which side of it a name that they moved."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import ceil, floor
from typing import Final, TypeAlias

from xlscore.tubemap.geometry.plane import Point, Sides

__all__ = ["free_place", "side_of", "station_places"]

Place: TypeAlias = tuple[int, int]
_CLEAR: Final = 2
"""How many units of the grid a station is put away from others where it was put upon one."""
_SEARCHED: Final = 8
"""Within so many units of where a station was put a free place is looked for."""
_BESIDE: Final = 0.7
"""From which part of the way to its edge on a name is beside a station, and not above or below it, and the other way round."""


def station_places(
    moved: Mapping[str, Point], standing: Mapping[str, Place], window: Sides
) -> dict[str, tuple[Place, bool]]:
    """Return the grid place of each moved station, and whether another one had the nearest.

    `moved` says where each was put, in units of the grid; `standing` has the places of all stations, the moved ones
    as they stood, and `window` what of the grid is on the page.

    >>> station_places({"A": (3.2, 4.1)}, {"A": (9, 4), "B": (3, 4)}, (0, 0, 20, 20))
    {'A': ((5, 4), True)}
    """
    taken = {place for name, place in standing.items() if name not in moved}
    found: dict[str, tuple[Place, bool]] = {}
    for name, (x, y) in moved.items():
        left, top, right, bottom = window
        wanted = min(max(x, left), right), min(max(y, top), bottom)
        place = free_place(wanted, (), window)
        is_taken = place in taken
        if is_taken:
            near = {(x + across, y + down) for x, y in taken for across, down in _around(_CLEAR - 1)}
            place = free_place(wanted, near, window)
            place = free_place(wanted, taken, window) if place in near else place
        taken.add(place)
        found[name] = place, is_taken
    return found


def _around(far: int) -> Iterator[Place]:
    for across in range(-far, far + 1):
        for down in range(-far, far + 1):
            yield across, down


def free_place(wanted: Point, taken: Collection[Place], window: Sides) -> Place:
    """Return the free place of the grid that is nearest to a point of it; the nearest of all where none is free."""
    left, top, right, bottom = window
    middle = (floor(wanted[0] + 0.5), floor(wanted[1] + 0.5))

    def how_far(place: Place) -> tuple[float, Place]:
        return (place[0] - wanted[0]) ** 2 + (place[1] - wanted[1]) ** 2, place

    every = [(middle[0] + across, middle[1] + down) for across, down in _around(_SEARCHED)]
    on_page = [
        place
        for place in every
        if ceil(left) <= place[0] <= floor(right) and ceil(top) <= place[1] <= floor(bottom)
    ] or [middle]
    return min([place for place in on_page if place not in taken] or on_page, key=how_far)


def side_of(seen: Point, station: Point, name: Point) -> str:
    """Return on which side of a station a name is; `seen` is its middle from the station's, the others are their sizes.

    >>> side_of((20, 1), (7, 7), (24, 4)), side_of((0, -9), (7, 7), (24, 4)), side_of((18, 8), (7, 7), (24, 4))
    ('E', 'N', 'SE')
    """
    across = 2 * seen[0] / (station[0] + name[0] or 1.0)
    down = 2 * seen[1] / (station[1] + name[1] or 1.0)
    beside, above = abs(across) >= _BESIDE, abs(down) >= _BESIDE
    if beside == above and not beside:
        beside, above = abs(across) >= abs(down), abs(across) < abs(down)
    return ("" if not above else "N" if down < 0 else "S") + (
        "" if not beside else "W" if across < 0 else "E"
    )
