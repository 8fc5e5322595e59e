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

`drawing.xml` is a DrawingML part and `drawing.anchor()` one anchor of it, `drawing.svg` the same as SVG, and
`write_png(drawing.svg)` as PNG. `drawing.pins` is the layout: given back as `pins`, the same map is drawn again
at once, whatever the grades; an officer may edit any of them before.

From a map to a drawing: `network` (what is shown) → `order` (of unordered stops) → `layout` (search on a
grid: `board`, `moves`, `search`) → `arrange` (exact places: `lanes`, `strokes`, `labels`) → `scene` (shapes on
a page) → `drawingml`, `svg`, `png`. `metrics` reads a finished drawing back and counts what is wrong with it.
"""

from xlscore.tubemap.drawing import DATA_HEADINGS, Drawing, draw
from xlscore.tubemap.drawingml import write_drawing
from xlscore.tubemap.facts import FIVE_GRADES, FOUR_GRADES, NOT_GRADED, Facts, Grade
from xlscore.tubemap.network import Line, Map, Remark, Stop, TubeMapError, build_map, command_map
from xlscore.tubemap.pins import Pin
from xlscore.tubemap.png import write_png

__all__ = [
    "DATA_HEADINGS",
    "FIVE_GRADES",
    "FOUR_GRADES",
    "NOT_GRADED",
    "Drawing",
    "Facts",
    "Grade",
    "Line",
    "Map",
    "Pin",
    "Remark",
    "Stop",
    "TubeMapError",
    "build_map",
    "command_map",
    "draw",
    "write_drawing",
    "write_png",
]
