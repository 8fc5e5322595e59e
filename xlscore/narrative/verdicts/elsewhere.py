"""A figure that is wrong for what it seems to say, and right for something else that the sentence speaks of: then it may mean that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith, Fact, Hedge
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.misprints import misprinted
from xlscore.rules.words import name_key

__all__ = ["STRAND", "mentions", "told_elsewhere"]

_COUNTED: Final = frozenset({ClaimKind.LEVEL, ClaimKind.COUNT})
_DISTANCES: Final = (ClaimKind.GAP, ClaimKind.CHANGE_REQUIRED, ClaimKind.SHORTFALL)
_WORD: Final = re.compile(r"\w+")
_SHARES: Final = (ClaimUnit.PERCENT, ClaimUnit.POINTS)
_FAR: Final = 3
"""A count that is so many times the workbook's, or so small a part of it, counts something else."""
_TELLING: Final = 4
"""Words of fewer letters tell no measure from another."""
_NEAR: Final = Fraction(6, 5)
"""The same, for a number that does not say what it counts."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b|[+−]", re.IGNORECASE)


_BEFORE: Final = _words(
    r"last|previous\w*|before|prior|earlier|was|were|had|from|against|compared|v|vs|versus|than|yoy|ago|year"
)
_GOAL: Final = _words(
    r"targets?|short\w*|off|gap|aim\w*|goal|stretch|minimum|min|ceiling|maximum|standard|needed|require\w*|find|need|make|adrift|away|miss\w*|"
    r"reduction|hit"
)
_MOVED: Final = _words(
    r"up|down|r[io]se\w*|risen|rising|f[ae]ll\w*|increas\w*|decreas\w*|reduc\w*|more|fewer|less|higher|lower|change\w*|drop\w*|grow\w*|"
    r"growth|gain\w*|lost|slip\w*|improv\w*|climb\w*|yoy|off|better|worse|knocked|cut"
)
_AHEAD: Final = _words(
    r"project\w*|forecast\w*|year[ -]end|expected?|will|end(?:ing)? the year|finish\w*|v|course"
)
_GROUP: Final = _words(r"average|mean|msg|peers?|group|similar|median|benchmark")
_QUARTILE: Final = _words(r"quartile|top|best|upper")
STRAND: Final = _words(r"outcomes?|solved?|detect\w*|rates?|clear\w*")
_PART: Final = re.compile(r"\b(?:share|total|whole|part|all|accounts?|proportion)\b", re.IGNORECASE)
_ASPIRATION: Final = re.compile(r"\baspir\w*|\(", re.IGNORECASE)
"""What an aspired position stands beside: its word, or brackets."""
_MONTH: Final = _words(
    r"jan\w*|feb\w*|mar(?:ch)?|apr\w*|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*|months?|latest|20\d\d(?:/\d\d)?|fy\d*"
)


def mentions(claim: Claim, pattern: re.Pattern[str]) -> bool:
    """Return whether the sentence, its lead or the sentence before has words of a kind."""
    passage = claim.passage
    return any(pattern.search(text) for text in (passage.text, passage.lead, passage.before))


def told_elsewhere(claim: Claim, fact: Fact, knowledge: Knowledge) -> str:
    """Return why a figure that differs from a fact may be of something else, "" where it may not."""
    said = claim.amount
    if said is None or not isinstance(fact.value, Fraction):
        return ""
    is_count = claim.kind in (*_COUNTED, ClaimKind.TARGET) and said.unit not in (*_SHARES, ClaimUnit.RATE)
    is_misprinted = misprinted(claim, knowledge) is not None
    if is_count and not is_misprinted and _is_far(abs(said.value), abs(fact.value), said.unit):
        return "The figure is so far from the workbook's that it may count something else."
    for other in _others(claim, fact, knowledge):
        value = other.value if isinstance(other.value, Fraction) else Fraction(0)
        hedge = claim.hedge if claim.hedge is not Hedge.ABOUT else Hedge.EXACT
        if held_against(said, abs(value), hedge) is HowItHolds.AGREES:
            place = f" of {other.place}" if other.place != fact.place and other.place else ""
            before = " before" if other.previous else ""
            return f"{said.text} is the {other.kind.value}{place}{before}: {other.arithmetic}."
    alike = next((each for each in _alike(claim, fact, knowledge) if _is_said(claim, each)), None)
    return "" if alike is None else f"{said.text} is what {alike.name} says: {alike.arithmetic}."


def _alike(claim: Claim, fact: Fact, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield what the workbook says in another table of something that is called so too, and more, or otherwise: a redline measure of an area."""
    own = set(_WORD.findall(fact.name.casefold()))
    telling = {word for word in own if len(word) >= _TELLING and not word.isdigit()}
    own_kinds = {name.kind for name in knowledge.names if name.name == fact.name}
    kinds = _DISTANCES if fact.kind in _DISTANCES else (fact.kind,)
    for name in knowledge.names:
        words = set(_WORD.findall(name.name.casefold()))
        otherwise = name.kind not in own_kinds and len(telling & words) > 1
        if name.name != fact.name and (own < words or otherwise):
            for each in knowledge.by_name.get(name.name, ()):
                if each.kind in kinds and (each.unit in _SHARES) is (fact.unit in _SHARES):
                    yield each


def named_beside(claim: Claim, fact: Fact, knowledge: Knowledge) -> Fact | None:
    """Return the fact that a bare level is where the words beside it say so: of a month that is named, or the group's average."""
    said = claim.amount
    if (
        said is None
        or claim.kind not in _COUNTED
        or claim.period is not None
        or claim.hedge is not Hedge.EXACT
    ):
        return None
    text = claim.passage.text
    if re.search(rf"\b(?:average|mean)\b[^.;\d]{{0,12}}{re.escape(said.text)}", text, re.IGNORECASE):
        others = [
            each for each in knowledge.by_name.get(fact.name, ()) if each.reference is ComparedWith.AVERAGE
        ]
    else:
        others = [
            each
            for each in knowledge.dated_by_name.get(fact.name, ())
            if each.place == fact.place and each.outcomes is fact.outcomes and _is_month_of(each, f"{text} {' '.join(claim.passage.headings)}")
        ]  # fmt: skip
    levels = (each for each in others if each.kind is ClaimKind.LEVEL and len(said.text) > 2)
    return next((each for each in levels if _is_said(claim, each)), None)


def _is_said(claim: Claim, fact: Fact) -> bool:
    """Return whether a claim's figure is a fact's."""
    if claim.amount is None or not isinstance(fact.value, Fraction):
        return False
    return held_against(claim.amount, abs(fact.value)) is HowItHolds.AGREES


def _is_month_of(fact: Fact, text: str) -> bool:
    """Return whether a text names the single month that a fact is of, with its year or as one of the latest twelve."""
    period = fact.period
    if (
        period is None
        or period.first is None
        or period.last is None
        or period.first.month != period.last.month
    ):
        return False
    short, year = f"{period.first:%b}", str(period.first.year)
    return re.search(rf"\b{short}\w*\b", text) is not None and year in text


def _others(claim: Claim, fact: Fact, knowledge: Knowledge) -> Iterator[Fact]:
    """Yield the other figures of the same name, of the same sort, that the sentence's words may mean."""
    said = ClaimUnit.NONE if claim.amount is None else claim.amount.unit
    places = claim.kind in (ClaimKind.RANK, ClaimKind.MOVEMENT)
    kind = ClaimKind.RANK if places else ClaimKind.LEVEL
    months = [each for each in knowledge.dated_by_name.get(fact.name, ()) if each.kind is fact.kind is kind]
    if not (places or mentions(claim, _MONTH)):
        months = []
    now = knowledge.by_name.get(fact.name, ())
    for other in (*(each for each in now if not places or each.kind is ClaimKind.TARGET), *months):
        if other is fact or not isinstance(other.value, Fraction) or not other.value:
            continue
        if other.kind is ClaimKind.SHARE and not mentions(claim, _PART):
            continue
        if other.kind is ClaimKind.TARGET and places and mentions(claim, _ASPIRATION):
            yield other
            continue
        if (other.unit in _SHARES) is not (said in _SHARES) or (other.unit is ClaimUnit.PLACES) is not places:
            continue
        if _question(other) != _question(fact) and _may_be_meant(claim, fact, other, knowledge):
            yield other


def _question(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.previous, fact.place, fact.period, fact.reference, fact.outcomes, fact.projected


def _may_be_meant(claim: Claim, fact: Fact, other: Fact, knowledge: Knowledge) -> bool:
    """Return whether the sentence has words for each thing in which another figure is another."""
    if other.kind in (ClaimKind.RANK, ClaimKind.MOVEMENT):
        return claim.period is not None and claim.period.previous
    needs = [
        (other.previous and not fact.previous, _BEFORE),
        (other.kind is not fact.kind and other.kind is ClaimKind.CHANGE, _MOVED),
        (
            other.kind is not fact.kind
            and other.kind in (ClaimKind.TARGET, ClaimKind.GAP, ClaimKind.SHORTFALL),
            _GOAL,
        ),
        (other.kind is ClaimKind.CHANGE_REQUIRED and other.kind is not fact.kind, _GOAL),
        (other.projected and not fact.projected, _AHEAD),
        (other.outcomes and not fact.outcomes, STRAND),
        (other.reference is ComparedWith.AVERAGE and other.reference is not fact.reference, _GROUP),
        (other.reference is ComparedWith.TOP_QUARTILE and other.reference is not fact.reference, _QUARTILE),
    ]
    if any(wanted and not mentions(claim, words) for wanted, words in needs):
        return False
    return other.place == fact.place or (not other.place) or _is_named(claim, other.place, knowledge)


def _is_named(claim: Claim, place: str, knowledge: Knowledge) -> bool:
    aliases = next((name.aliases for name in knowledge.names if name.name == place), ())
    text = name_key(" ".join((claim.passage.text, claim.passage.lead, claim.passage.before)))
    return any(name_key(each) in text for each in (place, *aliases))


def _is_far(said: Fraction, true: Fraction, unit: ClaimUnit) -> bool:
    """Return whether two counts are so far from one another that they are of different things; not where digits are swapped."""
    if unit is not ClaimUnit.NONE and sorted(str(said)) == sorted(str(true)):
        return False
    if not said or not true:
        return bool(said) is not bool(true) and max(said, true) > _FAR
    ratio = max(said / true, true / said)
    return ratio > (_FAR if unit is not ClaimUnit.NONE else _NEAR)
