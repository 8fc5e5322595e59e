"""The briefing log: its issues, and those that overdue actions and targets off course raise, each proposed once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from xlscore.books.control.headings import CONTROL_SUMMARY
from xlscore.books.logs.actions import as_cell, day_in, report_doubts
from xlscore.books.logs.finding import is_locked
from xlscore.books.monthly.headings import PROJECTION
from xlscore.books.objectives.kept import find_narrative
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.own_rows import free_rows
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.rules.control.records import State
from xlscore.rules.figures import Source
from xlscore.rules.logs.briefing import Issue, IssueInputs, Proposal, judge_issues, new_proposals
from xlscore.rules.logs.records import ActionResult
from xlscore.rules.objectives.narrative import is_agreed
from xlscore.rules.statistics.spc import Variation
from xlscore.rules.words import key, name_key

__all__ = ["plan_briefing"]

_PROPOSED: Final = "briefing proposals"
"""What the ledger calls all that was ever proposed: what was declined or deleted does not come back."""
_DECLINED: Final = re.compile(
    r"(?:declined|rejected|not (?:followed up|agreed|accepted|pursued)|no further action|nfa)\b.*",
    re.IGNORECASE,
)
_ANSWERED: Final = ("tasked", "owner", "update", "resolution", "closed")
_CONCERN: Final = key(Variation.CONCERN.value)
_NEW: Final = key(State.NEW.value)
_OFF_COURSE: Final = "off course"


def plan_briefing(
    planner: Planner, table: Table, actions: Sequence[ActionResult], at: date, reader: Reader
) -> tuple[Issue, ...]:
    """Return the issues of a briefing log with what is proposed, having planned ages and new rows."""
    reader.look_over(table)
    rows = [_inputs(table, row, reader) for row in table.records]
    kept = {mark: str(words) for (mark, _), words in planner.kept(_PROPOSED, table.sheet).items()}
    issues, doubts = judge_issues(rows, at)
    report_doubts(table, doubts, reader)
    for row, issue in zip(rows, issues, strict=True):
        planner.answer(table, row.row, "age", Answer(issue.age), reader)
    known = {name_key(words) for words in kept.values()}
    waiting = [
        replace(issue, proposed=name_key(issue.issue) in known and _is_unanswered(table, row.row))
        for row, issue in zip(rows, issues, strict=True)
    ]
    new = new_proposals(_candidates(planner, actions, at), rows, kept)
    columns = {name: planner.column(table, name) for name in ("issue", "raised", "source", "age")}
    for line, proposal in zip(free_rows(planner, table, len(new)), new, strict=True):
        values: dict[str, Scalar | Answer] = {
            "issue": proposal.issue,
            "raised": as_cell(proposal.raised),
            "source": proposal.source,
            "age": 0,
        }
        planner.add_row(table.layout, table.sheet, line, columns, values)
    entries: Entries = {(mark, ""): words for mark, words in kept.items()}
    if not is_locked(planner, table.sheet):  # else they are proposed once the sheet is open
        entries |= {(proposal.mark, ""): proposal.issue for proposal in new}
    planner.keep_entries(_PROPOSED, table.sheet, entries)
    return (*waiting, *(Issue(p.issue, p.raised, p.source, 0, open=True, proposed=True) for p in new))


def _inputs(table: Table, row: int, reader: Reader) -> IssueInputs:
    resolution = reader.text(table, row, "resolution")
    return IssueInputs(
        row,
        Source(table.sheet, table.cell(row, "issue")),
        reader.text(table, row, "issue"),
        day_in(table, row, "raised", reader),
        reader.text(table, row, "source"),
        resolution,
        day_in(table, row, "closed", reader),
        _DECLINED.fullmatch(resolution) is not None,
    )


def _is_unanswered(table: Table, row: int) -> bool:
    return all(is_blank(table.value(row, name)) for name in _ANSWERED)


def _candidates(planner: Planner, actions: Iterable[ActionResult], at: date) -> Iterator[Proposal]:
    """Yield what the workbook raises: overdue actions, then targets that the projection says will be missed."""
    for action in actions:
        if action.overdue and action.number:
            words = f"Action {action.number} is overdue: {action.inputs.action}"
            yield Proposal(f"action {action.number}", words, "Action log", at)
    yield from _signals(planner, at)
    yield from _recommendations(planner, at)
    table = find_one(planner.reading.blocks, PROJECTION)
    for row in () if table is None else table.records:
        if table is not None and name_key(table.text(row, "verdict")) == name_key(_OFF_COURSE):
            measure, place = table.text(row, "measure"), table.text(row, "place")
            words = f"{measure}{f' in {place}' if place else ''} is off course for its target"
            yield Proposal(f"target {name_key(measure)} {name_key(place)} {at.year}", words, "Projection", at)


def _signals(planner: Planner, at: date) -> Iterator[Proposal]:
    """Yield the concerns that are new on the control summary; one that goes on was proposed when it was new."""
    table = find_one(planner.reading.blocks, CONTROL_SUMMARY)
    for row in () if table is None else table.records:
        if (
            table is None
            or _CONCERN not in key(table.text(row, "variation"))
            or _NEW not in key(table.text(row, "state"))
        ):
            continue
        measure, place = table.text(row, "measure"), table.text(row, "place")
        mark = f"signal {name_key(measure)} {name_key(place)} {at:%Y-%m}"
        yield Proposal(mark, table.text(row, "says"), "Control chart", at)


def _recommendations(planner: Planner, at: date) -> Iterator[Proposal]:
    """Yield the recommendations of report pages that the Narrative says were agreed."""
    for table in find_narrative(planner.reading):
        names = table.filled_down("objective")
        for row in table.records:
            words = table.text(row, "text")
            if words and is_agreed(table.text(row, "kind")):
                yield Proposal(
                    f"recommendation {key(names[row])} {key(words)}", words, f"Page of {names[row]}", at
                )
