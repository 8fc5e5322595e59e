"""The health dashboard and the week's threats: read, judged, and written beside each row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from xlscore.books.logs.actions import day_in, report_doubts
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.figures import Source
from xlscore.rules.logs.health import HealthInputs, HealthKind, HealthResult, judge_health, read_health_kind
from xlscore.rules.logs.records import Status
from xlscore.rules.logs.status import read_status
from xlscore.rules.words import quoted

__all__ = ["Threat", "plan_health", "plan_threats"]

_CLOSES: Final = re.compile(r"(?:closed|complete[d]?|resolved|no longer|ended|stood down)\b.*", re.IGNORECASE)


def plan_health(
    planner: Planner, table: Table, at: date, tolerance: Fraction, reader: Reader
) -> tuple[HealthResult, ...]:
    """Return each measure of health as judged, having planned its status."""
    reader.look_over(table)
    rows = [row for row in (_inputs(table, row, reader) for row in table.records) if row is not None]
    results, doubts = judge_health(rows, at, tolerance)
    report_doubts(table, doubts, reader)
    for result in results:
        planner.answer(table, result.inputs.row, "rag", Answer(result.rag.value), reader)
        planner.answer(table, result.inputs.row, "words", Answer(result.says), reader)
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
    if better is None and not is_share and figures["target"] is not None:
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


@dataclass(frozen=True, slots=True)
class Threat:
    """A threat of a week, and whether it is carried over."""

    week: str
    threat: str
    place: str
    level: str
    owner: str
    open: bool

    def as_dict(self) -> Mapping[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "week": self.week, "threat": self.threat, "place": self.place, "level": self.level, "owner": self.owner, "open": self.open,
        }  # fmt: skip


def plan_threats(planner: Planner, table: Table, reader: Reader) -> tuple[Threat, ...]:
    """Return the threats of the weeks, each open until its update closes it, having planned which are carried over."""
    reader.look_over(table)
    weeks = table.filled_down("week", days=True)
    found = []
    for row in table.records:
        update = reader.text(table, row, "update")
        is_open = _CLOSES.fullmatch(update) is None and (
            is_blank(update) or read_status(update) is not Status.CLOSED
        )
        planner.answer(table, row, "state", Answer("Carried over" if is_open else "Closed"), reader)
        found.append(
            Threat(
                weeks[row], reader.text(table, row, "threat"), reader.text(table, row, "place"),
                reader.text(table, row, "level"), reader.text(table, row, "owner"), is_open,
            )
        )  # fmt: skip
    return tuple(found)
