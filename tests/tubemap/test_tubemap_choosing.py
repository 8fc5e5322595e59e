"""Which of several finished layouts is taken: without a flaw first, no slab, then the calmest with the largest letters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.support.networks import random_network
from tests.support.searched_once import BRIEFLY
from xlscore.tubemap import draw, layout, redraw
from xlscore.tubemap.drawing import _cannot_be_read
from xlscore.tubemap.layout import MapLayout, lay_out_better
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.arrange import Arrangement, arranged_better, rank_of
from xlscore.tubemap.placing.labels import Choice, Marker
from xlscore.tubemap.placing.strokes import Stroke
from xlscore.tubemap.placing.tries import Fit

LABEL = Choice(("X",), (0.0, 0.0, 5.0, 4.0), "E", "l", "m", 0.0)


def turning(times: int) -> Stroke:
    """A line that turns so often, to and fro by 45°."""
    return Stroke((0.0, 0.0), tuple((float(step + 1), float((step + 1) // 2)) for step in range(times + 1)))


def test_a_stroke_turns_where_it_is_drawn() -> None:
    assert [round(turning(times).turning, 6) for times in (0, 1, 2, 7)] == [0, 1, 2, 7]


def arranged(**other: Any) -> Arrangement:
    """A finished layout of one station with names of 12 points, on which nothing is wrong but what is told."""
    strokes = ((0, turning(other.pop("turning", 0))),)
    points, brief, size = other.pop("points", 12.0), other.pop("brief", False), other.pop("reach", 0.0)
    made = Arrangement(strokes, (Marker(0, 0, size, size / 2, 0),), (LABEL,), (), 0, 0, 0, 0, Style(name_points=points, brief=brief), Fit("A4", 10, 0, 0), 0)  # fmt: skip
    return replace(made, **other)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"turning": 30, "points": 9.0}, {"touching": 1}),
        ({"turning": 30, "points": 9.0}, {"reach": 20.0}),
        ({"touching": 1, "reach": 20.0}, {"touching": 2}),
        ({"turning": 30}, {"labels": (LABEL._replace(doubtful=True),)}),
        ({"turning": 4}, {"turning": 5}),
        ({"turning": 7}, {"turning": 4, "points": 11.0}),
        ({"turning": 4, "points": 11.0}, {"turning": 9}),
        ({"turning": 5}, {"turning": 4, "crossings": 2}),
        ({"turning": 5}, {"turning": 4, "brief": True}),
    ],
)
def test_a_layout_without_a_flaw_goes_first_then_calm_lines_and_large_letters(
    better: dict[str, Any], worse: dict[str, Any]
) -> None:
    assert rank_of(arranged(**better)) < rank_of(arranged(**worse))


@pytest.mark.parametrize(("reach", "slabs"), [(0.0, ()), (5.0, ()), (20.0, (0,))])
def test_a_marker_of_over_300_square_millimetres_is_a_slab_and_makes_a_map_of_the_commands_a_ladder(
    reach: float, slabs: tuple[int, ...]
) -> None:
    made = arranged(reach=reach)

    assert made.slabs == slabs
    assert _cannot_be_read(made, random_network(46)[0]) == bool(slabs)


@pytest.mark.slow
@pytest.mark.usefixtures("searched_briefly")
def test_a_map_with_a_slab_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlscore.tubemap.placing.setting.LARGEST_MARKER", 20.0)
    drawn, facts = random_network(46)  # drawn by no other test, which would be handed this layout

    said = [remark.wrong for remark in draw(drawn, facts).remarks]

    assert any("very large" in wrong and drawn.stations[0] in wrong for wrong in said)


@pytest.mark.slow
def test_of_all_layouts_that_were_searched_the_best_is_taken_though_few_are_arranged_and_none_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[tuple[dict[str, tuple[int, int]], Arrangement]] = []
    given_up = 0

    def noted(drawn: Any, places: Any, wishes: Any, ground: Any, may_do: Any) -> Arrangement | None:
        nonlocal given_up
        whole = arranged_better(drawn, places, wishes, ground, lambda *_: True)
        assert whole is not None
        made.append((places, whole))
        better = arranged_better(drawn, places, wishes, ground, may_do)
        given_up += better is None
        return better

    found: list[MapLayout | None] = []
    monkeypatch.setattr(layout, "arranged_better", noted)
    monkeypatch.setattr(
        redraw, "lay_out_better", lambda *given: found.append(lay_out_better(*given)) or found[-1]
    )

    for name, value in BRIEFLY.items():
        monkeypatch.setattr(layout, name, value)

    draw(*random_network(49))

    assert len({tuple(places.values()) for places, _ in made}) == len(made)
    assert given_up
    assert found[0] is not None
    assert found[0].arrangement in [one for _, one in made]
    assert rank_of(found[0].arrangement) == min(rank_of(one) for _, one in made)
