"""A figure with a decimal and no unit, where its sentence speaks of a rate: it may be so many per cent of the workbook's."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import ClaimUnit, ClaimVerdict, Judged, PrintedAmount
from xlscore.narrative.verdicts.near.recognised import equals, recognised

__all__ = ["as_share"]

_RATE: Final = re.compile(
    r"%|\b(?:per ?cent|percentage|rates?|outcomes?|solv\w+|satisf\w+|detect\w*|confidence)\b", re.IGNORECASE
)
_HUNDRED: Final = 100


def as_share(found: Judged, knowledge: Knowledge) -> Judged:
    """Return that a figure agrees which could not be told, where it is one of the workbook's in per cent; else as it was."""
    claim, said = found.claim, found.claim.amount
    if found.verdict is not ClaimVerdict.CANNOT_TELL or said is None or said.unit is not ClaimUnit.NONE:
        return found
    around = " ".join((*claim.passage.headings, claim.passage.lead, claim.passage.text))
    if (
        not said.half
        or abs(said.value) >= _HUNDRED
        or not _RATE.search(around)
        or any(equals(claim, knowledge))
    ):
        return found
    share = PrintedAmount(said.value / _HUNDRED, Fraction(said.half) / _HUNDRED, ClaimUnit.PERCENT, said.text)
    told = recognised(replace(found, claim=replace(claim, amount=share)), knowledge)
    return replace(told, claim=claim) if told.verdict is ClaimVerdict.AGREES else found
