"""The automatic layout: where each station stands, found once and kept as pins.

Several beginnings are searched shortly and the most promising ones longer; of those that have no text touching anything
the one with the largest letters is taken, and of these the calmest; where there is none, or where letters are small, some
more beginnings are searched from. No count depends on the clock, so the same map
is always laid out the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from xlscore.tubemap.geometry.paper import Box
from xlscore.tubemap.geometry.raster import Frame
from xlscore.tubemap.model.network import MOST_STATIONS, Map
from xlscore.tubemap.placing.arrange import (
    Arrangement,
    Rank,
    Wishes,
    arranged_better,
    lanes_between,
    rank_of,
    sizes,
)
from xlscore.tubemap.placing.ground import Ground
from xlscore.tubemap.placing.tries import Place
from xlscore.tubemap.searching.board import PlacedStation, SearchBoard
from xlscore.tubemap.searching.calmest import calmest
from xlscore.tubemap.searching.captions import Captions
from xlscore.tubemap.searching.courses import least_between
from xlscore.tubemap.searching.graph import Network, network_of
from xlscore.tubemap.searching.laid import Laid, Rules
from xlscore.tubemap.searching.places import first_places, lays_trunk, nearest_free
from xlscore.tubemap.searching.search import Search
from xlscore.tubemap.weights import (
    AT_WIDEST,
    CROSSED,
    CROSSED_TURNS,
    FIRST_SEED,
    FULL_SEARCH,
    GENTLE,
    IDEAL,
    LABEL_BOXES,
    LARGE_ENOUGH,
    LEAST_SEARCH_SHARE,
    LESS_SEARCH,
    LESS_SHARE,
    MOST_IDEAL,
    NARROWEST_UNIT,
    RETRIED,
    RETRIES,
    ROOM_LETTERS,
    ROUNDS,
    SPARE,
    STARTS,
    TAG_BOXES,
    TEXT_ROOM,
    TRUNK_EVERY,
    WIDEST_UNIT,
)

__all__ = [
    "MapLayout",
    "Places",
    "captions_on",
    "frame_of",
    "grown",
    "lay_out_better",
    "named",
    "rules_on",
]

FEWER = ((FULL_SEARCH, 1.0), (LESS_SEARCH, LESS_SHARE), (MOST_STATIONS, LEAST_SEARCH_SHARE))
Places = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class MapLayout:
    """Where every station stands, and everything arranged by that."""

    places: Places
    arrangement: Arrangement


def frame_of(stations: int, region: Box) -> Frame:
    """Return the grid for so many stations on a region of the page, its distances in millimetres."""
    _, _, width, height = region
    unit = min(WIDEST_UNIT, max(NARROWEST_UNIT, WIDEST_UNIT * sqrt(AT_WIDEST / max(1, stations))))
    ideal = min(MOST_IDEAL, IDEAL * sqrt(width * height / max(1, stations)))
    return Frame(int(width / unit), int(height / unit), unit, ideal)


def lay_out_better(
    drawn: Map, pinned: Places, wishes: Wishes, ground: Ground, spoilt: tuple[float, ...]
) -> MapLayout | None:
    """Return the layout of a map that is searched for, if there is one with fewer faults and slabs, in this order, than a spoilt one."""
    ground = grown(ground, pinned)
    # Beside pins every station is placed by itself: a new stop may need other room than half-way along its track.
    network = network_of(drawn, contract=not pinned)
    board = SearchBoard(network, ground.frame, *sizes(network, ground.style))
    best: tuple[Rank, MapLayout] | None = None

    def may_do(rank: Rank, _turning: int = 0) -> bool:
        return (rank[0], rank[3]) < spoilt and (best is None or (*rank, cost) < best[0])

    for attempt in range(1 + (RETRIES if len(drawn.stations) <= RETRIED else 0)):
        for cost, places in _calmest_first(
            drawn, board, _searched(drawn, board, pinned, attempt, ground), ground
        ):
            made = arranged_better(drawn, places, wishes, ground, may_do)
            if made is not None and may_do(rank_of(made)):
                best = (*rank_of(made), cost), MapLayout(places, made)
        found = best[1].arrangement if best else None
        if (
            found is not None
            and not found.flawed
            and not found.slabs
            and found.style.name_points >= LARGE_ENOUGH
        ):
            break
    return best[1] if best else None


def _calmest_first(
    drawn: Map, board: SearchBoard, states: Sequence[tuple[float, PlacedStation]], ground: Ground
) -> list[tuple[float, Places]]:
    """Return the layouts with their costs, those first whose lines turn and cross least: what is worse than these is soon given up."""
    found: dict[tuple[Place, ...], tuple[float, float, Places]] = {}
    for cost, placed in states:
        places = named(board, placed)
        if tuple(places.values()) in found:
            continue  # the last round found nothing better than where it began
        ways, crossings = lanes_between(drawn, places, ground)
        turns = CROSSED_TURNS * crossings + sum(way.turning for way in ways)
        found[tuple(places.values())] = (turns, cost, places)
    return [(cost, places) for _, cost, places in sorted(found.values(), key=lambda one: one[:2])]


def grown(ground: Ground, pinned: Places) -> Ground:
    """Return the ground with a grid that holds every pin, wherever an officer put it."""
    frame = ground.frame
    columns = max([frame.columns, *(column + 1 for column, _ in pinned.values())])
    rows = max([frame.rows, *(row + 1 for _, row in pinned.values())])
    return replace(ground, frame=replace(frame, columns=columns, rows=rows))


def captions_on(drawn: Map, board: SearchBoard, ground: Ground) -> Captions:
    """Return the names and name tags of a map, as a search leaves them room."""
    style = ground.style.lettered(*ROOM_LETTERS)
    if drawn.graded:
        # In full words the force's grade makes every name broader than it is ever drawn beside a bundle.
        style = replace(style, brief=True)
    labels = [
        [
            (width + TEXT_ROOM, height + TEXT_ROOM)
            for _, width, height in style.label_boxes(name, ground.scale)[:LABEL_BOXES]
        ]
        for name in board.network.names
    ]
    tags = [
        [
            (width + TEXT_ROOM, height + TEXT_ROOM)
            for _, width, height in style.tag_boxes(line.tag)[:TAG_BOXES]
        ]
        for line in drawn.lines
    ]
    return Captions(board, labels, tags)


def rules_on(network: Network, ground: Ground) -> Rules:
    """Return the rules of the search, as the solver knows them."""
    halves, radius = sizes(network, ground.style)
    return Rules(ground.frame, halves, radius, least_between(radius, ground.frame))


def _searched(
    drawn: Map, board: SearchBoard, fixed: Places, attempt: int, ground: Ground
) -> list[tuple[float, PlacedStation]]:
    """Return the states of one set of searches with their costs, the best of the last round first.

    Each round goes on with the best so far; those of the round before are there for the case that the last
    ones cannot be lettered.
    """
    network = board.network
    captions = captions_on(drawn, board, ground)
    number = {name: index for index, name in enumerate(network.names)}
    places = {number[name]: place for name, place in fixed.items()}
    stations = len(network.names)
    movable = [station for station in network.kept if station not in places]
    seeds = range(FIRST_SEED + attempt * STARTS, FIRST_SEED + (attempt + 1) * STARTS)
    states = [
        (0.0, seed, Search(board, seed).start(first_places(network, board.frame, seed, places)))
        for seed in seeds
    ]
    rounds: list[list[tuple[float, PlacedStation]]] = []
    share = next(part for most, part in FEWER if stations <= most)
    for survivors, labels, heat, tries, more in ROUNDS:
        after: list[tuple[float, int, PlacedStation]] = []
        for _, seed, state in _survivors(states, max(1, round(survivors * share))):
            hot = min(heat, GENTLE) if lays_trunk(seed) else heat
            search = Search(board, seed, captions if labels else None)
            placed = search.run(search.resume(state), movable, tries + more * stations, hot)
            _, crossings = lanes_between(drawn, named(board, placed), ground)
            after.append((placed.cost + CROSSED * crossings, seed, placed))
        states = sorted(after, key=lambda item: item[:2])
        if ground.calmest and not rounds and not places:
            states.insert(0, _calmest(states[0], board, ground))
        rounds.append([(cost, placed) for cost, _, placed in states])
    return rounds[-1] + rounds[-2][:SPARE]


def _calmest(
    state: tuple[float, int, PlacedStation], board: SearchBoard, ground: Ground
) -> tuple[float, int, PlacedStation]:
    """Return the calmest state that the solver finds from one, evenly spread, to be searched from."""
    cost, _, placed = state
    laid = Laid(dict(enumerate(placed.at)), [course.legs if course else () for course in placed.courses])
    found = calmest(board.network, rules_on(board.network, ground), laid, even=True)
    seed = next(seed for seed in range(FIRST_SEED, FIRST_SEED + TRUNK_EVERY) if lays_trunk(seed))
    if not found.places:
        return cost, seed, placed
    return cost, seed, Search(board, seed).start(found.places)


def _survivors(
    states: list[tuple[float, int, PlacedStation]], count: int
) -> list[tuple[float, int, PlacedStation]]:
    """Return the best states, one with the busiest line straight across among them where there are several."""
    best, rest = states[:count], states[count:]
    if count > 2 and not any(lays_trunk(seed) for _, seed, _ in best):
        best[-1:] = [state for state in rest if lays_trunk(state[1])][:1] or best[-1:]
    return best


def named(board: SearchBoard, placed: PlacedStation) -> Places:
    """Return the places by the stations' names; where very many stand, one that was put onto another steps aside."""
    places: Places = {}
    kept = set(board.network.kept)
    for station in sorted(range(len(placed.at)), key=lambda station: (station not in kept, station)):
        place = placed.at[station]
        if place in places.values():
            place = nearest_free(place, board.frame, set(places.values()))
        places[board.network.names[station]] = place
    return {name: places[name] for name in board.network.names}
