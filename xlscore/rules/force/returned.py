"""What a command's return does to its grade in the grid: goes in, changes it and says so, or disagrees.

The grid's grade is a person's unless it came from a return and nobody has touched it since. A return never replaces what
a person typed; one that replaces what an earlier return said leaves that behind as a change of the grade.

Source: Essex Police Balanced Scorecard, cycle 13: commands grade themselves, and the grades "are then reviewed by the relevant
Assistant Chief Constable/Director at Oversight Boards".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlscore.rules.force.command_changes import LATER_RETURN, CommandChange, Oversight, oversight_by
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade

__all__ = ["GradeStep", "Returned", "Settled", "said_review", "settle"]


@dataclass(frozen=True, slots=True)
class Returned:
    """A command's own grade of an area, and what the Oversight Board made of it, None where it made nothing."""

    own: TypedGrade
    oversight: Oversight | None = None

    @property
    def grade(self) -> Grade | None:
        """Return the grade that holds: the Oversight Board's, else the command's own; None is N/A."""
        return self.own.grade if self.oversight is None else self.oversight.grade.grade


@dataclass(frozen=True, slots=True)
class GradeStep:
    """A change of a command's grade that is to be kept."""

    before: Grade | None
    after: Grade | None
    by: str
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """What is to be done: whether the grade goes into the grid, whether it disagrees with it, the changes to be kept."""

    enters: bool = False
    disagrees: bool = False
    steps: tuple[GradeStep, ...] = ()


def settle(
    command: str,
    returned: Returned,
    standing: TypedGrade,
    known: Sequence[CommandChange],
    *,
    from_return: bool,
) -> Settled:
    """Return what a return does to the grid's grade; `known` are the changes of it that are kept already.

    `from_return` is whether the grid's grade is what a return said, untouched since. A return that says what the grade was
    before a known change is the one from before that change, and does nothing.

    >>> outstanding, good = (TypedGrade(grade, is_entered=True) for grade in (Grade.OUTSTANDING, Grade.GOOD))
    >>> settle("SCD", Returned(outstanding, Oversight(good)), TypedGrade(), [], from_return=False).steps[0].by
    'Oversight Board'
    >>> settle("SCD", Returned(good), outstanding, [], from_return=True).steps[0].by
    'SCD, later return'
    >>> settle("SCD", Returned(good), outstanding, [], from_return=False).disagrees
    True
    """
    grade = returned.grade
    if not standing.is_entered:
        return Settled(enters=True, steps=_reviewed(returned, known))
    if standing.is_readable and standing.grade == grade:
        return Settled(steps=_reviewed(returned, known))
    if any(change.before == grade for change in known):
        return Settled()
    if not (from_return and standing.is_readable):
        return Settled(disagrees=True)
    own = returned.own.grade if returned.own.is_entered else grade
    again = (GradeStep(standing.grade, own, f"{command}, {LATER_RETURN}"),) if own != standing.grade else ()
    return Settled(enters=True, steps=(*again, *_reviewed(returned, known)))


def _reviewed(returned: Returned, known: Sequence[CommandChange]) -> tuple[GradeStep, ...]:
    """Return the change that the Oversight Board made of the command's own grade, none where it is kept already."""
    seen, own = returned.oversight, returned.own
    if seen is None or not own.is_entered or own.grade == seen.grade.grade:
        return ()
    if any((change.before, change.after) == (own.grade, seen.grade.grade) for change in known):
        return ()
    return (GradeStep(own.grade, seen.grade.grade, oversight_by(seen.by), seen.when, seen.why),)


def said_review(returned: Returned, known: Sequence[CommandChange]) -> tuple[GradeStep, ...]:
    """Return the change that the Oversight Board made, where a grid holds both grades and the return says who, when or why.

    >>> outstanding, good = (TypedGrade(grade, is_entered=True) for grade in (Grade.OUTSTANDING, Grade.GOOD))
    >>> [len(said_review(Returned(outstanding, Oversight(good, why=why)), [])) for why in ("same evidence", "")]
    [1, 0]
    """
    return tuple(step for step in _reviewed(returned, known) if step.why or step.when or _is_named(returned))


def _is_named(returned: Returned) -> bool:
    return returned.oversight is not None and bool(returned.oversight.by)
