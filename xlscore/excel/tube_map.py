"""Drawing the tube map from the ribbon: native shapes on a file, a picture of them in Excel that is open."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import xlwings as xw

from xlscore.books.files import workbook_file
from xlscore.engine import NotOnAFileError

if TYPE_CHECKING:
    from xlscore.books.tubemap import DrawnMap, DrawnMaps

__all__ = ["draw_tube_maps"]

POINTS_PER_MILLIMETRE: Final = 72 / 25.4


def draw_tube_maps(book: xw.Book) -> DrawnMaps:
    """Return the maps of a workbook, each drawn on its sheet.

    Excel takes no finished drawing while a workbook is open in it. The layout and the facts are in the workbook
    then; a copy draws the same map from them, and its picture is put on the sheet under the drawing's name, so
    that whichever draws next replaces it.
    """
    from xlscore.books.tubemap import draw_tube_map

    try:
        return draw_tube_map(book)
    except NotOnAFileError:
        if book.app.engine.name != "excel":
            raise
    with TemporaryDirectory() as folder:
        copy = Path(folder, f"copy{Path(book.name).suffix or '.xlsx'}")
        book.api.SaveCopyAs(str(copy))
        with workbook_file(copy, save=False) as drawn:
            found = draw_tube_map(drawn)
        for number, one in enumerate(found.maps):
            picture = Path(folder, f"map{number}.png")
            picture.write_bytes(one.png)
            _place(book.sheets[one.sheet], one, picture)
    return found


def _place(sheet: xw.Sheet, drawn: DrawnMap, picture: Path) -> None:
    own = drawn.drawing.scene.name
    for shape in [shape for shape in sheet.shapes if shape.name == own]:
        shape.delete()
    scene = drawn.drawing.scene
    sheet.pictures.add(picture, name=own, width=scene.width * scene.magnified * POINTS_PER_MILLIMETRE)
