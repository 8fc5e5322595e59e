"""The claims that count or name areas by their lead command, or by whether the Board overrode what was suggested."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, hedge_of, period_near
from xlscore.narrative.claims.roles import is_whole, whole_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.words.figures import NUMBER_WORD, value_in_words
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    KnownName,
    Modality,
    NameKind,
    PrintedAmount,
)
from xlscore.narrative.states import AS_SUGGESTED, LEAD, OVERRIDDEN, OVERRIDE

__all__ = ["areas"]

_OTHERWISE: Final = re.compile(
    r"\b(?:overrode|overridden|overruled|(?<!to )(?<!can )(?<!may )(?<!must )(?<!would )(?<!should )(?<!could )overrides?|(?:depart\w*|differ\w*) from (?:the |its |what (?:was|had been) )?suggest\w+|"
    r"(?:other|another|different) than (?:the |what was )?(?:one )?suggested)\b",
    re.IGNORECASE,
)
_SAME: Final = re.compile(
    r"\b(?:coincid\w+|agree[sd]?|accord\w*|match\w*|tall(?:y|ies|ied)|correspond\w*|(?:is|are|was|were) the same as|follow(?:s|ed)?)\b",
    re.IGNORECASE,
)
_SUGGESTED: Final = re.compile(r"\bsuggest(?:ed|ion|ions)\b", re.IGNORECASE)
_BOARD: Final = re.compile(r"\bboard\b|\boverrides?\b", re.IGNORECASE)
_EXCEPTION: Final = re.compile(r"\bexception\b", re.IGNORECASE)
_DENIED: Final = re.compile(r"\b(?:not|never|neither|nor|without)\b|n['’]t\b", re.IGNORECASE)
_LEADS: Final = re.compile(
    r"\blead(?:s|ing)? (?:command|role)\b|\blead commands\b|\bas (?:the )?lead\b", re.IGNORECASE
)
_NUMBER: Final = re.compile(
    rf"\b(?P<n>no|none|not one|{NUMBER_WORD}|\d\d?)\b(?P<of> of (?:the|its|our) (?:{NUMBER_WORD}|\d\d?)| of them)?"
    r"(?: (?:suggested|final|force|agreed|such))*(?P<what> (?:grades?|areas?|overrides?|instances?|cases?|suggestions?)\b)?",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)
_MANY: Final = ("WORDNUMBER", "COUNT")


def areas(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is said of areas by their lead command, and by whether the Board's grade is the one suggested."""
    text = sentence.passage.text
    if _LEADS.search(text):
        yield from _led(sentence)
    elif "COMMAND" not in sentence.types and (_SUGGESTED.search(text) or _BOARD.search(text)):
        yield from _overridden(sentence)


def _led(sentence: SentenceRead) -> Iterator[Claim]:
    """Yield how many areas each command leads, where there is a number for each in order; or which leads the one area that is named."""
    numbers = [at for at, kind in enumerate(sentence.types) if kind in _MANY and not is_whole(sentence, at)]
    commands = [at for at, kind in enumerate(sentence.types) if kind == "COMMAND"]
    named = _areas(sentence)
    if _DENIED.search(sentence.passage.text):
        return
    if numbers and len(numbers) == len(commands):
        for number, command in zip(numbers, commands, strict=True):
            amount, names = sentence.tokens[number].amount, _names(sentence, command)
            if amount is not None and len(names) == 1 and not names[0].members:
                yield replace(
                    _counted(sentence, number, amount, (LEAD, names[0].name)),
                    hedge=hedge_of(sentence, number),
                )
    elif not numbers and len(commands) == len(named) == 1:
        names = _names(sentence, commands[0])
        if len(names) == 1:
            yield replace(
                _of_area(sentence, named[0], (LEAD, names[0].name)), kind=ClaimKind.THRESHOLD, members=()
            )


def _overridden(sentence: SentenceRead) -> Iterator[Claim]:
    """Yield how many grades were overridden, or are as suggested, and the areas that are named for it."""
    text = sentence.passage.text
    other, same = _OTHERWISE.search(text), _SAME.search(text)
    if other is None and (same is None or not _SUGGESTED.search(text)):
        return  # "the Board agreed Good for seven areas" says nothing of what was suggested
    if _DENIED.search(text):
        return
    said = OVERRIDDEN if other is not None else AS_SUGGESTED
    counts = [met for met in _NUMBER.finditer(text) if met["what"] or met["of"]]
    verb = other or same
    if (
        len(counts) == 1
        and verb is not None
        and not _AND.search(text[counts[0].end() : max(verb.start(), counts[0].end())])
    ):
        at = next(to for to, token in enumerate(sentence.tokens) if token.end > counts[0].start())
        word = counts[0]["n"].lower()
        number = 0 if word.startswith("no") else int(word) if word.isdigit() else value_in_words(word)
        if number is not None and at not in sentence.hedges:
            amount = PrintedAmount(Fraction(number), Fraction(0), ClaimUnit.AREAS, counts[0]["n"])
            yield _counted(sentence, at, amount, (OVERRIDE, said))
    exception = _EXCEPTION.search(text)
    for at in _areas(sentence):
        if said == OVERRIDDEN or (exception is not None and sentence.tokens[at].start > exception.start()):
            yield _of_area(sentence, at, (OVERRIDE, OVERRIDDEN))


def _counted(sentence: SentenceRead, at: int, amount: PrintedAmount, states: tuple[str, ...]) -> Claim:
    of = whole_of(sentence, at)
    return Claim(
        kind=ClaimKind.COUNT_OF_AREAS,
        passage=sentence.passage,
        start=sentence.tokens[at].start,
        end=sentence.tokens[at].end,
        subject=ClaimSubject(how="sentence"),
        amount=replace(amount, unit=ClaimUnit.AREAS),
        period=period_near(sentence, at, sentence.part_of(at)),
        modality=_modality(sentence, at),
        of=None if of is None else replace(of, unit=ClaimUnit.AREAS),
        states=states,
        doubts=doubts_of(sentence, at),
    )


def _of_area(sentence: SentenceRead, at: int, states: tuple[str, ...]) -> Claim:
    token, names = (
        sentence.tokens[at],
        tuple(name for name in _names(sentence, at) if name.kind is NameKind.AREA),
    )
    return Claim(
        kind=ClaimKind.MEMBERS,
        passage=sentence.passage,
        start=token.start,
        end=token.end,
        subject=ClaimSubject(names=names, how="sentence"),
        members=names,
        period=period_near(sentence, at, sentence.part_of(at)),
        modality=_modality(sentence, at),
        states=states,
        doubts=doubts_of(sentence, at),
    )


def _areas(sentence: SentenceRead) -> list[int]:
    """Return the places of the names of single areas."""
    return [
        at
        for at, kind in enumerate(sentence.types)
        if kind == "NAME" and sum(name.kind is NameKind.AREA for name in _names(sentence, at)) == 1
    ]


def _names(sentence: SentenceRead, at: int) -> tuple[KnownName, ...]:
    mention = sentence.tokens[at].mention
    return () if mention is None else mention.names


def _modality(sentence: SentenceRead, at: int) -> Modality:
    """Return whether it is said to be so: a grade that is suggested is no suggestion that it may be so."""
    around = [to for to in sentence.part_of(at) if not _SUGGESTED.fullmatch(sentence.tokens[to].text)]
    kinds = {sentence.types[to] for to in around}
    asked = sentence.passage.text.rstrip().endswith("?")
    return Modality.MAY if asked or kinds & {"MAY", "WILL"} or sentence.is_conditional(at) else Modality.IS
