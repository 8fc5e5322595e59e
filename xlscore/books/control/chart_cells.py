"""The sheet *Chart data*: for each chart that is drawn a block of rows, month by month down the side, all of it ours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Planner
from xlscore.charts.control import ControlCells, StretchCells, stretch_names
from xlscore.ooxml.values.addresses import Box, quoted_sheet
from xlscore.rules.control.records import ChartKind, ControlPoint, ControlRow
from xlscore.rules.statistics.spc import Variation

__all__ = ["DATA_TITLE", "DrawnBlock", "notes_of", "plan_data"]

DATA_TITLE: Final = "Chart data: what the control charts draw. Written anew with each month; hide the sheet if you like, and type nothing here."
_EXTENT: Final = "chart data: extent"
"""What the ledger calls how far our cells reach on the sheet: what a person wrote beside them stays."""
_FIRST: Final = 3
_LETTERS: Final = 26
_HEADINGS: Final = (
    "Month",
    "Value",
    "Concern",
    "Improvement",
    "High or low",
    "Target",
    "Notes",
    "Note words",
)
_LINES: Final = len(_HEADINGS) + 1
_MARKED: Final = {
    "Concern": {Variation.CONCERN},
    "Improvement": {Variation.IMPROVEMENT},
    "High or low": {Variation.HIGH, Variation.LOW},
}


@dataclass(frozen=True, slots=True)
class DrawnBlock:
    """The block of a chart: its first row, and what it holds; a chart whose series is gone has an empty one."""

    title: str
    row: ControlRow | None
    stretches: int
    """For how many stretches there are columns: as many as the chart has, or ever had."""

    @property
    def height(self) -> int:
        """Return how many rows it takes: its title, its headings, its points."""
        return 2 + max(2, len(self.row.points) if self.row else 0)

    def cells(self, sheet: str, top: int) -> ControlCells:
        """Return the cells that its chart draws, where the block begins in that row."""
        rows = top + 2, top + self.height - 1

        def at(column: int) -> str:
            return f"{quoted_sheet(sheet)}!{Box(rows[0], column, rows[1], column).address(absolute=True)}"

        lines = [_LINES + 3 * number for number in range(self.stretches)]
        limits = self.row is None or any(part.limits is not None for part in self.row.segments)
        return ControlCells(
            dates=at(1), values=at(2), name="Value", concern=at(3), improvement=at(4), neutral=at(5), target=at(6), notes=at(7),
            note_words=at(8), stretches=tuple(StretchCells(mean=at(c), upper=at(c + 1) if limits else "", lower=at(c + 2) if limits else "") for c in lines),
        )  # fmt: skip

    def lines(self) -> Iterator[tuple[Scalar, ...]]:
        """Yield the block's rows; where there is nothing a cell is truly blank, so that nothing is drawn."""
        yield (self.title,)
        names = [name for number in range(self.stretches) for name in stretch_names(number + 1)]
        yield (*_HEADINGS, *names)
        if self.row is None:
            return
        notes = {place: letter for place, (letter, _) in notes_of(self.row).items()}
        parts = [n for n, part in enumerate(self.row.segments) for _ in range(part.start, part.stop)]
        for place, (number, point) in enumerate(zip(parts, self.row.points, strict=True)):
            blanks: list[Scalar] = [None] * (3 * self.stretches)
            blanks[3 * number : 3 * number + 3] = [point.mean, point.upper, point.lower]
            yield (
                *_figures(self.row, point),
                point.value if place in notes else None,
                notes.get(place),
                *blanks,
            )


def _figures(row: ControlRow, point: ControlPoint) -> tuple[Scalar, ...]:
    signals = [point.value if point.variation in _MARKED[name] else None for name in _HEADINGS[2:5]]
    target = None if row.kind.is_between or row.kind is ChartKind.RUN else row.series.target
    return (_dated(point.month), point.value, *signals, target)


def _dated(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def notes_of(row: ControlRow) -> dict[int, tuple[str, str]]:
    """Return the letter and the words of notes by the place of the point that they stand beside; several of a month share one.

    On one of many small charts there is room for the letter alone; the words stand in the sentence beneath it.
    """
    found: dict[int, list[str]] = {}
    for day, words in row.series.notes:
        place = next((n for n, point in enumerate(row.points) if point.month >= day), None)
        if (
            place is not None
            and row.points[place].value is not None
            and (place or row.points[0].month == day)
        ):
            found.setdefault(place, []).append(words)
    letters = (chr(ord("a") + n) if n < _LETTERS else str(n + 1) for n in range(len(found)))
    return {
        place: (letter, "; ".join(found[place])) for letter, place in zip(letters, sorted(found), strict=True)
    }


def plan_data(
    planner: Planner, sheet: str, blocks: Mapping[str, DrawnBlock], title: str = DATA_TITLE
) -> dict[str, tuple[str, ControlCells]]:
    """Return the title cell and the cells of each chart by its name, having planned the sheet; what we wrote there and is no more goes."""
    wanted: dict[tuple[int, int], Scalar] = {(1, 1): title}
    found, top = {}, _FIRST
    for name, block in blocks.items():
        found[name] = f"{quoted_sheet(sheet)}!$A${top}", block.cells(sheet, top)
        for row, line in enumerate(block.lines(), top):
            wanted.update(((row, column), value) for column, value in enumerate(line, 1) if value is not None)
        top += block.height + 1
    widest = max((column for _, column in wanted), default=1)
    before = planner.kept(_EXTENT, sheet)
    rows, columns = (int(str(before.get((name, "last"), 0))) for name in ("row", "column"))
    for row in range(1, rows + 1):
        for column in range(1, columns + 1):
            wanted.setdefault((row, column), None)
    planner.keep_entries(_EXTENT, sheet, {("row", "last"): top, ("column", "last"): widest})
    for (row, column), value in wanted.items():
        planner.enter(sheet, row, column, value)
    return found
