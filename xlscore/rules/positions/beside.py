"""An own figure beside the group's average, whatever says the two: the data of the group, or the row that prints them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlscore.rules.figures import Figure
from xlscore.rules.policy import Policy
from xlscore.rules.positions.group import own_and_average
from xlscore.rules.positions.records import GroupData, MeasureInputs

__all__ = ["BesideAverage", "average_of", "beside_average"]


def average_of(own: Fraction | None, average: Fraction | None, away: Fraction | None) -> Fraction | None:
    """Return the group's average as a table prints it, else as the own figure and its difference from it say, own less average.

    >>> average_of(Fraction(6), None, Fraction(1)), average_of(Fraction(6), Fraction(5), None), average_of(None, None, Fraction(1))
    (Fraction(5, 1), Fraction(5, 1), None)
    """
    if average is not None:
        return average
    return None if own is None or away is None else own - away


@dataclass(frozen=True, slots=True)
class BesideAverage:
    """An own figure beside the group's average, and what says the average: a cell, a difference, or the data of the group."""

    own: Figure
    average: Fraction
    printed: Figure | None = None
    away: Figure | None = None
    data: GroupData | None = None


def beside_average(inputs: MeasureInputs, policy: Policy) -> BesideAverage | None:
    """Return a measure's own figure beside the group's average: by the data of the group, else as its row prints them; None for neither."""
    both = None if inputs.data is None else own_and_average(inputs.data, policy)
    if both is not None:
        return BesideAverage(*both, data=inputs.data)
    said = inputs.typed.from_average
    if said is None:
        return None
    if said.average is not None:
        return BesideAverage(said.value, said.average.value, printed=said.average)
    own = inputs.typed.value
    average = average_of(None if own is None else own.value, None, said.by)
    return None if own is None or average is None else BesideAverage(own, average, away=said.value)
