"""Which columns of a grid are commands, and which hold grades that nobody has said the meaning of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from xlscore.books.grades.grid.foreign import is_an_identity, own_others
from xlscore.books.grades.grid.graded import holds_grades, holds_short_words, is_between, is_no_command
from xlscore.books.grades.grid.reviews import columns_of_reviews, reviewed_columns
from xlscore.books.grades.grid.stages import staged_columns
from xlscore.books.grades.headings import GRADE_CHANGES, GRID
from xlscore.books.tables.finder import unnamed_columns
from xlscore.books.tables.headings import COMMAND
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.periods import period_of
from xlscore.books.tables.words.vocabulary import column_key, cycle_key, is_only_a_period
from xlscore.ooxml.values.addresses import column_letters
from xlscore.rules.words import name_key

__all__ = [
    "command_columns",
    "is_of_areas",
    "is_of_changes",
    "older_column",
    "ungraded_columns",
    "unread_columns",
]


def command_columns(table: Table) -> dict[str, int]:
    """Return the commands' names and columns: those between area and redline or final grade, and those of grades.

    A column counts by what its cells hold; a blank one only by its place. Columns of another cycle, of the Board or of
    remarks are never commands.
    """
    names: dict[str, int] = {}
    reviewed = reviewed_columns(table)
    own: Mapping[int, str] = {pair.own: pair.name for pair in reviewed}
    of_stages = staged_columns(table)
    first = {columns[0][0]: name for name, columns in of_stages.items()}
    later = {column for columns in of_stages.values() for column, _ in columns[1:]} | columns_of_reviews(
        table
    )
    for column, heading in own_others(table).items():
        if column in own:
            names[own[column]] = column
        if column in later or column in own:
            continue
        if column in first or _is_command(table, column, heading):
            called = first.get(column, heading)
            name = called if called not in names else f"{called} ({len(names) + 1})"
            names[name] = column
    return {name: column for name, column in names.items() if not _has_a_newer(name, names)}


def unread_columns(table: Table) -> dict[str, int]:
    """Return the columns that hold grades and are neither commands nor a field of the grid, by their headings.

    Beside the commands such a column may well be the Board's own: it is asked about, never passed over.
    """
    commands = {*command_columns(table).values(), *columns_of_reviews(table)}
    commands |= {column for columns in staged_columns(table).values() for column, _ in columns}
    unnamed = {f"column {column_letters(column)}": column for column in unnamed_columns(table)}
    headed = {
        heading or f"column {column_letters(column)}": column
        for column, heading in own_others(table).items()
        if column not in commands
        and table.meant(column) is None
        and holds_grades(table, column, between=False)
    }
    return headed | {name: c for name, c in unnamed.items() if holds_grades(table, c, between=False)}


def ungraded_columns(table: Table) -> dict[str, int]:
    """Return the columns between two commands that hold short words and no grade, by their headings: a command's own words.

    A heading that stands there more than once is no command's, but something of each.
    """
    commands = command_columns(table).values()
    times = Counter(column_key(heading) for heading in table.others.values())
    return {
        heading: column
        for heading, column in ((h, c) for c, h in sorted(table.others.items()))
        if min(commands, default=0) < column < max(commands, default=0)
        and column not in commands
        and table.meant(column) is None
        and times[column_key(heading)] == 1
        and not is_no_command(table, column, heading)
        and holds_short_words(table, column)
    }


def older_column(table: Table) -> int | None:
    """Return the graded column that is headed by a period alone and holds last cycle's grades, where no other is said to.

    Beside the final grade it is the latest of such columns; where two stand without it, the older one.
    """
    dated = sorted(
        (period, column)
        for heading, column in unread_columns(table).items()
        if (period := period_of(heading)) and is_only_a_period(heading)
    )
    if not dated or "previous" in table.columns:
        return None
    if "final" in table.columns:
        return dated[-1][1]
    return dated[0][1] if len(dated) == 2 and dated[0][0] < dated[1][0] else None


def is_of_areas(table: Table) -> bool:
    """Return whether the rows of a table are areas: not people, schools or vehicles, and few of them there twice."""
    headings = {column_key(text) for column, text in own_others(table).items() if table.meant(column) is None}
    if any(map(is_an_identity, headings)):
        return False
    names = Counter(name_key(table.text(row, "area")) for row in table.records)
    again = sum(times for times in names.values() if times > 1)
    return 2 * again <= max(len(table.records), 4) and not _is_on_its_side(table)


def is_of_changes(table: Table) -> bool:
    """Return whether a table, whatever it was read as, is one of grade changes: a command, and its grade before and after."""
    columns = (*table.columns.values(), *table.others)
    here = {column_key(shown(table.block.at(table.header, column))) for column in columns}
    return all(here & set(GRADE_CHANGES.column(name).spellings) for name in ("command", "before", "after"))


def _is_command(table: Table, column: int, heading: str) -> bool:
    settled = table.meant(column)
    if settled is not None:
        return settled == COMMAND
    return not is_no_command(table, column, heading) and holds_grades(
        table, column, between=is_between(table, column)
    )


def _has_a_newer(name: str, names: Iterable[str]) -> bool:
    """Return whether another heading is the same but for a later date, cycle or quarter: "North Q1" beside "North Q2"."""
    period = period_of(name)
    alike = (other for other in names if _without_time(other) == _without_time(name)) if period else ()
    return any((later := period_of(other)) is not None and later > period for other in alike if period)


def _without_time(name: str) -> str:
    return cycle_key(name) or column_key(name)


def _is_on_its_side(table: Table) -> bool:
    """Return whether a record is called as a column of the grid is: then the areas stand across."""
    fixed = {name for f in ("redline", "suggested", "final") for name in GRID.column(f).spellings}
    return any(column_key(table.text(row, "area")) in fixed for row in table.records)
