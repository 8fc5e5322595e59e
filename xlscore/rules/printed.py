"""Whether two figures are the same as a paper prints them: shares and changes to a tenth of a per cent, counts as whole ones."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

__all__ = ["PRINTED_SLACK", "printed_alike"]

PRINTED_SLACK: Final = Fraction(1, 2000)
"""Half of the last place in which papers print a share: a tenth of a per cent."""


def printed_alike(one: Fraction, other: Fraction, whole: Fraction | None = None) -> bool:
    """Return whether two shares print alike; with a `whole`, whether two counts do that follow from a printed change of it.

    >>> printed_alike(Fraction("-0.128"), Fraction("-0.1284")), printed_alike(Fraction("-0.128"), Fraction("-0.129"))
    (True, False)
    >>> printed_alike(Fraction(6460), Fraction("6462.3"), Fraction(7411)), printed_alike(Fraction(90), Fraction("90.6"), Fraction(100))
    (True, True)
    """
    slack = PRINTED_SLACK if whole is None else max(abs(whole) * PRINTED_SLACK, Fraction(1))
    return abs(one - other) <= slack
