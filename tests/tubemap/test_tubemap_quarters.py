"""A map of four lines that reads as four: where its stations stand, and when it is laid out as any other."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from tests.support.slow import some
from xlscore.tubemap import Drawing, Facts, Map, Stop, build_map, draw, draw_in_quarters
from xlscore.tubemap.judged.metrics import measure

LINES = ("Focus", "Process", "Service User", "Innovation")

pytestmark = pytest.mark.slow  # maps are drawn several times


def four(
    counts: Sequence[int], guests: dict[str, list[tuple[int, str]]] | None = None
) -> tuple[Map, list[Facts]]:
    """Return a map of four lines with so many stations each, and of guests: at which place a line comes to whose station."""
    stops, facts = [], []
    for line, count in zip(LINES, counts, strict=True):
        areas = [f"{line} {number}" for number in range(1, count + 1)]
        facts += [Facts(area, "Good", home=line) for area in areas]
        for at, area in (guests or {}).get(line, ()):
            areas.insert(at, area)
        stops += [Stop(line, number, area) for number, area in enumerate(areas)]
    return build_map("Four", stops)[0], facts


def quarters(made: Drawing) -> dict[str, tuple[bool, bool]]:
    """Return of each station whether it stands in the right half of the page, and whether in the lower one."""
    middles = {
        group.name.removeprefix("Station: "): next((s.x + s.width / 2, s.y + s.height / 2) for s in group.shapes if s.name == "Marker")
        for group in made.scene.groups
        if group.name.startswith("Station: ")
    }  # fmt: skip
    across = sorted(x for x, _ in middles.values())
    down = sorted(y for _, y in middles.values())
    return {
        area: (x > (across[0] + across[-1]) / 2, y > (down[0] + down[-1]) / 2)
        for area, (x, y) in middles.items()
    }


def assert_in_quarters(made: Drawing, facts: Sequence[Facts]) -> None:
    where = quarters(made)
    for fact in facts:
        number = LINES.index(fact.home)
        assert where[fact.area] == (number % 2 == 1, number // 2 == 1), fact.area


@pytest.mark.parametrize("counts", [(1, 1, 1, 1), (2, 3, 4, 5), (3, 3, 3, 3), (9, 2, 1, 6), (7, 7, 7, 7)])
def test_each_line_stands_in_its_quarter_in_the_order_of_reading(counts: Sequence[int]) -> None:
    drawn, facts = four(counts)

    made = draw_in_quarters(drawn, facts)

    assert_in_quarters(made, facts)
    assert measure(made.xml, made.drawn).hard == 0
    assert measure(made.xml, made.drawn).crossings == 0


def test_a_line_begins_where_reading_begins() -> None:
    drawn, facts = four((3, 3, 6, 6))

    places = {pin.area: (pin.row, pin.column) for pin in draw_in_quarters(drawn, facts).pins}

    for line in LINES:
        assert places[f"{line} 1"] < places[f"{line} 2"] < places[f"{line} 3"]


def test_a_station_stands_in_the_quarter_of_the_line_that_it_belongs_to_whichever_comes_first() -> None:
    drawn, facts = four((3, 4, 3, 3), {"Focus": [(2, "Process 2")], "Innovation": [(1, "Process 3")]})

    made = draw_in_quarters(drawn, facts)

    assert_in_quarters(made, facts)
    assert measure(made.xml, made.drawn).hard == 0


@pytest.mark.parametrize("seed", some(range(8), 2))
def test_whatever_comes_together_nothing_touches(seed: int) -> None:
    dice = random.Random(seed)
    counts = [dice.randint(2, 6) for _ in LINES]
    guests = {}
    for line in dice.sample(LINES, 2):
        other = dice.choice([one for one in LINES if one != line])
        guests[line] = [(dice.randint(1, 2), f"{other} {dice.randint(1, counts[LINES.index(other)])}")]
    drawn, facts = four(counts, guests)

    made = draw_in_quarters(drawn, facts)

    assert measure(made.xml, made.drawn).hard == 0


def test_the_next_drawing_from_its_pins_is_the_same_to_the_byte_and_no_pin_binds() -> None:
    drawn, facts = four((3, 4, 3, 3), {"Innovation": [(1, "Process 3")]})
    first = draw_in_quarters(drawn, facts)

    again = draw(drawn, facts, pins=first.pins, fit=first.fit)

    assert again.xml == first.xml
    assert not any(pin.firm_place or pin.firm_side for pin in first.pins)


@pytest.mark.usefixtures("searched_briefly")
@pytest.mark.parametrize("count", [3, 5])
def test_another_number_of_lines_is_laid_out_as_any_map(count: int) -> None:
    stops = [Stop(f"Line {line}", at, f"{line} {at}") for line in range(count) for at in range(2)]
    drawn, _ = build_map("Others", stops)

    assert draw_in_quarters(drawn).pins == draw(drawn).pins


@pytest.mark.usefixtures("searched_briefly")
def test_a_line_without_a_station_of_its_own_has_no_quarter() -> None:
    drawn, facts = four((2, 2, 2, 0), {"Innovation": [(0, "Focus 1"), (1, "Process 1")]})

    assert draw_in_quarters(drawn, facts).pins == draw(drawn, facts).pins
