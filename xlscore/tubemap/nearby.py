"""Stations beside others that stand already: a place for one that is new, and way made where something touches.

Both are short searches from where the stations stand, so that as few as can be move, and as little.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor

from xlscore.tubemap.layout import Places, captions_on, named
from xlscore.tubemap.model.network import Line, Map
from xlscore.tubemap.model.order import in_common_order
from xlscore.tubemap.model.standing import Place, common_order, distance, orders_where_they_stand
from xlscore.tubemap.model.staying import (
    APART_EACH,
    APART_TRIES,
    BESIDE_TRIES,
    CALM_ORDERS,
    CLEARANCE,
    HARDLY_LESS_CALM,
    LIKELY,
    PLACES,
    SEARCH_SEED,
    TRIED,
    WARM,
)  # fmt: skip
from xlscore.tubemap.placing.arrange import Fit, laid_cost, sizes
from xlscore.tubemap.placing.ground import Ground
from xlscore.tubemap.searching.board import SearchBoard
from xlscore.tubemap.searching.graph import network_of
from xlscore.tubemap.searching.search import Search

__all__ = ["best_order", "calm_orders", "moved_apart", "placed_beside", "track_of"]


def best_order(drawn: Map, places: Mapping[str, Place], ground: Ground) -> Map:
    """Return the map with its stops in the order that is calmest where its stations stand."""
    return calm_orders(drawn, places, ground)[0]


def calm_orders(drawn: Map, places: Mapping[str, Place], ground: Ground) -> list[Map]:
    """Return the map with its stops in orders that are hardly less calm than the calmest, which is the first."""
    orders = orders_where_they_stand(drawn, places)
    if len(orders) == 1:
        return [*orders]
    costs = {one: laid_cost(one, places, ground) for one in orders}
    ranked = sorted(orders, key=lambda one: costs[one])
    near: dict[frozenset[tuple[int, frozenset[str]]], Map] = {}
    for one in ranked:
        if costs[one] <= HARDLY_LESS_CALM * costs[ranked[0]]:
            near.setdefault(track_of(one), one)
    return list(near.values())[:CALM_ORDERS]


def track_of(ordered: Map) -> frozenset[tuple[int, frozenset[str]]]:
    """Return between which stations each line runs: one that runs the other way round is drawn alike."""
    return frozenset(
        (number, frozenset(piece))
        for number, line in enumerate(ordered.lines)
        for path in line.paths
        for piece in pairwise(path)
    )


def moved_apart(drawn: Map, places: Places, movable: Collection[str], ground: Ground) -> Places:
    """Return the places after a search from them in which the movable stations made way."""
    tries = APART_TRIES + APART_EACH * len(movable)
    return _searched(drawn, places, movable, tries, ground)[1]


def placed_beside(drawn: Map, places: Places, ground: Ground, fit: Fit | None) -> list[Places]:
    """Return the places with one for every station that has none yet, those that have one as they are; the best places first.

    With a `fit` a new station stands on the page where there is room, so that the map need not be made smaller.
    """
    across, down, ground = _window(places, ground, fit)
    standing = {name: (column - across, row - down) for name, (column, row) in places.items()}
    *others, last = (name for name in drawn.stations if name not in places)
    for name in others:
        standing[name] = _places_for(name, _reduced(drawn, {*standing, name}), standing, ground)[0]
    found = [{**standing, last: place} for place in _places_for(last, drawn, standing, ground)]
    return [{name: (one[name][0] + across, one[name][1] + down) for name in drawn.stations} for one in found]


def _searched(
    drawn: Map, places: Places, movable: Collection[str], tries: int, ground: Ground
) -> tuple[float, Places]:
    """Return what the map costs after a short search, and its places."""
    network = network_of(drawn, contract=False)
    board = SearchBoard(network, ground.frame, *sizes(network, ground.style), detours=ground.detours)
    search = Search(board, SEARCH_SEED, captions_on(drawn, board, ground))
    number = {name: index for index, name in enumerate(network.names)}
    start = search.start({number[name]: place for name, place in places.items()})
    found = search.run(start, sorted(number[name] for name in movable), tries, WARM)
    return found.cost, named(board, found)


def _window(places: Places, ground: Ground, fit: Fit | None) -> tuple[int, int, Ground]:
    """Return the part of the grid that lies on the page by a fit: its first column and row, and a ground of its size."""
    if fit is None:
        return 0, 0, ground
    left, top, width, height = ground.region
    columns, rows = [column for column, _ in places.values()], [row for _, row in places.values()]
    # No board has anything before its first column and row.
    first = max(0, min(floor((left - fit.left) / fit.unit), min(columns) - 1))
    highest = max(0, min(floor((top - fit.top) / fit.unit), min(rows) - 1))
    last = max(ceil((left + width - fit.left) / fit.unit), max(columns) + 1)
    lowest = max(ceil((top + height - fit.top) / fit.unit), max(rows) + 1)
    frame = replace(ground.frame, columns=last - first, rows=lowest - highest, unit=fit.unit)
    return first, highest, replace(ground, frame=frame)


def _reduced(drawn: Map, stations: Collection[str]) -> Map:
    """Return the map as it is without the other stations: its lines pass them by."""
    lines = []
    for line in drawn.lines:
        paths = tuple(tuple(area for area in path if area in stations) for path in line.paths)
        paths = tuple(path for path in paths if len(path) > 1) or tuple(path for path in paths if path)[:1]
        if paths:
            lines.append(replace(line, paths=paths))
    return replace(drawn, lines=tuple(lines), areas=tuple(area for area in drawn.areas if area in stations))


def _places_for(name: str, drawn: Map, standing: Places, ground: Ground) -> list[Place]:
    """Return good places for the one station of a map that has none, the best first."""
    chosen: list[tuple[float, Map, Place]] = []
    seen = set()
    for _, place, ordered in sorted(_likely(name, drawn, standing, ground), key=lambda item: item[:2]):
        if len(chosen) == LIKELY:
            break
        # Neighbouring places are one place for a search.
        mark = (place[0] // CLEARANCE, place[1] // CLEARANCE, ordered)
        if mark not in seen:
            seen.add(mark)
            chosen.append((laid_cost(ordered, {**standing, name: place}, ground), ordered, place))
    chosen.sort(key=lambda item: item[0])
    found = [
        _searched(ordered, {**standing, name: place}, [name], BESIDE_TRIES, ground)
        for _, ordered, place in chosen[:TRIED]
    ]
    best = min(found, key=lambda item: item[0])[1][name]
    others = (place for _, _, place in chosen if max(abs(place[0] - best[0]), abs(place[1] - best[1])) > 1)
    return list(dict.fromkeys([best, *others]))[:PLACES]


def _likely(name: str, drawn: Map, standing: Places, ground: Ground) -> Iterator[tuple[float, Place, Map]]:
    """Yield how much more track each free place needs that is not too near to another station, in each order of stops."""
    free = _free_places(standing, ground, CLEARANCE) or _free_places(standing, ground, 1)
    for ordered in _insertions(name, drawn, standing, ground):
        beside, closed = _pieces(name, ordered)
        gone = sum(distance(standing[one], standing[other]) for one, other in closed)
        for place in free:
            track = sum(distance(place, standing[other]) for other in beside)
            yield track - gone, place, ordered


def _free_places(standing: Places, ground: Ground, clearance: int) -> list[Place]:
    return [
        (column, row)
        for column in range(1, ground.frame.columns)
        for row in range(1, ground.frame.rows)
        if all(max(abs(column - x), abs(row - y)) >= clearance for x, y in standing.values())
    ]


def _insertions(name: str, drawn: Map, standing: Places, ground: Ground) -> list[Map]:
    """Return the map with the new station at every place in the common order of the others that makes a difference."""
    others = _reduced(drawn, set(standing))
    order = common_order(best_order(others, standing, ground), _free_areas(others.lines))
    if all(line.ordered for line in drawn.lines_at(name)):
        return [in_common_order(drawn, order)]
    orders = [[*order[:place], name, *order[place:]] for place in range(len(order) + 1)]
    return list(dict.fromkeys(in_common_order(drawn, one) for one in orders))


def _free_areas(lines: Collection[Line]) -> list[str]:
    return list(dict.fromkeys(area for line in lines if not line.ordered for area in line.areas))


def _pieces(name: str, ordered: Map) -> tuple[set[str], set[tuple[str, str]]]:
    """Return the neighbours of a station, and the pieces of track between them that it makes needless."""
    beside: set[str] = set()
    through: set[tuple[str, str]] = set()
    kept: set[frozenset[str]] = set()
    for line in ordered.lines:
        for path in line.paths:
            kept |= {frozenset(piece) for piece in pairwise(path)}
            for place, area in enumerate(path):
                if area == name:
                    around = [*path[max(0, place - 1) : place], *path[place + 1 : place + 2]]
                    beside |= set(around)
                    if len(around) == 2:
                        through.add((around[0], around[1]))
    return beside, {piece for piece in through if frozenset(piece) not in kept}
