"""The scale of an axis: round figures to mark it with, and where a value stands between its ends."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

__all__ = ["AxisScale", "scale_of"]

_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_FROM_NOUGHT: Final = 1.0
"""An axis begins at nought where its lowest value lies no further from it than so many times the span of its values."""

_ALIKE: Final = 1e-9
"""Values that differ by no more than this part of themselves are one."""


@dataclass(frozen=True, slots=True)
class AxisScale:
    """An axis from its lowest to its highest mark, which stand `step` apart."""

    low: float
    high: float
    step: float

    @property
    def marks(self) -> list[float]:
        """Return where it is marked, from the lowest."""
        number = round((self.high - self.low) / self.step)
        return [self.low + self.step * place for place in range(number + 1)]

    @property
    def places(self) -> int:
        """Return with how many decimals its marks are written."""
        return max(0, -math.floor(math.log10(self.step) + 1e-9)) + (self._leading == 2.5)

    @property
    def _leading(self) -> float:
        return round(float(self.step / 10 ** math.floor(math.log10(self.step) + 1e-9)), 3)

    def part(self, value: float) -> float:
        """Return how far up a value stands, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def scale_of(values: Iterable[float], marks: int = 5) -> AxisScale:
    """Return an axis that holds values, with about so many marks.

    >>> scale_of([103, 140, 66]).marks
    [0.0, 50.0, 100.0, 150.0]
    >>> scale_of([1003, 1010]).marks
    [1002.0, 1004.0, 1006.0, 1008.0, 1010.0]
    >>> scale_of([0.175, 0.2]).places, scale_of([7]).marks
    (3, [0.0, 2.0, 4.0, 6.0, 8.0])
    """
    known = list(values)
    low, high = min(known), max(known)
    alike = high - low <= _ALIKE * max(1.0, abs(low), abs(high))
    if alike or 0 <= low <= _FROM_NOUGHT * (high - low):
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low <= _ALIKE:
        low, high = 0.0, 1.0
    step = _step((high - low) / marks)
    return AxisScale(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def _step(rough: float) -> float:
    """Return the round figure that is not below a rough one."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * each for each in _ROUND if power * each >= rough * (1 - 1e-9))
