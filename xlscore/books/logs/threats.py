"""The threats of the weeks: read, judged, and whether each is carried over written beside it."""

from __future__ import annotations

from datetime import date

from xlscore.books.logs.cells import report_doubts
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.logs.threats import WeekThreat, WeekThreatInputs, judge_threats, read_week

__all__ = ["plan_threats"]


def plan_threats(planner: Planner, table: Table, at: date, reader: Reader) -> tuple[WeekThreat, ...]:
    """Return the threats of the weeks as judged, having planned which are carried over."""
    reader.look_over(table)
    weeks = table.filled_down("week", days=True)
    rows = [
        WeekThreatInputs(
            row, read_week(weeks[row]), weeks[row],
            *(reader.text(table, row, name) for name in ("threat", "place", "level", "owner", "update")),
        )
        for row in table.records
    ]  # fmt: skip
    results, doubts = judge_threats(rows, at)
    report_doubts(table, doubts, reader)
    for result in results:
        state = "Carried over" if result.open else "Closed"
        planner.answer(table, result.inputs.row, "state", Answer(state), reader)
    return results
