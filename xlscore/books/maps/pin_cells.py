"""The cells of the pins, read one by one: what cannot be read is a problem of its cell, and its station is placed as a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.table import Table
from xlscore.rules.problems import Problem
from xlscore.rules.words import key
from xlscore.tubemap import Pin
from xlscore.tubemap.pins import FURTHEST, SIDE_WORDS, side_named

__all__ = ["ReadPin", "pin_problems", "pinned_place", "read_pin_rows"]

_PLACE: Final = ("column", "row")
_AS_NEW: Final = "so the station is placed as a new one"
_DO: Final = "Type a whole number in column and in row, or clear both."


@dataclass(frozen=True)
class ReadPin:
    """The pin of a row as far as it can be read, and what is wrong with the rest."""

    pin: Pin
    problems: tuple[Problem, ...] = ()
    stays: bool = False
    """Whether column and row stay as they are, for a person typed there what cannot be read."""
    twin: bool = False
    """Whether an earlier row is the pin of the same area."""


def read_pin_rows(planner: Planner, table: Table, rows: Mapping[int, str]) -> dict[int, ReadPin]:
    """Return the pins of a map's rows; of two for one area, or on one place, the one that a person set holds, else the first.

    `rows` has the map's name for each row.
    """
    found = {row: _read(planner, table, row, name) for row, name in rows.items()}
    first: dict[str, int] = {}
    for row in sorted(found):
        area = found[row].pin.area
        before = first.setdefault(key(area), row)
        if before != row:
            what = (
                f"The pin of '{area}' is there twice; the first one, in {table.cell(before, 'area')}, holds."
            )
            found[row] = ReadPin(
                found[row].pin, (_problem(table, row, "area", what, "Keep one row of it."),), twin=True
            )
    at: dict[tuple[int | None, int | None], str] = {}
    for row in sorted(first.values(), key=lambda row: (not found[row].pin.firm_place, row)):
        pin = found[row].pin
        if pin.column is None or pin.row is None:
            continue
        before_it = at.setdefault((pin.column, pin.row), pin.area)
        if before_it != pin.area:
            what = (
                f"The pins of '{before_it}' and '{pin.area}' are both at column {pin.column}, row {pin.row}, so the station"
                f" '{pin.area}' is placed as a new one."
            )
            do = "Move one of them, or clear its column and row."
            found[row] = ReadPin(
                replace(pin, column=None, row=None, firm_place=False),
                (*found[row].problems, _problem(table, row, "column", what, do)),
                stays=pin.firm_place,
            )
    return {row: found[row] for row in rows}


def pin_problems(
    planner: Planner, table: Table | None, is_station: Callable[[str, str], bool]
) -> list[Problem]:
    """Return what is wrong in the pins of all maps, as far as their areas are stations of a map (map, area)."""
    if table is None:
        return []
    of_map: dict[str, dict[int, str]] = {}
    for row, name in table.filled_down("map").items():
        if is_station(name, table.text(row, "area")):
            of_map.setdefault(key(name), {})[row] = name
    return [
        problem
        for rows in of_map.values()
        for read in read_pin_rows(planner, table, rows).values()
        for problem in read.problems
    ]


def pinned_place(table: Table, row: int) -> tuple[int, int] | None:
    """Return the column and row of a pin, None where one of them cannot be read."""
    column, line = (_whole(table.value(row, field)) for field in _PLACE)
    return None if column is None or line is None else (column, line)


def _read(planner: Planner, table: Table, row: int, name: str) -> ReadPin:
    theirs = {field for field in (*_PLACE, "side") if planner.owner(table, row, field) is Owner.PERSON}
    place, side = pinned_place(table, row), table.text(row, "side")
    problems = [*_of_place(table, row), *_of_side(table, row, side)]
    column, line = place or (None, None)
    pin = Pin(
        name, table.text(row, "area"), column, line, side if side_named(side) else "",
        firm_place=place is not None and not theirs.isdisjoint(_PLACE), firm_side="side" in theirs,
    )  # fmt: skip
    blank = all(is_blank(table.value(row, field)) for field in _PLACE)
    return ReadPin(pin, tuple(problems), stays=place is None and not blank and not theirs.isdisjoint(_PLACE))


def _of_place(table: Table, row: int) -> Iterator[Problem]:
    """Yield what is wrong with a pin's place: a cell that is no number of the grid, or the one of the two that is missing."""
    area, values = table.text(row, "area"), {field: table.value(row, field) for field in _PLACE}
    if all(is_blank(value) for value in values.values()):
        return
    for field, value in values.items():
        if is_blank(value):
            what = f"The pin of '{area}' has no {field}, {_AS_NEW}."
            yield _problem(table, row, field, what, _DO)
        elif _whole(value) is None:
            what = f"The {field} of the pin of '{area}' is '{table.text(row, field)}', no whole number from -{FURTHEST} to {FURTHEST}, {_AS_NEW}."
            yield _problem(table, row, field, what, _DO)


def _of_side(table: Table, row: int, side: str) -> Iterator[Problem]:
    if side and not side_named(side):
        what = (
            f"The label side of the pin of '{table.text(row, 'area')}' is '{side}', so the map chooses one."
        )
        do = f"Write {', '.join(list(SIDE_WORDS.values())[:-1])} or {list(SIDE_WORDS.values())[-1]}."
        yield _problem(table, row, "side", what, do)


def _whole(value: object) -> int | None:
    """Return a number of the grid; None for what is none.

    >>> _whole(7.0), _whole(1.5), _whole(True), _whole("7"), _whole(4000)
    (7, None, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return int(value) if abs(value) <= FURTHEST and value == int(value) else None


def _problem(table: Table, row: int, field: str, what: str, do: str) -> Problem:
    return Problem(table.sheet, table.cell(row, field), what, do)
