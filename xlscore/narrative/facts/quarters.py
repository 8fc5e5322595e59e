"""What the quarterly counts know: the latest quarter's count, its changes on the quarter and the year before, and shares."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from xlscore.books.plan.planner import Planner
from xlscore.books.quarterly.inputs import QuarterRow, read
from xlscore.books.quarterly.quarterly import plan_quarterly
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.narrative.facts.gathering import Gathering, shown
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Period
from xlscore.rules.exact import exact
from xlscore.rules.monthly.days import last_day
from xlscore.rules.quarterly.counts import QuarterResult, is_total_row, judge_quarters
from xlscore.rules.quarterly.quarters import quarter_before, year_before
from xlscore.rules.series import months_later

__all__ = ["add_quarters"]


def add_quarters(reading: Reading, found: Gathering) -> None:
    """Gather what the table of quarterly counts says; what must not go out is not known here either."""
    sheet = read(reading, Reader())
    found.problems += plan_quarterly(Planner(reading)).problems
    if sheet.quarter is None:
        return
    policy = sheet.policy.policy
    under, slight = int(policy.suppress_under), exact(policy.quarter_slight)
    results = judge_quarters([row.inputs for row in sheet.rows], sheet.quarter, under, slight)
    for row, result in zip(sheet.rows, results, strict=True):
        if result.suppressed or result.count is None:
            continue
        whole = is_total_row(row.inputs.row)
        called = row.inputs.table if whole else f"{row.inputs.table}: {row.inputs.row}"
        name = found.name(NameKind.MEASURE, called, _aliases(row))
        for fact in _facts(name, row, result):
            found.fact(fact)


def _aliases(row: QuarterRow) -> list[str]:
    """Return what a row is called in a sentence: a whole by itself or as its table, a part only with its table."""
    of = row.inputs
    if is_total_row(of.row):
        return [f"uses of {of.table[7:]}"] if of.table.casefold().startswith("use of ") else []
    whole = [of.row] if not of.split else []
    searched = of.table.casefold().endswith("search") and not whole
    searches = [f"{of.row} searches", f"searches for {of.row}"] if searched else []
    return [*whole, *searches, f"{of.row} {of.table}", f"{of.table} {of.row}"]


def _quarter(last: date) -> Period:
    first = months_later(last, -2)
    return Period(f"{first:%b} to {last:%b %Y}", first, last_day(last))


def _facts(name: str, row: QuarterRow, result: QuarterResult) -> Iterator[Fact]:
    quarter = result.quarter
    figure = row.figures.get(quarter)
    if figure is None:
        return
    now = KnownFigure(figure.value, (figure.source,))
    standing = StandingFigures(name, ClaimUnit.OTHER, now, period=_quarter(quarter))
    yield standing.made(ClaimKind.LEVEL, now, ClaimUnit.OTHER)
    for change, hidden, day, reference in (
        (result.on_quarter, result.quarter_suppressed, quarter_before(quarter), ComparedWith.LAST_TIME),
        (result.on_year, result.year_suppressed, year_before(quarter), ComparedWith.LAST_YEAR),
    ):
        before = row.figures.get(day)
        if change is None or hidden or before is None:
            continue
        both = replace(standing, before=KnownFigure(before.value, (before.source,)), then=_quarter(day))
        for fact in both.facts():
            if fact.kind is ClaimKind.CHANGE:
                yield replace(fact, reference=reference)
            elif fact.previous:
                yield fact
    if result.share is not None and result.whole is not None:
        said = f"{now.words(ClaimUnit.OTHER)} ÷ {shown(result.whole, ClaimUnit.OTHER)} = {shown(result.share, ClaimUnit.PERCENT)}"
        share = KnownFigure(result.share, now.sources, said)
        yield standing.made(ClaimKind.SHARE, share, ClaimUnit.PERCENT)
