"""What a column of a grid holds, and whether its heading can be a command's."""

from __future__ import annotations

import re
from typing import Final

from xlscore.books.grades.headings import KINDS_OF_GRADE, NOT_A_COMMAND
from xlscore.books.tables.answers import is_grade, sort_of
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key, is_only_a_period
from xlscore.rules.words import is_missing_mark

__all__ = [
    "holds_grades",
    "holds_short_words",
    "is_a_day",
    "is_between",
    "is_no_command",
    "may_name_a_command",
    "texts_in",
]

_NOT_A_COMMANDS: Final = re.compile(
    r"\b(?:last|previous|prior|former|this|current|cycle|boards?|panels?|committees?|final|redline|suggested|agreed|recommended|target"
    r"|moderated|validated|verified|confirmed|approved|decision|outcome|overall|combined|baseline|initial|revisit|reinspection"
    r"|inspection|inspectorate|hmic|hmicfrs|peel|limiting|proposed|oversight|scrutiny|executive|chief(?: officers?)?|commissioners?|p?f?cc)\b|^forces?$|^force (?:view|position|level|wide|assessment)$"
    r"|\b(?:police|constabulary|fire and rescue(?: service)?)$"
)
"""Words in the heading of a column that somebody else than a command has graded, or another time, or that is another force's."""
_OF_A_COMMAND: Final = frozenset({"comment", "comments", "commentary", "notes", "evidence", "narrative", "rationale", "reason", "date", "owner"})  # fmt: skip
"""Words in a heading over what is said of a command: "North comment"."""
_DAYS: Final = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?(?: \d+)?")
_SHORT: Final = 30
"""What a person types instead of a grade is shorter than that; a remark is not."""


def texts_in(table: Table, column: int) -> list[str]:
    """Return what the records of a table show in a column, without its blank cells."""
    return [shown(value) for value in table.filled(column)]


def holds_grades(table: Table, column: int, *, between: bool) -> bool:
    """Return whether a column's cells hold grades; `between` is whether its place says so already."""
    texts = texts_in(table, column)
    grades = [text for text in texts if is_grade(text)]
    real = [text for text in grades if not is_missing_mark(text)]
    if not texts:
        return between
    if between:
        return 2 * len(grades) >= len(texts) or (bool(real) and max(map(len, texts)) < _SHORT)
    return bool(real) and 2 * len(grades) >= len(texts)


def holds_short_words(table: Table, column: int) -> bool:
    """Return whether a column's cells all hold short words of which none is a grade."""
    values = table.filled(column)
    return bool(values) and all(sort_of(v) == "" and len(shown(v)) < _SHORT for v in values)


def is_between(table: Table, column: int) -> bool:
    """Return whether a column stands between the areas and the redlines or final grades: the commands' place."""
    ends = [table.columns[f] for f in ("redline", "suggested", "final") if f in table.columns]
    return bool(ends) and table.columns["area"] < column < max(ends)


def is_no_command(table: Table, column: int, heading: str) -> bool:
    """Return whether a column is none of a command's grades by its heading, whatever its cells hold."""
    words = column_key(heading)
    if "grade" in words.split() and set(words.split()) <= KINDS_OF_GRADE | {"grade"}:
        return True
    said_of_one = bool(set(words.split()) & _OF_A_COMMAND)
    return not words or said_of_one or column in table.claimed or is_a_day(words) or _is_nobodys(heading)


def may_name_a_command(text: str) -> bool:
    """Return whether what a heading names besides a stage may be a command: not the Board, the force, another time."""
    words = column_key(text)
    return bool(words) and words not in ("force", "area") and not is_a_day(words) and not _is_nobodys(text)


def is_a_day(words: str) -> bool:
    """Return whether the words of a heading are a day of the week: "mon", "tuesday 2"."""
    return bool(_DAYS.fullmatch(words))


def _is_nobodys(heading: str) -> bool:
    """Return whether a heading is no command's name: somebody else's, another time's, a remark's."""
    words = column_key(heading)
    return words in NOT_A_COMMAND or is_only_a_period(heading) or bool(_NOT_A_COMMANDS.search(words))
