"""The least that lines can turn, by the solver: what is known by hand, and that no drawing is below its own bound."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib.util import find_spec

import pytest

from tests.support.networks import random_network
from tests.support.slow import some
from tests.support.tools import missing
from tests.support.tubemap_bound import laid, least_turning
from tests.support.tubemap_samples import ADDITIONAL, COMMANDS, FORCE
from xlscore.tubemap import Drawing, Map, Pin, Stop, TubeMapError, build_map, draw
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.searching.graph import network_of

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _solver() -> None:
    if find_spec("ortools") is None:
        missing('OR-tools is not installed (pip install ".[optimal]")')


def map_of(lines: dict[str, str]) -> Map:
    """A map of lines whose stops have letters for names."""
    stops = [
        Stop(name, place, f"Area {area}") for name, way in lines.items() for place, area in enumerate(way)
    ]
    return build_map("Small", stops)[0]


def turning(drawing: Drawing) -> int:
    return measure(drawing.xml, drawing.drawn).turning


@pytest.mark.usefixtures("searched_briefly")
@pytest.mark.parametrize(
    ("lines", "least"),
    [
        pytest.param({"One": "ABCDE"}, 0, id="a line"),
        pytest.param({"One": "AMB", "Two": "CMD", "Three": "EMF"}, 0, id="three lines that cross"),
        pytest.param({"One": "ABC", "Two": "ADC"}, 2, id="two ways between two stations"),
        pytest.param({"One": "AMB", "Two": "AMC"}, 1, id="a fork"),
        pytest.param({"One": "AMB", "Two": "BMC", "Three": "CMA"}, 4, id="each two of three branches"),
    ],
)
def test_the_least_turning_is_what_can_be_told_by_hand(lines: dict[str, str], least: int) -> None:
    found = least_turning(draw(map_of(lines)))

    assert (found.bound, found.turning) == (least, least)


@pytest.mark.usefixtures("searched_briefly")
def test_no_small_network_turns_less_than_its_bound_and_its_solution_keeps_to_the_grid() -> None:
    drawings = [draw(*random_network(number)) for number in some((2, 1, 14, 28), 2)]

    for drawing in drawings:
        found = least_turning(drawing)

        assert found.bound == found.turning
        assert found.bound <= turning(drawing)
        assert drawing.ground
        frame = drawing.ground.frame
        assert len(set(found.places.values())) == len(found.places)
        assert all(1 <= x < frame.columns and 1 <= y < frame.rows for x, y in found.places.values())


@pytest.mark.parametrize("name", [FORCE, ADDITIONAL, COMMANDS])
def test_no_sample_turns_less_than_its_bound(name: str, drawing_of: Callable[[str], Drawing]) -> None:
    drawing = drawing_of(name)
    found = least_turning(drawing)

    assert found.bound == found.turning
    assert found.bound <= turning(drawing) <= found.bound + MOST_ABOVE[name]


MOST_ABOVE = {FORCE: 4, ADDITIONAL: 4, COMMANDS: 6}
"""By how much a sample may turn more than its bound, which knows no texts and no discs: those make the lanes of the commands wide."""


def test_a_drawing_that_breaks_a_rule_may_break_it_in_its_bound_too() -> None:
    # Every two of five stations are neighbours: no way to draw them without a crossing.
    every = {f"{one}{other}": one + other for one in "ABCDE" for other in "ABCDE" if one < other}
    pentagon = {"A": (12, 2), "B": (18, 5), "C": (16, 10), "D": (8, 10), "E": (6, 5)}
    pins = [Pin("Small", f"Area {area}", *place, firm_place=False) for area, place in pentagon.items()]
    drawing = draw(map_of(every), pins=pins)

    found = least_turning(drawing, effort=0.5)  # some solution is enough

    assert found.turning is not None
    assert found.bound <= turning(drawing)


def test_the_layout_given_to_the_solver_is_the_one_that_is_drawn(
    drawing_of: Callable[[str], Drawing],
) -> None:
    drawing = drawing_of(FORCE)
    network = network_of(drawing.drawn)
    layout = laid(drawing, network)

    for track, legs in zip(network.tracks, layout.legs, strict=True):
        assert track.end is not None
        x, y = layout.places[track.start]
        for direction, steps in legs:
            x += steps * ((direction + 2) % 8 < 5 and direction not in (2, 6)) - steps * (3 <= direction <= 5)
            y += steps * (1 <= direction <= 3) - steps * (5 <= direction <= 7)
        assert (x, y) == layout.places[track.end]


def test_a_search_from_the_calmest_layout_is_drawn_without_a_fault() -> None:
    drawing = draw(*random_network(2), calmest=True)

    assert drawing.faults == 0


def test_without_the_solver_the_calmest_layout_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [name for name in sys.modules if name.split(".")[0] == "ortools"]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, "ortools", None)

    with pytest.raises(TubeMapError, match="optimal"):
        draw(map_of({"One": "AMB", "Two": "CMD"}), calmest=True)
