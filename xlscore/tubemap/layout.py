"""The automatic layout: where each station stands, found once and kept as pins.

Several beginnings are searched shortly and the most promising ones longer; the best that has no text touching
anything is taken. All counts depend on the number of stations alone, so the same map is always laid out the
same way, and how long it takes can be foreseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from xlscore.tubemap.arrange import Arrangement, Ground, arrange, lanes_between, sizes
from xlscore.tubemap.board import Board, Frame, Placed
from xlscore.tubemap.graph import Network, network_of
from xlscore.tubemap.network import MOST_STATIONS, Map
from xlscore.tubemap.paper import Box
from xlscore.tubemap.places import first_places
from xlscore.tubemap.search import Search

__all__ = ["Layout", "frame_of", "lay_out"]

STARTS, FIRST_SEED, SPARE = 8, 16, 3
CROSSED = 7.0

# Each round: how many of the best so far go on, whether labels are placed, the heat to begin with, and how many
# tries, in all and for each station. With many stations a try takes longer, so fewer searches go on.
ROUNDS = ((8, False, 8.0, 1500, 20), (5, True, 6.0, 1500, 15), (2, True, 4.0, 3000, 40))
FEWER = ((24, 1.0), (60, 0.55), (MOST_STATIONS, 0.3))
RETRIES = 1
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
    best: tuple[tuple[int, int, float], Layout] | None = None
    for attempt in range(1 + (RETRIES if len(drawn.stations) <= FEWER[0][0] else 0)):
        for cost, placed in _searched(drawn, board, pinned, attempt, ground):
            places = _named(board, placed)
            layout = Layout(places, arrange(drawn, places, sides, ground))
            rank = (layout.arrangement.faults, layout.arrangement.leaders, cost)
            if best is None or rank < best[0]:
                best = (rank, layout)
            if rank[:2] == (0, 0):
                break
        if best and not best[0][0]:
            break
    assert best is not None
    return best[1]


def _board(drawn: Map, network: Network, ground: Ground) -> Board:
    style = ground.style
    labels = [
        [(width + 0.6, height + 0.6) for _, width, height in style.label_boxes(name, ground.scale)[:3]]
        for name in network.names
    ]
    tags = [
        [(width + 0.6, height + 0.6) for _, width, height in style.tag_boxes(line.tag)[:2]]
        for line in drawn.lines
    ]
    return Board(network, ground.frame, *sizes(network, style), labels, tags)


def _searched(
    drawn: Map, board: Board, fixed: Places, attempt: int, ground: Ground
) -> list[tuple[float, Placed]]:
    """Return the states of one set of searches with their costs, the best of the last round first.

    Each round goes on with the best so far; those of the round before are there for the case that the last
    ones cannot be lettered.
    """
    network = board.network
    number = {name: index for index, name in enumerate(network.names)}
    places = {number[name]: place for name, place in fixed.items()}
    stations = len(network.names)
    movable = [station for station in network.kept if station not in places]
    states: list[tuple[float, int, dict[int, tuple[int, int]]]] = [
        (0.0, seed, {**first_places(network, board.frame, seed), **places})
        for seed in range(FIRST_SEED + attempt * STARTS, FIRST_SEED + (attempt + 1) * STARTS)
    ]
    rounds: list[list[tuple[float, Placed]]] = []
    share = next(part for most, part in FEWER if stations <= most)
    for survivors, labels, heat, tries, more in ROUNDS:
        found: list[tuple[float, Placed]] = []
        after: list[tuple[float, int, dict[int, tuple[int, int]]]] = []
        for _, seed, state in sorted(states, key=lambda item: item[:2])[: max(1, round(survivors * share))]:
            search = Search(board, seed, labels=labels)
            placed = search.run(search.start(state), movable, tries + more * stations, heat)
            crossings = lanes_between(drawn, _named(board, placed), ground)[2]
            cost = placed.cost + CROSSED * crossings
            after.append((cost, seed, dict(enumerate(placed.at))))
            found.append((cost, placed))
        states = after
        rounds.append(sorted(found, key=lambda item: item[0]))
    return rounds[-1] + rounds[-2][:SPARE]


def _named(board: Board, placed: Placed) -> Places:
    return {name: placed.at[index] for index, name in enumerate(board.network.names)}
