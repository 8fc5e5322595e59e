"""The claims that something is in a state that a table names: within the expected range, more than chance, above the upper limit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of, reserved_of_subject
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, Modality, Sense
from xlscore.narrative.states import CHANCE, CONTROL, EXPECTED_RANGE, LIMITS, REDLINE, SIGNAL
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["by_state", "states"]

_DENIED: Final = (
    r"(?P<no>(?:not|no|nor|never|hardly|scarcely|n['’]t|neither|without|nothing)\s+(?:\w+\s+){0,2}?)?"
)
_WITHIN: Final = ("within",)
_OUTSIDE: Final = ("above", "below")
_SIDES: Final = {
    "outside": _OUTSIDE, "outwith": _OUTSIDE, "beyond": _OUTSIDE, "out of": _OUTSIDE, "outside of": _OUTSIDE,
    "above": ("above",), "over": ("above",), "exceeds": ("above",), "exceeded": ("above",), "breaches": ("above",), "breached": ("above",),
    "below": ("below",), "under": ("below",), "beneath": ("below",),
    "within": _WITHIN, "inside": _WITHIN, "in": _WITHIN, "between": _WITHIN,
}  # fmt: skip
_SIDE: Final = "|".join(sorted(_SIDES, key=len, reverse=True))
_THE: Final = r"(?:the |its |their |our |his |an? )?(?:force['’]s |group['’]s )?"
_RANGE: Final = re.compile(
    rf"{_DENIED}\b(?P<side>{_SIDE}) {_THE}(?:expected range|range (?:that (?:is|was) |to be )?expected|normal range|range of chance)\b",
    re.IGNORECASE,
)
_LIMIT: Final = re.compile(
    rf"{_DENIED}\b(?P<side>{_SIDE}) {_THE}(?P<which>upper |lower )?(?:(?:control|process) )?(?P<limit>limits?)\b(?! (?:of|set)\b)",
    re.IGNORECASE,
)
_OWN_LIMIT: Final = re.compile(r"\b(?:upper|lower|control|process)\b", re.IGNORECASE)
_BY_CHANCE: Final = re.compile(
    r"(?P<no>(?:not|no|nor|never|hardly|scarcely|n['’]t)\s+(?:any\s+)?)?\b(?P<than>more|larger|greater|bigger|smaller|less|steeper|sharper) than (?:mere |pure |random )?"
    r"(?:chance|random variation|chance variation)\b(?: variation| alone)*(?: (?:would|could|can|might|will|alone))*(?: (?:explain|explains|produce|produces|give|account for|bring|lead))?",
    re.IGNORECASE,
)
_IS_CHANCE: Final = re.compile(
    r"\b(?:is|was|are|were) (?:down|due|put down|owed|ascribed|attributed) to chance\b", re.IGNORECASE
)
_SIGNAL: Final = re.compile(
    r"(?P<no>\b(?:no|not|without|any|n['’]t show(?:s|ing)?(?: an?)?|free of)\s+(?:an?\s+)?)?\bspecial[- ]cause(?: (?:signal|variation|concern))?\b",
    re.IGNORECASE,
)
_CONTROL: Final = re.compile(
    r"\blevel of control\b[^.;,]{0,60}?\b(?P<state>controlled|increasing|decreasing)\b|\b(?P<before>controlled|increasing|decreasing) level of control\b",
    re.IGNORECASE,
)
_REDLINE: Final = re.compile(
    r"\bredlines?(?: measures?)? (?:for|of|in|on) [^.;,]{2,60}?\b(?:is|are|was|were|has been|have been|stands?|remains?|as)\b(?: \w+){0,3}? (?P<no>not |un)?"
    r"(?P<met>met|missed|breached|achieved|failed)\b",
    re.IGNORECASE,
)
_NO_REDLINE: Final = re.compile(
    r"\b(?:no|without (?:any|an?)|free of (?:any|all)?|has no|have no) ?(?:own )?redlines?\b(?![^.;,]* (?:met|missed|breached|achieved)\b)",
    re.IGNORECASE,
)
_NONE_OF: Final = re.compile(r"\b(?:no|none of (?:the|its|their)|neither|not one) $", re.IGNORECASE)
_SOME_OF: Final = re.compile(
    rf"\b(?:{'|'.join(NUMBER_WORDS[1:])}|\\d+|all|both|some|most|many|several|few|half|each|every) (?:of )?(?:the |its |their |our )?(?:\\w+ )?$",
    re.IGNORECASE,
)
_MET: Final = ("met", "achieved")
_SMALLER: Final = ("smaller", "less")
_WORD: Final = re.compile(r"\w+")
_NAMED: Final = re.compile(r"(?<=“)\w+(?=”)|\brange\b|(?<=may be of )\w+")
"""The word of a sentence for which a reason stands."""
_MEANS: Final = re.compile(r"\s*means?\b", re.IGNORECASE)
_RULE: Final = re.compile(r"\b(?:means?|if|when|whenever|where|once|unless|should|whether)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Said:
    """A state that is said, what it is of, and where it stands."""

    states: tuple[str, ...]
    start: int
    end: int


def states(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims of a sentence that something is in a state."""
    found = list(_said(sentence.passage.text))
    for said in found:
        yield from _claims(sentence, said)
    if not found:
        yield from _of_lead(sentence)


def by_state(claims: Iterable[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    """Yield claims, those that count measures by the state that is said of them: "six of the eight are outside the expected range"."""
    found = list(_said(sentence.passage.text))
    for claim in claims:
        said = next(
            (each for each in found if claim.start < each.start and _in_one(sentence, claim, each)), None
        )
        if (
            claim.kind is ClaimKind.COUNT_OF_AREAS
            and said is not None
            and not claim.grades
            and said.states[0] != REDLINE
        ):
            plain = replace(claim, direction=Sense.NONE, reference=ComparedWith.NONE, states=said.states)
            yield replace(
                plain, subject=replace(plain.subject, names=(), foreign=""), doubts=(), reservations=()
            )
        else:
            yield claim


def _in_one(sentence: SentenceRead, claim: Claim, said: _Said) -> bool:
    """Return whether nothing but the words of a clause stands between a number and a state."""
    between = sentence.passage.text[claim.start : said.start]
    return not re.search(r"[.;:,]|\b(?:but|while|whereas|and)\b", between)


def _of_lead(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that the names of an item are in the state that its lead says: "Above the upper limit:"."""
    lead = sentence.passage.lead
    told = list(_said(lead)) if lead.rstrip().endswith(":") else []
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


def _said(text: str) -> Iterator[_Said]:
    for met in _RANGE.finditer(text):
        yield _Said((EXPECTED_RANGE, *_side(met, _OUTSIDE)), met.start("side"), met.end())
    for met in _LIMIT.finditer(text):
        if _OWN_LIMIT.search(met.group()) is None:
            continue
        which = (met["which"] or "").strip().lower()
        side = _SIDES[met["side"].lower()]
        if which and side == _OUTSIDE:
            side = ("above",) if which == "upper" else ("below",)
        opposite = {"upper": "below", "lower": "above"}.get(which)
        if side == (opposite,):  # below the upper limit: within both, or below the lower one as well
            side = ("within", *side)
        yield _Said((LIMITS, *_turned(side, met["no"] is not None)), met.start("side"), met.end())
    for met in _BY_CHANCE.finditer(text):
        more = (met["than"].lower() not in _SMALLER) is (met["no"] is None)
        yield _Said((CHANCE, "more" if more else "no more"), met.start(), met.end())
    for met in _IS_CHANCE.finditer(text):
        yield _Said((CHANCE, "no more"), met.start(), met.end())
    for met in _SIGNAL.finditer(text):
        yield _Said((SIGNAL, "no signal" if met["no"] else "a signal"), met.start(), met.end())
    for met in _REDLINE.finditer(text):
        if _SOME_OF.search(text[: met.start()]):
            continue
        none = _NONE_OF.search(text[: met.start()]) is not None
        is_met = ((met["met"].lower() in _MET) is (met["no"] is None)) is not none
        yield _Said((REDLINE, "met" if is_met else "not met"), met.start(), met.end())
    for met in _NO_REDLINE.finditer(text):
        yield _Said((REDLINE, "none"), met.start(), met.end())
    for met in _CONTROL.finditer(text):
        yield _Said((CONTROL, (met["state"] or met["before"]).lower()), met.start(), met.end())


def _side(met: re.Match[str], outside: tuple[str, ...]) -> tuple[str, ...]:
    return _turned(_SIDES[met["side"].lower()], bool(met["no"]))


def _turned(side: tuple[str, ...], denied: bool) -> tuple[str, ...]:
    return tuple(each for each in ("above", "below", "within") if (each in side) is not denied)


def _claims(sentence: SentenceRead, said: _Said) -> Iterator[Claim]:
    at = next((to for to, token in enumerate(sentence.tokens) if token.end > said.start), None)
    if at is None:
        return
    subject = subject_of(sentence, at, range(at, at + 1), graded=said.states[0] == REDLINE)
    own = {word.lower() for word in _WORD.findall(sentence.passage.text[said.start : said.end])}
    reasons = _of_others(reservations_of(sentence, at, subject), own)
    rule = _RULE.search(sentence.passage.text[: said.end]) or _MEANS.match(sentence.passage.text, said.end)
    if rule is not None:
        reasons.append(f"“{rule.group()}” may state a rule.")
    yield Claim(
        kind=ClaimKind.THRESHOLD,
        passage=sentence.passage,
        start=said.start,
        end=said.end,
        subject=subject,
        reference=ComparedWith.NONE,
        period=period_near(sentence, at, sentence.clause_of(at)),
        modality=_modality(sentence, at, said),
        states=said.states,
        doubts=tuple(_of_others(doubts_of(sentence, at), own)),
        reservations=tuple(reasons),
    )


def _of_others(reasons: Iterable[str], own: set[str]) -> list[str]:
    """Return the reasons that speak of other words than those of the state itself."""
    return [each for each in reasons if not any(word.lower() in own for word in _NAMED.findall(each))]


def _modality(sentence: SentenceRead, at: int, said: _Said) -> Modality:
    """Return whether it is said to be so: the "would" of "than chance would explain" is no doubt of it, nor a "not" that it has."""
    if said.states[0] != CHANCE:
        found = modality_of(sentence, at)
        return Modality.IS if found is Modality.NOT else found
    before = [to for to in sentence.segment_of(at) if sentence.tokens[to].end <= said.start]
    kinds = {sentence.types[to] for to in before}
    asked = sentence.passage.text.rstrip().endswith("?")
    return Modality.MAY if asked or kinds & {"MAY", "WILL"} or sentence.is_conditional(at) else Modality.IS
