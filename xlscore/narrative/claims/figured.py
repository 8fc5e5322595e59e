"""The claims that a sentence makes by its figures: one for each, in the role that the words around it give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from xlscore.narrative.claims.cues import (
    SENSES,
    doubts_of,
    hedge_of,
    modality_of,
    period_near,
    reference_in,
    sense_in,
    span_near,
)
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.phrases import FoundPhrase
from xlscore.narrative.claims.roles import is_whole, roles_of, whole_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.tokens import Token
from xlscore.narrative.claims.whose.parts import as_part
from xlscore.narrative.model import (
    UNKNOWN_ROLE,
    Claim,
    ClaimKind,
    ClaimUnit,
    ComparedWith,
    Hedge,
    Modality,
    NameKind,
    Period,
    PrintedAmount,
    Sense,
)

__all__ = ["figured"]

_BEFORE = {"level before": ClaimKind.LEVEL, "rank before": ClaimKind.RANK}
_CHANGES = (ClaimKind.CHANGE, ClaimKind.CHANGE_REQUIRED)
_SPANNED = (ClaimKind.CHANGE, ClaimKind.COUNT, ClaimKind.LEVEL)
"""What may be said of so many months."""
_COUNTED = (ClaimUnit.NONE, ClaimUnit.CRIMES, ClaimUnit.OUTCOMES)
_UNITS = {
    ClaimKind.RANK: ClaimUnit.PLACES,
    ClaimKind.MOVEMENT: ClaimUnit.PLACES,
    ClaimKind.SHORTFALL: ClaimUnit.CRIMES,
    ClaimKind.OUTCOMES_REQUIRED: ClaimUnit.OUTCOMES,
    ClaimKind.THRESHOLD: ClaimUnit.OTHER,
}
_WAYS = ("RISE", "FALL", "GAIN", "LOSS", "MORE", "FEWER", "FLAT")
_BEATING = (
    "beats",
    "beat",
    "beating",
    "bettered",
    "betters",
    "outdid",
    "outdoes",
    "outperformed",
    "outperforms",
)
"""What is said of a target that is more than met; "exceeds" may be either."""
_FROM_AN_END = re.compile(r" (?:from|off|to)(?: the)? (?:top|bottom|last|foot)\b", re.IGNORECASE)
_NEAR_VERB = 2
_PAST = ("below", "under", "beneath", "above", "beyond")
_NEEDED = {
    ClaimKind.GAP: (
        ComparedWith.TARGET,
        ComparedWith.AVERAGE,
        ComparedWith.TOP_QUARTILE,
        ComparedWith.BOTTOM_QUARTILE,
        ComparedWith.ASPIRATION,
        ComparedWith.OTHER,
    ),
    ClaimKind.CHANGE: (ComparedWith.LAST_YEAR, ComparedWith.LAST_TIME),
}
_NEEDED[ClaimKind.CHANGE_REQUIRED] = _NEEDED[ClaimKind.GAP]


def figured(sentence: SentenceRead) -> Iterator[Claim]:
    """Return a claim for each figure of the sentence; one in words without a role says nothing."""
    roles = roles_of(sentence)
    for at, token in enumerate(sentence.tokens):
        if (
            not token.is_figure
            or token.amount is None
            or sentence.is_noted(at)
            or _is_from_an_end(sentence, at)
        ):
            continue
        role = roles.get(at)
        if role is None:
            if token.type not in ("WORDNUMBER", "WORDRANK") and not is_whole(sentence, at):
                yield _without_role(sentence, at)
        elif role.kind != "count of areas" and not is_whole(sentence, at):
            yield _claim(sentence, at, role)
        elif token.type == "COUNT" and is_whole(sentence, at) and "OUTCOME" in sentence.types:
            yield _whole(sentence, at)


def _is_from_an_end(sentence: SentenceRead, at: int) -> bool:
    """Return whether an ordinal counts from the first or the last: "second from bottom"."""
    return (
        sentence.types[at] in ("RANK", "WORDRANK")
        and _FROM_AN_END.match(sentence.passage.text, sentence.tokens[at].end) is not None
    )


def _claim(sentence: SentenceRead, at: int, role: FoundPhrase) -> Claim:
    token = sentence.tokens[at]
    assert token.amount is not None
    span = range(role.first, role.end)
    before = role.kind in _BEFORE
    if role.kind == "change" and sentence.lead_reference is not ComparedWith.NONE:
        role = replace(role, kind="change required")
    kind = _BEFORE.get(role.kind) or ClaimKind(role.kind)
    subject = subject_of(sentence, at, span)
    if kind in (ClaimKind.RANK, ClaimKind.MOVEMENT, ClaimKind.CHANGE_REQUIRED):
        measures = tuple(name for name in subject.names if name.kind is not NameKind.REDLINE)
        subject = replace(subject, names=measures or subject.names)
    if kind is ClaimKind.CHANGE and _is_fallen_below(sentence, at):
        kind = ClaimKind.COUNT
    kind = _fitting(kind, token.type, outcomes=subject.outcomes)
    clause = sentence.clause_of(at)
    satisfied = any("satisfaction" in name.name.lower() for name in subject.names)
    if kind is ClaimKind.SHARE and token.type == "PERCENT" and satisfied:
        kind = ClaimKind.LEVEL
    if kind is ClaimKind.SHARE and token.type == "PERCENT" and subject.names and _says_outcome(sentence, at):
        kind, subject = ClaimKind.LEVEL, replace(subject, outcomes=True)
    kind, subject = as_part(sentence, at, subject, kind) if token.type == "PERCENT" else (kind, subject)
    if kind is ClaimKind.LEVEL and satisfied and sentence.types.count("PERCENT") == 1:
        role = replace(role, sure=True)
    sense = _sense(sentence, at, kind, span)
    reference = _reference(sentence, at, kind, span, clause)
    doubts = doubts_of(sentence, at)
    period: Period | None = period_near(sentence, at, clause)
    long = span_near(sentence, at) if period is None and kind in _SPANNED else None
    if long is not None:
        period = Period(sentence.tokens[long].text)
    if before:
        year = kind is not ClaimKind.RANK and reference_in(sentence, at, clause) is not ComparedWith.LAST_TIME
        reference = ComparedWith.LAST_YEAR if year else ComparedWith.LAST_TIME
        period = replace(period or Period("last year" if year else "before"), previous=True)
    said = modality_of(sentence, at)
    modality = (
        Modality.IS if kind in _NEEDED and kind is ClaimKind.CHANGE_REQUIRED else modality_of(sentence, at)
    )
    if not before and kind in (ClaimKind.LEVEL, ClaimKind.COUNT) and _is_of_last_year(sentence, at):
        before, reference, period = True, ComparedWith.LAST_YEAR, Period("last year", previous=True)
    if before and _is_elsewhere(sentence, at):
        before, reference, period = False, ComparedWith.NONE, None
        doubts += (f"It is open of when “{token.text}” is.",) * (kind is ClaimKind.RANK)
    amount = _signed(token.amount, kind, _unit_said(sentence, at), outcomes=subject.outcomes)
    return Claim(
        kind=kind,
        passage=sentence.passage,
        start=min(token.start, sentence.tokens[role.first].start),
        end=max(token.end, sentence.tokens[role.end - 1].end),
        subject=subject,
        amount=amount,
        direction=sense,
        reference=reference,
        period=period,
        hedge=Hedge.EXACT
        if kind is ClaimKind.TARGET and _is_fallen_short_of(sentence, at)
        else hedge_of(sentence, at),
        modality=modality,
        of=whole_of(sentence, at),
        others=_others(sentence, at, kind) if modality is Modality.IS else (),
        doubts=doubts,
        reservations=reservations_of(
            sentence,
            at,
            subject,
            sure=role.sure and (kind is not ClaimKind.TARGET or said is Modality.IS),
            span=long,
        ),
    )


def _whole(sentence: SentenceRead, at: int) -> Claim:
    """Return the claim of how many crimes the outcomes are of: the 1,903 of "347 of the 1,903 burglaries"."""
    claim = _claim(sentence, at, FoundPhrase("count", at, at + 1, sure=False))
    amount = None if claim.amount is None else replace(claim.amount, unit=ClaimUnit.CRIMES)
    return replace(claim, amount=amount)


def _is_fallen_below(sentence: SentenceRead, at: int) -> bool:
    """Return whether a number is the level below or above which something went: "fell below 3,000"."""
    before = sentence.hedges.get(at)
    pairs = (("FALL", "BELOW"), ("RISE", "ABOVE"))
    went = before is not None and sentence.types[max(0, before - 1) : before + 1] in pairs
    return went and sentence.types[at] == "COUNT" and sentence.tokens[before or 0].text.lower() in _PAST


def _is_fallen_short_of(sentence: SentenceRead, at: int) -> bool:
    """Return whether what stands before a target says how near something came to it: "just short of the 90 per cent minimum"."""
    before = sentence.hedges.get(at)
    return before is not None and "THE" in sentence.types[before + 1 : at]


def _is_of_last_year(sentence: SentenceRead, at: int) -> bool:
    """Return whether a figure alone in its segment is that of last year: "which at 51.2 % was higher last year"."""
    segment = sentence.segment_of(at)
    types = [sentence.types[to] for to in segment]
    alone = sum(sentence.tokens[to].is_figure for to in segment) == 1
    return alone and "LASTYEAR" in types and not {"THAN", "VERSUS", "ON", "ABOVE", "BELOW"} & set(types)


def _is_elsewhere(sentence: SentenceRead, at: int) -> bool:
    """Return whether "from 8.3 % in Haringey to 8.8 % in Islington" ranges over places, not over time."""
    following = sentence.types[at + 1 : at + 3]
    return following == ("IN", "PERIOD") or (
        following == ("IN", "PLACE") and sentence.types.count("PLACE") > 1
    )


def _says_outcome(sentence: SentenceRead, at: int) -> bool:
    """Return whether a share is one with an outcome: "15.5 % of commercial burglaries reach an outcome"."""
    return sentence.first_after(at, "OUTCOME", within=sentence.clause_of(at)) is not None or any(
        sentence.types[to] == "OUTCOME" for to in sentence.part_of(at) if to < at
    )


def _fitting(kind: ClaimKind, figure: str, *, outcomes: bool) -> ClaimKind:
    """Return the kind that fits the figure: counts are no levels, outcomes that are short are required."""
    if kind is ClaimKind.LEVEL and figure in ("COUNT", "WORDNUMBER"):
        return ClaimKind.COUNT
    if kind is ClaimKind.COUNT and figure in ("PERCENT", "POINTS", "RATE"):
        return ClaimKind.LEVEL
    if kind is ClaimKind.SHORTFALL and outcomes:
        return ClaimKind.OUTCOMES_REQUIRED
    return kind


def _sense(sentence: SentenceRead, at: int, kind: ClaimKind, span: range) -> Sense:
    text = sentence.tokens[at].text
    if text[:1] in "+" and kind in (ClaimKind.CHANGE, ClaimKind.TARGET, ClaimKind.CHANGE_REQUIRED):
        return Sense.UP
    if text[:1] in "-−–" and kind in (ClaimKind.CHANGE, ClaimKind.TARGET, ClaimKind.CHANGE_REQUIRED):
        return Sense.DOWN
    near = range(max(0, span.start - _NEAR_VERB), span.stop)
    beaten = any(sentence.tokens[to].text.lower().split()[0] in _BEATING for to in near)
    if beaten and kind in (ClaimKind.SHORTFALL, ClaimKind.GAP):
        return Sense.BETTER
    if kind in (
        ClaimKind.LEVEL,
        ClaimKind.COUNT,
        ClaimKind.RANK,
        ClaimKind.SHARE,
        ClaimKind.SHORTFALL,
        ClaimKind.OUTCOMES_REQUIRED,
    ):
        return Sense.NONE
    if kind is ClaimKind.TARGET:
        near = range(max(span.start, at - 2), min(span.stop, at + 3))
        found = [sentence.types[to] for to in near if sentence.types[to] in ("RISE", "FALL")]
        return {"RISE": Sense.UP, "FALL": Sense.DOWN}[found[0]] if found else Sense.NONE
    hedges = set(sentence.hedges.values())
    ways = [to for to in span if sentence.types[to] in _WAYS and to not in hedges]
    if kind is ClaimKind.CHANGE_REQUIRED and not ways:
        return Sense.NONE
    if kind is ClaimKind.CHANGE and not ways and span == range(at, at + 1):
        ways = [to for to in sentence.part_of(at) if to < at and sentence.types[to] in _WAYS][-1:]
    sense = sense_in(sentence, at, span) if not ways or kind is ClaimKind.GAP else _way(sentence, at, ways)
    if kind is ClaimKind.MOVEMENT:
        return {Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}.get(sense, sense)
    return sense


def _way(sentence: SentenceRead, at: int, ways: list[int]) -> Sense:
    return SENSES[sentence.types[min(ways, key=lambda to: abs(to - at))]]


def _reference(sentence: SentenceRead, at: int, kind: ClaimKind, span: range, clause: range) -> ComparedWith:
    column = sentence.columns.get(at)
    if column is not None and column.reference is not ComparedWith.NONE:
        return column.reference
    if kind in (ClaimKind.SHORTFALL, ClaimKind.OUTCOMES_REQUIRED, ClaimKind.TARGET):
        near = sentence.nearest(at, span, _is_goal)
        if near is not None and sentence.types[near] == "ASPIRATION":
            return ComparedWith.ASPIRATION
        if near is None:
            near = sentence.nearest(at, range(at, min(at + 6, len(sentence.tokens))), _is_goal)
        stretch = near is not None and sentence.types[near] == "STRETCH"
        return ComparedWith.OTHER if stretch else ComparedWith.TARGET
    wanted = _NEEDED.get(kind)
    if wanted is None:
        return ComparedWith.NONE
    if kind is ClaimKind.CHANGE_REQUIRED and sentence.lead_reference is not ComparedWith.NONE:
        return sentence.lead_reference
    found = reference_in(sentence, at, span, *wanted)
    return found if found is not ComparedWith.NONE else reference_in(sentence, at, clause, *wanted)


def _is_goal(token: Token) -> bool:
    return token.type in ("TARGET", "STRETCH", "ASPIRATION")


def _unit_said(sentence: SentenceRead, at: int) -> ClaimUnit | None:
    """Return what a number counts by the word after it; of "98/588" it is the outcomes, then the crimes."""
    following = sentence.types[at + 1] if at + 1 < len(sentence.types) else ""
    if following == "SLASH" and sentence.types[at + 2 : at + 3] == ("COUNT",):
        return ClaimUnit.OUTCOMES
    if at > 1 and sentence.types[at - 1] == "SLASH" and sentence.types[at - 2] == "COUNT":
        return ClaimUnit.CRIMES
    return {"CRIME": ClaimUnit.CRIMES, "OUTCOME": ClaimUnit.OUTCOMES}.get(following)


def _signed(
    amount: PrintedAmount, kind: ClaimKind, said: ClaimUnit | None, *, outcomes: bool
) -> PrintedAmount:
    """Return the amount with its unit, without the sign that its direction says already."""
    unit = amount.unit
    if unit in _COUNTED and (amount.value.denominator == 1 or kind is not ClaimKind.LEVEL):
        unit = _UNITS.get(kind) or said or (ClaimUnit.OUTCOMES if outcomes else ClaimUnit.CRIMES)
    return replace(amount, value=abs(amount.value), unit=unit)


def _others(sentence: SentenceRead, at: int, kind: ClaimKind) -> tuple[PrintedAmount, ...]:
    """Return the figures with which one has to add up: from and to of a change, part and whole of a share."""
    if kind is ClaimKind.SHARE:
        part = sentence.twins.get(at)
        whole = None if part is None else whole_of(sentence, part)
        amount = None if part is None else sentence.tokens[part].amount
        if part is not None and amount is not None and whole is None and is_whole(sentence, part):
            part, whole = _part_before(sentence, part), amount
            amount = None if part is None else sentence.tokens[part].amount
        elif part is not None and amount is not None and whole is None:
            whole = _only_whole(sentence, part)
        return (amount, whole) if amount is not None and whole is not None else ()
    if kind is not ClaimKind.CHANGE:
        return ()
    pairs = [
        (sentence.tokens[first].amount, sentence.tokens[second].amount) for first, second in _pairs(sentence)
    ]
    if len(pairs) != 1:
        return ()
    (before, now) = pairs[0]
    return (before, now) if before is not None and now is not None else ()


def _part_before(sentence: SentenceRead, whole: int) -> int | None:
    """Return the figure of which another is the whole: the 18 of "18 of 24 conferences"."""
    near = [to for to in range(max(0, whole - 4), whole) if sentence.types[to] in ("COUNT", "WORDNUMBER")]
    return near[-1] if near else None


def _only_whole(sentence: SentenceRead, part: int) -> PrintedAmount | None:
    """Return the only other count of the sentence, where it comes before and is the greater: "Of the 60 ..., 27, or 54 %"."""
    others = [
        token.amount
        for at, token in enumerate(sentence.tokens)
        if token.type == "COUNT" and at != part and token.amount is not None
    ]
    amount = sentence.tokens[part].amount
    if len(others) != 1 or amount is None or not any(sentence.types[to] == "COUNT" for to in range(part)):
        return None
    return others[0] if others[0].value > amount.value else None


def _pairs(sentence: SentenceRead) -> Iterator[tuple[int, int]]:
    """Return the figures of "from 186 to 137", in their order of time."""
    roles = sentence.roles
    for at, role in roles.items():
        if role.kind != "level before":
            continue
        later = [
            to
            for to in roles
            if roles[to].kind in ("level", "count") and sentence.types[to] == sentence.types[at]
        ]
        near = min(later, key=lambda to: abs(to - at), default=None)
        if near is not None and abs(near - at) <= 5:
            yield at, near


def _without_role(sentence: SentenceRead, at: int) -> Claim:
    token = sentence.tokens[at]
    return Claim(
        kind=ClaimKind.OTHER,
        passage=sentence.passage,
        start=token.start,
        end=token.end,
        subject=subject_of(sentence, at, range(at, at + 1)),
        amount=token.amount,
        hedge=hedge_of(sentence, at),
        modality=modality_of(sentence, at),
        doubts=(UNKNOWN_ROLE.format(token.text), *doubts_of(sentence, at)),
    )


def whole_number(value: int, unit: ClaimUnit, text: str) -> PrintedAmount:
    """Return a counted figure."""
    return PrintedAmount(Fraction(value), Fraction(0), unit, text)
