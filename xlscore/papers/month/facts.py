"""What the monthly report is composed from: the report pages, the month and its control charts as the workbook's own actions judge them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from xlscore.books.control.inputs import read_control
from xlscore.books.monthly.inputs import CountsRow, MonthSheets, has_counts
from xlscore.books.monthly.month import JudgedMonth, judged_month, report_judged
from xlscore.books.objectives.kept import read_horizon, read_narrative
from xlscore.books.objectives.objectives import judged_pages
from xlscore.books.objectives.reading import surveyed_groups
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.threat.inputs import scorecards
from xlscore.papers.wording.sentences import places
from xlscore.rules.control.judging import judge_control
from xlscore.rules.control.records import ControlRow
from xlscore.rules.figures_dates import day_said
from xlscore.rules.monthly.days import last_day
from xlscore.rules.objectives.areas import areas_in_words
from xlscore.rules.objectives.compared import performance
from xlscore.rules.objectives.records import (
    HorizonItem,
    ObjectivePage,
    ObjectiveText,
    PageSection,
    PurposeInputs,
    SatisfactionOf,
    UnitOf,
)
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.rules.threats.row import ThreatRow
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import name_key

__all__ = ["MonthFacts", "has_month", "read_month_facts"]

_EVERYTHING: Final = frozenset(
    {"allcrime", "totalcrime", "overallcrime", "totalrecordedcrime", "allrecordedcrime"}
)
_UNJUDGED: Final = ThreatRow(None, None, None, None, None, None, None, None)
_ANTI_SOCIAL: Final = re.compile(r"\basb\b|\banti[- ]?social\b", re.IGNORECASE)


@dataclass(frozen=True)
class MonthFacts:
    """All that a monthly report says."""

    pages: tuple[ObjectivePage, ...]
    """A page per objective, in the order of the report."""
    surveyed: tuple[SatisfactionOf, ...]
    unclaimed: frozenset[str]
    """The groups of satisfaction that are called as no objective is."""
    texts: tuple[ObjectiveText, ...]
    horizon: tuple[HorizonItem, ...]
    rows: tuple[tuple[ObjectivePage, PageSection], ...]
    """The rows of the scorecard with their pages, as they stand there."""
    month: JudgedMonth | None
    """The monthly counts, None where the workbook has none."""
    charts: tuple[ControlRow, ...]
    """The control charts of the counts, in the order of what matters."""
    to: date | None
    """Up to when the scorecard's figures go."""
    problems: tuple[Problem, ...]
    kept_back: int = 0
    """How many rows of the scorecard are not for this part of the agenda."""
    with_it: tuple[str, ...] = ()
    """What is left out besides, because with it what is not for this part could be worked out."""

    @property
    def chapters(self) -> tuple[ObjectivePage, ...]:
        """Return the objectives that have a chapter of their own."""
        return tuple(page for page in self._objectives if not page.is_other)

    @property
    def others(self) -> tuple[ObjectivePage, ...]:
        """Return the objectives among the other threats."""
        return tuple(page for page in self._objectives if page.is_other)

    @property
    def _objectives(self) -> Iterator[ObjectivePage]:
        return (
            page
            for page in self.pages
            if not is_everything(page.objective) and not is_anti_social(page.objective)
        )

    @property
    def everything(self) -> tuple[ObjectivePage, ...]:
        """Return the page of all crime, which opens the report."""
        return tuple(page for page in self.pages if is_everything(page.objective))

    @property
    def anti_social(self) -> tuple[ObjectivePage, ...]:
        """Return the page of anti-social behaviour, which has a chapter of its own."""
        return tuple(page for page in self.pages if is_anti_social(page.objective))

    @property
    def has_scorecard(self) -> bool:
        """Return whether the workbook has a threat and impact scorecard."""
        return bool(self.pages)

    @property
    def free_satisfaction(self) -> tuple[SatisfactionOf, ...]:
        """Return the groups of satisfaction that stand on no page."""
        return tuple(each for each in self.surveyed if each.result.group in self.unclaimed)

    @property
    def ends(self) -> str:
        """Return up to when the report's figures go, in words; "" where nothing says it."""
        if self.to is not None:
            whole = self.to.day == 1 or self.to == last_day(self.to.replace(day=1))
            return month_name(self.to) if whole else day_said(self.to)
        if self.month is None:
            return ""
        day = self.month.result.day
        return month_name(self.month.year.to) if day is None else day_said(day)

    def texts_on(self, names: Iterable[str]) -> tuple[ObjectiveText, ...]:
        """Return what the narrative says on a section of the report."""
        marks = {name_key(name) for name in names}
        return tuple(text for text in self.texts if name_key(text.objective) in marks)

    def count_cells(self, measure: str, place: str = "") -> tuple[str, ...]:
        """Return the cells between which the months of a measure stand; of a sum those of the rows that are added up."""
        if self.month is None:
            return ()
        return _count_cells(self.month.sheets, name_key(measure), name_key(place))


def is_everything(name: str) -> bool:
    """Return whether an objective or a measure is all crime.

    >>> is_everything("All Crime"), is_everything("Hate Crime")
    (True, False)
    """
    return name_key(name) in _EVERYTHING


def is_anti_social(name: str) -> bool:
    """Return whether an objective or a group of satisfaction is anti-social behaviour.

    >>> is_anti_social("ASB victims"), is_anti_social("Anti-social behaviour"), is_anti_social("Basbow")
    (True, True, False)
    """
    return bool(_ANTI_SOCIAL.search(name))


def has_month(reading: Reading) -> bool:
    """Return whether a workbook has what a monthly report is about: a threat and impact scorecard, or monthly counts."""
    return _has_scorecard(reading, None) or has_counts(reading, None)


def read_month_facts(reading: Reading, asked: Asked) -> MonthFacts:
    """Return what a workbook's monthly report says; nothing is planned or written."""
    planner, reader = Planner(reading), Reader()
    months = None
    if has_counts(reading, None):
        counts = Asked(to=asked.to)
        months = judged_month(planner, counts, reader)
    if months is not None:
        report_judged(months, reader)
    charts = _charts(planner, asked) if months is not None else ()
    if not _has_scorecard(reading, asked.sheet):
        texts, ahead = read_narrative(reading, reader), read_horizon(reading, reader)
        surveyed = tuple(surveyed_groups(planner, asked))
        free = frozenset(each.result.group for each in surveyed)
        return MonthFacts((), surveyed, free, texts, ahead, (), months, charts, None, tuple(reader.problems))
    judged = judged_pages(planner, asked, reader)
    found = judged.found
    rows = sorted(
        ((page, section) for page in judged.pages for section in page.sections),
        key=lambda pair: _place(pair[1]),
    )
    pages = tuple(_with_loose(page, found.loose) for page in judged.pages)
    return MonthFacts(
        pages, found.surveyed, frozenset(found.unclaimed), found.texts, found.horizon, tuple(rows),
        months, charts, found.to, tuple(reader.problems),
    )  # fmt: skip


def _with_loose(page: ObjectivePage, loose: Sequence[UnitOf]) -> ObjectivePage:
    """Return a page with the purposes that stand on the breakdown alone: figures without a target and without a class.

    So the paper has the recorded crime of serious sexual offences, which are wanted to be reported.
    """
    found: dict[str, list[UnitOf]] = {}
    for unit in loose:
        if name_key(unit.inputs.figures.objective) == name_key(page.objective):
            found.setdefault(unit.inputs.figures.purpose, []).append(unit)
    more = [_loose_section(purpose, units) for purpose, units in found.items()]
    return replace(page, sections=(*more, *page.sections)) if more else page


def _loose_section(purpose: str, units: Sequence[UnitOf]) -> PageSection:
    force = next((unit for unit in units if is_force(unit.inputs.area)), None)
    row = PurposeInputs((force or units[0]).inputs.figures, _UNJUDGED, tuple(units))
    said = (*(performance(row) if force is not None else ()), *areas_in_words(row, ()))
    return PageSection(purpose, None, row, said)


def _has_scorecard(reading: Reading, sheet: str | None) -> bool:
    card = find_one(reading.blocks, SCORECARD, scorecards(reading), sheet)
    return card is not None and bool(card.records)


def _charts(planner: Planner, asked: Asked) -> tuple[ControlRow, ...]:
    sheets = read_control(planner, Asked(to=asked.to, whole=True), Reader())
    return judge_control(sheets.series, sheets.policy).rows if sheets.to is not None else ()


def _place(section: PageSection) -> tuple[str, int, str]:
    at = section.row.inputs.at
    return at.sheet, int("".join(filter(str.isdigit, at.cell)) or 0), at.cell


def _count_cells(sheets: MonthSheets, measure: str, place: str) -> tuple[str, ...]:
    rows = [row for row in sheets.rows if row.mark == (measure, place)]
    rows = rows or [row for row in sheets.rows if row.mark[0] == measure]
    rows = rows or [row for row in sheets.rows if _is_part(sheets, row, measure)]
    return tuple(dict.fromkeys(cell for row in rows for cell in _ends(row)))


def _is_part(sheets: MonthSheets, row: CountsRow, whole: str) -> bool:
    return name_key(sheets.parents.get(row.measure, "")) == whole


def _ends(row: CountsRow) -> tuple[str, ...]:
    points = row.series.points
    return places(points[0].source, points[-1].source) if points else places(row.source)
