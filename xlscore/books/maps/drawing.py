"""The tube map: the grades of the grid drawn on a sheet per map, its layout kept as pins, its facts in a table.

The drawing is made of native shapes and replaces only itself: what a person put on the sheet stays. A map whose pins
are in the table is drawn again exactly as it was, whatever the grades.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import xlwings as xw

from xlscore.books.grades.cycle import read_cycle
from xlscore.books.grades.force import ForceGrades, judge_grades
from xlscore.books.grades.grid.reading import (
    CommandGrid,
    find_grid,
    find_grid_or_none,
    not_returned_problem,
    read_grid,
    report_unread,
)
from xlscore.books.maps.byhand import ByHand, When, grouped_problem, with_moves
from xlscore.books.maps.headings import MAPS
from xlscore.books.maps.keeping import KeptMap, KeptShapes, drawn_shapes, keep_map, kept_map, kept_shapes
from xlscore.books.maps.looks import keep_looks, kept_looks
from xlscore.books.maps.moved import read_by_hand
from xlscore.books.maps.one_map import draw_map, each_area_once, own_grade
from xlscore.books.maps.quadrants import read_quadrants
from xlscore.books.maps.renamed import LinesBefore, hand_renamed, kept_renamed, lines_before
from xlscore.books.maps.rows import OwnPins, find_facts, find_pins, own_pins, plan_facts, plan_pins
from xlscore.books.maps.sheets import locked_problem, page_of, plan_sheets, sheet_of
from xlscore.books.maps.shifted import shifted_problem
from xlscore.books.maps.tables import COMMANDS, MapPlan, read_maps, remark_problem
from xlscore.books.plan.action import carry_out
from xlscore.books.plan.edits import Drawn
from xlscore.books.plan.kind import Asked, Put, Say
from xlscore.books.plan.planner import Planner
from xlscore.books.quadrants.scorecard import Quadrants
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.engine import NotOnAFileError, capabilities
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.policy import Policy
from xlscore.rules.problems import Problem
from xlscore.rules.words import key, name_key
from xlscore.tubemap import Drawing, Map, write_png

__all__ = ["DrawnMap", "DrawnMaps", "draw_tube_map", "plan_maps"]


@dataclass(frozen=True)
class DrawnMap:
    """A map as it was drawn, the sheet that it stands on, and the paper that it prints on."""

    name: str
    sheet: str
    paper: str
    drawing: Drawing = field(repr=False)
    files: tuple[Path, ...] = ()
    """The pictures of it that were written."""
    number: int = 0
    """Its place among the maps that were to be drawn, one that was refused counted too: its pictures keep their names."""

    @property
    def svg(self) -> str:
        """Return the map as an SVG document."""
        return self.drawing.svg

    @property
    def html(self) -> str:
        """Return the map as a web page that needs nothing else."""
        return self.drawing.html

    @property
    def emf(self) -> bytes:
        """Return the map as an enhanced metafile, for Word."""
        return self.drawing.emf

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
                {
                    "map": drawn.name,
                    "sheet": drawn.sheet,
                    "stations": len(drawn.drawing.data_rows),
                    "files": [str(file) for file in drawn.files],
                }
                for drawn in self.maps
            ],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def draw_tube_map(
    book: xw.Book,
    name: str | None = None,
    sheet: str | None = None,
    *,
    say: Say | None = None,
    put: Put | None = None,
    anyway: bool = False,
) -> DrawnMaps:
    """Return the maps of a workbook with a grid or with quadrants, having drawn each on its sheet; `name` draws one of them only.

    A first layout takes seconds: `say` is told before each map which one it is, and of how many. `put` puts the drawings
    on their sheets where the book is no file. A map on which something touches is not drawn over a good one, unless
    `anyway`.
    """
    asked = Asked(sheet, name, say=say, put=put, anyway=anyway)
    return carry_out(book, "tubemap", lambda planner: plan_maps(planner, asked), put)


@dataclass(frozen=True)
class MapInputs:
    """What a workbook says of its maps: the grades, the maps to draw with their own pins, and where their tables stand."""

    grades: ForceGrades | None
    policy: Policy
    plans: tuple[MapPlan, ...]
    pins: tuple[OwnPins, ...]
    """The pins of each map."""
    before: tuple[KeptMap, ...]
    """How each was drawn the last time."""
    stood: tuple[KeptShapes | None, ...]
    """What was drawn of each the last time."""
    hands: tuple[ByHand, ...]
    """What a person did to each on its sheet since then."""
    pins_table: Table | None
    facts_table: Table | None
    beside: str | None
    """The sheet behind which the facts stand: that of the map's tables."""
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class LaidOutMap:
    """A map as it is laid out: what was to be drawn, its pins, how it was drawn before and with what shapes, what a person did to that, the drawing."""

    plan: MapPlan
    own: OwnPins
    before: KeptMap
    stood: KeptShapes | None = field(repr=False)
    hand: ByHand
    drawing: Drawing = field(repr=False)

    @cached_property
    def shapes(self) -> KeptShapes:
        """Return what is drawn of it now."""
        return drawn_shapes(self.drawing)

    @cached_property
    def faults(self) -> int:
        """Return how much of it touches or cannot be read; one whose every shape stands as before is as good as it was."""
        stands = self.stood is not None and self.drawing.as_before and self.shapes.like(self.stood)
        return self.before.faults if stands else self.drawing.faults


@dataclass(frozen=True)
class MapResults:
    """The maps as they are laid out, in the order in which the workbook has them."""

    maps: tuple[LaidOutMap, ...]

    @property
    def drawings(self) -> tuple[Drawing, ...]:
        """Return the drawing of each map."""
        return tuple(one.drawing for one in self.maps)


def plan_maps(planner: Planner, asked: Asked) -> DrawnMaps:
    """Return the maps of a workbook, having planned their drawings, pins and facts; the grid is only read."""
    if asked.put is None and not capabilities(planner.reading.book).draws:
        raise NotOnAFileError(
            "The tube map can be drawn in desktop Excel or into a file; open the workbook there."
        )
    inputs = read(planner, asked)
    return plan(inputs, lay_out(inputs, asked.say), planner, anyway=asked.anyway)


def read(planner: Planner, asked: Asked) -> MapInputs:
    """Return what a workbook says of the maps that are asked for; what is wrong with them is a problem."""
    reading, reader = planner.reading, Reader()
    quadrants, unread = read_quadrants(reading, asked)
    policy = read_policy(reading, Reader()).policy
    pins_table, facts_table = find_pins(reading), find_facts(reading)
    drawn_before = partial(lines_before, planner, facts_table)
    grades, found = None, list[Problem]()
    if quadrants is not None and find_grid_or_none(reading, asked.sheet) is None:
        plans, problems = read_maps(
            reading,
            [],
            {},
            read_cycle(reading.blocks).name,
            asked.name,
            "",
            quadrants,
            kept_looks(planner),
            drawn_before,
        )
    else:
        grades = asked.found.get("grades") or judge_grades(reading, asked.sheet)
        grid = read_grid(find_grid(reading, asked.sheet), reader, policy.grade_scale)
        plans, problems = _read_maps(planner, grades, grid, asked.name, quadrants, drawn_before)
        if any(plan.facts is None for plan in plans):
            report_unread(grid, reader)
        found = [*reader.problems, *_not_agreed(grid, grades, plans), *_not_returned(grid, plans)]
    hands = tuple(
        hand_renamed(read_by_hand(planner, plan.name, pins_table, plan.map.stations), plan.renamed)
        for plan in plans
    )
    pins = tuple(
        with_moves(own_pins(planner, pins_table, plan.lines_before, plan.map), hand)
        for plan, hand in zip(plans, hands, strict=True)
    )
    before = tuple(kept_renamed(kept_map(planner, plan.name), plan.renamed) for plan in plans)
    stood = tuple(kept_shapes(planner, plan.name) for plan in plans)
    beside = reading.sheet_name(MAPS.sheet) if pins_table is None else pins_table.sheet
    found += [*problems, *unread]
    for plan, own in zip(plans, pins, strict=True):
        found += [*plan.problems, *own.problems]
    return MapInputs(
        grades,
        policy,
        tuple(plans),
        pins,
        before,
        stood,
        hands,
        pins_table,
        facts_table,
        beside,
        tuple(found),
    )


def lay_out(inputs: MapInputs, say: Say | None = None) -> MapResults:
    """Return the maps laid out, which takes seconds where nothing is pinned; `say` is told before each."""
    laid_out = []
    every = zip(inputs.plans, inputs.pins, inputs.before, inputs.stood, inputs.hands, strict=True)
    for number, (wanted, own, before, stood, hand) in enumerate(every):
        if say:
            say(wanted.name, number, len(inputs.plans))
        drawing = draw_map(wanted, inputs.grades, own, before, hand, inputs.policy)
        laid_out.append(LaidOutMap(wanted, own, before, stood, hand, drawing))
    return MapResults(tuple(laid_out))


def plan(inputs: MapInputs, results: MapResults, planner: Planner, *, anyway: bool) -> DrawnMaps:
    """Return the maps with the sheet of each, having planned their drawings, pins and facts.

    One that has become worse than the one that stands there is a question, so that one stays and a problem says so.
    """
    reader = Reader()
    grouped = [one for one in results.maps if not one.hand.is_apart]
    ours = [one for one in results.maps if one.hand.is_apart]
    refused = [] if anyway else [one for one in ours if _is_worse(one, planner.reading)]
    results = MapResults(tuple(one for one in ours if one not in refused))
    plan_pins(planner, inputs.pins_table, [(one.plan.map, one.own, one.drawing.pins) for one in results.maps])
    plan_facts(planner, inputs.facts_table, inputs.beside, results.drawings, reader)
    places = plan_sheets(
        planner,
        [(one.plan.name, one.drawing.scene.name, one.plan.leads) for one in results.maps],
        {one.plan.name: one.hand.sheet for one in results.maps if one.hand.loose},
    )
    maps = [
        DrawnMap(one.plan.name, place.name, one.plan.paper, one.drawing, number=inputs.plans.index(one.plan))
        for one, place in zip(results.maps, places, strict=True)
        if not place.locked
    ]
    found = [*inputs.problems, *(grouped_problem(one.hand) for one in grouped)]
    for one in refused:
        found += [*one.hand.problems(When.REFUSED), _not_drawn(one, planner.reading)]
    found += reader.problems
    for one, place in zip(results.maps, places, strict=True):
        if place.locked:
            found += [*one.hand.problems(When.REFUSED), locked_problem(place.name, one.plan.name)]
        else:
            found += one.hand.problems(When.DRAWN)
            drawing = one.drawing
            stands = KeptMap(drawing.fit, magnified=drawing.scene.magnified), one.shapes
            shifted = shifted_problem(place.name, (one.before, one.stood), stands, one.plan.name)
            found += [] if shifted is None else [shifted]
            keep_map(planner, one.plan.name, drawing, one.shapes, one.faults, one.hand.tags)
            keep_looks(planner, one.plan.map)
    loose = {one.plan.name: one.hand.loose for one in results.maps}
    for made, place in zip(maps, [place for place in places if not place.locked], strict=True):
        found += [remark_problem(made.sheet, made.name, remark) for remark in made.drawing.remarks]
        planner.page(page_of(place, made.paper, made.drawing.drawn.words))
        planner.draw(Drawn(made.sheet, made.drawing.scene.name, made.drawing.anchor(), loose[made.name]))
    return DrawnMaps(tuple(maps), tuple(dict.fromkeys(found)))


def _is_worse(one: LaidOutMap, reading: Reading) -> bool:
    """Return whether a map has more that touches or cannot be read than the one that stands in the workbook."""
    stands = sheet_of(reading, one.drawing.scene.name) is not None or bool(one.hand.loose)
    return stands and one.faults > one.before.faults


def _not_drawn(one: LaidOutMap, reading: Reading) -> Problem:
    told = "; ".join(remark.wrong for remark in one.drawing.remarks) or "something touches"
    return Problem(
        sheet_of(reading, one.drawing.scene.name) or one.drawing.scene.name, "",
        f"{one.plan.name}: the map is not drawn again and shows what it showed before; drawn now, it could not be read well: {told}.",
        "Clear or move pins of the map and draw again; or delete the map that stands here, and it is drawn all the same.",
    )  # fmt: skip


def _read_maps(
    planner: Planner,
    grades: ForceGrades,
    grid: CommandGrid,
    name: str | None,
    quadrants: Quadrants | None,
    before: Callable[[Map], LinesBefore],
) -> tuple[list[MapPlan], list[Problem]]:
    commands: dict[str, dict[str, str]] = {}
    for area in each_area_once(grades):
        commands[area.area] = {c: own_grade(g) for c, g in area.commands.items()}
    reading, looks = planner.reading, kept_looks(planner)
    cycle = read_cycle(reading.blocks).name
    return read_maps(
        reading, list(commands), commands, cycle, name, grid.table.sheet, quadrants, looks, before
    )


def _not_agreed(grid: CommandGrid, grades: ForceGrades, plans: Sequence[MapPlan]) -> list[Problem]:
    """Return as one problem the areas whose final grade nobody has agreed: the map shows what is suggested, and says so."""
    pending = [row for row, area in zip(grid.areas, grades.areas, strict=True) if area.is_pending]
    if not pending or all(plan.facts is not None for plan in plans):
        return []
    names = ", ".join(f"'{row.area}'" for row in pending[:3]) + (" and others" if len(pending) > 3 else "")
    column = grid.table.columns.get("final")
    return [
        Problem(
            grid.table.sheet,
            cell_address(pending[0].row, column) if column else "",
            f"Not yet agreed: {names}. The map shows the suggested grade.",
            "Type the Board's grade, or agree the grades that are suggested, and draw again.",
        )
    ]


def _not_returned(grid: CommandGrid, plans: Sequence[MapPlan]) -> list[Problem]:
    """Return the commands that have no line on the map of the commands since they have not returned."""
    lines = [line.name for plan in plans if key(plan.name) == key(COMMANDS) for line in plan.map.lines]
    of_commands = {name_key(line) for line in lines} & {name_key(command) for command in grid.commands}
    return [not_returned_problem(grid, command) for command in grid.not_returned if of_commands]
