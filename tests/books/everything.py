"""A small workbook with every kind of table but the maps, as a force might keep it, and what its computed columns are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from xlscore.books.kinds import KINDS
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import Table, find_all, is_product_only
from xlscore.books.tables.layout import Column, TableKind
from xlscore.ooxml.values.formulas import tokens
from xlscore.rules.policy import DEFAULT, SETTINGS

Sheets = dict[str, list[list[Any]]]

NOT_MARKED: Final = {("grid of command grades", "redline"), ("grid of command grades", "final")}
"""The Board's columns, in which the product writes too while nobody has entered anything."""

_MONTHS: Final = ["Apr 2013", "May 2013", "Jun 2013", "Jul 2013", "Aug 2013", "Sep 2013", "Oct 2013", "Nov 2013"]  # fmt: skip


def everything() -> Sheets:
    """Return the sheets: grid, changes, leads, redlines, MSG with its data, scorecard with breakdown and series."""
    return {
        "Grid": [
            ["Cycle", "Cycle 13"],
            ["Theme", "Area", "North", "South", "PPU", "Force redline", "Suggested grade", "Why", "Final grade", "Override", "Rationale"],
            ["People", "Burglary", "Good", "RI", "N/A"],
            ["People", "Robbery", "Good", "Good", "RI", "Good"],
            ["Ours", "Domestic Abuse", "RI", "RI", "Good"],
            ["Ours", "Gangs", "Good", "Good", "Good", None, None, None, "RI", None, "held back"],
        ],
        "Changes": [
            ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
            *[[area, "RI"] for area in ("Burglary", "Robbery", "Domestic Abuse", "Gangs")],
        ],
        "Leads": [["Area", "Lead command"], ["Robbery", "PPU"]],
        "Redlines": [
            ["Area", "Redline measure", "Value", "Minimum", "Better", "Met"],
            ["Burglary", "Solved rate", 0.2, 0.1, "Higher"],
            ["Burglary", "Repeat victims", 12, 10, "Lower"],
            ["Domestic Abuse", "Arrest rate", "41%", 0.4, "Higher"],
        ],
        "Risks": [
            ["Ref", "Area or command", "Likelihood", "Impact", "Score", "Redline"],
            ["R1", "Robbery", "Probable", "Catastrophic"],
            ["R2", "Gangs", 2, 10],
            ["R3", "Domestic Abuse", 5, 20],
        ],
        "Conditions": [
            ["Cycle", "Area", "If", "Then", "Fulfilled", "What the figures say", "Reason"],
            ["Cycle 12", "Burglary", "Burglary Recorded Crime below 2,000", "Good", None, None, "too early"],
            ["Cycle 12", "Robbery", "redline met", "Good"],
        ],
        "MSG": [
            ["Measure", "Unit", "Better", "Value", "Position", "Of", "Previous position", "To average", "To top quartile", "Aspiration", "Status", "Expected range", "Movement"],
            ["Burglary", "per 1,000 population", "Lower", None, None, None, 3, None, None, "Top quartile"],
            ["Solved", "%", "Higher", None, None, None, 2, None, None, "Best in MSG"],
            ["Recorded elsewhere", None, "Lower", None, 4, 8, 6, "N/A - already better than average", None, "Average"],
        ],
        "MSG data": [
            ["Own force", "South"],
            [],
            ["Force", "Population", "Burglary", "Burglary (count)", "Solved"],
            ["North", 500000, 5.1, 2550, 0.14],
            ["South", 410000, 4.2, 1722, 0.11],
            ["East", 630000, 6.3, 3969, 0.16],
            ["West", 380000, 3.9, 1482, 0.12],
        ],
        "Scorecard": [
            ["Objective", "Purpose", "Hard target", "Stretch target", "Actual", "Previous year", "Year-on-year change", "Rolling 3-month trend", "Level of control", "Threat", "Impact score", "Impact classification", "Overall classification", "RAG", "Shortfall", "Suggested threat", "Crimes", "Outcomes"],
            ["Burglary", "Recorded Crime", -0.1, -0.15, 1903, 2076, None, None, None, "High", 13],
            ["Burglary", "Crime Outcome Rate", 0.2, None, 0.18, 0.17, None, None, None, "Medium", 9, None, None, None, None, None, 1903, 347],
            ["Robbery", "Recorded Crime", -0.05, None, 210, 200, None, None, None, "Low", 20],
        ],
        "Breakdown": [
            ["Objective", "Purpose", "Area", "Target", "Actual", "Previous year", "Year-on-year change", "Crimes", "Outcomes", "Shortfall"],
            ["Burglary", "Recorded Crime", "North", None, 903, 1076],
            ["Burglary", "Recorded Crime", "South", None, 1000, 1000],
        ],
        "Series": [
            ["Objective", "Purpose", *_MONTHS],
            ["Burglary", "Recorded Crime", 270, 280, 265, 290, 240, 250, 230, 260],
            ["Robbery", "Recorded Crime", 20, 25, 22, 31, 33, 36, 40, 44],
        ],
    }  # fmt: skip


def ours(layout: TableKind) -> Iterator[Column]:
    """Yield the columns of a kind of table in which the product writes."""
    for column in layout.columns:
        if column.computed or column.formulas or (layout.kind, column.field) in NOT_MARKED:
            yield column


def tables_of(reading: Reading, sheets: Collection[str] | None = None) -> list[Table]:
    """Return the tables of all kinds in a workbook that have a column of ours, each once."""
    found: dict[tuple[str, str, int], Table] = {}
    blocks = [block for block in reading.blocks if sheets is None or block.sheet in sheets]
    for layout in dict.fromkeys(
        layout for kind in KINDS.values() for layout in kind.tables if any(ours(layout))
    ):
        for table in find_all(blocks, layout):
            if is_product_only(table) and not layout.product_only:
                continue  # the actions of this kind pass over what only the product writes
            found.setdefault((layout.kind, table.sheet, table.header), table)
    return list(found.values())


def example(pattern: str, row: int = 2, published: bool = False) -> str:
    """Return a formula of a pattern as the product writes it in a row."""
    settings = {setting.field: getattr(DEFAULT, setting.field) for setting in SETTINGS}
    written, column = "", 1
    for kind, text in tokens(pattern):
        if kind == "name" and text in settings:
            value = settings[text]
            shown = f'"{value}"' if isinstance(value, str) else str(value).upper()
            text = shown if published else f"xls_{text}"
        elif kind == "name" and text in ("cells", "force"):
            column += 1
            text = (
                f"'MSG data'!$B${row}:$B$9" if text == "cells" and published else f"{chr(64 + column)}{row}"
            )
        elif kind == "name":
            text = {"number": "1000", "truth": "TRUE"}[text]
        written += text
    return written
