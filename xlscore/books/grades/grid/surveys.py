"""Surveys that look like a grid: questions down, stations across, and answers of another scale, of which "Good" is a word too.

A grid of another force may be headed *Question* as well, and a command may be a station. So neither alone makes a survey of
a table: its answers do, where words of other scales (Poor, Fair, Red) stand among those that read as grades.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from xlscore.books.tables.answers import is_grade
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.words import is_missing_mark

__all__ = ["is_survey"]

_OTHER_SCALES: Final = frozenset(
    [
        "poor",
        "very poor",
        "fair",
        "average",
        "below average",
        "above average",
        "excellent",
        "very good",
        "weak",
        "strong",
        "satisfactory",
        "unsatisfactory",
        "acceptable",
        "unacceptable",
        "bad",
        "ok",
        "okay",
        "red",
        "amber",
        "green",
        "r",
        "yes",
        "no",
        "y",
        "n",
        "agree",
        "disagree",
        "strongly agree",
        "strongly disagree",
        "neutral",
        "neither",
        "dont know",
        "satisfied",
        "dissatisfied",
        "very satisfied",
        "very dissatisfied",
        "high",
        "medium",
        "low",
        "met",
        "not met",
        "pass",
        "fail",
    ]
)
"""Answers of other scales than that of grades."""
_RAG: Final = frozenset({"r", "a", "g", "red", "amber", "green"})
_PLACES: Final = re.compile(
    r"\b(?:stations?|counters?|offices?|suites?|sites?|buildings?|branch(?:es)?|schools?|prisons?|hospitals?|wards?|stores?|depots?|shops?|courts?)(?: \d+)?$"
)
_OF_A_GRID: Final = frozenset(
    {"redline", "previous", "lead", "suggested", "oversight", "override", "theme", "final"}
)
"""The columns of a grid that a survey has not; the last one it may well have as its own total."""
_MOST_OTHERS: Final = 4
"""From every fourth answer on another scale a table with such a column is a survey, too."""


def is_survey(table: Table, commands: Mapping[str, int]) -> bool:
    """Return whether a table with columns of grades asks questions, or of places, and answers them in another scale."""
    answers = [
        column_key(shown(value))
        for row in table.records
        for column in commands.values()
        if not is_blank(value := table.block.at(row, column)) and not is_missing_mark(shown(value))
    ]
    headed = column_key(shown(table.block.at(table.header, table.columns["area"]))).split()
    rows = [table.text(row, "area") for row in table.records]
    if any(map(_is_an_answer, commands)):
        return True
    others = sum(answer in _OTHER_SCALES and not is_grade(answer) for answer in answers)
    if set(answers) <= _RAG and {"a", "amber"} & set(answers):
        others = len(answers)
    asks = "question" in headed or any(map(_are_questions, (rows, commands)))
    if not others or not (asks or any(map(_are_places, (rows, commands)))):
        return False
    return not table.columns.keys() & _OF_A_GRID or _MOST_OTHERS * others >= len(answers)


def _is_an_answer(name: str) -> bool:
    """Return whether a heading is an answer, so that a row of answers was read as one of headings."""
    words = column_key(name)
    return len(words) > 2 and (is_grade(name) or words in _OTHER_SCALES)


def _are_questions(names: Collection[str]) -> bool:
    return 2 * sum(name.rstrip().endswith("?") for name in names) > len(names)


def _are_places(names: Collection[str]) -> bool:
    places = [bool(_PLACES.search(column_key(name))) for name in names]
    return bool(places) and 3 * sum(places) >= 2 * len(places)
