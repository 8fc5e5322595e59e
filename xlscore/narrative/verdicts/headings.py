"""Claims whose subject only a heading says: a heading that nothing beneath it bears out may be the wrong one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from xlscore.narrative.model import Claim, ClaimVerdict, Judged
from xlscore.narrative.verdicts.findings import cannot_tell

__all__ = ["borne_out"]

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
