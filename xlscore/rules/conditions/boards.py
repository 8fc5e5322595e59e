"""Whether a condition is due at this Board, which grade it promised, and whether that was applied."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from xlscore.rules.conditions.judging import ConditionOutcome
from xlscore.rules.grades import Grade, Scale, read_grade
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, quoted, tidy

__all__ = ["REVIEW", "Applied", "Due", "Promise", "judge_promise", "read_then", "when_due"]

REVIEW: Final = "Review"
_LEADING: Final = re.compile(
    r"^(?:(?:then|the|force|final|area|grade|grades|is|be|becomes|become|becoming|to|at|graded|up|down|upgrade|upgraded|downgrade"
    r"|downgraded|improve|improves|improved|raise|raised|lower|lowered|move|moves|moved|return|returns|returned|change|changed|stay|stays"
    r"|remain|remains|will|would|should|may|can|go|goes)\s+)+",
    re.IGNORECASE,
)
_REVIEW: Final = re.compile(
    r"(?:(?:to|be|is|will|under|grade|the|for)\s+)*review(?:ed|s)?(?:\s+(?:the\s+|its\s+)?grade)?",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\D*?(\d{1,3})\D*")


@dataclass(frozen=True, slots=True)
class Promise:
    """What follows when a condition is fulfilled: a grade, or a review where there is none."""

    grade: Grade | None


class Due(Enum):
    """When a condition counts."""

    NOW = "now"
    EARLIER = "earlier"
    LATER = "later"
    UNKNOWN = "unknown"


class Applied(Enum):
    """Whether the promised grade was given: None of them while the condition is not fulfilled or asks for a review."""

    YES = "yes"
    NO = "no"
    WITH_REASON = "no, with a reason"


def read_then(typed: str, scale: Scale) -> Promise:
    """Return what a condition promises: a grade of the scale, or a review.

    >>> from xlscore.rules.grades import FOUR
    >>> read_then("upgrade to Good", FOUR).grade.value, read_then("Grade to be reviewed", FOUR).grade
    ('Good', None)
    """
    text = tidy(typed).rstrip(".")
    if _REVIEW.fullmatch(text):
        return Promise(None)
    bare = _LEADING.sub("", f"{text} ").strip()
    grade = read_grade(bare, scale) if bare and not _REVIEW.fullmatch(bare) else None
    if grade is None and not (bare and _REVIEW.fullmatch(bare)):
        names = ", ".join(each.value for each in scale.grades)
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} is no grade and no review.", f"Use {names} or {REVIEW}."
        )
    return Promise(grade)


def when_due(cycle: str, current: str, before: Mapping[str, str], others: Collection[str]) -> Due:
    """Return whether a condition that was set in a cycle counts in the current one: it was set by the last Board.

    `before` holds for each cycle the one that was rolled into it; without it the number before is the last cycle. `others`
    are all cycles that conditions name: where the workbook does not say its own, a single one can only be the last.

    >>> when_due("Cycle 12", "Cycle 13", {}, ["Cycle 12"]).value, when_due("11", "Cycle 13", {}, ["11"]).value
    ('now', 'earlier')
    """
    if not cycle:
        return Due.NOW
    if current and key(cycle) == key(current):
        return Due.LATER
    last = before.get(key(current), "")
    if last and key(cycle) == key(last):
        return Due.NOW
    set_in, now = _number(cycle), _number(current)
    if set_in is not None and now is not None:
        return Due.NOW if set_in == now - 1 else Due.EARLIER if set_in < now else Due.LATER
    if last:
        return Due.EARLIER
    return (
        Due.NOW
        if len({key(each) for each in others if each and key(each) != key(current)}) == 1
        else Due.UNKNOWN
    )


def _number(cycle: str) -> int | None:
    """Return the number of a cycle whose name has one and no other: "Cycle 13"."""
    found = _NUMBERED.fullmatch(cycle)
    return None if found is None else int(found[1])


def judge_promise(
    outcome: ConditionOutcome, promise: Promise | None, given: Grade | None, *, reason: bool
) -> Applied | None:
    """Return whether what a fulfilled condition promised was given; None where there is nothing to ask.

    `given` is this cycle's force grade, `reason` whether a rationale stands beside the condition or the grade.
    """
    if not outcome.fulfilled or promise is None or promise.grade is None or given is None:
        return None
    if promise.grade is given:
        return Applied.YES
    return Applied.WITH_REASON if reason else Applied.NO
