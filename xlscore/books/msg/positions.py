"""MSG positions, gaps and aspirations: each measure's row filled from the MSG data, or judged from what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import xlwings as xw

from xlscore.books.msg.formulas import formulas
from xlscore.books.msg.inputs import MsgInputs, read
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.edits import Edits
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.headings import MSG
from xlscore.ooxml.values.addresses import cell_address, parse_box
from xlscore.rules.figures import Figure, Source
from xlscore.rules.msg import AspirationStatus, Movement
from xlscore.rules.msg_measure import MeasureInputs, MeasureResult, judge_measure
from xlscore.rules.policy import Policy
from xlscore.rules.problems import Problem

__all__ = ["Measure", "MsgPositions", "judge", "plan_msg", "update_msg"]


@dataclass(frozen=True, slots=True)
class Measure:
    """Where the force stands in one measure; None where it cannot be said."""

    measure: str
    theme: str
    position: int | None
    of: int | None
    previous_position: int | None
    value: float | None
    to_average: float | str | None
    to_top_quartile: float | str | None
    aspiration: str
    status: str | None
    expected: str | None
    move: str | None

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        names = ("measure", "position", "of", "value", "to_average", "to_top_quartile", "aspiration", "status", "expected", "move")  # fmt: skip
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True)
class MsgPositions:
    """What updating the MSG sheet came to."""

    measures: tuple[Measure, ...]
    problems: tuple[Problem, ...]

    @property
    def aspirations(self) -> dict[str, int]:
        """Return how many measures have met their aspiration, are below it, or have none."""
        return {word.value: sum(m.status == word for m in self.measures) for word in AspirationStatus}

    @property
    def moves(self) -> dict[str, int]:
        """Return how many positions have improved, deteriorated or stayed."""
        return {word.value: sum(m.move == word for m in self.measures) for word in Movement}

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "measures": [measure.as_dict() for measure in self.measures],
            "aspirations": self.aspirations,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def update_msg(book: xw.Book, sheet: str | None = None) -> MsgPositions:
    """Return where the force stands in each measure, having filled the workbook's MSG table."""
    return carry_out(book, "msg", lambda edits: plan_msg(edits, sheet))


def plan_msg(edits: Edits, sheet: str | None = None) -> MsgPositions:
    """Return where the force stands in each measure, having planned what the MSG table lacks."""
    reader = Reader()
    inputs = read(edits.reading, reader, sheet)
    results = judge(inputs, inputs.policy.policy)
    _plan(inputs, results, edits)
    _report(results.values(), reader)
    return MsgPositions(_measures(inputs, results), tuple(reader.problems))


def judge(inputs: MsgInputs, policy: Policy) -> dict[int, MeasureResult]:
    """Return where the force stands in the measure of each row."""
    return {row: judge_measure(measure, policy) for row, measure in inputs.rows.items()}


def _plan(inputs: MsgInputs, results: Mapping[int, MeasureResult], edits: Edits) -> None:
    """Plan the formula of every answer, a column that the table lacks included."""
    table, written = inputs.table, dict[int, dict[str, str]]()
    for row, result in results.items():
        # A row with a movement has a position, so its column is there or is being added.
        position = edits.column(table, "position") if result.move is not None else table.first_column
        place = Source(table.sheet, cell_address(row, position))
        written[row] = formulas(inputs.rows[row], result, inputs.policy, place)
    wanted = {name for of_row in written.values() for name in of_row}
    for column in MSG.columns:
        if column.field in wanted:
            edits.column(table, column.field)
    for row, of_row in written.items():
        answers = {name: _plain(getattr(results[row], name)) for name in of_row}
        if "value" in answers:
            answers["value"] = _held(inputs.rows[row], edits.reading)
        for name, formula in of_row.items():
            edits.live(table.sheet, row, edits.column(table, name), formula, answers[name])


def _held(measure: MeasureInputs, reading: Reading) -> Any:
    """Return what the own force's cell holds, to the last digit: that is what a lookup of it shows."""
    data = measure.data
    own = None if data is None or data.own is None else data.values.entries[data.own]
    if not isinstance(own, Figure):
        return None
    block, place = reading.block(own.source.sheet), parse_box(own.source.cell)
    return None if block is None else block.at(place.top, place.left)


def _report(results: Iterable[MeasureResult], reader: Reader) -> None:
    for result in results:
        for reason in result.why_not.values():
            if reason.told and reason.source is not None:
                reader.at(reason.source.sheet, reason.source.cell, reason.what, reason.do)


def _measures(inputs: MsgInputs, results: Mapping[int, MeasureResult]) -> tuple[Measure, ...]:
    table = inputs.table
    themes = table.filled_down("theme") if "theme" in table.columns else {}
    return tuple(
        Measure(
            measure=inputs.rows[row].measure,
            theme=themes.get(row, ""),
            position=result.position,
            of=result.of,
            previous_position=result.previous_position,
            value=result.value,
            to_average=result.to_average,
            to_top_quartile=result.to_top_quartile,
            aspiration=table.text(row, "aspiration"),
            status=_plain(result.status),
            expected=_plain(result.expected),
            move=_plain(result.move),
        )
        for row, result in results.items()
    )


def _plain(answer: Any) -> Any:
    """Return an answer as a cell takes it: a word of a list as its text."""
    return answer.value if isinstance(answer, Enum) else answer
