"""Reading a redline's change as it is typed, in one cell or two, with the counts behind it; what cannot go together is a problem."""

from __future__ import annotations

from dataclasses import replace

from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.percentages import per_cent_places
from xlscore.books.tables.table import Table
from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.redlines.change import TypedChange, incoherent, read_change
from xlscore.rules.redlines.redline import Redline

__all__ = ["with_change"]

_COUNTED = (None, Unit.OFFENCES, Unit.COUNT)


def with_change(redline: Redline, table: Table, row: int, reading: Reading, reader: Reader) -> Redline:
    """Return a redline with its typed change and its counts; a count and a percentage of no one base are a problem, and left out."""
    now, before = (_count(table, row, name, reader) for name in ("count", "previous_count"))
    typed = _typed(table, row, reading, reader)
    if typed is not None:
        why = incoherent(typed, _own_count(redline) if now is None else now, before)
        if why:
            field = "change" if "change" in table.columns else "change_percent"
            reader.report(
                table, row, table.columns[field],
                f"The change of '{redline.name}' is typed as {typed.words}, and {why}.", "Correct the count or the percentage.",
            )  # fmt: skip
            typed = None
    return replace(redline, change=typed, count=now, previous_count=before)


def _count(table: Table, row: int, name: str, reader: Reader) -> int | None:
    figure = reader.figure(table, row, table.columns.get(name))
    if figure is None:
        return None
    if figure.value.denominator == 1 and figure.value >= 0:
        return int(figure.value)
    what = f"{table.text(row, name)} is no count."
    reader.report(table, row, table.columns[name], what, "Type the whole number that was counted.")
    return None


def _own_count(redline: Redline) -> int | None:
    """Return a redline's value where that is a count itself."""
    value = redline.measure.value
    if value is None or redline.held_as.is_share or value.value.denominator != 1 or value.value < 0:
        return None
    unit = None if value.text is None else value.text.unit
    return int(value.value) if unit in _COUNTED else None


def _typed(table: Table, row: int, reading: Reading, reader: Reader) -> TypedChange | None:
    one = _cell(table, row, "change", reading, reader)
    other = _cell(table, row, "change_percent", reading, reader)
    if one is None or other is None:
        return other if one is None else one
    return one if one.percent is not None else replace(other, count=one.count)


def _cell(table: Table, row: int, name: str, reading: Reading, reader: Reader) -> TypedChange | None:
    """Return what a cell says of a change; a number that is no whole one and no percentage is a change of something else."""
    column, value = table.columns.get(name), table.value(row, name)
    if column is None:
        return None
    if isinstance(value, str):
        said = f"{value}%" if name == "change_percent" and "%" not in value else value
        return (
            reader.word(table, row, name, lambda _: read_change(said))
            if any(map(str.isdigit, value))
            else None
        )
    figure = reader.figure(table, row, column)
    if figure is None:
        return None
    places = per_cent_places(reading, table, row, column)
    if places is not None:
        return TypedChange(None, figure.value * 100, places)
    if name == "change_percent":
        return _percent(figure)
    return TypedChange(int(figure.value)) if figure.value.denominator == 1 else None


def _percent(figure: Figure) -> TypedChange:
    """Return a number under a heading of percentages: a fraction up to one, else per cent without its sign."""
    share = figure.value * 100 if abs(figure.value) <= 1 else exact(figure.plain)
    decimals = f"{float(share):.6f}".rstrip("0").partition(".")[2]
    return TypedChange(None, share, len(decimals))
