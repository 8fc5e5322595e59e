"""The briefing log: its issues, and those that the workbook raises, each proposed once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from xlscore.books.control.headings import CONTROL_SUMMARY
from xlscore.books.logs.cells import as_cell, day_in, report_doubts
from xlscore.books.logs.finding import is_locked
from xlscore.books.monthly.headings import PROJECTION
from xlscore.books.objectives.kept import find_narrative
from xlscore.books.plan.edits import GrownTable, Scalar
from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.own_rows import free_rows
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import read_day
from xlscore.rules.logs.briefing import (
    Issue,
    IssueInputs,
    Proposal,
    is_declined,
    issue_of,
    judge_issues,
    new_proposals,
)
from xlscore.rules.logs.raised import Signalled, Verdict, agreed, off_course, overdue, signals
from xlscore.rules.logs.records import ActionResult
from xlscore.rules.objectives.narrative import is_agreed

__all__ = ["plan_briefing"]

_PROPOSED: Final = "briefing proposals"
"""What the ledger calls all that was ever proposed in a workbook: what was declined or deleted does not come back."""
_DAY: Final = "briefing day"
"""What the ledger calls the day for which ages were last written."""
_ANSWERED: Final = ("tasked", "owner", "update", "resolution", "closed")


def plan_briefing(
    planner: Planner, table: Table, actions: Sequence[ActionResult], at: date, begins: int, reader: Reader
) -> tuple[Issue, ...]:
    """Return the issues of a briefing log with what is proposed, having planned ages and new rows."""
    reader.look_over(table)
    rows = [_inputs(table, row, reader) for row in table.records]
    kept = _proposed_before(planner, table)
    issues, doubts = judge_issues(rows, at, kept.values())
    report_doubts(table, doubts, reader)
    _write_ages(planner, table, rows, issues, at, reader)
    raised = [
        *overdue(actions, at),
        *signals(_charts(planner), at),
        *agreed(_recommendations(planner), at),
        *off_course(_verdicts(planner), at, begins),
    ]
    new = new_proposals(raised, rows, kept)
    _write_new(planner, table, new)
    told = kept
    if not is_locked(planner, table.sheet):  # else they are proposed once the sheet is open
        told = kept | {proposal.mark: proposal.issue for proposal in new}
    entries: Entries = {(mark, ""): words for mark, words in told.items()}
    planner.keep_entries(_PROPOSED, "", entries)
    return (*issues, *(Issue(p.issue, p.raised, p.source, 0, open=True, proposed=True) for p in new))


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
        is_declined(resolution),
        any(not is_blank(table.value(row, name)) for name in _ANSWERED),
    )


def _proposed_before(planner: Planner, table: Table) -> dict[str, str]:
    """Return the words of all that was ever proposed, by its mark: of the workbook, wherever its briefing log stands now."""
    kept = {**planner.kept(_PROPOSED, table.sheet), **planner.kept(_PROPOSED, "")}
    return {mark: str(words) for (mark, _), words in kept.items()}


def _write_ages(
    planner: Planner,
    table: Table,
    rows: Sequence[IssueInputs],
    issues: Sequence[Issue],
    at: date,
    reader: Reader,
) -> None:
    """Plan each issue's age; one that is what we wrote at the last day is ours, in whatever words the issue is put by now."""
    planner.settle(table)
    last = read_day(planner.kept(_DAY, "").get(("", "")))
    for row, issue in zip(rows, issues, strict=True):
        held = table.value(row.row, "age")
        before = None if last is None else issue_of(row, last).age
        if held is not None and held == before and planner.owner(table, row.row, "age") is Owner.PERSON and not planner.has_formula(table.sheet, row.row, table.columns["age"]):  # fmt: skip
            planner.take_over(table, row.row, "age", issue.age)
        else:
            planner.answer(table, row.row, "age", Answer(issue.age), reader)
    planner.keep_entries(_DAY, "", {("", ""): str(at)})


def _write_new(planner: Planner, table: Table, new: Sequence[Proposal]) -> None:
    if not new:
        return  # or columns would be added for nothing
    columns = {name: planner.column(table, name) for name in ("issue", "raised", "source", "age")}
    lines = free_rows(planner, table, len(new), columns.values())
    last = max(table.records, default=table.header)
    right = max(table.last_column, *columns.values())
    if lines == list(range(last + 1, last + 1 + len(lines))):  # a row of a person's between keeps its looks
        planner.grow(GrownTable(table.sheet, table.header, table.first_column, lines[-1], right, last))
    for line, proposal in zip(lines, new, strict=True):
        values: Mapping[str, Scalar | Answer] = {
            "issue": proposal.issue,
            "raised": as_cell(proposal.raised),
            "source": proposal.source,
            "age": 0,
        }
        planner.add_row(table.layout, table.sheet, line, columns, values)


def _charts(planner: Planner) -> Iterator[Signalled]:
    for table, row in _rows(planner, CONTROL_SUMMARY):
        measure, place, *rest = (
            table.text(row, name) for name in ("measure", "place", "variation", "state", "says")
        )
        yield Signalled(measure, place, *rest)


def _verdicts(planner: Planner) -> Iterator[Verdict]:
    for table, row in _rows(planner, PROJECTION):
        yield Verdict(table.text(row, "measure"), table.text(row, "place"), table.text(row, "verdict"))


def _rows(planner: Planner, layout: TableKind) -> Iterator[tuple[Table, int]]:
    table = find_one(planner.reading.blocks, layout)
    for row in () if table is None else table.records:
        if table is not None:
            yield table, row


def _recommendations(planner: Planner) -> Iterator[tuple[str, str]]:
    """Yield the recommendations of report pages that the Narrative says were agreed, each with its objective."""
    for table in find_narrative(planner.reading):
        names = table.filled_down("objective")
        for row in table.records:
            words = table.text(row, "text")
            if words and is_agreed(table.text(row, "kind")):
                yield names[row], words
