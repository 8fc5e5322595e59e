"""A map drawn again after a cycle has changed it: the command map of the sample, from the pins of the map before."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from tests.support.slow import some
from tests.support.tubemap_changes import (
    Grid,
    Redrawn,
    changed_map,
    every_cell,
    more_and_fewer,
    redrawn,
    with_area,
    with_cell,
    with_command,
    without_area,
    without_command,
)
from tests.support.tubemap_places import OVERLOOKED, middles_of, moved, shifts
from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE, sample_facts, sample_grid, sample_map
from xlscore.tubemap import Drawing, Fit, Pin, Stop, build_map, draw
from xlscore.tubemap import redraw as redraw_module
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.order_before import order_before
from xlscore.tubemap.placing.tries import First

pytestmark = pytest.mark.cases

# Where the stations of the sample's command map stand, so that nothing need be searched for here.
PLACES = {
    "Keeping People Safe": (16, 9, "above"), "Child Abuse & Sexual Exploitation": (21, 9, "above"),
    "Domestic Abuse": (23, 9, "below left"), "Gangs": (23, 7, "above"), "Dwelling Burglary": (2, 9, "below"),
    "Repeat High Harm ASB": (4, 9, "above"), "Violence With Injury": (8, 9, "above right"),
    "Counter Terrorism and Domestic Extremism": (6, 9, "below"), "Innovation": (18, 9, "below"), "Efficient": (10, 9, "below"),
    "Community Focused": (14, 9, "below"), "Our People": (12, 9, "above"), "Serious and Organised Crime": (3, 4, "left"),
    "Modern Day Slavery and Human Trafficking": (6, 7, "above right"), "Digital Crime": (1, 2, "above"),
}  # fmt: skip


def soft(area: str) -> Pin:
    """A pin as the map itself wrote it."""
    return Pin(COMMANDS, area, *PLACES[area], firm_place=False, firm_side=False)


@cache
def before() -> Drawing:
    """The command map of the sample, its stations where they stand."""
    return draw(sample_map(COMMANDS), sample_facts(), pins=[soft(area) for area in PLACES])


def _hardly_moved(again: Redrawn) -> bool:
    """Whether no other station has moved by more than two millimetres and the rounding of a corner."""
    return all(again.shifts[area].moved < OVERLOOKED + 0.2 for area in again.moved)


@pytest.mark.parametrize(
    ("area", "command", "grade"),
    [
        ("Violence With Injury", "PPU", "G"),
        ("Gangs", "CJ", "G"),
        ("Child Abuse & Sexual Exploitation", "SCD", "-"),
    ],
)
def test_a_grade_more_or_fewer_leaves_every_station_in_its_place(area: str, command: str, grade: str) -> None:
    again = redrawn(with_cell(area, command, grade), before())

    assert again.found.hard == 0
    assert again.replaced == ()
    assert _hardly_moved(again)
    assert again.found.turning <= measure(before().xml, before().drawn).turning + 4
    assert not again.afresh


def fitted_anew(again: Redrawn) -> bool:
    """Whether the map has another size: where a new lane has no room between names of 12 points, the map becomes larger."""
    fit, was = again.drawing.fit, before().fit
    return fit is not None and was is not None and fit.unit != was.unit


@pytest.mark.slow
@pytest.mark.parametrize("name", some([name for name, _ in every_cell()], 13))
def test_no_single_cell_of_the_grid_spoils_the_map(name: str) -> None:
    again = redrawn(dict(every_cell())[name], before())

    stands = not again.replaced and (_hardly_moved(again) or again.as_a_whole or fitted_anew(again))
    assert again.found.hard == 0
    assert again.afresh or stands  # where something would touch, and a remark says so


@pytest.mark.slow
@pytest.mark.parametrize("name", some([name for name, _ in more_and_fewer()], 10))
def test_no_command_or_area_more_or_fewer_spoils_the_map(name: str) -> None:
    again = redrawn(dict(more_and_fewer())[name], before())

    assert again.found.hard == 0
    stands = again.moved == () or again.as_a_whole or fitted_anew(again)
    assert again.afresh or (not again.replaced and stands)


@pytest.mark.parametrize(
    "grid",
    [without_command("North LPA"), without_command("SCD"), without_area("Keeping People Safe")],
    ids=["a command with others beside it", "a command with stations of its own", "an area"],
)
def test_what_is_gone_leaves_the_others_where_they_stood(grid: Grid) -> None:
    again = redrawn(grid, before())

    assert again.found.hard == 0
    assert again.replaced == ()


@pytest.mark.parametrize("commands", [["North LPA"], ["CJ", "OPC"]], ids=len)
def test_a_new_area_finds_a_place_beside_the_others(commands: list[str]) -> None:
    again = redrawn(with_area(commands), before())

    assert again.found.hard == 0
    assert again.replaced == ()
    assert not again.afresh


@pytest.mark.slow
def test_a_new_command_runs_between_the_stations_where_they_stand() -> None:
    again = redrawn(with_command(["Efficient", "Our People", "Community Focused"]), before())

    assert again.found.hard == 0
    assert again.replaced == ()


def test_a_map_keeps_its_size_its_place_and_its_lanes() -> None:
    smaller = replace(before().fit or Fit("A4", 0, 0, 0), unit=8.0, left=40.0, top=30.0)

    again = draw(sample_map(COMMANDS), sample_facts(), pins=before().pins, fit=smaller)

    assert again.fit is not None
    assert (
        replace(again.fit, letters=smaller.letters) == smaller
    )  # of this size its names have room at 11 points
    once_more = draw(sample_map(COMMANDS), sample_facts(), pins=again.pins, fit=again.fit)
    assert once_more.xml == again.xml


@pytest.mark.parametrize("across", [-4, 0, 3])
def test_a_pin_before_the_first_column_moves_nothing_on_the_page(across: int) -> None:
    first = before()
    pins = [replace(pin, column=(pin.column or 0) + across) for pin in first.pins]
    assert first.fit is not None

    again = draw(sample_map(COMMANDS), sample_facts(), pins=pins, fit=first.fit.shifted(across, 0))

    stood = middles_of(first)
    assert {area: pytest.approx(place, abs=0.01) for area, place in stood.items()} == middles_of(again)


@pytest.mark.usefixtures("searched_briefly")
def test_a_side_that_a_person_set_binds_and_one_that_the_map_chose_gives_way() -> None:
    stops = [Stop("A", number, area) for number, area in enumerate(("X", "Middle", "Y"))]
    crossing = [Stop("B", 1, "N"), Stop("B", 2, "Middle")]
    drawn, _ = build_map("M", [*stops, *crossing])
    places = {"X": (4, 8), "Middle": (8, 8), "Y": (12, 8), "N": (8, 3)}

    def side(*, firm: bool) -> str:
        pins = [
            Pin("M", area, *place, "above" if area == "Middle" else "", firm_side=firm)
            for area, place in places.items()
        ]
        return next(pin.side for pin in draw(drawn, pins=pins).pins if pin.area == "Middle")

    assert side(firm=True) == "above"  # over the line that comes from there
    assert side(firm=False) != "above"


@pytest.mark.usefixtures("searched_briefly")
def test_pins_that_would_have_a_fault_give_way_and_the_map_says_so_but_not_those_of_a_person() -> None:
    drawn, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y"), Stop("B", 1, "Z"), Stop("B", 2, "W")])
    places = {"X": (2, 5), "Y": (42, 5), "Z": (3, 5), "W": (3, 9)}  # so small that X and Z touch

    def drawing(*, firm: bool) -> Drawing:
        return draw(drawn, pins=[Pin("M", area, *place, firm_place=firm) for area, place in places.items()])

    theirs, ours = drawing(firm=True), drawing(firm=False)

    assert {pin.area: (pin.column, pin.row) for pin in theirs.pins} == places
    assert theirs.faults > 0
    assert ours.faults == 0
    assert [remark.wrong for remark in ours.remarks] == [
        "with its stations where they stood it could not be read, so it was laid out afresh from there"
    ]


@pytest.mark.parametrize(("column", "row"), [(2, 6), (22, 5)], ids=["they touch", "a line passes by"])
def test_what_a_detour_would_not_change_is_not_arranged_again(column: int, row: int) -> None:
    small, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y"), Stop("B", 1, "Z"), Stop("B", 2, "W")])
    pins = [
        Pin("M", "X", 2, 5),
        Pin("M", "Y", 42, 5),
        Pin("M", "Z", column, row),
        Pin("M", "W", column, 9),
    ]
    times: list[int] = []

    def arranged(*, anyway: bool) -> str:
        calls: list[object] = []
        with pytest.MonkeyPatch.context() as patched:
            if anyway:
                patched.setattr(redraw_module, "lays_alike", lambda *_: False)
            made = redraw_module._drawn
            patched.setattr(redraw_module, "_drawn", lambda *given: calls.append(given) or made(*given))
            drawing = draw(small, pins=pins)
        times.append(len(calls))
        return drawing.xml

    assert arranged(anyway=False) == arranged(anyway=True)
    assert times[0] < times[1]


def _redrawn_and_how_often_laid_out(fit: Fit, pins: list[Pin]) -> tuple[Drawing, int]:
    calls: list[object] = []
    with pytest.MonkeyPatch.context() as patched:
        again = redraw_module.arranged_again_better
        patched.setattr(
            redraw_module, "arranged_again_better", lambda *given: calls.append(given) or again(*given)
        )
        drawing = draw(settled().drawn, pins=pins, fit=fit)
    return drawing, len(calls)


@cache
def settled() -> Drawing:
    """A map drawn from its own pins and fit, so that to draw it again makes the same."""
    first = _four_on_a_trunk()
    return draw(first.drawn, pins=first.pins, fit=first.fit)


@pytest.mark.parametrize("kept_by", ["as drawn", "the other way round", "their names"])
def test_a_map_that_stands_as_before_is_laid_out_once_in_whatever_order_its_lanes_are_kept(
    kept_by: str,
) -> None:
    fit = settled().fit
    assert fit is not None
    orders = {"as drawn": fit.lanes, "the other way round": fit.lanes[::-1]}
    by_name = sorted(fit.lanes, key=lambda lane: (lane.line, lane.corridor, lane.span))

    again, times = _redrawn_and_how_often_laid_out(
        replace(fit, lanes=orders.get(kept_by, tuple(by_name))), settled().pins
    )

    assert times == 1
    assert again.as_before
    assert again.xml == settled().xml


@pytest.mark.parametrize(
    "what",
    [
        "a lane that is gone",
        "two lines in one lane",
        "larger than the page",
        "off the page",
        "another side",
    ],
)
def test_a_map_that_does_not_stand_as_before_is_never_taken_for_one_that_does(what: str) -> None:
    fit, pins = settled().fit, settled().pins
    assert fit is not None
    one, two, *others = fit.lanes
    other = {
        "a lane that is gone": replace(fit, lanes=(two, *others)),
        "two lines in one lane": replace(fit, lanes=(one, replace(two, lane=one.lane), *others)),
        "larger than the page": replace(fit, unit=fit.unit * 3),
        "off the page": replace(fit, left=fit.left + 200),
    }.get(what, fit)
    if what == "another side":
        pins = [replace(pins[0], side=""), *pins[1:]]

    again, times = _redrawn_and_how_often_laid_out(other, pins)

    assert times > 1
    assert not again.as_before
    once_more = draw(settled().drawn, pins=again.pins, fit=again.fit)
    assert once_more.xml == again.xml


def test_a_person_s_pins_stay_where_the_others_make_way() -> None:
    drawn, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y"), Stop("B", 1, "Z"), Stop("B", 2, "W")])
    pins = [
        Pin("M", "X", 2, 5),
        Pin("M", "Y", 42, 5),
        Pin("M", "Z", 3, 5, firm_place=False),
        Pin("M", "W", 3, 9, firm_place=False),
    ]

    again = draw(drawn, pins=pins)

    assert again.faults == 0
    assert [(pin.column, pin.row) for pin in again.pins[:2]] == [(2, 5), (42, 5)]
    assert [pin.firm_place for pin in again.pins] == [True, True, False, False]


@pytest.mark.slow
def test_three_cycles_of_changes_leave_a_map_without_a_fault() -> None:
    dice = random.Random(7)
    grid = sample_grid()
    drawing = before()
    for _ in range(3):
        area, command = dice.choice(list(grid)), dice.choice(list(grid["Gangs"]))
        grid[area][command] = "-" if grid[area][command] != "-" else "G"

        again = redrawn(grid, drawing)

        assert again.found.hard == 0
        drawing = again.drawing


def test_the_stops_of_the_drawn_map_are_in_the_order_of_the_drawing() -> None:
    drawn = before().drawn

    assert all(line.ordered for line in drawn.lines)
    assert {line.name: set(line.areas) for line in drawn.lines} == {
        line.name: set(line.areas) for line in changed_map(sample_grid()).lines
    }


@pytest.mark.usefixtures("searched_briefly")
@pytest.mark.slow
def test_a_few_pins_of_ours_that_touch_give_way_to_a_new_layout() -> None:
    stops = [Stop("A", number, area) for number, area in enumerate(("X", "Y", "Z", "W", "V"))]
    drawn, _ = build_map("M", stops)
    crowded = [
        Pin("M", area, column, 5, firm_place=False) for area, column in (("X", 2), ("Y", 3), ("V", 60))
    ]

    again = draw(drawn, pins=crowded)

    assert again.faults == 0


def _four_on_a_trunk(*, skipped: str = "", more: bool = False) -> Drawing:
    """Three lines along four stations, the middle one without one of its stops or a fourth line beside them."""
    areas = ("W", "X", "Y", "Z")
    lines = {name: [area for area in areas if name != "B" or area != skipped] for name in "ABC"}
    lines |= {"D": ["X", "Y"]} if more else {}
    stops = [Stop(line, place, area) for line, on in lines.items() for place, area in enumerate(on)]
    drawn, _ = build_map("M", stops)
    before = None if not skipped and not more else _four_on_a_trunk()
    places = {area: (4 + 5 * place, 8) for place, area in enumerate(areas)}
    pins = [Pin("M", area, *place, firm_place=False) for area, place in places.items()]
    return draw(drawn, pins=before.pins if before else pins, fit=before.fit if before else None)


def test_a_line_that_passes_by_a_station_leaves_the_others_in_their_lanes() -> None:
    before, again = _four_on_a_trunk(), _four_on_a_trunk(skipped="Y")

    assert again.faults == 0
    assert moved(before, again) == ()
    assert shifts(before, again)["Y"].lines < 0.01  # the gap of the line that is gone stays


def test_a_new_line_runs_along_the_outside_of_those_that_stand() -> None:
    before, again = _four_on_a_trunk(), _four_on_a_trunk(more=True)

    assert again.faults == 0
    assert {area: shift.lines for area, shift in shifts(before, again).items()} == {
        area: pytest.approx(0, abs=0.01) for area in "WXYZ"
    }


def test_a_line_that_goes_back_where_it_came_from_has_no_slanting_piece() -> None:
    stops = [Stop("A", place, area) for place, area in enumerate(("X", "Y", "Z", "Y2"))]
    drawn, _ = build_map("M", stops)
    places = {"X": (4, 8), "Y": (14, 8), "Z": (9, 13), "Y2": (19, 8)}

    again = draw(drawn, pins=[Pin("M", area, *place) for area, place in places.items()])
    back = draw(
        drawn, pins=[Pin("M", "X", 4, 8), Pin("M", "Y", 19, 8), Pin("M", "Z", 9, 8), Pin("M", "Y2", 14, 13)]
    )

    assert [measure(one.xml, one.drawn).off_45 for one in (again, back)] == [0, 0]


def test_a_map_that_turns_much_more_than_when_it_was_laid_out_says_how_to_have_a_new_layout() -> None:
    calm = replace(before().fit or Fit("A4", 0, 0, 0), first=First(turning=1, unit=10.0))
    as_it_was = replace(calm, first=First(turning=8, unit=10.0))

    def told(fit: Fit) -> list[str]:
        return [
            remark.sentence
            for remark in draw(sample_map(COMMANDS), sample_facts(), pins=before().pins, fit=fit).remarks
        ]

    turning = measure(before().xml, before().drawn).turning
    assert told(as_it_was) == []
    assert told(calm) == [
        f"Map Commands: its lines have come to turn {turning} times instead of 1 since it was laid out; clear the columns and rows of its "
        "pins and draw again to have it laid out anew, its stations in other places."
    ]


@pytest.mark.parametrize("name", some([ADDITIONAL, FORCE], 2))
def test_changes_of_the_stops_of_themes_one_after_the_other_leave_a_map_without_a_fault(
    name: str, drawing_of: Callable[[str], Drawing]
) -> None:
    dice = random.Random(5)
    sample = sample_map(name)
    lines = {line.name: list(line.paths[0]) for line in sample.lines}
    drawing = drawing_of(name)
    for number in some(range(20), 2):
        path = lines[dice.choice(list(lines))]
        kind = dice.choice(["added", "new", "removed", "swapped"])
        others = [area for area in sample.areas if area not in path]
        if kind == "new" or (kind == "added" and not others):
            path.insert(dice.randint(0, len(path)), f"New area {number}")
        elif kind == "added":
            path.insert(dice.randint(0, len(path)), dice.choice(others))
        elif kind == "swapped" or len(path) < 3:
            path.insert(0, path.pop())
        else:
            path.pop(dice.randrange(len(path)))
        stops = [Stop(line, place, area) for line, areas in lines.items() for place, area in enumerate(areas)]
        drawn, _ = build_map(name, stops, title=sample.title)

        pins = [pin for pin in drawing.pins if pin.area in drawn.stations]
        drawing = draw(drawn, sample_facts(), pins=pins, fit=drawing.fit)

        assert drawing.faults == 0


def test_a_line_that_calls_at_a_station_at_the_end_of_its_bundle_bends_nothing_else(
    drawing_of: Callable[[str], Drawing],
) -> None:
    first = drawing_of(COMMANDS)
    was = measure(first.xml, first.drawn)

    again = redrawn(with_cell("Domestic Abuse", "SCD", "G"), first)

    assert again.found.hard == 0
    assert again.moved == ()
    assert not again.afresh
    assert again.found.turning <= was.turning + 2


def test_a_new_area_stands_on_the_grid_although_the_page_has_room_before_its_first_column() -> None:
    first = before()
    assert first.fit is not None
    far = replace(first.fit, left=first.fit.left + 60, unit=first.fit.unit * 0.8)
    drawn = changed_map(with_area(["North LPA"]))

    again = draw(drawn, sample_facts(), pins=first.pins, fit=far)

    assert min(pin.column or 0 for pin in again.pins) >= 1
    assert again.faults == 0


@pytest.mark.parametrize(
    ("area", "command", "grade"),
    [
        pytest.param("Modern Day Slavery and Human Trafficking", "North LPA", "G", id="onto a branch"),
        pytest.param("Keeping People Safe", "SSD", "-", id="past the second stop"),
        pytest.param("Repeat High Harm ASB", "West LPA", "-", id="past the last stop but one"),
    ],
)
def test_a_line_with_a_new_way_makes_no_marker_a_slab(
    drawing_of: Callable[[str], Drawing], area: str, command: str, grade: str
) -> None:
    again = redrawn(with_cell(area, command, grade), drawing_of(COMMANDS))

    assert not any("very large" in remark.wrong for remark in again.drawing.remarks)
    assert again.found.hard == 0
    assert again.moved == ()


def test_a_bundle_that_is_mostly_new_gives_way_where_its_lines_would_make_a_slab(
    drawing_of: Callable[[str], Drawing],
) -> None:
    again = redrawn(without_area("Domestic Abuse"), drawing_of(COMMANDS))

    assert not any("very large" in remark.wrong for remark in again.drawing.remarks)
    assert again.found.hard == 0
    assert again.moved == ()


def test_where_the_calmest_order_spoils_the_map_that_of_the_drawing_before_is_kept(
    drawing_of: Callable[[str], Drawing],
) -> None:
    first = drawing_of(COMMANDS)

    again = redrawn(with_cell("Repeat High Harm ASB", "West LPA", "-"), first)

    assert again.found.turning <= measure(first.xml, first.drawn).turning + 4
    assert again.found.leaders == 0


def test_the_order_of_the_drawing_before_is_read_off_its_lanes(drawing_of: Callable[[str], Drawing]) -> None:
    first = drawing_of(COMMANDS)
    assert first.fit is not None
    places = {pin.area: (pin.column or 0, pin.row or 0) for pin in first.pins}

    (found,) = order_before(sample_map(COMMANDS), places, first.fit.lanes)

    both_ways = [{path, path[::-1]} for line in found.lines for path in line.paths]
    assert both_ways == [{path, path[::-1]} for line in first.drawn.lines for path in line.paths]


@pytest.mark.parametrize("gone", ["an area", "its lanes", "a piece of a line"])
def test_no_order_is_told_of_a_map_that_was_not_drawn_like_this(
    drawing_of: Callable[[str], Drawing], gone: str
) -> None:
    first = drawing_of(COMMANDS)
    assert first.fit is not None
    places = {pin.area: (pin.column or 0, pin.row or 0) for pin in first.pins}
    lanes = first.fit.lanes
    if gone == "an area":
        del places["Innovation"]
    elif gone == "its lanes":
        lanes = ()
    else:
        lanes = tuple(lane for lane in lanes if lane.line != "SCD")

    assert order_before(sample_map(COMMANDS), places, lanes) == []


@pytest.mark.parametrize("command", ["CJ", "SCD"])
def test_a_line_that_goes_around_a_station_is_not_drawn_back_along_itself(
    drawing_of: Callable[[str], Drawing], command: str
) -> None:
    first = drawing_of(COMMANDS)

    again = redrawn(with_cell("Community Focused", command, "-"), first)

    assert again.found.turning <= measure(first.xml, first.drawn).turning + 4
