"""One call from a map and its grades to the drawing, its pins and the table of its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from xlscore.tubemap.drawn.cut import cut_short
from xlscore.tubemap.drawn.drawingml import write_anchor, write_drawing
from xlscore.tubemap.drawn.emf import write_emf
from xlscore.tubemap.drawn.html import write_html
from xlscore.tubemap.drawn.key import plan_key
from xlscore.tubemap.drawn.ladder import plan_ladder
from xlscore.tubemap.drawn.marking import marked, room_for
from xlscore.tubemap.drawn.scene import compose, plan_tray
from xlscore.tubemap.drawn.shapes import Scene
from xlscore.tubemap.drawn.signs import SMALLEST_LETTER
from xlscore.tubemap.drawn.svg import write_svg
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.layout import Places, frame_of
from xlscore.tubemap.model.before import map_before, stations_before
from xlscore.tubemap.model.commands import as_ladder
from xlscore.tubemap.model.facts import FOUR_GRADES, Facts, GradeSign, Station, stations_of
from xlscore.tubemap.model.network import Map, Remark
from xlscore.tubemap.model.style import (
    FULL_SIZE,
    PAGES,
    SMALLEST_PRINT,
    MapPage,
    page_named,
    style_for,
)
from xlscore.tubemap.pins import Pin, Pinned, moved, pins_of, read_pins, room_before
from xlscore.tubemap.placing.arrange import Arrangement, Fit
from xlscore.tubemap.placing.ground import Ground
from xlscore.tubemap.placing.tries import First
from xlscore.tubemap.redraw import LaidOut, grown_worse, laid_out

__all__ = ["DATA_HEADINGS", "Drawing", "draw", "lines_of"]

DATA_HEADINGS = (
    "Map", "Area", "Lines", "Grade", "Change", "Redline", "In words", "Column", "Row", "Label side",
)  # fmt: skip


@dataclass(frozen=True)
class Drawing:
    """A finished tube map: the scene both writers draw, its pins, the rows of its data table, and remarks.

    `drawn` is the map with its stops in the order in which they are drawn; pins and `fit` draw it again as it is.
    """

    scene: Scene
    pins: list[Pin]
    data_rows: list[list[str | int]]
    remarks: list[Remark]
    drawn: Map
    fit: Fit | None = None
    as_before: bool = False
    """Whether everything stands as in the drawing before, and the layout found nothing that touches."""

    stations: Mapping[str, Station] = field(default_factory=dict)
    """What each station shows, by its area."""
    before: Scene | None = None
    """The same drawing with last cycle's grades, where any is known."""
    ground: Ground | None = None
    """What it was arranged on."""

    @cached_property
    def faults(self) -> int:
        """Return how much is wrong with the drawing that should never be, counted on what is written."""
        return measure(self.xml, self.drawn).hard

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
    def emf(self) -> bytes:
        """Return the drawing as an enhanced metafile, the vector picture that Word takes."""
        return write_emf(self.scene)

    @property
    def html(self) -> str:
        """Return the drawing as a web page that needs nothing else, with both cycles and the facts."""
        return write_html(self.drawn, self.stations, self.scene, self.before)

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
    fit: Fit | None = None,
    scale: Sequence[GradeSign] = FOUR_GRADES,
    calmest: bool = False,
    tags: Mapping[str, tuple[float, float]] | None = None,
) -> Drawing:
    """Return the drawing of a map; stations with a pin stand where it says, the others where they fit best.

    A pin that nobody set gives way where the map could not be read otherwise, and a remark says so. With the `fit` of
    the drawing before, everything that stands where it stood is at the same place on the page. `tags` says where
    name tags of lines are wanted, in columns and rows of the pins. `calmest` lets a search also begin with the calmest layout
    that a solver finds (extra `optimal`).

    >>> from xlscore.tubemap import Facts, Stop, build_map, draw
    >>> drawn, _ = build_map("Small", [Stop("One", 1, "Gangs"), Stop("One", 2, "Burglary")])
    >>> drawing = draw(drawn, [Facts("Gangs", "Good", "Outstanding")])
    >>> drawing.data_rows[0][:5]
    ['Small', 'Gangs', 'One', 'Good', 'deteriorated from Outstanding']
    >>> draw(drawn, [Facts("Gangs", "RI")], pins=drawing.pins).pins == drawing.pins
    True
    """
    sheet = page_named(page)
    scale = [sign.spoken(drawn.words) for sign in scale]
    remarks: list[Remark] = []
    stations = stations_of(drawn, facts, scale, remarks)
    given = read_pins(drawn, pins or (), remarks)
    paper, magnified = _paper(drawn, sheet)
    paper = room_for(drawn.marking, paper)
    if drawn.is_ladder or _was_ladder(drawn, fit, given):
        return _ladder(drawn, stations, scale, (paper, magnified), fit, remarks)
    if not given.places:
        fit = None  # without pins a map is laid out as on the first day, not squeezed into the size it had
    plan = plan_key(drawn, scale, paper)
    tray, region = plan_tray(drawn, scale, plan.region, style_for(0, graded=drawn.graded))
    style = style_for(len(drawn.stations), graded=drawn.graded)
    ground = Ground(
        frame_of(len(drawn.stations), region), style, tuple(scale), region, paper.name, calmest=calmest
    )
    made: LaidOut | None = None
    places: Places = {}
    if drawn.stations:
        across, down = room_before(given.places)
        wanted = tuple((line, x + across, y + down) for line, (x, y) in sorted((tags or {}).items()))
        ground = replace(ground, tags=wanted)
        before = None
        first = fit.first if fit is not None else None
        if fit is not None and fit.page == paper.name:
            before = replace(fit.shifted(across, down), first=None)
        made = laid_out(drawn, replace(given, places=moved(given.places, across, down)), ground, before)
        if drawn.graded and not given.places and _cannot_be_read(made.arrangement, drawn):
            return _ladder(drawn, stations, scale, (paper, magnified), _LADDER, remarks)
        drawn, places = made.ordered, moved(made.places, -across, -down)
        fit = made.arrangement.fit.shifted(-across, -down)
        if first is None or made.afresh or before is None:
            first = First(made.arrangement.turning, fit.unit)
        fit = replace(fit, first=first)
        _remark_on(made, magnified, first, remarks)
    arrangement = made.arrangement if made else None

    def composed(what: Map, shown: Mapping[str, Station]) -> Scene:
        return compose(what, shown, arrangement, tray, plan, paper, ground)

    scene, last = _with_last(drawn, stations, composed, magnified)
    remarks += cut_short(drawn, scene)
    found = pins_of(drawn, places, arrangement, given)
    rows = _data_rows(drawn, stations, found)
    as_before = made is not None and made.as_before
    return Drawing(
        scene, found, rows, remarks, drawn, fit if made else None, as_before, stations, last, ground
    )


_LADDER = Fit("ladder", 1.0, 0.0, 0.0)
"""What is kept of a map that was searched for and could not be read, so that it stays a ladder and is not searched for again."""


def _was_ladder(drawn: Map, fit: Fit | None, given: Pinned) -> bool:
    return drawn.graded and fit is not None and fit.page == _LADDER.page and not given.places


def _cannot_be_read(arrangement: Arrangement, drawn: Map) -> bool:
    """Return whether something touches on a map of the commands, a marker is a slab, or more lines cross than it has."""
    return arrangement.faults > 0 or bool(arrangement.slabs) or arrangement.crossings > len(drawn.lines)


def _with_last(
    drawn: Map,
    stations: Mapping[str, Station],
    composed: Callable[[Map, Mapping[str, Station]], Scene],
    magnified: float,
) -> tuple[Scene, Scene | None]:
    """Return a map as it is, and as it was last cycle where that is known, each with its marking."""
    scene = marked(replace(composed(drawn, stations), magnified=magnified), drawn.marking, drawn.words)
    was = stations_before(stations)
    return scene, marked(composed(map_before(drawn), was), drawn.marking, drawn.words) if was else None


def _ladder(
    drawn: Map,
    stations: Mapping[str, Station],
    scale: Sequence[GradeSign],
    page: tuple[MapPage, float],
    fit: Fit | None,
    remarks: list[Remark],
) -> Drawing:
    """Return the drawing of a map as a straight ladder, which needs no pins; those that there are stay for later."""
    paper, magnified = page
    drawn = as_ladder(drawn)
    plan = plan_key(drawn, scale, paper)
    style = style_for(0, graded=True)
    tray, region = plan_tray(drawn, scale, plan.region, style)
    ladder = plan_ladder(drawn, scale, region)
    ground = Ground(frame_of(len(drawn.stations), region), style, tuple(scale), region, paper.name)

    def composed(what: Map, shown: Mapping[str, Station]) -> Scene:
        return compose(what, shown, None, tray, plan, paper, ground, ladder.groups(what, shown))

    scene, last = _with_last(drawn, stations, composed, magnified)
    remarks += cut_short(drawn, scene)
    points = min(ladder.style.smallest, ladder.style.letter + SMALLEST_PRINT - SMALLEST_LETTER) * magnified
    if points < SMALLEST_PRINT:
        remarks.append(_small_print(f"Map {drawn.name}", points))
    rows = _data_rows(drawn, stations, [])
    return Drawing(scene, [], rows, remarks, drawn, fit, stations=stations, before=last)


def _small_print(about: str, points: float) -> Remark:
    return Remark(about, f"its words print at {points:.1f} points", "print it on A3 or split it")


def _paper(drawn: Map, sheet: MapPage) -> tuple[MapPage, float]:
    """Return the page at the measure it is drawn, and by how much it is magnified for printing.

    On A3 a map is the A4 one made larger; where there are very many stations it is drawn with more room.
    """
    if sheet.magnified > 1 and len(drawn.stations) <= FULL_SIZE:
        return PAGES["A4"], sheet.magnified
    return sheet, 1.0


def _remark_on(made: LaidOut, magnified: float, first: First, remarks: list[Remark]) -> None:
    """Tell what is not as it should be, and what to do about it."""
    arrangement = made.arrangement
    points = arrangement.style.smallest * magnified
    about = f"Map {made.drawn.name}"
    if made.afresh:
        remarks.append(
            Remark(
                about,
                "with its stations where they stood it could not be read, so it was laid out afresh from there",
                "look at it, and pin what should stand elsewhere",
            )
        )
    grown = grown_worse(first, arrangement)
    if grown:
        remarks.append(
            Remark(
                about,
                f"{grown} since it was laid out",
                "clear the columns and rows of its pins and draw again to have it laid out anew, its stations in other places",
            )
        )
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
    if arrangement.slabs:
        names = ", ".join(f"“{made.drawn.stations[at]}”" for at in arrangement.slabs)
        remarks.append(
            Remark(
                about,
                f"so many lines meet in different directions that the marker of {names} is very large",
                "pin its neighbours in one line with it, or split the map",
            )
        )
    if points < SMALLEST_PRINT:
        remarks.append(_small_print(about, points))


def lines_of(drawn: Map, area: str) -> str:
    """Return the lines of an area as the table of facts has them."""
    return ", ".join(line.name for line in drawn.lines_at(area))


def _data_rows(drawn: Map, stations: Mapping[str, Station], pins: Sequence[Pin]) -> list[list[str | int]]:
    """Return the facts of every area as a row of cells, under DATA_HEADINGS."""
    placed = {pin.area: pin for pin in pins}
    say = drawn.words.say
    rows: list[list[str | int]] = []
    for area, station in stations.items():
        pin = placed.get(area)
        rows.append(
            [
                drawn.name,
                area,
                lines_of(drawn, area) or say("on no line, in a cell"),
                station.grade.word,
                f"{say(station.change)} {station.change_words(brief=False)}" if station.change else "",
                say(f"redline {station.redline}, brief") if station.redline else "",
                station.sentence,
                *((pin.column, pin.row, pin.side) if pin else ("", "", "")),
            ]
        )
    return rows
