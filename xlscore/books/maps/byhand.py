"""What a person did to a map on its sheet, as it is kept and as it is said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from xlscore.books.maps.rows import OwnPins
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key
from xlscore.tubemap.byhand.places import Place
from xlscore.tubemap.geometry.plane import Point

__all__ = ["ByHand", "When", "grouped_problem", "with_moves"]

_MOST: Final = 6
"""So many things are named in a sentence; of more it says how many."""


class When(Enum):
    """When somebody is told, and how it is said of what is kept and of what is not."""

    BEFORE = (
        "moved by hand on the sheet, and kept when the map is drawn again",
        "changed by hand on the sheet, and drawn as it was when the map is drawn again",
    )
    DRAWN = "moved by hand on the sheet, and kept", "changed by hand on the sheet, and drawn again as it was"
    REFUSED = (
        "moved by hand on the sheet, and not kept as long as the map is not drawn again",
        "changed by hand on the sheet, and left so as long as the map is not drawn again",
    )

    def __init__(self, kept: str, undone: str) -> None:
        """Say it."""
        self.kept, self.undone = kept, undone


@dataclass(frozen=True)
class ByHand:
    """What a person did to a map on its sheet: what is kept of it, and what is drawn anew as it was."""

    name: str
    sheet: str = ""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the stations that were moved are to stand, by area."""
    stood: Mapping[str, Place] = field(default_factory=dict)
    """Where these stood."""
    sides: Mapping[str, str] = field(default_factory=dict)
    """On which side the names that were moved are to be, by area."""
    tags: Mapping[str, Point] = field(default_factory=dict)
    """Where the name tags of lines are wanted, in columns and rows: now, or in an earlier cycle and not deleted since."""
    kept: tuple[str, ...] = ()
    undone: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    """The names of what stands outside the map's group and belongs to it."""
    foreign: tuple[str, ...] = ()
    """The names of the groups in which somebody put the map, or parts of it, with shapes of their own."""
    advice: tuple[str, ...] = ()
    """What to do where something cannot be kept."""
    twice: tuple[str, ...] = ()
    """The names of those that stand there more than once, so that nobody knows which one is the map's."""
    trouble: str = ""
    """Why nobody knows what was done."""

    @property
    def is_apart(self) -> bool:
        """Return whether the map's parts can be told from all else, so that it may be drawn in their place."""
        return not self.foreign and not self.twice

    def problems(self, when: When) -> Iterator[Problem]:
        """Yield what a person did as a problem of the map's sheet: what is kept, and what is not."""
        if self.trouble:
            what = f"{self.name}: what was moved by hand on the sheet is not kept, for it could not be read: {self.trouble}"
            yield Problem(self.sheet, "", what, "Save the workbook, close it, and draw the map in its file.")
        if self.kept:
            do = (
                "To let the map choose again, clear the column and row, or the label side, of its pin; a name tag, delete it on"
                " the map."
            )
            yield Problem(self.sheet, "", f"{self.name}: {when.kept}: {_listed(self.kept)}.", do)
        if self.undone:
            what = f"{self.name}: {when.undone}: {_listed(self.undone)}."
            yield Problem(self.sheet, "", what, " ".join(self.advice))


def grouped_problem(hand: ByHand) -> Problem:
    """Return as a problem that a map is not drawn since its parts cannot be told from other shapes."""
    if hand.twice:
        named = _listed([f"'{name}'" for name in hand.twice])
        what = f"for it was ungrouped and these stand there more than once: {named}"
        do = (
            "Undo the ungrouping; or delete those that are not this map's, or cut all of another map's and paste them on a sheet of"
            " their own, and draw again."
        )
    else:
        groups = " and ".join(f"'{name}'" for name in hand.foreign)
        what = f"for it is grouped with other shapes ({groups})"
        do = "Ungroup that in Excel (Shape Format, Group, Ungroup), and draw again."
    return Problem(hand.sheet, "", f"{hand.name}: the map is not drawn again, {what}.", do)


def _listed(every: Sequence[str]) -> str:
    what = list(dict.fromkeys(every))
    if len(what) <= _MOST:
        return "; ".join(what)
    return f"{'; '.join(what[: _MOST - 1])}; and {len(what) - _MOST + 1} more"


def with_moves(own: OwnPins, hand: ByHand) -> OwnPins:
    """Return a map's pins with those that a person set by moving a station or a name on the sheet."""
    given, moved_places, moved_sides = list(own.given), set[str](), set[str]()
    number = {name_key(pin.area): index for index, pin in enumerate(given)}
    at = {(pin.column, pin.row): index for index, pin in enumerate(given)}
    for area, place in hand.places.items():
        # One that is gone was most likely renamed: the new name has its place.
        index = number.get(name_key(area), at.get(hand.stood[area]))
        if index is not None:
            given[index] = replace(given[index], column=place[0], row=place[1], firm_place=True)
            moved_places.add(given[index].area)
    for area, side in hand.sides.items():
        index = number.get(name_key(area))
        if index is not None:
            given[index] = replace(given[index], side=side, firm_side=True)
            moved_sides.add(given[index].area)
    return replace(
        own, given=tuple(given), moved_places=frozenset(moved_places), moved_sides=frozenset(moved_sides)
    )
