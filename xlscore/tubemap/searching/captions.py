"""Where names and name tags stand during the search: roughly, on the raster, so that the search leaves them room.

Their exact places on the page are found afterwards, by `labels` and `lettering`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from xlscore.tubemap.geometry.raster import FINENESS, rectangle
from xlscore.tubemap.geometry.routes import STEP
from xlscore.tubemap.searching.board import PlacedStation, SearchBoard
from xlscore.tubemap.weights import (
    BEYOND,
    NEXT_BOX,
    NEXT_TAG,
    NO_PLACE,
    SIDE_COST,
    SIDES,
    STACK,
    STACKS,
    TAG,
    TEXT_GAP,
)

__all__ = ["Captions"]

Box = tuple[float, float]


class _Place(NamedTuple):
    """A place beside a station: its cost, the side, the rows it is moved by, and its box in cells."""

    cost: float
    across: int
    down: int
    moved: int
    width: int
    height: int
    mask: int


class _Spot(NamedTuple):
    """Where a place lies from the middle of its station, in cells: its cost, its box, its first bit, its mask."""

    cost: float
    left: int
    top: int
    right: int
    bottom: int
    shift: int
    mask: int


class _Places:
    """The places of one text, the cheapest first, worked out once for each size of the marker that they stand beside."""

    def __init__(self, places: Sequence[_Place], gap: int, stride: int) -> None:
        self._places = places
        self._gap = gap
        self._stride = stride
        self._spots: dict[tuple[int, int], list[_Spot]] = {}

    def __iter__(self) -> Iterator[_Place]:
        return iter(self._places)

    def beside(self, reach: tuple[int, int]) -> list[_Spot]:
        """Return the places beside a marker that reaches so far to the side and up."""
        found = self._spots.get(reach)
        if found is None:
            found = self._spots[reach] = [self._spot(place, *reach) for place in self._places]
        return found

    def _spot(self, place: _Place, reach: int, up: int) -> _Spot:
        gap, width, height = self._gap, place.width, place.height
        slantwise = place.across and place.down
        wide = (max(2, reach * 3 // 4) if slantwise else reach) + gap
        high = (max(2, up * 3 // 4) if slantwise else up) + gap
        left = wide if place.across > 0 else -wide - width + 1 if place.across else -(width // 2)
        top = high if place.down > 0 else -high - height + 1 if place.down else -(height // 2)
        top += place.moved
        shift = top * self._stride + left
        return _Spot(place.cost, left, top, left + width, top + height, shift, place.mask)


class Captions:
    """The texts of a board: the boxes that each name and each name tag may take."""

    def __init__(
        self, board: SearchBoard, labels: Sequence[Sequence[Box]], tags: Sequence[Sequence[Box]]
    ) -> None:
        """Take the board and the boxes of names and name tags, in millimetres, the best first."""
        self.board = board
        self.page = (board.frame.columns * FINENESS, board.frame.rows * FINENESS)
        self.gap = ceil(TEXT_GAP / board.cell)
        self._labels = [self._beside(boxes, (0,), 0.0, NEXT_BOX) for boxes in labels]
        self._tags = [self._beside(boxes, STACKS, TAG, NEXT_TAG) for boxes in tags]
        self._beyond = [
            {
                side: self._all(
                    place._replace(cost=place.cost - BEYOND)
                    for place in places
                    if (place.across, place.down, place.moved) == (*side, 0)
                )
                for side in SIDES
            }
            for places in self._tags
        ]
        self.ending: list[list[int]] = [[] for _ in board.network.names]
        for line, ends in enumerate(board.network.ends):
            for station in ends:
                self.ending[station].append(line)

    def _beside(self, boxes: Sequence[Box], stacks: Sequence[int], least: float, more: float) -> _Places:
        """Return the places around a station, the cheapest first."""
        cell, stride = self.board.cell, self.board.raster.stride
        found = []
        for number, (wide, high) in enumerate(boxes):
            width, height = ceil(wide / cell), ceil(high / cell)
            mask = rectangle(width, height, stride)
            for stack in stacks:
                for (across, down), side in zip(SIDES, SIDE_COST, strict=True):
                    cost = least + more * number + (STACK * abs(stack) if len(stacks) > 1 else side)
                    found.append(_Place(cost, across, down, stack * (height + 1), width, height, mask))
        return self._all(sorted(found, key=lambda place: place.cost))

    def _all(self, places: Iterable[_Place]) -> _Places:
        return _Places(list(places), self.gap, self.board.raster.stride)

    def place_label(self, placed: PlacedStation, station: int, taken: int) -> tuple[int, int]:
        """Put a station's label where it touches least, and return its mask and how much it touches."""
        cost, mask, touching = self._first_free(placed, ((station, self._labels[station]),), taken)
        placed.label_costs[station] = cost
        placed.labels[station] = mask
        return mask, touching

    def place_tag(self, placed: PlacedStation, line: int, taken: int) -> tuple[int, int]:
        """Put a line's name tag at one of its ends where it touches least, and return its mask and how much it touches."""
        ends = self.board.network.ends[line]
        beyond = self._beyond[line]
        places = [(station, beyond[self._away(placed, line, station)]) for station in ends]
        places += [(station, self._tags[line]) for station in ends]
        cost, mask, touching = self._first_free(placed, places, taken)
        placed.tag_costs[line] = cost
        placed.tags[line] = mask
        return mask, touching

    def _away(self, placed: PlacedStation, line: int, station: int) -> tuple[int, int]:
        """Return the side of a station that lies beyond the end of a line."""
        for direction, track in self.board.directions(placed, station):
            if line in self.board.network.tracks[track].lines:
                return STEP[(direction + 4) % 8]
        return SIDES[0]

    def _first_free(
        self, placed: PlacedStation, around: Sequence[tuple[int, _Places]], taken: int
    ) -> tuple[float, int, int]:
        """Return cost and mask of the first place that touches nothing, or else of the one that touches least, and how much."""
        right, bottom = self.page
        corner = self.board.raster.corner
        least: tuple[int, float, int] | None = None
        for station, places in around:
            column, row = placed.at[station]
            x, y = column * FINENESS, row * FINENESS
            here = corner(x, y)
            for cost, left, top, far, low, shift, mask in places.beside(placed.reach[station]):
                if x + left < 0 or y + top < 0 or x + far > right or y + low > bottom:
                    continue
                # Cheaper than the mask at its place on the page: what is shifted out is not looked at.
                hit = taken >> (here + shift) & mask
                if not hit:
                    return cost, mask << (here + shift), 0
                touching = hit.bit_count()
                if least is None or (touching, cost) < least[:2]:
                    least = (touching, cost, mask << (here + shift))
        return (NO_PLACE, 0, 0) if least is None else (*least[1:], least[0])
