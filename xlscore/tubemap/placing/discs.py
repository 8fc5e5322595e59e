"""A disc for every lane of a station: in one row along the marker, each on the lane of its own line.

A line that runs square through the marker has its disc exactly where it runs. One that comes in aslant gives way: its disc
stands where it comes in, else in a gap or at the end of the row that is nearest to there. One that runs along the marker has
its disc at the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum

from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.placing.labels import DIRECTIONS, Marker
from xlscore.tubemap.placing.runs import Way
from xlscore.tubemap.placing.strokes import UNIT

__all__ = ["HIDDEN", "Passing", "arms_of", "row_of_discs"]

SQUARE = 0.1
"""How much of a line's way may lie along the marker, of 1, where it still counts as square to it."""
ALONG = 0.9
"""How much of it, where the line runs along the marker and comes in at its end."""
INWARD = 0.65
"""How far from a marker's middle line a track comes in at its side, as a part of a pitch: the radius of its ends."""
GIVING_WAY = 0.05
"""How much it weighs that a disc stands off its line where that comes in aslant; on a line that is square it weighs 1."""
THICK, ASLANT = 3.0, 4.0
"""How much a millimetre of a thicker marker weighs against one of a longer row, and a line along the marker."""
HIDDEN = 1.7
"""A line that passes this far from the middle of a marker, in mm, is still well under it."""


@dataclass(frozen=True)
class Passing:
    """A line at a station: the points where it passes, and the directions in which it leaves."""

    points: tuple[Point, ...]
    arms: tuple[Point, ...]


@dataclass(frozen=True)
class _Place:
    """Where a line would have its disc along a marker, where its points lie there, and how much it weighs."""

    wish: float
    weight: float


def arms_of(way: Way, place: int) -> list[Point]:
    """Return the directions in which a path leaves its stop number `place`."""
    at = way.stops[place][0]
    found = []
    for run in way.runs:
        here = run.covers(at)
        if here and at != run.end:
            found.append(UNIT[run.direction])
        if here and at != run.start:
            found.append(UNIT[(run.direction + 4) % 8])
    return found


@lru_cache(maxsize=4096)  # of a map that is tried in many ways most stations stand as they stood
def row_of_discs(passing: tuple[Passing, ...], pitch: float) -> tuple[Marker, tuple[Point, ...]]:
    """Return the marker of a station and the middle of each line's disc, a pitch apart at least."""
    best: tuple[float, Marker, tuple[Point, ...]] | None = None
    for angle in DIRECTIONS:
        cost, marker, discs = _row(passing, pitch, angle)
        if best is None or cost < best[0] - 1e-6:
            best = (cost, marker, discs)
    assert best is not None
    return best[1], best[2]


def _row(passing: Sequence[Passing], pitch: float, angle: int) -> tuple[float, Marker, tuple[Point, ...]]:
    across, down = DIRECTIONS[angle]
    along = [x * across + y * down for line in passing for x, y in line.points]
    aside = [y * across - x * down for line in passing for x, y in line.points]
    low, high, off = min(along), max(along), (max(aside) + min(aside)) / 2
    places = [_place(line, (across, down, off), pitch, low, high) for line in passing]
    middles = _settled(places, pitch)
    low, high = min(low, *middles), max(high, *middles)
    middle = (low + high) / 2
    reach, thick = (high - low) / 2, (max(aside) - min(aside)) / 2

    def on_page(x: float) -> Point:
        return x * across - off * down, x * down + off * across

    marker = Marker(*on_page(middle), reach if reach > 0.3 else 0.0, max(0.0, thick - HIDDEN), angle)
    moved = fsum(place.weight * abs(x - place.wish) for place, x in zip(places, middles, strict=True))
    slanted = fsum(abs(x * across + y * down) for line in passing for x, y in line.arms)
    if len(passing) == 1:
        return THICK * thick + reach, marker, (on_page(middle),)
    return THICK * thick + reach + moved + ASLANT * slanted, marker, tuple(on_page(x) for x in middles)


def _place(line: Passing, axis: tuple[float, float, float], pitch: float, low: float, high: float) -> _Place:
    """Return where along a marker a line has its disc, by where it comes in; a pitch beyond `low` and `high` at the most.

    The `axis` is the direction of the marker, and how far to its right the middle line runs.
    """
    across, down, off = axis
    low, high = low - pitch, high + pitch
    at = fsum(x * across + y * down for x, y in line.points) / len(line.points)
    leans = [x * across + y * down for x, y in line.arms]
    if any(abs(lean) < SQUARE for lean in leans):
        return _Place(at, 1.0)
    if not leans or max(map(abs, leans)) >= ALONG:
        wish = at + fsum(leans) / max(1, len(leans)) * (high - low)
    elif len(leans) == 1:
        ((x, y),) = line.arms
        sideways = y * across - x * down
        aside = fsum(y * across - x * down for x, y in line.points) / len(line.points)
        wish = at + leans[0] * ((off - aside) / sideways + INWARD * pitch / abs(sideways))
    else:
        wish = at  # it turns here, and its corner lies on the middle line
    return _Place(min(max(wish, low), high), GIVING_WAY)


def _settled(places: Sequence[_Place], pitch: float) -> list[float]:
    """Return the middles of the discs, in the order of the places: those that weigh more stay, the others find a gap."""
    order = sorted(
        (n for n, place in enumerate(places) if place.weight == 1.0), key=lambda n: (places[n].wish, n)
    )
    for late in sorted(
        (n for n, place in enumerate(places) if place.weight < 1.0), key=lambda n: (places[n].wish, n)
    ):
        tried = [[*order[:at], late, *order[at:]] for at in range(len(order) + 1)]
        order = min(tried, key=lambda row: _cost([places[n] for n in row], pitch))
    found = dict(zip(order, _apart([places[n] for n in order], pitch), strict=True))
    return [found[n] for n in range(len(places))]


def _cost(row: Sequence[_Place], pitch: float) -> float:
    return fsum(
        place.weight * (x - place.wish) ** 2 for place, x in zip(row, _apart(row, pitch), strict=True)
    )


def _apart(row: Sequence[_Place], pitch: float) -> list[float]:
    """Return the places in this order a pitch apart at least, as near to where they wish to be as can be.

    Those that would stand too near form a block, which stands where it suits all of them best.

    >>> _apart([_Place(0.0, 1.0), _Place(2.0, 1.0), _Place(20.0, 1.0)], 4.0)
    [-1.0, 3.0, 20.0]
    """
    blocks: list[tuple[float, float, int]] = []  # the mean of what is wished, its weight, how many
    for number, place in enumerate(row):
        mean, weight, count = place.wish - number * pitch, place.weight, 1
        while blocks and blocks[-1][0] > mean:
            before, heavy, many = blocks.pop()
            mean = (mean * weight + before * heavy) / (weight + heavy)
            weight, count = weight + heavy, count + many
        blocks.append((mean, weight, count))
    means = [mean for mean, _, count in blocks for _ in range(count)]
    return [mean + number * pitch for number, mean in enumerate(means)]
