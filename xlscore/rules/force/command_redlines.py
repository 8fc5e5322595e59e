"""A command's own redlines: its risks over the limit, and where it grades itself above them.

Source: Essex Police Balanced Scorecard, cycle 13: a risk over the limit is a redline at force and command level. A command's
grade is its own, so nothing is capped here: what stands above a redline that is not met is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from xlscore.rules.force.area_grades import AreaInputs
from xlscore.rules.force.risks import RiskRedline, because
from xlscore.rules.grades import Grade, redline_grade

__all__ = ["CommandRedlines", "judge_commands"]


@dataclass(frozen=True, slots=True)
class CommandRedlines:
    """A command, its redlines that are not met, and the areas in which it grades itself above them."""

    command: str
    not_met: tuple[RiskRedline, ...]
    above: tuple[str, ...]

    @property
    def grade(self) -> Grade | None:
        """Return the grade that its redlines allow, None where it has none."""
        return redline_grade(False for _ in self.not_met)

    @property
    def sentence(self) -> str:
        """Return what is not met, in a sentence; "" where nothing is amiss."""
        return f"{self.command}: redline not met, {because(self.not_met)}." if self.not_met else ""


def judge_commands(
    areas: Iterable[AreaInputs], commands: Iterable[str], risks: Mapping[str, tuple[RiskRedline, ...]]
) -> tuple[CommandRedlines, ...]:
    """Return each command's redlines; `risks` holds those over the limit by command.

    >>> from fractions import Fraction
    >>> from xlscore.rules.figures import Source
    >>> from xlscore.rules.force.area_grades import TypedGrade
    >>> area = AreaInputs("Burglary", Source("Grid", "B2"), commands={"North": TypedGrade(Grade.GOOD, is_entered=True)})
    >>> risk = RiskRedline("R3", Fraction(100), 75, Source("Risks", "A4"))
    >>> judge_commands([area], ["North"], {"North": (risk,)})[0].above
    ('Burglary',)
    """
    areas = tuple(areas)
    return tuple(
        CommandRedlines(
            command,
            not_met := risks.get(command, ()),
            tuple(area.area for area in areas if not_met and _is_above(area, command)),
        )
        for command in commands
    )


def _is_above(area: AreaInputs, command: str) -> bool:
    typed = area.commands.get(command)
    return typed is not None and typed.grade is not None and typed.grade > Grade.REQUIRES_IMPROVEMENT
