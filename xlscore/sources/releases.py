"""Which release a file is, and what a workbook tells of files of its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fnmatch import fnmatchcase
from typing import Final

from xlscore.rules.figures_dates import read_day_or_month
from xlscore.rules.month_headings import MONTH, months_of
from xlscore.sources.counted import Release
from xlscore.sources.meanings import Meanings, SourceLine

__all__ = ["lines_for", "month_in_name", "release_of"]

_IN_NAME: Final = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[012])(?:[-_. ]?[0-3]\d)?(?!\d)|({MONTH})[-_. ']*((?:20)?\d\d)(?!\d)",
    re.IGNORECASE,
)
"""201904, 2019-04 or 2019-04-30, and Apr 2019, april19, in a file's name."""


def lines_for(told: Meanings, name: str) -> tuple[SourceLine, ...]:
    """Return what the table Sources tells of files of a name, however it is spelt in case.

    A file of an archive goes by its own name as well as by the archive's before it.

    >>> told = Meanings(sources=(SourceLine("Crimes*.csv", "Offence", None), SourceLine("asb.csv", "Type", None)))
    >>> [line.column for line in lines_for(told, "extract.zip/crimes 2019.CSV")]
    ['Offence']
    """
    names = {part.casefold() for part in (name, re.split(r"[/\\]", name)[-1])}
    return tuple(
        line
        for line in told.sources
        if any(fnmatchcase(each, line.pattern.strip().casefold()) for each in names)
    )


def month_in_name(name: str) -> date | None:
    """Return the month that a file's name says, the last where it says from when to when.

    >>> str(month_in_name("mps_201004_202302.csv")), str(month_in_name("pfatablesdec19.xlsx")), month_in_name("crimes.csv")
    ('2023-02-01', '2019-12-01', None)
    """
    found = None
    for each in _IN_NAME.finditer(name):
        text = f"{each[1]}-{each[2]}" if each[1] else f"{each[3]} {each[4]}"
        found = months_of([text, "Jan 1990"])[0] or months_of([text])[0] or found
        if each[1]:
            found = date(int(each[1]), int(each[2]), 1)
    return found


def release_of(name: str, lines: Sequence[SourceLine], last: date) -> Release:
    """Return which release a file is: as Sources tells, else by the month in its name, else by its last month."""
    for line in lines:
        order = read_day_or_month(line.release) if line.release else None
        if order is not None:
            return Release(line.release, order)
    return Release(name, month_in_name(name) or last)
