"""Which columns and rows of a table of satisfaction hold how many were asked, how many were satisfied, or a rolling share."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import replace
from enum import Enum
from typing import Final

from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.figures.series import find_months, find_single_months
from xlscore.books.tables.table import Table
from xlscore.rules.month_headings import months_of
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import quoted

__all__ = [
    "Counted",
    "counted_columns",
    "is_satisfaction",
    "paired_columns",
    "read_counted",
    "with_nameless_rows",
]


class Counted(Enum):
    """What a figure of a table of satisfaction counts."""

    SATISFIED = "Satisfied"
    ASKED = "Asked"
    ROLLING = "Rolling"


_WORDS: Final = {
    Counted.SATISFIED: (
        r"(?:(?:number|no\.?|count|people|total) (?:of )?(?:people )?)?(?:very |completely |fairly )?satisfied(?: (?:people|users|victims|answers|responses|count|n))?"
    ),
    Counted.ASKED: (
        r"(?:(?:number|no\.?|count|people|total) (?:of )?(?:people )?)?(?:asked|surveyed|respondents?|responses?|answered|interviewed|interviews|"
        r"surveys|answers|sample(?: size)?|base)(?: (?:count|n))?|n"
    ),
    Counted.ROLLING: r"(?:rolling|r12|(?:rolling )?(?:12|twelve)[ -]months?)(?: (?:12|twelve)[ -]?months?)?(?: (?:satisfaction|share|to))?(?: ?%)?|rolling (?:year|satisfaction)(?: ?%)?",
}  # fmt: skip
_ENDS: Final = re.compile(r"^[\s\-–—:,()\[\]/|]+|[\s\-–—:,()\[\]/|]+$")
_FEWEST: Final = 2


def read_counted(typed: str) -> Counted:
    """Return what a word says that the figures beside it or below it count.

    >>> [read_counted(text).value for text in ("No. satisfied", "Respondents", "Rolling 12 months %")]
    ['Satisfied', 'Asked', 'Rolling']
    """
    word = _ENDS.sub("", typed.casefold())
    for counted, pattern in _WORDS.items():
        if re.fullmatch(pattern, word):
            return counted
    raise RuleError(
        Trouble.UNREADABLE,
        f"{quoted(typed)} does not say what is counted.",
        "Enter Satisfied, Asked or Rolling.",
    )


def paired_columns(table: Table) -> dict[Counted, dict[int, datetime.date]]:
    """Return the columns of each count whose headings name the month and what is counted: "Apr 2013 satisfied", "Asked (Apr-13)"."""
    found: dict[int, tuple[Counted, str]] = {}
    for column in sorted(table.others):
        parted = _parted(table.others[column])
        if parted is not None:
            found[column] = parted
    months = months_of([text for _, text in found.values()])
    pairs: dict[Counted, dict[int, datetime.date]] = {}
    for (column, (counted, _)), month in zip(found.items(), months, strict=True):
        if month is not None:
            pairs.setdefault(counted, {})[column] = month
    return pairs


def counted_columns(table: Table) -> frozenset[int]:
    """Return the columns that hold the figures of a month."""
    pairs = paired_columns(table)
    return frozenset(column for columns in pairs.values() for column in columns) or frozenset(
        find_single_months(table) or find_months(table)
    )


def _parted(heading: str) -> tuple[Counted, str] | None:
    """Return what a heading says that is counted and the rest of it, None for one that says none."""
    text = heading.casefold()
    for counted, pattern in _WORDS.items():
        found = re.search(rf"(?:^|(?<=[^a-z]))(?:{pattern})(?:$|(?=[^a-z]))", text)
        if found is not None:
            rest = _ENDS.sub("", f"{text[: found.start()]} {text[found.end() :]}")
            return counted, rest
    return None


def is_satisfaction(table: Table) -> bool:
    """Return whether a table of groups says how many were asked and satisfied, or a rolling share."""
    if paired_columns(table).keys() & {Counted.SATISFIED, Counted.ASKED}:
        return True
    if "figure" in table.columns and any(_is_counted(table.text(row, "figure")) for row in table.records):
        return True
    if "rolling" in table.columns:
        return True
    return "strand" in table.columns and len(find_single_months(table) or find_months(table)) >= _FEWEST


def _is_counted(typed: str) -> bool:
    try:
        return read_counted(typed) is not None
    except RuleError:
        return False


def with_nameless_rows(table: Table, answers: Iterable[int]) -> Table:
    """Return a table with its rows that only say a strand or what is counted: their group stands once, above them.

    `answers` are the columns that hold figures besides those that the kind of table knows.
    """
    if not table.records:
        return table
    told = [table.columns[name] for name in ("target", "rolling") if name in table.columns]
    figures = [*answers, *told]
    rows, row = set(table.records), min(table.records)
    last = table.block.last_row if table.end is None else table.end - 1
    while row < last:
        row += 1
        if row in rows:
            continue
        named = any(table.text(row, name) for name in ("strand", "figure"))
        if not is_blank(table.value(row, "group")) or not named:
            if row > max(rows):
                break
            continue
        if row - 1 in rows and any(not is_blank(table.block.at(row, column)) for column in figures):
            rows.add(row)
    return replace(table, records=tuple(sorted(rows)))
