"""What the search is made of: first places, moves, courses, and their masks on the raster."""

from __future__ import annotations

import random
from collections.abc import Collection

import pytest

from tests.support.networks import random_network
from tests.support.tubemap_samples import COMMANDS, sample_map
from xlscore.tubemap import Map, Stop, build_map
from xlscore.tubemap.geometry.raster import FINENESS, Frame, Raster
from xlscore.tubemap.geometry.routes import STEP, points_of, routes_between, turn
from xlscore.tubemap.model.order import settle_order
from xlscore.tubemap.searching.board import SearchBoard
from xlscore.tubemap.searching.courses import Courses
from xlscore.tubemap.searching.graph import Track, network_of
from xlscore.tubemap.searching.moves import Moves, _nearest_step
from xlscore.tubemap.searching.places import first_places, nearest_free
from xlscore.tubemap.searching.search import Search

FRAME = Frame(24, 11, 11.0, 34.0)


def board_of(drawn: Map) -> SearchBoard:
    network = network_of(settle_order(drawn))
    return SearchBoard(network, FRAME, [1.5] * len(network.tracks), 4.5)


@pytest.mark.parametrize("seed", range(16, 22))
def test_first_places_are_on_the_grid_and_apart_and_leave_pins_alone(seed: int) -> None:
    network = network_of(settle_order(sample_map(COMMANDS)))
    pinned = {network.kept[0]: (12, 5), network.kept[3]: (13, 5)}

    places = first_places(network, FRAME, seed, pinned)

    assert set(places) == set(network.kept)
    assert len(set(places.values())) == len(places)
    assert all(1 <= x < FRAME.columns and 1 <= y < FRAME.rows for x, y in places.values())
    assert {station: places[station] for station in pinned} == pinned


def test_the_nearest_free_point_is_free_and_nearest() -> None:
    assert nearest_free((5, 5), FRAME, {(5, 5)}) in {(4, 5), (6, 5), (5, 4), (5, 6)}
    assert nearest_free((5, 5), FRAME, set()) == (5, 5)


@pytest.mark.parametrize("number", [1, 2, 3, 8])
def test_a_move_keeps_stations_on_the_grid_apart_and_pins_where_they_are(number: int) -> None:
    board = board_of(random_network(number)[0])
    placed = Search(board, 1).start(first_places(board.network, FRAME, 1, {}))
    kept = board.network.kept
    moves = Moves(board, kept[1:], random.Random(number).random)
    proposed = 0

    for _ in range(400):
        places = moves.propose(placed, 4.0)
        proposed += bool(places)
        after = {station: places.get(station, placed.at[station]) for station in kept}

        assert kept[0] not in places
        assert len(set(after.values())) == len(after)
        assert all(1 <= x < FRAME.columns and 1 <= y < FRAME.rows for x, y in places.values())

    assert proposed > 100


def test_a_line_is_put_straight_in_one_move_and_moved_as_straight_as_it_lies() -> None:
    line, _ = build_map("M", [Stop("A", number, f"Area {number}") for number in range(5)])
    network = network_of(line, contract=False)
    board = SearchBoard(network, FRAME, [1.5] * len(network.tracks), 4.5)
    bent = {station: (3 + 4 * number, 4 + number % 2) for number, station in enumerate(network.kept)}
    placed = Search(board, 1).start(bent)
    moves = Moves(board, network.kept, random.Random(3).random)

    straight = {station: (3 + 4 * number, 4) for number, station in enumerate(network.kept)}
    tried = [{**bent, **moves._straightened(placed)} for _ in range(200)]
    assert bent in tried  # a stretch of one piece has nothing to put straight
    assert any(_in_one_line(places.values()) for places in tried)
    assert not any(moves._stretch(placed) for _ in range(20))

    placed = Search(board, 1).start(straight)
    for _ in range(50):
        there = moves._stretch(placed)
        shifts = {(x - straight[station][0], y - straight[station][1]) for station, (x, y) in there.items()}
        assert set(there) == set(straight)
        assert len(shifts) == 1


def _in_one_line(places: Collection[tuple[int, int]]) -> bool:
    (x, y), *others = places
    ways = {((a > x) - (a < x), (b > y) - (b < y)) for a, b in others}
    return len(ways) == 1 and all(a == x or b == y or abs(a - x) == abs(b - y) for a, b in others)


@pytest.mark.parametrize(
    ("across", "down", "step"),
    [
        (9, 3, (1, 0)),
        (9, -4, (1, -1)),
        (-4, -9, (-1, -1)),
        (3, -9, (0, -1)),
        (-1, 0, (-1, 0)),
        (-5, 6, (-1, 1)),
    ],
)
def test_the_nearest_of_the_eight_directions(across: int, down: int, step: tuple[int, int]) -> None:
    assert _nearest_step(across, down) == step


def test_a_try_that_is_given_up_early_would_have_cost_too_much() -> None:
    board = board_of(sample_map(COMMANDS))
    search = Search(board, 5)
    placed = search.start(first_places(board.network, FRAME, 5, {}))
    moves = Moves(board, board.network.kept, random.Random(7).random)
    given_up = gone_on = 0

    for _ in range(400):
        trial, twin = placed.copy(), placed.copy()
        places = moves.propose(placed, 4.0)
        if not places:
            continue
        around = search.around(places)
        others = search.others(placed, around)
        for station, place in places.items():
            trial.at[station] = twin.at[station] = place
        most = search.weigh(placed, around, others) + 1.0
        found = search._tried(trial, around, others, most)
        if search.lay(twin, around, others):
            whole = search.weigh(twin, around, others)
            assert whole > most - 1e-6 if found is None else found <= whole + 1e-6
            if found is not None:
                assert (trial.at, trial.marks) == (twin.at, twin.marks)
        given_up += found is None
        gone_on += found is not None

    assert min(given_up, gone_on) > 20


@pytest.mark.parametrize("inner", [0, 1, 3, 6])
def test_a_course_with_room_puts_every_stop_on_a_point_of_its_own(inner: int) -> None:
    track = Track(0, 1, tuple(range(2, 2 + inner)), (0, 1))
    courses = Courses(track, FRAME, Raster(FRAME), 2.0, 1.5)

    for across in range(-9, 10):
        for down in range(-6, 7):
            for course in courses.between(across, down):
                steps = sum(length for _, length in course.legs)
                points = [(0, 0), *((stop.across, stop.down) for stop in course.inner), (across, down)]
                if steps >= inner + 1:
                    assert len(set(points)) == inner + 2
                assert set(points) <= set(points_of(course.legs, 0, 0))


def test_two_who_look_at_the_courses_by_turns_see_the_same_ones_the_cheapest_first() -> None:
    courses = Courses(Track(0, 1, (), (0,)), FRAME, Raster(FRAME), 2.0, 1.5)

    one, other = iter(courses.between(5, 2)), iter(courses.between(5, 2))
    seen = [(next(one), next(other)) for _ in range(3)]
    rest = list(one), list(other)

    assert all(mine is theirs for mine, theirs in seen)
    assert rest[0] == rest[1]
    costs = [course.own for course in courses.between(5, 2)]
    assert costs == sorted(costs)
    assert len(costs) == len(seen) + len(rest[0])


def test_how_crowded_stations_are_is_asked_anew_once_a_course_moves_the_stops_on_it() -> None:
    board = board_of(build_map("M", [Stop("A", number, f"Area {number}") for number in range(4)])[0])
    search = Search(board, 1)
    ends = dict(zip(board.network.kept, [(4, 5), (16, 5)], strict=True))
    placed = search.start(ends)
    stations = range(len(board.network.names))
    before = board.crowding(placed, stations)

    moved = placed.copy()
    moved.at[board.network.kept[1]] = (10, 8)
    search.lay(moved, search.everything, search.others(moved, search.everything))
    fresh = search.start({**ends, board.network.kept[1]: (10, 8)})

    assert board.crowding(moved, stations) == board.crowding(fresh, stations) != before
    assert board.crowding(placed, stations) == before


def test_routes_run_along_the_grid_and_its_diagonals_and_never_turn_back() -> None:
    for across in range(-6, 7):
        for down in range(-6, 7):
            for route in routes_between(across, down):
                assert points_of(route.legs, 0, 0)[-1] == (across, down)
                assert all(
                    turn(one, other) <= 3
                    for (one, _), (other, _) in zip(route.legs, route.legs[1:], strict=False)
                )


def test_a_mask_covers_the_cells_near_a_route_and_no_others() -> None:
    raster = Raster(FRAME)
    legs = ((0, 3), (1, 2), (2, 1))
    mask, lowest = raster.track(legs, 1.5)
    full = mask << (raster.cell(4, 3) + lowest)
    middle, here = [], (4 * FINENESS, 3 * FINENESS)
    for direction, steps in legs:
        for _ in range(steps * FINENESS):
            middle.append(here)
            here = (here[0] + STEP[direction][0], here[1] + STEP[direction][1])
    middle.append(here)

    for x in range(FRAME.columns * FINENESS + 1):
        for y in range(FRAME.rows * FINENESS + 1):
            near = min((x - a) ** 2 + (y - b) ** 2 for a, b in middle)
            assert bool(full >> raster.corner(x, y) & 1) == (near <= 1.5**2)


def test_a_very_long_line_is_searched_in_short_pieces_and_a_ring_in_three() -> None:
    long, _ = build_map("M", [Stop("A", number, f"Area {number}") for number in range(40)])
    ring, _ = build_map("M", [Stop("A", n, area) for n, area in enumerate("WXYZW")])

    assert max(len(track.inner) for track in network_of(long).tracks) < 7
    assert len(network_of(ring).tracks) == 3


def test_a_search_ends_no_worse_than_it_began_and_the_same_every_time() -> None:
    board = board_of(sample_map(COMMANDS))
    begun = Search(board, 5).start(first_places(board.network, FRAME, 5, {}))

    ends = [Search(board, 5).run(begun, board.network.kept, 300) for _ in range(2)]

    assert ends[0].cost < begun.cost
    assert ends[0].at == ends[1].at
    assert ends[0].cost == pytest.approx(Search(board, 5).cost(ends[0]))


@pytest.mark.parametrize(
    ("beside", "direction", "slab"),
    [
        pytest.param(2, (0, 1), True, id="two bundles at right angles"),
        pytest.param(2, (1, 1), True, id="two bundles at 45 degrees"),
        pytest.param(1, (0, 1), False, id="a bundle and a single line"),
        pytest.param(2, (1, 0), False, id="two bundles along one way"),
    ],
)
def test_a_marker_that_would_be_a_slab_costs_more_than_a_capsule(
    beside: int, direction: tuple[int, int], slab: bool
) -> None:
    bundles = {"Along": ("West", 2), "Aside": ("Away", beside)}
    stops = [
        Stop(f"{name} {line}", place, area)
        for name, (end, lines) in bundles.items()
        for line in range(lines)
        for place, area in enumerate((end, "Middle"), start=1)
    ]
    board = board_of(build_map("M", stops)[0])
    places = {"Middle": (12, 5), "West": (8, 5), "Away": (12 + 3 * direction[0], 5 + 3 * direction[1])}
    names = board.network.names

    placed = Search(board, 1).start({names.index(name): place for name, place in places.items()})

    assert (board.turn_cost(placed, names.index("Middle")) > 0) is slab


def test_a_map_along_two_edges_of_the_page_costs_more_than_one_that_fills_it() -> None:
    stops = [Stop("A", number, f"Area {number}") for number in range(3)]
    board = board_of(build_map("M", [*stops, Stop("B", 1, "Area 1"), Stop("B", 2, "Last")])[0])
    names = board.network.names

    def imbalance(**places: tuple[int, int]) -> float:
        at = {names.index(name.replace("_", " ")): place for name, place in places.items()}
        search = Search(board, 1)
        placed = search.start(at)
        return board.imbalance(placed, search.others(placed, ([], [], []))[1])

    along_edges = imbalance(Area_0=(1, 10), Area_1=(2, 10), Area_2=(23, 10), Last=(2, 1))
    through_the_middle = imbalance(Area_0=(1, 1), Area_1=(12, 5), Area_2=(23, 10), Last=(19, 1))

    assert through_the_middle < along_edges
