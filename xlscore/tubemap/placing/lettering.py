"""Choosing a place for every text of a map, so that none touches anything.

Each text has places, best first. A text that finds no free one takes the place where it disturbs least and
drives away who stands there, who then looks for another. A text that was driven away often is disturbed less
and less, and likes a place the less the more often it was driven from it. So a knot of names comes apart even
where taking the best place in turn would never find the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import NamedTuple, overload

from xlscore.tubemap.geometry.paper import Paper
from xlscore.tubemap.geometry.plane import Point, Sides, apart, crosses, meet, overlap
from xlscore.tubemap.placing.labels import Choice

__all__ = ["WORDS_APART", "Text", "Weighed", "choose"]

PATIENCE = 20
"""How many times, for each text, somebody may be driven away."""
HALF_LEADER = 0.3
WORDS_APART = 1.6
"""Millimetres between two texts side by side, at the sizes of a map that is not shrunk: nearer ones read as one sentence."""


class _Spot(NamedTuple):
    """A place of a text: its box with half the room that must stay clear around it, its leader, its cost."""

    text: int
    number: int
    choice: Choice
    sides: Sides
    leader: tuple[Point, Point] | None
    reach: Sides
    touching: int = 0

    def touches(self, other: _Spot) -> bool:
        """Return whether two texts, or the leader of one of them, touch."""
        left, top, right, bottom = self.reach
        other_left, other_top, other_right, other_bottom = other.reach
        if left >= other_right or other_left >= right or top >= other_bottom or other_top >= bottom:
            return False
        if not self.leader and not other.leader:
            return True
        if overlap(self.sides, other.sides):
            return True
        if self.leader and crosses(other.sides, self.leader, HALF_LEADER):
            return True
        if other.leader and crosses(self.sides, other.leader, HALF_LEADER):
            return True
        return bool(self.leader and other.leader and meet(*self.leader, *other.leader))


class Weighed(Sequence[Choice]):
    """Places of a text in the order of what they cost once they are weighed; only those that are asked for are.

    >>> def place(name, cost):
    ...     return Choice((name,), (0, 0, 1, 1), "", "c", "m", cost)
    >>> after = {"a": place("a", 3.0), "b": place("b", 1.0), "c": place("c", 2.0)}
    >>> weighed = Weighed([place("a", 0.0), place("b", 1.0), place("c", 2.0)], lambda one: after[one.lines[0]])
    >>> [one.lines[0] for one in weighed]
    ['b', 'c', 'a']
    """

    def __init__(self, places: Sequence[Choice], weigh: Callable[[Choice], Choice]) -> None:
        """Take the places, the best first, and what weighs one of them: never cheaper than it was."""
        self.places = places
        self._weigh = weigh
        self._looked_at = 0
        self._waiting: list[tuple[float, int, Choice]] = []
        self._found: list[Choice] = []

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, index: int) -> Choice: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Choice]: ...
    def __getitem__(self, index: int | slice) -> Choice | Sequence[Choice]:
        last = index if isinstance(index, int) and index >= 0 else len(self.places) - 1
        while len(self._found) <= last < len(self.places):
            self._found.append(self._next())
        return self._found[index]

    def _next(self) -> Choice:
        waiting, places = self._waiting, self.places
        while self._looked_at < len(places) and (not waiting or places[self._looked_at].cost < waiting[0][0]):
            place = self._weigh(places[self._looked_at])
            heappush(waiting, (place.cost, self._looked_at, place))
            self._looked_at += 1
        return heappop(waiting)[2]


@dataclass
class Text:
    """The places of one text, the best first; a place is looked at on the paper when it is first asked for."""

    number: int
    choices: Sequence[Choice]
    taken: Paper
    markers: Paper
    clear: float
    aside: float = 0.0
    """The room between texts side by side, where it is more than what is clear all round."""
    reach: Sides = field(init=False)
    _free: list[_Spot] = field(default_factory=list)
    _seen: int = 0

    def __post_init__(self) -> None:
        """Work out the box around all places and their leaders."""
        more = max(self.clear, self.aside) / 2 + HALF_LEADER
        if not self.choices:
            self.reach = (0.0, 0.0, 0.0, 0.0)
            return
        places = self.choices.places if isinstance(self.choices, Weighed) else self.choices
        boxes = [choice.box for choice in places]
        feet = [point for choice in places if choice.leader for point in choice.leader]
        self.reach = (
            min([box[0] for box in boxes] + [x for x, _ in feet]) - more,
            min([box[1] for box in boxes] + [y for _, y in feet]) - more,
            max([box[0] + box[2] for box in boxes] + [x for x, _ in feet]) + more,
            max([box[1] + box[3] for box in boxes] + [y for _, y in feet]) + more,
        )

    @property
    def is_stuck(self) -> bool:
        """Return whether no place is free, whatever the other texts do."""
        return next(self.free(), None) is None

    def free(self) -> Iterator[_Spot]:
        """Yield the places where the text touches neither a line nor a marker nor the edge of the page."""
        place = 0
        while True:
            while place < len(self._free):
                yield self._free[place]
                place += 1
            if not self._look_further():
                return

    def _look_further(self) -> bool:
        """Return whether another free place was found."""
        while self._seen < len(self.choices):
            choice = self.choices[self._seen]
            self._seen += 1
            if not self.taken.holds(choice.box) or not self.taken.free(choice.box):
                continue
            # A leader may cross a line, but neither run along one nor under a station.
            if choice.leader and (
                self.taken.share(choice.leader) > 0.5
                or self.markers.share(_beyond(choice.leader, 3 * self.clear))
            ):
                continue
            self._free.append(self._spot(choice))
            return True
        return False

    def least_touching(self) -> _Spot:
        """Return the place that touches least, for a text that has no free one."""
        inside = [choice for choice in self.choices if self.taken.holds(choice.box)] or [self.choices[0]]
        counts = [self.taken.covered(choice.box) for choice in inside]
        least = counts.index(min(counts))
        return self._spot(inside[least], 1 + counts[least])

    def _spot(self, choice: Choice, touching: int = 0) -> _Spot:
        left, top, width, height = choice.box
        more = self.clear / 2
        aside = max(self.clear, self.aside) / 2
        sides = reach = (left - aside, top - more, left + width + aside, top + height + more)
        if choice.leader:
            xs, ys = [x for x, _ in choice.leader], [y for _, y in choice.leader]
            reach = (
                min(sides[0], *xs) - HALF_LEADER, min(sides[1], *ys) - HALF_LEADER,
                max(sides[2], *xs) + HALF_LEADER, max(sides[3], *ys) + HALF_LEADER,
            )  # fmt: skip
        return _Spot(self.number, len(self._free), choice, sides, choice.leader, reach, touching)


@dataclass
class _Trouble:
    """How often each text was driven away, and from which of its places."""

    texts: list[float]
    places: dict[tuple[int, int], float] = field(default_factory=dict)

    def drive(self, spot: _Spot) -> None:
        """Note that a text was driven from a place."""
        self.texts[spot.text] += 1.0
        self.places[spot.text, spot.number] = self.places.get((spot.text, spot.number), 0.0) + 1.0

    def of(self, spot: _Spot, driven: Sequence[_Spot]) -> float:
        """Return how much speaks against a place from which others have to be driven away."""
        return sum([self.texts[gone.text] for gone in driven]) + self.places.get(
            (spot.text, spot.number), 0.0
        )


def _beyond(leader: tuple[Point, Point], start: float) -> tuple[Point, Point]:
    """Return a leader without its beginning, which lies beside its own marker."""
    (x0, y0), (x1, y1) = leader
    part = min(1.0, start / (apart((x0, y0), (x1, y1)) or 1.0))
    return (x0 + (x1 - x0) * part, y0 + (y1 - y0) * part), (x1, y1)


def choose(texts: Sequence[Text]) -> tuple[list[Choice], int]:
    """Return the choice of each text, and how many of them still touch something."""
    picked: list[_Spot | None] = [None] * len(texts)
    trouble = _Trouble([1.0] * len(texts))
    room = [_room(text) for text in texts]
    waiting = sorted(range(len(texts)), key=lambda number: (room[number], number))
    for _ in range(PATIENCE * len(texts)):
        if not waiting:
            break
        number = waiting.pop(0)
        spot, driven = _place(texts[number], picked, trouble)
        for gone in driven:
            trouble.drive(gone)
            picked[gone.text] = None
            waiting.append(gone.text)
        picked[number] = spot
    _squeeze(texts, picked)
    settled = [spot for spot in picked if spot]
    for _ in range(4):
        if not _improve(texts, settled):
            break
    return [spot.choice for spot in settled], _faults(settled)


def _room(text: Text) -> int:
    """Return how many free places a text has, counted up to a dozen."""
    count = 0
    for count, _ in enumerate(text.free(), start=1):
        if count >= 12:
            break
    return count


def _near(text: Text, spots: Iterable[_Spot | None]) -> list[_Spot]:
    """Return those of other texts' places that could be in a text's way."""
    return [spot for spot in spots if spot and spot.text != text.number and overlap(spot.reach, text.reach)]


def _place(text: Text, picked: Sequence[_Spot | None], trouble: _Trouble) -> tuple[_Spot, list[_Spot]]:
    """Return the best place for a text, and the texts that have to go elsewhere for it."""
    near = _near(text, picked)
    best: tuple[float, _Spot, list[_Spot]] | None = None
    for spot in text.free():
        driven = [other for other in near if other.touches(spot)]
        cost = trouble.of(spot, driven)
        if not cost:
            return spot, []
        cost += 0.01 * spot.choice.cost
        if best is None or cost < best[0]:
            best = cost, spot, driven
    if best is None:
        return text.least_touching(), []
    return best[1], best[2]


def _squeeze(texts: Sequence[Text], picked: list[_Spot | None]) -> None:
    """Give every text that has no place yet the one where it touches the fewest others."""
    for number, (text, here) in enumerate(zip(texts, picked, strict=True)):
        if here is None:
            near = _near(text, picked)
            spots = list(text.free()) or [text.least_touching()]
            counts = [sum([other.touches(spot) for other in near]) for spot in spots]
            picked[number] = spots[counts.index(min(counts))]


def _improve(texts: Sequence[Text], settled: list[_Spot]) -> bool:
    """Move each text to a better place, where need be with one other text that makes way; return whether one moved."""
    moved = False
    for number, text in enumerate(texts):
        here = settled[number]
        if here.touching:
            continue
        others = _near(text, settled)
        crowded = any(spot.touches(here) for spot in others)
        for spot in text.free():
            gain = here.choice.cost - spot.choice.cost
            if not crowded and gain <= 0:
                break
            in_the_way = [other for other in others if other.touches(spot)]
            if len(in_the_way) > 1:
                continue
            if in_the_way:
                elsewhere = _elsewhere(texts, settled, spot, in_the_way[0], gain)
                if elsewhere is None:
                    continue
                settled[elsewhere.text] = elsewhere
            settled[number] = spot
            moved = True
            break
    return moved


def _elsewhere(
    texts: Sequence[Text], settled: Sequence[_Spot], spot: _Spot, gone: _Spot, gain: float
) -> _Spot | None:
    """Return a place for a text that makes way for another, if it costs less more than the other one gains."""
    others = [other for other in _near(texts[gone.text], settled) if other.text != spot.text]
    for place in texts[gone.text].free():
        if place.choice.cost - gone.choice.cost >= gain:
            return None
        if not place.touches(spot) and not any(other.touches(place) for other in others):
            return place
    return None


def _faults(settled: Sequence[_Spot]) -> int:
    """Return how many texts touch something."""
    return sum(
        bool(spot.touching) or any(other.touches(spot) for other in settled if other is not spot)
        for spot in settled
    )
