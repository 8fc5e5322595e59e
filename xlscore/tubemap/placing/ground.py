"""What a map is arranged on, and how its grid may lie there: the sizes and places to try, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.geometry.raster import Frame
from xlscore.tubemap.model.facts import GradeSign
from xlscore.tubemap.model.staying import SHRUNK
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.runs import Way
from xlscore.tubemap.placing.strokes import Corners, innermost, stroke_of
from xlscore.tubemap.placing.tries import Fit
from xlscore.tubemap.weights import LEAST_GROWTH, MOST_GROWTH, SMALLER, SPARE_ROOM

__all__ = ["Ground", "fits_near", "fits_on"]


@dataclass(frozen=True)
class Ground:
    """What a map is arranged on: its grid, its measures, the scale of grades, and the region of the page."""

    frame: Frame
    style: Style
    scale: tuple[GradeSign, ...]
    region: Box
    page: str = ""
    detours: bool = False
    """Whether tracks may go far around what is in their way."""
    calmest: bool = False
    """Whether a search also begins with the calmest layout that the solver of the extra `optimal` finds."""
    tags: tuple[tuple[str, float, float], ...] = ()
    """Where a person wants the middles of name tags: the line, and a point in units of the grid."""


def fits_on(ways: Sequence[Way], ground: Ground) -> list[tuple[float, Point]]:
    """Return the units to try, largest first, each with the origin that centres the tracks in the region.

    How large a unit can be depends on the tracks alone, so that a redraw from pins tries the same ones.
    """
    style = ground.style
    left, top, width, height = ground.region
    flat = replace(style, lane=0.0, corner=0.0)
    (least_x, most_x), (least_y, most_y) = _box(ways, 1.0, (0.0, 0.0), flat, innermost(ways))
    lanes = [abs(run.lane) for way in ways for run in way.runs]
    around = style.marker + style.lane * max(lanes) + SPARE_ROOM
    across, down = most_x - least_x, most_y - least_y
    most = MOST_GROWTH * ground.frame.unit
    for extent, room in ((across, width - 2 * around), (down, height - 2 * around)):
        if extent:
            most = min(most, room / extent)
    found: list[tuple[float, Point]] = []
    unit = most
    while not found or unit > LEAST_GROWTH * min(most, ground.frame.unit):
        middle = (
            left + width / 2 - (most_x + least_x) / 2 * unit,
            top + height / 2 - (most_y + least_y) / 2 * unit,
        )
        found.append((unit, middle))
        unit *= SMALLER
    return found


def fits_near(ways: Sequence[Way], ground: Ground, fit: Fit) -> list[tuple[float, Point]]:
    """Return units and origins as like as can be to those of the drawing before, the likest first.

    The smaller the tracks are drawn the more they shrink towards their own middle, and where they would not lie in the
    region they are shifted into it, so that no station goes further than it must.
    """
    left, top, width, height = ground.region
    style, corners = ground.style, innermost(ways)
    before = (fit.left, fit.top)
    flat = replace(style, lane=0.0, corner=0.0)
    middles = [(least + most) / 2 for least, most in _box(ways, 1.0, (0.0, 0.0), flat, corners)]
    found = []
    for unit in (fit.unit * share for share in SHRUNK):
        origin = [first + middle * (fit.unit - unit) for first, middle in zip(before, middles, strict=True)]
        box = _box(ways, unit, (origin[0], origin[1]), style, corners)
        shifts, fits = [], True
        for (least, most), start, room in zip(box, (left, top), (width, height), strict=True):
            before_it, behind_it = least - style.marker - start, start + room - most - style.marker
            shifts.append(max(-before_it, 0.0) + min(behind_it, 0.0))
            fits = fits and before_it + behind_it >= 0
        if fits:
            found.append((unit, (origin[0] + shifts[0], origin[1] + shifts[1])))
    return found


def _box(
    ways: Sequence[Way], unit: float, origin: Point, style: Style, corners: Corners
) -> list[tuple[float, float]]:
    """Return from where to where the tracks run across and down the page."""
    points = [
        point
        for way in ways
        for point in stroke_of(way, unit, style.lane, style.corner, origin, corners).flattened(1)
    ]
    return [(min(values), max(values)) for values in zip(*points, strict=True)]
