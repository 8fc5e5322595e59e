"""Commands' returns against the grid: which grades a blank cell takes, which are there already, which need a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from xlscore.rules.figures import Source
from xlscore.rules.force.command_changes import CommandChange, Oversight
from xlscore.rules.force.evidence import ReturnedEvidence
from xlscore.rules.force.returned import GradeStep, Returned, settle
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade
from xlscore.rules.words import name_key

__all__ = [
    "CommandReturn", "Outcome", "ReturnedGrade", "ReturnsInputs", "ReturnsResults", "SettledGrade", "StandingGrade",
    "settle_returns",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReturnedGrade:
    """A grade that a command gives an area, None for N/A or where it cannot be read, and where its return says so."""

    area: str
    grade: Grade | None
    source: Source
    is_readable: bool = True
    is_graded: bool = True
    """Whether the command graded the area itself; N/A is a grade here, a blank none."""
    oversight: Oversight | None = None
    """What the Oversight Board made of it, None where it made nothing."""
    own_source: Source | None = None
    """Where the command's own grade stands, where that is another cell."""

    @property
    def returned(self) -> Returned:
        """Return the command's own grade and the Oversight Board's."""
        own = TypedGrade(self.grade, self.source, is_entered=self.is_graded, is_readable=self.is_readable)
        return Returned(own, self.oversight)

    @property
    def holds(self) -> Grade | None:
        """Return the grade that holds: the Oversight Board's, else the command's own."""
        return self.returned.grade


@dataclass(frozen=True, slots=True)
class CommandReturn:
    """A command's return: who sent it, and its grades in its order."""

    command: str
    grades: tuple[ReturnedGrade, ...]
    source: Source
    evidence: tuple[ReturnedEvidence, ...] = ()

    @property
    def own_part(self) -> CommandReturn:
        """Return what the command says of itself, for a grid that has the Oversight Board's grades beside it."""
        own = (
            replace(one, oversight=None, source=one.own_source or one.source)
            for one in self.grades
            if one.is_graded
        )
        return replace(self, grades=tuple(own))

    @property
    def review_part(self) -> CommandReturn:
        """Return what the Oversight Board made of the command's grades, as the grades that they are in such a grid."""
        seen = (
            replace(one, grade=one.oversight.grade.grade, oversight=None, is_graded=True)
            for one in self.grades
            if one.oversight is not None
        )
        return replace(self, grades=tuple(seen), evidence=())


@dataclass(frozen=True, slots=True)
class StandingGrade:
    """What stands in the grid for an area and a command; a formula keeps its cell even while it shows nothing."""

    typed: TypedGrade
    has_formula: bool = False
    from_return: bool = False
    """Whether a return brought the grade, and nobody has touched it since."""
    known: tuple[CommandChange, ...] = ()
    """The changes of the grade in this cycle that are kept already."""

    def says(self, grade: Grade | None) -> bool:
        """Return whether the cell says that grade, or that there is none."""
        return self.typed.is_readable and self.typed.grade == grade


@dataclass(frozen=True)
class ReturnsInputs:
    """The grid as it stands, by area and command, and the commands' returns in the order in which they came."""

    areas: Mapping[str, Mapping[str, StandingGrade]]
    not_returned: tuple[str, ...]
    """The commands whose column of the grid is blank."""
    returns: tuple[CommandReturn, ...]


class Outcome(Enum):
    """What comes of what a command says of an area."""

    TAKEN = "taken"
    CHANGED = "changed"
    """Taken in place of what an earlier return said."""
    STANDS = "stands"
    DIFFERS = "differs"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class SettledGrade:
    """What came of an area's grade by a command: every place that gives one, and whether the grid takes it."""

    command: str
    area: str
    given: tuple[ReturnedGrade, ...]
    outcome: Outcome
    steps: tuple[GradeStep, ...] = ()
    """The changes of the grade that are to be kept."""

    @property
    def grade(self) -> Grade | None:
        """Return the grade that holds by what the command gives first."""
        return self.given[0].holds

    @property
    def is_twice(self) -> bool:
        """Return whether the command graded the area more than once."""
        return len(self.given) > 1


@dataclass(frozen=True)
class ReturnsResults:
    """What the returns come to against the grid."""

    settled: tuple[SettledGrade, ...]
    returned: tuple[str, ...]
    not_returned: tuple[str, ...]
    again: tuple[CommandReturn, ...]
    """The second returns of a command."""
    unknown: tuple[tuple[str, ReturnedGrade], ...]
    """The grades of areas that the grid does not have, each with its command."""

    @property
    def taken(self) -> dict[str, int]:
        """Return how many grades the grid takes of each command that returned."""
        taken = [one.command for one in self.settled if one.outcome in (Outcome.TAKEN, Outcome.CHANGED)]
        return {command: taken.count(command) for command in self.returned}


def settle_returns(inputs: ReturnsInputs) -> ReturnsResults:
    """Return which grades the grid takes from the returns: into blank cells and over earlier returns, and none on which a command differs.

    >>> north = CommandReturn("North", (ReturnedGrade("burglary", Grade.GOOD, Source("Return", "B6")),), Source("Return", ""))
    >>> grid = {"Burglary": {"North": StandingGrade(TypedGrade())}}
    >>> settle_returns(ReturnsInputs(grid, ("North",), (north,))).taken
    {'North': 1}
    """
    spelt = {name_key(area): area for area in inputs.areas}
    given: dict[tuple[str, str], list[ReturnedGrade]] = {}
    unknown: list[tuple[str, ReturnedGrade]] = []
    for one in inputs.returns:
        for grade in one.grades:
            area = spelt.get(name_key(grade.area))
            if area is None:
                unknown.append((one.command, grade))
            elif grade.is_readable:
                given.setdefault((one.command, area), []).append(grade)
    returned = tuple(dict.fromkeys(one.command for one in inputs.returns))
    return ReturnsResults(
        tuple(
            SettledGrade(
                command, area, tuple(grades), *_outcome(command, grades, inputs.areas[area][command])
            )
            for (command, area), grades in given.items()
        ),
        returned,
        tuple(command for command in inputs.not_returned if command not in returned),
        tuple(
            one
            for place, one in enumerate(inputs.returns)
            if any(before.command == one.command for before in inputs.returns[:place])
        ),
        tuple(unknown),
    )


def _outcome(
    command: str, given: Sequence[ReturnedGrade], standing: StandingGrade
) -> tuple[Outcome, tuple[GradeStep, ...]]:
    """Return what comes of a grade, and the changes of it that are to be kept."""
    if len({one.holds for one in given}) > 1:
        return Outcome.DISPUTED, ()
    if standing.has_formula:
        return (Outcome.STANDS if standing.says(given[0].holds) else Outcome.DIFFERS), ()
    settled = settle(
        command, given[0].returned, standing.typed, standing.known, from_return=standing.from_return
    )
    if settled.disagrees:
        return Outcome.DIFFERS, ()
    taken = Outcome.CHANGED if standing.typed.is_entered else Outcome.TAKEN
    return (taken if settled.enters else Outcome.STANDS), settled.steps
