"""The staff survey read and planned: each measure against last time and against the other forces."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from xlscore.books.plan.planner import Answer, Planner
from xlscore.books.quarterly.headings import STAFF_SURVEY
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.formulas import cell_of
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure
from xlscore.rules.one_unit import are_apart
from xlscore.rules.quarterly.staff_survey import SurveyInputs, SurveyResult, judge_survey
from xlscore.rules.words import name_key

__all__ = ["find_survey", "is_survey", "measure_as_dict", "plan_survey"]

_WRITTEN: Final = ("change", "since", "to_peers", "against")
_SURVEY_WORDS: Final = ("peer", "other forces", "survey", "question", "statement")


def find_survey(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the staff survey, None where the workbook has none."""
    return find_one(reading.blocks, STAFF_SURVEY, is_survey, sheet)


def is_survey(table: Table) -> bool:
    """Return whether a table of this time and a mean is a staff survey: its words speak of peers, of a survey or its questions."""
    names = [shown(table.block.at(table.header, table.columns[name])) for name in ("measure", "peers")]
    said = column_key(" ".join([*names, table.sheet]))
    return "peers_n" in table.columns or any(word in said for word in _SURVEY_WORDS)


def plan_survey(planner: Planner, table: Table, reader: Reader) -> tuple[SurveyResult, ...]:
    """Return what each measure of the survey comes to, having planned what the table lacks."""
    doubles = reader.twins(
        table, {row: name_key(table.text(row, "measure")) for row in table.records}, "measure"
    )
    rows = [row for row in table.records if row not in doubles]
    figures = {
        row: {name: _figure(table, row, name, reader) for name in ("this", "last", "peers")} for row in rows
    }
    inputs = [_inputs(table, row, figures[row], reader) for row in rows]
    results = judge_survey(inputs)
    answers = [_answers(figures[row], result, table.sheet) for row, result in zip(rows, results, strict=True)]
    for name in _WRITTEN:
        if any(each[name].value is not None for each in answers):
            planner.column(table, name)
    for row, each in zip(rows, answers, strict=True):
        for name, answer in each.items():
            planner.answer(table, row, name, answer, reader)
    return results


def _figure(table: Table, row: int, name: str, reader: Reader) -> Figure | None:
    return reader.figure(table, row, table.columns.get(name))


def _inputs(table: Table, row: int, figures: dict[str, Figure | None], reader: Reader) -> SurveyInputs:
    measure = table.text(row, "measure")
    this = figures["this"]
    if this is None and not any(
        (p.sheet, p.cell) == (table.sheet, table.cell(row, "this")) for p in reader.problems
    ):
        reader.at(
            table.sheet, table.cell(row, "this"), f"'{measure}' has no figure of this survey.", "Type it, or take the row out."
        )  # fmt: skip
    for name in ("last", "peers"):
        other = figures[name]
        if this is not None and other is not None and are_apart(this.value, other.value):
            reader.at(
                table.sheet, table.cell(row, name),
                f"'{measure}' is {float(this.value):g} this time, and {float(other.value):g} here: they are hardly in one unit.",
                "Give all figures of a measure in one unit.",
            )  # fmt: skip
            figures[name] = None
    better = reader.better(table, row)
    return SurveyInputs(
        measure, _value(this), _value(figures["last"]), _value(figures["peers"]), _whole(table, row, "peers_n", reader),
        True if better is None else better, _whole(table, row, "rank", reader),
    )  # fmt: skip


def _value(figure: Figure | None) -> Fraction | None:
    return None if figure is None else figure.value


def _whole(table: Table, row: int, name: str, reader: Reader) -> int | None:
    column = table.columns.get(name)
    figure = reader.figure(table, row, column, position=name == "rank")
    if figure is None or column is None:
        return None
    if figure.value < 1 or figure.value.denominator != 1:
        what = f"{float(figure.value):g} is no {'position' if name == 'rank' else 'number of forces'}."
        reader.report(table, row, column, what, "Type a whole number from 1 on.")
        return None
    return int(figure.value)


def _answers(figures: dict[str, Figure | None], result: SurveyResult, here: str) -> dict[str, Answer]:
    return {
        "change": _difference(result.change, figures["this"], figures["last"], here),
        "since": Answer(None if result.since_last is None else result.since_last.value),
        "to_peers": _difference(result.to_peers, figures["this"], figures["peers"], here),
        "against": Answer(None if result.against_peers is None else result.against_peers.value),
    }


def _difference(value: Fraction | None, one: Figure | None, other: Figure | None, here: str) -> Answer:
    if value is None or one is None or other is None:
        return Answer(None)
    live = one.native and other.native
    return Answer(
        to_float(value), f"={cell_of(one.source, here)}-{cell_of(other.source, here)}" if live else ""
    )


def measure_as_dict(result: SurveyResult) -> dict[str, Any]:
    """Return a measure as JSON has it."""
    inputs = result.inputs

    def plain(value: Fraction | None) -> float | None:
        return None if value is None else to_float(value)

    return {
        "measure": inputs.measure,
        "this": plain(inputs.this),
        "last": plain(inputs.last),
        "peers": plain(inputs.peers),
        "peers_n": inputs.peers_n,
        "rank": inputs.rank,
        "change": plain(result.change),
        "since_last": None if result.since_last is None else result.since_last.value,
        "to_peers": plain(result.to_peers),
        "against_peers": None if result.against_peers is None else result.against_peers.value,
    }
