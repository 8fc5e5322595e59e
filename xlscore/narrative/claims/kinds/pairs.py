"""The claims that set one place, force or measure beside another: "higher in Hackney than in Camden", "ahead of Sussex"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reserved_of_subject
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.tokens import Token
from xlscore.narrative.claims.words.tables import named_lines
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ComparedWith,
    KnownName,
    Modality,
    NameKind,
    Sense,
)

__all__ = ["pairs"]

_LINKS = r"(?:(?:in|for|at|on|of|that|those|is|was|the|its|our|their|even|people|victims|users|who|which|reported|suffered) )*$"
_THAN = re.compile(rf"\bthan {_LINKS}", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:no|not|any|never|hardly|scarcely|neither|rather|other|once|\w+n['’]t) $", re.IGNORECASE
)
_SATISFIED = re.compile(
    r"\b(?:(?P<way>more|less) (?:satisfied|content|pleased|happy)|(?P<happy>happier|unhappier))\b[^.;,]{0,40}?\bthan\b",
    re.IGNORECASE,
)
_OWN = ("we", "us", "our", "ours", "here")
_GOES_ON = re.compile(
    r"(?:['’]s)?\s*(?:,|and|or|&|together|combined|put together|did|last|in 20\d\d|used|once|had been)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:from|nearer|closer|nearer to|closer to) (?:its|the|their|our) (?:\w+ )?(?:target|goal|ceiling|limit) $",
    re.IGNORECASE,
)
_DISTANCES = ("nearer", "closer")
_PLAIN = {"more": Sense.UP, "less": Sense.DOWN, "better": Sense.BETTER, "worse": Sense.WORSE}
_TURNED = {Sense.UP: Sense.DOWN, Sense.DOWN: Sense.UP}
_SCOPES = ("PLACE", "OWN")
_VERBS = ("performs", "perform", "performed", "performing", "fares", "fare", "fared")
_UNKNOWN = ("WORD", "PROPER", "FOREIGN", "PERIOD", "PERSONS", "TARGET", "STRETCH", "POPULATION")
"""What between the two may be what is compared: other things than the figures of the name."""


def pairs(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is said of two beside each other; which of them is the higher, or the better, the direction says."""
    satisfied = list(_satisfied(sentence))
    yield from satisfied
    for at, token in enumerate(() if satisfied else sentence.tokens):
        other = _side(sentence, token)
        met = None if other is None else _compared(sentence, at)
        if other is None or met is None:
            continue
        start, end, way, word = met
        claim = _claim(sentence, at, other, (start, end), way, word)
        if claim is not None:
            yield claim


def _satisfied(sentence: SentenceRead) -> Iterator[Claim]:
    """Return that those who are one thing are more satisfied than those who are another."""
    text = sentence.passage.text
    for met in _SATISFIED.finditer(text):
        here = next(to for to, token in enumerate(sentence.tokens) if token.end > met.start())
        part = sentence.part_of(here)
        first, end = sentence.tokens[part.start].start, sentence.tokens[part.stop - 1].end
        sides = [
            sentence.names.satisfaction_of([said])
            for said in (text[first : met.start()], text[met.end() : end])
        ]
        if (
            [len(side) for side in sides] != [1, 1]
            or sides[0] == sides[1]
            or _DENIED.search(text[: met.start()])
        ):
            continue
        way = "worse" if (met["way"] or met["happy"]).lower() in ("less", "unhappier") else "better"
        yield Claim(
            kind=ClaimKind.AGAINST,
            passage=sentence.passage,
            start=met.start(),
            end=end,
            subject=ClaimSubject(names=sides[0], outcomes=False, how="sentence"),
            direction=_PLAIN[way],
            reference=ComparedWith.OTHER,
            period=period_near(sentence, here, part),
            modality=modality_of(sentence, here),
            members=sides[1],
            doubts=doubts_of(sentence, here),
        )


def _side(sentence: SentenceRead, token: Token) -> KnownName | None:
    """Return which place, force or name a token is; the own force for "we" and its name."""
    own = sentence.names.own_force
    if token.type == "OWN" or token.text.lower() in _OWN or _is_our_force(token):
        return KnownName(NameKind.FORCE, sentence.passage.text[token.start : token.end]) if own else None
    if token.type in ("PLACE", "NAME") and token.mention is not None and len(token.mention.names) == 1:
        return token.mention.names[0]
    return None


def _is_our_force(token: Token) -> bool:
    return token.type == "FORCEWORD" and token.text.lower() == "the force"


def _compared(sentence: SentenceRead, at: int) -> tuple[int, int, str, str] | None:
    """Return where a comparison with a token begins and its words end, which way it goes, and its word; None where there is none."""
    text = sentence.passage.text[: sentence.tokens[at].start]
    first = sentence.tokens[sentence.part_of(at).start].start
    without = _ends().search(text)
    if without is not None:
        said = without["word"]
        way = _said()[said.lower()].removeprefix("without ")
        return without.start(), without.end("word"), way, str(said)
    than = _THAN.search(text)
    if than is None:
        return None
    before = text[first : than.start()]
    met = list(_words().finditer(before))
    if not met or "than" in before[met[-1].end() :].split():
        return None
    last = met[-1]
    if _DENIED.search(before[: last.start()]):
        return None
    return first + last.start(), than.start() + len("than"), _said()[last.group().lower()], last.group()


def _claim(
    sentence: SentenceRead, at: int, other: KnownName, span: tuple[int, int], way: str, word: str
) -> Claim | None:
    text = sentence.passage.text
    here = next(to for to, token in enumerate(sentence.tokens) if token.end > span[0])
    first = _first(sentence, here, other)
    after = _GOES_ON.match(text, sentence.tokens[at].end)
    if first is None or (after is not None and _joins(sentence, at)):
        return None
    to, side = first
    subject = subject_of(sentence, here, range(here, here + 1))
    places = (side,) if side.kind is NameKind.PLACE else ()
    if side.kind is not NameKind.FORCE and not places:
        subject = replace(subject, names=(side,), foreign="", places=())
    else:
        subject = replace(subject, places=places)
    moved = _moved(sentence, to, at, here, word)
    sense = _PLAIN[way]
    if moved == "FALL":
        sense = _TURNED.get(sense, sense)
    reference = ComparedWith.LAST_YEAR if moved else ComparedWith.OTHER
    if _MEASURED.search(text[: text.rfind("than", 0, span[1])]):
        reference = ComparedWith.TARGET
    elif word.lower() in _DISTANCES:
        return None
    modality = modality_of(sentence, here)
    if modality is Modality.NOT:
        return None
    return Claim(
        kind=ClaimKind.AGAINST,
        passage=sentence.passage,
        start=span[0],
        end=sentence.tokens[at].end,
        subject=subject,
        direction=sense,
        reference=reference,
        period=period_near(sentence, here, sentence.part_of(here)),
        modality=modality,
        amount=sentence.tokens[here - 1].amount if here and sentence.tokens[here - 1].is_figure else None,
        members=(other,),
        only=_only(sentence, to),
        doubts=doubts_of(sentence, here),
        reservations=(
            *reserved_of_subject(sentence, here, subject),
            *_unknown(sentence, to, at, span, reference),
        ),
    )


def _first(sentence: SentenceRead, here: int, other: KnownName) -> tuple[int, KnownName] | None:
    """Return the place, force or measure that stands first: the last before the comparison that is not itself compared with."""
    for to in reversed(range(here + 6)):
        if to >= len(sentence.tokens) or (to >= here and sentence.types[to] == "THAN"):
            continue
        token = sentence.tokens[to]
        side = _side(sentence, token)
        if (
            side is None
            or (side.kind, side.name) == (other.kind, other.name)
            or not _alike(side, other)
            or _compared(sentence, to) is not None
        ):
            continue
        if to >= here and _between(sentence, here, to):
            continue
        if to and sentence.types[to - 1] in ("AND", "OR") and sentence.types[to - 2] in (*_SCOPES, "NAME"):
            return None
        return to, side
    return None


def _between(sentence: SentenceRead, here: int, to: int) -> bool:
    """Return whether a comparison is already with something before a token behind its word: "faster in Hackney" has none."""
    return any(
        sentence.types[at] in ("THAN", "STOP", "COMMA", "BUT")
        or "than" in sentence.tokens[at].text.lower().split()
        for at in range(here, to)
    )


def _alike(one: KnownName, two: KnownName) -> bool:
    scopes = (NameKind.PLACE, NameKind.FORCE)
    return (one.kind in scopes) == (two.kind in scopes)


def _joins(sentence: SentenceRead, at: int) -> bool:
    """Return whether what is compared with goes on: "than Hackney and Camden together", "than Hackney had last year"."""
    following = sentence.types[at + 1 : at + 4]
    words = [token.text.lower() for token in sentence.tokens[at + 1 : at + 4]]
    joined = following[:1] in (("AND",), ("OR",)) and any(kind in (*_SCOPES, "NAME") for kind in following)
    return joined or any(word in ("together", "combined", "last year", "once", "used") for word in words)


def _moved(sentence: SentenceRead, to: int, at: int, here: int, word: str) -> str:
    """Return the movement that two are compared by, "" where it is a level: "grew faster", "a bigger fall"."""
    start, end = min(to, here), at
    part = sentence.segment_of(here)
    for near in (*range(here + 1, end), *reversed(range(max(part.start, start - 4), here))):
        token = sentence.tokens[near]
        if sentence.types[near] in ("RISE", "FALL") and not _words().fullmatch(token.text):
            return str(sentence.types[near])
    return ""


def _only(sentence: SentenceRead, to: int) -> bool:
    """Return whether it is said of the first alone: "only Sussex", "Sussex alone"."""
    return "ONLY" in (*sentence.types[max(0, to - 1) : to], *sentence.types[to + 1 : to + 2])


def _unknown(
    sentence: SentenceRead, to: int, at: int, span: tuple[int, int], reference: ComparedWith
) -> Iterator[str]:
    """Yield the words beside the two and the name that may be what is compared."""
    names = [near for near in sentence.segment_of(to) if sentence.types[near] in ("NAME", "FOREIGN")]
    first = min([to, at, *names])
    for near in range(first, at):
        token = sentence.tokens[near]
        known = token.text.lower() in _said_words() or (
            token.type == "POPULATION" and sentence.types[near - 1 : near] in (("PER",), ("IN",))
        )
        if token.type in ("TARGET", "STRETCH") and reference is ComparedWith.TARGET:
            continue
        if (
            token.type in _UNKNOWN
            and token.text.lower() not in _VERBS
            and not known
            and not (token.start >= span[0] and _words().fullmatch(token.text))
        ):
            yield f"“{token.text}” may be what is compared."


@cache
def _said() -> dict[str, str]:
    return {word: way for way, words, _ in named_lines("compared.txt") for word in words}


@cache
def _said_words() -> frozenset[str]:
    return frozenset(part for word in _said() for part in word.split())


@cache
def _words() -> re.Pattern[str]:
    words = sorted((w for w, way in _said().items() if not way.startswith("without")), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@cache
def _ends() -> re.Pattern[str]:
    words = sorted((w for w, way in _said().items() if way.startswith("without")), key=len, reverse=True)
    return re.compile(rf"\b(?P<word>{'|'.join(words)}) (?:(?:that|those|of|the|in) )*$", re.IGNORECASE)
