"""What of a workbook was understood: its tables, which column was read as what, what was not, and the nearest miss."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import xlwings as xw

from xlscore.books.control.headings import CONTROL_LIMITS
from xlscore.books.errors import BookError
from xlscore.books.grades.areas import is_leads
from xlscore.books.grades.changes import is_changes, is_list
from xlscore.books.grades.commands import is_groups
from xlscore.books.grades.grade_changes import is_grade_changes
from xlscore.books.grades.grid.columns import command_columns
from xlscore.books.grades.grid.names import with_names
from xlscore.books.grades.grid.reading import is_grid, read_grid, report_unread
from xlscore.books.grades.grid.reviews import columns_of_reviews
from xlscore.books.grades.grid.stages import staged_columns
from xlscore.books.grades.headings import AREAS, CHANGES, COMMANDS, GRADE_CHANGES, GRID, RATIONALES, RETURN
from xlscore.books.grades.priorities.headings import AREA_PRIORITIES
from xlscore.books.grades.priorities.reading import is_area_priorities
from xlscore.books.grades.redlines.headings import REDLINE_SERIES
from xlscore.books.grades.redlines.histories import is_redline_series
from xlscore.books.grades.returns import is_return
from xlscore.books.indicators.headings import INDICATORS
from xlscore.books.indicators.inputs import is_indicators
from xlscore.books.kinds import KINDS
from xlscore.books.logs.finding import LOG_TABLES, accepts
from xlscore.books.maps.headings import PINS
from xlscore.books.maps.rows import is_pins
from xlscore.books.monthly.days import is_days
from xlscore.books.monthly.finding import counts_of_force, is_counts
from xlscore.books.monthly.headings import COUNTS, DAYS, MEASURES, PLACES, TARGETS
from xlscore.books.monthly.inputs import is_measures, is_persons, is_places
from xlscore.books.monthly.msg_averages import is_averages
from xlscore.books.monthly.target_headings import MSG_AVERAGES
from xlscore.books.msg.headings import MSG, MSG_DATA, MSG_HISTORY
from xlscore.books.msg.history import is_history
from xlscore.books.msg.stacked import Stack, find_stacks
from xlscore.books.papers.activity import is_activity
from xlscore.books.papers.headings import ACTIVITY, PAPER
from xlscore.books.papers.reading import is_paper
from xlscore.books.plan.unread import heading_cell
from xlscore.books.plan.words import counted
from xlscore.books.quarterly.headings import QUARTERLY, STAFF_SURVEY
from xlscore.books.quarterly.inputs import is_quarterly
from xlscore.books.quarterly.staff_survey import is_survey
from xlscore.books.satisfaction.columns import is_satisfaction
from xlscore.books.satisfaction.headings import SATISFACTION
from xlscore.books.silent import silent_sheets
from xlscore.books.tables.blocks import Block, Reading
from xlscore.books.tables.cells import Reader, nothing_read
from xlscore.books.tables.finder import find_all, share_cells
from xlscore.books.tables.headings import HEADINGS, OVERALL_MATRIX, POLICY
from xlscore.books.tables.layout import TableKind, known
from xlscore.books.tables.named import Told, is_headings, read_workbook
from xlscore.books.tables.nearest import Near, nearest
from xlscore.books.tables.policy import is_matrix, is_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import said
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD, SERIES
from xlscore.books.threat.inputs import is_breakdown, is_scorecard
from xlscore.books.threat.months import is_series
from xlscore.books.unread import ONE_EACH, holds_measures, measure_keys, unread_columns, unread_problems
from xlscore.ooxml.values.addresses import cell_address, column_letters
from xlscore.rules.grades import FIVE
from xlscore.rules.problems import Problem

__all__ = ["FoundTable", "Headings", "ReadTable", "headings", "nothing_found", "read_tables", "understand"]


_ACCEPT: Final[Mapping[TableKind, Callable[[Table], bool]]] = {
    **{layout: accepts(layout) for layout in LOG_TABLES},
    GRID: is_grid,
    AREAS: is_leads,
    REDLINE_SERIES: is_redline_series,
    AREA_PRIORITIES: is_area_priorities,
    CHANGES: is_changes,
    GRADE_CHANGES: is_grade_changes,
    COMMANDS: is_groups,
    RATIONALES: is_list,
    RETURN: is_return,
    SCORECARD: is_scorecard,
    BREAKDOWN: is_breakdown,
    SERIES: is_series,
    HEADINGS: is_headings,
    POLICY: is_policy,
    OVERALL_MATRIX: is_matrix,
    PINS: is_pins,
    PAPER: is_paper,
    ACTIVITY: is_activity,
    COUNTS: is_counts,
    DAYS: is_days,
    MEASURES: is_measures,
    PLACES: is_places,
    TARGETS: is_persons,
    CONTROL_LIMITS: is_persons,
    MSG_AVERAGES: is_averages,
    MSG_HISTORY: is_history,
    SATISFACTION: is_satisfaction,
    QUARTERLY: is_quarterly,
    STAFF_SURVEY: is_survey,
    INDICATORS: is_indicators,
}
"""By what a kind of table is told from those that look like it."""


@dataclass(frozen=True)
class FoundTable:
    """A table that was understood: where it stands, what was read as what, and what was not read."""

    kind: str
    sheet: str
    cell: str
    columns: Mapping[str, str]
    """Each field's heading, as it stands there."""
    ours: Mapping[str, str]
    """Each field's heading as we call it."""
    commands: tuple[str, ...]
    one_each: tuple[str, ...]
    """The headings of the columns that a table has for each month, period or measure, or for a command's review."""
    unread: tuple[tuple[str, str], ...]
    """The headings that were not read, each with its cell."""
    rows: int

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "cell": self.cell,
            "columns": dict(self.columns),
            "commands": list(self.commands),
            "one_each": list(self.one_each),
            "unread": [{"heading": heading, "cell": cell} for heading, cell in self.unread],
            "rows": self.rows,
        }


@dataclass(frozen=True)
class ReadTable:
    """A table with the headings of the columns that are read, as they stand there, by their columns from left to right."""

    table: Table
    headings: Mapping[int, str]


@dataclass(frozen=True)
class Headings:
    """What of a workbook was understood."""

    tables: tuple[FoundTable, ...]
    near: tuple[Near, ...]
    problems: tuple[Problem, ...]
    silent: tuple[str, ...] = ()
    """The sheets with figures of which nothing is read and nothing else told."""

    @property
    def not_read(self) -> str:
        """Return the sentence about these sheets, "" where there are none."""
        if not self.silent:
            return ""
        return (
            f"Nothing is read on {said(self.silent)}: no row there has the headings of a table that is known."
        )

    def sentences(self) -> list[str]:
        """Return in few lines which tables were found that work begins with, and what of them was not read."""
        leading = {kind.tables[0].kind for kind in KINDS.values()} | {RETURN.kind}
        shown = [table for table in self.tables if table.kind in leading]
        lines = [
            f"Read: the {table.kind} on '{table.sheet}', {counted(table.rows, 'row')}." for table in shown
        ]
        unread = [f"'{heading}' ({t.sheet}!{cell})" for t in shown for heading, cell in t.unread]
        not_read = [f"Not read: {', '.join(unread)}."] if unread else []
        return [*lines, *not_read, *filter(None, [self.not_read])]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "tables": [table.as_dict() for table in self.tables],
            "near": [near.as_dict() for near in self.near],
            "sheets_not_read": list(self.silent),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def headings(book: xw.Book, told: Told | None = None) -> Headings:
    """Return which tables and columns of a workbook are understood, which are not, and what to do; nothing is written."""
    reading = read_workbook(book, told)
    if not reading.blocks:
        raise BookError("There is nothing to read in this workbook: its sheets are empty.")
    return understand(reading)


def understand(reading: Reading) -> Headings:
    """Return what of a workbook's tables and columns is understood, and what is asked of them."""
    tables = _tables(reading)
    reader = Reader()
    for table in tables:
        if table.layout == GRID:
            report_unread(read_grid(table, Reader(), FIVE), reader)
    near = _near(reading, tables)
    problems = [
        *reading.heading_problems,
        *reader.problems,
        *unread_problems(tables),
        *filter(None, map(nothing_read, tables)),
        *_passed_over(reading, tables),
        *(Problem(n.sheet, n.cell, f"There is no {n.kind} here. {n.what}", n.do) for n in near),
    ]
    if not tables and not near:
        kinds = said([kind.tables[0].kind for kind in KINDS.values() if kind.leads], "or", quoted=False)
        what = f"No table was understood: there is no {kinds}, and no row comes near the headings of one."
        problems.append(
            Problem(reading.blocks[0].sheet, "", what, "Write the headings in a row above their columns.")
        )
    told = {table.sheet for table in tables} | {problem.sheet for problem in problems}
    found = tuple(_found(table, reading, tables) for table in tables)
    return Headings(found, tuple(near), tuple(problems), silent_sheets(reading, told))


def _passed_over(reading: Reading, tables: Sequence[Table]) -> list[Problem]:
    """Return which counts of the force are not read because others name their places."""
    placed = next((each for each in tables if each.layout == COUNTS and "place" in each.columns), None)
    if placed is None:
        return []
    return [
        Problem(
            table.sheet,
            cell_address(table.header, table.first_column),
            f"The counts here name no place and are not read beside those on '{placed.sheet}', which do.",
            f"Move the rows there, with nothing under '{placed.block.at(placed.header, placed.columns['place'])}', if they are the force's.",
        )
        for table in counts_of_force(reading)
        if not (table.sheet == placed.sheet and share_cells(table, placed))
    ]


def nothing_found(reading: Reading, doing: str) -> BookError:
    """Return the refusal of a workbook that has none of the tables that work begins with; it names the nearest miss."""
    leading = [kind.tables[0] for kind in KINDS.values() if kind.leads]
    what = f"There is nothing to {doing} in this workbook: no {said([each.kind for each in leading], 'or', quoted=False)}."
    if not reading.blocks:
        return BookError(f"There is nothing to {doing} in this workbook: its sheets are empty.")
    near = _nearest_of(reading, leading)
    return BookError(f"{what} {near[0].what}", near[0].do) if near else BookError(what)


def _tables(reading: Reading) -> list[Table]:
    """Return the tables of a workbook in its order; of two readings of the same cells, the one that names more columns."""
    candidates: list[tuple[int, int, Table]] = []
    measures: set[str] = set()
    for order, layout in enumerate(known()):
        blocks = [with_names(b) or b for b in reading.blocks] if layout == GRID else list(reading.blocks)
        accept = holds_measures(measures) if layout == MSG_DATA else _ACCEPT.get(layout)
        found = [table for block in blocks for table in find_all([block], layout, accept)]
        if layout == MSG and not found:
            found = [stack.table for stack in find_stacks(reading.blocks)]
        if layout == COUNTS and not found:
            found = counts_of_force(reading)
        candidates += [(-len(table.columns), order, table) for table in found]
        if layout == MSG:
            names = (table.text(row, "measure") for table in found for row in table.records)
            measures |= {name for text in names for name in measure_keys(text)}
    has_grid = any(table.layout == GRID for *_, table in candidates)
    taken: list[Table] = []
    for *_, table in sorted(candidates, key=lambda each: each[:2]):
        if table.layout == RETURN and has_grid:
            continue
        if not any(table.sheet == other.sheet and share_cells(table, other) for other in taken):
            taken.append(table)
    sheets = [block.sheet for block in reading.blocks]
    return sorted(taken, key=lambda table: (sheets.index(table.sheet), table.top, table.first_column))


def read_tables(reading: Reading) -> list[ReadTable]:
    """Return the tables of a workbook in its order, each with the headings of the columns that are read."""
    tables = _tables(reading)
    return [ReadTable(table, _headings_read(table, reading, tables)) for table in tables]


def _headings_read(table: Table, reading: Reading, tables: Sequence[Table]) -> dict[int, str]:
    unread = {column for column, _ in unread_columns(table, _graded(table), tables)}
    fields = {column: field for field, column in table.columns.items()}
    block, stack = _as_written(table, reading), _stack(table, reading)
    found = {}
    for column in sorted({*fields, *table.others} - unread):
        heading = _heading(table, block, column) or table.others.get(column, "")
        found[column] = heading if stack is None else stack.words.get(fields.get(column, ""), heading)
    return {column: heading for column, heading in found.items() if heading}


def _as_written(table: Table, reading: Reading) -> Block:
    """Return the sheet as the file has it: a grid's names may have been moved together."""
    return reading.block(table.sheet) or table.block


def _heading(table: Table, block: Block, column: int) -> str:
    upper, lower = shown(block.at(table.top, column)), shown(block.at(table.header, column))
    repeated = f" {upper} ".casefold() in f" {lower} ".casefold()
    return lower if table.top == table.header or repeated else f"{upper} {lower}".strip()


def _graded(table: Table) -> set[int]:
    """Return the columns of a grid that hold commands' grades, none of another table."""
    commands = command_columns(table) if table.layout == GRID else {}
    staged = {c for of in staged_columns(table).values() for c, _ in of} if commands else set()
    return {*commands.values(), *staged}


def _stack(table: Table, reading: Reading) -> Stack | None:
    return next((each for each in _stacks(table, reading) if each.table is table), None)


def _found(table: Table, reading: Reading, tables: Sequence[Table]) -> FoundTable:
    block, stack = _as_written(table, reading), _stack(table, reading)
    commands = command_columns(table) if table.layout == GRID else {}
    unread = unread_columns(table, _graded(table), tables)
    in_order = sorted(table.columns.items(), key=lambda each: each[1])
    return FoundTable(
        kind=table.layout.kind,
        sheet=table.sheet,
        cell=cell_address(table.top, table.first_column),
        columns={
            field: _heading(table, block, column)
            if stack is None
            else stack.words.get(field, _heading(table, block, column))
            for field, column in in_order
        },
        ours={field: table.layout.heading(field) for field, _ in in_order},
        commands=tuple(commands),
        one_each=_one_each(table, {column for column, _ in unread}),
        unread=tuple(
            (text or f"column {column_letters(column)}", heading_cell(table, column))
            for column, text in unread
        )
        + (() if stack is None else tuple((words, cell_address(r, c)) for r, c, words in stack.unread)),
        rows=len(table.records),
    )


def _stacks(table: Table, reading: Reading) -> list[Stack]:
    """Return the tables that give a measure several rows, none where another table is asked about."""
    return find_stacks(reading.blocks) if table.lines else []


def _one_each(table: Table, unread: set[int]) -> tuple[str, ...]:
    if table.layout == GRID:
        return tuple(table.others[column] for column in sorted(columns_of_reviews(table)))
    if table.layout not in (SERIES, COUNTS, MSG_HISTORY, MSG_DATA, *ONE_EACH):
        return ()
    read = (c for c in sorted(table.others) if c not in unread and table.meant(c) is None)
    return tuple(shown(table.block.at(table.header, column)) or table.others[column] for column in read)


def _near(reading: Reading, tables: Sequence[Table]) -> list[Near]:
    """Return the nearest miss of each table that work begins with and that is not there, the surest first.

    Where some such table is there, only one that lacks a single heading is worth a word.
    """
    leading = [kind.tables[0] for kind in KINDS.values() if kind.leads]
    there = {table.layout.kind for table in tables}
    wanted = [layout for layout in leading if layout.kind not in there]
    if RETURN.kind in there:
        return []
    found = _nearest_of(reading, wanted)
    taken = {(table.sheet, row) for table in tables for row in (table.top, table.header, *table.records)}
    found = [near for near in found if (near.sheet, near.row) not in taken]
    if len(wanted) < len(leading):
        return [near for near in found if len(near.missing) == 1 and len(near.read) > 2]
    return found[:1]


def _nearest_of(reading: Reading, layouts: Sequence[TableKind]) -> list[Near]:
    found = [near for layout in layouts if (near := nearest(reading.blocks, layout)) is not None]
    return sorted(found, key=lambda near: (len(near.missing) > 1, -near.score))
