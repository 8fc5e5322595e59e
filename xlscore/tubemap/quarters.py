"""A map of four lines that reads as four: each line in a quarter of the page of its own, in the order of reading.

The stations of a line stand in rows: along the first one, back along the next. A station of two lines stands in the quarter of the
line that it belongs to, and the other line comes there. Which way the rows of each quarter run is chosen together: of the
ways with the least track the calmest drawing on which nothing touches. Where there is none, and with any other number of lines, the
map is laid out as any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from math import ceil, hypot

from xlscore.rules.words import name_key
from xlscore.tubemap.drawing import Drawing, draw
from xlscore.tubemap.judged.metrics import measure
from xlscore.tubemap.layout import frame_of
from xlscore.tubemap.model.facts import FOUR_GRADES, Facts, GradeSign
from xlscore.tubemap.model.network import Map
from xlscore.tubemap.model.style import PAGES
from xlscore.tubemap.pins import Pin

__all__ = ["draw_in_quarters"]

Place = tuple[int, int]
Rows = dict[str, tuple[float, float]]

ACROSS = 4
"""Stations to a row at the most: names of the usual length stand beside each other then."""
WIDE, HIGH = 236.0, 100.0
"""Millimetres of an A4 page between the outermost stations; the names stand around them."""
APART = 44.0
"""Millimetres between the left and the right quarters."""
MIDDLE = 1.4
MOST_MIDDLE = 70.0
"""How much further apart the upper and the lower quarters are than two rows of one are, and millimetres at the most."""
LIKELY, TRIED, COMPARED = 60, 6, 2
"""How many of the ways with the least track are looked at closely, how many of these are drawn at the most, and how many that can be
read are compared, or all of them where lines cross."""

# What there is besides the track itself, in millimetres of track that it is worth.
BENT = 1.2
"""A piece that runs between the eight directions: it has to bend."""
TURNED = 10.0
"""A line that turns by 90° at a station; it grows with the square, so that turning back is worth four times as much."""
THROUGH = 60.0
"""A piece that runs straight over a station: it has to go around."""
CROSSED = 50.0
"""Two pieces that cross."""
AGAINST = 4.0
"""Rows that run from the right or from below: a line is looked for where reading begins."""


def draw_in_quarters(
    drawn: Map,
    facts: Iterable[Facts] | Mapping[str, Facts] = (),
    page: str = "A4",
    *,
    scale: Sequence[GradeSign] = FOUR_GRADES,
) -> Drawing:
    """Return the first drawing of a map, with each of its four lines in its quarter of the page where that can be read.

    >>> from xlscore.tubemap import Stop, build_map
    >>> drawn, _ = build_map("Four", [Stop(line, at, f"{line}{at}") for line in "ABCD" for at in (1, 2)])
    >>> places = {pin.area: (pin.column, pin.row) for pin in draw_in_quarters(drawn).pins}
    >>> places["A1"] < places["A2"] < places["B1"] < places["B2"], places["A1"][1] < places["C1"][1]
    (True, True)
    """
    known = list(facts.values() if isinstance(facts, Mapping) else facts)
    found = []
    for places in _likeliest(drawn, known) if len(drawn.lines) == 4 else ():
        # As if a person had set them: of a way that cannot be read nothing is moved about, the next one is tried.
        made = draw(
            drawn, known, page, [Pin(drawn.name, area, *place) for area, place in places.items()], scale=scale
        )
        judged = measure(made.xml, made.drawn)
        if not judged.hard:
            pins = [replace(pin, firm_place=False) for pin in made.pins]
            found.append(((judged.crossings, judged.turning), replace(made, pins=pins)))
        if len(found) >= COMPARED and not min(crossings for (crossings, _), _ in found):
            break
    return min(found, key=lambda one: one[0])[1] if found else draw(drawn, known, page, scale=scale)


def _likeliest(drawn: Map, facts: Sequence[Facts]) -> list[dict[str, Place]]:
    """Return places in quarters for all stations, the ways that need little track, the least first."""
    own = _own(drawn, facts)
    if not all(own):
        return []
    sheet = PAGES["A4"]
    unit = frame_of(len(drawn.stations), (0.0, 0.0, sheet.width, sheet.height)).unit
    paths = [path for line in drawn.lines for path in line.paths]
    ways: dict[tuple[tuple[str, Place], ...], float] = {}
    for many in product(*(_row_counts(len(stations)) for stations in own)):
        for chosen in product(*(_quarter(number, own[number], many) for number in range(4))):
            where = {area: point for _, quarter in chosen for area, point in quarter.items()}
            places = {area: (1 + round(x / unit), 1 + round(y / unit)) for area, (x, y) in where.items()}
            if len(set(places.values())) == len(places):
                against = AGAINST * sum(count for count, _ in chosen)
                ways.setdefault(tuple(places.items()), _track(paths, places, unit) + against)
    near = sorted(ways, key=lambda way: ways[way])[:LIKELY]
    near.sort(key=lambda way: ways[way] + CROSSED * _crossings(paths, dict(way)))
    return [dict(way) for way in near[:TRIED]]


def _own(drawn: Map, facts: Sequence[Facts]) -> list[list[str]]:
    """Return the stations that belong to each line, in the order of the line."""
    home = {name_key(fact.area): name_key(fact.home) for fact in facts if fact.home}
    own: list[list[str]] = [[] for _ in drawn.lines]
    for number, line in enumerate(drawn.lines):
        for area in line.areas:
            here = drawn.lines_at(area)
            belongs = next((one for one in here if name_key(one.name) == home.get(name_key(area))), here[0])
            if belongs is line:
                own[number].append(area)
    return own


def _row_counts(stations: int) -> range:
    """Return in how many rows so many stations may stand."""
    fewest = ceil(stations / ACROSS)
    return range(fewest, fewest + 1 + (stations > 2))


def _quarter(number: int, stations: Sequence[str], rows: Sequence[int]) -> list[tuple[int, Rows]]:
    """Return the ways in which the stations of a line may stand in their quarter, in mm from the outermost ones.

    With each goes in how many directions its rows run against the reading.
    """
    below = number // 2
    count = rows[number]
    each = ceil(len(stations) / count)
    upper, lower = max(rows[:2]), max(rows[2:])
    step = HIGH / (upper + lower - 2 + MIDDLE)
    middle = min(MIDDLE * step, MOST_MIDDLE)
    first = below * ((upper - 1) * step + middle)
    room = ((lower if below else upper) - 1) * step
    gap = room / (count - 1) if count > 1 else 0.0
    wide = (WIDE - APART) / 2
    left = (number % 2) * (wide + APART)
    ways = []
    for across, down in product((False, True), (False, True) if count > 1 else (False,)):
        where: Rows = {}
        for at, station in enumerate(stations):
            row, column = divmod(at, each)
            share = column / (each - 1) if each > 1 else 0.5
            if (row % 2 == 1) != across:
                share = 1 - share
            where[station] = (left + share * wide, first + (count - 1 - row if down else row) * gap)
        ways.append((across + down, where))
    return ways


def _track(paths: Iterable[Sequence[str]], places: Mapping[str, Place], unit: float) -> float:
    """Return how much track a way needs, in mm, with what it is worth not to bend, to turn, to go around stations."""
    stations = set(places.values())
    length = 0.0
    for path in paths:
        before: Place | None = None
        for one, other in pairwise(path):
            (x, y), (to_x, to_y) = places[one], places[other]
            step = across, down = to_x - x, to_y - y
            long = max(abs(across), abs(down))
            length += long * unit
            if across and down and abs(across) != abs(down):
                length += BENT * unit
            between = {(x + across * at // long, y + down * at // long) for at in range(1, long)}
            length += THROUGH * len(between & stations)
            if before is not None:
                along = (before[0] * across + before[1] * down) / (hypot(*before) * hypot(*step))
                length += TURNED * (1 - along) ** 2
            before = step
    return length


def _crossings(paths: Iterable[Sequence[str]], places: Mapping[str, Place]) -> int:
    """Return how many pieces of track cross one another as they would run straight."""
    pieces = [(places[one], places[other]) for path in paths for one, other in pairwise(path)]
    return sum(
        _apart(one, other) and _apart(other, one) and not set(one) & set(other)
        for one, other in combinations(pieces, 2)
    )


def _apart(line: tuple[Place, Place], ends: tuple[Place, Place]) -> bool:
    """Return whether the ends of a piece lie on different sides of a line."""
    (x, y), (to_x, to_y) = line
    sides = [(to_x - x) * (b - y) - (to_y - y) * (a - x) for a, b in ends]
    return sides[0] * sides[1] < 0
