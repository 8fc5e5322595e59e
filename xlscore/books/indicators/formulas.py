"""An indicator's answers as formulas on the row of cells that its months stand in."""

from __future__ import annotations

from typing import Final

from xlscore.books.indicators.inputs import IndicatorRow
from xlscore.books.tables.figures.months import every_month
from xlscore.books.tables.formulas import cell_of, literal
from xlscore.books.tables.policy import BookPolicy
from xlscore.rules.figures import Figure
from xlscore.rules.monthly.indicators import travel_of
from xlscore.rules.statistics.spc import Direction
from xlscore.rules.trend import ControlLevel

__all__ = ["travel_formula", "value_formula"]

_LEVELS: Final = (ControlLevel.INCREASING, ControlLevel.CONTROLLED, ControlLevel.DECREASING)


def value_formula(row: IndicatorRow, here: str) -> str:
    """Return the figure of the last month as a formula, "" where it stands in no cell that Excel adds up."""
    last = None if row.series is None or not row.series.points else row.series.points[-1].entry
    if not isinstance(last, Figure) or not last.native:
        return ""
    return f"=SUM({cell_of(last.source, here)})"


def travel_formula(row: IndicatorRow, policy: BookPolicy, here: str) -> str:
    """Return the direction of travel as a formula: the level of control, said by which way is better; "" where none says it."""
    months = every_month(row.series, here) if row.series is not None and row.series.sound else None
    direction = row.inputs.direction
    if months is None or direction is None:
        return ""
    settings = [policy.refer(name, here) for name in ("spc_limits", "spc_run", "spc_screen")]
    level = f"CONTROL_LEVEL({','.join([months, *settings])})"
    return f"=CHOOSE(MATCH({level},{{{_listed(_LEVELS)}}},0),{_words(direction)})"


def _words(direction: Direction) -> str:
    return _listed([travel_of(level, direction) for level in _LEVELS])


def _listed(words: list[str] | tuple[str, ...]) -> str:
    return ",".join(literal(str(word)) for word in words)
