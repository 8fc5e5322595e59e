"""Run charts: few values about their median, with a shift and a trend as the only signals.

A shift is six values or more on one side of the median, those on it passed over; a trend is five or more that all rise or all
fall, equal neighbours counted once. Source: Perla, Provost and Murray, "The run chart: a simple analytical tool for learning
from variation in healthcare processes", BMJ Quality & Safety 2011; 20: 46–51.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Final

from xlscore.rules.statistics.segments import Segment
from xlscore.rules.statistics.signals import Signal
from xlscore.rules.statistics.spc import Chart, Direction

__all__ = ["RUN_SHIFT", "RUN_TREND", "run_chart"]

RUN_SHIFT: Final = 6
RUN_TREND: Final = 5


def run_chart(values: Sequence[float | None], starts: Sequence[int], direction: Direction) -> Chart:
    """Return the run chart of some values whose median is taken anew at each place in `starts`, the first of them 0.

    >>> chart = run_chart([5, 4, 6, 7, 8, 9, 9, 10], [0], Direction.LOWER)
    >>> chart.segments[0].mean, [signal.value for signal in chart.signals]
    (7.5, ['', 'trend', 'trend', 'trend', 'trend', 'trend', 'trend', 'trend'])
    """
    segments: list[Segment] = []
    signals: list[Signal] = []
    sides: list[int] = []
    for start, stop in zip(starts, [*starts[1:], len(values)], strict=True):
        rows = values[start:stop]
        known = [value for value in rows if value is not None]
        middle = statistics.median(known) if known else None
        segments.append(Segment(start, stop, 0, middle))
        found, ways = [Signal.NONE] * len(rows), [0] * len(rows)
        if middle is not None:
            _mark(rows, [_way(value, middle) for value in rows], RUN_SHIFT, Signal.SHIFT, found, ways)
            _mark_trends(rows, found, ways)
        signals += found
        sides += ways
    return Chart(tuple(values), tuple(segments), tuple(signals), tuple(sides), direction)


def _way(value: float | None, middle: float) -> int | None:
    """Return on which side of the median a value lies, 0 on it, None where there is no value."""
    return None if value is None else (value > middle) - (value < middle)


def _mark(
    rows: Sequence[float | None],
    ways: Sequence[int | None],
    length: int,
    signal: Signal,
    found: list[Signal],
    sides: list[int],
) -> None:
    """Mark the runs of so many values on one side; one on the median neither adds to a run nor ends it, a missing one ends it."""
    run: list[int] = []
    for place in range(len(rows) + 1):
        way = ways[place] if place < len(rows) else None
        if way == 0:
            continue
        if run and way != ways[run[0]]:
            if len(run) >= length:
                for each in run:
                    found[each], sides[each] = signal, ways[run[0]] or 0
            run = []
        if way:
            run.append(place)


def _mark_trends(rows: Sequence[float | None], found: list[Signal], sides: list[int]) -> None:
    """Mark the values that all rise or all fall; of equal neighbours all are marked and one is counted."""
    run: list[int] = []
    counted, way = 0, 0

    def close() -> None:
        if counted >= RUN_TREND:
            for each in run:
                found[each], sides[each] = Signal.TREND, way

    for place, value in enumerate(rows):
        before = rows[place - 1] if place else None
        if value is None or before is None:
            close()
            run, counted, way = ([] if value is None else [place]), int(value is not None), 0
            continue
        step = (value > before) - (value < before)
        if step and way and step != way:
            close()
            run, counted = [place - 1], 1
        if step:
            way = step
            counted += 1
        run.append(place)
    close()
