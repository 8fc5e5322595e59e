"""Objectives that are looked at together: their recorded crime added up.

Source: Leicestershire performance report, October 2013: theft of and theft from motor vehicles have a chapter together,
overall vehicle crime.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlscore.rules.figures import Figure
from xlscore.rules.threats.card import JudgedCard
from xlscore.rules.threats.classes import Level, year_on_year
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.row import ThreatRow
from xlscore.rules.threats.words import Purpose
from xlscore.rules.words import name_key

__all__ = ["ObjectiveGroup", "objective_groups"]


@dataclass(frozen=True, slots=True)
class ObjectiveGroup:
    """A group with its objectives; what cannot be added up is None."""

    group: str
    objectives: tuple[str, ...]
    actual: Fraction | None
    """The recorded crime of all of them, None where one has no figure."""
    previous: Fraction | None
    year_on_year: Fraction | None
    shortfall: int | None
    """The crimes over the targets of those that miss theirs."""
    overall: Level | None
    """The highest overall class among them."""


def objective_groups(judged: JudgedCard) -> tuple[ObjectiveGroup, ...]:
    """Return the groups in the scorecard's order; an objective is in the group that any of its rows names."""
    pairs = list(zip(judged.card.rows, judged.rows, strict=True))
    group_of: dict[str, str] = {}
    names: dict[str, str] = {}
    for row, _ in pairs:
        if row.group:
            group_of.setdefault(name_key(row.objective), name_key(row.group))
            names.setdefault(name_key(row.group), row.group)
    return tuple(
        _group(name, [pair for pair in pairs if group_of.get(name_key(pair[0].objective)) == mark])
        for mark, name in names.items()
        if mark in group_of.values()
    )


def _group(name: str, pairs: list[tuple[ThreatInputs, ThreatRow]]) -> ObjectiveGroup:
    crimes = [(row, result) for row, result in pairs if row.measures is Purpose.CRIMES]
    actual = _total([row.actual.value if isinstance(row.actual, Figure) else None for row, _ in crimes])
    previous = _total([row.previous.value if isinstance(row.previous, Figure) else None for row, _ in crimes])
    short = [result.shortfall for _, result in crimes if result.shortfall is not None]
    overall = [result.overall for _, result in pairs if result.overall is not None]
    return ObjectiveGroup(
        name,
        tuple(dict.fromkeys(row.objective for row, _ in pairs)),
        actual,
        previous,
        year_on_year(actual, previous) if actual is not None and previous else None,
        sum(short) if len(short) == len(crimes) and crimes else None,
        max(overall, key=list(Level).index, default=None),
    )


def _total(figures: list[Fraction | None]) -> Fraction | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(figures) else None
