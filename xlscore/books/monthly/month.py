"""The month of a workbook: read its counts, judge them, plan the dashboard, the crime tree, the projection and the backtest."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.monthly.answer import Backtested, Month
from xlscore.books.monthly.hard_targets import report_blank_targets
from xlscore.books.monthly.inputs import CountsRow, MonthSheets, read
from xlscore.books.monthly.rates_sheet import plan_rates
from xlscore.books.monthly.sheets import plan_backtest, plan_sheets
from xlscore.books.monthly.targets import work_of
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.unread import report_missing
from xlscore.books.tables.cells import Reader
from xlscore.rules.monthly.month import MonthInputs, MonthResult, RowInputs, judge_month
from xlscore.rules.monthly.projecting import Subject, past_of
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.notes import NoteKind, Quoted, is_named, is_of
from xlscore.rules.series import month_name
from xlscore.rules.statistics.backtest import scores, trials
from xlscore.rules.statistics.level import LevelRule
from xlscore.rules.words import name_key

__all__ = ["backtest", "plan_month", "read_to", "report_month"]

_TO: Final = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_RESTARTS: Final = (NoteKind.BREAK, NoteKind.STEP_CHANGE)


def report_month(book: xw.Book, to: str | None = None, sheet: str | None = None) -> Month:
    """Return the month of a workbook, having written its sheets; `to` is the last month (2019-03), else the latest there is."""
    return carry_out(book, "month", lambda planner: plan_month(planner, sheet, to))


def backtest(book: xw.Book, sheet: str | None = None) -> Backtested:
    """Return how well the projection would have done in the workbook's own past years, having written the sheet Backtest."""
    return carry_out(book, "backtest", lambda planner: _plan_backtest(planner, sheet))


def plan_month(planner: Planner, sheet: str | None = None, to: str | None = None) -> Month:
    """Return the month, having planned its sheets."""
    reader = Reader()
    sheets = read(planner.reading, reader, sheet)
    report_missing(sheets.table, reader)
    if to is None and not any(row.counts for row in sheets.rows):
        return Month(None, MonthResult(ReportingYear(date.min, date.min), ()), (), tuple(reader.problems))
    year = ReportingYear.of(_last_month(sheets, to), int(sheets.policy.policy.year_begins))
    work = work_of(sheets, planner.reading, year, tuple(_inputs(sheets, year)), reader)
    rows = work.with_milestones()
    result = judge_month(MonthInputs(rows, sheets.parents, year, sheets.policy.policy))
    rates = work.judge_rates(result, reader)
    targets = work.judge(rows, result, rates, reader)
    _report(sheets, result, reader)
    written = (
        *plan_sheets(planner, sheets, result, reader),
        *plan_rates(planner, sheets, year, rates, reader),
        *work.plan(planner, targets),
    )
    report_blank_targets(planner, year, rows, rates, reader)
    return Month(year.to, result, written, tuple(reader.problems), rates, tuple(targets.values()))


def _plan_backtest(planner: Planner, sheet: str | None) -> Backtested:
    reader = Reader()
    sheets = read(planner.reading, reader, sheet)
    year = ReportingYear.of(_last_month(sheets, None), int(sheets.policy.policy.year_begins))
    subjects = [Subject(r.measure, r.place, r.counts, r.parent) for r in _inputs(sheets, year)]
    found = tuple(scores(trials(past_of(subjects, year), LevelRule.of(sheets.policy.policy))))
    plan_backtest(planner, sheets.table.sheet, found, reader)
    return Backtested(found, tuple(reader.problems))


def read_to(typed: str) -> date:
    """Return the last whole month that a date given to --to leaves: a month means its last day.

    >>> read_to("2019-03"), read_to("2019-03-14"), read_to("2019-03-31")
    (datetime.date(2019, 3, 1), datetime.date(2019, 2, 1), datetime.date(2019, 3, 1))
    """
    found = _TO.fullmatch(typed.strip())
    try:
        if found is None:
            raise ValueError
        year, month = int(found[1]), int(found[2])
        last = calendar.monthrange(year, month)[1]
        day = date(year, month, int(found[3]) if found[3] else last)
    except (ValueError, calendar.IllegalMonthError):
        raise BookError(
            f"'{typed}' is no month.", "Give it as 2019-03, or with a day as 2019-03-31."
        ) from None
    whole = day if day.day == last else day.replace(day=1) - timedelta(days=1)
    return whole.replace(day=1)


def _last_month(sheets: MonthSheets, to: str | None) -> date:
    known = [month for row in sheets.rows for month in row.counts]
    if not known:
        raise BookError(
            f"The table of monthly counts on '{sheets.table.sheet}' has no figure yet.",
            "Enter or import the months.",
        )
    if to is None:
        return max(known)
    asked = read_to(to)
    if not min(known) <= asked:
        raise BookError(
            f"{month_name(asked)} lies before the first month that the workbook has, {month_name(min(known))}.",
            "Give a later month.",
        )
    return asked


def _inputs(sheets: MonthSheets, year: ReportingYear) -> Iterable[RowInputs]:
    """Return every measure and place, the force first: as its own row has it, else as the sum of its places."""
    by_mark = {row.mark: row for row in sheets.rows}
    measures = {row.mark[0]: row.measure for row in reversed(sheets.rows)}
    order = dict.fromkeys(row.mark[0] for row in sheets.rows)
    for measure in order:
        mine = [row for row in sheets.rows if row.mark[0] == measure]
        leaves = [row for row in mine if row.mark[1] and row.mark[1] not in sheets.places.values()]
        own = by_mark.get((measure, ""))
        force = _sum(leaves) if own is None else own.counts
        sum_of = () if own is not None else tuple(row.place for row in leaves)
        for place, counts in (("", force), *((row.place, row.counts) for row in mine if row.place)):
            parent = _parent(place, measure, by_mark, sheets.places, force) if place else None
            yield RowInputs(
                measures[measure],
                place,
                counts,
                parent,
                sheets.targets.get((measure, name_key(place), year.first.year)),
                sheets.better.get(measure, False),
                _restarts(sheets, measures[measure], place, year),
                () if place else sum_of,
            )


def _parent(
    place: str,
    measure: str,
    rows: Mapping[tuple[str, str], CountsRow],
    places: Mapping[str, str],
    force: Mapping[date, Fraction],
) -> Mapping[date, Fraction]:
    above = rows.get((measure, places.get(name_key(place), "")))
    return force if above is None else above.counts


def _sum(rows: Iterable[CountsRow]) -> dict[date, Fraction]:
    """Return the sum of some places in each month that all of them have."""
    counts = [row.counts for row in rows]
    if not counts:
        return {}
    months = set(counts[0]).intersection(*counts[1:])
    return {month: sum((each[month] for each in counts), Fraction(0)) for month in sorted(months)}


def _restarts(sheets: MonthSheets, measure: str, place: str, year: ReportingYear) -> date | None:
    """Return the latest month up to now from which a break or a step change makes the level begin anew."""
    quoted = Quoted((measure,), sheets.places_of(place))
    months = [
        note.span.first
        for note in sheets.notes
        if note.kind in _RESTARTS and note.span is not None and is_named(note, quoted) and is_of(note, quoted)
    ]
    return max((month for month in months if month <= year.to), default=None)


def _report(sheets: MonthSheets, result: MonthResult, reader: Reader) -> None:
    """Report what makes a figure unknown, and parents that their children do not add up to."""
    places = {row.mark: row.source for row in sheets.rows}
    for row in result.rows:
        source = places.get((name_key(row.measure), name_key(row.place)))
        if row.to_date.missing and source is not None:
            missing = row.to_date.missing
            names = (
                month_name(missing[0])
                if len(missing) == 1
                else f"{month_name(missing[0])} and {len(missing) - 1} more"
            )
            where = f"'{row.measure}'" + (f" in {row.place}" if row.place else "")
            reader.at(
                source.sheet, source.cell,
                f"{where} has no figure for {names}, so there is no year to date.",
                "Enter the months, or have the month end earlier with --to.",
            )  # fmt: skip
    for branch in result.tree:
        if branch.short is not None:
            this, last = (round(float(value)) for value in branch.short)
            source = places.get((name_key(branch.measure), ""))
            reader.at(
                sheets.table.sheet if source is None else source.sheet, "" if source is None else source.cell,
                f"'{branch.measure}' is not the sum of its parts: {this:+,} this year and {last:+,} last year are in none of them.",
                "Put the figures or the parents right, or add the part that is missing.",
            )  # fmt: skip
