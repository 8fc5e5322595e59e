"""The sheets of a log: Actions, Briefing log, Forward plan, Deep dives, Health, Threats of the week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.logs.headings import ACTIONS, BRIEFING, DEEP_DIVES, FORWARD_PLAN, HEALTH, THREATS
from xlscore.books.plan.tones import LEVEL_TONES
from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import levels, rag, signs
from xlscore.books.templates.columns import col
from xlscore.books.templates.page import HEAD_ROW, Page, Placed, Row
from xlscore.books.templates.words import BETTER
from xlscore.rules.logs.health import HealthKind

__all__ = ["LogEntries", "add_logs"]

_BLANK_ROWS: Final = 20
Shown = Mapping[str, tuple[float, str, str]]
"""How wide each field of a kind of table is, how it looks, and what is said of it."""

_OPEN: Final = ("Open", "Closed")
_EVERY: Final = ("Monthly", "Quarterly", "Every 6 months", "Yearly", "Once")
_ACTIONS: Final[Shown] = {
    "number": (10, "word", "48/19 follows 47/19. Leave it blank: the next number is written for you."),
    "raised_at": (18, "text", "The meeting and its item."),
    "raised": (13, "day", "The day on which it was agreed."),
    "action": (46, "strong", "What is to be done."),
    "owner": (20, "text", "Who owes it: a post, not a name."),
    "due": (14, "day", "By when. End of March 2024 is its last day; ASAP is no day, and never overdue."),
    "update": (46, "text", "What was done, with its date. An action is closed with an update."),
    "status": (10, "word", "Open or Closed."),
    "closed": (13, "day", "The day on which it was closed."),
    "linked": (13, "word", "The number of another action that it belongs to."),
    "level": (14, "word", "The board that it was escalated to."),
    "escalated": (13, "day", "When it was escalated."),
    "age": (9, "number", ""),
    "overdue": (11, "word", ""),
}  # fmt: skip
_BRIEFING: Final[Shown] = {
    "issue": (46, "strong", "What needs to be looked at. What the workbook's figures raise is proposed below, each once."),
    "raised": (13, "day", "When it was raised."),
    "source": (18, "text", "The meeting, or what raised it."),
    "tasked": (36, "text", "What somebody was asked to do."),
    "owner": (20, "text", "Who was asked."),
    "update": (36, "text", "What has been done so far."),
    "resolution": (30, "text", "How it ended. Declined: it is not followed up and does not come back."),
    "closed": (13, "day", "When it ended."),
    "age": (9, "number", ""),
}  # fmt: skip
_PLAN: Final[Shown] = {
    "meeting": (14, "day", "The day of the meeting; blank until it is agreed."),
    "item": (40, "strong", "The report or the item."),
    "requested_by": (20, "text", "Who asked for it."),
    "every": (15, "word", "How often it comes: Monthly, Quarterly, Every 6 months, Yearly, Once."),
    "lead": (20, "text", "Who brings it."),
    "data_to": (14, "word", "The month or quarter that its figures end with: Sep 2019, Q2 2019/20."),
    "status": (12, "word", "Done, where it was given."),
    "next": (14, "day", ""),
}  # fmt: skip
_DIVES: Final[Shown] = {
    "quarter": (14, "word", "The quarter with its year: Q2 2019/20."),
    "objective": (40, "strong", "Called as on the scorecard or in the plan."),
    "lead": (20, "text", "Who leads it."),
    "status": (12, "word", "Done, where it was given."),
    "reason": (40, "text", "Why it comes before its turn; the others move on by one."),
}  # fmt: skip
_HEALTH: Final[Shown] = {
    "measure": (36, "strong", "Sickness, recommendations of audits, releases and the like."),
    "kind": (13, "word", "Level, Count, or Share done."),
    "better": (10, "word", "Lower or Higher."),
    "target": (10, "general", "What is aimed for; of a share done, all of it where nothing is said."),
    "actual": (10, "general", "The figure now; a share as a percentage."),
    "previous": (10, "general", "The figure of the last report."),
    "due": (14, "day", "By when a share is to be done in whole."),
    "rag": (10, "word", ""),
    "words": (46, "small", ""),
}  # fmt: skip
_THREATS: Final[Shown] = {
    "week": (14, "day", "The first day of the week."),
    "threat": (36, "strong", "What was seen."),
    "place": (16, "text", "Where."),
    "level": (11, "word", "High, Medium or Low."),
    "action": (36, "text", "What is done against it."),
    "owner": (20, "text", "Who does it."),
    "update": (36, "text", "What came of it. Closed: it is not carried over."),
    "state": (14, "word", ""),
}  # fmt: skip


@dataclass(frozen=True)
class LogEntries:
    """The entries of a log; blank where nothing is given."""

    title: str = "Action log"
    actions: Sequence[Row] = ()
    briefing: Sequence[Row] = ()
    plan: Sequence[Row] = ()
    dives: Sequence[Row] = ()
    health: Sequence[Row] = ()
    threats: Sequence[Row] = ()


def add_logs(book: Builder, logs: LogEntries) -> None:
    """Add the sheets of a log, each with its drop-downs and its colours."""
    page, placed = _add(
        book,
        ACTIONS,
        _ACTIONS,
        logs.title,
        "What a board asked for, who owes it, and by when.",
        logs.actions,
        {"status": _OPEN},
    )
    page.colour(placed, ["overdue"], signs(book.formats))
    _add(
        book,
        BRIEFING,
        _BRIEFING,
        "Briefing log",
        "What needs scrutiny: from meetings, and from the month's figures.",
        logs.briefing,
    )
    _add(
        book,
        FORWARD_PLAN,
        _PLAN,
        "Forward plan",
        "Which report comes to which meeting, and when a recurring one is due again.",
        logs.plan,
        {"every": _EVERY},
    )
    _add(book, DEEP_DIVES, _DIVES, "Deep dives", "One objective a quarter, each in its turn.", logs.dives)
    kinds = tuple(kind.value for kind in HealthKind)
    page, placed = _add(
        book,
        HEALTH,
        _HEALTH,
        "Health",
        "Sickness, audits, releases: beside their targets.",
        logs.health,
        {"kind": kinds, "better": BETTER},
    )
    page.colour(placed, ["rag"], rag(book.formats))
    page, placed = _add(book, THREATS, _THREATS, "Threats of the week", "What the weekly meeting saw, carried over until it is closed.", logs.threats, {"level": tuple(LEVEL_TONES)})  # fmt: skip
    page.colour(placed, ["level"], levels(book.formats))


def _add(
    book: Builder, layout: TableKind, shown: Shown, title: str, about: str, rows: Sequence[Row],
    choices: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Page, Placed]:  # fmt: skip
    page = book.page(layout.sheet)
    columns = [
        col(layout, each.field, *shown[each.field], choices=(choices or {}).get(each.field, ()))
        for each in layout.columns
    ]
    page.head(title, about)
    placed = page.table(
        f"tbl{layout.sheet.replace(' ', '')}", columns, rows, blank_rows=_BLANK_ROWS if not rows else 8
    )
    page.print_ready(freeze=(HEAD_ROW + 1, 2))
    return page, placed
