"""Grades said held against grades agreed: the force's, a command's, all of a group's, and from which to which one changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith, Fact, Hedge, KnownName, Sense
from xlscore.narrative.verdicts.amounts import HowItHolds
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import FactFinding
from xlscore.rules.grades import Grade
from xlscore.rules.rag import Rag
from xlscore.rules.threats.classes import Level

__all__ = [
    "class_meant",
    "commands_meant",
    "grade_findings",
    "grade_hedge",
    "is_at",
    "reference_of_grade",
    "scale_in_use",
]

_GRADES: Final = {grade.value: grade for grade in Grade}
_STATUSES: Final = frozenset(rag.value for rag in Rag)
_CLASSES: Final = frozenset(level.value for level in Level)
_CLASS_WORDS: Final = {"overall": ClaimUnit.NONE, "threat": ClaimUnit.OTHER, "impact": ClaimUnit.MEASURES}
"""How a sentence names a classification, and how its facts are told apart."""
_NONE: Final = "N/A"


def reference_of_grade(grade: str) -> ComparedWith:
    """Return which facts answer a word of judgement: the Board's grades, a status against the target, a classification."""
    if grade in _STATUSES:
        return ComparedWith.TARGET
    return ComparedWith.OTHER if grade in _CLASSES else ComparedWith.NONE


def is_at(said: Sequence[str], fact: Fact, hedge: Hedge = Hedge.EXACT) -> bool:
    """Return whether a fact's grade is one of those that are said, or at least as good or as bad where that is said.

    >>> fact = Fact(ClaimKind.GRADE, "Innovation", "Outstanding")
    >>> is_at(["Good"], fact), is_at(["Good"], fact, Hedge.AT_LEAST), is_at(["Good", "Outstanding"], fact)
    (False, True, True)
    """
    return any(_is_one(grade, None if fact.value is None else str(fact.value), hedge) for grade in said)


def _is_one(said: str, true: str | None, hedge: Hedge) -> bool:
    if said in _GRADES and true in _GRADES:
        mine, own = _GRADES[said], _GRADES[true]
        match hedge:
            case Hedge.AT_LEAST:
                return own >= mine
            case Hedge.AT_MOST:
                return own <= mine
            case Hedge.OVER:
                return own > mine
            case Hedge.UNDER:
                return own < mine
    return (true or _NONE) == (said or _NONE)


def grade_hedge(claim: Claim) -> Hedge:
    """Return how near to its word a grade is meant: a hedge beside a number is the number's."""
    return Hedge.EXACT if claim.amount is not None else claim.hedge


def commands_meant(claim: Claim, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the commands of a claim, a group's members for the group."""
    known = {name.name: name for name in knowledge.names}
    found: dict[str, None] = {}
    for command in claim.subject.commands:
        members = command.members or known.get(command.name, command).members
        found |= dict.fromkeys(members or (command.name,))
    return tuple(found)


def grade_findings(
    claim: Claim, name: KnownName, facts: Sequence[Fact], every: Sequence[Fact], scale: Sequence[str]
) -> list[FactFinding]:
    """Return what a grade, or a change of one, comes to; `every` has both cycles' facts of the name and the commands meant, `scale` the grades that are in use."""
    if claim.kind is ClaimKind.CHANGE_OF_GRADE:
        return list(_changed(claim, every, scale))
    said = claim.grades[-1] if claim.grades else ""
    of = reference_of_grade(said)
    found = [fact for fact in facts if fact.kind is ClaimKind.GRADE and fact.reference is of]
    if of is ComparedWith.OTHER:
        found = class_meant(claim, found)
    if of is not ComparedWith.NONE:
        same = [fact for fact in found if fact.outcomes is claim.subject.outcomes]
        many = len({fact.outcomes for fact in found}) > 1
        found = same or found
        return [_graded(claim, fact, claim.grades, not many or bool(same)) for fact in found]
    return [_graded(claim, fact, claim.grades, True) for fact in found]


def class_meant(claim: Claim, facts: Sequence[Fact]) -> list[Fact]:
    """Return of threat, impact and overall classification those that the sentence names; where it names none, the overall one."""
    own = [unit for word, unit in _CLASS_WORDS.items() if re.search(word, claim.stated, re.IGNORECASE)]
    said = own or [
        unit for word, unit in _CLASS_WORDS.items() if mentions(claim, re.compile(word, re.IGNORECASE))
    ]
    return [fact for fact in facts if fact.unit in (said or [ClaimUnit.NONE])]


def _graded(claim: Claim, fact: Fact, said: Sequence[str], exact: bool) -> FactFinding:
    true = None if fact.value is None else str(fact.value)
    right = f"{fact.command}: {true or _NONE}" if fact.command else true or _NONE
    return FactFinding(
        HowItHolds.AGREES if is_at(said, fact, grade_hedge(claim)) else HowItHolds.DIFFERS,
        fact,
        right,
        exact=exact,
    )


def _changed(claim: Claim, every: Sequence[Fact], scale: Sequence[str]) -> Iterator[FactFinding]:
    """Yield what each part of a change comes to: the grade before, the one now, and whether that is better."""
    graded = [fact for fact in every if fact.kind is ClaimKind.GRADE and fact.reference is ComparedWith.NONE]
    said = (*claim.grades, "", "")[:2] if len(claim.grades) != 1 else ("", claim.grades[0])
    for grade, before in zip(said, (True, False), strict=True):
        if grade:
            yield from (_graded(claim, fact, (grade,), True) for fact in graded if fact.previous is before)
    if claim.direction is Sense.NONE:
        return
    for fact in every:
        if fact.kind is ClaimKind.CHANGE_OF_GRADE:
            agrees = fact.value == _WAYS.get(claim.direction, claim.direction).value
            if agrees and claim.amount is not None:
                steps = _steps(graded, scale)
                agrees = steps is not None and steps == claim.amount.value
                yield FactFinding(
                    HowItHolds.AGREES if agrees else HowItHolds.DIFFERS, fact, f"{steps} of them"
                )
                continue
            yield FactFinding(HowItHolds.AGREES if agrees else HowItHolds.DIFFERS, fact, fact.arithmetic)


def scale_in_use(knowledge: Knowledge) -> list[str]:
    """Return the grades from the worst to the best: Adequate only where the workbook grades anything so."""
    used = {
        fact.value for facts in knowledge.by_name.values() for fact in facts if fact.kind is ClaimKind.GRADE
    }
    return [grade.value for grade in sorted(Grade) if grade is not Grade.ADEQUATE or grade.value in used]


def _steps(graded: Sequence[Fact], scale: Sequence[str]) -> int | None:
    """Return how many grades apart the one before and the one now are; None where there is not one of each."""
    ends = [
        {scale.index(str(fact.value)) for fact in graded if fact.previous is before and fact.value in scale}
        for before in (True, False)
    ]
    return abs(min(ends[0]) - min(ends[1])) if [len(end) for end in ends] == [1, 1] else None


_WAYS: Final = {Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}
