"""What a workbook tells of outside files: how to read an extract, what its names mean, which places there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from xlscore.rules.figures import Source

__all__ = ["Meanings", "Means", "MeasureTold", "PlaceTold", "SourceLine"]


class Means(StrEnum):
    """What a column of a source means."""

    DATE = "date"
    MONTH = "month"
    MEASURE = "measure"
    PLACE = "place"
    COUNT = "count"
    REFERENCE = "reference"
    KEEP_ONLY = "keep only"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A row of the table Sources: in files of this name, what a column means."""

    pattern: str
    """A file's name, or a pattern of it with `*`; however it is spelt in case."""
    column: str
    means: Means | None
    """None where the row only names a release."""
    value: str = ""
    """The value to keep, or the condition that tells two measures of one source name apart."""
    form: str = ""
    """The order of a date's parts, or its pattern."""
    release: str = ""
    source: Source = field(default_factory=lambda: Source("Sources", ""))


@dataclass(frozen=True, slots=True)
class MeasureTold:
    """A row of the table Measures: what extracts call it, what it is a part of, what kind of figure it is."""

    measure: str
    names: tuple[str, ...] = ()
    parent: str = ""
    purpose: str = ""
    source: Source = field(default_factory=lambda: Source("Measures", ""))


@dataclass(frozen=True, slots=True)
class PlaceTold:
    """A row of the table Places: what it is a part of, and the codes of the areas within it."""

    place: str
    parent: str = ""
    kind: str = ""
    codes: tuple[str, ...] = ()
    source: Source = field(default_factory=lambda: Source("Places", ""))


@dataclass(frozen=True)
class Meanings:
    """All that a workbook tells of outside files; empty tables are tables that it has not."""

    sources: tuple[SourceLine, ...] = ()
    measures: tuple[MeasureTold, ...] = ()
    places: tuple[PlaceTold, ...] = ()
    own_force: str = ""
    """The force's own name, which is the place "" of its counts."""
    year_begins: int = 4
    """The number of the month with which a reporting year begins."""
    today: date | None = None
    """The day from which a date is in the future; None for the day of the call."""
