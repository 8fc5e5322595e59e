"""Outcome rates of a monthly workbook: which measures are one, and which two rows of counts each is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.monthly.rate_names import (
    RateNames,
    counted_as,
    is_of_outcomes,
    is_rate_purpose,
    names_of_rate,
)
from xlscore.rules.problems import RuleError
from xlscore.rules.threats.words import Purpose, purpose_of
from xlscore.rules.words import name_key

__all__ = ["Rates", "find_rates"]

_NAMES: Final = re.compile(r"\s*;\s*")
_RATE: Final = "Crime Outcome Rate"


@dataclass(frozen=True)
class Rates:
    """The outcome rates of a workbook: those of which both counts are there, and the names of all."""

    found: tuple[RateNames, ...] = ()
    names: frozenset[str] = field(default_factory=frozenset)
    """The keys of every measure that is a rate by its purpose, worked out or not."""

    def is_rate(self, measure: str) -> bool:
        """Return whether a measure is a rate by its purpose."""
        return name_key(measure) in self.names

    def is_worked_out(self, measure: str) -> bool:
        """Return whether a measure is a rate of which both counts are there."""
        return any(name_key(rate.measure) == name_key(measure) for rate in self.found)

    def called(self, table: Table, row: int) -> str:
        """Return what a row's measure is called; a rate that shares its name with its crimes is called by its purpose, too."""
        return counted_as(table.text(row, "measure"), table.text(row, "purpose"))


def find_rates(counts: Table | None, others: Iterable[str], measures: Table | None, reader: Reader) -> Rates:
    """Return the outcome rates that the Measures or a purpose among the counts name; one that lacks a count is a problem.

    `others` are measures that are counted elsewhere, by days.
    """
    rows = [(name, "") for name in others]
    if counts is not None:
        rows += [(counts.text(row, "measure"), counts.text(row, "purpose")) for row in counts.records]
    there = {name_key(counted_as(*said)): counted_as(*said) for said in rows}
    asked = dict(_of_purposes(rows))
    if measures is not None:
        asked |= dict(_of_measures(measures))
    counted = {mark: name for mark, name in there.items() if mark not in asked}
    found = []
    for mark, rate in asked.items():
        try:
            names = names_of_rate(rate.name, rate.sources, rate.parent, counted)
        except RuleError as error:
            # Where its percentages have a row, that they are no counts is said there.
            if rate.table is not None and mark not in there:
                reader.at(rate.table.sheet, rate.table.cell(rate.row, "purpose"), error.what, error.do)
            continue
        if names is not None:
            found.append(names)
    return Rates(tuple(found), frozenset(asked))


@dataclass(frozen=True)
class _Asked:
    """A measure that is a rate by its purpose, and where the Measures say so."""

    name: str
    sources: tuple[str, ...] = ()
    parent: str = ""
    table: Table | None = None
    row: int = 0


def _of_purposes(rows: Iterable[tuple[str, str]]) -> Iterator[tuple[str, _Asked]]:
    """Yield the rates of rows of counts that are of a measure's outcomes by their purpose."""
    for measure, purpose in rows:
        if purpose_of(purpose) is Purpose.OUTCOMES and not is_of_outcomes(measure):
            name = counted_as(measure, _RATE)
            yield name_key(name), _Asked(name)


def _of_measures(table: Table) -> Iterator[tuple[str, _Asked]]:
    for row in reversed(table.records):
        purpose = table.text(row, "purpose")
        if is_rate_purpose(purpose):
            name = counted_as(table.text(row, "measure"), purpose)
            sources = tuple(filter(None, _NAMES.split(table.text(row, "sources"))))
            yield name_key(name), _Asked(name, sources, table.text(row, "parent"), table, row)
