"""What of an area must be explained and is not, in a sentence.

Source: Essex Police Balanced Scorecard, cycle 13: every grade against the suggestion, and every change, has its rationale.
"""

from __future__ import annotations

from xlscore.rules.force.area_grades import AreaResult, RationaleReason
from xlscore.rules.grades import grade_name

__all__ = ["unexplained"]


def unexplained(result: AreaResult) -> str:
    """Return what lacks a rationale, in a sentence."""
    change = result.change
    reasons = {
        RationaleReason.OVERRIDE: f"overrides the suggestion {grade_name(result.suggestion.grade)}",
        RationaleReason.CHANGE: f"has {change.change.value.lower()} from {grade_name(change.previous)} last cycle",
    }
    why = " and ".join(reasons[reason] for reason in result.rationale_for)
    grade = grade_name(result.final)
    which = f"the final grade {grade}" if result.agreed else f"the suggested grade {grade}, not yet agreed,"
    return f"{change.area}: {which} {why}, without a rationale."
