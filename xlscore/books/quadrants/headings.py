"""The table of quadrants of the Rebalanced Scorecard."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import BETTER, CAVEAT, DATA_TO, Column, TableKind, worded

__all__ = ["MAPPING", "QUADRANTS"]

QUADRANTS: Final = TableKind(
    "table of quadrants",
    "Quadrants",
    (
        Column("quadrant", "Quadrant", ("quadrants", "scorecard area", "balanced scorecard quadrant")),
        Column("command", "Command", ("commands",)),
        Column("kind", "Kind", ("type", "measure type", "redline or kpi")),
        Column("measure", "Measure", ("measures", "indicator", "redline measure", "kpi")),
        Column("value", "Value", ("actual", "own value", "current value", "own", "performance", *worded("our/own/force/current", "figure/value/performance/rate")), computed=True, typed="figures"),
        Column("previous_value", "Previous value", worded("last/previous/prior/last time/last cycle", "value/actual/figure")),
        Column("minimum", "Minimum", ("benchmark", "msg average", "target", "minimum standard", "standard"), typed="figures"),
        BETTER,
        Column("met", "Met", ("met?", "is met", *worded("pass/met", "/or", "fail/not met"), "achieved", "standard met"), computed=True, formulas=('=IF(cells>=cells,"Yes","No")', '=IF(cells<=cells,"Yes","No")')),
        DATA_TO,
        Column("lever", "Lever for", ("lever of", "moves", "redline it moves")),
        Column("grade", "Grade", ("quadrant grade",), computed=True),
        Column("previous", "Last grade", ("last quadrant grade", "previous grade", "grade last cycle")),
        Column("change", "Change", ("movement",), computed=True),
        Column("narrative", "Narrative", ("comment", "comments", "commentary", "notes")),
        CAVEAT,
    ),
    needs=("quadrant", "measure"),
    rows="measure",
    keys=("quadrant", "command", "measure"),
    prefilled=frozenset({"quadrant", "kind", "grade", "change"}),
)  # fmt: skip
"""A row per measure; a quadrant's grade, last grade and change stand on its first row."""

MAPPING: Final = TableKind(
    "mapping of areas to quadrants",
    "Mapping",
    (
        Column("area", "Old area", ("former area", "previous area", "area before", "old scorecard area", "area (old)", "was area")),
        Column("quadrant", "New quadrant", ("new area", "quadrant now", "new scorecard area", "becomes quadrant", "moves to quadrant")),
    ),
    needs=("area", "quadrant"),
    rows="area",
)  # fmt: skip
"""Which area of the framework before went into which quadrant, so that the history of its grades stays readable."""
