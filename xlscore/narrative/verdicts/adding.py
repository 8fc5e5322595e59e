"""Sentences that are wrong by themselves: a percentage of a part and a whole, a change from one figure to another, a sum."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ClaimVerdict,
    Hedge,
    Judged,
    PrintedAmount,
    Sense,
)

__all__ = ["adds_up"]

_PAIRED: Final = frozenset({ClaimKind.CHANGE, ClaimKind.MOVEMENT, ClaimKind.GAP, ClaimKind.SHORTFALL})
_UP: Final = re.compile(r"\b(?:r[io]s(?:e|es|en|ing)|up|increas\w+|gr[eo]w\w*|climb\w*)\b", re.IGNORECASE)
_DOWN: Final = re.compile(r"\b(?:f[ae]ll\w*|down|decreas\w+|reduc\w+|dropp\w+|slipp\w+)\b", re.IGNORECASE)
_SHARES: Final = (ClaimUnit.PERCENT, ClaimUnit.POINTS)


def adds_up(claim: Claim) -> Judged | None:
    """Return that a claim's own figures do not add up, None where they do or where there is nothing to add.

    >>> from xlscore.narrative.model import ClaimSubject, Passage, SentencePlace
    >>> def counted(number): return PrintedAmount(Fraction(number), Fraction(0), ClaimUnit.CRIMES, str(number))
    >>> share = PrintedAmount(Fraction(84, 1000), Fraction(1, 2000), ClaimUnit.PERCENT, "8.4%")
    >>> told = Claim(ClaimKind.SHARE, Passage("", SentencePlace()), 0, 0, ClaimSubject(), share, others=(counted(282), counted(3328)))
    >>> adds_up(told).arithmetic
    '282 ÷ 3328 = 8.47%'
    """
    if claim.amount is None and claim.kind is ClaimKind.CHANGE and len(claim.others) == 2:
        return _turned(claim, *claim.others)
    if claim.amount is None and claim.kind is ClaimKind.AGAINST and len(claim.others) == 2:
        return _beside(claim, *claim.others)
    if claim.amount is None or claim.hedge is not Hedge.EXACT:
        return None
    match claim.kind:
        case ClaimKind.SHARE if len(claim.others) == 2:
            return _share(claim, claim.amount, *claim.others)
        case ClaimKind.SUM if len(claim.others) > 1:
            return _sum(claim, claim.amount)
        case kind if kind in _PAIRED and len(claim.others) == 2:
            return _difference(claim, claim.amount, *claim.others)
    return None


def _turned(claim: Claim, before: PrintedAmount, now: PrintedAmount) -> Judged | None:
    """Return that from the first figure to the second it goes the other way than the sentence says."""
    up = now.value > before.value
    if (
        before.value == now.value
        or _says_both_ways(claim)
        or claim.direction not in (Sense.UP, Sense.DOWN)
        or up is (claim.direction is Sense.UP)
    ):
        return None
    return _wrong(
        claim, f"from {before.text} to {now.text} is {'up' if up else 'down'}", "up" if up else "down"
    )


def _beside(claim: Claim, said: PrintedAmount, standard: PrintedAmount) -> Judged | None:
    """Return that a figure lies on the other side of a standard than the sentence says: "73.6 %, above the minimum of 80 %"."""
    low, high = said.value - said.half - standard.half, said.value + said.half + standard.half
    up = claim.direction is Sense.UP
    if claim.direction not in (Sense.UP, Sense.DOWN) or (
        high >= standard.value if up else low <= standard.value
    ):
        return None
    return _wrong(
        claim, f"{said.text} is not {'above' if up else 'below'} {standard.text}", "below" if up else "above"
    )


def _says_both_ways(claim: Claim) -> bool:
    """Return whether its sentence says of another thing that it went the other way: "the rate fell as burglary rose, from 8.4% to 8.3%"."""
    before = claim.passage.text[: claim.end]
    return _UP.search(before) is not None and _DOWN.search(before) is not None


def _share(claim: Claim, said: PrintedAmount, part: PrintedAmount, whole: PrintedAmount) -> Judged | None:
    if not whole.value or said.unit is not ClaimUnit.PERCENT:
        return None
    least, most = (
        (part.value - part.half) / (whole.value + whole.half),
        (part.value + part.half) / (whole.value - whole.half),
    )
    if least <= said.value + said.half and most >= said.value - said.half:
        return None
    true = part.value / whole.value
    return _wrong(
        claim, f"{part.text} ÷ {whole.text} = {shown(true, ClaimUnit.PERCENT)}", _as_printed(true, said)
    )


def _sum(claim: Claim, total: PrintedAmount) -> Judged | None:
    parts = claim.others
    true, half = (
        sum((each.value for each in parts), Fraction(0)),
        sum((each.half for each in parts), total.half),
    )
    if {each.unit for each in (total, *parts)} & set(_SHARES) and len(
        {each.unit for each in (total, *parts)}
    ) > 1:
        return None
    if abs(true - total.value) <= half:
        return None
    said = " + ".join(each.text for each in parts)
    return _wrong(claim, f"{said} = {shown(true, total.unit)}", shown(true, total.unit))


def _difference(
    claim: Claim, said: PrintedAmount, before: PrintedAmount, now: PrintedAmount
) -> Judged | None:
    if before.unit is not now.unit and ClaimUnit.NONE not in (before.unit, now.unit):
        return None
    shares = before.unit in _SHARES
    size, slack = abs(now.value - before.value), before.half + now.half + said.half
    if said.unit is ClaimUnit.PERCENT and not shares:
        return _relative(claim, said, before, now)
    if abs(size - abs(said.value)) <= slack:
        return None
    if shares and said.unit is ClaimUnit.PERCENT and _relative(claim, said, before, now) is None:
        return None
    if shares != (said.unit in _SHARES):
        return None
    unit = ClaimUnit.POINTS if shares else said.unit
    return _wrong(claim, f"from {before.text} to {now.text} is {shown(size, unit)}", shown(size, unit))


def _relative(claim: Claim, said: PrintedAmount, before: PrintedAmount, now: PrintedAmount) -> Judged | None:
    if not before.value or before.value <= before.half:
        return None
    low = [
        (n / b - 1)
        for n in (now.value - now.half, now.value + now.half)
        for b in (before.value - before.half, before.value + before.half)
    ]
    sizes = sorted(map(abs, low))
    if sizes[0] <= abs(said.value) + said.half and sizes[-1] >= abs(said.value) - said.half:
        return None
    true = abs(now.value / before.value - 1)
    line = f"from {before.text} to {now.text} is {shown(true, ClaimUnit.PERCENT)}"
    return _wrong(claim, line, _as_printed(true, said))


def _as_printed(true: Fraction, said: PrintedAmount) -> str:
    step = 2 * said.half
    if step:
        true = Fraction(int(true / step + Fraction(1, 2))) * step
    return shown(true, said.unit)


def _wrong(claim: Claim, line: str, right: str) -> Judged:
    return Judged(claim, ClaimVerdict.DOES_NOT_ADD_UP, (), line, right)
