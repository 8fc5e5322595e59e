"""Where names and name tags stand during the search: roughly, on the raster, so that the search leaves them room.

Their exact places on the page are found afterwards, by `labels` and `lettering`.
"""

from __future__ import annotations

from collections.abc import Sequence
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
                side: [
                    place._replace(cost=place.cost - BEYOND)
                    for place in places
                    if (place.across, place.down, place.moved) == (*side, 0)
                ]
                for side in SIDES
            }
            for places in self._tags
        ]
        self.ending: list[list[int]] = [[] for _ in board.network.names]
        for line, ends in enumerate(board.network.ends):
            for station in ends:
                self.ending[station].append(line)

    def _beside(self, boxes: Sequence[Box], stacks: Sequence[int], least: float, more: float) -> list[_Place]:
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
        return sorted(found, key=lambda place: place.cost)

    def place_label(self, placed: PlacedStation, station: int, taken: int) -> int:
        """Put a station's label where it touches least, and return its mask."""
        cost, mask = self._first_free(placed, ((station, self._labels[station]),), taken)
        placed.label_costs[station] = cost
        placed.labels[station] = mask
        return mask

    def place_tag(self, placed: PlacedStation, line: int, taken: int) -> int:
        """Put a line's name tag at one of its ends where it touches least, and return its mask."""
        ends = self.board.network.ends[line]
        beyond = self._beyond[line]
        places = [(station, beyond[self._away(placed, line, station)]) for station in ends]
        places += [(station, self._tags[line]) for station in ends]
        cost, mask = self._first_free(placed, places, taken)
        placed.tag_costs[line] = cost
        placed.tags[line] = mask
        return mask

    def _away(self, placed: PlacedStation, line: int, station: int) -> tuple[int, int]:
        """Return the side of a station that lies beyond the end of a line."""
        for direction, track in self.board.directions(placed, station):
            if line in self.board.network.tracks[track].lines:
                return STEP[(direction + 4) % 8]
        return SIDES[0]

    def _first_free(
        self, placed: PlacedStation, around: Sequence[tuple[int, Sequence[_Place]]], taken: int
    ) -> tuple[float, int]:
        """Return cost and mask of the first place that touches nothing, or else of the one that touches least."""
        gap, (right, bottom) = self.gap, self.page
        corner = self.board.raster.corner
        least: tuple[int, float, int] | None = None
        for station, places in around:
            column, row = placed.at[station]
            x, y = column * FINENESS, row * FINENESS
            reach, up = placed.reach[station]
            near = (max(2, reach * 3 // 4) + gap, max(2, up * 3 // 4) + gap)
            far = (reach + gap, up + gap)
            for cost, across, down, moved, width, height, mask in places:
                wide, high = near if across and down else far
                left = x + wide if across > 0 else x - wide - width + 1 if across else x - width // 2
                top = y + high if down > 0 else y - high - height + 1 if down else y - height // 2
                top += moved
                if left < 0 or top < 0 or left + width > right or top + height > bottom:
                    continue
                here = mask << corner(left, top)
                hit = here & taken
                if not hit:
                    return cost, here
                touching = hit.bit_count()
                if least is None or (touching, cost) < least[:2]:
                    least = (touching, cost, here)
        return (NO_PLACE, 0) if least is None else least[1:]
