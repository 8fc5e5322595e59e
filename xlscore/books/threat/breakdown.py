"""The breakdown by area: change on last year and shortfall of each area, against the scorecard's target."""

from __future__ import annotations

from xlscore.books.plan.live import Ref, cell_ref
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table
from xlscore.books.threat.rows import (
    Counts,
    Figures,
    Place,
    Row,
    is_rate,
    read_figures,
    shortfall_of,
    year_on_year,
)
from xlscore.rules.words import name_key

__all__ = ["plan_breakdown"]


def plan_breakdown(
    breakdown: Table, scorecard: Table, objectives: dict[int, str], edits: Planner, reader: Reader
) -> None:
    """Plan change and shortfall of every area whose figures are there."""
    names = breakdown.filled_down("objective")
    purposes = breakdown.filled_down("purpose") if "purpose" in breakdown.columns else {}
    for row in breakdown.records:
        rate = is_rate(purposes.get(row, "Recorded Crime") or "Recorded Crime")
        if rate is None:
            continue
        figures = read_figures(breakdown, row, reader, rate=rate, target="target")
        target, figures = _target(breakdown, row, names[row], figures, scorecard, objectives)
        made = Row()
        if figures.actual is not None and figures.previous is not None:
            made.keep("year_on_year", year_on_year(breakdown, row, figures), sound=figures.sound)
        shortfall_of(breakdown, row, figures, _counts(breakdown, row, reader), target, made, reader)
        for name, answer in made.live.items():
            edits.live(breakdown.sheet, row, edits.column(breakdown, name), answer.formula, answer.value)


def _target(
    breakdown: Table, row: int, objective: str, figures: Figures, scorecard: Table, objectives: dict[int, str]
) -> tuple[Ref | None, Figures]:
    """Return the row's own target, else the scorecard's hard target of that objective and purpose."""
    here = breakdown.sheet
    if figures.hard is not None:
        cell = cell_ref(breakdown.block, row, breakdown.columns["target"], here)
        return (cell if figures.hard.sound else Ref(cell.text, figures.hard.value)), figures
    for other in scorecard.records:
        same = name_key(objectives[other]) == name_key(objective)
        if not same or is_rate(scorecard.text(other, "purpose")) is not figures.rate:
            continue
        hard = Reader().number(scorecard, other, scorecard.columns.get("hard_target"), percentage=True)
        if hard is None or not hard.sound:
            continue
        cell = cell_ref(scorecard.block, other, scorecard.columns["hard_target"], here)
        whole = Figures(figures.rate, figures.actual, figures.previous, hard, None, None)
        return cell, whole
    return None, figures


def _counts(breakdown: Table, row: int, reader: Reader) -> Counts:
    def place(name: str) -> Place | None:
        return (breakdown, row, name) if name in breakdown.columns else None

    crimes = reader.number(breakdown, row, breakdown.columns.get("crimes"))
    outcomes = reader.number(breakdown, row, breakdown.columns.get("outcomes"))
    return Counts(crimes, outcomes, place("crimes"), place("outcomes"))
