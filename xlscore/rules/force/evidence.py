"""Evidence for commands' grades: what kind it is, and which grades stand without any.

Source: Essex Police Balanced Scorecard, cycle 13: each command returns its grade of an area with quantitative and qualitative
evidence; the redline's grade is the recommended one, so a grade above it is the one that must be shown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from xlscore.rules.figures import Source
from xlscore.rules.grades import Grade
from xlscore.rules.words import is_missing_mark, name_key

__all__ = [
    "EvidenceKind",
    "ReturnedEvidence",
    "commands_without",
    "evidence_kind",
    "evidence_words",
    "is_evidence",
]


class EvidenceKind(StrEnum):
    """What kind of evidence a text is."""

    NUMBERS = "Numbers"
    WORDS = "Words"
    EITHER = "Evidence"
    GOOD_PRACTICE = "Good practice"
    REDLINES = "Redlines"
    RISKS = "Risks"

    @property
    def is_for_the_grade(self) -> bool:
        """Return whether it is evidence for the grade; good practice, and what is said of redlines and risks, is kept beside it."""
        return self in (EvidenceKind.NUMBERS, EvidenceKind.WORDS, EvidenceKind.EITHER)


_NUMBERS: Final = re.compile(r"\b(?:number|figure|quantit|numeric|data|statistic|performance)", re.IGNORECASE)
_PRACTICE: Final = re.compile(r"\bpractice|\bwhat (?:works|worked|has worked|went well)", re.IGNORECASE)
_BESIDE: Final = {"redline": EvidenceKind.REDLINES, "risk": EvidenceKind.RISKS}
_WORDS: Final = re.compile(r"\b(?:word|qualit|narrat|comment)", re.IGNORECASE)


def evidence_kind(heading: str) -> EvidenceKind:
    """Return what kind of evidence stands under a heading.

    >>> [evidence_kind(text).value for text in ("Evidence (numbers)", "Qualitative evidence", "Evidence", "Evidence (figures and words)")]
    ['Numbers', 'Words', 'Evidence', 'Evidence']
    >>> [evidence_kind(text).value for text in ("Good practice", "What works", "Key risks", "Redlines")]
    ['Good practice', 'Good practice', 'Risks', 'Redlines']
    """
    if _PRACTICE.search(heading):
        return EvidenceKind.GOOD_PRACTICE
    beside = next((kind for word, kind in _BESIDE.items() if word in heading.casefold()), None)
    if beside is not None:
        return beside
    numbers, words = bool(_NUMBERS.search(heading)), bool(_WORDS.search(heading))
    if numbers == words:
        return EvidenceKind.EITHER
    return EvidenceKind.NUMBERS if numbers else EvidenceKind.WORDS


def is_evidence(text: str) -> bool:
    """Return whether a text says anything: N/A, a dash or "none" is no evidence.

    >>> [is_evidence(text) for text in ("Patrols", "n/a", " - ", "None.", "")]
    [True, False, False, False, False]
    """
    return not is_missing_mark(text) and name_key(text) not in _NONE


_NONE: Final = frozenset({"none", "nil", "noevidence", "noneprovided", "nothing", "tbc"})


@dataclass(frozen=True, slots=True)
class ReturnedEvidence:
    """What a command's return says for its grade of an area, and where."""

    area: str
    kind: EvidenceKind
    text: str
    source: Source


def commands_without(
    grades: Mapping[str, Grade | None], redline: Grade | None, having: Collection[str]
) -> tuple[str, ...]:
    """Return the commands whose grade of an area is above its redline's and stands without any evidence.

    `having` are the commands with evidence for the area, as names are compared.

    >>> commands_without({"North": Grade.GOOD, "South": Grade.GOOD, "PPU": Grade.REQUIRES_IMPROVEMENT}, Grade.REQUIRES_IMPROVEMENT, {"south"})
    ('North',)
    """
    if redline is None:
        return ()
    return tuple(
        command
        for command, grade in grades.items()
        if grade is not None and grade > redline and name_key(command) not in having
    )


def evidence_words(grades: Mapping[str, Grade | None], having: Collection[str]) -> str:
    """Return how many of the commands that graded an area have evidence, and which have none; "" where none graded it.

    >>> evidence_words({"North": Grade.GOOD, "South": Grade.GOOD, "PPU": None}, {"south"})
    '1 of 2 commands; none from North'
    """
    graded = [command for command, grade in grades.items() if grade is not None]
    without = [command for command in graded if name_key(command) not in having]
    if not graded:
        return ""
    said = f"{len(graded) - len(without)} of {len(graded)} command{'' if len(graded) == 1 else 's'}"
    return f"{said}; none from {', '.join(without)}" if without else said
