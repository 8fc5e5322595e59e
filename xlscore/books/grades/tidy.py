"""Tidy the grid: each grade spelt the way it is typed most often, in the cells that a person typed, when asked to.

Nothing is wrong with a grid that says RI here and Requires Improvement there, so nobody is told that it is a problem.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.grades.inputs import read
from xlscore.books.plan.action import with_problems
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import counted
from xlscore.books.plan.writer import write
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.named import Told, read_workbook
from xlscore.rules.grades import Grade
from xlscore.rules.problems import Problem
from xlscore.rules.spellings import Spelling, says_more, uneven_spellings
from xlscore.rules.words import tidy

__all__ = ["Tidied", "spellings_of", "tidy_grades"]


@dataclass(frozen=True)
class Tidied:
    """What tidying came to: the grades that were typed in several ways, and how many cells were spelt anew."""

    spellings: tuple[Spelling, ...]
    cells: int
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return what was spelt anew, grade by grade."""
        if not self.cells:
            return ["Every grade is typed in one way already; nothing was changed."]
        return [f"{counted(self.cells, 'grade')} spelt anew.", *(f"{s.sentence()} Now: '{s.usual}'." for s in self.spellings)]  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "cells": self.cells,
            "spellings": [
                {"grade": s.grade.value, "usual": s.usual, "ways": dict(s.ways)} for s in self.spellings
            ],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def tidy_grades(book: xw.Book, sheet: str | None = None, *, headings: Told | None = None) -> Tidied:
    """Return which grades were spelt anew in the grid, each the way in which it is typed there most often.

    Formulas, what the product wrote, what is no grade and what says more than one, as Good (March 2017), stay as they are.
    """
    planner = Planner(read_workbook(book, headings))
    grid, reader = read(planner, Reader(), sheet).grid, Reader()
    found = spellings_of(grid, planner)
    usual = {spelling.grade: spelling.usual for spelling in found}
    cells = 0
    for row, column, text, grade in _typed(grid, planner):
        wanted = usual.get(grade)
        if wanted is not None and tidy(text) != wanted:
            planner.enter(grid.table.sheet, row, column, wanted)
            cells += 1
    return with_problems(Tidied(found, cells, tuple(reader.problems)), write(book, planner.edits, whole=True))


def spellings_of(grid: CommandGrid, planner: Planner) -> tuple[Spelling, ...]:
    """Return the grades that a grid's cells hold in several ways."""
    return uneven_spellings((text, grade) for _, _, text, grade in _typed(grid, planner))


def _typed(grid: CommandGrid, planner: Planner) -> Iterator[tuple[int, int, str, Grade]]:
    """Return each grade that a person typed: its row and column, its text, and the grade."""
    formulas = planner.reading.formulas(grid.table.sheet) or {}
    columns = grid.table.columns
    for area in grid.areas:
        cells = [(grid.commands[name], typed) for name, typed in area.returned.items()]
        for name, staged in grid.stages.items():
            cells += [(c, typed) for (c, _), typed in zip(staged[1:], area.stages[name][1:], strict=True)]
        cells += [(grid.reviewed[name].oversight, seen.grade) for name, seen in area.reviews.items()]
        cells += [
            (columns[name], typed)
            for name, typed in (("redline", area.redline), ("final", area.final), ("previous", area.previous))
            if name in columns
        ]
        for column, typed in cells:
            text = grid.table.block.at(area.row, column)
            if typed.grade is None or not isinstance(text, str) or (area.row, column) in formulas:
                continue
            if not says_more(text):
                yield area.row, column, text, typed.grade
