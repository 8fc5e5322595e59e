"""What a table knows that no action reads: each measure's figure in two periods beside each other, as papers print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from xlscore.books.monthly.finding import names_no_count, title_lines
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.finder import find_all, is_product_only, share_cells
from xlscore.books.tables.layout import TableKind
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.table_rows import is_total
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.understanding import read_tables
from xlscore.narrative.facts.gathering import Gathering, spoken_names
from xlscore.narrative.facts.positions import speaks_of_outcomes
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Period
from xlscore.rules.exact import exact, read_percentage
from xlscore.rules.figures import Source
from xlscore.rules.month_headings import words_of
from xlscore.rules.monthly.days import last_day
from xlscore.rules.periods import Span, read_period
from xlscore.rules.series import months_later
from xlscore.rules.words import name_key

__all__ = ["add_compared"]

_TWO_PERIODS: Final = TableKind(
    "table of two periods",
    "",
    tuple(map(SCORECARD.column, ("objective", "actual", "previous", "year_on_year", "hard_target"))),
    needs=("objective", "actual", "previous"),
    rows="objective",
)
"""Its headings are those of the scorecard, which says besides what a row measures; without that, only counts and percentages are sure."""
_OF_MEASURES: Final = (NameKind.MEASURE, NameKind.OBJECTIVE, NameKind.REDLINE)
_A_YEAR: Final = 12
_SO_FAR: Final = re.compile(r"\b(?:f?ytd|to date|so far)\b", re.IGNORECASE)


class _Periods(NamedTuple):
    """What the headings say of the later and the earlier figures."""

    now: Period | None
    before: Period | None
    whole: bool
    """Whether both are of twelve months, as a target is."""


def add_compared(reading: Reading, found: Gathering) -> None:
    """Gather the figures of tables that no action reads, of measures of which nothing else says one."""
    tables = find_all(reading.blocks, _TWO_PERIODS, lambda table: not is_product_only(table))
    if not tables:
        return
    others = [each.table for each in read_tables(reading)]
    said = {(name_key(fact.name), fact.unit) for fact in found.facts if fact.kind is ClaimKind.LEVEL}
    kinds = {name_key(each): name.kind for name in found.names for each in (name.name, *name.aliases)}
    for table in tables:
        periods = _periods(table)
        read = any(table.sheet == each.sheet and share_cells(table, each) for each in others)
        if periods is None or read or _is_of_a_place(table, found):
            continue
        for row in table.records:
            called = table.text(row, "objective")
            made = _read_row(reading, table, row)
            if (
                made is not None
                and made.unit is ClaimUnit.CRIMES
                and names_no_count(called, *title_lines(table))
            ):
                continue
            if made is None or (name_key(called), made.unit) in said or is_total(called):
                continue
            if kinds.get(name_key(called), NameKind.MEASURE) in _OF_MEASURES:
                name = found.name(NameKind.MEASURE, called, spoken_names(called))
                for fact in made.facts(name, periods):
                    found.fact(fact)


def _is_of_a_place(table: Table, found: Gathering) -> bool:
    """Return whether the sheet's name or a line above the headings names a place or a command: then its figures are of that."""
    lines = title_lines(table)
    places = [name for name in found.names if name.kind in (NameKind.PLACE, NameKind.COMMAND)]
    called = [words_of(each) for name in places for each in (name.name, *name.aliases)]
    return any(f" {each} " in f" {words_of(line)} " for line in lines for each in called if each)


def _periods(table: Table) -> _Periods | None:
    """Return the periods that the headings name; None where one names a period alone, or they are not as long."""
    headings = [shown(table.block.at(table.header, table.columns[field])) for field in ("actual", "previous")]
    (now, months), (before, others) = map(read_period, headings)
    if now is None and before is None:
        return _Periods(None, None, whole=False)
    if now is None or before is None or months != others:
        return None
    if any(map(_SO_FAR.search, headings)):
        return _Periods(None, None, whole=False)  # from when on is said, not up to when
    return _Periods(_ended(now, months), _ended(before, months), whole=months == _A_YEAR)


def _ended(last: date, months: int) -> Period:
    span = Span(months_later(last, 1 - months), last)
    return Period(span.words, span.first, last_day(last))


@dataclass(frozen=True)
class _Row:
    """The figures of a row, all of one unit."""

    unit: ClaimUnit
    now: KnownFigure
    before: KnownFigure
    aim: KnownFigure | None

    def facts(self, name: str, periods: _Periods) -> Iterator[Fact]:
        """Yield what the row says."""
        standing = StandingFigures(
            name, self.unit, self.now, self.before, self.aim if periods.whole else None,
            outcomes=speaks_of_outcomes(name), period=periods.now, then=periods.before,
        )  # fmt: skip
        yield from standing.facts()
        if self.aim is not None:
            made = standing.made(ClaimKind.TARGET, self.aim, self.unit)
            yield replace(made, reference=ComparedWith.TARGET)


def _read_row(reading: Reading, table: Table, row: int) -> _Row | None:
    """Return the figures of a row, None where they are not both counts or both percentages."""
    (unit, now), (other, before), (aimed, aim) = (
        _figure(reading, table, row, field) for field in ("actual", "previous", "hard_target")
    )
    if now is None or before is None or unit is not other:
        return None
    return _Row(unit, now, before, aim if aimed is unit else None)


def _figure(reading: Reading, table: Table, row: int, field: str) -> tuple[ClaimUnit, KnownFigure | None]:
    """Return a cell's figure and whether it counts or is a percentage; None for another, whose unit nobody says."""
    held, cell = table.value(row, field), table.cell(row, field)
    if not cell or isinstance(held, bool):
        return ClaimUnit.OTHER, None
    sources = (Source(table.sheet, cell),)
    if isinstance(held, str):
        value = read_percentage(held) if held.rstrip().endswith("%") else None
        return ClaimUnit.PERCENT, None if value is None else KnownFigure(value, sources)
    if not isinstance(held, (int, float)):
        return ClaimUnit.OTHER, None
    if "%" in str(reading.book.sheets[table.sheet].range(cell).number_format or ""):
        return ClaimUnit.PERCENT, KnownFigure(Fraction(exact(held)), sources)
    is_count = held >= 1 and held == int(held)
    return ClaimUnit.CRIMES, KnownFigure(Fraction(exact(held)), sources) if is_count else None
