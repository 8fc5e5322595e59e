"""What a person did to a map on its sheet: a station, a name that they moved becomes their pin, all else is told.

What stands on the sheet is compared with what was drawn there the last time, which the ledger keeps. So a map that was
moved or made larger as a whole, or saved by another program, has nothing moved in it, and where a station stood is known
without guessing. A pin that was typed since goes before what was moved on the sheet: it is exact.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from xlscore.books.maps.headings import LINES, MAPS
from xlscore.books.maps.keeping import KeptMap, KeptShapes, kept_map, kept_shapes
from xlscore.books.maps.rows import OwnPins, find_pins, pinned_row
from xlscore.books.maps.sheets import standing_on
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.table import Table
from xlscore.engine import UnreadableDrawingsError, drawing_is_locked
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key
from xlscore.tubemap.byhand.compare import Touched, compare
from xlscore.tubemap.byhand.pieces import KEY, LINE, MAP, STATION, TAG, find_pieces
from xlscore.tubemap.byhand.places import Place, side_of, station_places
from xlscore.tubemap.geometry.plane import Point, Sides
from xlscore.tubemap.pins import SIDE_WORDS

__all__ = ["ByHand", "When", "check_maps", "read_by_hand", "with_moves"]

_EDGE: Final = 4.0
"""Millimetres from the edge of the page within which no station stands."""
_WORDS: Final = ("Title", "Subtitle", "Source")
"""The shapes whose words are an officer's own."""
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
    advice: tuple[str, ...] = ()
    """What to do where something cannot be kept."""
    trouble: str = ""
    """Why nobody knows what was done."""

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


def check_maps(planner: Planner) -> list[Problem]:
    """Return what was done by hand to each map of a workbook, before anything is drawn again."""
    pins = find_pins(planner.reading)
    names = {} if pins is None else {key(name): name for name in pins.filled_down("map").values() if name}
    made = [read_by_hand(planner, name, pins) for name in names.values()]
    return [problem for one in made for problem in one.problems(When.BEFORE)]


def read_by_hand(
    planner: Planner, name: str, pins: Table | None, stations: Collection[str] | None = None
) -> ByHand:
    """Return what a person did to a map on its sheet since it was drawn; `stations` are those that it has now."""
    reading, kept = planner.reading, kept_shapes(planner, name)
    sheet = standing_on(reading, name, MAP + name)
    if kept is None or sheet is None:
        return ByHand(name, tags=kept_map(planner, name).tags)
    try:
        xml = reading.drawings.get(sheet, "")
    except UnreadableDrawingsError as error:
        return ByHand(name, sheet, tags=kept_map(planner, name).tags, trouble=str(error))
    found = find_pieces(xml, name, {spot[0] for spot in kept.pieces})
    touched = compare(kept.pieces, found.pieces)
    if stations is not None:
        touched = _of_today(touched, kept, stations)
    made = _Telling(touched, kept, kept_map(planner, name), planner, name, pins)
    if drawing_is_locked(reading.book.sheets[sheet]):
        return replace(made.told(sheet), places={}, sides={})
    return made.told(sheet)


def _of_today(touched: Touched, kept: KeptShapes, stations: Collection[str]) -> Touched:
    """Return what was done without what was done to stations that the map has no more, unless they may have a new name."""
    now = {name_key(area) for area in stations}
    if now - {name_key(area) for area in kept.places}:
        return touched
    return replace(
        touched,
        stations={area: moved for area, moved in touched.stations.items() if name_key(area) in now},
        names={area: moved for area, moved in touched.names.items() if name_key(area) in now},
    )


class _Telling:
    """What was done to a map, in places of its grid and in words."""

    def __init__(
        self,
        touched: Touched,
        kept: KeptShapes,
        before: KeptMap,
        planner: Planner,
        name: str,
        pins: Table | None,
    ) -> None:
        self.touched, self.kept, self.before = touched, kept, before
        self.planner, self.name, self.pins = planner, name, pins
        self.said: list[str] = []
        self.undone: list[str] = []
        self.advice: list[str] = []

    def told(self, sheet: str) -> ByHand:
        """Return all of it."""
        places, sides, tags = self._places(), self._sides(), self._tags()
        self._tell_moved()
        self._tell_gone()
        self._tell_colours()
        self._tell_words()
        stood = {area: self.kept.places[area] for area in places}
        return ByHand(
            self.name, sheet, places, stood, sides, tags, tuple(self.said), tuple(self.undone),
            tuple(dict.fromkeys(self.advice)),
        )  # fmt: skip

    def _places(self) -> dict[str, Place]:
        """Return where the stations that were moved are to stand."""
        fit, standing = self.before.fit, {**self.kept.places, **self._typed_places()}
        if fit is None:
            return {}
        unit = fit.unit * self.before.magnified
        put = {
            area: (stood[0] + moved.by[0] / unit, stood[1] + moved.by[1] / unit)
            for area, moved in self.touched.stations.items()
            if (stood := self.kept.places.get(area)) is not None
        }
        for area in [area for area in put if self._is_typed(area, ("column", "row"))]:
            del put[area]
            self._not_kept(f"the station '{area}' (moved, but its pin was typed since and holds)")
        found: dict[str, Place] = {}
        for area, (place, was_taken) in station_places(put, standing, self._window()).items():
            if place == (stood := self.kept.places[area]):
                off = max(abs(put[area][0] - stood[0]), abs(put[area][1] - stood[1])) > 0.5
                how = "off the page" if off else "by less than half a step of the grid"
                self._not_kept(f"the station '{area}' (moved {how})")
                continue
            found[area] = place
            where = f"column {place[0]}, row {place[1]}"
            near = ", the free place nearest to that of another" if was_taken else ""
            self.said.append(f"the station '{area}' ({where}{near})")
        return found

    def _window(self) -> Sides:
        """Return what of the grid is on the page, between the rules below the heading and above the key."""
        fit, times = self.before.fit, self.before.magnified
        rules = [self.kept.pieces.get((group, "Rule", 0)) for group in ("Heading", "Key")]
        if fit is None or rules[0] is None or rules[1] is None:
            columns, rows = zip(*self.kept.places.values(), strict=True)
            return min(columns) - 1, min(rows) - 1, max(columns) + 1, max(rows) + 1
        right = rules[0].x + rules[0].wide / 2
        left, top, across, down = _EDGE, rules[0].y / times + _EDGE, right / times - _EDGE, rules[1].y / times
        return (
            (left - fit.left) / fit.unit, (top - fit.top) / fit.unit, (across - fit.left) / fit.unit,
            (down - _EDGE - fit.top) / fit.unit,
        )  # fmt: skip

    def _typed_places(self) -> dict[str, Place]:
        """Return where the pins have the stations, as far as they have changed since the map was drawn."""
        found = {}
        for area in self.kept.places:
            pin = None if self.pins is None else pinned_row(self.pins, self.name, area)
            if self.pins is not None and pin is not None:
                column, row = (self.pins.value(pin, field) for field in ("column", "row"))
                if isinstance(column, (int, float)) and isinstance(row, (int, float)):
                    found[area] = int(column), int(row)
        return found

    def _is_typed(self, area: str, fields: Sequence[str]) -> bool:
        """Return whether a person typed a station's pin since the map was drawn, or has formulas in it."""
        row = None if self.pins is None else pinned_row(self.pins, self.name, area)
        if self.pins is None or row is None:
            return False
        for one in fields:
            column, line = self.pins.columns.get(one), self.pins.line(row, one)
            if column is not None and line and self.planner.has_formula(self.pins.sheet, line, column):
                return True
        if "side" in fields:
            return False
        typed = self._typed_places().get(area)
        return typed is not None and typed != self.kept.places[area]

    def _sides(self) -> dict[str, str]:
        """Return on which side the names that were moved are to be."""
        found = {}
        for area, moved in self.touched.names.items():
            station = self.kept.pieces.get((STATION + area, "Marker", 0))
            name = self.kept.pieces.get((STATION + area, "Name", 0))
            if station is None or name is None or area not in self.kept.places:
                self._not_kept(f"the name of '{area}' (moved)")
                continue
            sizes = (station.wide, station.high), (name.wide, name.high)
            side = side_of(moved.now, *sizes)
            if side == side_of(moved.before, *sizes):
                self._not_kept(f"the name of '{area}' (moved, but on the side where it was)")
            elif self._is_typed(area, ("side",)):
                self._not_kept(f"the name of '{area}' (moved, but its label side is a formula of yours)")
            else:
                found[area] = SIDE_WORDS[side]
                self.said.append(f"the name of '{area}' ({SIDE_WORDS[side]})")
        return found

    def _tags(self) -> dict[str, Point]:
        """Return where name tags are wanted; whoever deletes one that they had put somewhere lets the map place it."""
        found, fit = dict(self.before.tags), self.before.fit
        for group in self.touched.gone:
            if found.pop(group.removeprefix(TAG), None) is not None:
                self.advice.append("A name tag that was deleted is placed by the map again.")
        for line, moved in self.touched.tags.items():
            if fit is not None:
                x, y = (at / self.before.magnified for at in moved.now)
                found[line] = (x - fit.left) / fit.unit, (y - fit.top) / fit.unit
                self.said.append(f"the name tag of '{line}' (there, or in the nearest place at its line)")
        return found

    def _tell_moved(self) -> None:
        if self.touched.together:
            self._not_kept("all stations (moved together)")
        for group in dict.fromkeys(self.touched.others):
            self._not_kept(f"{'a part of ' if group.startswith(STATION) else ''}{_called(group)} (moved)")

    def _tell_gone(self) -> None:
        parts = [*self.touched.gone, *self.touched.lacking]
        for group in _as_wholes(self.touched.gone):
            self.undone.append(f"{group} (deleted)")
        for group in _as_wholes(self.touched.lacking):
            self.undone.append(f"a part of {group} (deleted)")
        if any(group.startswith((STATION, LINE)) for group in parts):
            self.advice.append("To take an area or a line off the map, delete its stops.")
        elif parts:
            self.advice.append("Every map has all its parts.")

    def _tell_colours(self) -> None:
        for group in _as_wholes(self.touched.recoloured):
            self.undone.append(f"{group} (coloured)")
        if any(group.startswith((LINE, TAG, KEY)) for group in self.touched.recoloured):
            self.advice.append(f"A line's colour lasts in the {LINES.kind} ({LINES.heading('colour')}).")
        if any(group.startswith(STATION) for group in self.touched.recoloured):
            self.advice.append("A grade's colour is the same on every map and cannot be set.")

    def _tell_words(self) -> None:
        for group, shape in dict.fromkeys(self.touched.retyped):
            what, where = (
                _called(group),
                "Names of areas and lines last in the grid and in the table of stops.",
            )
            if shape in _WORDS:
                what, where = (
                    f"the {shape.casefold()}",
                    f"What stands above and below a map lasts in the {MAPS.kind}.",
                )
            elif shape == "Name":
                what = f"the name of '{group.removeprefix(STATION)}'"
            elif group == "Heading" or group.startswith(STATION):
                where = "Grades and counts come from the grid."
            elif group == "Key" or group.startswith(KEY):
                where = "What the key says comes from the map."
            self.undone.append(f"{what} (other words)")
            self.advice.append(where)

    def _not_kept(self, what: str) -> None:
        self.undone.append(what)
        self.advice.append(
            "Only stations are kept where they are put, as a whole and by whole steps of the grid, and names by their side: see"
            " the table of pins."
        )


def _called(group: str) -> str:
    """Return what a group of the map is to an officer."""
    for start, called in ((STATION, "the station"), (LINE, "the line"), (TAG, "the name tag of")):
        if group.startswith(start):
            return f"{called} '{group.removeprefix(start)}'"
    return "the key" if group.startswith((KEY, "Key")) else f"the {group[:1].lower()}{group[1:]}"


def _as_wholes(groups: Sequence[str]) -> list[str]:
    """Return what each group is to an officer, the entries of the key as the one key."""
    return list(dict.fromkeys(_called(group) for group in groups))


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
