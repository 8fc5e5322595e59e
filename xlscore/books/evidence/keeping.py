"""Keeping what commands' returns say for their grades on the Evidence sheet, in the order of the grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.evidence.headings import EVIDENCE
from xlscore.books.evidence.sheet import EvidenceSheet, Mark, mark_of
from xlscore.books.plan.edits import NewSheet
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.rules.force.evidence import EvidenceKind, ReturnedEvidence
from xlscore.rules.words import key, name_key

__all__ = ["GridOrder", "keep_evidence"]

_WIDTHS: Final = (36, 16, 15, 90, 14)
_KINDS: Final = tuple(key(kind.value) for kind in EvidenceKind)


@dataclass(frozen=True, slots=True)
class GridOrder:
    """The grid's areas and commands in their order, and the sheet that it stands on."""

    areas: tuple[str, ...]
    commands: tuple[str, ...]
    sheet: str

    def place(self, mark: Mark) -> tuple[int, int, int]:
        """Return where a row stands among the others; what the grid does not know stands last."""
        area, command, kind, _ = mark
        return (
            _place(area, [name_key(name) for name in self.areas]),
            _place(command, [name_key(name) for name in self.commands]),
            _place(kind, _KINDS),
        )


def _place(name: str, names: Sequence[str]) -> int:
    return names.index(name) if name in names else len(names)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to keep, and where the return says so, "" for one that stands already."""

    area: str
    command: str
    kind: str
    text: str
    cycle: str
    place: str = ""


def keep_evidence(
    sheet: EvidenceSheet,
    returned: Mapping[str, Sequence[ReturnedEvidence]],
    order: GridOrder,
    planner: Planner,
    reader: Reader,
) -> None:
    """Plan the rows of the commands that returned as their returns say now.

    As long as the cycle's rows are all ours, they stand in the order of the grid, and what a return says no longer goes.
    Where somebody typed among them no row moves: new ones come below, what a return says no longer is emptied, and a typed
    text stays, which is a problem where the return says otherwise.
    """
    wanted, table = _wanted(returned, order, sheet.cycle), sheet.table
    if table is None:
        if wanted:
            name = planner.free_name(EVIDENCE.sheet)
            planner.add_sheet(NewSheet(name, EVIDENCE.headings, _WIDTHS, order.sheet))
            columns = {column.field: number for number, column in enumerate(EVIDENCE.columns, 1)}
            _add(planner, name, columns, wanted.values(), range(2, 2 + len(wanted)))
        return
    current = {mark: row for mark, row in sheet.rows.items() if mark[3] == key(sheet.cycle)}
    if all(_is_ours(planner, table, row) for row in current.values()):
        _put_in_order(planner, table, current, wanted, order, {name_key(command) for command in returned})
        return
    for mark, row in current.items():
        if mark[1] in {name_key(command) for command in returned}:
            _refresh(planner, table, row, wanted.get(mark), reader)
    new = [row for mark, row in wanted.items() if mark not in current]
    _add(planner, table.sheet, _columns(planner, table, new), new, _below(table, len(new)))


def _wanted(
    returned: Mapping[str, Sequence[ReturnedEvidence]], order: GridOrder, cycle: str
) -> dict[Mark, _Row]:
    """Return the rows of the returns in the order of the grid; what one says twice of an area stands in one row."""
    found: dict[Mark, _Row] = {}
    spelt = {name_key(area): area for area in order.areas}
    for command, pieces in returned.items():
        for piece in pieces:
            area = spelt.get(name_key(piece.area))
            if area is None:
                continue
            mark = mark_of(area, command, piece.kind, cycle)
            text = f"{found[mark].text}\n{piece.text}" if mark in found else piece.text
            found[mark] = _Row(area, command, piece.kind.value, text, cycle, piece.source.place)
    return dict(sorted(found.items(), key=lambda item: order.place(item[0])))


def _is_ours(planner: Planner, table: Table, row: int) -> bool:
    """Return whether a row is as we wrote it, with nothing of a person's beside it."""
    alone = all(is_blank(table.block.at(row, column)) for column in table.others)
    computed = any(planner.has_formula(table.sheet, row, column) for column in table.columns.values())
    return alone and not computed and planner.owner(table, row, "text") is Owner.OURS


def _put_in_order(
    planner: Planner,
    table: Table,
    current: Mapping[Mark, int],
    wanted: Mapping[Mark, _Row],
    order: GridOrder,
    returned: set[str],
) -> None:
    stay = {mark: row for mark, row in current.items() if mark[1] not in returned}
    rows = {mark: _standing(table, row) for mark, row in stay.items()} | dict(wanted)
    in_order = sorted(rows, key=order.place)
    lines = sorted(current.values())
    lines += _below(table, len(in_order) - len(lines))
    for mark, row in current.items():
        if mark not in rows:
            planner.forget(table, row, "text")
    _add(
        planner,
        table.sheet,
        _columns(planner, table, in_order),
        [rows[mark] for mark in in_order],
        lines[: len(in_order)],
    )
    for line in lines[len(in_order) :]:
        for column in table.columns.values():
            planner.enter(table.sheet, line, column, None)


def _standing(table: Table, row: int) -> _Row:
    area, command = (table.filled_down(name)[row] for name in ("area", "command"))
    return _Row(
        area, command, table.text(row, "kind"), str(table.value(row, "text")), table.text(row, "cycle")
    )


def _refresh(planner: Planner, table: Table, row: int, wanted: _Row | None, reader: Reader) -> None:
    if planner.owner(table, row, "text") is not Owner.PERSON:
        planner.answer(table, row, "text", Answer(None if wanted is None else wanted.text))
    elif wanted is not None and name_key(table.text(row, "text")) != name_key(wanted.text):
        reader.at(
            table.sheet, table.cell(row, "text"),
            f"The text was typed here, and the return of {wanted.command} says otherwise ({wanted.place}).",
            "Correct the one that is wrong; the typed text is kept.",
        )  # fmt: skip


def _columns(planner: Planner, table: Table, rows: Sequence[object]) -> Mapping[str, int]:
    """Return the table's columns; one that it lacks is added where there is a row to write."""
    return {column.field: planner.column(table, column.field) for column in EVIDENCE.columns} if rows else {}


def _below(table: Table, number: int) -> range:
    end = max(table.records, default=table.header) + 1
    return range(end, end + max(number, 0))


def _add(
    planner: Planner, sheet: str, columns: Mapping[str, int], rows: Iterable[_Row], lines: Iterable[int]
) -> None:
    for row, line in zip(rows, lines, strict=True):
        values = {
            "area": row.area,
            "command": row.command,
            "kind": row.kind,
            "text": row.text,
            "cycle": row.cycle or None,
        }
        planner.add_row(EVIDENCE, sheet, line, columns, values)
