"""Positions in the Most Similar Group: rank, average, gap, change required, aspiration, movement.

A group is up to eight forces, own force included; membership is the user's data. The average is the
inspectorate's: "sum of the forces' rates over the number of forces", own force included (HMIC Crime and
Policing Comparator). All on exact fractions, so that two forces which show the same figure share a rank.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import away_from_zero
from xlscore.rules.positions.benchmark import Benchmark
from xlscore.rules.problems import RuleError, Trouble

__all__ = [
    "AVERAGE_METHODS", "AspirationStatus", "Group", "Movement", "already_there", "average", "benchmark_rank", "benchmark_value", "change_required",
    "median", "move", "pooled", "quartile", "rank", "status", "top_quartile_rank",
]  # fmt: skip

AVERAGE_METHODS: Final = ("average", "median")


class AspirationStatus(StrEnum):
    """Whether a measure is where the force wants it to be in its group."""

    MET = "Met or exceeded"
    BELOW = "Below aspiration"
    NONE = "No aspiration"


class Movement(StrEnum):
    """How a position stands against the one before."""

    IMPROVED = "Improved"
    DETERIORATED = "Deteriorated"
    UNCHANGED = "Unchanged"


@dataclass(frozen=True, slots=True)
class Group:
    """One measure's values in a group: the force's own, and those of its peers that have one."""

    own: Fraction
    peers: tuple[Fraction, ...]
    higher_is_better: bool = False

    @property
    def values(self) -> tuple[Fraction, ...]:
        """Return all values, own first."""
        return (self.own, *self.peers)

    @property
    def best_first(self) -> list[Fraction]:
        """Return all values in the order of their ranks."""
        return sorted(self.values, reverse=self.higher_is_better)


def rank(group: Group) -> int:
    """Return the force's position, 1 the best; equal values share the better position.

    >>> rank(Group(Fraction(9), (Fraction(7), Fraction(9), Fraction(12))))
    2
    """
    if group.higher_is_better:
        return 1 + sum(value > group.own for value in group.peers)
    return 1 + sum(value < group.own for value in group.peers)


def average(values: Sequence[Fraction]) -> Fraction:
    """Return the sum of the values over their number. Source: HMIC Crime and Policing Comparator.

    >>> average([Fraction(1), Fraction(2)])
    Fraction(3, 2)
    """
    if not values:
        raise RuleError(Trouble.MISSING, "No force has a value; there is nothing to average.")
    return sum(values, Fraction(0)) / len(values)


def median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle value, the mean of the two middle ones in an even number.

    >>> median([Fraction(5), Fraction(1), Fraction(3), Fraction(2)])
    Fraction(5, 2)
    """
    if not values:
        raise RuleError(Trouble.MISSING, "No force has a value; there is no median.")
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def pooled(counts: Sequence[Fraction], populations: Sequence[Fraction], per: Fraction) -> Fraction:
    """Return the rate of the group as one area: all offences over all people, per so many people.

    >>> pooled([Fraction(10), Fraction(30)], [Fraction(1000), Fraction(1000)], Fraction(1000))
    Fraction(20, 1)
    """
    if not counts:
        raise RuleError(Trouble.MISSING, "No force has both a count and a population.")
    if any(count < 0 for count in counts):
        raise RuleError(Trouble.OUT_OF_RANGE, "A count cannot be negative.")
    if any(population <= 0 for population in populations):
        raise RuleError(Trouble.OUT_OF_RANGE, "A population must be above zero.")
    if per <= 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate is per a number of people above zero.")
    return sum(counts, Fraction(0)) / sum(populations, Fraction(0)) * per


def top_quartile_rank(number: int) -> int:
    """Return the last position that counts as top quartile: 2 of 8; a quarter of a force is a whole one.

    Source: the quantile of the published comparators, by which positions 1 to n/4 are the first quarter.

    >>> top_quartile_rank(8), top_quartile_rank(7)
    (2, 2)
    """
    if number < 4:
        raise RuleError(Trouble.MISSING, f"A group of {number} has no quartiles; it takes four values.")
    return -(-number // 4)


def quartile(group: Group) -> int:
    """Return the quarter of the group that the force is in, 1 the best.

    Source: the quantile of PHEindicatormethods: floor(5 − ceil((n + 1 − rank) / (n / 4))), ties at the better rank.

    >>> quartile(Group(Fraction(8), tuple(map(Fraction, range(1, 8)))))
    4
    """
    number = len(group.values)
    top_quartile_rank(number)
    return 5 + (4 * (number + 1 - rank(group)) // -number)


def benchmark_rank(benchmark: Benchmark, number: int) -> int | None:
    """Return the position that a benchmark asks for in a group of that number; None where it is a value.

    >>> benchmark_rank(Benchmark("top quartile"), 8), benchmark_rank(Benchmark("average"), 8)
    (2, None)
    """
    if benchmark.kind in ("average", "peers", "median"):
        return None
    place = {"best": 1, "rank": benchmark.rank}.get(benchmark.kind) or top_quartile_rank(number)
    if place > number:
        raise RuleError(
            Trouble.OUT_OF_RANGE, f"Position {place} is beyond the group: {number} forces have a value."
        )
    return place


def benchmark_value(group: Group, benchmark: Benchmark) -> Fraction:
    """Return the value that a benchmark stands at in the group.

    >>> benchmark_value(Group(Fraction(9), (Fraction(5), Fraction(7))), Benchmark("best"))
    Fraction(5, 1)
    """
    place = benchmark_rank(benchmark, len(group.values))
    if place is not None:
        return group.best_first[place - 1]
    if benchmark.kind == "median":
        return median(group.values)
    return average(group.peers if benchmark.kind == "peers" else group.values)


def already_there(group: Group, benchmark: Benchmark) -> str:
    """Return the answer's wording when no change is required, "" when one is.

    Source of the wording: Essex Police MSG aspirations, January 2020 data.

    >>> already_there(Group(Fraction(1), (Fraction(3),)), Benchmark("average"))
    'N/A - already better than average'
    """
    target = benchmark_value(group, benchmark)
    ahead = group.own - target if group.higher_is_better else target - group.own
    if ahead < 0:
        return ""
    beaten = ahead > 0 and benchmark.kind == "average"
    return "N/A - already better than average" if beaten else "N/A - already there"


def change_required(
    group: Group, benchmark: Benchmark, population: Fraction | None, per: Fraction
) -> Fraction | int:
    """Return benchmark − own; with a population, in whole offences away from zero, if all others stay put.

    Moving only your own force moves the average with it: the benchmark "peers" is the change that really
    reaches the new average of the group (8/7 of the printed gap in a group of eight).
    Source: Essex Police MSG aspirations, January 2020 data ("only valid if all other Forces remain static").

    >>> group = Group(Fraction(10), (Fraction(7),))
    >>> change_required(group, Benchmark("best"), population=Fraction(1500), per=Fraction(1000))
    -5
    """
    gap = benchmark_value(group, benchmark) - group.own
    if population is None:
        return gap
    if population <= 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A population must be above zero.")
    if per <= 0:
        raise RuleError(Trouble.OUT_OF_RANGE, "A rate is per a number of people above zero.")
    return away_from_zero(gap * population / per)


def status(group: Group, aspiration: Benchmark | None) -> AspirationStatus:
    """Return whether the force is where it wants to be in its group.

    >>> status(Group(Fraction(5), (Fraction(7),)), Benchmark("best")).value
    'Met or exceeded'
    """
    if aspiration is None:
        return AspirationStatus.NONE
    return AspirationStatus.MET if already_there(group, aspiration) else AspirationStatus.BELOW


def move(previous_rank: int, current_rank: int) -> Movement:
    """Return how a position stands against the one before; 1 is the best.

    >>> move(5, 4).value
    'Improved'
    """
    if previous_rank < 1 or current_rank < 1:
        raise RuleError(Trouble.OUT_OF_RANGE, "A position in the group starts at 1.")
    if current_rank == previous_rank:
        return Movement.UNCHANGED
    return Movement.IMPROVED if current_rank < previous_rank else Movement.DETERIORATED
