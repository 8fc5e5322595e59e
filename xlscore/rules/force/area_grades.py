"""An area's force grade: what is suggested, what stands, whether it was changed or overridden, and what must be explained.

Everything that the Performance Board's grid says of one area goes in as a record and comes out as a record; no sheet is seen.

Source: Essex Police Balanced Scorecard, cycle 13: the grid of command grades with its redlines, the table of changes and
the Board's rationales. The suggestion itself is `xlscore.rules.force.force_grade`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from xlscore.rules.figures import Source
from xlscore.rules.force.area_change import AreaChange, cycles_at
from xlscore.rules.force.command_changes import (
    OVERSIGHT,
    AreaMoves,
    CommandChange,
    Oversight,
    judge_moves,
    moves_sentence,
)
from xlscore.rules.force.force_grade import Blocker, Suggestion, suggest
from xlscore.rules.force.redline_measure import RedlineMeasure, caveats_in_words
from xlscore.rules.force.risks import RiskRedline, because
from xlscore.rules.force.typed_grade import UNTYPED, TypedGrade
from xlscore.rules.force.who_graded import who_graded
from xlscore.rules.grades import Grade, grade_name, redline_grade
from xlscore.rules.policy import Policy
from xlscore.rules.words import listed

__all__ = [
    "AreaInputs", "AreaResult", "RationaleReason", "RedlineFrom", "RedlineMeasure", "judge_area",
]  # fmt: skip


@dataclass(frozen=True)
class AreaInputs:
    """What the workbook says of an area."""

    area: str
    source: Source
    theme: str = ""
    commands: Mapping[str, TypedGrade] = field(default_factory=dict)
    not_returned: tuple[str, ...] = ()
    """The commands that have graded no area of the grid at all; a blank among a command's grades is N/A."""
    redline: TypedGrade = UNTYPED
    measures: tuple[RedlineMeasure, ...] = ()
    risks: tuple[RiskRedline, ...] = ()
    """Its risks that score over the limit: each is a redline that is not met, whatever else stands there."""
    lead: str = ""
    """The lead command as the grid's heading spells it, "" for none."""
    final: TypedGrade = UNTYPED
    previous: TypedGrade = UNTYPED
    """Last cycle's grade as the grid itself has it."""
    changed_from: TypedGrade | None = None
    """Last cycle's grade as the table of changes has it, None where that table does not know the area."""
    rationale: str = ""
    past: tuple[Grade | None, ...] = ()
    """The Board's grades of the cycles that are over, oldest first, as the history has them."""
    moved: tuple[CommandChange, ...] = ()
    """The changes of its commands' grades in this cycle."""
    oversight: Oversight | None = None
    """The Oversight Board's grade of the area, None where nobody entered one."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """Which commands belong together, by the commands; without any, Why does not say who graded how."""
    caveats: tuple[str, ...] = ()
    """What the notes say of the area itself."""

    @property
    def unreadable(self) -> tuple[str, ...]:
        """Return the commands whose grade cannot be read."""
        return tuple(name for name, typed in self.commands.items() if not typed.is_readable)


class RationaleReason(Enum):
    """Why the Board owes a rationale."""

    OVERRIDE = "override"
    CHANGE = "change"


class RedlineFrom(Enum):
    """Where an area's redline grade comes from."""

    GRID = "grid"
    MEASURES = "measures"
    RISKS = "risks"


@dataclass(frozen=True)
class AreaResult:
    """What the rules say of an area."""

    suggestion: Suggestion
    redline: Grade | None
    """The redline grade that holds: the one entered in the grid, else what the measures allow; no better than RI with a
    risk over the limit."""
    redline_from: RedlineFrom
    met: tuple[bool | None, ...]
    """Whether each of its redline measures is met, in their order."""
    allowed: Grade | None
    """The grade that these measures and the area's risks allow, whatever the grid's redline says; None where none is answered."""
    final: Grade | None
    """The grade that a person entered, else the suggestion."""
    agreed: bool
    """Whether a person's final grade stands there; else it is the suggestion, which nobody has agreed yet."""
    override: bool
    change: AreaChange
    rationale_for: tuple[RationaleReason, ...]
    """What needs a rationale, whether there is one or not."""
    lacks_rationale: bool
    moves: AreaMoves
    """The changes of its commands' grades in their order, and what is wrong with them."""
    lacks_oversight_reason: bool
    """Whether the Oversight Board's grade is another than the one suggested, without a reason."""


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
    measured = redline_grade(met)
    allowed = redline_grade((*met, *(False for _ in inputs.risks)))
    in_grid = inputs.redline.is_entered or not inputs.measures
    entered = inputs.redline.grade if in_grid else measured
    held_down = bool(inputs.risks) and (entered is None or entered > Grade.REQUIRES_IMPROVEMENT)
    redline = Grade.REQUIRES_IMPROVEMENT if held_down else entered
    by = RedlineFrom.GRID if in_grid else RedlineFrom.MEASURES
    moves = judge_moves(inputs.moved, inputs.commands)
    suggestion = _suggestion(inputs, redline, policy, moves)
    typed = inputs.final
    agreed = typed.is_entered and typed.is_readable
    final = typed.grade if typed.is_entered else suggestion.grade
    override = agreed and suggestion.blocked_by is None and final != suggestion.grade
    before = inputs.previous if inputs.changed_from is None else inputs.changed_from
    change = AreaChange(inputs.area, before.grade, final, agreed, cycles_at(before.grade, inputs.past))
    if change.run_clause:
        suggestion = replace(suggestion, why=f"{suggestion.why}; {change.run_clause}")
    said = ((override, RationaleReason.OVERRIDE), (change.changed, RationaleReason.CHANGE))
    reasons = tuple(reason for holds, reason in said if holds)
    return AreaResult(
        suggestion=suggestion,
        redline=redline,
        redline_from=RedlineFrom.RISKS if held_down else by,
        met=met,
        allowed=allowed,
        final=final,
        agreed=agreed,
        override=override,
        change=change,
        rationale_for=reasons,
        lacks_rationale=bool(reasons) and not inputs.rationale,
        moves=moves,
        lacks_oversight_reason=_lacks_reason(inputs.oversight, suggestion),
    )


def _lacks_reason(oversight: Oversight | None, suggestion: Suggestion) -> bool:
    if oversight is None or not oversight.grade.is_readable or suggestion.blocked_by is not None:
        return False
    return suggestion.grade not in (None, oversight.grade.grade) and not oversight.why


def _suggestion(inputs: AreaInputs, redline: Grade | None, policy: Policy, moves: AreaMoves) -> Suggestion:
    """Return the suggestion; what cannot be read and could change it blocks it, or is said."""
    if not inputs.redline.is_readable:
        return Suggestion.blocked(Blocker.REDLINE, "the redline")
    lead = inputs.commands.get(inputs.lead)
    if lead is not None and not lead.is_readable:
        return Suggestion.blocked(Blocker.LEAD, f"the grade of the lead command {inputs.lead}")
    own = None if lead is None else lead.grade
    grades, rule = [typed.grade for typed in inputs.commands.values()], policy.force_grade_rule
    made = suggest(grades, redline, own, rule)
    why = made.why
    if inputs.risks:
        down = redline is Grade.REQUIRES_IMPROVEMENT
        why += f"; redline: RI because {because(inputs.risks)}" if down else f"; {because(inputs.risks)}"
    if inputs.unreadable:
        why += f"; without {', '.join(inputs.unreadable)}, whose grade cannot be read"
    missing = [f"{name} (lead)" if name == inputs.lead else name for name in inputs.not_returned]
    # Where nobody has returned there is nothing to tell them apart from, and every area would name them all.
    if 0 < len(missing) < len(inputs.commands):
        why += f"; {listed(missing)} not returned"
    said = "; ".join(filter(None, (why, *_between(inputs, moves, why))))
    goes_by_redline = made != suggest(grades, None, own, rule)
    return Suggestion(made.grade, said + (caveats_in_words(inputs.measures) if goes_by_redline else ""))


def _between(inputs: AreaInputs, moves: AreaMoves, why: str) -> tuple[str, ...]:
    """Return what was said between the commands' own grades and the force's: who graded how, what moved, the Oversight Board."""
    own = {name: typed.grade for name, typed in inputs.commands.items()}
    who = who_graded(own, inputs.groups) if inputs.groups else ""
    if f"{len(own)} of {len(own)} commands" in why:  # "all eight commands Good" is said already
        who = ""
    seen = inputs.oversight
    at = f"{OVERSIGHT} at {grade_name(seen.grade.grade)}" if seen and seen.grade.is_readable else ""
    return who, moves_sentence(moves, inputs.commands), at
