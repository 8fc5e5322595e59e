"""The Tube map sheet, on which the map is drawn, and the tables that it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.maps.headings import LINES, MAP_PLACEHOLDER, MAP_SHEET, MAPS, PINS, STOPS
from xlscore.books.tables.layout import TableKind
from xlscore.books.templates.book import Builder
from xlscore.books.templates.page import HEAD_ROW, Col, Page, Row
from xlscore.books.templates.printing import A3
from xlscore.tubemap.model.words import LANGUAGES

__all__ = ["TUBE_MAP_LINES", "TubeMaps", "add_tube_map", "add_tube_map_lines"]

TUBE_MAP_LINES: Final = MAPS.sheet
_HELP: Final = {
    "map": "The map's name.",
    "title": "What stands above the map.",
    "subtitle": "A smaller line under the title.",
    "date": "The date or cycle that stands above the map; left blank, the grid's cycle.",
    "source": "Small print below the map: where the grades are from.",
    "paper": "A4 or A3, landscape.",
    "marking": "The protective marking, for example OFFICIAL: it stands above and below the map.",
    "language": "English or Welsh: the language of all that the map says by itself. Left blank, English.",
    "line": "The line's name.",
    "colour": "The line's colour as six digits, for example 7A0A4A, and perhaps a pattern behind it: cased, dashed or barred. Left blank, one is chosen.",
    "sequence": "1 for the first stop of the line, 2 for the next; 3a, 4a for the stops of a branch after stop 2.",
    "area": "The area, as it is called on the Grid: the station.",
    "column": "Where the station stands, counted from the left. Worked out by the first drawing; move it here.",
    "row": "Where the station stands, counted from the top.",
    "side": "On which side of the station its name stands.",
}
_WIDTHS: Final = {
    "map": 25, "title": 30, "subtitle": 30, "date": 16, "source": 46, "paper": 9, "marking": 14, "language": 12, "line": 38, "colour": 10, "sequence": 10, "area": 40, "column": 9, "row": 8, "side": 11,
}  # fmt: skip
_CHOICES: Final = {"paper": ("A4", "A3"), "language": tuple(language.name for language in LANGUAGES)}


@dataclass(frozen=True)
class TubeMaps:
    """The tables that the maps are drawn from; the blank template has none of them."""

    about: str = "Which areas lie on which line is yours to say. Grades never move a station."
    maps: Sequence[Row] = ()
    lines: Sequence[Row] = ()
    stops: Sequence[Row] = ()
    pins: Sequence[Row] = ()


def add_tube_map(book: Builder) -> None:
    """Add the sheet on which the map is drawn, ready to print on A3."""
    page = book.page(MAP_SHEET)
    page.sheet.write_string(0, 0, MAP_PLACEHOLDER, page.formats.of("subtitle"))
    page.print_ready(paper=A3)


def add_tube_map_lines(book: Builder, tube: TubeMaps) -> None:
    """Add the tables of maps, lines, stops and pins, side by side."""
    page = book.page(TUBE_MAP_LINES)
    page.head("Tube map lines", tube.about)
    left, parts = 0, []
    for name, layout, rows in (
        ("tblMaps", MAPS, tube.maps),
        ("tblLines", LINES, tube.lines),
        ("tblStops", STOPS, tube.stops),
        ("tblPins", PINS, tube.pins),
    ):
        parts.append(left)
        left = _table(page, name, layout, rows, left)
    page.print_ready(freeze=(HEAD_ROW + 1, 0), parts=(parts[2],))


def _table(page: Page, name: str, layout: TableKind, rows: Sequence[Row], left: int) -> int:
    columns = [
        Col(
            c.field,
            c.heading,
            _WIDTHS[c.field],
            "general"
            if c.field in ("paper", "language", "colour", "sequence", "column", "row", "side")
            else "text",
            c.computed,
            _HELP[c.field],
            _CHOICES.get(c.field, ()),
        )
        for c in layout.columns
    ]
    page.table(name, columns, rows, at=(HEAD_ROW, left), blank_rows=2 if rows else 12)
    page.width(left + len(columns), 3)
    return left + len(columns) + 1
