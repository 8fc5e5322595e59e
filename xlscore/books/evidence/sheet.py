"""The table of evidence in the force's workbook: which commands have evidence for which area, and keeping what returns say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.evidence.headings import EVIDENCE
from xlscore.books.plan.edits import NewSheet
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.rules.force.evidence import EvidenceKind, ReturnedEvidence
from xlscore.rules.words import key, name_key

__all__ = ["EvidenceSheet", "end_evidence", "keep_evidence", "read_evidence"]

_WIDTHS: Final = (36, 16, 12, 90, 14)

Mark = tuple[str, str, str, str]
"""Area, command, kind and cycle, as names are compared."""


@dataclass(frozen=True)
class EvidenceSheet:
    """The table of evidence, None where there is none, and the cycle that is graded."""

    table: Table | None
    cycle: str = ""

    @property
    def rows(self) -> dict[Mark, int]:
        """Return the rows by what they are evidence of."""
        table = self.table
        if table is None:
            return {}
        names = {name: table.filled_down(name) for name in ("area", "command")}
        return {
            _mark(names["area"][row], names["command"][row], table.text(row, "kind"), table.text(row, "cycle")): row
            for row in table.records
        }  # fmt: skip

    @property
    def having(self) -> Mapping[str, frozenset[str]]:
        """Return the commands that have evidence for each area in this cycle, as names are compared."""
        found: dict[str, set[str]] = {}
        for (area, command, _, cycle), row in self.rows.items():
            if cycle in ("", key(self.cycle)) and self.table is not None and self.table.text(row, "text"):
                found.setdefault(area, set()).add(command)
        return {area: frozenset(commands) for area, commands in found.items()}


def read_evidence(reading: Reading, cycle: str) -> EvidenceSheet:
    """Return the workbook's evidence; a row without a cycle is of the one that is graded."""
    return EvidenceSheet(find_one(reading.blocks, EVIDENCE), cycle)


def _mark(area: str, command: str, kind: str, cycle: str) -> Mark:
    return name_key(area), name_key(command), key(kind), key(cycle)


def keep_evidence(
    sheet: EvidenceSheet,
    returned: Mapping[str, Sequence[ReturnedEvidence]],
    areas: Iterable[str],
    planner: Planner,
    reader: Reader,
    after: str,
) -> None:
    """Plan the rows of the commands that returned: new ones in the order of the grid, ours as the return says now.

    What a person typed stays, and is a problem where the return says otherwise. A row of ours of which the return says
    nothing any more is emptied.
    """
    wanted = _wanted(returned, areas, sheet.cycle)
    rows, table = sheet.rows, sheet.table
    if table is not None:
        commands = {name_key(command) for command in returned}
        for mark, row in rows.items():
            if mark[1] in commands and mark[3] == key(sheet.cycle):
                _refresh(planner, table, row, wanted.get(mark), reader)
    new = [row for mark, row in wanted.items() if mark not in rows]
    if not new:
        return
    if table is None:
        name, line = planner.free_name(EVIDENCE.sheet), 2
        planner.add_sheet(NewSheet(name, EVIDENCE.headings, _WIDTHS, after))
        columns = {column.field: number for number, column in enumerate(EVIDENCE.columns, 1)}
    else:
        name, line = table.sheet, max(table.records, default=table.header) + 1
        columns = {column.field: planner.column(table, column.field) for column in EVIDENCE.columns}
    for offset, (area, command, kind, text, _) in enumerate(new):
        values = {
            "area": area,
            "command": command,
            "kind": kind.value,
            "text": text,
            "cycle": sheet.cycle or None,
        }
        planner.add_row(EVIDENCE, name, line + offset, columns, values)


_Row = tuple[str, str, EvidenceKind, str, str]
"""A row to keep: area, command, kind, text, and where the return says so."""


def _wanted(
    returned: Mapping[str, Sequence[ReturnedEvidence]], areas: Iterable[str], cycle: str
) -> dict[Mark, _Row]:
    """Return the rows to keep in the order of the grid; what a return says twice of an area stands in one row."""
    found: dict[Mark, _Row] = {}
    for area in areas:
        for command, pieces in returned.items():
            for piece in pieces:
                if name_key(piece.area) != name_key(area):
                    continue
                mark = _mark(area, command, piece.kind, cycle)
                before = found.get(mark)
                text = piece.text if before is None else f"{before[3]}\n{piece.text}"
                found[mark] = area, command, piece.kind, text, piece.source.place
    return found


def _refresh(planner: Planner, table: Table, row: int, wanted: _Row | None, reader: Reader) -> None:
    text = None if wanted is None else wanted[3]
    if planner.owner(table, row, "text") is not Owner.PERSON:
        planner.answer(table, row, "text", Answer(text))
    elif wanted is not None and name_key(table.text(row, "text")) != name_key(wanted[3]):
        reader.at(
            table.sheet, table.cell(row, "text"),
            f"The text was typed here, and the return of {wanted[1]} says otherwise ({wanted[4]}).",
            "Correct the one that is wrong; the typed text is kept.",
        )  # fmt: skip


def end_evidence(planner: Planner, cycle: str) -> None:
    """Plan the name of the cycle that ends into the rows of evidence that name none: they stay, as that cycle's."""
    table = read_evidence(planner.reading, cycle).table
    if table is None:
        return
    for row in table.records:
        if not table.text(row, "cycle"):
            planner.enter(table.sheet, row, planner.column(table, "cycle"), cycle)
