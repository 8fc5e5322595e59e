"""Groups of rows and of columns that fold away: their levels, whether they are folded, where their summaries stand."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.around.layout import DEFAULT_HEIGHT, SHEET_PR_ORDER, column_settings, set_columns
from xlscore.ooxml.around.sheetdom import editing, read_element
from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.sheet.sheet import Sheet
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW
from xlscore.ooxml.xml.text import whole_number
from xlscore.ooxml.xml.tree import child, children, insert_ordered, set_attribute, whole

__all__ = ["COLUMNS", "ROWS", "Axis", "OutlineGroup", "group", "groups", "set_summaries", "summaries_after"]

_DEEPEST: Final = 7
_TRUE: Final = {"1", "true"}


@dataclass(frozen=True, slots=True)
class Axis:
    """Rows or columns: what the file calls their depth and where their summaries stand, and how many there can be."""

    name: str
    depth: str
    summary: str
    last: int


ROWS: Final = Axis("row", "outlineLevelRow", "summaryBelow", MAX_ROW)
COLUMNS: Final = Axis("column", "outlineLevelCol", "summaryRight", MAX_COLUMN)


@dataclass(frozen=True, slots=True)
class OutlineGroup:
    """One group: its first and last row or column, its level from 1, and whether it is folded."""

    first: int
    last: int
    level: int
    collapsed: bool


def summaries_after(sheet: Sheet, axis: Axis) -> bool:
    """Return whether summaries stand below their rows, or right of their columns; Excel's own way is yes."""
    found = read_element(sheet, "sheetPr")
    outline = child(found, "outlinePr") if found is not None else None
    return outline is None or outline.get(axis.summary, "1") in _TRUE


def set_summaries(sheet: Sheet, axis: Axis, after: bool) -> None:
    """Say whether summaries stand below their rows, or right of their columns; groups keep their rows and columns."""
    if summaries_after(sheet, axis) == after:
        return
    with editing(sheet, "sheetPr") as holder:
        outline = child(holder, "outlinePr")
        if outline is None:
            outline = insert_ordered(holder, "outlinePr", SHEET_PR_ORDER)
        set_attribute(outline, axis.summary, None if after else False)
        if not outline.attrib:
            holder.remove(outline)


def groups(sheet: Sheet, axis: Axis) -> list[OutlineGroup]:
    """Return the groups of a sheet, from the first row or column on, the outer before the inner."""
    levels = _levels(sheet, axis)
    after = summaries_after(sheet, axis)
    found = []
    for level in range(1, max(levels.values(), default=0) + 1):
        for first, last in _runs(number for number, depth in levels.items() if depth >= level):
            folded = _settings(sheet, axis, last + 1 if after else first - 1).get("collapsed") in _TRUE
            hidden = all(_settings(sheet, axis, n).get("hidden") in _TRUE for n in range(first, last + 1))
            found.append(OutlineGroup(first, last, level, folded and hidden))
    return sorted(found, key=lambda each: (each.first, each.level))


def _levels(sheet: Sheet, axis: Axis) -> dict[int, int]:
    """Return how deep each grouped row or column lies, in order."""
    if axis is ROWS:
        numbers: list[int] = sheet.grid.rows_with(b"outlineLevel")
    else:
        holder = read_element(sheet, "cols")
        items = (
            [item for item in children(holder, "col") if whole(item, "outlineLevel")]
            if holder is not None
            else []
        )
        numbers = sorted(
            {n for item in items for n in range(whole(item, "min", 1), whole(item, "max", 1) + 1)}
        )
    levels = {number: _level(sheet, axis, number) for number in numbers}
    return {number: level for number, level in levels.items() if level}


def _level(sheet: Sheet, axis: Axis, number: int) -> int:
    return min(whole_number(_settings(sheet, axis, number).get("outlineLevel")), _DEEPEST)


def _settings(sheet: Sheet, axis: Axis, number: int) -> dict[str, str]:
    return sheet.row_attributes(number) if axis is ROWS else column_settings(sheet, number)


def _runs(numbers: Iterator[int]) -> list[tuple[int, int]]:
    """Return the first and last number of each run without a gap."""
    listed = [
        list(run) for _, run in itertools.groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ]
    return [(run[0][1], run[-1][1]) for run in listed]


def group(
    sheet: Sheet, axis: Axis, first: int, last: int, level: int = 1, *, collapsed: bool | None = None
) -> None:
    """Let rows or columns lie at least at this level; those that lie deeper stay there, and 0 takes all their groups away.

    `collapsed` folds the group or unfolds it, and what a group inside it hides stays hidden; None leaves it as it is.
    """
    if not 0 <= level <= _DEEPEST or not 1 <= first <= last <= axis.last:
        raise EditRefusedError(
            f"A group of {axis.name}s has a level from 1 to {_DEEPEST}, and a first and a last {axis.name} of the sheet."
        )
    numbers = range(first, last + 1)
    levels = {n: max(level, _level(sheet, axis, n)) if level else 0 for n in numbers}
    summary = last + 1 if summaries_after(sheet, axis) else first - 1
    was_folded = _settings(sheet, axis, summary).get("collapsed") in _TRUE
    hidden: dict[int, str | None] = {}
    if collapsed and level:
        hidden = dict.fromkeys(numbers, "1")
    elif was_folded and (collapsed is False or not level):
        inside = _hidden_inside(sheet, axis, levels, level)
        hidden = {n: "1" if n in inside else None for n in numbers}
    wanted = {
        n: {"outlineLevel": str(levels[n]) if levels[n] else None}
        | ({"hidden": hidden[n]} if n in hidden else {})
        | ({} if level else {"collapsed": None})
        for n in numbers
    }
    if 1 <= summary <= axis.last and (collapsed is not None or not level):
        wanted[summary] = {"collapsed": "1" if collapsed and level else None}
    if all(_says(_settings(sheet, axis, n), settings) for n, settings in wanted.items()):
        return
    _write(sheet, axis, wanted)
    _set_depth(sheet, axis)


def _hidden_inside(sheet: Sheet, axis: Axis, levels: dict[int, int], level: int) -> set[int]:
    """Return what folded groups further in hide."""
    after = summaries_after(sheet, axis)
    inside: set[int] = set()
    for inner in range(level + 1, max(levels.values()) + 1):
        for first, last in _runs(n for n, depth in levels.items() if depth >= inner):
            if _settings(sheet, axis, last + 1 if after else first - 1).get("collapsed") in _TRUE:
                inside.update(range(first, last + 1))
    return inside


def _says(present: dict[str, str], wanted: dict[str, str | None]) -> bool:
    """Return whether a row or column has these settings already; a switch may be spelt in two ways."""
    return all(
        present.get(name) == value or (value == "1" and name != "outlineLevel" and present.get(name) in _TRUE)
        for name, value in wanted.items()
    )


def _write(sheet: Sheet, axis: Axis, wanted: dict[int, dict[str, str | None]]) -> None:
    if axis is ROWS:
        for row, settings in wanted.items():
            sheet.set_row_attributes(row, settings)
        return
    for _, run in itertools.groupby(sorted(wanted), key=lambda n: sorted(wanted[n].items(), key=str)):
        columns = list(run)
        set_columns(sheet, columns[0], columns[-1], wanted[columns[0]])


def _set_depth(sheet: Sheet, axis: Axis) -> None:
    """Tell the sheet how deep its groups go: Excel makes room for that many buttons."""
    deepest = max(_levels(sheet, axis).values(), default=0)
    found = read_element(sheet, "sheetFormatPr")
    if (0 if found is None else whole(found, axis.depth)) == deepest:
        return
    with editing(sheet, "sheetFormatPr") as item:
        if item.get("defaultRowHeight") is None:
            item.set("defaultRowHeight", f"{DEFAULT_HEIGHT:g}")
        set_attribute(item, axis.depth, deepest or None)
