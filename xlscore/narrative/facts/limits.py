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
