"""What a person did to a map on its sheet: a station, a name that they moved becomes their pin, all else is told.

What stands on the sheet is compared with what was drawn there the last time, which the ledger keeps. So a map that was
moved or made larger as a whole, or saved by another program, has nothing moved in it, and where a station stood is known
without guessing. A pin that was typed since goes before what was moved on the sheet: it is exact.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from xlscore.books.errors import BookError
from xlscore.books.grades.grid.reading import grid_names
from xlscore.books.maps.byhand import ByHand, When, grouped_problem
from xlscore.books.maps.headings import STOPS
from xlscore.books.maps.keeping import KeptMap, KeptShapes, kept_map, kept_shapes
from xlscore.books.maps.pin_cells import pin_problems
from xlscore.books.maps.rows import find_facts, find_pins
from xlscore.books.maps.sheets import standing_on
from xlscore.books.maps.tables import COMMANDS
from xlscore.books.maps.telling import Telling
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_all
from xlscore.books.tables.table import Table
from xlscore.engine import UnreadableDrawingsError, drawing_is_locked
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key
from xlscore.tubemap import Fit
from xlscore.tubemap.byhand.compare import Touched, compare
from xlscore.tubemap.byhand.guessed import guess
from xlscore.tubemap.byhand.pieces import Pieces, find_pieces
from xlscore.tubemap.byhand.places import Place
from xlscore.tubemap.drawn.shapes import MAP
from xlscore.tubemap.pins import SIDE_WORDS

__all__ = ["check_maps", "read_by_hand"]


def check_maps(planner: Planner) -> list[Problem]:
    """Return what was done by hand to each map of a workbook, and what is wrong with its pins, before anything is drawn again."""
    pins = find_pins(planner.reading)
    # A straight ladder has facts and no pins.
    tables = [table for table in (_facts(planner.reading), pins) if table is not None]
    every = (name for table in tables for name in table.filled_down("map").values())
    names = {key(name): name for name in every if name}
    made = [read_by_hand(planner, name, pins) for name in names.values()]
    found = [problem for one in made if one.is_apart for problem in one.problems(When.BEFORE)]
    found += pin_problems(planner, pins, _stations(planner.reading))
    return [*found, *(grouped_problem(one) for one in made if not one.is_apart)]


def _stations(reading: Reading) -> Callable[[str, str], bool]:
    """Return what says whether an area may be a station of a map: a line of it stops there, or the map is made from other tables."""
    stops = {
        (key(name), key(table.text(row, "area")))
        for table in find_all(reading.blocks, STOPS)
        for row, name in table.filled_down("map").items()
    }
    with_stops = {name for name, _ in stops}
    areas = {key(area) for area in grid_names(reading).areas}

    def is_station(name: str, area: str) -> bool:
        if key(name) in with_stops:
            return (key(name), key(area)) in stops
        return key(name) != key(COMMANDS) or key(area) in areas

    return is_station


def read_by_hand(
    planner: Planner, name: str, pins: Table | None, stations: Collection[str] | None = None
) -> ByHand:
    """Return what a person did to a map on its sheet since it was drawn; `stations` are those that it has now."""
    reading, kept, before = planner.reading, kept_shapes(planner, name), kept_map(planner, name)
    sheet, tags = standing_on(reading, name, MAP + name), before.tags
    known = set() if kept is None else {spot[0] for spot in kept.pieces}
    try:
        sheet = sheet or (_taken_apart(reading, name, known) if known else None)
        found = find_pieces(reading.drawings.get(sheet, "") if sheet else "", name, known)
    except UnreadableDrawingsError as error:
        return ByHand(name, sheet or "", tags=tags, trouble=str(error))
    if sheet is None or (kept is None and not found.pieces):
        return ByHand(name, tags=tags)
    stands = found.pieces
    if kept is None:
        guessed = _guessed(planner, name, pins, stands)
        if guessed is None:
            return ByHand(name, sheet, tags=tags)
        kept, before, stands = guessed
    touched = compare(kept.pieces, stands)
    if stations is not None:
        touched = _of_today(touched, kept, stations)
    made = Telling(touched, kept, before, planner, name, pins)
    hand = replace(made.told(sheet), loose=found.loose, foreign=found.foreign, twice=found.twice)
    if found.loose:
        undone = ("the map (ungrouped)", *hand.undone)
        hand = replace(hand, undone=undone, advice=hand.advice or ("The map is one group of groups.",))
    if not hand.is_apart or drawing_is_locked(reading.book.sheets[sheet]):
        return replace(hand, places={}, sides={}, tags=tags)
    return hand


def _guessed(
    planner: Planner, name: str, pins: Table | None, stands: Pieces
) -> tuple[KeptShapes, KeptMap, Pieces] | None:
    """Return what must have been drawn of a map in a workbook that has lost its memory: by the facts, which say it, else by the pins."""
    facts = _facts(planner.reading)
    places: dict[str, Place] = {}
    sides: dict[str, str] = {}
    for table in [table for table in (pins, facts) if table is not None]:
        names = table.filled_down("map")
        for row in table.records:
            column, line = table.value(row, "column"), table.value(row, "row")
            if key(names.get(row, "")) == key(name) and _is_place(column) and _is_place(line):
                area = table.text(row, "area")
                places[area] = int(column), int(line)
                sides[area] = next(
                    (
                        side
                        for side, words in SIDE_WORDS.items()
                        if key(words) == key(table.text(row, "side"))
                    ),
                    "",
                )
    guessed = guess(stands, places, sides)
    if guessed is None:
        return None
    fit = Fit("", guessed.unit, *guessed.begins)
    return KeptShapes(guessed.before, places), KeptMap(fit), guessed.now


def _facts(reading: Reading) -> Table | None:
    """Return the table of the map's facts, None where two may be meant, which drawing asks about."""
    try:
        return find_facts(reading)
    except BookError:
        return None


def _is_place(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _taken_apart(reading: Reading, name: str, known: Collection[str]) -> str | None:
    """Return the sheet with most of a map that is no group of the sheet's own any more, None where less than the half is left."""
    left = {
        sheet: len({spot[0] for spot in find_pieces(xml, name, known).pieces})
        for sheet, xml in reading.drawings.items()
    }
    best = max(left, key=lambda sheet: left[sheet], default=None)
    return best if best is not None and 2 * left[best] >= len(known) else None


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
