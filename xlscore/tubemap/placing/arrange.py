"""From places on the grid to exact places on the page: strokes, markers, labels and name tags.

Given where the stations stand and on which sides their names stood, everything else follows by rule. The same function serves a new layout and a redraw from pins, so a redraw gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.geometry.raster import Frame
from xlscore.tubemap.geometry.routes import Legs
from xlscore.tubemap.model.facts import GradeSign
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.staying import SHRUNK
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.labels import Choice, Marker
from xlscore.tubemap.placing.lanes import KeptLane, Way, assign_lanes, ways_of
from xlscore.tubemap.placing.lettering import Text, choose
from xlscore.tubemap.placing.setting import LabelSetting
from xlscore.tubemap.placing.strokes import Corners, Stroke, innermost, stroke_of
from xlscore.tubemap.searching.board import PlacedStation, SearchBoard
from xlscore.tubemap.searching.graph import Network, network_of
from xlscore.tubemap.searching.search import settled_courses
from xlscore.tubemap.weights import (
    AROUND_MARKER,
    BESIDE_TRACK,
    ENOUGH,
    LAST_RESORTS,
    LEAST_GROWTH,
    MOST_GROWTH,
    SMALLER,
    SPARE_ROOM,
)

__all__ = ["Arrangement", "Fit", "Ground", "Wishes", "arrange", "laid_cost", "lanes_between", "sizes"]

Place = tuple[int, int]


@dataclass(frozen=True)
class Fit:
    """How the grid lies on a page: millimetres to a unit, where its column 0 and row 0 are, and who has which lane."""

    page: str
    unit: float
    left: float
    top: float
    lanes: tuple[KeptLane, ...] = ()

    def shifted(self, across: int, down: int) -> Fit:
        """Return the fit of the same page where everything stands so many columns further right and rows further down."""
        return replace(
            self,
            left=self.left - across * self.unit,
            top=self.top - down * self.unit,
            lanes=tuple(lane.shifted(across, down) for lane in self.lanes),
        )


@dataclass(frozen=True)
class Wishes:
    """Where names stood, by station, and which of these sides bind."""

    sides: Mapping[str, str] = field(default_factory=dict)
    firm: Collection[str] = ()


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


@dataclass(frozen=True)
class Arrangement:
    """Everything in its exact place.

    `crossings` counts lines that cross on shared track, `touching` the texts that still touch something,
    `over_foreign` the lines that run over stations which they do not serve, `on_each_other` the stations that touch.
    """

    strokes: tuple[tuple[int, Stroke], ...]
    markers: tuple[Marker, ...]
    labels: tuple[Choice, ...]
    tags: tuple[Choice, ...]
    crossings: int
    touching: int
    over_foreign: int
    on_each_other: int
    style: Style
    fit: Fit
    discs: tuple[tuple[Point, ...], ...] = ()
    """The middles of the discs of each station, in the order of its lines, where every line has its own."""

    @property
    def faults(self) -> int:
        """Return how many things are wrong that should never be."""
        return self.touching + self.wrong_tracks

    @property
    def wrong_tracks(self) -> int:
        """Return how many of these no name can put right."""
        return self.over_foreign + self.on_each_other

    @property
    def rank(self) -> tuple[int, int, bool]:
        """Return how far from good it is: texts that touch, names away from their stations, and short words."""
        return self.faults, self.leaders, self.style.brief

    @property
    def leaders(self) -> int:
        """Return how many labels stand away from their stations."""
        return sum(label.leader is not None for label in self.labels)


def arrange(
    drawn: Map, places: Mapping[str, Place], wishes: Wishes, ground: Ground, fit: Fit | None = None
) -> Arrangement:
    """Return the arrangement of a map whose stations stand on given grid points.

    It is made as large as the region of the page allows without any text touching anything, or as by the `fit` of the
    drawing before, or nearly so. Where there is no way, the words are shortened, and where that is not enough names are led off their stations.
    """
    ways, crossings = lanes_between(drawn, places, ground, fit.lanes if fit else ())
    near = _fits_near(ways, ground, fit) if fit else []
    fits = near or _fits(ways, ground)[:ENOUGH]

    @cache
    def set_out(unit: float, origin: Point) -> LabelSetting:
        return LabelSetting(drawn, ways, unit, origin, ground.style, ground.region)

    styles = dict.fromkeys((ground.style, ground.style.terse))
    if not near:
        tries = [(one, style, False) for style in styles for one in fits]
        tries += [(one, ground.style.terse, True) for one in fits[1::2] or fits]
    else:
        # Everything as it was comes first, whatever it takes.
        with_leaders = [*((style, False) for style in styles), (ground.style.terse, True)]
        tries = [(one, *how) for one in fits for how in with_leaders]
    best: Arrangement | None = None
    hopeless: list[tuple[int, LabelSetting, Style, list[Text]]] = []
    for one, style, leaders in tries:
        setting = set_out(*one)
        if best is not None and setting.over_foreign + setting.on_each_other >= best.faults:
            continue  # whatever its names do
        labels = setting.labels(style, ground.scale, wishes.sides, wishes.firm, leaders=leaders)
        stuck = sum(label.is_stuck for label in labels)
        if stuck:
            hopeless.append((stuck, setting, style, labels))
            continue
        found = _lettered(setting, style, labels, crossings, ground.page)
        if best is None or found.rank < best.rank:
            best = found
        if not best.faults:
            return best
    for _, setting, style, labels in sorted(hopeless, key=lambda item: item[0])[:LAST_RESORTS]:
        found = _lettered(setting, style, labels, crossings, ground.page)
        if best is None or found.rank < best.rank:
            best = found
    assert best is not None
    return best


def _lettered(
    setting: LabelSetting, style: Style, labels: list[Text], crossings: int, page: str
) -> Arrangement:
    """Return a setting with a place chosen for every text."""
    chosen, touching = choose([*labels, *setting.tags])
    return Arrangement(
        tuple((way.line, stroke) for way, stroke in zip(setting.ways, setting.strokes, strict=True)),
        tuple(setting.markers),
        tuple(chosen[: len(labels)]),
        tuple(chosen[len(labels) :]),
        crossings,
        touching,
        setting.over_foreign,
        setting.on_each_other,
        style,
        Fit(page, setting.unit, *setting.origin, _lanes_of(setting.drawn, setting.ways)),
        tuple(setting.discs),
    )


def laid_cost(drawn: Map, places: Mapping[str, Place], ground: Ground) -> float:
    """Return what a map's tracks cost between the places of its stations: the less, the calmer."""
    return _laid(drawn, tuple(places[name] for name in drawn.stations), ground).cost


@lru_cache(maxsize=64)  # one layout is arranged at several sizes, and compared with others
def _laid(drawn: Map, places: tuple[Place, ...], ground: Ground) -> PlacedStation:
    network = network_of(drawn, contract=False)
    board = SearchBoard(network, ground.frame, *sizes(network, ground.style), detours=ground.detours)
    return settled_courses(board, dict(enumerate(places)))


def lanes_between(
    drawn: Map, places: Mapping[str, Place], ground: Ground, before: Sequence[KeptLane] = ()
) -> tuple[list[Way], int]:
    """Return every path of every line in its lanes, those of `before` where it can be, and how many lines cross on shared track."""
    network = network_of(drawn, contract=False)
    laid = _laid(drawn, tuple(places[name] for name in drawn.stations), ground)
    ways = _ways(drawn, network, [course.legs if course else () for course in laid.courses], laid.at)
    _keep_lanes(drawn, ways, before)
    return ways, assign_lanes(ways)


def _keep_lanes(drawn: Map, ways: Sequence[Way], before: Sequence[KeptLane]) -> None:
    """Note for each run which lane its line had before on the longest stretch of it."""
    known: dict[tuple[str, tuple[int, int]], list[KeptLane]] = {}
    for lane in before:
        known.setdefault((lane.line, lane.corridor), []).append(lane)
    for way in ways:
        for run in way.runs:
            low, high = run.span
            shared = [
                (min(high, lane.span[1]) - max(low, lane.span[0]), lane.lane)
                for lane in known.get((drawn.lines[way.line].name, run.corridor), ())
            ]
            shared = [one for one in shared if one[0] > 0]
            run.kept = max(shared)[1] if shared else None


def _lanes_of(drawn: Map, ways: Sequence[Way]) -> tuple[KeptLane, ...]:
    return tuple(
        KeptLane(drawn.lines[way.line].name, run.corridor, run.span, run.lane)
        for way in ways
        for run in way.runs
    )


def sizes(network: Network, style: Style) -> tuple[list[float], float]:
    """Return half the width of each track and the radius of a marker, with the room around them."""
    return [
        len(track.lines) * style.lane / 2 + BESIDE_TRACK for track in network.tracks
    ], style.marker + AROUND_MARKER


def _ways(drawn: Map, network: Network, legs: Sequence[Legs], at: Sequence[tuple[int, int]]) -> list[Way]:
    number = {name: index for index, name in enumerate(network.names)}
    between: dict[tuple[int, int], Legs] = {}
    stubs: dict[int, Legs] = {}
    for track, route in zip(network.tracks, legs, strict=True):
        if track.end is None:
            stubs[track.lines[0]] = route
        else:
            between[track.start, track.end] = route
            between[track.end, track.start] = tuple(
                ((direction + 4) % 8, steps) for direction, steps in reversed(route)
            )
    paths = [
        (line, [number[area] for area in path]) for line, row in enumerate(drawn.lines) for path in row.paths
    ]
    return ways_of(paths, between, at, stubs)


def _fits(ways: Sequence[Way], ground: Ground) -> list[tuple[float, Point]]:
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


def _fits_near(ways: Sequence[Way], ground: Ground, fit: Fit) -> list[tuple[float, Point]]:
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
