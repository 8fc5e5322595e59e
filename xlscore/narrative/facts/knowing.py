"""What a workbook knows, all its tables together."""

from __future__ import annotations

import xlwings as xw

from xlscore.books.grades.grid.reading import find_grid_or_none
from xlscore.books.monthly.inputs import has_counts
from xlscore.books.msg.together import find_msg
from xlscore.books.quarterly.inputs import find_quarterly
from xlscore.books.satisfaction.inputs import find_satisfaction
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.named import read_workbook
from xlscore.books.tables.policy import read_policy
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.threat.inputs import scorecards
from xlscore.errors import XlscoreError
from xlscore.narrative.facts.averages import add_averages
from xlscore.narrative.facts.compared import add_compared
from xlscore.narrative.facts.days import add_days
from xlscore.narrative.facts.gathering import Gathering
from xlscore.narrative.facts.grades import add_grades
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.facts.limits import add_limits
from xlscore.narrative.facts.monthly import add_month
from xlscore.narrative.facts.own_words import add_own_words
from xlscore.narrative.facts.positions import add_positions
from xlscore.narrative.facts.quarters import add_quarters
from xlscore.narrative.facts.risks import add_risks
from xlscore.narrative.facts.satisfaction import add_satisfaction
from xlscore.narrative.facts.survey import add_survey
from xlscore.narrative.facts.threats import add_threats
from xlscore.narrative.model import NameKind
from xlscore.rules.problems import Problem

__all__ = ["knowledge_of"]


def knowledge_of(book: xw.Book | Reading) -> Knowledge:
    """Return what a workbook knows, as its own actions read and judge it; nothing is planned or written.

    A table that is there twice, or cannot be read at all, is a problem and keeps nothing else from being known.
    """
    reading = read_workbook(book)
    found = Gathering()
    own = read_policy(reading, Reader()).own_force
    if own:
        found.name(NameKind.FORCE, own, _short(own))
    for add in (
        _grades,
        _positions,
        _threats,
        _month,
        add_averages,
        add_limits,
        _satisfaction,
        _quarters,
        add_survey,
        add_days,
        add_risks,
        add_own_words,
        add_compared,
    ):
        try:
            add(reading, found)
        except XlscoreError as error:
            found.problems.append(Problem("", "", error.what, error.do))
    return found.gathered()


def _grades(reading: Reading, found: Gathering) -> None:
    grid = find_grid_or_none(reading)
    if grid is not None and grid.records:
        add_grades(reading, found)


def _positions(reading: Reading, found: Gathering) -> None:
    positions = find_msg(reading)
    if positions is not None and positions.table.records:
        add_positions(reading, found)


def _threats(reading: Reading, found: Gathering) -> None:
    card = find_one(reading.blocks, SCORECARD, scorecards(reading))
    if card is not None and card.records:
        add_threats(reading, found)


def _month(reading: Reading, found: Gathering) -> None:
    if has_counts(reading, None):
        add_month(reading, found)


def _satisfaction(reading: Reading, found: Gathering) -> None:
    if find_satisfaction(reading) is not None:
        add_satisfaction(reading, found)


def _quarters(reading: Reading, found: Gathering) -> None:
    if find_quarterly(reading) is not None:
        add_quarters(reading, found)


def _short(force: str) -> tuple[str, ...]:
    """Return what the own force is called in its own papers."""
    words = force.split()
    plain = [word for word in words if word.casefold() not in ("police", "constabulary", "service")]
    return (" ".join(plain), "the Force", "Force") if plain else ("the Force", "Force")
