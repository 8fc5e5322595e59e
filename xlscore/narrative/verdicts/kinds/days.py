"""Days and months that a sentence names, held against those that the workbook names for the same."""

from __future__ import annotations

import re
from typing import Final

from xlscore.narrative.days import APPROVED, BEGINS, CHANGED, CONCERN, EVENT, MEETING, NOTE, UNTIL, WRITTEN
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimVerdict, Fact, Judged, Modality, Period
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.scope import ends_alike
from xlscore.rules.force.cycle_names import cycle_number
from xlscore.rules.words import quoted

__all__ = ["judge_day"]

_OF_NOBODY: Final = (MEETING, WRITTEN, APPROVED, BEGINS)
"""What is of the paper or the workbook, and of none of its names."""
_DATA: Final = re.compile(
    r"\b(?:data|figures) (?:are |is |go |run )?(?:up )?to\b|\breported to\b|\b(?:is|are) dated\b|\bdata\b[^.;,]{0,20}$|"
    r"\b(?:data|figures)\b[^.;,]{0,60}? (?:are|is|go|goes|run|runs|held|stop|stops|end|ends) (?:only )?(?:held |known )?(?:only )?(?:up )?(?:to|at|with|in)\b",
    re.IGNORECASE,
)
_TITLED: Final = (EVENT, NOTE)
"""What has a title, whose words say that it is this one that is meant."""
_WORD: Final = re.compile(r"[a-z]{4,}")
_SHARED: Final = 2
"""So many words of a title say that it is that which is meant."""
_CONCERN: Final = re.compile(r"\bconcern\b", re.IGNORECASE)
_CHART: Final = re.compile(r"\b(?:charts?|control|limits?|mean|signals?|runs?)\b", re.IGNORECASE)
"""What says that it is the concern of a control chart, and not of the public."""


def judge_day(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return whether a day or a month is the one that the workbook names; another one may be meant for something else."""
    period = claim.period
    if period is None:
        return cannot_tell(claim, "The sentence names no period that can be read.")
    number = cycle_number(period.text)
    if number is not None and number in (cycle_number(knowledge.cycle), cycle_number(knowledge.before)):
        return Judged(claim, ClaimVerdict.AGREES, (), f"{knowledge.cycle} against {knowledge.before}")
    if claim.states and claim.states[0] in (*_OF_NOBODY, CHANGED, EVENT, UNTIL, NOTE, CONCERN):
        return _of_what(claim, knowledge, period)
    names = {name.name for name in claim.subject.names}
    now = [fact for fact in knowledge.facts if not (fact.previous or fact.projected)]
    for fact in now if claim.states else (*knowledge.facts, *knowledge.dated):
        if (not names or fact.name in names) and fact.period is not None and ends_alike(fact.period, period):
            return Judged(claim, ClaimVerdict.AGREES, fact.sources, fact.period.text)
    other = _other_date(claim, knowledge, period)
    return other or cannot_tell(claim, f"The workbook does not say what {quoted(period.text)} is.")


def _of_what(claim: Claim, knowledge: Knowledge, period: Period) -> Judged:
    """Return what a day comes to that is said to be of something that the workbook has a day of."""
    what = claim.states[0]
    facts = [
        fact for fact in knowledge.days if fact.limit.partition(":")[0] == what and _is_meant(claim, fact)
    ]
    right = next((fact for fact in facts if _is_same(fact, period, what)), None)
    if right is not None:
        return Judged(claim, ClaimVerdict.AGREES, right.sources, right.arithmetic)
    if not facts or (len({fact.value for fact in facts}) > 1 and what != CONCERN):
        return cannot_tell(claim, f"The workbook does not say what {quoted(period.text)} is.")
    found = facts[0]
    if claim.modality is not Modality.IS or not _can_differ(claim, found, period, what):
        return cannot_tell(claim, "It may be the day of something else.", found.sources)
    said = "" if found.period is None else found.period.text
    return Judged(claim, ClaimVerdict.CONTRADICTS, found.sources, found.arithmetic, said)


def _is_meant(claim: Claim, fact: Fact) -> bool:
    """Return whether a day is of what the sentence names."""
    if claim.states[0] in _OF_NOBODY:
        return True
    places = [place.name for place in claim.subject.places]
    commands = {command.name for command in claim.subject.commands}
    return (
        not claim.subject.foreign
        and fact.name in {name.name for name in claim.subject.names}
        and (fact.place == (places[0] if places else ""))
        and (not commands or not fact.command or fact.command in commands)
    )


def _is_same(fact: Fact, period: Period, what: str) -> bool:
    own = fact.period
    if own is None:
        return False
    if what == BEGINS:
        return (
            period.text[:3].casefold() == own.text[:3].casefold()
            or _month_in(period) == own.text[:3].casefold()
        )
    both_days = own.first == own.last and period.first == period.last
    return own.last == period.last if both_days else ends_alike(own, period)


def _month_in(period: Period) -> str:
    found = re.search(r"[a-z]{3,}", period.text.casefold())
    return found.group()[:3] if found else ""


def _can_differ(claim: Claim, fact: Fact, period: Period, what: str) -> bool:
    """Return whether another day can be nothing but a wrong one: boards meet, and papers are written, once in a month."""
    if claim.reservations:
        return False
    if what in _TITLED:
        title = set(_WORD.findall(fact.limit.partition(":")[2].casefold()))
        title -= set(_WORD.findall(fact.name.casefold()))
        if len(title & set(_WORD.findall(claim.passage.text.casefold()))) < _SHARED:
            return False
    own = fact.period
    near = own is not None and ends_alike(own, period)
    match what:
        case _ if what in (MEETING, WRITTEN, APPROVED, EVENT):
            return near
        case _ if what == UNTIL:
            return False
        case _ if what == CONCERN:
            return bool(_CONCERN.search(claim.passage.text) and _CHART.search(claim.passage.text))
        case _ if what == CHANGED:
            return (
                own is not None
                and own.last is not None
                and period.last is not None
                and own.last.year == period.last.year
            )
    return True


def _other_date(claim: Claim, knowledge: Knowledge, period: Period) -> Judged | None:
    """Return that the data of a name go up to another month, where the sentence speaks of data and the workbook says one month."""
    names = claim.subject.names
    if (
        len(names) != 1
        or period.last is None
        or claim.modality is not Modality.IS
        or not (claim.states or mentions(claim, _DATA))
    ):
        return None
    facts = [fact for fact in knowledge.by_name.get(names[0].name, ()) if fact.period is not None]
    now = [fact for fact in facts if not fact.previous and not fact.projected]
    ends = {fact.period.text for fact in now if fact.period is not None}
    if len(ends) != 1 or claim.reservations:
        return None
    return Judged(
        claim,
        ClaimVerdict.CONTRADICTS,
        now[0].sources,
        f"the data go {ends.pop()}",
        now[0].period.text if now[0].period else "",
    )
