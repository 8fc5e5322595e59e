"""The MSG data: a row per force, a column per measure, the counts behind them, the population."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlscore.books.plan.live import Ref, cell_ref, constant, range_ref
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table, find_one
from xlscore.books.tables.formulas import cell
from xlscore.books.tables.headings import MSG_BASE, MSG_COUNT, MSG_DATA, policy_name
from xlscore.books.tables.policy import BookPolicy
from xlscore.books.tables.vocabulary import column_key
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import RuleError
from xlscore.rules.words import find_name, name_key

__all__ = ["MsgData", "own_force_ref", "read_msg_data"]


@dataclass(frozen=True)
class MsgData:
    """The table of MSG data with the own force's row in it (None: not there)."""

    table: Table
    own_row: int | None

    @property
    def _rows(self) -> tuple[int, int]:
        return min(self.table.records), max(self.table.records)

    def column_of(self, measure: str, kind: str = "") -> int | None:
        """Return the column of a measure's values, or of their "count" or "base"."""
        wanted = f"{measure} {kind}".strip()
        for same in (name_key, lambda text: name_key(column_key(text))) if not kind else (name_key,):
            hits = [c for c, heading in self.table.others.items() if same(heading) == same(wanted)]
            if hits:
                return hits[0]
        return None

    def forces(self, here: str) -> Ref:
        """Return the names of the forces as an argument of a formula."""
        return self._range(self.table.columns["force"], here)

    def values(self, column: int, here: str) -> Ref:
        """Return a column's values as an argument of a formula."""
        return self._range(column, here)

    def counts(self, measure: str, here: str) -> tuple[Ref, Ref] | None:
        """Return a measure's counts and what they are out of; without a base of their own, the populations."""
        count, base = self.column_of(measure, MSG_COUNT), self.column_of(measure, MSG_BASE)
        base = base if base is not None else self.table.columns.get("population")
        if count is None or base is None:
            return None
        return self._range(count, here), self._range(base, here)

    def own(self, column: int, here: str, force: Ref) -> Ref | None:
        """Return the own force's value in a column, looked up by its name where the names are alike to the letter."""
        if self.own_row is None:
            return None
        value = self.table.block.at(self.own_row, column)
        name = self.table.value(self.own_row, "force")
        if str(name).casefold() != str(force.value).casefold():
            return cell_ref(self.table.block, self.own_row, column, here)
        lookup = f"INDEX({self.values(column, here).text},MATCH({force.text},{self.forces(here).text},0))"
        return Ref(lookup, value)

    def _range(self, column: int, here: str) -> Ref:
        return range_ref(self.table.block, self._rows, (column, column), here)


def own_force_ref(policy: BookPolicy, here: str) -> Ref:
    """Return the own force's name as an argument: its name in the workbook, its cell, or the text."""
    name = policy_name("own_force")
    if name in policy.names:
        return Ref(name, policy.own_force)
    if "own_force" in policy.cells:
        sheet, row, column = policy.cells["own_force"]
        return Ref(cell(sheet, row, column, here), policy.own_force)
    return constant(policy.own_force)


def read_msg_data(
    reading: Reading, reader: Reader, policy: BookPolicy, measures: Sequence[str]
) -> MsgData | None:
    """Return the workbook's MSG data, None where it has none; an own force that is not in it is a problem."""
    wanted = {name_key(measure) for measure in measures} | {name_key(column_key(m)) for m in measures}

    def is_data(table: Table) -> bool:
        headings = [h for heading in table.others.values() for h in (heading, column_key(heading))]
        return bool(table.records) and any(name_key(heading) in wanted for heading in headings)

    table = find_one(reading.blocks, MSG_DATA, is_data)
    if table is None:
        return None
    own_row = _own_row(table, policy, reader)
    _report_gaps(table, wanted, reader)
    return MsgData(table, own_row)


def _own_row(table: Table, policy: BookPolicy, reader: Reader) -> int | None:
    if not policy.own_force:
        reader.at(
            table.sheet, cell_address(table.header, table.columns["force"]),
            "The workbook does not say which of these forces is your own.",
            "Write its name on the Policy sheet, beside 'Own force'.",
        )  # fmt: skip
        return None
    names = [table.text(row, "force") for row in table.records]
    try:
        return table.records[find_name(policy.own_force, names, "force")]
    except RuleError as error:
        sheet, row, column = policy.cells["own_force"]
        reader.at(
            sheet, cell_address(row, column),
            f"{error.what.removesuffix('.')} (the forces on '{table.sheet}').",
            f"Spell it as on '{table.sheet}', or add the force's row there.",
        )  # fmt: skip
        return None


def _report_gaps(table: Table, wanted: set[str], reader: Reader) -> None:
    seen: dict[str, str] = {}
    for row in table.records:
        mark = name_key(table.text(row, "force"))
        if mark in seen:
            reader.report(
                table, row, table.columns["force"],
                f"The force '{table.text(row, 'force')}' is there twice, first in {seen[mark]}.", "Keep one row of it.",
            )  # fmt: skip
        seen.setdefault(mark, table.cell(row, "force"))
    for column, heading in table.others.items():
        if name_key(heading) not in wanted and name_key(column_key(heading)) not in wanted:
            continue
        if all(is_blank(table.block.at(row, column)) for row in table.records):
            continue
        for row in table.records:
            if is_blank(table.block.at(row, column)):
                reader.report(
                    table, row, column,
                    f"{table.text(row, 'force')} has no value for '{heading}', so it does not take part.",
                    "Enter the value, or N/A where there is none.",
                )  # fmt: skip
            else:
                reader.number(table, row, column)
