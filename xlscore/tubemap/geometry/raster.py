"""Areas of the page as bits of one whole number, so that "do these touch?" is a single `&`.

A raster has so many cells across; the cell in column x of row y is bit y × stride + x. A mask is made once
relative to a cell and moved by shifting. Rows have a margin on both sides, wide enough for everything that is
drawn, so nothing that leaves a row on the right comes back on the left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, sqrt

from xlscore.tubemap.geometry.routes import STEP, Legs

__all__ = ["FINENESS", "Frame", "Raster", "rectangle"]

FINENESS = 4
MARGIN = 14


@dataclass(frozen=True)
class Frame:
    """The grid a map is searched on: its size, millimetres to a unit, and the ideal distance of stations."""

    columns: int
    rows: int
    unit: float
    ideal: float


@lru_cache(maxsize=8192)
def rectangle(width: int, height: int, stride: int) -> int:
    """Return the mask of a rectangle whose first cell is bit 0."""
    line = (1 << width) - 1
    mask = 0
    for row in range(height):
        mask |= line << (row * stride)
    return mask


class Raster:
    """A page of grid units, each FINENESS cells, with a margin all round."""

    def __init__(self, frame: Frame) -> None:
        """Lay out the cells."""
        self.stride = frame.columns * FINENESS + 2 * MARGIN
        self._stamps: dict[float, list[tuple[int, int]]] = {}
        self._legs: dict[tuple[int, int, float], tuple[int, int]] = {}

    def cell(self, column: int, row: int) -> int:
        """Return the bit of a grid point."""
        return (row * FINENESS + MARGIN) * self.stride + column * FINENESS + MARGIN

    def box(self, left: int, top: int, width: int, height: int) -> int:
        """Return the mask of a rectangle of cells; its corner is counted from grid point 0, 0."""
        return rectangle(width, height, self.stride) << self.corner(left, top)

    def corner(self, left: int, top: int) -> int:
        """Return the bit of a cell counted from grid point 0, 0."""
        return (top + MARGIN) * self.stride + left + MARGIN

    def _stamp(self, half: float) -> list[tuple[int, int]]:
        """Return the runs of a disc of that radius: each a first bit, relative to its middle, and a row mask."""
        if half not in self._stamps:
            reach = ceil(half)
            runs = []
            for row in range(-reach, reach + 1):
                if abs(row) <= half:
                    wide = floor(sqrt(half * half - row * row))
                    runs.append((row * self.stride - wide, (1 << (2 * wide + 1)) - 1))
            self._stamps[half] = runs
        return self._stamps[half]

    def leg(self, direction: int, steps: int, half: float) -> tuple[int, int]:
        """Return the mask of a straight piece of track `half` cells to both sides, and its lowest bit.

        The lowest bit is relative to the cell where the piece starts.
        """
        key = (direction, steps, half)
        if key not in self._legs:
            across, down = STEP[direction]
            lowest = min(0, (down * self.stride + across) * steps * FINENESS)
            lowest -= (ceil(half) + 1) * (self.stride + 1)
            runs = self._stamp(half)
            mask = 0
            for step in range(steps * FINENESS + 1):
                at = (down * self.stride + across) * step - lowest
                for first, row in runs:
                    mask |= row << (at + first)
            self._legs[key] = (mask, lowest)
        return self._legs[key]

    def track(self, legs: Legs, half: float) -> tuple[int, int]:
        """Return the mask of a whole route `half` cells to both sides, and its lowest bit relative to its start."""
        pieces = []
        at = 0
        for direction, steps in legs:
            piece, lowest = self.leg(direction, steps, half)
            pieces.append((piece, at + lowest))
            across, down = STEP[direction]
            at += (down * self.stride + across) * steps * FINENESS
        lowest = min(bit for _, bit in pieces)
        mask = 0
        for piece, bit in pieces:
            mask |= piece << (bit - lowest)
        return mask, lowest
