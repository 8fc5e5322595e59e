"""What the rows of a table mean in a workbook: the measure and the place of each, and which are sums by what the workbook tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key, tidy
from xlscore.sources.meanings import Meanings, SourceLine
from xlscore.sources.naming import BLANK, Naming
from xlscore.sources.rows.columns import conditions_of
from xlscore.sources.rows.names import places_named
from xlscore.sources.tables.totals import is_total
from xlscore.sources.wide.heads import heading_text
from xlscore.sources.wide.measures import Measured, measures_of
from xlscore.sources.wide.month_rows import MonthRow

__all__ = ["MeantRows", "meant_by"]


@dataclass(frozen=True)
class MeantRows:
    """The measure and the place of each row that is no total by its name."""

    measures: Mapping[int, Measured]
    places: Mapping[int, str | None]
    """"" for the force, None for one that nobody knows."""
    totals: frozenset[int]
    """The rows of measures and places that others are parts of: by Measures and Places, or the force beside its places."""
    of_types: Mapping[tuple[str, ...], Measured]
    """The measures of all types, of a total of places, too."""
    problems: tuple[Problem, ...] = ()


def meant_by(lines: Sequence[MonthRow], totals: frozenset[int], naming: Naming, told: Meanings) -> MeantRows:
    """Return what the rows mean that are no totals by their names."""
    asked = [at for at in range(len(lines)) if at not in totals]
    real = (
        line.types for at, line in enumerate(lines) if at not in totals or not any(map(is_total, line.types))
    )
    measured = measures_of(real, naming, told)
    problems: list[Problem] = []
    says = _conditions(lines, told, problems)
    measures = {at: _decided(measured[lines[at].types], lines[at], says) for at in asked}
    named = [at for at in asked if lines[at].places and not is_total(lines[at].places[0], of_places=True)]
    found = dict(zip(named, places_named(told, naming)([lines[at].places for at in named]), strict=True))
    places = {at: found[at].name if at in found else _of_sheet(lines[at], naming) for at in asked}
    above = {name_key(one.parent) for one in told.measures if one.parent}
    sums = {at for at in asked if len(measures[at].names) == 1 and name_key(measures[at].names[0]) in above}
    sums |= {at for at in named if found[at].total}
    return MeantRows(measures, places, frozenset(sums), measured, tuple(problems))


def _of_sheet(line: MonthRow, naming: Naming) -> str:
    """Return the place of a row that names none: that of its sheet's name where the workbook knows it, else the force."""
    known = naming.knows_places and not line.places
    return (naming.place(line.block.page.name) or "") if known and line.block.page.name else ""


def _conditions(
    lines: Sequence[MonthRow], told: Meanings, problems: list[Problem]
) -> dict[SourceLine, dict[str, str]]:
    asked = dict.fromkeys(line for row in lines for line in row.block.labels.conditions.values())
    return {line: conditions_of(line, told, problems) for line in asked}


def _decided(what: Measured, row: MonthRow, says: Mapping[SourceLine, Mapping[str, str]]) -> Measured:
    """Return the measure of a row, where two go by its name the one that a condition of Sources says."""
    if len(what.names) < 2:
        return what
    page = row.block.page
    chosen = set()
    for column, line in row.block.labels.conditions.items():
        text = tidy(heading_text(page.shown(row.number, column))) or BLANK
        chosen.add(name_key(says[line].get(name_key(text), "")))
    left = tuple(name for name in what.names if name_key(name) in chosen)
    return replace(what, names=left) if len(left) == 1 else what
