"""From which figure to which something is said to have gone: both must be the workbook's, not only the way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimVerdict,
    ComparedWith,
    Fact,
    Hedge,
    Judged,
    PrintedAmount,
)
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.near.recognised import is_in_unit

__all__ = ["with_its_ends"]

_OTHER_TIME: Final = re.compile(
    r"\b(?:since|peak\w*|high of|low of|decades?|months?|weeks?|quarters?|days?|years ago|then|at first|once|spring|summer|autumn|winter|"
    r"cycles?|average|target)\b",
    re.IGNORECASE,
)
"""What says that one of the two figures is of another time, or of something else."""
_IDENTIFYING: Final = 2
"""A figure of so many digits that is the workbook's is the one meant, where it is one end of two."""


def with_its_ends(found: Judged, facts: Sequence[Fact]) -> Judged:
    """Return what says truly which way something went as it was where its two figures are the workbook's.

    Where one of them is, to the digit, and the other is not, it contradicts; where neither is, it may be of something else.
    """
    claim = found.claim
    if found.verdict is not ClaimVerdict.AGREES or not _has_ends(claim):
        return found
    before, now = (
        [fact for fact in facts if fact.kind is ClaimKind.LEVEL and fact.previous is previous and _fits(claim, said, fact)]
        for said, previous in zip(claim.others, (True, False), strict=True)
    )  # fmt: skip
    if not before or not now:
        return found
    held = [_held(said, own) for said, own in zip(claim.others, (before, now), strict=True)]
    if HowItHolds.DIFFERS not in held:
        return found
    if HowItHolds.AGREES not in held:
        return cannot_tell(
            claim, "The figures from which and to which it went are not the workbook's.", found.sources
        )
    if (
        not _is_of_one_pair(claim, before, now)
        or _digits(claim.others[held.index(HowItHolds.AGREES)]) < _IDENTIFYING
    ):
        return found
    if claim.hedge is not Hedge.EXACT or claim.reservations or _OTHER_TIME.search(claim.passage.text):
        return cannot_tell(
            claim, "One of the figures from which and to which it went is not the workbook's.", found.sources
        )
    first, last = before[0], now[0]
    said = f"from {shown(first.value, first.unit)} to {shown(last.value, last.unit)}"
    return replace(found, verdict=ClaimVerdict.CONTRADICTS, would_agree=said)


def _has_ends(claim: Claim) -> bool:
    return claim.kind is ClaimKind.CHANGE and claim.amount is None and len(claim.others) == 2


def _is_of_one_pair(claim: Claim, before: Sequence[Fact], now: Sequence[Fact]) -> bool:
    """Return whether the workbook has but one figure before and one now that may be meant, both in the strand that is."""
    own = [[fact for fact in facts if fact.reference is ComparedWith.NONE] for facts in (before, now)]
    strands = {fact.outcomes for facts in own for fact in facts} | {claim.subject.outcomes}
    values = [{fact.value for fact in facts} for facts in own]
    return len(strands) == len(values[0]) == len(values[1]) == 1 and len(claim.subject.places) < 2


def _fits(claim: Claim, said: PrintedAmount, fact: Fact) -> bool:
    return (
        isinstance(fact.value, Fraction) and is_in_unit(said, fact) and not fact.limit and not fact.projected
    )


def _held(said: PrintedAmount, facts: Sequence[Fact]) -> HowItHolds:
    found = [held_against(said, abs(fact.value)) for fact in facts if isinstance(fact.value, Fraction)]
    return next((held for held in (HowItHolds.AGREES, HowItHolds.OPEN) if held in found), HowItHolds.DIFFERS)


def _digits(said: PrintedAmount) -> int:
    return len("".join(filter(str.isdigit, said.text)).lstrip("0"))
