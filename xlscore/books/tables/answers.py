"""What a cell or a row holds at a glance: a grade, or words alone. Reading it for an answer is `cells`."""

from __future__ import annotations

from functools import lru_cache

from xlscore.books.tables.blocks import Block, once_per_block
from xlscore.books.tables.table import shown
from xlscore.books.tables.words.vocabulary import is_only_a_period
from xlscore.rules.grades import FIVE, reads_as_grade
from xlscore.rules.words import tidy

__all__ = ["grades_in", "holds_words", "is_grade", "sort_of"]


def is_grade(value: object) -> bool:
    """Return whether a cell holds a grade, or a sign for none.

    >>> is_grade("RI"), is_grade("n/a"), is_grade("Fair"), is_grade(4)
    (True, True, False, False)
    """
    return isinstance(value, str) and _reads_as_grade(value)


@lru_cache(maxsize=8192)  # every cell is asked about, for every kind of table with grades
def _reads_as_grade(text: str) -> bool:
    return reads_as_grade(shown(text), FIVE)


@once_per_block
def grades_in(block: Block) -> frozenset[str]:
    """Return the texts of a sheet that are grades, or signs for none."""
    return frozenset(
        text for text in block.telling_texts if reads_as_grade(text if text.isascii() else shown(text), FIVE)
    )


def sort_of(value: object) -> str:
    """Return which sort of answer a cell holds: "grade", "figure", or "" for words.

    >>> sort_of("RI"), sort_of("-10%"), sort_of(4), sort_of("Fewer victims")
    ('grade', 'figure', 'figure', '')
    """
    if is_grade(value):
        return "grade"
    if isinstance(value, str):
        return "figure" if tidy(value).lstrip("-+−£ ")[:1].isdigit() else ""
    return "figure"


def holds_words(block: Block, row: int) -> bool:
    """Return whether a row holds something, and neither figures nor grades; a year may be a heading."""
    values = block.held(row, block.filled(row))
    return bool(values) and all(
        is_only_a_period(shown(value)) if isinstance(value, (int, float)) else not is_grade(value)
        for value in values
    )
