"""What the rows of the scorecard and its breakdown quote, for the notes that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.books.notes.inputs import quoted_row
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.threat.inputs import ThreatSheets
from xlscore.rules.figures import Figure
from xlscore.rules.notes import FORCE
from xlscore.rules.series import Series, month_name
from xlscore.rules.threats.words import is_force

__all__ = ["quoted_rows"]


def quoted_rows(sheets: ThreatSheets) -> Sequence[QuotedRows]:
    """Return what each row of the scorecard quotes, then each of its breakdown.

    A note names an objective, and with it the purpose where it is on one of its rows alone. Figures of which no column
    says up to when they go are those of the monthly series.
    """
    table, card = sheets.scorecard, sheets.card
    force = (FORCE, sheets.policy.own_force)
    rows = {
        row: quoted_row(
            table, row, _names(inputs.objective, inputs.purpose), _data_to(table.text(row, "data_to"), inputs.series), force
        )
        for row, inputs in zip(table.records, card.rows, strict=True)
    }  # fmt: skip
    found = [QuotedRows(table, rows)]
    below = sheets.breakdown
    if below is not None:
        ends = {(each.objective, each.measures): each.series for each in card.rows}
        found.append(
            QuotedRows(
                below,
                {
                    row: quoted_row(
                        below,
                        row,
                        _names(area.figures.objective, area.figures.purpose),
                        _data_to("", ends.get((area.figures.objective, area.figures.measures))),
                        force if is_force(area.area) else (area.area,),
                    )
                    for row, area in zip(below.records, card.areas, strict=True)
                },
            )
        )
    return found


def _names(objective: str, purpose: str) -> tuple[str, ...]:
    return objective, f"{objective} {purpose}", f"{purpose} {objective}"


def _data_to(said: str, series: Series | None) -> str:
    """Return up to when figures go: as their row says, else the last month of their series that has a figure."""
    if said or series is None:
        return said
    months = [point.month for point in series.points if isinstance(point.entry, Figure)]
    return month_name(months[-1]) if months else ""
