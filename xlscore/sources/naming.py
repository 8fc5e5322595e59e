"""What the names of a file mean in a workbook: its measures and places, and which of them nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from xlscore.rules.words import name_key, tidy
from xlscore.sources.meanings import Meanings

__all__ = ["BLANK", "Naming", "measures_of_two_levels"]

BLANK: Final = "(blank)"
"""What a blank type or place is called."""


class Naming:
    """The measures and places that a workbook knows, asked by what a file calls them.

    Spellings that differ by case, spaces, accents composed or not, and `&` for `and`, are one. Where the workbook has no
    table of them, every name is known, as it is spelt first.

    >>> from xlscore.sources.meanings import MeasureTold
    >>> naming = Naming(Meanings(measures=(MeasureTold("Burglary", ("Burglary - residential",)),)))
    >>> naming.measures("BURGLARY – RESIDENTIAL"), naming.measures("Robbery")
    (('Burglary',), ())
    >>> Naming(Meanings(own_force="Leicestershire")).place("leicestershire")
    ''
    """

    def __init__(self, told: Meanings) -> None:
        self._measures: dict[str, list[str]] = {}
        for measure in told.measures:
            for name in (measure.measure, *measure.names):
                known = self._measures.setdefault(name_key(name), [])
                if measure.measure not in known:
                    known.append(measure.measure)
        self._measure_names = tuple(
            dict.fromkeys(name for one in told.measures for name in (one.measure, *one.names))
        )
        self._places = {name_key(place.place): place.place for place in told.places}
        self._codes = {name_key(code): place.place for place in told.places for code in place.codes}
        self._starts = sorted(
            ((_letters(text), place.place) for place in told.places for text in (place.place, *place.codes)),
            key=lambda start: -len(start[0]),
        )
        self._force = name_key(told.own_force)
        self._spelt: dict[str, str] = {}

    @property
    def knows_measures(self) -> bool:
        """Return whether the workbook has a table of measures, so that a name can be unknown."""
        return bool(self._measures)

    @property
    def measure_names(self) -> tuple[str, ...]:
        """Return all names that a measure goes by, as they are spelt."""
        return self._measure_names

    @property
    def knows_places(self) -> bool:
        """Return whether the workbook has a table of places, so that a name can be unknown."""
        return bool(self._places)

    @property
    def knows_force(self) -> bool:
        """Return whether the workbook says which force is its own."""
        return bool(self._force)

    def force(self, name: str) -> str | None:
        """Return "" for the own force however its name goes on, else the place of that name.

        >>> Naming(Meanings(own_force="Leicestershire Police")).force("leicestershire")
        ''
        """
        return "" if _force_key(name) == _force_key(self._force) else self.place(name)

    def measures(self, name: str) -> tuple[str, ...]:
        """Return the measures that go by a name: none where it is unknown, two where only a condition can tell."""
        name = tidy(name) or BLANK
        if not self._measures:
            return (self._first(name),)
        return tuple(self._measures.get(name_key(name), ()))

    def place(self, name: str, *codes: str) -> str | None:
        """Return the place that goes by a name or one of its codes; "" for the whole force, None for an unknown one.

        >>> from xlscore.sources.meanings import PlaceTold
        >>> naming = Naming(Meanings(places=(PlaceTold("Leicester"), PlaceTold("West", codes=("E01025631",)))))
        >>> naming.place("LEICESTER"), naming.place("Blaby 002A", "E01025631"), naming.place("Leicester 012A")
        ('Leicester', 'West', None)
        """
        name = tidy(name) or BLANK
        mark = name_key(name)
        if self._force and mark == self._force:
            return ""
        if not self._places:
            return self._first(name)
        asked = (self._places.get(mark), *(self._codes.get(name_key(code)) for code in (name, *codes)))
        return next((told for told in asked if told is not None), None)

    def small_area(self, name: str, code: str) -> str | None:
        """Return the place of a small area (LSOA): whose codes hold its code, else whose name or code its name begins with.

        Of several the longest counts.

        >>> from xlscore.sources.meanings import PlaceTold
        >>> naming = Naming(Meanings(places=(PlaceTold("Leicester"), PlaceTold("North West Leicestershire"))))
        >>> naming.small_area("Leicester 012A", "E01013605"), naming.small_area("Leicestershire 001", "")
        ('Leicester', None)
        """
        told = self.place(name, code)
        if told is not None:
            return told
        asked = _letters(name)
        return next((place for start, place in self._starts if _begins(asked, start)), None)

    def _first(self, name: str) -> str:
        return self._spelt.setdefault(name_key(name), name)


def measures_of_two_levels(pairs: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Return the measure of each pair of a major and a minor type.

    A minor type is its own measure. One that two majors share, or that bears its major's name and is not its only one,
    is "Major / Minor", so that no measure is counted into two parents nor a parent into itself.

    >>> found = measures_of_two_levels([("Theft", "Bicycle"), ("Robbery", "Robbery"), ("Drugs", "Drugs"), ("Drugs", "Supply")])
    >>> list(found.values())
    ['Bicycle', 'Robbery', 'Drugs / Drugs', 'Supply']
    """
    asked = list(pairs)
    minors: dict[str, set[str]] = {}
    majors: dict[str, set[str]] = {}
    for major, minor in asked:
        minors.setdefault(name_key(major), set()).add(name_key(minor))
        majors.setdefault(name_key(minor), set()).add(name_key(major))
    found = {}
    for major, minor in asked:
        same = name_key(major) == name_key(minor)
        shared = len(majors[name_key(minor)]) > 1 or (not same and name_key(minor) in minors)
        alone = len(minors[name_key(major)]) == 1
        plain = tidy(minor) or BLANK
        doubled = shared or (same and not alone)
        found[major, minor] = f"{tidy(major) or BLANK} / {plain}" if doubled else plain
    return found


def _force_key(name: str) -> str:
    """Return a force's name without what forces are called behind it."""
    return re.sub(r"(?:police|constabulary|policeservice|policeforce|service)+$", "", name_key(name))


@lru_cache(maxsize=8192)
def _letters(name: str) -> str:
    """Return a name for comparing how it begins: words by one space, no case, "&" as "and"."""
    return tidy(unicodedata.normalize("NFKC", name).replace("&", " and ")).casefold()


def _begins(name: str, start: str) -> bool:
    """Return whether a name begins with another that ends there: no "Leicestershire" in "Leicester"."""
    if not start or not name.startswith(start):
        return False
    rest = name[len(start) : len(start) + 1]
    return not (rest.isalpha() and start[-1].isalpha())
