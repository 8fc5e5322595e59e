"""What a measure's row on the MSG sheet goes by, and what it comes to: records without a sheet.

Every figure knows its cell, so that whoever writes the answer down (a formula, a sentence of a paper) can point to what
it was made from. What cannot be said has its reason beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from typing import Generic, TypeAlias, TypeVar

from xlscore.rules.figures import Figure, Source, Unread
from xlscore.rules.positions.benchmark import Benchmark
from xlscore.rules.positions.msg import AspirationStatus, Movement
from xlscore.rules.statistics.expected_range import Expected

__all__ = [
    "Entries",
    "Entry",
    "FigureColumn",
    "FromAverage",
    "Gap",
    "GroupData",
    "JudgedBy",
    "MeasureInputs",
    "MeasureResult",
    "Reason",
    "Stated",
    "TypedTest",
    "Unread",
]  # fmt: skip

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """What a cell says in words, and where: None for nothing; `readable` is False where the words could not be read."""

    value: T | None = None
    source: Source | None = None
    readable: bool = True


Entry: TypeAlias = "Figure | Unread | None"
"""What a cell holds where a number belongs: the number, something else, or nothing (blank, N/A, a dash, two dots)."""

Gap: TypeAlias = "Figure | Stated[str] | None"
"""A gap as a person types it: a number, or words ("N/A - already better than average")."""


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column of the group's data: what each force has, and where the column stands ("C2:C9")."""

    source: Source
    entries: tuple[Entry, ...]

    @property
    def figures(self) -> list[Figure]:
        """Return the figures that are there."""
        return [entry for entry in self.entries if isinstance(entry, Figure)]

    @property
    def unread(self) -> Unread | None:
        """Return the first cell that holds something else than a number, None where none does."""
        return next((entry for entry in self.entries if isinstance(entry, Unread)), None)


@dataclass(frozen=True, slots=True)
class GroupData:
    """One measure in the group: a place per force in each column, blank lines of the sheet included."""

    own_force: Stated[str]
    names: tuple[Stated[str], ...]
    names_at: Source
    own: int | None
    """Which of the names is the own force; None: none of them."""
    values: FigureColumn
    population: FigureColumn | None = None
    counts: FigureColumn | None = None
    bases: FigureColumn | None = None
    """What the counts are out of; the population, where the measure has no base of its own."""


@dataclass(frozen=True, slots=True)
class FromAverage:
    """How far the own figure is from the group's average, as a table prints it: the difference, or the two figures.

    A difference is the own figure less the average, so its sign is the opposite of a change required to reach it.
    """

    value: Figure
    """The difference; the own figure, where the average stands beside it."""
    average: Figure | None = None

    @property
    def by(self) -> Fraction:
        """Return the own figure less the average."""
        return self.value.value - (0 if self.average is None else self.average.value)

    @property
    def native(self) -> bool:
        """Return whether Excel's own arithmetic reads the same in its cells."""
        return self.value.native and (self.average is None or self.average.native)


@dataclass(frozen=True, slots=True)
class Entries:
    """What stands in the row as typed; the position before is typed in every row."""

    place: Source
    """Where the position stands or belongs; the measure's name where the table has no such column."""
    position_entered: bool = False
    """Whether a person typed the position: then the row is judged from what is typed in it."""
    position: Figure | None = None
    of: Figure | None = None
    value: Figure | None = None
    to_average: Gap = None
    to_top_quartile: Gap = None
    from_average: FromAverage | None = None
    """What stands for the gap where no change required is typed."""
    previous_position: Figure | None = None
    previous_value: Figure | None = None
    previous_to_average: Gap = None
    previous_to_top_quartile: Gap = None


@dataclass(frozen=True, slots=True)
class MeasureInputs:
    """A measure's row as read: its words, what is typed, and the group's data where the workbook has them."""

    measure: str
    source: Source
    unit: str
    better: Stated[bool]
    aspiration: Stated[Benchmark]
    """No source: the table has no column of aspirations."""
    typed: Entries
    data: GroupData | None = None
    notes: tuple[str, ...] = ()
    """What the notes say of the measure, a sentence each."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something cannot be said, and what to do; `told` is whether that is a problem of its cell."""

    what: str
    do: str = ""
    source: Source | None = None
    told: bool = False


class JudgedBy(Enum):
    """What a typed row's aspiration is judged by."""

    POSITION = "a position up to the last that counts"
    GAP = "a gap of nothing"
    DIFFERENCE = "a figure that is not worse than the average"
    WORDS = "words that say that the force is there already"


@dataclass(frozen=True, slots=True)
class TypedTest:
    """How a typed row's aspiration was judged: by which cell, up to which position, and whether it is met."""

    by: JudgedBy
    cell: Source
    met: bool
    last: int = 0
    """The last position that counts."""
    of: Source | None = None
    """Where the size of the group stands that gave the last position, or the average that a figure is judged by."""
    native: bool = True
    """Whether Excel's own arithmetic would read the same in those cells."""
    higher: bool = False
    """Whether higher is better, for a difference."""


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """Where the force stands in a measure; None for what cannot be said, with its reason in `why_not` by field."""

    position: int | None = None
    of: int | None = None
    value: float | None = None
    to_average: float | str | None = None
    to_top_quartile: float | str | None = None
    status: AspirationStatus | None = None
    expected: Expected | None = None
    move: Movement | None = None
    previous_position: int | None = None
    previous_value: float | None = None
    previous_to_average: float | str | None = None
    previous_to_top_quartile: float | str | None = None
    update: str = ""
    """The measure's update in sentences, "" for one without a position."""
    caveats: tuple[str, ...] = ()
    """What is to be said beside the position, a sentence each."""
    typed: bool = False
    """Whether it was judged from what is typed in the row."""
    test: TypedTest | None = None
    by_data: MeasureResult | None = None
    """What the group's data give for a row that is judged from what is typed in it."""
    from_data: frozenset[str] = frozenset()
    """What nobody typed in such a row, and so was taken from the data all the same."""
    why_not: Mapping[str, Reason] = field(default_factory=dict)
