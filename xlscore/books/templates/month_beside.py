"""The tables of a unit beside its monthly counts: Control limits, Satisfaction, Indicators, Quarterly counts, the staff survey, Published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from xlscore.books.templates.page import HEAD_ROW, Col
from xlscore.books.templates.words import BETTER

__all__ = [
    "add_control_limits",
    "add_indicators",
    "add_published",
    "add_quarterly",
    "add_satisfaction",
    "add_staff_survey",
]

_BLANK_ROWS: Final = 16
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
    "share": (9, "percentage", ""),
    **dict.fromkeys(("ratio", "ratio_low", "ratio_high"), (8, "rate", "")),
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


def add_satisfaction(book: Builder) -> None:
    """Add the Satisfaction sheet: two rows per group and strand, a column per month."""
    months = [Col(f"month {n}", f"Month {n}", 8, "number", help="Write the month into the heading, for example Apr 2013.") for n in range(1, _MONTHS + 1)]  # fmt: skip
    about = "How many were asked and how many of them were satisfied, month by month; the rolling twelve months stand beside it."
    choices = {"figure": tuple(counted.value for counted in Counted)}
    _add(book, SATISFACTION, _SATISFACTION, "Satisfaction", about, months, "figure", choices)


def add_control_limits(book: Builder) -> None:
    """Add the Control limits: a row per chart with limits of its own."""
    about = "Limits of your own, or the months that give them, for the control charts that are not to take those of all months."
    _add(book, CONTROL_LIMITS, _CONTROL_LIMITS, "Limits of control charts", about)


def add_indicators(book: Builder) -> None:
    """Add the Indicators sheet: a row per indicator of the plan."""
    about = "The indicators of each priority of the plan: which way they travel, and how far they are from the MSG."
    _add(book, INDICATORS, _INDICATORS, "Indicators", about, choices={"better": (*BETTER, "Neutral")})


def add_quarterly(book: Builder) -> None:
    """Add the Quarterly counts: a row per count, a column per quarter."""
    quarters = [Col(f"quarter {n}", f"Quarter {n}", 10, "number", help="Write the quarter into the heading, for example Q1 2019/20.") for n in range(1, _QUARTERS + 1)]  # fmt: skip
    about = "Counts by quarter against the quarter and the year before. What goes out is To publish and what stands beside it."
    _add(book, QUARTERLY, _QUARTERLY, "Quarterly counts", about, quarters, "split")


def add_staff_survey(book: Builder) -> None:
    """Add the Staff survey: a row per measure."""
    about = "Each measure against the last survey and against the other forces."
    _add(book, STAFF_SURVEY, _SURVEY, "Staff survey", about, choices={"better": BETTER})


def add_published(book: Builder) -> None:
    """Add the Published sheet: a row per figure that somebody published."""
    about = "Figures published elsewhere beside the own ones of the same months, the difference explained."
    _add(book, PUBLISHED, _PUBLISHED, "Published figures", about)


def _add(
    book: Builder, layout: TableKind, shown: Shown, title: str, about: str, periods: Sequence[Col] = (), behind: str = "",
    choices: Mapping[str, Sequence[str]] | None = None,
) -> None:  # fmt: skip
    page = book.page(layout.sheet)
    columns = []
    for each in layout.columns:
        width, look, said = shown[each.field]
        told = said or (KEPT if each.computed else "")
        columns.append(
            Col(
                each.field,
                each.heading,
                width,
                look,
                each.computed,
                told,
                (choices or {}).get(each.field, ()),
            )
        )
        if each.field == behind:
            columns += periods
    page.head(title, about)
    page.table(f"tbl{layout.sheet.replace(' ', '')}", columns, (), blank_rows=_BLANK_ROWS)
    page.print_ready(freeze=(HEAD_ROW + 1, 2))
