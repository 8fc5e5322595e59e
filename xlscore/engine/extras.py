"""What xlwings has no words for, on a file and, where Excel's own object model can, in live Excel."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlwings

from xlscore.engine.book import Book
from xlscore.engine.capabilities import capabilities
from xlscore.engine.opening import open_book
from xlscore.engine.ranges import Range
from xlscore.engine.refusals import NotOnAFileError
from xlscore.engine.sheet import FileSheet
from xlscore.errors import XlscoreError
from xlscore.ooxml.around import drawings, printing, respelling
from xlscore.ooxml.around.sheets import shell_of
from xlscore.ooxml.opc.saving import replace_file
from xlscore.ooxml.sheet import arrays
from xlscore.ooxml.sheet.cells import FormulaXml
from xlscore.ooxml.values.function_names import as_stored

__all__ = [
    "UnreadableDrawingsError",
    "UnreadableSheetError",
    "book_bytes",
    "draw",
    "drawing_xml",
    "drawn_names",
    "is_merged",
    "lacks_result",
    "page_sections",
    "reading_of",
    "release_array",
    "respell_formula",
    "respell_table_columns",
    "save_book",
    "save_copy",
    "set_formula",
    "set_page",
    "tab_names",
]


class UnreadableSheetError(XlscoreError):
    """A sheet could not be read, for a reason that is nobody's data."""


class UnreadableDrawingsError(XlscoreError):
    """What is drawn in a workbook could not be read, for a reason that is nobody's data."""


# Values of Excel's constants xlPortrait, xlLandscape; paper sizes are the file's own numbers.
_PORTRAIT, _LANDSCAPE = 1, 2
_POINTS_PER_INCH = 72
_LONGEST_ARRAY = 255
_SIDES = {"&L": "Left", "&C": "Center", "&R": "Right"}
_CODES = re.compile(r'&"[^"]*"|&.|[^&]|&$', re.DOTALL)


def set_formula(cells: xlwings.Range, formulas: Any, values: Any = None) -> None:
    """Write formulas together with the results they show until Excel calculates.

    One formula fills all cells, its references moving along; rows of formulas go cell by cell. `values`
    has the same shape. In live Excel only the formulas are written: it calculates by itself.
    """
    impl = cells.impl
    if not isinstance(impl, Range):
        cells.formula = formulas
        return
    results: dict[tuple[int, int], Any] = {}
    if values is not None:
        for down, row in enumerate(_as_rows(values, impl)):
            for right, value in enumerate(row):
                results[impl.row + down, impl.column + right] = value
    impl.write_formulas(formulas, results)


def _as_rows(values: Any, impl: Range) -> list[list[Any]]:
    """Return results as rows; a plain list is one row, or one column when the cells stand below each other."""
    if not isinstance(values, (list, tuple)):
        return [[values] * impl.box.columns for _ in range(impl.box.rows)]
    if values and isinstance(values[0], (list, tuple)):
        return [list(row) for row in values]
    if impl.box.columns == 1 and impl.box.rows > 1:
        return [[value] for value in values]
    return [list(values)]


def set_page(
    sheet: xlwings.Sheet,
    *,
    landscape: bool | None = None,
    paper: str | None = None,
    pages_wide: int | None = None,
    pages_tall: int | None = None,
    title_rows: tuple[int, int] | None = None,
    title_columns: tuple[int, int] | None = None,
    header: str | None = None,
    footer: str | None = None,
    footer_over: Sequence[str] | None = None,
    margins: Mapping[str, float] | None = None,
    centred: bool | None = None,
) -> bool:
    """Return whether the print setup was changed; only what is given changes.

    `paper` is A3, A4 or A5; 0 pages tall means as many as needed; titles are first and last row or column,
    repeated on every page; header and footer are in Excel's codes (`&L`, `&P`, …); margins in inches.
    With `footer_over` the footer is set only in place of one of these.
    False on engines without print setup (xlwings' remote one).
    """
    impl = sheet.impl
    if not isinstance(impl, FileSheet):
        if not capabilities(sheet.book).pages:
            return False
        _set_native_page(
            sheet.api.PageSetup,
            landscape=landscape,
            paper=paper,
            pages=(pages_wide, pages_tall),
            rows=title_rows,
            columns=title_columns,
            margins=margins,
            centred=centred,
        )
        if footer_over is not None and not _native_footer(sheet.api.PageSetup, footer_over):
            footer = None
        for place, text in (("Header", header), ("Footer", footer)):
            for side, part in page_sections(text).items() if text is not None else ():
                setattr(sheet.api.PageSetup, f"{side}{place}", part)
        return True
    printing.set_page(
        impl.file,
        landscape=landscape,
        paper=paper,
        pages_wide=pages_wide,
        pages_tall=pages_tall,
        centred=centred,
    )
    if title_rows is not None or title_columns is not None:
        shell = shell_of(impl.book.workbook)
        printing.set_print_titles(shell, impl.index - 1, impl.name, rows=title_rows, columns=title_columns)
    if footer_over is not None and printing.footer_of(impl.file) not in footer_over:
        footer = None
    if header is not None or footer is not None:
        printing.set_header_footer(impl.file, header=header, footer=footer)
    if margins:
        printing.set_margins(impl.file, **margins)
    return True


def _native_footer(page: Any, footers: Sequence[str]) -> bool:
    """Return whether a sheet of live Excel has one of these footers."""
    here = {side: str(getattr(page, f"{side}Footer") or "") for side in ("Left", "Center", "Right")}
    return any(page_sections(footer) == here for footer in footers)


def _set_native_page(
    page: Any,
    *,
    landscape: bool | None,
    paper: str | None,
    pages: tuple[int | None, int | None],
    rows: tuple[int, int] | None,
    columns: tuple[int, int] | None,
    margins: Mapping[str, float] | None,
    centred: bool | None,
) -> None:
    if landscape is not None:
        page.Orientation = _LANDSCAPE if landscape else _PORTRAIT
    if paper is not None:
        page.PaperSize = printing.PAPER_SIZES[paper]
    if pages != (None, None):
        page.Zoom = False
        page.FitToPagesWide = pages[0] or False
        page.FitToPagesTall = pages[1] or False
    if rows is not None:
        page.PrintTitleRows = f"${rows[0]}:${rows[1]}"
    if columns is not None:
        page.PrintTitleColumns = printing.columns_address(columns)
    for side, inches in (margins or {}).items():
        setattr(page, f"{side.capitalize()}Margin", inches * _POINTS_PER_INCH)
    if centred is not None:
        page.CenterHorizontally = centred


def page_sections(text: str) -> dict[str, str]:
    """Return the three parts of a header or footer, which live Excel takes one by one.

    >>> page_sections('&L&"Arial,Regular"&F&R&P'), page_sections("Draft")["Center"]
    ({'Left': '&"Arial,Regular"&F', 'Center': '', 'Right': '&P'}, 'Draft')
    """
    parts, here = {"Left": "", "Center": "", "Right": ""}, "Center"
    for piece in _CODES.findall(text):
        if piece in _SIDES:
            here = _SIDES[piece]
        else:
            parts[here] += piece
    return parts


def draw(
    sheet: xlwings.Sheet,
    anchors: Sequence[str],
    *,
    replaces: Callable[[str], bool],
    pictures: Mapping[str, bytes] | None = None,
    charts: Mapping[str, str] | None = None,
) -> None:
    """Put shapes, pictures and charts given as DrawingML on a sheet of a file.

    They take the place of the objects whose name `replaces` answers for; everything else that is drawn
    there stays. `r:embed="@key"` and `r:id="@key"` in an anchor mean the picture or chart of that key.
    """
    impl = sheet.impl
    if not isinstance(impl, FileSheet):
        raise NotOnAFileError(
            "DrawingML can be put into a workbook file only; in Excel, save and close the book first."
        )
    impl.refuse_if_protected("objects")
    package = impl.book.workbook.package
    drawings.put_drawing(
        package, impl.file, impl.file.part, anchors, replaces=replaces, pictures=pictures, charts=charts
    )


def save_book(
    book: xlwings.Book, path: str | os.PathLike[str] | None = None, *, backup: int = 0
) -> list[str]:
    """Return what there is to tell after saving a book: results that Excel still has to work out, stale pivots.

    `backup` is how many older copies of a file to keep beside it. In live Excel the book is saved by Excel,
    without a backup and with nothing to tell.
    """
    impl = book.impl
    if not isinstance(impl, Book):
        book.save(path)
        return []
    impl.save_with_backup(None if path is None else str(path), backup)
    return list(impl.workbook.notes)


def book_bytes(book: xlwings.Book) -> bytes:
    """Return the file of a book as it is now, which need not lie anywhere; only our own file engine can say it."""
    impl = book.impl
    if not isinstance(impl, Book):
        raise NotOnAFileError("Only a workbook that was opened as a file can be read as one; save it first.")
    return impl.workbook.to_bytes()


def save_copy(book: xlwings.Book, path: str | os.PathLike[str]) -> bool:
    """Return whether a copy of a book as it is now was saved elsewhere; the book keeps its name, its file its state."""
    impl = book.impl
    if isinstance(impl, Book):
        replace_file(Path(path), [impl.workbook.to_bytes()])
        return True
    if capabilities(book).native:
        book.api.SaveCopyAs(str(path))
        return True
    return False


def tab_names(book: xlwings.Book) -> list[str]:
    """Return the names on all tabs of a book: its sheets and, where the program behind it can say, its chart sheets."""
    impl = book.impl
    if isinstance(impl, Book):
        return [sheet.name for sheet in impl.workbook.sheets]
    if capabilities(book).chart_sheets:
        return [str(sheet.Name) for sheet in book.api.Sheets]
    return [sheet.name for sheet in book.sheets]


def drawn_names(sheet: xlwings.Sheet) -> list[str]:
    """Return the names of everything that is drawn on a sheet, the lowest first; none where the engine cannot say."""
    return [shape.name for shape in sheet.shapes] if capabilities(sheet.book).drawn_names else []


def drawing_xml(book: xlwings.Book) -> dict[str, str]:
    """Return what is drawn on each sheet as its DrawingML part; none where the program behind the book cannot say.

    Live Excel hands out no part of a workbook, so a copy of it is saved for a moment and read.
    """
    impl = book.impl
    if isinstance(impl, Book):
        package = impl.workbook.package
        parts = {sheet.name: drawings.drawing_part(package, sheet.impl.file.part) for sheet in book.sheets}
        return {
            name: package.read(part).decode("utf-8", "replace")
            for name, part in parts.items()
            if part is not None
        }
    if not capabilities(book).native:
        return {}
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder, f"as it is now{Path(book.name).suffix or '.xlsx'}")
        try:
            book.api.SaveCopyAs(str(copy))
            opened = open_book(copy)
        except Exception as error:  # whatever Excel or its file says, no drawing was read
            raise UnreadableDrawingsError(
                f"What is drawn in {book.name} cannot be read ({error})."
            ) from error
        try:
            return drawing_xml(opened)
        finally:
            opened.close()


def is_merged(cell: xlwings.Range) -> bool:
    """Return whether a cell is merged with others; no where the program behind the book cannot say."""
    return capabilities(cell.sheet.book).formulas and bool(cell.merge_cells)


def lacks_result(cell: xlwings.Range) -> bool:
    """Return whether a cell's formula was never calculated, as a program leaves it that writes files without Excel.

    An empty text is a result. Live Excel always has one, and xlwings' remote engine cannot say.
    """
    impl = cell.impl
    if not isinstance(impl, Range):
        return False
    file, row, column = impl.sheet.file, impl.row, impl.column
    return file.formula(row, column) is not None and file.stored_value(row, column) is None


def release_array(cell: xlwings.Range) -> bool:
    """Let go of the array formula or spill that starts in a cell; return whether the cell became a value with it.

    What is shown stays shown. On a file the formula stays in its cell, as an ordinary one that can be written over; in
    live Excel all its cells become values.
    """
    impl = cell.impl
    if isinstance(impl, Range):
        file, row, column = impl.sheet.file, impl.row, impl.column
        box = arrays.array_at(file, row, column)
        if box is not None and box[:2] == (row, column):
            text = (file.formula(row, column) or "").removeprefix("=")
            file.replace_formula(row, column, FormulaXml({}, as_stored(text)))
    elif capabilities(cell.sheet.book).arrays:
        native = cell.api
        whole = (
            native.SpillingToRange if native.HasSpill else native.CurrentArray if native.HasArray else None
        )
        if whole is not None:
            whole.Value = whole.Value
            return True
    return False


def respell_formula(cell: xlwings.Range, formula: str, spell: Callable[[str], str]) -> bool:
    """Return whether a cell's formula is spelt in another way from now on, filling the cells and showing the result that it did.

    `formula` is what the cell will show, `spell` makes it of what a file holds. Excel takes no array formula over 255 characters.
    """
    impl = cell.impl
    if isinstance(impl, Range):
        respelling.respell_cell(impl.sheet.file, impl.row, impl.column, spell)
        return True
    native = cell.api
    whole = native.SpillingToRange if native.HasSpill else native.CurrentArray if native.HasArray else None
    if whole is not None and (whole.Row, whole.Column) != (cell.row, cell.column):
        return True  # what fills it is spelt in the first of the cells
    if whole is not None and not native.HasSpill:
        if len(formula) > _LONGEST_ARRAY:
            return False
        whole.FormulaArray = formula
    else:
        native.Formula2 = formula
    return True


def respell_table_columns(sheet: xlwings.Sheet, spell: Callable[[str], str]) -> None:
    """Spell the formulas with which a file's tables fill new rows in another way; live, Excel keeps them with the cells."""
    if isinstance(sheet.impl, FileSheet):
        respelling.respell_table_columns(sheet.impl.file, spell)


@contextmanager
def reading_of(sheet: xlwings.Sheet) -> Iterator[None]:
    """Turn any fault while a sheet is read into a sentence that names the sheet.

    What xlscore says itself goes through, and so does Excel's refusal while it is busy.
    """
    try:
        yield
    except XlscoreError:
        raise
    except Exception as error:  # whatever it is, a sheet that was not read must not pass for an empty one
        if type(error).__name__ == "com_error":
            raise
        raise UnreadableSheetError(
            f"The sheet '{sheet.name}' cannot be read ({type(error).__name__}: {error}); nothing was changed."
        ) from error
