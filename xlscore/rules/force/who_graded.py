"""Who graded an area how, by groups of commands, as the Board's rationale says it.

Source: Essex Police Balanced Scorecard, cycle 13: "The three LPAs graded themselves as RI; OPC and SCD graded themselves as
Good", "All LPAs graded themselves as Good; OPC graded themselves as Outstanding".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from xlscore.rules.grades import Grade
from xlscore.rules.words import in_words, listed, tidy

__all__ = ["who_graded"]

_UNITS: Final = re.compile(
    r"(?i:area|unit|command|department|directorate|division|district|hub|borough|county|sector|region|force|team|station|portfolio"
    r"|service|branch)|[A-Z]{2,6}"
)
"""What a group's name ends in where its members are called by it: three LPAs, three districts, but not three Crimes."""


def who_graded(grades: Mapping[str, Grade | None], groups: Mapping[str, str]) -> str:
    """Return who graded an area how, "" where nobody did; the grade of most commands first.

    `groups` says which commands belong together; a command without one stands for itself. A group whose members graded
    alike is named as one, and so is the larger part of it; the others are named one by one. None is N/A.

    >>> good, ri = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT
    >>> grades = {"North": good, "South": good, "West": good, "PPU": ri, "CJ": None, "SCD": ri}
    >>> who_graded(grades, {"North": "LPA", "South": "LPA", "West": "LPA"})
    'all three LPAs Good; PPU and SCD RI'
    >>> who_graded({"North": good, "South": ri, "West": good}, {"North": "LPA", "South": "LPA", "West": "LPA"})
    'two of three LPAs Good; South RI'
    """
    given = {name: grade for name, grade in grades.items() if grade is not None}
    tally = Counter(given.values())
    if len(tally) == 1 and len(given) == len(grades) > 1:
        return f"{_all(len(given))} commands {next(iter(tally)).short}"
    clauses = [
        f"{listed(_names(grade, given, grades, groups))} {grade.short}"
        for grade in sorted(tally, key=lambda grade: (-tally[grade], -grade.height))
    ]
    return "; ".join(clauses)


def _names(
    grade: Grade, given: Mapping[str, Grade], grades: Mapping[str, Grade | None], groups: Mapping[str, str]
) -> list[str]:
    """Return who gave a grade, in the grid's order: groups where they stand first, then the commands by name."""
    found: list[str] = []
    for name in [name for name, own in given.items() if own is grade]:
        group = groups.get(name, "")
        members = [other for other in grades if group and groups.get(other, "") == group]
        alike = sum(given.get(other) is grade for other in members)
        if len(members) < 2 or alike < 2 or 2 * alike <= len(members):
            found.append(name)
        elif (said := _said(group, alike, members)) not in found:
            found.append(said)
    return found


def _said(group: str, alike: int, members: Sequence[str]) -> str:
    whole = len(members)
    number = _all(whole) if alike == whole else f"{in_words(alike)} of {in_words(whole)}"
    last = tidy(group).split()[-1]
    if last.endswith("s") and not last.endswith("ss"):
        return f"{number} {tidy(group)}"
    return (
        f"{number} {_plural(tidy(group))}" if _UNITS.fullmatch(last) else f"{number} {tidy(group)} commands"
    )


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {in_words(number)}"


def _plural(noun: str) -> str:
    if noun.endswith(("ch", "sh", "ss", "x")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in set("aeiou") else f"{noun}s"
