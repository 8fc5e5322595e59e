"""Which columns of a grid are commands, and which hold grades that nobody has said the meaning of."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.grades.headings import GRADE_CHANGES, GRID, IDENTITIES, KINDS_OF_GRADE, NOT_A_COMMAND
from xlscore.books.tables.answers import is_grade, sort_of
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.finder import unnamed_columns
from xlscore.books.tables.headings import COMMAND
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.two_rows import Grader, grader_of
from xlscore.books.tables.words.periods import MONTH, period_of, stage_of, words_of
from xlscore.books.tables.words.vocabulary import column_key, cycle_key, is_only_a_period
from xlscore.ooxml.values.addresses import column_letters
from xlscore.rules.words import is_missing_mark, name_key

__all__ = [
    "Reviewed",
    "columns_of_reviews",
    "command_columns",
    "foreign_blocks",
    "is_no_revisit",
    "is_of_areas",
    "is_of_changes",
    "older_column",
    "reviewed_columns",
    "staged_columns",
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
_NO_CHANGE: Final = re.compile(
    r"(?:no|not|un) ?(?:change[ds]?|revisit(?:ed)?|revised)|same|as (?:before|initial)|stands"
)
"""What stands where a later grade belongs and there is none."""
_WORDS_OF_A_NAME: Final = 4
_FEWEST: Final = 2
_DAYS: Final = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?(?: \d+)?")


_NAMES: Final = frozenset(
    [
        "name",
        "names",
        "staff",
        "staff member",
        "member of staff",
        "employee name",
        "officer name",
        "team member",
        "who",
        "driver",
        "warranted officer",
        "station",
        "building",
        "shop",
        "person",
    ]
)
"""A heading over what another table beside a grid is of; in the grid itself it says less."""


def foreign_blocks(table: Table) -> tuple[tuple[int, ...], ...]:
    """Return the columns of each table of another sort that stands beside the grid, such as a rota; none of them is the grid's.

    It is one whose grades all stand under days; and, behind a blank column, one that begins with names of its own and has
    other rows than the grid. Names in the very rows of the areas are the grid's: then its rows are people or schools.
    """
    fields = set(table.columns.values())
    found = []
    for part in _parts(sorted({*fields, *table.others})):
        own = [column for column in part if column in fields]
        pieces = [part]
        if own:
            pieces = [[c for c in part if c < min(own)], [c for c in part if c > max(own)]]
        for piece in pieces:
            begins = [n for n, column in enumerate(piece) if _begins_another(table, column)]
            block = piece[begins[0] :] if own and begins else piece
            if block and _is_foreign(table, block, apart=not own):
                found.append(tuple(block))
    return tuple(found)


def _parts(columns: Sequence[int]) -> list[list[int]]:
    parts: list[list[int]] = []
    for column in columns:
        if not parts or column - 1 != parts[-1][-1]:
            parts.append([])
        parts[-1].append(column)
    return parts


def _is_foreign(table: Table, columns: Sequence[int], *, apart: bool) -> bool:
    graded = [column for column in columns if _holds_grades(table, column, between=False)]
    if len(graded) < _FEWEST or any(table.meant(column) is not None for column in columns):
        return False
    days = [column for column in graded if _is_of_a_rota(table, column)]
    if len(days) >= _FEWEST and all(c in days or _is_no_command(table, c, table.others[c]) for c in graded):
        return True
    first = columns[0]
    named = _begins_another(table, first) or _holds_own_names(table, first)
    return apart and first not in graded and named and _has_rows_of_its_own(table, columns)


def _begins_another(table: Table, column: int) -> bool:
    words = column_key(table.others[column])
    numbers = bool(_NUMBERS_ANOTHER.fullmatch(words))
    return words in IDENTITIES | _NAMES or numbers or _is_of_a_rota(table, column)


def _is_of_a_rota(table: Table, column: int) -> bool:
    """Return whether a column is headed by a day, a date with its day, a week or a shift."""
    value = table.block.at(table.header, column)
    if isinstance(value, datetime.date):
        return value.day > 1  # a month, as grades are dated, is its first day
    text = shown(value)
    return bool(
        _DAYS.fullmatch(column_key(text))
        or _SHIFT.fullmatch(column_key(text))
        or _DAY.fullmatch(words_of(text))
    )


def _has_rows_of_its_own(table: Table, columns: Sequence[int]) -> bool:
    """Return whether a block beside the grid ends in another row than its areas, or leaves some of them out."""
    rows = range(table.header + 1, table.end or table.block.last_row + 1)
    held = [row for row in rows if any(not is_blank(table.block.at(row, column)) for column in columns)]
    return held != list(table.records)


def _holds_own_names(table: Table, column: int) -> bool:
    """Return whether a column holds short texts, none of them twice, under a heading that is none of remarks."""
    texts = [shown(v) for row in table.records if not is_blank(v := table.block.at(row, column))]
    short = all(len(text.split()) <= _WORDS_OF_A_NAME for text in texts)
    remarks = column_key(table.others[column]) in NOT_A_COMMAND
    return len(texts) > 1 and short and len(set(texts)) == len(texts) and not remarks


def _others(table: Table) -> dict[int, str]:
    """Return the columns of a grid that are no field of it, in their order, without those of another table beside it."""
    foreign = {column for block in foreign_blocks(table) for column in block}
    return {column: heading for column, heading in sorted(table.others.items()) if column not in foreign}


_SHIFT: Final = re.compile(
    r"(?:(?:early|earlies|late|lates|nights?|days|mornings?|afternoons?|evenings?|am|pm)(?: shift)?|(?:week|wk|shift)(?: \d+)?)"
)
_DAY: Final = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)? (?:\d{{1,2}}|{MONTH})(?: \d{{2,4}})?")


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
    reviewed = reviewed_columns(table)
    own: Mapping[int, str] = {pair.own: pair.name for pair in reviewed}
    of_stages = staged_columns(table)
    first = {columns[0][0]: name for name, columns in of_stages.items()}
    later = {column for columns in of_stages.values() for column, _ in columns[1:]} | columns_of_reviews(
        table
    )
    for column, heading in _others(table).items():
        if column in own:
            names[own[column]] = column
        if column in later or column in own:
            continue
        if column in first or _is_command(table, column, heading):
            called = first.get(column, heading)
            name = called if called not in names else f"{called} ({len(names) + 1})"
            names[name] = column
    return {name: column for name, column in names.items() if not _has_a_newer(name, names)}


def _is_command(table: Table, column: int, heading: str) -> bool:
    settled = table.meant(column)
    if settled is not None:
        return settled == COMMAND
    return not _is_no_command(table, column, heading) and _holds_grades(
        table, column, between=_is_between(table, column)
    )


def staged_columns(table: Table) -> dict[str, list[tuple[int, str]]]:
    """Return the commands that have a column for each stage, each with its columns and what they are called, the first grade first.

    "North initial" beside "North revisit", or "North" beside "North (moderated)": a name with one column alone is none of these.
    """
    found: dict[str, list[tuple[int, int, str]]] = {}
    spelt: dict[str, str] = {}
    reviewed = {column for pair in reviewed_columns(table) for column in (pair.own, *pair.beside)}
    headed = {column: heading for column, heading in _others(table).items() if column not in reviewed}
    bare = {
        name_key(heading): (column, heading)
        for column, heading in headed.items()
        if table.meant(column) is None and not _is_no_command(table, column, heading)
    }
    for column, heading in headed.items():
        said = stage_of(heading) if table.meant(column) is None and column not in table.claimed else None
        if said is None or not _is_a_name(said[0]) or not _may_be_graded(table, column):
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


def _is_a_name(text: str) -> bool:
    """Return whether what a heading names besides a stage may be a command: not the Board, the force, another time."""
    words = column_key(text)
    nobodys = bool(_NOT_A_COMMANDS.search(words)) or words in NOT_A_COMMAND or is_only_a_period(text)
    return bool(words) and not nobodys and words not in ("force", "area") and not _DAYS.fullmatch(words)


def _may_be_graded(table: Table, column: int) -> bool:
    return _holds_grades(table, column, between=True) and not _holds_words(table, column)


def _holds_words(table: Table, column: int) -> bool:
    texts = [shown(v) for row in table.records if not is_blank(v := table.block.at(row, column))]
    return 2 * sum(is_grade(text) or is_no_revisit(text) for text in texts) < len(texts)


def is_no_revisit(text: str) -> bool:
    """Return whether a cell for a later grade says that the earlier one stands.

    >>> is_no_revisit("No change"), is_no_revisit("-"), is_no_revisit("RI")
    (True, True, False)
    """
    return is_missing_mark(text) or bool(_NO_CHANGE.fullmatch(column_key(text)))


def _is_between(table: Table, column: int) -> bool:
    ends = [table.columns[f] for f in ("redline", "suggested", "final") if f in table.columns]
    return bool(ends) and table.columns["area"] < column < max(ends)


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
    commands |= {column for columns in staged_columns(table).values() for column, _ in columns}
    unnamed = {f"column {column_letters(column)}": column for column in unnamed_columns(table)}
    headed = {
        heading or f"column {column_letters(column)}": column
        for column, heading in _others(table).items()
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
    headings = {column_key(text) for column, text in _others(table).items() if table.meant(column) is None}
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
