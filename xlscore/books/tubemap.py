"""The tube map: the grades of the grid drawn on a sheet per map, its layout kept as pins, its facts in a table.

The drawing is made of native shapes and replaces only itself: what a person put on the sheet stays. A map whose pins
are in the table is drawn again exactly as it was, whatever the grades.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import xlwings as xw

from xlscore.books.blocks import Reading
from xlscore.books.cells import Reader
from xlscore.books.cycle import read_cycle
from xlscore.books.edits import Edits, NewSheet
from xlscore.books.finder import Table
from xlscore.books.grades import AreaGrade, ForceGrades, plan_grades
from xlscore.books.headings import MAP_FACTS, MAP_SHEET, MAPS, PINS
from xlscore.books.policy_sheet import read_policy
from xlscore.books.problems_sheet import plan_problems
from xlscore.books.tubemap_tables import MapPlan, find_pins, read_maps, read_pins
from xlscore.books.writer import FOOTER, write
from xlscore.engine import draw as put_drawing
from xlscore.engine import engine, set_page
from xlscore.rules.grades import Grade, grade_name
from xlscore.rules.policy import Policy
from xlscore.rules.problems import Problem
from xlscore.rules.words import key
from xlscore.tubemap import DATA_HEADINGS, FIVE_GRADES, FOUR_GRADES, Drawing, Facts, Pin, draw, write_png

__all__ = ["DrawnMap", "DrawnMaps", "can_draw", "draw_tube_map"]

SHEET: Final = MAP_SHEET
FACTS_SHEET: Final = MAP_FACTS.sheet
_PLACEHOLDER: Final = "Draw tube map"
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
_PINS_WIDTHS: Final = (25, 40, 9, 8, 13)
_FACTS_WIDTHS: Final = (25, 40, 40, 22, 30, 12, 90, 9, 8, 13)


@dataclass(frozen=True)
class DrawnMap:
    """A map as it was drawn, and the sheet that it stands on."""

    name: str
    sheet: str
    drawing: Drawing = field(repr=False)

    @property
    def svg(self) -> str:
        """Return the map as an SVG document."""
        return self.drawing.svg

    @property
    def png(self) -> bytes:
        """Return the map as a PNG picture."""
        return write_png(self.drawing.svg)


@dataclass(frozen=True)
class DrawnMaps:
    """What drawing the tube maps came to."""

    maps: tuple[DrawnMap, ...]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "maps": [
                {"map": drawn.name, "sheet": drawn.sheet, "stations": len(drawn.drawing.data_rows)}
                for drawn in self.maps
            ],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def can_draw(book: xw.Book) -> bool:
    """Return whether shapes can be put into this book: a file; in live Excel the add-in draws in a copy."""
    return str(book.app.engine.name) == str(engine().name)


def draw_tube_map(book: xw.Book, name: str | None = None, sheet: str | None = None) -> DrawnMaps:
    """Return the maps of a workbook with a grid, having drawn each on its sheet; `name` draws one of them only."""
    reading = Reading(book)
    # The grid is only read: drawing a map fills no grade.
    grades = plan_grades(Edits(reading), sheet)
    edits = Edits(reading)
    policy = read_policy(reading, Reader()).policy
    pins_table = find_pins(reading)
    pins = read_pins(pins_table)
    commands = {area.area: {c: g or "" for c, g in area.commands.items()} for area in grades.areas}
    plans = read_maps(
        reading, [a.area for a in grades.areas], commands, read_cycle(reading.blocks).name, name
    )
    maps = tuple(_drawn(plan, grades, pins, policy, position) for position, plan in enumerate(plans))
    problems = tuple(
        dict.fromkeys(
            problem for drawn, plan in zip(maps, plans, strict=True) for problem in _problems(drawn, plan)
        )
    )
    _plan_pins(edits, pins_table, pins, maps)
    _plan_facts(edits, maps)
    beside = reading.sheet_name(SHEET)
    for drawn in maps:
        if not reading.has_sheet(drawn.sheet):
            edits.sheets.append(NewSheet(drawn.sheet, (), after=beside))
        beside = drawn.sheet
    cleared = _clear_placeholder(edits)
    plan_problems(edits, {"tubemap": problems})
    write(book, edits)
    for drawn, plan in zip(maps, plans, strict=True):
        blank = not reading.has_sheet(drawn.sheet) or (drawn.sheet == SHEET and cleared)
        _put(book, drawn, plan, set_up=blank)
    return DrawnMaps(maps, problems)


def _clear_placeholder(edits: Edits) -> bool:
    """Plan the template's note on the blank map sheet as blank, and return whether it was there."""
    sheet = edits.reading.sheet_name(SHEET)
    if sheet is None or not str(edits.current(sheet, 1, 1) or "").startswith(_PLACEHOLDER):
        return False
    edits.put(sheet, 1, 1, None)
    return True


def _drawn(
    plan: MapPlan, grades: ForceGrades, pins: Sequence[Pin], policy: Policy, position: int
) -> DrawnMap:
    facts = [
        _facts(area, change.previous) for area, change in zip(grades.areas, grades.compared, strict=True)
    ]
    scale = FIVE_GRADES if policy.scale == "five" else FOUR_GRADES
    own = [pin for pin in pins if key(pin.map) == key(plan.name)]
    drawing = draw(plan.map, facts, plan.paper, own or None, scale=scale)
    title = SHEET if position == 0 else f"{SHEET} - {_FORBIDDEN.sub(' ', plan.name)}"[:31].strip()
    return DrawnMap(plan.name, title, drawing)


def _facts(area: AreaGrade, previous: Grade | None) -> Facts:
    """Return what the map says of an area: the Board's grade, last cycle's, and whether its redline is met."""
    redline = ""
    if area.redline is not None:
        redline = "met" if area.redline > Grade.REQUIRES_IMPROVEMENT else "not met"
    return Facts(area.area, _word(area.final), _word(previous), redline)


def _word(grade: Grade | None) -> str:
    return "" if grade is None else grade_name(grade)


def _problems(drawn: DrawnMap, plan: MapPlan) -> list[Problem]:
    return [
        Problem(
            MAPS.sheet,
            "",
            f"{plan.name}: {remark.about}: {remark.wrong}.",
            f"{remark.action[:1].upper()}{remark.action[1:]}.",
        )
        for remark in (*plan.remarks, *drawn.drawing.remarks)
    ]


def _plan_pins(edits: Edits, table: Table | None, pins: Sequence[Pin], maps: Sequence[DrawnMap]) -> None:
    """Plan the layout as pins: those of the maps drawn now replace their old ones, those of others stay."""
    drawn = {key(one.name) for one in maps}
    rows = [[p.map, p.area, p.column, p.row, p.side or None] for p in pins if key(p.map) not in drawn]
    rows += [[p.map, p.area, p.column, p.row, p.side] for one in maps for p in one.drawing.pins]
    if table is None:
        _plan_new_table(edits, MAPS.sheet, PINS.headings, _PINS_WIDTHS, rows)
        return
    columns = [
        table.columns[name] if name in table.columns else edits.column(table, name)
        for name in ("map", "area", "column", "row", "side")
    ]
    last = max(table.header + len(rows), max(table.records, default=table.header))
    for offset, line in enumerate(range(table.header + 1, last + 1)):
        values = rows[offset] if offset < len(rows) else [None] * 5
        for column, value in zip(columns, values, strict=True):
            edits.put(table.sheet, line, column, value)


def _plan_facts(edits: Edits, maps: Sequence[DrawnMap]) -> None:
    """Plan the table of facts, which says in cells what the maps say in shapes."""
    rows = [list(row) for one in maps for row in one.drawing.data_rows]
    block = edits.reading.block(FACTS_SHEET)
    if block is None:
        _plan_new_table(edits, FACTS_SHEET, DATA_HEADINGS, _FACTS_WIDTHS, rows)
        return
    drawn = {key(one.name) for one in maps}
    kept = [
        [block.at(line, c) for c in range(1, len(DATA_HEADINGS) + 1)] for line in range(2, block.last_row + 1)
    ]
    rows = [row for row in kept if row[0] and key(str(row[0])) not in drawn] + rows
    for offset, line in enumerate(range(2, max(block.last_row, len(rows) + 1) + 1)):
        values = rows[offset] if offset < len(rows) else [None] * len(DATA_HEADINGS)
        for column, value in enumerate(values, 1):
            edits.put(FACTS_SHEET, line, column, None if value == "" else value)


def _plan_new_table(
    edits: Edits, sheet: str, headings: Sequence[str], widths: tuple[int, ...], rows: Sequence[Sequence[Any]]
) -> None:
    name = sheet if not edits.reading.has_sheet(sheet) else f"{sheet} 2"
    edits.sheets.append(NewSheet(name, tuple(headings), widths, edits.reading.sheet_name(MAPS.sheet)))
    for line, values in enumerate(rows, 2):
        for column, value in enumerate(values, 1):
            edits.put(name, line, column, None if value == "" else value)


def _put(book: xw.Book, drawn: DrawnMap, plan: MapPlan, *, set_up: bool) -> None:
    """Put the map's shapes on its sheet in place of the ones of its last drawing."""
    sheet = book.sheets[drawn.sheet]
    own = drawn.drawing.scene.name
    put_drawing(sheet, [drawn.drawing.anchor()], replaces=lambda name: name == own)
    if set_up:
        set_page(
            sheet, landscape=True, paper=plan.paper, pages_wide=1, pages_tall=1, centred=True, footer=FOOTER
        )
