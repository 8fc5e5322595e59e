"""One call from a map and its grades to the drawing, its pins and the table of its facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from xlscore.tubemap.drawn.drawingml import write_anchor, write_drawing
from xlscore.tubemap.drawn.key import plan_key
from xlscore.tubemap.drawn.scene import compose, plan_tray
from xlscore.tubemap.drawn.shapes import Scene
from xlscore.tubemap.drawn.svg import write_svg
from xlscore.tubemap.layout import Places, frame_of, lay_out
from xlscore.tubemap.model.facts import FOUR_GRADES, Facts, GradeSign, Station, stations_of
from xlscore.tubemap.model.network import Map, Remark
from xlscore.tubemap.model.order import settle_order
from xlscore.tubemap.model.style import (
    FULL_SIZE,
    PAGES,
    SMALLEST_PRINT,
    MapPage,
    Style,
    page_named,
    style_for,
)
from xlscore.tubemap.pins import Pin, moved, pins_of, read_pins, room_before
from xlscore.tubemap.placing.arrange import Arrangement, Ground

__all__ = ["DATA_HEADINGS", "Drawing", "draw"]

DATA_HEADINGS = (
    "Map", "Area", "Lines", "Grade", "Change", "Redline", "In words", "Column", "Row", "Label side",
)  # fmt: skip


@dataclass(frozen=True)
class Drawing:
    """A finished tube map: the scene both writers draw, its pins, the rows of its data table, and remarks."""

    scene: Scene
    pins: list[Pin]
    data_rows: list[list[str | int]]
    remarks: list[Remark]

    @property
    def xml(self) -> str:
        """Return the drawing as a whole DrawingML part."""
        return write_drawing([self.scene])

    def anchor(self, first_id: int = 2, *, column: int = 0, row: int = 0) -> str:
        """Return the map as one anchor, to stand in a drawing part beside other shapes; ids from `first_id`."""
        return write_anchor(self.scene, first_id, column=column, row=row)[0]

    @property
    def svg(self) -> str:
        """Return the drawing as an SVG document."""
        return write_svg(self.scene)

    @property
    def size(self) -> tuple[float, float]:
        """Return the printed width and height, in millimetres."""
        return self.scene.width * self.scene.magnified, self.scene.height * self.scene.magnified


def draw(
    drawn: Map,
    facts: Iterable[Facts] | Mapping[str, Facts] = (),
    page: str = "A4",
    pins: Iterable[Pin] | None = None,
    *,
    scale: Sequence[GradeSign] = FOUR_GRADES,
) -> Drawing:
    """Return the drawing of a map; stations with a pin stand where it says, the others where they fit best.

    >>> from xlscore.tubemap import Facts, Stop, build_map, draw
    >>> drawn, _ = build_map("Small", [Stop("One", 1, "Gangs"), Stop("One", 2, "Burglary")])
    >>> drawing = draw(drawn, [Facts("Gangs", "Good", "Outstanding")])
    >>> drawing.data_rows[0][:5]
    ['Small', 'Gangs', 'One', 'Good', 'deteriorated from Outstanding']
    >>> draw(drawn, [Facts("Gangs", "RI")], pins=drawing.pins).pins == drawing.pins
    True
    """
    sheet = page_named(page)
    remarks: list[Remark] = []
    stations = stations_of(drawn, facts, scale, remarks)
    settled = settle_order(drawn)
    given, sides = read_pins(settled, pins or (), remarks)
    paper, magnified = _paper(settled, sheet)
    plan = plan_key(settled, scale, paper)
    tray, region = plan_tray(settled, scale, plan.region, Style())
    arrangement: Arrangement | None = None
    places: Places = {}
    style = style_for(len(settled.stations))
    ground = Ground(frame_of(len(settled.stations), region), style, tuple(scale), region)
    if settled.stations:
        across, down = room_before(given)
        places, arrangement = _laid_out(settled, moved(given, across, down), sides, ground)
        places = moved(places, -across, -down)
        _remark_on(settled, arrangement, magnified, remarks)
    scene = compose(settled, stations, arrangement, tray, plan, paper, ground)
    scene = replace(scene, magnified=magnified)
    found = pins_of(settled, places, arrangement)
    return Drawing(scene, found, _data_rows(settled, stations, found), remarks)


def _paper(drawn: Map, sheet: MapPage) -> tuple[MapPage, float]:
    """Return the page at the measure it is drawn, and by how much it is magnified for printing.

    On A3 a map is the A4 one made larger; where there are very many stations it is drawn with more room.
    """
    if sheet.magnified > 1 and len(drawn.stations) <= FULL_SIZE:
        return PAGES["A4"], sheet.magnified
    return sheet, 1.0


def _laid_out(
    drawn: Map, given: Places, sides: Mapping[str, str], ground: Ground
) -> tuple[Places, Arrangement]:
    """Return places and arrangement, made from all the pins set: exactly what a redraw will make."""
    layout = lay_out(drawn, given, sides, ground)
    for _ in range(2):
        labels = layout.arrangement.labels
        chosen = {name: label.side for name, label in zip(drawn.stations, labels, strict=True)}
        if chosen == dict(sides) and layout.places == given:
            break
        given, sides = layout.places, chosen
        layout = lay_out(drawn, given, sides, ground)
    return layout.places, layout.arrangement


def _remark_on(drawn: Map, arrangement: Arrangement, magnified: float, remarks: list[Remark]) -> None:
    """Tell what is not as it should be, and what to do about it."""
    points = arrangement.style.smallest * magnified
    about = f"Map {drawn.name}"
    if arrangement.touching:
        remarks.append(
            Remark(about, "some names still touch something", "move a station or choose other label sides")
        )
    if arrangement.over_foreign:
        remarks.append(
            Remark(about, "a line runs over a station that it does not serve", "move that station's pin")
        )
    if arrangement.on_each_other:
        remarks.append(Remark(about, "stations stand on each other", "move one of them by its pin"))
    if points < SMALLEST_PRINT:
        remarks.append(Remark(about, f"its words print at {points:.1f} points", "print it on A3 or split it"))


def _data_rows(drawn: Map, stations: Mapping[str, Station], pins: Sequence[Pin]) -> list[list[str | int]]:
    """Return the facts of every area as a row of cells, under DATA_HEADINGS."""
    placed = {pin.area: pin for pin in pins}
    rows: list[list[str | int]] = []
    for area, station in stations.items():
        pin = placed.get(area)
        rows.append(
            [
                drawn.name,
                area,
                ", ".join(line.name for line in drawn.lines_at(area)) or "on no line",
                station.grade.word,
                f"{station.change} {station.change_words(brief=False)}".strip(),
                station.redline,
                station.sentence,
                *((pin.column, pin.row, pin.side) if pin else ("", "", "")),
            ]
        )
    return rows
