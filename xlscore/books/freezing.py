"""A workbook for people without the add-in: our functions replaced by their values, native formulas kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import Reading
from xlscore.engine import reading_of, release_array, used_values
from xlscore.errors import lane_words
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import ExcelError, Problem

__all__ = ["Frozen", "freeze"]


@dataclass(frozen=True)
class Frozen:
    """What freezing came to: how many formulas became values."""

    replaced: int
    problems: tuple[Problem, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {"replaced": self.replaced, "problems": [problem.as_dict() for problem in self.problems]}


def freeze(book: xw.Book) -> Frozen:
    """Return how many of a workbook's formulas were replaced by their values: those that call our functions.

    A formula that shows an error, or nothing yet, stays and is named: that is no figure to circulate.
    """
    reading = Reading(book)
    planner = Planner(reading)
    places = []
    problems = []
    for sheet in reading.sheet_names:
        if reading.formulas(sheet) is None:
            raise BookError(
                "The program behind this workbook does not say which cells are formulas; freeze the saved file."
            )
        ours = reading.own_formulas(sheet)
        if not ours:
            continue
        with reading_of(book.sheets[sheet]):
            top, left, shown = used_values(book.sheets[sheet])
        for row, column in sorted(ours):
            value = next(iter(shown[row - top][column - left : column - left + 1]), None)
            if value is None or ExcelError.read(value):
                what = "has no result yet" if value is None else f"shows {value}"
                fill = lane_words("Press Refresh all", "Fill it (xlscore refresh)")
                do = f"{fill} or let Excel calculate, and freeze again."
                problems.append(Problem(sheet, cell_address(row, column), f"The formula {what}.", do))
            else:
                places.append((sheet, row, column))
                if not release_array(book.sheets[sheet].range((row, column))):
                    planner.enter(sheet, row, column, value)
    problems += (*reading.written.doubtful, *write(book, planner.edits))
    return Frozen(len(places), tuple(problems))
