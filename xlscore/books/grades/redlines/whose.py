"""Whose a redline measure is: the force's in an area, or one command's, in an area or in all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from xlscore.books.plan.kind import known_names
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table, shown
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["Whose", "names_no_one", "whose_redlines"]

_EVERY: Final = frozenset({"all", "allareas", "everyarea", "allcommands", "everycommand"})


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a row is: its area, and its commands; without a command it is the force's."""

    area: str
    commands: tuple[str, ...] = ()
    is_known: bool = True
    """Whether every command that it names is one; else it counts for those that are, and for nobody without any."""

    @property
    def is_forces(self) -> bool:
        """Return whether it counts for the force's grade of its area."""
        return not self.commands and self.is_known


def whose_redlines(reading: Reading, table: Table, reader: Reader) -> Mapping[int, Whose]:
    """Return whose each row is; a command that the grid does not have is a problem of its cell.

    A command's own redline counts in its area, or in all areas where the row names none: "All areas", "-" or the command's own name.
    """
    areas = table.filled_down("area")
    if "command" not in table.columns:
        return {row: Whose(area) for row, area in areas.items()}
    names = known_names(reading).commands
    return {row: _whose(reading, table, row, area, names, reader) for row, area in areas.items()}


def _whose(
    reading: Reading, table: Table, row: int, area: str, names: tuple[str, ...], reader: Reader
) -> Whose:
    typed = shown(
        reading.under_merge(table.sheet, row, table.columns["command"], table.value(row, "command"))
    )
    if names_no_one(typed):
        return Whose(area)
    spelt = {name_key(name): name for name in names}
    parts = [typed] if name_key(typed) in spelt else [part for part in map(shown, typed.split(";")) if part]
    unknown = [part for part in parts if spelt and name_key(part) not in spelt]
    for part in unknown:
        reader.at(
            table.sheet, table.cell(row, "command"),
            f"'{part}' is no command of the grid, so '{table.text(row, 'measure')}' does not count for it.",
            f"Use one of {', '.join(names)}, or leave it blank for the force.",
        )  # fmt: skip
    commands = tuple(spelt.get(name_key(part), part) for part in parts if part not in unknown)
    own = names_no_one(area) or any(name_key(area) == name_key(command) for command in commands)
    return Whose("" if own else area, commands, not unknown)


def names_no_one(typed: str) -> bool:
    """Return whether a cell names no single area or command: blank, N/A, the force, all of them."""
    return is_missing_mark(typed) or is_force(typed) or name_key(typed) in _EVERY
