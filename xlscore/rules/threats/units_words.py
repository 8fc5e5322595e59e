"""The areas that stand out, and a group of objectives, as a sentence says them; whoever holds them, as fractions or in floating point."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol

from xlscore.rules.threats.words import is_rate
from xlscore.rules.words import counted

__all__ = ["GroupFigures", "StandingOut", "group_words", "standouts_in_words"]

_Number = Fraction | float


class StandingOut(Protocol):
    """An area that stands out, as `units.Standout` has it."""

    @property
    def purpose(self) -> str:
        """Return what the row counts."""

    @property
    def which(self) -> str:
        """Return what stands out: the largest fall or rise, the best, the worst."""

    @property
    def by(self) -> str:
        """Return by what: per cent, number, level."""

    @property
    def area(self) -> str:
        """Return the area's name."""

    @property
    def actual(self) -> _Number:
        """Return its figure."""

    @property
    def previous(self) -> _Number | None:
        """Return last year's."""


class GroupFigures(Protocol):
    """A group of objectives added up, as `groups.ObjectiveGroup` has it."""

    @property
    def group(self) -> str:
        """Return its name."""

    @property
    def objectives(self) -> tuple[str, ...]:
        """Return the objectives in it."""

    @property
    def actual(self) -> _Number | None:
        """Return the recorded crime of all of them."""

    @property
    def previous(self) -> _Number | None:
        """Return last year's."""

    @property
    def year_on_year(self) -> _Number | None:
        """Return the change on last year."""

    @property
    def shortfall(self) -> int | None:
        """Return the crimes over the targets of those that miss theirs."""


def standouts_in_words(units: Sequence[StandingOut]) -> list[str]:
    """Return the areas of one row that stand out in words; one that does by per cent and by number is said once.

    >>> from xlscore.rules.threats.units import Standout
    >>> hill = Standout("Burglary", "Recorded Crime", "largest fall", "number", "Spinney Hill LPU", Fraction(137), Fraction(186), Fraction(-49))
    >>> standouts_in_words([hill])
    ['largest fall in number Spinney Hill LPU 186 to 137 (-26.3%, 49 fewer)']
    """
    said: list[str] = []
    for unit in units:
        if unit.by == "level":
            said.append(f"{unit.which} {unit.area} {_share_or_number(unit)}")
            continue
        places = [each.by for each in units if (each.which, each.area) == (unit.which, unit.area)]
        line = _change(unit, len(places) > 1)
        if unit.by == places[0]:
            said.append(line)
    return said


def _change(unit: StandingOut, both: bool) -> str:
    actual, previous = float(unit.actual), float(unit.previous or 0)
    number = abs(actual - previous)
    share = f"{actual / previous - 1:+.1%}, " if previous else ""
    way = "fewer" if actual < previous else "more"
    by = "" if both else " in per cent" if unit.by == "per cent" else " in number"
    return f"{unit.which}{by} {unit.area} {previous:,.10g} to {actual:,.10g} ({share}{number:,.10g} {way})"


def _share_or_number(unit: StandingOut) -> str:
    return f"{float(unit.actual):.1%}" if is_rate(unit.purpose) else f"{float(unit.actual):,.10g}"


def group_words(group: GroupFigures, overall: str | None) -> str:
    """Return a group added up in a sentence; `overall` is the highest overall classification among its objectives.

    >>> from xlscore.rules.threats.groups import ObjectiveGroup
    >>> both = ObjectiveGroup("Vehicle crime", ("Theft of", "Theft from"), Fraction(110), Fraction(100), Fraction(1, 10), 1, None)
    >>> group_words(both, "Medium")
    'Vehicle crime (Theft of, Theft from): recorded crime 110 against 100 (+10.0%), 1 crime over the targets together, highest overall classification Medium.'
    """
    parts = []
    if group.actual is not None and group.previous is not None:
        change = "" if group.year_on_year is None else f" ({float(group.year_on_year):+.1%})"
        parts.append(
            f"recorded crime {float(group.actual):,.10g} against {float(group.previous):,.10g}{change}"
        )
    if group.shortfall:
        parts.append(f"{counted(group.shortfall, 'crime')} over the targets together")
    if overall:
        parts.append(f"highest overall classification {overall}")
    return f"{group.group} ({', '.join(group.objectives)}): {', '.join(parts) or 'nothing to add up'}."
