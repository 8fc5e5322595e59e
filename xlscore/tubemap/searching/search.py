"""The search for a layout: simulated annealing over where the stations stand.

A try moves a station, a branch or all on one side, lets the tracks there take their best courses and the names
around the best sides, and weighs what these cost before and after. How many tries there are never depends on the
clock, every random number comes from a seed, and sums are exact, so a map is laid out the same way everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import fsum, inf

from xlscore.tubemap.searching.board import PASSING, PlacedStation, SearchBoard
from xlscore.tubemap.searching.captions import Captions
from xlscore.tubemap.searching.courses import LineCourse, heavy
from xlscore.tubemap.searching.moves import Moves
from xlscore.tubemap.weights import (
    COLD,
    CROSS,
    CROSS_AREA,
    HOT,
    OVER,
    OVER_AREA,
    SWEEPS,
    TOGETHER,
    TOUCH,
    TOUCH_AREA,
)

__all__ = ["Around", "Search"]

Around = tuple[list[int], list[int], list[int]]
Others = tuple[int, int, int, int]
_NOTHING = (0.0,) * 8

# Thresholds of the annealing, quantiles of the exponential distribution: rounded, so that they are the same
# on every processor.
_QUANTILES = (
    0.008, 0.024, 0.04, 0.056, 0.073, 0.09, 0.107, 0.124, 0.142, 0.16, 0.179, 0.197, 0.216, 0.236, 0.256,
    0.276, 0.297, 0.318, 0.34, 0.362, 0.385, 0.409, 0.433, 0.458, 0.483, 0.51, 0.537, 0.565, 0.594, 0.624,
    0.655, 0.688, 0.721, 0.756, 0.793, 0.831, 0.871, 0.913, 0.957, 1.003, 1.052, 1.105, 1.161, 1.221, 1.286,
    1.357, 1.434, 1.52, 1.616, 1.724, 1.849, 1.997, 2.178, 2.414, 2.751, 3.359,
)  # fmt: skip


class Search:
    """One search over a board, from given places, with one seed."""

    def __init__(self, board: SearchBoard, seed: int, captions: Captions | None = None) -> None:
        """Take the board; without captions only tracks are weighed."""
        self.board = board
        self.network = board.network
        self.captions = captions
        self.random = random.Random(seed).random
        self.partners = _partners(board)
        self.stations = len(board.network.names)
        tracks, lines = len(board.network.tracks), len(board.network.ends)
        self.everything: Around = (list(range(tracks)), list(range(self.stations)), list(range(lines)))
        self.ends = [
            [station for station in (track.start, track.end) if station is not None]
            for track in board.network.tracks
        ]

    # -- a first state ----------------------------------------------------------------------------------

    def start(self, places: dict[int, tuple[int, int]]) -> PlacedStation:
        """Return everything placed for the first time, the kept stations on their places."""
        tracks, lines = len(self.network.tracks), len(self.network.ends)
        placed = PlacedStation(
            [places.get(station, (0, 0)) for station in range(self.stations)],
            [None] * tracks, [0] * tracks, [0] * tracks,
            [0] * self.stations, [(0, 0)] * self.stations,
            [0] * self.stations, [0.0] * self.stations, [0] * lines, [0.0] * lines,
        )  # fmt: skip
        others = self.others(placed, self.everything)
        self.lay(placed, self.everything, others)
        self.letter(placed, self.everything, others)
        placed.cost = self.cost(placed)
        return placed

    def resume(self, placed: PlacedStation) -> PlacedStation:
        """Return a state of another search to go on from; texts that had no place yet get one."""
        placed = placed.copy()
        if self.captions and not any(placed.labels):
            self.letter(placed, self.everything, self.others(placed, self.everything))
            for _ in range(SWEEPS):
                for station in range(self.stations):
                    here: Around = ([], [station], self.captions.ending[station])
                    self.letter(placed, here, self.others(placed, here))
        placed.cost = self.cost(placed)
        return placed

    def cost(self, placed: PlacedStation) -> float:
        """Return what a whole state costs."""
        return self.weigh(placed, self.everything, self.others(placed, self.everything))

    # -- laying and weighing ----------------------------------------------------------------------------

    def others(self, placed: PlacedStation, around: Around) -> Others:
        """Return the masks of all that is not around: tracks without their ends, tracks, markers and texts."""
        return self._masks(placed, self._rest(around))

    def _rest(self, around: Around) -> Around:
        """Return the tracks, stations and lines that are not around."""
        moved, marked, tagged = (
            [one for one in every if one not in own]
            for every, own in zip(self.everything, map(set, around), strict=True)
        )
        return moved, marked, tagged

    def _masks(self, placed: PlacedStation, of: Around) -> Others:
        """Return the masks of some tracks without their ends and whole, of markers and of texts."""
        tracks, stations, lines = of
        bodies = fulls = marks = boxes = 0
        body, full, mark, label, tag = placed.body, placed.full, placed.marks, placed.labels, placed.tags
        for track in tracks:
            bodies |= body[track]
            fulls |= full[track]
        for station in stations:
            marks |= mark[station]
            boxes |= label[station]
        for line in lines:
            boxes |= tag[line]
        return bodies, fulls, marks, boxes

    def lay(self, placed: PlacedStation, around: Around, others: Others) -> bool:
        """Choose the courses of some tracks and what their stations reach; False where one has no way at all."""
        if not self._lay_tracks(placed, around[0], others, inf):
            return False
        for station in around[1]:
            self.board.mark(placed, station)
        return True

    def _lay_tracks(self, placed: PlacedStation, tracks: Sequence[int], others: Others, most: float) -> bool:
        """Choose the courses of some tracks; False where one has no way at all, or where they cost more than `most` in any case."""
        board = self.board
        bodies, _, marks, boxes = others
        ways = [board.ways(placed, track) for track in tracks]
        sure = fsum([made.least for made in ways])
        if sure > most:
            return False
        for track in tracks:
            placed.courses[track] = None
        for track, made in zip(tracks, ways, strict=True):
            course = self._best_way(placed, track, made, bodies, marks, boxes)
            if course is None:
                return False
            board.set_course(placed, track, course)
            body = placed.body[track]
            crossed = body & bodies
            sure += course.own - made.least
            if crossed:
                sure += CROSS + CROSS_AREA * crossed.bit_count()
            if sure > most:
                return False
            bodies |= body
        return True

    def _tried(self, placed: PlacedStation, around: Around, others: Others, most: float) -> float | None:
        """Return what tracks and markers cost once they are laid; None as soon as it is sure to be more than `most`."""
        if not self._lay_tracks(placed, around[0], others, most):
            return None
        cost = self._tracks_cost(placed, around, others)
        if cost > most:
            return None
        for station in around[1]:
            self.board.mark(placed, station)
        return cost + self._marks_cost(placed, around, others)

    def runs_over(self, placed: PlacedStation, track: int) -> bool:
        """Return whether a track runs over a station that is none of its own."""
        full = placed.full[track]
        return any(
            full & mark and track not in self.board.touching[station]
            for station, mark in enumerate(placed.marks)
        )

    def laid_otherwise(self, placed: PlacedStation, track: int) -> Iterator[PlacedStation]:
        """Yield the state with one track on each of its courses that lie on the page."""
        frame = self.board.frame
        column, row = placed.at[self.network.tracks[track].start]
        for course in self.board.ways(placed, track):
            left, top, right, bottom = course.box
            inside = column + right < frame.columns and row + bottom < frame.rows
            if inside and min(column + left, row + top) >= 1:
                trial = placed.copy()
                self.board.set_course(trial, track, course)
                for station in self.ends[track]:
                    self.board.mark(trial, station)
                yield trial

    def letter(self, placed: PlacedStation, around: Around, others: Others) -> int:
        """Choose the places of some labels and name tags, after the tracks are laid.

        Return the mask of everything drawn, with these texts, if none of them touches anything; else nothing.
        """
        taken = self._drawn(placed, around, others)
        if not self.captions:
            return taken
        touching = 0
        # Whoever comes first has the choice; by turns it is another one.
        first = int(self.random() * len(around[1]))
        for station in (*around[1][first:], *around[1][:first]):
            mask, touched = self.captions.place_label(placed, station, taken)
            taken |= mask
            touching += touched
        for line in around[2]:
            mask, touched = self.captions.place_tag(placed, line, taken)
            taken |= mask
            touching += touched
        return 0 if touching else taken

    def _drawn(self, placed: PlacedStation, around: Around, others: Others) -> int:
        """Return the mask of everything but the labels and name tags around."""
        _, fulls, marks, boxes = others
        taken = fulls | marks | boxes
        for track in around[0]:
            taken |= placed.full[track]
        for station in around[1]:
            taken |= placed.marks[station]
        return taken

    def _best_way(
        self,
        placed: PlacedStation,
        track: int,
        ways: Iterable[LineCourse],
        bodies: int,
        marks: int,
        boxes: int,
    ) -> LineCourse | None:
        """Return the cheapest of a track's courses on the page, given what is laid already."""
        board = self.board
        column, row = placed.at[self.network.tracks[track].start]
        start = board.raster.cell(column, row)
        right, bottom = board.frame.columns - 1 - column, board.frame.rows - 1 - row
        costs = [self._leaving(placed, station, partners) for station, partners in self.partners[track]]
        at_start, at_end = costs[0], costs[-1] if len(costs) > 1 else _NOTHING
        best, best_course = 1e9, None
        for course in ways:
            # Looked at more than anything else: taken apart at once.
            cost, _, leaves, arrives, (left, top, far, low), full, body, lowest, _ = course
            if cost >= best:
                break
            if column + left < 1 or row + top < 1 or far > right or low > bottom:
                continue
            cost += at_start[leaves] + at_end[arrives]
            if cost >= best:
                continue
            # What lies before the course's first bit is shifted out: cheaper than its masks at their place on the page.
            shift = start + lowest
            crossed = bodies >> shift & body
            if crossed:
                cost += CROSS + CROSS_AREA * crossed.bit_count()
            hit = marks >> shift & full
            if hit:
                cost += OVER + OVER_AREA * hit.bit_count()
            hit = boxes >> shift & full
            if hit:
                cost += TOUCH + TOUCH_AREA * hit.bit_count()
            if cost < best:
                best, best_course = cost, course
        return best_course

    def _leaving(
        self, placed: PlacedStation, station: int, partners: Sequence[tuple[int, float]]
    ) -> Sequence[float]:
        """Return what it costs a track to leave a station, for each direction, given the tracks laid there."""
        outward = self.board.outward
        costs = [0.0] * 8
        for other, weight in partners:
            there = outward(placed, other, station)
            if there is not None:
                if weight:
                    for direction in range(8):
                        costs[direction] += PASSING[there - direction] * weight
                costs[there] += TOGETHER
        return costs

    def weigh(self, placed: PlacedStation, around: Around, others: Others) -> float:
        """Return what some tracks, stations and name tags cost, by themselves and against all others."""
        hard = self._tracks_cost(placed, around, others) + self._marks_cost(placed, around, others)
        return hard + self._weigh_soft(placed, around, others)

    def _tracks_cost(self, placed: PlacedStation, around: Around, others: Others) -> float:
        """Return what tracks cost: never more than the whole."""
        bodies, _, _, boxes = others
        tracks = around[0]
        ends = dict.fromkeys(station for track in tracks for station in self.ends[track])
        turning = fsum([self.board.turn_cost(placed, station) for station in ends])
        return turning + self.board.tracks_cost(placed, tracks, bodies, boxes)

    def _marks_cost(self, placed: PlacedStation, around: Around, others: Others) -> float:
        everything, _, marks, boxes = others
        for track in around[0]:
            everything |= placed.body[track]
        return self.board.marks_cost(placed, around[1], everything, marks, boxes)

    def _weigh_soft(self, placed: PlacedStation, around: Around, others: Others, clear: int = 0) -> float:
        """Return what labels and name tags cost, and how the page is filled; `clear` is all that is drawn, if no text touches it."""
        taken = clear or self._drawn(placed, around, others)
        cost = 0.0
        _, stations, lines = around
        if self.captions and clear:
            for station in stations:
                cost += placed.label_costs[station]
            for line in lines:
                cost += placed.tag_costs[line]
        elif self.captions:
            texts = [(placed.labels[station], placed.label_costs[station]) for station in stations]
            texts += [(placed.tags[line], placed.tag_costs[line]) for line in lines]
            for mask, own in texts:
                cost += own
                hit = mask & taken
                if hit:
                    cost += TOUCH + TOUCH_AREA * hit.bit_count()
                taken |= mask
        return cost + self.board.crowding(placed, around[1]) + self.board.imbalance(placed, taken)

    # -- moving -----------------------------------------------------------------------------------------

    def around(self, moved: Collection[int]) -> Around:
        """Return the tracks, stations and lines whose drawing changes when some stations move."""
        tracks = {track for station in moved for track in self.board.incident[station]}
        stations = set(moved)
        for index in tracks:
            piece = self.network.tracks[index]
            stations |= {piece.start, *piece.inner}
            if piece.end is not None:
                stations.add(piece.end)
        lines = {line for here in stations for line in self.captions.ending[here]} if self.captions else ()
        return sorted(tracks), sorted(stations), sorted(lines)

    def run(
        self, placed: PlacedStation, movable: Sequence[int], tries: int, hot: float = HOT
    ) -> PlacedStation:
        """Return the best state found in so many tries from a state; stations not `movable` stay."""
        draw = self.random
        best = placed.copy()
        moves = Moves(self.board, movable, draw, lettering=self.captions is not None)
        surroundings: dict[tuple[int, ...], tuple[Around, Around]] = {}
        # What is around some stations and what it costs, until something moves.
        standing: dict[tuple[int, ...], tuple[Others, float]] = {}
        thresholds = len(_QUANTILES)
        heat = hot
        cooling = round((COLD / hot) ** (1 / max(1, tries)), 9)
        for _ in range(tries):
            heat *= cooling
            places = moves.propose(placed, heat)
            if not places:
                continue
            key = tuple(places)
            if key not in surroundings:
                near = self.around(key)
                surroundings[key] = near, self._rest(near)
            around, rest = surroundings[key]
            if key not in standing:
                others = self._masks(placed, rest)
                standing[key] = others, self.weigh(placed, around, others)
            others, before = standing[key]
            most = before + heat * _QUANTILES[int(draw() * thresholds)]
            trial = placed.copy()
            for station, place in places.items():
                trial.at[station] = place
            # A part that is summed in another order than the whole may be more than it by a hair.
            hard = self._tried(trial, around, others, most + 1e-6)
            if hard is None or hard > most:
                continue
            if hard + self.board.crowding(trial, around[1]) > most + 1e-6:
                if self.captions:
                    draw()  # as the names that need not be placed would have
                continue
            clear = self.letter(trial, around, others)
            after = hard + self._weigh_soft(trial, around, others, clear)
            if after <= most:
                trial.cost = placed.cost + after - before
                placed = trial
                standing = {}
                if placed.cost < best.cost - 1e-6:
                    best = placed.copy()
        best.cost = self.cost(best)
        return best


def _partners(board: SearchBoard) -> list[list[tuple[int, list[tuple[int, float]]]]]:
    """Return, for each track and each of its ends, the other tracks there and what a bend to them weighs."""
    found = []
    for index, track in enumerate(board.network.tracks):
        ends = []
        for station in (track.start, track.end):
            if station is not None:
                weights = dict.fromkeys((other for other in board.incident[station] if other != index), 0.0)
                for one, other, lines in board.network.turns.get(station, ()):
                    if index in (one, other):
                        weights[other if one == index else one] = heavy(lines)
                ends.append((station, list(weights.items())))
        found.append(ends)
    return found
