"""How many areas, commands or measures are as a sentence says, and whether those that it lists are."""

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
    ClaimVerdict,
    ComparedWith,
    Fact,
    Hedge,
    Judged,
    NameKind,
    Sense,
)
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.grades import commands_meant, grade_hedge, is_at, reference_of_grade
from xlscore.rules.figures import Source
from xlscore.rules.force.cycle_names import cycle_number
from xlscore.rules.words import in_words, listed

__all__ = ["judge_count", "judge_members"]

_BENCHMARKS: Final = (
    ComparedWith.AVERAGE,
    ComparedWith.TOP_QUARTILE,
    ComparedWith.ASPIRATION,
    ComparedWith.TARGET,
)
_MOST_NAMED: Final = 8
_COMMANDS: Final = frozenset({"command", "commands", "Commands"})
_AREAS: Final = re.compile(r"\bareas?\b", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")


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


def judge_count(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return what a number of areas, commands or measures comes to."""
    found = _counted(claim, knowledge)
    if found.why:
        return cannot_tell(claim, found.why)
    total = len(found.yes) + len(found.no) + len(found.open)
    wanted, line = _wanted(claim, total), _line(found)
    if wanted is None:
        return cannot_tell(claim, "The sentence gives no number.", found.sources)
    least, most = len(found.yes), len(found.yes) + len(found.open)
    hedge = Hedge.EXACT if claim.all_but is not None else claim.hedge
    if claim.of is not None and claim.of.value != total:
        return _differs(claim, found, f"{in_words(least)} of {in_words(total)}", line)
    bad = [name.name for name in claim.members if name.name in found.no]
    if bad:
        return _differs(claim, found, f"without {listed(bad)}", line)
    if _fits(wanted, least, hedge) and _fits(wanted, most, hedge):
        return Judged(claim, ClaimVerdict.AGREES, found.sources, line)
    if any(_fits(wanted, number, hedge) for number in range(least, most + 1)):
        return cannot_tell(claim, f"Of {listed(found.open)} it is not known.", found.sources)
    return _differs(claim, found, in_words(least), line)


def judge_members(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return what a list comes to: each that it names is as it says, and nobody else where it says so."""
    if not claim.members:
        return cannot_tell(claim, "The sentence does not say who is meant.")
    found = _counted(claim, knowledge)
    if found.why:
        return cannot_tell(claim, found.why)
    named = [name for member in claim.members for name in member.members or (member.name,)]
    wrong = [name for name in named if name in found.no]
    unknown = [name for name in named if name not in (*found.yes, *found.no)]
    line = _line(found)
    if wrong:
        return _differs(claim, found, f"without {listed(wrong)}", line)
    if unknown:
        return cannot_tell(claim, f"The workbook does not say it of {listed(unknown)}.", found.sources)
    others = [name for name in found.yes if name not in named]
    if claim.only and others:
        return _differs(claim, found, f"{listed(others)} too", line)
    if claim.only and found.open:
        return cannot_tell(claim, f"Of {listed(found.open)} it is not known.", found.sources)
    return Judged(claim, ClaimVerdict.AGREES, found.sources, line)


def _differs(claim: Claim, found: CountedNames, right: str, line: str) -> Judged:
    if found.doubtful:
        return cannot_tell(claim, "It may be others that are counted.", found.sources)
    return Judged(claim, ClaimVerdict.CONTRADICTS, found.sources, line, right)


def _wanted(claim: Claim, total: int) -> Fraction | None:
    if claim.all_but is not None:
        return Fraction(total - claim.all_but)
    return None if claim.amount is None else claim.amount.value


def _fits(wanted: Fraction, number: int, hedge: Hedge) -> bool:
    match hedge:
        case Hedge.OVER:
            return number > wanted
        case Hedge.AT_LEAST:
            return number >= wanted
        case Hedge.UNDER:
            return number < wanted
        case Hedge.AT_MOST:
            return number <= wanted
        case Hedge.ABOUT:
            return abs(number - wanted) <= 1
        case _:
            return number == wanted


def _line(found: CountedNames) -> str:
    if not found.yes:
        return f"none of {len(found.no) + len(found.open)}"
    names = listed(found.yes[:_MOST_NAMED])
    more = len(found.yes) - _MOST_NAMED
    return f"{len(found.yes)}: {names}{f' and {more} more' if more > 0 else ''}"


def _counted(claim: Claim, knowledge: Knowledge) -> CountedNames:
    """Return who is as a claim says, among those that it counts."""
    commands = claim.amount is not None and claim.amount.unit is ClaimUnit.COMMANDS
    areas = [name for name in claim.subject.names if name.kind is NameKind.AREA]
    members = {name.kind for name in claim.members}
    if (
        commands
        or claim.subject.commands
        or members == {NameKind.COMMAND}
        or (claim.all_but is not None and _of_commands(claim))
    ):
        return _of_area(claim, knowledge, [name.name for name in areas])
    measures = claim.amount is not None and claim.amount.unit is ClaimUnit.MEASURES
    if members == {NameKind.REDLINE} and not areas:
        return _by_facts(claim, knowledge, [name.name for name in claim.members], ComparedWith.TARGET)
    if len(areas) == 1 and (measures or members == {NameKind.REDLINE}):
        return _of_redlines(claim, knowledge, areas[0].name)
    besides = {name.name for name in claim.subject.names} - {name.name for name in claim.members}
    if claim.subject.foreign or (besides and not claim.subject.together):
        return CountedNames(why="It is not said of what they are counted.")
    found = _of_all(claim, knowledge, measures or bool(members & {NameKind.MEASURE, NameKind.OBJECTIVE}))
    return replace(found, doubtful=found.doubtful or _speaks_of_commands(claim, knowledge))


def _speaks_of_commands(claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether the sentence names a command, so that the areas of that one, or the commands, may be counted."""
    words = set(_WORD.findall(f"{claim.passage.text} {claim.passage.lead}"))
    names = (word for name in knowledge.named(NameKind.COMMAND) for word in _WORD.findall(name.name))
    if words & {word for word in names if word[0].isupper()} or not words.isdisjoint(_COMMANDS):
        return True
    text = f" {' '.join(_WORD.findall(claim.passage.text.casefold()))} "
    groups = (alias for name in knowledge.named(NameKind.COMMAND) if name.members for alias in name.aliases)
    return any(f" {alias.casefold()} " in text for alias in groups)


def _of_commands(claim: Claim) -> bool:
    return (
        len(claim.subject.names) == 1 and claim.subject.names[0].kind is NameKind.AREA and bool(claim.grades)
    )


def _of_area(claim: Claim, knowledge: Knowledge, areas: Sequence[str]) -> CountedNames:
    """Return which commands are as a claim says in the one area that it speaks of; N/A is no command that grades itself."""
    if len(areas) != 1:
        return CountedNames(why="The sentence does not say in which area the commands are counted.")
    meant = commands_meant(claim, knowledge)
    if claim.amount is not None and claim.amount.value > len(meant):
        meant = ()  # the commands that are named are not those that are counted
    before = _is_before(claim, knowledge)
    graded = [
        fact
        for fact in knowledge.by_name.get(areas[0], ())
        if fact.kind is ClaimKind.GRADE
        and fact.command
        and (not meant or fact.command in meant)
        and not fact.previous
    ]
    if before:
        return CountedNames(why="The workbook has the commands' grades of this cycle alone.")
    if not graded:
        return CountedNames(why=f"The workbook has no grades of commands in {areas[0]}.")
    own = [fact for fact in graded if fact.value is not None]
    if not claim.grades:
        return CountedNames(
            tuple(fact.command for fact in own), tuple(fact.command for fact in graded if fact.value is None), (),
            tuple(source for fact in graded for source in fact.sources),
        )  # fmt: skip
    named = {name for member in claim.members for name in member.members or (member.name,)}
    return _sorted(
        [fact for fact in graded if fact.value is not None or fact.command in named],
        lambda fact: is_at(claim.grades, fact, grade_hedge(claim)),
        key=lambda fact: fact.command,
    )


def _of_one_command(claim: Claim, knowledge: Knowledge) -> CountedNames:
    """Return in which areas a command grades itself as a claim says."""
    meant = commands_meant(claim, knowledge)
    if len(meant) != 1 or claim.period is not None:
        return CountedNames(why="It is not said of which command the areas are counted.")
    graded = [
        fact
        for name in knowledge.named(NameKind.AREA)
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind is ClaimKind.GRADE
        and fact.command == meant[0]
        and not fact.previous
        and fact.value is not None
    ]
    if not claim.grades:
        return _sorted(graded, lambda _: True, key=lambda fact: fact.name)
    return _sorted(
        graded, lambda fact: is_at(claim.grades, fact, grade_hedge(claim)), key=lambda fact: fact.name
    )


def _sorted(
    facts: Sequence[Fact],
    holds: Callable[[Fact], bool],
    key: Callable[[Fact], str],
    open_: Sequence[str] = (),
) -> CountedNames:
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


def _of_redlines(claim: Claim, knowledge: Knowledge, area: str) -> CountedNames:
    names = knowledge.parts.get(area, ())
    if not names or claim.grades:
        return CountedNames(why=f"The workbook has no redline measures of {area}.")
    return _by_facts(claim, knowledge, names, ComparedWith.TARGET)


def _is_before(claim: Claim, knowledge: Knowledge) -> bool:
    period = claim.period
    if period is None or _is_since(claim, knowledge):
        return False
    number = cycle_number(period.text)
    return period.previous or (number is not None and number == cycle_number(knowledge.before))


def _is_since(claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether the period of a claim of change is the one that it is a change from."""
    if claim.period is None or claim.grades:
        return False
    return claim.direction is not Sense.NONE or claim.reference is ComparedWith.LAST_TIME


def _of_all(claim: Claim, knowledge: Knowledge, measures: bool) -> CountedNames:
    """Return which areas, or which measures, are as a claim says."""
    areas = [name.name for name in knowledge.named(NameKind.AREA)]
    others = [
        n.name
        for kind in (NameKind.MEASURE, NameKind.OBJECTIVE)
        for n in knowledge.named(kind)
        if not n.members
    ]
    unit = ClaimUnit.NONE if claim.amount is None else claim.amount.unit
    said_areas = (
        unit is ClaimUnit.AREAS
        or mentions(claim, _AREAS)
        or {name.kind for name in claim.members} == {NameKind.AREA}
    )
    graded = bool(claim.grades) and reference_of_grade(claim.grades[-1]) is ComparedWith.NONE
    period = claim.period
    number = None if period is None else cycle_number(period.text)
    cycles = (None, cycle_number(knowledge.cycle), cycle_number(knowledge.before))
    if period is not None and number not in cycles and not _is_since(claim, knowledge):
        return CountedNames(why=f"The workbook has no grades of {period.text}.")
    is_dated = period is not None and period.last is not None and number is None
    if period is not None and is_dated and not period.previous and not _is_since(claim, knowledge):
        return CountedNames(why=f"The workbook does not say how many there were in {period.text}.")
    if graded or (areas and not measures and claim.reference not in _BENCHMARKS):
        names, doubtful = areas, not (said_areas or claim.members)
    else:
        names, doubtful = others, bool(areas) and not measures and claim.reference is ComparedWith.NONE
    if not names:
        return CountedNames(why="The workbook has none of these to count.")
    return replace(_by_facts(claim, knowledge, names, claim.reference), doubtful=doubtful)


def _by_facts(
    claim: Claim, knowledge: Knowledge, names: Sequence[str], reference: ComparedWith
) -> CountedNames:
    before = _is_before(claim, knowledge)
    if claim.grades:
        return _by_grade(claim, knowledge, names, before)
    if reference in _BENCHMARKS:
        return _by_benchmark(claim, knowledge, names, reference)
    if claim.direction is Sense.NONE and claim.reference is not ComparedWith.LAST_TIME:
        return CountedNames(
            tuple(names), why="" if _is_said(claim, knowledge) else "It is not said what is counted."
        )
    return _by_change(claim, knowledge, names)


def _is_said(claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether a bare number is said to be one of areas, and the workbook has areas."""
    of_areas = claim.amount is not None and claim.amount.unit is ClaimUnit.AREAS
    return of_areas and bool(knowledge.named(NameKind.AREA))


def _by_grade(claim: Claim, knowledge: Knowledge, names: Sequence[str], before: bool) -> CountedNames:
    of = reference_of_grade(claim.grades[-1])
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is ClaimKind.GRADE and not fact.command and not fact.place and fact.reference is of and fact.previous is before
    ]  # fmt: skip
    if of is not ComparedWith.NONE:
        facts = [fact for fact in facts if fact.outcomes is claim.subject.outcomes]
    known = {fact.name for fact in facts}
    open_ = [name for name in names if name not in known] if of is ComparedWith.NONE else []
    return _sorted(
        facts,
        lambda fact: is_at(claim.grades, fact, grade_hedge(claim)),
        lambda fact: fact.name,
        open_,
    )


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
    if (
        len({fact.outcomes for fact in facts}) > 1
        and reference is ComparedWith.TARGET
        and any(len({fact.outcomes for fact in facts if fact.name == name}) > 1 for name in names)
    ):
        facts = [fact for fact in facts if fact.outcomes is claim.subject.outcomes]
    if not facts or claim.direction is Sense.NONE:
        return CountedNames(why=f"The workbook does not say how they stand against the {reference.value}.")
    if sides:
        sign = 1 if claim.direction is Sense.UP else -1
        return _sorted(facts, lambda fact: fact.value == sign, lambda fact: fact.name)
    way = Sense.BETTER if claim.direction is Sense.SAME else claim.direction
    return _sorted(facts, lambda fact: fact.value == way.value, lambda fact: fact.name)


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
        return CountedNames(why="The workbook does not say what has changed.")
    known = {fact.name for fact in facts}
    graded = any(fact.kind is ClaimKind.CHANGE_OF_GRADE for fact in facts)
    open_ = [name for name in names if name not in known] if graded else []
    wanted = {Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}.get(claim.direction, claim.direction)
    if wanted is Sense.NONE:
        return _sorted(facts, lambda fact: _way(fact) is not Sense.SAME, lambda fact: fact.name, open_)
    return _sorted(facts, lambda fact: _way(fact) is wanted, lambda fact: fact.name, open_)


def _by_year(claim: Claim, knowledge: Knowledge, names: Sequence[str]) -> CountedNames:
    """Return whose figure is higher, or lower, than last year's."""
    facts = [
        fact
        for name in names
        for fact in knowledge.by_name.get(name, ())
        if fact.kind is ClaimKind.CHANGE and fact.reference is ComparedWith.LAST_YEAR and isinstance(fact.value, Fraction)
        and not fact.place and fact.outcomes is claim.subject.outcomes
    ]  # fmt: skip
    sign = 1 if claim.direction is Sense.UP else -1
    return _sorted(
        facts, lambda fact: isinstance(fact.value, Fraction) and fact.value * sign > 0, lambda fact: fact.name
    )


def _way(fact: Fact) -> Sense:
    if isinstance(fact.value, Fraction):
        return Sense.BETTER if fact.value > 0 else Sense.WORSE if fact.value < 0 else Sense.SAME
    return Sense(str(fact.value))
