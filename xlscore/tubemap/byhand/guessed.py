"""What was drawn of a map, as far as its places and its own shapes say, where nobody kept it.

Where the stations stood is known by their places on the grid: size and beginning of the grid are the medians of what the
stations say. The middle of a capsule may lie well off its point of the grid, so only a round station is known to have been
moved: one that is more than half a step off. Of a line the stroke, the name tag and the key have one colour, and two of
them say what the third had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log
from statistics import median

from xlscore.tubemap.byhand.pieces import Piece, Pieces, Spot
from xlscore.tubemap.byhand.places import Place, side_of
from xlscore.tubemap.drawn.shapes import GRADE, KEY, LINE, STATION, TAG
from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.model.facts import FIVE_GRADES, MEASURE_SIGNS, NOT_GRADED
from xlscore.tubemap.model.words import LANGUAGES

__all__ = ["Guessed", "guess"]

_FEWEST = 3
"""So many stations say how large the grid is."""
_ASKED = 40
"""So many stations are asked, two by two."""
_ALIKE, _SAME = 0.5, 0.1
"""Within which part of a step stations say that the grid begins at one point; and two steps are one."""
_ROUND = 1.3
"""How much longer than wide a marker may be and still stand on its point of the grid."""
_FILLS = {
    sign.spoken(words).letter: sign.fill
    for words in LANGUAGES
    for sign in (*FIVE_GRADES, *MEASURE_SIGNS, NOT_GRADED)
}


@dataclass(frozen=True)
class Guessed:
    """The shapes as they must have been drawn and as they stand, and millimetres to a step of the grid, which begins at a point."""

    before: Pieces
    now: Pieces
    unit: float
    begins: Point


def guess(pieces: Pieces, places: Mapping[str, Place], sides: Mapping[str, str]) -> Guessed | None:
    """Return what must have been drawn where stations stood in these places and their names on these sides; None where too few say it."""
    there = {area: spot for area in places if (spot := (STATION + area, "Marker", 0)) in pieces}
    if len(there) < _FEWEST or any((group, "Marker", 1) in pieces for group, _, _ in there.values()):
        return None  # on a ladder a station is a rung with a marker for each line, and stands on no grid
    across_pairs = [(places[area][0], pieces[spot].x) for area, spot in there.items()]
    down_pairs = [(places[area][1], pieces[spot].y) for area, spot in there.items()]
    every = [*_steps(across_pairs), *_steps(down_pairs)]
    if not every:
        return None
    usual = median(every)
    across, down = _step(across_pairs, usual), _step(down_pairs, usual)
    unit = across or down
    if unit is None:
        return None
    # A map that was stretched has other steps down than across.
    times = unit / (down or unit)
    now = {spot: replace(piece, y=piece.y * times, high=piece.high * times) for spot, piece in pieces.items()}
    begins = (
        median(now[spot].x - unit * places[area][0] for area, spot in there.items()),
        median(now[spot].y - unit * places[area][1] for area, spot in there.items()),
    )
    before = dict(now)
    small = min(min(now[spot].wide, now[spot].high) for spot in there.values())
    rounds = {area for area, spot in there.items() if max(now[spot].wide, now[spot].high) < _ROUND * small}
    if 3 * len(rounds) < 2 * len(there):
        rounds = set()  # too few say where the grid begins
    for area, place in places.items():
        point = (begins[0] + unit * place[0], begins[1] + unit * place[1])
        if area not in there:
            if not any(group == STATION + area for group, _, _ in now):
                before[STATION + area, "Marker", 0] = Piece(*point, small, small, "", "")
            continue
        marker = now[there[area]]
        off = (marker.x - point[0], marker.y - point[1])
        if area in rounds and max(abs(off[0]), abs(off[1])) > unit / 2:
            for spot in [spot for spot in before if spot[0] == STATION + area]:
                before[spot] = replace(before[spot], x=before[spot].x - off[0], y=before[spot].y - off[1])
        _put_right(area, before, sides.get(area, ""))
    for spot, colour in _colours(now):
        before[spot] = replace(before[spot], colour=colour)
    for group in _lacking(now):
        before[group, "", 0] = Piece(*begins, 0.0, 0.0, "", "")
    return Guessed(before, now, unit, begins)


def _steps(stations: Sequence[tuple[int, float]]) -> list[float]:
    """Return how many millimetres a step of the grid is along one direction, as each two stations say."""
    return [
        step
        for one, other in combinations(stations[:_ASKED], 2)
        if one[0] != other[0] and (step := (other[1] - one[1]) / (other[0] - one[0])) > 0
    ]


def _step(stations: Sequence[tuple[int, float]], usual: float) -> float | None:
    """Return how many millimetres a step is, None where all stand in one row: as most stations say, of such the most usual."""
    steps = _steps(stations)
    if not steps:
        return None

    def says(step: float) -> tuple[int, float]:
        begins = sorted(at - step * place for place, at in stations[:_ASKED])
        most = max(
            sum(low <= other <= low + _ALIKE * step for other in begins[index:])
            for index, low in enumerate(begins)
        )
        return most, -abs(log(step / usual))

    best = max(steps, key=says)
    return median(step for step in steps if abs(step / best - 1) < _SAME)


def _put_right(area: str, before: dict[Spot, Piece], side: str) -> None:
    """Give a station's name the words and the side that it must have had, and its disc the colour of its letter."""
    group = STATION + area
    disc, name, marker = (before.get((group, shape, 0)) for shape in (GRADE, "Name", "Marker"))
    if disc is not None and disc.words in _FILLS:
        before[group, GRADE, 0] = replace(disc, colour=_FILLS[disc.words])
    if name is None or marker is None:
        return
    if "…" not in name.words and _bare(name.words) != _bare(area):
        name = replace(name, words=area)
    stands = side_of(
        (name.x - marker.x, name.y - marker.y), (marker.wide, marker.high), (name.wide, name.high)
    )
    if side and not set(side) & set(stands):
        x = (("E" in side) - ("W" in side)) * (marker.wide + name.wide) / 2
        y = (("S" in side) - ("N" in side)) * (marker.high + name.high) / 2
        name = replace(name, x=marker.x + x, y=marker.y + y)
    before[group, "Name", 0] = name


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _colours(now: Pieces) -> Iterator[tuple[Spot, str]]:
    """Yield the shape of a line that has another colour than the two others of it, and that colour."""
    for group in [group for group, _, number in now if group.startswith(LINE) and number == 0]:
        line = group.removeprefix(LINE)
        spots = [(group, "Path", 0), (TAG + line, "Tag", 0), (KEY + line, "Sample", 0)]
        if all(spot in now for spot in spots):
            every = [{now[one].colour for one in now if one[:2] == spot[:2]} for spot in spots]
            if any(len(colours) > 1 for colours in every):  # a line with a pattern
                continue
            colours = [now[spot].colour for spot in spots]
            for spot, colour in zip(spots, colours, strict=True):
                others = [other for other in colours if other != colour]
                if len(others) == 2 and others[0] == others[1]:
                    yield spot, others[0]


def _lacking(now: Pieces) -> Iterator[str]:
    """Yield the groups that every map has, and that this one has no more."""
    groups = {group for group, _, _ in now}
    yield from (group for group in ("Heading", "Key") if group not in groups)
    for one, other in ((LINE, TAG), (TAG, LINE)):
        for group in sorted(groups):
            if group.startswith(one) and (twin := other + group.removeprefix(one)) not in groups:
                yield twin
