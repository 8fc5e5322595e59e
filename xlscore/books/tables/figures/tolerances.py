"""Columns that speak of a tolerance and that nothing goes by: they are named, or an officer would take them for heard."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key

__all__ = ["report_tolerances"]

_ACCEPTABLE: Final = ("acceptable", "allowed", "allowable", "permitted")


def report_tolerances(table: Table, instead: str, do: str, reader: Reader) -> None:
    """Report a filled column whose heading speaks of a tolerance; `instead` says what is gone by."""
    for column, heading in table.others.items():
        words = column_key(heading).split()
        speaks = "tolerance" in words or (words[:1] and words[0] in _ACCEPTABLE)
        held = any(not is_blank(table.block.at(row, column)) for row in table.records)
        if speaks and held and table.meant(column) is None:
            reader.report(table, table.header, column, f"'{heading}' is not gone by: {instead}.", do)
