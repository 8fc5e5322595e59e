"""A command's own grade beside the Oversight Board's: which holds, and the change that lies between them.

Source: Essex Police Balanced Scorecard, cycle 13: commands grade themselves, and the grades "are then reviewed by the relevant
Assistant Chief Constable/Director at Oversight Boards".
"""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.rules.force.command_changes import CommandChange, Oversight, in_order, oversight_by
from xlscore.rules.force.typed_grade import TypedGrade

__all__ = ["holding", "with_review"]


def holding(own: TypedGrade, seen: Oversight | None) -> TypedGrade:
    """Return the grade that holds: the Oversight Board's where it gave one, else the command's own.

    >>> from xlscore.rules.grades import Grade
    >>> own, seen = (TypedGrade(grade, is_entered=True) for grade in (Grade.OUTSTANDING, Grade.GOOD))
    >>> holding(own, Oversight(seen)).grade.value, holding(own, None).grade.value
    ('Good', 'Outstanding')
    """
    return own if seen is None else seen.grade


def with_review(
    changes: Sequence[CommandChange], command: str, own: TypedGrade, seen: Oversight | None
) -> tuple[CommandChange, ...]:
    """Return the changes of a command's grade with the Oversight Board's, where the grid holds both grades.

    `changes` are those that are kept elsewhere. One that ends at the Oversight Board's grade is that change already, with its
    reason; a change before it, as by a later return, ends at the command's own grade.

    >>> from xlscore.rules.figures import Source
    >>> from xlscore.rules.grades import Grade
    >>> own = TypedGrade(Grade.OUTSTANDING, Source("Grid", "B2"), is_entered=True)
    >>> seen = Oversight(TypedGrade(Grade.GOOD, Source("Grid", "C2"), is_entered=True), why="same evidence")
    >>> with_review([], "North", own, seen)[0].by
    'Oversight Board'
    """
    kept = tuple(changes)
    if seen is None or seen.grade.source is None or own.grade == seen.grade.grade:
        return kept
    if not all(typed.is_entered and typed.is_readable for typed in (own, seen.grade)):
        return kept
    chain = in_order([change for change in kept if change.command == command])
    if chain and chain[-1].after != own.grade:
        return kept
    days = [change.day for change in chain if change.day is not None]
    made = CommandChange(
        command,
        own.grade,
        seen.grade.grade,
        seen.grade.source,
        oversight_by(seen.by),
        seen.when,
        seen.why,
        max(days) if days else None,
        in_grid=True,
    )
    return (*kept, made)
