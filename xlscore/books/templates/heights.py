"""Rows as high as their text: worked out beforehand, since no program that only reads a file makes room for it."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

__all__ = ["GrowingSheet"]


class GrowingSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows still grow with what is typed, although their height is written.

    XlsxWriter marks a height as set by hand, which keeps Excel from ever fitting the row to its text again.
    """

    def __init__(self) -> None:
        super().__init__()
        self._growing: set[int] = set()

    def grow(self, row: int, height: float) -> None:
        """Give a row (from 0) a height in points, unless it already has a greater one."""
        before = self.row_info.get(row)
        if before is not None and before.height is not None and before.height * 0.75 >= height:
            return
        self._growing.add(row + 1)
        self.set_row(row, round(height * 4 / 3) * 0.75)

    def _xml_start_tag_unencoded(self, tag: str, attributes: Any = None) -> None:
        if tag == "row" and dict(attributes)["r"] in self._growing:
            attributes = [pair for pair in attributes if pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, attributes or [])
