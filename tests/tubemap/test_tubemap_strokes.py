"""Lanes of a line that lie so far aside of its corners that it would be drawn back along itself."""

from __future__ import annotations

import pytest

from xlscore.tubemap.placing.runs import Run, Way
from xlscore.tubemap.placing.strokes import runs_back

EAST, SOUTH = 0, 2


@pytest.mark.parametrize(
    ("first", "last", "back"),
    [(0.0, 0.0, 0), (1.0, -1.0, 0), (-1.0, 1.0, 1)],
    ids=["in the middle", "apart", "across"],
)
def test_a_short_run_between_lanes_that_pass_each_other_runs_back(
    first: float, last: float, back: int
) -> None:
    # East, a unit of 5 mm down, and on: lanes 4 mm aside leave 13 mm of it, or -3.
    runs = [
        Run(0, (0, 0), EAST, 4, -first),
        Run(0, (4, 0), SOUTH, 1),
        Run(0, (4, 1), EAST, 4, -last),
    ]
    way = Way(0, runs, [((0, 0), 0), ((8, 1), 1)])

    assert runs_back(way, 5.0, 4.0, (0.0, 0.0)) == back


@pytest.mark.parametrize("direction", range(8))
def test_a_run_covers_the_points_between_its_ends_and_no_others(direction: int) -> None:
    run = Run(0, (5, 5), direction, 3)
    points = {(x, y) for x in range(12) for y in range(12) if run.covers((x, y))}

    assert len(points) == 4
    assert {run.start, run.end} <= points
