"""The sheet *Explorer*: one chart of the measure and place chosen in two drop-downs, by formulas alone, so that it needs no add-in.

The figures come from the table of counts by the names chosen; what formulas could not find out (steps in the notes, baselines, limits
of an officer, targets, seasonally adjusted figures and sums of parts) stands in a table on *Explorer data*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from xlscore.books.control.chart_pages import described, sheet_titled
from xlscore.books.control.explored import CountsTable, Explored
from xlscore.books.control.explorer_data import ExplorerData, plan_explorer_data
from xlscore.books.plan.edits import Charted, PageLayout, PrintedPage
from xlscore.books.plan.own_rows import add_data_sheet, add_plain_sheet
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.policy import BookPolicy
from xlscore.charts.looks import COMMON, CONCERN, DARK, GREY, IMPROVEMENT, NEUTRAL, TARGET
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart
from xlscore.rules.series import months_between
from xlscore.rules.words import key

__all__ = ["EXPLORER", "plan_explorer", "stands"]

EXPLORER: Final = "Explorer"
_TITLE: Final = "Explorer: any measure in any place"
_DATA_TITLE: Final = "Explorer data"
_ABOUT: Final = (
    "Choose a measure and a place in the yellow cells. The chart follows by formulas: it needs no add-in."
)
_CHART: Final = "Explorer chart"
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
    is_new = sheet is None
    name = sheet or add_plain_sheet(planner, EXPLORER, after)
    source = data or add_data_sheet(planner, _DATA_TITLE)
    chosen = _chosen(planner, name, explored, is_new=is_new)
    made = plan_explorer_data(planner, source, name, explored, table, chosen, to, months, policy)
    for (row, column), text in (((1, 1), _TITLE), ((2, 1), _ABOUT), ((4, 1), "Measure"), ((5, 1), "Place")):
        planner.enter(name, row, column, text)
    _plan_facts(planner, name, made)
    if is_new:
        _lay_out(planner, name, made)
    planner.chart(Charted(name, _CHART_AT, _chart(made, chosen)))
    return name


def _length(each: Explored, to: date) -> int:
    """Return how many months back from the last one a chart begins: a baseline may lie before those that are drawn."""
    return 0 if each.row.kind.is_between else months_between(each.row.points[0].month, to) + 1


def _chosen(planner: Planner, sheet: str, explored: Sequence[Explored], *, is_new: bool) -> Explored | None:
    """Return the series that is chosen; on a new sheet the first one is, and what a person chose stays."""
    if is_new:
        first = explored[0]
        planner.enter(sheet, *_MEASURE, first.row.series.measure)
        planner.enter(sheet, *_PLACE, first.place)
        return first
    held = [planner.current(sheet, *place) for place in (_MEASURE, _PLACE)]
    wanted = tuple(key(str(each)) for each in held)
    return next((e for e in explored if (key(e.row.series.measure), key(e.place)) == wanted), None)


def _plan_facts(planner: Planner, sheet: str, made: ExplorerData) -> None:
    for row, column, words, fact in _FACTS:
        planner.enter(sheet, row, column, words)
        made.follow(planner, sheet, row, column + 1, fact)
    made.follow(planner, sheet, 6, 1, "remark")
    planner.enter(sheet, _NOTES_AT - 1, 1, "Notes")
    for number in range(made.notes):
        made.follow(planner, sheet, _NOTES_AT + number, 1, f"note {number + 1}")


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


def _chart(made: ExplorerData, chosen: Explored | None) -> NewChart:
    def line(
        name: str, at: tuple[str, str], colour: str, width: float, dashes: str = "solid", *, told: bool = True
    ) -> ChartSeries:
        return ChartSeries(
            name=name, categories=at[0], values=at[1], colour=colour, width=width, line=dashes, in_legend=told
        )

    def marks(name: str, across: str, marker: str, colour: str, size: int) -> ChartSeries:
        at = made.column(across), made.column("height")
        return ChartSeries(
            name=name, categories=at[0], values=at[1], colour=colour, line="none", marker=marker, size=size
        )

    parts = [
        series
        for number in range(made.parts)
        for series in (
            line(
                "Mean" if not number else f"Mean {number + 1}",
                made.ends("mean", number),
                DARK,
                1.25,
                told=not number,
            ),
            line(
                "Limits" if not number else f"Limits {number + 1}",
                made.ends("upper", number),
                GREY,
                1.25,
                "short_dash",
                told=not number,
            ),
            line(
                f"Lower limit {number + 1}", made.ends("lower", number), GREY, 1.25, "short_dash", told=False
            ),
        )
    ]
    figures = line("Value", (made.column("across"), made.column("height")), GREY, 1.25)
    notes = marks("Notes", "note", "x", DARK, 7)
    return NewChart(
        name=_CHART,
        kind="scatter",
        title_at=made.title,
        description=_text(chosen),
        axis_low=float(-made.months),
        axis_high=1.0,
        axis_format='0;0" before";"latest"',
        axis_title="Months before the latest",
        text_size=9,
        lines_behind=False,
        series=(
            *parts,
            line("Target", made.ends("target", 0), TARGET, 1.5, "long_dash"),
            figures,
            _filled(marks("Usual", "usual", "circle", GREY, 5)),
            marks("Concern", "concern", "diamond", CONCERN, 9),
            marks("Improvement", "improvement", "square", IMPROVEMENT, 7),
            marks("High or low", "neutral", "triangle", NEUTRAL, 8),
            _with_words(notes, made.column("words")),
        ),
    )


def _filled(series: ChartSeries) -> ChartSeries:
    return replace(series, fill=COMMON)


def _with_words(series: ChartSeries, words: str) -> ChartSeries:
    return replace(series, labels_at=words, in_legend=False)


def _text(chosen: Explored | None) -> str:
    how = "Control chart of the measure and the place that are chosen in B4 and B5; the latest value and what it shows stand in E4 and E5."
    return how if chosen is None else f"{how} When it was last brought up to date: {described(chosen.row)}"
