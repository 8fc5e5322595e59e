"""What the table of satisfaction knows: the rolling share of each group and strand, its target, and how far it is from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlscore.books.plan.planner import Planner
from xlscore.books.satisfaction.inputs import SatisfactionRow, SatisfactionSheet, read
from xlscore.books.satisfaction.satisfaction import plan_satisfaction
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.narrative.facts.gathering import Gathering, period_to
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind
from xlscore.rules.figures import Source
from xlscore.rules.monthly.satisfaction import SatisfactionResult, judge_satisfaction
from xlscore.rules.words import name_key

__all__ = ["add_satisfaction"]

_WORD = "satisfaction"
_EVERYBODY = ("allusers", "users", "all", "overall", "allvictims")


def add_satisfaction(reading: Reading, found: Gathering) -> None:
    """Gather what the table of satisfaction says."""
    sheet = read(Planner(reading), Reader())
    found.problems += plan_satisfaction(Planner(reading)).problems
    results = judge_satisfaction([row.inputs for row in sheet.rows], sheet.policy.policy)
    for row, result in zip(sheet.rows, results, strict=True):
        name = found.name(NameKind.MEASURE, _called(result), _aliases(result))
        for fact in _facts(name, sheet, row, result):
            found.fact(fact)


def _called(result: SatisfactionResult) -> str:
    whole = result.group if _WORD in name_key(result.group) else f"{result.group} {_WORD}"
    return f"{whole}: {result.strand}" if result.strand else whole


def _aliases(result: SatisfactionResult) -> list[str]:
    """Return what a group, or a strand of it, is called in a sentence; the word itself never left out: "robbery" alone is crime."""
    group, strand = result.group, result.strand.casefold()
    if strand:
        return [f"{strand} {_WORD} of {group} victims", f"{_WORD} of {group} victims with {strand}"]
    victims = f"{group} victims"
    called = [f"{_WORD} {joint} {who}" for joint in ("of", "among", "with") for who in (group, victims)]
    whole = [f"user {_WORD}", f"overall {_WORD}"] if name_key(group) in _EVERYBODY else []
    return [*called, f"{group} victim {_WORD}", f"{_WORD}: {group}", *whole]


def _facts(
    name: str, sheet: SatisfactionSheet, row: SatisfactionRow, result: SatisfactionResult
) -> Iterator[Fact]:
    if result.rolling is None:
        return
    cell = sheet.table.cell(row.row, "rolling")
    months = [point.source for series in row.series.values() for point in series.points[-1:]]
    at = (Source(sheet.table.sheet, cell),) if cell else tuple(months)
    target = None if result.target is None else KnownFigure(result.target, _target_at(sheet, row, result))
    standing = StandingFigures(
        name,
        ClaimUnit.PERCENT,
        KnownFigure(result.rolling, at),
        None,
        target,
        better=True,
        period=period_to(result.to),
    )
    yield from standing.facts()
    if target is not None:
        made = standing.made(ClaimKind.TARGET, target, ClaimUnit.PERCENT)
        yield replace(made, reference=ComparedWith.TARGET)
        graded = standing.made(ClaimKind.GRADE, KnownFigure(result.rolling, at), ClaimUnit.NONE)
        yield replace(
            graded, value=result.rag.value, reference=ComparedWith.TARGET, arithmetic=result.rag.value
        )


def _target_at(
    sheet: SatisfactionSheet, row: SatisfactionRow, result: SatisfactionResult
) -> tuple[Source, ...]:
    """Return where the target stands: in the row itself, or in that of its group."""
    same = [each for each in sheet.rows if name_key(each.inputs.group) == name_key(result.group)]
    figures = (each.target for each in (row, *same))
    return next(((figure.source,) for figure in figures if figure is not None), ())
