"""The tube map: a balanced scorecard's grades as a map of lines and stations.

Geometry only: nothing here knows of a workbook. A map is built from rows of tables (`build_map`) or from a
command-grade grid (`command_map`), and drawn with the grades of its areas (`draw`):

>>> from xlscore.tubemap import Facts, Stop, build_map, draw
>>> drawn, remarks = build_map("Force", [
...     Stop("Safety", 1, "Gangs"), Stop("Safety", 2, "Domestic Abuse"), Stop("People", 1, "Domestic Abuse"),
...     Stop("People", 2, "Our People")])
>>> drawing = draw(drawn, [Facts("Domestic Abuse", "RI", previous="Good", redline="not met")])
>>> drawing.data_rows[1][6]
'Domestic Abuse is graded Requires Improvement, deteriorated from Good last cycle; its redline measures are
not met; it is on the lines Safety and People.'

`drawing.xml` is a DrawingML part and `drawing.anchor()` one anchor of it, `drawing.svg` the same as SVG,
`drawing.emf` as EMF, `drawing.html` as a web page, and `write_png(drawing.svg)` as PNG. `drawing.pins` is the layout:
given back as `pins`, the same map is drawn again at once, whatever the grades; an officer may edit any of them before.

From a map to a drawing, a module for each step:

1. `network`: what is shown; `looks` of its lines, measured by `colours`; `facts`: what its stations say; `order`: of stops that came without one.
2. `layout`: where the stations stand, on a grid. `graph` makes tracks between stations, `places` a beginning, `moves` what
   is tried, `search` weighs it on a `board` with the `courses` of its tracks and `captions` for its names; `raster` and
   `routes` are the grid's geometry. `pins` keep the result. A map that was drawn before goes through `redraw` instead, with
   `standing` for its stops, `nearby` for new stations, and the numbers of `staying`.
   The first drawing of a map of four lines is laid out by `quarters`, where it is to read as four.
3. `arrange`: everything in its exact place. `lanes` and `strokes` draw the lines, a `setting` has markers and the places
   of `labels` at one size, `lettering` chooses among these; `paper` and `plane` are the page's geometry.
4. `scene`: shapes on a page, with `key`, `signs` and `patterns` in the measures of `style` and `fonts`; written by `drawingml`, `svg`, `emf`,
   `html`, `png`.

`metrics` and `readback` read a finished drawing back and count what is wrong with it. In these modules a *track* lies between
two stations, a *route* is a way along the grid, a *course* is a route that a track may take, a *way* is a line's path in
straight *runs*, each in its *lane*, and a *stroke* is what is drawn of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from xlscore.tubemap.drawing import DATA_HEADINGS, Drawing, draw
    from xlscore.tubemap.drawn.drawingml import write_drawing
    from xlscore.tubemap.drawn.png import write_png
    from xlscore.tubemap.model.commands import command_map
    from xlscore.tubemap.model.facts import (
        FIVE_GRADES,
        FOUR_GRADES,
        MEASURE_SIGNS,
        NOT_GRADED,
        Facts,
        GradeSign,
    )
    from xlscore.tubemap.model.network import Line, Map, Remark, Stop, TubeMapError, build_map
    from xlscore.tubemap.pins import Pin
    from xlscore.tubemap.placing.arrange import Fit
    from xlscore.tubemap.quarters import draw_in_quarters

__all__ = [
    "DATA_HEADINGS",
    "FIVE_GRADES",
    "FOUR_GRADES",
    "MEASURE_SIGNS",
    "NOT_GRADED",
    "Drawing",
    "Facts",
    "Fit",
    "GradeSign",
    "Line",
    "Map",
    "Pin",
    "Remark",
    "Stop",
    "TubeMapError",
    "build_map",
    "command_map",
    "draw",
    "draw_in_quarters",
    "write_drawing",
    "write_png",
]

_HOMES: Final = {
    "DATA_HEADINGS": "xlscore.tubemap.drawing",
    "Drawing": "xlscore.tubemap.drawing",
    "FIVE_GRADES": "xlscore.tubemap.model.facts",
    "FOUR_GRADES": "xlscore.tubemap.model.facts",
    "Facts": "xlscore.tubemap.model.facts",
    "Fit": "xlscore.tubemap.placing.arrange",
    "GradeSign": "xlscore.tubemap.model.facts",
    "Line": "xlscore.tubemap.model.network",
    "MEASURE_SIGNS": "xlscore.tubemap.model.facts",
    "Map": "xlscore.tubemap.model.network",
    "NOT_GRADED": "xlscore.tubemap.model.facts",
    "Pin": "xlscore.tubemap.pins",
    "Remark": "xlscore.tubemap.model.network",
    "Stop": "xlscore.tubemap.model.network",
    "TubeMapError": "xlscore.tubemap.model.network",
    "build_map": "xlscore.tubemap.model.network",
    "command_map": "xlscore.tubemap.model.commands",
    "draw": "xlscore.tubemap.drawing",
    "draw_in_quarters": "xlscore.tubemap.quarters",
    "write_drawing": "xlscore.tubemap.drawn.drawingml",
    "write_png": "xlscore.tubemap.drawn.png",
}
"""Where each name is; it is loaded when it is first used: many ask this package for the width of a text and for no map."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'xlscore.tubemap' has no attribute {name!r}")
