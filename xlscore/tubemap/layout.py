"""The automatic layout: where each station stands, found once and kept as pins.

Several beginnings are searched shortly and the most promising ones longer; the best that has no text touching
anything is taken. All counts depend on the number of stations alone, so the same map is always laid out the
same way, and how long it takes can be foreseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from xlscore.tubemap.arrange import Arrangement, Ground, arrange, sizes
from xlscore.tubemap.board import Board, Frame, Placed
from xlscore.tubemap.graph import Network, network_of
from xlscore.tubemap.network import Map
from xlscore.tubemap.paper import Box
from xlscore.tubemap.places import first_places
from xlscore.tubemap.search import Search

__all__ = ["Layout", "frame_of", "lay_out"]

STARTS, LONGER = 8, 4
COOL = 5.0
RETRIES = 3
WIDEST_UNIT, NARROWEST_UNIT = 11.0, 4.5
Places = dict[str, tuple[int, int]]


@dataclass(frozen=True)
class Layout:
    """Where every station stands, and everything arranged by that."""

    places: Places
    arrangement: Arrangement


def frame_of(stations: int, region: Box) -> Frame:
    """Return the grid for so many stations on a region of the page, its distances in millimetres."""
    _, _, width, height = region
    unit = min(WIDEST_UNIT, max(NARROWEST_UNIT, WIDEST_UNIT * sqrt(16 / max(1, stations))))
    ideal = min(42.0, 0.7 * sqrt(width * height / max(1, stations)))
    return Frame(int(width / unit), int(height / unit), unit, ideal)


def lay_out(drawn: Map, pinned: Places, sides: Mapping[str, str], ground: Ground) -> Layout:
    """Return the layout of a map; pinned stations stay where they are.

    When all stations are pinned there is nothing to search, and the arrangement follows at once.
    """
    if all(name in pinned for name in drawn.stations):
        return Layout(dict(pinned), arrange(drawn, pinned, sides, ground))
    network = network_of(drawn, pinned)
    board = _board(drawn, network, ground)
    fixed = {index: pinned[name] for index, name in enumerate(network.names) if name in pinned}
    movable = [station for station in network.kept if station not in fixed]
    best: tuple[tuple[int, float], Layout] | None = None
    for attempt in range(1 + RETRIES):
        for placed in _searched(board, fixed, movable, attempt):
            places = {name: placed.at[index] for index, name in enumerate(network.names)}
            layout = Layout(places, arrange(drawn, places, sides, ground))
            rank = (layout.arrangement.faults, placed.cost + 4.0 * layout.arrangement.crossings)
            if best is None or rank < best[0]:
                best = (rank, layout)
        if best and not best[0][0]:
            break
    assert best is not None
    return best[1]


def _board(drawn: Map, network: Network, ground: Ground) -> Board:
    style = ground.style
    labels = [
        [(width + 1.5, height + 1.5) for _, width, height in style.label_boxes(name, ground.scale)[:3]]
        for name in network.names
    ]
    tags = [
        [(width + 1.5, height + 1.5) for _, width, height in style.tag_boxes(line.tag)[:2]]
        for line in drawn.lines
    ]
    return Board(network, ground.frame, *sizes(network, style), labels, tags)


def _searched(
    board: Board, fixed: dict[int, tuple[int, int]], movable: list[int], attempt: int
) -> list[Placed]:
    """Return the best states of one round of searches, the best first."""
    stations = len(board.network.names)
    short, long = 1500 + 20 * stations, 3400 + 40 * stations
    begun: list[tuple[float, int, Search, Placed]] = []
    for number in range(STARTS):
        seed = attempt * STARTS + number
        search = Search(board, seed, labels=False)
        places = {**first_places(board.network, board.frame, seed), **fixed}
        placed = search.run(search.start(places), movable, short)
        begun.append((placed.cost, seed, search, placed))
    begun.sort(key=lambda item: item[:2])
    finished = []
    for _, seed, _, placed in begun[:LONGER]:
        search = Search(board, seed)
        finished.append(search.run(search.start(dict(enumerate(placed.at))), movable, long, COOL))
    return sorted(finished, key=lambda placed: placed.cost)
