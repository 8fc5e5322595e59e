"""What is said of a scorecard besides its rows: units that stand out, groups, what is not broken down, rounded rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.plan.words import counted
from xlscore.books.threat.scorecard import Scorecard, ScoreRow, UnitShown
from xlscore.rules.threats.units_words import group_words, standouts_in_words
from xlscore.rules.threats.words import Purpose

__all__ = ["details", "noted", "shown_actual", "shown_target", "with_caveats"]

_RATES: Final = (Purpose.OUTCOMES.value, Purpose.SATISFACTION.value)
_MOST: Final = 5
"""So many rows are named in one sentence; the others are counted."""


def shown_actual(row: ScoreRow) -> str | None:
    """Return a row's actual as a screen shows it: 1,903, 18.2% or 9.4 days."""
    return _level(row.actual, row)


def shown_target(row: ScoreRow) -> str | None:
    """Return a row's hard target as a screen shows it: -10% of a count, 25% or 8.5 days of a level."""
    if row.measures == Purpose.CRIMES.value and row.hard_target is not None:
        return f"{row.hard_target * 100:+,.10g}%"
    return _level(row.hard_target, row)


def _level(value: float | None, row: ScoreRow) -> str | None:
    if value is None:
        return None
    if row.measures in _RATES:
        return f"{round(value * 100, 1):,.10g}%"
    return f"{value:,.10g} {row.unit if row.measures == Purpose.AVERAGE.value else ''}".rstrip()


def details(result: Scorecard) -> list[str]:
    """Return the sentences on a scorecard's units, groups, limits of breakdown and rounded rates."""
    return [
        *_units(result),
        *(
            with_caveats(
                group_words(group, group.overall),
                [
                    row
                    for row in result.rows
                    if row.objective in group.objectives and row.measures == Purpose.CRIMES.value
                ],
            )
            for group in result.groups
        ),
        *_left_out(result),
        *_rounded(result),
    ]


def _units(result: Scorecard) -> list[str]:
    by_row: dict[tuple[str, str], list[UnitShown]] = {}
    for unit in result.units:
        by_row.setdefault((unit.objective, unit.purpose), []).append(unit)
    rows = {(row.objective, row.purpose): row for row in result.rows}
    return [
        with_caveats(f"{purpose} {objective} by area: {', '.join(standouts_in_words(units))}.", [rows.get((objective, purpose))])
        for (objective, purpose), units in by_row.items()
    ]  # fmt: skip


def with_caveats(sentence: str, rows: Sequence[ScoreRow | None]) -> str:
    """Return a sentence that quotes rows with what has to be said beside their figures at its end, each caveat once.

    Where it quotes more than one row, each caveat names the row that it is on.
    """
    said = [
        f"{row.purpose} {row.objective}: {caveat}" if len(rows) > 1 else caveat
        for row in rows
        if row is not None
        for caveat in row.caveats
    ]
    return " ".join((sentence, *dict.fromkeys(said)))


def _left_out(result: Scorecard) -> list[str]:
    return [
        f"{objective}: {counted(number, 'area')} of the breakdown below its lowest level, not worked out."
        for objective, number in result.left_out.items()
    ]


def _rounded(result: Scorecard) -> list[str]:
    rows = [row for row in result.rows if row.shortfall_range]
    if not rows:
        return []
    said = [_between(row) for row in rows[:_MOST]]
    if len(rows) > _MOST:
        said.append(f"and {counted(len(rows) - _MOST, 'other row')}")
    line = f"Outcomes short that follow from a rounded rate: {', '.join(said)}. Enter the outcomes to have the exact number."
    return [with_caveats(line, rows[:_MOST])]


def _between(row: ScoreRow) -> str:
    few, many = row.shortfall_range or (0, 0)
    return f"{row.objective} {row.shortfall:,} ({few:,} to {many:,})"


def noted(result: Scorecard) -> list[str]:
    """Return what has to be said beside each row's figures, a line each."""
    return [f"{row.purpose} {row.objective}: {caveat}" for row in result.rows for caveat in row.caveats]
