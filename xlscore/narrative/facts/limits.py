"""The limits of the control charts, as the summary has them: facts for sentences that quote the upper limit or the mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from xlscore.books.control.headings import CONTROL_SUMMARY
from xlscore.books.tables.blocks import Reading
from xlscore.narrative.facts.gathering import Gathering, shown
from xlscore.narrative.facts.sheets import WrittenCells
from xlscore.narrative.model import ClaimKind, ClaimUnit, Fact, KnownName, NameKind
from xlscore.narrative.states import LIMITS, SIGNAL
from xlscore.rules.figures import Source
from xlscore.rules.words import name_key

__all__ = ["add_limits"]

_LIMITS: Final = (("upper", "upper limit"), ("lower", "lower limit"), ("expected", "mean"))


def add_limits(reading: Reading, found: Gathering) -> None:
    """Gather the limits of each measure and place, where the control charts are drawn."""
    written = WrittenCells(reading, CONTROL_SUMMARY)
    names: dict[tuple[NameKind, str], KnownName] = {
        (name.kind, name_key(name.name)): name
        for name in found.names  # an alias may be of the outcomes, whose limits are others
        if name.kind in (NameKind.MEASURE, NameKind.PLACE)
    }
    for fact in _limits(written, names):
        found.fact(fact)


def _limits(written: WrittenCells, names: Mapping[tuple[NameKind, str], KnownName]) -> Iterator[Fact]:
    for (measure, place), row in written.rows.items():
        name, where = names.get((NameKind.MEASURE, measure)), names.get((NameKind.PLACE, place))
        if written.table is None or name is None or (place and where is None):
            continue
        yield from _state(written, row, name.name, "" if where is None else where.name)
        for column, limit in _LIMITS:
            value, cell = written.table.value(row, column), written.table.cell(row, column)
            if not cell or isinstance(value, bool) or not isinstance(value, (int, float)):
                continue
            source, exact = Source(written.table.sheet, cell), Fraction(str(value))
            words = f"{limit} {source.place} {shown(exact, ClaimUnit.CRIMES)}"
            yield Fact(
                ClaimKind.THRESHOLD, name.name, exact, ClaimUnit.CRIMES, (source,), words,
                place="" if where is None else where.name, limit=limit,
            )  # fmt: skip


def _state(written: WrittenCells, row: int, name: str, place: str) -> Iterator[Fact]:
    """Yield on which side of its limits the last value stands, and whether the chart shows more than chance."""
    if written.table is None:
        return
    held = {column: written.table.value(row, column) for column in ("last", "upper", "lower")}
    numbers = {
        column: value
        for column, value in held.items()
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    }
    source = Source(written.table.sheet, written.table.cell(row, "last"))
    if len(numbers) == len(held):
        last, upper, lower = numbers["last"], numbers["upper"], numbers["lower"]
        state = "above" if last > upper else "below" if last < lower else "within"
        words = f"{source.place} {last:,g} against {lower:,g} to {upper:,g}"
        yield Fact(
            ClaimKind.THRESHOLD, name, state, sources=(source,), arithmetic=words, place=place, limit=LIMITS
        )
    cell = written.table.cell(row, "signal")
    if cell:
        signal = written.table.text(row, "signal")
        at = Source(written.table.sheet, cell)
        words = f"{at.place} {signal or 'no signal'}"
        yield Fact(
            ClaimKind.THRESHOLD, name, "a signal" if signal else "no signal", sources=(at,), arithmetic=words, place=place, limit=SIGNAL
        )  # fmt: skip
