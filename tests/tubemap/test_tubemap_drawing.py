"""Whole drawings, judged by the metrics on what was written."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.networks import random_network
from tests.support.slow import some
from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE, MOST_TURNING, sample_facts, sample_map
from tests.support.two_writers import furthest_apart
from xlscore.tubemap import FIVE_GRADES, Drawing, Facts, Pin, Stop, TubeMapError, build_map, draw
from xlscore.tubemap.judged.metrics import measure

pytestmark = pytest.mark.slow  # maps are searched for
SAMPLES = (FORCE, ADDITIONAL, COMMANDS)

# The command map has one trunk of ten stops and short branches: its stops cannot all be equally far apart.
MOST_UNEVEN = {FORCE: 0.26, ADDITIONAL: 0.25, COMMANDS: 0.41}
# There a line that leaves the trunk crosses three others, and every name has room at its station for it: none is led off.
MOST_CROSSINGS = {FORCE: 0, ADDITIONAL: 0, COMMANDS: 3}
# With eight lanes, the words of the force and a line that leaves the trunk its names have a point less.
LEAST_LETTERS = {FORCE: 12, ADDITIONAL: 12, COMMANDS: 11}
DrawingOf = Callable[..., Drawing]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_map_has_no_hard_fault_and_few_turns(name: str, drawing_of: DrawingOf) -> None:
    drawing = drawing_of(name)

    found = measure(drawing.xml, sample_map(name))

    assert found.hard == 0, found
    assert found.turning <= MOST_TURNING[name]
    assert found.crossings <= MOST_CROSSINGS[name]
    assert found.leaders == 0
    assert found.ambiguous == 0
    assert found.stray_tags == 0
    assert found.unevenness <= MOST_UNEVEN[name]
    assert found.smallest_points >= 9
    assert found.name_points >= LEAST_LETTERS[name]
    assert drawing.remarks == []


@pytest.mark.parametrize("number", some(range(201, 220), 5))
def test_a_random_network_has_no_hard_fault(number: int) -> None:
    drawn, facts = random_network(number)

    drawing = draw(drawn, facts)

    found = measure(drawing.xml, drawn)
    assert found.hard == 0, found
    assert found.smallest_points >= 9
    assert furthest_apart(drawing.xml, drawing.svg) <= 0.1
    assert draw(drawn, facts, pins=drawing.pins).xml == drawing.xml


@pytest.mark.parametrize("name", SAMPLES)
def test_a_redraw_from_its_own_pins_is_the_same_to_the_byte(name: str, drawing_of: DrawingOf) -> None:
    first = drawing_of(name)

    again = draw(sample_map(name), sample_facts(), pins=first.pins)

    assert again.xml == first.xml
    assert again.svg == first.svg


@pytest.mark.usefixtures("searched_briefly")
def test_another_run_with_another_hash_seed_gives_the_same_bytes(root: Path) -> None:
    code = (
        "from tests.support.searched_once import *; from tests.support.tubemap_samples import *; import zlib;"
        "search_once(pytest.MonkeyPatch(), briefly=True); print(zlib.crc32(sample_drawing(ADDITIONAL).xml.encode()))"
    )
    other = "77" if os.environ.get("PYTHONHASHSEED") != "77" else "0"

    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": other},
        capture_output=True,
        text=True,
        check=True,
    )

    assert int(run.stdout) == zlib.crc32(draw(sample_map(ADDITIONAL), sample_facts()).xml.encode())


@pytest.mark.parametrize("name", SAMPLES)
def test_grades_never_move_a_station_nor_make_anything_touch(name: str, drawing_of: DrawingOf) -> None:
    pins = drawing_of(name).pins
    drawn = sample_map(name)
    dice = random.Random(5)
    words = ["Outstanding", "Good", "RI", "Inadequate", ""]

    for _ in some(range(12), 4):
        facts = [
            Facts(area, dice.choice(words), dice.choice(words), dice.choice(["met", "not met", ""]))
            for area in drawn.areas
        ]
        drawing = draw(drawn, facts, pins=pins)

        assert drawing.pins == pins
        assert measure(drawing.xml, drawn).hard == 0


@pytest.mark.parametrize("name", SAMPLES)
def test_svg_and_worksheet_show_the_same(name: str, drawing_of: DrawingOf) -> None:
    drawing = drawing_of(name)

    assert furthest_apart(drawing.xml, drawing.svg) <= 0.1


def test_a3_is_the_same_map_printed_larger(drawing_of: DrawingOf) -> None:
    small, large = drawing_of(ADDITIONAL), drawing_of(ADDITIONAL, "A3")

    assert large.pins == small.pins
    assert large.size == pytest.approx((390.6, 268.6), abs=0.1)
    assert measure(large.xml, sample_map(ADDITIONAL)).smallest_points >= 12


@pytest.mark.usefixtures("searched_briefly")
def test_a_pinned_station_stands_where_its_pin_says() -> None:
    drawn, _ = build_map("M", [Stop("A", n, area) for n, area in enumerate(("X", "Y", "Z", "W"))])

    drawing = draw(drawn, pins=[Pin("M", "Y", 5, 5, "below"), Pin("M", "Z", 9, 5)])

    placed = {pin.area: pin for pin in drawing.pins}
    assert (placed["Y"].column, placed["Y"].row, placed["Y"].side) == (5, 5, "below")
    assert (placed["Z"].column, placed["Z"].row) == (9, 5)
    assert measure(drawing.xml, drawn).hard == 0


def test_a_pin_that_is_moved_moves_only_its_station(drawing_of: DrawingOf) -> None:
    pins = drawing_of(ADDITIONAL).pins
    moved = [
        Pin(p.map, p.area, p.column, (p.row or 0) + 1, p.side) if n == 1 else p for n, p in enumerate(pins)
    ]

    again = draw(sample_map(ADDITIONAL), sample_facts(), pins=moved)

    placed = [(pin.area, pin.column, pin.row) for pin in again.pins]
    assert placed == [(pin.area, pin.column, pin.row) for pin in moved]
    # Where the letters would get smaller, a name goes to another side.
    assert sum(pin.side != before.side for pin, before in zip(again.pins, moved, strict=True)) <= 1


@pytest.mark.parametrize(
    "area", ["Gangs", "Repeat High Harm ASB", "Modern Day Slavery and Human Trafficking"]
)
def test_a_station_whose_pin_is_gone_is_placed_again_and_no_other_moves(
    area: str, drawing_of: DrawingOf
) -> None:
    pins = [pin for pin in drawing_of(ADDITIONAL).pins if pin.area != area]

    again = draw(sample_map(ADDITIONAL), sample_facts(), pins=pins)

    assert [pin for pin in again.pins if pin.area != area] == pins
    assert measure(again.xml, sample_map(ADDITIONAL)).hard == 0


def test_a_pin_far_outside_makes_the_grid_larger() -> None:
    drawn, _ = build_map("M", [Stop("A", n, area) for n, area in enumerate(("X", "Y", "Z"))])
    places = {"X": (60, 40), "Y": (5, 5), "Z": (9, 5)}

    drawing = draw(drawn, pins=[Pin("M", area, *place) for area, place in places.items()])

    assert {pin.area: (pin.column, pin.row) for pin in drawing.pins} == places
    assert measure(drawing.xml, drawn).off_page == 0


@pytest.mark.usefixtures("searched_briefly")
@pytest.mark.parametrize(
    ("stops", "areas"),
    [
        (["A:1:Gangs"], []),
        (["A:1:Gangs", "A:2:Hate", "B:1:Hate", "C:1:Alone"], []),
        (["R:1:A", "R:2:B", "R:3:C", "R:4:D", "R:5:A"], []),
        (["R:1:S", "R:2:A", "R:3:B", "R:4:C", "R:5:A", "R:6:E"], []),
        (["F:1:A", "F:2:B", "F:3:C", "F:3a:D", "F:4a:E"], []),
        (["A:1:Gangs", "A:2:Hate"], ["Parked one", "Parked two"]),
        ([], ["Parked one", "Parked two"]),
        (
            ["A:1:" + "A very long area name that has far more than forty-five letters", "A:2:" + "X" * 110],
            [],
        ),
    ],
    ids=["one stop", "stubs", "ring", "ring with tails", "fork", "tray", "only a tray", "long names"],
)
def test_unusual_networks_are_drawn_sensibly(stops: list[str], areas: list[str]) -> None:
    rows = [Stop(*text.split(":")) for text in stops]
    drawn, _ = build_map("M", rows, areas=areas)

    found = measure(draw(drawn).xml, drawn)

    assert found.hard == 0, found


@pytest.mark.usefixtures("searched_briefly")
def test_a_long_line_is_drawn_with_every_stop_in_its_own_place() -> None:
    drawn, _ = build_map("M", [Stop("A", number, f"Area {number}") for number in range(30)])

    drawing = draw(drawn)

    assert len({(pin.column, pin.row) for pin in drawing.pins}) == 30
    assert measure(drawing.xml, drawn).hard == 0


def test_what_cannot_be_read_well_is_told() -> None:
    drawn, _ = build_map(
        "M", [Stop(f"Line {line}", place, f"Area {line}.{place}") for line in range(8) for place in range(10)]
    )
    pins = [
        Pin("M", f"Area {line}.{place}", 2 + 4 * place, 2 + 3 * line)
        for line in range(8)
        for place in range(10)
    ]

    remarks = [remark.sentence for remark in draw(drawn, pins=pins).remarks]

    assert remarks == ["Map M: its words print at 6.8 points; print it on A3 or split it."]


def test_letters_of_nine_points_and_more_are_not_told() -> None:
    drawn, _ = build_map(
        "M", [Stop(f"Line {line}", place, f"Area {line}.{place}") for line in range(6) for place in range(9)]
    )
    pins = [
        Pin("M", f"Area {line}.{place}", 2 + 4 * place, 2 + 3 * line)
        for line in range(6)
        for place in range(9)
    ]

    drawing = draw(drawn, pins=pins)

    assert drawing.remarks == []
    assert measure(drawing.xml, drawn).smallest_points >= 9


def test_a_line_that_is_pinned_over_a_station_of_another_is_told() -> None:
    drawn, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y"), Stop("B", 1, "Z"), Stop("B", 2, "W")])
    pins = [Pin("M", "X", 2, 5), Pin("M", "Y", 20, 5), Pin("M", "Z", 11, 5), Pin("M", "W", 11, 8)]

    drawing = draw(drawn, pins=pins)

    assert drawing.pins[0].column == 2
    assert measure(drawing.xml, drawn).over_foreign == len(
        [remark for remark in drawing.remarks if "over a station" in remark.wrong]
    )


@pytest.mark.parametrize("free", ["Hub", "Tip 0", "Middle 1"])
def test_one_free_station_among_pins_finds_a_place_of_its_own(free: str) -> None:
    stops = [
        Stop(f"Line {arm}", place, area)
        for arm in range(5)
        for place, area in enumerate(("Hub", f"Middle {arm}", f"Tip {arm}"))
    ]
    drawn, _ = build_map("M", stops)
    arms = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1)]
    places = {"Hub": (12, 6)}
    for arm, (across, down) in enumerate(arms):
        places[f"Middle {arm}"] = (12 + 3 * across, 6 + 2 * down)
        places[f"Tip {arm}"] = (12 + 6 * across, 6 + 4 * down)
    pins = [Pin("M", area, *place) for area, place in places.items() if area != free]

    drawing = draw(drawn, pins=pins)

    stood = {pin.area: (pin.column, pin.row) for pin in drawing.pins}
    assert len(set(stood.values())) == len(stood)
    assert {area: place for area, place in stood.items() if area != free} == {
        area: place for area, place in places.items() if area != free
    }
    assert measure(drawing.xml, drawn).missed_stops == 0


def test_more_areas_on_no_line_than_a_page_holds_are_refused() -> None:
    drawn, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y")], areas=[f"Area {n}" for n in range(60)])

    with pytest.raises(TubeMapError, match="on no line"):
        draw(drawn)


def test_an_unknown_page_is_refused() -> None:
    drawn, _ = build_map("M", [Stop("A", 1, "X")])

    with pytest.raises(TubeMapError, match="A4 or A3"):
        draw(drawn, page="A5")


def test_the_data_table_says_what_the_picture_says(drawing_of: DrawingOf) -> None:
    rows = {row[1]: row for row in drawing_of(FORCE).data_rows}

    assert rows["Digital Crime"][2:6] == ["Modern and Efficient", "Good", "improved from RI", ""]
    assert rows["Keeping People Safe"][5] == "not met"
    assert (
        rows["Efficient"][6]
        == "Efficient is graded Good; it is on the lines Modern and Efficient and Our People and Communities."
    )


@pytest.mark.usefixtures("searched_briefly")
def test_five_grades_are_drawn_with_adequate() -> None:
    drawn, _ = build_map("M", [Stop("A", 1, "X"), Stop("A", 2, "Y")])

    drawing = draw(drawn, [Facts("X", "Adequate"), Facts("Y", "Good")], scale=FIVE_GRADES)

    assert "8CC5E8" in drawing.xml
    assert "1 Adequate" in drawing.svg
