"""The Policy sheet: the settings that a workbook carries, and how a live formula refers to each of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.formulas import cell, literal
from xlscore.books.tables.headings import (
    NAME_PREFIX,
    OVERALL_MATRIX,
    OWN_FORCE,
    OWN_FORCE_LABELS,
    POLICY,
    policy_name,
)
from xlscore.books.tables.labels import find_label
from xlscore.books.tables.table import Table, shown
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.policy import DEFAULT, SETTINGS, Policy, read_setting
from xlscore.rules.problems import PolicyError
from xlscore.rules.threats.classes import Level
from xlscore.rules.words import key

__all__ = ["BookPolicy", "is_matrix", "is_policy", "read_policy"]

_OF_THE_FORCE: Final = frozenset(key(label.rstrip(":")) for label in OWN_FORCE_LABELS)


@dataclass(frozen=True)
class BookPolicy:
    """The policy that holds in a workbook, the own force's name, and the cells that say so."""

    policy: Policy = DEFAULT
    own_force: str = ""
    cells: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    matrix: tuple[str, int, int] | None = None
    """Sheet, row and column of the overall matrix's first answer (threat Low, impact Low)."""

    def has(self, setting: str) -> bool:
        """Return whether the workbook says a setting itself."""
        return setting in self.cells or policy_name(setting) in self.names

    def refer(self, setting: str, here: str) -> str:
        """Return how a formula on the sheet `here` refers to a setting: its name, its cell, or the value."""
        name = policy_name(setting)
        if name in self.names:
            return name
        if setting in self.cells:
            sheet, row, column = self.cells[setting]
            text = cell(sheet, row, column, here)
            return text if "!" in text else cell_address(row, column, absolute=True)
        return literal(getattr(self.policy, setting))


def read_policy(reading: Reading, reader: Reader) -> BookPolicy:
    """Return the policy of a workbook; a setting that it lacks is as published, one that cannot hold is a problem."""
    table = find_one(reading.blocks, POLICY, is_policy)
    policy, cells = DEFAULT, dict[str, tuple[str, int, int]]()
    if table is not None:
        policy, cells = _settings(table, reader)
    matrix = find_one(reading.blocks, OVERALL_MATRIX, is_matrix)
    place = None
    if matrix is not None:
        policy, place = _matrix(matrix, policy, reader)
    own = _own_force(reading, table)
    names = frozenset(name for name in reading.names if name.startswith(NAME_PREFIX))
    if own is not None:
        cells["own_force"] = own[1:]
    return BookPolicy(policy, own[0] if own else "", cells, names, place)


def is_policy(table: Table) -> bool:
    """Return whether a table of settings has one of ours."""
    labels = {key(setting.label) for setting in SETTINGS} | {key(setting.field) for setting in SETTINGS}
    return any(key(table.text(row, "setting")) in labels for row in table.records)


def is_matrix(table: Table) -> bool:
    """Return whether a table has a row for each level of threat, in order."""
    return [key(table.text(row, "threat")) for row in table.records[:3]] == [
        key(level.value) for level in Level
    ]


def _settings(table: Table, reader: Reader) -> tuple[Policy, dict[str, tuple[str, int, int]]]:
    policy, cells = DEFAULT, dict[str, tuple[str, int, int]]()
    column = table.columns["value"]
    for row in table.records:
        wanted = key(table.text(row, "setting"))
        setting = next((s for s in SETTINGS if wanted in (key(s.label), key(s.field))), None)
        typed = table.value(row, "value")
        if setting is None and wanted not in _OF_THE_FORCE and not table.block.is_blank(row, column):
            _report_unknown(table, row, reader)
        if setting is None or table.block.is_blank(row, column) or reader.awaits(table, row, column):
            continue
        if setting.choices:
            typed = shown(typed)
        elif isinstance(typed, str):
            number = reader.number(table, row, column)
            typed = float(number.value) if number is not None else typed
        try:
            policy = policy.with_setting(setting.field, read_setting(setting, typed))
        except PolicyError as error:
            reader.report(
                table,
                row,
                column,
                error.sentence,
                f"Correct it; until then it is {getattr(DEFAULT, setting.field)}.",
            )
        else:
            cells[setting.field] = (table.sheet, row, column)
    return policy, cells


def _report_unknown(table: Table, row: int, reader: Reader) -> None:
    """Report a row of the Policy that is no setting of ours: whoever typed it takes it for one that counts."""
    name = table.text(row, "setting")
    labels = {key(setting.label): setting.label for setting in SETTINGS} | {key(OWN_FORCE): OWN_FORCE}
    like = get_close_matches(key(name), labels, 1)
    do = (
        f"Spell it '{labels[like[0]]}', if it is that"
        if like
        else "See the settings on the Policy sheet of a new workbook"
    )
    reader.report(
        table, row, table.columns["setting"],
        f"'{name}' is no setting of the Policy, so it changes nothing.", f"{do}; else take the row out of the table.",
    )  # fmt: skip


def _matrix(table: Table, policy: Policy, reader: Reader) -> tuple[Policy, tuple[str, int, int] | None]:
    rows = table.records[:3]
    words = tuple(
        tuple(table.text(row, impact).capitalize() for impact in ("low", "medium", "high")) for row in rows
    )
    columns = [table.columns[impact] for impact in ("low", "medium", "high")]
    try:
        policy = policy.with_setting("overall_matrix", words)
    except PolicyError as error:
        reader.report(
            table, rows[0], columns[0], error.sentence, "Correct it; until then it is as published."
        )
        return policy, None
    together = rows[2] - rows[0] == 2 and columns == list(range(columns[0], columns[0] + 3))
    return policy, (table.sheet, rows[0], columns[0]) if together else None


def _own_force(reading: Reading, table: Table | None) -> tuple[str, str, int, int] | None:
    if table is not None:
        for row in table.records:
            if key(table.text(row, "setting")) == key(OWN_FORCE) and table.text(row, "value"):
                return table.text(row, "value"), table.sheet, row, table.columns["value"]
    found = find_label(reading.blocks, OWN_FORCE_LABELS)
    return None if found is None else (found.text, found.sheet, found.row, found.column)
