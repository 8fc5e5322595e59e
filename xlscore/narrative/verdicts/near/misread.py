"""A figure that misprints what its own words mean, in a sentence of which another figure is right: then its subject is settled, and it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimVerdict, Fact, Judged
from xlscore.narrative.verdicts.misprints import misprints
from xlscore.narrative.verdicts.near.aspects import is_dated, is_meant
from xlscore.narrative.verdicts.near.recognised import equals, is_in_unit, is_plain
from xlscore.narrative.verdicts.near.words import FigureWords, any_of, words_of
from xlscore.narrative.verdicts.reserved import why_left_open

__all__ = ["misread"]

_FEWEST: Final = 2
"""So many digits of another figure are right by chance once in fifty times; that this one misprints its fact, once in thirty."""
_A_MONTH: Final = any_of(
    r"months?|peak\w*|record|highest|lowest|most|fewest|worst|best|weeks?|days?|quarters?|years?"
)


def misread(found: Judged, beside: Sequence[Judged], knowledge: Knowledge) -> Judged:
    """Return that a figure contradicts which could not be told, where it misprints the only fact that its words mean; else as it was.

    `beside` is what became of the sentence's other claims: one of the same subject must be right to two digits.
    """
    claim = found.claim
    if not is_plain(found) or not any(_bears_out(claim, each) for each in beside):
        return found
    words = words_of(claim)
    if words is None:
        return found
    meant = [
        fact
        for name in claim.subject.names
        for fact in (*knowledge.by_name.get(name.name, ()), *_of_month(name.name, words, knowledge))
        if _misprints(claim, fact) and is_meant(words, fact, knowledge)
    ]
    others = any(_may_be(fact, words, knowledge) for fact in equals(claim, knowledge))
    if len({fact.value for fact in meant}) != 1 or others or why_left_open(_as_meant(claim, meant[0])):
        return found
    right = shown(
        abs(meant[0].value) if isinstance(meant[0].value, Fraction) else meant[0].value, meant[0].unit
    )
    return replace(
        found,
        verdict=ClaimVerdict.CONTRADICTS,
        sources=meant[0].sources,
        arithmetic=meant[0].arithmetic,
        would_agree=right,
        why="",
    )


def _as_meant(claim: Claim, meant: Fact) -> Claim:
    """Return a claim in the role of the fact that it misprints, where its own words give it none."""
    return replace(claim, kind=meant.kind) if claim.doubts else claim


def _of_month(name: str, words: FigureWords, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield what a name's figures are for the month that is named nearest to a figure."""
    month = words.month(knowledge)
    for fact in () if month is None else knowledge.dated_by_name.get(name, ()):
        if fact.period is not None and fact.period.first == month and is_dated(fact):
            yield fact


def _misprints(claim: Claim, fact: Fact) -> bool:
    return (
        claim.amount is not None
        and isinstance(fact.value, Fraction)
        and is_in_unit(claim.amount, fact)
        and misprints(claim.amount, abs(fact.value))
    )


def _may_be(fact: Fact, words: FigureWords, knowledge: Knowledge) -> bool:
    """Return whether a figure may be a fact as it stands: a place's, or a month's, only where the sentence names it, or speaks of one."""
    if (
        fact.place
        and not any(name == fact.place for _, name in words.places(knowledge))
        and words.places(knowledge)
    ):
        return False
    if not is_dated(fact) or fact.period is None or fact.period.first is None:
        return True
    named = [number for _, number, _ in words.months(words.text)]
    return fact.period.first.month in named or (not named and _A_MONTH.search(words.text) is not None)


def _bears_out(claim: Claim, other: Judged) -> bool:
    """Return whether another figure of the sentence is right to two digits for the same subject."""
    amount = other.claim.amount
    return (
        other.verdict is ClaimVerdict.AGREES
        and amount is not None
        and claim.amount is not None
        and amount.text != claim.amount.text
        and len("".join(filter(str.isdigit, amount.text)).strip("0")) >= _FEWEST
        and other.claim.subject.names == claim.subject.names
    )
