"""The threat and impact scorecard: RAG, crimes and outcomes short, impact and overall class, for every row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.live import Answer, Ref, cell_ref, live_call
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table, find_required, shown
from xlscore.books.tables.headings import SCORECARD
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.threat.breakdown import plan_breakdown
from xlscore.books.threat.rows import Figures, Row, against_target, is_rate, read_figures, shortfall_of
from xlscore.books.threat.sources import (
    Months,
    find_counts,
    find_months,
    is_scorecard,
    read_breakdown,
    read_months,
)
from xlscore.ooxml.values.addresses import cell_address, quoted_sheet
from xlscore.rules.exact import exact
from xlscore.rules.problems import Problem
from xlscore.rules.threat import Level, overall_class, read_level
from xlscore.rules.threat_hint import suggest_threat
from xlscore.rules.words import name_key

__all__ = ["ScoreRow", "Scorecard", "fill_scorecard", "plan_scorecard"]

_SLACK: Final = 0.0015
"""A typed change on last year may differ by this: the paper's figures are rounded to a tenth of a per cent."""


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
    return carry_out(book, "scorecard", lambda edits: plan_scorecard(edits, sheet))


def plan_scorecard(edits: Planner, sheet: str | None = None) -> Scorecard:
    """Return the rows of the scorecard, having planned what it and its breakdown lack."""
    reading, reader = edits.reading, Reader()
    table = find_required(reading.blocks, SCORECARD, is_scorecard, sheet)
    policy = read_policy(reading, reader)
    objectives = table.filled_down("objective")
    breakdown, months = read_breakdown(reading), read_months(reading)
    _report_twins(table, objectives, reader)
    _plan_columns(table, bool(months), edits)
    made: dict[int, Row] = {}
    figures: dict[int, Figures] = {}
    for row in table.records:
        series = find_months(months, objectives[row], table.text(row, "purpose"))
        figures[row] = _figures(table, row, reader)
        made[row] = _work_out(table, row, figures[row], objectives, breakdown, series, policy, edits, reader)
    _plan_cells(table, made, edits, reader)
    if breakdown is not None:
        plan_breakdown(breakdown, table, objectives, edits, reader)
    rows = tuple(_record(table, row, objectives[row], figures[row], made[row]) for row in table.records)
    return Scorecard(rows, tuple(reader.problems))


def _figures(table: Table, row: int, reader: Reader) -> Figures:
    purpose = table.text(row, "purpose")
    rate = is_rate(purpose)
    if rate is None:
        reader.at(
            table.sheet, table.cell(row, "purpose"),
            f"'{purpose}' does not say whether the row counts crimes or is a rate.",
            "Use Recorded Crime or Crime Outcome Rate.",
        )  # fmt: skip
        return Figures(
            False, None, None, None, None, reader.number(table, row, table.columns.get("impact_score"))
        )
    return read_figures(table, row, reader, rate=rate)


def _work_out(
    table: Table,
    row: int,
    figures: Figures,
    objectives: dict[int, str],
    breakdown: Table | None,
    series: Months | None,
    policy: BookPolicy,
    edits: Planner,
    reader: Reader,
) -> Row:
    made, here = Row(), table.sheet
    if is_rate(table.text(row, "purpose")) is not None:
        against_target(table, row, figures, policy, made, reader)
        counts = find_counts(table, row, objectives, breakdown, reader)
        target = None
        if figures.hard is not None:
            cell = cell_ref(table.block, row, table.columns["hard_target"], here)
            target = cell if figures.hard.sound else Ref(cell.text, figures.hard.value)
        shortfall_of(table, row, figures, counts, target, made, reader)
    if series is not None:
        tolerance = Ref(policy.refer("trend_tolerance", here), policy.policy.trend_tolerance)
        made.keep("trend", live_call("TREND", series.ref(here), tolerance))
        made.keep("control", live_call("CONTROL_LEVEL", series.ref(here)))
    _classes(table, row, figures, policy, made, edits, reader)
    return made


def _classes(
    table: Table, row: int, figures: Figures, policy: BookPolicy, made: Row, edits: Planner, reader: Reader
) -> None:
    here = table.sheet
    if figures.impact is not None:
        score = cell_ref(table.block, row, table.columns["impact_score"], here)
        score = score if figures.impact.sound else Ref(score.text, figures.impact.value)
        cuts = [
            Ref(policy.refer(name, here), getattr(policy.policy, name))
            for name in ("impact_medium_from", "impact_high_from")
        ]
        made.keep("impact_class", live_call("IMPACT_CLASS", score, *cuts), sound=figures.impact.sound)
    threat = reader.word(table, row, "threat", lambda text: read_level(text, "threat"))
    typed = reader.word(table, row, "impact_class", lambda text: read_level(text, "impact class"))
    word = made.values.get("impact_class")
    impact = Level(word) if word else typed
    if threat is not None:
        made.values["threat"] = threat.value
    if threat is None or impact is None:
        return
    answer = overall_class(threat, impact, policy.policy.overall)
    here_class = cell_address(row, edits.column(table, "impact_class"))
    made.keep("overall", Answer(_overall_formula(table, row, here_class, policy), answer.value))


def _overall_formula(table: Table, row: int, impact_cell: str, policy: BookPolicy) -> str:
    """Return the look-up in the Policy's matrix, so that the matrix is a setting; without one, our function."""
    threat_cell = table.cell(row, "threat")
    if policy.matrix is None or shown(table.value(row, "threat")) not in [level.value for level in Level]:
        return f"=OVERALL_CLASS({threat_cell},{impact_cell})"
    sheet, top, left = policy.matrix
    first, last = cell_address(top, left, absolute=True), cell_address(top + 2, left + 2, absolute=True)
    levels = '{"Low","Medium","High"}'
    return (
        f"=INDEX({quoted_sheet(sheet)}!{first}:{last},"
        f"MATCH({threat_cell},{levels},0),MATCH({impact_cell},{levels},0))"
    )


def _plan_columns(table: Table, has_series: bool, edits: Planner) -> None:
    """Plan the columns that can be filled from what the table has, in the order of the paper."""
    needs = {
        "year_on_year": "previous",
        "impact_class": "impact_score",
        "overall": "threat",
        "rag": "actual",
        "shortfall": "actual",
    }
    for column in SCORECARD.columns:
        if needs.get(column.field) in table.columns or (has_series and column.field in ("trend", "control")):
            edits.column(table, column.field)


def _plan_cells(table: Table, made: dict[int, Row], edits: Planner, reader: Reader) -> None:
    for number, row in made.items():
        for name, answer in row.live.items():
            edits.live(table.sheet, number, edits.column(table, name), answer.formula, answer.value)
            _compare(table, number, name, answer.value, edits, reader)
        _suggest(table, number, row, edits)


def _suggest(table: Table, number: int, row: Row, edits: Planner) -> None:
    """Put the suggested threat into its own column, where the workbook has one."""
    typed = {name: row.values.get(name) or table.text(number, name) or None for name in ("trend", "control")}
    rate = bool(is_rate(table.text(number, "purpose")))
    level = suggest_threat(row.values.get("rag"), typed["trend"], typed["control"], rate)
    row.values["suggested_threat"] = None if level is None else level.value
    if "suggested_threat" in table.columns:
        edits.put(table.sheet, number, table.columns["suggested_threat"], row.values["suggested_threat"])


def _compare(table: Table, row: int, name: str, answer: Any, edits: Planner, reader: Reader) -> None:
    """Report a typed answer that the figures contradict; it stays as it is."""
    typed = table.value(row, name)
    formulas = edits.reading.formulas(table.sheet) or {}
    if is_blank(typed) or name in ("trend", "control") or (row, table.columns[name]) in formulas:
        return
    if isinstance(answer, (int, float)):
        number = Reader().number(table, row, table.columns[name])
        differs = number is not None and abs(number.value - exact(float(answer))) > _SLACK
        said = f"{answer:+.1%}" if name == "year_on_year" else f"{answer:g}"
    else:
        differs, said = name_key(shown(typed)) != name_key(str(answer)), str(answer)
    if differs:
        reader.report(
            table, row, table.columns[name],
            f"{SCORECARD.heading(name)} is typed as {shown(typed)}, and the figures of the row give {said}.",
            "Correct the figures, or clear the cell to have it filled.",
        )  # fmt: skip


def _record(table: Table, row: int, objective: str, figures: Figures, made: Row) -> ScoreRow:
    def number(name: str) -> float | None:
        read = getattr(figures, {"hard_target": "hard", "impact_score": "impact"}.get(name, name))
        return None if read is None else float(read.value)

    def word(name: str) -> str | None:
        return made.values.get(name) or table.text(row, name) or None

    return ScoreRow(
        objective=objective,
        purpose=table.text(row, "purpose"),
        hard_target=number("hard_target"),
        actual=number("actual"),
        previous=number("previous"),
        year_on_year=made.values.get("year_on_year"),
        rag=made.values.get("rag"),
        shortfall=made.values.get("shortfall"),
        trend=word("trend"),
        control=word("control"),
        threat=word("threat"),
        suggested_threat=made.values.get("suggested_threat"),
        impact_score=number("impact_score"),
        impact_class=word("impact_class"),
        overall=made.values.get("overall"),
    )


def _report_twins(table: Table, objectives: dict[int, str], reader: Reader) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in table.records:
        mark = name_key(objectives[row]), name_key(table.text(row, "purpose"))
        if mark in seen:
            reader.at(
                table.sheet, table.cell(row, "objective"),
                f"'{objectives[row]}' by {table.text(row, 'purpose')} is there twice, first in {seen[mark]}.",
                "Keep one row of it.",
            )  # fmt: skip
        seen.setdefault(mark, table.cell(row, "objective"))
