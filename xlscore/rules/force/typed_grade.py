"""A grade as a person entered it, with the cell that says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlscore.rules.figures import Source
from xlscore.rules.grades import Grade

__all__ = ["UNTYPED", "TypedGrade"]


@dataclass(frozen=True, slots=True)
class TypedGrade:
    """A grade as a person entered it: None is N/A, or nothing that could be read; and the cell that says so."""

    grade: Grade | None = None
    source: Source | None = None
    is_entered: bool = False
    """Whether a person's entry stands there; N/A is one, a blank is none, and what the product wrote is none."""
    is_readable: bool = True


UNTYPED: Final = TypedGrade()
"""What a cell says in which nobody has entered a grade."""
