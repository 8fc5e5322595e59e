"""Which sheet a tube map stands on: found by the map's own shape, else by its name, and never a person's own sheet.

A sheet may be renamed or moved: where the map is, it is drawn again. A sheet of the right name that holds cells of a
person and no map of ours is theirs, and the map goes to a new one. Live Excel and files ask here alike.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlscore.books.maps.headings import MAP_PLACEHOLDER, MAP_SHEET
from xlscore.books.plan.dressing import FOOTERS
from xlscore.books.plan.edits import NewSheet, PrintedPage
from xlscore.books.plan.planner import Planner
from xlscore.books.plan.words import LONGEST_NAME, numbered
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.engine import drawing_is_locked
from xlscore.rules.problems import Problem
from xlscore.rules.words import key
from xlscore.tubemap.drawn.shapes import MAP
from xlscore.tubemap.model.words import LANGUAGES, MapWords

__all__ = [
    "MapSheet",
    "holds_map",
    "is_shape_of",
    "locked_problem",
    "page_of",
    "plan_sheets",
    "sheet_of",
    "standing_on",
]

_MARGINS: Final = {"left": 0.37, "right": 0.37, "top": 0.3, "bottom": 0.3, "header": 0.1, "footer": 0.1}
"""In inches: a drawing prints with the whole rows and columns that it touches, and these must fit too."""
_FOOTER: Final = '&R&"Arial,Regular"&8{}'
_COLUMNS: Final = "A:BR"
_WIDTH: Final = 2.57
"""In letters: narrow columns, so that the last one which the drawing touches does not reach far beyond it."""
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class MapSheet:
    """A map's sheet, whether nothing stands on it yet, so that its page may be set up, and whether its protection bars drawings."""

    name: str
    blank: bool
    locked: bool = False


def is_shape_of(name: str, shape: str) -> bool:
    """Return whether a drawn object's name is that of a map's shape, however the map's name is capitalised.

    >>> is_shape_of("Tube map: force", "Tube map: Force")
    True
    """
    return key(name) == key(shape)


def page_of(sheet: MapSheet, paper: str, words: MapWords) -> PrintedPage:
    """Return how a map sheet prints: its map on one page, not shrunk by a hair, for the names are small enough.

    Title, date and marking are on the map itself, where they are never out of date; below it is the page's number alone. Of a sheet
    that is not blank only the paper is set, for the table of maps says what that is, and a footer of ours.
    """
    footer = _FOOTER.format(words.say("page"))
    ours = (*FOOTERS, *(_FOOTER.format(one.say("page")) for one in LANGUAGES))
    if not sheet.blank:
        return PrintedPage(sheet.name, paper=paper, footer=footer, footer_over=ours)
    return PrintedPage(
        sheet.name, paper=paper, landscape=True, pages_wide=1, pages_tall=1, centred=True, footer=footer,
        margins=tuple(_MARGINS.items()), columns=_COLUMNS, column_width=_WIDTH,
    )  # fmt: skip


def plan_sheets(
    planner: Planner, maps: Sequence[tuple[str, str, bool]], ungrouped: Mapping[str, str]
) -> list[MapSheet]:
    """Return the sheet of each map, having planned those that are missing; a map is (name, shape, whether it leads).

    The workbook's leading map has the plain name, the others their own behind it. `ungrouped` has the sheets of those
    that somebody took apart, by name.
    """
    found: list[MapSheet] = []
    beside = planner.reading.sheet_name(MAP_SHEET)
    for name, shape, leads in maps:
        taken = {key(one.name) for one in found}
        sheet = _usual_name(name, leads=leads)
        here = _with_shape(planner.reading, shape, sheet, taken) or ungrouped.get(name)
        if here is not None:
            found.append(MapSheet(here, blank=False))
        else:
            found.append(_without_shape(planner, sheet, shape, taken, beside))
        beside = found[-1].name
        found[-1] = replace(found[-1], locked=_is_locked(planner.reading, beside))
    return found


def locked_problem(sheet: str, name: str) -> Problem:
    """Return as a problem that a map is not drawn since its sheet is protected."""
    return Problem(
        sheet,
        "",
        f"The sheet '{sheet}' is protected, so the map '{name}' cannot be drawn on it.",
        "Take its protection off in Excel (Review, Unprotect Sheet), or let it allow editing objects, and draw again.",
    )


def _is_locked(reading: Reading, sheet: str) -> bool:
    return reading.has_sheet(sheet) and drawing_is_locked(reading.book.sheets[sheet])


def _usual_name(name: str, *, leads: bool) -> str:
    if leads:
        return MAP_SHEET
    return f"{MAP_SHEET} - {' '.join(_FORBIDDEN.sub(' ', name).split())}"[:LONGEST_NAME].strip()


def holds_map(reading: Reading) -> bool:
    """Return whether a map of ours stands on some sheet."""
    return any(key(name).startswith(key(MAP)) for names in reading.drawn.values() for name in names)


def sheet_of(reading: Reading, shape: str) -> str | None:
    """Return a sheet on which a map stands, None where it is on none."""
    return next(iter(_holding(reading, shape)), None)


def standing_on(reading: Reading, name: str, shape: str) -> str | None:
    """Return the sheet on which a map is drawn again, whether it leads the workbook's maps or not."""
    usual = {key(_usual_name(name, leads=leads)) for leads in (False, True)}
    return _likeliest(_holding(reading, shape), usual)


def _with_shape(reading: Reading, shape: str, usual: str, taken: set[str]) -> str | None:
    """Return the sheet that the map stands on and no other map has taken."""
    return _likeliest([sheet for sheet in _holding(reading, shape) if key(sheet) not in taken], {key(usual)})


def _holding(reading: Reading, shape: str) -> list[str]:
    """Return the sheets on which a map stands."""
    return [
        sheet for sheet, names in reading.drawn.items() if any(is_shape_of(name, shape) for name in names)
    ]


def _likeliest(holding: Sequence[str], usual: Collection[str]) -> str | None:
    """Return the sheet that a map is drawn on again; of several (somebody copied it) the one that is called as usual."""
    return next((sheet for sheet in holding if key(sheet) in usual), holding[0] if holding else None)


def _without_shape(planner: Planner, usual: str, shape: str, taken: set[str], beside: str | None) -> MapSheet:
    """Return the first sheet of that name, or of that name and a number, that is missing or free to be drawn on."""
    reading, name, number = planner.reading, usual, 2
    while key(name) in reading.taken_names | taken:
        here = reading.sheet_name(name)
        if here is not None and key(here) not in taken and not _is_another_s(reading, here, shape):
            return MapSheet(here, blank=_clear_placeholder(planner, here) or not reading.holds_anything(here))
        name, number = numbered(usual, number), number + 1
    planner.add_sheet(NewSheet(name, (), after=beside))
    return MapSheet(name, blank=True)


def _is_another_s(reading: Reading, sheet: str, shape: str) -> bool:
    """Return whether a sheet holds a person's cells, or another map of ours; their text box alone leaves it free."""
    block = reading.block(sheet)
    if block is not None:
        filled = [(row, column) for row in block.filled_rows for column in block.filled(row)]
        if filled != [(1, 1)] or not _is_placeholder(block.at(1, 1)):
            return True
    names = reading.drawn.get(sheet, ())
    others = [name for name in names if key(name).startswith(key(MAP)) and not is_shape_of(name, shape)]
    return bool(others) or bool(reading.formulas(sheet))


def _is_placeholder(value: object) -> bool:
    return not is_blank(value) and key(str(value)) == key(MAP_PLACEHOLDER)


def _clear_placeholder(planner: Planner, sheet: str) -> bool:
    """Plan the template's note on a blank map sheet as blank, and return whether it was there."""
    if not _is_placeholder(planner.current(sheet, 1, 1)):
        return False
    planner.enter(sheet, 1, 1, None)
    return True
