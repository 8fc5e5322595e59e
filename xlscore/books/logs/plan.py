"""The forward plan and its deep dives: what comes to the next meetings, and whose turn it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from xlscore.books.grades.priorities.headings import PLAN
from xlscore.books.logs.cells import as_cell, report_doubts
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table, shown
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.threat.inputs import scorecards
from xlscore.rules.figures_dates import read_data_to, read_day_or_month
from xlscore.rules.logs.deep_dives import (
    Dive,
    DiveInputs,
    dive_doubts,
    quarter_of,
    roll_dives,
    took_place,
)
from xlscore.rules.logs.due import is_no_day, read_due
from xlscore.rules.logs.forward_plan import PlanInputs, PlanResult, has_ended, judge_plan
from xlscore.rules.logs.records import Status
from xlscore.rules.logs.status import read_status
from xlscore.rules.quarterly.quarters import read_quarter
from xlscore.rules.words import name_key, quoted

__all__ = ["next_meeting", "plan_dives", "plan_items", "read_plan"]


def read_plan(table: Table, reader: Reader) -> list[PlanInputs]:
    """Return the items of a forward plan; what cannot be read is a problem of its cell."""
    reader.look_over(table)
    above = table.filled_down("meeting", days=True)
    goes_on = _goes_on(table)
    items = []
    for row in table.records:
        own = table.value(row, "meeting")
        typed = above[row] if is_blank(own) and (goes_on or _is_merged(table, row)) else own
        meeting = read_due(typed)
        if (
            meeting is None
            and not is_blank(typed)
            and not is_no_day(shown(typed))
            and "agree" not in shown(typed)
        ):
            reader.at(
                table.sheet, table.cell(row, "meeting"), f"{quoted(shown(typed))} is no day of a meeting that can be read.",
                "Enter its date, or leave it blank until it is agreed.",
            )  # fmt: skip
        status = reader.text(table, row, "status")
        items.append(
            PlanInputs(
                row, reader.text(table, row, "item"), meeting, reader.text(table, row, "every"),
                reader.text(table, row, "requested_by"), reader.text(table, row, "lead"), _month(table, row, reader),
                read_status(status) is Status.CLOSED, has_ended(status),
            )
        )  # fmt: skip
    return items


def _goes_on(table: Table) -> bool:
    """Return whether a blank meeting is the one above: not where a date is typed twice, or where blanks stand below the last alone."""
    below = Counter[str]()
    last, times = "", Counter[str]()
    for row in table.records:
        text = shown(table.value(row, "meeting"))
        last = text or last
        times[text] += 1
        below[last] += not text
    del times[""]
    grouped = [text for text, blanks in below.items() if blanks and text]
    return max(times.values(), default=0) == 1 and (len(times) == 1 or grouped != [last])


def _is_merged(table: Table, row: int) -> bool:
    column = table.columns.get("meeting")
    return column is not None and table.block.is_merged(row, column)


def _month(table: Table, row: int, reader: Reader) -> date | None:
    """Return the month that an item's figures end with: a month, or a quarter by its last."""
    value = table.value(row, "data_to")
    if is_blank(value) or not reader.text(table, row, "data_to"):
        return None
    text = shown(value)
    found = value if isinstance(value, date) else read_quarter(text) or read_data_to(text)
    if found is None:
        reader.at(
            table.sheet, table.cell(row, "data_to"), f"{quoted(text)} is no month or quarter that can be read.",
            "Write the month, as Sep 2019, or the quarter with its year, as Q2 2019/20.",
        )  # fmt: skip
        return None
    return date(found.year, found.month, 1)


def next_meeting(items: Sequence[PlanInputs], today: date) -> date | None:
    """Return the day of the next meeting of a plan, None where it has none from today on."""
    return min(
        (item.meeting for item in items if item.meeting is not None and item.meeting >= today), default=None
    )


def plan_items(
    planner: Planner, table: Table, items: Sequence[PlanInputs], at: date, reader: Reader
) -> PlanResult:
    """Return the plan from a day on, having planned at which meeting each recurring item is due again."""
    result = judge_plan(items, at)
    report_doubts(table, result.doubts, reader)
    due = {name_key(item.item): item.meeting for item in result.proposed}
    last = {name_key(item.item): item.row for item in sorted(items, key=lambda i: i.meeting or date.max)}
    for item in items:
        mark = name_key(item.item)
        planner.answer(
            table,
            item.row,
            "next",
            Answer(as_cell(due.get(mark)) if last[mark] == item.row else None),
            reader,
        )
    return result


def plan_dives(planner: Planner, table: Table, at: date, reader: Reader) -> tuple[Dive, ...]:
    """Return whose turn it is in the quarters from a day on, by the table of deep dives and the plan's objectives."""
    reader.look_over(table)
    dives = list[DiveInputs]()
    for row in table.records:
        quarter = _quarter(table, row)
        if quarter is None:
            reader.at(
                table.sheet, table.cell(row, "quarter"), f"{quoted(table.text(row, 'quarter'))} is no quarter that can be read.",
                "Write the quarter with its year, as Q2 2019/20, or a date in it.",
            )  # fmt: skip
        elif took_place(reader.text(table, row, "status")):
            objective, reason = (reader.text(table, row, name) for name in ("objective", "reason"))
            dives.append(DiveInputs(quarter, objective, reason, row))
    objectives = _objectives(planner) or [table.text(row, "objective") for row in table.records]
    objectives = list({name_key(name): name for name in reversed(objectives) if name}.values())[::-1]
    report_doubts(table, dive_doubts(objectives, dives, quarter_of(at)), reader)
    return roll_dives(objectives, dives, quarter_of(at))


def _quarter(table: Table, row: int) -> date | None:
    value = table.value(row, "quarter")
    if isinstance(value, date):
        return quarter_of(value)
    text = shown(value)
    day = read_day_or_month(text)
    return read_quarter(text) or (None if day is None else quarter_of(day))


def _objectives(planner: Planner) -> list[str]:
    """Return the objectives that take turns: those of the scorecard, else the plan's priorities."""
    reading = planner.reading
    cards = find_all(reading.blocks, SCORECARD, scorecards(reading))
    plans = find_all(reading.blocks, PLAN)
    for table, name in (*((card, "objective") for card in cards), *((plan, "title") for plan in plans)):
        if table.records:
            texts = filter(None, table.filled_down(name).values())
            return list({name_key(text): text for text in texts}.values())
    return []
