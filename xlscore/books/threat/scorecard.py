"""The threat and impact scorecard: RAG, crimes and outcomes short, impact and overall class, for every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Any

import xlwings as xw

from xlscore.books.notes.beside import plan_caveats, read_caveats
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.unread import report_missing
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.books.threat.inputs import read
from xlscore.books.threat.planning import plan
from xlscore.books.threat.quoted import quoted_rows
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Entry, Figure
from xlscore.rules.problems import Problem
from xlscore.rules.threats.against import short_between
from xlscore.rules.threats.card import judge_card
from xlscore.rules.threats.groups import ObjectiveGroup, objective_groups
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.row import ThreatRow
from xlscore.rules.threats.units import Standout, standouts
from xlscore.rules.threats.words import Purpose, unit_in

__all__ = ["GroupShown", "ScoreRow", "Scorecard", "UnitShown", "fill_scorecard", "plan_scorecard"]


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
    measures: str | None
    """Crimes, outcomes, satisfaction or average: what the purpose measures."""
    unit: str
    """What the figures are counted in, "" for crimes."""
    shortfall_from: str | None
    """Whether the outcomes short follow from the counts or from the rate."""
    shortfall_range: tuple[int, int] | None
    """How few and how many may be short where the rate is rounded."""
    group: str
    lowest_level: str | None
    caveats: tuple[str, ...] = ()
    """What has to be said beside its figures, a sentence each."""

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {name: getattr(self, name) for name in self.__slots__} | {"caveats": list(self.caveats)}


@dataclass(frozen=True, slots=True)
class UnitShown:
    """An area that stands out: what it is (largest fall, largest rise, best, worst), by what, and its figures."""

    objective: str
    purpose: str
    which: str
    by: str
    area: str
    actual: float
    previous: float | None
    change: float | None

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Objectives that are looked at together, with their recorded crime."""

    group: str
    objectives: tuple[str, ...]
    actual: float | None
    previous: float | None
    year_on_year: float | None
    shortfall: int | None
    overall: str | None

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {name: getattr(self, name) for name in self.__slots__} | {"objectives": list(self.objectives)}


@dataclass(frozen=True)
class Scorecard:
    """What filling the scorecard came to."""

    rows: tuple[ScoreRow, ...]
    problems: tuple[Problem, ...]
    units: tuple[UnitShown, ...] = ()
    """The areas of the breakdown that stand out."""
    groups: tuple[GroupShown, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many areas of an objective are below its lowest level, and so not worked out."""

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
            "units": [unit.as_dict() for unit in self.units],
            "groups": [group.as_dict() for group in self.groups],
            "left_out": dict(self.left_out),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def fill_scorecard(book: xw.Book, sheet: str | None = None) -> Scorecard:
    """Return the rows of a workbook's threat and impact scorecard, having filled what it lacks."""
    return carry_out(book, "scorecard", lambda planner: plan_scorecard(planner, sheet))


def plan_scorecard(planner: Planner, sheet: str | None = None) -> Scorecard:
    """Return the rows of the scorecard, having planned what it and its breakdown lack."""
    reader = Reader()
    sheets = read(planner.reading, reader, sheet)
    report_missing(sheets.scorecard, reader)
    judged = judge_card(sheets.card, sheets.policy.policy)
    plan(planner, sheets, judged, reader)
    quoted = quoted_rows(sheets)
    caveats = read_caveats(planner, quoted[0])
    for each in quoted:
        plan_caveats(planner, each)
    rows = tuple(
        _record(sheets.scorecard, row, inputs, result, caveats[row])
        for row, inputs, result in zip(sheets.scorecard.records, judged.card.rows, judged.rows, strict=True)
    )
    left_out = Counter(area.figures.objective for area in judged.card.areas if area.too_low)
    return Scorecard(
        rows,
        tuple(reader.problems),
        tuple(_unit_shown(each) for each in standouts(judged)),
        tuple(_group_shown(each) for each in objective_groups(judged)),
        left_out,
    )


def _unit_shown(found: Standout) -> UnitShown:
    return UnitShown(
        found.objective, found.purpose, found.which, found.by, found.area,
        to_float(found.actual), _plain(found.previous), _plain(found.change),
    )  # fmt: skip


def _group_shown(found: ObjectiveGroup) -> GroupShown:
    return GroupShown(
        found.group, found.objectives, _plain(found.actual), _plain(found.previous), _plain(found.year_on_year),
        found.shortfall, None if found.overall is None else found.overall.value,
    )  # fmt: skip


def _plain(value: Fraction | None) -> float | None:
    return None if value is None else to_float(value)


def _record(
    table: Table, row: int, inputs: ThreatInputs, result: ThreatRow, caveats: tuple[str, ...]
) -> ScoreRow:
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
        measures=word(inputs.measures),
        unit=_unit(inputs),
        shortfall_from=_basis(inputs, result),
        shortfall_range=short_between(inputs, inputs.hard_target) if result.shortfall is not None else None,
        group=inputs.group,
        lowest_level=word(inputs.lowest),
        caveats=caveats,
    )


def _unit(inputs: ThreatInputs) -> str:
    """Return what a row's figures are counted in: an average's own unit, by its figure or its words."""
    if inputs.measures is not Purpose.AVERAGE:
        return "%" if inputs.rate else ""
    written = inputs.actual.unit if isinstance(inputs.actual, Figure) else ""
    return written or unit_in(inputs.purpose) or unit_in(inputs.objective)


def _basis(inputs: ThreatInputs, result: ThreatRow) -> str | None:
    if result.shortfall is None or inputs.measures is not Purpose.OUTCOMES:
        return None
    return "counts" if isinstance(inputs.counts.outcomes, Figure) else "rate"


def _number(entry: Entry) -> float | None:
    return to_float(entry.value) if isinstance(entry, Figure) else None
