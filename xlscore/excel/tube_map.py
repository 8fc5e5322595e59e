"""Drawing the tube map from the ribbon: in Excel that is open, through a temporary workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import xlwings as xw

from xlscore.engine import capabilities, draw, engine, save_book
from xlscore.excel.stillness import undisturbed
from xlscore.rules.words import key

if TYPE_CHECKING:
    from xlscore.books.plan.edits import Drawn
    from xlscore.books.plan.kind import Put

__all__ = ["copy_drawings", "put_for"]


def put_for(book: xw.Book) -> Put | None:
    """Return how drawings come onto a sheet of a workbook that is open in Excel, None where the engine draws itself."""
    can = capabilities(book)
    return copy_drawings if can.native and not can.draws else None


def copy_drawings(book: xw.Book, drawings: Sequence[Drawn]) -> None:
    """Put drawings on the sheets of a workbook that is open in Excel.

    Excel takes no finished drawing while a workbook is open in it. So they are written to a temporary workbook, and
    Excel copies the shapes from there. Only a shape with a drawing's own name gives way; what a person put beside it
    stays.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paper = Path(folder, "tube maps.xlsx")
        write_drawings(paper, drawings)
        _copy_into(book, paper, drawings)


def write_drawings(path: Path, drawings: Sequence[Drawn]) -> None:
    """Write a workbook with a sheet per drawing and nothing else: no macro of the user's comes along."""
    made = engine().apps.add().books.add()
    try:
        for number, one in enumerate(drawings):
            sheet = made.sheets[0] if number == 0 else made.sheets.add(after=made.sheets[-1])
            sheet.name = one.sheet
            draw(sheet, [one.anchor], replaces=lambda _: False)
        save_book(made, path)
    finally:
        made.close()


def _copy_into(book: xw.Book, path: Path, drawings: Sequence[Drawn]) -> None:
    with undisturbed(book):
        temporary = book.app.api.Workbooks.Open(str(path), 0, True)  # links left alone, read-only
        try:
            for one in drawings:
                _copy(temporary.Worksheets(one.sheet), book.sheets[one.sheet], one)
        finally:
            temporary.Close(False)
            book.app.api.CutCopyMode = False


def _copy(source: Any, sheet: xw.Sheet, one: Drawn) -> None:
    own = one.name
    for shape in [each for each in sheet.shapes if key(each.name) == key(own) or each.name in one.loose]:
        shape.delete()
    source.Shapes(own).Copy()
    sheet.book.activate()
    sheet.activate()
    sheet.range("A1").select()  # Excel pastes where the selection is
    sheet.api.Paste()
    pasted = sheet.api.Shapes(sheet.api.Shapes.Count)
    corner = sheet.range(one.cell)
    pasted.Name, pasted.Left, pasted.Top = own, corner.left, corner.top
