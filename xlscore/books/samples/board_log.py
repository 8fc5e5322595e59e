"""The sample of a log: the actions 36/19 to 49/19 of a performance board in words of our own, and what stands beside them."""

from __future__ import annotations

import datetime
from typing import Final

from xlscore.books.samples.facts import table
from xlscore.books.templates.guide import ACTION_LOG, Guide
from xlscore.books.templates.logs import LogEntries
from xlscore.books.templates.page import Row
from xlscore.books.templates.report_pages import ReportWords

__all__ = ["MEETING", "guide", "logs", "words"]

MEETING: Final = "2019-11-28"
_DAYS: Final = ("raised", "due", "closed", "meeting", "week")


def logs() -> LogEntries:
    """Return the entries of the logs: numbers and states of the actions as published, the rest illustrative."""
    return LogEntries(
        actions=_rows("board_actions"),
        briefing=_rows("board_briefing"),
        plan=_rows("board_plan"),
        dives=_rows("board_dives"),
        health=[
            {"measure": "Sickness, days per officer", "kind": "Level", "better": "Lower", "target": 4.0, "actual": 4.1, "previous": 4.4},
            {"measure": "Recommendations of audits done", "kind": "Share done", "better": "Higher", "actual": 0.9, "previous": 0.8, "due": datetime.date(2019, 10, 31)},
            {"measure": "Releases not yet answered", "kind": "Count", "better": "Lower", "target": 10, "actual": 7, "previous": 12},
        ],
        threats=_rows("board_threats"),
    )  # fmt: skip


def words() -> ReportWords:
    """Return illustrative texts: a recommendation that was agreed, and what lies ahead."""
    return ReportWords(
        narrative=_rows("board_narrative"),
        horizon=[{**row, "publisher": row["source"]} for row in _rows("board_horizon")],
        narrative_about="Illustrative. A recommendation that was agreed is proposed for the briefing log.",
        horizon_about="Illustrative. Links are text; nothing is fetched.",
    )


def _rows(name: str) -> list[Row]:
    return [{field: _value(field, text) for field, text in row.items()} for row in table(name)]


def _value(field: str, text: str) -> str | datetime.date | None:
    if field in _DAYS:
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return text or None
    return text or None


def guide() -> Guide:
    """Return the sample's guide, with its source."""
    return ACTION_LOG.with_sources(
        "Sample: the log of a performance board at its meeting of 28 November 2019.",
        (
            "Essex Police, performance board minutes of November 2019: the numbers 36/19 to 49/19, which of them are closed, open and new,"
            " the reports that come every quarter, and the deep dive of that meeting.",
            "The minutes link 45/19 to itself; type 45/19 into Linked to, and it is said on Problems.",
            "The actions are told in words of our own; owners, days, health and threats are illustrative.",
        ),
    )
