"""The month of a workbook: read its counts, judge them, plan the dashboard, the crime tree, the projection and the backtest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import xlwings as xw

from xlscore.books.monthly.answer import Backtested, Month
from xlscore.books.monthly.answer_targets import Targets
from xlscore.books.monthly.brought import cut_short, months_headed
from xlscore.books.monthly.hard_targets import report_blank_targets
from xlscore.books.monthly.inputs import MonthSheets, read
from xlscore.books.monthly.others import with_others
from xlscore.books.monthly.period import read_day_to, read_end
from xlscore.books.monthly.rates_sheet import plan_rates
from xlscore.books.monthly.reporting import report, report_cut
from xlscore.books.monthly.rows import inputs_of
from xlscore.books.monthly.sheets import plan_backtest, plan_sheets
from xlscore.books.monthly.targets import TargetWork, work_of
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.unread import report_missing
from xlscore.books.tables.cells import Reader
from xlscore.engine import capabilities
from xlscore.rules.monthly.days import NO_DAYS
from xlscore.rules.monthly.month import MonthInputs, MonthResult, RowInputs, judge_month
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.projecting import past_of
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.statistics.backtest import scores, trials
from xlscore.rules.statistics.level import LevelRule

__all__ = [
    "JudgedMonth",
    "backtest",
    "judged_month",
    "plan_month",
    "report_judged",
    "report_month",
    "update_targets",
]


def report_month(book: xw.Book, to: str | None = None, sheet: str | None = None) -> Month:
    """Return the month of a workbook, having written its sheets; `to` is the last month (2019-03), else the latest there is."""
    asked = Asked(sheet, to=to)
    return carry_out(
        book,
        "month",
        lambda planner: with_others(planner, asked, lambda: plan_month(planner, asked)),
    )


def backtest(book: xw.Book, sheet: str | None = None) -> Backtested:
    """Return how well the projection would have done in the workbook's own past years, having written the sheet Backtest."""
    return carry_out(book, "backtest", lambda planner: _plan_backtest(planner, sheet))


def update_targets(book: xw.Book, sheet: str | None = None) -> Targets:
    """Return what each row of targets comes to, having brought the table of targets alone up to date."""
    return carry_out(book, "targets", lambda planner: _plan_targets(planner, Asked(sheet)))


@dataclass(frozen=True)
class JudgedMonth:
    """The month as the rules say it, and what it is said from."""

    sheets: MonthSheets
    year: ReportingYear
    rows: tuple[RowInputs, ...]
    result: MonthResult
    rates: tuple[RateResult, ...]
    work: TargetWork
    cut: Mapping[date, date]
    """The last day of each month that a file cut short."""


def judged_month(planner: Planner, asked: Asked, reader: Reader) -> JudgedMonth | None:
    """Return the month of a workbook, None where no month has a figure yet; nothing is planned."""
    to = asked.to
    until = None if to is None else read_day_to(to)
    sheets = read(planner.reading, reader, asked.sheet, until, partial(months_headed, planner))
    report_missing(sheets.table, reader)
    if to is None and sheets.days is None and not any(row.counts for row in sheets.rows):
        return None
    cut = cut_short(planner, sheets)
    end = read_end(sheets, to, cut)
    year = ReportingYear.of(end.month, int(sheets.policy.policy.year_begins))
    covered = NO_DAYS if sheets.days is None else sheets.days.covered
    work = work_of(sheets, planner.reading, year, inputs_of(sheets, year, end.day), reader)
    rows = work.with_milestones(end.day, reader)
    result = judge_month(MonthInputs(rows, sheets.parents, year, sheets.policy.policy, end.day, covered))
    return JudgedMonth(sheets, year, rows, result, work.judge_rates(result, reader), work, cut)


def report_judged(judged: JudgedMonth, reader: Reader) -> None:
    """Report what makes a figure of the month unknown or doubtful, wherever the month is told."""
    report(judged.sheets, judged.result, judged.rows, reader)
    if judged.sheets.days is None:
        report_cut(judged.sheets, judged.year, judged.cut, reader)


def plan_month(planner: Planner, asked: Asked) -> Month:
    """Return the month, having planned its sheets."""
    reader = Reader()
    draws = asked.put is not None or capabilities(planner.reading.book).draws
    judged = judged_month(planner, asked, reader)
    if judged is None:
        return Month(None, MonthResult(ReportingYear(date.min, date.min), ()), (), tuple(reader.problems))
    sheets, year, rows, result, rates = judged.sheets, judged.year, judged.rows, judged.result, judged.rates
    targets = judged.work.judge(rows, result, rates, reader)
    report_judged(judged, reader)
    planned = plan_sheets(planner, sheets, rows, result, rates, reader, draws=draws)
    written = (
        *planned.names,
        *plan_rates(planner, sheets, year, rates, reader),
        *judged.work.plan(planner, targets),
    )
    report_blank_targets(planner, year, rows, rates, reader)
    return Month(
        year.to,
        result,
        written,
        tuple(reader.problems),
        rates,
        tuple(targets.values()),
        areas=planned.areas,
    )


def _plan_targets(planner: Planner, asked: Asked) -> Targets:
    reader = Reader()
    judged = judged_month(planner, asked, reader)
    if judged is None:
        return Targets(None, problems=tuple(reader.problems))
    targets = judged.work.judge(judged.rows, judged.result, judged.rates, reader)
    written = judged.work.plan(planner, targets)
    report_blank_targets(planner, judged.year, judged.rows, judged.rates, reader)
    has_table = judged.sheets.targets_table is not None
    return Targets(judged.year, "".join(written), tuple(targets.values()), tuple(reader.problems), has_table)


def _plan_backtest(planner: Planner, sheet: str | None) -> Backtested:
    reader = Reader()
    sheets = read(planner.reading, reader, sheet, None, partial(months_headed, planner))
    year = ReportingYear.of(
        read_end(sheets, None, cut_short(planner, sheets)).month, int(sheets.policy.policy.year_begins)
    )
    policy = sheets.policy.policy
    subjects = [row.subject(policy) for row in inputs_of(sheets, year, None)]
    found = tuple(scores(trials(past_of(subjects, year), LevelRule.of(policy))))
    plan_backtest(planner, sheets.table.sheet, found, reader)
    return Backtested(found, tuple(reader.problems))
