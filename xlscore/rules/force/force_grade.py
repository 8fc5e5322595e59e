"""The suggested force grade of an area, and why in one sentence.

The papers say that the Performance Board agrees each grade, so this suggests and never decides. Tried on the
15 rows of the Essex Police Balanced Scorecard, cycle 13, "lead command's grade, else the majority, capped by
the redline" reproduces 14; the miss is Dwelling Burglary, where the Board kept Good against its redline and
wrote why. No rule reproduces 15, so the choice is a policy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from xlscore.rules.grades import Grade
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, quoted

__all__ = ["DEFAULT_RULE", "RULES", "Blocker", "Suggestion", "read_rule", "suggest"]

DEFAULT_RULE: Final = "lead capped"
RULES: Final = (DEFAULT_RULE, "majority capped", "majority", "median", "worst", "worst with redline")
_CAPPED: Final = frozenset({"lead capped", "majority capped", "worst with redline"})
_BY_KEY: Final = {key(rule): rule for rule in RULES}


class Blocker(Enum):
    """What keeps a grade from being suggested: a cell that decides, and cannot be read."""

    REDLINE = "redline"
    LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested grade (None: nothing to go by) and the reason in one sentence."""

    grade: Grade | None
    why: str
    blocked_by: Blocker | None = None
    """What kept a grade from being suggested, None where nothing did; nothing to go by is no blocker."""

    @classmethod
    def blocked(cls, by: Blocker, what: str) -> Suggestion:
        """Return that no grade can be suggested, and until when.

        >>> Suggestion.blocked(Blocker.REDLINE, "the redline").why
        'cannot be suggested until the redline can be read'
        """
        return cls(None, f"cannot be suggested until {what} can be read", by)


def read_rule(name: str) -> str:
    """Return the rule of that name, however it is spaced or capitalised.

    >>> read_rule("Lead  Capped")
    'lead capped'
    """
    try:
        return _BY_KEY[key(name)]
    except KeyError:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(name)} is not a force-grade rule.",
            f"Use one of: {', '.join(RULES)}.",
        ) from None


def suggest(
    grades: Sequence[Grade | None],
    redline: Grade | None,
    lead: Grade | None,
    rule: str,
) -> Suggestion:
    """Return the grade that a rule suggests for an area from its commands' grades, and why.

    `redline` is the grade that the minimum standards allow, `lead` the lead command's own grade.
    Source: Essex Police Balanced Scorecard, cycle 13 (see the module).

    >>> good, ri = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT
    >>> suggest([good, good, ri], redline=ri, lead=None, rule="lead capped").why
    '2 of 3 commands Good; capped by the redline at RI'
    """
    rule = read_rule(rule)
    given = [grade for grade in grades if grade is not None]
    if rule == "lead capped" and lead is not None:
        others = f", {_share(given, lead)}" if given else ""
        base = Suggestion(lead, f"lead command {lead.short}{others}")
    elif not given:
        return Suggestion(None, "no command graded this area")
    elif rule == "median":
        base = _median(given)
    elif rule.startswith("worst"):
        worst = min(given)
        base = Suggestion(worst, f"worst of {_commands(len(given))} {worst.short}")
    else:
        base = _majority(given)
    return _capped(base, redline) if rule in _CAPPED else base


def _commands(number: int) -> str:
    return "1 command" if number == 1 else f"{number} commands"


def _share(given: Sequence[Grade], grade: Grade) -> str:
    return f"{given.count(grade)} of {_commands(len(given))} {grade.short}"


def _majority(given: Sequence[Grade]) -> Suggestion:
    tally = Counter(given)
    most = max(tally.values())
    first = sorted((grade for grade, number in tally.items() if number == most), reverse=True)
    lowest = first[-1]
    if len(first) == 1:
        return Suggestion(lowest, _share(given, lowest))
    names = " and ".join(grade.short for grade in first)
    return Suggestion(lowest, f"{names} tie at {most} of {_commands(len(given))}; the lower taken")


def _median(given: Sequence[Grade]) -> Suggestion:
    middle = sorted(given)[(len(given) - 1) // 2]
    return Suggestion(middle, f"middle grade of {_commands(len(given))} {middle.short}")


def _capped(base: Suggestion, redline: Grade | None) -> Suggestion:
    if redline is None or base.grade is None:
        return base
    if redline < base.grade:
        return Suggestion(redline, f"{base.why}; capped by the redline at {redline.short}")
    return Suggestion(base.grade, f"{base.why}; within the redline ({redline.short})")
