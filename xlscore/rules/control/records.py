"""The records of the control charts: what a chart is drawn from, what it shows, and what it comes to.

A chart is of months, of one measure in one place. Two levels: strict for all, sensitive for the areas of the police and
crime plan (Leicestershire, October 2013). What counts of a signal is whether it is new, continues or has ended, and how many
crimes lie above the expected; a signal is never a forecast.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import month_name
from xlscore.rules.statistics.segments import Segment
from xlscore.rules.statistics.signals import Signal
from xlscore.rules.statistics.spc import Assurance, Direction, Variation

__all__ = [
    "ChartKind", "ControlPoint", "ControlResult", "ControlRow", "ControlSeries", "LimitLevel", "OwnLimits", "Recalculation", "State",
]  # fmt: skip


class State(StrEnum):
    """Where a signal stands against the same chart one month earlier."""

    NEW = "new"
    CONTINUING = "continuing"
    ENDED = "ended"
    NONE = "none"


class LimitLevel(StrEnum):
    """How wide the limits are: strict for all, sensitive for plan areas."""

    STRICT = "strict"
    SENSITIVE = "sensitive"


class ChartKind(StrEnum):
    """What is drawn: values with limits, values about their median, or the days (months) from event to event."""

    CONTROL = "control chart"
    RUN = "run chart"
    DAYS_BETWEEN = "days between"
    MONTHS_BETWEEN = "months between"

    @property
    def is_between(self) -> bool:
        """Return whether a point is the time from one event to the next, not a month."""
        return self in (ChartKind.DAYS_BETWEEN, ChartKind.MONTHS_BETWEEN)


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """The limits that an officer gives a chart, in their order."""

    lower: float
    mean: float
    upper: float

    def __post_init__(self) -> None:
        if not self.lower <= self.mean <= self.upper or self.lower == self.upper:
            raise RuleError(
                Trouble.OUT_OF_RANGE,
                f"The limits {self.lower:g}, {self.mean:g}, {self.upper:g} are not in their order.",
                "Give the lower limit, the mean and the upper limit, each higher than the one before.",
            )


@dataclass(frozen=True, slots=True)
class ControlSeries:
    """What a chart is drawn from: a measure in a place ("" for the force), with a value or None for every month.

    The months are all from the first to the last; those before the ones that are drawn give the seasons.
    """

    measure: str
    place: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    direction: Direction
    target: float | None = None
    """What is asked of a month."""
    steps: tuple[date, ...] = ()
    """The months from which limits are drawn anew: breaks and step changes."""
    notes: tuple[tuple[date, str], ...] = ()
    """What is written on the chart, by month."""
    adjusted: bool = False
    """Whether seasonally adjusted values are asked for."""
    own_limits: OwnLimits | None = None
    baseline: tuple[date, date] | None = None
    """The months, from the first to the last, whose values give the limits of their segment."""
    plan_area: bool = False
    is_rate: bool = False
    """Whether the values are fractions, such as outcomes of crimes, and are said as percentages."""
    events: tuple[date, ...] = ()
    """The days of its events, a day twice where there were two; of use where they are rare."""

    def __post_init__(self) -> None:
        if len(self.months) != len(self.values):
            raise RuleError(Trouble.OUT_OF_RANGE, "A series has as many values as months.")

    @property
    def title(self) -> str:
        """Return the measure with its place.

        >>> ControlSeries("Burglary", "North", (), (), Direction.LOWER).title
        'Burglary, North'
        """
        return f"{self.measure}, {self.place}" if self.place else self.measure

    def value_of(self, month: date) -> float | None:
        """Return a month's value as it is counted, whether or not the chart takes its season out."""
        return dict(zip(self.months, self.values, strict=True)).get(month)

    def up_to(self, stop: int) -> ControlSeries:
        """Return the series of its first so many months, with the events up to then."""
        if stop >= len(self.months):
            return self
        end = self.months[stop]
        return replace(
            self,
            months=self.months[:stop],
            values=self.values[:stop],
            events=tuple(day for day in self.events if day < end),
        )


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """A point of a chart with its lines; None where a month has no value, or a chart no such line."""

    month: date
    """The month, or the day of the event to which a chart counts days; of time since the last event, the last day."""
    value: float | None
    mean: float | None
    """The median on a run chart and on one of months between."""
    lower: float | None
    upper: float | None
    near_lower: float | None
    near_upper: float | None
    variation: Variation
    signal: Signal


@dataclass(frozen=True, slots=True)
class Recalculation:
    """Limits that could be drawn anew, for an officer to decide: from which month, and why."""

    month: date
    reason: str


@dataclass(frozen=True, slots=True)
class ControlRow:
    """What a chart comes to, on one level."""

    series: ControlSeries
    level: LimitLevel
    kind: ChartKind
    points: tuple[ControlPoint, ...]
    segments: tuple[Segment, ...]
    """Where limits are drawn anew: `start` and `stop` are places in `points`."""
    variation: Variation
    assurance: Assurance | None
    """None without a target, without limits, or where neither way is better."""
    signal: Signal
    state: State
    was: Variation
    """The variation of the same chart one month earlier."""
    above_expected: float | None
    """The sum over the signal that runs of what lies above (or, less than 0, below) the mean; None without one, or of time between."""
    since: date | None
    """The first point of the signal that runs."""
    suggestion: Recalculation | None
    is_adjusted: bool
    """Whether the values are seasonally adjusted; too few years cannot be."""
    sentence: str
    is_open: bool = False
    """Whether the last point is the time since the last event."""

    @property
    def title(self) -> str:
        """Return what the chart is of, in words: the measure and its place, and that seasons are taken out."""
        return f"{self.series.title} (seasonally adjusted)" if self.is_adjusted else self.series.title

    @property
    def last(self) -> ControlPoint:
        """Return the last point that has a value."""
        return next(point for point in reversed(self.points) if point.value is not None)

    @property
    def is_high(self) -> bool:
        """Return whether the last point's signal goes upwards."""
        upwards = {Variation.HIGH, Variation.CONCERN if self.lower_is_better else Variation.IMPROVEMENT}
        return self.variation in upwards

    @property
    def lower_is_better(self) -> bool:
        """Return whether less is better on this chart; of the time between events more is, where fewer events are."""
        return (self.series.direction is Direction.LOWER) is not self.kind.is_between

    @property
    def is_flagged(self) -> bool:
        """Return whether the chart shows more than chance now."""
        return self.variation is not Variation.COMMON_CAUSE

    @property
    def unit(self) -> str:
        """Return what the values are where they are no counts: "days", "months" or "%", else ""."""
        if self.series.is_rate:
            return "%"
        return self.kind.value.partition(" ")[0] if self.kind.is_between else ""

    @property
    def alternative_text(self) -> str:
        """Return the chart for somebody who does not see it."""
        return f"{self.kind.value.capitalize()} of {self.title}, {len(self.points)} points to {month_name(self.last.month)}. {self.sentence}"


@dataclass(frozen=True)
class ControlResult:
    """All charts: the strict ones, then the sensitive ones, each in the order of what matters."""

    rows: tuple[ControlRow, ...]
    false_alarms: tuple[str, ...]
    """For each level in a sentence how many charts would signal by chance alone."""
    undrawn: tuple[ControlSeries, ...] = ()
    """The series without a single value."""

    def of(self, level: LimitLevel) -> Sequence[ControlRow]:
        """Return the charts of a level."""
        return [row for row in self.rows if row.level is level]
