"""The claims that a sentence makes by its grades: what is graded so, by whom, and from what it came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.cues import SENSES, doubts_of, hedge_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, NameKind, Period, Sense

__all__ = ["are_steps", "graded", "grades_said"]

_OWED = re.compile(
    r" (?:is|was|being|comes) (?:all |solely |only )?(?:down|due|owed|owing|thanks) to\b", re.IGNORECASE
)
_COLOURS = ("Red", "Amber", "Green", "Grey")
_CLASSES = ("High", "Medium", "Low")
_CLASSED = ("threat", "impact", "overall", "overall classification", "classification")
"""What a workbook of threats classifies as High, Medium or Low."""
_CLASS_REACH = 12
_WAYS = ("RISE", "FALL", "GAIN", "LOSS", "AT_MOST", "FLAT")
_GRADING = ("GRADED", "AT", "TO", "FROM", "THEMSELVES", "GAIN", "LOSS", "AT_MOST")
_TURNS = (("RISE",), ("FALL",), ("GAIN",), ("LOSS",))
_SMALL = "“{}” may be no grade."
_COUNTING = ("AREA", "COMMAND_WORD", "MEASURE_WORD", "PLACE_WORD")


def grades_said(sentence: SentenceRead) -> list[int]:
    """Return the places of the words that are grades: Good is one, and "good" where something is graded."""
    return [at for at, kind in enumerate(sentence.types) if kind == "GRADE" and _is_grade(sentence, at)]


def graded(sentence: SentenceRead, counted: frozenset[int]) -> Iterator[Claim]:
    """Return a claim for each grade that no count of areas has taken."""
    said = [at for at in grades_said(sentence) if at not in counted]
    done: set[int] = set()
    for at in said:
        if at in done:
            continue
        pair = _pair(sentence, at, said)
        if pair is not None:
            before, now = pair
            done.update(pair)
            yield _change(sentence, at, before, now)
            continue
        way = _way_to(sentence, at)
        if way is not None:
            yield _change(sentence, at, None, at, way)
        else:
            yield from _grade(sentence, at)
    if not grades_said(sentence):
        yield from _changed(sentence)
        yield from _stepped(sentence)


def _is_grade(sentence: SentenceRead, at: int) -> bool:
    token = sentence.tokens[at]
    near = sentence.types[max(0, at - 4) : at]
    if token.grade in _CLASSES:
        return token.capital and (
            any(kind in ("GRADED", "STOP", "AT") for kind in near) or _class_word(sentence, at) is not None
        )
    if token.grade in _COLOURS:
        return True
    if token.capital and (
        at > 0 or len(sentence.types) < 4 or sentence.types[at + 1] in ("TO", "IN", "OPEN")
    ):
        return True
    if token.grade == "Requires Improvement" and token.text.lower() != "require improvement":
        return True
    if token.grade in _CLASSES:
        return False
    if token.text.lower() == "require improvement" and near[-1:] in (
        ("WORDNUMBER",),
        ("COUNT",),
        ("AREA",),
        ("COMMAND",),
    ):
        return True
    if _is_said_of_force(sentence, at) or _is_recorded(sentence, at):
        return True
    return any(kind in ("GRADED", "THEMSELVES") for kind in near) or near[-1:] in (
        ("AT",),
        ("TO",),
        ("FROM",),
    )


def _is_recorded(sentence: SentenceRead, at: int) -> bool:
    """Return whether a grade begins a sentence that says who gave it: "Outstanding was recorded by two commands"."""
    behind = sentence.types[at + 1 : at + 4]
    return (
        sentence.tokens[at].capital
        and behind[:1] in (("IS",), ("WAS",))
        and behind[2:] == ("BY",)
        and bool({"COMMAND", "COMMAND_WORD"}.intersection(sentence.types[at + 4 : at + 7]))
        and sentence.tokens[at + 2].text.lower()
        in ("recorded", "returned", "given", "awarded", "marked", "declared", "chosen")
    )


def _is_said_of_force(sentence: SentenceRead, at: int) -> bool:
    """Return whether a word of judgement in small letters is said of a command or of the force: "OPC and SCD are good"."""
    own = sentence.types[max(0, at - 2) : at] in (("COMMAND", "IS"), ("FORCEWORD", "IS"))
    return own and not sentence.tokens[at].capital and sentence.tokens[at - 1].text.lower() in ("is", "are")


def _pair(sentence: SentenceRead, at: int, said: list[int]) -> tuple[int, int] | None:
    """Return the grade before and the one now: "from Good to RI", "RI (from Good)", "Good to RI"."""
    other = next((to for to in said if to > at), None)
    if other is None or other - at > 8:
        return None
    between = sentence.types[at + 1 : other]
    if any(kind in ("STOP", "NAME", "COMMAND", "BUT") for kind in between) and "OPEN" not in between:
        return None
    if between[:1] == ("LASTTIME",) and len(between) > 1 and "FROM" not in between:
        return at, other  # "Outstanding last time, Good now"
    if "FROM" in between or "LASTTIME" in between or "VERSUS" in between:
        return other, at
    if "TO" in between or "AT_MOST" in between:
        return at, other
    return None


def _way_to(sentence: SentenceRead, at: int) -> Sense | None:
    """Return which way something moved to a grade that stands alone: "up to Good", "downgraded to RI"."""
    back = at - 1
    seen_to = False
    while back >= 0 and at - back <= 6:
        kind = sentence.types[back]
        if kind == "AT_MOST" and sentence.tokens[back].text.lower() == "up to":
            return Sense.BETTER
        if kind in ("RISE", "GAIN") and seen_to:
            return Sense.BETTER
        if kind in ("FALL", "LOSS") and seen_to:
            return Sense.WORSE
        if kind == "FLAT":
            return Sense.SAME if not seen_to else None
        if kind in ("TO", "AT"):
            seen_to = True
        if kind in ("STOP", "NAME", "GRADE", "COMMAND"):
            return None
        back -= 1
    return None


def _change(sentence: SentenceRead, at: int, before: int | None, now: int, way: Sense | None = None) -> Claim:
    said = [now] if before is None else [before, now]
    first, last = min(said), max(said)
    if way is None:
        place = sentence.nearest(
            first, sentence.clause_of(at), lambda token: token.type in ("RISE", "FALL", "GAIN", "LOSS")
        )
        way = Sense.NONE if place is None else SENSES[sentence.types[place]]
        way = {Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}.get(way, way)
    grades = ("" if before is None else sentence.tokens[before].grade, sentence.tokens[now].grade)
    subject = subject_of(sentence, first, range(first, last + 1), graded=True)
    return Claim(
        kind=ClaimKind.CHANGE_OF_GRADE,
        passage=sentence.passage,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        subject=subject,
        grades=grades,
        direction=way,
        reference=ComparedWith.LAST_TIME,
        period=_period(sentence, at),
        modality=modality_of(sentence, at),
        doubts=doubts_of(sentence, at),
        reservations=reservations_of(sentence, at, subject),
    )


def _grade(sentence: SentenceRead, at: int) -> Iterator[Claim]:
    token = sentence.tokens[at]
    subject = subject_of(sentence, at, range(at, at + 1), graded=token.grade not in (*_COLOURS, *_CLASSES))
    classed = _class_word(sentence, at) if token.grade in _CLASSES else None
    if classed is not None and sentence.tokens[classed].text.lower() not in _CLASSED:
        subject = replace(subject, names=(), foreign=sentence.tokens[classed].text)
    if subject.foreign.lower() in _CLASSED:
        subject = replace(subject, foreign="")
    places = (at,) if classed is None else (at, classed)
    claim = Claim(
        kind=ClaimKind.GRADE,
        passage=sentence.passage,
        start=min(sentence.tokens[to].start for to in places),
        end=max(sentence.tokens[to].end for to in places),
        subject=subject,
        grades=(token.grade,),
        period=_period(sentence, at),
        modality=modality_of(sentence, at),
        doubts=(*doubts_of(sentence, at), *_of_whom(sentence, at)),
        reservations=(
            *reservations_of(sentence, at, subject),
            *((_SMALL.format(token.text),) if _is_said_of_force(sentence, at) else ()),
        ),
    )
    if (
        len(subject.names) > 1
        and not subject.together
        and all(n.kind is NameKind.AREA for n in subject.names)
    ):
        for name in subject.names:
            yield replace(claim, subject=replace(subject, names=(name,)))
    elif len(subject.commands) > 1:
        for command in subject.commands:
            yield replace(claim, subject=replace(subject, commands=(command,)))
    else:
        yield claim


def _of_whom(sentence: SentenceRead, at: int) -> Iterator[str]:
    """Yield that a grade is said to be somebody's own doing: "the RI is down to PPU"."""
    owed = _OWED.match(sentence.passage.text, sentence.tokens[at].end)
    if owed is not None:
        yield f"It may be the grade of whom it is “{owed.group().strip()}”."


def _class_word(sentence: SentenceRead, at: int) -> int | None:
    """Return the place of the word for what is classified so: of threat, impact and overall classification the nearest, with no other class in between."""
    part = sentence.part_of(at)
    words = [
        to
        for to in part
        if sentence.types[to] == "THREATWORD"
        or (sentence.types[to] in ("GRADED", "OVERALL") and "overall" in sentence.tokens[to].text.lower())
    ]
    others = [to for to in part if sentence.tokens[to].grade in _CLASSES and to != at]
    near = [
        to
        for to in words
        if abs(to - at) <= _CLASS_REACH and not any(min(to, at) < other < max(to, at) for other in others)
    ]
    before = [to for to in near if to < at]
    return before[-1] if before else next(iter(near), None)


_KEPT: Final = re.compile(
    r"\b(?:keep|keeps|kept|keeping|retain\w*|maintain\w*|preserv\w*|hold(?:s|ing)? on to|held on to) (?:the|its|our|their|a|an) $",
    re.IGNORECASE,
)
_AS_WAS: Final = re.compile(r",? (?:that|which) (?:it |we |they )?(?:was|were|had|has|have)\b", re.IGNORECASE)


def _period(sentence: SentenceRead, at: int) -> Period | None:
    """Return the cycle that the clause speaks of; "previously" and "was" with a last cycle are the one before."""
    clause, token = sentence.clause_of(at), sentence.tokens[at]
    text = sentence.passage.text
    if _KEPT.search(text, 0, token.start) and _AS_WAS.match(text, token.end):
        return None  # the grade is of now; when it was first given is said besides
    period = period_near(sentence, at, clause)
    last = sentence.nearest(
        at,
        clause,
        lambda token: token.type == "LASTTIME" and token.text.lower() not in ("was", "were", "had been"),
    )
    if (
        period is None
        and last is not None
        and "since" not in [sentence.tokens[to].text.lower() for to in clause]
    ):
        return Period(sentence.tokens[last].text, previous=True)
    return period


def _changed(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is said to have been up- or downgraded without a grade: "Innovation was downgraded"."""
    for at, kind in enumerate(sentence.types):
        if kind not in ("GAIN", "LOSS", "FLAT"):
            continue
        if any(token.is_figure or token.type in _COUNTING for token in sentence.tokens):
            continue
        subject = subject_of(sentence, at, range(at, at + 1), graded=True)
        if (
            subject.names
            and all(name.kind is NameKind.AREA for name in subject.names)
            and subject.how == "sentence"
        ):
            yield Claim(
                kind=ClaimKind.CHANGE_OF_GRADE,
                passage=sentence.passage,
                start=sentence.tokens[at].start,
                end=sentence.tokens[at].end,
                subject=subject,
                grades=("", ""),
                direction=SENSES[kind],
                reference=ComparedWith.LAST_TIME,
                period=_period(sentence, at),
                modality=modality_of(sentence, at),
                doubts=doubts_of(sentence, at),
                reservations=(*reservations_of(sentence, at, subject), *_of_something(sentence, at)),
            )
            return


def _stepped(sentence: SentenceRead) -> Iterator[Claim]:
    """Return by how many grades something is said to have moved: "Innovation falls two grades", "up by one grade"."""
    for at, token in enumerate(sentence.tokens):
        if token.type not in ("WORDNUMBER", "COUNT") or not are_steps(sentence, at):
            continue
        way = next(
            (to for to in (at - 1, at - 2, at - 3, at + 2) if sentence.types[to : to + 1] in _TURNS), None
        )
        subject = subject_of(sentence, at, range(at, at + 1), graded=True)
        single = (
            len(subject.names) == 1 and subject.names[0].kind is NameKind.AREA and subject.how == "sentence"
        )
        if way is None or not single or token.amount is None:
            continue
        sense = SENSES[sentence.types[way]]
        yield Claim(
            kind=ClaimKind.CHANGE_OF_GRADE,
            passage=sentence.passage,
            start=min(token.start, sentence.tokens[way].start),
            end=max(sentence.tokens[at + 1].end, sentence.tokens[way].end),
            subject=subject,
            amount=token.amount,
            grades=("", ""),
            direction={Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}.get(sense, sense),
            reference=ComparedWith.LAST_TIME,
            period=_period(sentence, at),
            hedge=hedge_of(sentence, at),
            modality=modality_of(sentence, at),
            doubts=doubts_of(sentence, at),
            reservations=reservations_of(sentence, at, subject),
        )


def are_steps(sentence: SentenceRead, at: int) -> bool:
    """Return whether a number says by how many grades something moved."""
    following = sentence.tokens[at + 1 : at + 2]
    before = sentence.hedges.get(at, at)
    around = (sentence.types[max(0, before - 1) : before], sentence.types[at + 2 : at + 3])
    return (
        any(kinds in (*_TURNS, ("BY",)) for kinds in around)
        and bool(following)
        and following[0].text.lower() in ("grade", "grades")
    )


def _of_something(sentence: SentenceRead, at: int) -> Iterator[str]:
    """Yield that it may be something else that is better: "better data", "improved recording"."""
    for token in sentence.tokens[at + 1 : at + 2]:
        if token.type in ("WORD", "PROPER", "DATA", "CRIME", "OUTCOME"):
            yield f"It may be {token.text} that is {sentence.tokens[at].text}."
