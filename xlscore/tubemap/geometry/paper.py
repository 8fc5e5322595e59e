"""What is taken on the printed page, in cells of half a millimetre: strokes and markers as rows of bits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, sqrt

from xlscore.tubemap.geometry.plane import Point

__all__ = ["Box", "Paper"]

CELL = 0.5
Box = tuple[float, float, float, float]


class Paper:
    """A region of the page in millimetres, and what is drawn on it."""

    def __init__(self, region: Box) -> None:
        """Take the region's left, top, width and height; nothing is drawn yet."""
        self.region = region
        self.left, self.top, self.width, self.height = region
        self.columns = ceil(self.width / CELL)
        self.rows = [0] * ceil(self.height / CELL)

    def with_all(self, others: Iterable[Paper]) -> Paper:
        """Return a paper with everything drawn here and on others of the same region."""
        found = Paper(self.region)
        found.rows = list(self.rows)
        for other in others:
            found.rows = [one | another for one, another in zip(found.rows, other.rows, strict=True)]
        return found

    def holds(self, box: Box) -> bool:
        """Return whether a box lies wholly in the region."""
        left, top, width, height = box
        return (
            left >= self.left
            and top >= self.top
            and left + width <= self.left + self.width
            and top + height <= self.top + self.height
        )

    def _window(self, box: Box, more: float) -> tuple[list[int], int]:
        """Return the rows of a box with so much room around it, and the bits of its columns."""
        left, top, width, height = box
        # Asked more than anything else: rounded up or down without a function for each.
        first = int((left - more - self.left) / CELL)
        last = min(self.columns, ceil((left + width + more - self.left) / CELL))
        high = int((top - more - self.top) / CELL)
        low = ceil((top + height + more - self.top) / CELL)
        first = first if first > 0 else 0
        rows = self.rows[high if high > 0 else 0 : low if low > 0 else 0]
        return rows, ((1 << (last - first)) - 1) << first if last > first else 0

    def free(self, box: Box, more: float = 0.0) -> bool:
        """Return whether nothing is drawn in a box with so much room around it."""
        rows, bits = self._window(box, more)
        return not any(map(bits.__and__, rows))

    def covered(self, box: Box, more: float = 0.0) -> int:
        """Return how many cells of a box with so much room around it are drawn on."""
        rows, bits = self._window(box, more)
        return sum(map(int.bit_count, map(bits.__and__, rows)))

    def share(self, points: Sequence[Point]) -> float:
        """Return which part of a thin line would lie on what is drawn."""
        on = under = 0
        for row, bits in self._cells(points, 0.1):
            on += bits.bit_count()
            under += (bits & self.rows[row]).bit_count()
        return under / on if on else 0.0

    def draw(self, points: Sequence[Point], half: float) -> None:
        """Draw a thick line through points, rounded at its ends; a single point is a disc."""
        for row, bits in self._cells(points, half):
            self.rows[row] |= bits

    def _cells(self, points: Sequence[Point], half: float) -> Iterable[tuple[int, int]]:
        """Yield the bits of a thick line, row by row for each of its pieces."""
        half = half / CELL + 0.5
        cells = [((x - self.left) / CELL, (y - self.top) / CELL) for x, y in points]
        for one, other in pairwise(cells) if len(cells) > 1 else [(cells[0], cells[0])]:
            yield from self._piece(one, other, half)

    def _piece(self, one: Point, other: Point, half: float) -> Iterable[tuple[int, int]]:
        (x0, y0), (x1, y1) = (one, other) if one[1] <= other[1] else (other, one)
        length = sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
        along = ((x1 - x0) / length, (y1 - y0) / length) if length > 1e-9 else (0.0, 0.0)
        upright = min(abs(x1 - x0), abs(y1 - y0)) < 1e-9
        for row in range(max(0, ceil(y0 - half)), min(len(self.rows) - 1, floor(y1 + half)) + 1):
            low, high = _strip(row - y0, along, length, half)
            for x, y in ((x0, y0), (x1, y1)):
                rest = half * half - (row - y) ** 2
                if rest >= 0:
                    reach = sqrt(rest)
                    low, high = min(low, x - x0 - reach), max(high, x - x0 + reach)
            if low <= high:
                # A slanted edge goes on to the right within the row; an upright one is just where it is.
                end = floor(x0 + high) if upright else ceil(x0 + high)
                first, last = max(0, floor(x0 + low)), min(self.columns - 1, end)
                if last >= first:
                    yield row, ((1 << (last - first + 1)) - 1) << first


def _strip(down: float, along: Point, length: float, half: float) -> tuple[float, float]:
    """Return where a row crosses the rectangle around a segment from the origin; low over high if nowhere."""
    nowhere = float("inf"), float("-inf")
    if length < 1e-9:
        return nowhere
    low, high = float("-inf"), float("inf")
    # A point (x, down) lies in the rectangle if 0 ≤ its way along ≤ length and its distance ≤ half.
    for factor, fixed, least, most in (
        (along[0], down * along[1], 0.0, length),
        (-along[1], down * along[0], -half, half),
    ):
        if abs(factor) < 1e-9:
            if not least <= fixed <= most:
                return nowhere
            continue
        one, other = (least - fixed) / factor, (most - fixed) / factor
        low, high = max(low, min(one, other)), min(high, max(one, other))
    return low, high
