"""What the monthly counts know: the year to date against last year and target, the year's end, outcome rates, single months."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xlscore.books.monthly.boards.headings import DAILY, DASHBOARD
from xlscore.books.monthly.headings import PROJECTION
from xlscore.books.monthly.inputs import CountsRow
from xlscore.books.monthly.month import JudgedMonth, judged_month, report_judged
from xlscore.books.monthly.target_headings import OUTCOME_RATES
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.narrative.facts.gathering import Gathering, shown, spoken_names
from xlscore.narrative.facts.series import dated_facts
from xlscore.narrative.facts.sheets import WrittenCells
from xlscore.narrative.facts.standing import KnownFigure, StandingFigures
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Period
from xlscore.rules.figures import Source
from xlscore.rules.monthly.days import last_day
from xlscore.rules.monthly.month import RowResult
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.targets import TargetWay
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.series import month_name
from xlscore.rules.statistics.projection import Course, Projection
from xlscore.rules.words import name_key

__all__ = ["add_month"]


def add_month(reading: Reading, found: Gathering) -> None:
    """Gather what the monthly counts say, for the force and each place."""
    planner, reader = Planner(reading), Reader()
    month = judged_month(planner, Asked(), reader)
    if month is None:
        return
    report_judged(month, reader)
    found.problems += reader.problems
    made = _Month(month, reading, found)
    for row in month.result.rows:
        for fact in made.counted(row):
            found.fact(fact)
        found.dated += made.latest_days(row)
    for rate in month.rates:
        for fact in made.rated(rate):
            found.fact(fact)
    for fact in made.shares():
        found.fact(fact)
    found.dated += dated_facts(month, made.called, made.place)


class _Month:
    """Makes the facts of the month's rows."""

    def __init__(self, month: JudgedMonth, reading: Reading, found: Gathering) -> None:
        self.month, self.found = month, found
        self.rows: dict[tuple[str, str], CountsRow] = {row.mark: row for row in month.sheets.rows}
        self.crimes = {name_key(rate.outcomes): rate.crimes for rate in month.sheets.rates}
        self.written = WrittenCells(reading, DASHBOARD)
        self.daily = WrittenCells(reading, DAILY)
        self.ends = WrittenCells(reading, PROJECTION)
        self.rate_cells = WrittenCells(reading, OUTCOME_RATES)

    def counted(self, row: RowResult) -> Iterator[Fact]:
        """Yield what a measure comes to in a place."""
        name, unit, outcomes = self.called(row.measure)
        place = self.place(row.place)
        year, so_far = self.month.year, row.to_date
        standing = StandingFigures(
            name, unit, self._figure(row, "this", so_far.this), self._figure(row, "last", so_far.last),
            self._figure(row, "target", row.target_to_date), outcomes=outcomes, better=row.higher_is_better, place=place,
            period=_so_far(year), then=_so_far(year.before),
        )  # fmt: skip
        for fact in standing.facts():
            exact = row.short if fact.kind is ClaimKind.GAP else None
            yield fact if not exact else replace(fact, also=(Fraction(exact),))
        yield from self._targets(row, standing)
        yield from self._end(
            standing, row.projected.projection, self.ends, row.measure, row.place, row.verdict
        )
        if row.rag is not None and standing.now is not None:
            made = standing.made(ClaimKind.GRADE, standing.now, ClaimUnit.NONE)
            yield replace(made, value=row.rag.value, reference=ComparedWith.TARGET, arithmetic=row.rag.value)

    def called(self, measure: str) -> tuple[str, ClaimUnit, bool]:
        """Return what a measure is called, what it counts, and whether that is outcomes: those go by the name of their crimes."""
        of = self.crimes.get(name_key(measure))
        called = measure if of is None else of
        name = self.found.name(NameKind.MEASURE, called, (measure, *spoken_names(called)))
        return name, ClaimUnit.CRIMES if of is None else ClaimUnit.OUTCOMES, of is not None

    def latest_days(self, row: RowResult) -> Iterator[Fact]:
        """Yield what the last day, the last seven and the last twenty-eight come to."""
        name, unit, outcomes = self.called(row.measure)
        for days, counts in ({} if row.days is None else row.days.latest).items():
            now, before = (
                None if value is None else KnownFigure(value, self.daily.of(row.measure, row.place, f"{column}_{days}", value))
                for column, value in (("this", counts.this), ("last", counts.last))
            )  # fmt: skip
            standing = StandingFigures(
                name, unit, now, before, outcomes=outcomes, better=row.higher_is_better, place=self.place(row.place),
                period=Period(f"last {days} days"),
            )  # fmt: skip
            yield from (
                replace(fact, period=standing.period) if fact.previous else fact for fact in standing.facts()
            )

    def shares(self) -> Iterator[Fact]:
        """Yield what share each measure of the force is of that of which it is a part, and each place's of the force's."""
        so_far = {name_key(row.measure): row for row in self.month.result.rows if not row.place}
        for row in self.month.result.rows:
            of = row.measure if row.place else self.month.sheets.parents.get(row.measure, "")
            whole = so_far.get(name_key(of))
            part = self._figure(row, "this", row.to_date.this)
            if whole is None or part is None or not whole.to_date.this:
                continue
            name, _, outcomes = self.called(row.measure)
            share = part.value / whole.to_date.this
            said = f"{part.words(ClaimUnit.CRIMES)} ÷ {shown(whole.to_date.this, ClaimUnit.CRIMES)} = {shown(share, ClaimUnit.PERCENT)}"
            standing = StandingFigures(
                name,
                ClaimUnit.PERCENT,
                outcomes=outcomes,
                place=self.place(row.place),
                period=_so_far(self.month.year),
            )
            yield standing.made(ClaimKind.SHARE, KnownFigure(share, part.sources, said), ClaimUnit.PERCENT)

    def rated(self, rate: RateResult) -> Iterator[Fact]:
        """Yield what an outcome rate comes to, by the name of its crimes where they are counted here."""
        of = next((n for n in self.month.sheets.rates if name_key(n.measure) == name_key(rate.measure)), None)
        called = rate.measure if of is None else of.crimes
        yield from self._rated(rate, self.found.name(NameKind.MEASURE, called, (rate.measure,)))

    def _rated(self, rate: RateResult, name: str) -> Iterator[Fact]:
        so_far, year = rate.to_date, self.month.year
        level = None if rate.target is None or rate.target.kind is not TargetWay.LEVEL else rate.target
        standing = StandingFigures(
            name, ClaimUnit.PERCENT, self._rate(rate, "this", so_far.this), self._rate(rate, "last", so_far.last),
            None if level is None else KnownFigure(level.value, (level.source,)), outcomes=True, better=True,
            place=self.place(rate.place), period=_so_far(year), then=_so_far(year.before),
        )  # fmt: skip
        yield from standing.facts()
        if level is not None and standing.level is not None:
            made = standing.made(ClaimKind.TARGET, standing.level, ClaimUnit.PERCENT)
            yield replace(made, reference=ComparedWith.TARGET)
        for column, count, unit in (
            ("outcomes", so_far.outcomes.this, ClaimUnit.OUTCOMES), ("crimes", so_far.crimes.this, ClaimUnit.CRIMES),
            ("required", None if rate.required is None else Fraction(rate.required), ClaimUnit.OUTCOMES),
        ):  # fmt: skip
            if count is None:
                continue
            figure = KnownFigure(count, self.rate_cells.of(rate.measure, rate.place, column, count))
            if column == "required":
                for kind in (ClaimKind.OUTCOMES_REQUIRED, ClaimKind.SHORTFALL):
                    yield replace(standing.made(kind, figure, unit), reference=ComparedWith.TARGET)
            else:
                yield standing.made(ClaimKind.LEVEL, figure, unit)
        yield from self._end(
            standing, rate.projected.projection, self.rate_cells, rate.measure, rate.place, rate.verdict
        )
        if rate.rag is not None and standing.now is not None:
            made = standing.made(ClaimKind.GRADE, standing.now, ClaimUnit.NONE)
            yield replace(
                made, value=rate.rag.value, reference=ComparedWith.TARGET, arithmetic=rate.rag.value
            )

    def place(self, place: str) -> str:
        """Return what a place is called, "" for the force."""
        return self.found.name(NameKind.PLACE, place) if place else ""

    def _figure(self, row: RowResult, column: str, value: Fraction | None) -> KnownFigure | None:
        if value is None:
            return None
        at = self.written.of(row.measure, row.place, column, value)
        return KnownFigure(value, at or self._months(row.measure, row.place))

    def _months(self, measure: str, place: str) -> tuple[Source, ...]:
        """Return the first and the last of the months behind a figure, of its parts where it is a sum."""
        own = self.rows.get((name_key(measure), name_key(place)))
        rows = (
            [row for (of, _), row in self.rows.items() if of == name_key(measure)] if own is None else [own]
        )
        ends = (
            point.source
            for row in rows
            if row.series.points
            for point in (row.series.points[0], row.series.points[-1])
        )
        return tuple(dict.fromkeys(ends))

    def _rate(self, rate: RateResult, column: str, value: Fraction | None) -> KnownFigure | None:
        if value is None:
            return None
        at = self.rate_cells.of(rate.measure, rate.place, column, value)
        return KnownFigure(value, at or tuple(row.source for row in self._parts(rate)))

    def _parts(self, rate: RateResult) -> list[CountsRow]:
        of = next((n for n in self.month.sheets.rates if name_key(n.measure) == name_key(rate.measure)), None)
        wanted = () if of is None else (name_key(of.outcomes), name_key(of.crimes))
        return [row for (measure, _), row in self.rows.items() if measure in wanted]

    def _targets(self, row: RowResult, standing: StandingFigures) -> Iterator[Fact]:
        """Yield the target as it was agreed, what the year may come to, and what is short so far."""
        agreed, whole = row.agreed, _whole(self.month.year)
        if agreed is not None:
            at = KnownFigure(agreed.value, (agreed.source,))
            unit = ClaimUnit.PERCENT if agreed.kind is TargetWay.CHANGE else ClaimUnit.CRIMES
            yield replace(
                standing.made(ClaimKind.TARGET, at, unit), reference=ComparedWith.TARGET, period=None
            )
        if row.target is not None and agreed is not None and agreed.kind is TargetWay.CHANGE:
            at = KnownFigure(
                row.target, self.ends.of(row.measure, row.place, "target", row.target) or (agreed.source,)
            )
            yield replace(
                standing.made(ClaimKind.TARGET, at, ClaimUnit.CRIMES),
                reference=ComparedWith.TARGET,
                period=whole,
            )
        if standing.level is not None:
            made = standing.made(ClaimKind.TARGET, standing.level, ClaimUnit.CRIMES)
            yield replace(made, reference=ComparedWith.TARGET)
        if row.short is not None and standing.now is not None:
            short = Fraction(row.short)
            at = KnownFigure(
                short, self.written.of(row.measure, row.place, "short", short) or standing.now.sources
            )
            yield replace(
                standing.made(ClaimKind.SHORTFALL, at, ClaimUnit.CRIMES), reference=ComparedWith.TARGET
            )

    def _end(
        self,
        standing: StandingFigures,
        projection: Projection | None,
        cells: WrittenCells,
        measure: str,
        place: str,
        verdict: str,
    ) -> Iterator[Fact]:
        """Yield what the year is expected to end with, and whether that would meet its target."""
        if projection is None:
            return
        shown_there = Fraction(round(projection.total)) if not standing.is_share else projection.total
        at = cells.of(measure, place, "total", shown_there) or cells.of(
            measure, place, "total", projection.total
        )
        made = standing.made(ClaimKind.LEVEL, KnownFigure(projection.total, at), standing.unit)
        made = replace(made, projected=True, period=_whole(self.month.year))
        yield made
        if verdict in (Course.ON.value, Course.OFF.value):
            way = "better" if verdict == Course.ON.value else "worse"
            yield replace(
                made,
                kind=ClaimKind.AGAINST,
                value=way,
                unit=ClaimUnit.NONE,
                reference=ComparedWith.TARGET,
                arithmetic=verdict,
            )


def _so_far(year: ReportingYear) -> Period:
    return Period(f"{month_name(year.first)} to {month_name(year.to)}", year.first, last_day(year.to))


def _whole(year: ReportingYear) -> Period:
    months = year.every_month
    return Period(year.name, months[0], last_day(months[-1]))
