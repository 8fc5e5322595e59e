"""The threat and impact scorecard: RAG, crimes and outcomes short, impact and overall class, for every row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.books.threat.inputs import read
from xlscore.books.threat.planning import plan
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Entry, Figure
from xlscore.rules.problems import Problem
from xlscore.rules.threats.card import judge_card
from xlscore.rules.threats.row import ThreatInputs, ThreatRow

__all__ = ["ScoreRow", "Scorecard", "fill_scorecard", "plan_scorecard"]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One objective and purpose; None where it cannot be said. Targets, rates and changes are fractions."""

    objective: str
    purpose: str
    hard_target: float | None
    actual: float | None
    previous: float | None
    year_on_year: float | None
    rag: str | None
    shortfall: int | None
    trend: str | None
    control: str | None
    threat: str | None
    suggested_threat: str | None
    impact_score: float | None
    impact_class: str | None
    overall: str | None

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True)
class Scorecard:
    """What filling the scorecard came to."""

    rows: tuple[ScoreRow, ...]
    problems: tuple[Problem, ...]

    @property
    def off_target(self) -> tuple[ScoreRow, ...]:
        """Return the rows that are short of their target, the most first."""
        return tuple(
            sorted((row for row in self.rows if row.shortfall), key=lambda row: -(row.shortfall or 0))
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "rows": [row.as_dict() for row in self.rows],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def fill_scorecard(book: xw.Book, sheet: str | None = None) -> Scorecard:
    """Return the rows of a workbook's threat and impact scorecard, having filled what it lacks."""
    return carry_out(book, "scorecard", lambda planner: plan_scorecard(planner, sheet))


def plan_scorecard(planner: Planner, sheet: str | None = None) -> Scorecard:
    """Return the rows of the scorecard, having planned what it and its breakdown lack."""
    reader = Reader()
    sheets = read(planner.reading, reader, sheet)
    judged = judge_card(sheets.card, sheets.policy.policy)
    plan(planner, sheets, judged, reader)
    rows = tuple(
        _record(sheets.scorecard, row, inputs, result)
        for row, inputs, result in zip(sheets.scorecard.records, judged.card.rows, judged.rows, strict=True)
    )
    return Scorecard(rows, tuple(reader.problems))


def _record(table: Table, row: int, inputs: ThreatInputs, result: ThreatRow) -> ScoreRow:
    def word(answer: Enum | None, typed: str = "") -> str | None:
        return typed or None if answer is None else str(answer.value)

    return ScoreRow(
        objective=inputs.objective,
        purpose=inputs.purpose,
        hard_target=_number(inputs.hard_target),
        actual=_number(inputs.actual),
        previous=_number(inputs.previous),
        year_on_year=None if result.year_on_year is None else to_float(result.year_on_year),
        rag=word(result.rag),
        shortfall=result.shortfall,
        trend=word(result.trend, inputs.trend),
        control=word(result.control, inputs.control),
        threat=word(inputs.threat, table.text(row, "threat")),
        suggested_threat=word(result.suggested_threat),
        impact_score=_number(inputs.impact_score),
        impact_class=word(result.impact_class or inputs.impact_class),
        overall=word(result.overall),
    )


def _number(entry: Entry) -> float | None:
    return to_float(entry.value) if isinstance(entry, Figure) else None
