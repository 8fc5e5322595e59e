"""Pins: where each station stands and on which side its label is, as a table that an officer may edit.

A layout is kept as pins. Columns count to the right and rows downwards on the grid of the map. A pin may give a
place, or a label side, or both; what it leaves open is found again. A label side is a compass point (N, NE …)
or words (above, below, left, right, above right …).

What a person set is firm and binds. What the map found itself is soft: it is kept, and gives way where the map would
not be readable otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlscore.rules.words import name_key
from xlscore.tubemap.layout import Places
from xlscore.tubemap.model.network import Map, Remark, TubeMapError, clean
from xlscore.tubemap.placing.arrange import Arrangement

__all__ = [
    "FURTHEST",
    "SIDE_WORDS",
    "Pin",
    "Pinned",
    "moved",
    "pins_of",
    "read_pins",
    "room_before",
    "side_named",
]

SIDE_WORDS = {
    "N": "above",
    "S": "below",
    "E": "right",
    "W": "left",
    "NE": "above right",
    "NW": "above left",
    "SE": "below right",
    "SW": "below left",
}
FURTHEST = 400


@dataclass(frozen=True)
class Pin:
    """One row of the Pins table; None or "" leaves open what the map may choose.

    `firm_place` and `firm_side` say whether a person set them.
    """

    map: str
    area: str
    column: int | None = None
    row: int | None = None
    side: str = ""
    firm_place: bool = True
    firm_side: bool = True


@dataclass(frozen=True)
class Pinned:
    """What the pins of a map give, by area, and of which areas a person set it."""

    places: Places = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    firm_places: frozenset[str] = frozenset()
    firm_sides: frozenset[str] = frozenset()


def pins_of(
    drawn: Map, places: Mapping[str, tuple[int, int]], arrangement: Arrangement | None, given: Pinned
) -> list[Pin]:
    """Return the pins that make this layout again, those firm that were given as firm."""
    if arrangement is None:
        return []
    return [
        Pin(
            drawn.name,
            name,
            *places[name],
            SIDE_WORDS[label.side],
            firm_place=name in given.firm_places,
            firm_side=name in given.firm_sides,
        )
        for name, label in zip(drawn.stations, arrangement.labels, strict=True)
    ]


def read_pins(drawn: Map, pins: Iterable[Pin], remarks: list[Remark]) -> Pinned:
    """Return the places and the label sides that the pins give; pins of other maps are passed over."""
    names = {name_key(name): name for name in drawn.stations}
    places: Places = {}
    sides: dict[str, str] = {}
    firm_places, firm_sides = set(), set()
    taken: dict[tuple[int, int], str] = {}
    seen = set()
    for pin in pins:
        if name_key(clean(pin.map)) != name_key(drawn.name):
            continue
        name = names.get(name_key(clean(pin.area)))
        if name is None:
            remarks.append(
                Remark(
                    f"Pin {clean(pin.area)}",
                    f"no line of {drawn.name} stops there",
                    "delete or correct the row",
                )
            )
            continue
        if name in seen:
            raise TubeMapError(f"The area “{name}” has two pins on the map “{drawn.name}”: keep one of them.")
        seen.add(name)
        place = _place(pin, name)
        if place:
            if place in taken:
                raise TubeMapError(
                    f"The areas “{taken[place]}” and “{name}” are both pinned to column {place[0]}, row {place[1]}: "
                    "move one of them."
                )
            taken[place] = name
            places[name] = place
            if pin.firm_place:
                firm_places.add(name)
        side = _side(pin.side, name)
        if side:
            sides[name] = side
            if pin.firm_side:
                firm_sides.add(name)
    return Pinned(places, sides, frozenset(firm_places), frozenset(firm_sides))


def _place(pin: Pin, name: str) -> tuple[int, int] | None:
    if pin.column is None and pin.row is None:
        return None
    if pin.column is None or pin.row is None:
        raise TubeMapError(f"The pin of “{name}” gives only one of column and row: give both, or neither.")
    for number in (pin.column, pin.row):
        if isinstance(number, bool) or number != int(number) or not -FURTHEST <= number <= FURTHEST:
            raise TubeMapError(
                f"The pin of “{name}” has the column or row {number}: write a small whole number."
            )
    return int(pin.column), int(pin.row)


def side_named(text: str) -> str:
    """Return the label side that a text names, a compass point or words; blank where it names none.

    >>> side_named("Left-above"), side_named("nw"), side_named("beside")
    ('NW', 'NW', '')
    """
    key = " ".join(clean(text).replace("-", " ").casefold().split())
    for side, words in SIDE_WORDS.items():
        if key in (side.casefold(), words, " ".join(reversed(words.split()))):
            return side
    return ""


def _side(text: str, name: str) -> str:
    side = side_named(text)
    if clean(text).strip() and not side:
        allowed = ", ".join(SIDE_WORDS.values())
        raise TubeMapError(f"The pin of “{name}” has the label side “{clean(text)}”: write one of {allowed}.")
    return side


def room_before(places: Places) -> tuple[int, int]:
    """Return how far right and down the map has to go, so that no pin lies before the first column or row.

    >>> room_before({"X": (-2, 3), "Y": (4, 3)})
    (3, 0)
    """
    across = max([0, *(1 - column for column, _ in places.values())])
    return across, max([0, *(1 - row for _, row in places.values())])


def moved(places: Places, across: int, down: int) -> Places:
    """Return the places so many columns further right and so many rows further down."""
    return {name: (column + across, row + down) for name, (column, row) in places.items()}
