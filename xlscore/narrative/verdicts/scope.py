"""Which facts a claim speaks of: of its subject, strand, command, place, period and reference; or why that is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ComparedWith,
    Fact,
    KnownName,
    Modality,
    NameKind,
    Period,
)
from xlscore.narrative.verdicts.periods import as_in_workbook, days_in, months_in
from xlscore.rules.force.cycle_names import cycle_number
from xlscore.rules.series import months_between
from xlscore.rules.words import listed, quoted

__all__ = ["FORESEEN", "Scope", "ends_alike", "length_of", "scope_of", "why_no_subject"]

_NOW: Final = re.compile(
    r"(?:th(?:is|e current|e) )?(?:current(?:ly)?|now|today|latest|at present|present|year[ -]to[ -]date|ytd|so far|to date|year so far|"
    r"cycle|year|quarter|period|month)(?: so far)?",
    re.IGNORECASE,
)
FORESEEN: Final = frozenset({ClaimKind.LEVEL, ClaimKind.COUNT, ClaimKind.AGAINST})
"""What the workbook itself foresees of the year's end."""
_AT_A_TIME: Final = frozenset({ClaimKind.LEVEL, ClaimKind.COUNT})
"""What is of the year before where it is set against this one; a change on it is of now."""
_A_YEAR: Final = 12
_ANY: Final = frozenset({NameKind.FORCE, NameKind.PEERS})


@dataclass(frozen=True)
class Scope:
    """The facts that a claim speaks of, or why nobody can tell which."""

    facts: tuple[Fact, ...] = ()
    why: str = ""
    doubtful: bool = False
    """Whether something was not said that another sentence might say otherwise: then nothing contradicts."""


def scope_of(claim: Claim, knowledge: Knowledge, name: KnownName) -> Scope:
    """Return the facts of a name that a claim speaks of, whatever their kind."""
    ahead = claim.modality is Modality.WILL and claim.kind in FORESEEN
    every = [fact for fact in knowledge.by_name.get(name.name, ()) if fact.projected is ahead]
    if claim.subject.foreign:
        return Scope(why=f"{quoted(claim.subject.foreign)} is not in the workbook.")
    return _at_time(claim, knowledge, name, _of_place(claim, every))


def why_no_subject(claim: Claim) -> str:
    """Return why it is open what a claim is about, "" where it is not."""
    subject = claim.subject
    if subject.foreign:
        return f"{quoted(subject.foreign)} is not in the workbook."
    if not subject.names:
        return "The sentence does not say what it is about."
    return ""


def _of_place(claim: Claim, facts: Sequence[Fact]) -> Scope:
    """Return the facts of the command and place that a claim names, the force's where it names none."""
    places = [place.name for place in claim.subject.places if place.kind not in _ANY]
    commands = [each.name for each in claim.subject.commands]
    if len(places) > 1:
        return Scope(why=f"It may be {listed(places, 'or')} that is meant.")
    place = places[0] if places else ""
    found = tuple(fact for fact in facts if fact.place == place)
    if commands:
        found = tuple(fact for fact in found if fact.command in commands)
    else:
        found = tuple(fact for fact in found if not fact.command)
    if not found and place:
        return Scope(why=f"The workbook has no such figure of {place}.")
    return Scope(found)


def _at_time(claim: Claim, knowledge: Knowledge, name: KnownName, scope: Scope) -> Scope:
    """Return the facts of the period that a claim speaks of; the workbook's own where it names none."""
    period = claim.period
    if scope.why:
        return scope
    if claim.modality is Modality.WILL and claim.kind in FORESEEN:
        return _foreseen(period, scope)
    before = claim.reference in (ComparedWith.LAST_YEAR, ComparedWith.LAST_TIME)
    now = tuple(fact for fact in scope.facts if not fact.previous)
    then = tuple(fact for fact in scope.facts if fact.previous)
    if period is None or _NOW.fullmatch(period.text.strip()):
        return replace(scope, facts=(*now, *then) if before else now)
    number = cycle_number(period.text)
    if number is not None:
        if number == cycle_number(knowledge.cycle):
            return replace(scope, facts=now)
        if number != cycle_number(knowledge.before):
            return Scope(why=f"The workbook has no figures of {period.text}.")
        return replace(scope, facts=then)
    if period.previous:
        return replace(scope, facts=then)
    return _dated(claim, knowledge, name, period, now, then)


def _foreseen(period: Period | None, scope: Scope) -> Scope:
    """Return what the workbook foresees; of another period than the year's it foresees nothing."""
    if period is None or _NOW.fullmatch(period.text.strip()):
        return scope if scope.facts else Scope(why="It lies ahead.")
    found = tuple(fact for fact in scope.facts if _covers(fact.period, period))
    return Scope(found) if found else Scope(why=f"The workbook foresees nothing for {quoted(period.text)}.")


def _dated(
    claim: Claim,
    knowledge: Knowledge,
    name: KnownName,
    period: Period,
    now: Sequence[Fact],
    then: Sequence[Fact],
) -> Scope:
    if re.search(rf"\bsince\s+{re.escape(period.text)}", claim.passage.text, re.IGNORECASE):
        return Scope(why=f"Since {period.text} is no period of the workbook's.")
    period = as_in_workbook(period, knowledge)
    if period.last is None:
        before = claim.reference is ComparedWith.LAST_YEAR and claim.kind in _AT_A_TIME
        dated = knowledge.dated_by_name.get(name.name, ())
        return _as_long(period, then if before else now, [each for each in dated if each.previous is before])
    place = next((each.name for each in claim.subject.places if each.kind not in _ANY), "")
    series = [fact for fact in knowledge.dated_by_name.get(name.name, ()) if fact.place == place]
    found = tuple(fact for fact in (*now, *then, *series) if _covers(fact.period, period))
    if found:
        lasting = (fact for fact in now if fact.kind is ClaimKind.TARGET and fact.period is None)
        return Scope((*found, *lasting))
    said = next((fact.period.text for fact in now if fact.period is not None), "")
    goes = (
        f"the workbook's figures go {said}" if said else "the workbook does not say up to when its figures go"
    )
    return Scope(why=f"The sentence speaks of {period.text}, and {goes}.")


def _as_long(period: Period, now: Sequence[Fact], dated: Sequence[Fact]) -> Scope:
    """Return the facts that cover as many months, or days, as a sentence says without naming them."""
    days = days_in(period.text)
    if days is not None:
        found = tuple(fact for fact in dated if fact.period is not None and days_in(fact.period.text) == days)
    else:
        long = months_in(period.text)
        found = tuple(
            fact for fact in now if long is not None and (length_of(fact.period) or _A_YEAR) == long
        )
    return (
        Scope(found)
        if found
        else Scope(why=f"The workbook does not say what holds for {quoted(period.text)}.")
    )


def length_of(period: Period | None) -> int | None:
    """Return how many months a fact covers; None for one that is of twelve, as those are that do not say it."""
    if period is None or period.first is None or period.last is None:
        return None
    return months_between(period.first, period.last.replace(day=1)) + 1


def _covers(own: Period | None, said: Period) -> bool:
    """Return whether a fact's period is the one that is said: it ends in the same month, and begins in it where both say so."""
    if own is None or not ends_alike(own, said):
        return False
    if own.first is None or said.first is None:
        return not (own.first is not None and said.first is None and own.first == own.last)
    return (own.first.year, own.first.month) == (said.first.year, said.first.month)


def ends_alike(one: Period, other: Period) -> bool:
    """Return whether two periods are known to end in the same month."""
    if one.last is None or other.last is None:
        return False
    return (one.last.year, one.last.month) == (other.last.year, other.last.month)
