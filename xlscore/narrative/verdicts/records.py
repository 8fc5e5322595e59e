"""The highest and the lowest: of the months that are known, and of the places or forces that are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import shown
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimVerdict, Fact, Judged, KnownName, NameKind, Sense
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.periods import as_in_workbook, months_in
from xlscore.rules.figures import Source
from xlscore.rules.series import months_between

__all__ = ["judge_record"]

_COMPARED: Final = frozenset({ClaimKind.LEVEL, ClaimKind.CHANGE})
_IN_TIME: Final = re.compile(
    r"\b(?:since|months?|years?|quarters?|ever|on record|history|time|jan\w*|feb\w*|mar(?:ch)?|apr\w*|june?|july?|aug\w*|sep\w*|oct\w*|"
    r"nov\w*|dec\w*)\b",
    re.IGNORECASE,
)
_FEWEST: Final = 3


def judge_record(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether a name's latest month, or a place among others, is the highest or the lowest as a claim says.

    Only of places it can be said that it is not so: what else may be counted in time nobody knows.
    """
    places = [place.name for place in claim.subject.places if place.kind is not NameKind.FORCE]
    if claim.direction in (Sense.NONE, Sense.SAME) or len(places) > 1:
        return cannot_tell(claim, "It is not said whether it is the highest or the lowest.")
    in_time = _in_time(claim, knowledge, name, places[0] if places else "")
    if in_time is not None:
        return in_time
    if not places or mentions(claim, _IN_TIME):
        return cannot_tell(claim, "The workbook does not say of what it is the highest or lowest.")
    return _among_places(claim, knowledge, name, places[0])


def _sign(claim: Claim, fact: Fact) -> int:
    """Return 1 where the largest figure is meant, -1 for the smallest, 0 where the workbook does not say which way is better."""
    if claim.direction in (Sense.UP, Sense.DOWN):
        return 1 if claim.direction is Sense.UP else -1
    if fact.higher_is_better is None:
        return 0
    return 1 if fact.higher_is_better is (claim.direction is Sense.BETTER) else -1


def _in_time(claim: Claim, knowledge: Knowledge, name: KnownName, place: str) -> Judged | None:
    """Return that the latest month is a record, None where it is not one that is known."""
    months = [
        fact
        for fact in knowledge.dated_by_name.get(name.name, ())
        if fact.kind is ClaimKind.LEVEL and fact.place == place and fact.period is not None and fact.period.first is not None
        and fact.period.last is not None and fact.period.first.month == fact.period.last.month and fact.outcomes is claim.subject.outcomes
    ]  # fmt: skip
    months.sort(key=_end)
    if len(months) < _FEWEST or not mentions(claim, _IN_TIME):
        return None
    latest, sign = months[-1], _sign(claim, months[-1])
    run = _run(months, sign)
    wanted = _wanted(claim, knowledge, months)
    if not sign or wanted is None or run < wanted:
        return None
    how = "highest" if sign > 0 else "lowest"
    return Judged(claim, ClaimVerdict.AGREES, latest.sources, f"{latest.arithmetic}: {how} in {run} months")


def _end(fact: Fact) -> date:
    return date.min if fact.period is None or fact.period.last is None else fact.period.last


def _run(months: Sequence[Fact], sign: int) -> int:
    """Return for how many months, the latest included, none was higher (1) or lower (-1)."""
    run = 0
    latest = _value(months[-1])
    for fact in reversed(months):
        if run and (_value(fact) - latest) * sign >= 0:
            break
        run += 1
    return run


def _value(fact: Fact) -> Fraction:
    return fact.value if isinstance(fact.value, Fraction) else Fraction(0)


def _wanted(claim: Claim, knowledge: Knowledge, months: Sequence[Fact]) -> int | None:
    """Return for how many months a claim says that it is a record; all that are known where it does not say."""
    if claim.period is None:
        return len(months)
    period = as_in_workbook(claim.period, knowledge)
    last = months[-1].period
    if period.last is None or last is None or last.first is None:
        return months_in(claim.period.text)
    if (period.last.year, period.last.month) == (last.first.year, last.first.month):
        return len(months)  # "January was the highest on record"
    return months_between(period.last.replace(day=1), last.first)


def _among_places(claim: Claim, knowledge: Knowledge, name: KnownName, place: str) -> Judged:
    """Return whether a place is first or last among all that the workbook has, by any of the figures that may be meant."""
    facts = [
        fact
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind in _COMPARED and fact.place and not fact.previous and not fact.projected and isinstance(fact.value, Fraction)
        and (fact.outcomes is claim.subject.outcomes)
    ]  # fmt: skip
    told: list[Judged] = []
    for question in dict.fromkeys((fact.kind, fact.unit, fact.reference) for fact in facts):
        of = [fact for fact in facts if (fact.kind, fact.unit, fact.reference) == question]
        own = next((fact for fact in of if fact.place == place), None)
        sign = 0 if own is None else _sign(claim, own)
        if own is None or len(of) < 2 or not sign:
            continue
        best = max(of, key=lambda fact: _value(fact) * sign)
        line = ", ".join(f"{fact.place} {shown(fact.value, fact.unit)}" for fact in of)
        if _value(best) == _value(own):
            return Judged(claim, ClaimVerdict.AGREES, own.sources, line)
        told.append(Judged(claim, ClaimVerdict.CONTRADICTS, _sources(of), line, best.place))
    if not told:
        return cannot_tell(claim, f"The workbook has nothing to compare {place} with.")
    return told[0]


def _sources(facts: Iterable[Fact]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for fact in facts for source in fact.sources))
