"""Tracks of a map that is drawn again: where a line has a new way, the one that is clear of what stands.

The search lays a track in the middle of its bundle. On a map whose lines keep their lanes a bundle may lie aside of its
middle, so that the way it chose can run under a marker, or across more lines than another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xlscore.tubemap.geometry.routes import STEP, Legs, points_of
from xlscore.tubemap.model.staying import (
    CROSSING,
    ENOUGH_TRACKS,
    FEWEST_WAYS,
    PUSHES,
    WAYS_LAID,
    WAYS_LOOKED_AT,
)
from xlscore.tubemap.placing.kept_lanes import assign_lanes_beside
from xlscore.tubemap.placing.runs import KeptLane, Run, Way
from xlscore.tubemap.searching.board import PlacedStation
from xlscore.tubemap.searching.search import Search

__all__ = ["Laying", "lay_beside"]


@dataclass(frozen=True)
class Laying:
    """How tracks become lanes: the lines' names, their lanes before, what makes ways of courses, and what counts as wrong with them."""

    names: Sequence[str]
    before: Sequence[KeptLane]
    ways_of: Callable[[PlacedStation], list[Way]]
    wrong: Callable[[Sequence[Way]], int]


def lay_beside(search: Search, laid: PlacedStation, laying: Laying) -> tuple[list[Way], int]:
    """Return the ways of the lines in their lanes, and how many cross on shared track.

    Tracks run where they ran; new ones where little is in their way.
    """
    new = []
    for track, piece in enumerate(search.network.tracks):
        if piece.end is not None and not _ran_here(search, laid, track, laying):
            for option in search.laid_otherwise(laid, track):
                if _ran_here(search, option, track, laying):
                    laid = option
                    break
            else:
                new.append(track)
    ways, crossed = _in_lanes(laid, laying)
    most = max(FEWEST_WAYS, WAYS_LAID * ENOUGH_TRACKS // max(ENOUGH_TRACKS, len(new)))
    for track in new:
        if not crossed and not laying.wrong(ways):
            break
        ways, crossed, laid = _best_course(search, laid, track, most, laying)
    wrong = laying.wrong(ways)
    if wrong:
        freer = laying.ways_of(laid)
        crossing = assign_lanes_beside(laying.names, freer, laying.before, yielding=True)
        if laying.wrong(freer) < wrong:
            return freer, crossing
    return ways, crossed


def _ran_here(search: Search, laid: PlacedStation, track: int, laying: Laying) -> bool:
    """Return whether some line of a track ran before where the track is laid, and no station stands there that is none of its own.

    On a board the round ends of a broad bundle reach its next station but one, so what stands there is asked by its place.
    """
    course, piece = laid.courses[track], search.network.tracks[track]
    if course is None:
        return False
    here = laid.at[piece.start]
    if set(points_of(course.legs, *here)) & (set(laid.at) - {here, laid.at[piece.end or 0]}):
        return False
    legs = []
    for direction, steps in course.legs:
        legs.append(Run(-1, here, direction, steps))
        here = legs[-1].end
    return any(
        all(
            any(
                lane.line == laying.names[line]
                and lane.corridor == leg.corridor
                and lane.span[0] <= leg.span[0]
                and leg.span[1] <= lane.span[1]
                for lane in laying.before
            )
            for leg in legs
        )
        for line in piece.lines
    )


def _in_lanes(laid: PlacedStation, laying: Laying) -> tuple[list[Way], int]:
    ways = laying.ways_of(laid)
    return ways, assign_lanes_beside(laying.names, ways, laying.before)


def _runs_on(ways: Sequence[Way], lines: Sequence[int], start: tuple[int, int], legs: Legs) -> Iterator[Run]:
    """Yield the runs of lines that lie on the legs of a track."""
    for direction, steps in legs:
        end = points_of(((direction, steps),), *start)[-1]
        leg = Run(-1, start, direction, steps)
        low, high = leg.span
        for way in ways:
            if way.line in lines:
                for run in way.runs:
                    first, last = run.span
                    if run.corridor == leg.corridor and first < high and low < last:
                        yield run
        start = end


def _best_course(
    search: Search, laid: PlacedStation, track: int, most: int, laying: Laying
) -> tuple[list[Way], int, PlacedStation]:
    """Return the ways with one track on the course that has least in its way, and how many lines cross."""
    options: list[tuple[float, int, PlacedStation]] = []
    for number, option in enumerate((laid, *search.laid_otherwise(laid, track))):
        if number:
            option.cost = search.cost(option)
        options.append((option.cost, number, option))
    options = sorted(options, key=lambda one: one[:2])[:most]
    crossing = []
    for cost, number, option in options:
        ways, crossed = _in_lanes(option, laying)
        crossing.append((cost + CROSSING * crossed, number, crossed, option, ways))
    best: tuple[int, list[Way], int, PlacedStation] | None = None
    for _, _, crossed, option, ways in sorted(crossing, key=lambda one: one[:2])[:WAYS_LOOKED_AT]:
        wrong = _pushed_clear(ways, search, track, option, laying)
        if best is None or wrong < best[0]:
            best = wrong, ways, crossed, option
        if not wrong:
            break
    assert best is not None
    return best[1:]


def _pushed_clear(ways: list[Way], search: Search, track: int, laid: PlacedStation, laying: Laying) -> int:
    """Return how much is wrong with ways whose piece that goes around has been pushed outward as far as it needs."""
    wrong = laying.wrong(ways)
    course, piece = laid.courses[track], search.network.tracks[track]
    if not wrong or course is None or len(course.legs) < 3:
        return wrong
    start = laid.at[piece.start]
    points = points_of(course.legs[:1], *start)
    middle = Run(-1, points[-1], *course.legs[1])
    runs = [
        run
        for run in _runs_on(ways, piece.lines, middle.start, course.legs[1:2])
        if run.kept is None and run.start not in laid.at and run.end not in laid.at
    ]
    if not runs:
        return wrong
    outward = _outward(start, middle)
    least, lanes = wrong, [run.lane for run in runs]
    kept = lanes
    for push in PUSHES:
        for run, lane in zip(runs, lanes, strict=True):
            run.lane = lane + outward * push
        found = laying.wrong(ways)
        if found < least:
            least, kept = found, [run.lane for run in runs]
        if not found:
            break
    for run, lane in zip(runs, kept, strict=True):
        run.lane = lane
    return least


def _outward(start: tuple[int, int], middle: Run) -> int:
    """Return whether the middle piece of a track is further from its start in a greater lane (1) or in a lesser one (-1)."""
    across, down = STEP[middle.direction % 4]
    aside = (middle.start[0] - start[0]) * -down + (middle.start[1] - start[1]) * across
    return 1 if aside > 0 else -1
