"""The tube maps as a kind of scorecard work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from xlscore.books.maps.headings import LINES, MAP_FACTS, MAPS, PINS, STOPS
from xlscore.books.plan.kind import Asked, ButtonText, Kind, Told, register
from xlscore.books.plan.words import counted

if TYPE_CHECKING:
    from xlscore.books.maps.drawing import DrawnMaps
    from xlscore.books.plan.planner import Planner
    from xlscore.books.tables.blocks import Reading
    from xlscore.rules.problems import Problem

__all__ = ["TUBE_MAPS"]


def _applies(reading: Reading, asked: Asked) -> bool:
    """Return whether there is a map to draw and a way to draw it: one drawn before, or a new one where that is asked for.

    One that was drawn of the commands alone waits while none of them has graded: a cycle begins so.
    """
    from xlscore.books.grades.grid.reading import find_grid_or_none, is_graded
    from xlscore.books.maps.quadrants import QUADRANT_MAP, has_quadrants
    from xlscore.books.maps.tables import has_stops, is_listed, is_pinned
    from xlscore.engine import capabilities

    if not capabilities(reading.book).draws and asked.put is None:
        return False
    has_grid = find_grid_or_none(reading, asked.sheet) is not None
    quadrants, stops = has_quadrants(reading), has_grid and has_stops(reading)
    if is_pinned(reading) and (stops or quadrants or (has_grid and is_graded(reading, asked.sheet))):
        return True
    return asked.new_drawings and (stops or (quadrants and is_listed(reading, QUADRANT_MAP)))


def _plan(planner: Planner, asked: Asked) -> DrawnMaps:
    from xlscore.books.maps.drawing import plan_maps

    return plan_maps(planner, asked)


def _looks_over(planner: Planner) -> Sequence[Problem]:
    from xlscore.books.maps.moved import check_maps

    return check_maps(planner)


def _sentences(result: DrawnMaps) -> list[str]:
    return [
        f"{drawn.name}: {counted(len(drawn.drawing.data_rows), 'station')} on the sheet {drawn.sheet}."
        for drawn in result.maps
    ]


def _told(result: DrawnMaps) -> Told:
    lines = []
    for one in result.maps:
        files = ", ".join(file.name for file in one.files)
        lines.append(f"{one.name}: on the sheet '{one.sheet}'" + (f"; written to {files}" if files else ""))
    return Told("Tube map", lines=tuple(lines))


TUBE_MAPS: Final = register(
    Kind(
        "tubemap",
        tables=(MAPS, LINES, STOPS, PINS, MAP_FACTS),
        settings=("scale",),
        help="Draw the tube map: the grades as lines and stations, on a sheet per map.",
        applies=_applies,
        plan=_plan,
        sentences=_sentences,
        told=_told,
        button=ButtonText(
            "draw-tube-map",
            "Pictures",
            "Draw tube map",
            "SmartArtInsert",
            "Draw the grades as a tube map",
            "A sheet for each map: a station for each area with its grade, the lines from the table of stops, and a map of"
            " the commands from the grid. Stations stay where they stood; what you put beside them stays.",
            "D",
            large=True,
        ),
        checked=False,
        looks_over=_looks_over,
        leads=False,
    )
)
"""The grades as tube maps, drawn in native shapes."""
