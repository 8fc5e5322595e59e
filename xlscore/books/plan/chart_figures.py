"""The figures that charts draw, on a sheet of ours: a block of rows for each chart, found again and kept in order.

What a chart has no point of is truly blank: a formula that shows nothing would be drawn at nought.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlscore.books.plan.own_lines import Made, OwnLine, plan_lines
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.layout import TableKind
from xlscore.ooxml.values.addresses import Box, quoted_sheet
from xlscore.rules.problems import Problem
from xlscore.rules.words import key

__all__ = ["ChartBlock", "ChartFigures", "plan_figures"]


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """What one chart draws: what its rows are found by, without the number of the point, and the rows' other fields."""

    names: Mapping[str, str]
    points: Sequence[Mapping[str, Any]]

    @property
    def mark(self) -> Place:
        """Return what the block is found by."""
        return tuple(key(name) for name in self.names.values())


@dataclass(frozen=True)
class ChartFigures:
    """Where the figures of charts stand by this plan."""

    sheet: str
    blocks: Mapping[Place, Sequence[OwnLine]]

    def cells(self, block: ChartBlock, field: str) -> str:
        """Return the cells of a field that a chart draws, as a series refers to them."""
        lines = self.blocks[block.mark]
        column = lines[0].columns[field]
        return self._reference(Box(lines[0].row, column, lines[-1].row, column))

    def cell(self, block: ChartBlock, field: str, point: int = 0) -> str:
        """Return a field's cell at a point, the first where none is said, as a title follows it."""
        line = self.blocks[block.mark][point]
        column = line.columns[field]
        return self._reference(Box(line.row, column, line.row, column))

    def has(self, block: ChartBlock, field: str) -> bool:
        """Return whether a chart has a point of a field."""
        return any(point.get(field) is not None for point in block.points)

    def is_together(self, block: ChartBlock) -> bool:
        """Return whether the rows of a chart stand below each other in order."""
        rows = [line.row for line in self.blocks[block.mark]]
        return rows == list(range(rows[0], rows[0] + len(rows)))

    def scattered(self, block: ChartBlock, chart: str) -> Problem:
        """Return the problem of a chart whose rows no longer stand together, and which therefore stays as it is."""
        line = self.blocks[block.mark][0]
        return Problem(
            line.sheet,
            line[next(iter(block.names))],
            f"The rows of {chart} no longer stand below each other, so the chart stays as it was.",
            "Take what was written beside these rows elsewhere and run it again; the sheet is then written in order.",
        )

    def _reference(self, box: Box) -> str:
        return f"{quoted_sheet(self.sheet)}!{box.address(absolute=True)}"


def plan_figures(
    planner: Planner,
    layout: TableKind,
    blocks: Sequence[ChartBlock],
    reader: Reader,
    *,
    beside: str | None,
    widths: tuple[int, ...],
) -> ChartFigures:
    """Return where the figures stand, having planned them; `layout` is found by the names of a block and the point's number."""
    blank = dict.fromkeys(column.field for column in layout.columns)
    rows: dict[Place, Made] = {}
    marks: dict[Place, list[Place]] = {}
    for block in blocks:
        for number, point in enumerate(block.points, 1):
            mark = (*block.mark, key(str(number)))
            marks.setdefault(block.mark, []).append(mark)
            rows[mark] = _made({**blank, **block.names, "point": number, **point})
    written = plan_lines(planner, layout, rows, reader, beside=beside, widths=widths, in_order=True)
    return ChartFigures(
        written.sheet, {block: [written.lines[mark] for mark in of] for block, of in marks.items()}
    )


def _made(values: Mapping[str, Any]) -> Made:
    return lambda _line: values
