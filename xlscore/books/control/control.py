"""The control charts of a workbook: read its months, judge them, plan the summary, the pages of charts and the explorer."""

from __future__ import annotations

import xlwings as xw

from xlscore.books.control.answer import ControlCharts, Explorer
from xlscore.books.control.chart_pages import plan_chart_pages
from xlscore.books.control.explored import explored_of
from xlscore.books.control.explorer import plan_explorer, stands
from xlscore.books.control.inputs import read_control
from xlscore.books.control.summary import caveats_of, plan_summary
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.control.judging import judge_control
from xlscore.rules.control.records import ControlResult

__all__ = ["draw_control_charts", "explore", "plan_control"]


def draw_control_charts(book: xw.Book, to: str | None = None, sheet: str | None = None) -> ControlCharts:
    """Return the control charts of a workbook's months, having written their summary; `to` is the last month (2019-03)."""
    return carry_out(book, "control", lambda planner: plan_control(planner, Asked(sheet, to=to)))


def explore(book: xw.Book) -> Explorer:
    """Return where any chart can be looked at, having brought the explorer alone up to date."""
    return carry_out(book, "explorer", _plan_explorer)


def _plan_explorer(planner: Planner) -> Explorer:
    reader = Reader()
    sheets = read_control(planner, Asked(), reader)
    if sheets.to is None:
        return Explorer("", 0, tuple(reader.problems))
    result = judge_control(sheets.series, sheets.policy)
    charts, table = explored_of(result.rows, sheets.month)
    if not charts:
        return Explorer("", 0, tuple(reader.problems))
    name = plan_explorer(planner, charts, table, sheets.to, sheets.month.policy)
    return Explorer(name, len(charts), tuple(reader.problems))


def plan_control(planner: Planner, asked: Asked) -> ControlCharts:
    """Return the control charts, having planned their summary, their pages and the explorer.

    The month and a refresh bring an explorer up to date where it stands; a new one is asked for.
    """
    reader = Reader()
    sheets = read_control(planner, asked, reader)
    if sheets.to is None:
        return ControlCharts(None, ControlResult((), ()), (), tuple(reader.problems))
    result = judge_control(sheets.series, sheets.policy)
    if not result.rows:
        return ControlCharts(sheets.to, result, (), tuple(reader.problems))
    caveats = {place: caveats_of(row, sheets.month) for place, row in enumerate(result.rows)}
    written = plan_summary(planner, sheets.month, result, sheets.to, reader)
    pages = plan_chart_pages(planner, result, written.sheet)
    shown: tuple[str, ...] = (written.sheet, pages.sheet)
    if stands(planner) or (asked.new_drawings and not asked.whole):
        charts, table = explored_of(result.rows, sheets.month)
        shown = (*shown, plan_explorer(planner, charts, table, sheets.to, sheets.month.policy, pages.sheet))
    said = tuple(pages.sentences())
    return ControlCharts(sheets.to, result, shown, tuple(reader.problems), caveats, said)
