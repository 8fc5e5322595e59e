"""The gap to the group's benchmark, from the change that the MSG sheet says is required.

A change required is benchmark minus own, a gap own minus benchmark: the same with the other sign.
"""

from __future__ import annotations

from xlscore.rules.exact import exact
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.positions.units import is_percentage, per_population
from xlscore.rules.redlines.redline import GroupStandard
from xlscore.rules.redlines.scale import HeldAs

__all__ = ["gap_from_change"]


def gap_from_change(name: str, change: float | str | None, unit: str) -> GroupStandard:
    """Return a benchmark with the gap to it; without one where the change is not a figure.

    >>> confidence = gap_from_change("MSG average", "9.5% points", "%")
    >>> float(confidence.gap), confidence.held_as.value
    (-0.095, 'fraction')
    >>> gap_from_change("MSG average", "N/A - already better than average.", "%").gap is None
    True
    """
    if change is None:
        return GroupStandard(name)
    if isinstance(change, str):
        found = read_figure(change)
        if found is None:
            return GroupStandard(name)
        if found.unit in (Unit.PERCENT, Unit.POINTS):
            return GroupStandard(name, -found.value, HeldAs.FRACTION)
        return GroupStandard(name, -found.value, HeldAs.PLAIN, found.words)
    gap = -exact(change)
    if is_percentage(unit):
        return GroupStandard(name, gap, HeldAs.FRACTION if abs(gap) <= 1 else HeldAs.PER_CENT)
    whole = per_population(unit) is not None and gap.denominator == 1
    return GroupStandard(
        name, gap, HeldAs.PLAIN, ("offence" if abs(gap) == 1 else "offences") if whole else ""
    )
