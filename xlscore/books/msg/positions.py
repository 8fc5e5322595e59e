"""MSG positions, gaps and aspirations: each measure's row filled from the MSG data, or judged from what is typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from typing import Any, Final

import xlwings as xw

from xlscore.books.msg.answer import Measure, MsgPositions
from xlscore.books.msg.formulas import formulas
from xlscore.books.msg.headings import LAST_TIMES
from xlscore.books.msg.history import append_positions, month_of, read_past
from xlscore.books.msg.inputs import MsgInputs, read, said_data_to
from xlscore.books.msg.leagues import plan_leagues
from xlscore.books.msg.register import append_aspirations
from xlscore.books.msg.stacked import find_stacks
from xlscore.books.msg.summary import plan_summary
from xlscore.books.msg.together import MsgTables, find_msg, report_disagreements
from xlscore.books.msg.trend import plan_trends
from xlscore.books.notes.beside import plan_caveats
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.plan.unread import report_missing
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key, said
from xlscore.ooxml.values.addresses import cell_address, parse_box
from xlscore.rules.exact import cell_number
from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import Policy
from xlscore.rules.positions.gaps import GapMove, gap_move
from xlscore.rules.positions.lists import boards_in
from xlscore.rules.positions.measure import MeasureInputs, MeasureResult, judge_measure
from xlscore.rules.positions.msg import AspirationStatus, Movement
from xlscore.rules.positions.typed import beyond_group
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.positions.update import shown_change
from xlscore.rules.problems import ExcelError
from xlscore.rules.series import month_name

__all__ = ["judge", "judged_from", "move_positions", "plan_msg", "update_msg"]

_FIELDS: Final = ("value", "position", "of", "to_average", "to_top_quartile", "status", "expected", "move")
"""What is worked out, in the order of the columns."""
_JUDGED: Final = ("status", "move")
"""What is worked out in every row, also from what is typed in it."""
_UPDATES: Final = frozenset({"narrative", "update", "commentary", "comment", "comments"})
"""The headings under which an update belongs; a rationale says why an aspiration was set."""


def update_msg(book: xw.Book, sheet: str | None = None) -> MsgPositions:
    """Return where the force stands in each measure, having filled the workbook's MSG table."""
    return carry_out(book, "msg", lambda planner: plan_msg(planner, sheet))


def plan_msg(planner: Planner, sheet: str | None = None) -> MsgPositions:
    """Return where the force stands in each measure, having planned what the MSG table lacks."""
    reader = Reader()
    inputs = read(planner, reader, sheet)
    report_missing(inputs.table, reader)
    results = judge(inputs, inputs.policy.policy)
    _report(results.values(), reader)
    _report_beyond(inputs, reader)
    worked_out = {r: found.position for r, found in results.items() if not found.typed and found.position}
    report_disagreements(inputs.tables, worked_out, planner, reader)
    _plan(inputs, results, planner, reader)
    plan_trends(planner, inputs.table, inputs.past)
    _tell_of_rows(inputs, planner, reader)
    found = MsgPositions(_measures(inputs, results), (), _unwritten(inputs, results))
    plan_summary(planner, inputs.table.sheet, found, reader)
    plan_leagues(planner, inputs, results, reader)
    return replace(found, problems=tuple(reader.problems))


def judge(inputs: MsgInputs, policy: Policy) -> dict[int, MeasureResult]:
    """Return where the force stands in the measure of each row."""
    return {row: judge_measure(measure, policy) for row, measure in inputs.rows.items()}


def judged_from(
    reading: Reading, sheet: str | None = None
) -> tuple[MsgInputs, dict[int, MeasureResult], MsgPositions]:
    """Return where the force stands in each measure with nothing planned, with the records that it was judged from and into."""
    reader = Reader()
    inputs = read(Planner(reading), reader, sheet)
    results = judge(inputs, inputs.policy.policy)
    _report(results.values(), reader)
    _report_beyond(inputs, reader)
    return inputs, results, MsgPositions(_measures(inputs, results), tuple(reader.problems))


def _plan(inputs: MsgInputs, results: Mapping[int, MeasureResult], planner: Planner, reader: Reader) -> None:
    """Plan every answer, a column that the table lacks included; what a person put there is only compared."""
    table = inputs.table
    answers = {row: _answers(inputs, row, result, planner) for row, result in results.items()}
    for name in _FIELDS if inputs.tables.stack is None else ():
        if any(of_row[name].value is not None for of_row in answers.values()):
            planner.column(table, name)
    for row, of_row in answers.items():
        for name, answer in of_row.items():
            if inputs.tables.stack is None or name in table.columns:
                planner.answer(table, row, name, answer, reader)
    if "gap_move" in table.columns:
        for row, result in results.items():
            planner.answer(table, row, "gap_move", Answer(_plain(_gap_move(inputs, row, result))), reader)
    if _has_updates(table):
        for row, result in results.items():
            # A suggestion: what a person wrote there stays, and may well say something else.
            planner.answer(table, row, "narrative", Answer(result.update or None), marked=True)
    for beside in inputs.beside:
        plan_caveats(planner, beside)


def _unwritten(inputs: MsgInputs, results: Mapping[int, MeasureResult]) -> tuple[str, ...]:
    """Return what of a table that gives each measure several rows is worked out and has no row to stand in."""
    if inputs.tables.stack is None:
        return ()
    table, told = inputs.table, list[str]()
    for row, result in results.items():
        unit = inputs.rows[row].unit
        found = {"to_average": shown_change(result.to_average, unit), "move": _plain(result.move)}
        if table.cell(row, "difference"):
            del found["to_average"]  # it is what the difference says
        if result.status is not AspirationStatus.NONE:
            found["status"] = _plain(result.status)
        lacking = {n: v for n, v in found.items() if v is not None and not table.cell(row, n)}
        if lacking:
            words = (f"{table.layout.heading(name)} {value}" for name, value in lacking.items())
            told.append(f"{inputs.rows[row].measure}: {', '.join(words)}")
    if not told:
        return ()
    return (
        f"Worked out and not written, for '{table.sheet}' has no row for it below the measure: {'; '.join(told)}.",
    )


def _tell_of_rows(inputs: MsgInputs, planner: Planner, reader: Reader) -> None:
    """Report what of tables that give each measure several rows is not read."""
    stack, table = inputs.tables.stack, inputs.table
    if stack is None:
        for other in find_stacks(planner.reading.blocks):
            if not other.covers(table):
                reader.at(
                    other.table.sheet, cell_address(other.table.top, other.table.first_column),
                    "Position, figure and average stand in rows of their own here, beside a table that has a row per measure: only that one is read.",
                    "Take one of the two out of this workbook.",
                )  # fmt: skip
        return
    lacks = [table.layout.heading(n) for n in ("position", "value", "average") if n not in table.columns]
    for row, column, words in stack.unread if lacks else ():
        reader.report(
            table, row, column, f"The row '{words}' holds figures and is not known: it may be {said(lacks, 'or')}.",
            f"Call it {said(lacks, 'or')}; the own force's name counts where it stands beside 'Own force'.",
        )  # fmt: skip
    for row, column in stack.nameless:
        what = f"'{shown(table.block.at(row, column))}' stands beside no measure's name."
        reader.report(table, row, column, what, "Write the measure's name beside its rows.")
    for row, (column, heading) in stack.elsewhere.items():
        reader.report(
            table, row, column,
            f"'{inputs.rows[row].measure}' has no figures here, where the others have their newest: those under '{heading}' are older and are not taken for it.",
            "Enter its figures, or N/A.",
        )  # fmt: skip


def _gap_move(inputs: MsgInputs, row: int, result: MeasureResult) -> GapMove | None:
    measure = inputs.rows[row]
    return gap_move(result.to_average, result.previous_to_average, measure.unit, measure.better.value)


def _has_updates(table: Table) -> bool:
    column = table.columns.get("narrative")
    return column is not None and column_key(shown(table.block.at(table.header, column))) in _UPDATES


def _answers(inputs: MsgInputs, row: int, result: MeasureResult, planner: Planner) -> dict[str, Answer]:
    """Return what each computed cell of a row will hold, by field."""
    table, measure = inputs.table, inputs.rows[row]
    # A row with a movement has a position: typed in a cell, or worked out in a column that is there or is being added.
    stands = measure.typed.position
    if stands is not None:
        position = stands.source
    else:
        column = planner.column(table, "position") if result.move is not None else table.first_column
        position = Source(table.sheet, cell_address(table.line(row, "position") or row, column))
    written = formulas(measure, result, inputs.policy, position)
    answers = {}
    for name in _FIELDS:
        is_ours = not result.typed or name in result.from_data or name in _JUDGED
        given = result if is_ours else result.by_data
        value = None if given is None else _plain(getattr(given, name))
        answers[name] = Answer(value, written.get(name, ""))
    if "to_average" in table.columns and result.typed and measure.typed.to_average is None:
        answers["to_average"] = Answer(_change(inputs, row, result, planner), written.get("to_average", ""))
    if "value" in written:
        answers["value"] = Answer(_held(measure, planner.reading), written["value"])
    if measure.aspiration.source is None and "status" not in table.columns:
        answers["status"] = Answer(None)
    return answers


def _change(inputs: MsgInputs, row: int, result: MeasureResult, planner: Planner) -> Any:
    """Return the change required as a cell takes it: in per cent as the paper prints it, where the figures are no such numbers."""
    away, change = inputs.rows[row].typed.from_average, result.to_average
    if (
        away is None
        or not isinstance(change, float)
        or away.native
        or not is_percentage(inputs.rows[row].unit)
    ):
        return change
    return shown_change(change, inputs.rows[row].unit)


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


def _report_beyond(inputs: MsgInputs, reader: Reader) -> None:
    for measure in inputs.rows.values():
        for reason in beyond_group(measure):
            if reason.source is not None:
                reader.at(reason.source.sheet, reason.source.cell, reason.what, reason.do)


def _measures(inputs: MsgInputs, results: Mapping[int, MeasureResult]) -> tuple[Measure, ...]:
    table = inputs.table
    themes = table.filled_down("theme") if "theme" in table.columns else {}
    return tuple(
        Measure(
            measure=inputs.rows[row].measure,
            theme=themes.get(row, "") or inputs.tables.text(row, "theme"),
            position=result.position,
            of=result.of,
            previous_position=result.previous_position,
            value=result.value,
            to_average=result.to_average,
            to_top_quartile=result.to_top_quartile,
            aspiration=inputs.tables.text(row, "aspiration") or _from_register(inputs, row),
            status=_plain(result.status),
            expected=_plain(result.expected),
            move=_plain(result.move),
            data_to=inputs.data_to[row],
            previous_to_average=result.previous_to_average,
            previous_to_top_quartile=result.previous_to_top_quartile,
            update=result.update,
            unit=inputs.rows[row].unit,
            higher_is_better=inputs.rows[row].better.value,
            source=inputs.tables.text(row, "source"),
            is_typed=result.typed,
            monitored_by=boards_in(inputs.boards[row]),
            gap_move=_plain(_gap_move(inputs, row, result)),
            course=inputs.register.of(inputs.rows[row].measure),
            caveats=result.caveats,
            history=tuple(
                (month_name(at), int(f.value)) for at, f in inputs.past.of(inputs.rows[row].measure)
            ),
        )
        for row, result in results.items()
    )


def _from_register(inputs: MsgInputs, row: int) -> str:
    current = inputs.register.of(inputs.rows[row].measure).current
    return "" if current is None else current.said


def _plain(answer: Any) -> Any:
    """Return an answer as a cell takes it: a word of a list as its text."""
    return answer.value if isinstance(answer, Enum) else answer


def move_positions(planner: Planner) -> None:
    """Plan each measure's position, value and gaps as its previous ones, so that the next figures show their movement."""
    tables = find_msg(planner.reading)
    if tables is None:
        return
    table = tables.table
    _append(planner, tables)
    if table.lines:
        return  # its next figures stand in a column or in rows of their own
    append_aspirations(planner, tables)
    for now, before in LAST_TIMES.items():
        if {now, before} <= table.columns.keys():
            for row in table.records:
                moved = _moved(table, row, now)
                if moved is not None:
                    planner.enter(table.sheet, row, table.columns[before], moved)
                    if now == "position":
                        _plan_unchanged(planner, table, row)


def _append(planner: Planner, tables: MsgTables) -> None:
    """Plan this quarter's positions behind the past ones, each under the month up to which its data go."""
    table = tables.table
    names = [table.text(row, "measure") for row in table.records]
    past = read_past(planner.reading, names, Reader(), tables.stack, own_periods=False)
    latest = []
    for row in table.records:
        month = month_of(said_data_to(tables, row))
        there, at = tables.place(row, "position")
        column, line = there.columns.get("position"), there.line(at, "position")
        position = None if line is None else Reader().number(there, line, column, position=True)
        if month is not None and position is not None and position.value.denominator == 1:
            latest.append((table.text(row, "measure"), month, int(position.value)))
    append_positions(planner, past, latest)
    plan_trends(planner, table, past)


def _plan_unchanged(planner: Planner, table: Table, row: int) -> None:
    """Plan the movement of a position that has just become the previous one; a person's own stays."""
    if planner.owner(table, row, "move") is Owner.OURS:
        formulas = planner.reading.formulas(table.sheet) or {}
        formula = formulas.get((row, table.columns["move"]), "")
        planner.answer(table, row, "move", Answer(Movement.UNCHANGED.value, formula))


def _moved(table: Table, row: int, name: str) -> Scalar:
    """Return what moves on of a cell, None for nothing: a position as its number, all else as it stands."""
    if name == "position":
        line = table.line(row, name) or row
        position = Reader().number(table, line, table.columns[name], position=True)
        return None if position is None else cell_number(position.value)
    value = table.value(row, name)
    return None if is_blank(value) or ExcelError.read(value) is not None else value
