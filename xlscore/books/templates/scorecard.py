"""The sheets of threat and impact: Scorecard, Breakdown, Series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import levels, once, rag, rag_key, when
from xlscore.books.templates.columns import KEPT
from xlscore.books.templates.page import HEAD_ROW, Col, Page, Placed, Row
from xlscore.books.templates.words import AREA_LEVELS, BETTER, LEVELS, PURPOSES
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD, SERIES

__all__ = ["Threats", "add_breakdown", "add_scorecard", "add_series"]

_MONTHS: Final = tuple(f"Month {n}" for n in range(1, 25))
_OBJECTIVE_HELP: Final = "The objective, for example Burglary - Dwelling."
_PURPOSE_HELP: Final = "Recorded Crime: the target is a change on last year. Crime Outcome Rate, Satisfaction, Average: it is a level."
_HARD_HELP: Final = "Recorded Crime: the change aimed for, -10%. Crime Outcome Rate, Satisfaction: the level aimed for, 25%. Average: in its unit."
_YEAR_HELP: Final = "Recorded Crime: the number of crimes. Crime Outcome Rate, Satisfaction: with its sign, 18.2%. Average: in its unit."
_CRIMES_HELP: Final = "The crimes behind an outcome rate; they say how many outcomes are short."

_SCORECARD: Final[dict[str, tuple[float, str, str]]] = {
    "objective": (26, "strong", _OBJECTIVE_HELP),
    "purpose": (19, "text", _PURPOSE_HELP),
    "hard_target": (10, "target", _HARD_HELP),
    "stretch_target": (10, "target", "The target beyond the hard target; blank if there is none."),
    "actual": (10, "number", _YEAR_HELP),
    "previous": (10, "number", f"The same period last year. {_YEAR_HELP}"),
    "year_on_year": (12, "points", "Recorded Crime: change in per cent. Crime Outcome Rate: difference in percentage points."),
    "trend": (11, "word", f"▲ ▼ ◄►: the latest three months against the three before, from the Series sheet. {KEPT}"),
    "control": (14, "word", f"Controlled, Increasing or Decreasing, from the Series sheet's control chart. {KEPT}"),
    "threat": (11, "word", "Your judgement: Low, Medium or High. It is never overwritten."),
    "impact_score": (10, "general", "Your judgement, from your force's impact matrix."),
    "impact_class": (14, "word", "Low, Medium or High, by the cut points on the Policy sheet."),
    "overall": (14, "word", "By the matrix on the Policy sheet: impact classification moved by threat."),
    "rag": (13, "word", "The actual against its hard target, with the tolerance on the Policy sheet."),
    "shortfall": (11, "number", "Crimes over the target, or outcomes short of it; 0: on target."),
    "suggested_threat": (12, "word", "From RAG, trend and level of control; a suggestion."),
    "crimes": (10, "number", _CRIMES_HELP),
    "outcomes": (11, "number", _CRIMES_HELP),
    "group": (18, "small", "Objectives of one group are added up together, for example Overall vehicle crime."),
    "lowest": (10, "word", "Force, BCU or LPU: areas of the Breakdown below it are not worked out. Blank: any."),
    "better": (9, "word", "Of an average alone: Higher or Lower; blank: lower."),
}  # fmt: skip
_CONTROL: Final = ("Controlled", "Increasing", "Decreasing")
_TREND: Final = ("◄►", "▲", "▼")
_SCORECARD_CHOICES: Final[dict[str, Sequence[str]]] = {
    "purpose": PURPOSES, "threat": LEVELS, "control": _CONTROL, "trend": _TREND, "lowest": AREA_LEVELS, "better": BETTER,
}  # fmt: skip

_BREAKDOWN_CHOICES: Final[dict[str, Sequence[str]]] = {"purpose": PURPOSES, "level": AREA_LEVELS}
_BREAKDOWN: Final[dict[str, tuple[float, str, str]]] = {
    "objective": (25, "strong", _OBJECTIVE_HELP),
    "purpose": (19, "text", _PURPOSE_HELP),
    "area": (18, "strong", "Force first, then command units, then local policing units."),
    "level": (10, "word", "Force, BCU or LPU, where the area's name does not say it."),
    "target": (9, "target", f"Blank: the scorecard's hard target. {_HARD_HELP}"),
    "actual": (10, "number", _YEAR_HELP),
    "previous": (10, "number", f"The same period last year. {_YEAR_HELP}"),
    "year_on_year": (12, "points", KEPT),
    "crimes": (10, "number", _CRIMES_HELP),
    "outcomes": (11, "number", _CRIMES_HELP),
    "shortfall": (11, "number", "Crimes over the target, or outcomes short of it; 0: on target."),
    "doing": (44, "small", "What is being done about it."),
    "recommendation": (44, "small", "What the meeting is asked to agree."),
}


@dataclass(frozen=True)
class Threats:
    """What a threat and impact scorecard is filled with; the blank template has none of it."""

    title: str = "Threat and impact scorecard"
    about: str = "Each objective against its target, on last year, and by threat and impact."
    rows: Sequence[Row] = ()
    breakdown_about: str = "Beneath each objective: the force, its command units and local policing units; crimes short of target, and what is being done."
    breakdown: Sequence[Row] = ()
    series_about: str = "Monthly figures, oldest first. They give the 3-month trend and the level of control; head each column with its month."
    series: Sequence[Row] = ()
    months: tuple[str, ...] = _MONTHS


def add_scorecard(book: Builder, threats: Threats) -> None:
    """Add the Scorecard: the thirteen columns of the paper, RAG, shortfall, and the counts behind the rates."""
    page = book.page(SCORECARD.sheet)
    columns = [
        Col(c.field, c.heading, *_SCORECARD[c.field][:2], c.computed, _SCORECARD[c.field][2], _SCORECARD_CHOICES.get(c.field, ()))
        for c in SCORECARD.columns
        if c.field in _SCORECARD
    ]  # fmt: skip
    page.head(threats.title, threats.about)
    placed = page.table("tblScorecard", columns, threats.rows, blank_rows=0 if threats.rows else 14, lines=2)
    page.colour(placed, ["objective"], once(book.formats))
    page.colour(placed, ["threat", "impact_class", "overall"], levels(book.formats))
    page.colour(placed, ["rag"], rag(book.formats))
    page.key(rag_key())
    _as_rates(book, page, placed)
    page.print_ready(freeze=(HEAD_ROW + 1, 2))


def _as_rates(book: Builder, page: Page, placed: Placed) -> None:
    """Show what a rate's row holds as percentages, and an average's in its unit."""
    rate = _is_rate(placed)
    page.colour(placed, ["actual", "previous"], when(book.formats, rate, "0.0%"))
    average = f'=ISNUMBER(SEARCH("average",{placed.cell("purpose")}))'
    held = [
        name
        for name in ("hard_target", "stretch_target", "target", "actual", "previous")
        if name in placed.columns
    ]
    page.colour(placed, held, when(book.formats, average, "#,##0.0"))


def _is_rate(placed: Placed) -> str:
    """Return the formula that says whether a row's purpose is a level in per cent."""
    purpose = placed.cell("purpose")
    return f'=OR(ISNUMBER(SEARCH("rate",{purpose})),ISNUMBER(SEARCH("satisfaction",{purpose})))'


def add_breakdown(book: Builder, threats: Threats) -> None:
    """Add the Breakdown: force, command units and local units under each objective."""
    page = book.page(BREAKDOWN.sheet)
    columns = [
        Col(c.field, c.heading, *_BREAKDOWN[c.field][:2], c.computed, _BREAKDOWN[c.field][2], _BREAKDOWN_CHOICES.get(c.field, ()))
        for c in BREAKDOWN.columns
        if c.field in _BREAKDOWN
    ]  # fmt: skip
    page.head("Breakdown by area", threats.breakdown_about)
    placed = page.table("tblBreakdown", columns, threats.breakdown, blank_rows=4 if threats.breakdown else 20)
    _as_rates(book, page, placed)
    page.print_ready(freeze=(HEAD_ROW + 1, 3))


def add_series(book: Builder, threats: Threats) -> None:
    """Add the Series: a row per objective and purpose, a column per month."""
    page = book.page(SERIES.sheet)
    columns = [
        Col("objective", SERIES.heading("objective"), 24, "strong", help=_OBJECTIVE_HELP),
        Col("purpose", SERIES.heading("purpose"), 18, help=_PURPOSE_HELP, choices=PURPOSES),
        *(Col(month, month, 7.6, "number", help="The month's figure. Write the month into the heading, for example Oct 2013.") for month in threats.months),
    ]  # fmt: skip
    page.head("Monthly series", threats.series_about)
    placed = page.table("tblSeries", columns, threats.series, blank_rows=0 if threats.series else 16)
    page.colour(
        placed,
        threats.months,
        when(book.formats, _is_rate(placed), "0.0%"),
    )
    page.print_ready(freeze=(HEAD_ROW + 1, 2))
