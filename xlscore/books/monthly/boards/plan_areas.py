"""The plan areas against their targets, on one printed page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from xlscore.books.monthly.boards.areas import PlanArea
from xlscore.books.monthly.boards.headings import PLAN_AREAS
from xlscore.books.monthly.boards.showing import FORCE, compared, plan_format
from xlscore.books.monthly.boards.trends import Trends, plan_sparklines
from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.plain import plain
from xlscore.books.plan.own_lines import Made, OwnLine, Written, plan_lines, plan_title
from xlscore.books.plan.own_rows import Place
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.formulas import cell_of
from xlscore.rules.figures import Figure
from xlscore.rules.monthly.unusual import what_is_unusual
from xlscore.rules.rag import Rag
from xlscore.rules.words import key

__all__ = ["plan_plan_areas"]

_WIDTHS: Final = (31, 18, 12, 11, 12, 10, 10, 10, 10, 10, 15, 9, 16, 12)
_WORDS: Final = ((8, "signs"), (11, "rag"))
_HEAD: Final = 5
_CHANGE, _LEVEL, _RATE, _POINTS = "+0.0%;-0.0%;0.0%", "#,##0", "0.0%", '+0.0%" pts";-0.0%" pts";0.0%" pts"'
_SHOWN: Final = {"this": _LEVEL, "last": _LEVEL, "target": _LEVEL, "change": "+#,##0;-#,##0;0"}
_COUNTED: Final = {each: each for each in ("this", "last", "change", "percent", "unusual")}
_ABOUT: Final = (
    "Green: the target is met. Amber: missed by no more than the Policy's tolerance. Red: missed by more. Grey: no target or no data. "
    "Short by: how many crimes or outcomes are missing to it."
)


def plan_plan_areas(
    planner: Planner,
    sheets: MonthSheets,
    areas: Sequence[PlanArea],
    dashboard: Mapping[Place, OwnLine],
    beside: str,
    to: str,
    trends: Trends,
    reader: Reader,
) -> str:
    """Return the name of the sheet of the plan areas, having planned it; `to` is with what the report ends."""
    rows: dict[Place, Made] = {
        (key(area.measure), key(area.purpose)): partial(
            _made, area, dashboard.get((key(area.measure), key(FORCE)))
        )
        for area in areas
    }
    written = plan_lines(
        planner, PLAN_AREAS, rows, reader, beside=beside, widths=_WIDTHS, words=_WORDS, head=_HEAD, pages_tall=1
    )  # fmt: skip
    said = what_is_unusual(
        [(area.measure, area.counts) for area in areas if not area.is_rate], "the year to date"
    )
    title = f"Police and crime plan: performance against target, to {to}"
    plan_title(planner, PLAN_AREAS, written, [title, _ABOUT, said])
    for area in areas:
        line = written.lines[key(area.measure), key(area.purpose)]
        _plan_formats(planner, written, line, area)
    drawn: dict[Place, str] = {
        (key(area.measure), key(area.purpose)): trends[key(area.measure), key(FORCE)]
        for area in areas
        if not area.is_rate and (key(area.measure), key(FORCE)) in trends
    }
    plan_sparklines(planner, written, drawn, sheets)
    return written.sheet


def _plan_formats(planner: Planner, written: Written, line: OwnLine, area: PlanArea) -> None:
    """Plan how a row's figures are shown: a rate in per cent, its change in points."""
    agreed = _CHANGE if area.target_is_change else _RATE if area.is_rate else _LEVEL
    plan_format(planner, written, line, "agreed", agreed)
    if not area.is_rate and written.is_new:
        return
    for name, shown in _SHOWN.items():
        rate = _POINTS if name == "change" else _RATE
        plan_format(planner, written, line, name, rate if area.is_rate else shown)


def _made(area: PlanArea, source: OwnLine | None, line: OwnLine) -> Mapping[str, Any]:
    names = dict(_COUNTED)
    if area.is_rate:
        del names["percent"], names["unusual"]  # a percentage of a rate, and a test of counts, would mislead
    from_row = None if area.source == "Scorecard" else source

    def copied(value: Any, name: str, function: str = "SUM") -> Answer:
        entry = area.cells.get(name)
        if value is None:
            return Answer(None)
        if isinstance(entry, Figure) and entry.sound and entry.native:
            return Answer(value, f"={function}({cell_of(entry.source, line.sheet)})")
        if from_row is None or name not in from_row.columns:
            return Answer(value)
        return Answer(value, f"={function}({cell_of(from_row.at(name), line.sheet)})")

    this, last, agreed = line["this"], line["last"], line["agreed"]
    live = area.target_is_change and area.target is not None and area.target_to_date is not None
    lower = live and area.short is not None and area.lower_is_better
    return {
        "measure": area.measure,
        "purpose": area.purpose,
        "to": area.to,
        "this": copied(plain(area.counts.this), "this"),
        "last": copied(plain(area.counts.last), "last"),
        "percent": None,
        "unusual": None,
        **compared(area.counts, line, names),
        "agreed": copied(plain(area.target), "agreed", "N"),
        "target": Answer(plain(area.target_to_date), f"={last}*(1+{agreed})" if live else ""),
        # The dashboard says nothing where there is no target; on this page it is Grey.
        "rag": Answer(area.rag) if area.rag == Rag.GREY.value else copied(area.rag, "rag", "T"),
        "short": Answer(area.short, f"=SHORTFALL({this},{last},{agreed})" if lower else ""),
        "source": area.source,
    }
