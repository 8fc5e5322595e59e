"""Which commands are called by one name, by a table of commands and their groups."""

from __future__ import annotations

from collections import Counter

from xlscore.books.grades.grid.reading import CommandGrid
from xlscore.books.grades.headings import COMMANDS, IDENTITIES
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import RuleError
from xlscore.rules.words import find_name, name_key, tidy

__all__ = ["is_groups", "read_groups"]


def is_groups(table: Table) -> bool:
    """Return whether a table with commands and groups has a command per row: a list of staff has both too."""
    if {column_key(heading) for heading in table.others.values()} & IDENTITIES:
        return False
    names = Counter(name_key(table.text(row, "command")) for row in table.records)
    return 2 * sum(times > 1 for times in names.values()) <= len(names)


def read_groups(reading: Reading, grid: CommandGrid, reader: Reader) -> dict[str, str]:
    """Return the group of each command that has one, as the grid spells the command; one that the grid lacks is a problem."""
    table = find_one(reading.blocks, COMMANDS, is_groups)
    if table is None or not table.records:
        return {}
    names = list(grid.commands)
    found: dict[str, str] = {}
    spelt: dict[str, str] = {}
    twins = reader.twins(
        table, {row: name_key(table.text(row, "command")) for row in table.records}, "command"
    )
    for row in table.records:
        said, group = table.text(row, "command"), tidy(reader.text(table, row, "group"))
        try:
            command = names[find_name(said, names, "command")]
        except RuleError:
            reader.at(
                table.sheet, cell_address(row, table.columns["command"]),
                f"The command '{said}' is no column of the grid.", f"Use one of {', '.join(names)}, or take the row out.",
            )  # fmt: skip
            continue
        if group and row not in twins:
            found[command] = spelt.setdefault(name_key(group), group)
    return found
