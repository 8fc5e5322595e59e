"""What a search tries next: one station elsewhere, a whole branch turned about its root, or room made.

A branch is everything that hangs on a network by one piece of track. Turning it or moving it as a whole finds
in one try what many small tries would not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlscore.tubemap.geometry.routes import STEP
from xlscore.tubemap.searching.board import PlacedStation, SearchBoard
from xlscore.tubemap.weights import (
    BRANCH,
    FAR,
    IN_LINE,
    LESS_FAR,
    LETTERS,
    NEAR,
    ROOM,
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
        kind = self.draw()
        if kind < BRANCH and self.branches:
            places = self._branch(placed)
        elif kind < ROOM and len(self.movable) > 3:
            places = self._room(placed)
        else:
            places = self._single(placed, kind, heat)
        frame = self.board.frame
        if not all(1 <= x < frame.columns and 1 <= y < frame.rows for x, y in places.values()):
            return {}
        # Stations between others move along with their track; a single station may not even jump onto one of those.
        standing = range(len(placed.at)) if len(places) == 1 else self.board.network.kept
        taken = {placed.at[station] for station in standing if station not in places}
        if len(set(places.values())) < len(places) or taken & set(places.values()):
            return {}
        if all(placed.at[station] == place for station, place in places.items()):
            return {}
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
