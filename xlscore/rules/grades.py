"""Grades: the scale, reading what people type, change since last cycle, counts.

The inspectorate (HMICFRS) used four grades until 2020 and five since 2021/22; Adequate stands between Good
and Requires Improvement. A command that does not grade itself in an area is N/A, which is `None` here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import total_ordering
from typing import Final

from xlscore.rules.grade_marks import bare_grade, full_name_key
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import counted_in_words, key, quoted

__all__ = [
    "FIVE", "FOUR", "NOT_GRADED", "NOT_RETURNED", "SCALES", "Grade", "GradeChange", "Scale",
    "change_sentence", "count_sentence", "counts", "grade_change", "grade_name", "is_met", "read_grade",
    "redline_grade",
]  # fmt: skip

NOT_GRADED: Final = "N/A"
NOT_RETURNED: Final = "Not returned"
"""What a command's grade is called while the command has graded no area at all: N/A is an answer, this is none."""


@total_ordering
class Grade(Enum):
    """A grade, by its full name; worse grades compare lower.

    >>> Grade.GOOD > Grade.REQUIRES_IMPROVEMENT, Grade.GOOD.letters
    (True, 'G')
    """

    INADEQUATE = "Inadequate"
    REQUIRES_IMPROVEMENT = "Requires Improvement"
    ADEQUATE = "Adequate"
    GOOD = "Good"
    OUTSTANDING = "Outstanding"

    @property
    def letters(self) -> str:
        """Return the usual abbreviation: O, G, A, RI, I."""
        return _LETTERS[self]

    @property
    def short(self) -> str:
        """Return the name as it is said in a sentence: "RI" for the long one, else the name."""
        return "RI" if self is Grade.REQUIRES_IMPROVEMENT else self.value

    @property
    def height(self) -> int:
        """Return the grade's place from the bottom, Inadequate 0 to Outstanding 4."""
        return _HEIGHT[self]

    def __lt__(self, other: Grade) -> bool:
        return self.height < other.height


_LETTERS: Final = {
    Grade.OUTSTANDING: "O",
    Grade.GOOD: "G",
    Grade.ADEQUATE: "A",
    Grade.REQUIRES_IMPROVEMENT: "RI",
    Grade.INADEQUATE: "I",
}
_HEIGHT: Final = {grade: height for height, grade in enumerate(Grade)}
_BY_KEY: Final = {key(grade.value): grade for grade in Grade} | {key(t): g for g, t in _LETTERS.items()}
_NOT_GRADED_KEYS: Final = frozenset(
    {"", "n/a", "na", "-", "–", "—", "−", "notgraded", "ungraded", "notapplicable", "nograde", "notassessed"}
)


@dataclass(frozen=True, slots=True)
class Scale:
    """A grade scale, best grade first."""

    name: str
    grades: tuple[Grade, ...]

    def __contains__(self, grade: object) -> bool:
        return grade in self.grades


FOUR: Final = Scale("four", tuple(g for g in reversed(Grade) if g is not Grade.ADEQUATE))
FIVE: Final = Scale("five", tuple(reversed(Grade)))
SCALES: Final = {scale.name: scale for scale in (FOUR, FIVE)}


def read_grade(typed: str | None, scale: Scale = FIVE) -> Grade | None:
    """Return the grade that was typed, None for N/A; abbreviations, any case, stray spaces.

    >>> read_grade(" requires\\u00a0improvement "), read_grade("n/a"), read_grade("o").value
    (<Grade.REQUIRES_IMPROVEMENT: 'Requires Improvement'>, None, 'Outstanding')
    >>> read_grade("Good (March 2017)").value, read_grade("RI*").letters
    ('Good', 'RI')
    >>> read_grade("Good ↑").letters, read_grade("Req. Imp.").letters
    ('G', 'RI')
    """
    compact = key(bare_grade(typed or ""))
    if compact in _NOT_GRADED_KEYS:
        return None
    grade = _BY_KEY.get(full_name_key(compact))
    names = ", ".join(g.value for g in scale.grades)
    if grade is None:
        raise RuleError(Trouble.UNREADABLE, f"{quoted(typed)} is not a grade.", f"Use {names} or N/A.")
    if grade not in scale:
        raise RuleError(
            Trouble.UNREADABLE,
            f"'{grade.value}' is not on the scale of {scale.name} grades.",
            f"Use {names} or N/A.",
        )
    return grade


def grade_name(grade: Grade | None) -> str:
    """Return the grade's full name, N/A for none: what `read_grade` reads back.

    >>> grade_name(Grade.GOOD), grade_name(None)
    ('Good', 'N/A')
    """
    return NOT_GRADED if grade is None else grade.value


class GradeChange(StrEnum):
    """How an area's grade stands against last cycle's."""

    IMPROVED = "Improved"
    DETERIORATED = "Deteriorated"
    NO_CHANGE = "No change"
    FIRST_GRADING = "First grading"
    NOT_GRADED = "Not graded"


def grade_change(previous: Grade | None, current: Grade | None) -> GradeChange:
    """Return how the current grade stands against the previous one.

    Source: Essex Police Balanced Scorecard, cycle 13: the table of changes between cycles.

    >>> grade_change(Grade.OUTSTANDING, Grade.GOOD).value
    'Deteriorated'
    """
    if current is None:
        return GradeChange.NOT_GRADED
    if previous is None:
        return GradeChange.FIRST_GRADING
    if current == previous:
        return GradeChange.NO_CHANGE
    return GradeChange.IMPROVED if current > previous else GradeChange.DETERIORATED


def change_sentence(
    area: str, previous: Grade, current: Grade, *, agreed: bool = True, since: str = ""
) -> str:
    """Return a change of grade as the board paper words it, or as what it would be while nobody has agreed the grade.

    `since` is how long the previous grade had stood, in words.

    >>> change_sentence("Digital Crime", Grade.REQUIRES_IMPROVEMENT, Grade.GOOD)
    'Digital Crime improved to Good from Requires Improvement.'
    >>> change_sentence("Gangs", Grade.GOOD, Grade.GOOD, agreed=False)
    'Gangs would stay at Good (suggested, not yet agreed).'
    """
    verb, would = {
        GradeChange.IMPROVED: ("improved", "improve"),
        GradeChange.DETERIORATED: ("deteriorated", "deteriorate"),
    }.get(grade_change(previous, current), ("stays", "stay"))
    grades = f"at {current.value}" if would == "stay" else f"to {current.value} from {previous.value}"
    notes = [since] * bool(since) + ["suggested, not yet agreed"] * (not agreed)
    said = f"{area} {verb} {grades}" if agreed else f"{area} would {would} {grades}"
    return f"{said} ({'; '.join(notes)})." if notes else f"{said}."


def counts(grades: Iterable[Grade | None], scale: Scale = FOUR) -> dict[Grade, int]:
    """Return how many areas are at each grade of the scale, best first; N/A is not counted.

    >>> {g.value: n for g, n in counts([Grade.GOOD, None, Grade.GOOD]).items() if n}
    {'Good': 2}
    """
    given = [grade for grade in grades if grade is not None]
    return {grade: given.count(grade) for grade in scale.grades}


def count_sentence(count: int, grade: Grade) -> str:
    """Return a count as the board paper words it.

    >>> count_sentence(7, Grade.GOOD), count_sentence(0, Grade.OUTSTANDING)
    ('Seven areas are currently graded at Good.', 'No areas are now at Outstanding.')
    """
    if count == 0:
        return f"No areas are now at {grade.value}."
    areas = counted_in_words(count, "area")
    return (
        f"{areas[:1].upper()}{areas[1:]} {'is' if count == 1 else 'are'} currently graded at {grade.value}."
    )


_MET_KEYS: Final = {
    **dict.fromkeys(("true", "yes", "y", "met", "pass", "passed", "achieved", "✓", "✔"), True),
    **dict.fromkeys(("false", "no", "n", "notmet", "fail", "failed", "notachieved", "✗", "✘"), False),
}  # fmt: skip


def is_met(typed: str) -> bool:
    """Return whether a minimum standard is met, from the word typed for it.

    >>> is_met("Yes"), is_met("not met")
    (True, False)
    """
    try:
        return _MET_KEYS[key(typed)]
    except KeyError:
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} does not say whether the measure is met.", "Use Yes or No."
        ) from None


def redline_grade(met: Iterable[bool | None]) -> Grade | None:
    """Return the grade that an area's minimum standards allow: Good when all are met, else RI, none: N/A.

    Source: Essex Police Balanced Scorecard, cycle 13: redline measures.

    >>> redline_grade([True, False]).short, redline_grade([])
    ('RI', None)
    """
    known = [answer for answer in met if answer is not None]
    if not known:
        return None
    return Grade.GOOD if all(known) else Grade.REQUIRES_IMPROVEMENT
