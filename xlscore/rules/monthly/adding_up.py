"""What nobody counted by itself, added up from its parts: the force from its places, an area from its units, All crime from its types.

A sum stands only where every part is known: one that lacked a part would be a wrong figure.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

__all__ = ["Added", "Family", "Mark", "add_days", "add_months", "add_up", "more_than"]

T = TypeVar("T")
Mark = tuple[str, str]
"""A measure and a place as they are compared; the force's place is ""."""


@dataclass(frozen=True, slots=True)
class Added(Generic[T]):
    """Counts, and the marks that they were added up from; none where they were counted by themselves."""

    value: T
    places: tuple[Mark, ...] = ()
    measures: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Family:
    """What is part of what: measures and places by their keys, "" for no parent and for the force."""

    measures: Mapping[str, str]
    places: Mapping[str, str]

    def is_leaf(self, place: str) -> bool:
        """Return whether a place is no sum of others; the force is one."""
        return bool(place) and place not in self.places.values()

    def is_in(self, place: str, area: str) -> bool:
        """Return whether a place is a part of an area, by however many steps; every place is in the force.

        >>> family = Family({}, {"county": "", "north": "county", "east": "north"})
        >>> family.is_in("east", "county"), family.is_in("county", "north"), family.is_in("county", "")
        (True, False, True)
        """
        seen = {place}
        while place:
            place = self.places.get(place, "")
            if place == area:
                return True
            if place in seen:
                return False
            seen.add(place)
        return False

    def areas(self) -> list[str]:
        """Return the places that others are part of, in the order in which they are named; the force is none of them."""
        parents = set(self.places.values())
        return [
            place
            for place in dict.fromkeys((*self.places, *self.places.values()))
            if place in parents and place
        ]

    def parts(self, measure: str, known: Collection[str]) -> list[str]:
        """Return the measures that are parts of one, of those that are counted anywhere."""
        return [part for part, whole in self.measures.items() if whole == measure and part in known]


def add_up(
    own: Mapping[Mark, T],
    expected: Iterable[Mark],
    family: Family,
    total: Callable[[Sequence[T]], T],
) -> dict[Mark, Added[T]]:
    """Return the counts of every measure and place: its own, else the sum of its places, else of the measures that are its parts.

    `expected` are the marks that are counted anywhere: a sum that would lack one of them is none.

    >>> family = Family({"theft": "crime", "robbery": "crime"}, {})
    >>> own = {("theft", "north"): 3, ("theft", "south"): 4, ("robbery", "north"): 1}
    >>> {mark: added.value for mark, added in add_up(own, own, family, sum).items() if mark not in own}
    {('theft', ''): 7, ('robbery', ''): 1, ('crime', ''): 8, ('crime', 'north'): 4}
    """
    found = {mark: Added(value) for mark, value in own.items()}
    marks = list(dict.fromkeys((*own, *expected)))
    places: dict[str, list[str]] = {}
    for measure, place in marks:
        places.setdefault(measure, []).append(place)
    for measure, here in places.items():
        for area in ("", *family.areas()):
            leaves = [
                (measure, place) for place in here if family.is_leaf(place) and family.is_in(place, area)
            ]
            if (measure, area) not in found and leaves and all(leaf in own for leaf in leaves):
                found[measure, area] = Added(total([own[leaf] for leaf in leaves]), places=tuple(leaves))
    counted = _with_wholes(places, family)
    every_place = list(dict.fromkeys(("", *(place for _, place in marks))))
    for measure in _wholes_from_below(family, counted):
        parts = family.parts(measure, counted)
        for place in every_place:
            pieces = [(part, place) for part in parts]
            if (measure, place) not in found and pieces and all(piece in found for piece in pieces):
                found[measure, place] = Added(
                    total([found[piece].value for piece in pieces]), measures=tuple(pieces)
                )
    return found


def _with_wholes(counted: Collection[str], family: Family) -> set[str]:
    """Return the measures that are counted, and those that have a part which is."""
    found = set(counted)
    for measure in counted:
        here, seen = measure, {measure}
        while (here := family.measures.get(here, "")) and here not in seen:
            seen.add(here)
            found.add(here)
    return found


def _wholes_from_below(family: Family, counted: Collection[str]) -> list[str]:
    """Return the measures that have parts, each behind those of its parts that have parts themselves."""
    ordered: list[str] = []

    def visit(measure: str, above: tuple[str, ...]) -> None:
        parts = family.parts(measure, counted)
        for part in parts:
            if part not in above:
                visit(part, (*above, measure))
        if parts and measure not in ordered:
            ordered.append(measure)

    for measure in family.measures.values():
        if measure:
            visit(measure, ())
    return ordered


def more_than(whole: Fraction | None, parts: Sequence[Fraction | None]) -> Fraction | None:
    """Return by how much parts add up to more than their whole, None where they do not or one is not known; some may be in none of them.

    >>> more_than(Fraction(10), [Fraction(6), Fraction(7)]), more_than(Fraction(10), [Fraction(6)]), more_than(Fraction(10), [None])
    (Fraction(3, 1), None, None)
    """
    known = [part for part in parts if part is not None]
    if whole is None or len(known) < len(parts):
        return None
    over = sum(known, Fraction(0)) - whole
    return over if over > 0 else None


def add_months(parts: Sequence[Mapping[date, Fraction]]) -> Mapping[date, Fraction]:
    """Return the sum of some counts in each month that all of them have."""
    months = set(parts[0]).intersection(*parts[1:])
    return {month: sum((each[month] for each in parts), Fraction(0)) for month in sorted(months)}


def add_days(parts: Sequence[Mapping[date, int]]) -> Mapping[date, int]:
    """Return the sum of some counts on each day that any of them has."""
    found = dict(parts[0])
    for each in parts[1:]:
        for day, count in each.items():
            found[day] = found.get(day, 0) + count
    return found
