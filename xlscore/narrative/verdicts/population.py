"""Whom a sentence counts or lists: areas, the commands of an area, the areas of a command, measures, redlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ComparedWith,
    NameKind,
    Sense,
)
from xlscore.narrative.verdicts.criteria import (
    BENCHMARKS,
    CountedNames,
    by_facts,
    is_before,
    is_since,
    sorted_by,
)
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.grades import commands_meant, grade_hedge, is_at, reference_of_grade
from xlscore.narrative.verdicts.places import places_counted
from xlscore.rules.force.cycle_names import cycle_number
from xlscore.rules.words import name_key

__all__ = ["counted"]

_COMMANDS: Final = frozenset({"command", "commands", "Commands"})
_REDLINES: Final = re.compile(r"\bred[- ]?lines?\b", re.IGNORECASE)
_AREAS: Final = re.compile(r"\bareas?\b", re.IGNORECASE)
_OUTSIDE: Final = re.compile(
    r"\b(?:outside|besides?|beyond|apart|other|others|elsewhere|rest|except\w*)\b", re.IGNORECASE
)
"""What counts the areas of other themes."""
_WORD: Final = re.compile(r"\w+")


def counted(claim: Claim, knowledge: Knowledge) -> CountedNames:
    """Return who is as a claim says, among those that it counts."""
    if len(claim.subject.places) > 1:
        return places_counted(claim, knowledge)
    commands = claim.amount is not None and claim.amount.unit is ClaimUnit.COMMANDS
    areas = [name for name in claim.subject.names if name.kind is NameKind.AREA]
    members = {name.kind for name in claim.members}
    counts_areas = claim.amount is not None and claim.amount.unit is ClaimUnit.AREAS
    if (counts_areas or members == {NameKind.AREA}) and claim.subject.commands and not areas:
        return _of_one_command(claim, knowledge)
    if (
        commands
        or claim.subject.commands
        or members == {NameKind.COMMAND}
        or (claim.all_but is not None and _of_commands(claim))
    ):
        return _of_area(claim, knowledge, [name.name for name in areas])
    measures = claim.amount is not None and claim.amount.unit is ClaimUnit.MEASURES
    if claim.amount is not None and claim.amount.unit is ClaimUnit.OTHER and not claim.members:
        return CountedNames(why="The workbook does not count them.")
    if measures and not areas and not claim.members and mentions(claim, _REDLINES):
        return _of_every_redline(claim, knowledge)
    if members == {NameKind.REDLINE} and not areas:
        return by_facts(claim, knowledge, [name.name for name in claim.members], ComparedWith.TARGET)
    if len(areas) == 1 and (measures or members == {NameKind.REDLINE}):
        return _of_redlines(claim, knowledge, areas[0].name)
    besides = {name.name for name in claim.subject.names} - {name.name for name in claim.members}
    if claim.subject.foreign or (besides and not claim.subject.together):
        return CountedNames(why="It is not said of what they are counted.")
    found = _of_all(claim, knowledge, measures or bool(members & {NameKind.MEASURE, NameKind.OBJECTIVE}))
    return replace(
        found, doubtful=found.doubtful or (not claim.states and _speaks_of_commands(claim, knowledge))
    )


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
    if not claim.grades and claim.reference is ComparedWith.LAST_TIME:
        return _of_changed(claim, knowledge, areas or [name.name for name in knowledge.named(NameKind.AREA)])
    if len(areas) != 1:
        return CountedNames(why="The sentence does not say in which area the commands are counted.")
    meant = commands_meant(claim, knowledge)
    if claim.amount is not None and claim.amount.value > len(meant):
        meant = ()  # the commands that are named are not those that are counted
    before = is_before(claim, knowledge)
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
    return sorted_by(
        [fact for fact in graded if fact.value is not None or fact.command in named],
        lambda fact: is_at(claim.grades, fact, grade_hedge(claim)),
        key=lambda fact: fact.command,
    )


def _of_changed(claim: Claim, knowledge: Knowledge, areas: Sequence[str]) -> CountedNames:
    """Return which commands have changed a grade of theirs; the others of those that grade themselves have not."""
    every = [
        fact
        for area in areas
        for fact in knowledge.by_name.get(area, ())
        if fact.command and fact.value is not None
    ]
    changed = [fact for fact in every if fact.kind is ClaimKind.CHANGE_OF_GRADE]
    if not changed or claim.period is not None or claim.direction is Sense.SAME:
        return CountedNames(why="The workbook does not say how the commands' grades have changed.")
    own = {fact.command: fact for fact in every if not fact.previous} | {
        fact.command: fact for fact in changed
    }
    return sorted_by(
        list(own.values()),
        lambda fact: fact in changed and claim.direction.value in ("", fact.value),
        key=lambda fact: fact.command,
    )


def _of_one_command(claim: Claim, knowledge: Knowledge) -> CountedNames:
    """Return in which areas a command grades itself as a claim says."""
    meant = commands_meant(claim, knowledge)
    if len(meant) != 1 or claim.period is not None:
        return CountedNames(why="It is not said of which command the areas are counted.")
    named = {member.name for member in claim.members}
    graded = [
        fact
        for name in knowledge.named(NameKind.AREA)
        for fact in knowledge.by_name.get(name.name, ())
        if fact.kind is ClaimKind.GRADE
        and fact.command == meant[0]
        and not fact.previous
        and (fact.value is not None or fact.name in named)
    ]
    if not claim.grades:
        return sorted_by(graded, lambda _: True, key=lambda fact: fact.name)
    return sorted_by(
        graded, lambda fact: is_at(claim.grades, fact, grade_hedge(claim)), key=lambda fact: fact.name
    )


def _of_every_redline(claim: Claim, knowledge: Knowledge) -> CountedNames:
    """Return which redline measures of all areas are as a claim says, where it says of how many there are."""
    names = tuple(name for each in knowledge.parts.values() for name in each)
    if claim.of is None or claim.of.value != len(names) or claim.direction is Sense.NONE or claim.grades:
        return CountedNames(why="The sentence does not say of which area the redline measures are.")
    return by_facts(claim, knowledge, names, ComparedWith.TARGET)


def _of_redlines(claim: Claim, knowledge: Knowledge, area: str) -> CountedNames:
    names = knowledge.parts.get(area, ())
    if claim.amount is not None and claim.amount.value > len(names) + 1:
        return CountedNames(why=f"{area} has not so many redline measures.")
    if claim.direction is Sense.NONE and not claim.grades:
        return CountedNames(names, doubtful=not names)
    if not names or claim.grades:
        return CountedNames(why=f"The workbook has no redline measures of {area}.")
    return by_facts(claim, knowledge, names, ComparedWith.TARGET)


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
    if period is not None and number not in cycles and not is_since(claim, knowledge):
        return CountedNames(why=f"The workbook has no grades of {period.text}.")
    is_dated = period is not None and period.last is not None and number is None
    if period is not None and is_dated and not period.previous and not is_since(claim, knowledge):
        return CountedNames(why=f"The workbook does not say how many there were in {period.text}.")
    if graded or (areas and not measures and claim.reference not in BENCHMARKS):
        names, doubtful = areas, not (said_areas or claim.members)
    else:
        names, doubtful = others, bool(areas) and not measures and claim.reference is ComparedWith.NONE
    if not names:
        return CountedNames(why="The workbook has none of these to count.")
    doubtful = doubtful or (measures and not claim.members and _names_area(claim, areas))
    theme = _theme_said(claim, knowledge) if names is areas else ""
    of_theme = knowledge.themes.get(theme, areas)
    found = by_facts(
        claim, knowledge, [name for name in names if not theme or name in of_theme], claim.reference
    )
    return replace(found, doubtful=doubtful or found.doubtful or (bool(theme) and mentions(claim, _OUTSIDE)))


def _names_area(claim: Claim, areas: Sequence[str]) -> bool:
    """Return whether a sentence that counts measures names an area, whose indicators may be counted."""
    text = name_key(claim.passage.text)
    return any(name_key(area) in text for area in areas)


def _theme_said(claim: Claim, knowledge: Knowledge) -> str:
    """Return the theme whose areas alone are counted: the one that the sentence, its lead or the heading above it names."""
    passage = claim.passage
    said = [name_key(each) for each in (passage.text, passage.lead, *passage.headings[-1:])]
    return next((theme for theme in knowledge.themes if any(name_key(theme) in each for each in said)), "")
