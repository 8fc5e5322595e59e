"""Which of some names are as a sentence says: by their grade, against a benchmark, or by how they have changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ComparedWith,
    Fact,
    NameKind,
    Sense,
)
from xlscore.narrative.states import ASPIRED, EXPECTED_RANGE, OF_ROWS
from xlscore.narrative.verdicts.elsewhere import STRAND, mentions
from xlscore.narrative.verdicts.grades import class_meant, grade_hedge, is_at, reference_of_grade
from xlscore.rules.figures import Source
from xlscore.rules.force.cycle_names import cycle_number

__all__ = [
    "BENCHMARKS",
    "LAST_TIME",
    "CountedNames",
    "by_facts",
    "is_before",
    "is_since",
    "sorted_by",
]

BENCHMARKS: Final = (
    ComparedWith.AVERAGE,
    ComparedWith.TOP_QUARTILE,
    ComparedWith.ASPIRATION,
    ComparedWith.TARGET,
)
_OF_MEASURES: Final = (EXPECTED_RANGE, ASPIRED)
"""States of measures of which each is of one strand only."""
LAST_TIME: Final = re.compile(
    r"\b(?:last|previous|prior|preceding) (?:cycle|time|board|quarter|year|report|round)\b|\bpreviously\b|\b(?:a|one) (?:cycle|year|quarter) (?:ago|earlier|before)\b",
    re.IGNORECASE,
)
_RECORDED: Final = re.compile(r"\b(?:recorded|crimes?|offences?)\b", re.IGNORECASE)
_OF_STRAND: Final = re.compile(r"\b(?:recorded|outcomes?|solved|detect\w*)\b", re.IGNORECASE)
"""Words that say which of the two rows of an offence is meant."""
_ASPIRATION: Final = re.compile(r"\baspir\w+", re.IGNORECASE)
_UP: Final = re.compile(r"\b(?:up|r[io]se\w*|rising|increas\w*|higher|above|more)\b", re.IGNORECASE)
_OF_OUTCOMES: Final = re.compile(r"\b(?:outcomes?|solved|detect\w*)\b", re.IGNORECASE)
_DOWN: Final = re.compile(r"\b(?:down|f[ae]ll\w*|decreas\w*|reduc\w*|lower|below|fewer)\b", re.IGNORECASE)


@dataclass(frozen=True)
class CountedNames:
    """Who is as a sentence says, who is not, and of whom that is not known; with the facts that say so."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    why: str = ""
    """Why nobody can tell who is meant."""
    doubtful: bool = False
    """Whether others might be meant: then nothing contradicts."""


def sorted_by(
    facts: Sequence[Fact],
    holds: Callable[[Fact], bool],
    key: Callable[[Fact], str],
    open_: Sequence[str] = (),
) -> CountedNames:
    """Return whose facts hold and whose do not; of whom both are said, it is not known."""
    yes = tuple(dict.fromkeys(key(fact) for fact in facts if holds(fact)))
    no = tuple(dict.fromkeys(key(fact) for fact in facts if not holds(fact)))
    sources = tuple(dict.fromkeys(source for fact in facts for source in fact.sources))
    both = set(yes) & set(no)
    unknown = (*both, *open_)
    return CountedNames(
        tuple(name for name in yes if name not in both),
        tuple(name for name in no if name not in both),
        tuple(unknown),
        sources,
    )


def is_before(claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether a claim counts what was so in the cycle before."""
    period = claim.period
    if period is None or is_since(claim, knowledge):
        return False
    number = cycle_number(period.text)
    return period.previous or (number is not None and number == cycle_number(knowledge.before))


def is_since(claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether the period of a claim of change is the one that it is a change from."""
    if claim.period is None or claim.grades:
        return False
    return claim.direction is not Sense.NONE or claim.reference is ComparedWith.LAST_TIME


def by_facts(
    claim: Claim, knowledge: Knowledge, names: Sequence[str], reference: ComparedWith
) -> CountedNames:
    """Return which of some names are as a claim says."""
    if claim.states:
        return _by_state(claim, knowledge, names)
    before = is_before(claim, knowledge)
    if claim.grades:
        return _by_grade(claim, knowledge, names, before)
    if reference in BENCHMARKS:
        if before or mentions(claim, LAST_TIME):
            return CountedNames(why="The workbook says how they stand now, and not how they stood before.")
        return _by_benchmark(claim, knowledge, names, reference)
    if claim.direction is Sense.NONE and claim.reference is not ComparedWith.LAST_TIME:
        why = "" if _is_said(claim, knowledge) else "It is not said what is counted."
        return CountedNames(tuple(names), why=why, doubtful=not _is_of_all(claim))
    return _by_change(claim, knowledge, names)


def _by_state(claim: Claim, knowledge: Knowledge, names: Sequence[str]) -> CountedNames:
    """Return which are in a state that a table names, of those of which the table says it."""
    of, *wanted = claim.states
    strands = {claim.subject.outcomes, of in _OF_MEASURES}
    if of in OF_ROWS:
        strands = {claim.subject.outcomes} if _says_strand(claim) else {False, True}
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is ClaimKind.THRESHOLD and fact.limit == of and not fact.place and isinstance(fact.value, str)
        and fact.outcomes in strands
    ]  # fmt: skip
    number = None if claim.period is None else cycle_number(claim.period.text)
    if not facts or (
        claim.period is not None and (number is None or number != cycle_number(knowledge.cycle))
    ):
        return CountedNames(why=f"The workbook does not say how they stand by the {of}.")
    return sorted_by(
        facts,
        lambda fact: fact.value in wanted,
        lambda fact: f"{fact.name} (outcomes)" if fact.outcomes and of in OF_ROWS else fact.name,
    )


def _says_strand(claim: Claim) -> bool:
    """Return whether it is said before a count, or with it, of which rows it is; what is told behind of one of them does not say it."""
    text = claim.passage.text
    end = re.search(r"[,;:]", text[claim.end :])
    said = f"{claim.passage.lead} {text if end is None else text[: claim.end + end.start()]}"
    return _OF_STRAND.search(said) is not None


def _is_said(claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether a bare number is said to be one of areas, and the workbook has areas."""
    of_areas = claim.amount is not None and claim.amount.unit is ClaimUnit.AREAS
    return of_areas and bool(knowledge.named(NameKind.AREA))


def _is_of_all(claim: Claim) -> bool:
    """Return whether a bare number is said of all areas: "the fifteen areas", and not "in one area"."""
    said = "" if claim.amount is None else re.escape(claim.amount.text)
    return re.search(rf"\b(?:the|its|our|all) {said} areas\b", claim.passage.text, re.IGNORECASE) is not None


def _by_grade(claim: Claim, knowledge: Knowledge, names: Sequence[str], before: bool) -> CountedNames:
    of = reference_of_grade(claim.grades[-1])
    if of is ComparedWith.OTHER and not claim.subject.outcomes and not mentions(claim, _OF_STRAND):
        return _by_class(claim, knowledge, names)
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is ClaimKind.GRADE and not fact.command and not fact.place and fact.reference is of and fact.previous is before
    ]  # fmt: skip
    rows = facts
    if of is not ComparedWith.NONE and (
        claim.subject.outcomes or claim.members or mentions(claim, _RECORDED)
    ):
        facts = [fact for fact in facts if fact.outcomes is claim.subject.outcomes]
    if of is ComparedWith.OTHER:
        facts = class_meant(claim, facts)
    known = {fact.name for fact in facts}
    open_ = [name for name in names if name not in known] if of is ComparedWith.NONE else []

    def holds(fact: Fact) -> bool:
        return is_at(claim.grades, fact, grade_hedge(claim))

    found = sorted_by(
        facts,
        holds,
        lambda fact: (
            f"{fact.name} (outcomes)"
            if fact.outcomes and of is not ComparedWith.NONE and not claim.members
            else fact.name
        ),
        open_,
    )
    return _in_either_strand(claim, found, [fact for fact in rows if holds(fact)])


def _in_either_strand(claim: Claim, found: CountedNames, holding: Sequence[Fact]) -> CountedNames:
    """Return those of a list of which no strand is said as open, where they are as it says in the other strand."""
    if not claim.members or claim.subject.outcomes or mentions(claim, _RECORDED):
        return found
    other = {fact.name for fact in holding}
    left = tuple(name for name in found.no if name in other)
    return replace(found, no=tuple(name for name in found.no if name not in other), open=(*found.open, *left))


def _by_class(claim: Claim, knowledge: Knowledge, names: Sequence[str]) -> CountedNames:
    """Return which names are classified as a claim says in either strand; whether rows are counted instead, is open."""
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is ClaimKind.GRADE and fact.reference is ComparedWith.OTHER and not fact.place
    ]  # fmt: skip
    meant = class_meant(claim, facts)
    sources = tuple(dict.fromkeys(source for fact in meant for source in fact.sources))
    yes = dict.fromkeys(fact.name for fact in meant if is_at(claim.grades, fact, grade_hedge(claim)))
    no = dict.fromkeys(fact.name for fact in meant if fact.name not in yes)
    return CountedNames(tuple(yes), tuple(no), (), sources, doubtful=not claim.members)


def _by_benchmark(
    claim: Claim, knowledge: Knowledge, names: Sequence[str], reference: ComparedWith
) -> CountedNames:
    """Return who is above or below a benchmark, or who meets it."""
    sides = claim.direction in (Sense.UP, Sense.DOWN)
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is ClaimKind.AGAINST and fact.reference is reference and not fact.place and isinstance(fact.value, Fraction) is sides
    ]  # fmt: skip
    rows = facts
    if (
        len({fact.outcomes for fact in facts}) > 1
        and reference is ComparedWith.TARGET
        and any(len({fact.outcomes for fact in facts if fact.name == name}) > 1 for name in names)
    ):
        facts = [fact for fact in facts if fact.outcomes is claim.subject.outcomes]
    if not facts and reference is ComparedWith.TARGET and (claim.members or mentions(claim, _ASPIRATION)):
        return _by_benchmark(claim, knowledge, names, ComparedWith.ASPIRATION)
    if not facts or claim.direction is Sense.NONE:
        return CountedNames(why=f"The workbook does not say how they stand against the {reference.value}.")
    sign = 1 if claim.direction is Sense.UP else -1
    way = Sense.BETTER if claim.direction is Sense.SAME else claim.direction

    def holds(fact: Fact) -> bool:
        return fact.value == (sign if sides else way.value)

    found = sorted_by(facts, holds, lambda fact: fact.name)
    found = _in_either_strand(claim, found, [fact for fact in rows if holds(fact)])
    named = claim.members or mentions(claim, STRAND) is not mentions(claim, _RECORDED)
    return found if named or len(rows) == len(facts) else _of_rows(claim, found, rows, holds)


def _of_rows(
    claim: Claim, found: CountedNames, rows: Sequence[Fact], holds: Callable[[Fact], bool]
) -> CountedNames:
    """Return the rows of both strands that are as a claim says, where it says of how many; else those of one, surely where as many are."""
    every = sorted_by(rows, holds, lambda fact: f"{fact.name} (outcomes)" if fact.outcomes else fact.name)
    if claim.of is not None and claim.of.value == len((*every.yes, *every.no, *every.open)):
        return every
    return replace(found, doubtful=claim.of is not None or len(every.yes) != len(found.yes))


def _by_change(claim: Claim, knowledge: Knowledge, names: Sequence[str]) -> CountedNames:
    """Return whose grade or position has become another, or better or worse."""
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind in (ClaimKind.CHANGE_OF_GRADE, ClaimKind.MOVEMENT)
        and not fact.command
        and not fact.place
    ]
    if not facts:
        return _by_year(claim, knowledge, names)
    known = {fact.name for fact in facts}
    graded = any(fact.kind is ClaimKind.CHANGE_OF_GRADE for fact in facts)
    # Of what has no position before, nobody says that it has moved: it may be counted among those that did not.
    open_ = [name for name in names if name not in known] if graded or claim.direction is Sense.SAME else []
    wanted = {Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}.get(claim.direction, claim.direction)
    if wanted is Sense.NONE:
        return sorted_by(facts, lambda fact: _way(fact) is not Sense.SAME, lambda fact: fact.name, open_)
    return sorted_by(facts, lambda fact: _way(fact) is wanted, lambda fact: fact.name, open_)


def _by_year(claim: Claim, knowledge: Knowledge, names: Sequence[str]) -> CountedNames:
    """Return whose figure is higher, or lower, than last year's."""
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is ClaimKind.CHANGE and fact.reference is ComparedWith.LAST_YEAR and isinstance(fact.value, Fraction)
        and not fact.place
    ]  # fmt: skip
    outcomes = claim.subject.outcomes or _says(claim, _OF_OUTCOMES)
    rows, facts = facts, [fact for fact in facts if fact.outcomes is outcomes]
    up, down = (_says(claim, words) for words in (_UP, _DOWN))
    if not (up or down) and claim.direction in (Sense.BETTER, Sense.WORSE):
        return _in_either_strand(claim, _for_the_better(claim, facts), _gone(claim, rows))
    if not facts or up is down or claim.direction in (Sense.NONE, Sense.SAME):
        return CountedNames(why="The workbook does not say what has changed.")
    sign = 1 if up else -1

    def gone(facts: Sequence[Fact]) -> CountedNames:
        return sorted_by(
            facts,
            lambda fact: isinstance(fact.value, Fraction) and fact.value * sign > 0,
            lambda fact: fact.name,
        )

    found, aimed = gone(facts), gone([fact for fact in facts if _is_aimed_at(fact, knowledge)])
    if claim.of is not None and claim.of.value == len((*aimed.yes, *aimed.no)):
        return aimed
    return replace(found, doubtful=len(found.yes) != len(aimed.yes) and not claim.members)


def _is_aimed_at(fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether a row of its own, with a target, stands in the workbook for what has changed."""
    return any(
        each.kind is ClaimKind.TARGET and each.outcomes is fact.outcomes
        for each in knowledge.by_name.get(fact.name, ())
    )


def _says(claim: Claim, words: re.Pattern[str]) -> bool:
    """Return whether the part of the sentence in which something is counted has words of a kind, or what it hangs on has."""
    text = claim.passage.text
    start = max(text.rfind(stop, 0, claim.start) for stop in ";:") + 1
    end = re.search(r"[;:]", text[claim.end :])
    said = text[start : len(text) if end is None else claim.end + end.start()]
    return any(words.search(each) for each in (said, claim.passage.lead, claim.passage.before))


def _for_the_better(claim: Claim, facts: Sequence[Fact]) -> CountedNames:
    """Return whose figure has gone for the better, or the worse; of how many that is said, others may be meant."""
    known = [fact for fact in facts if fact.higher_is_better is not None]
    if not known:
        return CountedNames(why="The workbook does not say what has changed.")
    gone = _gone(claim, known)
    found = sorted_by(known, lambda fact: fact in gone, lambda fact: fact.name)
    return replace(found, doubtful=not claim.members)


def _gone(claim: Claim, facts: Sequence[Fact]) -> list[Fact]:
    """Return which figures have gone the way, better or worse, that a claim says."""
    sign = 1 if claim.direction is Sense.BETTER else -1
    return [
        fact
        for fact in facts
        if isinstance(fact.value, Fraction)
        and fact.higher_is_better is not None
        and fact.value * (sign if fact.higher_is_better else -sign) > 0
    ]


def _way(fact: Fact) -> Sense:
    if isinstance(fact.value, Fraction):
        return Sense.BETTER if fact.value > 0 else Sense.WORSE if fact.value < 0 else Sense.SAME
    return Sense(str(fact.value))
