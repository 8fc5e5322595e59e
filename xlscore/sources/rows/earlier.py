"""Rows that count once: those that repeat another in every cell, in their own file or in one read before in the same call.

Only what bears a reference can be known to be the same crime; without one equal rows are different crimes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from xlscore.rules.words import name_key
from xlscore.sources.engines.counting import (
    Counter,
    RowSource,
    doubles,
    no_doubles,
    number_of,
    other_rows_of_shared,
    rows_without_reference,
    same_references,
    shared_references,
)
from xlscore.sources.kinds import Glimpse
from xlscore.sources.rows.plan import RowPlan
from xlscore.sources.rows.problems import Findings

__all__ = ["EarlierRows", "find_doubles"]


@dataclass(frozen=True, slots=True)
class EarlierRows:
    """Rows with references that have been read in this call: where they lie, and of which months they are."""

    file: str
    kind: str
    source: RowSource
    reference: int
    months: frozenset[date]


def find_doubles(
    file: Glimpse, source: RowSource, plan: RowPlan, months: Collection[date], findings: Findings
) -> bool:
    """Keep `doubles`, how many rows of each group count no more, and return whether every row bears a reference."""
    counter = file.counter
    assert counter is not None, "what counts the rows has not been said"
    if plan.reference is None:
        counter.keep("doubles", no_doubles(plan.columns))
        return False
    width = len(source.headings)
    before = [rows for rows in file.earlier if rows.kind == plan.kind and rows.months.intersection(months)]
    alike = [rows for rows in before if _marks(rows.source) == _marks(source)]
    _make_earlier(counter, alike)
    if alike:
        counter.keep("shared", shared_references(plan.reference, plan.reference))
        changed = number_of(counter, other_rows_of_shared(plan.reference, width))
        findings.shared_with_other_files += changed
    for at, rows in enumerate(rows for rows in before if rows not in alike):
        counter.beside(f"other_{at}", rows.source)
        shared = shared_references(plan.reference, rows.reference, f"other_{at}")
        findings.shared_with_other_files += number_of(counter, f"SELECT count(*) FROM ({shared}) AS those")
    for name, query in doubles(plan.reference, width, plan.columns, plan.days, bool(alike)).items():
        counter.keep(name, query)
    findings.shared_references = number_of(counter, same_references(plan.reference, width))
    findings.files_before = tuple(rows.file for rows in before)
    file.earlier.append(EarlierRows(file.name, plan.kind, source, plan.reference, frozenset(months)))
    return not number_of(counter, rows_without_reference())


def _make_earlier(counter: Counter, alike: list[EarlierRows]) -> None:
    """Make `earlier` of the rows of files before that have the same columns."""
    if len(alike) == 1:
        counter.beside("earlier", alike[0].source)
        return
    for at, rows in enumerate(alike):
        counter.beside(f"earlier_{at}", rows.source)
    if alike:
        counter.keep("earlier", " UNION ALL ".join(f"SELECT * FROM earlier_{at}" for at in range(len(alike))))


def _marks(source: RowSource) -> list[str]:
    return [name_key(heading) for heading in source.headings]
