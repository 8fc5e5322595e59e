"""The claims of what share of the areas is at a grade: "53 per cent of the areas are Good", "share of areas at Good: 47%", "eight of 15, or 53%"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, hedge_of, modality_of, period_near
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import Claim, ClaimKind, ClaimSubject, Hedge

__all__ = ["shares_of_areas"]

_LINKS: Final = ("OF", "THE", "EACH", "COUNT", "WORDNUMBER", "NOW", "PLAIN")
"""What may stand between a share and the word for areas: "half of all our 15 areas"."""
_SAID_OF: Final = (
    "IS",
    "WAS",
    "AT",
    "IN",
    "ON",
    "THE",
    "NOW",
    "GRADED",
    "HAS",
    "PLAIN",
    "COUNT",
    "WORDNUMBER",
)
"""What may stand between the areas and their grade: "of the areas are now graded Good"."""
_DENYING: Final = ("not", "no longer", "no", "never", "neither", "longer")
_BREAKS: Final = ("STOP", "BUT")
_BEHIND: Final = (
    "or",
    "that is",
    "which is",
    "i.e.",
    "being",
    "equal to",
    "equivalent to",
    "(",
    ":",
    "is",
    "=",
)
_NEAR: Final = 3


def shares_of_areas(sentence: SentenceRead) -> Iterator[tuple[Claim, frozenset[int]]]:
    """Return each such claim, with the places of its figure and its grade."""
    for at, kind in enumerate(sentence.types):
        if kind == "PERCENT" and sentence.tokens[at].amount is not None:
            grade = _grade_of(sentence, at)
            if grade is not None:
                yield _claim(sentence, at, grade), frozenset({at, grade})


def _grade_of(sentence: SentenceRead, at: int) -> int | None:
    """Return the place of the only grade at which a share of the areas is said to be."""
    types = sentence.types
    area = next((to for to in range(at + 1, len(types)) if types[to] not in _LINKS), None)
    if area is not None and types[area] == "AREA" and "OF" in types[at + 1 : area]:
        grade = _only(sentence, range(area + 1, _end(sentence, area)))
        between = types[area + 1 : grade] if grade is not None else ()
        return grade if all(kind in _SAID_OF for kind in between) else None
    if not _restates(sentence, at):
        return None
    before = [to for to in range(at) if types[to] == "AREA"]
    figures = [to for to in range(at) if sentence.tokens[to].is_figure]
    if not before or any(types[to] == "PERCENT" for to in figures):
        return None
    leads = "SHARE" in types[max(0, before[-1] - _NEAR) : before[-1]]
    if not leads and not any(to < before[-1] for to in figures):
        return None
    said = (range(before[-1] + 1, at), range(at + 1, _end(sentence, at)), range(before[-1]))
    return next((found for within in said if (found := _only(sentence, within)) is not None), None)


def _restates(sentence: SentenceRead, at: int) -> bool:
    """Return whether the words before a percentage say that it says the same again, or what was led to: "eight of 15, or 53%"."""
    text = sentence.passage.text[: sentence.tokens[at].start].rstrip().casefold()
    return text.endswith(_BEHIND)


def _end(sentence: SentenceRead, at: int) -> int:
    """Return where what is said of a share ends: at the next figure, or where another statement begins."""
    for to in range(at + 1, len(sentence.types)):
        if sentence.types[to] in _BREAKS or sentence.tokens[to].is_figure:
            return to
    return len(sentence.types)


def _only(sentence: SentenceRead, within: range) -> int | None:
    grades = [to for to in within if sentence.types[to] == "GRADE"]
    if any(sentence.types[to] == "NOT" or sentence.tokens[to].text.lower() in _DENYING for to in within):
        return None
    return grades[0] if len(grades) == 1 and not _describes(sentence, grades[0]) else None


def _describes(sentence: SentenceRead, grade: int) -> bool:
    """Return whether a grade is a word like any other, which says how something is: "good police work"."""
    return sentence.types[grade + 1 : grade + 2] in (
        ("WORD",),
        ("PLAIN",),
        ("PROPER",),
        ("NAME",),
        ("FOREIGN",),
        ("CRIME",),
    )


def _claim(sentence: SentenceRead, at: int, grade: int) -> Claim:
    token, graded = sentence.tokens[at], sentence.tokens[grade]
    hedge = hedge_of(sentence, at)
    # "Half" and "two thirds" are never meant to the decimal.
    if hedge is Hedge.EXACT and not any(sign.isdigit() for sign in token.text):
        hedge = Hedge.ABOUT
    own = next((t for t in sentence.tokens if t.type in ("COMMAND", "PLACE", "THEMSELVES", "FORCE")), None)
    or_other = sentence.passage.text[graded.end :].lstrip().startswith(("or ", "and "))
    return Claim(
        kind=ClaimKind.SHARE,
        passage=sentence.passage,
        start=min(token.start, graded.start),
        end=max(token.end, graded.end),
        subject=ClaimSubject(how="sentence"),
        amount=token.amount,
        grades=(graded.grade,),
        period=period_near(sentence, at, sentence.clause_of(at)),
        hedge=hedge,
        modality=modality_of(sentence, at),
        doubts=doubts_of(sentence, at),
        reservations=(
            *((f"It may be those of {own.text} that are counted.",) if own is not None else ()),
            *(("Those are counted that are it or something else.",) if or_other else ()),
            *(
                ("It may be of the time before.",)
                if {"LASTTIME", "LASTYEAR", "ONCE"} & {*sentence.types}
                else ()
            ),
        ),
    )
