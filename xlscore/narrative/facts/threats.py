"""What the threat and impact scorecard and its breakdown know: figures of both years, changes, targets, what is short."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.books.threat.inputs import ThreatSheets, read
from xlscore.books.threat.scorecard import plan_scorecard
from xlscore.narrative.facts.gathering import Gathering, period_to, shown, spoken_names
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Period
from xlscore.narrative.states import CONTROL, IMPACT, OVERALL, THREAT, TREND
from xlscore.rules.exact import exact, read_percentage
from xlscore.rules.figures import Entry, Figure, Source
from xlscore.rules.problems import RuleError
from xlscore.rules.threats.against import short_between, short_of
from xlscore.rules.threats.card import JudgedCard, judge_card
from xlscore.rules.threats.groups import objective_groups
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.row import ThreatRow
from xlscore.rules.threats.words import Purpose, is_force
from xlscore.rules.trend import Trend

__all__ = ["IMPACT_SCORE", "add_threats"]

IMPACT_SCORE: Final = "impact score"
_TRENDS: Final[dict[str, str]] = {Trend.UP: "up", Trend.DOWN: "down", Trend.FLAT: "level"}


def add_threats(reading: Reading, found: Gathering) -> None:
    """Gather what the scorecard and its breakdown by area say."""
    sheets = read(reading, Reader())
    found.problems += plan_scorecard(Planner(reading)).problems
    judged = judge_card(sheets.card, sheets.policy.policy)
    for row, inputs, result in zip(sheets.scorecard.records, judged.card.rows, judged.rows, strict=True):
        name = found.name(NameKind.OBJECTIVE, _called(inputs), spoken_names(inputs.objective))
        period = period_to(sheets.scorecard.text(row, "data_to"))
        made = _Row(name, inputs, inputs.hard_target, result.shortfall, sheets.scorecard, row, period)
        for fact in (*made.facts(), *_classes(made, result)):
            found.fact(fact)
    _add_areas(sheets, judged, found)
    _add_groups(judged, found)


def _called(inputs: ThreatInputs) -> str:
    """Return what a row is called: its objective; satisfaction and averages are something else than its crimes."""
    counts = inputs.measures in (Purpose.CRIMES, Purpose.OUTCOMES)
    return inputs.objective if counts else f"{inputs.objective} {inputs.purpose}"


def _add_areas(sheets: ThreatSheets, judged: JudgedCard, found: Gathering) -> None:
    if sheets.breakdown is None:
        return
    for row, area, result in zip(sheets.breakdown.records, judged.card.areas, judged.areas, strict=True):
        name = found.name(NameKind.OBJECTIVE, _called(area.figures), spoken_names(area.figures.objective))
        of_force = is_force(area.area)
        place = "" if of_force else found.name(NameKind.PLACE, area.area, _place_names(area.area))
        short = None if area.too_low is not False else result.shortfall
        made = _Row(name, area.figures, area.target, short, sheets.breakdown, row, None, place)
        for fact in (*made.facts(), *filter(None, [made.typed_change(result.year_on_year)])):
            found.fact(fact)


def _place_names(area: str) -> tuple[str, ...]:
    """Return what an area is called without what it is: "Spinney Hill" for "Spinney Hill LPU"."""
    name, _, what = area.rpartition(" ")
    return (name,) if name and what.isupper() else ()


def _add_groups(judged: JudgedCard, found: Gathering) -> None:
    """Gather what objectives that are looked at together come to."""
    for group in objective_groups(judged):
        name = found.name(NameKind.OBJECTIVE, group.group, (), group.objectives)
        rows = [
            row
            for row in judged.card.rows
            if row.objective in group.objectives and row.measures is Purpose.CRIMES
        ]
        both = (group.actual, [row.actual for row in rows]), (group.previous, [row.previous for row in rows])
        now, before = (_summed(total, entries) for total, entries in both)
        standing = StandingFigures(name, ClaimUnit.CRIMES, now, before, better=False)
        for fact in standing.facts():
            found.fact(fact)
        if group.shortfall is not None and now is not None:
            short = KnownFigure(Fraction(group.shortfall), now.sources)
            made = standing.made(ClaimKind.SHORTFALL, short, ClaimUnit.CRIMES)
            found.fact(replace(made, reference=ComparedWith.TARGET))


def _summed(total: Fraction | None, entries: Sequence[Entry]) -> KnownFigure | None:
    figures = [entry for entry in entries if isinstance(entry, Figure)]
    if total is None:
        return None
    parts = " + ".join(f"{each.source.place} {shown(each.value, ClaimUnit.CRIMES)}" for each in figures)
    return KnownFigure(
        total, tuple(each.source for each in figures), f"({parts} = {shown(total, ClaimUnit.CRIMES)})"
    )


def _classes(made: _Row, result: ThreatRow) -> Iterator[Fact]:
    """Yield the status against the target, and the overall classification with the two that it follows from."""
    if result.rag is not None:
        yield replace(made.said(ClaimKind.GRADE, result.rag.value, "rag"), reference=ComparedWith.TARGET)
    impact = result.impact_class or made.inputs.impact_class
    classes = (result.overall, "overall"), (made.inputs.threat, "threat"), (impact, "impact_class")
    control = made.inputs.control if result.control is None else result.control.value
    if control:
        yield replace(made.said(ClaimKind.THRESHOLD, control.lower(), "control"), limit=CONTROL)
    trend = _TRENDS.get(result.trend or made.inputs.trend)
    if trend is not None:
        yield replace(made.said(ClaimKind.THRESHOLD, trend, "trend"), limit=TREND)
    score = _known(made.inputs.impact_score)
    if score is not None:
        known = made.standing.made(ClaimKind.LEVEL, score, ClaimUnit.OTHER)
        yield replace(known, reference=ComparedWith.OTHER, limit=IMPACT_SCORE)
    for number, (level, column) in enumerate(classes):
        of = (OVERALL, THREAT, IMPACT)[number]
        if level is not None:
            yield replace(made.said(ClaimKind.THRESHOLD, level.value.lower(), column), limit=of)
            # One unit each: which of the three is meant, the word alone does not say.
            unit = (ClaimUnit.NONE, ClaimUnit.OTHER, ClaimUnit.MEASURES)[number]
            made_of = made.said(ClaimKind.GRADE, level.value, column)
            yield replace(made_of, reference=ComparedWith.OTHER, unit=unit)


class _Row:
    """Makes the facts of a row, in the numbers in which a sentence says them."""

    def __init__(
        self, name: str, inputs: ThreatInputs, target: Entry, short: int | None, table: Table, row: int, period: Period | None,
        place: str = "",
    ) -> None:  # fmt: skip
        self.inputs, self.target, self.short, self.table, self.row = inputs, target, short, table, row
        self.outcomes = inputs.measures is Purpose.OUTCOMES
        self.counted = inputs.measures is Purpose.CRIMES
        unit = ClaimUnit.CRIMES if self.counted else ClaimUnit.PERCENT if inputs.rate else ClaimUnit.OTHER
        self.standing = StandingFigures(
            name, unit, _known(inputs.actual), _known(inputs.previous), self._level(),
            outcomes=self.outcomes, better=inputs.higher_is_better, place=place, period=period,
        )  # fmt: skip

    def _level(self) -> KnownFigure | None:
        """Return the level that is aimed for: the target itself, of recorded crime last year's count with the change asked for."""
        aim, before = _known(self.target), _known(self.inputs.previous)
        if aim is None or not self.counted:
            return aim
        if before is None:
            return None
        level, factor = before.value * (1 + aim.value), shown(1 + aim.value, ClaimUnit.PERCENT)
        said = f"({before.words(ClaimUnit.CRIMES)} × {factor} = {shown(level, ClaimUnit.CRIMES)})"
        return KnownFigure(level, (*before.sources, *aim.sources), said)

    def facts(self) -> Iterator[Fact]:
        """Yield what the row says."""
        if self.inputs.measures is None:
            return
        for fact in self.standing.facts():
            exact = self.short if self.counted and fact.kind is ClaimKind.GAP else None
            yield fact if exact is None or exact == 0 else replace(fact, also=(Fraction(exact),))
        yield from self._targets()
        yield from self._short()
        counts = self.inputs.counts
        if self.outcomes:
            for entry, unit in ((counts.outcomes, ClaimUnit.OUTCOMES), (counts.crimes, ClaimUnit.CRIMES)):
                figure = _known(entry)
                if figure is not None:
                    yield self.standing.made(ClaimKind.LEVEL, figure, unit)

    def said(self, kind: ClaimKind, value: Fraction | str | None, column: str) -> Fact:
        """Return what a column of the row says."""
        source = self._cell(column) or self.inputs.at
        made = self.standing.made(kind, KnownFigure(Fraction(0), (source,)), ClaimUnit.NONE)
        return replace(made, value=value, arithmetic=f"{source.place} {shown(value, ClaimUnit.NONE)}")

    def typed_change(self, known: Fraction | None) -> Fact | None:
        """Return a change that is typed where the figures that it came from are not there."""
        held = self.table.value(self.row, "year_on_year")
        is_number = isinstance(held, (int, float)) and not isinstance(held, bool)
        value = exact(held) if is_number else read_percentage(held) if isinstance(held, str) else None
        if known is not None or value is None or abs(value) > 1:
            return None
        unit = ClaimUnit.POINTS if self.inputs.rate else ClaimUnit.PERCENT
        made = self.said(ClaimKind.CHANGE, value, "year_on_year")
        return replace(made, unit=unit, reference=ComparedWith.LAST_YEAR)

    def _cell(self, column: str) -> Source | None:
        cell = self.table.cell(self.row, column)
        return Source(self.table.sheet, cell) if cell else None

    def _targets(self) -> Iterator[Fact]:
        """Yield the target as it is typed, the count that it comes to, and the stretch target."""
        unit = ClaimUnit.PERCENT if self.counted else self.standing.unit
        for entry, reference in (
            (self.target, ComparedWith.TARGET),
            (self.inputs.stretch_target, ComparedWith.OTHER),
        ):
            figure = _known(entry)
            if figure is not None:
                yield replace(self.standing.made(ClaimKind.TARGET, figure, unit), reference=reference)
        if self.counted and self.standing.level is not None:
            made = self.standing.made(ClaimKind.TARGET, self.standing.level, ClaimUnit.CRIMES)
            whole = Fraction(math.floor(self.standing.level.value))
            yield replace(made, reference=ComparedWith.TARGET, also=(whole,))

    def _short(self) -> Iterator[Fact]:
        """Yield how many crimes or outcomes are short; where they follow from a printed rate, every number that may be right."""
        if self.short is None:
            return
        cell, at = self._cell("shortfall"), [self.standing.now, self.standing.level]
        sources = tuple(source for figure in at if figure is not None for source in figure.sources)
        unit = ClaimUnit.CRIMES if self.counted else ClaimUnit.OUTCOMES
        figure = KnownFigure(Fraction(self.short), (*([] if cell is None else [cell]), *sources))
        made = replace(self.standing.made(ClaimKind.SHORTFALL, figure, unit), reference=ComparedWith.TARGET)
        between = short_between(self.inputs, self.target)
        if between is not None:
            made = replace(made, also=tuple(map(Fraction, range(between[0], between[1] + 1))))
        yield made
        if not self.counted:
            yield replace(made, kind=ClaimKind.OUTCOMES_REQUIRED)
        yield from self._short_of_stretch(made)

    def _short_of_stretch(self, made: Fact) -> Iterator[Fact]:
        """Yield how many are short of the stretch target, where that can be said."""
        stretch = _known(self.inputs.stretch_target)
        now = self.standing.now
        if stretch is None or now is None:
            return
        try:
            short = short_of(self.inputs, self.inputs.stretch_target)
        except RuleError:
            return
        said = f"{now.words(self.standing.unit)} against {stretch.words(ClaimUnit.PERCENT)}: {short:,}"
        sources = (*now.sources, *stretch.sources)
        yield replace(
            made,
            value=Fraction(short),
            sources=sources,
            arithmetic=said,
            reference=ComparedWith.OTHER,
            also=(),
        )


def _known(entry: Entry) -> KnownFigure | None:
    return KnownFigure(entry.value, (entry.source,)) if isinstance(entry, Figure) else None
