"""A figure of three digits or more that is the workbook's in all but one respect, which the words say otherwise: then it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ClaimVerdict,
    ComparedWith,
    Fact,
    Judged,
)
from xlscore.narrative.verdicts.amounts import HowItHolds, held_against
from xlscore.narrative.verdicts.near.aspects import (
    is_dated,
    is_meant,
    is_moved,
    is_of_kind,
    is_of_place,
    is_of_reference,
    is_of_strand,
    is_of_time,
    without_comparison,
)
from xlscore.narrative.verdicts.near.recognised import equals, is_of_its_time, is_plain
from xlscore.narrative.verdicts.near.words import MONTH_WORD, FigureWords, any_of, words_of
from xlscore.narrative.verdicts.reserved import why_left_open

__all__ = ["exchanged"]


_LAST_YEAR: Final = any_of(
    r"last (?:year|yr)(?:['’]s)?|(?:the )?previous year(?:['’]s)?|prior year(?:['’]s)?|(?:a|one) year (?:ago|earlier|before)|the year before|"
    r"(?:twelve|12) months (?:ago|earlier|before)"
)
_THIS_YEAR: Final = any_of(
    r"so far(?: this year)?|this year(?:['’]s)?|year[- ]to[- ]date|ytd|currently|to date"
)
_OPEN: Final = any_of(
    r"target|project\w*|forecast\w*|need\w*|requir\w*|aim\w*|goal|average|group|peers?|month before|week|day|want\w*|hop\w+|promis\w*|pledg\w*|if"
)
"""What leaves open whether a figure of another year or way is meant after all."""
_CORRECTED: Final = any_of(
    r"instead of|rather than|not|typos?|misprints?|mistake\w*|wrong\w*|should (?:be|read|have)|correct\w*|restated|revised|in error|err(?:ed|ata|atum)"
)
"""What speaks of a figure as one that is wrong."""
_ANOTHER: Final = any_of(
    r"than|behind|another|others?|second|after|following|next to|trail\w*|lags?|whose|that with|the one"
)
"""What may make a figure that of another place than the one that is named."""
_PAST: Final = any_of(r"ahead of|beyond|past|better than|enough|further|more than")
_TO: Final = re.compile(r"\W*(?:\w+ ){0,3}to\b", re.IGNORECASE)
_FROM: Final = re.compile(
    r"\b(?:rose|risen|rising|rise|climb\w+|up|fell|fallen|falling|fall|down|dropp\w+|increas\w+|decreas\w+) from\W*$",
    re.IGNORECASE,
)
_IN: Final = re.compile(r"\b(?:in|for)(?: the month of)?\s*$|['’]s\s*$", re.IGNORECASE)
_OTHER_MONTH: Final = re.compile(
    rf"\bmonth (?:before|earlier|ago)\b|\b(?:previous|prior|last|preceding|following|next) month\b|"
    rf"\b(?:since|before|after|until|between|from|to|through|than|and) (?:the )?(?:end of )?(?:last )?(?:{MONTH_WORD})\b",
    re.IGNORECASE,
)
_OVER_TARGET: Final = re.compile(
    r"\W*(?:[a-z]+ ){0,2}(?:over|above|short of|adrift of|off) (?:the |its |our |their )?(?:\w+ )?(?:target|ceiling)\b",
    re.IGNORECASE,
)
_VERB: Final = any_of(r"have|has|is|are|been|being|now|there|becomes?|became|to|down|up")
_NEAR: Final = 5
_A_YEAR: Final = 366
_SIDES: Final = (ComparedWith.AVERAGE, ComparedWith.TOP_QUARTILE)
_FAR: Final = (ClaimKind.GAP, ClaimKind.SHORTFALL)


def exchanged(found: Judged, knowledge: Knowledge) -> Judged:
    """Return that a figure contradicts which could not be told, where it is the workbook's for all its words but one; else as it was."""
    claim = found.claim
    if not is_plain(found) or claim.doubts:
        return found
    words = words_of(claim)
    pairs = (
        []
        if words is None
        else [pair for fact in equals(claim, knowledge) for pair in _instead(words, fact, knowledge)]
    )
    if not pairs or words is None or _CORRECTED.search(words.part) or why_left_open(claim):
        return found
    kinds = (claim.kind, ClaimKind.SHORTFALL, ClaimKind.CHANGE_REQUIRED)
    meant, right = min(
        pairs, key=lambda pair: kinds.index(pair[1].kind) if pair[1].kind in kinds else len(kinds)
    )
    if any(pair[1].kind is right.kind and pair[1].value != right.value for pair in pairs):
        return found
    return Judged(claim, ClaimVerdict.CONTRADICTS, right.sources, *_told(claim, meant, right))


def _told(claim: Claim, meant: Fact, right: Fact) -> tuple[str, str]:
    """Return the arithmetic of a contradiction and what would agree."""
    size = shown(abs(right.value) if isinstance(right.value, Fraction) else right.value, right.unit)
    if meant is not right:
        said = "" if claim.amount is None else claim.amount.text
        return f"{right.arithmetic}; {said} is {meant.arithmetic}", size
    up = isinstance(right.value, Fraction) and right.value > 0
    return right.arithmetic, f"{'up' if up else 'down'} {size}"


def _instead(words: FigureWords, fact: Fact, knowledge: Knowledge) -> Iterator[tuple[Fact, Fact]]:
    """Yield the fact that a figure is with the one that its words mean, which are the same where only the way is wrong."""
    if _is_other_way(words, fact, knowledge):
        yield fact, fact
        return
    for right in (*knowledge.by_name.get(fact.name, ()), *knowledge.dated_by_name.get(fact.name, ())):
        if (
            right is fact
            or (right.unit, right.outcomes) != (fact.unit, fact.outcomes)
            or right.projected
            or fact.projected
        ):
            continue
        if (
            _is_said_to_be(words, fact, right, knowledge)
            and _differs(words.claim, right)
            and is_of_its_time(words.claim, right)
            and is_meant(words, right, knowledge)
        ):
            yield fact, right


def _differs(claim: Claim, right: Fact) -> bool:
    return (
        claim.amount is not None
        and isinstance(right.value, Fraction)
        and held_against(claim.amount, abs(right.value)) is HowItHolds.DIFFERS
    )


def _is_other_way(words: FigureWords, fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether a figure is that of a change, or of a distance, in all but the way, which its own words say."""
    if not isinstance(fact.value, Fraction) or is_dated(fact):
        return False
    around = (
        is_of_place(words, fact, knowledge)
        and is_of_time(words, fact, knowledge)
        and is_of_strand(words, fact)
    )
    others = {name for at, name in words.places(knowledge) if at > words.end}
    if fact.kind is not ClaimKind.CHANGE or _OPEN.search(words.part) or others:
        return False
    turned = replace(fact, value=-fact.value)
    way = {1 if fact.value < 0 else -1}
    return (
        around
        and is_moved(words)
        and words.ways(words.own) == way
        and is_of_kind(words, turned)
        and is_of_reference(words, turned)
    )


def _is_said_to_be(words: FigureWords, fact: Fact, right: Fact, knowledge: Knowledge) -> bool:
    """Return whether two facts differ in one respect alone, and the words say it as clearly as can be."""
    if fact.kind is right.kind and fact.place != right.place and is_dated(right):
        return False
    same = {
        "kind": fact.kind is right.kind,
        "place": fact.place == right.place,
        "reference": fact.reference is right.reference,
        "time": _time(fact) == _time(right),
    }
    others = [respect for respect, is_same in same.items() if not is_same]
    match others:
        case ["place"]:
            return (
                bool(fact.place and right.place)
                and not is_dated(fact)
                and _says_place(words, fact, right, knowledge)
            )
        case ["time"] if fact.kind is ClaimKind.LEVEL:
            return _says_month(words, fact, right) if is_dated(fact) else _says_year(words, right)
        case ["reference"]:
            is_side = fact.reference in _SIDES and right.reference in _SIDES
            return is_side and not is_of_reference(words, fact) and not _PAST.search(words.part)
        case ["kind", "reference"] if fact.kind is ClaimKind.CHANGE and right.kind in _FAR:
            return right.reference is ComparedWith.TARGET and _OVER_TARGET.match(words.after) is not None
    return False


def _time(fact: Fact) -> tuple[object, ...]:
    return fact.previous, fact.period if is_dated(fact) else None


def _says_place(words: FigureWords, fact: Fact, right: Fact, knowledge: Knowledge) -> bool:
    """Return whether each figure has its place, in turn, and the other place is not named, or has this one's figure."""
    named = {name for _, name in words.places(knowledge)}
    in_turn = words.in_turn(knowledge)
    is_other = fact.place not in named and not _ANOTHER.search(words.part)
    return in_turn and (is_other or _stands_there(words, right))


def _says_year(words: FigureWords, right: Fact) -> bool:
    """Return whether a figure is said to be last year's, or this year's, in so many words."""
    if right.previous:
        is_from = _FROM.search(words.before) is not None and _TO.match(words.after) is not None
        return (is_from or _says_last_year(words)) and not _OPEN.search(words.part)
    is_other = _stands_there(words, right) and _LAST_YEAR.search(words.part) is not None
    return (_THIS_YEAR.search(words.own) is not None or is_other) and not _LAST_YEAR.search(
        without_comparison(words.own)
    )


def _says_last_year(words: FigureWords) -> bool:
    """Return whether last year stands right beside a figure, with no verb in between that says of it another time."""
    before, after = without_comparison(words.before), without_comparison(words.after)
    said = [before[met.end() :] for met in _LAST_YEAR.finditer(before)] + [
        after[: met.start()] for met in _LAST_YEAR.finditer(after)
    ]
    return any(len(between.split()) < _NEAR and not _VERB.search(between) for between in said)


def _says_month(words: FigureWords, fact: Fact, right: Fact) -> bool:
    """Return whether a figure is said to be of a month right beside it, where the other month is near and not spoken of."""
    one, other = fact.period, right.period
    if one is None or other is None or one.first is None or other.first is None or not is_dated(right):
        return False
    months = list(words.months(words.text))
    beside = [at for at, number, _ in months if number == other.first.month and _is_beside(words, at)]
    spoken_of = any(number == one.first.month for _, number, _ in months) and not _stands_there(words, right)
    is_near = abs((one.first - other.first).days) <= _A_YEAR
    return bool(beside) and is_near and not spoken_of and not _OTHER_MONTH.search(words.text)


def _is_beside(words: FigureWords, month: int) -> bool:
    """Return whether a month stands with "in" or "for" behind a figure, or right before it: "197 in January", "January's 197"."""
    if month >= words.end:
        return (
            month < words.end + len(words.after) + 1
            and len(words.text[words.end : month].split()) < 4
            and _IN.search(words.text[:month]) is not None
        )
    return words.text[month : words.start].count(" ") < 2 and month >= words.start - len(words.before)


def _stands_there(words: FigureWords, right: Fact) -> bool:
    """Return whether the sentence has the other figure, too, as the two were exchanged."""
    text = words.text[: words.start] + words.text[words.end :]
    size = abs(right.value) if isinstance(right.value, Fraction) else Fraction(0)
    shares = right.unit in (ClaimUnit.PERCENT, ClaimUnit.POINTS)
    for met in re.finditer(r"\d[\d,]*(?:\.\d+)?", text):
        number = met[0].replace(",", "")
        step = Fraction(1, 10 ** len(number.partition(".")[2]))
        if abs(Fraction(number) - (size * 100 if shares else size)) <= step / 2:
            return True
    return False
