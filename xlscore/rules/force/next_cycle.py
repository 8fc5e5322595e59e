"""The end of a cycle: what the history keeps of each area, and which grade stands as last cycle's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlscore.rules.figures import Source
from xlscore.rules.grades import Grade
from xlscore.rules.words import key

__all__ = ["CycleArea", "CycleInputs", "CycleResults", "HistoryEntry", "KeptText", "end_cycle"]


@dataclass(frozen=True, slots=True)
class KeptText:
    """What a cell of an area says that the new cycle clears: the heading it stands under, its text, the cell."""

    heading: str
    text: str
    source: Source
    rationale: str = ""
    """Why it says so, where that does not stand in the Board's own rationale."""


@dataclass(frozen=True, slots=True)
class CycleArea:
    """An area as the cycle leaves it: its final grade, what is kept of its cells, and the Board's rationales."""

    area: str
    final: Grade | None
    is_pending: bool
    """Whether the final grade is the suggestion, which nobody has agreed."""
    kept: tuple[KeptText, ...]
    rationales: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CycleInputs:
    """The cycle that ends, "" where the workbook does not say which; those that were rolled before; the areas."""

    cycle: str
    rolled: frozenset[str]
    """The cycles that the history is of or was rolled to, as names are compared."""
    areas: tuple[CycleArea, ...]
    final_heading: str
    rationale_heading: str

    def has_been(self, cycle: str) -> bool:
        """Return whether the workbook is at a cycle, or has been rolled to it already."""
        return key(cycle) in self.rolled | ({key(self.cycle)} if self.cycle else set())


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A row of the history: whose grade or words, under which heading, and the rationale that belongs to it."""

    area: str
    heading: str
    text: str
    rationale: str


@dataclass(frozen=True)
class CycleResults:
    """What the end of a cycle comes to."""

    cycle: str
    to: str
    entries: tuple[HistoryEntry, ...]
    previous: tuple[tuple[str, Grade | None], ...]
    """Each area with the grade that stands as last cycle's from now on."""
    not_agreed: tuple[str, ...]


def end_cycle(inputs: CycleInputs, to: str, not_agreed: str) -> CycleResults:
    """Return what the history keeps of a cycle and what becomes last cycle's.

    `not_agreed` is what the history calls a final grade that was still the suggestion, so that nobody who filters it counts
    one as the Board's.
    """
    return CycleResults(
        inputs.cycle or f"before {to}",
        to,
        tuple(entry for area in inputs.areas for entry in _entries(inputs, area, not_agreed)),
        tuple((area.area, area.final) for area in inputs.areas),
        tuple(area.area for area in inputs.areas if area.is_pending),
    )


def _entries(inputs: CycleInputs, area: CycleArea, not_agreed: str) -> Iterator[HistoryEntry]:
    """Yield an area's rows: the first rationale goes with the final grade, another one has a row of its own."""
    said = list(dict.fromkeys(text for text in area.rationales if text))
    for kept in area.kept:
        if not kept.text:
            continue
        is_final = kept.heading == inputs.final_heading
        heading = not_agreed if is_final and area.is_pending else kept.heading
        yield HistoryEntry(
            area.area, heading, kept.text, said.pop(0) if is_final and said else kept.rationale
        )
    for text in said:
        yield HistoryEntry(area.area, inputs.rationale_heading, "", text)
