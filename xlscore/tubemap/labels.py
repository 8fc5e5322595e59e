"""Where names and name tags stand on the page: beside their station, and touching nothing.

Every label keeps the room for the longest words a change or redline marker may ever need. Candidates are the
eight sides, every way to break the name, and a few steps along the side; those that touch a line, a marker or
the edge are out, and among the rest each label takes the best place that no other label has.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt

from xlscore.tubemap.paper import Box, Paper

__all__ = ["SIDES", "Choice", "Marker", "choose", "label_choices", "own_track_first", "tag_choices"]

SIDES = ("E", "W", "N", "S", "NE", "SE", "NW", "SW")
_SIDE_COST = {"E": 0.0, "W": 0.06, "N": 0.03, "S": 0.05, "NE": 0.3, "SE": 0.3, "NW": 0.34, "SW": 0.34}
TOUCH = 100.0
MOST_CHOICES = 60
ROUNDS = 12
SEED = 11
NEAR = 5.0
LEADER, FURTHEST_STEPS = 12.0, 9
Point = tuple[float, float]


@dataclass(frozen=True)
class Marker:
    """A station's marker: its middle, half its length between the centres of its round ends, and its direction.

    `spread` is how much thicker than a capsule it is, where lines of different directions do not meet in one
    point; `angle` is 0, 45, 90 or 135 degrees clockwise from east.
    """

    x: float
    y: float
    reach: float
    spread: float
    angle: int

    @property
    def ends(self) -> tuple[Point, Point]:
        """Return the centres of the two round ends."""
        across, down = {
            0: (1.0, 0.0),
            45: (0.5**0.5, 0.5**0.5),
            90: (0.0, 1.0),
            135: (-(0.5**0.5), 0.5**0.5),
        }[self.angle]
        return (
            (self.x - across * self.reach, self.y - down * self.reach),
            (self.x + across * self.reach, self.y + down * self.reach),
        )

    def extent(self, radius: float) -> tuple[float, float]:
        """Return how far the marker reaches to the side and up, with its round ends of a radius."""
        (x0, y0), (x1, y1) = self.ends
        return abs(x1 - x0) / 2 + radius + self.spread, abs(y1 - y0) / 2 + radius + self.spread


@dataclass(frozen=True)
class Choice:
    """One place for a text: its lines, its box, which side it is on, how the text stands in it, its cost.

    A label that finds no room beside its station stands further off, with a leader between them.
    """

    lines: tuple[str, ...]
    box: Box
    side: str
    align: str
    anchor: str
    cost: float
    leader: tuple[Point, Point] | None = None


def label_choices(
    marker: Marker,
    boxes: Sequence[tuple[tuple[str, ...], float, float]],
    radius: float,
    gap: float,
    side: str,
) -> list[Choice]:
    """Return the places a station's name may take, on the given side only if there is one."""
    found = []
    for number, (lines, width, height) in enumerate(boxes):
        for name in (side,) if side else SIDES:
            for slide, choice_box, align, anchor in _beside(marker, name, width, height, radius, gap):
                cost = _SIDE_COST[name] + 0.1 * number + 0.12 * slide
                found.append(Choice(lines, choice_box, name, align, anchor, cost))
    lines, width, height = boxes[-1]
    for name in (side,) if side else SIDES:
        found += _further_off(marker, name, lines, (width, height), radius)
    return sorted(found, key=lambda choice: choice.cost)


def _further_off(
    marker: Marker, side: str, lines: tuple[str, ...], size: tuple[float, float], radius: float
) -> list[Choice]:
    """Return places away from a station on one side of it, each with its leader."""
    width, height = size
    across = ("E" in side) - ("W" in side)
    down = ("S" in side) - ("N" in side)
    wide, high = marker.extent(radius)
    found = []
    for step in range(1, FURTHEST_STEPS + 1):
        for swing in (0.0, -0.35, 0.35) if across and down else (0.0, -0.2, 0.2):
            x = across * (wide + width / 2 + step * 5.0) + (
                0.0 if across and not down else swing * step * 5.0
            )
            y = down * (high + height / 2 + step * 5.0) + (swing * step * 5.0 if across and not down else 0.0)
            left, top = marker.x + x - width / 2, marker.y + y - height / 2
            foot = (min(max(marker.x, left), left + width), min(max(marker.y, top), top + height))
            align = "l" if across > 0 else "r" if across < 0 else "c"
            anchor = "t" if down > 0 else "b" if down < 0 else "m"
            cost = LEADER + step
            begin = _edge((marker.x, marker.y), foot, radius + marker.reach)
            found.append(Choice(lines, (left, top, width, height), side, align, anchor, cost, (begin, foot)))
    return found


def _beside(
    marker: Marker, side: str, width: float, height: float, radius: float, gap: float
) -> list[tuple[float, Box, str, str]]:
    wide, high = marker.extent(radius)
    x, y = marker.x, marker.y
    found = []
    if side in ("E", "W"):
        left = x + wide + gap if side == "E" else x - wide - gap - width
        align = "l" if side == "E" else "r"
        for slide in (0.0, -0.22, 0.22, -0.38, 0.38):
            anchor = "m" if not slide else "b" if slide < 0 else "t"
            found.append(
                (abs(slide) * 4, (left, y - height / 2 + slide * height, width, height), align, anchor)
            )
    elif side in ("N", "S"):
        top = y + high + gap if side == "S" else y - high - gap - height
        anchor = "t" if side == "S" else "b"
        for slide in (0.0, -0.2, 0.2, -0.4, 0.4):
            align = "c" if not slide else "r" if slide < 0 else "l"
            found.append((abs(slide) * 4, (x - width / 2 + slide * width, top, width, height), align, anchor))
    else:
        align = "l" if "E" in side else "r"
        anchor = "t" if "S" in side else "b"
        for near, far, slide in (
            (0.5, 0.9, 0.0),
            (0.9, 0.5, 0.0),
            (0.72, 0.72, 0.2),
            (0.25, 1.15, 0.4),
            (1.15, 0.25, 0.4),
        ):
            left = x + near * (wide + gap) if "E" in side else x - near * (wide + gap) - width
            top = y + far * (high + gap) if "S" in side else y - far * (high + gap) - height
            found.append((slide, (left, top, width, height), align, anchor))
    return found


def _edge(middle: Point, foot: Point, far: float) -> Point:
    """Return the point so far from the middle on the way to the foot."""
    length = sqrt((foot[0] - middle[0]) ** 2 + (foot[1] - middle[1]) ** 2) or 1.0
    share = min(1.0, far / length)
    return middle[0] + (foot[0] - middle[0]) * share, middle[1] + (foot[1] - middle[1]) * share


def tag_choices(
    boxes: Sequence[tuple[tuple[str, ...], float, float]],
    ends: Sequence[tuple[Point, Point, Marker]],
    along: Sequence[Point],
    radius: float,
    gap: float,
    half: float,
) -> list[Choice]:
    """Return the places a line's name tag may take.

    `ends` holds the point where the line ends, the way it comes there from (a step of length 1), and the
    station's marker; `along` holds points of the line between stations.
    """
    found: dict[Box, Choice] = {}
    for number, (lines, width, height) in enumerate(boxes):
        for point, away, marker in ends:
            wide, high = marker.extent(radius)
            lefts = [marker.x - wide - gap - width, marker.x + wide + gap]
            tops = [marker.y - high - gap - height, marker.y + high + gap]
            places = [(left, point[1] - height / 2) for left in lefts]
            places += [(point[0] - width / 2, top) for top in tops]
            places += [(left, top) for left in (*lefts, marker.x - width, marker.x) for top in tops]
            rows = [
                marker.y + step * (height + 0.8) - height / 2 for step in (-2.5, -1.5, -0.5, 0.5, 1.5, 2.5)
            ]
            places += [(left, row) for left in lefts for row in rows]
            places += [
                (point[0] - width / 2, top + step * (height + 0.8))
                for top, sign in zip(tops, (-1, 1), strict=True)
                for step in (sign, 2 * sign)
            ]
            for left, top in places:
                middle = (left + width / 2 - point[0], top + height / 2 - point[1])
                length = sqrt(middle[0] ** 2 + middle[1] ** 2) or 1.0
                forward = (middle[0] * away[0] + middle[1] * away[1]) / length
                far = _distance(point, (left, top, width, height))
                cost = 0.5 * number + 0.1 * far + 0.012 * far * far + 0.5 * (1 - forward)
                box = (left, top, width, height)
                found.setdefault(box, Choice(lines, box, "", "c", "m", cost))
        for x, y in along:
            beside = half + gap * 0.8
            for left, top in (
                (x - width / 2, y - beside - height),
                (x - width / 2, y + beside),
                (x + beside, y - height / 2),
                (x - beside - width, y - height / 2),
                (x + beside, y - 0.6 * beside - height),
                (x + beside, y + 0.6 * beside),
                (x - beside - width, y - 0.6 * beside - height),
                (x - beside - width, y + 0.6 * beside),
            ):
                box = (left, top, width, height)
                found.setdefault(box, Choice(lines, box, "", "c", "m", 1.4 + 0.5 * number))
    return sorted(found.values(), key=lambda choice: choice.cost)


def own_track_first(
    paper: Paper, choices: Sequence[Choice], own: Sequence[int], foreign: Sequence[int], taken: int
) -> list[Choice]:
    """Return the places of a name tag again, those dearer that are nearer to another line than to their own.

    Places that touch what is taken are left as they are: they are the last to be chosen anyway.
    """
    mine = others = 0
    for mask in own:
        mine |= mask
    for mask in foreign:
        others |= mask
    found = []
    for choice in choices:
        left, top, width, height = choice.box
        around = paper.box((left - NEAR, top - NEAR, width + 2 * NEAR, height + 2 * NEAR))
        strange = around & others
        if strange and not paper.box(choice.box) & taken:
            elsewhere = (strange & ~mine).bit_count() > (around & mine).bit_count()
            found.append(replace(choice, cost=choice.cost + 2.5) if elsewhere else choice)
        else:
            found.append(choice)
    return sorted(found, key=lambda choice: choice.cost)


def _distance(point: Point, box: Box) -> float:
    left, top, width, height = box
    across = max(left - point[0], 0.0, point[0] - left - width)
    down = max(top - point[1], 0.0, point[1] - top - height)
    return sqrt(across * across + down * down)


_Option = tuple[Choice, int, float]


def choose(
    paper: Paper, choices: Sequence[Sequence[Choice]], taken: int, clear: float, *, leaders: bool = False
) -> tuple[list[Choice], int]:
    """Return the choice of each text, and how many of them still touch something.

    With `leaders` a label may stand off its station; where everything touches something, the choice that touches
    least is taken.
    """
    if not leaders:
        choices = [[choice for choice in texts if not choice.leader] for texts in choices]
    return _chosen([_free(paper, texts, taken, clear) for texts in choices])


def _chosen(options: Sequence[Sequence[_Option]]) -> tuple[list[Choice], int]:
    """Return the best choices found; a text that was in trouble chooses earlier the next time."""
    trouble = [0] * len(options)
    best: list[int] = []
    best_cost = float("inf")
    draw = random.Random(SEED).random
    for attempt in range(ROUNDS):
        order = sorted(
            range(len(options)),
            key=lambda index: (
                -trouble[index],
                len(options[index]) * (0.5 + draw() if attempt else 1.0),
                index,
            ),
        )
        picked = _settled(options, order)
        cost = _total(options, picked)
        if cost < best_cost:
            best, best_cost = picked, cost
        touching = _touching(options, picked)
        if not touching:
            break
        for index in touching:
            trouble[index] += 1
    return [options[index][pick][0] for index, pick in enumerate(best)], len(_touching(options, best))


def _free(paper: Paper, texts: Sequence[Choice], taken: int, clear: float) -> list[_Option]:
    """Return the choices of one text that touch nothing, or else the ones that touch least, with their masks."""
    free: list[_Option] = []
    touching: list[tuple[int, _Option]] = []
    for choice in texts:
        left, top, width, height = choice.box
        if not paper.holds(choice.box):
            continue
        mask = paper.box(choice.box)
        hit = mask & taken
        if not hit and not (choice.leader and _along_track(paper, choice.leader, taken)):
            wide = paper.box((left - clear / 2, top - clear / 2, width + clear, height + clear))
            if choice.leader:
                wide |= paper.line(choice.leader, 0.3)
            free.append((choice, wide, choice.cost))
            if len(free) >= MOST_CHOICES:
                break
        elif not free:
            touching.append((hit.bit_count(), (choice, mask, choice.cost + TOUCH)))
    if free:
        return free
    if touching:
        least = min(touching, key=lambda item: item[0])[1]
        return [least]
    return [(texts[0], paper.box(texts[0].box), TOUCH)]


def _along_track(paper: Paper, leader: tuple[Point, Point], taken: int) -> bool:
    """Return whether a leader runs along what is drawn, rather than across it."""
    mask = paper.line(leader, 0.1)
    return 2 * (mask & taken).bit_count() > mask.bit_count()


def _settled(options: Sequence[Sequence[_Option]], order: Sequence[int]) -> list[int]:
    """Return a choice for each text, taken in turn and then reconsidered until nobody moves."""
    picked = [-1] * len(options)
    for turn in range(6):
        moved = False
        for index in order:
            others = 0
            for other, pick in enumerate(picked):
                if other != index and pick >= 0:
                    others |= options[other][pick][1]
            costs = [cost + TOUCH if mask & others else cost for _, mask, cost in options[index]]
            pick = costs.index(min(costs))
            if pick != picked[index]:
                picked[index] = pick
                moved = True
        if not moved and turn:
            break
    return picked


def _touching(options: Sequence[Sequence[_Option]], picked: Sequence[int]) -> list[int]:
    """Return the texts that touch something."""
    masks = [options[index][pick][1] for index, pick in enumerate(picked)]
    found = []
    for index, pick in enumerate(picked):
        others = 0
        for other, mask in enumerate(masks):
            if other != index:
                others |= mask
        if options[index][pick][2] >= TOUCH or masks[index] & others:
            found.append(index)
    return found


def _total(options: Sequence[Sequence[_Option]], picked: Sequence[int]) -> float:
    union, cost = 0, 0.0
    for index, pick in enumerate(picked):
        _, mask, own = options[index][pick]
        cost += own + (TOUCH if mask & union else 0.0)
        union |= mask
    return cost
