"""A figure in a row of places or names with another that is right: it is of the same kind, for its own place or name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    UNSURE_ROLE,
    Claim,
    ClaimKind,
    ClaimVerdict,
    Fact,
    Hedge,
    Judged,
    Modality,
)
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.near.aspects import is_moved, is_of_place, is_of_time
from xlscore.narrative.verdicts.near.recognised import is_without_role
from xlscore.narrative.verdicts.near.words import FigureWords, any_of, words_of
from xlscore.narrative.verdicts.reserved import why_left_open

__all__ = ["paralleled"]

_LIFTED: Final = re.compile(
    re.escape(UNSURE_ROLE).replace(re.escape("{}"), ".*") + "|“.*” compares several\\.", re.DOTALL
)
"""What a figure in such a row leaves open, and the other one settles."""
_OTHER_TIME: Final = re.compile(
    r"\b(?:20)?\d\d/\d\d\b|\b20\d\d\b|\bof (?:the|all|those)\b|\bin a row\b", re.IGNORECASE
)
"""What of a figure's own words makes it one of another year, or a part of something."""
_FIGURES: Final = re.compile(
    r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d.,]*(?:st|nd|rd|th)\b)(?!\d)( ?%| per ?cent)?"
)
_BREAKS_ROW: Final = any_of(
    r"last year|previous\w*|before|earlier|ago|then|targets?|average|mean|whole|total|all|forecast|projected|would|should|not|never|if|both|each|respectively|former|latter|other"
)
"""What between the two may give one of them another time, another standard or another owner."""


def paralleled(found: Judged, beside: Sequence[Judged], knowledge: Knowledge) -> Judged:
    """Return what a figure that could not be told comes to by the one before it in a row of places, as it was where it is in none."""
    claim = found.claim
    if not _is_open(found):
        return found
    words = words_of(claim)
    if words is None or _OTHER_TIME.search(words.own):
        return found
    told = [
        (fact, right)
        for each in beside
        if _leads(each, claim)
        for fact in _fact_of(each, knowledge)
        for right in _for_other_place(words, fact, knowledge)
    ]
    if len({right.value for _, right in told}) != 1:
        return found
    right = told[0][1]
    if claim.amount is None or not isinstance(right.value, Fraction):
        return found
    held = held_against(claim.amount, abs(right.value))
    if held is HowItHolds.AGREES and _goes_with(words, told[0][0], right):
        return Judged(claim, ClaimVerdict.AGREES, right.sources, right.arithmetic)
    if held is not HowItHolds.DIFFERS or why_left_open(claim) or claim.passage.text.rstrip().endswith("?"):
        return found
    size = shown(abs(right.value), right.unit)
    return Judged(claim, ClaimVerdict.CONTRADICTS, right.sources, right.arithmetic, size)


def _is_open(found: Judged) -> bool:
    """Return whether all that is open of a figure is what it is, and it is said as plainly as what contradicts must be."""
    claim = found.claim
    return (
        found.verdict is ClaimVerdict.CANNOT_TELL
        and claim.amount is not None
        and (not claim.doubts or is_without_role(claim))
        and claim.kind is not ClaimKind.SHARE
        and claim.period is None
        and not claim.subject.foreign
        and claim.hedge is Hedge.EXACT
        and claim.modality is Modality.IS
        and all(_LIFTED.fullmatch(each) for each in claim.reservations)
    )


def _leads(each: Judged, claim: Claim) -> bool:
    """Return whether another figure stands before a claim's, in the same unit and of the same names, with nothing between that parts them."""
    other, said = each.claim.amount, claim.amount
    if (
        each.verdict is not ClaimVerdict.AGREES
        or other is None
        or said is None
        or other.unit is not said.unit
    ):
        return False
    if each.claim.subject.names != claim.subject.names or len(claim.subject.names) != 1:
        return False
    text = claim.passage.text
    first, last = text.find(other.text, each.claim.start), text.find(said.text, claim.start)
    between = text[first + len(other.text) : last]
    return (
        0 <= first < last
        and _BREAKS_ROW.search(between) is None
        and between.strip() != "to"
        and re.search(r"[.;](?!\d)", between) is None
    )


def _fact_of(each: Judged, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield the fact with which a claim agrees."""
    for fact in knowledge.by_name.get(each.claim.subject.names[0].name, ()):
        if fact.sources == each.sources and fact.arithmetic == each.arithmetic and fact.place:
            yield fact


def _for_other_place(words: FigureWords, fact: Fact, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield the fact of the same kind for the place that is named at a figure, where places and figures take turns."""
    if not (words.in_turn(knowledge) or _are_two(words, knowledge)):
        return
    for other in knowledge.by_name.get(fact.name, ()):
        same = replace(
            other, place=fact.place, value=fact.value, sources=fact.sources, arithmetic=fact.arithmetic, also=fact.also
        )  # fmt: skip
        if (
            other.place not in ("", fact.place)
            and same == fact
            and is_of_place(words, other, knowledge)
            and is_of_time(words, other, knowledge)
            and (other.kind is not ClaimKind.LEVEL or not is_moved(words))
        ):
            yield other


def _goes_with(words: FigureWords, led: Fact, right: Fact) -> bool:
    """Return whether a figure went the way that its own words say, or where they say none, that of the one before it."""
    if right.kind not in (ClaimKind.CHANGE, ClaimKind.GAP):
        return True
    values = [fact.value for fact in (led, right) if isinstance(fact.value, Fraction)]
    signs = [1 if value > 0 else -1 for value in values]
    ways = words.ways(words.own)
    return ways == {signs[-1]} if ways else signs[0] == signs[-1]


def _are_two(words: FigureWords, knowledge: Knowledge) -> bool:
    """Return whether a sentence has two figures of this unit and two places: "7.8% in the City, against 5.3% in the Counties"."""
    places = {name for at, name in words.places(knowledge) if at >= 0}
    share = words.text[words.start : words.end].rstrip().endswith(("%", "cent", "percent"))
    figures = [met for met in _FIGURES.finditer(words.text) if bool(met[1]) is share]
    return len(places) == len(figures) == 2
