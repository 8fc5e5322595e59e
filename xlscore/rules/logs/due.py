"""By when something is due, as logs say it: a day, the end of a month, or words that name no day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from xlscore.rules.figures_dates import read_day, read_month
from xlscore.rules.words import tidy

__all__ = ["is_no_day", "read_due"]

_LEAD: Final = re.compile(
    r"(?:(?:due|by|before|on|for|until|to)\s+)*(?:the\s+)?(?:(?:end\s+(?:of\s+)?|month\s+end(?:ing)?\s+|m/e\s+))?(?:the\s+)?",
    re.IGNORECASE,
)
_NO_DAY: Final = re.compile(
    r"(?:a\.?s\.?a\.?p\.?|as soon as (?:possible|practicable)|on-?\s?going|continuous|tba|tbc|tbd|to be (?:agreed|confirmed|advised|decided|set)"
    r"|open|none|not set|rolling|immediate(?:ly)?|urgent(?:ly)?|when (?:possible|available))\b.*",
    re.IGNORECASE,
)


def read_due(value: object) -> date | None:
    """Return the day by which a cell says that something is due; a month is due on its last day. None for any other text.

    >>> [str(read_due(text)) for text in ("End of March 2024", "by 31/03/2024", "February 2024", "ASAP", "Q4")]
    ['2024-03-31', '2024-03-31', '2024-02-29', 'None', 'None']
    """
    day = read_day(value)
    if day is not None or not isinstance(value, str):
        return day
    text = tidy(value)
    lead = _LEAD.match(text)
    said = text[lead.end() :] if lead else text
    day = read_day(said)
    if day is not None:
        return day
    month = None if re.match(r"\d{1,2}\D", said) else read_month(said)
    return None if month is None else month.replace(day=monthrange(month.year, month.month)[1])


def is_no_day(text: str) -> bool:
    """Return whether a text says by itself that there is no day yet.

    >>> is_no_day("ASAP"), is_no_day("Ongoing, reviewed monthly"), is_no_day("31 Febuary 2024")
    (True, True, False)
    """
    return _NO_DAY.fullmatch(tidy(text)) is not None
