"""Finding tables by their headings, wherever they stand on whatever sheet.

A row of headings is the row, or the pair of rows, whose texts hold what a table needs. Columns may stand in any order,
further ones between them; titles above, blank lines between groups of rows and notes below do not matter. Two tables of
one kind are refused with a question, since a wrong guess would fill the wrong one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from xlscore.books.errors import BookError
from xlscore.books.tables.answers import is_grade, sort_of
from xlscore.books.tables.assigning import assign, may_have_all
from xlscore.books.tables.blocks import Block, is_blank, once_per_block
from xlscore.books.tables.layout import TableKind, known
from xlscore.books.tables.nearest import nearest, stacked_fields
from xlscore.books.tables.side_by_side import parted, whose, with_added
from xlscore.books.tables.stops import header_rows, heading_keys
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.table_rows import Outline, record_rows
from xlscore.books.tables.two_rows import meant_by, own_text, pair_headings
from xlscore.books.tables.words.periods import is_period, period_of
from xlscore.books.tables.words.vocabulary import column_key, names_no_command, said
from xlscore.errors import lane_words
from xlscore.rules.problems import ExcelError
from xlscore.rules.words import key

__all__ = [
    "Accept",
    "find_all",
    "find_one",
    "find_required",
    "is_headed",
    "is_product_only",
    "only_one",
    "share_cells",
    "unnamed_columns",
]


Accept = Callable[["Table"], bool]


def find_all(blocks: Iterable[Block], layout: TableKind, accept: Accept | None = None) -> list[Table]:
    """Return the tables of a kind, in the order of the sheets; hidden sheets only where no other sheet has one."""
    blocks = list(blocks)
    seen = [table for block in blocks if block.visible for table in _on_block(block, layout, accept, known())]
    return seen or [
        t for block in blocks if not block.visible for t in _on_block(block, layout, accept, known())
    ]


def is_headed(blocks: Iterable[Block], layout: TableKind) -> bool:
    """Return whether some row reads as the headings of a kind of table, whatever stands below it."""
    return any(_readings(block, layout, known()) for block in blocks)


def find_one(
    blocks: Iterable[Block], layout: TableKind, accept: Accept | None = None, sheet: str | None = None
) -> Table | None:
    """Return the table of a kind, None where there is none; two of them are a question to the officer."""
    found = find_all(blocks, layout, accept)
    if sheet is not None:
        found = [table for table in found if key(table.sheet) == key(sheet)]
    return only_one(found, layout)


def only_one(found: Sequence[Table], layout: TableKind) -> Table | None:
    """Return the only table that was found, None for none; two of them are a question to the officer."""
    if len(found) > 1:
        places = said([table.place for table in found], quoted=False)
        apart = len({key(table.sheet) for table in found}) > 1
        take = "Take"
        if apart:
            take = lane_words(take, "Name its sheet with --sheet to the command of this table alone, or take")
        raise BookError(
            f"There are {len(found)} tables that read as the {layout.kind}: {places}. Which one is meant?",
            f"{take} the other out of this workbook.",
        )
    return found[0] if found else None


def is_product_only(table: Table) -> bool:
    """Return whether a table is one that only the product writes, whatever else its headings read as.

    Blank columns of such a table would else read as commands of a grid, and its areas and grades as a return.
    """
    columns = (*table.columns.values(), *table.others)
    return any(
        layout.product_only and layout.needs_headings <= here
        for header in {table.top, table.header}  # a first row may read as a second one of headings
        for here in [{column_key(shown(table.block.at(header, column))) for column in columns}]
        for layout in known()
    )


def find_required(
    blocks: Iterable[Block], layout: TableKind, accept: Accept | None = None, sheet: str | None = None
) -> Table:
    """Return the table of a kind, or say what comes nearest to it, else which headings were looked for."""
    blocks = list(blocks)
    found = find_one(blocks, layout, accept, sheet)
    if found is not None:
        return found
    here = [block for block in blocks if sheet is None or key(block.sheet) == key(sheet)]
    if stacked := stacked_fields(here, layout):
        what, place = stacked
        raise BookError(
            f"There is no {layout.kind}: {said(what)} stand in rows of their own ({place}).",
            f"Give each {layout.rows} one row, and each of these a column.",
        )
    near = nearest(here, layout)
    turned = find_all([block.turned() for block in blocks], layout, accept)
    sideways = [table for table in turned if not _are_headings_of_grades(table)]
    if sideways and (near is None or not near.unnamed):
        raise BookError(
            f"The {layout.kind} on '{sideways[0].sheet}' stands on its side; put its headings "
            f"({layout.looked_for}) into one row and give each record a row."
        )
    where = f"on the sheet '{sheet}'" if sheet is not None else "in this workbook"
    if near is not None:
        raise BookError(f"There is no {layout.kind} {where}. {near.what}", near.do)
    if not blocks:
        raise BookError(f"There is no {layout.kind} {where}: its sheets are empty.")
    raise BookError(
        f"There is no {layout.kind} {where}: no row has the headings that it is known by, {layout.looked_for}."
    )


def _are_headings_of_grades(table: Table) -> bool:
    """Return whether records are called as columns of grades are: periods, initial and revisit grades. Then nothing is turned."""
    names = [table.text(row, table.layout.rows) for row in table.records]
    return 2 * sum(map(names_no_command, names)) >= len(names)


@once_per_block
def _on_block(
    block: Block, layout: TableKind, accept: Accept | None, kinds: tuple[TableKind, ...]
) -> tuple[Table, ...]:
    """Return the tables of a kind on a sheet: of readings that share cells, the one that explains most of them."""
    readings: dict[tuple[object, ...], Table] = {}
    for table in _readings(block, layout, kinds):
        mark = table.top, table.header, *sorted(table.columns.values())
        if mark not in readings and (accept is None or accept(table)):
            readings[mark] = table
    found: list[Table] = []
    for table in sorted(readings.values(), key=_explains_less) if len(readings) > 1 else readings.values():
        if not any(share_cells(table, other) for other in found):
            found.append(table)
    return tuple(sorted(found, key=lambda table: (table.header, table.first_column)))


@once_per_block
def _readings(block: Block, layout: TableKind, kinds: tuple[TableKind, ...]) -> tuple[Table, ...]:
    """Return all that the rows of a sheet could be as tables of a kind."""
    stops = header_rows(block, kinds)
    names = set(layout.column(layout.rows).spellings)
    keys = heading_keys(block, kinds if layout in kinds else (*kinds, layout))
    rows = (row for row, here in keys.items() if not names.isdisjoint(here))
    near = {near for row in rows for near in (row - 1, row, row + 1)}
    return tuple(
        _without_strangers(_with_records(candidate, stops))
        for row in sorted(row for row in near if row in block.numbers)
        for candidate in _candidates(block, layout, row)
    )


def _without_strangers(table: Table) -> Table:
    """Return a table without the fields whose cells hold something else than their heading means: a redline in words."""
    table = _by_what_it_holds(table)
    strange = {
        name: column
        for name, column in table.columns.items()
        if table.layout.column(name).grades
        and table.meant(column) is None
        and not _says_grade(table, column)
        and not _may_hold_grades(table, column)
    }
    if not strange:
        return table
    others = {
        **table.others,
        **{column: shown(table.block.at(table.header, column)) or name for name, column in strange.items()},
    }
    return replace(
        table,
        columns={n: c for n, c in table.columns.items() if n not in strange},
        others=dict(sorted(others.items())),
    )


def _by_what_it_holds(table: Table) -> Table:
    """Return a table with the columns renamed whose cells say that they are another field than their heading does."""
    columns = dict(table.columns)
    for name, column in table.columns.items():
        other = table.layout.column(name).with_figures
        values = table.filled(column)
        figures = [v for v in values if not isinstance(v, str) or v.lstrip("-+−£ ")[:1].isdigit()]
        settled = table.meant(column) is not None
        if other and not settled and other not in columns and 2 * len(figures) > len(values):
            columns[other] = columns.pop(name)
    return table if columns == table.columns else replace(table, columns=columns)


def _says_grade(table: Table, column: int) -> bool:
    """Return whether a heading says itself that grades are meant: what is none below it was mistyped."""
    return "grade" in column_key(shown(table.block.at(table.header, column))).split()


def _may_hold_grades(table: Table, column: int) -> bool:
    values = table.filled(column)
    return 2 * sum(is_grade(v) or ExcelError.read(v) is not None for v in values) >= len(values)


def _explains_less(table: Table) -> tuple[int, int, int, int]:
    """Return how much a reading leaves unexplained, to be compared: the best comes first.

    What counts against it is a column of grades or figures that it gives no name, or one that another has, as "Now" below two
    commands; then the fields that it does not know.
    """
    answers = [text for column, text in table.others.items() if text and _holds_answers(table, column)]
    alike = len(answers) - len(set(answers))
    return len(unnamed_columns(table)) + alike, -len(table.columns), table.header - table.top, table.header


def unnamed_columns(table: Table) -> list[int]:
    """Return the columns in and beside a table that hold grades or figures and have no heading in this reading."""
    named = {*table.columns.values(), *table.others}
    found = [
        c
        for c in range(table.first_column, table.last_column + 1)
        if c not in named and not isinstance(table.block.at(table.header, c), str)  # another table's
    ]
    for step, edge in ((1, table.last_column), (-1, table.first_column)):
        column = edge + step
        while any(not is_blank(table.block.at(row, column)) for row in table.records):
            found.append(column)
            column += step
    return sorted(column for column in found if _holds_answers(table, column))


def _holds_answers(table: Table, column: int) -> bool:
    values = table.filled(column)
    return len(values) >= min(2, len(table.records)) > 0 and 2 * sum(bool(sort_of(v)) for v in values) > len(
        values
    )


def share_cells(table: Table, other: Table) -> bool:
    """Return whether two readings lie over one another: one is another reading of it, or its headings repeated."""
    rows = [range(t.top, max(t.records, default=t.header) + 1) for t in (table, other)]
    apart = rows[0].stop <= rows[1].start or rows[1].stop <= rows[0].start
    return not apart and not set(table.columns.values()).isdisjoint(other.columns.values())


def _candidates(block: Block, layout: TableKind, row: int) -> list[Table]:
    """Return what a row of headings could be, alone or with the row above or below: the most columns first."""
    options = []
    for top, header in ((row, row), (row - 1, row), (row, row + 1)):
        headings = pair_headings(block, top, header)
        here = len(headings) > 1 and block.top <= top and header <= block.last_row
        if here and may_have_all(layout, headings):
            options += [_read_headings(block, layout, top, header, part) for part in _parts(headings, layout)]
    tables = [table for table in options if table is not None]
    return sorted(tables, key=lambda table: (-len(table.columns), table.header - table.top, table.header))


def _parts(headings: Mapping[int, tuple[str, ...]], layout: TableKind) -> list[Mapping[int, tuple[str, ...]]]:
    """Return the headings as one table's, or split at blank columns where two tables stand side by side.

    They do where a heading is there twice, and where one part alone reads as this kind of table and another as some kind.
    """
    parts = parted(headings)
    if len(parts) < 2:
        return [headings]
    undated = [texts for texts in headings.values() if texts and period_of(texts[0]) is None]
    keys = [name for texts in undated for name in {column_key(text) for text in texts}]
    twice = any(keys.count(column.spellings[0]) > 1 for column in layout.columns)
    found = whose(parts, layout, known())
    if not any(part.is_ours for part in found):
        return list(parts) if twice else [headings]
    if not twice and all(part.is_ours or not part.kinds for part in found):
        return [headings]
    return with_added(found, layout)


def _read_headings(
    block: Block, layout: TableKind, top: int, header: int, headings: Mapping[int, tuple[str, ...]]
) -> Table | None:
    if not may_have_all(layout, headings):
        return None
    settled = {column for column in headings if meant_by(block, top, header, column)}
    columns, spelt = assign(layout, _in_use(block, header, headings), settled)
    if not all(any(f in columns for f in fields) for fields in layout.needed):
        return None
    if header > top and not _is_second_line(block, header, columns[layout.rows], headings, layout):
        return None
    others = {
        column: own_text(block, top, header, column)
        for column in _run(block, top, header, columns.values(), headings)
        if column not in columns.values()
    }
    return Table(layout, block, top, header, columns, others, frozenset(spelt))


def _in_use(
    block: Block, header: int, headings: Mapping[int, tuple[str, ...]]
) -> Mapping[int, tuple[str, ...]]:
    """Return the headings without those of periods that nobody has filled yet: of Q1 to Q4, the last with figures is now."""
    last = _last_filled(block)
    return {
        c: texts
        for c, texts in headings.items()
        if last.get(c, 0) > header or not all(map(is_period, texts or ("",)))
    }


@once_per_block
def _last_filled(block: Block) -> Mapping[int, int]:
    """Return the last row of each column that holds something."""
    return {column: row for row in block.filled_rows for column in block.filled(row)}


def _run(block: Block, top: int, header: int, claimed: Iterable[int], headings: Iterable[int]) -> list[int]:
    """Return the columns of the table: the claimed ones, those between, and those next to them, a spacer allowed."""
    run, candidates = sorted(claimed), set(headings)
    first, last = run[0], run[-1]
    inside = {column for column in candidates if first <= column <= last}
    for step, edge in ((1, last), (-1, first)):
        column = edge
        while beyond := [
            c for c in (column + step, column + 2 * step) if c in candidates and _heads(block, top, header, c)
        ]:
            column = beyond[0]
            inside.add(column)
    return sorted(inside)


def _heads(block: Block, top: int, header: int, column: int) -> bool:
    """Return whether a column has a heading of its own: in the lower row, or in the upper one, merged down, with cells below."""
    if not is_blank(block.at(header, column)):
        return True
    return not is_blank(block.at(top, column)) and _last_filled(block).get(column, 0) > header


def _is_second_line(
    block: Block, row: int, name_column: int, headings: Mapping[int, tuple[str, ...]], layout: TableKind
) -> bool:
    """Return whether a row completes the headings above it: no record's name in it, and words only."""
    if not is_blank(block.at(row, name_column)):
        both_and_lower = {column_key(text) for text in headings[name_column][:2]}
        if both_and_lower.isdisjoint(layout.column(layout.rows).spellings):
            return False
    filled = block.filled(row)
    return len(filled) > 0 and all(
        isinstance(block.at(row, column), (str, datetime.date)) for column in filled
    )


def _whole(table: Table) -> int | None:
    """Return the column of the first of a record's names, None where its own is that."""
    first = next(iter(table.layout.keys), table.layout.rows)
    return None if first == table.layout.rows else table.columns.get(first)


def _with_records(table: Table, stops: frozenset[int]) -> Table:
    below = frozenset(row for row in stops if row > table.header)
    columns = sorted({*table.columns.values(), *table.others})
    shape = Outline(
        table.block,
        table.header,
        name=table.columns[table.layout.rows],
        columns=columns,
        headings={c: shown(table.block.at(table.header, c)) for c in columns},
        force=table.layout.force_rows,
        sentences=table.layout.sentences or table.layout.column(table.layout.rows).computed,
        also=table.layout.no_totals,
        alone=table.layout.rows == table.layout.needs[0],
        whole=None if table.layout.force_rows else _whole(table),
        graded=bool(table.layout.also),
    )
    records = record_rows(shape, below)
    return Table(
        table.layout,
        table.block,
        table.top,
        table.header,
        table.columns,
        table.others,
        table.claimed,
        records,
        min((row for row in below if row > max(records, default=table.header)), default=None),
    )
