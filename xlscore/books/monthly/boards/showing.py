"""How the month's figures become cells: a count, the change as a count and a percentage, whether it is more than chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from xlscore.books.monthly.plain import plain
from xlscore.books.plan.edits import CellFormat
from xlscore.books.plan.own_lines import OwnLine, Written
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.formulas import cell
from xlscore.ooxml.values.addresses import parse_box
from xlscore.rules.monthly.month import RowInputs, RowResult
from xlscore.rules.monthly.year_to_date import YearToDate
from xlscore.rules.words import key

__all__ = ["FORCE", "compared", "copied", "mark_of", "plan_format", "plan_indents"]

_INDENT: Final = "      "
FORCE: Final = "Force"
"""What stands in Place for the force on sheets of ours."""


def mark_of(row: RowInputs | RowResult) -> Place:
    """Return by what a row is found on the dashboard."""
    return key(row.measure), key(row.place or FORCE)


def compared(counts: YearToDate, line: OwnLine, names: Mapping[str, str]) -> dict[str, Answer]:
    """Return the change of two counts that stand on a line: as a count, a percentage, and whether it is more than chance.

    `names` says which fields of the line are this, last, change, percent and unusual; those it leaves out are not wanted.
    """
    this, last = line[names["this"]], line[names["last"]]
    both = counts.this is not None and counts.last is not None
    answers = {
        "change": Answer(plain(counts.change), f"={this}-{last}" if both else ""),
        "percent": Answer(plain(counts.percent), "" if counts.percent is None else f"=YOY({this},{last})"),
        "unusual": Answer(
            {True: "Yes", False: "No", None: None}[counts.unusual],
            "" if counts.unusual is None else f'=IF(UNUSUAL({this},{last}),"Yes","No")',
        ),
    }
    return {names[each]: answer for each, answer in answers.items() if each in names}


def quoted_cell(source: str, address: str, here: str) -> str:
    """Return a cell of another sheet as a formula names it."""
    box = parse_box(address)
    return cell(source, box.top, box.left, here)


def copied(value: Any, source: OwnLine | None, name: str, here: str, function: str = "SUM") -> Answer:
    """Return a value that another sheet of ours has already, by a formula that follows it."""
    if value is None or source is None:
        return Answer(value)
    return Answer(value, f"={function}({quoted_cell(source.sheet, source[name], here)})")


def plan_format(planner: Planner, written: Written, line: OwnLine, name: str, number_format: str) -> None:
    """Plan how a cell is shown, where it is not shown so already."""
    column, can = line.columns[name], planner.reading.can
    if not written.is_new and can.number_formats:
        shown = planner.reading.book.sheets[written.sheet].range((line.row, column)).number_format
        if shown == number_format:
            return
    planner.dress(CellFormat(written.sheet, line.row, column, number_format))


def plan_indents(planner: Planner, written: Written, depths: Mapping[Place, int]) -> None:
    """Plan the names of a table to stand in by how deep they are in the tree; the name itself stays what it is."""
    for mark, line in written.lines.items():
        depth = depths.get(mark, 0)
        if depth or not written.is_new:
            plan_format(planner, written, line, "measure", f'"{_INDENT * depth}"@' if depth else "General")
