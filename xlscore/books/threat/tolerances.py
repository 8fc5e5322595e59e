"""A tolerance per row of the threat and impact scorecard, which stands in place of the Policy's for that row.

It is read in the unit of what the row measures: points of a percentage, of an average its own unit, or a share of the
target where it says so ("10% of target") and, of an average, where it is a percentage. "±2%" is 2 %, and of an acceptable
range ("20% - 30%") it is how far the target is from the range's worse end. What is none is a problem, and the row has no
RAG: the Policy's tolerance would not be the one that is meant.
"""

from __future__ import annotations

import re
from fractions import Fraction

from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.entries import read_entry, source_of
from xlscore.books.tables.figures.percentages import per_cent_places
from xlscore.books.tables.table import Table, shown
from xlscore.rules.figures import Blank, Entry, Figure, TextFigure, Unread
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.rag import without_both_signs
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose

__all__ = ["read_tolerance"]

_FIELD = "tolerance"
_PER_CENT = (Unit.PERCENT, Unit.POINTS)
_A_RANGE = re.compile(
    r"\s*(?:between\s+)?(?P<low>\S.*?)(?:\s+(?:to|and)\s+|\s+[-–—]\s+|(?<=[\d%])[-–—](?=\d))(?P<high>\S.*)",
    re.IGNORECASE,
)


def read_tolerance(
    table: Table, row: int, figures: ThreatInputs, reading: Reading, reader: Reader
) -> tuple[Entry, bool]:
    """Return a row's tolerance, and whether it is a share of its target; None where the table has no such column.

    `figures` is what else is read of the row.
    """
    column = table.columns.get(_FIELD)
    if column is None or figures.measures is None:
        return None, False
    typed = table.value(row, _FIELD)
    average = figures.measures is Purpose.AVERAGE
    if isinstance(typed, str) and (ends := _ends(typed, average=average)) is not None:
        return _of_range(table, row, column, ends, figures, reader), False
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


def _ends(typed: str, *, average: bool) -> tuple[Fraction, Fraction] | None:
    """Return the lower and the upper end of a range, None for what is none; "20-30%" are two percentages."""
    found = _A_RANGE.fullmatch(typed)
    if found is None:
        return None
    low, high = (explain_figure(found[end]) for end in ("low", "high"))
    if not isinstance(low, TextFigure) or not isinstance(high, TextFigure):
        return None
    if average:
        return low.value, high.value
    if high.unit not in _PER_CENT:
        return None
    first = low.value if low.unit in _PER_CENT else low.value / 100
    return first, high.value


def _of_range(
    table: Table,
    row: int,
    column: int,
    ends: tuple[Fraction, Fraction],
    figures: ThreatInputs,
    reader: Reader,
) -> Entry:
    """Return how far a row's target is from the worse end of its acceptable range, as a figure that no formula finds in the cell."""
    source, target = source_of(table, row, column), figures.hard_target
    if not isinstance(target, Figure):
        return Blank(source)
    worse = min(ends) if figures.higher_is_better else max(ends)
    away = target.value - worse if figures.higher_is_better else worse - target.value
    if away >= 0:
        return Figure(away, source, sound=False, native=False)
    reader.report(
        table, row, column,
        f"The range {shown(table.block.at(row, column))} does not reach from the target {shown(table.value(row, 'hard_target'))} to what is worse.",
        "Correct the range or the target.",
    )  # fmt: skip
    return Unread(source)


def _both_sided(
    table: Table, row: int, column: int, bare: str, average: bool, reader: Reader
) -> Figure | Unread:
    """Return a tolerance that is typed with the signs of both sides."""
    source, said = source_of(table, row, column), explain_figure(bare)
    if isinstance(said, TextFigure) and (average or said.unit in _PER_CENT or said.value <= 1):
        return Figure(said.value, source, native=False, text=said)
    what = f"'{shown(table.block.at(row, column))}' is not read as a tolerance."
    reader.report(table, row, column, what, "Type it as a percentage with its sign: 2%.")
    return Unread(source)


def _is_share(entry: Figure, table: Table, row: int, column: int, average: bool, reading: Reading) -> bool:
    said = entry.text
    if said is not None:
        return "of target" in said.words or (average and said.unit is Unit.PERCENT)
    return average and entry.value <= Fraction(1) and per_cent_places(reading, table, row, column) is not None
