"""The chart that a series gets: of control, of runs about the median, or of the time between events.

Rare events are drawn as the time between them, where most months have none or one and nobody chose limits or a baseline by the
month. Fewer values than a control chart needs are a run chart. All else is a control chart of single values, of the latest
months, with limits drawn anew at each step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from xlscore.rules.control.between import (
    Gaps,
    days_between,
    g_chart,
    is_rare,
    months_between_events,
    t_chart,
)
from xlscore.rules.control.records import ChartKind, ControlPoint, ControlSeries, LimitLevel, OwnLimits
from xlscore.rules.control.runs import run_chart
from xlscore.rules.control.seasons import adjusted_values
from xlscore.rules.monthly.days import last_day
from xlscore.rules.policy import Policy
from xlscore.rules.series import months_later
from xlscore.rules.statistics.segments import Segment, near_limits
from xlscore.rules.statistics.spc import Chart, Direction, Options, chart_of

__all__ = ["SeriesChart", "baseline_values", "draw"]

_UPSIDE_DOWN: Final = {
    Direction.LOWER: Direction.HIGHER,
    Direction.HIGHER: Direction.LOWER,
    Direction.NEUTRAL: Direction.NEUTRAL,
}
"""The more time there is between events, the fewer there are."""


@dataclass(frozen=True, slots=True)
class SeriesChart:
    """A chart with the month or day of each of its points."""

    kind: ChartKind
    chart: Chart
    dates: tuple[date, ...]
    is_adjusted: bool = False
    is_open: bool = False
    """Whether the last point is the time since the last event."""

    @property
    def points(self) -> tuple[ControlPoint, ...]:
        """Return the points with their lines."""
        parts = [part for part in self.chart.segments for _ in range(part.start, part.stop)]
        return tuple(
            ControlPoint(month, point.value, point.mean, *_lines(part), point.variation, point.signal)
            for month, part, point in zip(self.dates, parts, self.chart.points, strict=True)
        )


def _lines(part: Segment) -> tuple[float | None, float | None, float | None, float | None]:
    """Return lower and upper limit and the near ones; a single value has none."""
    limits = part.limits
    if limits is None or not part.moving_ranges:
        return None, None, None, None
    return limits.lower, limits.upper, limits.near_lower, limits.near_upper


def draw(series: ControlSeries, level: LimitLevel, policy: Policy) -> SeriesChart | None:
    """Return the chart of a series up to its last value, None where it has none."""
    known = [place for place, value in enumerate(series.values) if value is not None]
    if not known:
        return None
    series = series.up_to(known[-1] + 1)
    options = Options.of(policy, sensitive=level is LimitLevel.SENSITIVE)
    window = _Window.of(series, policy)
    by_month = series.is_rate or series.own_limits is not None or series.baseline is not None
    if not by_month and is_rare(window.raw, policy.spc_rare):
        drawn = _time_between(series, window, options, policy)
        if drawn is not None:
            return drawn
    starts = window.starts(series.steps)
    if sum(value is not None for value in window.values) < policy.spc_fewest and series.own_limits is None:
        chart = run_chart(window.values, starts, series.direction)
        return SeriesChart(ChartKind.RUN, chart, window.months, window.is_adjusted)
    segments = []
    for start, stop in zip(starts, [*starts[1:], len(window.values)], strict=True):
        rows = window.values[start:stop]
        if series.own_limits is not None and stop == len(window.values):
            segments.append(_own_segment(start, stop, series.own_limits, options.level))
            continue
        basis = baseline_values(series.baseline, window.months[start:stop], rows, policy)
        segments.append(options.segment(start, stop, basis or rows))
    chart = chart_of(window.values, segments, series.direction, options.run)
    return SeriesChart(ChartKind.CONTROL, chart, window.months, window.is_adjusted)


@dataclass(frozen=True, slots=True)
class _Window:
    """The latest months of a series, which are drawn."""

    months: tuple[date, ...]
    raw: tuple[float | None, ...]
    values: tuple[float | None, ...]
    is_adjusted: bool

    @classmethod
    def of(cls, series: ControlSeries, policy: Policy) -> _Window:
        """Return the months that are drawn: as many as the policy says, more where a baseline begins before them."""
        first = months_later(series.months[-1], 1 - int(policy.spc_months))
        if series.baseline is not None:
            first = min(first, series.baseline[0])
        skip = sum(month < first for month in series.months)
        raw = series.values[skip:]
        if series.adjusted:
            values = adjusted_values(series.months, series.values, int(policy.year_begins))[skip:]
            if values[-1] is not None and sum(v is not None for v in values) >= policy.spc_fewest:
                skip_more = next(place for place, value in enumerate(values) if value is not None)
                skip += skip_more
                return cls(series.months[skip:], raw[skip_more:], values[skip_more:], True)
        lead = next((place for place, value in enumerate(raw) if value is not None), 0)
        return cls(series.months[skip + lead :], raw[lead:], raw[lead:], False)

    def starts(self, steps: Sequence[date]) -> list[int]:
        """Return the places at which limits are drawn anew, the first of them 0."""
        return sorted({0, *(place for place, month in enumerate(self.months) if month in steps)})


def baseline_values(
    baseline: tuple[date, date] | None,
    months: Sequence[date],
    values: Sequence[float | None],
    policy: Policy,
) -> list[float | None]:
    """Return the values of a baseline among those of a segment, none where they are fewer than limits need."""
    if baseline is None:
        return []
    first, last = baseline
    found = [value for month, value in zip(months, values, strict=True) if first <= month <= last]
    return found if sum(value is not None for value in found) >= policy.spc_fewest else []


def _own_segment(start: int, stop: int, own: OwnLimits, level: float) -> Segment:
    """Return the segment with an officer's limits, on the sensitive level as much nearer to the mean as its own are."""
    lower, upper = own.mean - level * (own.mean - own.lower), own.mean + level * (own.upper - own.mean)
    return Segment(start, stop, stop - start, own.mean, near_limits(lower, own.mean, upper))


def _time_between(
    series: ControlSeries, window: _Window, options: Options, policy: Policy
) -> SeriesChart | None:
    """Return the chart of the time between events, None where there are too few; of days where each event has its day."""
    events = [day for day in series.events if day >= window.months[0]]
    counted = sum(int(value) for value in window.raw if value is not None)
    by_days = len(events) >= counted and None not in window.raw
    gaps: Gaps = (
        days_between(events, last_day(window.months[-1]))
        if by_days
        else months_between_events(window.months, window.raw)
    )
    if not gaps.are_enough:
        return None
    kind = ChartKind.DAYS_BETWEEN if by_days else ChartKind.MONTHS_BETWEEN
    direction = _UPSIDE_DOWN[series.direction]
    starts = sorted(
        {0, *(place for step in series.steps for place in _first_after(gaps.ends, step) if place)}
    )
    if len(gaps.lengths) < policy.spc_fewest:
        return SeriesChart(kind, run_chart(gaps.lengths, starts, direction), gaps.ends)
    chart, drawn = (t_chart if by_days else g_chart)(gaps, starts, direction, options)
    return SeriesChart(kind, chart, drawn.ends, is_open=len(drawn.ends) > len(gaps.ends))


def _first_after(ends: Sequence[date], step: date) -> list[int]:
    return [next(place for place, end in enumerate(ends) if end >= step)] if ends and ends[-1] >= step else []
