"""An area's force grade: what is suggested, what stands, whether it was changed or overridden, and what must be explained.

Everything that the Performance Board's grid says of one area goes in as a record and comes out as a record; no sheet is seen.

Source: Essex Police Balanced Scorecard, cycle 13: the grid of command grades with its redlines, the table of changes and
the Board's rationales. The suggestion itself is `xlscore.rules.force.force_grade`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from xlscore.rules.figures import Figure, Source
from xlscore.rules.force.force_grade import Blocker, Suggestion, suggest
from xlscore.rules.grades import Grade, GradeChange, grade_change, grade_name, redline_grade
from xlscore.rules.policy import Policy
from xlscore.rules.rag import is_at_least_as_good

__all__ = [
    "AreaChange", "AreaInputs", "AreaResult", "RationaleReason", "RedlineFrom", "RedlineMeasure", "TypedGrade", "in_words", "judge_area",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypedGrade:
    """A grade as a person entered it: None is N/A, or nothing that could be read; and the cell that says so."""

    grade: Grade | None = None
    source: Source | None = None
    is_entered: bool = False
    """Whether a person's entry stands there; N/A is one, a blank is none, and what the product wrote is none."""
    is_readable: bool = True


@dataclass(frozen=True, slots=True)
class RedlineMeasure:
    """A minimum standard of an area: its value, its minimum, which way is better, and "Met" as typed (None: not said)."""

    name: str
    source: Source
    value: Figure | None = None
    minimum: Figure | None = None
    higher_is_better: bool | None = None
    typed: bool | None = None
    by_group: bool = False
    """Whether that is the answer of the MSG sheet, where the minimum is the group's average or top quartile."""
    caveats: tuple[str, ...] = ()
    """What has to be said wherever it is quoted, a sentence each."""

    @property
    def met_by_value(self) -> bool | None:
        """Return whether the value is at its minimum or past it, None where one of them or the direction is not said."""
        if self.value is None or self.minimum is None or self.higher_is_better is None:
            return None
        return is_at_least_as_good(self.value.value, self.minimum.value, self.higher_is_better)

    @property
    def is_computable(self) -> bool:
        """Return whether a formula on its cells would come to the same: both are numbers to Excel too."""
        return all(figure is not None and figure.native for figure in (self.value, self.minimum))

    @property
    def met(self) -> bool | None:
        """Return whether the measure is met: as typed, else by its value.

        >>> from fractions import Fraction as F
        >>> place = Source("Areas", "C2")
        >>> RedlineMeasure("Solved rate", place, Figure(F("0.2"), place), Figure(F("0.1"), place), True).met
        True
        """
        return self.met_by_value if self.typed is None else self.typed


@dataclass(frozen=True)
class AreaInputs:
    """What the workbook says of an area."""

    area: str
    source: Source
    theme: str = ""
    commands: Mapping[str, TypedGrade] = field(default_factory=dict)
    not_returned: tuple[str, ...] = ()
    """The commands that have graded no area of the grid at all; a blank among a command's grades is N/A."""
    redline: TypedGrade = TypedGrade()
    measures: tuple[RedlineMeasure, ...] = ()
    lead: str = ""
    """The lead command as the grid's heading spells it, "" for none."""
    final: TypedGrade = TypedGrade()
    previous: TypedGrade = TypedGrade()
    """Last cycle's grade as the grid itself has it."""
    changed_from: TypedGrade | None = None
    """Last cycle's grade as the table of changes has it, None where that table does not know the area."""
    rationale: str = ""
    caveats: tuple[str, ...] = ()
    """What the notes say of the area itself."""

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the commands whose grade cannot be read."""
        return tuple(name for name, typed in self.commands.items() if not typed.is_readable)


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area's grade in two cycles."""

    area: str
    previous: Grade | None
    current: Grade | None
    agreed: bool = True
    """Whether a person entered the current grade; else it is the suggestion."""

    @property
    def change(self) -> GradeChange:
        """Return how the grade has changed."""
        return grade_change(self.previous, self.current)

    @property
    def changed(self) -> bool:
        """Return whether it is another grade than last cycle."""
        return self.change in (GradeChange.IMPROVED, GradeChange.DETERIORATED)

    def as_dict(self) -> dict[str, str | bool]:
        """Return the record as the command line's JSON prints it."""
        return {
            "area": self.area,
            "previous": grade_name(self.previous),
            "current": grade_name(self.current),
            "change": self.change.value,
            "agreed": self.agreed,
        }


class RationaleReason(Enum):
    """Why the Board owes a rationale."""

    OVERRIDE = "override"
    CHANGE = "change"


class RedlineFrom(Enum):
    """Where an area's redline grade comes from."""

    GRID = "grid"
    MEASURES = "measures"


@dataclass(frozen=True)
class AreaResult:
    """What the rules say of an area."""

    suggestion: Suggestion
    redline: Grade | None
    """The redline grade that holds: the one entered in the grid, else what the measures allow."""
    redline_from: RedlineFrom
    met: tuple[bool | None, ...]
    """Whether each of its redline measures is met, in their order."""
    allowed: Grade | None
    """The grade that these measures allow, whatever the grid's redline says; None where none is answered."""
    final: Grade | None
    """The grade that a person entered, else the suggestion."""
    agreed: bool
    """Whether a person's final grade stands there; else it is the suggestion, which nobody has agreed yet."""
    override: bool
    change: AreaChange
    rationale_for: tuple[RationaleReason, ...]
    """What needs a rationale, whether there is one or not."""
    lacks_rationale: bool


def judge_area(inputs: AreaInputs, policy: Policy) -> AreaResult:
    """Return what is suggested for an area, what stands there, and what needs a rationale.

    A person's final grade stands; without one the suggestion does, which then is not agreed. Only an agreed grade can
    override, and only a suggestion that could be made can be overridden.

    >>> from xlscore.rules.policy import DEFAULT
    >>> good, ri = (TypedGrade(g, is_entered=True) for g in (Grade.GOOD, Grade.REQUIRES_IMPROVEMENT))
    >>> area = AreaInputs("Burglary", Source("Grid", "B2"), commands={"North": good, "South": good}, redline=ri, final=good)
    >>> result = judge_area(area, DEFAULT)
    >>> result.suggestion.why, result.override, result.lacks_rationale
    ('2 of 2 commands Good; capped by the redline at RI', True, True)
    """
    met = tuple(measure.met for measure in inputs.measures)
    allowed = redline_grade(met)
    in_grid = inputs.redline.is_entered or not inputs.measures
    redline = inputs.redline.grade if in_grid else allowed
    suggestion = _suggestion(inputs, redline, policy)
    typed = inputs.final
    agreed = typed.is_entered and typed.is_readable
    final = typed.grade if typed.is_entered else suggestion.grade
    override = agreed and suggestion.blocked_by is None and final != suggestion.grade
    before = inputs.previous if inputs.changed_from is None else inputs.changed_from
    change = AreaChange(inputs.area, before.grade, final, agreed)
    said = ((override, RationaleReason.OVERRIDE), (change.changed, RationaleReason.CHANGE))
    reasons = tuple(reason for holds, reason in said if holds)
    return AreaResult(
        suggestion=suggestion,
        redline=redline,
        redline_from=RedlineFrom.GRID if in_grid else RedlineFrom.MEASURES,
        met=met,
        allowed=allowed,
        final=final,
        agreed=agreed,
        override=override,
        change=change,
        rationale_for=reasons,
        lacks_rationale=bool(reasons) and not inputs.rationale,
    )


def _suggestion(inputs: AreaInputs, redline: Grade | None, policy: Policy) -> Suggestion:
    """Return the suggestion; what cannot be read and could change it blocks it, or is said."""
    if not inputs.redline.is_readable:
        return Suggestion.blocked(Blocker.REDLINE, "the redline")
    lead = inputs.commands.get(inputs.lead)
    if lead is not None and not lead.is_readable:
        return Suggestion.blocked(Blocker.LEAD, f"the grade of the lead command {inputs.lead}")
    own = None if lead is None else lead.grade
    made = suggest([typed.grade for typed in inputs.commands.values()], redline, own, policy.force_grade_rule)
    why = made.why
    if inputs.unreadable:
        why += f"; without {', '.join(inputs.unreadable)}, whose grade cannot be read"
    missing = [f"{name} (lead)" if name == inputs.lead else name for name in inputs.not_returned]
    # Where nobody has returned there is nothing to tell them apart from, and every area would name them all.
    if 0 < len(missing) < len(inputs.commands):
        why += f"; {' and '.join(filter(None, (', '.join(missing[:-1]), missing[-1])))} not returned"
    without = suggest([typed.grade for typed in inputs.commands.values()], None, own, policy.force_grade_rule)
    if made != without:
        why += in_words(inputs.measures)
    return Suggestion(made.grade, why)


def in_words(measures: Iterable[RedlineMeasure]) -> str:
    """Return the caveats of measures as a reason that goes by them ends, "" where they have none.

    >>> in_words([RedlineMeasure("Solved rate", Source("Areas", "C2"), caveats=("Recording, Apr 2018: Better recorded.",))])
    '; Solved rate: Recording, Apr 2018: Better recorded'
    """
    return "".join(
        f"; {each.name}: {' '.join(each.caveats).rstrip('.')}" for each in measures if each.caveats
    )
