"""What the quarterly report is composed from: the plan's objectives, their indicators, the deep dive, figures published elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xlscore.books.grades.priorities.headings import PLAN
from xlscore.books.indicators.inputs import find_indicators
from xlscore.books.indicators.inputs import read as read_indicators
from xlscore.books.logs.headings import DEEP_DIVES, FORWARD_PLAN
from xlscore.books.logs.plan import next_meeting, plan_dives, read_plan
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.published.published import find_published, judged_published
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, find_one
from xlscore.papers.month.facts import MonthFacts, has_month, read_month_facts
from xlscore.papers.wording.sentences import places
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import read_day
from xlscore.rules.logs.deep_dives import Dive
from xlscore.rules.monthly.indicators import IndicatorResult, judge_indicators
from xlscore.rules.monthly.published import PublishedResult
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key

__all__ = [
    "PlanObjective",
    "QuarterFacts",
    "ShownIndicator",
    "ShownPublished",
    "has_quarter",
    "read_quarter_facts",
]


@dataclass(frozen=True)
class PlanObjective:
    """An objective of the plan: its number, "" for none, its title, and the cell that names it."""

    number: str
    title: str
    source: Source | None

    @property
    def marks(self) -> frozenset[str]:
        """Return what the objective is called elsewhere: by its title, its number, or both."""
        numbered = {name_key(f"{word}{self.number}") for word in ("", "priority", "objective")}
        return frozenset({name_key(self.title), *(numbered if self.number else ())})

    @property
    def name(self) -> str:
        """Return what a heading calls it."""
        return (
            f"Priority {self.number}: {self.title}"
            if self.number and self.title
            else self.title or f"Priority {self.number}"
        )


@dataclass(frozen=True)
class ShownIndicator:
    """An indicator as judged, and the cells that it is said from."""

    result: IndicatorResult
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ShownPublished:
    """A published figure beside the own one, and the cells of both."""

    result: PublishedResult
    cells: tuple[str, ...]


@dataclass(frozen=True)
class QuarterFacts:
    """All that a quarterly report says."""

    objectives: tuple[PlanObjective, ...]
    indicators: tuple[ShownIndicator, ...]
    published: tuple[ShownPublished, ...]
    dives: tuple[Dive, ...]
    dive_cells: tuple[str, ...]
    month: MonthFacts
    problems: tuple[Problem, ...]
    kept_back: tuple[int, int] = (0, 0)
    """How many indicators and how many published figures are not for this part of the agenda."""

    def indicators_of(self, objective: PlanObjective) -> tuple[ShownIndicator, ...]:
        """Return the indicators of an objective."""
        return tuple(
            each for each in self.indicators if name_key(each.result.inputs.priority) in objective.marks
        )


def has_quarter(reading: Reading) -> bool:
    """Return whether a workbook has what a quarterly report is about: a plan's objectives, or indicators of them."""
    plans = any(table.records for table in find_all(reading.blocks, PLAN))
    return plans or find_indicators(reading) is not None or has_month(reading)


def read_quarter_facts(reading: Reading, asked: Asked) -> QuarterFacts:
    """Return what a workbook's quarterly report says; nothing is planned or written."""
    planner, reader = Planner(reading), Reader()
    month = read_month_facts(reading, Asked(asked.sheet, to=asked.to))
    indicators = _indicators(reading, reader)
    dives, dive_cells = _dives(planner, asked.at, reader)
    found = _objectives(reading, indicators, month)
    published = _published(reading, month, reader)
    problems = tuple(dict.fromkeys((*month.problems, *reader.problems)))
    return QuarterFacts(found, indicators, published, dives, dive_cells, month, problems)


def _objectives(
    reading: Reading, indicators: Sequence[ShownIndicator], month: MonthFacts
) -> tuple[PlanObjective, ...]:
    """Return the objectives of the plan; where there is no plan, the priorities of the indicators, the scorecard's objectives or those of the deep dives."""
    for table in find_all(reading.blocks, PLAN):
        rows = [
            PlanObjective(
                table.text(row, "number"), table.text(row, "title"), Source(table.sheet, table.cell(row, "title") or table.cell(row, "number"))
            )
            for row in table.records
        ]  # fmt: skip
        if rows:
            return _once(rows)
    if indicators:
        return _once(_of_indicator(each) for each in indicators if each.result.inputs.priority)
    if month.pages:
        return _once(
            PlanObjective("", page.objective, page.sections[0].row.inputs.at if page.sections else None)
            for page in month.pages
        )
    return _once(
        PlanObjective("", each.text(row, "objective"), Source(each.sheet, each.cell(row, "objective")))
        for each in find_all(reading.blocks, DEEP_DIVES)
        for row in each.records
        if each.text(row, "objective")
    )


def _of_indicator(each: ShownIndicator) -> PlanObjective:
    name = each.result.inputs.priority
    return PlanObjective(name, "", None) if name[:1].isdigit() else PlanObjective("", name, None)


def _once(objectives: Iterable[PlanObjective]) -> tuple[PlanObjective, ...]:
    found: dict[str, PlanObjective] = {}
    for each in objectives:
        found.setdefault(name_key(each.name), each)
    return tuple(found.values())


def _indicators(reading: Reading, reader: Reader) -> tuple[ShownIndicator, ...]:
    if find_indicators(reading) is None:
        return ()
    found = read_indicators(reading, reader)
    results = judge_indicators([row.inputs for row in found.rows], found.policy.policy)
    shown = []
    for row, result in zip(found.rows, results, strict=True):
        named = Source(found.table.sheet, found.table.cell(row.row, "indicator"))
        points = () if row.series is None else row.series.points
        ends = (points[0].source, points[-1].source) if points else ()
        shown.append(ShownIndicator(result, places(named, *ends)))
    return tuple(shown)


def _published(reading: Reading, month: MonthFacts, reader: Reader) -> tuple[ShownPublished, ...]:
    if find_published(reading) is None:
        return ()
    judged = judged_published(reading, reader)
    return tuple(
        ShownPublished(
            result,
            (
                *places(judged.figures[row].source),
                *month.count_cells(result.inputs.measure, result.inputs.place),
            ),
        )
        for row, result in judged.results.items()
    )


def _dives(planner: Planner, asked: str | None, reader: Reader) -> tuple[tuple[Dive, ...], tuple[str, ...]]:
    """Return whose turn it is from the meeting on, and the cells of the deep dives that were."""
    table = find_one(planner.reading.blocks, DEEP_DIVES)
    if table is None:
        return (), ()
    plan = find_one(planner.reading.blocks, FORWARD_PLAN)
    at = None if asked is None else read_day(asked)
    if at is None:
        meeting = None if plan is None else next_meeting(read_plan(plan, Reader()), date.today())
        at = meeting or date.today()
    cells = places(*(Source(table.sheet, table.cell(row, "objective")) for row in table.records))
    return plan_dives(planner, table, at, reader), cells
