"""Claims whose subject only a heading says: a heading that nothing beneath it bears out may be the wrong one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimVerdict, Judged
from xlscore.narrative.verdicts.findings import cannot_tell

__all__ = ["borne_out", "under_another"]

_LONGEST: Final = 6
"""A heading of more words is a title or a sentence, and speaks of more than what stands under it."""
_ANOTHER_TIME: Final = re.compile(
    r"\b(?:previous\w*|prior|last (?:year|cycle|time|board|quarter)|(?:years?|cycles?|quarters?) (?:ago|before|earlier)|histor\w+|forecasts?|"
    r"project(?:ions?|ed)|outlook|year[- ]end|expect\w*|scenarios?|next \w+|future|planned|plans?|what (?:is|comes) (?:next|planned)|last meeting|previous meeting|where we were)\b",
    re.IGNORECASE,
)
_ANOTHERS: Final = re.compile(
    r"\b(?:national\w*|regional\w*|other (?:forces|areas|boroughs|places|police)|elsewhere|neighbou?rs?|neighbou?ring|partners?|england|wales)\b",
    re.IGNORECASE,
)
_WANTED: Final = re.compile(
    r"\b(?:targets?|stretch|aspirations?|ambitions?|goals?|standards?|thresholds?|suggest\w+|propos\w+|redlines?|criteria|definitions?|examples?|guidance|"
    r"looks like|means)\b",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"\b(?:would|want(?:ed|s)?|recommend\w*|options?|decisions? (?:sought|required|requested|needed)|for decision|next steps|actions?|action log|to be (?:agreed|decided|done)|"
    r"what (?:good|outstanding) |risks?(?= to)|how to|should|could|if)\b",
    re.IGNORECASE,
)
"""What says that nothing beneath a heading is so yet."""
_APART: Final = re.compile(
    r"\b(?:(?:distance|gap|shortfall)s? (?:to|from|between)|how far|(?:reductions?|fewer|more|changes?|offences|outcomes) (?:needed|required)|(?:needed|required) to|to (?:reach|meet|get to|match)|short of)\b",
    re.IGNORECASE,
)
_SIZES: Final = frozenset((ClaimKind.LEVEL, ClaimKind.COUNT))
_HELD_AGAINST: Final = re.compile(
    r"\b(?:against|compared|since|versus|vs|on|performance|progress|results?|met|missed|where we (?!want|need|would|should|aim|hope)|how we|and|to date)\b",
    re.IGNORECASE,
)
"""What says that a heading with such a word has the figures beside what was wanted: "performance against target"."""
_OF_WANTED: Final = frozenset(
    (ClaimKind.TARGET, ClaimKind.AGAINST, ClaimKind.GAP, ClaimKind.SHORTFALL, ClaimKind.CHANGE_REQUIRED, ClaimKind.OUTCOMES_REQUIRED,
     ClaimKind.THRESHOLD, ClaimKind.MEMBERS, ClaimKind.COUNT_OF_AREAS)
)  # fmt: skip
_HEADING: Final = "heading"
_ENOUGH: Final = 2
_FEWEST_DIGITS: Final = 2
_Where = tuple[tuple[str, ...], tuple[str, ...]]


def borne_out(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return what became of claims, without contradictions that rest on a heading which no figure beneath it bears out.

    A figure of two digits or more that agrees bears a heading out; of grades and directions, which agree by chance, it takes two.
    """
    weights: Counter[_Where] = Counter()
    for each in judged:
        if each.verdict is ClaimVerdict.AGREES and each.claim.subject.how == _HEADING:
            weights[_where(each.claim)] += _weight(each.claim)
    return tuple(each if _stands(each, weights) else _left_open(each) for each in judged)


def under_another(claim: Claim) -> str:
    """Return why a claim may be of what its heading says: of another time or of others, or wanted and not reached; "" where it may not."""
    for heading in claim.passage.headings:
        if len(heading.split()) > _LONGEST:
            continue
        beside = _HELD_AGAINST.search(heading) is not None
        of_time = claim.period is None and not beside and _ANOTHER_TIME.search(heading)
        wanted = claim.kind not in _OF_WANTED and not beside and _WANTED.search(heading)
        supposed = not beside and _SUPPOSED.search(heading)
        apart = claim.kind in _SIZES and _APART.search(heading)
        if of_time or wanted or supposed or apart or _ANOTHERS.search(heading):
            return f"It stands under “{heading}” and may be of that alone."
    return ""


def _stands(judged: Judged, weights: Counter[_Where]) -> bool:
    rests = judged.claim.subject.how == _HEADING and judged.verdict is ClaimVerdict.CONTRADICTS
    return not rests or weights[_where(judged.claim)] >= _ENOUGH


def _where(claim: Claim) -> _Where:
    return claim.passage.headings, tuple(name.name for name in claim.subject.names)


def _weight(claim: Claim) -> int:
    digits = "" if claim.amount is None else "".join(filter(str.isdigit, claim.amount.text))
    return _ENOUGH if len(digits) >= _FEWEST_DIGITS else 1


def _left_open(judged: Judged) -> Judged:
    heading = judged.claim.passage.headings[-1] if judged.claim.passage.headings else "the heading"
    why = (
        f"Only the heading ({heading}) says what it is about, and no other figure beneath it bears that out."
    )
    return cannot_tell(judged.claim, why, judged.sources)
