"""What a condition asks, as a record: of which measure, which quantity of it, and how it must stand or move."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from fractions import Fraction

from xlscore.rules.figures_units import Unit

__all__ = [
    "Clause",
    "Comparison",
    "ConditionWords",
    "GroupBenchmark",
    "Joint",
    "Move",
    "Quantity",
    "Since",
    "TargetKind",
]


class Quantity(Enum):
    """What of a measure is looked at."""

    VALUE = "value"
    POSITION = "position"
    GAP = "gap"
    REDLINE = "redline"
    TARGET = "target"


class TargetKind(StrEnum):
    """Which target: whatever its table has, a hard or stretch one of the scorecard, an aspiration in the group, a redline's minimum."""

    ANY = "target"
    HARD = "hard target"
    STRETCH = "stretch target"
    ASPIRATION = "aspiration"
    MINIMUM = "minimum"


class GroupBenchmark(StrEnum):
    """What the group is summed up to."""

    AVERAGE = "MSG average"
    TOP_QUARTILE = "top quartile"


class Comparison(StrEnum):
    """How a figure must stand to another; better and worse go by the way that is better for the measure."""

    BELOW = "below"
    AT_OR_BELOW = "at or below"
    ABOVE = "above"
    AT_OR_ABOVE = "at or above"
    EQUAL = "equal to"
    BETTER = "better than"
    AT_OR_BETTER = "at or better than"
    WORSE = "worse than"
    AT_OR_WORSE = "at or worse than"


class Move(StrEnum):
    """How a figure must have moved since last time."""

    IMPROVES = "improves"
    WORSENS = "worsens"
    FALLS = "falls"
    RISES = "rises"
    STAYS = "stays the same"
    HOLDS = "is no worse"


class Since(StrEnum):
    """Since when a condition says that it has moved; blank where it does not say."""

    LAST_TIME = ""
    QUARTER = "last quarter"
    YEAR = "last year"


class Joint(StrEnum):
    """How the clauses of a condition belong together."""

    AND = "and"
    OR = "or"


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that a condition asks.

    `subject` are the words for the measure, "" for the area's own. A level has `comparison` and `figure` or `benchmark`;
    a move has `move`, and `figure` where it must be by so much; a redline has neither, a target says which is meant.
    """

    subject: str
    quantity: Quantity
    comparison: Comparison | None = None
    figure: Fraction | None = None
    unit: Unit | None = None
    benchmark: GroupBenchmark | None = None
    """What the value is compared with, or the gap is to."""
    move: Move | None = None
    since: Since = Since.LAST_TIME
    months: int | None = None
    """Over how many of the latest months the value counts; None: the value as the table has it."""
    negated: bool = False
    target: TargetKind = TargetKind.ANY


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """A whole condition."""

    clauses: tuple[Clause, ...]
    joint: Joint = Joint.AND
