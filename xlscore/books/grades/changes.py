"""The Changes sheet: each area's grade last cycle and this, and what has changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlscore.books.grades.grid.columns import is_of_changes
from xlscore.books.grades.headings import CHANGES, RATIONALES
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import Source
from xlscore.rules.force.area_change import AreaChange
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import GradeChange, Scale, grade_name
from xlscore.rules.words import key, name_key

__all__ = [
    "ChangesTable",
    "is_changes",
    "is_free",
    "is_list",
    "plan_changes",
    "read_changes",
    "read_rationales",
]

_WORDS: Final = frozenset(key(change.value) for change in GradeChange)


@dataclass(frozen=True)
class ChangesTable:
    """The table of changes: last cycle's grade, this cycle's as typed and the rationale by area, and each area's row."""

    table: Table
    previous: Mapping[str, TypedGrade]
    typed: Mapping[str, TypedGrade]
    rationale: Mapping[str, str]
    rows: Mapping[str, int]

    @property
    def is_ours(self) -> bool:
        """Return whether "This cycle" is the product's to fill: headed as in the templates."""
        column = self.table.columns["current"]
        return column_key(str(self.table.block.at(self.table.header, column))) == column_key(
            CHANGES.heading("current")
        )


def read_changes(planner: Planner, reader: Reader, scale: Scale) -> ChangesTable | None:
    """Return the table of changes, None where the workbook has none."""
    table = find_one(planner.reading.blocks, CHANGES, is_changes)
    if table is None:
        return None
    previous: dict[str, TypedGrade] = {}
    typed: dict[str, TypedGrade] = {}
    rationale, rows = {}, {}
    keys = {row: name_key(table.text(row, "area")) for row in table.records}
    twins = reader.twins(table, keys, "area")
    for row, mark in keys.items():
        if row in twins:
            continue
        rows[mark] = row
        previous[mark] = _typed(table, row, "previous", reader, scale)
        ours = planner.owner(table, row, "current") is Owner.OURS
        typed[mark] = TypedGrade() if ours else _typed(table, row, "current", reader, scale)
        rationale[mark] = reader.text(table, row, "rationale")
    return ChangesTable(table, previous, typed, rationale, rows)


def _typed(table: Table, row: int, name: str, reader: Reader, scale: Scale) -> TypedGrade:
    grade, readable = reader.grade(table, row, table.columns[name], scale)
    source = Source(table.sheet, table.cell(row, name))
    return TypedGrade(
        grade, source, is_entered=not table.block.is_blank(row, table.columns[name]), is_readable=readable
    )


def read_rationales(reading: Reading, changes: ChangesTable | None) -> dict[str, str]:
    """Return each area's rationale as the table of changes has it, else a list of rationales of its own."""
    table = find_one(reading.blocks, RATIONALES, is_list)
    found = (
        {}
        if table is None
        else {name_key(table.text(r, "area")): table.text(r, "rationale") for r in table.records}
    )
    return found | ({mark: text for mark, text in changes.rationale.items() if text} if changes else {})


def is_changes(table: Table) -> bool:
    """Return whether a table with two grades per area is one of areas, and not of the commands' changes in a meeting."""
    return not is_of_changes(table)


def is_list(table: Table) -> bool:
    """Return whether a table with areas and rationales holds nothing else."""
    return not table.others


def plan_changes(
    changes: ChangesTable, areas: Sequence[AreaChange], planner: Planner, reader: Reader
) -> None:
    """Plan this cycle's grade and the change for each area; areas that the table lacks are added below it."""
    known = dict(changes.rows)
    table = changes.table
    if changes.is_ours:
        planner.column(table, "change")
        table, added = _with_new_rows(
            table, [a.area for a in areas if name_key(a.area) not in known], planner
        )
        for name, line in added.items():
            known[name_key(name)] = line
            planner.enter(table.sheet, line, table.columns["area"], name)
    for area in areas:
        row = known.get(name_key(area.area))
        if row is not None:
            _plan_current(changes, table, row, area, planner, reader)
            _plan_change(changes, table, row, area, planner, reader)
    _plan_strangers(changes, areas, planner, reader)


def _with_new_rows(table: Table, areas: Sequence[str], planner: Planner) -> tuple[Table, dict[str, int]]:
    """Return the table as it is with areas added below it, as far as there is room, and the row of each."""
    below = max(table.records, default=table.header) + 1
    added: dict[str, int] = {}
    lines = {}
    for area in dict.fromkeys(areas):
        if not is_free(table, below, planner):
            break
        added[area], lines[below], below = below, area, below + 1
    if not added:
        return table, added
    block = table.block
    longer = block.with_values({(row, table.columns["area"]): area for row, area in lines.items()})
    return replace(table, block=longer, records=(*table.records, *lines)), added


def is_free(table: Table, row: int, planner: Planner) -> bool:
    """Return whether a record can be added to a table on a line: nothing stands there, nor on the line below it."""
    columns = range(table.first_column, table.last_column + 1)
    return all(
        is_blank(table.block.at(line, c)) and not planner.has_formula(table.sheet, line, c)
        for line in (row, row + 1)
        for c in columns
    )


def _plan_current(
    changes: ChangesTable, table: Table, row: int, area: AreaChange, planner: Planner, reader: Reader
) -> None:
    planner.answer(table, row, "current", Answer(grade_name(area.current)))
    typed = changes.typed.get(name_key(area.area), TypedGrade())
    if typed.is_entered and typed.is_readable and typed.grade != area.current:
        reader.report(
            table, row, table.columns["current"],
            f"'{area.area}' is {grade_name(typed.grade)} here and {grade_name(area.current)} in the grid.",
            "Correct the one that is wrong.",
        )  # fmt: skip


def _plan_change(
    changes: ChangesTable, table: Table, row: int, area: AreaChange, planner: Planner, reader: Reader
) -> None:
    if not changes.is_ours and "change" not in table.columns:
        return
    # In a table of the force's own, another word than ours may well say the same.
    judged = changes.is_ours or key(table.text(row, "change")) in _WORDS
    planner.answer(table, row, "change", Answer(area.change.value), reader if judged else None)


def _plan_strangers(
    changes: ChangesTable, areas: Sequence[AreaChange], planner: Planner, reader: Reader
) -> None:
    """Report the areas that the grid does not have, and plan what we wrote for them as blank: nothing says it any more."""
    known = {name_key(area.area) for area in areas}
    table = changes.table
    for mark, row in changes.rows.items():
        if mark not in known:
            for name in ("current", "change"):
                planner.answer(table, row, name, Answer(None))
            reader.report(
                table, row, table.columns["area"],
                f"The area '{table.text(row, 'area')}' is not in the grid.", "Check its spelling, or take the row out.",
            )  # fmt: skip
