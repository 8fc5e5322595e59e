"""The control charts judged: every series on its levels, its signal against one month earlier, and the order of what matters.

The order, on each level by itself: new concerns; concerns that continue; new signals where neither way is better, then those
that continue; signals that have ended; new improvements; improvements that continue; then the rest. Within each, the more
crimes lie above or below the expected, the earlier; then as the measures and places stand in the workbook.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from xlscore.rules.control.drawing import SeriesChart, draw
from xlscore.rules.control.false_alarms import false_alarms
from xlscore.rules.control.records import (
    ChartKind,
    ControlPoint,
    ControlResult,
    ControlRow,
    ControlSeries,
    LimitLevel,
    Recalculation,
    State,
)
from xlscore.rules.control.words import figure_said, recalculation_reason, sentence_of, share_said
from xlscore.rules.policy import Policy
from xlscore.rules.statistics.floats import total
from xlscore.rules.statistics.spc import Assurance, Direction, Variation

__all__ = ["judge_control", "order_of"]

_RANKS: Final[tuple[tuple[State, frozenset[Variation]], ...]] = (
    (State.NEW, frozenset({Variation.CONCERN})),
    (State.CONTINUING, frozenset({Variation.CONCERN})),
    (State.NEW, frozenset({Variation.HIGH, Variation.LOW})),
    (State.CONTINUING, frozenset({Variation.HIGH, Variation.LOW})),
    (State.ENDED, frozenset(Variation)),
    (State.NEW, frozenset({Variation.IMPROVEMENT})),
    (State.CONTINUING, frozenset({Variation.IMPROVEMENT})),
)


def judge_control(series: Iterable[ControlSeries], policy: Policy) -> ControlResult:
    """Return all charts judged, those that matter most first.

    >>> from datetime import date
    >>> from xlscore.rules.policy import DEFAULT
    >>> from xlscore.rules.series import months_from
    >>> months = tuple(months_from(date(2022, 1, 1), date(2023, 12, 1)))
    >>> values = (*(100.0 + n % 3 for n in range(23)), 140.0)
    >>> (row,) = judge_control([ControlSeries("Burglary", "North", months, values, Direction.LOWER)], DEFAULT).rows
    >>> row.variation.value, row.state.value, round(row.above_expected)
    ('concern', 'new', 37)
    """
    every = [_plain(each) for each in series]
    rows: list[ControlRow] = []
    undrawn = []
    for each in every:
        found = [
            _judge(each, level, policy)
            for level in LimitLevel
            if level is LimitLevel.STRICT or each.plan_area
        ]
        rows += [row for row in found if row is not None]
        if None in found:
            undrawn.append(each)
    ordered = [
        row for level in LimitLevel for row in sorted((r for r in rows if r.level is level), key=order_of)
    ]
    return ControlResult(tuple(ordered), false_alarms(rows, policy), tuple(undrawn))


def _plain(series: ControlSeries) -> ControlSeries:
    """Return a series with numbers of Python's own: those of a library compare to truths that do not count.

    A count below zero is none: it is asked about where it is read, and would be an improvement here.
    """
    values = tuple(None if value is None or value < 0 else float(value) for value in series.values)
    return replace(series, values=values)


def order_of(row: ControlRow) -> tuple[int, float]:
    """Return by what a row is put in the order of what matters."""
    rank = next(
        (
            place
            for place, (state, variations) in enumerate(_RANKS)
            if row.state is state and (state is State.ENDED or row.variation in variations)
        ),
        len(_RANKS),
    )
    return rank, -abs(row.above_expected or 0.0)


def _judge(series: ControlSeries, level: LimitLevel, policy: Policy) -> ControlRow | None:
    now = draw(series, level, policy)
    if now is None:
        return None
    last = max(place for place, value in enumerate(series.values) if value is not None)
    before = draw(series.up_to(last), level, policy) if last else None
    was = Variation.COMMON_CAUSE if before is None else before.chart.variation
    points = now.points
    running = _running(points)
    row = ControlRow(
        series=series,
        level=level,
        kind=now.kind,
        points=points,
        segments=now.chart.segments,
        variation=now.chart.variation,
        assurance=_assurance(series, now),
        signal=next(point.signal for point in reversed(points) if point.value is not None),
        state=_state(now.chart.variation, was),
        was=was,
        above_expected=_above(running) if running and not (now.kind.is_between or series.is_rate) else None,
        since=running[0].month if running else None,
        suggestion=_suggestion(series, now, policy),
        is_adjusted=now.is_adjusted,
        sentence="",
        is_open=now.is_open,
    )
    return replace(row, sentence=sentence_of(row, int(policy.spc_fewest)))


def _state(now: Variation, was: Variation) -> State:
    """Return where a signal stands; one that has turned to the other side is new."""
    if now is Variation.COMMON_CAUSE:
        return State.NONE if was is Variation.COMMON_CAUSE else State.ENDED
    return State.CONTINUING if now is was else State.NEW


def _running(points: Sequence[ControlPoint]) -> list[ControlPoint]:
    """Return the points of the signal that runs: those at the end that all signal the same way."""
    found: list[ControlPoint] = []
    for point in reversed(points):
        if point.variation is Variation.COMMON_CAUSE or (found and point.variation is not found[0].variation):
            break
        found.append(point)
    return found[::-1]


def _above(running: Sequence[ControlPoint]) -> float:
    return total([p.value - p.mean for p in running if p.value is not None and p.mean is not None])


def _assurance(series: ControlSeries, drawing: SeriesChart) -> Assurance | None:
    if series.target is None or series.direction is Direction.NEUTRAL:
        return None
    if drawing.kind is not ChartKind.CONTROL or drawing.chart.segments[-1].limits is None:
        return None
    return drawing.chart.assurance(series.target)


def _suggestion(series: ControlSeries, drawing: SeriesChart, policy: Policy) -> Recalculation | None:
    """Return from when on limits could be drawn anew: the first of so many months at the end on one side of the mean.

    Wheeler ("When do I recalculate my limits?", Quality Digest 1996): a run is of another level from its first point on. As many
    points as limits need must lie there, since limits of fewer would move with the next. Limits that an officer gave stay his.
    """
    if drawing.kind is not ChartKind.CONTROL or series.own_limits is not None:
        return None
    part = drawing.chart.segments[-1]
    if part.mean is None:
        return None
    sides = [0 if v is None else (v > part.mean) - (v < part.mean) for v in drawing.chart.values]
    start = part.stop
    while start > part.start and sides[start - 1] and sides[start - 1] == sides[part.stop - 1]:
        start -= 1
    long_enough = part.stop - start >= policy.spc_recalculate
    if not long_enough or start == part.start:
        return None
    month = drawing.dates[start]
    said = share_said(part.mean) if series.is_rate else figure_said(part.mean)
    return Recalculation(month, recalculation_reason(month, part.stop - start, sides[start] > 0, said))
