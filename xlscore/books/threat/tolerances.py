"""A tolerance per row of the threat and impact scorecard, which stands in place of the Policy's for that row.

It is read in the unit of what the row measures: points of a percentage, of an average its own unit, or a share of the
target where it says so ("10% of target") and, of an average, where it is a percentage. "±2%" is 2 %. What is none, as a
range of figures, is a problem, and the row has no RAG: the Policy's tolerance would not be the one that is meant.
"""

from __future__ import annotations

from fractions import Fraction

from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.entries import read_entry, source_of
from xlscore.books.tables.percentages import per_cent_places
from xlscore.books.tables.table import Table, shown
from xlscore.rules.figures import Entry, Figure, TextFigure, Unread
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.rag import without_both_signs
from xlscore.rules.threats.words import Purpose

__all__ = ["read_tolerance"]

_FIELD = "tolerance"
_SHARES = (Unit.PERCENT, Unit.POINTS)


def read_tolerance(
    table: Table, row: int, measures: Purpose | None, reading: Reading, reader: Reader
) -> tuple[Entry, bool]:
    """Return a row's tolerance, and whether it is a share of its target; None where the table has no such column."""
    column = table.columns.get(_FIELD)
    if column is None or measures is None:
        return None, False
    typed = table.value(row, _FIELD)
    average = measures is Purpose.AVERAGE
    bare = without_both_signs(typed) if isinstance(typed, str) else ""
    entry: Entry
    if bare and bare != typed:
        entry = _both_sided(table, row, column, bare, average, reader)
    else:
        entry = read_entry(reader, table, row, column, percentage=not average)
    if not isinstance(entry, Figure):
        return entry, False
    if entry.value < 0:
        reader.report(
            table, row, column, f"The tolerance {shown(typed)} is below nothing.", "Type by how much the target may be missed."
        )  # fmt: skip
        return Unread(entry.source), False
    return entry, _is_share(entry, table, row, column, average, reading)


def _both_sided(
    table: Table, row: int, column: int, bare: str, average: bool, reader: Reader
) -> Figure | Unread:
    """Return a tolerance that is typed with the signs of both sides."""
    source, said = source_of(table, row, column), explain_figure(bare)
    if isinstance(said, TextFigure) and (average or said.unit in _SHARES or said.value <= 1):
        return Figure(said.value, source, native=False, text=said)
    what = f"'{shown(table.block.at(row, column))}' is not read as a tolerance."
    reader.report(table, row, column, what, "Type it as a percentage with its sign: 2%.")
    return Unread(source)


def _is_share(entry: Figure, table: Table, row: int, column: int, average: bool, reading: Reading) -> bool:
    said = entry.text
    if said is not None:
        return "of target" in said.words or (average and said.unit is Unit.PERCENT)
    return average and entry.value <= Fraction(1) and per_cent_places(reading, table, row, column) is not None
