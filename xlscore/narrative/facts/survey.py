"""What the staff survey knows: each measure's score, the last one, the mean of the other forces, and the position among them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xlscore.books.plan.planner import Planner
from xlscore.books.quarterly.staff_survey import find_survey, plan_survey
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.narrative.facts.gathering import Gathering
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind
from xlscore.rules.figures import Source
from xlscore.rules.quarterly.staff_survey import SurveyResult
from xlscore.rules.words import name_key

__all__ = ["add_survey"]


def add_survey(reading: Reading, found: Gathering) -> None:
    """Gather what the staff survey says."""
    table = find_survey(reading)
    if table is None:
        return
    reader = Reader()
    results = plan_survey(Planner(reading), table, reader)
    found.problems += reader.problems
    rows = {name_key(table.text(row, "measure")): row for row in table.records}
    for result in results:
        measure = result.inputs.measure
        name = found.name(NameKind.MEASURE, measure, (f"{measure} score", f"score for {measure}"))
        for fact in _facts(name, table, rows[name_key(measure)], result):
            found.fact(fact)


def _facts(name: str, table: Table, row: int, result: SurveyResult) -> Iterator[Fact]:
    inputs = result.inputs

    def known(value: Fraction | int | None, column: str) -> KnownFigure | None:
        cell = table.cell(row, column)
        return (
            None if value is None or not cell else KnownFigure(Fraction(value), (Source(table.sheet, cell),))
        )

    now, before, peers = known(inputs.this, "this"), known(inputs.last, "last"), known(inputs.peers, "peers")
    standing = StandingFigures(name, ClaimUnit.OTHER, now, before, peers, better=inputs.higher_is_better)
    for fact in standing.facts():
        if fact.kind is ClaimKind.CHANGE:
            yield replace(fact, reference=ComparedWith.LAST_TIME)
        # The mean of the other forces stands where a target would: what is said of it is said of the average.
        yield replace(fact, reference=ComparedWith.AVERAGE) if fact.reference is ComparedWith.TARGET else fact
    if peers is not None:
        mean = standing.made(ClaimKind.LEVEL, peers, ClaimUnit.OTHER)
        yield replace(mean, reference=ComparedWith.AVERAGE)
    place = known(inputs.rank, "rank")
    if place is not None:
        of = None if inputs.peers_n is None else inputs.peers_n + 1
        yield replace(standing.made(ClaimKind.RANK, place, ClaimUnit.PLACES), of=of)
