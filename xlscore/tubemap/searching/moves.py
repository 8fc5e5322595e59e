"""What a search tries next: one station elsewhere, a whole branch turned about its root, a line put straight, or room made.

A branch is everything that hangs on a network by one piece of track. Turning it or moving it as a whole finds
in one try what many small tries would not; so does a stretch of a line that is put straight, or moved as straight as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from xlscore.tubemap.geometry.routes import STEP
from xlscore.tubemap.searching.board import PlacedStation, SearchBoard
from xlscore.tubemap.weights import (
    ALONG,
    ALONG_FEWEST,
    ALONG_MOST,
    BRANCH,
    FAR,
    IN_LINE,
    LESS_FAR,
    LETTERS,
    NEAR,
    ROOM,
    SHORTER_ASLANT,
    SHORTEST_STEP,
    SPREAD_OF_STEPS,
    WARM_ENOUGH,
)

__all__ = ["Moves"]

Place = tuple[int, int]


class Moves:
    """The moves of a board's movable stations, drawn at random."""

    def __init__(
        self,
        board: SearchBoard,
        movable: Sequence[int],
        draw: Callable[[], float],
        *,
        lettering: bool = False,
    ) -> None:
        """Take the board, the stations that may move, the source of random numbers, and whether names are placed."""
        self.board = board
        self.movable = list(movable)
        self.free = set(movable)
        self.draw = draw
        self.lettering = lettering
        self.branches = self._branches()
        tracks = board.network.tracks if len(self.free) >= ALONG_FEWEST else ()
        self.joining = [number for number, track in enumerate(tracks) if track.end is not None]
        self.onward: dict[tuple[int, int], list[int]] = {}
        for station, pairs in board.network.turns.items():
            for one, other, _ in pairs:
                self.onward.setdefault((station, one), []).append(other)
                self.onward.setdefault((station, other), []).append(one)

    def _branches(self) -> list[list[tuple[int, int]]]:
        """Return everything that hangs by one piece of track, as pairs of a station and the next one out."""
        found = []
        tracks = self.board.network.tracks
        for index, track in enumerate(tracks):
            if track.end is None:
                continue
            for root, first in ((track.start, track.end), (track.end, track.start)):
                steps = [(root, first)]
                reached = {first}
                for _, here in steps:
                    for other in self.board.incident[here]:
                        piece = tracks[other]
                        there = piece.end if piece.start == here else piece.start
                        if other != index and there is not None and there not in reached:
                            reached.add(there)
                            steps.append((here, there))
                if root not in reached and reached <= self.free and 2 * len(reached) <= len(self.free) + 1:
                    found.append(steps)
        return found

    def propose(self, placed: PlacedStation, heat: float) -> dict[int, Place]:
        """Return stations with their new places; nothing where the move would leave the grid, stack them or change nothing."""
        if self.lettering and self.draw() < LETTERS:
            # Nothing moves, but the names around find other places.
            station = self.movable[int(self.draw() * len(self.movable))]
            return {station: placed.at[station]}
        along = self.draw() if self.joining else 1.0
        kind = self.draw()
        if along < ALONG / 2:
            places = self._stretch(placed)
        elif along < ALONG:
            places = self._straightened(placed)
        elif kind < BRANCH and self.branches:
            places = self._branch(placed)
        elif kind < ROOM and len(self.movable) > 3:
            places = self._room(placed)
        else:
            places = self._single(placed, kind, heat)
        frame = self.board.frame
        columns, rows = frame.columns, frame.rows
        for x, y in places.values():
            if not (1 <= x < columns and 1 <= y < rows):
                return {}
        # Stations between others move along with their track; a single station may not even jump onto one of those.
        if len(places) == 1:
            return {} if next(iter(places.values())) in placed.at else places
        wanted = set(places.values())
        if len(wanted) < len(places):
            return {}
        if any(placed.at[station] in wanted for station in self.board.network.kept if station not in places):
            return {}
        if all(placed.at[station] == place for station, place in places.items()):
            return {}
        return places

    def _beyond(self, track: int, station: int) -> int:
        """Return the station at the other end of a track."""
        piece = self.board.network.tracks[track]
        return piece.end if piece.end is not None and piece.start == station else piece.start

    def _stretch(self, placed: PlacedStation) -> dict[int, Place]:
        """Return the stations along a stretch that lies straight, all moved by the same."""
        first = self.joining[int(self.draw() * len(self.joining))]
        if not self._is_straight(placed, first):
            return {}
        ends = (
            self.board.network.tracks[first].start,
            self._beyond(first, self.board.network.tracks[first].start),
        )
        found = list(ends)
        for end in ends:
            track, here = self._straight_on(placed, first, end), end
            while track is not None:
                here = self._beyond(track, here)
                if here in found:
                    break
                found.append(here)
                track = self._straight_on(placed, track, here)
        if not self.free.issuperset(found):
            return {}
        across, down = (int(self.draw() * (2 * LESS_FAR + 1)) - LESS_FAR for _ in range(2))
        return {station: (placed.at[station][0] + across, placed.at[station][1] + down) for station in found}

    def _is_straight(self, placed: PlacedStation, track: int) -> bool:
        course = placed.courses[track]
        return course is not None and len(course.legs) == 1

    def _straight_on(self, placed: PlacedStation, track: int, station: int) -> int | None:
        """Return the track by which a line goes straight on from another one at a station."""
        came = self.board.outward(placed, track, station)
        for other in self.onward.get((station, track), ()):
            goes = self.board.outward(placed, other, station)
            if came is not None and goes == (came + 4) % 8 and self._is_straight(placed, other):
                return other
        return None

    def _straightened(self, placed: PlacedStation) -> dict[int, Place]:
        """Return stations that follow one another on a line, put straight from the first of them, each as far on as it was."""
        draw = self.draw
        track = self.joining[int(draw() * len(self.joining))]
        start = self.board.network.tracks[track].start
        if draw() < 0.5:
            start = self._beyond(track, start)
        chain = [start, self._beyond(track, start)]
        for _ in range(1 + int(draw() * ALONG_MOST)):
            onward = self.onward.get((chain[-1], track), ())
            if not onward:
                break
            track = onward[int(draw() * len(onward))]
            there = self._beyond(track, chain[-1])
            if there in chain:
                break
            chain.append(there)
        if len(chain) < 3 or not self.free.issuperset(chain[1:]):
            return {}
        (x0, y0), (x1, y1) = placed.at[chain[0]], placed.at[chain[-1]]
        across, down = _nearest_step(x1 - x0, y1 - y0) if draw() < 0.5 else STEP[int(draw() * 8)]
        places = {}
        x, y = placed.at[chain[0]]
        for one, other in pairwise(chain):
            (x0, y0), (x1, y1) = placed.at[one], placed.at[other]
            steps = max(abs(x1 - x0), abs(y1 - y0), 1)
            if across and down:
                steps = max(1, int(steps * SHORTER_ASLANT + 0.5))
            x, y = x + across * steps, y + down * steps
            places[other] = (x, y)
        return places

    def _branch(self, placed: PlacedStation) -> dict[int, Place]:
        """Return a branch turned by 45° or 90°, mirrored, or moved, about its root."""
        branch = self.branches[int(self.draw() * len(self.branches))]
        kind = int(self.draw() * 10)
        if kind < 4:
            return self._slanted(placed, branch, 1 if kind < 2 else -1)
        x0, y0 = placed.at[branch[0][0]]
        across, down = STEP[int(self.draw() * 8)]
        places = {}
        for _, station in branch:
            x, y = placed.at[station][0] - x0, placed.at[station][1] - y0
            x, y = ((-y, x), (y, -x), (-x, y), (x, -y), (x + across, y + down), (y, x))[kind - 4]
            places[station] = (x0 + x, y0 + y)
        return places

    def _slanted(self, placed: PlacedStation, branch: list[tuple[int, int]], sense: int) -> dict[int, Place]:
        """Return a branch turned by 45°, step by step outwards, so that straight tracks stay on the grid."""
        places = {branch[0][0]: placed.at[branch[0][0]]}
        for before, station in branch:
            (x0, y0), (x1, y1) = placed.at[before], placed.at[station]
            x, y = x1 - x0, y1 - y0
            turned = (round((x - sense * y) * 0.7071), round((sense * x + y) * 0.7071))
            places[station] = (places[before][0] + turned[0], places[before][1] + turned[1])
        del places[branch[0][0]]
        return places

    def _room(self, placed: PlacedStation) -> dict[int, Place]:
        """Return everything on one side of a station moved one step: room made, or taken away."""
        pivot = placed.at[self.movable[int(self.draw() * len(self.movable))]]
        kind = int(self.draw() * 4)
        step = 1 if self.draw() < 0.5 else -1
        axis, beyond = kind & 1, kind & 2
        places = {}
        for station in self.movable:
            place = placed.at[station]
            if (place[axis] > pivot[axis]) if beyond else (place[axis] < pivot[axis]):
                places[station] = (place[0] + step, place[1]) if not axis else (place[0], place[1] + step)
        return places

    def _single(self, placed: PlacedStation, kind: float, heat: float) -> dict[int, Place]:
        """Return one station near where it is, in line with a neighbour, or anywhere."""
        draw, frame = self.draw, self.board.frame
        station = self.movable[int(draw() * len(self.movable))]
        column, row = placed.at[station]
        tracks = self.board.incident[station]
        if kind < NEAR or not tracks:
            far = FAR if heat > WARM_ENOUGH else LESS_FAR
            column += int(draw() * (2 * far + 1)) - far
            row += int(draw() * (2 * far + 1)) - far
        elif kind < IN_LINE:
            piece = self.board.network.tracks[tracks[int(draw() * len(tracks))]]
            other = piece.end if piece.start == station else piece.start
            if other is None:
                return {}
            across, down = STEP[int(draw() * 8)]
            ideal = frame.ideal / frame.unit * (len(piece.inner) + 1) / (1.414 if across and down else 1)
            steps = max(2, int(ideal * (SHORTEST_STEP + SPREAD_OF_STEPS * draw()) + 0.5))
            column, row = placed.at[other]
            column += across * steps
            row += down * steps
        else:
            column, row = 1 + int(draw() * (frame.columns - 1)), 1 + int(draw() * (frame.rows - 1))
        return {station: (column, row)}


def _nearest_step(across: int, down: int) -> Place:
    """Return the one of the eight directions that lies nearest to a way."""
    wide, high = abs(across), abs(down)
    # 5 : 12 is the slope half-way between level and slantwise.
    x = 0 if 12 * wide < 5 * high else 1 if across > 0 else -1
    y = 0 if 12 * high < 5 * wide else 1 if down > 0 else -1
    return x, y
