"""A command's own redlines: its measures and its risks over the limit, and where it grades itself above them.

Source: Essex Police Balanced Scorecard, cycle 13: a risk over the limit is a redline at force and command level. A command's
grade is its own, so nothing is capped here: what stands above a redline that is not met is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xlscore.rules.force.area_grades import AreaInputs, RedlineMeasure
from xlscore.rules.force.risks import RiskRedline
from xlscore.rules.grades import Grade, grade_name, redline_grade

__all__ = ["CommandRedlines", "judge_commands"]


@dataclass(frozen=True, slots=True)
class CommandRedlines:
    """A command, its own redlines, and the areas in which it grades itself above one that is not met."""

    command: str
    measures: tuple[RedlineMeasure, ...]
    risks: tuple[RiskRedline, ...]
    """Its risks over the limit: none of them is met."""
    above: tuple[str, ...] = ()

    @property
    def grade(self) -> Grade | None:
        """Return the grade that its redlines allow, None where it has none that is answered."""
        return redline_grade([*(measure.met for measure in self.measures), *(False for _ in self.risks)])

    @property
    def met(self) -> tuple[str, ...]:
        """Return the measures that are met."""
        return tuple(measure.name for measure in self.measures if measure.met)

    @property
    def not_met(self) -> tuple[str, ...]:
        """Return what is not met, each in words."""
        names = (measure.name for measure in self.measures if measure.met is False)
        return (*names, *(risk.words for risk in self.risks))

    @property
    def sentence(self) -> str:
        """Return what is not met, in a sentence; "" where nothing is amiss."""
        return f"{self.command}: redline not met, {', and '.join(self.not_met)}." if self.not_met else ""

    def as_dict(self) -> dict[str, str | list[str]]:
        """Return the record as the command line's JSON prints it."""
        return {
            "command": self.command,
            "redline": grade_name(self.grade),
            "met": list(self.met),
            "not_met": list(self.not_met),
            "above": list(self.above),
        }


def judge_commands(
    areas: Iterable[AreaInputs],
    commands: Iterable[str],
    measures: Mapping[str, tuple[RedlineMeasure, ...]],
    risks: Mapping[str, tuple[RiskRedline, ...]],
) -> tuple[CommandRedlines, ...]:
    """Return each command's redlines; `measures` and `risks` hold its own ones by command, the risks those over the limit.

    >>> from fractions import Fraction
    >>> from xlscore.rules.figures import Source
    >>> from xlscore.rules.force.typed_grade import TypedGrade
    >>> area = AreaInputs("Burglary", Source("Grid", "B2"), commands={"North": TypedGrade(Grade.GOOD, is_entered=True)})
    >>> risk = RiskRedline("R3", Fraction(100), 75, Source("Risks", "A4"))
    >>> judge_commands([area], ["North"], {}, {"North": (risk,)})[0].above
    ('Burglary',)
    """
    areas = tuple(areas)
    made = (CommandRedlines(name, measures.get(name, ()), risks.get(name, ())) for name in commands)
    return tuple(
        replace(each, above=tuple(a.area for a in areas if each.not_met and _is_above(a, each.command)))
        for each in made
    )


def _is_above(area: AreaInputs, command: str) -> bool:
    typed = area.commands.get(command)
    return typed is not None and typed.grade is not None and typed.grade > Grade.REQUIRES_IMPROVEMENT
