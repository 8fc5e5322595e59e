"""A worksheet: read and set cells; everything that was not asked for keeps its bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xlscore.ooxml.errors import EditRefusedError, UnsupportedValueError
from xlscore.ooxml.sheet.blocks import ValueBlock
from xlscore.ooxml.sheet.bulk import Among, Run, read_box, read_formulas, read_rows, read_runs
from xlscore.ooxml.sheet.cell_values import CellReader
from xlscore.ooxml.sheet.cells import (
    CellXml,
    FormulaXml,
    attributes,
    element_pattern,
    read_cell,
    rewritten,
    tag_length,
)
from xlscore.ooxml.sheet.changes import ChangedCells
from xlscore.ooxml.sheet.cut_row import Cell
from xlscore.ooxml.sheet.faces import Host
from xlscore.ooxml.sheet.guards import SheetGuards, refuse_outside
from xlscore.ooxml.sheet.holding import End, HeldSet, hold_attributes
from xlscore.ooxml.sheet.reach import filled_cells, used_box
from xlscore.ooxml.sheet.rows import Grid
from xlscore.ooxml.sheet.shared_formulas import SharedFormulas
from xlscore.ooxml.sheet.xml import cut_sheet, joined_sheet, refuse_ill_formed, with_dimension
from xlscore.ooxml.values.addresses import SHEET_BOX, Box, box_with, cell_address
from xlscore.ooxml.values.cell import (
    LONGEST_FORMULA,
    CellValue,
    is_rounded,
    is_text,
    pythonic,
    same_value,
    settle,
    spelled,
)
from xlscore.ooxml.values.dates import usual_code
from xlscore.ooxml.values.function_names import as_shown, as_stored
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import refuse_unspeakable, whole_number

__all__ = ["Sheet"]

UNSET: Any = object()


class Sheet:
    """One sheet of a workbook; rows and columns count from 1."""

    def __init__(self, workbook: Host, name: str, part: str, kind: str, visibility: str) -> None:
        """Describe a sheet of the workbook; its part is read when a cell is first asked for."""
        self.workbook = workbook
        self.name = name
        self.part = part
        self.kind = kind
        self.visibility = visibility
        self.changed_cells = ChangedCells()
        self.rounded_cells: HeldSet[tuple[int, int]] = HeldSet()
        self._shell = b""
        self._read_shell = b""
        self._grid: Grid | None = None
        self._reader = CellReader(workbook, b"")
        self._used: Box | None = UNSET
        self._grown: Box | None = None
        self._guards = SheetGuards(self)
        self._shared = SharedFormulas(self)

    @property
    def visible(self) -> bool:
        """Return whether the sheet's tab is shown."""
        return self.visibility == "visible"

    @property
    def grid(self) -> Grid:
        """Return the rows of the sheet."""
        if self._grid is None:
            self._load()
        assert self._grid is not None
        return self._grid

    @property
    def prefix(self) -> bytes:
        """Return the namespace prefix of the sheet's elements with its colon; mostly empty."""
        return self.grid.prefix

    @property
    def shell(self) -> bytes:
        """Return the sheet's XML with its rows left out: a small document, to parse and splice."""
        _ = self.grid
        return self._shell

    @shell.setter
    def shell(self, xml: bytes) -> None:
        _ = self.grid
        if xml != self._shell:
            self.workbook.refuse_unless_editable()
            self._shell = xml
            self._used = UNSET

    def element(self, *path: str) -> splice.Element | None:
        """Return an element of the shell by its path below the root, as `("sheetViews", "sheetView")`."""
        return splice.parse(self.shell, self.part).child(*path)

    @property
    def used(self) -> tuple[int, int, int, int] | None:
        """Return the box of cells that hold something (top, left, bottom, right), or None."""
        if self._used is UNSET:
            self._used = used_box(self.grid)
        return tuple(self._used) if self._used else None  # type: ignore[return-value]

    def cells(self) -> Iterator[tuple[int, int, CellXml]]:
        """Yield row, column and XML of every cell that holds something."""
        for cell in self.grid.slices():
            if cell.body:
                yield cell.row, cell.column, read_cell(cell.xml(self.prefix), self.prefix)

    def value(self, row: int, column: int) -> CellValue:
        """Return the value of a cell; a formula's is the result it was saved with."""
        xml = self._xml(row, column)
        return self._reader.value(xml) if xml else None

    def values(self, top: int, left: int, bottom: int, right: int) -> list[list[CellValue]]:
        """Return the values of a box, row by row; refused for a box of more than twenty million cells."""
        return read_box(self.grid, self._reader, Box(top, left, bottom, right), self.name)

    def stored_rows(self, box: Box) -> Iterator[tuple[int, list[CellValue]]]:
        """Yield the number of each row of a box that is written and what its cells hold, a date as its serial number."""
        return read_rows(self.grid, CellReader(self.workbook, self.prefix, dates=False), box)

    def runs_in(self, box: Box) -> Iterator[Run]:
        """Yield the rows of a box that are written, those with cells in the same columns at once; the first of a column counts."""
        return read_runs(self.grid, self._reader, box)

    def formulas(self, box: Box = SHEET_BOX, among: Among | None = None) -> dict[tuple[int, int], str]:
        """Return the formulas in a box of cells by row and column, each with its equals sign; of many those `among` them alone."""
        return read_formulas(self.grid, self._shared, box, among)

    def filled(self) -> Iterator[tuple[int, int, CellValue]]:
        """Yield row, column and value of every cell that holds something; of two in one place the first counts."""
        for cell in filled_cells(self.grid):
            yield cell.row, cell.column, self._reader.value_of(cell)

    def stored_value(self, row: int, column: int) -> str | float | int | bool | None:
        """Return what a cell holds, where a date is its serial number."""
        xml = self._xml(row, column)
        return self._reader.stored(xml) if xml else None

    def formula(self, row: int, column: int) -> str | None:
        """Return the formula of a cell with its equals sign, or None."""
        cell = self._cell(row, column)
        # Most cells have none, and need not be read to say so.
        if cell is None or b"<%sf" % self.prefix not in cell.raw:
            return None
        formula = read_cell(cell.raw, self.prefix).formula
        text = self._shared.text_of(row, column, formula) if formula else ""
        return "=" + as_shown(text) if text else None

    def style_id(self, row: int, column: int) -> int:
        """Return the number of the format of a cell: its own, its row's or its column's."""
        xml = self._xml(row, column)
        return xml.style if xml else self._inherited_style(row, column)

    def is_locked(self, row: int, column: int) -> bool:
        """Return whether the sheet's protection keeps a cell as it is."""
        return self._guards.is_locked(row, column)

    def set_value(self, row: int, column: int, value: Any) -> None:
        """Put a number, text, date, truth, error or nothing into a cell and keep its format.

        Text stays text even where it starts with an equals sign. A date in a cell without a date
        format gets one, as when it is typed in Excel.
        """
        refuse_outside(row, column)
        value = self._guards.meant(row, column, pythonic(value))
        settled = settle(value, self.workbook.date1904)
        xml, is_dated = self._xml(row, column), isinstance(value, (dt.date, dt.time, dt.timedelta))
        if self._is_new(xml, settled):
            settled = self._guards.allow(row, column, settled, is_dated=is_dated)
            self._write(row, column, xml, *spelled(settled, self.prefix))
            if settled is not None and not is_text(settled):
                self._drop_text_mark(row, column)
            if is_rounded(settled):
                self.rounded_cells.add((row, column))
        if is_dated:
            self._show_as_date(row, column, value)

    def set_values(self, row: int, column: int, rows: Iterable[Sequence[Any]]) -> None:
        """Put a block of values into cells from this corner on, all or none; a cell for which it says `KEPT` is left."""
        ValueBlock(self, self._guards, self._reader).write(row, column, rows)

    def differs(self, row: int, column: int, settled: CellValue) -> bool:
        """Return whether a cell holds a formula, or another value than this one."""
        return self._is_new(self._xml(row, column), settled)

    def note_written(self, added: Box | None, filled: Box | None, *, emptied: bool) -> None:
        """Take note of the cells that a block added and filled, and whether it emptied any."""
        for row, column in (added[:2], added[2:]) if added else ():
            self._grown = box_with(self._grown, row, column)
        if emptied:
            self._used = UNSET
        for row, column in (filled[:2], filled[2:]) if filled and self._used is not UNSET else ():
            self._used = box_with(self._used, row, column)

    def set_formula(self, row: int, column: int, formula: str, cached: Any = UNSET) -> None:
        """Put a formula into a cell with the result it shows until Excel calculates.

        Without a result, Excel is asked to calculate when the workbook is opened.
        """
        refuse_outside(row, column)
        text = as_stored(formula.removeprefix("=").replace("\r\n", "\n").replace("\r", "\n"))
        refuse_unspeakable(text)
        if not text.strip() or len(text) > LONGEST_FORMULA:
            raise UnsupportedValueError(f"A formula is 1 to {LONGEST_FORMULA} characters long; shorten it.")
        xml = self._xml(row, column)
        result = UNSET if cached is UNSET else settle(cached, self.workbook.date1904)
        unchanged = bool(xml and xml.formula and self._shared.text_of(row, column, xml.formula) == text)
        if unchanged and xml and (result is UNSET or same_value(self._reader.stored(xml), result)):
            return
        kind, inner = (None, b"") if result is UNSET else spelled(result, self.prefix, as_result=True)
        if unchanged and xml and xml.formula:
            self._guards.allow_result(row, column)
            self._write(row, column, xml, kind, xml.formula.xml(self.prefix) + inner, keep_formula=True)
            return
        self._guards.allow_formula(row, column, text)
        self._write(row, column, xml, kind, FormulaXml({}, text).xml(self.prefix) + inner)
        self._drop_text_mark(row, column)
        if result is UNSET:
            self.workbook.needs_calculation = True

    def replace_formula(self, row: int, column: int, formula: FormulaXml) -> None:
        """Spell the formula a cell has in another way, as a shared or array one; its result stays."""
        self.workbook.refuse_unless_editable()
        found = self.grid.editable(row)
        cell = found.find(column)
        assert cell is not None
        new, pattern = formula.xml(self.prefix), element_pattern(self.prefix + b"f")
        cell.raw = pattern.sub(lambda _: new, cell.raw, count=1)
        found.changed = True
        if not self._shared.renew(row, column, formula):
            self._guards.forget_arrays()

    def clear(self, row: int, column: int) -> None:
        """Empty a cell and keep its format."""
        self.set_value(row, column, None)

    def set_style(self, row: int, column: int, style_id: int) -> None:
        """Give a cell the format of this number."""
        refuse_outside(row, column)
        if self.style_id(row, column) == style_id:
            return
        self._guards.allow_format()
        self._restyle(row, column, style_id)

    def row_attributes(self, row: int) -> dict[str, str]:
        """Return the attributes of a row's start tag (`ht`, `hidden`, `s`, …)."""
        found = self.grid.row(row)
        items = attributes(found.tag).items() if found else ()
        return {name.rpartition(":")[2]: value for name, value in items}

    def set_row_attributes(self, row: int, values: dict[str, str | None]) -> None:
        """Set attributes of a row's start tag, or remove those that are None."""
        refuse_outside(row, 1)
        old = self.row_attributes(row)
        if all(old.get(name) == value for name, value in values.items()):
            return
        self.workbook.refuse_unless_editable()
        found = self.grid.editable(row)
        found.tag = splice.start_tag(found.tag, values)
        found.changed = True

    def xml(self) -> bytes:
        """Return the whole sheet as XML, with every pending change."""
        return b"".join(self._pieces())

    def _pieces(self) -> list[bytes | memoryview]:
        self._shell = with_dimension(self.shell, self.part, self._grown)
        return joined_sheet(self._shell, self.part, self.grid.chunks())

    @property
    def is_changed(self) -> bool:
        """Return whether the sheet differs from what was read."""
        return self._grid is not None and (self._grid.changed or self._shell != self._read_shell)

    def flush(self) -> None:
        """Hand pending changes to the package, refused where what is new would not be well formed."""
        if self.is_changed:
            pieces = self._pieces()
            refuse_ill_formed(pieces, self.part)
            self.workbook.package.write_pieces(self.part, pieces, is_checked=True)
            # What the next edits are held against is what the package has now: one may put back what was read.
            self._read_shell = self._shell

    def hold(self) -> End:
        """Return what ends the watch over changes that begins now, and takes them back when told so."""
        parts = (self.changed_cells, self.rounded_cells, *((self._grid,) if self._grid else ()))
        return hold_attributes(self, parts, self._forget)

    def reload(self) -> None:
        """Forget what was read, after somebody else wrote the sheet's part."""
        self._grid = None
        self._grown = None
        self._forget()

    def _forget(self) -> None:
        self._used = UNSET
        # The number of a format that was taken back may be given to another one.
        self._reader = CellReader(self.workbook, self._grid.prefix if self._grid else b"")
        self._guards.forget_arrays()
        self._shared = SharedFormulas(self)

    def _load(self) -> None:
        if self.kind != "worksheet":
            raise EditRefusedError(f"{self.name} is a {self.kind} and has no cells; choose a worksheet.")
        self._read_shell, self._grid = cut_sheet(self.workbook.package.read(self.part), self.part)
        self._shell = self._read_shell
        self._reader = CellReader(self.workbook, self._grid.prefix)

    def _cell(self, row: int, column: int) -> Cell | None:
        found = self.grid.row(row)
        return found.first(column) if found else None

    def _xml(self, row: int, column: int) -> CellXml | None:
        cell = self._cell(row, column)
        return read_cell(cell.raw, self.prefix) if cell else None

    def _is_new(self, xml: CellXml | None, settled: CellValue) -> bool:
        """Return whether a cell holds a formula, or another value than this one."""
        if xml is None:
            return settled is not None
        return xml.formula is not None or not same_value(self._reader.stored(xml), settled)

    def _show_as_date(self, row: int, column: int, value: dt.date | dt.time | dt.timedelta) -> None:
        style = self.style_id(row, column)
        if not self._reader.date_format(style)[0]:
            dated = self.workbook.styles.with_changes(style, {"number_format": usual_code(value)})
            self._restyle(row, column, dated)

    def _drop_text_mark(self, row: int, column: int) -> None:
        """Take away the mark of a leading apostrophe, under which Excel would go on to read text."""
        style = self.style_id(row, column)
        # The first format is everybody's and carries no mark; without it the styles need not be read.
        if style and (plain := self.workbook.styles.without_text_mark(style)) != style:
            self._restyle(row, column, plain)

    def _restyle(self, row: int, column: int, style_id: int) -> None:
        """Give a cell another format, as Excel does by itself for what is typed, protected or not."""
        found = self._touch(row, column)
        end = tag_length(found.raw)
        found.raw = splice.start_tag(found.raw[:end], {"s": str(style_id)}) + found.raw[end:]

    def _inherited_style(self, row: int, column: int) -> int:
        found = self.grid.row(row)
        if found is not None and b"customFormat" in found.tag:
            own = self.row_attributes(row)
            if own.get("customFormat") in ("1", "true"):
                return whole_number(own.get("s"))
        return self._guards.column_style(column)

    def _touch(self, row: int, column: int) -> Cell:
        """Return a cell to be changed, made in its place with its inherited format when missing."""
        self.workbook.refuse_unless_editable()
        found = self.grid.editable(row)
        cell = found.find(column)
        if cell is None:
            style = self._inherited_style(row, column)
            number = b' s="%d"' % style if style else b""
            raw = b'<%sc r="%s"%s/>' % (self.prefix, cell_address(row, column).encode(), number)
            cell = Cell(column, raw)
            found.insert(cell)
            self._grown = box_with(self._grown, row, column)
        found.changed = True
        return cell

    def _write(
        self,
        row: int,
        column: int,
        old: CellXml | None,
        kind: str | None,
        inner: bytes,
        *,
        keep_formula: bool = False,
    ) -> None:
        if old and old.formula and not keep_formula:
            self._shared.leave(row, column, old.formula)
            if old.formula.kind not in ("normal", "shared"):
                self._guards.forget_arrays()
            self.workbook.formula_gone = True
        cell = self._touch(row, column)
        cell.raw = rewritten(cell.raw, self.prefix, kind, inner, keep_metadata=keep_formula)
        self.changed_cells.add(row, column)
        self.rounded_cells.discard((row, column))
        if self._used is not UNSET:
            self._used = box_with(self._used, row, column) if inner else UNSET
