"""The crime tree as an outline: names below what they are part of, rows that fold away, each with its share of the change."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from xlscore.books.monthly.boards.headings import TREE
from xlscore.books.monthly.boards.showing import FORCE, compared, copied, plan_indents
from xlscore.books.monthly.plain import plain
from xlscore.books.plan.edits import OutlinedRows
from xlscore.books.plan.own_lines import Made, OwnLine, Written, plan_lines
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.engine import capabilities, row_groups
from xlscore.rules.monthly.month import MonthResult, RowResult
from xlscore.rules.monthly.tree import Branch
from xlscore.rules.words import key

__all__ = ["plan_tree"]

_WIDTHS: Final = (42, 34, 8, 11, 12, 10, 10, 12, 44)
_DEEPEST: Final = 7
"""So many levels Excel folds away."""
_NAMES: Final = {each: each for each in ("this", "last", "change", "percent")}


def plan_tree(planner: Planner, result: MonthResult, dashboard: Written, beside: str, reader: Reader) -> str:
    """Return the name of the crime tree's sheet, having planned it."""
    force = {row.measure: row for row in result.rows if not row.place}
    lines: dict[str, OwnLine] = {}
    roots: dict[str, str] = {}
    rows: dict[Place, Made] = {}
    for branch in result.tree:
        roots[branch.measure] = roots.get(branch.parent, branch.measure)
        rows[key(branch.measure),] = partial(
            _branch, branch, force.get(branch.measure), roots[branch.measure], lines, dashboard
        )
    written = plan_lines(planner, TREE, rows, reader, beside=beside, widths=_WIDTHS, in_order=True)
    _outline(planner, written, result)
    return written.sheet


def _branch(
    branch: Branch,
    row: RowResult | None,
    root: str,
    lines: dict[str, OwnLine],
    dashboard: Written,
    line: OwnLine,
) -> Mapping[str, Any]:
    lines[branch.measure] = line
    counts, left_over = branch.counts, branch.short
    alike = row is not None and counts == row.to_date
    source = dashboard.lines.get((key(branch.measure), key(FORCE))) if alike else None
    share = plain(branch.share)
    above = lines.get(root)
    said = [] if left_over is None else [f"{round(float(left_over[0])):+,} this year in none of its parts"]
    if row is not None and not alike:
        said.append("by whole months here, since a part of the tree has no days")
    return {
        "measure": branch.measure,
        "parent": branch.parent or "-",
        "level": branch.depth + 1,
        "this": copied(plain(counts.this), source, "this", line.sheet),
        "last": copied(plain(counts.last), source, "last", line.sheet),
        **compared(counts, line, _NAMES),
        "share": Answer(
            share, "" if share is None or above is None else f"={line['change']}/{above['change']}"
        ),
        "remark": "; ".join(said),
    }


def _outline(planner: Planner, written: Written, result: MonthResult) -> None:
    """Plan the names' indents, and which rows fold away below which, where they stand in the tree's order."""
    depths: dict[Place, int] = {(key(branch.measure),): branch.depth for branch in result.tree}
    rows = [written.lines[mark].row for mark in depths]
    in_order = rows == sorted(rows)
    levels = {
        line.row: min(depths[mark], _DEEPEST) if in_order else 0 for mark, line in written.lines.items()
    }
    plan_indents(planner, written, depths)
    if levels != _standing(planner, written, levels):
        planner.dress(OutlinedRows(written.sheet, tuple(sorted(levels.items()))))


def _standing(planner: Planner, written: Written, rows: Mapping[int, int]) -> dict[int, int]:
    """Return at which level each row folds away now; live Excel is told again, which changes nothing."""
    if written.is_new or capabilities(planner.reading.book).native or not planner.reading.can.styles:
        return dict.fromkeys(rows, 0)
    groups = row_groups(planner.reading.book.sheets[written.sheet])
    return {
        row: max((group.level for group in groups if group.first <= row <= group.last), default=0)
        for row in rows
    }
