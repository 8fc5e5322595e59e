"""The sheets of the month: Series, Days, Measures, Places, Targets, MSG averages, Sources."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.monthly.headings import COUNTS, DAYS, MEASURES, PLACES, SOURCES, TARGETS
from xlscore.books.monthly.target_headings import MSG_AVERAGES
from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col, Row, Shown
from xlscore.books.templates.words import BETTER
from xlscore.rules.monthly.targets import TargetWay
from xlscore.rules.statistics.projection import Method
from xlscore.sources.meanings import Means

__all__ = [
    "Monthly",
    "add_averages",
    "add_counts",
    "add_days",
    "add_measures",
    "add_places",
    "add_sources",
    "add_targets",
]

_ON_A_PAGE: Final = 36
"""So many months stand beside each other on a printed page."""
_YES: Final = ("Yes", "No")
_MEASURE_HELP: Final = "Called alike on every sheet, for example Burglary in a dwelling."
_PLACE_HELP: Final = "The local policing area or unit; blank for the force."
_DAYS: Final[dict[str, tuple[float, str, str]]] = {
    "date": (14, "word", "The day. A day that has no row had none."),
    "measure": (32, "strong", _MEASURE_HELP),
    "place": (24, "text", _PLACE_HELP),
    "count": (10, "number", "How many that day."),
}
_DAY: Final = "dd/mm/yyyy"
_MEASURES: Final[dict[str, tuple[float, str, str]]] = {
    "measure": (32, "strong", _MEASURE_HELP),
    "sources": (40, "text", "What extracts call it, separated by semicolons."),
    "better": (11, "word", "Lower or Higher; Neutral where neither way is."),
    "purpose": (20, "word", "Crime Outcome Rate where it is worked out from outcomes and crimes; blank for a count."),
    "plan_area": (11, "word", "Yes for an area of the police and crime plan."),
    "chart": (11, "word", "Adjusted takes the season out of the measure's control charts; blank is Raw, as counted."),
    "projected_by": (13, "word", "How its year's end is projected: Level by the latest months, Share by the share that the months so far had of earlier years; blank as the Policy says."),
    "parent": (28, "text", "The measure that it is a part of; blank for none. The crime tree follows it."),
}  # fmt: skip
_PLACES: Final[dict[str, tuple[float, str, str]]] = {
    "place": (28, "strong", "Called as on the Series sheet."),
    "parent": (28, "text", "What it is a part of. A place that others are part of is not added to the force's sum."),
    "kind": (12, "word", "Force, BCU or LPU."),
    "codes": (40, "text", "What else a file may call it, and the codes of the areas within it, separated by semicolons."),
}  # fmt: skip
_SOURCES: Final[dict[str, tuple[float, str, str]]] = {
    "source": (28, "strong", "The file's name, or a pattern of it: crimes*.csv"),
    "column": (28, "text", "The heading in the file."),
    "means": (14, "word", "What stands under it."),
    "value": (32, "text", "For keep only, the values to keep, separated by semicolons; for measure, a condition: Yes = Burglary in a dwelling"),
    "form": (16, "word", "The order of a date's parts: dd/mm/yyyy, mm/dd/yyyy or yyyy-mm-dd. Blank is day first."),
    "release": (14, "word", "Which release the file is: Feb 2023. Blank is the month in its name, else its last month."),
}  # fmt: skip
_TARGETS: Final[dict[str, tuple[float, str, str]]] = {
    "measure": (32, "strong", _MEASURE_HELP),
    "place": (24, "text", _PLACE_HELP),
    "year": (12, "word", "The year of the target, for example 2019/20."),
    "kind": (12, "word", "Change: on the year before, -5%. Level: the year's total itself."),
    "floor": (9, "general", "The least reduction to aim for, 5%; blank for the Policy's."),
    "agreed": (14, "general", "The target that was agreed: -5%, or a number."),
    "stretch": (11, "general", "What is hoped for beyond it, in the same way; met, it shows as Green (stretch)."),
    "body": (26, "text", "Who agreed it."),
    "suggested": (12, "change or count", "By the method of 2013; the agreed target is yours."),
    "basis": (40, "small", "Where the suggestion comes from, and how the agreed target compares with it."),
    "milestones": (30, "small", "The years of a target that is spread over several, or lies ahead. Yours may stand here: 2019/20: 1,750; 2020/21: 1,600."),
    "monitoring": (30, "small", "Whether the inspectorate would monitor it: well above the MSG rate and not falling enough."),
    "course": (40, "small", "Whether this year's level will be met."),
}  # fmt: skip
_AVERAGES: Final[dict[str, tuple[float, str, str]]] = {
    "measure": (32, "strong", _MEASURE_HELP),
    "period_end": (16, "word", "The last month of the twelve that the figures are of, for example Mar 2019."),
    "own": (12, "general", "The force's own rate of that period, in the unit of the average."),
    "average": (14, "general", "The MSG average of that period."),
}
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "purpose": ("Recorded Crime", "Crime Outcome Rate"),
    "better": (*BETTER, "Neutral"),
    "plan_area": _YES,
    "chart": ("Raw", "Adjusted"),
    "projected_by": tuple(method.capitalize() for method in Method),
}


@dataclass(frozen=True)
class Monthly:
    """The entries of a monthly workbook; blank where nothing is given."""

    title: str = "Monthly counts"
    months: Sequence[datetime.date | str] = tuple(f"Month {n}" for n in range(1, 49))
    counts: Sequence[Row] = ()
    about: str = "A row per measure and place, a column per month: write month and year into the headings. A blank place is the force."
    days: Sequence[Row] = ()
    """Each with its date as a date."""
    days_about: str = "Only where an extract says the day: a row per day, measure and place. A measure that has days goes by them."
    measures: Sequence[Row] = ()
    places: Sequence[Row] = ()
    targets: Sequence[Row] = ()
    targets_about: str = "The agreed targets. The dashboard and the projection are held against them."
    averages: Sequence[Row] = ()
    averages_about: str = (
        "Only for suggested targets: the average of the MSG in past periods, and the own rate beside it."
    )
    sources: Sequence[Row] = ()


def add_counts(book: Builder, monthly: Monthly) -> None:
    """Add the Series: a row per measure and place, a column per month."""
    page = book.page(COUNTS.sheet)
    columns = [
        Col("measure", COUNTS.heading("measure"), 34, "strong", help=_MEASURE_HELP),
        Col("place", COUNTS.heading("place"), 20, help=_PLACE_HELP),
        *(Col(str(month), _heading(month), 7.6, "number", help="The month's count. Write the month into the heading, for example Apr 2018.") for month in monthly.months),
    ]  # fmt: skip
    page.head(monthly.title, monthly.about)
    page.table("tblCounts", columns, monthly.counts, blank_rows=4 if monthly.counts else 24)
    page.print_ready(freeze=(HEAD_ROW + 1, 2), across=math.ceil(len(monthly.months) / _ON_A_PAGE))


def _heading(month: datetime.date | str) -> str:
    return month if isinstance(month, str) else f"{month:%b %Y}"


def add_days(book: Builder, monthly: Monthly) -> None:
    """Add the Days: a row per day, measure and place."""
    rows = [{**row, "date": Shown(_serial(row["date"]), _DAY)} for row in monthly.days]
    _add(book, DAYS, _DAYS, "Days", monthly.days_about, rows)


def _serial(day: datetime.date) -> int:
    """Return a day as Excel counts it."""
    return (day - datetime.date(1899, 12, 30)).days


def add_measures(book: Builder, monthly: Monthly) -> None:
    """Add the Measures: which way is better, and what each is a part of."""
    _add(
        book,
        MEASURES,
        _MEASURES,
        "Measures",
        "What is counted, which way is better, and what it is a part of.",
        monthly.measures,
    )


def add_places(book: Builder, monthly: Monthly) -> None:
    """Add the Places: what each is a part of."""
    _add(
        book,
        PLACES,
        _PLACES,
        "Places",
        "Only needed where places have parts of their own, or where files call them otherwise. With a row here, a place that no row names is unknown.",
        monthly.places,
    )


def add_sources(book: Builder, monthly: Monthly) -> None:
    """Add the Sources: what the columns of outside files mean."""
    _add(
        book,
        SOURCES,
        _SOURCES,
        "Sources",
        "Only needed for a force's own extract: a row for each column of it that counts. Published files are known by their headings.",
        monthly.sources,
    )


def add_targets(book: Builder, monthly: Monthly) -> None:
    """Add the Targets: a row per measure, place and year."""
    _add(
        book,
        TARGETS,
        _TARGETS,
        "Targets",
        monthly.targets_about,
        monthly.targets,
    )


def add_averages(book: Builder, monthly: Monthly) -> None:
    """Add the MSG averages: a row per measure and period."""
    _add(
        book,
        MSG_AVERAGES,
        _AVERAGES,
        "MSG averages",
        monthly.averages_about,
        monthly.averages,
    )


def _add(
    book: Builder,
    layout: TableKind,
    shown: dict[str, tuple[float, str, str]],
    title: str,
    about: str,
    rows: Sequence[Row],
) -> None:
    page = book.page(layout.sheet)
    columns = [
        Col(c.field, c.heading, *shown[c.field][:2], c.computed, shown[c.field][2], _choices(layout, c.field))
        for c in layout.columns
        if c.field in shown
    ]
    page.head(title, about)
    page.table(f"tbl{title.replace(' ', '')}", columns, rows, blank_rows=4 if rows else 20)
    page.print_ready(freeze=(HEAD_ROW + 1, 1))


def _choices(layout: TableKind, field: str) -> tuple[str, ...]:
    if layout is TARGETS and field == "kind":
        return tuple(TargetWay)
    if field == "means":
        return tuple(means.value for means in Means)
    return _CHOICES.get(field, ())
