"""The day on which a table was run, where it says so in words above or below its rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import read_day
from xlscore.rules.month_headings import MONTH

__all__ = ["run_date_in"]

_LEAD: Final = re.compile(
    r"\b(?:run|ran|extract(?:ed|ion)?|produced|refresh(?:ed)?|printed|created|generated|downloaded|exported|reported|prepared|data|as)\b"
    r"[^\d]{0,40}?(?:\bon|\bdate|\bdated|\bat|\bto|\bof|:)\W*$",
    re.IGNORECASE,
)
_DAY: Final = re.compile(
    rf"\d{{4}}-\d\d-\d\d|\d\d?[./-]\d\d?[./-](?:\d{{4}}|\d\d)|(?:\w+day,? )?\d\d?(?:st|nd|rd|th)? (?:of )?{MONTH},? \d{{4}}",
    re.IGNORECASE,
)


def run_date_in(texts: Iterable[str]) -> date | None:
    """Return the day that texts say a table was run on, or its data go up to; the latest of several, None where none does.

    >>> str(run_date_in(["Recorded crime by LPU", "Data extracted on 14/10/2013"])), run_date_in(["Launched on 14/10/2013"])
    ('2013-10-14', None)
    """
    found = []
    for text in texts:
        for each in _DAY.finditer(text):
            day = read_day(each[0]) if _LEAD.search(text[: each.start()]) else None
            if day is not None:
                found.append(day)
    return max(found, default=None)
