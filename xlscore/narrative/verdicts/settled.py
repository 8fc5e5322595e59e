"""Reservations of a claim that the workbook itself settles: how long its figures are, and whose misprint a figure is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    UNSURE_COMPARED,
    UNSURE_LENGTH,
    UNSURE_NAME,
    UNSURE_OFFENCE,
    UNSURE_PLACE,
    UNSURE_ROLE,
    UNSURE_TIME,
    Claim,
    ClaimKind,
    ClaimUnit,
    ClaimVerdict,
    Judged,
)
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.misprints import misprinted
from xlscore.narrative.verdicts.periods import months_in
from xlscore.narrative.verdicts.scope import length_of
from xlscore.narrative.verdicts.scores import is_score

__all__ = ["where_reserved"]


def _words(template: str) -> re.Pattern[str]:
    return re.compile(re.escape(template).replace(re.escape("{}"), "(.*)"), re.DOTALL)


_ROLE: Final = _words(UNSURE_ROLE)
_LENGTH: Final = _words(UNSURE_LENGTH)
_TIME: Final = _words(UNSURE_TIME)
_SEVERAL: Final = _words(UNSURE_COMPARED)
_PLACE: Final = _words(UNSURE_PLACE)
_FEWEST_DIGITS: Final = 2
_IDENTIFYING: Final = 3
"""So many digits alike, a figure is the same one: of two, every hundredth is by chance."""
_OF_NAME: Final = frozenset({UNSURE_NAME, UNSURE_OFFENCE})
_BY_ITSELF: Final = frozenset(
    {
        ClaimKind.LEVEL,
        ClaimKind.COUNT,
        ClaimKind.RANK,
        ClaimKind.TARGET,
        ClaimKind.SHORTFALL,
        ClaimKind.OUTCOMES_REQUIRED,
    }
)
_TURNING: Final = frozenset({ClaimKind.CHANGE})


def where_reserved(found: Judged, knowledge: Knowledge, under: Sequence[Judged] = ()) -> Judged:
    """Return a contradiction of a claim with reservations: it stands where the workbook settles each of them.

    `under` is what became of the claims under the same headings, by which their time is known.
    """
    claim = found.claim
    left = [
        each
        for each in claim.reservations
        if not _is_as_long(each, claim, knowledge)
        and not (_SEVERAL.fullmatch(each) and _is_read_right(found, under))
        and not (_TIME.fullmatch(each) and _bears_out(found, under))
        and not (_PLACE.fullmatch(each) and _is_of_place(found, under))
        and not (each in _OF_NAME and _is_told_beside(found, under))
    ]
    others = [each for each in left if not _ROLE.fullmatch(each)]
    if not left or _is_turned_round(found) or (not others and is_score(claim)):
        return found
    named = [each for each in others if not (each in _OF_NAME and _is_long(claim))]
    meant = misprinted(claim, knowledge) if not named else None
    if meant is None:
        return cannot_tell(claim, (*others, *left)[0], found.sources)
    right = shown(meant.value, meant.unit)
    return replace(found, sources=meant.sources, arithmetic=meant.arithmetic, would_agree=right)


def _is_turned_round(found: Judged) -> bool:
    """Return whether the figure is the workbook's to the digit and only its direction is another, so that it is the one meant."""
    claim = found.claim
    if (
        claim.amount is None
        or claim.kind not in _TURNING
        or not found.would_agree.startswith(("up ", "down "))
    ):
        return False
    said, right = (re.sub(r"\D", "", text) for text in (claim.amount.text, found.would_agree))
    return said == right and len(said.strip("0")) >= _IDENTIFYING


def _bears_out(found: Judged, under: Sequence[Judged]) -> bool:
    """Return whether another figure of two digits or more agrees, so that the heading's time is the workbook's."""
    return any(
        each is not found
        and each.verdict is ClaimVerdict.AGREES
        and each.claim.amount is not None
        and sum(map(str.isdigit, each.claim.amount.text)) >= _FEWEST_DIGITS
        for each in under
    )


def _is_of_place(found: Judged, under: Sequence[Judged]) -> bool:
    """Return whether another figure under the heading is, to three digits, that of the place that it names."""
    return bool(found.claim.subject.places) and any(
        each is not found
        and each.verdict is ClaimVerdict.AGREES
        and each.claim.subject.places == found.claim.subject.places
        and each.claim.amount is not None
        and sum(map(str.isdigit, each.claim.amount.text)) >= _IDENTIFYING
        for each in under
    )


def _is_told_beside(found: Judged, under: Sequence[Judged]) -> bool:
    """Return whether another figure of the sentence is the workbook's to three digits for the same subject, so that it is the one meant."""
    claim = found.claim
    return any(
        each.verdict is ClaimVerdict.AGREES
        and each.claim.passage is claim.passage
        and each.claim.amount is not None
        and (claim.amount is None or each.claim.amount.text != claim.amount.text)
        and sum(map(str.isdigit, each.claim.amount.text)) >= _IDENTIFYING
        and _about(each.claim) == _about(claim)
        for each in under
    )


def _is_read_right(found: Judged, under: Sequence[Judged]) -> bool:
    """Return whether a figure says by itself what it counts, and something else in its sentence agrees, so that it is no other's by being compared."""
    beside = (each for each in under if each is not found and each.claim.passage is found.claim.passage)
    return found.claim.kind in _BY_ITSELF and any(each.verdict is ClaimVerdict.AGREES for each in beside)


def _is_long(claim: Claim) -> bool:
    """Return whether a figure has so many digits that it misprints one of the workbook's by no chance: four, or a rate with its decimals."""
    said = claim.amount
    digits = 0 if said is None else sum(map(str.isdigit, said.text.split("per")[0].split("for")[0]))
    return said is not None and (
        digits > _IDENTIFYING or (said.unit is ClaimUnit.RATE and digits == _IDENTIFYING)
    )


def _about(claim: Claim) -> tuple[object, ...]:
    return claim.subject.names, claim.subject.outcomes


def _is_as_long(reservation: str, claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether so many months are those of all the workbook's figures of the name."""
    said = _LENGTH.fullmatch(reservation)
    months = None if said is None else months_in(said[1])
    lengths = {
        length_of(fact.period)
        for name in claim.subject.names
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind is ClaimKind.LEVEL
        and not (fact.previous or fact.projected)
        and fact.period is not None
        and fact.period.first is not None
    }
    return months is not None and months in lengths
