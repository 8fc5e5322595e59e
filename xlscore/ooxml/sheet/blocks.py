"""A block of values written at once: the same bytes as cell by cell, for a small part of the work.

What may refuse is asked before anything is written. A row that is new is spelt as bytes straight away, a row that is
there is cut and joined once. A cell that needs more than its type and content exchanged (a shared formula, a mark of text,
rich text) is written alone, as is every cell of a row in which a heading, a merge, an array or a lock needs care.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Container, Iterable, Sequence
from itertools import count
from typing import Any, Protocol

from xlscore.ooxml.sheet.cell_values import CellReader, Stored
from xlscore.ooxml.sheet.cells import attributes, read_cell, rewritten
from xlscore.ooxml.sheet.changes import ChangedCells
from xlscore.ooxml.sheet.cut_row import Cell, Row
from xlscore.ooxml.sheet.faces import Cells
from xlscore.ooxml.sheet.guards import SheetGuards, refuse_outside
from xlscore.ooxml.sheet.table_cells import Promised
from xlscore.ooxml.values.addresses import MAX_COLUMN, Box, column_letters
from xlscore.ooxml.values.cell import (
    LARGEST_EXACT,
    LONGEST_TEXT,
    is_text,
    number_text,
    pythonic,
    same_value,
    settle,
    spelled,
)
from xlscore.ooxml.values.dates import shown_as
from xlscore.ooxml.xml.text import plain, uncell_text, whole_number

__all__ = ["KEPT", "Block", "Target"]

KEPT: Any = object()
"""Stands in a block for a cell that is left alone."""

# The kinds of value that a cell holds as they are, and those that say how they want to be shown.
_PLAIN = frozenset([str, int, float, bool, type(None)])
_DATES = (dt.date, dt.time, dt.timedelta)
# Beside a thousand texts that come again and again, a column of case numbers must not be remembered whole.
_MOST_TEXTS = 20_000
# A block of fewer rows leaves them cut: whoever writes few cells often writes beside them next.
_FEW_ROWS = 50
# What a text may hold that a cell spells otherwise, beside what cannot be printed.
_SPELT = ("&", "<", ">", "_x", "  ")


class Target(Cells, Protocol):
    """What a block needs of the sheet it is written into."""

    changed_cells: ChangedCells
    rounded_cells: set[tuple[int, int]]

    def set_value(self, row: int, column: int, value: Any) -> None:
        """Put a value into one cell."""

    def differs(self, row: int, column: int, settled: Stored) -> bool:
        """Return whether a cell holds a formula, or another value than this one."""

    def note_written(self, added: Box | None, filled: Box | None, *, emptied: bool) -> None:
        """Take note of cells that were added, of those that were filled, and whether any was emptied."""


class Block:
    """Values for the cells from one corner on."""

    def __init__(self, sheet: Target, guards: SheetGuards, reader: CellReader) -> None:
        """Stand for a block on a sheet."""
        self._sheet, self._guards, self._reader = sheet, guards, reader
        self._prefix = sheet.prefix.decode()
        self._name = f"{self._prefix}c"
        self._formula = b"<%sf" % sheet.prefix
        self._left = 1
        self._letters: list[str] = []
        self._column_styles: list[int] = []
        self._careful: Container[int] = ()
        self._large: set[tuple[int, int]] = set()
        self._texts: dict[str, str] = {}
        self._tags: dict[tuple[int, str | None, str | None], str] = {}
        self._retyped: dict[tuple[bytes, str | None], bytes] = {}
        self._marked: dict[int, bool] = {}
        self._added, self._filled = _Extent(), _Extent()
        self._emptied = False
        self._fold = False
        name = re.escape(sheet.prefix)
        text = rb"<%st(?: xml:space=\"preserve\")?>([^<]*)</%st>" % (name, name)
        self._inline = re.compile(rb"<%sis>%s</%sis>" % (name, text, name))
        self._stored = re.compile(rb"<%sv>([^<]*)</%sv>" % (name, name))
        self._simple = re.compile(
            rb"(<" + name + rb"c r=\"[A-Z]{1,3}[0-9]{1,7}\")((?: [a-z]+=\"[A-Za-z0-9]*\")*)"
            rb"(?:/>|>(.*)</" + name + rb"c>)",
            re.DOTALL,
        )

    def write(self, top: int, left: int, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows of values from a corner on; all of them, or none where one is refused."""
        listed = list(rows)
        width = max(map(len, listed), default=0)
        if not width:
            return
        self._left = left
        box = Box(top, left, top + len(listed) - 1, left + width - 1)
        self._careful = self._guards.careful_rows(box)
        promised: Promised = {}
        for number, values in enumerate(listed, top):
            refuse_outside(number, left)
            refuse_outside(number, min(left + len(values) - 1, MAX_COLUMN + 1))
            listed[number - top] = self._allowed(number, values, promised)
        self._fold = len(listed) > _FEW_ROWS
        self._letters = [column_letters(column) for column in range(left, left + width)]
        self._column_styles = [self._guards.column_style(column) for column in range(left, left + width)]
        try:
            for number, values in enumerate(listed, top):
                self._write_row(number, values)
        finally:
            self._sheet.note_written(self._added.box, self._filled.box, emptied=self._emptied)

    def _allowed(self, number: int, values: Sequence[Any], promised: Promised) -> Sequence[Any]:
        """Return the values of a row as cells hold them, dates as they are; refused where one may not be written."""
        if number in self._careful:
            for column, value in enumerate(values, self._left):
                if value is not KEPT:
                    settled = settle(value, self._sheet.workbook.date1904)
                    if self._sheet.differs(number, column, settled):
                        self._guards.refuse(number, column, settled, promised)
            return values
        if not _PLAIN.issuperset(map(type, values)):
            values = [self._plain(value) for value in values]
        for column, value in enumerate(values, self._left):
            kind = type(value)
            if kind is str:
                if len(value) > LONGEST_TEXT // 2 or not value.isascii():
                    settle(value, False)
            elif kind is float:
                if not math.isfinite(value):
                    settle(value, False)
            elif kind is int and not -LARGEST_EXACT <= value <= LARGEST_EXACT:
                settle(value, False)
                self._large.add((number, column))
        return values

    def _plain(self, value: Any) -> Any:
        if value is KEPT:
            return value
        value = pythonic(value)
        settled = settle(value, self._sheet.workbook.date1904)
        return value if isinstance(value, _DATES) else settled

    def _write_row(self, number: int, values: Sequence[Any]) -> None:
        if number in self._careful:
            self._write_cells(number, values)
        elif self._sheet.grid.is_written(number):
            self._write_into(number, values)
        elif any(value is not None and value is not KEPT for value in values):
            self._sheet.workbook.refuse_unless_editable()
            self._write_new(number, values)

    def _write_cells(self, number: int, values: Sequence[Any]) -> None:
        """Write the cells of a row one by one."""
        for column, value in enumerate(values, self._left):
            if value is not KEPT:
                self._sheet.set_value(number, column, value)

    def _write_new(self, number: int, values: Sequence[Any]) -> None:
        """Spell a row that is not there yet."""
        cells = [
            self._cell(f"{letters}{number}", style, value)
            for letters, style, value in zip(self._letters, self._column_styles, values, strict=False)
            if value is not None and value is not KEPT
        ]
        name = f"{self._prefix}row"
        self._sheet.grid.put(number, f'<{name} r="{number}">{"".join(cells)}</{name}>'.encode())
        if len(cells) == len(values):
            columns: Sequence[int] = range(self._left, self._left + len(values))
        else:
            columns = [
                column
                for column, value in enumerate(values, self._left)
                if value is not None and value is not KEPT
            ]
        self._added.add(number, columns[0], columns[-1])
        self._note(number, columns, columns)

    def _write_into(self, number: int, values: Sequence[Any]) -> None:
        """Write into a row that is there."""
        grid = self._sheet.grid
        row = grid.row(number)
        assert row is not None
        if not row.in_order:
            self._write_cells(number, values)
            return
        held = {cell.column: cell for cell in row.cells}
        own = _own_style(row)
        added: list[Cell] = []
        changed: list[int] = []
        filled: list[int] = []
        for column, letters, style, value in zip(
            count(self._left), self._letters, self._column_styles, values, strict=False
        ):
            cell = held.get(column)
            if value is KEPT or (cell is None and value is None):
                continue
            if cell is None:
                row = self._editable(number)
                raw = self._cell(f"{letters}{number}", style if own is None else own, value).encode()
                added.append(Cell(column, raw))
            else:
                new = self._over(cell.raw, value)
                if new is None:
                    self._sheet.set_value(number, column, value)
                    # Until the row is being changed, another look at it may give it anew.
                    if (now := grid.row(number)) is not row and now is not None:
                        row, held = now, {each.column: each for each in now.cells}
                    continue
                if new is cell.raw:
                    continue
                row = self._editable(number)
                cell.raw = new
            changed.append(column)
            if value is not None:
                filled.append(column)
        if added:
            row.insert_all(added)
            self._added.add(number, added[0].column, added[-1].column)
        if changed:
            row.changed = True
            self._note(number, changed, filled)
        if row.changed and self._fold:
            grid.fold(number)

    def _editable(self, number: int) -> Row:
        self._sheet.workbook.refuse_unless_editable()
        return self._sheet.grid.editable(number)

    def _over(self, raw: bytes, value: Any) -> bytes | None:
        """Return a cell with another value, the same bytes where it has it; None where that is not simple."""
        match = self._simple.fullmatch(raw)
        if match is None:
            return None
        head, tag, body = match[1], match[2], match[3] or b""
        if b"<!" in body or b"<?" in body or b"extLst" in body:
            return None
        computed = body.startswith(self._formula + b">")
        if self._formula in body and not computed:
            return None
        kind, style = self._reader.kind_of(tag)
        settled = value
        if isinstance(value, _DATES):
            settled = settle(value, self._sheet.workbook.date1904)
            if not self._reader.date_format(style)[0]:
                return None
        if not computed and same_value(self._held(kind, raw, body), settled):
            return raw
        self._sheet.workbook.refuse_unless_editable()
        if style and settled is not None and not is_text(settled) and self._is_marked(style):
            return None
        self._sheet.workbook.formula_gone |= computed
        new_kind, inner = self._inner(settled)
        key = tag, new_kind
        if key not in self._retyped:
            retyped = rewritten(head + tag + b"/>", self._sheet.prefix, new_kind, b"")
            self._retyped[key] = retyped[len(head) : -2]
        if not inner:
            return head + self._retyped[key] + b"/>"
        return b"%s%s>%s</%sc>" % (head, self._retyped[key], inner.encode(), self._sheet.prefix)

    def _held(self, kind: str, raw: bytes, body: bytes) -> Stored:
        """Return what a cell without a formula holds; the short way for the usual spellings."""
        if not body:
            return None
        if kind == "inlineStr" and (found := self._inline.fullmatch(body)):
            return uncell_text(plain(found[1].decode()))
        if kind in ("n", "s", "b", "e") and (found := self._stored.fullmatch(body)):
            return self._reader.typed(kind, plain(found[1].decode()))
        return self._reader.stored(read_cell(raw, self._sheet.prefix))

    def _is_marked(self, style: int) -> bool:
        """Return whether a format says with an apostrophe that its cell holds a text."""
        if style not in self._marked:
            self._marked[style] = self._sheet.workbook.styles.without_text_mark(style) != style
        return self._marked[style]

    def _cell(self, address: str, style: int, value: Any) -> str:
        """Return a new cell in a place whose column or row gives it a format."""
        code = None
        if isinstance(value, _DATES):
            code, value = shown_as(value), settle(value, self._sheet.workbook.date1904)
        kind, inner = self._inner(value)
        tag = self._tags.get((style, kind, code))
        if tag is None:
            tag = self._tags[style, kind, code] = self._tag(style, kind, code)
        return f'<{self._name} r="{address}"{tag}>{inner}</{self._name}>'

    def _tag(self, style: int, kind: str | None, code: str | None) -> str:
        """Return the attributes of a new cell, in the order in which an edit of one cell adds them."""
        styles, given = self._sheet.workbook.styles, style
        if style and kind != "inlineStr":
            given = styles.without_text_mark(style)
        shown = given
        if code is not None and not self._reader.date_format(given)[0]:
            shown = styles.with_changes(given, {"number_format": code})
        number = f' s="{shown}"' if style or shown != given else ""
        return number + (f' t="{kind}"' if kind else "")

    def _inner(self, value: Any) -> tuple[str | None, str]:
        """Return the type and the content of a cell with a settled value."""
        kind = type(value)
        if kind is str:
            return "inlineStr", self._texts.get(value) or self._text(value)
        if kind is int or kind is float:
            return None, f"<{self._prefix}v>{number_text(value)}</{self._prefix}v>"
        named, inner = spelled(value, self._sheet.prefix)
        return named, inner.decode()

    def _text(self, text: str) -> str:
        """Return the content of a cell with a text, remembered where there is room."""
        # Nearly every text is spelt in a cell as it is: a look at what may not be is quicker than the spelling.
        if text.isprintable() and text == text.strip() and not any(each in text for each in _SPELT):
            inner = f"<{self._prefix}is><{self._prefix}t>{text}</{self._prefix}t></{self._prefix}is>"
        else:
            inner = spelled(text, self._sheet.prefix)[1].decode()
        if len(self._texts) < _MOST_TEXTS:
            self._texts[text] = inner
        return inner

    def _note(self, number: int, changed: Sequence[int], filled: Sequence[int]) -> None:
        """Take note of changed columns of a row and of those that hold something now, both ascending."""
        sheet = self._sheet
        if len(changed) == changed[-1] - changed[0] + 1:
            sheet.changed_cells.add_row(number, changed[0], changed[-1])
        else:
            for column in changed:
                sheet.changed_cells.add(number, column)
        if filled:
            self._filled.add(number, filled[0], filled[-1])
        self._emptied = self._emptied or len(filled) < len(changed)
        if self._large or sheet.rounded_cells:
            places = {(number, column) for column in changed}
            sheet.rounded_cells -= places
            sheet.rounded_cells |= places & self._large


class _Extent:
    """The box around cells that come row by row, from the top."""

    def __init__(self) -> None:
        self._top = self._left = self._bottom = self._right = 0

    def add(self, row: int, left: int, right: int) -> None:
        """Take in the cells of a row from a column to another."""
        self._top = self._top or row
        self._left = min(self._left or left, left)
        self._bottom, self._right = row, max(self._right, right)

    @property
    def box(self) -> Box | None:
        """Return the box, or None when no cell came."""
        return Box(self._top, self._left, self._bottom, self._right) if self._top else None


def _own_style(row: Row) -> int | None:
    """Return the number of the format that a row gives to its new cells, or None for that of their columns."""
    if b"customFormat" not in row.tag:
        return None
    own = {name.rpartition(":")[2]: value for name, value in attributes(row.tag).items()}
    return whole_number(own.get("s")) if own.get("customFormat") in ("1", "true") else None
