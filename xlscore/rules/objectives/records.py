"""What a page of an objective is made from, and the page: records without a sheet, every sentence with the cells it is said from.

Source: Leicestershire performance report, October 2013: a chapter per strategic objective.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from xlscore.rules.control.records import ControlRow
from xlscore.rules.figures import Entry, Figure, Source
from xlscore.rules.monthly.month import RowResult
from xlscore.rules.monthly.satisfaction import SatisfactionResult
from xlscore.rules.threats.card import UnitInputs, UnitRow
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.row import ThreatRow

__all__ = [
    "HorizonItem",
    "MonthOf",
    "ObjectiveInputs",
    "ObjectivePage",
    "ObjectiveText",
    "PageSection",
    "Positioned",
    "PurposeInputs",
    "Said",
    "SatisfactionOf",
    "TextKind",
    "UnitOf",
    "sources_of",
]  # fmt: skip


class TextKind(StrEnum):
    """What a text that a person wrote on an objective is."""

    DOING = "What is being done"
    RECOMMENDATION = "Recommendation"
    EVIDENCE = "Evidence"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, the cells that it is said from, and what it is about."""

    words: str
    sources: tuple[Source, ...] = ()
    about: str = ""
    """Which of a page's sentences it is, so that it is found again: "figure", "target", "satisfaction Burglary"."""


@dataclass(frozen=True, slots=True)
class ObjectiveText:
    """A text of a person: on which objective, what it is, its words as they are typed, and where they stand."""

    objective: str
    kind: TextKind
    words: str
    source: Source
    date: date | None = None
    about: str = ""
    """The area that it is on, "" for the objective as a whole."""


@dataclass(frozen=True, slots=True)
class HorizonItem:
    """Something that lies ahead: a review, a bill, a change of rules; its link is text and is never fetched."""

    title: str
    source: Source
    objectives: tuple[str, ...] = ()
    publisher: str = ""
    link: str = ""
    when: str = ""
    summary: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class UnitOf:
    """A row of the breakdown, what it comes to, and the change that a person typed where the counts are not there."""

    inputs: UnitInputs
    result: UnitRow
    typed_change: Figure | None = None
    at: Source | None = None
    """The cell that names the area."""

    @property
    def change(self) -> Fraction | None:
        """Return the change on last year: that of the counts, else the typed one."""
        if self.result.year_on_year is not None:
            return self.result.year_on_year
        return None if self.typed_change is None else self.typed_change.value


@dataclass(frozen=True, slots=True)
class PurposeInputs:
    """A row of the scorecard as judged, with its areas and what has to be said beside its figures."""

    inputs: ThreatInputs
    result: ThreatRow
    units: tuple[UnitOf, ...] = ()
    caveats: tuple[str, ...] = ()
    chart: ControlRow | None = None
    """Its control chart, where its months are counts and enough for one."""
    short_between: tuple[int, int] | None = None
    """How few and how many outcomes may be short where they follow from a rounded rate."""

    @property
    def overall(self) -> Level | None:
        """Return its overall class."""
        return self.result.overall


@dataclass(frozen=True, slots=True)
class SatisfactionOf:
    """A group's satisfaction as judged, and the cell that names the group."""

    result: SatisfactionResult
    source: Source


@dataclass(frozen=True, slots=True)
class Positioned:
    """Where the force stands in its Most Similar Group in a measure that is called as the objective is."""

    measure: str
    update: str
    source: Source
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthOf:
    """The monthly counts of a measure that is called as the objective is, as judged, and the cell that names it."""

    result: RowResult
    source: Source


@dataclass(frozen=True, slots=True)
class ObjectiveInputs:
    """All that a workbook has of an objective."""

    name: str
    purposes: tuple[PurposeInputs, ...] = ()
    group: str = ""
    together: Said | None = None
    """Its group added up, in a sentence."""
    satisfaction: tuple[SatisfactionOf, ...] = ()
    positions: tuple[Positioned, ...] = ()
    month: MonthOf | None = None
    texts: tuple[ObjectiveText, ...] = ()
    horizon: tuple[HorizonItem, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSection:
    """What a page says of one purpose: its row, its areas, its sentences."""

    title: str
    overall: Level | None
    row: PurposeInputs
    sentences: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ObjectivePage:
    """A page of the report."""

    objective: str
    overall: Level | None
    """The highest overall class among its purposes, None where none can be said."""
    is_other: bool
    """Whether it is one of the other threats, and has no chapter of its own."""
    sections: tuple[PageSection, ...]
    besides: tuple[Said, ...] = ()
    """Satisfaction, the group, the Most Similar Group, the year's end, a sentence each."""
    texts: tuple[ObjectiveText, ...] = ()
    pointers: tuple[HorizonItem, ...] = ()
    caveats: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """What the page lacks, a sentence each."""

    def of(self, kind: TextKind) -> tuple[ObjectiveText, ...]:
        """Return its texts of a kind."""
        return tuple(text for text in self.texts if text.kind is kind)

    @property
    def sentences(self) -> tuple[Said, ...]:
        """Return all that is said from figures, in the page's order."""
        return (*(said for section in self.sections for said in section.sentences), *self.besides)


def sources_of(*entries: Entry) -> tuple[Source, ...]:
    """Return the cells of entries that the table has a column for, each once.

    >>> at = Source("Scorecard", "C2")
    >>> sources_of(Figure(Fraction(1), at), None, Figure(Fraction(2), at))
    (Source(sheet='Scorecard', cell='C2'),)
    """
    return tuple(dict.fromkeys(entry.source for entry in entries if entry is not None))
