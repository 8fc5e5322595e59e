"""The rows of pins and of facts, each kept where it stands, by map and area; a row of an area that its map no longer has goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import xlwings as xw

from xlscore.books.errors import BookError
from xlscore.books.maps.headings import MAP_FACTS, MAPS, PINS
from xlscore.books.maps.pin_cells import read_pin_rows
from xlscore.books.plan.own_rows import plan_new_table, rows_by_keys, update_rows, with_all_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.writer import write
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, find_one
from xlscore.books.tables.named import read_workbook
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key
from xlscore.tubemap import Drawing, Map, Pin
from xlscore.tubemap.pins import SIDE_WORDS, read_pins

__all__ = [
    "OwnPins",
    "find_facts",
    "find_pins",
    "hand_in_pins",
    "is_pins",
    "own_pins",
    "pinned_row",
    "plan_facts",
    "plan_pins",
]

_PINS_WIDTHS: Final = (25, 40, 9, 8, 13)
_PIN_FIELDS: Final = ("column", "row", "side")
_FACTS_WIDTHS: Final = (25, 42, 42, 22, 28, 9, 95, 9, 7, 13)
"""The fields whose texts take several lines."""


@dataclass(frozen=True)
class OwnPins:
    """A map's pins: those that hold, the rows of areas that it no longer has, and what is wrong with others.

    A pin is firm as far as a person set it; what we last wrote there is soft.
    """

    given: tuple[Pin, ...]
    gone: tuple[int, ...]
    problems: tuple[Problem, ...]
    stays: frozenset[str] = frozenset()
    """The areas in whose column or row a person typed what cannot be read: it stays there until they correct it."""
    moved_places: frozenset[str] = frozenset()
    moved_sides: frozenset[str] = frozenset()
    """The areas whose stations and names a person moved on the sheet: theirs, as if they had typed into the pins."""


def is_pins(table: Table) -> bool:
    """Return whether a table with the pins' headings is not the table of the map's facts."""
    facts = {column_key(heading) for heading in MAP_FACTS.headings}
    words = facts - {column_key(heading) for heading in PINS.headings}
    return words.isdisjoint(column_key(heading) for heading in table.others.values())


def find_pins(reading: Reading) -> Table | None:
    """Return the table of pins, which is not the table of the map's facts."""
    found = find_one(reading.blocks, PINS, is_pins)
    return None if found is None else with_all_rows(found, ("map", "area", "column", "row"))


def find_facts(reading: Reading) -> Table | None:
    """Return the table of the map's facts; of several (somebody keeps a copy) the one on the sheet of that name."""
    found = find_all(reading.blocks, MAP_FACTS)
    named = [table for table in found if key(table.sheet) == key(MAP_FACTS.sheet)]
    if len(found) > 1 and len(named) != 1:
        places = " and ".join(table.place for table in found)
        raise BookError(
            f"There are {len(found)} tables of the map's facts: {places}. Call the sheet of the one that is to be "
            f"filled '{MAP_FACTS.sheet}'."
        )
    table = next(iter(named or found), None)
    return None if table is None else with_all_rows(table, ("map", "area", "lines", "words"))


def own_pins(
    planner: Planner, table: Table | None, before: Mapping[str, Collection[str]], drawn: Map
) -> OwnPins:
    """Return a map's pins; one of an area that the map lacks is ours if the last drawing had it, else a problem.

    `before` has the areas of the lines that the last drawing had, by the names that these have now. A new station that lies on
    the lines of one that is gone stands in its place: most likely it has a new name only. A straight ladder has none,
    and those of the map that it was before wait for it.
    """
    if table is None or drawn.is_ladder:
        return OwnPins((), (), ())
    stood: dict[str, set[str]] = {}
    for line, areas in before.items():
        for area in areas:
            stood.setdefault(area, set()).add(name_key(line))
    stations = {key(area) for area in drawn.stations}
    gone, problems = dict[int, str](), list[Problem]()
    mine = dict[int, str]()
    for row, name in table.filled_down("map").items():
        area = table.text(row, "area")
        if key(name) != key(drawn.name):
            continue
        if key(area) in stations:
            mine[row] = name
        elif key(area) in stood:
            gone[row] = name
        else:
            what = f"The pin of '{area}' holds nothing: no line of the map '{drawn.name}' stops there."
            problems.append(
                Problem(table.sheet, table.cell(row, "area"), what, "Correct the area, or delete the row.")
            )
    read = read_pin_rows(planner, table, mine)
    given = [one.pin for one in read.values() if not one.twin]
    taken = {(pin.column, pin.row) for pin in given if pin.column is not None}
    left: dict[frozenset[str], list[Pin]] = {}
    for one in read_pin_rows(planner, table, gone).values():
        if (one.pin.column, one.pin.row) not in taken:
            left.setdefault(frozenset(stood[key(one.pin.area)]), []).append(one.pin)
    known = {key(pin.area) for pin in given}
    for area in drawn.stations:
        alike = left.get(frozenset(name_key(line.name) for line in drawn.lines_at(area)), [])
        if key(area) not in known and alike:
            given.append(replace(alike.pop(0), area=area, firm_place=False, firm_side=False))
    problems += [problem for one in read.values() for problem in one.problems]
    stays = frozenset(one.pin.area for one in read.values() if one.stays)
    return OwnPins(tuple(given), tuple(gone), tuple(problems), stays)


def hand_in_pins(book: xw.Book) -> None:
    """Let the pins that a workbook came with be ours: a layout that was found once and entered with a sample."""
    planner = Planner(read_workbook(book))
    table = find_pins(planner.reading)
    for row in () if table is None else table.records:
        for field in _PIN_FIELDS:
            if table is not None and not is_blank(table.value(row, field)):
                planner.take_over(table, row, field, table.value(row, field))
    write(book, planner.edits)


def plan_pins(
    planner: Planner, table: Table | None, maps: Sequence[tuple[Map, OwnPins, Sequence[Pin]]]
) -> None:
    """Plan the layouts as pins; a label side that says the same in the officer's own words stays as it is typed."""
    rows = []
    for drawn, own, pins in maps:
        stands = read_pins(drawn, own.given, [])
        typed = {name: side for name, side in stands.sides.items() if name in stands.firm_sides}
        for pin in pins:
            row: dict[str, Any] = {
                "map": pin.map,
                "area": pin.area,
                "column": pin.column,
                "row": pin.row,
                "side": pin.side,
            }
            if SIDE_WORDS.get(typed.get(pin.area, "")) == pin.side and pin.area not in own.moved_sides:
                del row["side"]
            if key(pin.area) in {key(area) for area in own.stays}:
                del row["column"], row["row"]
            if table is not None:
                _enter_moved(planner, table, own, row)
            rows.append(row)
    if table is None:
        plan_new_table(planner, PINS, MAPS.sheet, _PINS_WIDTHS, rows)
    else:
        update_rows(planner, table, rows, [row for _, own, _ in maps for row in own.gone])


def _enter_moved(planner: Planner, table: Table, own: OwnPins, row: dict[str, Any]) -> None:
    """Plan what a person moved on the sheet into its pin as theirs, and take it out of the row that we write."""
    here = pinned_row(table, row["map"], row["area"])
    fields = ("column", "row") if row["area"] in own.moved_places else ()
    for name in (*fields, *(("side",) if row["area"] in own.moved_sides else ())):
        if here is not None:
            planner.enter(
                table.sheet, table.line(here, name) or here, planner.column(table, name), row.pop(name)
            )
            planner.forget(table, here, name)


def pinned_row(table: Table, name: str, area: str) -> int | None:
    """Return the row of a map's pin, None where it has none for that area."""
    return rows_by_keys(table).get((key(name), key(area)))


def plan_facts(
    planner: Planner, table: Table | None, beside: str | None, drawings: Iterable[Drawing], reader: Reader
) -> None:
    """Plan the table of facts, which says in cells what the maps say in shapes; a new one stands behind `beside`."""
    fields = [column.field for column in MAP_FACTS.columns]
    rows: list[dict[str, Any]] = [
        dict(zip(fields, row, strict=True)) for drawing in drawings for row in drawing.data_rows
    ]
    if table is None:
        plan_new_table(planner, MAP_FACTS, MAP_FACTS.sheet, _FACTS_WIDTHS, rows, beside)
        return
    drawn = {key(row["map"]) for row in rows}
    now = {(key(row["map"]), key(row["area"])) for row in rows}
    places = rows_by_keys(table)

    def is_gone(row: int) -> bool:
        place = (key(table.text(row, "map")), key(table.text(row, "area")))
        written = not is_blank(table.value(row, "lines")) and not is_blank(table.value(row, "words"))
        return written and place[0] in drawn and (place not in now or places[place] != row)

    update_rows(planner, table, rows, [row for row in table.records if is_gone(row)], reader)
