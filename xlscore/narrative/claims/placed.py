"""The claims that count or list places: "rose in three of the four boroughs", "in every borough but Camden", "only in Hackney"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.cues import SENSES, doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead, read
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.words.finished import why_open_sentence
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    ComparedWith,
    KnownName,
    NameKind,
    PrintedAmount,
    Sense,
)

__all__ = ["is_of_places", "listed_places", "of_places", "places_of", "places_of_lead"]

_WAYS = ("RISE", "FALL", "FLAT", "MORE", "FEWER", "ABOVE", "BELOW")
_NUMBERS = ("WORDNUMBER", "COUNT")
_OTHERWISE = (
    "TARGET", "STRETCH", "AVERAGE", "ASPIRATION", "NEED", "PROJECTED", "RANGE", "TREND", "LASTTIME", "PLACES", "TWICE", "SHARE", "PERSONS",
    "SATISFIED",
)  # fmt: skip
"""What is counted otherwise than by whether it rose or fell."""
_WHICH = ("where", "which", "that", "with")
"""What leads to the reason for which places are counted."""


def places_of(sentence: SentenceRead) -> tuple[KnownName, ...]:
    """Return the workbook's places that the word of the sentence gathers: all boroughs, or of BCUs and LPUs those that it says."""
    places = tuple(name for name in sentence.names.names if name.kind is NameKind.PLACE)
    kinds = {name.name.split()[-1].casefold() for name in places if name.name.split()[-1].isupper()}
    if not kinds:
        return places
    said = {
        token.text.casefold().removesuffix("s") for token in sentence.tokens if token.type == "PLACE_WORD"
    } & kinds
    if len(said) != 1:
        return ()
    return tuple(name for name in places if name.name.split()[-1].casefold() in said)


def is_of_places(sentence: SentenceRead, at: int) -> bool:
    """Return whether a number counts places: the word for them stands right behind it, or behind of how many."""
    for to in range(at + 1, min(at + 6, len(sentence.tokens))):
        if sentence.types[to] == "PLACE_WORD":
            return True
        if sentence.types[to] not in ("OF", "THE", "WORDNUMBER", "COUNT", "FROM"):
            return False
    return False


def of_places(
    sentence: SentenceRead,
    at: int,
    amount: PrintedAmount | None,
    all_but: int | None,
    of: PrintedAmount | None,
) -> Claim | None:
    """Return the claim of how many places something rose or fell in; None where the sentence does not say which way."""
    places, way = places_of(sentence), _way(sentence, at, _said_of_it(sentence, at))
    compared = "THAN" in sentence.types[sentence.segment_of(at).start : at]
    if len(places) < 2 or way is None or compared or _is_place_of_a_total(sentence, at):
        return None
    left_out = _left_out(sentence, at)
    whole = left_out and (all_but == 0 or (amount is not None and amount.value == len(places)))
    if whole:
        amount, all_but = None, len(left_out)
    fewer = _how_many_left_out(sentence, at) if all_but == 0 else None
    if fewer is not None:
        all_but = fewer
    doubts = tuple(
        each
        for each in doubts_of(sentence, at)
        if not (whole or fewer is not None) or "leaves something out" not in each
    )
    subject = _subject(sentence, at)
    return Claim(
        kind=ClaimKind.COUNT_OF_AREAS,
        passage=sentence.passage,
        start=sentence.tokens[at].start,
        end=sentence.tokens[at].end,
        subject=replace(subject, places=places),
        amount=None if amount is None else replace(amount, unit=ClaimUnit.OTHER),
        direction=SENSES[sentence.types[way]],
        reference=ComparedWith.LAST_YEAR,
        period=period_near(sentence, at, sentence.clause_of(at)),
        modality=modality_of(sentence, at),
        of=None if of is None or fewer is not None else replace(of, unit=ClaimUnit.OTHER),
        all_but=all_but,
        members=tuple(name for name in places if name not in left_out) if whole else (),
        doubts=doubts,
        reservations=_reservations(sentence, at, subject),
    )


def _is_place_of_a_total(sentence: SentenceRead, at: int) -> bool:
    """Return whether a number says where something is so as a whole: "robbery in our four boroughs", not "the three where it fell"."""
    following = sentence.tokens[at + 2 : at + 3]
    return (
        sentence.types[at - 1 : at] == ("THE",)
        and sentence.types[at] in _NUMBERS
        and sentence.types[at + 1 : at + 2] == ("PLACE_WORD",)
        and not any(token.text.lower() in _WHICH for token in following)
    )


def listed_places(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that something rose or fell nowhere else: "only Camden has seen a fall", "Islington is the one borough where"."""
    for at in range(len(sentence.types)):
        members = _only(sentence, at) if _says_only(sentence, at) else _before_number(sentence, at)
        if not members:
            continue
        way = _way(sentence, at, sentence.segment_of(at)) or _way(sentence, at)
        places = places_of(sentence) or _of_kind(sentence, members)
        if way is None or len(places) < 2:
            continue
        subject = _subject(sentence, at)
        yield Claim(
            kind=ClaimKind.MEMBERS,
            passage=sentence.passage,
            start=sentence.tokens[at].start,
            end=sentence.tokens[at].end,
            subject=replace(subject, places=places),
            direction=SENSES[sentence.types[way]],
            reference=ComparedWith.LAST_YEAR,
            period=period_near(sentence, at, sentence.clause_of(at)),
            modality=modality_of(sentence, at),
            members=members,
            only=True,
            doubts=doubts_of(sentence, at),
            reservations=_reservations(sentence, at, subject),
        )


def places_of_lead(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that the places of an item are of those that its lead counts: "Two boroughs have seen less crime:"."""
    passage = sentence.passage
    lead = read(replace(passage, text=passage.lead, lead=""), sentence.names)
    at = next((to for to, kind in enumerate(lead.types) if kind == "PLACE_WORD"), None)
    found = [to for to, kind in enumerate(sentence.types) if kind == "PLACE"]
    if at is None or not found or found[0] > 1 or not passage.lead.rstrip().endswith(":"):
        return
    way, places = _way(lead, at), places_of(lead)
    if way is None or len(places) < 2:
        return
    alone = set(sentence.types) <= {"PLACE", "AND", "COMMA", "STOP", "THE"}
    subject = _subject(lead, at)
    for to in found if alone else found[:1]:
        yield Claim(
            kind=ClaimKind.MEMBERS,
            passage=passage,
            start=sentence.tokens[to].start,
            end=sentence.tokens[to].end,
            subject=replace(subject, places=places),
            direction=SENSES[lead.types[way]],
            reference=ComparedWith.LAST_YEAR,
            period=period_near(lead, at, lead.clause_of(at)),
            modality=modality_of(lead, at),
            members=_names(sentence, to),
            doubts=(*doubts_of(lead, at), *why_open_sentence(lead, lead.tokens[way].start)),
            reservations=_reservations(lead, at, subject),
        )


def _subject(sentence: SentenceRead, at: int) -> ClaimSubject:
    """Return what is counted by place, in the whole force where the sentence says no more than "crime"."""
    return replace(subject_of(sentence, at, range(at, at + 1)), places=(), commands=())


def _reservations(sentence: SentenceRead, at: int, subject: ClaimSubject) -> tuple[str, ...]:
    # The places are what is counted: that the sentence names them, and compares them, leaves nothing open.
    found = reservations_of(sentence, at, replace(subject, places=places_of(sentence)))
    return tuple(each for each in found if "compares several" not in each and "names no offence" not in each)


def _before_number(sentence: SentenceRead, at: int) -> tuple[KnownName, ...]:
    """Return the places that are said to be so many: "Camden and Islington are the two boroughs where"."""
    amount, types = sentence.tokens[at].amount, sentence.types
    if (
        types[at] not in _NUMBERS
        or amount is None
        or types[at - 1 : at + 2] != ("THE", types[at], "PLACE_WORD")
    ):
        return ()
    if types[at - 2 : at - 1] not in (("IS",), ("WAS",)):
        return ()
    row: list[int] = []
    for to in range(at - 3, -1, -1):
        if types[to] == "PLACE":
            row.insert(0, to)
        elif types[to] not in ("AND", "COMMA"):
            break
    names = tuple(name for to in row for name in _names(sentence, to))
    return names if amount.value == len(names) > 1 else ()


def _says_only(sentence: SentenceRead, at: int) -> bool:
    """Return whether a word says that it is said of nobody else: "only", "the one borough", "alone in seeing"."""
    if sentence.tokens[at].text.lower() == "the one":
        return sentence.types[at + 1 : at + 2] == ("PLACE_WORD",)
    return sentence.types[at] == "ONLY"


def _of_kind(sentence: SentenceRead, members: tuple[KnownName, ...]) -> tuple[KnownName, ...]:
    """Return the places of the kind that those named are of, which their names end with: City BCU is one of the BCUs."""
    ends = {name.name.split()[-1] for name in members}
    if len(ends) != 1 or not next(iter(ends)).isupper():
        return ()
    places = (name for name in sentence.names.names if name.kind is NameKind.PLACE)
    return tuple(name for name in places if name.name.split()[-1] in ends)


def _only(sentence: SentenceRead, at: int) -> tuple[KnownName, ...]:
    """Return the places that "only" is said of: those behind it, or the one that "is the only borough"."""
    types = sentence.types
    if sentence.tokens[at].text.lower() == "alone":
        back = at - 1 - (types[at - 1] in ("IS", "WAS"))
        alone = types[back : back + 1] == ("PLACE",) and types[at + 1 : at + 2] == ("IN",)
        return _names(sentence, back) if alone else ()
    if types[at + 1 : at + 2] == ("PLACE_WORD",):
        back = at - 1
        while back > 0 and types[back] in ("IS", "WAS", "THE"):
            back -= 1
        first = back
        while first > 0 and types[first - 1] in ("PLACE", "AND", "COMMA", "EACH"):
            first -= 1
        return tuple(
            name for to in range(first, back + 1) if types[to] == "PLACE" for name in _names(sentence, to)
        )
    to = at + 1
    while types[to : to + 1] == ("IN",):
        to += 1
    found: tuple[KnownName, ...] = ()
    while types[to : to + 1] and types[to] in ("PLACE", "AND", "COMMA"):
        found += _names(sentence, to) if types[to] == "PLACE" else ()
        to += 1
    return found


def _names(sentence: SentenceRead, at: int) -> tuple[KnownName, ...]:
    mention = sentence.tokens[at].mention
    return () if mention is None else mention.names


def _how_many_left_out(sentence: SentenceRead, at: int) -> int | None:
    """Return how many places are left out where only their number is told: "in every borough but one"."""
    for to in range(at + 1, len(sentence.tokens) - 1):
        if sentence.types[to] in ("BUT", "EXCEPT"):
            number = sentence.tokens[to + 1].amount
            counts = sentence.types[to + 1] in _NUMBERS and sentence.types[to - 1] == "PLACE_WORD"
            return int(number.value) if counts and number is not None else None
    return None


def _left_out(sentence: SentenceRead, at: int) -> tuple[KnownName, ...]:
    """Return the places that are named as left out behind a word for all: "every borough except Haringey"."""
    around = range(at, min(at + 6, len(sentence.tokens)))
    leaving = next((to for to in around if sentence.types[to] in ("EXCEPT", "BUT")), None)
    if leaving is None:
        return ()
    found: tuple[KnownName, ...] = ()
    for to in range(leaving + 1, len(sentence.tokens)):
        if sentence.types[to] == "PLACE":
            found += _names(sentence, to)
        elif sentence.types[to] not in ("AND", "THE", "IN"):
            break
    return found


def _said_of_it(sentence: SentenceRead, at: int) -> range:
    """Return the tokens of the part that say of a number which way, where another way is said of other places: "fell in three boroughs and rose in Hackney"."""
    part = sentence.part_of(at)
    turns = [to for to in part if to > part.start and _turns(sentence, to)]
    return range(
        max([part.start, *(to for to in turns if to <= at)]),
        min([part.stop, *(to for to in turns if to > at)]),
    )


def _turns(sentence: SentenceRead, at: int) -> bool:
    """Return whether another way begins at a token: "and rose in", "but down in", ", with falls in"."""
    if sentence.types[at] not in ("AND", "BUT", "COMMA") or sentence.types[at - 1] in _WAYS:
        return False
    to = at + 1
    while sentence.types[to : to + 1] and sentence.types[to] in ("AND", "BUT", "AT", "IS", "WAS", "IT"):
        to += 1
    return sentence.types[to : to + 1] in (("RISE",), ("FALL",)) and any(
        sentence.types[behind] == "IN" for behind in range(to + 1, min(to + 3, len(sentence.types)))
    )


def _is_limit(sentence: SentenceRead, at: int) -> bool:
    """Return whether a word says how many there are, and not which way they went: "more than 2,000"."""
    following = sentence.tokens[at + 1 : at + 2]
    return sentence.types[at] in ("ABOVE", "BELOW") and bool(following) and following[0].is_figure


def _way(sentence: SentenceRead, at: int, within: range | None = None) -> int | None:
    """Return the only word that says which way something went in the places; None where there is none, or two ways."""
    clause = [to for to in within or sentence.part_of(at) if sentence.types[to] not in _NUMBERS]
    found = [
        to
        for to in clause
        if sentence.types[to] in _WAYS
        and SENSES[sentence.types[to]] is not Sense.SAME
        and not _is_limit(sentence, to)
    ]
    if any(sentence.types[to] in (*_OTHERWISE, "NOT") for to in clause) or not found:
        return None
    return found[0] if len({SENSES[sentence.types[to]] for to in found}) == 1 else None
