"""The MSG average on its way: what it will be at a year's end by its recent trend, and whether the inspectorate would monitor.

Source: Leicestershire target setting, 2013: the MSG average is extrapolated to year end from its recent trend. The trend is the
straight line through the periods of the last five years (least squares); from three on, what they lie off it gives the range.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import exact, to_float
from xlscore.rules.monthly.years import MONTHS, ReportingYear
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import month_name, months_between
from xlscore.rules.statistics.distributions import t_quantile, tail_of
from xlscore.rules.targets import is_monitored

__all__ = ["Estimate", "Monitoring", "MsgHistory", "MsgPoint", "estimate", "monitoring"]

_TOO_OLD: Final = 24
"""A line is not drawn on over more months than this to the year's first: what lies before says nothing of it."""
_RECENT: Final = 60
"""A trend is recent over the periods that end in so many months: five years."""


@dataclass(frozen=True, slots=True)
class MsgPoint:
    """The MSG average of a period by the month in which it ends (None: nobody says), and the own figure beside it."""

    month: date | None
    average: Fraction
    own: Fraction | None = None
    months: int = MONTHS
    """How many months it covers."""


@dataclass(frozen=True, slots=True)
class MsgHistory:
    """The MSG averages of past periods, and the month of the latest break in them: the group or the counting changed."""

    points: tuple[MsgPoint, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """The MSG average at a year's end with its range, from how many periods up to which one, and the latest own figure beside them."""

    value: Fraction
    low: Fraction | None
    high: Fraction | None
    periods: int
    last: date | None
    to: date
    own: Fraction | None
    since: date | None = None
    is_yearly: bool = True
    """Whether a period covers twelve months."""


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Whether the inspectorate would monitor a crime rate, None where that is not known, and in words why."""

    flagged: bool | None
    words: str


def estimate(history: MsgHistory, year: ReportingYear, confidence: float) -> Estimate:
    """Return what the MSG average will be at the end of a target's year.

    Periods that end before the year count; where there are none, those of the year itself. None that ends before a break does.

    >>> points = tuple(MsgPoint(date(2010 + n, 3, 1), Fraction(10 - n)) for n in range(3))
    >>> found = estimate(MsgHistory(points), ReportingYear.of(date(2012, 4, 1), 4), 0.8)
    >>> int(found.value), int(found.low), int(found.high)
    (7, 7, 7)
    """
    end = year.every_month[-1]
    dated = [(point.month, point) for point in history.points if point.month is not None]
    if not dated:
        return _undated(history, end)
    used = _used(sorted(dated, key=lambda pair: pair[0]), history.since, year)
    first, last = used[0][0], used[-1][0]
    own = next((point.own for _, point in reversed(used) if point.own is not None), None)
    value, half = _line(
        [months_between(first, month) for month, _ in used],
        [point.average for _, point in used],
        months_between(first, end),
        confidence,
    )
    low, high = (None, None) if half is None else (max(Fraction(0), value - half), value + half)
    return Estimate(
        max(Fraction(0), value),
        low,
        high,
        len(used),
        last,
        end,
        own,
        history.since,
        used[-1][1].months == MONTHS,
    )


def _undated(history: MsgHistory, end: date) -> Estimate:
    """Return the last average of which nobody says of what period it is, as it stands."""
    if not history.points:
        raise RuleError(Trouble.MISSING, "no MSG average of it is in the workbook")
    only = history.points[-1]
    return Estimate(only.average, None, None, 1, None, end, only.own, is_yearly=False)


def _used(
    dated: Sequence[tuple[date, MsgPoint]], since: date | None, year: ReportingYear
) -> list[tuple[date, MsgPoint]]:
    """Return the periods that a year's average may be estimated from, or refuse them."""
    after = [pair for pair in dated if since is None or pair[0] >= since]
    end = year.every_month[-1]
    used = [pair for pair in after if pair[0] < year.first] or [pair for pair in after if pair[0] <= end]
    if not after and since is not None:
        what = f"no MSG average is later than the break of {month_name(since)}"
    elif not used:
        what = f"the MSG averages begin with {month_name(after[0][0])}, after the year"
    elif months_between(used[-1][0], year.first) > _TOO_OLD:
        what = f"the MSG averages end with {month_name(used[-1][0])}, more than two years before the year"
    elif len(lengths := {point.months for _, point in used}) > 1:
        what = f"the MSG averages are of {min(lengths)} months and of {max(lengths)}, which are not compared"
    else:
        return [pair for pair in used if months_between(pair[0], used[-1][0]) < _RECENT]
    raise RuleError(Trouble.MISSING, what)


def _line(
    places: Sequence[int], values: Sequence[Fraction], at: int, confidence: float
) -> tuple[Fraction, Fraction | None]:
    """Return a straight line's value at a place, and how far the next value may lie off it; two points do not say how far."""
    number = len(values)
    middle, average = Fraction(sum(places), number), sum(values, Fraction(0)) / number
    width = sum(((place - middle) ** 2 for place in places), Fraction(0))
    if not width:
        return average, None
    tilt = sum(((p - middle) * v for p, v in zip(places, values, strict=True)), Fraction(0)) / width
    value = average + tilt * (at - middle)
    if number <= 2:
        return value, None
    off = sum(
        ((v - average - tilt * (p - middle)) ** 2 for p, v in zip(places, values, strict=True)), Fraction(0)
    )
    variance = to_float(off / (number - 2) * (1 + Fraction(1, number) + (at - middle) ** 2 / width))
    return value, Fraction(t_quantile(tail_of(confidence), number - 2) * math.sqrt(variance))


def monitoring(points: Sequence[MsgPoint], to: date, change: Fraction | None, policy: Policy) -> Monitoring:
    """Return whether the inspectorate would monitor: the rate well above the MSG's, and not falling enough on last year.

    The latest period up to the report's month counts that has both figures; `change` is that of the own counts.

    >>> points = [MsgPoint(date(2013, 3, 1), Fraction(80), Fraction(89))]
    >>> monitoring(points, date(2013, 9, 1), Fraction(2, 100), Policy()).words
    'Monitored: 11.2% above the MSG rate (Mar 2013), +2.0% on last year'
    """
    both = [p for p in points if p.own is not None and (p.month is None or p.month <= to)]
    if not both:
        return Monitoring(
            None, "Not known: no own rate beside the MSG's" if points else "Not known: no MSG rate"
        )
    latest = max(both, key=lambda point: point.month or date.min)
    if latest.month is not None and months_between(latest.month, to) > _TOO_OLD:
        return Monitoring(None, f"Not known: the MSG rates end with {month_name(latest.month)}")
    if change is None:
        return Monitoring(None, "Not known: no change on last year")
    own = latest.own or Fraction(0)
    flagged = is_monitored(
        own, latest.average, change, exact(policy.hmic_excess), exact(policy.hmic_reduction)
    )
    above = own / latest.average - 1 if latest.average else None
    where = "MSG rate" if latest.month is None else f"MSG rate ({month_name(latest.month)})"
    if above is None:
        said = f"the {where} is zero"
    else:
        said = (
            f"{abs(to_float(above)):.1%} {'above' if above > 0 else 'below'} the {where}"
            if above
            else f"at the {where}"
        )
    return Monitoring(
        flagged,
        f"{'Monitored' if flagged else 'Not monitored'}: {said}, {to_float(change):+.1%} on last year",
    )
