"""Carrying out a plan on an `xlwings.Book`: live Excel, a file, or xlwings' remote engine, all the same way.

Only what is planned is written; a planned column takes the look of its neighbour, and what the product computed in a
place where nothing was before is set in italics, so that it is seen to be no human's entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any, Final

import xlwings as xw

from xlscore.books.plan.chart_writer import write_charts
from xlscore.books.plan.dressed_lines import write_lines
from xlscore.books.plan.dressing import COMPUTED_STYLE, add_sheet, colour_new, follow_look, grow_rows
from xlscore.books.plan.edits import (
    CellEdit,
    Drawn,
    Edits,
    GrownTable,
    NewColumn,
    OutlinedRows,
    PrintedPage,
)
from xlscore.books.plan.kind import Put
from xlscore.books.plan.ledger import NAMESPACE, Ledger
from xlscore.books.plan.locked import locked_sheets, refusal_of
from xlscore.books.plan.paging import lay_out
from xlscore.books.plan.standing import still_held
from xlscore.books.tables.own_calls import respelt
from xlscore.books.tables.table import shown
from xlscore.engine import (
    add_sparklines,
    apply_style,
    as_text,
    capabilities,
    copy_formats,
    draw,
    group_rows,
    looks_are_locked,
    point_sparkline,
    read_custom_xml,
    respell_formula,
    set_formula,
    set_page,
    set_summaries,
    write_custom_xml,
)
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import Problem
from xlscore.rules.words import key

__all__ = ["AGREED_STYLE", "MARKS", "heard", "reads_as_typed", "write"]

_READS_AS_TYPED: Final = re.compile(r"\s*[=+\-@']|\s*\d")
AGREED_STYLE: Final = "Agreed"
"""The cell style of what the product worked out and a person has agreed: it looks like any entry again."""
_LISTENER: Final[ContextVar[Callable[[xw.Book, Edits], None] | None]] = ContextVar("listener", default=None)
_TREND: Final = {"Series": "8A97AD", "Last": "1F2F4F"}
"""The colours of a sparkline: the last point stands out."""
MARKS: Final[Mapping[str, Mapping[str, Any]]] = {
    COMPUTED_STYLE: {"italic": True, "font_colour": "404040"},
    AGREED_STYLE: {"italic": False, "font_colour": "000000"},
}
"""The looks of what is to be seen as computed, and of what a person has agreed."""


@contextmanager
def heard(listener: Callable[[xw.Book, Edits], None] | None) -> Iterator[None]:
    """Let all edits be told to somebody else right before they are carried out, as long as this lasts."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def write(book: xw.Book, edits: Edits, put: Put | None = None, *, whole: bool = False) -> tuple[Problem, ...]:
    """Carry out the edits; return what was not written: on a locked sheet nothing is, and what somebody changed stays.

    `put` puts drawings on their sheets; without one they go into the file that the book is. `whole` refuses edits of which
    a part cannot be written, for those that belong together, as when a cycle ends.
    """
    by_sheet, locked = edits.by_sheet(), locked_sheets(book, edits)
    if locked and whole:
        raise refusal_of(locked)
    if (listener := _LISTENER.get()) is not None:
        with heard(None):  # who listens may write other books
            listener(book, edits)
    for new_sheet in edits.sheets:
        if new_sheet.name not in locked:
            add_sheet(book, new_sheet, by_sheet.get(new_sheet.name, ()))
    for column in edits.columns:
        if column.sheet not in locked:
            _dress(book.sheets[column.sheet], column)
    for grown in edits.grown:
        if grown.sheet not in locked:
            _dress_rows(book.sheets[grown.sheet], grown)
    new = {new_sheet.name for new_sheet in edits.sheets}
    left: list[CellEdit] = []
    for name, cells in by_sheet.items():
        if name in locked:
            continue
        sheet = book.sheets[name]
        held = cells if name in new else still_held(sheet, cells)
        there = {
            (edit.row, edit.column) for edit in held
        }  # compared whole, long tables would cost their square
        left += [edit for edit in cells if (edit.row, edit.column) not in there]
        left += _respell(sheet, held)
        held = [edit for edit in held if edit.respelt is None]
        _write_cells(sheet, held, dressed=name in new or not looks_are_locked(sheet))
    for grown in edits.grown:
        if grown.sheet not in locked:
            _grow(book.sheets[grown.sheet], grown)
    _write_ledger(book, edits, left, [edit for name in locked for edit in by_sheet.get(name, ())])
    _write_looks(book, edits, locked, put)
    return (*locked.values(), *map(_changed, left), *write_charts(book, edits, locked))


def _write_looks(book: xw.Book, edits: Edits, locked: Collection[str], put: Put | None) -> None:
    """Carry out what is no cell's: pages, sparklines and drawings, on the sheets that are not locked."""
    for page in edits.pages:
        if page.sheet not in locked:
            _set_up(book.sheets[page.sheet], page)
    for pointed in edits.sparklines:
        if pointed.sheet not in locked:
            sheet = book.sheets[pointed.sheet]
            point_sparkline(sheet.range((pointed.row, pointed.column)), pointed.source)
    for each in edits.formats:
        if each.sheet not in locked:
            book.sheets[each.sheet].range((each.row, each.column)).number_format = each.number_format
    for laid in edits.layouts:
        if laid.sheet not in locked:
            lay_out(book.sheets[laid.sheet], laid)
    if capabilities(book).styles:  # xlwings' remote engine knows neither sparklines nor rows that fold away
        _write_trends_and_outlines(book, edits, locked)
        write_lines(book, edits, locked)
    drawings = [drawn for drawn in edits.drawings if drawn.sheet not in locked]
    if drawings:
        (put or _put_on_file)(book, drawings)


def _write_ledger(
    book: xw.Book, edits: Edits, changed: Sequence[CellEdit], locked: Sequence[CellEdit]
) -> None:
    """Write the ledger without what was not written: what somebody changed is no more ours, what is locked still is what it was."""
    if edits.ledger is None:
        return
    ledger = Ledger.read(edits.ledger).without(edit.entry for edit in changed if edit.entry is not None)
    entries = [edit.entry for edit in locked if edit.entry is not None]
    ledger = ledger.as_in(Ledger.read(read_custom_xml(book, NAMESPACE)), entries)
    write_custom_xml(book, NAMESPACE, ledger.xml() if changed or locked else edits.ledger)


def _write_cells(sheet: xw.Sheet, cells: Sequence[CellEdit], *, dressed: bool) -> None:
    """Write cells of one sheet; only `dressed` do they get looks of ours, which a protected sheet may not allow."""
    for edit in cells:
        if edit.formula:
            set_formula(sheet.range((edit.row, edit.column)), edit.formula, edit.new)
    for block in _blocks(_runs(edit for edit in cells if not edit.formula and not edit.handed_over)):
        first, last = block[0][0], block[-1][-1]
        target = sheet.range((first.row, first.column), (last.row, last.column))
        values = [[_safe(edit.new) for edit in line] for line in zip(*block, strict=True)]
        target.value = values if len(values) > 1 or len(block) > 1 else values[0][0]
        for run in block if dressed else ():
            follow_look(sheet, run)
    if dressed:
        _mark(sheet, cells)
        grow_rows(sheet, cells)


def _respell(sheet: xw.Sheet, cells: Sequence[CellEdit]) -> list[CellEdit]:
    """Return the edits that Excel did not take, having spelt our functions anew in the cells of all that ask for it."""
    left = []
    for edit in cells:
        if edit.respelt is None:
            continue
        spell = partial(respelt, prefix=edit.respelt[0], namespaces=frozenset(edit.respelt[1:]))
        if not respell_formula(sheet.range((edit.row, edit.column)), edit.formula, spell):
            left.append(edit)
    return left


def _not_respelt(edit: CellEdit) -> Problem:
    """Return as a problem a formula that stays as it was spelt."""
    return Problem(
        edit.sheet,
        cell_address(edit.row, edit.column),
        "The formula stays as it was: it was changed meanwhile, or is an array formula of more than 255 characters.",
        "Run the action again on the saved file.",
    )


def _changed(edit: CellEdit) -> Problem:
    if edit.respelt is not None:
        return _not_respelt(edit)
    now = "is blank" if edit.new is None else f"would be {shown(edit.new)}"
    return Problem(
        edit.sheet,
        cell_address(edit.row, edit.column),
        f"The cell was changed while xlscore worked: it {now}, and what stands there was kept.",
        "Run the action again.",
    )


def _set_up(sheet: xw.Sheet, page: PrintedPage) -> None:
    if page.columns and page.column_width is not None:
        sheet.range(page.columns).column_width = page.column_width
    set_page(
        sheet,
        landscape=page.landscape,
        paper=page.paper,
        pages_wide=page.pages_wide,
        pages_tall=page.pages_tall,
        title_rows=page.title_rows,
        centred=page.centred,
        footer=page.footer,
        footer_over=page.footer_over,
        margins=dict(page.margins) or None,
    )


def _write_trends_and_outlines(book: xw.Book, edits: Edits, locked: Collection[str]) -> None:
    for trends in edits.trends:
        if trends.sheet not in locked:
            places = {(row, column): source for row, column, source in trends.sources}
            add_sparklines(book.sheets[trends.sheet], places, "column", colours=_TREND)
    for outlined in edits.outlines:
        if outlined.sheet not in locked:
            _outline(book.sheets[outlined.sheet], outlined)


def _outline(sheet: xw.Sheet, outlined: OutlinedRows) -> None:
    set_summaries(sheet, below=False)
    for row, level in outlined.levels:
        group_rows(sheet, row, row, level)


def _put_on_file(book: xw.Book, drawings: Sequence[Drawn]) -> None:
    for drawn in drawings:
        draw(book.sheets[drawn.sheet], [drawn.anchor], replaces=partial(_is_replaced, drawn))


def _is_replaced(drawn: Drawn, name: str) -> bool:
    return key(name) == key(drawn.name) or name in drawn.loose


def _safe(value: Any) -> Any:
    """Return a value that stays what it is: a text that Excel would read as typed is marked as text."""
    return as_text(value) if reads_as_typed(value) else value


def reads_as_typed(value: object) -> bool:
    """Return whether Excel would make something else of a text that is written into a cell.

    >>> reads_as_typed("2 of 3"), reads_as_typed("=A1"), reads_as_typed("Good"), reads_as_typed(2.0)
    (True, True, False, False)
    """
    return isinstance(value, str) and bool(_READS_AS_TYPED.match(value))


def _runs(cells: Iterable[CellEdit]) -> list[list[CellEdit]]:
    """Return the cells in runs that stand below each other, so that each run is one write."""
    runs: list[list[CellEdit]] = []
    for edit in sorted(cells, key=lambda edit: (edit.column, edit.row)):
        last = runs[-1][-1] if runs else None
        if last is not None and (last.column, last.row + 1) == (edit.column, edit.row):
            runs[-1].append(edit)
        else:
            runs.append([edit])
    return runs


def _blocks(runs: Iterable[list[CellEdit]]) -> list[list[list[CellEdit]]]:
    """Return runs that stand side by side and are as high as each other together: each row of a wide table is written once."""
    blocks: list[list[list[CellEdit]]] = []
    for run in sorted(runs, key=lambda run: (run[0].row, run[-1].row, run[0].column)):
        last = blocks[-1][-1] if blocks else None
        beside = last is not None and (last[0].row, last[-1].row) == (run[0].row, run[-1].row)
        if last is not None and beside and last[0].column + 1 == run[0].column:
            blocks[-1].append(run)
        else:
            blocks.append([run])
    return blocks


def _mark(sheet: xw.Sheet, cells: Iterable[CellEdit]) -> None:
    """Set what is to be seen as computed in italics: cells of new columns, finals that the suggestion filled, until agreed."""
    chosen = list(cells)
    for run in _runs(edit for edit in chosen if edit.marked):
        _style(sheet, run, COMPUTED_STYLE)
    for run in _runs(edit for edit in chosen if edit.handed_over):
        _style(sheet, run, AGREED_STYLE)


def _style(sheet: xw.Sheet, run: Sequence[CellEdit], name: str) -> None:
    cells = sheet.range((run[0].row, run[0].column), (run[-1].row, run[0].column))
    look = MARKS[name]
    if not apply_style(cells, name, **look):
        cells.font.italic = look["italic"]
        cells.font.color = f"#{look['font_colour']}"


def _dress(sheet: xw.Sheet, column: NewColumn) -> None:
    source = sheet.range((column.top, column.neighbour), (column.bottom, column.neighbour))
    target = sheet.range((column.top, column.column), (column.bottom, column.column))
    copy_formats(source, target)
    if column.bottom > column.header:
        body = sheet.range((column.header + 1, column.column), (column.bottom, column.column))
        body.number_format = column.number_format
        if column.words:
            colour_new(body, column.words)


def _over(sheet: xw.Sheet, grown: GrownTable) -> Any:
    """Return the table of Excel that has a grown table's headings, None for a plain one."""
    for table in sheet.tables:
        cells = table.range
        within = cells.column <= grown.left <= cells.last_cell.column
        if cells.row == grown.header and within:
            return table
    return None


def _dress_rows(sheet: xw.Sheet, grown: GrownTable) -> None:
    """Give new rows the look of the last one; those that a table of Excel has already are dressed."""
    table = _over(sheet, grown)
    last = max(grown.last, 0 if table is None else table.range.last_cell.row)
    if grown.header < last < grown.bottom:
        source = sheet.range((last, grown.left), (last, grown.right))
        copy_formats(source, sheet.range((last + 1, grown.left), (grown.bottom, grown.right)))


def _grow(sheet: xw.Sheet, grown: GrownTable) -> None:
    table = _over(sheet, grown)
    if table is None:
        return
    first, last = table.range, table.range.last_cell
    bottom, right = max(last.row, grown.bottom), max(last.column, grown.right)
    if (bottom, right) != (last.row, last.column):
        table.resize(sheet.range((first.row, first.column), (bottom, right)))
