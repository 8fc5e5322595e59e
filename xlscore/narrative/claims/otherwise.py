"""What in a sentence's own words makes its claims something else: denied, of a part, of another span, in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import Claim, ClaimKind

__all__ = ["as_meant"]

_DENIED = re.compile(
    r"\b(?:(?:not|n['’]t|cannot) (?:accept|believe|agree|think|true|the case|correct|say|claim|suggest)\w*|den(?:y|ies|ied)|reject\w*|"
    r"disput\w+|refut\w+|contrary to|wrong to|mistaken\w*|myth|untrue|anything but|as if|as though|rumou?r\w*|alleged(?:ly)?|pretend\w*)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in place of)\b[^,;:]*$", re.IGNORECASE)
_WIDER = re.compile(
    r"\b(?:nationally|nationwide|national(?! crime)|regionally|countrywide|country-wide|england|wales|britain|uk|"
    r"across the (?:country|region|eastern region)|inspectorate|hmicfrs|hmic)\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:(?:whole|full|entire|complete|calendar)(?: of)?(?: the)?(?: last| previous| financial)? year|full[- ]year|"
    r"between (?:[a-z]+ )?(?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"[^,;:]* and|(?:quarter|half[- ]?year|weeks?|fortnight|days) (?:up )?(?:to|ending|ended)(?! the (?:target|average)))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:years?|months?|quarters?|cycles?|weeks?) (?:later|after|on)\b|\bsubsequently\b", re.IGNORECASE
)
_REST = re.compile(
    r"\b(?:elsewhere|everything else|everyone else|everywhere else|anywhere else|all else|the rest|the remainder|the others?|"
    r"all others?|otherwise)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"[£€$]\s?\d|\b(?:cost|costs|costing|value|budget|spend|spending|saving|savings|price)\b", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"(?:had|has|have|saw|sees|recorded|records|was|were|is|are|stood|stands|reported|reports|fell|rose)\b"
)
_NUMBERS = ("WORDNUMBER", "COUNT", "MOST")
_NAMES = ("NAME", "FOREIGN", "PLACE", "COMMAND")
_LINKS = ("THE", "IN", "OF", "ON", "BY", "AT", "IS")
_GRADES = (ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE)
_OF_CYCLES = (ClaimKind.COUNT_OF_AREAS, ClaimKind.MEMBERS, ClaimKind.CHANGE_OF_GRADE)
_MOVING = (ClaimKind.CHANGE, *_GRADES, ClaimKind.RANK, ClaimKind.LEVEL)


def as_meant(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a claim with the reasons in the sentence why it cannot be told, or may be otherwise meant."""
    at = _place_of(claim, sentence)
    doubts = (*claim.doubts, *_doubts(claim, sentence, at))
    reservations = (*claim.reservations, *_reservations(claim, sentence, at))
    return replace(
        claim, doubts=tuple(dict.fromkeys(doubts)), reservations=tuple(dict.fromkeys(reservations))
    )


def _place_of(claim: Claim, sentence: SentenceRead) -> int:
    """Return the place of the figure or grade that a claim is made of, of its first word where it has none."""
    inside = [
        at
        for at, token in enumerate(sentence.tokens)
        if claim.start <= token.start and token.end <= claim.end
    ]
    said = [at for at in inside if sentence.tokens[at].is_figure or sentence.types[at] == "GRADE"]
    return (said or inside or [0])[0]


def _text(sentence: SentenceRead, within: range) -> str:
    if not within or within.start >= len(sentence.tokens):
        return ""
    last = min(within.stop, len(sentence.tokens)) - 1
    return sentence.passage.text[sentence.tokens[within.start].start : sentence.tokens[last].end]


def _doubts(claim: Claim, sentence: SentenceRead, at: int) -> Iterator[str]:
    part = sentence.part_of(at)
    before = sentence.passage.text[sentence.tokens[part.start].start : claim.start] if part else ""
    whole = _text(sentence, part)
    for pattern, searched, words in (
        (_DENIED, before, "“{}” may deny it."),
        (_WIDER, whole, "“{}” may make it the figure of others."),
        (_SPAN, whole, "The workbook does not say what its figures are for “{}”."),
    ):
        found = pattern.search(searched)
        if found:
            yield words.format(found.group())
    if claim.kind in _MOVING and _INSTEAD.search(before):
        yield "It is said of what has not happened."
    if claim.kind in _GRADES and _is_of_some(sentence, part, at):
        yield "It is said of some of them."


def _is_of_some(sentence: SentenceRead, part: range, at: int) -> bool:
    """Return whether some of a group are meant: "two of the three LPAs"."""
    for to in part:
        if to < at and sentence.types[to] == "COMMAND":
            back = to - 1
            while back > part.start and sentence.types[back] in ("THE", "WORDNUMBER", "COUNT", "PLAIN"):
                back -= 1
            if sentence.types[back : back + 1] == ("OF",) and sentence.types[back - 1] in _NUMBERS:
                return True
            if sentence.types[back : back + 1] == ("MOST",):
                return True
    return False


def _reservations(claim: Claim, sentence: SentenceRead, at: int) -> Iterator[str]:
    part, segment = sentence.part_of(at), sentence.segment_of(at)
    for pattern, within, words in (
        (_LATER, segment, "“{}” may be another time."),
        (_REST, part, "It is open what “{}” is."),
        (_COST, part, "It may be of “{}”."),
    ):
        found = pattern.search(_text(sentence, within))
        if found:
            yield words.format(found.group())
    if claim.kind in _GRADES:
        yield from _of_grade(claim, sentence, at, segment)
    if claim.kind is ClaimKind.COUNT_OF_AREAS and at and sentence.types[at - 1] == "BUT":
        yield "It is open whether they are counted or left out."
    if claim.kind in _OF_CYCLES and _is_now(claim) and _begins_before(sentence, part):
        yield "It may be of the time before."
    if claim.kind is ClaimKind.MEMBERS and _goes_on(sentence, claim):
        yield "It may be something else that is said of them."
    yield from _of_narrower(claim, sentence)
    yield from _of_stranger(sentence, part)


def _is_now(claim: Claim) -> bool:
    return claim.period is None or (claim.period.previous and claim.kind is ClaimKind.CHANGE_OF_GRADE)


def _begins_before(sentence: SentenceRead, part: range) -> bool:
    """Return whether what is said begins with another time: "Last cycle one area was Outstanding"."""
    start = part.start + (sentence.types[part.start : part.start + 1] in (("IN",), ("AT",)))
    return sentence.types[start : start + 1] == ("LASTTIME",) and sentence.types[start + 1 : start + 2] != (
        "GRADE",
    )


def _goes_on(sentence: SentenceRead, claim: Claim) -> bool:
    """Return whether a list behind a colon begins a statement of its own: "three changes: Gangs has left them"."""
    following = next((token for token in sentence.tokens if token.start >= claim.end), None)
    first = next((at for at, token in enumerate(sentence.tokens) if token.start >= claim.start), 0)
    return (
        following is not None
        and following.type in ("IS", "WAS", "PLAIN")
        and sentence.types[first - 1 : first] == ("STOP",)
    )


def _of_grade(claim: Claim, sentence: SentenceRead, at: int, segment: range) -> Iterator[str]:
    """Yield that the commands may be meant, or another word of the same letters: "commands Good", "Outstanding warrants"."""
    if not claim.subject.commands and any(sentence.types[to] == "COMMAND_WORD" for to in segment):
        yield "It may be the commands' grades that are meant."
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if following is not None and following.type in ("WORD", "FOREIGN") and following.text.islower():
        yield f"“{following.text}” may be what is {sentence.tokens[at].text}."


def _of_narrower(claim: Claim, sentence: SentenceRead) -> Iterator[str]:
    """Yield the unknown word behind the name that makes it narrower: "robberies with a knife"."""
    if claim.subject.how != "sentence":
        return
    for to, token in enumerate(sentence.tokens):
        if token.mention is None or not set(token.mention.names) & set(claim.subject.names):
            continue
        behind = to + 1
        if sentence.tokens[behind : behind + 1] and sentence.tokens[behind].text.lower() not in (
            "with", "by", "against", "involving", "using", "of", "committed",
        ):  # fmt: skip
            continue
        while behind < len(sentence.types) and (
            sentence.types[behind] in _LINKS or sentence.tokens[behind].text.lower() in ("with", "against")
        ):
            behind += 1
        if sentence.types[behind : behind + 1] in (("WORD",), ("PROPER",), ("PERSONS",)):
            yield f"“{sentence.tokens[behind].text}” behind the name may make it another."


def _of_stranger(sentence: SentenceRead, part: range) -> Iterator[str]:
    """Yield the unknown word that begins a sentence and of which something is said: "Westminster had 3,100"."""
    if not part or len(part) < 2:
        return
    first, second = sentence.tokens[part.start], sentence.tokens[part.start + 1]
    if first.type in ("WORD", "PROPER") and first.text[:1].isupper() and _SPEAKS.match(second.text):
        yield f"The sentence may be about “{first.text}”."
