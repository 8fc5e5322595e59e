"""Figures that are another one misprinted: a single digit other, or two swapped, of three or more."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, Fact, Hedge, PrintedAmount
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against

__all__ = ["misprinted", "misprints"]

_FEWEST: Final = 3
"""Of two digits, every fifth number is another one misprinted."""
_LEAST_APART: Final = 3
"""Less than so many of its last digit apart, a figure may be the same one of another day."""
_COUNTED: Final = frozenset({ClaimKind.LEVEL, ClaimKind.COUNT})
_SHARES: Final = (ClaimUnit.PERCENT, ClaimUnit.POINTS)


def misprints(said: PrintedAmount, true: Fraction) -> bool:
    """Return whether a printed figure is another one with a single digit other, or two swapped.

    >>> from xlscore.narrative.model import ClaimUnit
    >>> said = PrintedAmount(Fraction(2270), Fraction(0), ClaimUnit.CRIMES, "2,270")
    >>> [misprints(said, Fraction(n)) for n in (2720, 2290, 2710, 2271, 227)]
    [True, True, False, False, False]
    """
    if not any(sign.isdigit() for sign in said.text):
        return False
    step = 2 * said.half or Fraction(1)
    one, other = (str(round(abs(value) / step)) for value in (said.value, true))
    if len(one) != len(other) or len(one) < _FEWEST:
        return False
    if abs(abs(said.value) - abs(true)) < _LEAST_APART * step:
        return False
    apart = [at for at in range(len(one)) if one[at] != other[at]]
    swapped = len(apart) == 2 and one[apart[0]] == other[apart[1]] and one[apart[1]] == other[apart[0]]
    return len(apart) == 1 or swapped


def misprinted(claim: Claim, knowledge: Knowledge) -> Fact | None:
    """Return the level, now or before, that a claim's figure misprints; None where it is the figure of something else.

    So near a figure is meant, whatever the words beside it leave open; the workbook's own figures are all asked first.
    """
    said = claim.amount
    if said is None or claim.kind not in _COUNTED or claim.hedge is not Hedge.EXACT:
        return None
    names = [name.name for name in claim.subject.names]
    if len(names) != 1:
        return None
    facts = knowledge.by_name.get(names[0], ())
    meant = _meant(claim, said, facts)
    every = (*facts, *knowledge.dated_by_name.get(names[0], ())) if meant else ()
    return meant[0] if meant and not any(_is(said, fact) for fact in every) else None


def _meant(claim: Claim, said: PrintedAmount, facts: Iterable[Fact]) -> list[Fact]:
    """Return the levels of the claim's place that are misprinted, those of its period first."""
    places = [place.name for place in claim.subject.places]
    before = claim.period is not None and claim.period.previous
    found = [
        fact
        for fact in facts
        if fact.kind is ClaimKind.LEVEL
        and (fact.unit in _SHARES) is (said.unit in _SHARES)
        and isinstance(fact.value, Fraction)
        and (fact.place in places or not (fact.place or places))
        and misprints(said, fact.value)
    ]
    return sorted(found, key=lambda fact: fact.previous is not before)


def _is(said: PrintedAmount, fact: Fact) -> bool:
    return (
        isinstance(fact.value, Fraction)
        and (fact.unit in _SHARES) is (said.unit in _SHARES)
        and held_against(said, abs(fact.value)) is HowItHolds.AGREES
    )
