"""The sheet *Explorer*: one chart of the measure and place chosen in two drop-downs, by formulas alone, so that it needs no add-in.

The figures come from the table of counts by the names chosen; what formulas could not find out (steps in the notes, baselines, limits
of an officer, targets, seasonally adjusted figures and sums of parts) stands in a table on *Explorer data*.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from xlscore.books.control.chart_pages import sheet_titled
from xlscore.books.control.explored import CountsTable, Explored
from xlscore.books.control.explorer_chart import explorer_chart
from xlscore.books.control.explorer_data import ExplorerData, plan_explorer_data
from xlscore.books.control.explorer_places import ExplorerSheets
from xlscore.books.plan.edits import Charted, PageLayout, PrintedPage
from xlscore.books.plan.own_rows import add_data_sheet, add_plain_sheet
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.policy import BookPolicy
from xlscore.rules.series import months_between

__all__ = ["EXPLORER", "plan_explorer", "stands"]

EXPLORER: Final = "Explorer"
_TITLE: Final = "Explorer: any measure in any place"
_DATA_TITLE: Final = "Explorer data"
_ABOUT: Final = (
    "Choose a measure and a place in the yellow cells. The chart follows by formulas: it needs no add-in."
)
_CHART_AT: Final = "A8:H29"
_MEASURE, _PLACE = (4, 2), (5, 2)
_NOTES_AT: Final = 31
_FACTS: Final = (
    (4, 4, "Latest", "last_value"),
    (5, 4, "Shows", "shows"),
    (4, 7, "Mean", "mean"),
    (5, 7, "Limits", "limits"),
)


def stands(planner: Planner) -> bool:
    """Return whether a workbook has an explorer."""
    return sheet_titled(planner, _TITLE) is not None


def plan_explorer(
    planner: Planner,
    explored: Sequence[Explored],
    table: CountsTable | None,
    to: date,
    policy: BookPolicy,
    after: str | None = None,
) -> str:
    """Return the sheet's name, having planned it behind another for these series, one or more, and the months up to a date."""
    months = max([int(policy.policy.spc_months), *(_length(each, to) for each in explored)])
    sheet, data = sheet_titled(planner, _TITLE), sheet_titled(planner, _DATA_TITLE)
    name = sheet or add_plain_sheet(planner, EXPLORER, after)
    source = data or add_data_sheet(planner, _DATA_TITLE)
    if sheet is None:
        planner.enter(name, *_MEASURE, explored[0].row.series.measure)
        planner.enter(name, *_PLACE, explored[0].place)
    names = planner.current(name, *_MEASURE), planner.current(name, *_PLACE)
    at = ExplorerSheets(source, name, months, len(explored))
    made = plan_explorer_data(planner, at, explored, table, names, to, policy)
    for (row, column), text in (((1, 1), _TITLE), ((2, 1), _ABOUT), ((4, 1), "Measure"), ((5, 1), "Place")):
        planner.enter(name, row, column, text)
    _plan_facts(planner, name, made)
    if sheet is None:
        _lay_out(planner, name, made)
    planner.chart(Charted(name, _CHART_AT, explorer_chart(made)))
    return name


def _length(each: Explored, to: date) -> int:
    """Return how many months back from the last one a chart begins: a baseline may lie before those that are drawn."""
    return 0 if each.row.kind.is_between else months_between(each.row.points[0].month, to) + 1


def _plan_facts(planner: Planner, sheet: str, made: ExplorerData) -> None:
    for row, column, words, fact in _FACTS:
        planner.enter(sheet, row, column, words)
        made.follow(planner, row, column + 1, fact)
    made.follow(planner, 6, 1, "remark")
    planner.enter(sheet, _NOTES_AT - 1, 1, "Notes")
    for number in range(made.notes):
        made.follow(planner, _NOTES_AT + number, 1, f"note {number + 1}")


def _lay_out(planner: Planner, sheet: str, made: ExplorerData) -> None:
    last = _NOTES_AT + made.notes
    planner.dress(
        PageLayout(
            sheet,
            widths=((1, 14), (2, 34), (3, 3), (4, 10), (5, 20), (6, 3), (7, 10), (8, 24)),
            heights=((1, 24), (4, 20), (5, 20)),
            styles=(
                ("A1", "title"), ("A2", "about"), ("A4:A5", "heading"), ("B4:B5", "entry"), ("D4:D5", "heading"), ("G4:G5", "heading"),
                ("E4:E5", "figure"), ("H4:H5", "figure"), ("A6", "note"), (f"A{_NOTES_AT - 1}", "heading"), (f"A{_NOTES_AT}:A{last}", "note"),
            ),
            area=f"A1:H{last}",
            choices=(("B4", made.measures), ("B5", made.places)),
        )
    )  # fmt: skip
    planner.page(
        PrintedPage(
            sheet, paper="A4", landscape=True, pages_wide=1, pages_tall=1, centred=True, footer="&L&8&F&C&8&A&R&8Page &P of &N"
        )
    )  # fmt: skip
