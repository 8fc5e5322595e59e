"""What decides about the edits of a fuzzed workbook: places, values, formulas and names from the bytes of an input."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from tests.support.fuzzed_workbooks import Dice
from xlscore.ooxml import ErrorValue, Sheet, Workbook
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, Box

__all__ = ["ANYWHERE", "DELETED", "DRAWN", "NOTES", "Desk", "Edit", "Listed", "edits"]

VALUES: Final[tuple[Any, ...]] = (
    5, None, True, False, 0.1, -3, 2**53 + 1, 1e300, 45382, "plain", "Red line", "a\rb", "x & y<", " two", "two  runs",
    "a\nb", "_x0041_", "=1+1", "", ErrorValue("#N/A"), "#N/A", "£ — 東京 🙂", dt.date(2024, 3, 31), "Force", "Rate",
    dt.datetime(2024, 3, 31, 8, 30), dt.time(6, 30), dt.timedelta(hours=30), "x" * 32_768, float("nan"), "\x00", "]]>", 1.0888180804446217,
)  # fmt: skip
FORMULAS: Final = (
    "=1+1", "=A1*2", "=SUM(Sheet1!A1:B3)", "=Forces[Rate]", "=SUM(Forces[[#Headers],[Force]])", "='It''s'!A1", "={1,2}",
    '="a""b"&"<"', "=", "=XLOOKUP(1,A:A,B:B)", "=_xlfn.X()", "=SUBTOTAL(109,Forces[Rate])", "=NOW()", "=#REF!", "=first",
    "=Forces[@Rate]", "=SUM(A1:A9,$B$2)", "=[1]Elsewhere!A1", "=(((", "=A1\r\n+1", "=MSG_GAP(A1)",
)  # fmt: skip
WORDS: Final = (
    "New", "Forces", "Other", "first", "a b", "", "A1", "x" * 40, "it's", "'it", "<&>\"", "Ünïcode", "R1C1", "Sheet1", "sheet2",
    "_xlnm.Print_Area", "History", "a/b", "[x]", "n" * 256, "\x01", "true", "Rates", "Force", "Twice", "Sheet1!$A$1", "urn:xlscore:x",
)  # fmt: skip
FAR: Final = (1, 2, 3, 700, 16_384, 16_385, 1_048_576, 1_048_577, 0, -1)


@dataclass
class Desk:
    """A workbook that is being edited, what decides about it, and what was set last."""

    book: Workbook
    dice: Dice
    watched: int
    """Which of what stands beside the cells is looked at."""
    deleted: list[Sheet] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    """The parts of the sheets that edits were made in."""
    may_change: set[str] = field(default_factory=set)
    """The beginnings of the names of parts that an edit so far may have changed, as regular expressions."""
    may_lose: set[str] = field(default_factory=set)
    """The same of parts that an edit so far may have taken away."""

    def sheet(self) -> Sheet:
        """Return one of the worksheets, mostly the first, now and then one that was deleted."""
        number = self.dice.byte()
        if number > 250 and self.deleted:
            return self.deleted[-1]
        found = self.book.sheets
        sheet = found[(0, 0, 0, 1)[number & 3] % len(found) if number < 200 else number % len(found)]
        self.seen.add(sheet.part)
        return sheet

    def place(self) -> tuple[int, int]:
        """Return the row and column of a cell, mostly one of the first."""
        number = self.dice.byte()
        if number == 255:
            return self.dice.pick(FAR), self.dice.pick(FAR)
        return 1 + number % 10, 1 + number // 10 % 9

    def box(self) -> Box:
        """Return a box of some cells of the sheet; what lies outside has no address, and is asked of single cells only."""
        (top, left), size = self.place(), self.dice.byte()
        top, left = min(max(top, 1), MAX_ROW - 3), min(max(left, 1), MAX_COLUMN - 3)
        return Box(top, left, top + size % 4, left + size // 4 % 4)

    def value(self) -> Any:
        """Return something to write into a cell."""
        number = self.dice.byte()
        if number < 160:
            return VALUES[number % len(VALUES)]
        return (
            self.dice.text()
            if number & 1
            else int.from_bytes(self.dice.bytes(), "little") / (1 + (number & 6))
        )

    def formula(self) -> str:
        """Return a formula."""
        return (
            "=" + self.dice.text() if (number := self.dice.byte()) > 220 else FORMULAS[number % len(FORMULAS)]
        )

    def word(self) -> str:
        """Return a name or another short text."""
        return self.dice.text() if (number := self.dice.byte()) > 220 else WORDS[number % len(WORDS)]

    def maybe(self, choice: Any) -> Any:
        """Return a choice, or nothing."""
        return choice if self.dice.flag() else None


Edit = Callable[[Desk], None]
Listed = list[tuple[Edit, str]]
"""Edits, and which parts each may change beside the sheet's own, its formats, and the workbook's lists of what there is."""
ANYWHERE: Final = r"xl/(worksheets|tables|charts|pivotCache|drawings|comments)"
DRAWN: Final = r"xl/(drawings|charts)"
NOTES: Final = r"xl/(comments|drawings/vml)"
DELETED: Final = r"xl/(?!workbook|styles|sharedStrings|theme)"
"""What may go with a sheet: all that only sheets have."""


def edits() -> tuple[Listed, Callable[..., Callable[[Edit], Edit]]]:
    """Return an empty list of edits, and what lists one, as often as it shall come among the others."""
    found: Listed = []

    def edit(may_change: str = "", times: int = 1) -> Callable[[Edit], Edit]:
        def listed(made: Edit) -> Edit:
            found.extend([(made, may_change)] * times)
            return made

        return listed

    return found, edit
