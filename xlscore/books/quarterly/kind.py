"""Quarterly counts and the staff survey as a kind of scorecard work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.quarterly.headings import QUARTERLY, STAFF_SURVEY

if TYPE_CHECKING:
    from xlscore.books.plan.planner import Planner
    from xlscore.books.quarterly.quarterly import Quarterly
    from xlscore.books.tables.blocks import Reading

__all__ = ["QUARTERS"]


def _applies(reading: Reading, asked: Asked) -> bool:
    from xlscore.books.quarterly.inputs import find_quarterly
    from xlscore.books.quarterly.staff_survey import find_survey

    found = (find_quarterly(reading, asked.sheet), find_survey(reading, asked.sheet))
    return any(table is not None and table.records for table in found)


def _plan(planner: Planner, asked: Asked) -> Quarterly:
    from xlscore.books.quarterly.quarterly import plan_quarterly

    return plan_quarterly(planner, asked.sheet)


def _told(result: Quarterly) -> Told:
    headings = ("Table", "Split", "Row", result.quarter or "Count", "On quarter", "On year", "Share", "Ratio")
    return Told(
        "Quarterly counts",
        headings,
        tuple(result.shown()),
        right=(3, 4, 5, 6, 7),
        lines=tuple(result.sentences()),
    )


QUARTERS: Final = register(
    Kind(
        "quarterly",
        tables=(QUARTERLY, STAFF_SURVEY),
        settings=("suppress_under", "quarter_slight"),
        help="Compare quarterly counts with the quarter and the year before, by split and population, with small numbers hidden.",
        applies=_applies,
        plan=_plan,
        sentences=lambda result: result.sentences(),
        told=_told,
        button=ButtonText(
            "compare-quarters",
            "Month",
            "Compare quarters",
            "Chart3DColumnChart",
            "Quarterly counts against the quarter and the year before",
            "Use of force, stop and search and the like: the change as a count and a percentage, shares within each split, the ratio of rates"
            " with its range, small numbers hidden; and the staff survey against last time and the other forces.",
            "XC",
        ),
        leads=False,
    )
)
"""Quarterly counts, and the staff survey."""
