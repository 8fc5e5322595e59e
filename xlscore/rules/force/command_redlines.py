"""A command's own redlines: its measures and its risks over the limit, and where it grades itself above them.

A measure is of one area or of all that the command grades; a risk is of all.

Source: Essex Police Balanced Scorecard, cycle 13: a risk over the limit is a redline at force and command level. A command's
grade is its own, so nothing is capped here: what stands above a redline that is not met is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from xlscore.rules.force.area_grades import AreaInputs, RedlineMeasure
from xlscore.rules.force.risks import RiskRedline
from xlscore.rules.grades import Grade, grade_name, redline_grade
from xlscore.rules.words import name_key

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
        """Return the grade that its redlines of all areas allow, None where it has none that is answered."""
        every = (measure.met for measure in self.measures if not measure.only_in)
        return redline_grade([*every, *(False for _ in self.risks)])

    @property
    def met(self) -> tuple[str, ...]:
        """Return the measures that are met."""
        return tuple(measure.called for measure in self.measures if measure.met)

    @property
    def not_met(self) -> tuple[str, ...]:
        """Return what is not met, each in words."""
        names = (measure.called for measure in self.measures if measure.met is False)
        return (*names, *(risk.words for risk in self.risks))

    @property
    def not_met_everywhere(self) -> tuple[str, ...]:
        """Return what is not met in whatever area it grades, each in words."""
        names = (m.name for m in self.measures if m.met is False and not m.only_in)
        return (*names, *(risk.words for risk in self.risks))

    def not_met_in(self, area: str) -> tuple[str, ...]:
        """Return the measures of one area alone that are not met."""
        mark = name_key(area)
        return tuple(
            m.name for m in self.measures if m.met is False and m.only_in and name_key(m.only_in) == mark
        )

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
    return tuple(replace(each, above=tuple(a.area for a in areas if _is_above(a, each))) for each in made)


def _is_above(area: AreaInputs, each: CommandRedlines) -> bool:
    typed = area.commands.get(each.command)
    high = typed is not None and typed.grade is not None and typed.grade > Grade.REQUIRES_IMPROVEMENT
    return high and bool(each.not_met_everywhere or each.not_met_in(area.area))
