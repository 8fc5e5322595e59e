"""What is taken on the page, beside exact geometry."""

from __future__ import annotations

import random

import pytest

from xlscore.tubemap.geometry.paper import Paper
from xlscore.tubemap.geometry.plane import gap

PAGE = (10.0, 20.0, 100.0, 60.0)


@pytest.mark.parametrize("number", range(40))
def test_a_box_is_free_where_the_line_is_far_enough_away_and_only_there(number: int) -> None:
    dice = random.Random(number)
    points = [(dice.uniform(10, 110), dice.uniform(20, 80)) for _ in range(3)]
    half = dice.uniform(0.5, 3)
    paper = Paper(PAGE)
    paper.draw(points, half)

    for _ in range(30):
        left, top = dice.uniform(10, 100), dice.uniform(20, 75)
        away = gap((left, top, left + 8, top + 4), points)
        free = paper.free((left, top, 8, 4))

        assert not free or away >= half
        assert free or away <= half + 1.6  # a cell of 0.5 mm on the way out, one on the way in
        assert free == (paper.covered((left, top, 8, 4)) == 0)


@pytest.mark.parametrize("across", [50 + step / 10 for step in range(10)])
def test_both_sides_of_an_upright_line_are_free_at_one_distance(across: float) -> None:
    paper = Paper(PAGE)
    paper.draw([(across, 20.0), (across, 80.0)], 2.0)

    assert paper.free((across + 2.8, 40.0, 5.0, 5.0))
    assert paper.free((across - 2.8 - 5.0, 40.0, 5.0, 5.0))


def test_a_single_point_is_a_disc() -> None:
    paper = Paper(PAGE)
    paper.draw([(50.0, 50.0)], 3.0)

    assert not paper.free((52.0, 49.0, 1.0, 1.0))
    assert paper.free((54.5, 49.0, 5.0, 1.0))


def test_room_around_a_box_counts() -> None:
    paper = Paper(PAGE)
    paper.draw([(50.0, 20.0), (50.0, 80.0)], 1.0)

    assert paper.free((53.0, 40.0, 5.0, 5.0))
    assert not paper.free((53.0, 40.0, 5.0, 5.0), 2.5)


def test_what_leaves_the_page_is_not_held() -> None:
    paper = Paper(PAGE)
    paper.draw([(0.0, 0.0), (200.0, 200.0)], 2.0)

    assert paper.holds((10.0, 20.0, 100.0, 60.0))
    assert not paper.holds((9.9, 20.0, 5.0, 5.0))
    assert not paper.holds((100.0, 20.0, 10.1, 5.0))


def test_papers_of_one_region_are_laid_over_each_other() -> None:
    one, other = Paper(PAGE), Paper(PAGE)
    one.draw([(20.0, 30.0)], 2.0)
    other.draw([(80.0, 60.0)], 2.0)

    both = one.with_all([other])

    assert not both.free((19.0, 29.0, 2.0, 2.0))
    assert not both.free((79.0, 59.0, 2.0, 2.0))
    assert one.free((79.0, 59.0, 2.0, 2.0))


@pytest.mark.parametrize(("end", "share"), [((40.0, 30.0), 1.0), ((60.0, 30.0), 0.5), ((20.0, 60.0), 0.0)])
def test_the_share_of_a_line_that_lies_on_what_is_drawn(end: tuple[float, float], share: float) -> None:
    paper = Paper(PAGE)
    paper.draw([(20.0, 30.0), (40.0, 30.0)], 1.0)

    assert paper.share([(20.0, 30.0), end]) == pytest.approx(share, abs=0.12)
