"""The day on which a file was run, where it says so in words above or below its rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import read_day
from xlscore.rules.month_headings import MONTH

__all__ = ["run_date_in"]

_LEAD: Final = re.compile(
    r"\b(?:run|ran|extract(?:ed|ion)?|produced|refresh(?:ed)?|printed|created|generated|downloaded|exported|report(?:ed)?|prepared|data|as)\b"
    r"(?:[^\d]{0,40}?(?:\bon|\bdate|\bdated|\bat|\bto|\bof|:))?\W*$",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d\d?[./-]\d\d?[./-](?:\d{{4}}|\d\d)|(?:\w+day,? )?\d\d?(?:st|nd|rd|th)?[ -](?:of )?{MONTH},?[ -]\d{{4}}",
    re.IGNORECASE,
)


def run_date_in(cells: Sequence[object]) -> date | None:
    """Return the day that a file says it was run on, or its data go up to: in a cell, or in the one behind it; None for none.

    Of several it is the latest.

    >>> str(run_date_in(["Recorded crime by LPU", "Data extracted on 14/10/2013"])), run_date_in(["Launched on 14/10/2013"])
    ('2013-10-14', None)
    >>> str(run_date_in(["Run date:", date(2013, 10, 14)]))
    '2013-10-14'
    """
    found = []
    for at, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        days = [each for each in _DAY.finditer(cell) if _LEAD.search(cell[: each.start()])]
        behind = cells[at + 1] if not days and at + 1 < len(cells) and _LEAD.search(cell) else None
        found += [day for day in (*(read_day(each[0]) for each in days), read_day(behind)) if day is not None]
    return max(found, default=None)
