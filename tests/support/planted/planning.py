"""Reading, judging and planning of a kind that a test plants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.planted.tables import SURVEYS
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.entries import read_entry
from xlscore.books.tables.finder import find_required
from xlscore.rules.figures import Entry, Figure
from xlscore.rules.problems import Problem


@dataclass(frozen=True)
class Surveys:
    """What the surveys came to."""

    shares: dict[str, float | None]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {"shares": self.shares, "problems": [problem.as_dict() for problem in self.problems]}


def share_satisfied(satisfied: Entry, asked: Entry) -> float | None:
    """Return the share of the people asked who are satisfied, None where either is no figure."""
    if isinstance(satisfied, Figure) and isinstance(asked, Figure) and asked.value:
        return float(satisfied.value / asked.value)
    return None


def plan_surveys(planner: Planner, asked: Asked) -> Surveys:
    """Return the share satisfied of each question, having planned the column of shares."""
    reader = Reader()
    table = find_required(planner.reading.blocks, SURVEYS, sheet=asked.sheet)
    shares = {}
    for row in table.records:
        inputs = [read_entry(reader, table, row, table.columns[name]) for name in ("satisfied", "asked")]
        share = share_satisfied(*inputs)
        shares[table.text(row, "question")] = share
        planner.answer(table, row, "share", Answer(share), reader)
    return Surveys(shares, tuple(reader.problems))


def doubt_surveys(planner: Planner) -> Surveys:
    """Return every question as a problem."""
    reader = Reader()
    table = find_required(planner.reading.blocks, SURVEYS)
    for row in table.records:
        reader.report(table, row, table.columns["question"], "Nobody believes the answer.", "Ask again.")
    return Surveys({}, tuple(reader.problems))
