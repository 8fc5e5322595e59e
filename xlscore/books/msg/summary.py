"""The summary of the MSG positions on a sheet: which measures meet their aspiration, which board monitors which.

It is filled where the workbook has it, by its headings on any sheet, and made where a measure has a board. Rows are found by
what they sum up, so that a note beside one stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from xlscore.books.msg.answer import MsgPositions
from xlscore.books.msg.headings import MSG_SUMMARY
from xlscore.books.plan.own_rows import plan_new_table, rows_by_keys, update_rows, with_all_rows
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.rules.positions.gaps import GapMove
from xlscore.rules.positions.lists import in_groups
from xlscore.rules.positions.msg import AspirationStatus, Movement
from xlscore.rules.words import key

__all__ = ["plan_summary"]

_WIDTHS: Final = (46, 9, 110)
_BOARD, _SOURCE = "Monitored by ", "Source: "
_NO_BOARD: Final = "Monitored by no board"
_STATUS: Final = {
    AspirationStatus.MET: "Aspiration met or exceeded",
    AspirationStatus.BELOW: "Below aspiration",
    AspirationStatus.NONE: "No aspiration",
}


def plan_summary(planner: Planner, beside: str, found: MsgPositions, reader: Reader) -> None:
    """Plan the summary's rows where the workbook has its table, or where there are boards to be listed."""
    table = find_one(planner.reading.blocks, MSG_SUMMARY)
    table = None if table is None else with_all_rows(table, ("line",))
    rows = [dict(zip(("line", "number", "measures"), row, strict=True)) for row in _rows(found)]
    if table is None:
        if found.boards:
            plan_new_table(planner, MSG_SUMMARY, MSG_SUMMARY.sheet, _WIDTHS, rows, beside)
        return
    now = {key(row["line"]) for row in rows}
    gone = [row for (line,), row in rows_by_keys(table).items() if line not in now and _may_be_ours(line)]
    update_rows(planner, table, rows, gone, reader)


def _may_be_ours(line: str) -> bool:
    fixed = {
        *_STATUS.values(),
        *map(_moved, Movement),
        *map(_gap, GapMove),
        "Aspirations in the register",
        "Notes",
    }
    return line.startswith((key(_BOARD), key(_SOURCE))) or line in set(map(key, fixed))


def _moved(move: Movement) -> str:
    return f"Position {move.value.lower()}"


def _gap(move: GapMove) -> str:
    return f"Gap to the MSG average: {move.value.lower()}"


def _rows(found: MsgPositions) -> Iterable[tuple[Any, ...]]:
    measures = found.measures
    yield from (_listed(_STATUS[status], found.listed[status.value]) for status in AspirationStatus)
    for move in Movement:
        yield _listed(_moved(move), [m.measure for m in measures if m.move == move])
    for gap in GapMove:
        if found.gap_moves[gap.value]:
            yield _listed(_gap(gap), [m.measure for m in measures if m.gap_move == gap])
    for source, names in in_groups((m.measure, [m.source] if m.source else []) for m in measures).items():
        yield _listed(f"{_SOURCE}{source}", names)
    for board, names in found.boards.items():
        yield _listed(f"{_BOARD}{board}", names)
    if found.without_board:
        yield _listed(_NO_BOARD, found.without_board)
    if found.courses:
        yield "Aspirations in the register", len(found.courses), " ".join(found.courses)
    if found.notes:
        yield "Notes", None, " ".join(found.notes)


def _listed(line: str, names: Iterable[str]) -> tuple[str, int, str]:
    listed = list(names)
    return line, len(listed), "; ".join(listed)
