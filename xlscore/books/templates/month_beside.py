"""The tables of a unit beside its monthly counts: Control limits, Satisfaction, Indicators, Quarterly counts, the staff survey, Published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.control.headings import CONTROL_LIMITS
from xlscore.books.indicators.headings import INDICATORS
from xlscore.books.published.headings import PUBLISHED
from xlscore.books.quarterly.headings import QUARTERLY, STAFF_SURVEY
from xlscore.books.satisfaction.columns import Counted
from xlscore.books.satisfaction.headings import SATISFACTION
from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.book import Builder
from xlscore.books.templates.columns import KEPT
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.books.templates.words import BETTER

__all__ = [
    "BesideMonths", "add_control_limits", "add_indicators", "add_published", "add_quarterly", "add_satisfaction", "add_staff_survey",
]  # fmt: skip

_BLANK_ROWS, _SPARE_ROWS = 16, 4
_MONTHS, _QUARTERS = 24, 8
Shown = Mapping[str, tuple[float, str, str]]
"""How wide each field of a kind of table is, how it looks, and what is said of it."""

_SATISFACTION: Final[Shown] = {
    "group": (26, "strong", "Who was asked, for example victims of burglary."),
    "strand": (20, "text", "What they were asked about; blank for the group as a whole."),
    "figure": (11, "word", "Satisfied or Asked: each group and strand has a row of both. Rolling where only the share is known."),
    "target": (9, "percentage", "The target, as a percentage; a strand without one has its group's."),
    "rolling": (11, "percentage", "All satisfied of all asked in twelve months. Type it where the counts are not known."),
    "low": (8, "percentage", ""),
    "high": (8, "percentage", ""),
    "rag": (10, "word", ""),
    "effect": (11, "points", ""),
    "assurance": (12, "word", ""),
    "under": (26, "small", ""),
    "words": (60, "small", ""),
}  # fmt: skip
_CONTROL_LIMITS: Final[Shown] = {
    "measure": (32, "strong", "Called as on the Series sheet. Only for a chart whose limits are not to be those of all its months."),
    "place": (18, "text", "Blank for the force."),
    "baseline_from": (14, "word", "The first month whose count gives the limits, for example Apr 2018."),
    "baseline_to": (14, "word", "The last one; twelve months or more."),
    "lower": (11, "number", "Instead of a baseline: limits of your own, all three."),
    "mean": (11, "number", ""),
    "upper": (11, "number", ""),
    "why": (44, "text", "Why, for whoever reads the chart."),
}  # fmt: skip
_INDICATORS: Final[Shown] = {
    "priority": (12, "word", "The number or name of the plan's priority."),
    "indicator": (36, "strong", "Called as on the Series sheet, whose months it takes; or put its months beside it, a column each."),
    "better": (11, "word", "Higher, Lower or Neutral; blank: as on the Measures sheet."),
    "shoots": (32, "text", "Your own words on early signs."),
    "value": (12, "number", ""),
    "travel": (16, "word", ""),
    "difference": (14, "points", ""),
    "found": (34, "small", ""),
    "picture": (34, "small", ""),
    "words": (60, "small", ""),
}  # fmt: skip
_QUARTERLY: Final[Shown] = {
    "table": (22, "strong", "Use of force, Stop and search, and the like."),
    "row": (24, "text", "What is counted; Total for the whole of a split."),
    "split": (16, "word", "By what the row is a part: Tactic, Object, Ethnicity; blank for the table's own figures."),
    "population": (12, "number", "How many people, where rates are to be compared."),
    **dict.fromkeys(("quarter_change", "year_change"), (10, "change", "")),
    **dict.fromkeys(("quarter_percent", "year_percent"), (10, "points", "")),
    "share": (10, "percentage", ""),
    **dict.fromkeys(("ratio", "ratio_low", "ratio_high"), (9, "ratio", "")),
    "publish": (12, "number", "Small numbers, and what they could be worked out from, are suppressed."),
    "words": (60, "small", ""),
}  # fmt: skip
_SURVEY: Final[Shown] = {
    "measure": (36, "strong", "A measure of the staff survey."),
    "this": (10, "general", "This time's figure."),
    "last": (10, "general", "Last time's."),
    "peers": (10, "general", "The mean of the other forces."),
    "peers_n": (9, "general", "How many other forces there are."),
    "better": (11, "word", "Blank: Higher."),
    "rank": (9, "general", "The place among the forces, if you have it."),
    "change": (10, "general", ""),
    "since": (11, "word", ""),
    "to_peers": (10, "general", ""),
    "against": (12, "word", ""),
}  # fmt: skip
_PUBLISHED: Final[Shown] = {
    "measure": (32, "strong", "Called as on the Series sheet."),
    "place": (18, "text", "Blank for the force."),
    "publisher": (26, "text", "Who published it."),
    "release": (18, "text", "In which release: July 2019."),
    "period": (24, "word", "Year ending Mar 2019, 2018/19, Q1 2019/20, Apr-Sep 2019."),
    "value": (12, "number", "The count that was published."),
    "own": (12, "number", ""),
    "difference": (11, "change", ""),
    "percent": (11, "points", ""),
    "explained": (60, "small", ""),
}  # fmt: skip


@dataclass(frozen=True)
class BesideMonths:
    """The entries of the tables beside the monthly counts; blank where nothing is given. Months and quarters are fields of their heading's name."""

    months: Sequence[str] = tuple(f"Month {n}" for n in range(1, _MONTHS + 1))
    """The months of Satisfaction."""
    satisfaction: Sequence[Row] = ()
    satisfaction_about: str = "How many were asked and how many of them were satisfied, month by month; the rolling twelve months stand beside it."
    indicators: Sequence[Row] = ()
    indicators_about: str = "The indicators of each priority of the plan: which way they travel, and how far they are from the MSG."
    quarters: Sequence[str] = tuple(f"Quarter {n}" for n in range(1, _QUARTERS + 1))
    quarterly: Sequence[Row] = ()
    quarterly_about: str = "Counts by quarter against the quarter and the year before. What goes out is To publish and what stands beside it."
    survey: Sequence[Row] = ()
    survey_about: str = "Each measure against the last survey and against the other forces."
    published: Sequence[Row] = ()
    published_about: str = (
        "Figures published elsewhere beside the own ones of the same months, the difference explained."
    )
    notes: Sequence[Row] = ()
    notes_about: tuple[str, ...] = ()
    """What is said of the notes, where it is not the usual."""


def add_satisfaction(book: Builder, beside: BesideMonths) -> None:
    """Add the Satisfaction sheet: two rows per group and strand, a column per month."""
    months = [Col(name, name, 8, "number", help="Write the month into the heading, for example Apr 2013.") for name in beside.months]  # fmt: skip
    choices = {"figure": tuple(counted.value for counted in Counted)}
    _add(
        book, SATISFACTION, _SATISFACTION, "Satisfaction", beside.satisfaction_about, beside.satisfaction,
        periods=months, behind="figure", choices=choices,
    )  # fmt: skip


def add_control_limits(book: Builder) -> None:
    """Add the Control limits: a row per chart with limits of its own."""
    about = "Limits of your own, or the months that give them, for the control charts that are not to take those of all months."
    _add(book, CONTROL_LIMITS, _CONTROL_LIMITS, "Limits of control charts", about, ())


def add_indicators(book: Builder, beside: BesideMonths) -> None:
    """Add the Indicators sheet: a row per indicator of the plan."""
    choices = {"better": (*BETTER, "Neutral")}
    _add(
        book, INDICATORS, _INDICATORS, "Indicators", beside.indicators_about, beside.indicators,
        choices=choices,
    )  # fmt: skip


def add_quarterly(book: Builder, beside: BesideMonths) -> None:
    """Add the Quarterly counts: a row per count, a column per quarter."""
    quarters = [Col(name, name, 10, "number", help="Write the quarter into the heading, for example Q1 2019/20.") for name in beside.quarters]  # fmt: skip
    _add(
        book, QUARTERLY, _QUARTERLY, "Quarterly counts", beside.quarterly_about, beside.quarterly,
        periods=quarters, behind="split",
    )  # fmt: skip


def add_staff_survey(book: Builder, beside: BesideMonths) -> None:
    """Add the Staff survey: a row per measure."""
    _add(
        book, STAFF_SURVEY, _SURVEY, "Staff survey", beside.survey_about, beside.survey,
        choices={"better": BETTER},
    )  # fmt: skip


def add_published(book: Builder, beside: BesideMonths) -> None:
    """Add the Published sheet: a row per figure that somebody published."""
    _add(book, PUBLISHED, _PUBLISHED, "Published figures", beside.published_about, beside.published)


def _add(
    book: Builder, layout: TableKind, shown: Shown, title: str, about: str, rows: Sequence[Row], *,
    periods: Sequence[Col] = (), behind: str = "", choices: Mapping[str, Sequence[str]] | None = None,
) -> None:  # fmt: skip
    page = book.page(layout.sheet)
    columns = []
    for each in layout.columns:
        width, look, said = shown[each.field]
        told = said or (KEPT if each.computed else "")
        words = (choices or {}).get(each.field, ())
        columns.append(Col(each.field, each.heading, width, look, each.computed, told, words))
        if each.field == behind:
            columns += periods
    page.head(title, about)
    blank = _SPARE_ROWS if rows else _BLANK_ROWS
    page.table(f"tbl{layout.sheet.replace(' ', '')}", columns, rows, blank_rows=blank)
    page.print_ready(freeze=(HEAD_ROW + 1, 2))
