"""What the columns beside the months mean: as the table Sources tells, else by the words that such columns are headed with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlscore.rules.month_headings import words_of
from xlscore.rules.words import name_key, without_footnote
from xlscore.sources.meanings import Means, SourceLine

__all__ = ["Labels", "labels_of", "places_among"]

_LEVELS: Final = (
    ("majortext", "minortext"),
    ("major", "minor"),
    ("offence group", "offence subgroup"),
    ("offence group", "offence sub group"),
    ("crime type", "crime subtype"),
    ("crime type", "crime sub type"),
    ("category", "sub category"),
    ("category", "subcategory"),
)
"""Types in two levels, as published files head them: the wider one first."""
_MEASURES: Final = frozenset(
    {
        "measure", "type", "type of crime", "type of offence", "crime", "crime type", "crime category", "crime group", "offence", "offences",
        "offence type", "offence group", "offence description", "offence category", "offence name", "category", "ho category", "minortext", "minor text",
        "strategic objective", "indicator", "incident type", "type of incident", "incident", "asb type",
    }
)  # fmt: skip
_PLACES: Final = frozenset(
    {
        "place", "area", "area name", "boroughname", "lookup boroughname", "borough", "borough name", "district", "district name", "division", "lpu",
        "bcu", "lpa", "local policing unit", "local policing area", "policing unit", "neighbourhood", "ward", "ward name", "beat", "station", "sector",
        "command", "command unit", "unit", "location", "force", "force name", "police force", "police force area", "local authority", "csp",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Labels:
    """The columns of a block that are no months: its types from the widest, its places, what is to be kept."""

    measures: tuple[int, ...]
    places: tuple[int, ...]
    """The smallest first: a row's place is the smallest that is known."""
    kept: Mapping[int, tuple[str, ...]]
    """The columns of which only rows with certain values are kept, and the values as they are compared."""
    conditions: Mapping[int, SourceLine] = field(default_factory=dict)
    """The columns that tell two measures of one source name apart, and what Sources says of them."""

    is_told: bool = False
    """Whether Sources tells them."""
    measure: str = ""
    """The measure of all rows, where no column is the type."""
    place: str = ""
    """The place of all rows, where no column is one and Sources tells it."""

    @property
    def columns(self) -> frozenset[int]:
        """Return all of its columns."""
        return frozenset({*self.measures, *self.places, *self.kept, *self.conditions})


def labels_of(headings: Mapping[int, str], lines: Sequence[SourceLine]) -> Labels | None:
    """Return what the columns mean, None where none of them is the type that a row counts, or one that was told is not there.

    >>> labels_of({1: "Offence", 2: "LPU", 3: "YTD"}, ())
    Labels(measures=(1,), places=(2,), kept={}, conditions={}, is_told=False, measure='', place='')
    """
    told = [line for line in lines if line.means in (Means.MEASURE, Means.PLACE, Means.KEEP_ONLY)]
    if any(line.means is Means.MEASURE and not line.value.strip() for line in told):
        return _as_told(headings, told)
    words = {column: words_of(without_footnote(text)) for column, text in headings.items()}
    first = {text: column for column, text in reversed(tuple(words.items()))}
    pair = next((pair for pair in _LEVELS if all(text in first for text in pair)), None)
    measures = (
        tuple(first[text] for text in pair)
        if pair
        else tuple(column for column, text in words.items() if text in _MEASURES)[:1]
    )
    if not measures:
        return None
    places = tuple(column for column in places_among(headings) if column not in measures)[:1]
    return Labels(measures, places, {})


def places_among(headings: Mapping[int, str]) -> list[int]:
    """Return the columns that are headed as places are."""
    return [column for column, text in headings.items() if words_of(without_footnote(text)) in _PLACES]


def _as_told(headings: Mapping[int, str], told: Sequence[SourceLine]) -> Labels | None:
    by_name = {_heading_key(text): column for column, text in reversed(tuple(headings.items()))}
    measures: dict[int, None] = {}
    places: dict[int, None] = {}
    kept: dict[int, tuple[str, ...]] = {}
    conditions: dict[int, SourceLine] = {}
    for line in told:
        column = by_name.get(_heading_key(line.column))
        if column is None:
            return None
        if line.means is Means.MEASURE and line.value.strip():
            conditions[column] = line
        elif line.means is Means.MEASURE:
            measures[column] = None
        elif line.means is Means.PLACE:
            places = {column: None, **places}
        else:
            values = tuple(name_key(value) for value in line.value.split(";") if value.strip())
            kept[column] = kept.get(column, ()) + values
    return Labels(tuple(measures), tuple(places), kept, conditions, is_told=True) if measures else None


def _heading_key(text: str) -> str:
    return name_key(text.replace("_", " "))
