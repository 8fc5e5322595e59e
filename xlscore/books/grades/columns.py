"""Which columns of a grid are commands, and which hold grades that nobody has said the meaning of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from xlscore.books.grades.headings import GRADE_CHANGES, GRID, IDENTITIES, KINDS_OF_GRADE, NOT_A_COMMAND
from xlscore.books.tables.answers import is_grade, sort_of
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import unnamed_columns
from xlscore.books.tables.headings import COMMAND
from xlscore.books.tables.periods import period_of
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.two_rows import Grader, grader_of
from xlscore.books.tables.vocabulary import column_key, cycle_key, is_only_a_period
from xlscore.ooxml.values.addresses import column_letters
from xlscore.rules.words import is_missing_mark, name_key

__all__ = [
    "Reviewed",
    "columns_of_reviews",
    "command_columns",
    "is_of_areas",
    "is_of_changes",
    "older_column",
    "reviewed_columns",
    "ungraded_columns",
    "unread_columns",
]

_NOT_A_COMMANDS: Final = re.compile(
    r"\b(?:last|previous|prior|former|this|current|cycle|boards?|panels?|committees?|final|redline|suggested|agreed|recommended|target"
    r"|moderated|validated|verified|confirmed|approved|decision|outcome|overall|combined|baseline|initial|revisit|reinspection"
    r"|inspection|inspectorate|hmic|hmicfrs|peel|limiting|proposed|oversight|scrutiny|executive|chief(?: officers?)?|commissioners?|p?f?cc)\b|^forces?$|^force (?:view|position|level|wide|assessment)$"
    r"|\b(?:police|constabulary|fire and rescue(?: service)?)$"
)
"""Words in the heading of a column that somebody else than a command has graded, or another time, or that is another force's."""
_NUMBERS_ANOTHER: Final = re.compile(
    r"(?!(?:area|row|line|item|order|sort|theme|priority|plan|strategic|business)\b)\S.* (?:id|urn|uprn|ref|reference|number|no|code)"
)
"""A heading over numbers of something else than areas: "CQC ID", "Payroll number"."""
_COMMAND_BEHIND: Final = re.compile(r"\s+command(?:['’]s)?$", re.IGNORECASE)
_OF_A_COMMAND: Final = frozenset(
    {
        "comment",
        "comments",
        "commentary",
        "notes",
        "evidence",
        "narrative",
        "rationale",
        "reason",
        "date",
        "owner",
    }
)
"""Words in a heading over what is said of a command: "North comment"."""
_SHORT: Final = 30
"""What a person types instead of a grade is shorter than that; a remark is not."""
_DAYS: Final = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?(?: \d+)?")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A command that has a column for its own grades and one for the Oversight Board's."""

    name: str
    own: int
    oversight: int
    reason: int | None = None
    """The column in which the Oversight Board says why, None without one."""

    @property
    def beside(self) -> frozenset[int]:
        """Return the columns that are no command's own."""
        return frozenset({self.oversight} if self.reason is None else {self.oversight, self.reason})


def reviewed_columns(table: Table) -> tuple[Reviewed, ...]:
    """Return the commands whose grade stands beside the Oversight Board's: "North" or "North self" and "North oversight".

    They belong together by the name that is left without these words; where two columns of one sort are called alike, none do.
    """
    found: dict[str, dict[Grader, list[tuple[str, int]]]] = {}
    for column, heading in sorted(table.others.items()):
        name, grader = grader_of(heading)
        if name and table.meant(column) is None:
            found.setdefault(_plain_name(name), {}).setdefault(grader, []).append((name, column))
    pairs = []
    for graders in found.values():
        own, oversight = graders.get(Grader.OWN, []), graders.get(Grader.OVERSIGHT, [])
        if len(own) != 1 or len(oversight) != 1:
            continue
        (name, column), reasons = own[0], graders.get(Grader.REASON, [])
        columns = column, oversight[0][1]
        if _is_no_command(table, column, name) or not all(
            _holds_grades(table, c, between=True) for c in columns
        ):
            continue
        name = min(name, oversight[0][0], key=len)  # "North command" beside "North oversight" is North
        pairs.append(Reviewed(name, *columns, reasons[0][1] if len(reasons) == 1 else None))
    return tuple(pairs)


def _plain_name(name: str) -> str:
    """Return a command's name as it is compared with the Oversight Board's for it: "North command" is North."""
    return name_key(_COMMAND_BEHIND.sub("", name)) or name_key(name)


def command_columns(table: Table) -> dict[str, int]:
    """Return the commands' names and columns: those between area and redline or final grade, and those of grades.

    A column counts by what its cells hold; a blank one only by its place. Columns of another cycle, of the Board or of
    remarks are never commands.
    """
    names: dict[str, int] = {}
    first = table.columns["area"]
    ends = [table.columns[f] for f in ("redline", "suggested", "final") if f in table.columns]
    reviewed = reviewed_columns(table)
    own: Mapping[int, str] = {pair.own: pair.name for pair in reviewed}
    beside = columns_of_reviews(table)
    for column, heading in sorted(table.others.items()):
        if column in beside:
            continue
        if column in own:
            names[own[column]] = column
            continue
        settled = table.meant(column)
        if settled != COMMAND and (settled is not None or _is_no_command(table, column, heading)):
            continue
        if settled == COMMAND or _holds_grades(
            table, column, between=bool(ends) and first < column < max(ends)
        ):
            name = heading if heading not in names else f"{heading} ({len(names) + 1})"
            names[name] = column
    return {name: column for name, column in names.items() if not _has_a_newer(name, names)}


def columns_of_reviews(table: Table) -> frozenset[int]:
    """Return the columns that hold the Oversight Board's grade of one command, and its reason."""
    return frozenset(column for pair in reviewed_columns(table) for column in pair.beside)


def _has_a_newer(name: str, names: Iterable[str]) -> bool:
    """Return whether another heading is the same but for a later date, cycle or quarter: "North Q1" beside "North Q2"."""
    period = period_of(name)
    alike = (other for other in names if _without_time(other) == _without_time(name)) if period else ()
    return any((later := period_of(other)) is not None and later > period for other in alike if period)


def _without_time(name: str) -> str:
    return cycle_key(name) or column_key(name)


def _is_no_command(table: Table, column: int, heading: str) -> bool:
    words = column_key(heading)
    if "grade" in words.split() and set(words.split()) <= KINDS_OF_GRADE | {"grade"}:
        return True
    spoken_of = set(words.split()) & _OF_A_COMMAND
    unfit = (
        not words
        or words in NOT_A_COMMAND
        or bool(spoken_of)
        or column in table.claimed
        or bool(_DAYS.fullmatch(words))
    )
    return unfit or is_only_a_period(heading) or bool(_NOT_A_COMMANDS.search(words))


def unread_columns(table: Table) -> dict[str, int]:
    """Return the columns that hold grades and are neither commands nor a field of the grid, by their headings.

    Beside the commands such a column may well be the Board's own: it is asked about, never passed over.
    """
    commands = {*command_columns(table).values(), *columns_of_reviews(table)}
    unnamed = {f"column {column_letters(column)}": column for column in unnamed_columns(table)}
    headed = {
        heading or f"column {column_letters(column)}": column
        for column, heading in sorted(table.others.items())
        if column not in commands
        and table.meant(column) is None
        and _holds_grades(table, column, between=False)
    }
    return headed | {name: c for name, c in unnamed.items() if _holds_grades(table, c, between=False)}


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
        and not _is_no_command(table, column, heading)
        and _holds_short_words(table, column)
    }


def _holds_short_words(table: Table, column: int) -> bool:
    values = [v for row in table.records if not is_blank(v := table.block.at(row, column))]
    return bool(values) and all(sort_of(v) == "" and len(shown(v)) < _SHORT for v in values)


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


def _holds_grades(table: Table, column: int, *, between: bool) -> bool:
    """Return whether a column's cells hold grades; `between` is whether its place says so already."""
    texts = [shown(v) for row in table.records if not is_blank(v := table.block.at(row, column))]
    grades = [text for text in texts if is_grade(text)]
    real = [text for text in grades if not is_missing_mark(text)]
    if not texts:
        return between
    if between:
        return 2 * len(grades) >= len(texts) or (bool(real) and max(map(len, texts)) < _SHORT)
    return bool(real) and 2 * len(grades) >= len(texts)


def is_of_areas(table: Table) -> bool:
    """Return whether the rows of a table are areas: not people, schools or vehicles, and few of them there twice."""
    headings = {column_key(text) for column, text in table.others.items() if table.meant(column) is None}
    if headings & IDENTITIES or any(map(_NUMBERS_ANOTHER.fullmatch, headings)):
        return False
    names = Counter(name_key(table.text(row, "area")) for row in table.records)
    again = sum(times for times in names.values() if times > 1)
    return 2 * again <= max(len(table.records), 4) and not _is_on_its_side(table)


def is_of_changes(table: Table) -> bool:
    """Return whether a table, whatever it was read as, is one of grade changes: a command, and its grade before and after."""
    columns = (*table.columns.values(), *table.others)
    here = {column_key(shown(table.block.at(table.header, column))) for column in columns}
    return all(here & set(GRADE_CHANGES.column(name).spellings) for name in ("command", "before", "after"))


def _is_on_its_side(table: Table) -> bool:
    """Return whether a record is called as a column of the grid is: then the areas stand across."""
    fixed = {name for f in ("redline", "suggested", "final") for name in GRID.column(f).spellings}
    return any(column_key(table.text(row, "area")) in fixed for row in table.records)
