"""An area's grade in two cycles, and how it has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from xlscore.rules.grades import Grade, GradeChange, grade_change, grade_name
from xlscore.rules.words import in_words

__all__ = ["AreaChange", "cycles_at"]


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area's grade in two cycles."""

    area: str
    previous: Grade | None
    current: Grade | None
    agreed: bool = True
    """Whether a person entered the current grade; else it is the suggestion."""
    run: int = 0
    """How many cycles in a row before this one had the previous grade, as far as the history goes."""

    @property
    def change(self) -> GradeChange:
        """Return how the grade has changed."""
        return grade_change(self.previous, self.current)

    @property
    def changed(self) -> bool:
        """Return whether it is another grade than last cycle."""
        return self.change in (GradeChange.IMPROVED, GradeChange.DETERIORATED)

    @property
    def run_clause(self) -> str:
        """Return of a grade that has changed how long the one before had stood, "" for a single cycle.

        Source: Essex Police Balanced Scorecard, cycle 13: "a deterioration compared to the previous three cycles, where
        Innovation was graded at Outstanding".

        >>> AreaChange("Innovation", Grade.OUTSTANDING, Grade.GOOD, run=3).run_clause
        'previous three cycles Outstanding'
        """
        if not self.changed or self.previous is None or self.run < 2:
            return ""
        number = in_words(self.run)
        return f"previous {number} cycles {self.previous.value}"

    def as_dict(self) -> dict[str, str | bool]:
        """Return the record as the command line's JSON prints it."""
        return {
            "area": self.area,
            "previous": grade_name(self.previous),
            "current": grade_name(self.current),
            "change": self.change.value,
            "agreed": self.agreed,
        }


def cycles_at(grade: Grade | None, past: Sequence[Grade | None]) -> int:
    """Return how many of the past cycles, oldest first, ended in a row with a grade.

    >>> cycles_at(Grade.GOOD, [Grade.GOOD, Grade.OUTSTANDING, Grade.GOOD, Grade.GOOD])
    2
    """
    return sum(1 for _ in takewhile(lambda each: each is grade, reversed(past)))
