"""The claims that count areas, commands and measures, or list them: how many, of how many, and by which criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from xlscore.narrative.claims.cues import doubts_of, hedge_of, modality_of, period_near
from xlscore.narrative.claims.figured import whole_number
from xlscore.narrative.claims.graded import grades_said
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead, read
from xlscore.narrative.claims.stems import stem, words_in
from xlscore.narrative.claims.subjects import in_strand, subject_of
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    ComparedWith,
    KnownName,
    NameKind,
    Passage,
    PrintedAmount,
    Sense,
)

__all__ = ["counted"]

_MANY = {
    "AREA": ClaimUnit.AREAS,
    "COMMAND_WORD": ClaimUnit.COMMANDS,
    "MEASURE_WORD": ClaimUnit.MEASURES,
    "PLACE_WORD": ClaimUnit.OTHER,
}
_SENSES = {
    "GAIN": Sense.BETTER,
    "LOSS": Sense.WORSE,
    "RISE": Sense.BETTER,
    "FALL": Sense.WORSE,
    "FLAT": Sense.SAME,
}
_GOALS = {
    "TARGET": ComparedWith.TARGET,
    "ASPIRATION": ComparedWith.ASPIRATION,
    "AVERAGE": ComparedWith.AVERAGE,
}


@dataclass(frozen=True)
class _Criterion:
    """What is counted or listed: a grade, a direction, or a comparison."""

    grades: tuple[str, ...] = ()
    direction: Sense = Sense.NONE
    reference: ComparedWith = ComparedWith.NONE
    places: frozenset[int] = frozenset()

    @property
    def says(self) -> bool:
        return (
            bool(self.grades) or self.direction is not Sense.NONE or self.reference is not ComparedWith.NONE
        )


def counted(sentence: SentenceRead) -> tuple[tuple[Claim, ...], frozenset[int]]:
    """Return the claims that count and list, and the places of the grades that are theirs."""
    claims: list[Claim] = []
    taken: set[int] = set()
    for at, amount, all_but in _counts(sentence):
        criterion = _criterion(sentence, at)
        taken |= criterion.places
        claims.append(_count(sentence, at, amount, all_but, criterion))
        claims.extend(_listed(sentence, at, criterion))
    if sentence.passage.lead:
        claims.extend(_of_lead(sentence))
    return tuple(claims), frozenset(taken)


def _counts(sentence: SentenceRead) -> Iterator[tuple[int, PrintedAmount | None, int | None]]:
    for at, token in enumerate(sentence.tokens):
        role = sentence.roles.get(at)
        if role is not None and role.kind == "count of areas" and token.amount is not None:
            but = at > 0 and sentence.types[at - 1] == "ALLBUT"
            if but:
                yield at, None, int(token.amount.value)
            elif not _is_of(sentence, at) or not _counts_before(sentence, at):
                yield at, token.amount, None
        elif token.type in ("EACH", "NONE", "ALLBUT") and (
            _many_after(sentence, at) or (token.type == "NONE" and _grade_after(sentence, at))
        ):
            following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
            if following is not None and following.is_figure:
                continue
            if token.type == "NONE":
                yield at, whole_number(0, ClaimUnit.NONE, token.text), None
            else:
                yield at, None, 1 if token.type == "ALLBUT" else 0


def _grade_after(sentence: SentenceRead, at: int) -> bool:
    return any(
        sentence.types[at + 1 : at + 1 + n]
        in (("GRADE",), ("IS", "GRADE"), ("IS", "AT", "GRADE"), ("AT", "GRADE"))
        for n in (1, 2, 3)
    )


def _many_after(sentence: SentenceRead, at: int) -> bool:
    for to in range(at + 1, min(at + 6, len(sentence.tokens))):
        if sentence.types[to] in _MANY:
            return True
        if sentence.types[to] not in ("OF", "THE", "NOW", "WORDNUMBER", "COUNT", "WORD", "PLAIN", "GRADED"):
            return False
    return False


def _is_of(sentence: SentenceRead, at: int) -> bool:
    return any(
        kind in ("OF", "FROM", "NONE", "EACH", "ALLBUT") for kind in sentence.types[max(0, at - 2) : at]
    )


def _counts_before(sentence: SentenceRead, at: int) -> bool:
    return any(
        token.type in ("WORDNUMBER", "COUNT", "NONE", "EACH", "ALLBUT", "ONLY")
        for token in sentence.tokens[max(0, at - 4) : at]
    )


def _criterion(sentence: SentenceRead, at: int) -> _Criterion:
    """Return by what is counted: what stands between the number and the next one of its kind."""
    end = next(
        (
            to
            for to in range(at + 1, sentence.clause_of(at).stop)
            if sentence.types[to] == "STOP"
            or (
                to in sentence.roles
                and sentence.roles[to].kind == "count of areas"
                and not _is_of(sentence, to)
            )
        ),
        sentence.clause_of(at).stop,
    )
    found = _criterion_in(sentence, range(at + 1, end))
    if found.says:
        return found
    start = max(
        [0, *(to + 1 for to in range(at) if sentence.types[to] == "STOP" or sentence.tokens[to].is_figure)]
    )
    return _criterion_in(sentence, range(start, at))


def _criterion_in(sentence: SentenceRead, within: range) -> _Criterion:
    grades = [at for at in grades_said(sentence) if at in within]
    if grades:
        # "at Good or better" names one grade and more; the workbook's own order decides, so it is said as a comparison.
        return _Criterion(tuple(sentence.tokens[to].grade for to in grades[:1]), places=frozenset(grades[:1]))
    types = [sentence.types[to] for to in within]
    reference = next((_GOALS[kind] for kind in types if kind in _GOALS), ComparedWith.NONE)
    if "MET" in types or "REACH" in types:
        sense = Sense.WORSE if "NOT" in types else Sense.BETTER
        return _Criterion((), sense, reference if reference is not ComparedWith.NONE else ComparedWith.TARGET)
    if "MISSED" in types:
        return _Criterion(
            (), Sense.WORSE, reference if reference is not ComparedWith.NONE else ComparedWith.TARGET
        )
    if reference is not ComparedWith.NONE and ("ABOVE" in types or "BELOW" in types):
        return _Criterion((), Sense.UP if "ABOVE" in types else Sense.DOWN, reference)
    sense = next((_SENSES[kind] for kind in types if kind in _SENSES), Sense.NONE)
    if sense is not Sense.NONE:
        return _Criterion((), sense, ComparedWith.LAST_TIME)
    if "CHANGES" in types:
        return _Criterion((), Sense.NONE, ComparedWith.LAST_TIME)
    return _Criterion()


def _unit(sentence: SentenceRead, at: int) -> ClaimUnit:
    place = next(
        (to for to in range(at + 1, min(at + 7, len(sentence.types))) if sentence.types[to] in _MANY), None
    )
    if place is None:
        place = sentence.nearest(at, range(len(sentence.types)), lambda token: token.type in _MANY)
    return ClaimUnit.AREAS if place is None else _MANY[sentence.types[place]]


def _count(
    sentence: SentenceRead, at: int, amount: PrintedAmount | None, all_but: int | None, criterion: _Criterion
) -> Claim:
    unit = _unit(sentence, at)
    token = sentence.tokens[at]
    of = _of(sentence, at, unit)
    subject = ClaimSubject(how="sentence")
    guards = reservations_of(sentence, at, sure=sentence.roles[at].sure if at in sentence.roles else True)
    own = next((t for t in sentence.tokens if t.type in ("COMMAND", "PLACE", "THEMSELVES", "FORCE")), None)
    if unit is ClaimUnit.AREAS and criterion.grades:
        said = subject_of(sentence, at, range(at, at + 1), graded=True)
        if len(said.commands) == 1 and not said.names:
            subject = replace(subject, commands=said.commands)
            own = None
    if unit is ClaimUnit.AREAS and own is not None:
        guards = (*guards, f"It may be those of {own.text} that are counted.")
    if not any(kind in _MANY for kind in sentence.types) or unit is ClaimUnit.OTHER:
        guards = (*guards, "It is not said in so many words what is counted.")
    if not criterion.says and amount is not None and not _is_plain_total(sentence, at):
        guards = (*guards, "What is counted is not said in words that are known.")
    guards = (*guards, *_beyond(sentence, criterion))
    if unit is ClaimUnit.COMMANDS or unit is ClaimUnit.MEASURES:
        subject = subject_of(sentence, at, range(at, at + 1), graded=True)
        if unit is ClaimUnit.MEASURES and subject.how == "sentence":
            subject = ClaimSubject(how="sentence")
    if unit is ClaimUnit.COMMANDS and all_but is not None and not subject.commands:
        subject = replace(subject, commands=sentence.names.commands())
    last = max([at, *criterion.places])
    return Claim(
        kind=ClaimKind.COUNT_OF_AREAS,
        passage=sentence.passage,
        start=token.start,
        end=sentence.tokens[last].end,
        subject=subject,
        amount=None if amount is None else replace(amount, unit=unit),
        grades=criterion.grades,
        direction=criterion.direction,
        reference=criterion.reference,
        period=period_near(sentence, at, sentence.clause_of(at)),
        hedge=hedge_of(sentence, at),
        modality=modality_of(sentence, at),
        of=of,
        all_but=all_but,
        doubts=doubts_of(sentence, at),
        reservations=guards,
    )


def _beyond(sentence: SentenceRead, criterion: _Criterion) -> Iterator[str]:
    """Yield what keeps a grade from being the only one that is counted: "Good or better", "moved from Outstanding"."""
    for at in criterion.places:
        behind = "".join(token.text.lower() for token in sentence.tokens[at + 1 : at + 2])
        if behind == "or" or behind.startswith("or "):
            yield f"Those are counted that are {sentence.tokens[at].text} or something else."
        if "FROM" in sentence.types[max(0, at - 2) : at]:
            yield f"Those are counted that were {sentence.tokens[at].text} before."


def _command_of_lead(sentence: SentenceRead, at: int, criterion: _Criterion) -> Iterator[Claim]:
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
    )


def _is_plain_total(sentence: SentenceRead, at: int) -> bool:
    """Return whether a number says how many areas there are: "the fifteen areas"."""
    if not (at and sentence.types[at - 1] in ("THE", "EACH", "OF")):
        return False
    following = sentence.first_after(at, *_MANY)
    return following is not None and sentence.types[following + 1 : following + 2] in (
        (),
        ("COMMA",),
        ("STOP",),
    )


def _of(sentence: SentenceRead, at: int, unit: ClaimUnit) -> PrintedAmount | None:
    for to in range(at + 1, min(at + 5, len(sentence.tokens))):
        token = sentence.tokens[to]
        if token.is_figure and token.amount is not None:
            return (
                replace(token.amount, unit=unit)
                if _is_of(sentence, to) or sentence.types[at] == "EACH"
                else None
            )
    return None


def _listed(sentence: SentenceRead, at: int, criterion: _Criterion) -> Iterator[Claim]:
    """Return the claim of a list that stands with the count: "including A and B", "(A, B and C)", "are A and B"."""
    names = _row_of_names(sentence, at)
    if not names or not criterion.says or sentence.types[at] == "NONE":
        return
    first, last = names[0], names[-1]
    members = tuple(
        name
        for to in names
        if (mention := sentence.tokens[to].mention) is not None
        for name in _in_strand_said(sentence, to, mention.names, criterion)
    )
    foreign = next((m.foreign for to in names if (m := sentence.tokens[to].mention) and m.foreign), "")
    yield Claim(
        kind=ClaimKind.MEMBERS,
        passage=sentence.passage,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        subject=_area_of(sentence, at, members, foreign),
        grades=criterion.grades,
        direction=criterion.direction,
        reference=criterion.reference,
        modality=modality_of(sentence, at),
        members=members,
        doubts=doubts_of(sentence, at),
        reservations=reservations_of(sentence, at),
    )


def _area_of(sentence: SentenceRead, at: int, members: tuple[KnownName, ...], foreign: str) -> ClaimSubject:
    """Return in what names are listed: commands in an area, anything else among all."""
    if not members or any(name.kind is not NameKind.COMMAND for name in members):
        return ClaimSubject(foreign=foreign, how="sentence")
    return replace(subject_of(sentence, at, range(at, at + 1), graded=True), commands=(), places=())


def _row_of_names(sentence: SentenceRead, at: int) -> list[int]:
    kinds = ("NAME", "FOREIGN", "COMMAND")
    end = next(
        (
            to
            for to in range(at + 1, len(sentence.types))
            if to in sentence.roles and not _is_of(sentence, to)
        ),
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
    sentence: SentenceRead, at: int, names: tuple[KnownName, ...], criterion: _Criterion
) -> tuple[KnownName, ...]:
    """Return of what a name may be those in the strand that is said with it; areas where none is."""
    if criterion.reference not in (ComparedWith.NONE, ComparedWith.LAST_TIME):
        measures = tuple(name for name in names if name.kind is NameKind.MEASURE)
        names = measures or tuple(name for name in names if name.kind is not NameKind.AREA) or names
    said = sentence.types[at + 1 : at + 2]
    crimes = "crime" in {stem(word) for word in words_in(sentence.tokens[at].text)}
    if said in (("OUTCOME",), ("CRIME",)) or crimes:
        return in_strand(names, said == ("OUTCOME",) and not crimes)
    return _areas_first(names)


def _areas_first(names: tuple[KnownName, ...]) -> tuple[KnownName, ...]:
    return tuple(name for name in names if name.kind is NameKind.AREA) or names


def _of_lead(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the membership that an item of a list states by the sentence it hangs on."""
    lead = read(Passage(sentence.passage.lead, sentence.passage.place), sentence.names)
    criterion = _criterion_in(lead, range(len(lead.tokens)))
    if not criterion.says:
        return
    names = [at for at, kind in enumerate(sentence.types) if kind in ("NAME", "FOREIGN", "COMMAND")]
    if not names or names[0] > 2:
        return
    token = sentence.tokens[names[0]]
    assert token.mention is not None
    if token.type == "COMMAND":
        yield from _command_of_lead(sentence, names[0], criterion)
        return
    graded = bool(criterion.grades) or criterion.reference in (ComparedWith.NONE, ComparedWith.LAST_TIME)
    subject = subject_of(sentence, names[0], range(names[0], names[0] + 2), graded=graded)
    if not graded and token.mention.names:
        subject = replace(subject, names=_in_strand_said(sentence, names[0], token.mention.names, criterion))
    scope = ClaimSubject(foreign=subject.foreign, outcomes=subject.outcomes, how="lead")
    yield Claim(
        kind=ClaimKind.MEMBERS,
        passage=sentence.passage,
        start=token.start,
        end=token.end,
        subject=scope,
        grades=criterion.grades,
        direction=criterion.direction,
        reference=criterion.reference,
        modality=modality_of(sentence, names[0]),
        members=subject.names,
        doubts=doubts_of(lead, 0) if lead.tokens else (),
    )
