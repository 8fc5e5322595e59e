"""What the areas of a breakdown contribute, in sentences: the command units side by side, and the areas that stand out.

Source: Leicestershire performance report, October 2013.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure, Source
from xlscore.rules.objectives.amounts import level_words
from xlscore.rules.objectives.records import PurposeInputs, Said, UnitOf, sources_of
from xlscore.rules.threats.levels import AreaLevel
from xlscore.rules.threats.units import Standout
from xlscore.rules.threats.units_words import standouts_in_words
from xlscore.rules.threats.words import Purpose, is_force
from xlscore.rules.words import counted, listed, name_key

__all__ = ["areas_in_words", "below_the_force"]

_MOST: Final = 6
"""So many areas are named side by side; more are read from the table."""
_FEWEST: Final = 3
"""Of fewer areas nobody counts how many rose and fell."""


def below_the_force(row: PurposeInputs) -> tuple[UnitOf, ...]:
    """Return a row's areas without the force itself, and without those below its lowest level."""
    return tuple(
        unit for unit in row.units if unit.inputs.too_low is False and not is_force(unit.inputs.area)
    )


def areas_in_words(row: PurposeInputs, standouts: Sequence[Standout]) -> tuple[Said, ...]:
    """Return what a row's areas contribute: its command units by change or level, how many areas rose, which stand out."""
    units = below_the_force(row)
    beside = _side_by_side(row, units)
    told = [*beside, *_up_and_down(row, units)]
    lines = standouts_in_words(standouts)
    named = {name_key(each.area) for each in standouts}
    said = {name_key(unit.inputs.area) for unit in units if _is_command(unit)} if beside else set()
    if lines and not named <= said:
        cells = [s for unit in units if name_key(unit.inputs.area) in named for s in _cells(unit)]
        told.append(
            Said(f"By area: {', '.join(lines)}.", tuple(dict.fromkeys(cells)), "areas that stand out")
        )
    return tuple(told)


def _side_by_side(row: PurposeInputs, units: Sequence[UnitOf]) -> list[Said]:
    commands = [(unit, words) for unit in units if _is_command(unit) and (words := _figure_words(row, unit))]
    if not 1 < len(commands) <= _MOST:
        return []
    said = listed([f"{unit.inputs.area} {words}" for unit, words in commands])
    cells = dict.fromkeys(source for unit, _ in commands for source in _cells(unit))
    return [Said(f"{said}.", tuple(cells), "command units")]


def _figure_words(row: PurposeInputs, unit: UnitOf) -> str:
    """Return an area's change on last year, or its level; "" where it has none."""
    actual = unit.inputs.figures.actual
    if row.inputs.measures is not Purpose.CRIMES:
        return level_words(actual.value, row.inputs) if isinstance(actual, Figure) else ""
    if unit.change is None:
        return ""
    if not unit.change:
        return "as last year"
    way = "up" if unit.change > 0 else "down"
    return f"{way} {abs(to_float(unit.change)):.1%}"


def _is_command(unit: UnitOf) -> bool:
    return unit.inputs.known_level is AreaLevel.BCU


def _up_and_down(row: PurposeInputs, units: Sequence[UnitOf]) -> list[Said]:
    """Return how many of the lowest areas rose and fell, where there are enough of them to count."""
    lowest = [unit for unit in units if not _is_command(unit) and unit.change is not None]
    if row.inputs.measures is not Purpose.CRIMES or len(lowest) < _FEWEST:
        return []
    up = sum(unit.change > 0 for unit in lowest if unit.change is not None)
    down = sum(unit.change < 0 for unit in lowest if unit.change is not None)
    said = f"Of {counted(len(lowest), 'area')} {up} {'is' if up == 1 else 'are'} above last year and {down} below."
    return [Said(said, tuple(dict.fromkeys(s for unit in lowest for s in _cells(unit))), "how many areas")]


def _cells(unit: UnitOf) -> tuple[Source, ...]:
    figures = unit.inputs.figures
    return sources_of(figures.actual, figures.previous, unit.typed_change)
