"""The redlines and risks that a command's return holds, as records: each row with its command, its names and its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.grades.headings import REDLINES
from xlscore.books.grades.redlines.whose import names_no_one
from xlscore.books.risks.headings import RISKS
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.percentages import per_cent_places
from xlscore.books.tables.finder import find_all, share_cells
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table, shown
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.force.returned_rows import ReturnedCell, ReturnedRow
from xlscore.rules.problems import ExcelError
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["CARRIED", "Carried", "ReturnedRows", "read_returned_rows"]


@dataclass(frozen=True)
class Carried:
    """A table of which returns bring rows: its kind, what its rows are called, which fields go over."""

    layout: TableKind
    noun: str
    fields: tuple[str, ...]


CARRIED: Final = (
    Carried(
        REDLINES,
        "redline",
        (
            "value", "minimum", "better", "met", "data_to", "unit", "previous_value", "previous_data_to", "count", "previous_count", "change",
            "change_percent",
        ),
    ),
    Carried(
        RISKS,
        "risk",
        ("risk", "likelihood", "impact", "score", "mitigation", "owner", "status", "updated"),
    ),
)  # fmt: skip

ReturnedRows = Mapping[str, tuple[ReturnedRow, ...]]
"""The rows that returns hold, by the kind of table."""


def read_returned_rows(
    reading: Reading, form: Table, command: str, grid: CommandGrid, place: str, reader: Reader
) -> ReturnedRows:
    """Return the redlines and risks of one command's return; what cannot be taken over is a problem of its cell there."""
    areas = {name_key(area.area): area.area for area in grid.areas}
    found: dict[str, tuple[ReturnedRow, ...]] = {}
    for carried in CARRIED:
        tables = [
            table
            for table in find_all(reading.blocks, carried.layout)
            if not (table.sheet == form.sheet and share_cells(table, form))
        ]
        rows = [
            row
            for table in tables
            for row in _rows(reading, table, carried, command, areas, grid, place, reader)
        ]
        if rows:
            found[carried.layout.kind] = tuple(rows)
    return found


def _rows(
    reading: Reading,
    table: Table,
    carried: Carried,
    command: str,
    areas: Mapping[str, str],
    grid: CommandGrid,
    place: str,
    reader: Reader,
) -> Iterator[ReturnedRow]:
    where = f"{place.partition(']')[0]}]{table.sheet}"
    filled = {"area": table.filled_down("area")} if carried.layout is REDLINES else {}
    for row in table.records:
        cells = dict(_cells(reading, table, row, carried, where, reader))
        name = table.text(row, carried.layout.rows)
        if not cells or is_missing_mark(name):
            continue
        said = _Place(table, row, where, name, carried.noun, reader)
        typed = {
            f: filled[f][row] if f in filled else table.text(row, f) for f in ("where", "area", "command")
        }
        area = said.area(typed, areas, command, grid)
        if area is None or not said.is_of(typed["command"], command):
            continue
        source = Source(where, table.cell(row, carried.layout.rows))
        if carried.layout is REDLINES:
            named = {"area": area or command, "measure": name, "command": command}
            mark: tuple[str, ...] = (name_key(named["area"]), name_key(name), name_key(command))
            also = None if area else (name_key(command), name_key(name), "")
        else:
            both = "; ".join(filter(None, (area, command)))
            named, mark = {"ref": name, "area": area, "command": command, "where": both}, (name_key(name),)
            also = None
        yield ReturnedRow(command, mark, named, cells, source, also)


@dataclass(frozen=True)
class _Place:
    """Whose a row of a return is, as its cells say."""

    table: Table
    row: int
    sheet: str
    name: str
    noun: str
    reader: Reader

    def area(
        self, typed: Mapping[str, str], areas: Mapping[str, str], command: str, grid: CommandGrid
    ) -> str | None:
        """Return its area as the grid spells it, "" for none; None for one that the grid does not have, which is a problem."""
        for field in ("area", "where"):
            text = typed[field]
            if names_no_one(text) or name_key(text) == name_key(command):
                continue
            if name_key(text) in areas:
                return areas[name_key(text)]
            names = list(map(name_key, grid.commands))
            what = "another command's" if name_key(text) in names else "no area of the grid"
            self.reader.at(
                self.sheet, self.table.cell(self.row, field),
                f"The {self.noun} '{self.name}' of {command} is for '{text}', which is {what}, so it is not taken over.",
                "Check its spelling, or add the area to the grid.",
            )  # fmt: skip
            return None
        return ""

    def is_of(self, typed: str, command: str) -> bool:
        """Return whether it is of the command that returns it; another's is a problem."""
        if names_no_one(typed) or name_key(typed) == name_key(command):
            return True
        self.reader.at(
            self.sheet, self.table.cell(self.row, "command"),
            f"The {self.noun} '{self.name}' is of '{typed}' and comes in the return of {command}, so it is not taken over.",
            f"Let {typed} return it, or correct the command.",
        )  # fmt: skip
        return False


def _cells(
    reading: Reading, table: Table, row: int, carried: Carried, where: str, reader: Reader
) -> Iterator[tuple[str, ReturnedCell]]:
    fields = [name for name in carried.fields if name in table.columns]
    for name in _without_results(table, row, fields):
        column = table.columns[name]
        value, source = table.block.at(row, column), Source(where, cell_address(row, column))
        error = ExcelError.read(value)
        if error is not None:
            what = f"The cell holds the error {error.value}."
            reader.at(where, source.cell, what, "Put its formula or its sources right.")
        elif not is_blank(value) and not is_missing_mark(shown(value)):
            yield name, ReturnedCell(_as_shown(reading, table, row, column, value), source)


def _without_results(table: Table, row: int, fields: Sequence[str]) -> list[str]:
    """Return the fields that are worth taking over: no answer that the figures beside it give."""
    left_out = set()
    for result, figures in (("met", ("value", "minimum")), ("score", ("likelihood", "impact"))):
        if all(not is_blank(table.value(row, name)) for name in figures):
            left_out.add(result)
    return [name for name in fields if name not in left_out]


def _as_shown(reading: Reading, table: Table, row: int, column: int, value: object) -> object:
    """Return a value as it is to be typed elsewhere: a number that its cell shows as a percentage with its sign."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        places = per_cent_places(reading, table, row, column)
        if places is not None:
            exactly = format(value * 100, ".10g")
            return f"{exactly}%"
    return value.strip() if isinstance(value, str) else value
