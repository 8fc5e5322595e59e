"""The table of evidence in the force's workbook: what each row is evidence of, and which commands have any for an area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlscore.books.evidence.headings import EVIDENCE
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table, shown
from xlscore.rules.figures import Source
from xlscore.rules.force.evidence import EvidenceKind, is_evidence
from xlscore.rules.words import key, name_key

__all__ = [
    "EvidenceSheet",
    "KeptEvidence",
    "Mark",
    "end_evidence",
    "mark_of",
    "read_evidence",
    "report_evidence",
]

Mark = tuple[str, str, str, str]
"""Area, command, kind and cycle, as names are compared."""


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """What a command says for an area: the kind of evidence, and its text."""

    command: str
    kind: str
    text: str
    source: Source | None = None

    def as_dict(self) -> dict[str, str]:
        """Return the record as the command line's JSON prints it."""
        return {"command": self.command, "kind": self.kind, "text": self.text}


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
            mark_of(names["area"][row], names["command"][row], table.text(row, "kind"), table.text(row, "cycle")): row
            for row in table.records
        }  # fmt: skip

    @property
    def having(self) -> Mapping[str, frozenset[str]]:
        """Return the commands that have evidence for each area in this cycle, as names are compared."""
        found: dict[str, set[str]] = {}
        beside = {key(kind.value) for kind in EvidenceKind if not kind.is_for_the_grade}
        for (area, command, kind, cycle), row in self.rows.items():
            said = "" if self.table is None else self.table.text(row, "text")
            if cycle in ("", key(self.cycle)) and kind not in beside and is_evidence(said):
                found.setdefault(area, set()).add(command)
        return {area: frozenset(commands) for area, commands in found.items()}

    @property
    def pieces(self) -> Mapping[str, tuple[KeptEvidence, ...]]:
        """Return what is said for each area in this cycle, by its name as names are compared, in the order of the rows."""
        table, found = self.table, dict[str, tuple[KeptEvidence, ...]]()
        if table is None:
            return found
        names = {name: table.filled_down(name) for name in ("area", "command")}
        for row in table.records:
            cycle, text = table.text(row, "cycle"), table.value(row, "text")
            if key(cycle) in ("", key(self.cycle)) and is_evidence(shown(text)):
                at = Source(table.sheet, table.cell(row, "text"))
                piece = KeptEvidence(names["command"][row], table.text(row, "kind"), str(text).strip(), at)
                mark = name_key(names["area"][row])
                found[mark] = (*found.get(mark, ()), piece)
        return found


def report_evidence(sheet: EvidenceSheet, reader: Reader) -> None:
    """Report the rows that are evidence of the same as another: which of them counts nobody can say."""
    table = sheet.table
    if table is None:
        return
    names = {name: table.filled_down(name) for name in ("area", "command")}
    called = {
        row: f"{table.text(row, 'kind') or 'Evidence'} of {names['command'][row]} for '{names['area'][row]}'"
        for row in table.records
    }
    reader.twins(table, {row: table.row_key(row) for row in table.records}, "area", called)


def read_evidence(reading: Reading, cycle: str) -> EvidenceSheet:
    """Return the workbook's evidence; a row without a cycle is of the one that is graded."""
    return EvidenceSheet(find_one(reading.blocks, EVIDENCE), cycle)


def mark_of(area: str, command: str, kind: str, cycle: str) -> Mark:
    """Return what a row is evidence of, however its names are spelt."""
    return name_key(area), name_key(command), key(kind), key(cycle)


def end_evidence(planner: Planner, cycle: str) -> None:
    """Plan the name of the cycle that ends into the rows of evidence that name none: they stay, as that cycle's."""
    table = read_evidence(planner.reading, cycle).table
    if table is None:
        return
    for row in table.records:
        if not table.text(row, "cycle"):
            planner.enter(table.sheet, row, planner.column(table, "cycle"), cycle)
