"""From places on the grid to exact places on the page: strokes, markers, labels and name tags.

Given where the stations stand and on which sides their names stood, everything else follows by rule. The same function serves a new layout and a redraw from pins, so a redraw gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.staying import WRONG_TRACK
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.beside import Laying, lay_beside
from xlscore.tubemap.placing.ground import Ground, fits_near, fits_on
from xlscore.tubemap.placing.labels import Choice, Marker
from xlscore.tubemap.placing.lanes import assign_lanes
from xlscore.tubemap.placing.lettering import Text, choose
from xlscore.tubemap.placing.runs import KeptLane, Way
from xlscore.tubemap.placing.setting import LabelSetting, slabs_of
from xlscore.tubemap.placing.strokes import Stroke, turning_of
from xlscore.tubemap.placing.tries import Fit, Place, Try, Wishes, tries_again, tries_anew
from xlscore.tubemap.placing.ways import ways_on
from xlscore.tubemap.searching.board import PlacedStation, SearchBoard
from xlscore.tubemap.searching.graph import Network, network_of
from xlscore.tubemap.searching.search import Search
from xlscore.tubemap.searching.settled import settled_courses
from xlscore.tubemap.weights import (
    AROUND_MARKER,
    BESIDE_TRACK,
    BRIEF_TURNS,
    CROSSED_TURNS,
    ENOUGH,
    LAST_RESORTS,
    LETTER_TURNS,
)

__all__ = [
    "Arrangement",
    "Fit",
    "MayDo",
    "Rank",
    "Wishes",
    "arrange_again",
    "arranged_again_better",
    "arranged_better",
    "laid_cost",
    "lanes_between",
    "rank_of",
    "sizes",
]

Rank = tuple[float, ...]
"""How far from good an arrangement is: the less the better, what comes first before what comes after."""
MayDo = Callable[[Rank, int], bool]
"""Whether an arrangement of such a rank at the least, whose lines turn so often, could be the one that is wanted."""


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
    turning: int
    """How often the tracks of the lines turn, in units of 45°."""
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
    def rank(self) -> tuple[int, int, int, float, bool]:
        """Return how far from good it is: what touches, names that lean to another station or are led off their own, letters."""
        return self.faults, self.doubtful, self.leaders, -self.style.name_points, self.style.brief

    @property
    def flawed(self) -> bool:
        """Return whether anything but the size of the letters could be better."""
        return any(self.rank[:3])

    @property
    def doubtful(self) -> int:
        """Return how many names are as near to another station as to their own."""
        return sum(label.doubtful for label in self.labels)

    @property
    def drawn_turning(self) -> int:
        """Return how often the lines turn as they are drawn, in units of 45°, where they change their lanes too."""
        return turning_of(stroke for _, stroke in self.strokes)

    @property
    def slabs(self) -> tuple[int, ...]:
        """Return the stations, by number, whose markers are larger than any should be."""
        return slabs_of(self.markers, self.style)

    @property
    def leaders(self) -> int:
        """Return how many labels stand away from their stations."""
        return sum(label.leader is not None for label in self.labels)


def arranged_better(
    drawn: Map, places: Mapping[str, Place], wishes: Wishes, ground: Ground, may_do: MayDo
) -> Arrangement | None:
    """Return the arrangement of a map whose stations stand on given grid points, if it is one that may do.

    It is made as large as the region of the page allows without any text touching anything. Where there is no way, the words
    are shortened and the letters get smaller, and where that is not enough names are led off their stations. Only ways to
    set it out are tried whose rank could be so good.
    """
    ways, crossings = lanes_between(drawn, places, ground)
    fits = fits_on(ways, ground)[:ENOUGH]
    return _first_clear(drawn, ways, crossings, ground, tries_anew(fits, wishes, ground.style), may_do)


def arrange_again(
    drawn: Map, places: Mapping[str, Place], wishes: Sequence[Wishes], ground: Ground, fit: Fit
) -> Arrangement:
    """Return the arrangement of a map that is drawn again, as like the one before as can be.

    Lines keep their lanes. Where nothing near the drawing before helps, the map is fitted to the page anew.
    """
    found = arranged_again_better(drawn, places, wishes, ground, fit, _any)
    assert found is not None
    return found


def arranged_again_better(
    drawn: Map,
    places: Mapping[str, Place],
    wishes: Sequence[Wishes],
    ground: Ground,
    fit: Fit,
    may_do: MayDo,
) -> Arrangement | None:
    """Return the arrangement of a map that is drawn again, if it is one that may do."""
    ways, crossings = lanes_between(drawn, places, ground, fit)
    anew = fits_on(ways, ground)
    tries = tries_again(fits_near(ways, ground, fit) or anew[:1], wishes, ground.style, fit)
    tries += tries_anew(anew[:ENOUGH], wishes[-1], ground.style)
    return _first_clear(drawn, ways, crossings, ground, tries, may_do)


def _any(_least: Rank, _turning: int) -> bool:
    return True


def _first_clear(
    drawn: Map,
    ways: Sequence[Way],
    crossings: int,
    ground: Ground,
    tries: Iterable[Try],
    may_do: MayDo,
) -> Arrangement | None:
    """Return the first way to set a map out on which nothing touches, or else the best of them; None where none may do."""

    @cache
    def set_out(unit: float, origin: Point) -> LabelSetting:
        return LabelSetting(drawn, ways, unit, origin, ground.style, ground.region, ground.tags)

    best: Arrangement | None = None
    hopeless: list[tuple[int, LabelSetting, Style, list[Text]]] = []
    without_place: set[tuple[float, Point, Style]] = set()
    suspect = 0
    for one in tries:
        setting = set_out(one.unit, one.origin)
        if best is not None and setting.over_foreign + setting.on_each_other >= best.faults:
            continue  # whatever its names do
        wrong, slabs = setting.over_foreign + setting.on_each_other, len(setting.slabs)
        # What had no place without is led off, or else in doubt.
        flaws = (wrong, int(not one.leaders), int(one.leaders), slabs)
        if (one.unit, one.origin, one.style) not in without_place or not (one.leaders or one.doubtful):
            flaws = (wrong, 0, 0, slabs)
        if not may_do(_rank(flaws, setting.turning, crossings, one.style), setting.turning):
            continue
        sides, firm = one.wishes.sides, one.wishes.firm
        labels, stuck = setting.labels(
            one.style, ground.scale, sides, firm, leaders=one.leaders, doubtful=one.doubtful, first=suspect
        )
        if stuck:
            suspect = stuck[0]
            if not (one.leaders or one.doubtful):
                without_place.add((one.unit, one.origin, one.style))
            if one.doubtful:
                hopeless.append((len(stuck), setting, one.style, labels))
            continue
        found = _lettered(setting, one.style, labels, crossings, ground.page)
        if best is None or found.rank < best.rank:
            best = found
        if not best.faults:
            return best
    for _, setting, style, labels in sorted(hopeless, key=lambda item: item[0])[:LAST_RESORTS]:
        found = _lettered(setting, style, labels, crossings, ground.page)
        if best is None or found.rank < best.rank:
            best = found
    return best


def rank_of(made: Arrangement) -> Rank:
    """Return how far from good a layout is: what is flawed, then how its lines turn and cross and how small its letters are."""
    flaws = (made.faults, made.doubtful, made.leaders, len(made.slabs))
    return _rank(flaws, made.drawn_turning, made.crossings, made.style)


def _rank(flaws: tuple[int, int, int, int], turning: int, crossings: int, style: Style) -> Rank:
    turns = turning + CROSSED_TURNS * crossings + BRIEF_TURNS * style.brief
    return *flaws, turns - LETTER_TURNS * style.name_points


def _lettered(
    setting: LabelSetting, style: Style, labels: list[Text], crossings: int, page: str
) -> Arrangement:
    """Return a setting with a place chosen for every text."""
    chosen, touching = choose([*labels, *setting.tags(style)])
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
        Fit(
            page,
            setting.unit,
            *setting.origin,
            _lanes_of(setting.drawn, setting.ways),
            letters=style.name_points,
            brief=style.brief,
        ),
        sum(way.turning for way in setting.ways),
        tuple(setting.discs),
    )


def laid_cost(drawn: Map, places: Mapping[str, Place], ground: Ground) -> float:
    """Return what a map's tracks cost between the places of its stations: the less, the calmer."""
    return _laid(drawn, tuple(places[name] for name in drawn.stations), ground).cost


def lays_alike(drawn: Map, places: Mapping[str, Place], ground: Ground, other: Ground) -> bool:
    """Return whether all tracks run alike on two grounds that differ in nothing but detours: then all that is arranged there is alike."""
    there = tuple(places[name] for name in drawn.stations)
    one, two = (_laid(drawn, there, each).courses for each in (ground, other))
    return [course and course.legs for course in one] == [course and course.legs for course in two]


@lru_cache(maxsize=64)  # one layout is arranged at several sizes, and compared with others
def _laid(drawn: Map, places: tuple[Place, ...], ground: Ground) -> PlacedStation:
    return settled_courses(_board(drawn, ground), dict(enumerate(places)))


@lru_cache(maxsize=8)  # of one map and ground, for it keeps the courses that it has made
def _board(drawn: Map, ground: Ground, *, detours: bool = False) -> SearchBoard:
    network = network_of(drawn, contract=False)
    around = detours or ground.detours
    return SearchBoard(network, ground.frame, *sizes(network, ground.style), detours=around)


def lanes_between(
    drawn: Map, places: Mapping[str, Place], ground: Ground, fit: Fit | None = None
) -> tuple[list[Way], int]:
    """Return every path of every line in its lanes, and how many lines cross on shared track.

    By the `fit` of the drawing before lines keep their lanes, and what is new runs clear of what stands.
    """
    there = tuple(places[name] for name in drawn.stations)
    if fit is None or not fit.lanes:
        return _lanes_anew(drawn, there, ground)
    network = network_of(drawn, contract=False)
    laid = _laid(drawn, there, ground)

    def ways_of_courses(placed: PlacedStation) -> list[Way]:
        return _ways_laid(drawn, network, placed)

    def wrong(ways: Sequence[Way]) -> int:
        setting = LabelSetting(drawn, ways, fit.unit, (fit.left, fit.top), ground.style, ground.region)
        return WRONG_TRACK * (setting.over_foreign + setting.on_each_other) + setting.spoilt

    names = [line.name for line in drawn.lines]
    search = Search(_board(drawn, ground, detours=True), 0)
    return lay_beside(search, laid, Laying(names, fit.lanes, ways_of_courses, wrong))


@lru_cache(maxsize=16)  # what a search ends with is looked at for its crossings, then arranged
def _lanes_anew(drawn: Map, there: tuple[Place, ...], ground: Ground) -> tuple[list[Way], int]:
    ways = _ways_laid(drawn, network_of(drawn, contract=False), _laid(drawn, there, ground))
    return ways, assign_lanes(ways)


def _ways_laid(drawn: Map, network: Network, laid: PlacedStation) -> list[Way]:
    return ways_on(drawn, network, [course.legs if course else () for course in laid.courses], laid.at)


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
