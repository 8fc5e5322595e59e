"""What the threat and impact scorecard and its breakdown know: figures of both years, changes, targets, what is short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.books.threat.inputs import ThreatSheets, read
from xlscore.books.threat.scorecard import plan_scorecard
from xlscore.narrative.facts.gathering import Gathering, period_to, shown, spoken_names
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Period, Sense
from xlscore.rules.figures import Entry, Figure, Source
from xlscore.rules.threats.against import short_between
from xlscore.rules.threats.card import judge_card
from xlscore.rules.threats.groups import objective_groups
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.row import ThreatRow
from xlscore.rules.threats.words import Purpose, is_force

__all__ = ["add_threats"]


def add_threats(reading: Reading, found: Gathering) -> None:
    """Gather what the scorecard and its breakdown by area say."""
    sheets = read(reading, Reader())
    found.problems += plan_scorecard(Planner(reading)).problems
    judged = judge_card(sheets.card, sheets.policy.policy)
    for row, inputs, result in zip(sheets.scorecard.records, judged.card.rows, judged.rows, strict=True):
        name = found.name(NameKind.OBJECTIVE, _called(inputs), spoken_names(inputs.objective))
        period = period_to(sheets.scorecard.text(row, "data_to"))
        made = _Row(
            name,
            inputs,
            inputs.hard_target,
            result.year_on_year,
            result.shortfall,
            sheets.scorecard,
            row,
            period,
        )
        for fact in (*made.facts(), *_classes(made, result)):
            found.fact(fact)
    _add_areas(sheets, found)
    _add_groups(sheets, found)


def _called(inputs: ThreatInputs) -> str:
    """Return what a row is called: its objective; satisfaction and averages are something else than its crimes."""
    counts = inputs.measures in (Purpose.CRIMES, Purpose.OUTCOMES)
    return inputs.objective if counts else f"{inputs.objective} {inputs.purpose}"


def _add_areas(sheets: ThreatSheets, found: Gathering) -> None:
    judged = judge_card(sheets.card, sheets.policy.policy)
    if sheets.breakdown is None:
        return
    for row, area, result in zip(sheets.breakdown.records, judged.card.areas, judged.areas, strict=True):
        name = found.name(NameKind.OBJECTIVE, _called(area.figures), spoken_names(area.figures.objective))
        of_force = is_force(area.area)
        place = "" if of_force else found.name(NameKind.PLACE, area.area, _place_names(area.area))
        short = None if area.too_low is not False else result.shortfall
        made = _Row(name, area.figures, area.target, result.year_on_year, short, sheets.breakdown, row, None)
        for fact in made.facts():
            found.fact(replace(fact, place=place))
        typed = made.typed_change(result.year_on_year)
        if typed is not None:
            found.fact(replace(typed, place=place))


def _place_names(area: str) -> tuple[str, ...]:
    """Return what an area is called without what it is: "Spinney Hill" for "Spinney Hill LPU"."""
    name, _, what = area.rpartition(" ")
    return (name,) if name and what.isupper() else ()


def _add_groups(sheets: ThreatSheets, found: Gathering) -> None:
    judged = judge_card(sheets.card, sheets.policy.policy)
    for group in objective_groups(judged):
        name = found.name(NameKind.OBJECTIVE, group.group, (), group.objectives)
        rows = [row for row in judged.card.rows if row.group == group.group]
        at = tuple(e.source for row in rows for e in (row.actual, row.previous) if isinstance(e, Figure))
        if group.actual is not None:
            yield_now = Fact(
                ClaimKind.LEVEL, name, group.actual, ClaimUnit.CRIMES, at, higher_is_better=False
            )
            found.fact(yield_now)
        if group.previous is not None:
            found.fact(Fact(ClaimKind.LEVEL, name, group.previous, ClaimUnit.CRIMES, at, previous=True))
        if group.actual is not None and group.previous is not None:
            change = Fact(
                ClaimKind.CHANGE,
                name,
                group.actual - group.previous,
                ClaimUnit.CRIMES,
                at,
                reference=ComparedWith.LAST_YEAR,
                higher_is_better=False,
            )
            found.fact(change)
            if group.year_on_year is not None:
                found.fact(replace(change, value=group.year_on_year, unit=ClaimUnit.PERCENT))


def _classes(made: _Row, result: ThreatRow) -> Iterator[Fact]:
    """Yield the status against the target, and the overall classification."""
    if result.rag is not None:
        word = result.rag.value
        yield replace(made.said(ClaimKind.GRADE, word, "rag"), reference=ComparedWith.TARGET)
    if result.overall is not None:
        yield replace(
            made.said(ClaimKind.GRADE, result.overall.value, "overall"), reference=ComparedWith.OTHER
        )


class _Row:
    """Makes the facts of a row, in the numbers in which a sentence says them."""

    def __init__(
        self, name: str, inputs: ThreatInputs, target: Entry, change: Fraction | None, short: int | None,
        table: Table, row: int, period: Period | None,
    ) -> None:  # fmt: skip
        self.name, self.inputs, self.target, self.change, self.short = name, inputs, target, change, short
        self.table, self.row, self.period = table, row, period
        self.outcomes = inputs.measures is Purpose.OUTCOMES
        self.counted = inputs.measures is Purpose.CRIMES
        self.unit = (
            ClaimUnit.CRIMES if self.counted else ClaimUnit.PERCENT if inputs.rate else ClaimUnit.OTHER
        )

    def facts(self) -> Iterator[Fact]:
        """Yield what the row says."""
        if self.inputs.measures is None:
            return
        now, before, aim = self.inputs.actual, self.inputs.previous, self.target
        if isinstance(now, Figure):
            yield self._figure(ClaimKind.LEVEL, now, self.unit)
        if isinstance(before, Figure):
            yield replace(self._figure(ClaimKind.LEVEL, before, self.unit), previous=True)
        if isinstance(now, Figure) and isinstance(before, Figure):
            yield from self._changes(now, before)
        if isinstance(aim, Figure):
            unit = ClaimUnit.PERCENT if self.counted else self.unit
            yield replace(self._figure(ClaimKind.TARGET, aim, unit), reference=ComparedWith.TARGET)
            yield from self._against(aim)
        stretch = self.inputs.stretch_target
        if isinstance(stretch, Figure):
            unit = ClaimUnit.PERCENT if self.counted else self.unit
            yield replace(self._figure(ClaimKind.TARGET, stretch, unit), reference=ComparedWith.OTHER)
        counts = self.inputs.counts
        if self.outcomes and isinstance(counts.outcomes, Figure):
            yield self._figure(ClaimKind.LEVEL, counts.outcomes, ClaimUnit.OUTCOMES)
        if self.outcomes and isinstance(counts.crimes, Figure):
            yield self._figure(ClaimKind.LEVEL, counts.crimes, ClaimUnit.CRIMES)

    def typed_change(self, known: Fraction | None) -> Fact | None:
        """Return a change that is typed where the figures that it came from are not there."""
        held = self.table.value(self.row, "year_on_year")
        if known is not None or isinstance(held, bool) or not isinstance(held, (int, float)):
            return None
        unit = ClaimUnit.POINTS if self.inputs.rate else ClaimUnit.PERCENT
        made = self.said(ClaimKind.CHANGE, Fraction(format(held, ".15g")), "year_on_year")
        return replace(made, unit=unit, reference=ComparedWith.LAST_YEAR)

    def said(self, kind: ClaimKind, value: Fraction | str | None, column: str) -> Fact:
        """Return what a column of the row says."""
        cell = self.table.cell(self.row, column)
        sources = (Source(self.table.sheet, cell),) if cell else (self.inputs.at,)
        return Fact(
            kind, self.name, value, ClaimUnit.NONE, sources, f"{sources[0].place} {shown(value, ClaimUnit.NONE)}",
            outcomes=self.outcomes, period=self.period, higher_is_better=self.inputs.higher_is_better,
        )  # fmt: skip

    def _made(
        self, kind: ClaimKind, value: Fraction, unit: ClaimUnit, sources: tuple[Source, ...], said: str
    ) -> Fact:
        return Fact(
            kind, self.name, value, unit, sources, said,
            outcomes=self.outcomes, period=self.period, higher_is_better=self.inputs.higher_is_better,
        )  # fmt: skip

    def _figure(self, kind: ClaimKind, figure: Figure, unit: ClaimUnit) -> Fact:
        said = f"{figure.source.place} {shown(figure.value, unit)}"
        return self._made(kind, figure.value, unit, (figure.source,), said)

    def _changes(self, now: Figure, before: Figure) -> Iterator[Fact]:
        sources, by = (now.source, before.source), now.value - before.value
        start = f"{now.source.place} {shown(now.value, self.unit)} − {before.source.place} {shown(before.value, self.unit)}"
        unit = ClaimUnit.POINTS if self.inputs.rate else self.unit
        made = self._made(ClaimKind.CHANGE, by, unit, sources, f"{start} = {shown(by, unit)}")
        yield replace(made, reference=ComparedWith.LAST_YEAR)
        if before.value:
            share = by / before.value
            said = f"({start}) ÷ {before.source.place} = {shown(share, ClaimUnit.PERCENT)}"
            if self.inputs.rate is not True and self.change is not None:
                share = self.change
            made = self._made(ClaimKind.CHANGE, share, ClaimUnit.PERCENT, sources, said)
            yield replace(made, reference=ComparedWith.LAST_YEAR)

    def _against(self, aim: Figure) -> Iterator[Fact]:
        now, before = self.inputs.actual, self.inputs.previous
        level = aim.value
        sources: tuple[Source, ...] = (aim.source,)
        if self.counted:
            if not isinstance(before, Figure):
                return
            level, sources = before.value * (1 + aim.value), (before.source, aim.source)
            said = f"{before.source.place} {shown(before.value, ClaimUnit.CRIMES)} × {shown(1 + aim.value, ClaimUnit.PERCENT)} = {shown(level, ClaimUnit.CRIMES)}"
            made = replace(
                self._made(ClaimKind.TARGET, level, ClaimUnit.CRIMES, sources, said),
                reference=ComparedWith.TARGET,
            )
            yield replace(made, also=(Fraction(int(level)),))
        if isinstance(now, Figure):
            yield from self._sides(now, level, (now.source, *sources))
        yield from self._short((*([now.source] if isinstance(now, Figure) else []), *sources))

    def _sides(self, now: Figure, level: Fraction, sources: tuple[Source, ...]) -> Iterator[Fact]:
        gap = now.value - level
        unit = ClaimUnit.POINTS if self.inputs.rate else self.unit
        said = f"{now.source.place} {shown(now.value, self.unit)} − {shown(level, self.unit)} = {shown(gap, unit)}"
        made = replace(self._made(ClaimKind.GAP, gap, unit, sources, said), reference=ComparedWith.TARGET)
        yield replace(made, also=() if self.short is None or not self.counted else (Fraction(self.short),))
        met = gap >= 0 if self.inputs.higher_is_better else gap <= 0
        way = Sense.BETTER if met else Sense.WORSE
        yield replace(made, kind=ClaimKind.AGAINST, value=way.value, unit=ClaimUnit.NONE)
        yield replace(
            made, kind=ClaimKind.AGAINST, value=Fraction((gap > 0) - (gap < 0)), unit=ClaimUnit.NONE
        )

    def _short(self, sources: tuple[Source, ...]) -> Iterator[Fact]:
        if self.short is None:
            return
        cell = self.table.cell(self.row, "shortfall")
        at = (Source(self.table.sheet, cell), *sources) if cell else sources
        unit = ClaimUnit.CRIMES if self.counted else ClaimUnit.OUTCOMES
        said = f"{at[0].place} {self.short:,}"
        made = self._made(ClaimKind.SHORTFALL, Fraction(self.short), unit, at, said)
        made = replace(made, reference=ComparedWith.TARGET)
        between = short_between(self.inputs, self.target)
        if between is not None:
            made = replace(made, also=tuple(Fraction(n) for n in range(between[0], between[1] + 1)))
        yield made
        if not self.counted:
            yield replace(made, kind=ClaimKind.OUTCOMES_REQUIRED)
