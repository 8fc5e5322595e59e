"""The health dashboard: read, judged, and written beside each row."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from xlscore.books.logs.cells import day_in, report_doubts
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.figures import Source
from xlscore.rules.logs.health import HealthInputs, HealthKind, HealthResult, judge_health, read_health_kind
from xlscore.rules.words import quoted

__all__ = ["plan_health"]


def plan_health(
    planner: Planner, table: Table, at: date, tolerance: Fraction, reader: Reader
) -> tuple[HealthResult, ...]:
    """Return each measure of health as judged, having planned its status."""
    reader.look_over(table)
    read = {row: _inputs(table, row, reader) for row in table.records}
    results, doubts = judge_health([row for row in read.values() if row is not None], at, tolerance)
    report_doubts(table, doubts, reader)
    for result in results:
        planner.answer(table, result.inputs.row, "rag", Answer(result.rag.value), reader)
        planner.answer(table, result.inputs.row, "words", Answer(result.says), reader)
    for row in (row for row, inputs in read.items() if inputs is None):
        for name in ("rag", "words"):
            planner.answer(table, row, name, Answer(None))
    return results


def _inputs(table: Table, row: int, reader: Reader) -> HealthInputs | None:
    typed = reader.text(table, row, "kind")
    kind = read_health_kind(typed)
    if kind is None:
        reader.at(
            table.sheet, table.cell(row, "kind"), f"{quoted(typed)} is no kind of a measure of health.",
            "Write Level, Count or Share done.",
        )  # fmt: skip
        return None
    is_share = kind is HealthKind.SHARE_DONE
    figures = {
        name: None
        if (figure := reader.figure(table, row, table.columns.get(name), percentage=is_share)) is None
        else figure.value
        for name in ("target", "actual", "previous")
    }
    better = reader.better(table, row)
    said = reader.text(table, row, "better")  # a word that is no direction is said by itself
    if better is None and not (is_share or said) and figures["target"] is not None:
        reader.at(
            table.sheet, table.cell(row, "better") or table.cell(row, "measure"),
            f"Nothing says which way is better for '{table.text(row, 'measure')}', so a lower figure is taken as better.",
            "Write Lower or Higher in Better.",
        )  # fmt: skip
    return HealthInputs(
        row,
        Source(table.sheet, table.cell(row, "measure")),
        reader.text(table, row, "measure"),
        kind,
        is_share if better is None else better,
        due=day_in(table, row, "due", reader),
        **figures,
    )
