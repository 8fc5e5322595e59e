"""What share of the areas is at a grade, held against the grades themselves."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ClaimVerdict, Judged, PrintedAmount
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.population import counted

__all__ = ["is_share_of_areas", "judge_share_of_areas"]


def is_share_of_areas(claim: Claim) -> bool:
    """Return whether a claim says what share of the areas is at a grade."""
    return claim.kind is ClaimKind.SHARE and bool(claim.grades)


def judge_share_of_areas(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return whether so many of the areas that have a grade are at the one that is said."""
    assert claim.amount is not None
    one = PrintedAmount(Fraction(1), Fraction(0), ClaimUnit.AREAS, claim.amount.text)
    found = counted(replace(claim, kind=ClaimKind.COUNT_OF_AREAS, amount=one), knowledge)
    total = len(found.yes) + len(found.no)
    if found.why or found.open or found.doubtful or not total:
        why = found.why or "It may be others that are counted."
        return cannot_tell(claim, why, found.sources)
    share = Fraction(len(found.yes), total)
    line = f"{len(found.yes)} of {total} = {shown(share, ClaimUnit.PERCENT)}"
    match held_against(claim.amount, share, claim.hedge):
        case HowItHolds.AGREES:
            return Judged(claim, ClaimVerdict.AGREES, found.sources, line)
        case HowItHolds.OPEN:
            return cannot_tell(claim, f"{line}: near enough for the sentence's words, or not.", found.sources)
        case HowItHolds.DIFFERS:
            right = shown(round(share, 3), ClaimUnit.PERCENT)
            return Judged(claim, ClaimVerdict.CONTRADICTS, found.sources, line, right)
