"""Control charts of single values (XmR): limits, variation and assurance; the signals are in `signals`.

As NHSRplotthedots 0.2 computes them ("Making Data Count"). Per segment: mean ± 2.66 × the mean moving range; moving
ranges at or over 3.267 × their mean are dropped once (screening), the mean keeps every value; near limits stand at
two thirds. No limit is clamped at zero.

One departure: where nothing moves, the reference's screening leaves no limits; here they equal the mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.segments import Segment, segment_of
from xlscore.rules.statistics.signals import Limits, Signal, find_signals

if TYPE_CHECKING:
    from xlscore.rules.policy import Policy

__all__ = [
    "Assurance", "Chart", "Direction", "Options", "Point", "Segment", "Variation", "chart_of", "control_chart",
]  # fmt: skip

_SHORTEST_BASELINE: Final = 12
_SHORTEST_RUN: Final = 3


class Direction(Enum):
    """Which way is better."""

    HIGHER = 1
    NEUTRAL = 0
    LOWER = -1

    @classmethod
    def of(cls, higher_is_better: bool | None) -> Direction:
        """Return the direction for TRUE, FALSE or no entry.

        >>> Direction.of(False), Direction.of(None)
        (<Direction.LOWER: -1>, <Direction.NEUTRAL: 0>)
        """
        if higher_is_better is None:
            return cls.NEUTRAL
        return cls.HIGHER if higher_is_better else cls.LOWER


class Variation(StrEnum):
    """What a point means; high and low where neither way is better."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    COMMON_CAUSE = "common cause"
    HIGH = "high"
    LOW = "low"


class Assurance(StrEnum):
    """Whether the process as it runs will meet a target."""

    PASSING = "Passing"
    FAILING = "Failing"
    HIT_OR_MISS = "Hit or miss"


_TYPES: Final = {
    Direction.NEUTRAL: (Variation.COMMON_CAUSE, Variation.HIGH, Variation.LOW),
    Direction.HIGHER: (Variation.COMMON_CAUSE, Variation.IMPROVEMENT, Variation.CONCERN),
    Direction.LOWER: (Variation.COMMON_CAUSE, Variation.CONCERN, Variation.IMPROVEMENT),
}
"""Types by the side of a signal: 0 none, 1 high, −1 low."""


@dataclass(frozen=True, slots=True)
class Options:
    """How limits are drawn: the mean ± `limit` × the mean moving range, × `level` (2/3 on the sensitive level).

    Source of the sensitive level, for plan areas: Leicestershire threat/impact scorecard, October 2013.
    """

    screen: bool
    limit: float
    run: int
    level: float = 1.0

    def __post_init__(self) -> None:
        if self.limit <= 0:
            raise RuleError(
                Trouble.OUT_OF_RANGE, "The limits stand at a distance above zero: 2.66 as published."
            )
        if self.run < _SHORTEST_RUN:
            raise RuleError(
                Trouble.OUT_OF_RANGE, f"A run takes {_SHORTEST_RUN} points or more: 7 as published."
            )

    @classmethod
    def of(cls, policy: Policy, sensitive: bool = False) -> Options:
        """Return the options that a policy asks for, of the ordinary or the sensitive level."""
        level = policy.spc_sensitive if sensitive else 1.0
        return cls(policy.spc_screen == "yes", policy.spc_limits, int(policy.spc_run), level)

    def segment(self, start: int, stop: int, basis: Sequence[float | None]) -> Segment:
        """Return a segment with the mean of some values, and their limits."""
        return segment_of(start, stop, basis, factor=self.limit * self.level, screen=self.screen)


@dataclass(frozen=True, slots=True)
class Point:
    """One row of a chart."""

    value: float | None
    mean: float | None
    limits: Limits | None
    signal: Signal
    variation: Variation


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart. `sides` says for each point which way its signal goes: 1 high, −1 low, 0 no signal."""

    values: tuple[float | None, ...]
    segments: tuple[Segment, ...]
    signals: tuple[Signal, ...]
    sides: tuple[int, ...]
    direction: Direction

    @property
    def points(self) -> Iterator[Point]:
        """Return the rows in order; a missing value keeps its row, with limits and no signal."""
        variations = self.variations
        for part in self.segments:
            for i in range(part.start, part.stop):
                yield Point(self.values[i], part.mean, part.limits, self.signals[i], variations[i])

    @property
    def variations(self) -> list[Variation]:
        """Return the type of each row."""
        types = _TYPES[self.direction]
        return [types[side] for side in self.sides]

    @property
    def last_side(self) -> int:
        """Return which way the last value signals: 1 high, −1 low, 0 neither. Months still blank do not count."""
        last = max(i for i, value in enumerate(self.values) if value is not None)
        return self.sides[last]

    @property
    def variation(self) -> Variation:
        """Return the type of the last value, which is what the chart says now."""
        return _TYPES[self.direction][self.last_side]

    def assurance(self, target: float) -> Assurance:
        """Return whether a target lies beyond the last segment's limits; one on a limit is hit or miss.

        A single value has no moving range and so assures nothing, whatever its target.
        """
        if self.direction is Direction.NEUTRAL:
            raise RuleError(
                Trouble.MISSING, "Assurance needs a direction: say whether higher or lower is better."
            )
        last = [part for part in self.segments if part.mean is not None][-1]
        if last.limits is None or not last.moving_ranges or last.limits.lower <= target <= last.limits.upper:
            return Assurance.HIT_OR_MISS
        above = target > last.limits.upper
        return Assurance.PASSING if above == (self.direction is Direction.LOWER) else Assurance.FAILING


def control_chart(
    values: Sequence[float | None],
    direction: Direction = Direction.NEUTRAL,
    rebase_at: Iterable[int] = (),
    baseline: int | None = None,
    *,
    options: Options,
) -> Chart:
    """Return the control chart of a series in order of time.

    `rebase_at` are the positions (the first is 1) that open a new segment, where everything starts afresh.
    `baseline` takes each segment's mean and limits from its first so many rows, 12 or more.

    >>> options = Options(screen=True, limit=2.66, run=7)
    >>> values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    >>> chart = control_chart(values, Direction.HIGHER, options=options)
    >>> round(chart.segments[0].limits.lower, 2), round(chart.segments[0].limits.upper, 2)
    (-0.72, 4.6)
    >>> chart.signals[4].value, chart.variation.value
    ('outside', 'common cause')
    """
    if all(value is None for value in values):
        raise RuleError(Trouble.MISSING, "The series has no value, so it has no control chart.")
    if baseline is not None and baseline < _SHORTEST_BASELINE:
        raise RuleError(Trouble.OUT_OF_RANGE, f"A baseline takes at least {_SHORTEST_BASELINE} points.")
    starts = sorted({1, *rebase_at})
    if starts[0] < 1 or starts[-1] > len(values):
        raise RuleError(Trouble.OUT_OF_RANGE, f"A new segment opens at a position from 1 to {len(values)}.")
    known = [None if value is None else float(value) for value in values]
    segments = []
    for start, stop in zip(starts, [*starts[1:], len(known) + 1], strict=True):
        rows = known[start - 1 : stop - 1]
        segments.append(options.segment(start - 1, stop - 1, rows[:baseline]))
    return chart_of(known, segments, direction, options.run)


def chart_of(
    values: Sequence[float | None], segments: Sequence[Segment], direction: Direction, run: int
) -> Chart:
    """Return the chart of some values whose segments, one after the other, have their mean and limits already."""
    signals: list[Signal] = []
    sides: list[int] = []
    for part in segments:
        rows = values[part.start : part.stop]
        found, ways = (
            ([Signal.NONE] * len(rows), [0] * len(rows))
            if part.mean is None
            else find_signals(rows, part.mean, part.limits, run)
        )
        signals += found
        sides += ways
    return Chart(tuple(values), tuple(segments), tuple(signals), tuple(sides), direction)
