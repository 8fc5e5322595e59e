"""Where the year of an objective will end: the monthly counts of a measure that is called as the objective is, as judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from xlscore.books.monthly.brought import cut_short
from xlscore.books.monthly.inputs import has_counts, read_silently
from xlscore.books.monthly.period import read_day_to, read_end
from xlscore.books.monthly.rows import inputs_of
from xlscore.books.monthly.targets import work_of
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.monthly.days import NO_DAYS
from xlscore.rules.monthly.month import MonthInputs, judge_month
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.objectives.records import MonthOf
from xlscore.rules.words import name_key

__all__ = ["months_of"]


def months_of(planner: Planner, asked: Asked, names: Collection[str]) -> Mapping[str, MonthOf]:
    """Return the force's counts of the measures that are called so, as judged; none where no measure is.

    All counts are judged together, for a range is learnt from all of them; that is done only where one is wanted.
    """
    if not has_counts(planner.reading, None):
        return {}
    silent = Reader()  # what is wrong in the counts is told by the month
    sheets = read_silently(planner.reading, None if asked.to is None else read_day_to(asked.to))
    wanted = {name_key(name) for name in names}
    places = {
        name_key(row.measure): row.source
        for row in sheets.rows
        if name_key(row.measure) in wanted and row.counts
    }
    if not places:
        return {}
    end = read_end(sheets, asked.to, cut_short(planner, sheets))
    year = ReportingYear.of(end.month, int(sheets.policy.policy.year_begins))
    covered = NO_DAYS if sheets.days is None else sheets.days.covered
    work = work_of(sheets, planner.reading, year, inputs_of(sheets, year, end.day), silent)
    inputs = MonthInputs(
        work.with_milestones(end.day, silent), sheets.parents, year, sheets.policy.policy, end.day, covered
    )
    result = judge_month(inputs)
    return {
        mark: MonthOf(row, places[mark])
        for row in result.rows
        if not row.place and (mark := name_key(row.measure)) in places
    }
