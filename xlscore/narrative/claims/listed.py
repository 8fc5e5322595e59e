"""The claims that list areas, commands and measures: beside a count, or as the items of a list under its lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.criteria import WAYS, CountCriterion, criterion_in, is_of
from xlscore.narrative.claims.cues import doubts_of, modality_of
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead, read
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.whose.strands import in_strand, is_outcomes
from xlscore.narrative.claims.words.finished import why_no_finding
from xlscore.narrative.claims.words.stems import OUTCOME_STEMS, stem, words_in
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ComparedWith,
    KnownName,
    NameKind,
    Passage,
    PrintedAmount,
    Sense,
)

__all__ = ["listed", "of_colon", "of_heading", "of_lead"]

_HEAD = (
    "GAIN",
    "LOSS",
    "FLAT",
    "RISE",
    "FALL",
    "IS",
    "AT",
    "GRADE",
    "GRADED",
    "OPEN",
    "CLOSE",
    "COUNT",
    "WORDNUMBER",
    "AREA",
    "MEASURE_WORD",
    "NOW",
)
"""What may stand before the colon of a list: "Improved (3):", "At Good:"."""
_CLASSIFIED = re.compile(r"\b(?:overall|classification)\b", re.IGNORECASE)
"""What a heading says of a class that stands alone in the lead below it: "High:"."""
_HEADING = frozenset(
    ("GAIN", "LOSS", "FLAT", "AT", "GRADE", "GRADED", "OPEN", "CLOSE", "COUNT", "WORDNUMBER", "AREA", "MEASURE_WORD", "MET", "MISSED", "TARGET",
     "ASPIRATION", "ABOVE", "BELOW", "AVERAGE", "THE", "LASTTIME")
)  # fmt: skip
"""What a heading is made of that says how its items are, and nothing of when, where or of what."""
_BEHIND_ITEM = ((), ("COMMA",), ("STOP",), ("OPEN",), ("OUTCOME",), ("CRIME",))
"""What stands behind the name of an item, which is no sentence of its own."""
_OF_POSITIONS = re.compile(r"\b(?:msg|positions?|ranks?|ranking|movements?|peers|similar)\b", re.IGNORECASE)
_OTHERWISE = ("exception", "exceptions", "excepted", "aside", "apart", "alone", "odd", "outlier")
"""What is said of those that are not as the others are."""
_ROW = ("NAME", "FOREIGN", "COMMA", "AND", "OUTCOME", "CRIME", "RATE_WORD", "THE", "STOP")
_BY_HOW_FAR = re.compile(
    r"\bby (?:more|less|fewer|over|under|at least|at most|up to|no more|not more|an?|the|its|\d)\b|\b(?:just|only just|narrowly|comfortably|easily|heavily|well) (?:above|below|over|under|met|miss\w*|short)\b",
    re.IGNORECASE,
)
_TO_REACH = re.compile(r"\bto (?:reach|meet|hit|achieve|attain|get to|come up to|make)\b", re.IGNORECASE)
"""What says for what something is needed, and not that it is so: "outcomes needed to reach target:"."""


def _open(lead: SentenceRead, criterion: CountCriterion) -> tuple[str, ...]:
    """Return why a lead may not say what its items are said by; a grade is said by its name alone."""
    return () if criterion.grades else why_no_finding(lead)


def _command_of_lead(
    sentence: SentenceRead, at: int, criterion: CountCriterion, doubts: tuple[str, ...]
) -> Iterator[Claim]:
    token = sentence.tokens[at]
    assert token.mention is not None
    subject = subject_of(sentence, at, range(at, at + 1), graded=True)
    yield Claim(
        kind=ClaimKind.MEMBERS,
        passage=sentence.passage,
        start=token.start,
        end=token.end,
        subject=replace(subject, commands=()),
        grades=criterion.grades,
        direction=criterion.direction,
        reference=criterion.reference,
        members=token.mention.names,
        doubts=doubts,
    )


def listed(
    sentence: SentenceRead,
    at: int,
    criterion: CountCriterion,
    commands: tuple[KnownName, ...] = (),
    amount: PrintedAmount | None = None,
) -> Iterator[Claim]:
    """Return the claim of a list that stands with the count: "including A and B", "(A, B and C)", "A and B are the two"."""
    names = _row_of_names(sentence, at) or _row_before(sentence, at, amount)
    if not names or not criterion.says or sentence.types[at] == "NONE":
        return
    if _is_left_out(sentence, names[-1], criterion):
        return
    for outcomes in (False, True):
        row = [to for to in names if _is_of_outcomes(sentence, to, at) is outcomes]
        if row:
            yield _of_row(sentence, at, row, criterion, commands, outcomes=outcomes)


def _of_row(
    sentence: SentenceRead,
    at: int,
    names: list[int],
    criterion: CountCriterion,
    commands: tuple[KnownName, ...],
    *,
    outcomes: bool,
) -> Claim:
    """Return the claim of those names of a row that are of one strand."""
    first, last = names[0], names[-1]
    members = tuple(
        name
        for to in names
        if (mention := sentence.tokens[to].mention) is not None
        for name in _in_strand_said(sentence, to, mention.names, criterion)
    )
    foreign = next((m.foreign for to in names if (m := sentence.tokens[to].mention) and m.foreign), "")
    return Claim(
        kind=ClaimKind.MEMBERS,
        passage=sentence.passage,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        subject=replace(
            _area_of(sentence, at, members, foreign),
            commands=commands if _are_areas(members) else (),
            outcomes=outcomes,
        ),
        grades=criterion.grades,
        direction=criterion.direction,
        reference=criterion.reference,
        modality=modality_of(sentence, at),
        members=members,
        doubts=doubts_of(sentence, at),
        reservations=reservations_of(sentence, at),
    )


def _is_of_outcomes(sentence: SentenceRead, name: int, at: int) -> bool:
    """Return whether a name of a row is of outcomes, by the word behind it or else by what is said before the count."""
    said = sentence.types[name + 1 : name + 2]
    if said in (("OUTCOME",), ("CRIME",)):
        return said == ("OUTCOME",)
    before = [sentence.types[to] for to in sentence.segment_of(at) if to < at]
    return "OUTCOME" in before and not {"CRIME", "NAME"} & set(before)


def _are_areas(members: tuple[KnownName, ...]) -> bool:
    return {name.kind for name in members} == {NameKind.AREA}


def _row_before(sentence: SentenceRead, at: int, amount: PrintedAmount | None) -> list[int]:
    """Return the names that are said to be so many: "Gangs and Innovation are the two areas"."""
    back = at - 1
    while back > 0 and sentence.types[back] in ("THE", "ONLY"):
        back -= 1
    if back == at - 1 or sentence.types[back] not in ("IS", "WAS"):
        return []
    row: list[int] = []
    for to in range(back - 1, -1, -1):
        if sentence.types[to] == "NAME":
            row.insert(0, to)
        elif sentence.types[to] not in ("AND", "COMMA", "THE", "EACH"):
            break
    return row if amount is not None and amount.value == len(row) > 1 else []


def _is_left_out(sentence: SentenceRead, last: int, criterion: CountCriterion) -> bool:
    """Return whether a row is of the few that are otherwise: "four are red, robbery being the amber exception"."""
    for token in sentence.tokens[last + 1 :]:
        if token.type in ("STOP", "COMMA", "CLOSE", "BUT", "AND"):
            return False
        if token.type in ("EXCEPT", "NOT") or token.text.lower() in _OTHERWISE:
            return True
        if token.grade and criterion.grades and token.grade not in criterion.grades:
            return True
        sense = WAYS.get(token.type, criterion.direction)
        if criterion.direction is not Sense.NONE and sense is not criterion.direction:
            return True
    return False


def _area_of(sentence: SentenceRead, at: int, members: tuple[KnownName, ...], foreign: str) -> ClaimSubject:
    """Return in what names are listed: commands in an area, anything else among all."""
    if not members or any(name.kind is not NameKind.COMMAND for name in members):
        return ClaimSubject(foreign=foreign, how="sentence")
    return replace(subject_of(sentence, at, range(at, at + 1), graded=True), commands=(), places=())


def _row_of_names(sentence: SentenceRead, at: int) -> list[int]:
    kinds = ("NAME", "FOREIGN", "COMMAND")
    end = next(
        (to for to in range(at + 1, len(sentence.types)) if to in sentence.roles and not is_of(sentence, to)),
        len(sentence.types),
    )
    row: list[int] = []
    for to in range(at + 1, min(end, at + 12)):
        if sentence.types[to] == "BUT":
            break
        if sentence.types[to] in kinds:
            row.append(to)
        elif row and sentence.types[to] not in (
            "COMMA",
            "AND",
            "THE",
            "OPEN",
            "CLOSE",
            "OUTCOME",
            "CRIME",
            "RATE_WORD",
        ):
            break
    if not row:
        return []
    before = [to for to in range(at + 1, row[0]) if sentence.types[to] != "THE"][-1:]
    leads = before and (
        sentence.types[before[0]] in ("STOP", "OPEN", "IS", "COMMA", "WAS")
        or sentence.tokens[before[0]].text.lower() in ("including", "namely", "included")
    )
    return row if leads else []


def _in_strand_said(
    sentence: SentenceRead, at: int, names: tuple[KnownName, ...], criterion: CountCriterion
) -> tuple[KnownName, ...]:
    """Return of what a name may be those in the strand that is said with it; areas where none is."""
    if criterion.reference not in (ComparedWith.NONE, ComparedWith.LAST_TIME):
        measures = tuple(name for name in names if name.kind is NameKind.MEASURE)
        names = measures or tuple(name for name in names if name.kind is not NameKind.AREA) or names
    said = sentence.types[at + 1 : at + 2]
    crimes = said != ("OUTCOME",) and "crime" in {stem(word) for word in words_in(sentence.tokens[at].text)}
    if said in (("OUTCOME",), ("CRIME",)) or crimes:
        return in_strand(names, said == ("OUTCOME",) and not crimes)
    return _areas_first(names)


def _areas_first(names: tuple[KnownName, ...]) -> tuple[KnownName, ...]:
    return tuple(name for name in names if name.kind is NameKind.AREA) or names


def of_colon(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the memberships of a list that stands behind what it is of: "Improved (3): robbery, homicide solved"."""
    for colon, token in enumerate(sentence.tokens):
        if token.text.strip() == ":":
            yield from _behind_colon(sentence, colon)


def _behind_colon(sentence: SentenceRead, colon: int) -> Iterator[Claim]:
    start = max([0, *(at + 1 for at in range(colon) if sentence.types[at] == "STOP")])
    end = next(
        (at for at in range(colon + 1, len(sentence.types)) if sentence.types[at] == "STOP"),
        len(sentence.types),
    )
    head, row = sentence.types[start:colon], sentence.types[colon + 1 : end]
    if not head or not set(head) <= set(_HEAD) or not set(row) <= set(_ROW):
        return
    criterion = criterion_in(sentence, range(start, colon))
    if not criterion.says:
        return
    for at in range(colon + 1, end):
        token = sentence.tokens[at]
        if token.type != "NAME" or token.mention is None:
            continue
        members = _in_strand_said(sentence, at, token.mention.names, criterion)
        yield Claim(
            kind=ClaimKind.MEMBERS,
            passage=sentence.passage,
            start=token.start,
            end=token.end,
            subject=ClaimSubject(outcomes=sentence.types[at + 1 : at + 2] == ("OUTCOME",), how="sentence"),
            grades=criterion.grades,
            direction=criterion.direction,
            reference=criterion.reference,
            modality=modality_of(sentence, at),
            members=members,
            doubts=doubts_of(sentence, at),
            reservations=tuple(_otherwise(sentence, at, members, criterion)),
        )


def _otherwise(
    sentence: SentenceRead, at: int, members: tuple[KnownName, ...], criterion: CountCriterion
) -> Iterator[str]:
    """Yield why a name in a list behind a colon may mean something else."""
    mention = sentence.tokens[at].mention
    if criterion.grades or mention is None:
        return
    if len({name.kind for name in mention.names}) > 1 or _OF_POSITIONS.search(
        " ".join(sentence.passage.headings)
    ):
        yield "It may be the area or one of its measures that is meant."
    solved = any(OUTCOME_STEMS & {stem(word) for word in words_in(name.name)} for name in members)
    if sentence.types[at + 1 : at + 2] == ("OUTCOME",) and not solved:
        yield "It may be the outcomes that are meant."


def of_heading(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the memberships of an item that stands under a heading which says nothing but how its items are: "Amber", "Improved"."""
    passage = sentence.passage
    first, following = sentence.types[:1], sentence.types[1:2]
    if not passage.headings or first != ("NAME",) or following not in _BEHIND_ITEM:
        return
    lead = read(Passage(passage.headings[-1], passage.place), sentence.names)
    if set(lead.types) <= _HEADING:
        yield from _of_items(sentence, lead)


def of_lead(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the memberships that an item of a list states by the sentence it hangs on: of the name it begins with, or of all where it is names alone."""
    passage = sentence.passage
    lead = read(Passage(passage.lead, passage.place), sentence.names)
    if lead.types in (("GRADE", "STOP"), ("GRADE",)) and _CLASSIFIED.search("".join(passage.headings[-1:])):
        lead = read(Passage(f"{passage.headings[-1]}: {passage.lead}", passage.place), sentence.names)
    yield from _of_items(sentence, lead)


def _of_items(sentence: SentenceRead, lead: SentenceRead) -> Iterator[Claim]:
    criterion = criterion_in(lead, range(len(lead.tokens)))
    if not criterion.says or _TO_REACH.search(lead.passage.text):
        return
    names = [at for at, kind in enumerate(sentence.types) if kind in ("NAME", "FOREIGN", "COMMAND")]
    if not names or names[0] > 2:
        return
    alone = set(sentence.types) <= {*_ROW, "COMMAND"}
    for at in names if alone else names[:1]:
        if sentence.types[at] == "COMMAND":
            yield from _command_of_lead(sentence, at, criterion, _open(lead, criterion))
        else:
            yield _name_of_lead(sentence, at, lead, criterion)


def _name_of_lead(sentence: SentenceRead, at: int, lead: SentenceRead, criterion: CountCriterion) -> Claim:
    token = sentence.tokens[at]
    assert token.mention is not None
    graded = bool(criterion.grades) or criterion.reference in (ComparedWith.NONE, ComparedWith.LAST_TIME)
    subject = subject_of(sentence, at, range(at, at + 2), graded=graded)
    if subject.names and not set(subject.names) & set(token.mention.names):
        subject = replace(subject, names=token.mention.names, foreign=token.mention.foreign)
    if _is_under_outcomes(sentence, at):
        subject = replace(subject, outcomes=True)
    if not graded and token.mention.names:
        named = _in_strand_said(sentence, at, token.mention.names, criterion)
        solved = sentence.types[at + 1 : at + 2] == ("OUTCOME",) and any(map(is_outcomes, subject.names))
        subject = subject if solved and not any(map(is_outcomes, named)) else replace(subject, names=named)
    return Claim(
        kind=ClaimKind.MEMBERS,
        passage=sentence.passage,
        start=token.start,
        end=token.end,
        subject=ClaimSubject(foreign=subject.foreign, outcomes=subject.outcomes, how="lead"),
        grades=criterion.grades,
        direction=criterion.direction,
        reference=criterion.reference,
        modality=modality_of(sentence, at),
        members=subject.names,
        doubts=(*(doubts_of(lead, 0) if lead.tokens else ()), *_of_distance(lead), *_open(lead, criterion)),
    )


def _of_distance(lead: SentenceRead) -> Iterator[str]:
    """Yield that a lead says by how much its items are so: "missed by more than the tolerance in respect of:"."""
    far = _BY_HOW_FAR.search(lead.passage.text)
    if far is not None and "tolerance" not in lead.passage.text.lower():
        yield f"“{far.group()}” says by how much."


def _is_under_outcomes(sentence: SentenceRead, at: int) -> bool:
    """Return whether a heading says of a bare name that its outcomes are meant, and nothing else."""
    headings = sentence.passage.headings
    said = {stem(word) for word in words_in(headings[-1])} if headings else set()
    bare = sentence.types[at + 1 : at + 2] not in (("OUTCOME",), ("CRIME",))
    return bare and bool(OUTCOME_STEMS & said) and not said & {"recorded", "volume", "and", "both"}
