"""A redline measure of an area: its value against its minimum, and what has to be said wherever it is quoted.

Source: Essex Police Balanced Scorecard, cycle 13: minimum standards, such as offences per 1,000 against the MSG average.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlscore.rules.figures import Figure, Source
from xlscore.rules.rag import is_at_least_as_good

__all__ = ["RedlineMeasure", "caveats_in_words"]


@dataclass(frozen=True, slots=True)
class RedlineMeasure:
    """A minimum standard of an area: its value, its minimum, which way is better, and "Met" as typed (None: not said)."""

    name: str
    source: Source
    value: Figure | None = None
    minimum: Figure | None = None
    higher_is_better: bool | None = None
    typed: bool | None = None
    by_group: bool = False
    """Whether that is the answer of the MSG sheet, where the minimum is the group's average or top quartile."""
    caveats: tuple[str, ...] = ()
    """What has to be said wherever it is quoted, a sentence each."""
    only_in: str = ""
    """The area in which a command's own redline counts, "" for all; a redline of the force is its area's."""

    @property
    def called(self) -> str:
        """Return what it is called among a command's redlines: with the area in which it counts."""
        return f"{self.name} ({self.only_in})" if self.only_in else self.name

    @property
    def met_by_value(self) -> bool | None:
        """Return whether the value is at its minimum or past it, None where one of them or the direction is not said."""
        if self.value is None or self.minimum is None or self.higher_is_better is None:
            return None
        return is_at_least_as_good(self.value.value, self.minimum.value, self.higher_is_better)

    @property
    def is_computable(self) -> bool:
        """Return whether a formula on its cells would come to the same: both are numbers to Excel too."""
        return all(figure is not None and figure.native for figure in (self.value, self.minimum))

    @property
    def met(self) -> bool | None:
        """Return whether the measure is met: as typed, else by its value.

        >>> from fractions import Fraction as F
        >>> place = Source("Areas", "C2")
        >>> RedlineMeasure("Solved rate", place, Figure(F("0.2"), place), Figure(F("0.1"), place), True).met
        True
        """
        return self.met_by_value if self.typed is None else self.typed


def caveats_in_words(measures: Iterable[RedlineMeasure]) -> str:
    """Return the caveats of measures as a reason that goes by them ends, "" where they have none.

    >>> caveats_in_words([RedlineMeasure("Solved rate", Source("Areas", "C2"), caveats=("Recording, Apr 2018: Better recorded.",))])
    '; Solved rate: Recording, Apr 2018: Better recorded'
    """
    return "".join(
        f"; {each.name}: {' '.join(each.caveats).rstrip('.')}" for each in measures if each.caveats
    )
