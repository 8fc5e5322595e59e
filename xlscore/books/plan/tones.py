"""The colours of words: grades, statuses, levels and signs, alike on every sheet, and the condition that gives a cell its word's.

Colours are told apart by colour-blind readers (smallest CIEDE2000 distance 26.9 over normal, protan, deutan and tritan
sight), and the text on each has a contrast of 4.5:1 or more. A colour never stands alone: the word is in the cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.rules.grades import Grade

__all__ = [
    "GRADE_TONES",
    "INK",
    "LEVEL_TONES",
    "LOG_WORDS",
    "MUTED",
    "NO_GRADE",
    "RAG_TONES",
    "RAG_WORDS",
    "SIGN_TONES",
    "WHITE",
    "WORD_TONES",
    "Tone",
    "says",
]

INK, MUTED, WHITE, BLACK = "#1B2430", "#566070", "#FFFFFF", "#111111"


@dataclass(frozen=True, slots=True)
class Tone:
    """The fill of a word and the colour of the text on it."""

    fill: str
    ink: str


_BLUE, _TEAL, _PALE, _AMBER, _RED, _GREY = (
    Tone("#003688", WHITE),
    Tone("#35978F", BLACK),
    Tone("#B8DEDA", BLACK),
    Tone("#F4B942", BLACK),
    Tone("#B2182B", WHITE),
    Tone("#DDE2E8", INK),
)
_DEEP_TEAL: Final = Tone("#01574E", WHITE)

GRADE_TONES: Final[Mapping[Grade, Tone]] = {
    Grade.OUTSTANDING: _BLUE,
    Grade.GOOD: _TEAL,
    Grade.ADEQUATE: _PALE,
    Grade.REQUIRES_IMPROVEMENT: _AMBER,
    Grade.INADEQUATE: _RED,
}
NO_GRADE: Final = Tone(WHITE, MUTED)
RAG_TONES: Final[Mapping[str, Tone]] = {
    "Green (stretch)": _DEEP_TEAL,
    "Green": _TEAL,
    "Amber": _AMBER,
    "Red": _RED,
    "Grey": _GREY,
}
LEVEL_TONES: Final[Mapping[str, Tone]] = {"High": _RED, "Medium": _AMBER, "Low": _PALE}
SIGN_TONES: Final[Mapping[str, Tone]] = {
    "good": _PALE,
    "poor": Tone("#F9DFA6", BLACK),
    "unusual": Tone("#C9DAF2", BLACK),
    "none": _GREY,
}
"""For words that say better or worse without being a grade: Improved, Met or exceeded, Below aspiration."""

RAG_WORDS: Final = "rag"
LOG_WORDS: Final = "logs"
WORD_TONES: Final[Mapping[str, Mapping[str, Tone]]] = {
    RAG_WORDS: RAG_TONES,
    "verdicts": {"On course": _TEAL, "At risk": _AMBER, "Off course": _RED},
    "signs": {"Yes": SIGN_TONES["unusual"]},
    LOG_WORDS: {"Overdue": SIGN_TONES["poor"], "Carried over": SIGN_TONES["unusual"]},
    "variations": {
        "◆ Concern": _AMBER,
        "■ Improvement": SIGN_TONES["unusual"],
        "▲ High": _GREY,
        "▼ Low": _GREY,
    },
    "assurances": {"✓ Passing": SIGN_TONES["good"], "✗ Failing": SIGN_TONES["poor"]},
}
"""The words of a column on a sheet that the product adds, each with its tone: RAG statuses, verdicts, more than chance."""


def says(cell: str, words: Sequence[str]) -> str:
    """Return the condition that a cell says one of some words, without case, spaces at its ends and those that do not break.

    >>> says("A2", ["Red"])
    '=TRIM(SUBSTITUTE(A2,CHAR(160)," "))="Red"'
    """
    plain = f'TRIM(SUBSTITUTE({cell},CHAR(160)," "))'
    tests = ",".join(f'{plain}="{word}"' for word in words)
    return f"=OR({tests})" if len(words) > 1 else f"={tests}"
