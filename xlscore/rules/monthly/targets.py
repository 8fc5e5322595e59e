"""Targets of a year as a table has them: a change on the year before, or the level itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from xlscore.rules.figures import Source
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, quoted

__all__ = ["TargetWay", "YearTarget", "read_target_way"]


class TargetWay(StrEnum):
    """What a target says."""

    CHANGE = "Change"
    LEVEL = "Level"


def read_target_way(typed: str) -> TargetWay:
    """Return what a target says, from the word typed for it.

    >>> read_target_way("reduction").value, read_target_way("Level").value
    ('Change', 'Level')
    """
    word = key(typed)
    if word in ("change", "change on last year", "reduction", "increase", "%"):
        return TargetWay.CHANGE
    if word in ("level", "total", "number", "count"):
        return TargetWay.LEVEL
    raise RuleError(Trouble.UNREADABLE, f"{quoted(typed)} is no kind of target.", "Enter Change or Level.")


@dataclass(frozen=True, slots=True)
class YearTarget:
    """An agreed target: a Change is a fraction of the year before (-0.05), a Level the total of the year."""

    value: Fraction
    kind: TargetWay
    source: Source

    def of_year(self, year_before: Fraction | None) -> Fraction | None:
        """Return the total that the year may come to, None where the year before is not known."""
        if self.kind is TargetWay.LEVEL:
            return self.value
        return None if year_before is None else year_before * (1 + self.value)

    def to_date(self, last_to_date: Fraction | None, year_before: Fraction | None) -> Fraction | None:
        """Return what the year so far may have come to: as much of the year's total as last year had by then.

        >>> place = Source("Targets", "F2")
        >>> YearTarget(Fraction(-1, 10), TargetWay.CHANGE, place).to_date(Fraction(50), None)
        Fraction(45, 1)
        >>> YearTarget(Fraction(90), TargetWay.LEVEL, place).to_date(Fraction(50), Fraction(100))
        Fraction(45, 1)
        """
        if last_to_date is None:
            return None
        if self.kind is TargetWay.CHANGE:
            return last_to_date * (1 + self.value)
        return self.value * last_to_date / year_before if year_before else None
