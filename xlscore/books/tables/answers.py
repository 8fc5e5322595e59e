"""What a cell holds at a glance: a grade, or not. Reading it for an answer is `cells`."""

from __future__ import annotations

from xlscore.books.tables.table import shown
from xlscore.rules.grades import FIVE, read_grade
from xlscore.rules.problems import RuleError

__all__ = ["is_grade"]


def is_grade(value: object) -> bool:
    """Return whether a cell holds a grade, or a sign for none.

    >>> is_grade("RI"), is_grade("n/a"), is_grade("Fair"), is_grade(4)
    (True, True, False, False)
    """
    if not isinstance(value, str):
        return False
    try:
        read_grade(shown(value), FIVE)
    except RuleError:
        return False
    return True
