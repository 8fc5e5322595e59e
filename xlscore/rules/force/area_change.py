"""An area's grade in two cycles, and how it has changed."""

from __future__ import annotations

from dataclasses import dataclass

from xlscore.rules.grades import Grade, GradeChange, grade_change, grade_name

__all__ = ["AreaChange"]


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area's grade in two cycles."""

    area: str
    previous: Grade | None
    current: Grade | None
    agreed: bool = True
    """Whether a person entered the current grade; else it is the suggestion."""

    @property
    def change(self) -> GradeChange:
        """Return how the grade has changed."""
        return grade_change(self.previous, self.current)

    @property
    def changed(self) -> bool:
        """Return whether it is another grade than last cycle."""
        return self.change in (GradeChange.IMPROVED, GradeChange.DETERIORATED)

    def as_dict(self) -> dict[str, str | bool]:
        """Return the record as the command line's JSON prints it."""
        return {
            "area": self.area,
            "previous": grade_name(self.previous),
            "current": grade_name(self.current),
            "change": self.change.value,
            "agreed": self.agreed,
        }
