"""Satisfaction as a kind of work: read, judged, and written beside each group and strand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.monthly.period import read_to
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.plan.unread import report_missing
from xlscore.books.satisfaction.charting import plan_charts
from xlscore.books.satisfaction.columns import Counted
from xlscore.books.satisfaction.inputs import SatisfactionRow, SatisfactionSheet, read
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.months import every_month
from xlscore.books.tables.formulas import cell, cell_of
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.satisfaction import (
    ROLLING_MONTHS,
    SatisfactionResult,
    judge_satisfaction,
)
from xlscore.rules.monthly.satisfaction_words import percent, satisfaction_sentence
from xlscore.rules.printed import PRINTED_SLACK, printed_alike
from xlscore.rules.problems import Problem
from xlscore.rules.rag import Rag
from xlscore.rules.series import Series, months_between
from xlscore.rules.words import name_key

__all__ = ["Satisfaction", "plan_satisfaction", "roll_satisfaction"]

_WRITTEN: Final = ("rolling", "low", "high", "rag", "effect", "assurance", "under", "words")


@dataclass(frozen=True)
class Satisfaction:
    """What satisfaction came to: a result for each group and strand."""

    results: tuple[SatisfactionResult, ...]
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return each group in a sentence, with its strands under target; of a group without an overall row each strand."""
        whole = {name_key(each.group) for each in self.results if not each.strand}
        return [
            satisfaction_sentence(each)
            for each in self.results
            if not each.strand or name_key(each.group) not in whole
        ]

    def rows(self) -> list[dict[str, Any]]:
        """Return the results as JSON has them."""
        return [_as_dict(each) for each in self.results]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {"satisfaction": self.rows(), "problems": [problem.as_dict() for problem in self.problems]}


def roll_satisfaction(book: xw.Book, sheet: str | None = None, to: str | None = None) -> Satisfaction:
    """Return the satisfaction of each group, having filled its table; `to` is the last month (2013-10), else the latest there is."""
    return carry_out(book, "satisfaction", lambda planner: plan_satisfaction(planner, sheet, to))


def plan_satisfaction(planner: Planner, sheet: str | None = None, to: str | None = None) -> Satisfaction:
    """Return the satisfaction of each group, having planned what its table lacks."""
    reader = Reader()
    found = read(planner, reader, sheet, None if to is None else read_to(to))
    report_missing(found.table, reader)
    results = judge_satisfaction([row.inputs for row in found.rows], found.policy.policy)
    planned = [
        (row, result, _answers(found, row, result)) for row, result in zip(found.rows, results, strict=True)
    ]
    for name in _WRITTEN:  # in their order, and none that stays blank
        if name in ("rag", "words") or any(answers[name].value is not None for _, _, answers in planned):
            planner.column(found.table, name)
    for row, result, answers in planned:
        _report_readings(row, result, reader)
        answers["rag"] = _rag(planner, found, row, result)
        for name, answer in answers.items():
            if name == "rolling" and not result.by_figures and row.typed is not None:
                continue  # a person's share is the only one there is
            told = None if name == "words" else reader
            planner.answer(found.table, row.row, name, answer, told, slack=float(PRINTED_SLACK))
    plan_charts(planner, found, results, reader)
    return Satisfaction(results, tuple(reader.problems))


def _report_readings(row: SatisfactionRow, result: SatisfactionResult, reader: Reader) -> None:
    """Report a rolling share that stands in a row of its own, and that the counts of its year contradict."""
    typed, readings = row.inputs.typed, row.series.get(Counted.ROLLING)
    if typed is None or readings is None or result.rolling is None or not result.by_figures:
        return
    if row.inputs.typed_to == result.to and not printed_alike(typed, result.rolling):
        last = next(point for point in readings.points if point.month == result.to)
        reader.at(
            last.source.sheet, last.source.cell,
            f"The rolling share is typed as {percent(typed)}, and the counts of the 12 months give {percent(result.rolling)}.",
            "Put the counts or the share right; until then the counts count.",
        )  # fmt: skip


def _answers(found: SatisfactionSheet, row: SatisfactionRow, result: SatisfactionResult) -> dict[str, Answer]:
    """Return what is written beside a row; its status needs to know in which column its share stands."""
    window = _window(row, result)
    interval = result.interval
    shares = {
        "rolling": None if result.rolling is None else to_float(result.rolling),
        "low": None if interval is None else interval.lower,
        "high": None if interval is None else interval.upper,
    }
    answers = {
        name: Answer(value, "" if window is None or value is None else f"=INDEX(ROLLING({window}),1,{place})")
        for place, (name, value) in enumerate(shares.items(), 1)
    }
    under = ", ".join(f"{strand} {percent(share)}" for strand, share in result.under)
    return answers | {
        "rag": Answer(None),
        "effect": Answer(None if result.effect is None else to_float(result.effect)),
        "assurance": Answer(None if result.assurance is None else result.assurance.value),
        "under": Answer(under or None),
        "words": Answer(satisfaction_sentence(result)),
    }


def _rag(
    planner: Planner, found: SatisfactionSheet, row: SatisfactionRow, result: SatisfactionResult
) -> Answer:
    """Return the status, live where both the share and its target stand in cells that our function reads."""
    if result.rag is Rag.GREY:
        return Answer(Rag.GREY.value if result.rolling is not None else None)
    table = found.table
    target = row.target or _of_group(found, row)
    live = (
        target is not None
        and target.sound
        and (result.by_figures or (row.typed is not None and row.typed.sound))
    )
    if not live or target is None:
        return Answer(result.rag.value)
    share = cell(table.sheet, row.row, planner.column(table, "rolling"), table.sheet)
    tolerance = found.policy.refer("rag_tolerance", table.sheet)
    return Answer(result.rag.value, f"=RAG({share},{cell_of(target.source, table.sheet)},TRUE,{tolerance})")


def _of_group(found: SatisfactionSheet, row: SatisfactionRow) -> Any:
    group = name_key(row.inputs.group)
    return next(
        (
            each.target
            for each in found.rows
            if not each.inputs.strand and name_key(each.inputs.group) == group and each.target is not None
        ),
        None,
    )


def _window(row: SatisfactionRow, result: SatisfactionResult) -> str | None:
    """Return the twelve months as the arguments of a formula, None where no formula can say them."""
    if result.to is None or not result.by_figures:
        return None
    told = [_cells(row.series.get(counted), result) for counted in (Counted.SATISFIED, Counted.ASKED)]
    return None if None in told else ",".join(text for text in told if text is not None)


def _cells(series: Series | None, result: SatisfactionResult) -> str | None:
    if series is None or result.to is None:
        return None
    points = [
        point for point in series.points if 0 <= months_between(point.month, result.to) < ROLLING_MONTHS
    ]
    year = Series.of(series.name, points)
    return every_month(year, points[0].source.sheet) if points and year.sound else None


def _as_dict(result: SatisfactionResult) -> dict[str, Any]:
    interval, last = result.interval, result.last_month
    return {
        "group": result.group,
        "strand": result.strand,
        "to": None if result.to is None else f"{result.to:%Y-%m}",
        "rolling": None if result.rolling is None else to_float(result.rolling),
        "low": None if interval is None else interval.lower,
        "high": None if interval is None else interval.upper,
        "target": None if result.target is None else to_float(result.target),
        "rag": result.rag.value,
        "year_before": None if result.before is None else to_float(result.before),
        "change_on_year": None if result.change is None else to_float(result.change),
        "change_low": None if result.on_year is None else result.on_year.lower,
        "change_high": None if result.on_year is None else result.on_year.upper,
        "last_month": None if last is None or last.share is None else to_float(last.share),
        "effect": None if result.effect is None else to_float(result.effect),
        "assurance": None if result.assurance is None else result.assurance.value,
        "strands_under": [strand for strand, _ in result.under],
        "sentence": satisfaction_sentence(result),
    }


def shown_rows(results: Sequence[SatisfactionResult]) -> list[tuple[object, ...]]:
    """Return the results as a screen shows them."""

    def share(value: Any) -> str:
        return "" if value is None else f"{float(value):.1%}"

    return [
        (
            each.group, each.strand, share(each.rolling),
            "" if each.interval is None else f"{share(each.interval.lower)} to {share(each.interval.upper)}",
            share(each.target), each.rag.value, "" if each.effect is None else f"{to_float(each.effect) * 100:+.1f} points",
        )
        for each in results
    ]  # fmt: skip
