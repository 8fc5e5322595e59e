"""The claims that something is in a state that a table names: within the expected range, more than chance, above the upper limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, is_duration, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of, reserved_of_subject
from xlscore.narrative.claims.kinds.state_words import StateSaid, states_said
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.words.figures import NUMBER_WORD
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, Modality, Sense
from xlscore.narrative.states import ASPIRED, CHANCE, CLASSES, OF_ROWS, REDLINE, TREND

__all__ = ["by_state", "graded_by_state", "states"]

_WORD: Final = re.compile(r"\w+")
_NAMED: Final = re.compile(r"(?<=“)\w+(?=”)|\brange\b|(?<=may be of )\w+")
"""The word of a sentence for which a reason stands."""
_KINDS: Final = {
    TREND: ClaimKind.MOVEMENT,
    ASPIRED: ClaimKind.TARGET,
    **dict.fromkeys(CLASSES, ClaimKind.GRADE),
}
"""What kind of claim a state is that is none of a threshold."""
_ROLLING: Final = re.compile(r"\brolling|\b(?:three|3)[- ]months?\b|\barrows?\b", re.IGNORECASE)
_LEAVES_OUT: Final = re.compile(r"\b(?:but|bar|barring|except|save)(?: for)? $", re.IGNORECASE)
_EXCEPTION: Final = re.compile(r"\bexceptions?\b|\b(?:apart|aside) from\b", re.IGNORECASE)
_COUNTED: Final = re.compile(
    rf"\s+(?:for|in|on) (?:the )?(?:{NUMBER_WORD}|\d+)\b(?! (?:\w+ )?(?:months?|years?))", re.IGNORECASE
)
"""What says of a state in how many it is, so that who is named behind may be in another: "Increasing for three and Decreasing for one"."""
_MEANS: Final = re.compile(r"\s*means?\b", re.IGNORECASE)
_RULE: Final = re.compile(r"\b(?:means?|if|when|whenever|where|once|unless|should|whether)\b", re.IGNORECASE)


def states(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims of a sentence that something is in a state."""
    found = list(states_said(sentence.passage.text))
    for said in found:
        yield from _claims(sentence, said)
    if not found:
        yield from _of_lead(sentence)


def graded_by_state(sentence: SentenceRead) -> Iterator[int]:
    """Yield the places of the grades that are the class of a threat or an impact: "a High threat"."""
    found = [said for said in states_said(sentence.passage.text) if said.states[0] in CLASSES]
    for at, token in enumerate(sentence.tokens):
        if token.type == "GRADE" and any(said.start <= token.start < said.end for said in found):
            yield at


def by_state(claims: Iterable[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    """Yield claims, those that count measures by the state that is said of them: "six of the eight are outside the expected range"."""
    found = list(states_said(sentence.passage.text))
    for claim in claims:
        said = next(
            (each for each in found if claim.start < each.start and _in_one(sentence, claim, each)), None
        )
        if (
            claim.kind is ClaimKind.COUNT_OF_AREAS
            and said is not None
            and (not claim.grades or said.states[0] in CLASSES)
            and said.states[0] != REDLINE
            and not _LEAVES_OUT.search(sentence.passage.text[: claim.start])
        ):
            plain = replace(
                claim, direction=Sense.NONE, reference=ComparedWith.NONE, grades=(), states=said.states
            )
            yield replace(
                plain, subject=replace(plain.subject, names=(), foreign=""), doubts=(), reservations=()
            )
        else:
            yield claim


def _in_one(sentence: SentenceRead, claim: Claim, said: StateSaid) -> bool:
    """Return whether nothing but the words of a clause stands between a number and a state."""
    between = sentence.passage.text[claim.start : said.start]
    return not re.search(r"[.;:,]|\b(?:but|while|whereas|and)\b", between)


def _of_lead(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that the names of an item are in the state that its lead says: "Above the upper limit:"."""
    lead = sentence.passage.lead
    told = list(states_said(lead)) if lead.rstrip().endswith(":") else []
    names = [at for at, token in enumerate(sentence.tokens) if token.type == "NAME"]
    if len(told) != 1 or not names or _RULE.search(lead):
        return
    for at in names:
        subject = subject_of(sentence, at, range(at, at + 1))
        yield Claim(
            kind=ClaimKind.MEMBERS,
            passage=sentence.passage,
            start=sentence.tokens[at].start,
            end=sentence.tokens[at].end,
            subject=subject,
            states=told[0].states,
            members=subject.names,
            doubts=doubts_of(sentence, at),
            reservations=reserved_of_subject(sentence, at, subject),
        )


def _claims(sentence: SentenceRead, said: StateSaid) -> Iterator[Claim]:
    at = next((to for to, token in enumerate(sentence.tokens) if token.end > said.start), None)
    if (
        at is None
        or _COUNTED.match(sentence.passage.text, said.end)
        or _EXCEPTION.search(sentence.passage.text)
    ):
        return  # who is the exception is in another state than the one that is named
    subject = subject_of(sentence, at, range(at, at + 1), graded=said.states[0] == REDLINE)
    own = {word.lower() for word in _WORD.findall(sentence.passage.text[said.start : said.end])}
    reasons = _of_others(reservations_of(sentence, at, subject), own)
    period = period_near(sentence, at, sentence.clause_of(at))
    rule = _RULE.search(sentence.passage.text[: said.end]) or _MEANS.match(sentence.passage.text, said.end)
    if rule is not None:
        reasons.append(f"“{rule.group()}” may state a rule.")
    text = " ".join((*sentence.passage.headings, sentence.passage.text))
    if said.states[0] == TREND and not _ROLLING.search(text):
        reasons.append("It may be another trend that is meant.")
    yield Claim(
        kind=_KINDS.get(said.states[0], ClaimKind.THRESHOLD),
        passage=sentence.passage,
        start=said.start,
        end=said.end,
        subject=subject,
        reference=ComparedWith.NONE,
        period=None
        if period is not None
        and said.states[0] in OF_ROWS
        and (is_duration(period.text) or _ROLLING.search(period.text))
        else period,
        modality=_modality(sentence, at, said),
        states=said.states,
        doubts=tuple(_of_others(doubts_of(sentence, at), own)),
        reservations=tuple(reasons),
    )


def _of_others(reasons: Iterable[str], own: set[str]) -> list[str]:
    """Return the reasons that speak of other words than those of the state itself."""
    return [each for each in reasons if not any(word.lower() in own for word in _NAMED.findall(each))]


def _modality(sentence: SentenceRead, at: int, said: StateSaid) -> Modality:
    """Return whether it is said to be so: the "would" of "than chance would explain" is no doubt of it, nor a "not" that it has."""
    if said.states[0] != CHANCE:
        found = modality_of(sentence, at)
        return Modality.IS if found is Modality.NOT else found
    before = [to for to in sentence.segment_of(at) if sentence.tokens[to].end <= said.start]
    kinds = {sentence.types[to] for to in before}
    asked = sentence.passage.text.rstrip().endswith("?")
    return Modality.MAY if asked or kinds & {"MAY", "WILL"} or sentence.is_conditional(at) else Modality.IS
