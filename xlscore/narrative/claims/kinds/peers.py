"""The claims that count or list the forces that are better, or higher, than the own: "only Derbyshire does better", "two forces have more"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reserved_of_subject
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ComparedWith,
    PrintedAmount,
    Sense,
)
from xlscore.narrative.states import PEERS
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["peers"]

_SENSES: Final = {
    **dict.fromkeys(("better", "beat", "beats", "betters", "outperform", "outperforms", "beaten", "bettered", "outdone", "surpassed", "outperformed"), Sense.BETTER),
    "worse": Sense.WORSE,
    **dict.fromkeys(("higher", "more", "greater", "larger", "bigger", "exceeded", "topped"), Sense.UP),
    **dict.fromkeys(("lower", "fewer", "less", "smaller"), Sense.DOWN),
}  # fmt: skip
_THAN_US: Final = r"than (?:we|us|ours?|our own|the force|essex)"
_ACTIVE: Final = re.compile(
    r"(?:['’]s)?,? (?:do|does|did|is|are|has|have|had|scores?|records?|stands?|fares?|manages?)?(?: \w+){0,3}? ?"
    r"\b(?P<word>better|worse|higher|lower|more|fewer|less|greater|larger|smaller|beats?|betters|outperforms?)\b",
    re.IGNORECASE,
)
_PASSIVE: Final = re.compile(
    r"\b(?P<word>exceeded|topped|beaten|bettered|outdone|surpassed|outperformed)(?P<only> only)? by (?:that of |those of |the \w+ of )?$",
    re.IGNORECASE,
)
_NUMBERS: Final = "|".join(NUMBER_WORDS[1:13])
_COUNTED: Final = re.compile(
    rf"(?P<hedge>\b(?:at least|at most|about|more than|fewer than|over|under|nearly|almost|some) )?\b(?P<n>no(?: other)?|not one|none|{_NUMBERS}|\d\d?)"
    r"(?: of (?:the|our|its)(?: other)? \w+)?(?: (?:other|similar|comparable|like))* forces?\b(?P<rest>[^.;:]{0,60}?)"
    r"\b(?:has|have|had|do|does|are|is|record|records|stand|stands|with|fare|fares)\b(?P<how>[^.;:,]{0,30}?)\b(?P<word>better|worse|higher|lower|more|fewer|less|greater|smaller)\b(?P<after>[^.;:,]*)",
    re.IGNORECASE,
)
_OUT_OF: Final = re.compile(
    rf"\bof (?:the |our )?(?:{_NUMBERS}|\d)(?: (?:other|similar|comparable|like|police|most))* forces, (?P<n>{_NUMBERS}|none)\b(?P<rest> *)(?:have|has|do|does|are|is|record|records) (?P<how>(?:an? )?)"
    r"(?P<word>better|worse|higher|lower|more|fewer|less|greater|smaller)\b(?P<after>[^.;:,]*)",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:not|never|no longer|hardly)\b|n['’]t\b", re.IGNORECASE)
_WIDER: Final = re.compile(r"\b(?:country|nation\w*|england|wales|uk|region\w*)\b", re.IGNORECASE)
"""What makes them other forces than those of the group."""
_OTHERWISE: Final = ("LASTYEAR", "LASTTIME", "TARGET", "ASPIRATION", "PROJECTED", "SATISFIED")
_MOVED: Final = re.compile(
    r"\b(?:r[io]se|risen|rising|f[ae]ll|fallen|falling|grew|grow\w*|increas\w*|decreas\w*|reduc\w*|improv\w*|chang\w*|deteriorat\w*)\b",
    re.IGNORECASE,
)
"""What says that no level is compared."""


def peers(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is said of all the other forces beside the own: how many, or which, are better, worse, higher or lower."""
    if (
        not sentence.names.own_force
        or set(sentence.types) & set(_OTHERWISE)
        or _MOVED.search(sentence.passage.text)
    ):
        return
    yield from _listed(sentence)
    yield from _counted(sentence)


def _counted(sentence: SentenceRead) -> Iterator[Claim]:
    text = sentence.passage.text
    for met in (*_COUNTED.finditer(text), *_OUT_OF.finditer(text)):
        after = met["after"]
        if (
            met.groupdict().get("hedge")
            or _DENIED.search(met["rest"] + met["how"])
            or _WIDER.search(met.group())
        ):
            continue
        if re.search(r"\bthan\b", after, re.IGNORECASE) and not re.search(_THAN_US, after, re.IGNORECASE):
            continue
        said = met["n"].lower()
        number = (
            0 if said.startswith(("no", "not")) else int(said) if said.isdigit() else NUMBER_WORDS.index(said)
        )
        amount = PrintedAmount(Fraction(number), Fraction(0), ClaimUnit.OTHER, met["n"])
        claim = _claim(sentence, met.start("n"), met.end("word"), _SENSES[met["word"].lower()])
        if claim is not None:
            yield replace(claim, kind=ClaimKind.COUNT_OF_AREAS, amount=amount)


def _listed(sentence: SentenceRead) -> Iterator[Claim]:
    text = sentence.passage.text
    at = 0
    while at < len(sentence.tokens):
        row = _row(sentence, at)
        if not row:
            at += 1
            continue
        first, last = sentence.tokens[row[0]], sentence.tokens[row[-1]]
        members = tuple(
            name for to in row if (mention := sentence.tokens[to].mention) for name in mention.names
        )
        passive = _PASSIVE.search(text[: first.start])
        active = _ACTIVE.match(text, last.end)
        only = sentence.types[row[0] - 1 : row[0]] == ("ONLY",)
        alone = any(kind == "ONLY" for kind in sentence.types[row[-1] + 1 : row[-1] + 4])
        claim = None
        if passive is not None and (passive["only"] or alone):
            claim = _claim(sentence, passive.start(), last.end, _SENSES[passive["word"].lower()])
        elif passive is None and active is not None and only and _is_with_us(text, active.end()):
            claim = _claim(sentence, first.start, active.end(), _SENSES[active["word"].lower()])
        if claim is not None and members:
            yield replace(claim, members=members, only=True)
        at = row[-1] + 1


def _is_with_us(text: str, end: int) -> bool:
    """Return whether the others are set beside the own force: by its name, or by none."""
    after = re.split(r"[.;:,]", text[end:], maxsplit=1)[0]
    return re.search(r"\bthan\b", after, re.IGNORECASE) is None


def _row(sentence: SentenceRead, at: int) -> list[int]:
    """Return the places of the names of forces that stand in a row from a token on."""
    row: list[int] = []
    while sentence.types[at : at + 1] in (("PLACE",), ("AND",), ("COMMA",)):
        if sentence.types[at] == "PLACE":
            row.append(at)
        elif not row:
            return []
        at += 1
    return row


def _claim(sentence: SentenceRead, start: int, end: int, sense: Sense) -> Claim | None:
    at = next((to for to, token in enumerate(sentence.tokens) if token.end > start), None)
    if at is None:
        return None
    subject = replace(subject_of(sentence, at, range(at, at + 1)), places=())
    return Claim(
        kind=ClaimKind.AGAINST,
        passage=sentence.passage,
        start=start,
        end=end,
        subject=subject,
        direction=sense,
        reference=ComparedWith.OTHER,
        period=period_near(sentence, at, sentence.part_of(at)),
        modality=modality_of(sentence, at),
        states=(PEERS,),
        doubts=doubts_of(sentence, at),
        reservations=reserved_of_subject(sentence, at, subject),
    )
