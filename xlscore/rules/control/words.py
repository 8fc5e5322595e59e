"""Charts in sentences: the last value, what makes it more than chance, since when, and how much that comes to; never a forecast."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from xlscore.rules.control.records import ChartKind, ControlPoint, ControlRow, LimitLevel, State
from xlscore.rules.figures_dates import day_said
from xlscore.rules.series import month_name
from xlscore.rules.statistics.signals import Signal
from xlscore.rules.statistics.spc import Variation

__all__ = ["figure_said", "recalculation_reason", "sentence_of", "share_said", "value_said"]

_RECORD: Final = 12
"""A value is the highest since another where that lies at least so many points back."""

_LARGE, _WHOLE = 100, 10
"""From here on figures, and sums over months, are said without decimals."""
_NOUNS: Final = {Variation.CONCERN: "concern", Variation.IMPROVEMENT: "improvement"}
_CENTRES: Final = {
    ChartKind.RUN: "median",
    ChartKind.MONTHS_BETWEEN: "median",
    ChartKind.DAYS_BETWEEN: "centre",
}


def figure_said(value: float, beside: float | None = None) -> str:
    """Return a figure of a chart: with one decimal where it, and the largest `beside` it, are small and it is not whole.

    >>> figure_said(1234.0), figure_said(1234.5), figure_said(12.345), figure_said(-0.04)
    ('1,234', '1,235', '12.3', '0')
    """
    if max(abs(value), beside or 0.0) >= _LARGE or value == int(value):
        return f"{math.copysign(math.floor(abs(value) + 0.5), value):,.0f}"
    shown = f"{value:.1f}".removesuffix(".0")
    return "0" if shown == "-0" else shown


def share_said(value: float) -> str:
    """Return a rate as a chart says it.

    >>> share_said(0.1749), share_said(-0.0001)
    ('17.5%', '0.0%')
    """
    return f"{value:.1%}".replace("-0.0%", "0.0%")


def value_said(row: ControlRow, value: float) -> str:
    """Return a figure of a chart by itself: a count, a rate as a percentage, or a time in its unit."""
    return _timed(value, row.unit) if row.kind.is_between else _saying(row)(value)


def recalculation_reason(month: date, points: int, above: bool, mean: str) -> str:
    """Return why limits could be drawn anew.

    >>> recalculation_reason(date(2023, 4, 1), 14, True, "150")
    '14 months in a row above the mean of 150, from Apr 2023 on. If the reason is known, note a step change there: new limits begin with it.'
    """
    side = "above" if above else "below"
    return (
        f"{points} months in a row {side} the mean of {mean}, from {month_name(month)} on. "
        "If the reason is known, note a step change there: new limits begin with it."
    )


def sentence_of(row: ControlRow, fewest: int) -> str:
    """Return what a chart says now; `fewest` is how many values limits need."""
    said = [f"{row.title}: {_last_value(row)}{_what(row)}{_record(row)}.", _state(row), *_limits(row, fewest)]
    return " ".join(filter(None, said))


def _last_value(row: ControlRow) -> str:
    last = row.last
    value = last.value or 0.0
    if not row.kind.is_between:
        said = f"{_saying(row)(value)} in {month_name(last.month)}"
        counted = row.series.value_of(last.month) if row.is_adjusted else None
        return said if counted is None else f"{said} ({figure_said(counted)} as counted)"
    when = day_said(last.month) if row.kind is ChartKind.DAYS_BETWEEN else month_name(last.month)
    if row.is_open:
        return f"{_timed(value, row.unit)} since the last event, up to {when}"
    return f"{_timed(value, row.unit)} between the last two events, up to {when}"


def _timed(value: float, unit: str) -> str:
    shown = figure_said(value)
    return f"{shown} {unit.removesuffix('s') if shown == '1' else unit}"


def _saying(row: ControlRow) -> Callable[[float], str]:
    """Return how a figure of a chart is said by itself."""
    return share_said if row.series.is_rate else figure_said


def _alike(last: ControlPoint) -> Callable[[float], str]:
    """Return how the lines of a chart are said beside its last value: with as many decimals each."""
    lines = (last.value, last.mean, last.lower, last.upper)
    return partial(figure_said, beside=max(abs(line) for line in lines if line is not None))


def _what(row: ControlRow) -> str:
    """Return what the last value is beside the lines of its chart."""
    last, high = row.last, row.is_high
    said = _saying(row) if row.series.is_rate else _alike(last)
    unit = f" {row.unit}" if row.kind.is_between else ""
    word = _CENTRES.get(row.kind, "mean")
    centre = "" if last.mean is None else f"{word} {said(last.mean)}"
    beside = f" ({centre})" if centre else ""
    if last.signal is Signal.SHIFT:
        number = _in_a_row(row)
        what = "gaps" if row.kind.is_between else "months"
        side = "above" if high else "below"
        return f", {number} {what} in a row {side} the {word} of {said(last.mean or 0.0)}{unit}"
    if last.signal is Signal.TREND:
        each = "longer" if row.kind.is_between else "higher"
        less = "shorter" if row.kind.is_between else "lower"
        return f", at the end of a run of {_trending(row)} that are each {each if high else less} than the one before{beside}"
    if last.lower is None or last.upper is None:
        return (
            f", with no limits yet{beside}"
            if row.kind is ChartKind.CONTROL
            else f", beside a {word} of {said(last.mean or 0.0)}{unit}"
        )
    limit = said(last.upper if high else last.lower)
    name = "upper" if high else "lower"
    if last.signal is Signal.OUTSIDE:
        near = said(last.value or 0.0) == limit
        exact = last.upper if high else last.lower
        exactly = limit if not near else f"{exact:.2%}" if row.series.is_rate else f"{exact:,.1f}"
        return f", {'above' if high else 'below'} the {name} limit of {exactly}{unit}{beside}"
    if last.signal is Signal.TWO_IN_THREE:
        return f", the second of three near the {name} limit of {limit}{unit}{beside}"
    return f", within the limits of {said(last.lower)} to {said(last.upper)}{unit}{beside}"


def _valued(row: ControlRow) -> list[ControlPoint]:
    return [point for point in row.points if point.value is not None]


def _in_a_row(row: ControlRow) -> int:
    """Return how many values at the end lie on the same side of the centre; on a run chart those on the median are passed over."""
    number = 0
    for point in reversed(_valued(row)):
        value, centre = point.value or 0.0, point.mean or 0.0
        if value == centre and row.kind is ChartKind.RUN:
            continue
        if value == centre or (value > centre) is not row.is_high:
            break
        number += 1
    return number


def _trending(row: ControlRow) -> int:
    values = [point.value or 0.0 for point in _valued(row)]
    number = 1
    for later, earlier in zip(reversed(values), reversed(values[:-1]), strict=False):
        if later == earlier and row.kind is ChartKind.RUN:
            continue
        if later == earlier or (later > earlier) is not row.is_high:
            break
        number += 1
    return number


def _record(row: ControlRow) -> str:
    """Return that a value that signals is the highest or lowest for long."""
    if not row.is_flagged or row.kind.is_between:
        return ""
    *earlier, last = _valued(row)
    value = last.value or 0.0
    word = "highest" if row.is_high else "lowest"
    back = _points_back([point.value or 0.0 for point in earlier], value, row.is_high)
    if back is None:
        return f", the {word} of {len(earlier) + 1} months" if len(earlier) >= _RECORD else ""
    return f", the {word} since {month_name(earlier[-back].month)}" if back >= _RECORD else ""


def _points_back(earlier: Sequence[float], value: float, high: bool) -> int | None:
    """Return how many points back the last one lies that was as high (or as low) already, None for none."""
    for back, before in enumerate(reversed(earlier), 1):
        if (before >= value) if high else (before <= value):
            return back
    return None


def _state(row: ControlRow) -> str:
    if row.state is State.NONE:
        return ""
    noun = _NOUNS.get(row.was if row.state is State.ENDED else row.variation)
    if row.state is State.ENDED:
        return (
            f"The {noun} of the month before has ended."
            if noun
            else "The signal of the month before has ended."
        )
    if noun is None:
        side = "high" if row.is_high else "low"
        said = f"Newly {side}" if row.state is State.NEW else f"Still {side}"
    else:
        said = f"A new {noun}" if row.state is State.NEW else f"The {noun} continues"
    return f"{said}{_amount(row)}."


def _amount(row: ControlRow) -> str:
    """Return how much the signal that runs comes to, and over how many months."""
    if row.above_expected is None or row.since is None:
        return ""
    months = sum(point.month >= row.since for point in _valued(row))
    over = f" over {months} months, from {month_name(row.since)}" if months > 1 else ""
    amount = abs(row.above_expected)
    shown = figure_said(math.floor(amount + 0.5) if amount >= _WHOLE else amount)
    if shown == "0":
        return over
    return f": {shown} {'more' if row.above_expected > 0 else 'fewer'} than expected{over}"


def _limits(row: ControlRow, fewest: int) -> list[str]:
    """Return what has to be known of the limits: whose they are, and of how few values."""
    said = []
    part = row.segments[-1]
    values = sum(point.value is not None for point in row.points[part.start : part.stop])
    if row.series.own_limits is not None:
        those = "those" if row.level is LimitLevel.STRICT else "drawn in from those"
        said.append(f"The limits are {those} of the table of control limits.")
    elif values < fewest:
        what = "gaps" if row.kind.is_between else "months"
        since = f", from {month_name(row.points[part.start].month)} on" if part.start else ""
        few = row.last.lower is None
        said.append(
            f"{_timed(values, what)}{since}: too few for limits."
            if few
            else f"The limits are of {_timed(values, what)}{since}, and will move."
        )
    if row.series.adjusted and not row.is_adjusted and not row.kind.is_between:
        said.append("Too few years are known to take the season out.")
    if row.last.month < row.series.months[-1] and not row.kind.is_between:
        said.append(f"There is no figure after {month_name(row.last.month)}.")
    return said
