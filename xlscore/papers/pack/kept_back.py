"""What of a workbook the public does not read: the names that the table Paper keeps for part B, and where they are spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from xlscore.books.grades.headings import REDLINES
from xlscore.books.monthly.headings import MEASURES
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table
from xlscore.books.threat.headings import BREAKDOWN
from xlscore.books.understanding import ReadTable
from xlscore.rules.papers.fields import PaperField, names_in
from xlscore.rules.papers.settings import PaperSettings
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import name_key

__all__ = ["PLACE_FIELDS", "KeptBack", "kept_back"]

_THEME = "theme"
PLACE_FIELDS: Final[dict[TableKind, tuple[str, ...]]] = {BREAKDOWN: ("area",)}
"""The fields that name a place where that is not "place"."""


@dataclass(frozen=True)
class KeptBack:
    """The names of which nothing may stand in part A."""

    names: tuple[str, ...] = ()
    measures: frozenset[str] = frozenset()
    """The sums that they are part of, and their parts: with these they could be worked out. As names are compared."""
    places: frozenset[str] = frozenset()
    """The areas where one of the names is an area: the force's figure less the others' would be its. As names are compared."""
    judged: frozenset[str] = frozenset()
    """The areas of the grid of which a redline measure is one of the names: their redline's grade would tell whether it is met."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the names as they are compared."""
        return frozenset(map(name_key, self.names))

    def is_named(self, text: str) -> bool:
        """Return whether a text is one of the names.

        >>> KeptBack(("Serious Violence",)).is_named("serious violence")
        True
        """
        return bool(text) and name_key(text) in self.keys

    def is_spoken_of(self, text: str) -> bool:
        """Return whether a text speaks of one of the names, as a word of its own.

        >>> kept = KeptBack(("Child Abuse & Exploitation", "Rape"))
        >>> kept.is_spoken_of("all but child abuse and exploitation"), kept.is_spoken_of("Drapers")
        (True, False)
        """
        return any(pattern.search(text) for pattern in self._patterns)

    def tells(self, text: str, *, place: bool = False) -> bool:
        """Return whether a name is one with which a name that is kept back could be worked out.

        >>> kept = KeptBack(("Homicide",), frozenset({"violence"}), frozenset({"north"}))
        >>> kept.tells("Violence"), kept.tells("North"), kept.tells("North", place=True), kept.tells("Burglary")
        (True, False, True, False)
        """
        return bool(text) and name_key(text) in (self.measures | self.places if place else self.measures)

    def tells_in_words(self, text: str) -> bool:
        """Return whether a text gives a figure of such a name, and so could tell one that is kept back."""
        if not any(letter.isdigit() for letter in text):
            return False
        said = name_key(text)
        return any(name in said and name != said for name in self.measures | self.places)

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [pattern for name in self.names if (pattern := _pattern(name)) is not None]


def _pattern(name: str) -> re.Pattern[str] | None:
    """Return what finds a name within a text, however it is spaced and punctuated there."""
    words = re.findall(r"\w+", name.replace("&", " and "))
    if not words:
        return None
    either = [r"(?:and|&)" if word.casefold() == "and" else re.escape(word) for word in words]
    whole = r"[\W_]*".join(either)
    return re.compile(rf"(?<!\w){whole}(?!\w)", re.IGNORECASE)


def kept_back(settings: PaperSettings, tables: Sequence[ReadTable]) -> KeptBack:
    """Return what the papers of a workbook keep for part B, whichever paper says so; with a theme all that stands under it.

    What is kept back must not come out by subtraction either: with a measure go the sums that it is part of and its own parts, with
    an area the other areas.
    """
    said = [row for row in settings.texts if row.about is PaperField.PART_B]
    names = dict.fromkeys(name for row in said for name in names_in(row.words))
    keys = set(map(name_key, names))
    for read in tables:
        table = read.table
        if _THEME not in table.columns or table.layout.rows == _THEME:
            continue
        themes, rows = table.filled_down(_THEME), table.filled_down(table.layout.rows)
        names |= {rows[row]: None for row in table.records if name_key(themes[row]) in keys and rows[row]}
    keys = set(map(name_key, names))
    return KeptBack(
        tuple(names), _tree(tables, keys) - keys, _places(tables, keys) - keys, _judged(tables, keys)
    )


def _tree(tables: Sequence[ReadTable], keys: Set[str]) -> frozenset[str]:
    """Return the measures that one of these is part of, however far above it, and those that are part of it."""
    above: dict[str, str] = {}
    for read in tables:
        if read.table.layout is MEASURES:
            names, parents = (read.table.filled_down(MEASURES.rows), _texts(read.table, "parent"))
            above |= {
                name_key(names[row]): name_key(parents[row]) for row in read.table.records if parents[row]
            }
    found = set[str]()
    for measure in {*keys, *above}:
        line = _upwards(measure, above)
        if measure in keys:
            found.update(line)
        if not keys.isdisjoint(line):
            found.add(measure)
    return frozenset(found)


def _upwards(measure: str, above: Mapping[str, str]) -> list[str]:
    """Return the measures that one is part of, the nearest first, each once."""
    line = list[str]()
    while (parent := above.get(measure, "")) and parent not in line:
        line.append(parent)
        measure = parent
    return line


def _places(tables: Iterable[ReadTable], keys: Set[str]) -> frozenset[str]:
    """Return the areas of which there are figures beside the force's, none where no area is kept back."""
    found = {
        name_key(text)
        for read in tables
        for field in PLACE_FIELDS.get(read.table.layout, ("place",))
        if field in read.table.columns
        for text in read.table.filled_down(field).values()
        if text and not is_force(text)
    }
    return frozenset(found) if not found.isdisjoint(keys) else frozenset()


def _judged(tables: Iterable[ReadTable], keys: Set[str]) -> frozenset[str]:
    """Return the areas of the grid that have a redline measure which is kept back."""
    return frozenset(
        name_key(areas[row])
        for read in tables
        if read.table.layout is REDLINES
        for areas, names in [(read.table.filled_down("area"), read.table.filled_down("measure"))]
        for row in read.table.records
        if areas[row] and name_key(names[row]) in keys
    )


def _texts(table: Table, field: str) -> dict[int, str]:
    return {row: table.text(row, field) if field in table.columns else "" for row in table.records}
