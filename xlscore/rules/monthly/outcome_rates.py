"""Outcome rates of the month, from two counts and never from percentages: outcomes of crimes, this year to date and last.

Source: Leicestershire threat/impact scorecard and panel report, October 2013: the target is a level, what is missing are outcomes, and the
rate of the year is projected from both counts. A change is in points. Its test is the two-count test for shares: 2(arcsin√this −
arcsin√last) / √(1/crimes + 1/crimes last year) lies between −2 and 2 in about 95 of 100 comparisons without a change.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.rules.exact import exact, to_float
from xlscore.rules.monthly.projecting import Projected
from xlscore.rules.monthly.targets import TargetWay, YearTarget
from xlscore.rules.monthly.year_to_date import Counts, YearToDate, year_to_date
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import Policy
from xlscore.rules.rag import Rag, rag
from xlscore.rules.statistics.floats import finite
from xlscore.rules.statistics.projection import Projection, course
from xlscore.rules.statistics.two_counts import UNUSUAL_FROM
from xlscore.rules.threats.classes import outcomes_needed

__all__ = [
    "RateInputs",
    "RateResult",
    "RateToDate",
    "is_unusual_share",
    "judge_rate",
    "projected_rate",
    "rate_of",
]


@dataclass(frozen=True, slots=True)
class RateToDate:
    """Outcomes and crimes of the year so far and of the same months of last year."""

    outcomes: YearToDate
    crimes: YearToDate

    @property
    def missing(self) -> tuple[date, ...]:
        """Return the months that one of the two lacks."""
        return tuple(sorted({*self.outcomes.missing, *self.crimes.missing}))

    @property
    def this(self) -> Fraction | None:
        """Return this year's rate so far; None where a month is missing, and for no crimes."""
        return rate_of(self.outcomes.this, self.crimes.this)

    @property
    def last(self) -> Fraction | None:
        """Return last year's rate by the same month."""
        return rate_of(self.outcomes.last, self.crimes.last)

    @property
    def points(self) -> Fraction | None:
        """Return the change in points, above zero for a rise."""
        return None if self.this is None or self.last is None else self.this - self.last

    @property
    def unusual(self) -> bool | None:
        """Return whether the two rates differ by more than chance usually makes them; None where that cannot be said."""
        counts = self.outcomes.this, self.crimes.this, self.outcomes.last, self.crimes.last
        known = [to_float(count) for count in counts if count is not None]
        return is_unusual_share(*known) if len(known) == len(counts) and self.points is not None else None


@dataclass(frozen=True, slots=True)
class RateInputs:
    """An outcome rate in a place ("" for the force): the months of both counts, both projected, and its target."""

    measure: str
    place: str
    outcomes: Counts
    crimes: Counts
    projected: tuple[Projected, Projected]
    """The outcomes' year and the crimes'."""
    target: YearTarget | None = None


@dataclass(frozen=True, slots=True)
class RateResult:
    """What an outcome rate in a place came to."""

    measure: str
    place: str
    to_date: RateToDate
    target: YearTarget | None
    rag: Rag | None
    """None without a target."""
    required: int | None
    """How many outcomes more the target asks of the crimes so far; 0 on target."""
    projected: Projected
    verdict: str
    remarks: tuple[str, ...] = ()


def rate_of(outcomes: Fraction | None, crimes: Fraction | None) -> Fraction | None:
    """Return outcomes of crimes, None where one is not known or below zero and where there are no crimes.

    >>> rate_of(Fraction(1), Fraction(4)), rate_of(Fraction(0), Fraction(0))
    (Fraction(1, 4), None)
    """
    return None if outcomes is None or crimes is None or outcomes < 0 or crimes <= 0 else outcomes / crimes


def is_unusual_share(this: float, of_this: float, last: float, of_last: float) -> bool:
    """Return whether two shares differ by more than chance usually makes them; over 100 %, as counts over what they are of.

    >>> is_unusual_share(347, 1903, 400, 2076), is_unusual_share(300, 1903, 400, 2076)
    (False, True)
    """
    shares = this / of_this, last / of_last
    if max(shares) > 1:
        difference = math.sqrt(shares[0]) - math.sqrt(shares[1])
    else:
        difference = math.asin(math.sqrt(shares[0])) - math.asin(math.sqrt(shares[1]))
    return abs(2 * difference) / math.sqrt(1 / of_this + 1 / of_last) >= UNUSUAL_FROM


def judge_rate(inputs: RateInputs, year: ReportingYear, policy: Policy) -> RateResult:
    """Return what an outcome rate in a place came to."""
    to_date = RateToDate(year_to_date(inputs.outcomes, year), year_to_date(inputs.crimes, year))
    level = (
        None if inputs.target is None or inputs.target.kind is not TargetWay.LEVEL else inputs.target.value
    )
    projected = projected_rate(*inputs.projected)
    verdict, status, required = "", None, None
    if level is not None:
        stretch = None if inputs.target is None else inputs.target.stretch
        further = None if stretch is None else stretch.value
        status = rag(to_date.this, level, True, exact(policy.rag_tolerance), further)
        if to_date.this is not None:
            required = outcomes_needed(
                to_date.outcomes.this or Fraction(0), to_date.crimes.this or Fraction(0), level
            )
        if projected.projection is not None:
            verdict = course(projected.projection, level, at_least=True).value
    return RateResult(
        inputs.measure, inputs.place, to_date, inputs.target, status, required, projected, verdict,
        tuple(_remarks(to_date, inputs.target)),
    )  # fmt: skip


def _remarks(to_date: RateToDate, target: YearTarget | None) -> list[str]:
    said = []
    if to_date.this is not None and to_date.this > 1:
        said.append("more outcomes than crimes: some are of crimes recorded before")
    if to_date.crimes.this == 0:
        said.append("no crimes so far, so there is no rate")
    if target is not None and target.said:
        said.append(target.said)
    return said


def projected_rate(outcomes: Projected, crimes: Projected) -> Projected:
    """Return the year's rate from both projected counts; its range takes in what either may miss by.

    >>> counts = [Projected(Projection(Fraction(a), Fraction(b), Fraction(c), Fraction(d)), "level") for a, b, c, d in ((30, 60, 50, 72), (100, 200, 180, 220))]
    >>> found = projected_rate(*counts).projection
    >>> float(found.total), round(float(found.low), 3), round(float(found.high), 3)
    (0.3, 0.244, 0.37)
    """
    for name, each in (("outcomes", outcomes), ("crimes", crimes)):
        if each.projection is None:
            return Projected(None, "", f"The {name} are not projected: {each.why_not}")
    top, base = outcomes.projection, crimes.projection
    if top is None or base is None or base.total <= 0:
        return Projected(None, "", "No crimes are projected, and there is no rate of nothing.")
    total = top.total / base.total
    low, high = (_end(total, top, base, upper) for upper in (False, True))
    so_far = rate_of(top.so_far, base.so_far)
    return Projected(
        Projection(total if so_far is None else so_far, total, low, high),
        f"both counts projected: {outcomes.method}"
        if outcomes.method == crimes.method
        else f"outcomes projected: {outcomes.method}; crimes projected: {crimes.method}",
    )


def _end(total: Fraction, top: Projection, base: Projection, upper: bool) -> Fraction | None:
    """Return an end of the range: how far the two counts may be off, as factors, adds up by squares."""
    outcomes, crimes = (top.high, base.low) if upper else (top.low, base.high)
    if outcomes is None or crimes is None:
        return None
    if not outcomes or not top.total:
        return outcomes / base.total
    off = math.log(to_float(outcomes / top.total)), math.log(to_float((crimes or base.total) / base.total))
    factor = Fraction(finite(math.exp(math.hypot(*off)))) if any(off) else Fraction(1)
    return total * factor if upper else total / factor
