"""What was done by hand to a map, in places of its grid and in words: what is kept of it, and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.maps.byhand import ByHand
from xlscore.books.maps.headings import LINES, MAPS
from xlscore.books.maps.keeping import KeptMap, KeptShapes
from xlscore.books.maps.pin_cells import pinned_place
from xlscore.books.maps.rows import pinned_row
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.table import Table
from xlscore.tubemap.byhand.compare import Touched
from xlscore.tubemap.byhand.places import Place, side_of, station_places
from xlscore.tubemap.drawn.shapes import KEY, LINE, STATION, TAG
from xlscore.tubemap.geometry.plane import Point, Sides
from xlscore.tubemap.pins import SIDE_WORDS

__all__ = ["Telling"]

_EDGE: Final = 4.0
"""Millimetres from the edge of the page within which no station stands."""
_WORDS: Final = ("Title", "Subtitle", "Source")
"""The shapes whose words are an officer's own."""


class Telling:
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
            self.name, sheet, places=places, stood=stood, sides=sides, tags=tags, kept=tuple(self.said),
            undone=tuple(self.undone), advice=tuple(dict.fromkeys(self.advice)),
        )  # fmt: skip

    def _places(self) -> dict[str, Place]:
        """Return where the stations that were moved are to stand."""
        if self._is_ladder:
            for area in self.touched.stations:
                self._not_on_a_ladder(f"the station '{area}' (moved)")
            return {}
        fit, standing = self.before.fit, {**self.kept.places, **self._typed_places()}
        if fit is None:
            for area in self.touched.stations:
                self._not_kept(f"the station '{area}' (moved)")
            return {}
        unit = fit.unit * self.before.magnified
        put = {
            area: (stood[0] + moved.by[0] / unit, stood[1] + moved.by[1] / unit)
            for area, moved in self.touched.stations.items()
            if (stood := self.kept.places.get(area)) is not None
        }
        for area in [area for area in put if self._cannot_be_read(area)]:
            del put[area]
            self._not_kept(f"the station '{area}' (moved, but its pin cannot be read)")
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

    @property
    def _is_ladder(self) -> bool:
        """Return whether what stands there is a straight ladder: no station of it has a place of the grid."""
        return bool(self.kept.pieces) and not self.kept.places

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
            place = None if self.pins is None or pin is None else pinned_place(self.pins, pin)
            if place is not None:
                found[area] = place
        return found

    def _cannot_be_read(self, area: str) -> bool:
        """Return whether a station's pin has a place that cannot be read: a person has to correct it before anything else."""
        row = None if self.pins is None else pinned_row(self.pins, self.name, area)
        if self.pins is None or row is None or pinned_place(self.pins, row) is not None:
            return False
        return not all(is_blank(self.pins.value(row, field)) for field in ("column", "row"))

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
        if self._is_ladder:
            for area in self.touched.names:
                self._not_on_a_ladder(f"the name of '{area}' (moved)")
            return {}
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
            if self._is_ladder:
                self._not_on_a_ladder(f"the name tag of '{line}' (moved)")
            elif fit is not None:
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

    def _not_on_a_ladder(self, what: str) -> None:
        self.undone.append(what)
        self.advice.append(
            "A straight ladder has its stations and lines in the order of the grid, names and name tags in a column and a row of"
            " their own: to have another order, move rows or columns of the grid."
        )

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
