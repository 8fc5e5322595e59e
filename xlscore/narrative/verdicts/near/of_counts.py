"""Whether "more", "fewer" or "the fewest" is said of numbers of offences or outcomes, which a rate cannot answer."""

from __future__ import annotations

import re
from typing import Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, Fact

__all__ = ["answers_by_count", "is_of_counts"]

_CONTRAST: Final = re.compile(
    r"[;:]|\b(?:but|although|though|while|whilst|whereas|yet|despite|and|however)\b", re.IGNORECASE
)
"""What parts a count from the rate that is set beside it: "fewer offences but a higher rate"."""
_BREAK: Final = re.compile(r"[,;:()–—]| - |\band\b")
_FEWER: Final = re.compile(r"\bfewe(?:r|st)\b", re.IGNORECASE)
_MORE_OF: Final = re.compile(
    r"\b(?:more|(?:the )?most) (?!is\b|was\b|has\b|as\b)(?:[\w-]+ ){0,4}?(?:offences|crimes|incidents|outcomes|detections|cases|burglaries|robberies|thefts|assaults|homicides|victims)\b",
    re.IGNORECASE,
)
_RECORDED: Final = re.compile(
    r"\b(?:record(?:s|ed)?|solve[sd]?|detect(?:s|ed)?|clear(?:s|ed)?(?: up)?|report(?:s|ed)?) (?:(?:far|many|slightly|some) )?(?:more|less)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\b(?:numbers?|counts?|totals?|volumes?) of\b(?! (?:the )?rates?\b)", re.IGNORECASE
)
_RATES: Final = re.compile(
    r"\b(?:rates?|per|for every|for each|a head|head for head|for (?:its|their|our) size|population|(?:more|less|fewer) of (?:its|their|our|the|all)|relative\w*|proportion\w*|shares?|often|likely|ratio)\b",
    re.IGNORECASE,
)
_PARTS: Final = frozenset({ClaimUnit.RATE, ClaimUnit.PERCENT, ClaimUnit.POINTS})


def is_of_counts(claim: Claim) -> bool:
    """Return whether it is numbers that a claim compares: "fewer offences", "the number of robberies", "solved more"."""
    text = claim.passage.text
    of_record = claim.kind is ClaimKind.RECORD
    begins = max((met.end() for met in _CONTRAST.finditer(text, 0, claim.start)), default=0)
    begins = claim.start if of_record else begins
    ends = (_BREAK if of_record else _CONTRAST).search(text, claim.end)
    said = text[begins : ends.start() if ends else len(text)]
    counted = any(pattern.search(said) for pattern in (_FEWER, _MORE_OF, _RECORDED, _NUMBER))
    return counted and not _RATES.search(said)


def answers_by_count(claim: Claim, fact: Fact) -> bool:
    """Return whether a fact can answer what is said of numbers; where a claim is of no numbers, every fact can."""
    return fact.unit not in _PARTS or not is_of_counts(claim)
