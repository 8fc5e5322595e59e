"""What is taken on the printed page, in cells of half a millimetre: strokes, markers and boxes as bit masks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, floor, sqrt

from xlscore.tubemap.raster import rectangle

__all__ = ["CELL", "Box", "Paper"]

CELL = 0.5
MARGIN = 60
Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Paper:
    """A region of the page in millimetres; masks of what is drawn on it touch if their `&` is not 0."""

    def __init__(self, box: Box) -> None:
        """Take the region's left, top, width and height."""
        self.left, self.top, self.width, self.height = box
        self.stride = ceil(self.width / CELL) + 2 * MARGIN
        self.rows = ceil(self.height / CELL) + 2 * MARGIN

    def holds(self, box: Box) -> bool:
        """Return whether a box lies wholly in the region."""
        left, top, width, height = box
        return (
            left >= self.left
            and top >= self.top
            and left + width <= self.left + self.width
            and top + height <= self.top + self.height
        )

    def _cells(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.left) / CELL + MARGIN, (y - self.top) / CELL + MARGIN

    def box(self, box: Box) -> int:
        """Return the mask of a box, whole cells around it."""
        left, top, width, height = box
        x, y = self._cells(left, top)
        right, bottom = self._cells(left + width, top + height)
        first, last = max(0, floor(x)), min(self.stride, ceil(right))
        high, low = max(0, floor(y)), min(self.rows, ceil(bottom))
        if last <= first or low <= high:
            return 0
        return rectangle(last - first, low - high, self.stride) << (high * self.stride + first)

    def line(self, points: Sequence[Point], half: float) -> int:
        """Return the mask of a thick line through points, rounded at its ends; a single point is a disc."""
        half = half / CELL + 0.5
        cells = [self._cells(x, y) for x, y in points]
        mask = 0
        for one, other in pairwise(cells) if len(cells) > 1 else [(cells[0], cells[0])]:
            mask |= self._stadium(one, other, half)
        return mask

    def _stadium(self, one: Point, other: Point, half: float) -> int:
        (x0, y0), (x1, y1) = (one, other) if one[1] <= other[1] else (other, one)
        length = sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
        mask = 0
        for row in range(max(0, ceil(y0 - half)), min(self.rows - 1, floor(y1 + half)) + 1):
            spans = []
            for x, y in ((x0, y0), (x1, y1)):
                rest = half * half - (row - y) ** 2
                if rest >= 0:
                    spans.append((x - sqrt(rest), x + sqrt(rest)))
            if length > 1e-9:
                spans += _strip(row, (x0, y0), ((x1 - x0) / length, (y1 - y0) / length), length, half)
            if spans:
                first = max(0, floor(min(low for low, _ in spans)))
                last = min(self.stride - 1, ceil(max(high for _, high in spans)))
                if last >= first:
                    mask |= ((1 << (last - first + 1)) - 1) << (row * self.stride + first)
        return mask


def _strip(row: int, start: Point, along: Point, length: float, half: float) -> list[tuple[float, float]]:
    """Return where a row crosses the rectangle around a segment, as at most one span."""
    low, high = float("-inf"), float("inf")
    down = row - start[1]
    # A point (x, row) lies in the rectangle if 0 ≤ its way along ≤ length and its distance ≤ half.
    for factor, fixed, least, most in (
        (along[0], down * along[1], 0.0, length),
        (-along[1], down * along[0], -half, half),
    ):
        if abs(factor) < 1e-9:
            if not least <= fixed <= most:
                return []
            continue
        ends = sorted(((least - fixed) / factor, (most - fixed) / factor))
        low, high = max(low, ends[0]), min(high, ends[1])
    return [(start[0] + low, start[0] + high)] if low <= high else []
