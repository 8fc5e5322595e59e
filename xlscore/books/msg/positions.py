"""MSG positions, gaps and aspirations: each measure's row filled from the MSG data, or judged from what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from xlscore.books.msg.data import MsgData, read_msg_data
from xlscore.books.msg.rows import Judged, judge_typed, whole_position, work_out
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.live import Ref, cell_ref, live_call
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table, find_required
from xlscore.books.tables.headings import MSG
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.rules.msg import AspirationStatus, Movement
from xlscore.rules.problems import Problem
from xlscore.rules.words import name_key

__all__ = ["Measure", "MsgPositions", "plan_msg", "update_msg"]


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


def plan_msg(edits: Planner, sheet: str | None = None) -> MsgPositions:
    """Return where the force stands in each measure, having planned what the MSG table lacks."""
    reading, reader = edits.reading, Reader()
    table = find_required(reading.blocks, MSG, sheet=sheet)
    policy = read_policy(reading, reader)
    names = [table.text(row, "measure") for row in table.records]
    data = read_msg_data(reading, reader, policy, names)
    _report_twins(table, reader)
    judged = {row: _judge(table, row, data, policy, edits, reader) for row in table.records}
    _plan_columns(table, judged.values(), edits)
    themes = table.filled_down("theme") if "theme" in table.columns else {}
    measures = []
    for row, found in judged.items():
        for name, answer in found.live.items():
            edits.live(table.sheet, row, edits.column(table, name), answer.formula, answer.value)
        measures.append(_measure(table, row, found, themes.get(row, "")))
    return MsgPositions(tuple(measures), tuple(reader.problems))


def _plan_columns(table: Table, found: Any, edits: Planner) -> None:
    wanted = {name for judged in found for name in judged.live}
    for column in MSG.columns:
        if column.field in wanted:
            edits.column(table, column.field)


def _judge(
    table: Table, row: int, data: MsgData | None, policy: BookPolicy, edits: Planner, reader: Reader
) -> Judged:
    column = None if data is None else data.column_of(table.text(row, "measure"))
    if data is None or column is None or _is_typed(table, row, edits):
        judged = judge_typed(table, row, reader)
    elif data.own_row is None:
        judged = Judged()  # said once, where the own force's name stands
    else:
        judged = work_out(table, row, data, column, policy, reader)
    return _with_move(table, row, judged, edits, reader)


def _is_typed(table: Table, row: int, edits: Planner) -> bool:
    """Return whether a human typed the position: a constant where a formula could stand."""
    if is_blank(table.value(row, "position")):
        return False
    formulas = edits.reading.formulas(table.sheet)
    return formulas is not None and (row, table.columns["position"]) not in formulas


def _with_move(table: Table, row: int, judged: Judged, edits: Planner, reader: Reader) -> Judged:
    previous = whole_position(table, row, "previous_position", reader)
    judged.values["previous_position"] = None if previous is None else int(previous.value)
    position = judged.values.get("position")
    if previous is None or position is None:
        return judged
    before = cell_ref(table.block, row, table.columns["previous_position"], table.sheet)
    column = edits.column(table, "position")
    now = Ref(cell_ref(table.block, row, column, table.sheet).text, position)
    answer = live_call("MSG_MOVE", Ref(before.text, int(previous.value)), now)
    judged.values["move"] = answer.value
    sound = previous.sound and not isinstance(table.value(row, "position"), str)
    if sound:
        judged.keep("move", answer)
    return judged


def _measure(table: Table, row: int, judged: Judged, theme: str) -> Measure:
    values: Mapping[str, Any] = judged.values
    return Measure(
        measure=table.text(row, "measure"),
        theme=theme,
        position=values.get("position"),
        of=values.get("of"),
        previous_position=values.get("previous_position"),
        value=values.get("value"),
        to_average=values.get("to_average"),
        to_top_quartile=values.get("to_top_quartile"),
        aspiration=table.text(row, "aspiration"),
        status=values.get("status"),
        expected=values.get("expected"),
        move=values.get("move"),
    )


def _report_twins(table: Table, reader: Reader) -> None:
    seen: dict[str, str] = {}
    for row in table.records:
        mark = name_key(table.text(row, "measure"))
        if mark in seen:
            reader.report(
                table, row, table.columns["measure"],
                f"The measure '{table.text(row, 'measure')}' is there twice, first in {seen[mark]}.", "Keep one row of it.",
            )  # fmt: skip
        seen.setdefault(mark, table.cell(row, "measure"))
