"""Which release of its figures a file is: as Sources says, else by the month in its name, else by its last month."""

from __future__ import annotations

import re
from datetime import date
from fnmatch import fnmatchcase
from typing import Final

from xlscore.rules.figures_dates import MONTH_WORD, read_data_to, read_day_or_month, read_month
from xlscore.rules.series import month_name
from xlscore.sources.counted import Release
from xlscore.sources.kinds import Glimpse
from xlscore.sources.meanings import Meanings, SourceLine

__all__ = ["lines_of", "month_in_name", "release_of"]

_BY_FIGURES: Final = re.compile(r"(?<!\d)(20\d\d)([-_ ]?)(0[1-9]|1[0-2])(?:[-_ ]?(?:[0-2]\d|3[01]))?(?!\d)")
_BY_NAME: Final = re.compile(rf"({MONTH_WORD})[-_ ]?((?:20)?\d\d)(?!\d)", re.IGNORECASE)


def lines_of(file: Glimpse, told: Meanings) -> tuple[SourceLine, ...]:
    """Return the rows of Sources that speak of a file: by its name or a pattern of it, without regard to case."""
    names = {file.name.casefold(), file.base.casefold()}
    names |= {name.removesuffix(".gz") for name in names}
    return tuple(line for line in told.sources if any(_is_named(name, line.pattern) for name in names))


def _is_named(name: str, pattern: str) -> bool:
    wanted = pattern.strip().casefold()
    return name == wanted or fnmatchcase(name, wanted)


def release_of(file: Glimpse, told: Meanings, last_month: date | None) -> Release:
    """Return the release that a file is.

    >>> from pathlib import Path
    >>> release_of(Glimpse(Path(), "2018-10-leicestershire-street.csv", ()), Meanings(), date(2018, 11, 1)).name
    'Oct 2018'
    """
    named = month_in_name(file.name)
    order = named or last_month or date.min
    for line in lines_of(file, told):
        if line.release:
            said = read_day_or_month(line.release) or read_data_to(line.release)
            return Release(line.release, said or order)
    return Release(month_name(order) if order > date.min else file.base, order)


def month_in_name(name: str) -> date | None:
    """Return the latest month that a file's name bears, an archive's name with it; None for none.

    2011-12 may be the year 2011/12 as well as its December, and is none.

    >>> month_in_name("policeforceareatablesyearendingjune2019.xlsx"), month_in_name("crimes.csv")
    (datetime.date(2019, 6, 1), None)
    >>> month_in_name("outcomes_2011-12.csv"), month_in_name("crimes_201112.csv")
    (None, datetime.date(2011, 12, 1))
    """
    found = [
        date(int(year), int(month), 1)
        for year, mark, month in _BY_FIGURES.findall(name)
        if not mark or (int(year) + 1) % 100 != int(month)
    ]
    found += [month for word, year in _BY_NAME.findall(name) if (month := read_month(f"{word} {year}"))]
    return max(found, default=None)
