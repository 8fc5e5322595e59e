"""The targets of a month: which milestone counts where nobody agreed one, outcome rates, and what is written into the table of targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, Final

from xlscore.books.monthly.inputs import MonthSheets
from xlscore.books.monthly.msg_averages import read_averages
from xlscore.books.monthly.names import place_key
from xlscore.books.monthly.rows import months_counted
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.exact import cell_number, exact, to_float
from xlscore.rules.monthly.courses import shown_milestones, whole_level
from xlscore.rules.monthly.month import MonthResult, RowInputs, RowResult
from xlscore.rules.monthly.msg_trend import MsgHistory
from xlscore.rules.monthly.outcome_rates import RateInputs, RateResult, judge_rate, rate_of
from xlscore.rules.monthly.projecting import Projected
from xlscore.rules.monthly.target_setting import (
    Followed,
    TargetResult,
    TargetRow,
    judge_target,
    this_years_target,
    whole_years,
)
from xlscore.rules.monthly.targets import TargetWay, YearTarget
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.notes import RESTARTS, Quoted, is_named, is_of
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key

__all__ = ["TargetWork", "work_of"]

Mark = tuple[str, str]

_GROUP: Final = ("MSG", "Most similar group")
_WRITTEN: Final = ("suggested", "basis", "milestones", "monitoring", "course")


@dataclass(frozen=True)
class TargetWork:
    """The targets of a month at work: what is known of each measure and place before and after the month is judged."""

    sheets: MonthSheets
    year: ReportingYear
    rows: Mapping[Mark, RowInputs]
    history: Mapping[str, MsgHistory]
    """The MSG averages of each measure with a target."""
    counted: frozenset[Mark]
    """The measures and places that are counted by themselves; all others are added up."""

    def with_milestones(self, day: date | None, reader: Reader) -> tuple[RowInputs, ...]:
        """Return the rows of the month, those without an agreed target with the milestone of the year; `day` is the last one known."""
        begins = int(self.sheets.policy.policy.year_begins)
        same_year = day is not None and ReportingYear.of(day, begins).first == self.year.first
        found = []
        for row in self.rows.values():
            row = self._without_doubtful(row, reader)  # noqa: PLW2901
            target = None if row.target is not None else self._milestone(row.measure, row.place)
            if target is not None:
                row = replace(row, target=target, day_target=target if same_year else row.day_target)  # noqa: PLW2901
            found.append(row)
        return tuple(found)

    def _without_doubtful(self, row: RowInputs, reader: Reader) -> RowInputs:
        """Return a row without a target of which nobody can say whether it is a level or a percentage."""
        policy, years = (
            self.sheets.policy.policy,
            self._known(name_key(row.measure), place_key(row.place)).years,
        )
        before = years.get(self.year.first.year - 1)
        if row.target is None or not row.target.may_be_a_percentage(before, exact(policy.target_ceiling)):
            return row
        value = to_float(row.target.value)
        reader.at(
            row.target.source.sheet, row.target.source.cell,
            f"{value:g} on '{row.measure}' may be a year's total or a percentage: the year before came to {to_float(before or Fraction(0)):,.10g}.",
            f"Say in a column 'Kind' which (Change or Level); a fall of {value:g} per cent is typed as -{value:g}%.",
        )  # fmt: skip
        return replace(row, target=None, day_target=None)

    def _milestone(self, measure: str, place: str) -> YearTarget | None:
        mark = name_key(measure), place_key(place)
        asked = self._asked.get(mark, ())
        return this_years_target(asked, self._known(*mark)) if asked else None

    @cached_property
    def _asked(self) -> dict[Mark, list[TargetRow]]:
        """Return the rows of targets of each measure and place."""
        found: dict[Mark, list[TargetRow]] = {}
        for row in self.sheets.target_rows.values():
            found.setdefault((name_key(row.asked.measure), place_key(row.asked.place)), []).append(row)
        return found

    def _known(self, measure: str, place: str) -> Followed:
        policy = self.sheets.policy.policy
        begins = int(policy.year_begins)
        row = self.rows.get((measure, place))
        return Followed(
            self.year.first.year, self.year.to, begins, policy, self._years(measure, place, begins),
            self.history.get(measure, MsgHistory()), {} if row is None else row.counts,
        )  # fmt: skip

    def _years(self, measure: str, place: str, begins: int) -> dict[int, Fraction]:
        """Return the level of each whole year up to the report's month."""
        rate = self._rate(measure)
        names = (measure,) if rate is None else (name_key(rate.outcomes), name_key(rate.crimes))
        totals = []
        for name in names:
            row = self.rows.get((name, place))
            counts = {} if row is None else {m: n for m, n in row.counts.items() if m <= self.year.to}
            totals.append(whole_years(counts, begins))
        if rate is None:
            return totals[0]
        both = {year: rate_of(totals[0].get(year), totals[1].get(year)) for year in totals[0]}
        return {year: level for year, level in both.items() if level is not None}

    def _rate(self, measure: str) -> Any:
        return next((rate for rate in self.sheets.rates if name_key(rate.measure) == measure), None)

    def judge_rates(self, result: MonthResult, reader: Reader) -> tuple[RateResult, ...]:
        """Return the outcome rates of each place that has both counts, the force first."""
        projected = {(name_key(row.measure), place_key(row.place)): row.projected for row in result.rows}
        found = []
        for measure, row, base in self.of_both_counts(reader):
            both = (projected[name_key(each.measure), place_key(each.place)] for each in (row, base))
            inputs = RateInputs(
                measure, row.place, row.counts, base.counts, (next(both), next(both)), self.target_of(measure, row.place)
            )  # fmt: skip
            found.append(judge_rate(inputs, self.year, self.sheets.policy.policy))
        if result.day is None:
            return tuple(found)
        by_months = f"by whole months, to {month_name(self.year.to)}"
        return tuple(replace(each, remarks=(*each.remarks, by_months)) for each in found)

    def of_both_counts(self, reader: Reader) -> Iterator[tuple[str, RowInputs, RowInputs]]:
        """Yield each outcome rate with its outcomes and its crimes in each place that has both, the force first."""
        for rate in self.sheets.rates:
            tops, bases = name_key(rate.outcomes), name_key(rate.crimes)
            for mark, row in self.rows.items():
                base = self.rows.get((bases, mark[1]))
                if mark[0] == tops and base is not None and self._is_of_one(row, base, mark[1], reader):
                    yield rate.measure, row, base

    def target_of(self, measure: str, place: str) -> YearTarget | None:
        """Return this year's target of a measure in a place, else the milestone of the year; None for none."""
        agreed = self.sheets.targets.get((name_key(measure), place_key(place), self.year.first.year))
        return agreed or self._milestone(measure, place)

    def _is_of_one(self, outcomes: RowInputs, crimes: RowInputs, place: str, reader: Reader) -> bool:
        """Return whether outcomes and crimes of a place are of the same parts, where one is added up from them."""
        names = [name_key(row.measure) for row in (outcomes, crimes)]
        added_up = any(not any(of == name for of, _ in self.counted) for name in names)  # from other measures
        if added_up or all((name, place) in self.counted for name in names):
            return True
        tops, bases = (
            {part for of, part in self.counted if of == name and self._is_in(part, place)} for name in names
        )
        if tops == bases and all(self._covers(row, tops, place) for row in (outcomes, crimes)):
            return True
        where = outcomes.place or "the force"
        reader.at(
            self.sheets.table.sheet, "",
            f"'{outcomes.measure}' and '{crimes.measure}' do not have rows of the same places, so {where} has no rate of them.",
            f"Add the rows that are missing, or a row of {where} for both.",
        )  # fmt: skip
        return False

    def _covers(self, whole: RowInputs, parts: Iterable[str], place: str) -> bool:
        """Return whether the parts of a place add up to it; what is their sum does."""
        name = name_key(whole.measure)
        if (name, place) not in self.counted:
            return True
        rows = [self.rows[name, part].counts for part in parts]
        return all(
            whole.counts.get(month) == sum(row.get(month, Fraction(0)) for row in rows)
            for month in self.year.months
        )

    def _is_in(self, part: str, place: str) -> bool:
        """Return whether a place is a part of another, and has no parts itself."""
        parents = self.sheets.places
        if not part or part in parents.values():
            return False
        seen = set[str]()
        while part and part != place and part not in seen:
            seen.add(part)
            part = parents.get(part, "")
        return part == place

    def judge(
        self, rows: Iterable[RowInputs], result: MonthResult, rates: Sequence[RateResult], reader: Reader
    ) -> dict[int, TargetResult]:
        """Return what each row of this year, or of one that lies ahead, came to, by its line."""
        asked: tuple[RowInputs | RateResult, ...] = (*rows, *rates)
        came: tuple[RowResult | RateResult, ...] = (*result.rows, *rates)
        targets = {(name_key(each.measure), place_key(each.place)): each.target for each in asked}
        judged = {(name_key(each.measure), place_key(each.place)): each for each in came}
        found = {}
        for line, row in self.sheets.target_rows.items():
            mark = name_key(row.asked.measure), place_key(row.asked.place)
            if row.asked.year < self.year.first.year:
                continue
            known, came_to = self._known(*mark), judged.get(mark)
            if came_to is None:
                known = replace(
                    known, projected=Projected(None, "", "there are no months of it in this place")
                )
                reader.at(
                    row.source.sheet, row.source.cell,
                    f"'{row.asked.measure}' has a target in {row.asked.place or 'the force'} and no monthly counts there.",
                    "Spell the place as in the table of monthly counts.",
                )  # fmt: skip
            else:
                change = came_to.to_date.percent if isinstance(came_to, RowResult) else None
                known = replace(known, projected=came_to.projected, change=change)
            found[line] = judge_target(row, targets.get(mark), known)
        return found

    def plan(self, planner: Planner, results: Mapping[int, TargetResult]) -> tuple[str, ...]:
        """Plan what the table of targets lacks; return its sheet's name, none where nothing is said of any row."""
        table = self.sheets.targets_table
        if table is None or not results:
            return ()
        begins = int(self.sheets.policy.policy.year_begins)
        for name in _WRITTEN:
            planner.column(table, name)
        for line, result in results.items():
            for name, value in _cells(result, begins).items():
                planner.answer(table, line, name, Answer(value))
        return (table.sheet,)


def work_of(
    sheets: MonthSheets, reading: Any, year: ReportingYear, rows: Sequence[RowInputs], reader: Reader
) -> TargetWork:
    """Return the targets of a month at work."""
    asked = {name_key(row.asked.measure): row.asked.measure for row in sheets.target_rows.values()}
    rates = [name_key(rate.measure) for rate in sheets.rates]
    names = {mark: (measure, *sheets.sources.get(mark, ())) for mark, measure in asked.items()}
    here = "" if sheets.targets_table is None else sheets.targets_table.sheet
    points = read_averages(reading, names, rates, sheets.policy, here, reader) if asked else {}
    history = {
        mark: MsgHistory(found, _break_of(sheets, names[mark], year)) for mark, found in points.items()
    }
    by_mark = {(name_key(row.measure), place_key(row.place)): row for row in rows}
    return TargetWork(sheets, year, by_mark, history, frozenset(months_counted(sheets)))


def _break_of(sheets: MonthSheets, names: tuple[str, ...], year: ReportingYear) -> date | None:
    """Return the month of the latest break in a measure's MSG averages: one of the measure, or of the group itself."""
    quoted = Quoted(names, (*sheets.places_of(""), *_GROUP))
    months = [
        note.span.first
        for note in sheets.notes
        if note.kind in RESTARTS and note.span is not None and is_named(note, quoted) and is_of(note, quoted)
    ]
    return max((month for month in months if month <= year.to), default=None)


def _cells(result: TargetResult, begins: int) -> dict[str, Any]:
    asked = result.row.asked
    higher = asked.higher_is_better is True
    value = result.suggestion.value
    suggested: Any = None
    if value is not None:
        as_share = asked.is_rate or asked.kind is TargetWay.CHANGE
        suggested = round(to_float(value), 4) if as_share else cell_number(whole_level(value, False, higher))
    return {
        "suggested": suggested,
        "basis": result.remark or None,
        "milestones": shown_milestones(result.milestones, begins, asked.is_rate, higher) or None,
        "monitoring": None if result.monitoring is None else result.monitoring.words,
        "course": result.course or None,
    }
