"""The series of the control charts: every measure and place of the month, with what officers chose and noted for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial

from xlscore.books.control.limits import ChosenLimits, read_adjusted, read_limits
from xlscore.books.monthly.brought import cut_short, months_headed
from xlscore.books.monthly.inputs import MonthSheets, read
from xlscore.books.monthly.names import place_key
from xlscore.books.monthly.period import read_day_to, read_end
from xlscore.books.monthly.rows import inputs_of
from xlscore.books.monthly.targets import work_of
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.control.counted import days_of_events, rates_by_month, target_of_month
from xlscore.rules.control.drawing import baseline_values
from xlscore.rules.control.records import ControlSeries
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.days import DayCounts, last_day
from xlscore.rules.monthly.month import RowInputs
from xlscore.rules.monthly.targets import YearTarget
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.notes import RESTARTS, MeasureNote, Quoted, annotation, is_named, is_of
from xlscore.rules.policy import Policy
from xlscore.rules.series import month_name, months_from
from xlscore.rules.statistics.spc import Direction
from xlscore.rules.words import name_key

__all__ = ["ControlSheets", "read_control"]


@dataclass(frozen=True)
class ControlSheets:
    """What the control charts are drawn from."""

    month: MonthSheets
    series: tuple[ControlSeries, ...]
    to: date | None
    """The last month; None where no month has a figure yet."""

    @property
    def policy(self) -> Policy:
        """Return the workbook's settings."""
        return self.month.policy.policy


def read_control(planner: Planner, asked: Asked, reader: Reader) -> ControlSheets:
    """Return the series of the control charts, up to the month that is asked for; what cannot be read is a problem.

    What is wrong in the month's own tables is told by the month where that is in the same run.
    """
    of_month = Reader() if asked.whole else reader
    until = None if asked.to is None else read_day_to(asked.to)
    sheets = read(
        planner.reading, of_month, asked.sheet or asked.counts, until, partial(months_headed, planner)
    )
    if sheets.days is None and not any(row.counts for row in sheets.rows):
        return ControlSheets(sheets, (), None)
    end = read_end(sheets, asked.to, cut_short(planner, sheets))
    year = ReportingYear.of(end.month, int(sheets.policy.policy.year_begins))
    rows = [
        row
        for row in _charted(planner, sheets, year, end.day, of_month)
        if any(month <= end.month for month in row.counts)
    ]
    marks = {row.mark for row in rows}
    chosen = read_limits(planner.reading, sheets, marks, reader)
    adjusted = read_adjusted(planner.reading, reader)
    areas = {name_key(measure) for measure in sheets.plan_areas}
    series = tuple(_series(row, sheets, end.month, chosen, adjusted=adjusted, areas=areas) for row in rows)
    _report_baselines(series, chosen, sheets.policy.policy, reader)
    return ControlSheets(sheets, series, end.month)


@dataclass(frozen=True, slots=True)
class _Months:
    """A measure in a place as it is charted: its months, which way is better, and what is asked of a month."""

    measure: str
    place: str
    counts: Mapping[date, Fraction]
    higher_is_better: bool | None
    target: float | None = None
    days: DayCounts | None = None
    is_rate: bool = False

    @property
    def mark(self) -> tuple[str, str]:
        """Return what it is called, however it is spelt."""
        return name_key(self.measure), place_key(self.place)


def _charted(
    planner: Planner, sheets: MonthSheets, year: ReportingYear, day: date | None, reader: Reader
) -> list[_Months]:
    """Return what is charted: every measure and place that is counted, and the outcome rates of which both counts are there."""
    work = work_of(sheets, planner.reading, year, inputs_of(sheets, year, day), Reader())
    counts = [
        _Months(
            r.measure,
            r.place,
            r.counts,
            r.higher_is_better,
            None if r.target is None else target_of_month(r.target, r.counts, year),
            r.days,
        )
        for r in work.with_milestones(day, Reader())
    ]
    rates = [
        _rate(measure, outcomes, crimes, work.target_of(measure, outcomes.place))
        for measure, outcomes, crimes in work.of_both_counts(reader)
    ]
    return [*counts, *rates]


def _rate(measure: str, outcomes: RowInputs, crimes: RowInputs, target: YearTarget | None) -> _Months:
    """Return an outcome rate as it is charted, month by month."""
    months = rates_by_month(outcomes.counts, crimes.counts)
    level = None if target is None else target.of_year(None)
    asked = None if level is None else to_float(level)
    return _Months(measure, outcomes.place, months, True, asked, is_rate=True)


def _series(
    row: _Months,
    sheets: MonthSheets,
    to: date,
    chosen: Mapping[tuple[str, str], ChosenLimits],
    *,
    adjusted: frozenset[str],
    areas: set[str],
) -> ControlSeries:
    months = tuple(months_from(min(row.counts), to))
    values = tuple(to_float(row.counts[month]) if month in row.counts else None for month in months)
    notes = _notes(row, sheets)
    dated = [(note.span.first, note) for note in notes if note.span is not None]
    limits = chosen.get(row.mark)
    return ControlSeries(
        row.measure,
        row.place,
        months,
        values,
        Direction.of(row.higher_is_better),
        target=row.target,
        steps=tuple(sorted({month for month, note in dated if note.kind in RESTARTS})),
        notes=tuple(sorted((month, annotation(note)) for month, note in dated)),
        adjusted=row.mark[0] in adjusted and not row.is_rate,
        own_limits=None if limits is None else limits.own,
        baseline=None if limits is None or limits.own is not None else limits.baseline,
        plan_area=row.mark[0] in areas,
        is_rate=row.is_rate,
        events=() if row.days is None else days_of_events(row.days, len(values), last_day(to)),
    )


def _notes(row: _Months, sheets: MonthSheets) -> list[MeasureNote]:
    quoted = Quoted((row.measure,), sheets.places_of(row.place))
    return [note for note in sheets.notes if is_named(note, quoted) and is_of(note, quoted)]


def _report_baselines(
    series: Sequence[ControlSeries],
    chosen: Mapping[tuple[str, str], ChosenLimits],
    policy: Policy,
    reader: Reader,
) -> None:
    """Report the baselines that hold fewer months than limits need; those charts have the limits of all their months."""
    for each in series:
        limits = chosen.get((name_key(each.measure), place_key(each.place)))
        if limits is None or each.baseline is None:
            continue
        if not baseline_values(each.baseline, each.months, each.values, policy):
            first, last = map(month_name, each.baseline)
            reader.at(
                limits.sheet, limits.cell,
                f"The baseline of '{each.title}', {first} to {last}, has fewer than {int(policy.spc_fewest)} months with a figure, so it is not used.",
                "Choose more months.",
            )  # fmt: skip
