"""The claims that count areas, commands and measures, or list them: how many, of how many, and by which criterion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.criteria import CountCriterion, criterion_of, is_of
from xlscore.narrative.claims.cues import doubts_of, hedge_of, modality_of, period_near
from xlscore.narrative.claims.figured import whole_number
from xlscore.narrative.claims.graded import are_steps
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.listed import listed, of_colon, of_heading, of_lead
from xlscore.narrative.claims.placed import is_of_places, listed_places, of_places, places_of_lead
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.tokens import tokens_of
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    Hedge,
    KnownName,
    NameKind,
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


def counted(sentence: SentenceRead) -> tuple[tuple[Claim, ...], frozenset[int]]:
    """Return the claims that count and list, and the places of the grades that are theirs."""
    claims: list[Claim] = []
    taken: set[int] = set()
    for at, amount, all_but in _counts(sentence):
        if is_of_places(sentence, at):
            counts_places = of_places(sentence, at, amount, all_but, _of(sentence, at, ClaimUnit.OTHER))
            if counts_places is not None:
                claims.append(counts_places)
                continue
        criterion = criterion_of(sentence, at)
        taken |= criterion.places
        count = _count(sentence, at, amount, all_but, criterion)
        claims.append(count)
        if count.of is not None and count.of.unit is not ClaimUnit.OTHER:
            claims.append(_whole(sentence, at, count, count.of))
        claims.extend(listed(sentence, at, criterion, count.subject.commands, amount))
    hung = list(of_lead(sentence)) if sentence.passage.lead else []
    claims.extend(hung or of_heading(sentence))
    if sentence.passage.lead:
        claims.extend(places_of_lead(sentence))
    claims.extend(of_colon(sentence))
    claims.extend(listed_places(sentence))
    return tuple(claims), frozenset(taken)


def _counts(sentence: SentenceRead) -> Iterator[tuple[int, PrintedAmount | None, int | None]]:
    for at, token in enumerate(sentence.tokens):
        role = sentence.roles.get(at)
        if role is not None and role.kind == "count of areas" and token.amount is not None:
            but = at > 0 and sentence.types[at - 1] == "ALLBUT"
            if are_steps(sentence, at) or _are_all_or_none_behind(sentence, at):
                continue
            if but:
                yield at, None, int(token.amount.value)
            elif not is_of(sentence, at) or not _counts_before(sentence, at):
                yield at, token.amount, None
        elif token.type in ("EACH", "NONE", "ALLBUT") and (
            _many_after(sentence, at)
            or (token.type == "NONE" and _grade_after(sentence, at))
            or _goals_after(sentence, at)
            or _many_before(sentence, at) is not None
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


def _goals_after(sentence: SentenceRead, at: int) -> bool:
    """Return whether all or none are of the targets that are met or missed: "meets none of the 13 targets"."""
    if sentence.types[at - 1 : at] not in (("MET",), ("REACH",), ("MISSED",)):
        return False
    following = sentence.tokens[at + 1 : at + 6]
    goal = next((to for to, token in enumerate(following) if token.type in ("TARGET", "ASPIRATION")), None)
    between = {token.type for token in following[:goal]}
    return (
        goal is not None
        and between <= {"OF", "THE", "WORDNUMBER", "COUNT", "OWN"}
        and bool(between & {"WORDNUMBER", "COUNT"})
    )


def _many_before(sentence: SentenceRead, at: int) -> int | None:
    """Return the number of those of whom all or none are counted behind a comma: "of the eight measures, none has"."""
    if sentence.types[at - 1 : at] != ("COMMA",):
        return None
    before = sentence.segment_of(at - 2)
    if (
        sentence.types[before.start : before.start + 2] != ("OF", "THE")
        or sentence.types[before.stop - 1] not in _MANY
    ):
        return None
    return next((to for to in before if sentence.tokens[to].is_figure), None)


def _are_all_or_none_behind(sentence: SentenceRead, at: int) -> bool:
    """Return whether a number is only of how many all or none are counted: "of the eight measures, none"."""
    behind = range(at + 1, min(at + 6, len(sentence.types)))
    return any(sentence.types[to] in ("NONE", "EACH") and _many_before(sentence, to) == at for to in behind)


def _counts_before(sentence: SentenceRead, at: int) -> bool:
    return any(
        token.type in ("WORDNUMBER", "COUNT", "NONE", "EACH", "ALLBUT", "ONLY")
        for token in sentence.tokens[max(0, at - 4) : at]
    )


def _unit(sentence: SentenceRead, at: int) -> ClaimUnit:
    place = next(
        (to for to in range(at + 1, min(at + 7, len(sentence.types))) if sentence.types[to] in _MANY), None
    )
    if place is None:
        place = sentence.nearest(at, range(len(sentence.types)), lambda token: token.type in _MANY)
    return ClaimUnit.AREAS if place is None else _MANY[sentence.types[place]]


def _count(
    sentence: SentenceRead,
    at: int,
    amount: PrintedAmount | None,
    all_but: int | None,
    criterion: CountCriterion,
) -> Claim:
    unit = _unit(sentence, at)
    token = sentence.tokens[at]
    before = _many_before(sentence, at) if token.type in ("EACH", "NONE") else None
    whole = None if before is None else sentence.tokens[before].amount
    of = _of(sentence, at, unit) if whole is None else replace(whole, unit=unit)
    subject = ClaimSubject(how="sentence")
    guards = reservations_of(sentence, at, sure=sentence.roles[at].sure if at in sentence.roles else True)
    own = next((t for t in sentence.tokens if t.type in ("COMMAND", "PLACE", "THEMSELVES", "FORCE")), None)
    if unit is ClaimUnit.AREAS and criterion.grades:
        said = subject_of(sentence, at, range(at, at + 1), graded=True)
        if len(said.commands) == 1 and (not said.names or _are_listed_behind(sentence, at)):
            subject = replace(subject, commands=said.commands)
            own = None
    beside = _commands_beside(sentence)
    if unit is ClaimUnit.AREAS and beside and not subject.commands and own is None:
        subject = replace(subject, commands=beside)
        if not criterion.grades:
            guards = (*guards, f"It may be those of {beside[0].name} that are counted.")
    if unit is ClaimUnit.AREAS and own is not None:
        guards = (*guards, f"It may be those of {own.text} that are counted.")
    goals = (
        sentence.types[at - 1 : at] in (("MET",), ("REACH",), ("MISSED",))
        and criterion.direction is not Sense.NONE
    )
    if (not any(kind in _MANY for kind in sentence.types) and not goals) or unit is ClaimUnit.OTHER:
        guards = (*guards, "It is not said in so many words what is counted.")
    if not criterion.says and not _is_plain_total(sentence, at):
        guards = (*guards, "What is counted is not said in words that are known.")
    guards = (*guards, *_beyond(sentence, criterion))
    if unit is ClaimUnit.COMMANDS or unit is ClaimUnit.MEASURES:
        subject = subject_of(sentence, at, range(at, at + 1), graded=True)
        if (
            unit is ClaimUnit.MEASURES
            and subject.how in ("sentence", "implied")
            and not _are_redlines_of(sentence, subject)
        ):
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


def _commands_beside(sentence: SentenceRead) -> tuple[KnownName, ...]:
    """Return the command that a row of a table is of by its first cell: what is counted in its other cells is its own."""
    for cell in sentence.passage.beside[:1]:
        named = [
            token.mention.names
            for token in tokens_of(cell, sentence.names)
            if token.type == "COMMAND" and token.mention
        ]
        if len(named) == 1:
            return named[0]
    return ()


def _whole(sentence: SentenceRead, at: int, count: Claim, of: PrintedAmount) -> Claim:
    """Return the claim of how many there are in all, of which a count says some: where it is wrong, the count says so."""
    token = next(
        each
        for each in (*sentence.tokens[at + 1 :], *sentence.tokens)
        if each.amount is not None and each.amount.text == of.text
    )
    reasons = (*count.reservations, "It is of them that others are counted.")
    return replace(
        count, start=token.start, end=token.end, amount=of, of=of, all_but=None, hedge=Hedge.EXACT, reservations=reasons
    )  # fmt: skip


def _beyond(sentence: SentenceRead, criterion: CountCriterion) -> Iterator[str]:
    """Yield what keeps a grade from being the only one that is counted: "Good or better", "moved from Outstanding"."""
    for at in criterion.places:
        behind = "".join(token.text.lower() for token in sentence.tokens[at + 1 : at + 2])
        if behind == "or" or behind.startswith("or "):
            yield f"Those are counted that are {sentence.tokens[at].text} or something else."
        if "FROM" in sentence.types[max(0, at - 2) : at]:
            yield f"Those are counted that were {sentence.tokens[at].text} before."


def _are_listed_behind(sentence: SentenceRead, at: int) -> bool:
    """Return whether the names of a sentence only list what a number counts: "SCD has four Outstandings: Gangs, Innovation, …"."""
    names = [to for to in sentence.part_of(at) if sentence.types[to] in ("NAME", "FOREIGN")]
    commands = [to for to, kind in enumerate(sentence.types) if kind == "COMMAND"]
    return not names and all(to < at for to in commands)


def _are_redlines_of(sentence: SentenceRead, subject: ClaimSubject) -> bool:
    """Return whether it is the redline measures of one area that are counted."""
    areas = [name for name in subject.names if name.kind is NameKind.AREA]
    said = (token.text.lower() for token in sentence.tokens if token.type == "MEASURE_WORD")
    return len(areas) == len(subject.names) == 1 and any("redline" in text for text in said)


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
            if token.type not in ("WORDNUMBER", "COUNT"):
                return None
            return (
                replace(token.amount, unit=unit)
                if is_of(sentence, to) or sentence.types[at] == "EACH"
                else None
            )
    return None
