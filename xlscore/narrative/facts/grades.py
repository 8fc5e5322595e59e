"""What the grid of grades knows: final grades in both cycles, the commands' own, what changed, and the redline measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlscore.books.grades.force import plan_grades
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.narrative.facts.days import day_changed
from xlscore.narrative.facts.gathering import Gathering, source_at, spoken_names
from xlscore.narrative.facts.redlines import add_redlines
from xlscore.narrative.model import ClaimKind, Fact, NameKind, Sense
from xlscore.narrative.states import AS_SUGGESTED, LEAD, OVERRIDDEN, OVERRIDE
from xlscore.papers.board.reading import BoardArea, BoardFacts, read_board
from xlscore.rules.force.rationale import unexplained
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade, GradeChange, grade_change, grade_name
from xlscore.rules.words import name_key

__all__ = ["add_grades"]

_WAYS: Final = {
    GradeChange.IMPROVED: Sense.BETTER,
    GradeChange.DETERIORATED: Sense.WORSE,
    GradeChange.NO_CHANGE: Sense.SAME,
}
_IN_FULL: Final = {"lpa": ("local policing area", "local policing areas", "local area", "local areas")}
"""What the letters of a group of commands stand for."""
_PLURAL: Final = re.compile(r"s$", re.IGNORECASE)


def add_grades(reading: Reading, found: Gathering) -> None:
    """Gather what the grid and the tables beside it say."""
    board = read_board(reading)
    # A grade that nobody has explained yet is what it is all the same.
    silent = {unexplained(area.result) for area in board.areas if area.result.rationale_for}
    problems = plan_grades(Planner(reading)).problems
    found.problems += [problem for problem in problems if problem.what not in silent]
    found.cycle, found.before = board.cycle, board.before
    _add_names(board, found)
    for area in board.areas:
        for fact in (*_final(area), *_own(area), *_moved(area)):
            found.fact(fact)
        changed = (day_changed(area.name, change) for change in area.grade.moves.changes)
        found.days += filter(None, changed)
        add_redlines(area, found)


def _add_names(board: BoardFacts, found: Gathering) -> None:
    for area in board.areas:
        found.name(NameKind.AREA, area.name, spoken_names(area.name))
        theme = area.grade.theme
        found.themes[theme] = (*found.themes.get(theme, ()), area.name)
    found.themes = {theme: areas for theme, areas in found.themes.items() if theme and len(areas) > 1}
    for command in board.commands:
        found.name(NameKind.COMMAND, command)
    groups: dict[str, list[str]] = {}
    for area in board.areas:
        for command, group in area.inputs.groups.items():
            if command not in groups.setdefault(group, []):
                groups[group].append(command)
    for group, commands in groups.items():
        one = _PLURAL.sub("", group)
        whole = _IN_FULL.get(name_key(one), ())
        found.name(NameKind.COMMAND, group, (one, f"{one}s", *whole), commands)


def _final(area: BoardArea) -> Iterator[Fact]:
    """Yield the grade that a person agreed, the one before, and how it has changed; a suggestion is nobody's grade."""
    now, before = area.change.current, area.change.previous
    here = tuple(map(source_at, area.final_at))
    then = tuple(map(source_at, area.previous_at))
    if area.result.agreed:
        yield Fact(ClaimKind.GRADE, area.name, _full(now), sources=here)
        if area.result.suggestion.blocked_by is None:
            stands = OVERRIDDEN if area.result.override else AS_SUGGESTED
            said = f"suggested {grade_name(area.result.suggestion.grade)}, agreed {grade_name(now)}"
            yield Fact(
                ClaimKind.THRESHOLD, area.name, stands, sources=here, arithmetic=said, limit=OVERRIDE
            )  # fmt: skip
    if area.inputs.lead:
        at = (area.inputs.source,)
        yield Fact(
            ClaimKind.THRESHOLD, area.name, area.inputs.lead, sources=at, arithmetic=f"lead command {area.inputs.lead}", limit=LEAD
        )  # fmt: skip
    if not area.before.is_readable or not area.before.is_entered:
        return
    yield Fact(ClaimKind.GRADE, area.name, _full(before), sources=then, previous=True)
    if area.result.agreed:
        yield from _change(
            area.name, before, now, Fact(ClaimKind.CHANGE_OF_GRADE, area.name, None, sources=(*here, *then))
        )


def _change(name: str, before: Grade | None, now: Grade | None, fact: Fact) -> Iterator[Fact]:
    way = _WAYS.get(grade_change(before, now))
    if way is not None:
        said = f"{grade_name(before)} → {grade_name(now)}"
        yield Fact(fact.kind, name, way.value, sources=fact.sources, arithmetic=said, command=fact.command)


def _own(area: BoardArea) -> Iterator[Fact]:
    """Yield the grade of each command; that it grades nothing there is a fact, that it has not returned is none."""
    for command, typed in area.inputs.commands.items():
        if _is_said(typed) and command not in area.inputs.not_returned and typed.source is not None:
            yield Fact(
                ClaimKind.GRADE, area.name, _full(typed.grade), sources=(typed.source,), command=command
            )


def _is_said(typed: TypedGrade) -> bool:
    return typed.is_readable


def _moved(area: BoardArea) -> Iterator[Fact]:
    """Yield what each command's grade was before it was changed within the cycle, where the changes are sound."""
    moves = area.grade.moves
    if not moves.is_sound:
        return
    for command, before in (moves.first or {}).items():
        typed = area.inputs.commands.get(command)
        sources = tuple(change.source for change in moves.changes if change.command == command)
        yield Fact(ClaimKind.GRADE, area.name, _full(before), sources=sources, command=command, previous=True)
        if typed is not None and typed.is_readable:
            way = Fact(ClaimKind.CHANGE_OF_GRADE, area.name, None, sources=sources, command=command)
            yield from _change(area.name, before, typed.grade, way)


def _full(grade: Grade | None) -> str | None:
    return None if grade is None else grade.value
