"""Whether a redline's figures are percentages, and in which numbers: a change of one is said in points.

A sheet has 73.6 % as a fraction shown as a percentage, as a text with its sign, or as the bare number 73.6 beside a unit.
Figures that cannot be of one scale are none to compare: 73.6 % against 80 is a typing error, not a redline missed by far.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from xlscore.rules.exact import cell_number
from xlscore.rules.figures import Figure
from xlscore.rules.figures_units import Unit

__all__ = ["HeldAs", "ShownFigure", "in_scale_of", "said_amount", "said_points", "scale_of"]

_SHARES = (Unit.PERCENT, Unit.POINTS)
_PLACES = 2
_ALIKE = 3
"""Where a fraction and a bare number are of one size as percentages, within this factor, the one may be meant as the other."""


class HeldAs(Enum):
    """In which numbers a figure is held: as it is meant, as a fraction of a percentage, as per cent without a sign."""

    PLAIN = "plain"
    FRACTION = "fraction"
    PER_CENT = "per cent"

    @property
    def is_share(self) -> bool:
        """Return whether the figures are percentages."""
        return self is not HeldAs.PLAIN

    def per_cent(self, value: Fraction) -> Fraction:
        """Return a figure in the numbers that a sentence says it in."""
        return value * 100 if self is HeldAs.FRACTION else value


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure, and whether its cell shows a number as a percentage."""

    figure: Figure
    as_percentage: bool = False

    @property
    def is_certain(self) -> bool:
        """Return whether the cell itself says that it is a percentage."""
        text = self.figure.text
        return self.as_percentage if text is None else text.unit in _SHARES


def scale_of(figures: Sequence[ShownFigure], *, said: bool) -> HeldAs | None:
    """Return in which numbers figures of one measure are held, None where they cannot be of one scale.

    `said` is whether the measure's unit or name says that it is a percentage.

    >>> from xlscore.rules.figures import Source
    >>> own, eighty = (Figure(Fraction(n), Source("Areas", "C2")) for n in ("0.736", "80"))
    >>> scale_of([ShownFigure(own, True)], said=False).value, scale_of([ShownFigure(own, True), ShownFigure(eighty)], said=False)
    ('fraction', None)
    """
    bare = [one.figure for one in figures if not one.is_certain]
    over = [figure for figure in bare if abs(figure.value) > 1]
    if len(bare) < len(figures):
        return None if over else HeldAs.FRACTION
    if not said or not figures:
        return HeldAs.PLAIN
    if not over:
        return HeldAs.FRACTION
    small = [abs(figure.value) for figure in bare if 0 < abs(figure.value) <= 1]
    doubtful = any(1 <= _ALIKE * 100 * s / abs(o.value) <= _ALIKE**2 for s in small for o in over)
    return None if doubtful else HeldAs.PER_CENT


def in_scale_of(value: Fraction, *, is_fraction: bool, certain: bool, beside: Sequence[Fraction]) -> Fraction:
    """Return a percentage from elsewhere in the numbers of the figures that it goes beside.

    `is_fraction` is whether it is known to be one; `certain`, whether the others are percentages by their sign or their cell.
    `beside` are bare numbers among them: next to 60 a percentage is 50.8, not 0.508.

    >>> F = Fraction
    >>> in_scale_of(F("0.508"), is_fraction=True, certain=False, beside=[F(60)]) == F("50.8")
    True
    >>> in_scale_of(F("50.8"), is_fraction=False, certain=True, beside=[]) == F("0.508")
    True
    """
    if certain:
        return value if is_fraction or abs(value) <= 1 else value / 100
    return value * 100 if is_fraction and any(abs(other) > 1 for other in beside) else value


def said_amount(value: Fraction, scale: HeldAs, unit: str = "") -> str:
    """Return a figure as a sentence says it, with its sign.

    >>> said_amount(Fraction("0.736"), HeldAs.FRACTION), said_amount(Fraction("80"), HeldAs.PER_CENT), said_amount(Fraction(-1234), HeldAs.PLAIN, "offences")
    ('73.6%', '80%', '-1,234 offences')
    """
    number = _number(scale.per_cent(value))
    return f"{number}%" if scale.is_share else f"{number} {unit}".strip()


def said_points(size: Fraction, scale: HeldAs, unit: str = "") -> str:
    """Return a difference as a sentence says it, without its sign: in points between percentages.

    >>> said_points(Fraction("-0.064"), HeldAs.FRACTION), said_points(Fraction("-0.01"), HeldAs.FRACTION), said_points(Fraction(5, 2), HeldAs.PLAIN)
    ('6.4 points', '1.0 points', '2.5')
    """
    number = _number(abs(scale.per_cent(size)))
    if not scale.is_share:
        return f"{number} {unit}".strip()
    return f"{number if '.' in number else f'{number}.0'} points"


def _number(value: Fraction) -> str:
    """Return a number in two places at most, a smaller one in two digits."""
    if 0 < abs(value) < Fraction(1, 10):
        return f"{float(value):.2g}"
    rounded = round(value, _PLACES)
    text = f"{cell_number(rounded):,.{_PLACES}f}"
    return text.rstrip("0").rstrip(".")
