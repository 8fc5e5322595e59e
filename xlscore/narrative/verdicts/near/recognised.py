"""A figure of three digits or more that is one of the workbook's, in each respect that its own words name: then that one is meant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    UNKNOWN_ROLE,
    Claim,
    ClaimKind,
    ClaimUnit,
    ClaimVerdict,
    Fact,
    Hedge,
    Judged,
    KnownName,
    Modality,
    PrintedAmount,
)
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.near.aspects import is_meant
from xlscore.narrative.verdicts.near.of_other_figures import is_of_other
from xlscore.narrative.verdicts.near.words import words_of
from xlscore.narrative.verdicts.periods import days_in
from xlscore.rules.exact import to_float

__all__ = [
    "equals",
    "is_in_unit",
    "is_of_its_time",
    "is_plain",
    "is_telling",
    "is_without_role",
    "recognised",
]


_FEWEST: Final = 3
"""Of two digits, too many of a workbook's figures are the same."""
_SHARES: Final = (ClaimUnit.PERCENT, ClaimUnit.POINTS)
_KINDS: Final = frozenset(
    {
        ClaimKind.LEVEL, ClaimKind.CHANGE, ClaimKind.GAP, ClaimKind.SHORTFALL, ClaimKind.CHANGE_REQUIRED, ClaimKind.OUTCOMES_REQUIRED, ClaimKind.TARGET,
    }
)  # fmt: skip


def recognised(found: Judged, knowledge: Knowledge) -> Judged:
    """Return that a figure agrees which could not be told, where it is a fact of its subject in all that its words say; else as it was."""
    claim = found.claim
    if found.verdict is not ClaimVerdict.CANNOT_TELL or not is_telling(claim):
        return found
    words = words_of(claim)
    if words is None:
        return found
    for fact in equals(claim, knowledge):
        if is_meant(words, fact, knowledge) and is_of_its_time(claim, fact):
            return Judged(claim, ClaimVerdict.AGREES, fact.sources, fact.arithmetic)
    return found


def is_of_its_time(claim: Claim, fact: Fact) -> bool:
    """Return whether a fact is of as many days as a claim says, of this year or of the one before; True where it says none."""
    days = None if claim.period is None else days_in(claim.period.text)
    if claim.kind not in (ClaimKind.LEVEL, ClaimKind.COUNT) or claim.period is None or days is None:
        return True
    own = None if fact.period is None else days_in(fact.period.text)
    return own == days and fact.previous is claim.period.previous


def is_telling(claim: Claim) -> bool:
    """Return whether a claim says of its subject, and means, a figure that no other is by chance."""
    said = claim.amount
    if (
        said is None
        or claim.subject.foreign
        or is_of_other(claim)
        or (claim.doubts and not is_without_role(claim))
    ):
        return False
    digits = "".join(filter(str.isdigit, said.text.split("per")[0])).lstrip("0")
    return (
        len(digits) >= _FEWEST
        and len(digits.rstrip("0")) > 1
        and claim.hedge in (Hedge.EXACT, Hedge.ABOUT)
        and claim.modality in (Modality.IS, Modality.WILL)
    )


def is_without_role(claim: Claim) -> bool:
    """Return whether all that is open of a claim is what its figure counts, which a figure may say by itself."""
    said = claim.amount
    return said is not None and claim.doubts == (UNKNOWN_ROLE.format(said.text),)


def is_plain(found: Judged) -> bool:
    """Return whether what could not be told is said as plainly as what contradicts must be: so it is, to the digit, and no question."""
    claim = found.claim
    return (
        found.verdict is ClaimVerdict.CANNOT_TELL
        and is_telling(claim)
        and claim.hedge is Hedge.EXACT
        and claim.modality is Modality.IS
        and not claim.passage.text.rstrip().endswith("?")
    )


def equals(claim: Claim, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield the facts of the subject that print as the figure does."""
    said = claim.amount
    if said is None:
        return
    size, slack = to_float(abs(said.value)), to_float(said.half or Fraction(1))
    for name in claim.subject.names:
        for fact in knowledge.near(name.name, size - slack, size + slack):
            if (
                fact.kind in _KINDS
                and not any(
                    _has_such(other, fact, knowledge) for other in claim.subject.names if other is not name
                )
                and isinstance(fact.value, Fraction)
                and is_in_unit(said, fact)
                and held_against(said, abs(fact.value)) is HowItHolds.AGREES
            ):
                yield fact


def _has_such(name: KnownName, fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether another name has such a figure, too, so that it may be that one's."""
    return any(
        (other.kind, other.place, other.unit, other.reference)
        == (fact.kind, fact.place, fact.unit, fact.reference)
        for other in knowledge.by_name.get(name.name, ())
    )


def is_in_unit(said: PrintedAmount, fact: Fact) -> bool:
    """Return whether a figure can be in the unit of a fact: per cent are no points, and a count has no decimals."""
    if said.unit in _SHARES or fact.unit in _SHARES:
        return said.unit is fact.unit
    return not (said.half or said.unit is ClaimUnit.RATE) or fact.unit not in (
        ClaimUnit.CRIMES,
        ClaimUnit.OUTCOMES,
    )
