"""Rows and places that add others up, by what they are called."""

from __future__ import annotations

import re
from typing import Final

from xlscore.rules.month_headings import words_of
from xlscore.rules.threats.words import is_force

__all__ = ["is_total"]

_TOTAL: Final = re.compile(
    r"(?:(?:sub|grand|overall|force|county|district|borough|area|division|bcu|lpu|monthly|crime|all|column|row)? ?totals?(?: .*)?|.* totals?"
    r"|all (?:crimes?|offences?|recorded crimes?|types?|categories|areas?|places|districts?|boroughs?|divisions?|beats?|wards?|units?|lpus?|bcus?|forces?)"
    r"|sum|overall|all|force ?wide|whole force)"
)


def is_total(name: str, *, of_places: bool = False) -> bool:
    """Return whether a name is one of a row that adds others up: of other types, or of other places.

    >>> [is_total(name) for name in ("Total", "Sub-total", "TOTAL CRIME", "West total", "All crime", "All other theft", "Totalling")]
    [True, True, True, True, True, False, False]
    """
    return _TOTAL.fullmatch(words_of(name)) is not None or (of_places and is_force(name))
