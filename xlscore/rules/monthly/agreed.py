"""Targets as they are agreed: a row of their table, its milestones, and how it compares with what is suggested and the least reduction.

Source: Leicestershire target setting, 2013: at least a 5 % reduction; the agreed target is the officer's.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlscore.rules.exact import exact, to_float
from xlscore.rules.monthly.targets import TargetWay, YearTarget
from xlscore.rules.policy import Policy
from xlscore.rules.printed import printed_alike

__all__ = ["AskedTarget", "Milestone", "against", "is_under_floor", "shown_level"]


@dataclass(frozen=True, slots=True)
class AskedTarget:
    """A row of the table of targets: of which measure, place and year, of which kind, what was agreed, the least reduction to aim for."""

    measure: str
    place: str
    year: int
    kind: TargetWay
    agreed: YearTarget | None = None
    floor: Fraction | None = None
    is_rate: bool = False
    higher_is_better: bool | None = False


@dataclass(frozen=True, slots=True)
class Milestone:
    """Where a measure is to be in a year: its level (None: the year that it is a change on is not known), and the change."""

    year: int
    level: Fraction | None
    change: Fraction | None = None


def shown_level(value: Fraction, is_rate: bool) -> str:
    """Return a level in words: a rate in per cent, a whole number as such, another one to two places.

    >>> shown_level(Fraction(32, 100), True), shown_level(Fraction(1806), False), shown_level(Fraction(841, 10), False)
    ('32.0%', '1,806', '84.10')
    """
    if is_rate:
        return f"{to_float(value):.1%}"
    return f"{int(value):,}" if value.denominator == 1 else f"{to_float(value):,.2f}"


def is_under_floor(asked: AskedTarget, before: Fraction | None, policy: Policy) -> bool:
    """Return whether an agreed target asks for less than the least reduction.

    >>> from xlscore.rules.figures import Source
    >>> agreed = YearTarget(Fraction(-2, 100), TargetWay.CHANGE, Source("Targets", "E2"))
    >>> is_under_floor(AskedTarget("Burglary", "", 2013, TargetWay.CHANGE, agreed), None, Policy())
    True
    """
    if asked.agreed is None or asked.is_rate or asked.higher_is_better is not False:
        return False
    level = asked.agreed.of_year(before or Fraction(1) if asked.agreed.kind is TargetWay.CHANGE else before)
    if asked.agreed.kind is TargetWay.LEVEL and not before:
        return False
    floor = exact(policy.target_floor) if asked.floor is None else asked.floor
    return level is not None and level > (before or Fraction(1)) * (1 - floor)


def against(asked: AskedTarget, suggested: Fraction | None, before: Fraction | None) -> str:
    """Return in words how an agreed target compares with the suggested one, "" where they agree or one is missing.

    >>> from xlscore.rules.figures import Source
    >>> agreed = YearTarget(Fraction(-2, 100), TargetWay.CHANGE, Source("Targets", "E2"))
    >>> against(AskedTarget("Burglary", "", 2013, TargetWay.CHANGE, agreed), Fraction(-5, 100), None)
    'agreed -2.0%, weaker than suggested'
    """
    if asked.agreed is None or suggested is None:
        return ""
    agreed, ours = asked.agreed.value, suggested
    as_share = asked.is_rate or asked.kind is TargetWay.CHANGE
    if printed_alike(agreed, ours, None if as_share else before or max(agreed, ours)):
        return ""
    weaker = agreed < ours if asked.is_rate else agreed > ours
    said = (
        f"{to_float(agreed):+.1%}" if as_share and not asked.is_rate else shown_level(agreed, asked.is_rate)
    )
    return f"agreed {said}, {'weaker' if weaker else 'stronger'} than suggested"
