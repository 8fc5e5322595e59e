"""Colours by condition: a typed grade, status or level takes its colour at once, in full or by its abbreviation.

A condition compares the cell's text without case, spaces at its ends and non-breaking spaces, as the rules read it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from xlscore.books.plan.tones import (
    GRADE_TONES,
    LEVEL_TONES,
    NO_GRADE,
    RAG_TONES,
    SIGN_TONES,
    Tone,
    says,
)
from xlscore.books.templates.style import Formats
from xlscore.rules.grades import GradeChange
from xlscore.rules.positions.msg import AspirationStatus, Movement
from xlscore.rules.rag import Rag
from xlscore.rules.statistics.expected_range import Expected

__all__ = [
    "grade_key",
    "grades",
    "levels",
    "once",
    "overrides",
    "rag",
    "rag_key",
    "redlines",
    "sign_key",
    "signs",
    "when",
]

Rule = Mapping[str, Any]
Rules = Callable[[str], list[Rule]]

_GOOD = (
    AspirationStatus.MET.value,
    Movement.IMPROVED.value,
    GradeChange.FIRST_GRADING.value,
    "Yes",
    "Met",
)
_POOR = (AspirationStatus.BELOW.value, Movement.DETERIORATED.value, "No", "Not met", "N", "Overdue")
_NONE = (
    AspirationStatus.NONE.value,
    Movement.UNCHANGED.value,
    GradeChange.NO_CHANGE.value,
    GradeChange.NOT_GRADED.value,
    Expected.WITHIN.value,
    "Not yet graded",
)
_UNUSUAL = (Expected.ABOVE.value, Expected.BELOW.value)


_RAG_SAYS: Final = {
    Rag.GREEN_STRETCH.value: "stretch target met",
    Rag.GREEN.value: "hard target met",
    Rag.AMBER.value: "missed, within the tolerance",
    Rag.RED.value: "missed by more",
    Rag.GREY.value: "no target or no data",
}


def _word_rules(formats: Formats, tones: Mapping[tuple[str, ...], Tone], bold: bool = True) -> Rules:
    def rules(cell: str) -> list[Rule]:
        return [
            {"type": "formula", "criteria": says(cell, words), "format": formats.tone(tone, bold)}
            for words, tone in tones.items()
        ]

    return rules


def grades(formats: Formats) -> Rules:
    """Return the conditions that colour grades, abbreviations too; N/A is white with grey letters."""
    tones: dict[tuple[str, ...], Tone] = {(g.value, g.letters): tone for g, tone in GRADE_TONES.items()}
    return _word_rules(
        formats, {**tones, ("N/A", "NA", "-"): NO_GRADE, ("Not yet graded",): SIGN_TONES["none"]}
    )


def rag(formats: Formats) -> Rules:
    """Return the conditions that colour Green, Amber, Red and Grey."""
    return _word_rules(formats, {(word,): tone for word, tone in RAG_TONES.items()})


def levels(formats: Formats) -> Rules:
    """Return the conditions that colour High, Medium and Low, letters too."""
    return _word_rules(formats, {(word, word[0]): tone for word, tone in LEVEL_TONES.items()})


def signs(formats: Formats) -> Rules:
    """Return the conditions for words that say better, worse or neither."""
    return _word_rules(
        formats,
        {
            _GOOD: SIGN_TONES["good"],
            _POOR: SIGN_TONES["poor"],
            _UNUSUAL: SIGN_TONES["unusual"],
            _NONE: SIGN_TONES["none"],
        },
        bold=False,
    )


def overrides(formats: Formats) -> Rules:
    """Return the condition that sets an override off: the Board decided otherwise, which is neither good nor poor."""
    return _word_rules(formats, {("Yes", "Y"): SIGN_TONES["unusual"]})


def redlines(formats: Formats) -> Rules:
    """Return the condition that sets a risk off that is a redline: it is one that is not met."""
    return _word_rules(formats, {("Yes", "Y"): SIGN_TONES["poor"]})


def once(formats: Formats) -> Rules:
    """Return the condition that shows a theme only in the first of its rows; the word stays in every cell."""

    def rules(cell: str) -> list[Rule]:
        column, row = cell.rstrip("0123456789"), int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        return [
            {
                "type": "formula",
                "criteria": f'=AND({cell}<>"",{cell}={column}{row - 1})',
                "format": formats.over(num_format=";;;"),
            }
        ]

    return rules


def when(formats: Formats, condition: str, num_format: str) -> Rules:
    """Return the condition that shows numbers in another format, `condition` being true of the row."""
    return lambda _: [
        {"type": "formula", "criteria": condition, "format": formats.over(num_format=num_format)}
    ]


def grade_key() -> list[tuple[Tone, str]]:
    """Return the key of the grades: name and letter."""
    named = [(tone, f"{grade.value} ({grade.letters})") for grade, tone in GRADE_TONES.items()]
    return [*named, (NO_GRADE, "N/A: not graded")]


def rag_key() -> list[tuple[Tone, str]]:
    """Return the key of the RAG statuses and what each says of its target."""
    return [(RAG_TONES[word], f"{word}: {said}") for word, said in _RAG_SAYS.items()]


def sign_key() -> list[tuple[Tone, str]]:
    """Return the key of the words that say better, worse or neither."""
    return [
        (SIGN_TONES["good"], f"{AspirationStatus.MET.value}, {Movement.IMPROVED.value}"),
        (SIGN_TONES["poor"], f"{AspirationStatus.BELOW.value}, {Movement.DETERIORATED.value}"),
        (SIGN_TONES["unusual"], "Above or below the expected range"),
        (
            SIGN_TONES["none"],
            f"{AspirationStatus.NONE.value}, {Movement.UNCHANGED.value}, within the range",
        ),
    ]
