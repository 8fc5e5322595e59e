"""The claims that something is the only one: "the only area to improve", "the one measure of the eight that got better"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.criteria import CountCriterion, criterion_in
from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.whose.strands import in_strand
from xlscore.narrative.model import Claim, ClaimKind, ClaimSubject, KnownName, NameKind

__all__ = ["sole"]

_WHAT: Final = {
    "area": (NameKind.AREA,),
    "priority": (NameKind.AREA,),
    "command": (NameKind.COMMAND,),
    "objective": (NameKind.OBJECTIVE, NameKind.MEASURE),
    "measure": (NameKind.MEASURE, NameKind.OBJECTIVE),
    "indicator": (NameKind.MEASURE, NameKind.OBJECTIVE),
}
"""What there may be but one of, and which names of the workbook it is of."""
_ONLY: Final = re.compile(
    rf"\b(?:only|one|sole|single) (?P<what>{'|'.join(_WHAT)})\b(?: of (?:the|our|its) \w+)?(?: (?:on|in) the (?:scorecard|grid|table|list|group))?",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"\b(?:not|no|hardly|scarcely|never|far from|nor|than|if)\b[^,;:.]*$|n['’]t\b[^,;:.]*$", re.IGNORECASE
)
_BETWEEN: Final = frozenset(
    ("THE", "IT", "TO", "IS", "WAS", "AT", "IN", "OF", "ON", "NOW", "GRADED", "OVERALL", "PLAIN", "GRADE", "GAIN", "LOSS", "FLAT", "MET", "MISSED",
     "CHANGES", "TARGET", "ASPIRATION", "ABOVE", "BELOW", "AVERAGE", "LASTTIME", "SINCE", "REACH", "THREATWORD")
)  # fmt: skip
"""What may stand in what is said of the only one; anything else may be what it is the only one for."""
_OF_AREAS: Final = frozenset(("RISE", "FALL"))
"""What moves a grade, and of a measure may be said of its count or of its position."""
_OF_COMMANDS: Final = frozenset(("THEMSELVES", "NAME"))
"""What says in which area a command grades itself."""
_ENDS: Final = ("STOP", "COMMA", "BUT", "AND", "CLOSE")


def sole(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that an area, a command or a measure is the only one of which something is so."""
    text = sentence.passage.text
    for met in _ONLY.finditer(text):
        if _DENIED.search(text[: met.start()]):
            continue
        kinds = _WHAT[met["what"].lower()]
        at = next(to for to, token in enumerate(sentence.tokens) if token.end > met.start())
        first = next(
            (to for to, token in enumerate(sentence.tokens) if token.start >= met.end()), len(sentence.tokens)
        )
        end = next(
            (to for to in range(first, len(sentence.tokens)) if sentence.types[to] in _ENDS),
            len(sentence.tokens),
        )
        behind = [to for to in range(first, end) if sentence.types[to] in ("NAME", "COMMAND")][-1:]
        stop = _is_named_by(sentence, first, behind[0]) if behind else end
        criterion = criterion_in(sentence, range(first, stop))
        allowed = _BETWEEN | {NameKind.AREA: _OF_AREAS, NameKind.COMMAND: _OF_COMMANDS}.get(
            kinds[0], frozenset()
        )
        if not criterion.says or not set(sentence.types[first:stop]) <= allowed:
            continue
        who = behind if behind and stop < end else _before(sentence, at, kinds)
        members = _of_kinds(sentence, who, kinds)
        if members:
            yield _claim(sentence, at, (min(at, *who), max(stop - 1, *who)), criterion, members)


def _is_named_by(sentence: SentenceRead, first: int, name: int) -> int:
    """Return where what is said of the only one ends, before "is" and its name: "the only area to improve was Digital Crime"."""
    back = name - 1
    while back > first and sentence.types[back] == "THE":
        back -= 1
    return back if sentence.types[back] in ("IS", "WAS") else name


def _before(sentence: SentenceRead, at: int, kinds: tuple[NameKind, ...]) -> list[int]:
    """Return the name that is said to be the only one: right before "is", the first of its part, or the only one that "it" can be."""
    back = at - 1
    while back >= 0 and sentence.types[back] in ("IS", "WAS", "THE", "ONLY", "PLAIN"):
        back -= 1
    if back < 0 or not {"IS", "WAS"} & set(sentence.types[back + 1 : at + 1]):
        return []
    part = sentence.part_of(at)
    named = [to for to in part if to < at and _of_kinds(sentence, [to], kinds)]
    scopes = [to for to in part if to < at and sentence.types[to] in ("NAME", "COMMAND")]
    if back in named and sentence.types[back - 1 : back] not in (("AND",), ("COMMA",)):
        return [back]
    return named if len(named) == 1 and named == scopes else []


def _of_kinds(
    sentence: SentenceRead, places: list[int], kinds: tuple[NameKind, ...]
) -> tuple[KnownName, ...]:
    mentions = [sentence.tokens[to].mention for to in places]
    found = tuple(name for each in mentions if each is not None for name in each.names if name.kind in kinds)
    outcomes = bool(places) and sentence.types[places[0] + 1 : places[0] + 2] == ("OUTCOME",)
    return in_strand(found, outcomes)


def _claim(
    sentence: SentenceRead,
    at: int,
    span: tuple[int, int],
    criterion: CountCriterion,
    members: tuple[KnownName, ...],
) -> Claim:
    of_commands = members[0].kind is NameKind.COMMAND
    said = replace(subject_of(sentence, at, range(at, at + 1), graded=True), commands=(), places=())
    return Claim(
        kind=ClaimKind.MEMBERS,
        passage=sentence.passage,
        start=sentence.tokens[span[0]].start,
        end=sentence.tokens[span[1]].end,
        subject=said if of_commands else ClaimSubject(how="sentence"),
        grades=criterion.grades,
        direction=criterion.direction,
        reference=criterion.reference,
        period=period_near(sentence, at, sentence.clause_of(at)),
        modality=modality_of(sentence, at),
        members=members,
        only=True,
        doubts=doubts_of(sentence, at),
        reservations=reservations_of(sentence, at),
    )
