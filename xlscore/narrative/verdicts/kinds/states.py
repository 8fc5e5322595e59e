"""A state that a table names, as a sentence says it, held against the one that the workbook has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimVerdict,
    ComparedWith,
    Fact,
    Judged,
    KnownName,
    NameKind,
    Sense,
)
from xlscore.narrative.states import ASPIRED, LIMITS, OF_ROWS, REDLINE, SIGNAL
from xlscore.narrative.verdicts.criteria import LAST_TIME
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.periods import as_in_workbook
from xlscore.narrative.verdicts.scope import ends_alike
from xlscore.rules.words import listed

__all__ = ["is_state", "judge_state"]

_OF_MONTH = (LIMITS, SIGNAL)
"""What is said of the latest month."""
_OUTCOMES: Final = re.compile(r"\b(?:solved|detect\w*|outcomes?)\b", re.IGNORECASE)
_COMPARED: Final = re.compile(
    r"\b(?:than|on|from|against|over|with|to|since)(?: the| in| at)? (?:last|previous|prior|preceding) \w+",
    re.IGNORECASE,
)
"""What a figure beside a state is compared with: "23 fewer than last year"."""
_RECORDED: Final = re.compile(r"\b(?:recorded|recording|crimes)\b", re.IGNORECASE)


def is_state(claim: Claim) -> bool:
    """Return whether a claim is that something is in a state."""
    return bool(claim.states)


def judge_state(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether something is in one of the states that a claim says."""
    of, *wanted = claim.states
    if of == REDLINE:
        return _redlines(claim, knowledge, name)
    places = [place.name for place in claim.subject.places if place.kind is not NameKind.FORCE]
    if len(places) > 1:
        return cannot_tell(claim, f"It may be {listed(places, 'or')} that is meant.")
    place = places[0] if places else ""
    facts = [
        fact
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind is ClaimKind.THRESHOLD and fact.limit == of and fact.place == place and isinstance(fact.value, str)
    ]  # fmt: skip
    if of in OF_ROWS:
        return _of_rows(claim, knowledge, name, facts, wanted)
    of_strand = [fact for fact in facts if fact.outcomes is claim.subject.outcomes]
    facts = of_strand or [fact for fact in facts if fact.value in wanted]
    if not facts or not _is_of_time(claim, knowledge, facts):
        return cannot_tell(claim, f"The workbook does not say it of {name.name}.")
    right = [fact for fact in facts if fact.value in wanted]
    found = (right or facts)[0]
    if right:
        return Judged(claim, ClaimVerdict.AGREES, found.sources, found.arithmetic)
    if of == ASPIRED and {str(found.value), *wanted} & {"rank"} and "none" not in (found.value, *wanted):
        return cannot_tell(claim, "A position that is aspired to may be the same.", found.sources)
    return Judged(claim, ClaimVerdict.CONTRADICTS, found.sources, found.arithmetic, str(found.value))


def _of_rows(
    claim: Claim, knowledge: Knowledge, name: KnownName, facts: Sequence[Fact], wanted: Sequence[str]
) -> Judged:
    """Return whether the row of an offence is in a state: its crimes', its outcomes', either where the sentence names none or both."""
    item = re.split(r"[;,]", claim.passage.text[: claim.end])[-1]
    of_outcomes, recorded = _OUTCOMES.search(item) is not None, _RECORDED.search(item) is not None
    if of_outcomes is recorded:
        of_outcomes, recorded = mentions(claim, _OUTCOMES), mentions(claim, _RECORDED)
    if of_outcomes is not recorded:
        facts = [fact for fact in facts if fact.outcomes is of_outcomes]
    if not facts or not _is_of_time(claim, knowledge, facts):
        return cannot_tell(claim, f"The workbook does not say it of {name.name}.")
    if LAST_TIME.search(_COMPARED.sub(" ", claim.passage.text)):
        return cannot_tell(
            claim, f"The workbook does not say what the {claim.states[0]} was before.", facts[0].sources
        )
    own = [fact for fact in facts if fact.outcomes is claim.subject.outcomes] or facts
    right = [fact for fact in own if fact.value in wanted]
    if right:
        return Judged(claim, ClaimVerdict.AGREES, right[0].sources, right[0].arithmetic)
    others = [fact for fact in facts if fact.value in wanted]
    if others:
        reason = f"It may be the {claim.states[0]} of the other strand that is meant."
        return cannot_tell(claim, reason, others[0].sources)
    return Judged(claim, ClaimVerdict.CONTRADICTS, own[0].sources, own[0].arithmetic, str(own[0].value))


def _redlines(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return whether an area has no redline measure, or whether all that it has are met, or none is."""
    parts = knowledge.parts.get(name.name, ())
    wanted = claim.states[1]
    if not knowledge.parts or name.kind is not NameKind.AREA:
        return cannot_tell(claim, f"The workbook has no redline measures of {name.name}.")
    facts = [
        fact
        for each in parts
        for fact in knowledge.by_name.get(each, ())
        if fact.kind is ClaimKind.AGAINST and fact.reference is ComparedWith.TARGET and isinstance(fact.value, str)
    ]  # fmt: skip
    sources = tuple(source for fact in facts for source in fact.sources)
    line = f"redline measures of {name.name}: {listed(parts) if parts else 'none'}"
    if wanted == "none":
        verdict = ClaimVerdict.CONTRADICTS if parts else ClaimVerdict.AGREES
        return Judged(claim, verdict, sources, line, "" if not parts else line)
    states = {fact.value == Sense.BETTER.value for fact in facts}
    if len(states) != 1 or len({fact.name for fact in facts}) < len(parts):
        return cannot_tell(claim, f"The redline measures of {name.name} are not all alike.", sources)
    met = states.pop()
    verdict = ClaimVerdict.AGREES if met is (wanted == "met") else ClaimVerdict.CONTRADICTS
    return Judged(
        claim, verdict, sources, f"{line}: {'met' if met else 'not met'}", "met" if met else "not met"
    )


def _is_of_time(claim: Claim, knowledge: Knowledge, facts: Sequence[Fact]) -> bool:
    """Return whether a state is of the time that a claim names, the workbook's own where it names none."""
    if claim.period is None:
        return True
    said, latest = as_in_workbook(claim.period, knowledge), _latest(knowledge, facts[0].name)
    if said.last is None:
        return False
    if claim.states[0] in _OF_MONTH:
        return latest is not None and (said.last.year, said.last.month) == (latest.year, latest.month)
    return any(fact.period is not None and ends_alike(fact.period, said) for fact in facts)


def _latest(knowledge: Knowledge, name: str) -> date | None:
    """Return the last day of the latest month that the workbook has a figure of a name for."""
    ends = [fact.period.last for fact in knowledge.dated_by_name.get(name, ()) if fact.period is not None]
    return max((end for end in ends if end is not None), default=None)
