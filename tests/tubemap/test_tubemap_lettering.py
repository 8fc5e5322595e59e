"""Choosing places for texts: puzzles small enough to be solved by trying everything."""

from __future__ import annotations

import random
from itertools import product

import pytest

from xlscore.tubemap.geometry.paper import Box, Paper
from xlscore.tubemap.geometry.plane import overlap
from xlscore.tubemap.placing.labels import Choice
from xlscore.tubemap.placing.lettering import Text, choose

PAGE = (0.0, 0.0, 60.0, 40.0)


def place(left: float, top: float, cost: float, width: float = 12.0, height: float = 5.0) -> Choice:
    return Choice(("Name",), (left, top, width, height), "E", "l", "m", cost)


def texts(*places: list[Choice], taken: Paper | None = None, markers: Paper | None = None) -> list[Text]:
    blank = Paper(PAGE)
    return [
        Text(number, sorted(choices, key=lambda choice: choice.cost), taken or blank, markers or blank, 0.6)
        for number, choices in enumerate(places)
    ]


def sides(box: Box) -> tuple[float, float, float, float]:
    left, top, width, height = box
    return left - 0.3, top - 0.3, left + width + 0.3, top + height + 0.3


def test_everybody_takes_the_best_place_where_that_is_free() -> None:
    chosen, faults = choose(texts([place(0, 0, 0), place(20, 0, 1)], [place(0, 10, 0), place(20, 10, 1)]))

    assert [choice.cost for choice in chosen] == [0, 0]
    assert faults == 0


def test_who_has_no_other_place_goes_first() -> None:
    chosen, faults = choose(texts([place(0, 0, 0), place(20, 0, 1)], [place(2, 2, 5)]))

    assert [choice.box[:2] for choice in chosen] == [(20, 0), (2, 2)]
    assert faults == 0


def test_a_text_without_a_free_place_is_counted_and_drawn_where_it_touches_least() -> None:
    taken = Paper(PAGE)
    taken.draw([(0.0, 2.0), (60.0, 2.0)], 1.0)

    chosen, faults = choose(texts([place(0, 0, 0), place(0, 2.5, 1)], taken=taken))

    assert chosen[0].box[1] == 2.5
    assert faults == 1


def test_a_leader_crosses_a_line_but_no_station() -> None:
    line, station = Paper(PAGE), Paper(PAGE)
    line.draw([(20.0, 0.0), (20.0, 40.0)], 1.0)
    station.draw([(30.0, 10.0)], 3.0)
    across = Choice(("N",), (24.0, 20.0, 12.0, 5.0), "E", "l", "m", 1.0, ((5.0, 22.0), (24.0, 22.0)))
    under = Choice(("N",), (40.0, 8.0, 12.0, 5.0), "E", "l", "m", 0.0, ((5.0, 10.0), (40.0, 10.0)))

    chosen, faults = choose(texts([across, under], taken=line.with_all([station]), markers=station))

    assert chosen == [across]
    assert faults == 0


@pytest.mark.parametrize("number", range(60))
def test_a_puzzle_that_can_be_solved_is_solved(number: int) -> None:
    dice = random.Random(number)
    places = [
        [place(dice.uniform(0, 48), dice.uniform(0, 35), dice.random()) for _ in range(dice.randint(1, 5))]
        for _ in range(6)
    ]
    solvable = any(
        not any(overlap(sides(a.box), sides(b.box)) for n, a in enumerate(every) for b in every[:n])
        for every in product(*places)
    )

    chosen, faults = choose(texts(*places))

    assert (faults == 0) == solvable
    assert all(choice in choices for choice, choices in zip(chosen, places, strict=True))
