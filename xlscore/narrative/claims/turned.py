"""The claims that something rose or fell, without by how much: "rose to 45.1% from 51.2%", "robbery has fallen"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.cues import doubts_of, hedge_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, Hedge, NameKind, PrintedAmount, Sense

__all__ = ["is_of_itself", "turned"]

_WAYS = {"RISE": Sense.UP, "FALL": Sense.DOWN}
_NUMBERS = {"MORE": Sense.UP, "FEWER": Sense.DOWN}
_LEVELS = ("level", "count")
_MEASURED = ("PERCENT", "COUNT", "RATE")
_NEAR = 4
_PAIR = 9
_BETWEEN = ("IS", "WAS", "NOW", "OUTCOME", "CRIME", "RATE_WORD", "PLAIN", "IN", "THE", "PLACE", "IT")
_ENDS = ("STOP", "COMMA", "AND", "BUT", "IN", "LASTYEAR", "VERSUS", "NOW", "ON", "CLOSE")
_OTHERWISE = (
    "TARGET", "STRETCH", "AVERAGE", "ASPIRATION", "TOP_QUARTILE", "BOTTOM_QUARTILE", "NEED", "PLACES", "GRADE", "TREND", "SINCE",
    "LASTTIME", "NOT", "TWICE", "ONCE", "SHARE", "RANGE", "PROJECTED", "AREA", "THAN", "DATA", "PLACE_WORD", "EACH",
    "NONE", "ALLBUT", "ONLY", "MOST", "EXCEPT",
)  # fmt: skip
"""What in a segment says that something else has turned, or against something else than last year."""


_TREND = re.compile(r"\btrends?\b", re.IGNORECASE)
_PREPOSITIONS = ("IN", "OF", "ON", "VERSUS", "TO", "FROM", "BY")
_COUNTING = (
    "OUTCOME", "CRIME", "RATE_WORD", "AT", "LABEL", "PERSONS", "OVERALL", "NOW", "COMMA", "AND", "BUT", "IS", "SINCE", "THAN", "LASTYEAR",
)  # fmt: skip
"""What counts the name behind a preposition, and is nothing of its own."""


def turned(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that something went up or down: between the two levels that are given, or by its name alone."""
    done: set[int] = set()
    for before, now in _pairs(sentence):
        way = _way_of(sentence, before, now)
        if way is not None:
            done.add(way)
            ends = (sentence.tokens[before].amount, sentence.tokens[now].amount)
            hedged = next(
                (each for each in (hedge_of(sentence, before), hedge_of(sentence, now)) if each), Hedge.EXACT
            )
            yield replace(_claim(sentence, way, now, ends), hedge=hedged)
    for at, kind in enumerate(sentence.types):
        said = kind in _WAYS and _is_alone(sentence, at)
        if at not in done and (said or (kind in _NUMBERS and _is_of_number(sentence, at))):
            yield _claim(sentence, at, at, ())


def _pairs(sentence: SentenceRead) -> Iterator[tuple[int, int]]:
    """Return the level before and the level now that belong together, in each part of the sentence that has one of each."""
    for at, role in sentence.roles.items():
        if role.kind != "level before" or sentence.types[at] not in _MEASURED:
            continue
        part = sentence.part_of(at)
        same = [to for to in part if to in sentence.roles and sentence.types[to] == sentence.types[at]]
        now = [to for to in same if sentence.roles[to].kind in _LEVELS and abs(to - at) <= _PAIR]
        if len(now) == 1 and sum(sentence.roles[to].kind == "level before" for to in same) == 1:
            yield at, now[0]


def _way_of(sentence: SentenceRead, before: int, now: int) -> int | None:
    """Return the word of movement beside a pair of levels: between them, or right before the first."""
    first, last = min(before, now), max(before, now)
    start = max(sentence.part_of(first).start, first - _NEAR)
    found = [to for to in range(start, last) if sentence.types[to] in _WAYS]
    others = {sentence.types[to] for to in range(start, last + 1)}
    if len(found) != 1 or others.intersection(_OTHERWISE) or "COMMAND" in others:
        return None
    between = sentence.tokens[found[0] + 1 : first]
    return None if any(token.is_figure for token in between) else found[0]


def _is_alone(sentence: SentenceRead, at: int) -> bool:
    """Return whether a word of movement says of a name right before it what it did, and nothing else: "robbery has fallen"."""
    segment = sentence.segment_of(at)
    above = " ".join((*sentence.passage.headings, sentence.passage.lead))
    if {"THREATWORD", "TREND"} & set(sentence.types) or _TREND.search(above):
        return False
    around = {sentence.types[to] for to in segment}
    if around.intersection(_OTHERWISE) or any(sentence.tokens[to].is_figure for to in segment):
        return False
    following = sentence.types[at + 1 : at + 2]
    if following and following[0] not in _ENDS:
        return False
    if following == ("COMMA",) and any(token.is_figure for token in sentence.tokens[at + 2 : at + 5]):
        return False
    back = at - 1
    while back > segment.start and sentence.types[back] in _BETWEEN:
        back -= 1
    mention = sentence.tokens[back].mention if back >= 0 else None
    return (
        mention is not None
        and sentence.types[back] == "NAME"
        and back < at
        and is_of_itself(sentence, back)
        and all(name.kind in (NameKind.MEASURE, NameKind.OBJECTIVE) for name in mention.names)
    )


def is_of_itself(sentence: SentenceRead, name: int) -> bool:
    """Return whether a name is not only what something else is about: "patrols against robbery", and not "the rate for robbery"."""
    back, start = name - 1, sentence.segment_of(name).start
    if back < start or sentence.types[back] not in _PREPOSITIONS:
        return True
    back -= 1
    while back > start and sentence.types[back] == "THE":
        back -= 1
    return back < start or sentence.types[back] in _COUNTING


def _is_of_number(sentence: SentenceRead, at: int) -> bool:
    """Return whether a sentence begins with more or fewer of what it names, and gives no figure: "Fewer bicycles are stolen"."""
    segment = sentence.segment_of(at)
    types = [sentence.types[to] for to in segment]
    mention = sentence.tokens[at + 1].mention if at + 1 < len(sentence.tokens) else None
    return (
        at == segment.start
        and mention is not None
        and sentence.types[at + 1] == "NAME"
        and sentence.types[at + 2 : at + 3] in (("IS",), ("WAS",), ("IN",))
        and not any(sentence.tokens[to].is_figure for to in segment)
        and not set(_OTHERWISE).intersection(types)
        and all(name.kind in (NameKind.MEASURE, NameKind.OBJECTIVE) for name in mention.names)
    )


def _claim(sentence: SentenceRead, way: int, at: int, pair: tuple[PrintedAmount | None, ...]) -> Claim:
    first, last = min(way, at), max(way, at)
    subject = subject_of(sentence, at, range(first, last + 1))
    doubts = doubts_of(sentence, way)
    if pair and any(sentence.types[to] == "PERIOD" for to in sentence.part_of(way)):
        doubts = (*doubts, "The sentence says of which times its figures are.")
    return Claim(
        kind=ClaimKind.CHANGE,
        passage=sentence.passage,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        subject=subject,
        direction=(_WAYS | _NUMBERS)[sentence.types[way]],
        reference=ComparedWith.LAST_YEAR,
        period=period_near(sentence, way, sentence.clause_of(way)),
        modality=modality_of(sentence, way),
        others=tuple(amount for amount in pair if amount is not None),
        doubts=doubts,
        reservations=reservations_of(sentence, at, subject),
    )
