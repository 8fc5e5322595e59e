"""Commands' returns against the grid: which grades a blank cell takes, which are there already, which need a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import TypedGrade
from xlscore.rules.force.evidence import ReturnedEvidence
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


@dataclass(frozen=True, slots=True)
class CommandReturn:
    """A command's return: who sent it, and its grades in its order."""

    command: str
    grades: tuple[ReturnedGrade, ...]
    source: Source
    evidence: tuple[ReturnedEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class StandingGrade:
    """What stands in the grid for an area and a command; a formula keeps its cell even while it shows nothing."""

    typed: TypedGrade
    has_formula: bool = False

    @property
    def is_free(self) -> bool:
        """Return whether a grade can be put there."""
        return not self.typed.is_entered and not self.has_formula

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

    @property
    def grade(self) -> Grade | None:
        """Return the grade that the command gives first."""
        return self.given[0].grade

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
        taken = [one.command for one in self.settled if one.outcome is Outcome.TAKEN]
        return {command: taken.count(command) for command in self.returned}


def settle_returns(inputs: ReturnsInputs) -> ReturnsResults:
    """Return which grades the grid takes from the returns: into blank cells only, and none on which a command differs.

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
            SettledGrade(command, area, tuple(grades), _outcome(grades, inputs.areas[area][command]))
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


def _outcome(given: Sequence[ReturnedGrade], standing: StandingGrade) -> Outcome:
    if len({one.grade for one in given}) > 1:
        return Outcome.DISPUTED
    if standing.is_free:
        return Outcome.TAKEN
    return Outcome.STANDS if standing.says(given[0].grade) else Outcome.DIFFERS
