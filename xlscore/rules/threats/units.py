"""The areas of a breakdown that stand out: the largest fall and rise, the best and the worst level.

Source: Leicestershire performance report, October 2013: dwelling burglary fell by 26.3 % (49 crimes) on one local policing
unit and rose by 24.8 % (40 crimes) on another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.rules.figures import Figure
from xlscore.rules.threats.card import JudgedCard, UnitInputs
from xlscore.rules.threats.levels import AreaLevel
from xlscore.rules.threats.words import Purpose, is_force
from xlscore.rules.words import name_key

__all__ = ["Standout", "standouts"]

_FEWEST: Final = 2
_LEVELS: Final = (AreaLevel.LPU, None, AreaLevel.BCU)
"""The lowest first; None is an area that does not say what it is. Areas of one level alone are compared."""


@dataclass(frozen=True, slots=True)
class Standout:
    """An area that stands out among those of its objective and purpose."""

    objective: str
    purpose: str
    which: str
    """Largest fall, largest rise, best or worst."""
    by: str
    """Per cent, number, or level."""
    area: str
    actual: Fraction
    previous: Fraction | None = None
    change: Fraction | None = None
    """A fraction of last year, a number, or None for a level."""


@dataclass(frozen=True, slots=True)
class _Unit:
    inputs: UnitInputs
    actual: Fraction
    previous: Fraction | None

    def by_number(self) -> Fraction | None:
        return None if self.previous is None else self.actual - self.previous

    def by_percent(self) -> Fraction | None:
        return self.actual / self.previous - 1 if self.previous else None


def standouts(judged: JudgedCard) -> tuple[Standout, ...]:
    """Return the areas that stand out, objective by objective in the breakdown's order.

    Of recorded crime they are the largest fall and rise, by per cent and by number; of a level the best and the worst. The
    force is none of them, and only areas of one level are compared, the lowest that has two.
    """
    found: list[Standout] = []
    groups: dict[tuple[str, Purpose | None], list[UnitInputs]] = {}
    for area in judged.card.areas:
        if area.too_low is False and not is_force(area.area):
            mark = name_key(area.figures.objective), area.figures.measures
            groups.setdefault(mark, []).append(area)
    for (_, measures), areas in groups.items():
        units = _comparable(areas)
        if not units or measures is None:
            continue
        if measures is Purpose.CRIMES:
            found += _extremes(units, "per cent", _Unit.by_percent)
            found += _extremes(units, "number", _Unit.by_number)
        else:
            found += _best_and_worst(units)
    return tuple(found)


def _comparable(areas: Sequence[UnitInputs]) -> list[_Unit]:
    for level in _LEVELS:
        units = [
            _Unit(area, area.figures.actual.value, _value(area))
            for area in areas
            if area.known_level is level and isinstance(area.figures.actual, Figure)
        ]
        if len(units) >= _FEWEST:
            return units
    return []


def _value(area: UnitInputs) -> Fraction | None:
    previous = area.figures.previous
    return previous.value if isinstance(previous, Figure) else None


def _extremes(units: Iterable[_Unit], by: str, measure: Callable[[_Unit], Fraction | None]) -> list[Standout]:
    changes = [(change, unit) for unit in units if (change := measure(unit)) is not None]
    if len(changes) < _FEWEST:
        return []
    ends = (
        ("largest fall", min(changes, key=lambda each: each[0])),
        ("largest rise", max(changes, key=lambda each: each[0])),
    )
    return [
        _standout(which, by, unit, change)
        for which, (change, unit) in ends
        if (change < 0 if which == "largest fall" else change > 0)
    ]


def _best_and_worst(units: Sequence[_Unit]) -> list[Standout]:
    ordered = sorted(units, key=lambda unit: unit.actual, reverse=units[0].inputs.figures.higher_is_better)
    if ordered[0].actual == ordered[-1].actual:
        return []
    return [_standout("best", "level", ordered[0]), _standout("worst", "level", ordered[-1])]


def _standout(which: str, by: str, unit: _Unit, change: Fraction | None = None) -> Standout:
    figures = unit.inputs.figures
    return Standout(
        figures.objective, figures.purpose, which, by, unit.inputs.area, unit.actual, unit.previous, change
    )
