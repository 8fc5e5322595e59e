"""Charts of the time between rare events: where most months have none or one, a count a month says nothing.

With the day of each event, the days from one to the next on the scale ^(1/3.6), on which they are about normal, with the limits
of a control chart carried back: the t chart (Nelson 1994, "A control chart for parts-per-million nonconforming items", Journal
of Quality Technology 26: 239–240). With months alone, the months between with the g chart's upper limit, mean + 3 × √(mean ×
(mean + 1)), and runs about the median, which half of them lie above (Benneyan 2001, "Number-between g-type statistical quality
control charts for monitoring adverse events", Health Care Management Science 4: 305–318).

Time since the last event is a point of its own once it alone is longer than the upper limit: before that nobody knows how long
it will be.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from xlscore.rules.series import months_between
from xlscore.rules.statistics.floats import finite, mean
from xlscore.rules.statistics.segments import Segment, near_limits
from xlscore.rules.statistics.signals import Limits
from xlscore.rules.statistics.spc import Chart, Direction, Options, chart_of

__all__ = ["Gaps", "days_between", "g_chart", "is_rare", "months_between_events", "t_chart"]

_POWER: Final = 3.6
_SIGMAS: Final = 3.0
_AS_PUBLISHED: Final = 2.66
_FEWEST_GAPS: Final = 2


@dataclass(frozen=True, slots=True)
class Gaps:
    """The time from event to event: each length by the day (or month) of the event that ends it, and the time since the last."""

    ends: tuple[date, ...]
    lengths: tuple[float, ...]
    to: date
    since_last: float

    @property
    def are_enough(self) -> bool:
        """Return whether there is anything to draw."""
        return len(self.lengths) >= _FEWEST_GAPS


def is_rare(values: Sequence[float | None], share: float) -> bool:
    """Return whether counts are of rare events: at least this share of the months has none or one, and some have.

    >>> is_rare([0, 1, 0, 0, 2, 1, 0, 1], 0.75), is_rare([0, 0, 0], 0.75), is_rare([0.5, 1, 0, 0], 0.75)
    (True, False, False)
    """
    known = [value for value in values if value is not None]
    if not known or min(known) < 0 or max(known) < 1 or any(value != int(value) for value in known):
        return False
    return sum(value <= 1 for value in known) >= share * len(known)


def days_between(events: Sequence[date], to: date) -> Gaps:
    """Return the days from each event to the next, and those from the last up to a day."""
    ordered = sorted(events)
    lengths = tuple(float((later - earlier).days) for earlier, later in pairwise(ordered))
    return Gaps(tuple(ordered[1:]), lengths, to, float((to - ordered[-1]).days) if ordered else 0.0)


def months_between_events(months: Sequence[date], values: Sequence[float | None]) -> Gaps:
    """Return the months from each event to the next: 0 within a month, 1 to the month after.

    A month without a figure may have had events, so no time is counted across it.

    >>> months = [date(2024, m, 1) for m in range(1, 7)]
    >>> months_between_events(months, [1, 0, 2, 0, 0, 0])
    Gaps(ends=(datetime.date(2024, 3, 1), datetime.date(2024, 3, 1)), lengths=(2.0, 0.0), to=datetime.date(2024, 6, 1), since_last=3.0)
    """
    ends, lengths = [], []
    last: date | None = None
    for month, value in zip(months, values, strict=True):
        if value is None:
            last = None
            continue
        for _ in range(int(value)):
            if last is not None:
                ends.append(month)
                lengths.append(float(months_between(last, month)))
            last = month
    since = 0.0 if last is None else float(months_between(last, months[-1]))
    return Gaps(tuple(ends), tuple(lengths), months[-1], since)


def t_chart(gaps: Gaps, starts: Sequence[int], direction: Direction, options: Options) -> tuple[Chart, Gaps]:
    """Return the chart of days between events, with the time since the last as its last point where that is too long already.

    `starts` are the places at which limits are drawn anew, the first of them 0.

    >>> from xlscore.rules.policy import DEFAULT
    >>> gaps = Gaps(tuple(date(2024, 1, n) for n in range(1, 13)), (286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596), date(2024, 2, 1), 0)
    >>> chart, _ = t_chart(gaps, [0], Direction.HIGHER, Options.of(DEFAULT))
    >>> round(chart.segments[0].mean, 1), chart.segments[0].limits.lower, chart.variation.value
    (356.0, 0.0, 'common cause')
    """
    scaled = [length ** (1 / _POWER) for length in gaps.lengths]
    segments = [
        options.segment(start, stop, scaled[start:stop])
        for start, stop in zip(starts, [*starts[1:], len(scaled)], strict=True)
    ]
    limits = segments[-1].limits
    if limits is not None and gaps.since_last ** (1 / _POWER) > limits.upper:
        scaled.append(gaps.since_last ** (1 / _POWER))
        segments[-1] = replace(segments[-1], stop=segments[-1].stop + 1)
        gaps = _with_since(gaps)
    drawn = chart_of(scaled, segments, direction, options.run)
    back = tuple(_carried_back(part) for part in segments)
    return replace(drawn, values=gaps.lengths, segments=back), gaps


def g_chart(gaps: Gaps, starts: Sequence[int], direction: Direction, options: Options) -> tuple[Chart, Gaps]:
    """Return the chart of months between events, as `t_chart` that of days; its centre is the median."""
    lengths = list(gaps.lengths)
    # Limits that are asked for wider or narrower than published are so here, too.
    sigmas = _SIGMAS * options.level * options.limit / _AS_PUBLISHED
    segments = []
    for start, stop in zip(starts, [*starts[1:], len(lengths)], strict=True):
        rows = lengths[start:stop]
        centre = mean(rows)
        upper = finite(centre + sigmas * (centre * (centre + 1)) ** 0.5)
        middle = statistics.median(rows)
        limits = near_limits(0.0, middle, max(upper, middle))
        # Nothing lies below a lower limit of 0, and nothing is near it.
        segments.append(Segment(start, stop, len(rows) - 1, middle, replace(limits, near_lower=limits.lower)))
    limits = segments[-1].limits or Limits(0, 0, 0, 0)
    if gaps.since_last > limits.upper:
        lengths.append(gaps.since_last)
        segments[-1] = replace(segments[-1], stop=segments[-1].stop + 1)
        gaps = _with_since(gaps)
    return chart_of(lengths, segments, direction, options.run), gaps


def _with_since(gaps: Gaps) -> Gaps:
    return Gaps((*gaps.ends, gaps.to), (*gaps.lengths, gaps.since_last), gaps.to, gaps.since_last)


def _carried_back(part: Segment) -> Segment:
    limits = part.limits
    if limits is None:
        return replace(part, mean=None if part.mean is None else _back(part.mean))
    lines = (_back(each) for each in (limits.lower, limits.upper, limits.near_lower, limits.near_upper))
    return replace(part, mean=_back(part.mean or 0.0), limits=Limits(*lines))


def _back(value: float) -> float:
    return float(max(0.0, value) ** _POWER)
