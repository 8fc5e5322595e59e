"""Which cells of a sheet were changed, in little room even where a block of half a million was."""

from __future__ import annotations

from xlscore.ooxml.sheet.holding import End
from xlscore.ooxml.values.addresses import Box

__all__ = ["ChangedCells"]

# Fewer rows than this are kept cell by cell, so that the boxes stay few and a question about a cell quick.
_TALL = 1_000


class ChangedCells:
    """The places of cells that hold something else than when the workbook was opened."""

    def __init__(self) -> None:
        """Start with no cell."""
        # One set for each watch that is going on, above what stays whatever comes of them.
        self._layers: list[set[tuple[int, int]]] = [set()]
        self._boxes: list[Box] = []
        # The rows that were noted last, from one to the one before another, and their columns.
        self._top = self._next = self._left = self._right = 0

    def __bool__(self) -> bool:
        """Return whether any cell was changed."""
        return bool(any(self._layers) or self._boxes or self._top)

    def add(self, row: int, column: int) -> None:
        """Note one cell."""
        self._layers[-1].add((row, column))

    def add_row(self, row: int, left: int, right: int) -> None:
        """Note the cells of one row from a column to another; rows below each other become one box."""
        if row != self._next or left != self._left or right != self._right:
            self._keep()
            self._top, self._left, self._right = row, left, right
        self._next = row + 1

    def meets(self, box: Box) -> bool:
        """Return whether a changed cell lies in a box."""
        self._keep()
        if any(each.meets(box) for each in self._boxes):
            return True
        if box.rows * box.columns <= sum(map(len, self._layers)):
            return any(place in each for each in self._layers for place in box.places())
        return any(box.holds(*place) for each in self._layers for place in each)

    def hold(self) -> End:
        """Return what ends the watch over changes that begins now; the one that began last ends first."""
        boxes, last = len(self._boxes), (self._top, self._next, self._left, self._right)
        self._layers.append(set())

        def end(back: bool) -> None:
            added = self._layers.pop()
            if back:
                del self._boxes[boxes:]
                self._top, self._next, self._left, self._right = last
                return
            if len(added) > len(self._layers[-1]):
                added, self._layers[-1] = self._layers[-1], added
            self._layers[-1].update(added)

        return end

    def _keep(self) -> None:
        if not self._top:
            return
        box = Box(self._top, self._left, self._next - 1, self._right)
        if box.rows < _TALL:
            self._layers[-1].update(box.places())
        else:
            self._boxes.append(box)
        self._top = self._next = 0
