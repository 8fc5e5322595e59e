"""The Changes sheet: each area's grade last cycle and this, and what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlscore.books.plan.edits import Edits
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import Table, find_one
from xlscore.books.tables.headings import CHANGES, RATIONALES
from xlscore.books.tables.vocabulary import column_key
from xlscore.rules.area_grades import AreaChange, TypedGrade
from xlscore.rules.figures import Source
from xlscore.rules.grades import Grade, Scale, grade_name
from xlscore.rules.words import name_key

__all__ = ["ChangesTable", "plan_changes", "read_changes", "read_rationales"]


@dataclass(frozen=True)
class ChangesTable:
    """The table of changes: last cycle's grade and the rationale by area, and each area's row."""

    table: Table
    previous: Mapping[str, TypedGrade]
    typed: Mapping[str, Grade | None]
    rationale: Mapping[str, str]
    rows: Mapping[str, int]

    @property
    def is_ours(self) -> bool:
        """Return whether "This cycle" is the product's to fill: headed as in the templates."""
        column = self.table.columns["current"]
        return column_key(str(self.table.block.at(self.table.header, column))) == column_key(
            CHANGES.heading("current")
        )


def read_changes(reading: Reading, reader: Reader, scale: Scale) -> ChangesTable | None:
    """Return the table of changes, None where the workbook has none."""
    table = find_one(reading.blocks, CHANGES)
    if table is None:
        return None
    previous: dict[str, TypedGrade] = {}
    typed: dict[str, Grade | None] = {}
    rationale, rows = {}, {}
    keys = {row: name_key(table.text(row, "area")) for row in table.records}
    twins = reader.twins(table, keys, "area")
    for row, mark in keys.items():
        if row in twins:
            continue
        rows[mark] = row
        previous[mark] = _previous(table, row, reader, scale)
        typed[mark], _ = reader.grade(table, row, table.columns["current"], scale)
        rationale[mark] = reader.text(table, row, "rationale")
    return ChangesTable(table, previous, typed, rationale, rows)


def _previous(table: Table, row: int, reader: Reader, scale: Scale) -> TypedGrade:
    grade, readable = reader.grade(table, row, table.columns["previous"], scale)
    source = Source(table.sheet, table.cell(row, "previous"))
    return TypedGrade(
        grade, source, is_entered=not is_blank(table.value(row, "previous")), is_readable=readable
    )


def read_rationales(reading: Reading, changes: ChangesTable | None) -> dict[str, str]:
    """Return each area's rationale as the table of changes has it, else a list of rationales of its own."""
    table = find_one(reading.blocks, RATIONALES, _is_list)
    found = (
        {}
        if table is None
        else {name_key(table.text(r, "area")): table.text(r, "rationale") for r in table.records}
    )
    return found | ({mark: text for mark, text in changes.rationale.items() if text} if changes else {})


def _is_list(table: Table) -> bool:
    return not table.others


def plan_changes(changes: ChangesTable, areas: Sequence[AreaChange], edits: Edits, reader: Reader) -> None:
    """Plan this cycle's grade and the change for each area; areas that the table lacks are added below it."""
    table, column = changes.table, changes.table.columns["current"]
    change_column = edits.column(table, "change") if changes.is_ours else table.columns.get("change")
    below = max(table.records, default=table.header) + 1
    for area in areas:
        mark = name_key(area.area)
        row = changes.rows.get(mark)
        if row is None:
            if not changes.is_ours or not _is_free(table, below):
                continue
            row, below = below, below + 1
            edits.put(table.sheet, row, table.columns["area"], area.area)
        _plan_current(changes, area, row, column, edits, reader)
        if change_column is not None and (changes.is_ours or is_blank(table.block.at(row, change_column))):
            edits.put(table.sheet, row, change_column, area.change.value)
    _report_strangers(changes, areas, reader)


def _is_free(table: Table, row: int) -> bool:
    columns = range(table.first_column, table.last_column + 1)
    return all(is_blank(table.block.at(line, c)) for line in (row, row + 1) for c in columns)


def _plan_current(
    changes: ChangesTable, area: AreaChange, row: int, column: int, edits: Edits, reader: Reader
) -> None:
    table, mark = changes.table, name_key(area.area)
    here = table.block.at(row, column)
    if not is_blank(here) and changes.typed.get(mark) == area.current and mark in changes.rows:
        return  # the same grade in other words
    if changes.is_ours or is_blank(here):
        edits.put(table.sheet, row, column, grade_name(area.current))
    else:
        reader.report(
            table, row, column,
            f"'{area.area}' is {grade_name(changes.typed[mark])} here and {grade_name(area.current)} in the grid.",
            "Correct the one that is wrong.",
        )  # fmt: skip


def _report_strangers(changes: ChangesTable, areas: Sequence[AreaChange], reader: Reader) -> None:
    known = {name_key(area.area) for area in areas}
    for mark, row in changes.rows.items():
        if mark not in known:
            table = changes.table
            reader.report(
                table, row, table.columns["area"],
                f"The area '{table.text(row, 'area')}' is not in the grid.", "Check its spelling, or take the row out.",
            )  # fmt: skip
