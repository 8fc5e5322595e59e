"""The least that the lines of a map can turn: a bound by OR-tools' CP-SAT, and the places that it found on the way.

The rules are those of the search, or looser: stations on the points of its grid, no two on one; tracks along the grid and
its diagonals, long enough for their stops; none leaves a station where another does, crosses another or comes nearer to it
than the two are broad. A track runs straight, or with one bend, of 45° or 90°; one that bends more often may run anywhere. What a given
layout breaks of these rules may be broken as often, so it never turns less than its own bound. Texts are not thought of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil, floor
from typing import Any

from xlscore.tubemap.geometry.routes import STEP, turn
from xlscore.tubemap.model.network import TubeMapError
from xlscore.tubemap.searching.graph import Network
from xlscore.tubemap.searching.laid import (
    Broken,
    Laid,
    Rules,
    corners_of,
    incident,
    joined,
    kind_of,
    strangers,
)
from xlscore.tubemap.weights import CALM_EFFORT, CALM_SEED

__all__ = ["Calmest", "calmest"]

Place = tuple[int, int]
Point = tuple[Any, Any]

_ROUNDED, _DIAGONAL = 1000, 1414
"""Lengths of steps in whole numbers."""


@dataclass(frozen=True)
class Calmest:
    """What was found: no layout turns less than `bound`; one that turns by `turning`, if any, has stations at `places`."""

    bound: int
    turning: int | None
    places: dict[int, Place]


def calmest(
    network: Network, rules: Rules, laid: Laid, effort: float = CALM_EFFORT, *, even: bool = False
) -> Calmest:
    """Return the least turning of a network's lines, looked for from a layout.

    With `even` the places are, of those that turn as little, the evenest that the solver finds.
    """
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        raise TubeMapError(
            'The calmest layout is found by a solver that is not here: pip install ".[optimal]".'
        ) from None

    model = _Model(cp_model.CpModel(), network, rules, laid)
    solver = cp_model.CpSolver()
    # One worker and a count of work instead of a clock: it ends alike everywhere.
    settings = {"num_workers": 1, "random_seed": CALM_SEED, "max_deterministic_time": effort}
    for name, value in settings.items():
        setattr(solver.parameters, name, value)
    found = (cp_model.OPTIMAL, cp_model.FEASIBLE)
    if solver.solve(model.model) not in found:
        least = ceil(solver.best_objective_bound - 1e-6)
        return Calmest(max(0, least), None, {})
    bound, turning = ceil(solver.best_objective_bound - 1e-6), round(solver.objective_value)
    places = model.places(solver)
    if even:
        model.spread(turning, places)
        if solver.solve(model.model) in found:
            places = model.places(solver)
    return Calmest(bound, turning, places)


class _Model:
    """The rules as constraints: a place for each kept station, directions, a bend and a kind for each track."""

    def __init__(self, model: Any, network: Network, rules: Rules, laid: Laid) -> None:
        self.model, self.network, self.rules = model, network, rules
        self.tracks = [number for number, track in enumerate(network.tracks) if track.end is not None]
        self.broken = Broken(network, self.tracks, rules, laid)
        self.at = {station: self._point() for station in network.kept}
        self.leaves = {track: self._one_of(8) for track in self.tracks}
        self.arrives = {track: self._one_of(8) for track in self.tracks}
        self.bend = {track: self._point() for track in self.tracks}
        self.kinds = {track: self._one_of(3) for track in self.tracks}
        self.right = {track: model.new_bool_var("") for track in self.tracks}
        if len(self.at) > 1:
            wide = rules.frame.columns + 1
            model.add_all_different([x + wide * y for x, y in self.at.values()])
        for track in self.tracks:
            self._run(track)
        model.add(sum(self.kinds[track][2] for track in self.tracks) <= self.broken.bends)
        self._part()
        turning = [self._turning_on(track) for track in self.tracks]
        turning += [
            lines * self._turning_between(station, one, other)
            for station, turns in network.turns.items()
            for one, other, lines in turns
        ]
        self.turning = sum(turning)
        model.minimize(self.turning)
        self._hint(laid)

    def places(self, solver: Any) -> dict[int, Place]:
        """Return where the stations stand in what was found."""
        return {station: (solver.value(x), solver.value(y)) for station, (x, y) in self.at.items()}

    def spread(self, turning: int, places: Mapping[int, Place]) -> None:
        """Ask for tracks of an even length and for the height of the page, at no more turning, from places that are there."""
        model, frame = self.model, self.rules.frame
        most = max(frame.columns, frame.rows)
        ideal = frame.ideal / frame.unit
        off = []
        for track in self.tracks:
            (x0, y0), (x1, y1) = self._ends(track)
            across, down, long, uneven = (model.new_int_var(0, 4 * most, "") for _ in range(4))
            model.add_abs_equality(across, x1 - x0)
            model.add_abs_equality(down, y1 - y0)
            model.add_max_equality(long, [across, down])
            model.add_abs_equality(uneven, long - round(ideal * (len(self.network.tracks[track].inner) + 1)))
            off.append(uneven)
        rows = [y for _, y in self.at.values()]
        highest, lowest = model.new_int_var(0, most, ""), model.new_int_var(0, most, "")
        model.add_min_equality(highest, rows)
        model.add_max_equality(lowest, rows)
        model.add(self.turning <= turning)
        model.minimize(sum(off) + highest - lowest)
        model.clear_hints()
        for station, point in self.at.items():
            for variable, value in zip(point, places[station], strict=True):
                model.add_hint(variable, value)

    # -- variables --------------------------------------------------------------------------------------

    def _point(self) -> Point:
        frame = self.rules.frame
        return self.model.new_int_var(1, frame.columns - 1, ""), self.model.new_int_var(1, frame.rows - 1, "")

    def _one_of(self, count: int) -> list[Any]:
        found = [self.model.new_bool_var("") for _ in range(count)]
        self.model.add_exactly_one(found)
        return found

    def _ends(self, track: int) -> tuple[Point, Point]:
        piece = self.network.tracks[track]
        assert piece.end is not None
        return self.at[piece.start], self.at[piece.end]

    def _outward(self, track: int, station: int) -> list[Any]:
        """Return the direction in which a track leaves a station."""
        return self.leaves[track] if self.network.tracks[track].start == station else self.arrives[track]

    # -- one track --------------------------------------------------------------------------------------

    def _run(self, track: int) -> None:
        """Lead a track from its start to its bend and on to its end; a straight one bends where it ends."""
        model, frame = self.model, self.rules.frame
        (x0, y0), (x1, y1) = self._ends(track)
        x, y = self.bend[track]
        straight, bent, free = self.kinds[track]
        model.add_implication(self.right[track], bent)
        most = max(frame.columns, frame.rows)
        first, second = model.new_int_var(0, most, ""), model.new_int_var(0, most, "")
        hops = len(self.network.tracks[track].inner) + 1
        model.add(first >= 1).only_enforce_if(~free)
        model.add(first + second >= hops).only_enforce_if(~free)
        model.add(second >= 1).only_enforce_if(bent)
        model.add(second == 0).only_enforce_if(~bent)
        least = self.broken.least
        needed = floor(_ROUNDED * hops * least / frame.unit)
        leaves, arrives = self.leaves[track], self.arrives[track]
        for direction, (across, down) in enumerate(STEP):
            model.add(x - x0 == across * first).only_enforce_if(leaves[direction], ~free)
            model.add(y - y0 == down * first).only_enforce_if(leaves[direction], ~free)
            model.add(x - x1 == across * second).only_enforce_if(arrives[direction], ~free)
            model.add(y - y1 == down * second).only_enforce_if(arrives[direction], ~free)
            back = (direction + 4) % 8
            model.add_implication(leaves[direction], arrives[back]).only_enforce_if(straight)
            for turned, right in ((1, ~self.right[track]), (2, self.right[track])):
                beside = [arrives[(back + side) % 8] for side in (turned, -turned)]
                model.add_bool_or(beside).only_enforce_if(leaves[direction], bent, right)
            # A second leg counts as one along the diagonals, whether it is or not.
            step = _DIAGONAL if across and down else _ROUNDED
            model.add(step * first + _DIAGONAL * second >= needed).only_enforce_if(leaves[direction], ~free)

    def _turning_on(self, track: int) -> Any:
        """Return by how much the lines of a track turn on it: one that may run anywhere, by twice 45° or what its ends ask for."""
        _, bent, free = self.kinds[track]
        leaves, arrives = self.leaves[track], self.arrives[track]
        more = self.model.new_int_var(0, 2, "")
        for one in range(8):
            for other in range(8):
                turned = turn(one, (other + 4) % 8)
                if turned > 2:
                    self.model.add(more >= turned - 2).only_enforce_if(leaves[one], arrives[other], free)
        return len(self.network.tracks[track].lines) * (bent + self.right[track] + 2 * free + more)

    def _turning_between(self, station: int, one: int, other: int) -> Any:
        """Return by how much a line turns that goes from a track to another."""
        found = self.model.new_int_var(0, 4, "")
        first, second = self._outward(one, station), self._outward(other, station)
        for here in range(8):
            for there in range(8):
                turned = turn(here, (there + 4) % 8)
                if turned:
                    self.model.add(found >= turned).only_enforce_if(first[here], second[there])
        return found

    # -- tracks and each other --------------------------------------------------------------------------

    def _part(self) -> None:
        """Keep tracks and stations apart: as often as a given layout does not, they need not be."""
        rules = self.rules
        together, crossing, over = [], [], []
        for station, here in incident(self.network, self.tracks).items():
            for one, other in combinations(here, 2):
                broken = self.model.new_bool_var("")
                together.append(broken)
                for mine, theirs in zip(
                    self._outward(one, station), self._outward(other, station), strict=True
                ):
                    self.model.add_bool_or(~mine, ~theirs, broken)
        for one, other in combinations(self.tracks, 2):
            if not joined(self.network, one, other):
                apart = rules.apart(rules.halves[one] + rules.halves[other])
                loose = [self.kinds[one][2], self.kinds[other][2]]
                crossing.append(self._kept_apart(self._pieces(one), self._pieces(other), loose, apart))
        for station, track in strangers(self.network, self.tracks):
            point = [(self.at[station],)]
            apart = rules.apart(rules.radius + rules.halves[track])
            over.append(self._kept_apart(point, self._pieces(track), [self.kinds[track][2]], apart))
        self.model.add(sum(together) <= self.broken.together)
        self.model.add(sum(crossing) <= self.broken.crossing)
        self.model.add(sum(over) <= self.broken.over)

    def _pieces(self, track: int) -> list[tuple[Point, ...]]:
        start, end = self._ends(track)
        return [(start, self.bend[track]), (self.bend[track], end)]

    def _kept_apart(
        self,
        one: Sequence[Sequence[Point]],
        other: Sequence[Sequence[Point]],
        loose: Sequence[Any],
        apart: Mapping[Place, int],
    ) -> Any:
        """Keep the pieces of two things apart, and return whether they need not be."""
        model = self.model
        broken = model.new_bool_var("")
        for mine in one:
            for theirs in other:
                sides = []
                for (across, down), least in apart.items():
                    values = [[across * x + down * y for x, y in piece] for piece in (mine, theirs)]
                    for low, high in (values, values[::-1]):
                        side = model.new_bool_var("")
                        sides.append(side)
                        for before in low:
                            for after in high:
                                model.add(after - before >= least).only_enforce_if(side)
                model.add_bool_or(*sides, *loose, broken)
        return broken

    def _hint(self, laid: Laid) -> None:
        """Begin with a layout."""
        hint = self.model.add_hint
        for station, point in self.at.items():
            for variable, value in zip(point, laid.places[station], strict=True):
                hint(variable, value)
        for track in self.tracks:
            legs = laid.legs[track]
            for variable, value in zip(
                self.bend[track], corners_of(laid, self.network, track)[1], strict=True
            ):
                hint(variable, value)
            for number, variable in enumerate(self.kinds[track]):
                hint(variable, number == kind_of(legs))
            hint(self.right[track], kind_of(legs) == 1 and turn(legs[0][0], legs[-1][0]) == 2)
            for direction in range(8):
                hint(self.leaves[track][direction], legs[0][0] == direction)
                hint(self.arrives[track][direction], (legs[-1][0] + 4) % 8 == direction)
