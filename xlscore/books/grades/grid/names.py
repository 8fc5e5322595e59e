"""The areas' names of a grid that stand in two columns, or under no heading, as if they stood in one under "Area".

Printed grids have the themes down the left, merged over their areas, and the names beside them. A theme that is one area
has its name in the first column alone, merged over both. The heading over them says Area, or the cycle, or nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from xlscore.books.grades.headings import GRID
from xlscore.books.tables.answers import grades_in, is_grade
from xlscore.books.tables.blocks import Block, is_blank, once_per_block
from xlscore.books.tables.table import shown
from xlscore.books.tables.words.vocabulary import column_key, is_only_a_period
from xlscore.rules.words import is_missing_mark

__all__ = ["with_names"]

_AREA: Final = frozenset(GRID.column("area").spellings)
_THEME: Final = frozenset(GRID.column("theme").spellings)


@once_per_block
def with_names(block: Block) -> Block | None:
    """Return a sheet with every area's name in one column under "Area"; None where it needs no change, or is no grid."""
    graded = _graded_columns(block) if len(block.times_filled) > 1 else []
    if len(graded) < 2:
        return None
    signs = grades_in(block)
    among = frozenset(graded)
    body = [
        row
        for row, held in block.rows_with(signs)
        if sum(c in among for c, _ in held) > 1 and block.filled(row)
    ]
    if not body:
        return None
    header = _header(block, body[0], graded)
    columns = _name_columns(block, body, min(graded))
    if header is None or not columns:
        return None
    headings = {c: _heading(block, header, c) for c in columns}
    if not all(_may_be_names(text) for text in headings.values()):
        return None
    left, right = (columns[-2], columns[-1]) if len(columns) > 1 else (None, columns[-1])
    if left is not None and column_key(headings[left]) in _AREA - _THEME and headings[right]:
        return None  # two columns that say what they are
    if _has_areas_behind(block, header, min(graded)):
        return None
    return _changed(block, header, body, left, right, headings)


def _has_areas_behind(block: Block, header: int, first: int) -> bool:
    """Return whether a column to the right of the first grades is headed as areas are: then the names are there."""
    behind = {c for row in (header - 1, header) for c in block.filled(row) if c > first}
    return any(column_key(_heading(block, header, column)) in _AREA - _THEME for column in behind)


def _graded_columns(block: Block) -> list[int]:
    """Return the columns that hold grades and little else below their heading."""
    signs = grades_in(block)
    real = {text for text in signs if not is_missing_mark(text)}
    if not real:
        return []
    graded, told = Counter[int](), Counter[int]()
    for _, cells in block.rows_with(signs):
        told.update(c for c, value in cells if not is_blank(value))
        graded.update(c for c, value in cells if value in real)
    often = {c for c in graded if graded[c] > 1}
    return sorted(c for c in often if 2 * told[c] >= block.times_filled[c])


def _header(block: Block, first: int, graded: Sequence[int]) -> int | None:
    """Return the row above the first graded one that has headings over graded columns; a lone grade there is none."""

    def heads(row: int) -> bool:
        over = set(block.filled(row)) & set(graded)
        return any(not is_grade(block.at(row, column)) for column in over)

    return next((row for row in range(first - 1, block.top - 1, -1) if heads(row)), None)


def _name_columns(block: Block, body: Sequence[int], end: int) -> list[int]:
    """Return the one or two columns before the grades that hold names, the nearest to the grades last."""
    found: list[int] = []
    for column in range(end - 1, block.left - 1, -1):
        texts = [v for row in body if not is_blank(v := block.at(row, column))]
        if texts and all(isinstance(text, str) and not is_grade(text) for text in texts):
            found.insert(0, column)
        elif found:
            break
    return found[-2:]


def _heading(block: Block, header: int, column: int) -> str:
    """Return a column's heading: in the row of headings, or above it where that is merged down over two rows."""
    text = shown(block.at(header, column))
    return text or (shown(block.at(header - 1, column)) if header > block.top else "")


def _may_be_names(heading: str) -> bool:
    return not heading or is_only_a_period(heading) or column_key(heading) in _AREA | _THEME


def _changed(
    block: Block, header: int, body: Sequence[int], left: int | None, right: int, headings: dict[int, str]
) -> Block | None:
    texts: dict[tuple[int, int], str] = {}
    wanted = {right: GRID.heading("area")} | ({} if left is None else {left: GRID.heading("theme")})
    fine = {right: _AREA, **({} if left is None else {left: _THEME})}
    for column, text in wanted.items():
        if column_key(headings[column]) not in fine[column] or (
            column == right and column_key(headings[column]) in _THEME
        ):
            texts[header, column] = text
    if left is not None:
        for row in body:
            name = block.at(row, left)
            if is_blank(block.at(row, right)) and not is_blank(name):
                texts[row, right] = shown(name)
    return block.with_values(texts) if texts else None
