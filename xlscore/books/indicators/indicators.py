"""Indicators as a kind of work: read, judged, and written beside each; the picture of each priority with its first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.indicators.formulas import travel_formula, value_formula
from xlscore.books.indicators.inputs import IndicatorRow, IndicatorSheet, read
from xlscore.books.monthly.period import read_to
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.tables.cells import Reader
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.indicators import IndicatorResult, Travel, judge_indicators, picture_of
from xlscore.rules.monthly.indicators_words import (
    indicator_sentence,
    overall_picture,
    priority_picture,
    shoots_words,
)
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key

__all__ = ["Indicators", "plan_indicators", "show_indicators"]

_WRITTEN: Final = ("value", "travel", "difference", "found", "picture", "words")


@dataclass(frozen=True)
class Indicators:
    """What the indicators came to."""

    results: tuple[IndicatorResult, ...]
    problems: tuple[Problem, ...]

    @property
    def pictures(self) -> dict[str, Travel | None]:
        """Return which way each priority travels."""
        return picture_of(self.results)

    def of_priority(self, priority: str) -> list[IndicatorResult]:
        """Return the indicators of a priority."""
        return [each for each in self.results if name_key(each.inputs.priority) == name_key(priority)]

    def sentences(self) -> list[str]:
        """Return the picture of all priorities, then what moves or has green shoots."""
        moved = [
            indicator_sentence(each)
            for each in self.results
            if each.travel not in (None, Travel.STABLE) or (each.shoots is not None and each.shoots.found)
        ]
        return [*filter(None, [overall_picture(self.pictures)]), *moved]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        pictures = self.pictures
        return {
            "indicators": [_as_dict(each) for each in self.results],
            "priorities": [
                {
                    "priority": name,
                    "travel": None if travel is None else travel.value,
                    "picture": priority_picture(self.of_priority(name), travel),
                }
                for name, travel in pictures.items()
            ],
            "picture": overall_picture(pictures),
            "problems": [problem.as_dict() for problem in self.problems],
        }

    def shown(self) -> list[tuple[object, ...]]:
        """Return the indicators as a screen shows them."""
        return [
            (
                each.inputs.priority,
                each.inputs.indicator,
                "" if each.value is None else f"{to_float(each.value):,.6g}",
                "" if each.travel is None else each.travel.value,
                "" if each.difference is None else f"{to_float(each.difference):+.1%}",
                shoots_words(each.shoots, each.inputs.direction).partition(":")[0],
            )
            for each in self.results
        ]


def show_indicators(book: xw.Book, sheet: str | None = None, to: str | None = None) -> Indicators:
    """Return the indicators of a workbook, having filled their table; `to` is the last month (2019-03), else the latest there is."""
    return carry_out(book, "indicators", lambda planner: plan_indicators(planner, sheet, to))


def plan_indicators(planner: Planner, sheet: str | None = None, to: str | None = None) -> Indicators:
    """Return the indicators, having planned what their table lacks."""
    reader = Reader()
    found = read(planner.reading, reader, sheet, None if to is None else read_to(to))
    results = judge_indicators([row.inputs for row in found.rows], found.policy.policy)
    answer = Indicators(results, ())
    pictures, told = answer.pictures, set[str]()
    planned = []
    for row, result in zip(found.rows, results, strict=True):
        priority = name_key(result.inputs.priority)
        picture = None
        if priority not in told:
            travel = next(way for name, way in pictures.items() if name_key(name) == priority)
            picture = priority_picture(answer.of_priority(priority), travel)
        told.add(priority)
        planned.append((row.row, _answers(row, result, picture, found)))
    for name in _WRITTEN:
        if any(answers[name].value is not None for _, answers in planned):
            planner.column(found.table, name)
    for line, answers in planned:
        for name, each in answers.items():
            planner.answer(found.table, line, name, each, None if name in ("picture", "words") else reader)
    return Indicators(results, tuple(reader.problems))


def _answers(
    row: IndicatorRow, result: IndicatorResult, picture: str | None, found: IndicatorSheet
) -> dict[str, Answer]:
    here = found.table.sheet
    difference = "" if row.group is None else row.group.difference(found.policy, here)
    return {
        "value": _answer(None if result.value is None else to_float(result.value), value_formula(row, here)),
        "travel": _answer(
            None if result.travel is None else result.travel.value, travel_formula(row, found.policy, here)
        ),
        "difference": _answer(None if result.difference is None else to_float(result.difference), difference),
        "found": Answer(shoots_words(result.shoots, result.inputs.direction) or None),
        "picture": Answer(picture),
        "words": Answer(indicator_sentence(result)),
    }


def _answer(value: float | str | None, formula: str) -> Answer:
    return Answer(value, "" if value is None else formula)


def _as_dict(result: IndicatorResult) -> dict[str, Any]:
    shoots, group = result.shoots, result.inputs.group
    return {
        "priority": result.inputs.priority,
        "indicator": result.inputs.indicator,
        "to": None if result.to is None else f"{result.to:%Y-%m}",
        "value": None if result.value is None else to_float(result.value),
        "direction_of_travel": None if result.travel is None else result.travel.value,
        "difference_to_msg": None if result.difference is None else to_float(result.difference),
        "msg_change": None if group is None or group.change is None else to_float(group.change),
        "green_shoots": None if shoots is None else shoots.found,
        "recent_change": None if shoots is None else to_float(shoots.recent),
        "year_change": None if shoots is None else to_float(shoots.year),
        "words": result.inputs.shoots,
        "sentence": indicator_sentence(result),
    }
