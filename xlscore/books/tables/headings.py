"""The words on the sheets: names of sheets, headings of tables with their other spellings, labels, cell names.

The one home of all of them. The templates write the headings from here, the finder looks for them, and the aliases
are what officers in other forces and the published papers call the same column. An alias is compared without case,
punctuation, notes in brackets, footnote digits and dates at the end ("Force Redline (Feb 2019)" is "force redline").
"""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.grade_tables import (
    AREAS,
    CHANGES,
    GRID,
    HISTORY,
    NOT_YET_GRADED,
    QUADRANTS,
    RATIONALES,
    REDLINES,
    RETURN,
)
from xlscore.books.tables.layout import Column, Layout, know
from xlscore.books.tables.measure_tables import (
    BREAKDOWN,
    MSG,
    MSG_BASE,
    MSG_COUNT,
    MSG_DATA,
    MSG_HISTORY,
    SCORECARD,
    SERIES,
)
from xlscore.books.tables.vocabulary import column_key

__all__ = [
    "AREAS", "BREAKDOWN", "CHANGES", "COMMAND_LABELS", "CYCLE_LABELS", "GRID", "HISTORY", "LINES", "MAPS", "MAP_FACTS",
    "MAP_PLACEHOLDER", "MAP_SHEET",
    "MSG", "MSG_BASE", "MSG_COUNT", "MSG_DATA", "MSG_HISTORY", "NAME_PREFIX", "NOT_A_COMMAND", "NOT_YET_GRADED",
    "OVERALL_MATRIX", "OWN_FORCE", "OWN_FORCE_LABELS", "PINS", "POLICY", "PROBLEMS", "QUADRANTS", "RATIONALES", "REDLINES", "RETURN",
    "SCORECARD", "SERIES", "SHEETS", "STOPS", "Column", "Layout", "policy_name",
]  # fmt: skip


POLICY: Final = Layout(
    "policy",
    "Policy",
    (
        Column("setting", "Setting", ("settings", "policy", "policy setting")),
        Column("value", "Value", ("set to", "choice")),
        Column("meaning", "Meaning", ("help", "what it means")),
        Column("source", "Source", ("sources",)),
    ),
    needs=("setting", "value"),
    rows="setting",
)
"""A row per setting, named by its label in `xlscore.rules.policy.SETTINGS`, and one for the own force."""

OVERALL_MATRIX: Final = Layout(
    "overall classification by threat and impact",
    "Policy",
    (
        Column("threat", "Threat", ("threat level", "overall classification")),
        Column("low", "Low", ("low impact", "impact low")),
        Column("medium", "Medium", ("medium impact", "impact medium")),
        Column("high", "High", ("high impact", "impact high")),
    ),
    needs=("threat", "low", "medium", "high"),
    rows="threat",
)  # fmt: skip
"""A row per threat (Low, Medium, High), a column per impact class: the matrix is a setting."""

PROBLEMS: Final = Layout(
    "table of problems",
    "Problems",
    (
        Column("sheet", "Sheet", (), computed=True),
        Column("cell", "Cell", (), computed=True),
        Column("what", "What is wrong", ("what", "problem"), computed=True),
        Column("do", "What to do", ("do", "action"), computed=True),
        Column("found_by", "Found by", (), computed=True),
    ),
    needs=("sheet", "cell", "what", "do"),
    rows="what",
)  # fmt: skip
"""`Found by` holds the name of the command that found it, and each run replaces only its own rows."""

MAPS: Final = Layout(
    "table of maps",
    "Tube map lines",
    (
        Column("map", "Map", ("maps", "map name"), own_names=True),
        Column("title", "Title"),
        Column("subtitle", "Subtitle", ("sub-title", "second line")),
        Column("date", "Date", ("as at", "board date", "agreed on")),
        Column("source", "Source", ("sources", "small print")),
        Column("paper", "Paper", ("paper size",)),
    ),
    needs=("map", ("title", "paper")),
    rows="map",
)
LINES: Final = Layout(
    "table of lines",
    "Tube map lines",
    (
        Column("map", "Map", ("map name",)),
        Column("line", "Line", ("line name",)),
        Column("colour", "Colour", ("color",)),
    ),
    needs=("map", "line", "colour"),
    rows="line",
)
STOPS: Final = Layout(
    "table of stops",
    "Tube map lines",
    (
        Column("map", "Map", ("map name",)),
        Column("line", "Line", ("line name",)),
        Column("sequence", "Sequence", ("stop", "order", "number", "no")),
        Column("area", "Area", ("station", "areas")),
    ),
    needs=("map", "line", "sequence", "area"),
    rows="area",
)
PINS: Final = Layout(
    "table of pins",
    "Tube map lines",
    (
        Column("map", "Map", ("map name",)),
        Column("area", "Area", ("station", "areas")),
        Column("column", "Column", ("x", "grid column"), computed=True),
        Column("row", "Row", ("y", "grid row"), computed=True),
        Column("side", "Label side", ("label", "side"), computed=True),
    ),
    needs=("map", "area", "column", "row"),
    rows="area",
    keys=("map", "area"),
)
MAP_FACTS: Final = Layout(
    "table of the map's facts",
    "Tube map data",
    (
        Column("map", "Map", computed=True),
        Column("area", "Area", computed=True),
        Column("lines", "Lines", computed=True),
        Column("grade", "Grade", computed=True),
        Column("change", "Change", computed=True),
        Column("redline", "Redline", computed=True),
        Column("words", "In words", computed=True),
        Column("column", "Column", computed=True),
        Column("row", "Row", computed=True),
        Column("side", "Label side", computed=True),
    ),
    needs=("map", "area", "lines", "grade", "change", "redline", "words", "column", "row", "side"),
    rows="area",
    keys=("map", "area"),
    product_only=True,
)
"""What the maps say, in cells; no other spellings, since only the product writes it and no other table has all of them."""

MAP_SHEET: Final = "Tube map"
"""Where a workbook's first map is drawn; the others have its name and their own behind it."""
MAP_PLACEHOLDER: Final = "Draw tube map puts the map here."
"""What the templates write on the blank sheet; the first drawing takes it away."""

know(POLICY, OVERALL_MATRIX, PROBLEMS)

SHEETS: Final = {
    "balanced-scorecard": (
        "Guide", "Grid", "Changes", "Areas", "MSG", "MSG data", "Quadrants", "Tube map", "Tube map lines", "Policy", "Problems",
    ),
    "threat-impact": ("Guide", "Scorecard", "Breakdown", "Series", "Policy", "Problems"),
    "command-return": ("Return", "Guide"),
}  # fmt: skip
"""The sheets of each kind of workbook, in their order; "Grade history", "Tube map data" and further maps join when needed."""

OWN_FORCE: Final = "Own force"
"""The label on the Policy sheet beside which the force's own name stands; also the cell name `xls_own_force`."""
OWN_FORCE_LABELS: Final = (OWN_FORCE, "our force", "this force", "your force", "name of force", "force:")
CYCLE_LABELS: Final = ("Cycle", "current cycle", "this cycle", "grading cycle", "cycle name")
"""A cell with such a label has the cycle's name to its right ("Cycle" | "Cycle 13"); the Grid and the Return carry one."""
COMMAND_LABELS: Final = ("Command", "command name", "department", "your command", "return from")

NOT_A_COMMAND: Final = frozenset(
    column_key(word)
    for word in (
        "comment", "comments", "commentary", "note", "notes", "evidence", "owner", "lead", "narrative", "ref", "reference",
        "no", "id", "number", "description", "measure", "measures", "data", "date", "data month", "redline measures", "change",
        "movement", "trend", "direction", "status", "acc lead", "chief officer lead", "chair", "board", "risk", "action",
        "majority", "oversight board", "proposed grade", "grade", "grades", "weight", "weighting",
    )
)  # fmt: skip
"""Headings that stand in grids and are never a command, whatever their cells hold."""

NAME_PREFIX: Final = "xls_"


def policy_name(field: str) -> str:
    """Return the workbook's name for a setting's cell, which the live formulas refer to.

    >>> policy_name("rag_tolerance")
    'xls_rag_tolerance'
    """
    return NAME_PREFIX + field
