"""A block of values written at once: the same bytes as cell by cell, for a small part of the work.

What may refuse is asked before anything is written. A row that is new is spelt as bytes straight away, a row that is
there is cut and joined once. A cell that needs more than its type and content exchanged (a shared formula, a mark of text,
rich text) is written alone, as is every cell of a row in which a heading, a merge, an array or a lock needs care.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Container, Iterable, Sequence
from itertools import count
from typing import Any, Protocol

from xlscore.ooxml.sheet.cell_values import CellReader, Stored
from xlscore.ooxml.sheet.cells import attributes, rewritten
from xlscore.ooxml.sheet.changes import ChangedCells
from xlscore.ooxml.sheet.cut_row import spanning
from xlscore.ooxml.sheet.faces import Cells
from xlscore.ooxml.sheet.guards import SheetGuards, refuse_outside
from xlscore.ooxml.sheet.holding import HeldSet
from xlscore.ooxml.sheet.plain_rows import PlainCell, PlainRow, PlainRows
from xlscore.ooxml.sheet.table_cells import Promised
from xlscore.ooxml.values.addresses import MAX_COLUMN, Box, column_letters
from xlscore.ooxml.values.cell import (
    LARGEST_EXACT,
    LONGEST_TEXT,
    number_text,
    pythonic,
    same_value,
    settle,
    spelled,
)
from xlscore.ooxml.values.dates import usual_code
from xlscore.ooxml.xml.splice import start_tag
from xlscore.ooxml.xml.text import plain, uncell_text, whole_number

__all__ = ["KEPT", "ValueBlock", "WrittenSheet"]

KEPT: Any = object()
"""Stands in a block for a cell that is left alone."""

# The kinds of value that a cell holds as they are, numbers among them, and those that say how they want to be shown.
_PLAIN = frozenset([str, int, float, bool, type(None)])
_NUMBERS = frozenset([int, float])
# As many digits as a float holds of any number, and no more.
_EXACT = 16
_DATES = (dt.date, dt.time, dt.timedelta)
# Beside a thousand texts that come again and again, a column of case numbers must not be remembered whole.
_MOST_TEXTS = 20_000
# What a text may hold that a cell spells otherwise, beside what cannot be printed.
_SPELT = ("&", "<", ">", "_x", "  ")


class WrittenSheet(Cells, Protocol):
    """What a block needs of the sheet it is written into."""

    changed_cells: ChangedCells
    rounded_cells: HeldSet[tuple[int, int]]

    def set_value(self, row: int, column: int, value: Any) -> None:
        """Put a value into one cell."""

    def differs(self, row: int, column: int, settled: Stored) -> bool:
        """Return whether a cell holds a formula, or another value than this one."""

    def note_written(self, added: Box | None, filled: Box | None, *, emptied: bool) -> None:
        """Take note of cells that were added, of those that were filled, and whether any was emptied."""


class ValueBlock:
    """Values for the cells from one corner on."""

    def __init__(self, sheet: WrittenSheet, guards: SheetGuards, reader: CellReader) -> None:
        """Stand for a block on a sheet."""
        self._sheet, self._guards, self._reader = sheet, guards, reader
        self._prefix = sheet.prefix.decode()
        self._name, self._end_c = f"{self._prefix}c", f"</{self._prefix}c>"
        self._v, self._end_v = f"<{self._prefix}v>", f"</{self._prefix}v>"
        self._left = 1
        self._letters: list[str] = []
        self._column_tags: list[str] = []
        self._careful: Container[int] = ()
        self._large: set[tuple[int, int]] = set()
        self._texts: dict[str, str] = {}
        self._tags: dict[tuple[str, str | None, str | None, bool], str] = {}
        self._kinds: dict[str, tuple[str, int]] = {}
        self._rows = PlainRows(self._prefix)
        self._added, self._filled = _Extent(), _Extent()
        self._emptied = False

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
        self._letters = [column_letters(column) for column in range(left, left + width)]
        self._column_tags = [
            _styled(self._guards.column_style(column)) for column in range(left, left + width)
        ]
        # What no guard foresees, as a row that turns out damaged, takes back the rows before it.
        with self._sheet.workbook.package.as_one():
            for number, values in enumerate(listed, top):
                self._write_row(number, values)
            self._sheet.note_written(self._added.box, self._filled.box, emptied=self._emptied)

    def _allowed(self, number: int, values: Sequence[Any], promised: Promised) -> Sequence[Any]:
        """Return the values of a row as cells hold them, dates as they are; refused where one may not be written."""
        if number in self._careful:
            for column, value in enumerate(values, self._left):
                if value is not KEPT:
                    meant = self._guards.meant(number, column, pythonic(value))
                    settled = settle(meant, self._sheet.workbook.date1904)
                    if self._sheet.differs(number, column, settled):
                        self._sheet.grid.refuse_doubled(number)
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
            raw = self._sheet.grid.plain(number)
            row = self._rows.cut(raw) if raw is not None else None
            if row is None or not self._write_over(number, row, values):
                self._write_cells(number, values)
        elif any(value is not None and value is not KEPT for value in values):
            self._write_new(number, values)

    def _write_cells(self, number: int, values: Sequence[Any]) -> None:
        """Write the cells of a row one by one."""
        for column, value in enumerate(values, self._left):
            if value is not KEPT:
                self._sheet.set_value(number, column, value)

    def _write_new(self, number: int, values: Sequence[Any]) -> None:
        """Spell a row that is not there yet."""
        self._sheet.workbook.refuse_unless_editable()
        cells = [
            self._cell(f'<{self._name} r="{letters}{number}"', tag, value)
            for letters, tag, value in zip(self._letters, self._column_tags, values, strict=False)
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

    def _write_over(self, number: int, row: PlainRow, values: Sequence[Any]) -> bool:
        """Write into a row that is there, and return whether that needed nothing but its own cells."""
        first = bisect_left(row.columns, self._left)
        last = bisect_left(row.columns, self._left + len(values))
        held = dict(zip(row.columns[first:last], row.cells[first:last], strict=True))
        if not all(not cell[6] or self._rows.is_alone(cell[6]) for cell in held.values()):
            return False
        tags = self._column_tags if b"customFormat" not in row.tag else self._row_tags(row.tag)
        pieces = row.texts[:first]
        added: list[int] = []
        changed: list[int] = []
        filled: list[int] = []
        for column, letters, given, value in zip(
            count(self._left), self._letters, tags, values, strict=False
        ):
            cell = held.get(column)
            if value is KEPT or (self._holds(cell, value) if cell else value is None):
                if cell:
                    pieces.append(cell[0] if type(value) in _PLAIN else self._shown(cell, value))
                continue
            changed.append(column)
            if value is not None:
                filled.append(column)
            if cell is None:
                pieces.append(self._cell(f'<{self._name} r="{letters}{number}"', given, value))
                added.append(column)
            else:
                pieces.append(self._cell(cell[1], cell[3], value))
                self._sheet.workbook.formula_gone |= bool(cell[6])
        if changed:
            self._note(number, changed, filled)
        pieces += row.texts[last:]
        tag = row.tag
        if added:
            self._added.add(number, added[0], added[-1])
            tag = spanning(tag, added[0], added[-1])
        if pieces != row.texts:
            self._sheet.workbook.refuse_unless_editable()
            self._sheet.grid.put(number, tag + "".join(pieces).encode() + row.closing)
        return True

    def _holds(self, cell: PlainCell, value: Any) -> bool:
        """Return whether a cell holds this value, and no formula."""
        _, _, _, tag, stored, text, other = cell
        if other:
            return False
        kind, _ = self._kind_of(tag)
        if kind == "n" and type(value) in _NUMBERS and len(stored) < _EXACT:
            try:
                return bool(float(stored) == value)
            except ValueError:
                return False
        if isinstance(value, _DATES):
            value = settle(value, self._sheet.workbook.date1904)
        held: Stored = None
        if text:
            held = uncell_text(plain(text)) if kind == "inlineStr" else None
        elif stored and kind in ("str", "inlineStr"):
            held = uncell_text(plain(stored))
        elif stored:
            held = self._reader.typed(kind, plain(stored))
        return same_value(held, value)

    def _shown(self, cell: PlainCell, value: Any) -> str:
        """Return a cell that holds its value already; a date is shown as one from now on."""
        raw, head, _, tag, _, _, _ = cell
        if not isinstance(value, _DATES):
            return raw
        style = self._kind_of(tag)[1]
        shown = self._dated(style, usual_code(value))
        if shown == style:
            return raw
        new = start_tag(f"{head}{tag}>".encode(), {"s": str(shown)}).decode()
        return new[:-1] + raw[len(head) + len(tag) :]

    def _kind_of(self, tag: str) -> tuple[str, int]:
        found = self._kinds.get(tag)
        if found is None:
            found = self._kinds[tag] = self._reader.kind(tag.encode())
        return found

    def _row_tags(self, tag: bytes) -> list[str]:
        """Return the attributes that new cells of a row have by its format, or by those of their columns."""
        own = {name.rpartition(":")[2]: value for name, value in attributes(tag).items()}
        if own.get("customFormat") not in ("1", "true"):
            return self._column_tags
        return [_styled(whole_number(own.get("s")))] * len(self._letters)

    def _cell(self, head: str, tag: str, value: Any) -> str:
        """Return a cell with a value, from the beginning of its tag and the attributes it had so far."""
        kind = type(value)
        code = None
        if kind is str:
            new: str | None = "inlineStr"
            inner = self._texts.get(value) or self._text(value)
        elif kind is int:
            new, inner = None, f"{self._v}{value}{self._end_v}"
        elif kind is float:
            new, inner = None, f"{self._v}{number_text(value)}{self._end_v}"
        else:
            if isinstance(value, _DATES):
                code, value = usual_code(value), settle(value, self._sheet.workbook.date1904)
            new, content = spelled(value, self._sheet.prefix)
            inner = content.decode()
        key = tag, new, code, value is None
        retyped = self._tags.get(key)
        if retyped is None:
            retyped = self._tags[key] = self._retyped(*key)
        return f"{head}{retyped}>{inner}{self._end_c}" if inner else f"{head}{retyped}/>"

    def _retyped(self, tag: str, kind: str | None, code: str | None, emptied: bool) -> str:
        """Return the attributes of a cell with another content, as an edit of that one cell leaves them."""
        head = f'<{self._name} r="A1"'.encode()
        new = rewritten(head + tag.encode() + b"/>", self._sheet.prefix, kind, b"")
        style = shown = self._kind_of(tag)[1]
        if style and kind != "inlineStr" and not emptied:
            shown = self._sheet.workbook.styles.without_text_mark(style)
        if code is not None:
            shown = self._dated(shown, code)
        if shown != style:
            new = start_tag(new, {"s": str(shown)})
        return new[len(head) : -2].decode()

    def _dated(self, style: int, code: str) -> int:
        """Return the number of the format that shows dates, this one where it does."""
        if self._reader.date_format(style)[0]:
            return style
        return self._sheet.workbook.styles.with_changes(style, {"number_format": code})

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
            for place in [(number, column) for column in changed]:
                (sheet.rounded_cells.add if place in self._large else sheet.rounded_cells.discard)(place)


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


def _styled(style: int) -> str:
    return f' s="{style}"' if style else ""
