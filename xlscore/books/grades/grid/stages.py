"""The columns of a grid in which a command's first grade stands beside a later one."""

from __future__ import annotations

import re
from typing import Final

from xlscore.books.grades.grid.foreign import own_others
from xlscore.books.grades.grid.graded import holds_grades, is_no_command, may_name_a_command, texts_in
from xlscore.books.grades.grid.reviews import reviewed_columns
from xlscore.books.tables.answers import is_grade
from xlscore.books.tables.table import Table
from xlscore.books.tables.words.periods import stage_of
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["is_no_revisit", "staged_columns"]

_NO_CHANGE: Final = re.compile(
    r"(?:no|not|un) ?(?:change[ds]?|revisit(?:ed)?|revised)|same|as (?:before|initial)|stands"
)
"""What stands where a later grade belongs and there is none."""


def staged_columns(table: Table) -> dict[str, list[tuple[int, str]]]:
    """Return the commands that have a column for each stage, each with its columns and what they are called, the first grade first.

    "North initial" beside "North revisit", or "North" beside "North (moderated)": a name with one column alone is none of these.
    """
    found: dict[str, list[tuple[int, int, str]]] = {}
    spelt: dict[str, str] = {}
    reviewed = {column for pair in reviewed_columns(table) for column in (pair.own, *pair.beside)}
    headed = {column: heading for column, heading in own_others(table).items() if column not in reviewed}
    bare = {
        name_key(heading): (column, heading)
        for column, heading in headed.items()
        if table.meant(column) is None and not is_no_command(table, column, heading)
    }
    for column, heading in headed.items():
        said = stage_of(heading) if table.meant(column) is None and column not in table.claimed else None
        if said is None or not may_name_a_command(said[0]) or not _may_be_graded(table, column):
            continue
        name, (rank, word) = said
        spelt.setdefault(name_key(name), name)
        found.setdefault(name_key(name), []).append((rank, column, word))
    staged = {}
    for mark, stages in found.items():
        if mark in bare and min(stages)[0] > 0 and _may_be_graded(table, bare[mark][0]):
            stages.append((0, bare[mark][0], bare[mark][1]))
        ordered = sorted(stages)
        if len({rank for rank, *_ in ordered}) == len(ordered) > 1:
            staged[spelt[mark]] = [(column, word) for _, column, word in ordered]
    return staged


def is_no_revisit(text: str) -> bool:
    """Return whether a cell for a later grade says that the earlier one stands.

    >>> is_no_revisit("No change"), is_no_revisit("-"), is_no_revisit("RI")
    (True, True, False)
    """
    return is_missing_mark(text) or bool(_NO_CHANGE.fullmatch(column_key(text)))


def _may_be_graded(table: Table, column: int) -> bool:
    return holds_grades(table, column, between=True) and not _holds_words(table, column)


def _holds_words(table: Table, column: int) -> bool:
    texts = texts_in(table, column)
    return 2 * sum(is_grade(text) or is_no_revisit(text) for text in texts) < len(texts)
