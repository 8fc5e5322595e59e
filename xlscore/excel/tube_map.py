"""Drawing the tube map from the ribbon: in Excel that is open, through a temporary workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import xlwings as xw

from xlscore.books.files import workbook_file
from xlscore.engine import NotOnAFileError, capabilities, draw, engine, save_book

if TYPE_CHECKING:
    from xlscore.books.maps.drawing import DrawnMap, DrawnMaps, Say

__all__ = ["draw_tube_maps"]


def draw_tube_maps(book: xw.Book, say: Say | None = None) -> DrawnMaps:
    """Return the maps of a workbook, each drawn on its sheet in native shapes.

    Excel takes no finished drawing while a workbook is open in it. The layout, the facts and the maps' sheets are in
    the workbook then; a copy draws the same maps from them, they are written to a temporary workbook, and Excel copies
    the shapes from there. Only a shape with the map's own name gives way; what a person put beside it stays. Which
    sheet a map stands on is found as on a file, in the workbook and, alike, in the copy with its shapes.
    """
    from xlscore.books.maps.drawing import draw_tube_map

    can = capabilities(book)
    if can.draws:
        return draw_tube_map(book, say=say)
    if not can.native:
        raise NotOnAFileError(
            "The tube map can be drawn in desktop Excel or into a file; open the workbook there."
        )
    draw_tube_map(book, say=say, shapes=False)
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder, f"copy{Path(book.name).suffix or '.xlsx'}")
        book.api.SaveCopyAs(str(copy))
        with workbook_file(copy, save=False) as drawn:
            found = draw_tube_map(drawn)
        paper = Path(folder, "tube maps.xlsx")
        write_maps(paper, found.maps)
        _copy_into(book, paper, found.maps)
    return found


def write_maps(path: Path, maps: Sequence[DrawnMap]) -> None:
    """Write a workbook with a sheet per map and nothing else: no macro of the user's comes along."""
    made = engine().apps.add().books.add()
    try:
        for number, one in enumerate(maps):
            sheet = made.sheets[0] if number == 0 else made.sheets.add(after=made.sheets[-1])
            sheet.name = one.sheet
            draw(sheet, [one.drawing.anchor()], replaces=lambda _: False)
        save_book(made, path)
    finally:
        made.close()


def _copy_into(book: xw.Book, path: Path, maps: Sequence[DrawnMap]) -> None:
    events = book.app.enable_events
    book.app.enable_events = False
    temporary = book.app.api.Workbooks.Open(str(path), 0, True)  # links left alone, read-only
    try:
        for one in maps:
            _copy(temporary.Worksheets(one.sheet), book.sheets[one.sheet], one)
    finally:
        temporary.Close(False)
        book.app.enable_events = events
        book.app.api.CutCopyMode = False


def _copy(source: Any, sheet: xw.Sheet, drawn: DrawnMap) -> None:
    from xlscore.books.maps.sheets import is_shape_of, set_up_page

    own = drawn.drawing.scene.name
    blank = not len(sheet.shapes) and sheet.used_range.value is None
    set_up_page(sheet, drawn.paper, blank=blank)
    for shape in [shape for shape in sheet.shapes if is_shape_of(shape.name, own)]:
        shape.delete()
    source.Shapes(own).Copy()
    sheet.book.activate()
    sheet.activate()
    sheet.range("A1").select()  # Excel pastes where the selection is
    sheet.api.Paste()
    pasted = sheet.api.Shapes(sheet.api.Shapes.Count)
    pasted.Name, pasted.Left, pasted.Top = own, 0, 0
