"""Satisfaction in sentences: the rolling figure against its target, what the last month did to it, the strands under target."""

from __future__ import annotations

from fractions import Fraction

from xlscore.rules.exact import to_float
from xlscore.rules.monthly.satisfaction import SatisfactionResult
from xlscore.rules.series import month_name
from xlscore.rules.statistics.expected_range import LIMITS_CONFIDENCE
from xlscore.rules.statistics.spc import Assurance
from xlscore.rules.words import listed

__all__ = ["percent", "points", "satisfaction_sentence"]


def satisfaction_sentence(result: SatisfactionResult) -> str:
    """Return a row of satisfaction in sentences.

    >>> satisfaction_sentence(SatisfactionResult("Racist incidents", "", None, Fraction(802, 1000), None, Fraction(88, 100)))
    'Racist incidents: 80.2% satisfied in the rolling 12 months, 7.8 points below the target of 88%.'
    """
    named = f"{result.group}, {result.strand}" if result.strand else result.group
    if result.rolling is None:
        return f"{named}: no rolling 12 months. {result.why_not}"
    when = "in the rolling 12 months" if result.to is None else f"in the 12 months to {month_name(result.to)}"
    said = f"{named}: {percent(result.rolling)} satisfied {when}{_range(result)}{_against(result)}."
    return " ".join([said, *_on_year(result), *_last_month(result), *_assured(result), *_under(result)])


def percent(share: Fraction | float) -> str:
    """Return a share as a sentence says it, in one decimal place.

    >>> percent(Fraction(853, 1000))
    '85.3%'
    """
    return f"{float(share):.1%}"


def _range(result: SatisfactionResult) -> str:
    if result.interval is None:
        return ""
    low, high = percent(result.interval.lower), percent(result.interval.upper)
    return f" ({LIMITS_CONFIDENCE:.0%} range {low} to {high})"


def _against(result: SatisfactionResult) -> str:
    if result.target is None or result.gap is None:
        return ", without a target"
    target = f"the target of {to_float(result.target * 100):.4g}%"
    if result.gap == 0:
        return f", at {target}"
    way = "above" if result.gap > 0 else "below"
    said = f", {points(abs(result.gap))} {way} {target}"
    if result.interval is not None and result.interval.lower <= result.target <= result.interval.upper:
        said += ", no more than chance would explain"
    return said


def points(difference: Fraction) -> str:
    """Return a difference of shares in points, in one decimal place; in two where it is smaller than that.

    >>> points(Fraction(3, 1000)), points(Fraction(1, 100)), points(Fraction(1, 2500))
    ('0.3 points', '1.0 points', '0.04 points')
    """
    hundredth = to_float(difference * 100)
    return f"{hundredth:.1f} points" if abs(hundredth) >= 0.05 or not hundredth else f"{hundredth:.2f} points"


def _on_year(result: SatisfactionResult) -> list[str]:
    if result.change is None or result.before is None:
        return []
    if result.change == 0:
        return [f"As many as in the twelve months before ({percent(result.before)})."]
    way = "up" if result.change > 0 else "down"
    said = f"That is {points(abs(result.change))} {way} on the {percent(result.before)} of the twelve months before"
    if result.on_year is None:
        return [f"{said}."]
    low, high = (float(limit) * 100 for limit in (result.on_year.lower, result.on_year.upper))
    chance = ", no more than chance would explain" if low <= 0 <= high else ""
    return [f"{said} ({LIMITS_CONFIDENCE:.0%} range {low:+.1f} to {high:+.1f}){chance}."]


def _last_month(result: SatisfactionResult) -> list[str]:
    last = result.last_month
    if last is None or result.to is None:
        return []
    month = month_name(result.to)
    if last.share is None:
        return [f"Nobody was asked in {month}."]
    alone = f"{month} alone: {to_float(last.satisfied):,.10g} of {to_float(last.asked):,.10g} ({percent(last.share)})"
    if result.effect is None:
        return [f"{alone}."]
    if result.effect == 0:
        return [f"{alone}, which moves the twelve months by nothing."]
    return [
        f"{alone}, which moves the twelve months {'up' if result.effect > 0 else 'down'} by {points(abs(result.effect))}."
    ]


def _assured(result: SatisfactionResult) -> list[str]:
    if result.assurance is None:
        return []
    said = {
        Assurance.PASSING: "As the months run, the target goes on being met.",
        Assurance.FAILING: "As the months run, the target will not be met.",
        Assurance.HIT_OR_MISS: "As the months run, the target is hit or missed by chance.",
    }
    return [said[result.assurance]]


def _under(result: SatisfactionResult) -> list[str]:
    if not result.under:
        return []
    named = listed([f"{strand} ({percent(share)})" for strand, share in result.under])
    return [f"Under target: {named}."]
